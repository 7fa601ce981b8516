"""Whether what lies exactly on a limit counts: over 7B, 7B itself too; at least 7B, those of exactly 7B not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec

from chatbot.datatypes.options import Op
from chatbot.datatypes.query import And, Compare, Constraint, Not, Period, Quantity
from chatbot.understanding.builders.amounts import AmountBuilders
from chatbot.understanding.builders.ground import all_of, any_of
from chatbot.understanding.meanings import Amount, Bound, Date, Edge, Noun


class EdgeBuilders(AmountBuilders):
    """Limits of which it is said whether they include what lies on them."""

    def limit_closed(self, part: Constraint, noun: Noun | None = None) -> Constraint | None:
        """The limits include what lies on them (inclusive)."""
        return self._each_limit(part, noun, closed=True)

    def limit_opened(self, part: Constraint, noun: Noun | None = None) -> Constraint | None:
        """The limits leave out what lies on them (exclusive)."""
        return self._each_limit(part, noun, closed=False)

    def limit_kept(self, part: Constraint, noun: Noun | None = None) -> Constraint | None:
        """An exact amount of which it is said once more that no other will do (exactly 8k, no more and no less)."""
        own = noun is None or noun.kind == self._domain.item
        return part if own and isinstance(part, Compare) and part.op == "=" else None

    def limit_with(self, part: Constraint, amount: Amount, noun: Noun | None = None) -> Constraint | None:
        """A limit that includes its own amount, said once more (8k and more, 8k included)."""
        edge = self._edge(part, amount, noun)
        return self._closed(edge, closed=True) if edge is not None else None

    def limit_or(self, part: Constraint, amount: Amount, noun: Noun | None = None) -> Constraint | None:
        """A limit, and one amount beyond it that counts as well: mostly its own (over 32k, 16k too)."""
        compared = _limits(part, noun, self._domain.item)
        if not compared or amount.approximate:
            return None
        exact = self.limit(compared[0].attribute, Bound((("=", amount),)))
        return self.limit_with(part, amount, noun) or (any_of([part, exact]) if exact else None)

    def limit_without(self, part: Constraint, amount: Amount, noun: Noun | None = None) -> Constraint | None:
        """A limit without an exact amount: mostly its own (8k and more, but not exactly 8k)."""
        compared = _limits(part, noun, self._domain.item)
        if not compared or amount.approximate:
            return None
        exact = self.limit(compared[0].attribute, Bound((("=", amount),)))
        return all_of([part, Not(exact)]) if exact is not None else None

    def limit_with_bound(self, part: Constraint, bound: Bound, noun: Noun | None = None) -> Constraint | None:
        """A limit that includes an exact amount (over 8k, those of exactly 8k too)."""
        amount = _exact(bound)
        return self.limit_with(part, amount, noun) if amount else None

    def limit_without_bound(self, part: Constraint, bound: Bound, noun: Noun | None = None) -> Constraint | None:
        """A limit without an exact amount (over 8k, those of exactly 8k not)."""
        amount = _exact(bound)
        return self.limit_without(part, amount, noun) if amount else None

    def limit_with_date(self, part: Constraint, own: Date, noun: Noun | None = None) -> Constraint | None:
        """A limit on a date that includes the span it names, said once more (after 2023, 2023 included)."""
        compared = _limits(part, noun, self._domain.item)
        alone = len(compared) == 1 and compared[0].operand == Period(own.start, own.end)
        return self._closed(compared[0], closed=True) if alone else None

    def limit_or_date(self, part: Constraint, own: Date, noun: Noun | None = None) -> Constraint | None:
        """A limit on a date, and a span that counts as well: mostly the one it names (after 2023, 2022 too)."""
        compared = _limits(part, noun, self._domain.item)
        if not compared or not isinstance(compared[0].operand, Period):
            return None
        within = Compare(compared[0].attribute, "=", Period(own.start, own.end))
        return self.limit_with_date(part, own, noun) or any_of([part, within])

    def limit_without_date(self, part: Constraint, own: Date, noun: Noun | None = None) -> Constraint | None:
        """A limit on a date without a span: mostly its own (after 2023, those of 2023 not)."""
        compared = _limits(part, noun, self._domain.item)
        if not compared or not isinstance(compared[0].operand, Period):
            return None
        if len(compared) == 1 and compared[0].operand == Period(own.start, own.end):
            return self._closed(compared[0], closed=False)
        return all_of([part, Not(Compare(compared[0].attribute, "=", Period(own.start, own.end)))])

    def edge_remark(
        self, edge: str, amount: Amount | None = None, own: Date | None = None, op: Op | Literal[""] = ""
    ) -> Edge | None:
        """A remark on what lies exactly on a limit: that of this amount or date, or of this direction."""
        about = amount is not None and amount.approximate
        return None if about else Edge(edge == "in", amount, own, op)

    def edge_remarks(self, left: Edge, right: Edge) -> Edge | None:
        """Two remarks on one limit: more than that, that itself not."""
        if left.closed != right.closed or (left.op and right.op) or (left.amount and right.amount):
            return None
        return Edge(left.closed, left.amount or right.amount, left.date or right.date, left.op or right.op)

    def bound_closed(self, bound: Bound) -> Bound | None:
        """A limit that includes its own amount (over 7B (included)); one that is a range has two."""
        return self._edged(bound, {"<": "<=", "<=": "<=", ">": ">=", ">=": ">="})

    def bound_opened(self, bound: Bound) -> Bound | None:
        """A limit that leaves its own amount out (at least 7B (not included))."""
        return self._edged(bound, {"<": "<", "<=": "<", ">": ">", ">=": ">"})

    def _edged(self, bound: Bound, edges: Mapping[Op, Op]) -> Bound | None:
        ((op, amount), *others) = bound.limits
        fits = not others and op in edges and not amount.approximate
        return Bound(((edges[op], amount),)) if fits else None

    def bound_ends(self, low: Amount, high: Amount, low_op: Op, high_op: Op) -> Bound | None:
        """A range of which each end says whether it is included: 20B (not included) to 70B."""
        both = self.bound_between(low, high)
        return Bound(((low_op, both.limits[0][1]), (high_op, both.limits[1][1]))) if both else None

    def bound_without_own(self, low: Amount, own: Amount, high: Amount) -> Bound | None:
        """A range of which the lower end is said once more to be left out: from 20B (without 20B) to 70B."""
        return self.bound_ends(low, high, ">", "<=") if own == low else None

    def _each_limit(self, part: Constraint, noun: Noun | None, closed: bool) -> Constraint | None:
        compared = _limits(part, noun, self._domain.item)
        return all_of([self._closed(one, closed) for one in compared]) if compared else None

    def _edge(self, part: Constraint, amount: Amount, noun: Noun | None) -> Compare | None:
        """Return the only limit that a statement consists of, if it lies at this amount."""
        compared = _limits(part, noun, self._domain.item)
        if len(compared) != 1 or amount.approximate:
            return None
        (one,) = compared
        return one if self._quantity(one.attribute, amount) == one.operand else None

    def _closed(self, one: Compare, closed: bool) -> Compare:
        return msgspec.structs.replace(one, op=one.op[0] + "=" if closed else one.op[0])


def _limits(part: Constraint, noun: Noun | None, item: str) -> tuple[Compare, ...]:
    """Return the limits of one quantity or date that a statement on things consists of, if of nothing else."""
    parts = part.parts if isinstance(part, And) else (part,)
    found = tuple(one for one in parts if isinstance(one, Compare) and _is_limit(one))
    alike = len(found) == len(parts) and len({one.attribute for one in found}) == 1
    return found if alike and (noun is None or noun.kind == item) else ()


def _is_limit(one: Compare) -> bool:
    exact = isinstance(one.operand, Period) or (isinstance(one.operand, Quantity) and not one.operand.approximate)
    return exact and one.op != "="


def _exact(bound: Bound) -> Amount | None:
    return bound.limits[0][1] if len(bound.limits) == 1 and bound.limits[0][0] == "=" else None
