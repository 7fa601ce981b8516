"""Fill the slots of intents with the phrases of a cover, in any order; every phrase must find its place.

What the filled slots mean as a query is decided by shapes (see shapes.py).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from chatbot.datatypes.pack import Intent, Slot
from chatbot.datatypes.reading import Phrase
from chatbot.understanding.cover import Segment

SEGMENTS = 40
"""No question has more parts that matter."""
ASSIGNMENTS = 12
"""Ways to assign segments that are followed for one intent."""
RANK = 0.2
"""Weight of an intent's rank; small against one more explained token or one phrase less."""
CUE_MATCH = 1.5
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
        self._needs = tuple((intent, _required(intent)) for intent in intents)
        self._terms = frozenset(term for intent in intents for term in (*intent.cues, *intent.also))
        self._categories = frozenset(slot.category for intent in intents for slot in intent.slots.values())
        self._takers: dict[str, set[int]] = {}
        for number, intent in enumerate(intents):
            for category in _accepted(intent):
                self._takers.setdefault(category, set()).add(number)

    def top_categories(self) -> frozenset[str]:
        """Return the categories and cue terms that may stand on their own in a cover."""
        return self._terms | self._categories

    def fill(self, segments: Sequence[Segment]) -> list[Frame]:
        """Return the frames of each intent that takes all segments."""
        if len(segments) > SEGMENTS:
            return []
        kinds = [frozenset(kind for o in segment.options for kind in o.category.split("+")) for segment in segments]
        available = frozenset().union(*kinds)
        fitting = set(range(len(self._needs)))
        for segment, kind in zip(segments, kinds, strict=True):
            if not segment.idle:
                fitting &= set().union(*(self._takers.get(category, ()) for category in kind))
        frames = []
        for number in sorted(fitting):
            intent, required = self._needs[number]
            if required <= available and (not intent.cues or not available.isdisjoint(intent.cues)):
                frames += _frames(intent, segments)
        return frames


_Partial = tuple[frozenset[str], tuple[tuple[str, Phrase], ...], float]


def _price(partial: _Partial) -> float:
    return partial[2]


def _accepted(intent: Intent) -> frozenset[str]:
    return frozenset((*intent.cues, *intent.also, *(slot.category for slot in intent.slots.values())))


def _required(intent: Intent) -> frozenset[str]:
    return frozenset(slot.category for slot in intent.slots.values() if slot.least)


def _frames(intent: Intent, segments: Sequence[Segment]) -> list[Frame]:
    """Assign every segment to a cue or slot of the intent, in all ways that matter."""
    terms = {*intent.cues, *intent.also}
    partial: list[_Partial] = [(frozenset(), (), 0.0)]
    for segment in segments:
        following: list[_Partial] = []
        taken = _cues(segment, intent, terms)
        for cues, filled, price in partial:
            if taken:
                following.append((cues | taken, filled, price))
            following += _slots(segment, intent, terms, (cues, filled, price))
            if segment.idle:
                following.append((cues, filled, price + segment.price))
        following.sort(key=_price)
        partial = following[:ASSIGNMENTS]
        if not partial:
            return []
    frames = [_frame(intent, *one) for one in partial]
    return [frame for frame in frames if frame is not None]


def _slots(segment: Segment, intent: Intent, terms: set[str], so_far: _Partial) -> list[_Partial]:
    """Return what becomes of an assignment with each option of a segment that fits a slot."""
    cues, filled, price = so_far
    found: list[_Partial] = []
    for option in segment.options:
        category, _, cue = option.category.partition("+")  # `constraint+yes_no`: fills a slot and is a cue
        name = _place(intent.slots, filled, category) if not cue or cue in terms else None
        if name is not None:
            found.append((cues | {cue} if cue else cues, (*filled, (name, option)), price))
    return found


def _cues(segment: Segment, intent: Intent, terms: set[str]) -> frozenset[str]:
    """Return the cue terms that a segment gives this intent: its own ones if there are any."""
    present = {option.category for option in segment.options} & terms
    own = present & set(intent.cues)
    return frozenset(own or present)


def _frame(intent: Intent, cues: frozenset[str], filled: tuple[tuple[str, Phrase], ...], price: float) -> Frame | None:
    own = cues & set(intent.cues)
    if intent.cues and not own:
        return None
    slots: dict[str, tuple[Phrase, ...]] = {}
    for name, phrase in filled:
        slots[name] = (*slots.get(name, ()), phrase)
    if any(len(slots.get(name, ())) < slot.least for name, slot in intent.slots.items()):
        return None
    score = RANK * intent.rank + (CUE_MATCH if own else 0.0) + 0.05 * len(cues - own)
    return Frame(intent, slots, cues, score - price + sum(phrase.score for _, phrase in filled))


def _place(slots: Mapping[str, Slot], filled: Sequence[tuple[str, Phrase]], category: str) -> str | None:
    for name, slot in slots.items():
        if slot.category == category and sum(taken == name for taken, _ in filled) < slot.most:
            return name
    return None
