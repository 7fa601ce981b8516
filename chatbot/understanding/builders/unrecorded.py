"""The builder for what is asked often and recorded nowhere: it makes no query, it forbids other ones.

A question may consist of known words alone and still ask for something else than what they say one by one: who uses a
model, what was trained on its outputs. Rules of the category `unrecorded` name such questions.
"""

from __future__ import annotations

from chatbot.understanding.meanings import UNRECORDED


class UnrecordedBuilders:
    """Builders for what the catalog does not record."""

    def unrecorded(
        self, subjects: object = None, things: object = None, attribute: object = None, noun: object = None
    ) -> str:
        """Mark words that ask for what is not recorded, whatever they ask it of."""
        del subjects, things, attribute, noun
        return UNRECORDED


__all__ = ["UnrecordedBuilders"]
