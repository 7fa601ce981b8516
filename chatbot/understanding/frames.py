"""Fill the slots of intents with the phrases of a cover, in any order; every phrase must find its place.

What the filled slots mean as a query is decided by shapes (see shapes.py).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from chatbot.datatypes.pack import Intent, Slot
from chatbot.datatypes.reading import Phrase

CUE_MATCH = 4.0
"""What an intent gains for a cue of its own that is present."""


class Frame(msgspec.Struct, frozen=True):
    """An intent whose slots are filled."""

    intent: Intent
    slots: Mapping[str, tuple[Phrase, ...]]
    cues: frozenset[str]
    score: float

    def meanings(self, slot: str) -> tuple[Any, ...]:
        """Return the meanings in a slot, in the order of the utterance."""
        return tuple(phrase.meaning for phrase in self.slots.get(slot, ()))

    def first(self, slot: str) -> Any:
        """Return the first meaning in a slot, or None."""
        filled = self.slots.get(slot)
        return filled[0].meaning if filled else None


class FrameFiller:
    """Tries all intents on a cover."""

    def __init__(self, intents: Sequence[Intent]) -> None:
        """Index intents by the categories they take."""
        self._intents = tuple(intents)
        self._terms = frozenset(term for intent in intents for term in (*intent.cues, *intent.also))
        self._categories = frozenset(slot.category for intent in intents for slot in intent.slots.values())

    def top_categories(self) -> frozenset[str]:
        """Return the categories and cue terms that may stand on their own in a cover."""
        return self._terms | self._categories

    def fill(self, phrases: Sequence[Phrase]) -> list[Frame]:
        """Return a frame for each intent that takes all phrases."""
        return [frame for intent in self._intents if (frame := self._try(intent, phrases)) is not None]

    def _try(self, intent: Intent, phrases: Sequence[Phrase]) -> Frame | None:
        slots: dict[str, list[Phrase]] = {}
        cues: set[str] = set()
        for phrase in phrases:
            if phrase.category in self._terms and phrase.category in (*intent.cues, *intent.also):
                cues.add(phrase.category)
                continue
            name = _place(intent.slots, slots, phrase.category)
            if name is None:
                return None
            slots.setdefault(name, []).append(phrase)
        own = cues & set(intent.cues)
        if intent.cues and not own:
            return None
        if any(len(slots.get(name, ())) < slot.least for name, slot in intent.slots.items()):
            return None
        filled = {name: tuple(parts) for name, parts in slots.items()}
        score = intent.rank + CUE_MATCH * len(own) + 0.1 * len(cues - own)
        return Frame(intent, filled, frozenset(cues), score)


def _place(slots: Mapping[str, Slot], filled: Mapping[str, Sequence[Phrase]], category: str) -> str | None:
    for name, slot in slots.items():
        if slot.category == category and len(filled.get(name, ())) < slot.most:
            return name
    return None
