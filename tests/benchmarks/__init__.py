"""Benchmarks, run by hand: `python -m tests.benchmarks`. They judge nothing, they print a table."""
