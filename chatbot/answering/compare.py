"""Compares one fact with what a constraint asks: quantities, dates, members of a list."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from enum import IntEnum
from operator import eq, ge, gt, le, lt
from typing import Any

from chatbot.datatypes.catalog import Fact
from chatbot.datatypes.options import Op
from chatbot.datatypes.query import Period, Quantity

APPROXIMATE = 0.1
"""How far from a number a value may be that is "about" it."""

FLIPPED: dict[Op, Op] = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}
"""The comparison that holds exactly when the first one does not."""

MIRRORED: dict[Op, Op] = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "="}
"""The comparison that says the same with both sides exchanged."""


class Truth(IntEnum):
    """Ordered, so that `and` is the minimum and `or` the maximum."""

    NO = 0
    UNKNOWN = 1
    CONDITIONAL = 2
    YES = 3

    @property
    def word(self) -> str:
        """The name used in answers and in facts."""
        return self.name.lower()

    @property
    def holds(self) -> bool:
        """Whether it is true, outright or on conditions."""
        return self >= Truth.CONDITIONAL

    def negated(self) -> Truth:
        """Not no = yes; not yes and not conditional = no; not unknown = unknown."""
        return {Truth.NO: Truth.YES, Truth.UNKNOWN: Truth.UNKNOWN}.get(self, Truth.NO)


WORDS = {truth.word: truth for truth in Truth}


def of(flag: bool) -> Truth:
    """Return the truth value of a plain test."""
    return Truth.YES if flag else Truth.NO


def known(fact: Fact | None) -> bool:
    """Whether the fact states a value."""
    return fact is not None and fact.state in {"known", "derived"} and fact.value is not None


_TESTS: dict[str, Callable[[int, int], bool]] = {"<": lt, "<=": le, "=": eq, ">=": ge, ">": gt}


def _ordered(order: int, op: Op) -> Truth:
    return of(_TESTS[op](order, 0))


def quantity_truth(fact: Fact, op: Op, wanted: Quantity) -> Truth:
    """Compare a number; a nominal amount, exact or rough, equals every value that is published under its label."""
    value = magnitude(fact.value)
    if value is None:
        return Truth.UNKNOWN
    if wanted.approximate and op == "=":
        labelled = bool(wanted.label) and wanted.label in fact.labels
        return of(labelled or abs(value - wanted.value) <= APPROXIMATE * abs(wanted.value))
    if wanted.label and wanted.label in fact.labels:
        return _ordered(0, op)
    return _ordered((value > wanted.value) - (value < wanted.value), op)


def magnitude(value: Any) -> float | None:
    """Return the number in a value: a plain one, or the amount of `{amount, unit}`."""
    if isinstance(value, dict):
        value = value.get("amount")
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return value


def days(value: str) -> tuple[str, str]:
    """Return the first and last day that a maybe partial ISO date may mean."""
    if len(value) == 4:
        return f"{value}-01-01", f"{value}-12-31"
    if len(value) == 7:
        last = calendar.monthrange(int(value[:4]), int(value[5:7]))[1]
        return f"{value}-01", f"{value}-{last:02d}"
    return value, value


def _certain(surely: bool, never: bool) -> Truth:
    if surely:
        return Truth.YES
    return Truth.NO if never else Truth.UNKNOWN


def period_truth(value: str, op: Op, period: Period) -> Truth:
    """Compare a maybe partial date with a span of days; a date that straddles the bound is unknown."""
    low, high = days(value)
    tests: dict[str, Callable[[], Truth]] = {
        "<": lambda: _certain(high < period.start, low >= period.start),
        "<=": lambda: _certain(high <= period.end, low > period.end),
        ">": lambda: _certain(low > period.end, high <= period.end),
        ">=": lambda: _certain(low >= period.start, high < period.start),
        "=": lambda: _certain(low >= period.start and high <= period.end, high < period.start or low > period.end),
    }
    return tests[op]()


def date_truth(value: str, op: Op, other: str) -> Truth:
    """Compare two dates, each of which may be partial: one day somewhere in its span."""
    (low, high), (start, end) = days(value), days(other)
    tests: dict[str, Callable[[], Truth]] = {
        "<": lambda: _certain(high < start, low >= end),
        "<=": lambda: _certain(high <= start, low > end),
        ">": lambda: _certain(low > end, high <= start),
        ">=": lambda: _certain(low >= end, high < start),
        "=": lambda: _certain(value == other, high < start or low > end),
    }
    if value == other:
        return _ordered(0, op)
    return tests[op]()


def as_list(value: Any) -> tuple[str, ...]:
    """Return the members of a value that may be a single id."""
    if value is None:
        return ()
    if isinstance(value, str):
        return (value,)
    if not isinstance(value, list | tuple):
        return ()
    return tuple(entry for entry in value if isinstance(entry, str))


Ancestors = Callable[[str], tuple[str, ...]]
"""Id -> the ids of all things that include it."""


def member_truth(fact: Fact, wanted: str, ancestors: Ancestors) -> Truth:
    """Whether a list names the thing, or a part of it; limited members hold on conditions."""
    for members, truth in ((as_list(fact.value), Truth.YES), (fact.limited, Truth.CONDITIONAL)):
        if any(member == wanted or wanted in ancestors(member) for member in members):
            return truth
    wider = ancestors(wanted)
    if any(member in wider for member in (*as_list(fact.value), *fact.limited)):
        return Truth.UNKNOWN
    return Truth.UNKNOWN if fact.incomplete else Truth.NO


def distinct(members: tuple[str, ...], ancestors: Ancestors) -> tuple[str, ...]:
    """Drop members that only sum up other ones: a language beside its own scripts."""
    wider = {parent for member in members for parent in ancestors(member)}
    return tuple(dict.fromkeys(member for member in members if member not in wider))


def several_truth(fact: Fact, least: int, ancestors: Ancestors) -> Truth:
    """Whether a list has at least so many members; limited ones help on conditions."""
    full = distinct(as_list(fact.value), ancestors)
    if len(full) >= least:
        return Truth.YES
    if len(distinct((*full, *fact.limited), ancestors)) >= least:
        return Truth.CONDITIONAL
    return Truth.UNKNOWN if fact.incomplete else Truth.NO


def only_truth(fact: Fact, wanted: str, ancestors: Ancestors) -> Truth:
    """Whether a list has this member and no other."""
    if any(not _same(member, wanted, ancestors) for member in as_list(fact.value)):
        return Truth.NO
    truth = member_truth(fact, wanted, ancestors)
    if truth is not Truth.YES:
        return truth
    if fact.incomplete:
        return Truth.UNKNOWN
    return Truth.CONDITIONAL if fact.limited else Truth.YES


def _same(member: str, wanted: str, ancestors: Ancestors) -> bool:
    return member == wanted or wanted in ancestors(member)
