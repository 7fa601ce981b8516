"""What was said before: follow-ups become whole questions, clarifications are answered.

A turn is a function of text and state.
"""
