"""Limits on quantities, named or not."""

from __future__ import annotations

import msgspec

from chatbot.datatypes.options import Op
from chatbot.datatypes.query import Compare, Constraint, Not
from chatbot.understanding.builders.ground import Ground, all_of, any_of
from chatbot.understanding.meanings import Amount, Bound, Noun
from chatbot.understanding.mentions.numbers import label_of

_FEWEST_USERS = 1000
_YEARS = 10
"""So many years back a plain number is rather a year."""
_STRICT: dict[Op, Op] = {"<": "<", "<=": "<", "=": "=", ">": ">", ">=": ">"}
"""The comparison that leaves the limit itself out."""
_OPPOSITE: dict[Op, Op] = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}


class AmountBuilders(Ground):
    """Limits on quantities, named or not."""

    def bound(self, op: Op, amount: Amount) -> Bound:
        """One limit."""
        return Bound(((op, amount),))

    def bound_beaten(self, amount: Amount) -> Bound | None:
        """A figure that is outdone: a bare size (`beats a 13B`) is no figure but what has that size."""
        sized = bool(amount.label) and not amount.unit and self._bare(amount) == self._domain.roles.get("size", "")
        return None if sized else self.bound(">", amount)

    def bound_and_more(self, low: Amount, high: Amount) -> Bound | None:
        """An amount, and more than the same amount: 175B and above 175B."""
        return Bound(((">=", high),)) if _scaled_like(low, high).value == high.value else None

    def bound_about(self, amount: Amount) -> Bound:
        """Roughly this much."""
        return Bound((("=", Amount(amount.value, amount.label, amount.unit, approximate=True)),))

    def bound_between(self, low: Amount, high: Amount) -> Bound | None:
        """Both ends included; the low end takes over the scale and unit of the high one (7-13B).

        Ends that have their own scales may be said the other way round (between 20B and 7B).
        """
        low = _scaled_like(low, high)
        if low.label and high.label and low.value > high.value:
            low, high = high, low
        if low.value > high.value or (low.unit and high.unit and low.unit != high.unit):
            return None
        return Bound(((">=", low), ("<=", high)))

    def bound_inside(self, low: Amount, high: Amount) -> Bound | None:
        """Neither end included."""
        both = self.bound_between(low, high)
        return Bound(tuple((_STRICT[op], amount) for op, amount in both.limits)) if both else None

    def bound_up_to(self, low: Amount, bound: Bound) -> Bound | None:
        """From an amount on, which counts, to a limit (from 7B to under 13B)."""
        (op, high), *more = bound.limits
        both = self.bound_between(low, high) if op[0] == "<" and not more else None
        return Bound((both.limits[0], (op, both.limits[1][1]))) if both and low.value < high.value else None

    def bound_both(self, left: Bound, right: Bound) -> Bound | None:
        """Two limits that face each other."""
        ops = {op[0] for op, _ in left.limits} | {op[0] for op, _ in right.limits}
        if ops != {"<", ">"} or len(left.limits) != 1 or len(right.limits) != 1:
            return None
        other = right.limits[0][1]
        limits = [(op, _scaled_like(amount, other)) for op, amount in left.limits]
        return Bound((*limits, *right.limits))

    def bound_unit(self, bound: Bound, unit: str) -> Bound | None:
        """Limits whose unit stands apart from them: 40+ languages."""
        if any(amount.unit for _, amount in bound.limits):
            return None
        return Bound(tuple((op, msgspec.structs.replace(amount, unit=unit)) for op, amount in bound.limits))

    def bound_not(self, bound: Bound) -> Bound | None:
        """The opposite of one limit."""
        if len(bound.limits) != 1 or bound.limits[0][0] not in _OPPOSITE:
            return None
        op, amount = bound.limits[0]
        return Bound(((_OPPOSITE[op], amount),))

    def limit(self, attribute: str, bound: Bound, unit_noun: str = "") -> Constraint | None:
        """Limits on a named quantity; units must agree, and a small number counts something else (top 3 by size)."""
        if unit_noun and unit_noun != attribute:
            return None
        if any(self._tiny(attribute, amount) for _, amount in bound.limits):
            return None
        quantities = [(op, self._quantity(attribute, amount)) for op, amount in bound.limits]
        if any(quantity is None for _, quantity in quantities):
            return None
        return all_of([Compare(attribute, op, quantity) for op, quantity in quantities if quantity])

    def limit_both(self, attribute: str, left: Bound, right: Bound) -> Constraint | None:
        """Two limits around the name of the quantity."""
        both = self.bound_both(left, right)
        return self.limit(attribute, both) if both else None

    def bound_scaled(self, op: Op, amount: Amount) -> Bound | None:
        """A limit by a word that as well puts in order, where the number tells a size (13B, 32K), not how many."""
        return self.bound(op, amount) if amount.label or amount.unit else None

    def limit_bare(self, bound: Bound) -> Constraint | None:
        """Limits on an unnamed quantity: unit and size of the number tell which is meant."""
        attributes = {self._bare(amount) for _, amount in bound.limits}
        (attribute,) = attributes if len(attributes) == 1 else ("",)
        return self.limit(attribute, bound) if attribute else None

    def limit_role(self, role: str, bound: Bound) -> Constraint | None:
        """Limits on the attribute that plays a role."""
        attribute = self._domain.roles.get(role, "")
        return self.limit(attribute, bound) if attribute else None

    def limit_than(self, attribute: str, amount: Amount, op: Op) -> Constraint | None:
        """A limit on a quantity, said with a comparative."""
        if self._catalog.attribute(attribute).type != "quantity":
            return None
        return self.limit(attribute, Bound(((op, amount),)))

    def equals(self, attribute: str, amount: Amount) -> Constraint | None:
        """Exactly this much of a named quantity; what can be written at once is as much, or more."""
        if self._is_year(amount):
            return None  # models from 2023 with a context over 4k
        if self._is_one(attribute, amount):
            return None  # one with most parameters
        op: Op = ">=" if attribute == self._domain.roles.get("output") else "="
        return self.limit(attribute, Bound(((op, amount),)))

    def _is_one(self, attribute: str, amount: Amount) -> bool:
        """Say whether a plain one stands before the size of things: it counts the things."""
        return amount.value == 1 and not amount.label and attribute == self._domain.roles.get("size")

    def _size_unit(self) -> str:
        """Return the unit in which the size of things is told; empty where nothing tells a size."""
        size = self._domain.roles.get("size", "")
        return self._catalog.attribute(size).unit if size else ""

    def _is_year(self, amount: Amount) -> bool:
        """Say whether a plain number is one of the years of which a catalog tells."""
        now = int(self._domain.as_of[:4])
        return not amount.unit and not amount.label and now - _YEARS <= amount.value <= now + 1

    def equals_bare(self, amount: Amount) -> Constraint | None:
        """A round size alone (7B, 128K); one of them counts what has it."""
        if amount.value == 1 and not amount.label and amount.unit == self._size_unit():
            return None
        if not amount.label and not amount.unit:
            return None
        return self.limit_bare(Bound((("=", amount),)))

    def either_amount(self, low: Amount, high: Amount, attribute: str = "") -> Constraint | None:
        """One of two amounts, which no one thing has at once: 7B and 13B."""
        low = _scaled_like(low, high)
        parts = [self.equals(attribute, one) if attribute else self.equals_bare(one) for one in (low, high)]
        stated = [part for part in parts if part is not None]
        alike = len({part.attribute for part in stated if isinstance(part, Compare)}) == 1
        return any_of(stated) if alike and len(stated) == 2 and stated[0] != stated[1] else None

    def takes_in(self, amount: Amount, attribute: str = "") -> Constraint | None:
        """Can take so much in at once: as much, or more."""
        return self._at_least("span", amount, attribute)

    def takes_in_not(self, amount: Amount) -> Constraint | None:
        """Cannot take so much in at once."""
        asked = self.takes_in(amount)
        return Not(asked) if asked is not None else None

    def takes_in_bound(self, bound: Bound) -> Constraint | None:
        """Can take in what is as long as this, or longer; of texts that are no longer than this that says nothing."""
        op, amount = bound.limits[-1]
        if len(bound.limits) == 1 and op in {"<", "<="}:
            return None
        asked = self.takes_in(amount)
        more = op == ">" and isinstance(asked, Compare)
        return msgspec.structs.replace(asked, op=op) if more and asked is not None else asked

    def puts_out(self, amount: Amount) -> Constraint | None:
        """Can write so much at once: as much, or more."""
        return self._at_least("output", amount)

    def _at_least(self, role: str, amount: Amount, named: str = "") -> Constraint | None:
        """As much as this, or more, of the attribute that plays a role; without its name, the amount must tell it."""
        attribute = self._domain.roles.get(role, "")
        if not attribute or named not in {"", attribute}:
            return None
        if not named and amount.unit != self._catalog.attribute(attribute).unit and self._bare(amount) != attribute:
            return None
        return self.limit(attribute, Bound(((">=", Amount(amount.value, amount.label, amount.unit)),)))

    def equals_role(self, role: str, amount: Amount) -> Constraint | None:
        """Exactly this much of the attribute that plays a role."""
        return self.limit_role(role, Bound((("=", amount),)))

    def users(self, amount: Amount) -> Amount | None:
        """A number of users; so few are colleagues."""
        return amount if amount.value >= _FEWEST_USERS else None

    def users_some(self, amount: Amount, most: str) -> Amount | None:
        """Some of a scale, taken as as many as that can be, where that is no more than `most`."""
        many = amount.value * 10
        return self.users(Amount(many)) if many <= float(most) else None

    def users_below(self, amount: Amount) -> Amount:
        """Fewer than this many users: one less than the number."""
        return Amount(amount.value - 1)

    def users_above(self, amount: Amount) -> Amount:
        """More than this many users: one more than the number."""
        return Amount(amount.value + 1)

    def rough_noun(
        self, rough: Constraint, noun: Noun | None = None, part: Constraint | None = None
    ) -> Constraint | None:
        """A vague amount of an item."""
        if noun is not None and noun.kind != self._domain.item:
            return None
        return all_of([rough, part]) if part is not None else rough

    def same_part(self, rough: Constraint) -> Constraint:
        """Hand a vague amount on."""
        return rough


def _scaled_like(low: Amount, high: Amount) -> Amount:
    """Give the low end of a range the scale and unit of the high end where it has none of its own."""
    if not low.label and high.label and low.value < 1000:
        scale = next((s for s in (1e12, 1e9, 1e6, 1e3) if high.value >= s), 1.0)
        value = low.value * scale
        return Amount(value, label_of(value), high.unit)
    return low if low.unit else Amount(low.value, low.label, high.unit)
