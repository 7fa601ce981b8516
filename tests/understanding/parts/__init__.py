"""Tests of understanding.parts."""
