"""Limits of one property that no value can keep to at once: over 13B and under 7B, after 2024 and before 2023."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from chatbot.datatypes.query import Compare, Constraint, Period, Quantity

_EQUAL = "="
"""Ends the operators of limits that count themselves."""


def exclude_each_other(left: Compare, right: Compare) -> bool:
    """Say whether a lower limit of an attribute lies above an upper one, or on it where that is left out."""
    if left.attribute != right.attribute or {left.op[0], right.op[0]} != {"<", ">"}:
        return False
    lower, upper = (left, right) if left.op[0] == ">" else (right, left)
    low, high = lower.operand, upper.operand
    if isinstance(low, Period) and isinstance(high, Period):
        first = low.start if _EQUAL in lower.op else low.end
        return first > (high.end if _EQUAL in upper.op else high.start)
    if not (isinstance(low, Quantity) and isinstance(high, Quantity)):
        return False
    closed = _EQUAL in lower.op and _EQUAL in upper.op
    return low.value > high.value or (low.value == high.value and not closed)


def leave_nothing(parts: Iterable[Constraint]) -> bool:
    """Say whether two of some limits exclude each other."""
    limits = [part for part in parts if isinstance(part, Compare)]
    return any(exclude_each_other(one, other) for one, other in combinations(limits, 2))
