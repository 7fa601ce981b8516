"""Limits of one property that no value can keep to at once: over 13B and under 7B, after 2024 and before 2023.

Nor does anything fit into little memory and need much.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from chatbot.datatypes.query import Compare, Constraint, Fits, Period, Quantity

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
    return any(_are_apart(one, other) or _are_apart(other, one) for one, other in combinations(parts, 2))


def _are_apart(left: Constraint, right: Constraint) -> bool:
    if isinstance(left, Compare) and isinstance(right, Compare):
        return exclude_each_other(left, right)
    if isinstance(left, Fits) and isinstance(right, Compare):
        return left.attribute == right.attribute and right.op[0] == ">" and not _holds_more(left, right)
    return False


def _holds_more(fits: Fits, least: Compare) -> bool:
    """Say whether memory that is told as an amount is more than a lower limit of what is needed."""
    told = sum(card.memory * card.count for card in fits.hardware)
    return isinstance(least.operand, Quantity) and told > least.operand.value
