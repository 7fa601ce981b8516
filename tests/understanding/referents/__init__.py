"""Tests of understanding.referents."""
