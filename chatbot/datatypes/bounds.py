"""Limits of one property that no value can keep to at once: over 13B and under 7B."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from chatbot.datatypes.query import Compare, Constraint, Quantity


def exclude_each_other(left: Compare, right: Compare) -> bool:
    """Say whether a lower limit lies above an upper one of the same attribute."""
    if left.attribute != right.attribute or {left.op[0], right.op[0]} != {"<", ">"}:
        return False
    low, high = (left.operand, right.operand) if left.op[0] == ">" else (right.operand, left.operand)
    return isinstance(low, Quantity) and isinstance(high, Quantity) and low.value > high.value


def leave_nothing(parts: Iterable[Constraint]) -> bool:
    """Say whether two of some limits exclude each other."""
    limits = [part for part in parts if isinstance(part, Compare)]
    return any(exclude_each_other(one, other) for one, other in combinations(limits, 2))
