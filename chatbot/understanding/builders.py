"""The closed set of builders: from the roles of a phrase rule to its meaning, or None where the roles do not fit.

Language-free and free of the domain: which attribute a bare amount, a date or a kind of value belongs to, the domain's data say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from chatbot.datatypes.catalog import Catalog, Domain, Ref
from chatbot.datatypes.query import (
    Among,
    And,
    Compare,
    Constraint,
    Has,
    Is,
    Known,
    Not,
    Only,
    Operand,
    Or,
    Period,
    Quantity,
    Rank,
    ValueOf,
)
from chatbot.understanding import dates
from chatbot.understanding.marked import MarkedBuilders
from chatbot.understanding.meanings import (
    Amount,
    Attributes,
    Bound,
    Date,
    Direction,
    Gap,
    Noun,
    Ordering,
    Outside,
    Per,
    Sets,
    Subjects,
    Things,
    Total,
    When,
)

_OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}
_MOST_RANKS = 100


class Builders(MarkedBuilders):
    """Builders over one catalog and its default domain."""

    def __init__(self, catalog: Catalog, domain: Domain) -> None:
        """Index which attribute takes values of which kind."""
        self._catalog = catalog
        self._domain = domain
        self._by_kind: dict[str, str] = {}
        preferred = list(domain.roles.values())
        for attribute in sorted(catalog.attributes.values(), key=lambda a: (a.id not in preferred, a.id)):
            if attribute.of and attribute.id != domain.roles.get("tasks"):
                self._by_kind.setdefault(attribute.of, attribute.id)
        self._bare_attributes = {rule.attribute for rule in domain.bare if rule.scaled}
        self._by_value: dict[str, str] = {}
        for attribute in catalog.attributes.values():
            for value in attribute.values:
                self._by_value.setdefault(value, attribute.id)

    def table(self) -> dict[str, Callable[..., Any]]:
        """Return name -> builder."""
        names = [name for name in dir(self) if not name.startswith("_") and name != "table"]
        return {name: getattr(self, name) for name in names}

    # --- values handed on ---

    def same(self, **roles: Any) -> Any:
        """Hand the only role on."""
        (value,) = roles.values()
        return value

    def constant(self, value: str) -> str:
        """Return the fixed value of the rule."""
        return value

    # --- dates ---

    def year(self, year: Amount) -> Date | None:
        """2023."""
        return dates.of_year(year)

    def month_date(self, year: Amount, month: int | Amount) -> Date | None:
        """2023-05."""
        return dates.of_month(year, month)

    def day_date(self, year: Amount, month: int | Amount, day: int | Amount) -> Date | None:
        """2023-05-17."""
        return dates.of_day(year, month, day)

    def quarter_date(self, year: Amount, quarter: str) -> Date | None:
        """Q2 2024."""
        return dates.of_part(year, int(quarter), 3)

    def half_date(self, year: Amount, half: str) -> Date | None:
        """First half of 2024."""
        return dates.of_part(year, int(half), 6)

    def when(self, op: str, date: Date) -> When:
        """One limit on a date."""
        return When(((op, f"{date.start}/{date.end}"),))

    def when_between(self, low: Date, high: Date) -> When | None:
        """Both ends included."""
        if low.start > high.end:
            return None
        return When(((">=", f"{low.start}/{low.end}"), ("<=", f"{high.start}/{high.end}")))

    def when_either(self, left: Date, right: Date) -> When | None:
        """Two neighbouring spans as one; others do not fit."""
        if dates.day_after(left.end) != right.start:
            return None
        return When((("=", f"{left.start}/{right.end}"),))

    def when_both(self, left: When, right: When) -> When:
        """Both limits."""
        return When(left.limits + right.limits)

    def dated(self, when: When, attribute: str = "") -> Constraint | None:
        """Limits on a date attribute, by default the one that says when."""
        attribute = attribute or self._domain.roles.get("date", "")
        if not attribute:
            return None
        return _all([Compare(attribute, op, Period(*span.split("/"))) for op, span in when.limits])

    def relative_date(self, op: str, subjects: Subjects) -> Constraint | None:
        """Before or after another thing appeared."""
        attribute = self._domain.roles.get("date", "")
        if not attribute or len(subjects.refs) != 1:
            return None
        return Compare(attribute, op, ValueOf(subjects.refs[0]))

    # --- amounts ---

    def bound(self, op: str, amount: Amount) -> Bound:
        """One limit."""
        return Bound(((op, amount),))

    def bound_about(self, amount: Amount) -> Bound:
        """Roughly this much."""
        return Bound((("=", Amount(amount.value, amount.label, amount.unit, approximate=True)),))

    def bound_between(self, low: Amount, high: Amount) -> Bound | None:
        """Both ends included; the low end takes over the scale and unit of the high one (7-13B)."""
        low = _scaled_like(low, high)
        if low.value > high.value or (low.unit and high.unit and low.unit != high.unit):
            return None
        return Bound(((">=", low), ("<=", high)))

    def bound_both(self, left: Bound, right: Bound) -> Bound | None:
        """Two limits that face each other."""
        ops = {op[0] for op, _ in left.limits} | {op[0] for op, _ in right.limits}
        if ops != {"<", ">"} or len(left.limits) != 1 or len(right.limits) != 1:
            return None
        other = right.limits[0][1]
        limits = [(op, _scaled_like(amount, other)) for op, amount in left.limits]
        return Bound((*limits, *right.limits))

    def bound_not(self, bound: Bound) -> Bound | None:
        """The opposite of one limit."""
        if len(bound.limits) != 1 or bound.limits[0][0] not in _OPPOSITE:
            return None
        op, amount = bound.limits[0]
        return Bound(((_OPPOSITE[op], amount),))

    def limit(self, attribute: str, bound: Bound, unit_noun: str = "") -> Constraint | None:
        """Limits on a named quantity; units must agree."""
        if unit_noun and unit_noun != attribute:
            return None
        quantities = [(op, self._quantity(attribute, amount)) for op, amount in bound.limits]
        if any(quantity is None for _, quantity in quantities):
            return None
        return _all([Compare(attribute, op, quantity) for op, quantity in quantities if quantity])

    def limit_both(self, attribute: str, left: Bound, right: Bound) -> Constraint | None:
        """Two limits around the name of the quantity."""
        both = self.bound_both(left, right)
        return self.limit(attribute, both) if both else None

    def limit_bare(self, bound: Bound) -> Constraint | None:
        """Limits on an unnamed quantity: unit and size of the number tell which is meant."""
        attributes = {self._bare(amount) for _, amount in bound.limits}
        (attribute,) = attributes if len(attributes) == 1 else ("",)
        return self.limit(attribute, bound) if attribute else None

    def limit_role(self, role: str, bound: Bound) -> Constraint | None:
        """Limits on the attribute that plays a role."""
        attribute = self._domain.roles.get(role, "")
        return self.limit(attribute, bound) if attribute else None

    def equals(self, attribute: str, amount: Amount) -> Constraint | None:
        """Exactly this much of a named quantity."""
        return self.limit(attribute, Bound((("=", amount),)))

    def equals_bare(self, amount: Amount) -> Constraint | None:
        """A round size alone (7B, 128K)."""
        if not amount.label and not amount.unit:
            return None
        return self.limit_bare(Bound((("=", amount),)))

    def equals_role(self, role: str, amount: Amount) -> Constraint | None:
        """Exactly this much of the attribute that plays a role."""
        return self.limit_role(role, Bound((("=", amount),)))

    # --- one thing against another ---

    def as_much(self, equal: str, subjects: Subjects, op: str = "=") -> Constraint | None:
        """As much, or at least as much, as another thing has."""
        if subjects.mode == "or":
            return None
        return _all([Compare(equal, op, ValueOf(ref)) for ref in subjects.refs])

    def than(self, direction: Direction, subjects: Subjects) -> Constraint | None:
        """More or less than another thing has."""
        return self.than_attribute(direction.attribute, subjects, direction.direction)

    def not_than(self, direction: Direction, subjects: Subjects) -> Constraint | None:
        """Not more than another thing has."""
        part = self.than(direction, subjects)
        return Not(part) if part else None

    def than_attribute(self, attribute: str, subjects: Subjects, direction: str) -> Constraint | None:
        """More or less of an attribute than another thing has."""
        op = ">" if direction == "most" else "<"
        if subjects.mode == "or":
            return None
        return _all([Compare(attribute, op, ValueOf(ref)) for ref in subjects.refs])

    def than_amount(self, direction: Direction, amount: Amount) -> Constraint | None:
        """Bigger than 7B."""
        return self.limit_than(direction.attribute, amount, ">" if direction.direction == "most" else "<")

    def limit_than(self, attribute: str, amount: Amount, op: str) -> Constraint | None:
        """A limit on a quantity, said with a comparative."""
        if self._catalog.attributes[attribute].type != "quantity":
            return None
        return self.limit(attribute, Bound(((op, amount),)))

    def than_date(self, direction: Direction, date: Date) -> Constraint | None:
        """Newer than 2023."""
        if self._catalog.attributes[direction.attribute].type != "date":
            return None
        op = ">" if direction.direction == "most" else "<"
        return Compare(direction.attribute, op, Period(date.start, date.end))

    def same_as(self, attribute: str, subjects: Subjects) -> Constraint | None:
        """The same value as another thing has."""
        if self._catalog.attributes[attribute].type not in {"quantity", "date", "entity", "choice", "truth"}:
            return None
        return _all([Compare(attribute, "=", ValueOf(ref)) for ref in subjects.refs])

    # --- values and truths ---

    def property_of(self, attribute: str, part: Constraint) -> Constraint | None:
        """A statement beside the noun that it is about (weights … gated)."""
        stated = getattr(part, "attribute", "") or getattr(getattr(part, "part", None), "attribute", "")
        if not stated:
            return None
        near = {stated, *self._catalog.attributes[stated].basis}
        return part if attribute in near else None

    def holds(self, attribute: str) -> Constraint:
        """The truth attribute holds."""
        return Is(attribute)

    def known(self, attribute: str) -> Constraint:
        """The attribute's value is known."""
        return Known(attribute)

    def has(self, things: Things) -> Constraint | None:
        """The value is one of these things; the kind tells the attribute."""
        return self._has(things, "")

    def has_not(self, things: Things) -> Constraint | None:
        """The value is none of these things."""
        part = self._has(things, "")
        return Not(part) if part else None

    def has_attribute(self, attribute: str, things: Things) -> Constraint | None:
        """The named attribute has this value; kinds must agree."""
        if self._catalog.attributes[attribute].of != things.kind:
            return None
        return self._has(things, attribute)

    def only(self, things: Things) -> Constraint | None:
        """This value and no other."""
        attribute = self._by_kind.get(things.kind, "")
        if not attribute or len(things.ids) != 1:
            return None
        if self._catalog.attributes[attribute].type == "entities":
            return Only(attribute, things.ids[0])
        return Has(attribute, things.ids[0])

    def based_on(self, subjects: Subjects) -> Constraint | None:
        """Derived from one of these catalog things."""
        attribute = self._domain.roles.get("origin", "")
        if not attribute:
            return None
        items = [item for ref in subjects.refs for item in self._members(ref)]
        return _any([Has(attribute, item) for item in items])

    def based_on_outside(self, outside: str) -> Constraint | None:
        """Derived from something that is not in the catalog itself but is known as an origin."""
        attribute = self._domain.roles.get("origin", "")
        origins = [o for o in self._origins() if o == outside or o.startswith(f"{outside}-")]
        return _any([Has(attribute, origin) for origin in origins]) if attribute and origins else None

    def without(self, subjects: Subjects) -> Constraint:
        """None of these things."""
        return Not(Among(subjects.refs))

    def without_noun(self, subjects: Subjects, noun: Noun | None = None) -> Constraint | None:
        """All items but these things."""
        return self.without(subjects) if noun is None or noun.kind == self._domain.item else None

    def rough_noun(self, rough: Constraint, noun: Noun | None = None, part: Constraint | None = None) -> Constraint | None:
        """A vague amount of an item."""
        if noun is not None and noun.kind != self._domain.item:
            return None
        return _all([rough, part]) if part is not None else rough

    def same_part(self, rough: Constraint) -> Constraint:
        """Hand a vague amount on."""
        return rough

    def comparison(
        self, attribute: str, left: Subjects, right: Subjects, direction: str
    ) -> tuple[Subjects, Constraint] | None:
        """One thing has more or less of an attribute than another: the statement and what it is about."""
        statement = self.than_attribute(attribute, right, direction)
        return (left, statement) if statement is not None else None

    # --- joining ---

    def negate(self, part: Constraint) -> Constraint:
        """The statement does not hold."""
        return Not(part)

    def both(self, left: Constraint, right: Constraint) -> Constraint | None:
        """Both hold; an or inside would leave the scope open, and no thing has two values of a single-valued attribute."""
        if isinstance(left, Has) and isinstance(right, Has) and left.attribute == right.attribute:
            if self._catalog.attributes[left.attribute].type in {"entity", "choice"}:
                return None
        if isinstance(left, Or) and _mixed(left) or isinstance(right, Or) and _mixed(right):
            return None
        return _all([left, right])

    def either(self, left: Constraint, right: Constraint) -> Constraint:
        """One of both holds."""
        return _any([left, right])

    def either_not(self, left: Constraint, right: Constraint) -> Constraint:
        """The left holds, or the right does not."""
        return _any([left, Not(right)])

    def neither(self, left: Constraint, right: Constraint) -> Constraint:
        """None of both holds."""
        return _all([Not(left), Not(right)])

    def not_both(self, left: Constraint, right: Constraint) -> Constraint:
        """Not both at once."""
        return Not(_all([left, right]))

    def same_not_only(self, part: Constraint) -> Constraint | None:
        """Not only one value: the list has others besides."""
        return Not(part) if isinstance(part, Only) else None

    # --- names and things ---

    def subject(self, name: Ref) -> Subjects:
        """One named thing."""
        return Subjects((name,))

    def join(self, left: Subjects, right: Subjects, mode: str) -> Subjects | None:
        """Several named things in the order of mention."""
        if any(ref in left.refs for ref in right.refs):
            return None
        modes = {m for m in (left.mode, right.mode, mode) if m != "one"}
        if len(modes) > 1:
            if modes - {"and", "or"}:
                return None
            mode = "or"
        return Subjects(left.refs + right.refs, mode)

    def narrow(self, subjects: Ref, amount: Amount) -> Subjects | Outside | None:
        """The members of a family or line that have this size in their name."""
        role = self._domain.roles.get("size", "")
        if not amount.label or amount.unit:
            return None
        if subjects.kind == "item":
            return None
        fitting = [item for item in self._members(subjects) if amount.label in self._labels(item, role)]
        if not fitting:
            return None
        return Subjects(tuple(Ref("item", item) for item in fitting), "one" if len(fitting) == 1 else "and")

    def sibling_version(self, left: Subjects, version: Amount, mode: str = "and") -> Subjects | None:
        """The thing with the same name but another version: Mistral 7B v0.1 and v0.3."""
        last = left.refs[-1]
        if last.kind != "item" or version.label or version.unit:
            return None
        name, number = self._catalog.items[last.id].name, f"{version.value:g}"
        for item in self._items_beside(last.id):
            other = self._catalog.items[item].name
            if number in _numbers(other) and _NUMBER.sub("#", other) == _NUMBER.sub("#", name) and item != last.id:
                if _numbers(other)[:-1] == _numbers(name)[:-1]:
                    return self.join(left, Subjects((Ref("item", item),)), mode)
        return None

    def sibling_size(self, left: Subjects, amount: Amount, mode: str = "and") -> Subjects | None:
        """The thing of the same family and stage in another size: Falcon 7B and 40B."""
        last, role = left.refs[-1], self._domain.roles.get("size", "")
        if last.kind != "item" or not amount.label or amount.unit:
            return None
        stage = self._catalog.items[last.id].stage
        fitting = [
            item for item in self._items_beside(last.id)
            if amount.label in self._labels(item, role) and self._catalog.items[item].stage == stage
        ]  # fmt: skip
        if len(fitting) != 1 or fitting[0] == last.id:
            return None
        return self.join(left, Subjects((Ref("item", fitting[0]),)), mode)

    def _items_beside(self, item: str) -> Sequence[str]:
        return self._catalog.groups[self._catalog.items[item].group].members

    def next_door(self, subjects: Ref, version: Amount) -> Outside | None:
        """A known name with a number that none of its spellings has: another release, not in the catalog."""
        role = self._domain.roles.get("size", "")
        if version.unit and version.unit != (self._catalog.attributes[role].unit if role else ""):
            return None
        if subjects.kind != "item" and version.label:
            if any(version.label in self._labels(item, role) for item in self._members(subjects)):
                return None
        return Outside("", (subjects.id,))

    def join_things(self, left: Things, right: Things, mode: str) -> Things | None:
        """Several things of one kind."""
        if left.kind != right.kind or set(left.ids) & set(right.ids):
            return None
        modes = {m for m in (left.mode, right.mode, mode) if m not in {"one", "comma"}}
        if len(modes) > 1:
            return None
        return Things(left.kind, left.ids + right.ids, modes.pop() if modes else "comma")

    def same_things(self, things: Things) -> Things:
        """Hand things on under another category."""
        return things

    # --- what is asked for ---

    def asked_for(self, attribute: str) -> Attributes:
        """One attribute."""
        return Attributes((attribute,))

    def asked_precisely(self, verb: str, attribute: str) -> Attributes | None:
        """`how big is the context`: the noun tells which quantity the question word means."""
        loose = {self._domain.roles.get(role) for role in ("size", "date", "maker", "download")}
        if verb != attribute and verb not in loose:
            return None
        return Attributes((attribute,))

    def join_attributes(self, left: Attributes, right: Attributes) -> Attributes:
        """Several attributes in the order of mention."""
        return Attributes(tuple(dict.fromkeys(left.ids + right.ids)))

    def asked_scores(self, things: Things, attribute: str = "") -> Attributes | None:
        """Scores on one benchmark."""
        scores = attribute or self._domain.roles.get("scores", "")
        return Attributes(tuple(f"{scores}:{benchmark}" for benchmark in things.ids)) if scores else None

    def more_of(self, attribute: str, direction: str) -> Direction | None:
        """More or less of a named attribute."""
        if self._catalog.attributes[attribute].type not in {"quantity", "amount", "date"}:
            return None
        return Direction(attribute, direction)

    def order(self, direction: Direction) -> Ordering:
        """The first in an order."""
        return Ordering(Rank(direction.attribute, direction.direction))

    def order_nth(self, direction: Direction, place: int) -> Ordering | None:
        """The n-th in an order."""
        return self._ranked(direction.attribute, direction.direction, place, place)

    def order_top(self, direction: Direction, first: Amount) -> Ordering | None:
        """The first n in an order."""
        return self._ranked(direction.attribute, direction.direction, 1, _whole(first))

    def order_by(self, attribute: str, direction: str) -> Ordering:
        """The first by a named attribute."""
        return Ordering(Rank(attribute, direction))

    def order_by_nth(self, attribute: str, direction: str, place: int) -> Ordering | None:
        """The n-th by a named attribute."""
        return self._ranked(attribute, direction, place, place)

    def order_by_top(self, attribute: str, direction: str, first: Amount, noun: Noun | None = None) -> Ordering | None:
        """The first n by a named attribute."""
        if noun is not None and noun.kind not in {self._domain.item, self._domain.group}:
            return None
        return self._ranked(attribute, direction, 1, _whole(first))

    def per_attribute(self, attribute: str) -> Per:
        """One result for each value."""
        return Per(attribute)

    def per_noun(self, noun: Noun) -> Per | None:
        """One result for each family."""
        return Per("group") if noun.kind == self._domain.group else None

    def total(self, function: str, attribute: str) -> Total | None:
        """An aggregate of a quantity."""
        if self._catalog.attributes[attribute].type != "quantity":
            return None
        return Total(function, attribute)

    def gap(self, direction: Direction, left: Subjects, right: Subjects) -> tuple[Gap, Ref, Ref] | None:
        """How much more left has than right."""
        return self.gap_attribute(direction.attribute, left, right)

    def gap_attribute(self, attribute: str, left: Subjects, right: Subjects) -> tuple[Gap, Ref, Ref] | None:
        """How much more of an attribute left has than right."""
        if len(left.refs) != 1 or len(right.refs) != 1 or left.refs == right.refs:
            return None
        return Gap(attribute, "most"), left.refs[0], right.refs[0]

    def gap_pair(self, direction: Direction, pair: Subjects) -> tuple[Gap, Ref, Ref] | None:
        """How much bigger, A or B."""
        if len(pair.refs) != 2:
            return None
        return Gap(direction.attribute, "most"), pair.refs[0], pair.refs[1]

    def users(self, amount: Amount) -> Amount:
        """A number of users."""
        return amount

    def users_below(self, amount: Amount) -> Amount:
        """Fewer than this many users: one less than the number."""
        return Amount(amount.value - 1)

    def set_of(self, where: Constraint, noun: Noun) -> Sets | None:
        """Such things as satisfy a constraint."""
        return Sets(where) if noun.kind == self._domain.item else None

    def other_kind(self, noun: Noun) -> Noun | None:
        """A kind of thing that is neither item nor group."""
        return noun if noun.kind not in {self._domain.item, self._domain.group} else None

    # --- helpers ---

    def _has(self, things: Things, attribute: str) -> Constraint | None:
        attribute = attribute or self._attribute_of(things)
        if not attribute:
            return None
        parts: list[Constraint] = [Has(attribute, identity) for identity in things.ids]
        several = self._catalog.attributes[attribute].type in {"entities", "choices"}
        joined = _all if several and things.mode in {"and", "comma"} else _any
        return joined(parts)

    def _attribute_of(self, things: Things) -> str:
        if things.kind == "value":
            found = {self._by_value.get(identity, "") for identity in things.ids}
            return found.pop() if len(found) == 1 else ""
        return self._by_kind.get(things.kind, "")

    def _quantity(self, attribute: str, amount: Amount) -> Operand | None:
        unit = self._catalog.attributes[attribute].unit
        if amount.unit and amount.unit != unit:
            return None
        if amount.label and not amount.unit and attribute in self._bare_attributes:
            if self._bare(amount) not in {attribute, ""}:
                return None  # 3B is no context length
        return Quantity(amount.value, amount.label, amount.approximate)

    def _bare(self, amount: Amount) -> str:
        for rule in self._domain.bare:
            if rule.unit != amount.unit or (rule.scaled and not amount.label):
                continue
            if rule.least <= amount.value < rule.below:
                return rule.attribute
        return ""

    def _members(self, ref: Ref) -> Sequence[str]:
        if ref.kind == "group":
            return self._catalog.groups[ref.id].members
        if ref.kind == "line":
            return self._catalog.lines[ref.id].members
        return (ref.id,)

    def _labels(self, item: str, role: str) -> tuple[str, ...]:
        facts = self._catalog.items[item].facts.get(role, ())
        return facts[0].labels if facts else ()

    def _origins(self) -> list[str]:
        role = self._domain.roles.get("origin", "")
        found = {item.facts[role][0].value for item in self._catalog.items.values() if role in item.facts}
        return sorted(str(value) for value in found)

    def _ranked(self, attribute: str, direction: str, first: int, last: int) -> Ordering | None:
        if not 1 <= first <= last <= _MOST_RANKS:
            return None
        return Ordering(Rank(attribute, direction, first, last))


