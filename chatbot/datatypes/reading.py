"""What understanding makes of an utterance: spans, mentions, phrases, readings, or an outcome without one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from chatbot.datatypes.followup import Followup
from chatbot.datatypes.options import Status
from chatbot.datatypes.query import Query

UNRECORDED = "unrecorded"
"""Meaning and category of words that ask for what the catalog does not record."""
UNCLEAR = "unclear"
"""Meaning of such words where it is recorded, but not in that unit, or for no time that is so vague."""


class Token(msgspec.Struct, frozen=True):
    """A run of letters, a number, a single ideograph or a mark, with its place in the raw text."""

    text: str
    """Folded."""
    raw: str
    start: int
    end: int
    kind: str
    """`word`, `number`, `han`, `mark`."""
    spaced: bool = False
    """White space stands before it."""


class Mention(msgspec.Struct, frozen=True):
    """Tokens start..end (end excluded) recognised as something."""

    start: int
    end: int
    category: str
    meaning: Any
    """Ref, attribute id, Quantity, Period, term id …"""
    cost: float = 0.0
    repaired: str = ""
    """The surface form that a misspelling was taken for."""
    place: str = ""
    """file:line of the surface form, for explanations."""
    word: bool = False
    """The form is also an ordinary word."""
    firm: bool = False
    """Its words may not go unused, even where they are fillers elsewhere (does …? at the start of a question)."""


class Phrase(msgspec.Struct, frozen=True):
    """A span with a category and a meaning, and the derivation that made it."""

    start: int
    end: int
    category: str
    meaning: Any
    score: float
    rule: str = ""
    """file:line of the rule, or of the surface form."""
    parts: tuple[Phrase, ...] = ()


class Correction(msgspec.Struct, frozen=True, order=True):
    """A spelling that was repaired."""

    typed: str
    taken_for: str


class Instead(msgspec.Struct, frozen=True):
    """What may have been meant by an utterance with a slip in it."""

    text: str
    correction: Correction
    likely: bool = False
    """The slip is one that is made often: where only with this there is a question, it was meant."""


class Doubt(msgspec.Struct, frozen=True):
    """A word that may be a slip: `ow` in `ow large is it` may be a slip of `how`."""

    typed: str
    """The word as it was typed."""
    meant: tuple[Instead, ...]
    """The utterance with each of the words that may have been meant in its place."""
    known: bool
    """Whether it was read with a meaning: as it stands, or for one of these (`falcn` for Falcon). Then another word
    matters only if the question is understood with it; of a word that nobody knows (`ow`), any other word does."""


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """One way to understand the whole utterance."""

    intent: str
    query: Query
    score: float
    phrases: tuple[Phrase, ...]
    open: bool = False
    """Nothing says which thing is meant: the conversation must, or the asker is asked back."""
    bare: bool = False
    """A name or statement alone, with nothing that asks."""
    claim: bool = False
    """What is told as a reason for the question before it (since OPT may be sold, …)."""
    unexplained: tuple[str, ...] = ()
    """Words, as typed, that were not used and are no filler; here only such as do not forbid an answer."""
    follow: Followup | None = None
    """What the utterance says as a follow-up; then the query is only a placeholder."""


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """The verdict of understanding. status `read`: `parts` holds a reading for each question asked."""

    status: Status
    language: str
    parts: tuple[Reading, ...] = ()
    alternatives: tuple[Reading, ...] = ()
    """clarify: the readings between which the asker must choose."""
    choices: tuple[str, ...] = ()
    """clarify, not_in_catalog: ids of catalog things to offer."""
    reason: str = ""
    """Message id that says why there is no answer."""
    names: tuple[str, ...] = ()
    """The words, as typed, that are at issue (names outside the catalog, words not understood)."""
    outsiders: tuple[str, ...] = ()
    """Proper names of those outsiders, in the same order as `names`."""
    corrections: tuple[Correction, ...] = ()
    read_doubts: Callable[[], tuple[Doubt, ...]] = tuple
    """Returns `doubts`; what is only read to compare needs none."""
    unexplained: tuple[str, ...] = ()
    text: str = ""
    """What was typed; a sentence of it, where that was read by itself."""
    tokens: tuple[Token, ...] = ()
    mentions: tuple[Mention, ...] = ()
    open: Reading | None = None
    """clarify: a reading that lacks the thing it is about."""
    read_follow: Callable[[], tuple[Reading, ...]] = tuple
    """Returns `follow`; most questions are whole and need none of it."""
    sentences: tuple[str, ...] = ()
    """The sentences as typed, where there are several; or the two questions that a joining word makes one of."""
    apart: tuple[Outcome, ...] = ()
    """What the sentences were read as, where they were read one after the other; the parts are theirs."""
    cover: tuple[Phrase, ...] = ()
    """not_understood: the phrases that explain most, for explanations."""
    consider: Callable[[], tuple[Reading, ...]] = tuple
    """Returns `readings`; to choose the best one, most of them need not be made."""

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """Words that may be slips: the outcome stands only where it is the same whatever they were meant for."""
        return self.read_doubts()

    @property
    def readings(self) -> tuple[Reading, ...]:
        """All readings to be considered, best first: for explanations, and where one lacks its thing."""
        return self.consider()

    @property
    def follow(self) -> tuple[Reading, ...]:
        """The same utterance read as a follow-up, best first; counts where the conversation has something to follow."""
        return self.read_follow()
