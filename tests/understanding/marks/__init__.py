"""Tests of understanding.marks."""
