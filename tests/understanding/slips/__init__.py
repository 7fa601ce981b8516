"""Tests of understanding.slips."""
