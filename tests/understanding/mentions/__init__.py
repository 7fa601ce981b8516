"""Tests of understanding.mentions."""
