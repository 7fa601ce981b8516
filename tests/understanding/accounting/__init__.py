"""Tests of understanding.accounting."""
