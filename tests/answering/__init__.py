"""Tests of answering, over a small made-up catalog."""
