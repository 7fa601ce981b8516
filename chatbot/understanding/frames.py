"""Fill the slots of intents with the phrases of a cover, in any order; every phrase must find its place.

What the filled slots mean as a query is decided by shapes (see shapes/).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import inf
from operator import attrgetter, itemgetter
from typing import Any

import msgspec

from chatbot.datatypes.pack import Intent
from chatbot.datatypes.reading import Phrase
from chatbot.understanding.cover import ASKING, Segment

SEGMENTS = 40
"""No question has more parts that matter."""
ASSIGNMENTS = 32
"""Ways to assign segments that are followed for one intent."""
RANK = 0.2
"""Weight of an intent's rank; small against one more explained token or one phrase less."""
CUE_MATCH = 1.5
"""What an intent gains for a cue of its own that is present."""
ALSO = 0.05
"""What it gains for each other cue."""
REMEMBERED = 4096
"""Combinations of categories of which is remembered what they are to intents."""
_Slots = tuple[tuple[str, int], ...]
"""Slots, and how many phrases each of them takes."""
_ROUNDING = 1e-9
_ALWAYS = 1
"""The bit of what is always there."""
_TURNING = frozenset({"not", "dont", "forbid", "hindered"})
"""Cues that turn the meaning round."""


class Frame(msgspec.Struct, frozen=True):
    """An intent whose slots are filled."""

    intent: Intent
    slots: Mapping[str, tuple[Phrase, ...]]
    cues: frozenset[str]
    score: float
    turns: int = 0
    """How many cues turn the meaning round (not, forbidden): two of them leave it as it is."""

    def meanings(self, slot: str) -> tuple[Any, ...]:
        """Return the meanings in a slot, in the order of the utterance."""
        filled = self.slots.get(slot)
        return tuple([phrase.meaning for phrase in filled]) if filled else ()

    def first(self, slot: str) -> Any:
        """Return the first meaning in a slot, or None."""
        filled = self.slots.get(slot)
        return filled[0].meaning if filled else None


class _Wanted(msgspec.Struct, frozen=True):
    """An intent, and what follows from it."""

    intent: Intent
    cues: frozenset[str]
    terms: frozenset[str]
    """Cues, and what may be present besides."""
    slots: dict[str, _Slots]
    """Category -> the slots that take it, and how many phrases each of them takes."""
    required: frozenset[str]
    """Categories without which there is no frame."""
    least: tuple[tuple[str, int], ...]
    """Slots that must be filled, and how many phrases they need."""


class _Use(msgspec.Struct, frozen=True):
    """What an intent makes of phrases of certain categories over the same tokens."""

    cues: frozenset[str]
    """Cue terms among them: the intent's own ones if there are any."""
    turned: bool
    """These turn the meaning round."""
    filling: tuple[tuple[int, _Slots, frozenset[str]], ...]
    """Places of the categories that fill slots: which slots, and what is a cue as well (constraint+yes_no)."""


class FrameFiller:
    """Tries all intents on a cover."""

    def __init__(self, intents: Sequence[Intent]) -> None:
        """Index intents by the categories they take: the intents that take one are the bits of a number."""
        self._wanted = tuple(_wanted(intent) for intent in intents)
        self._terms = frozenset[str]().union(*(wanted.terms for wanted in self._wanted))
        self._categories = frozenset(category for wanted in self._wanted for category in wanted.slots)
        self._most = tuple(_most(wanted) for wanted in self._wanted)
        """What no frame of an intent scores more than, but for what its phrases add."""
        self.most = max(self._most, default=0.0)
        """No frame scores higher."""
        self._takers = self._intents([wanted.terms.union(wanted.slots) for wanted in self._wanted])
        needed = sorted(set().union(*(wanted.required | wanted.cues for wanted in self._wanted)))
        self._bits = {kind: 2 << place for place, kind in enumerate(needed)}
        """What an intent cannot do without, as bits of a number; the lowest one stands for what is always there."""
        self._required = tuple(sum(self._bits[kind] for kind in wanted.required) for wanted in self._wanted)
        self._cues = tuple(sum(self._bits[kind] for kind in wanted.cues) or _ALWAYS for wanted in self._wanted)
        # The same few combinations of categories come up again and again.
        self._told = lru_cache(REMEMBERED)(self._all_told)
        self._possible = lru_cache(REMEMBERED)(self._all_possible)
        self._use = lru_cache(REMEMBERED)(self._used)

    def top_categories(self) -> frozenset[str]:
        """Return the categories and cue terms that may stand on their own in a cover."""
        return self._terms | self._categories

    def fill(self, segments: Sequence[Segment], least: float = -inf) -> list[Frame]:
        """Return the frames of each intent that takes all segments, best first; not of those that score too little."""
        if len(segments) > SEGMENTS:
            return []
        fitting, available = (1 << len(self._wanted)) - 1, _ALWAYS
        for segment in segments:
            takers, given = self._told(segment.categories)
            available |= given
            if not segment.idle:
                fitting &= takers
        if fitting:
            fitting &= self._possible(available)
        frames: list[Frame] = []
        gain = sum([segment.score for segment in segments if segment.score > 0]) + _ROUNDING
        while fitting:
            lowest = fitting & -fitting
            fitting ^= lowest
            number = lowest.bit_length() - 1
            if self._most[number] + gain < least:
                continue
            uses = [(segment, self._use(number, segment.categories)) for segment in segments]
            frames += _frames(self._wanted[number], uses)
        frames.sort(key=_SCORE, reverse=True)
        return frames

    @staticmethod
    def _intents(categories: Sequence[frozenset[str]]) -> dict[str, int]:
        """Return the intents that have each category, by the categories of each intent."""
        found: dict[str, int] = {}
        for number, each in enumerate(categories):
            for category in each:
                found[category] = found.get(category, 0) | 1 << number
        return found

    def _all_told(self, categories: tuple[str, ...]) -> tuple[int, int]:
        """Return the intents that take a phrase of one of these categories, and what of the needed there is with it."""
        takers, given = 0, 0
        for kind in {kind for category in categories for kind in category.split("+")}:
            takers |= self._takers.get(kind, 0)
            given |= self._bits.get(kind, 0)
        return takers, given

    def _all_possible(self, available: int) -> int:
        """Return the intents for which nothing is lacking."""
        both = enumerate(zip(self._required, self._cues, strict=True))
        return sum(1 << number for number, (needed, cues) in both if not needed & ~available and cues & available)

    def _used(self, number: int, categories: tuple[str, ...]) -> _Use:
        """Return what an intent makes of phrases of these categories over the same tokens."""
        wanted = self._wanted[number]
        split = [_split(category) for category in categories]
        plain = frozenset(category for category, told in split if not told)
        cues = plain & wanted.cues or plain & wanted.terms
        filling = tuple(
            (place, wanted.slots[category], told)
            for place, (category, told) in enumerate(split)
            if category in wanted.slots and told <= wanted.terms
        )
        return _Use(cues, not cues.isdisjoint(_TURNING), filling)


