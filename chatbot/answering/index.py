"""Indexes of one attribute over all items, so that a selective constraint looks at few of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from chatbot.answering.compare import APPROXIMATE, Ancestors, as_list, days, known, magnitude
from chatbot.answering.truth import deciding
from chatbot.datatypes.catalog import Fact
from chatbot.datatypes.options import Op
from chatbot.datatypes.query import Compare, Period, Quantity

ROUNDING = 0.01
"""So much wider the index looks than what is "about" a number, lest a rounding hides an item."""


class AttributeIndex:
    """Which items state which value of an attribute; built once, when first asked."""

    def __init__(self, stated: Iterable[tuple[str, tuple[Fact, ...]]], ancestors: Ancestors) -> None:
        """Sort the facts of all items by value, by label and by member."""
        self.open: set[str] = set()
        """Items whose value is not, or not wholly, known."""
        self.published: set[str] = set()
        self.absent: set[str] = set()
        self.members: dict[str, set[str]] = {}
        self._labels: dict[str, set[str]] = {}
        self._sizes: dict[str, int] = {}
        numbers: list[tuple[float, str]] = []
        dates: list[tuple[str, str]] = []
        for item, facts in stated:
            usable = [fact for fact in deciding(facts) if known(fact)]
            (self.published if usable else self.open).add(item)
            if not facts:
                self.absent.add(item)
            for fact in usable:
                self._enter(item, fact, ancestors)
                number = magnitude(fact.value)
                if number is not None:
                    numbers.append((number, item))
                if isinstance(fact.value, str):
                    dates.append((fact.value, item))
        numbers.sort()
        dates.sort()
        self._numbers = [number for number, _ in numbers]
        self._numbered = [item for _, item in numbers]
        self._dates = [days(value)[0] for value, _ in dates]
        self._dated = [item for _, item in dates]

    def _enter(self, item: str, fact: Fact, ancestors: Ancestors) -> None:
        members = (*as_list(fact.value), *fact.limited)
        if fact.incomplete:
            self.open.add(item)
        for label in fact.labels:
            self._labels.setdefault(label, set()).add(item)
        for member in members:
            for name in (member, *ancestors(member)):
                self.members.setdefault(name, set()).add(item)

    def comparable(self, compare: Compare) -> set[str] | None:
        """Return a superset of the items for which the comparison may hold; None: cannot say."""
        match compare.operand:
            case Quantity() if self._numbers:
                return self._number_range(compare.op, compare.operand) | self.open
            case Period(start, end) if self._dates:
                return self._date_range(compare.op, start, end) | self.open
            case _:
                return None

    def _number_range(self, op: Op, wanted: Quantity) -> set[str]:
        slack = (APPROXIMATE + ROUNDING) * abs(wanted.value) if wanted.approximate else 0
        first, last = 0, len(self._numbers)
        if op in {">", ">=", "="}:
            first = bisect_left(self._numbers, wanted.value - slack)
        if op in {"<", "<=", "="}:
            last = bisect_right(self._numbers, wanted.value + slack)
        found = set(self._numbered[first:last])
        return found | self._labels.get(wanted.label, set()) if wanted.label else found

    def _date_range(self, op: Op, start: str, end: str) -> set[str]:
        first, last = 0, len(self._dates)
        if op in {">", ">=", "="}:
            first = bisect_left(self._dates, f"{start[:4]}-01-01")
        if op in {"<", "<=", "="}:
            last = bisect_right(self._dates, end)
        return set(self._dated[first:last])
