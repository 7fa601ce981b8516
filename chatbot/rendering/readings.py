"""How a question was read, where the conversation gave a part of it: said unless the answer begins with it anyway."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from chatbot.datatypes.answer import Say
from chatbot.rendering.page import Notes, Paragraph, Part
from chatbot.rendering.width import IDEOGRAPH

if TYPE_CHECKING:
    from chatbot.datatypes.answer import Block
    from chatbot.rendering.messages import Messages

READING = "answer.dialogue.reading"
FRAMES = ("reading.", "phrase.", "order.", "function.", "fit.reading", "fit.phrase")
"""Messages of which readings are made: their own words say nothing of what was asked about."""
PLACES = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")


def is_reading(block: Block) -> bool:
    """Whether the block says how a question was read."""
    return isinstance(block, Say) and block.message == READING


class Readings:
    """Tells whether a sentence repeats a reading."""

    def __init__(self, messages: Messages) -> None:
        """Keep the messages of which readings are made."""
        self.messages = messages

    def placed(self, reading: str, parts: list[Part]) -> list[Part]:
        """Return the parts with the reading behind the first sentence, unless that tells it."""
        lead = parts[0] if parts else None
        if isinstance(lead, Paragraph) and self.told(reading, lead.text):
            return parts
        return [*parts[:1], Notes((reading,)), *parts[1:]]

    def told(self, reading: str, sentence: str) -> bool:
        """Whether everything that a reading names stands in the sentence."""
        return (_words(reading) - self._frame_words) <= _words(sentence)

    @cached_property
    def _frame_words(self) -> frozenset[str]:
        texts = (PLACES.sub(" ", text) for prefix in (*FRAMES, READING) for text in self.messages.starting(prefix))
        return frozenset(word for text in texts for word in _words(text))


def _words(text: str) -> frozenset[str]:
    """Words, and single ideographs."""
    found = re.findall(rf"{IDEOGRAPH}|(?:(?!{IDEOGRAPH})[\w.-])+", text.lower())
    return frozenset(filter(None, (word.strip(".-") for word in found)))
