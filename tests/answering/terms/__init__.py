"""Tests of answering.terms."""
