"""The truth of a constraint for an item: yes, conditional, no or unknown."""

from __future__ import annotations

from functools import partial
from typing import Protocol

from chatbot.answering.compare import (
    WORDS,
    Truth,
    as_list,
    date_truth,
    known,
    magnitude,
    member_truth,
    of,
    only_truth,
    period_truth,
    quantity_truth,
    several_truth,
)
from chatbot.datatypes.catalog import Attribute, Fact, Ref
from chatbot.datatypes.options import Op
from chatbot.datatypes.query import (
    Among,
    And,
    Compare,
    Constraint,
    Fits,
    Has,
    Is,
    Known,
    Not,
    Only,
    Or,
    Period,
    Quantity,
    Several,
    ValueOf,
)

Stated = Compare | Has | Is | Several | Only | Known
Atom = Stated | Fits


class Facts(Protocol):
    """What truth needs to know of the catalog."""

    def attribute(self, attribute: str) -> Attribute:
        """Return the attribute with this id."""

    def facts(self, item: str, attribute: str) -> tuple[Fact, ...]:
        """Return the facts of an item, the preferred first."""

    def members(self, subject: Ref) -> tuple[str, ...]:
        """Return the items that a reference means."""

    def representative(self, subject: Ref) -> str:
        """Return the item that stands for a reference."""

    def ancestors(self, attribute: str, value: str) -> tuple[str, ...]:
        """Return all things that include a value of the attribute."""

    def fits(self, asked: Fits, item: str) -> Truth:
        """Return whether an item fits into the memory of some hardware."""


def evaluate(constraint: Constraint, item: str, facts: Facts) -> Truth:
    """Return the truth of a constraint for one item."""
    match constraint:
        case Compare() | Is() | Has():  # most are, so that no others are tried first
            return stated_truth(constraint, facts.facts(item, constraint.attribute), facts)
        case And(parts):
            return min([evaluate(part, item, facts) for part in parts], default=Truth.YES)
        case Or(parts):
            return max([evaluate(part, item, facts) for part in parts], default=Truth.NO)
        case Not(part):
            return _negation(part, item, facts)
        case Among(subjects):
            return of(any(item in facts.members(subject) for subject in subjects))
        case _:
            return _atom(constraint, item, facts)


def _negation(part: Constraint, item: str, facts: Facts) -> Truth:
    match part:
        case Not(inner):
            return evaluate(inner, item, facts)
        case And(parts):
            return max((_negation(inner, item, facts) for inner in parts), default=Truth.NO)
        case Or(parts):
            return min((_negation(inner, item, facts) for inner in parts), default=Truth.YES)
        case _:
            return evaluate(part, item, facts).negated()


