"""Checks of the whole project: what makes data wrong although it can be loaded."""
