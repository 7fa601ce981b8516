"""Tests of answering.memory."""