@lru_cache(REMEMBERED)
def _split(category: str) -> tuple[str, frozenset[str]]:
    """`constraint+all+yes_no` fills a slot (constraint) and is two cues (all, yes_no)."""
    category, *told = category.split("+")
    return category, frozenset(told)


def _wanted(intent: Intent) -> _Wanted:
    slots: dict[str, _Slots] = {}
    for name, slot in intent.slots.items():
        slots[slot.category] = (*slots.get(slot.category, ()), (name, slot.most))
    cues = frozenset(intent.cues)
    required = frozenset(slot.category for slot in intent.slots.values() if slot.least)
    least = tuple((name, slot.least) for name, slot in intent.slots.items() if slot.least)
    return _Wanted(intent, cues, cues.union(intent.also), slots, required, least)


def _most(wanted: _Wanted) -> float:
    return RANK * wanted.intent.rank + (CUE_MATCH if wanted.cues else 0.0) + ALSO * len(wanted.terms)


_Filled = tuple[tuple[str, Phrase], ...]
_Partial = tuple[frozenset[str], _Filled, float, int]
_NONE = frozenset[str]()


_SCORE = attrgetter("score")
_PRICE = itemgetter(2)


def _frames(wanted: _Wanted, segments: Sequence[tuple[Segment, _Use]]) -> list[Frame]:
    """Assign every segment to a cue or slot of the intent, in all ways that matter."""
    partial: list[_Partial] = [(_NONE, (), 0.0, 0)]
    for segment, use in segments:
        following: list[_Partial] = []
        for cues, filled, price, turns in partial:
            if use.cues:
                following.append((cues | use.cues, filled, price, turns + use.turned))
            for place, slots, cue in use.filling:
                name = _free(slots, filled)
                if name is not None:
                    following.append((cues | cue, (*filled, (name, segment.options[place])), price, turns))
            if segment.idle and use.cues.isdisjoint(ASKING):
                following.append((cues, filled, price + segment.price, turns))
        if not following:
            return []
        if len(following) > 1:
            following.sort(key=_PRICE)
            del following[ASSIGNMENTS:]
        partial = following
    return [frame for one in partial if (frame := _frame(wanted, *one)) is not None]


def _free(slots: _Slots, filled: _Filled) -> str | None:
    """Return the first slot that still takes a phrase."""
    for name, most in slots:
        if len(filled) < most or [taken for taken, _ in filled].count(name) < most:
            return name
    return None


def _frame(wanted: _Wanted, cues: frozenset[str], filled: _Filled, price: float, turns: int) -> Frame | None:
    intent, own = wanted.intent, cues & wanted.cues
    if intent.cues and not own:
        return None
    slots: dict[str, tuple[Phrase, ...]] = {}
    for name, phrase in filled:
        slots[name] = (*slots.get(name, ()), phrase)
    for name, least in wanted.least:
        if len(slots.get(name, ())) < least:
            return None
    score = RANK * intent.rank + (CUE_MATCH if own else 0.0) + ALSO * len(cues - own)
    return Frame(intent, slots, cues, score - price + sum([phrase.score for _, phrase in filled]), turns)