def deciding(facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """Return the preferred fact and those that hold beside it: the others are dissenting sources."""
    if facts and facts[0].applies_to:
        return tuple(fact for fact in facts if fact.applies_to)
    return facts[:1]


def atoms(constraint: Constraint | None) -> tuple[Atom, ...]:
    """Return the single statements of a constraint, in order."""
    match constraint:
        case None | Among():
            return ()
        case And(parts) | Or(parts):
            return tuple(atom for part in parts for atom in atoms(part))
        case Not(part):
            return atoms(part)
        case _:
            return (constraint,)


def asked(constraint: Constraint | None) -> tuple[str, ...]:
    """Return the attributes that a constraint speaks of, each once."""
    return tuple(dict.fromkeys(atom.attribute for atom in atoms(constraint)))


def _atom(atom: Atom, item: str, facts: Facts) -> Truth:
    if isinstance(atom, Fits):
        return facts.fits(atom, item)
    return stated_truth(atom, facts.facts(item, atom.attribute), facts)


def stated_truth(atom: Stated, stated: tuple[Fact, ...], facts: Facts) -> Truth:
    """Return the truth of a single statement by the facts that an item has on its attribute, the preferred first."""
    if isinstance(atom, Compare) and facts.attribute(atom.attribute).type == "scores":
        return _scores(atom, stated)
    if isinstance(atom, Known):
        return _published(deciding(stated))
    if len(stated) == 1:  # of most attributes there is one fact
        (fact,) = stated
        return _fact_truth(atom, fact, facts) if known(fact) else Truth.UNKNOWN
    return max([_fact_truth(atom, fact, facts) for fact in deciding(stated) if known(fact)], default=Truth.UNKNOWN)


def _published(stated: tuple[Fact, ...]) -> Truth:
    if any(known(fact) and not fact.absent for fact in stated):
        return Truth.YES
    return Truth.NO if stated else Truth.UNKNOWN


def _fact_truth(atom: Atom, fact: Fact, facts: Facts) -> Truth:
    match atom:
        case Is():
            return WORDS.get(str(fact.value), Truth.UNKNOWN)
        case Has(_, value):
            return _has(fact, value, facts.attribute(atom.attribute), facts)
        case Several(_, least):
            return several_truth(fact, least, partial(facts.ancestors, atom.attribute))
        case Only(_, value):
            return only_truth(fact, value, partial(facts.ancestors, atom.attribute))
        case Compare():
            return _comparison(atom, fact, facts)
        case _:
            return Truth.UNKNOWN


def _has(fact: Fact, value: str, attribute: Attribute, facts: Facts) -> Truth:
    if attribute.type == "truth":
        return of(fact.value == value)
    return member_truth(fact, value, lambda member: facts.ancestors(attribute.id, member))


def _comparison(atom: Compare, fact: Fact, facts: Facts) -> Truth:
    match atom.operand:
        case Quantity():
            if isinstance(fact.value, str | list):
                size = len(as_list(fact.value))
                counted = Fact(attribute=atom.attribute, value=size)
                return Truth.UNKNOWN if fact.incomplete else quantity_truth(counted, atom.op, atom.operand)
            return quantity_truth(fact, atom.op, atom.operand)
        case Period():
            return period_truth(str(fact.value), atom.op, atom.operand)
        case ValueOf(subject, factor):
            other = deciding(facts.facts(facts.representative(subject), atom.attribute))
            if factor:
                return _multiple(atom.op, fact, other, factor)
            return _against(atom.op, fact, other, facts.attribute(atom.attribute).type)


def _against(op: Op, fact: Fact, others: tuple[Fact, ...], kind: str) -> Truth:
    usable = [other for other in others if known(other)]
    if not usable:
        return Truth.UNKNOWN
    return max(_pair(op, fact, other, kind) for other in usable)


def _multiple(op: Op, fact: Fact, others: tuple[Fact, ...], factor: float) -> Truth:
    """Compare with so many times another value; "twice as big" is about that much."""
    numbers = [number for other in others if known(other) and (number := magnitude(other.value)) is not None]
    wanted = (Quantity(factor * number, approximate=op == "=") for number in numbers)
    return max((quantity_truth(fact, op, one) for one in wanted), default=Truth.UNKNOWN)


def _scores(atom: Compare, stated: tuple[Fact, ...]) -> Truth:
    """Compare all scores on a benchmark; where only those of some settings satisfy it, it holds on conditions."""
    if not isinstance(atom.operand, Quantity):
        return Truth.UNKNOWN
    parts = [part for fact in stated if isinstance(fact.value, list) for part in fact.value if isinstance(part, dict)]
    facts = [Fact(attribute=atom.attribute, value=part.get("score")) for part in parts]
    found = {quantity_truth(fact, atom.op, atom.operand) for fact in facts} - {Truth.UNKNOWN}
    return found.pop() if len(found) == 1 else Truth.CONDITIONAL if found else Truth.UNKNOWN


def _pair(op: Op, fact: Fact, other: Fact, kind: str) -> Truth:
    if kind == "date":
        return date_truth(str(fact.value), op, str(other.value))
    if kind in {"quantity", "amount"}:
        number = magnitude(other.value)
        return Truth.UNKNOWN if number is None else quantity_truth(fact, op, Quantity(number))
    if kind in {"entities", "choices"}:
        return _lists(op, fact, other)
    if op == "=":
        return of(fact.value == other.value)
    return _ranked(op, fact, other) if kind == "truth" else Truth.UNKNOWN


def _ranked(op: Op, fact: Fact, other: Fact) -> Truth:
    left, right = WORDS.get(str(fact.value)), WORDS.get(str(other.value))
    if left is None or right is None:
        return Truth.UNKNOWN
    return quantity_truth(Fact(attribute="", value=int(left)), op, Quantity(float(right)))


def _lists(op: Op, fact: Fact, other: Fact) -> Truth:
    if fact.incomplete or other.incomplete:
        return Truth.UNKNOWN
    mine, theirs = as_list(fact.value), as_list(other.value)
    if op == "=":
        return of(set(mine) == set(theirs))
    return quantity_truth(Fact(attribute="", value=len(mine)), op, Quantity(len(theirs)))
