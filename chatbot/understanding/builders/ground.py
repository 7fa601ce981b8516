"""What all builders share: the catalog, and which attribute a kind, a value or a bare amount belongs to."""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.datatypes.catalog import Catalog, Domain, Ref
from chatbot.datatypes.query import And, Compare, Constraint, Has, Not, Operand, Or, Period, Quantity
from chatbot.understanding.meanings import Amount, Things, bare_attribute

_MADE = {"text", "texts", "links", "entity", "scores"}
"""Types of attributes whose values are things of their own, which somebody made some day."""
_FAR = 1000
"""So many times the largest value is no value any more."""
_NEAR = 100
"""So small a part of the smallest value, said without unit or scale, counts something else (top 3 context lengths)."""


class Ground:
    """Base of the groups of builders, which only differ in what they build."""

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

    def _has(self, things: Things, attribute: str) -> Constraint | None:
        attribute = attribute or self._attribute_of(things)
        if not attribute:
            return None
        parts: list[Constraint] = [Has(attribute, identity) for identity in things.ids]
        several = self._catalog.attribute(attribute).type in {"entities", "choices"}
        joined = all_of if several and things.mode in {"and", "comma"} else any_of
        return joined(parts)

    def _attribute_of(self, things: Things) -> str:
        if things.kind == "value":
            found = {self._by_value.get(identity, "") for identity in things.ids}
            return found.pop() if len(found) == 1 else ""
        return self._by_kind.get(things.kind, "")

    def _measure_of(self, attribute: str) -> str:
        """Return the one related amount that measures what an attribute tells in words; empty where there is none."""
        related = self._catalog.attribute(attribute).related
        measures = [name for name in related if self._catalog.attribute(name).type == "quantity"]
        return measures[0] if len(measures) == 1 else ""

    def _of_its_own(self, asked: str, attribute: str) -> bool:
        """Say whether a maker or a date is asked for of what an attribute names: the paper has authors of its own."""
        roles = self._domain.roles
        if asked not in {roles.get("date"), roles.get("maker")} or attribute == roles.get("seat"):
            return False
        wanted, named = self._catalog.attribute(asked), self._catalog.attribute(attribute)
        return named.type in _MADE and (wanted.type, wanted.of) != (named.type, named.of)

    def _quantity(self, attribute: str, amount: Amount) -> Operand | None:
        unit = self._catalog.attribute(attribute).unit
        if amount.unit and amount.unit != unit:
            return None
        plain = amount.label and not amount.unit and attribute in self._bare_attributes
        if plain and self._bare(amount) not in {attribute, ""} and not self._plausible(attribute, unit, amount):
            return None  # 3B is no context length
        if amount.label and attribute not in self._bare_attributes and self._far(attribute, amount):
            return None  # nothing has 70B layers
        return Quantity(amount.value, amount.label, amount.approximate)

    def _far(self, attribute: str, amount: Amount) -> bool:
        """Say whether an amount is out of all proportion to the largest value of an attribute."""
        known = self._known(attribute)
        return bool(known) and amount.value > _FAR * max(known)

    def _tiny(self, attribute: str, amount: Amount) -> bool:
        """Say whether a number alone is out of all proportion to the smallest value of an attribute."""
        known = self._known(attribute) if not amount.label and not amount.unit else []
        return bool(known) and 0 < amount.value * _NEAR < min(known)

    def _known(self, attribute: str) -> list[float]:
        facts = (fact for item in self._catalog.items.values() for fact in item.facts.get(attribute, ()))
        return [fact.value for fact in facts if isinstance(fact.value, int | float)]

    def _bare(self, amount: Amount) -> str:
        return bare_attribute(self._domain, amount)

    def _plausible(self, attribute: str, unit: str, amount: Amount) -> bool:
        """Say whether an attribute may have so much where it is named: within the limits stated for its unit."""
        rules = [rule for rule in self._domain.bare if rule.attribute == attribute and rule.unit and rule.unit == unit]
        return any(rule.least <= amount.value < rule.below for rule in rules)

    def _members(self, ref: Ref) -> Sequence[str]:
        if ref.kind == "group":
            return self._catalog.groups[ref.id].members
        if ref.kind == "line":
            return self._catalog.lines[ref.id].members
        return (ref.id,)

    def _versions(self, ref: Ref, version: Things) -> tuple[Ref, ...]:
        """Return what was tuned from a thing, by the value of its stage.

        Of a family that are those of which one was tuned from another; where all are in that stage, the family.
        """
        if self._attribute_of(version) != self._domain.roles.get("stage") or len(version.ids) != 1:
            return ()
        items, (stage,) = self._catalog.items, version.ids
        if ref.kind != "item":
            members = self._members(ref)
            found = [item for item in members if items[item].stage == stage]
            if len(found) == len(members):
                return (ref,)
            bases = {items[item].base for item in members}
            return tuple(Ref("item", item) for item in found if items[item].base or item in bases)
        beside = self._catalog.groups[items[ref.id].group].members
        kin = [item for item in beside if items[item].base == ref.id]
        found = [item for item in kin if items[item].stage == stage]
        named = [item for item in found if items[item].name.startswith(items[ref.id].name)]
        return tuple(Ref("item", item) for item in named or found)

    def _labels(self, item: str, role: str) -> tuple[str, ...]:
        facts = self._catalog.items[item].facts.get(role, ())
        return facts[0].labels if facts else ()

    def _origins(self) -> list[str]:
        role = self._domain.roles.get("origin", "")
        found = {item.facts[role][0].value for item in self._catalog.items.values() if role in item.facts}
        return sorted(str(value) for value in found)


