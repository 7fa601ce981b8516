"""What a follow-up says, free of any language: the parts it names and what to do with what was said before."""

from __future__ import annotations

from typing import Literal

import msgspec

from chatbot.datatypes.catalog import Ref
from chatbot.datatypes.options import Asks, End, Follow, Level, RunMode
from chatbot.datatypes.query import Card, Constraint, Quantity, Rank

MIDDLE = 0
"""The place in the middle, of an odd number of things."""


class Pick(msgspec.Struct, frozen=True):
    """Places in what was shown, counted from 1; negative ones from its end, MIDDLE in its middle."""

    first: int
    last: int
    pair: bool = False
    """Former and latter: of exactly two things, in the order of mention."""
    several: tuple[int, ...] = ()
    """Places that do not follow one another (the first and the third); `first` and `last` are then the outer ones."""
    other: bool = False
    """Of two things the one that is not talked about; of so many more (`last`) those that are not."""


class Followup(msgspec.Struct, frozen=True, kw_only=True):
    """A question that lacks what the conversation must give. Empty fields were not said."""

    kind: Follow
    """What is done with the last question: `shift` asks the same of something else (and Llama?)."""
    subjects: tuple[Ref, ...] = ()
    replaced: tuple[Ref, ...] = ()
    """What the subjects stand instead of."""
    where: Constraint | None = None
    rank: Rank | None = None
    attributes: tuple[str, ...] = ()
    order: tuple[str, End] | None = None
    """A comparative: attribute and direction."""
    beyond: bool = False
    """The comparative is against what was talked about (bigger than it), or others than that are asked for."""
    amount: Quantity | None = None
    of_cards: bool = False
    """The amount is a number of cards."""
    pick: Pick | None = None
    hardware: tuple[Card, ...] = ()
    things: tuple[Ref, ...] = ()
    """Named things that are no items (a licence, a term)."""
    function: str = ""
    """A figure over a set: average, median, total …"""
    precision: str = ""
    context: float = 0
    mode: RunMode | Literal[""] = ""
    """How something is to be run or trained, in a question on memory."""
    topic: str = ""
    users: float = 0
    asks: Asks = ""
    """How it is asked; empty: as before."""
    per: str = ""
    """One number for each value of this attribute, or `group`."""
    than: bool = False
    """The subjects are what is compared with."""
    level: Level | Literal[""] = ""
    """`group` where families are asked for, `item` where items are counted and named so (how many models)."""
    negated: bool = False
    """It is asked why something is not so."""
    kin: bool = False
    """A word for one of several (the chat one, the first version) stands beside the constraint."""
    parallel: bool = False
    """What is named stands in the place of what was named before (what about Hebrew?)."""
    likewise: bool = False
    """What was said of something is asked of what is named as well (that one too?)."""
    within: bool = False
    """Explicitly among what was shown (of those, only)."""
