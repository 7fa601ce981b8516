"""Meanings of phrases below the level of a query; all hashable, so that equal readings are packed."""

from __future__ import annotations

from typing import Literal

import msgspec

from chatbot.datatypes.catalog import Domain, Ref
from chatbot.datatypes.options import End, Op
from chatbot.datatypes.query import Constraint, Rank


class Amount(msgspec.Struct, frozen=True):
    """A number as written."""

    value: float
    label: str = ""
    """Round label (`7b`, `128k`) where the number was written with a scale."""
    unit: str = ""
    approximate: bool = False


class Bound(msgspec.Struct, frozen=True):
    """Limits on some quantity that is not named yet; negated ones are kept as pairs with the opposite operator."""

    limits: tuple[tuple[Op, Amount], ...]


class Date(msgspec.Struct, frozen=True):
    """A partial ISO date: 2023, 2023-05, 2023-05-01, or a span `2023-04..2023-06`."""

    start: str
    end: str


class Edge(msgspec.Struct, frozen=True):
    """Whether what lies exactly on a limit counts, said apart from it; op: its direction, `<` or `>`, or empty."""

    closed: bool
    amount: Amount | None = None
    date: Date | None = None
    op: Op | Literal[""] = ""


class When(msgspec.Struct, frozen=True):
    """Limits on some date that is not named yet: operator and partial ISO date."""

    limits: tuple[tuple[Op, str], ...]
    loose: bool = False
    """A time alone (in 2023), which need not be that of which the catalog tells most."""


class Direction(msgspec.Struct, frozen=True):
    """A comparative or superlative word: the attribute it orders by (empty: still open), and where to."""

    attribute: str
    direction: End


class Subjects(msgspec.Struct, frozen=True):
    """Named things in the order of mention; mode `one`, `and`, `or`, `versus`, `none` (not one of them)."""

    refs: tuple[Ref, ...]
    mode: str = "one"


class Things(msgspec.Struct, frozen=True):
    """Entities of one kind; mode `one`, `and`, `or`."""

    kind: str
    ids: tuple[str, ...]
    mode: str = "one"


class Attributes(msgspec.Struct, frozen=True):
    """Attributes asked for, in the order of mention."""

    ids: tuple[str, ...]


class Ordering(msgspec.Struct, frozen=True):
    """A ranking phrase; the kind of thing ranked and its filters come from elsewhere."""

    rank: Rank


class Per(msgspec.Struct, frozen=True):
    """One result for each value of this attribute (or `group`)."""

    attribute: str
    where: Constraint | None = None
    """That it is one of some that are named (each of Google and Meta)."""
    refs: tuple[Ref, ...] = ()
    """The groups, where these are named."""


class Total(msgspec.Struct, frozen=True):
    """An aggregate over a set."""

    function: str
    attribute: str


class Gap(msgspec.Struct, frozen=True):
    """How much more one thing has than another."""

    attribute: str
    direction: End


class Noun(msgspec.Struct, frozen=True):
    """A word for a kind of thing (model, family, licence)."""

    kind: str
    """Items and groups of other domains count as those of the default one: rules need not tell them apart."""
    own: str = ""
    """Then the kind that they are."""


CARDS = Noun("device")
"""The word for what models run on; that is no part of the catalog that is asked for."""


class Outside(msgspec.Struct, frozen=True):
    """A name that the catalog does not hold (empty: as it was typed); `near` are things to offer instead."""

    name: str
    near: tuple[str, ...] = ()


class Vague(msgspec.Struct, frozen=True):
    """A name that may mean several things; outside: the name itself is none of the catalog's."""

    name: str
    choices: tuple[str, ...]
    outside: bool = False


class Permitted(msgspec.Struct, frozen=True):
    """What terms say on a topic: that they allow it or not, where a property tells that."""

    topic: str
    where: Constraint | None


def bare_attribute(domain: Domain, amount: Amount) -> str:
    """Return which attribute a number means that stands without one (7B, 128K, 2T tokens); empty: none."""
    for rule in domain.bare:
        if rule.unit != amount.unit or (rule.scaled and not amount.label):
            continue
        if rule.least <= amount.value < rule.below:
            return rule.attribute
    return ""