def all_of(parts: Sequence[Constraint]) -> Constraint:
    """Return the statement that all parts hold, without an and inside an and."""
    flat = [inner for part in parts for inner in (part.parts if isinstance(part, And) else (part,))]
    return flat[0] if len(flat) == 1 else And(tuple(flat))


def any_of(parts: Sequence[Constraint]) -> Constraint:
    """Return the statement that one of the parts holds, without an or inside an or."""
    flat = [inner for part in parts for inner in (part.parts if isinstance(part, Or) else (part,))]
    return flat[0] if len(flat) == 1 else Or(tuple(flat))


def opposite(part: Constraint) -> Constraint:
    """Return the statement that a part does not hold; of a denied one, what it denies."""
    return part.part if isinstance(part, Not) else Not(part)


def pinned(parts: Sequence[Constraint]) -> bool:
    """Say whether an amount or a time is both a limit and exact (8k or more that is 8k), or one of two exact ones.

    So is what is exact beside a limit that it keeps to anyway (20B and at most 40B): it was meant for the other end.
    """
    limits = [part for part in parts if isinstance(part, Compare)]
    exact = [part for part in limits if part.op == "="]
    if any(one.attribute == other.attribute and _apart(one.operand, other.operand) for one in exact for other in exact):
        return True
    bounds = [part for part in limits if part.op != "="] if exact else []
    return any(one.attribute == bound.attribute and _keeps_to(one.operand, bound) for one in exact for bound in bounds)


def _keeps_to(value: Operand, bound: Compare) -> bool:
    """Say whether a value is the limit itself, or lies wholly on the right side of it."""
    limit = bound.operand
    if value == limit:
        return True
    if isinstance(value, Quantity) and isinstance(limit, Quantity):
        return value.value < limit.value if bound.op[0] == "<" else value.value > limit.value
    if isinstance(value, Period) and isinstance(limit, Period):
        return value.end < limit.start if bound.op[0] == "<" else value.start > limit.end
    return False


def _apart(one: Operand, other: Operand) -> bool:
    """Say whether nothing can equal both."""
    if isinstance(one, Quantity) and isinstance(other, Quantity):
        return one != other
    return isinstance(one, Period) and isinstance(other, Period) and (one.end < other.start or other.end < one.start)
