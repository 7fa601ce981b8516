"""Frozen values that the layers hand to each other; no input or output, no third-party library but msgspec."""
