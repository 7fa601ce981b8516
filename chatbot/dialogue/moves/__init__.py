"""Kinds of follow-ups: what each makes of the last question."""
