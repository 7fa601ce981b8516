"""Limits that leave nothing."""

from __future__ import annotations

import pytest

from chatbot.datatypes.bounds import exclude_each_other, leave_nothing
from chatbot.datatypes.query import Card, Compare, Fits, Is, Period, Quantity


def bound(op: str, value: float, attribute: str = "parameters") -> Compare:
    return Compare(attribute, op, Quantity(value))


@pytest.mark.parametrize(
    ("left", "right", "excluded"),
    [
        (bound(">", 13), bound("<", 7), True),
        (bound("<=", 7), bound(">=", 13), True),
        (bound(">", 7), bound("<", 13), False),
        (bound(">=", 7), bound("<=", 7), False),
        (bound(">", 7), bound("<", 7), True),
        (bound(">=", 7), bound("<", 7), True),
        (bound(">", 13), bound(">", 7), False),
        (bound(">", 13), bound("<", 7, "context_length"), False),
    ],
)
def test_a_lower_limit_above_an_upper_one_leaves_nothing(left: Compare, right: Compare, *, excluded: bool) -> None:
    assert exclude_each_other(left, right) is excluded
    assert leave_nothing([Is("open_weights"), left, right]) is excluded


def year(op: str, number: int) -> Compare:
    return Compare("release_date", op, Period(f"{number}-01-01", f"{number}-12-31"))


def test_so_do_dates() -> None:
    assert exclude_each_other(year(">", 2024), year("<", 2023))
    assert exclude_each_other(year(">", 2023), year("<", 2023))
    assert not exclude_each_other(year(">", 2022), year("<", 2024))
    assert not exclude_each_other(year(">=", 2023), year("<=", 2023))


@pytest.mark.parametrize(("memory", "apart"), [(8, True), (80, True), (96, False), (0, True)])
def test_what_fits_into_little_memory_does_not_need_much(memory: float, *, apart: bool) -> None:
    fits = Fits("memory_required", (Card(memory=memory),))
    assert leave_nothing([fits, bound(">", 80, "memory_required")]) is apart
    assert not leave_nothing([fits, bound("<", 80, "memory_required")])
    assert not leave_nothing([fits, bound(">", 80)])