_NUMBER = re.compile(r"\d+(?:\.\d+)*")


def _numbers(text: str) -> list[str]:
    return _NUMBER.findall(text)


def _scaled_like(low: Amount, high: Amount) -> Amount:
    """Give the low end of a range the scale and unit of the high end where it has none of its own."""
    if not low.label and high.label and low.value < 1000:
        from chatbot.understanding.numbers import label_of

        scale = next((s for s in (1e12, 1e9, 1e6, 1e3) if high.value >= s), 1.0)
        value = low.value * scale
        return Amount(value, label_of(value), high.unit)
    return low if low.unit else Amount(low.value, low.label, high.unit)


def _whole(amount: Amount) -> int:
    return int(amount.value) if amount.value == int(amount.value) and not amount.label and not amount.unit else 0


def _mixed(part: Or) -> bool:
    """Say whether an or joins different attributes, so that an and beside it has no clear scope."""
    attributes = {getattr(p, "attribute", None) for p in part.parts}
    return len(attributes) > 1


def _all(parts: Sequence[Constraint]) -> Constraint:
    flat = [inner for part in parts for inner in (part.parts if isinstance(part, And) else (part,))]
    return flat[0] if len(flat) == 1 else And(tuple(flat))


def _any(parts: Sequence[Constraint]) -> Constraint:
    flat = [inner for part in parts for inner in (part.parts if isinstance(part, Or) else (part,))]
    return flat[0] if len(flat) == 1 else Or(tuple(flat))
