"""Constraints of a conversation: which of them a new one replaces, which are dropped, which one was last."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from chatbot.datatypes.bounds import exclude_each_other
from chatbot.datatypes.catalog import Attribute, Catalog, base
from chatbot.datatypes.options import End
from chatbot.datatypes.query import (
    Among,
    And,
    Compare,
    Constraint,
    Fits,
    Has,
    Is,
    Not,
    Only,
    Or,
    Period,
    Quantity,
    Query,
    Recommend,
    Selection,
)
from chatbot.datatypes.reading import Reading
from chatbot.datatypes.subjects import is_set, subjects_of
from chatbot.understanding.builders.ground import opposite

_APART = 10_000
_SINGLE = frozenset({"entity", "choice", "date", "truth"})


def parts_of(where: Constraint | None) -> tuple[Constraint, ...]:
    """Return the conjuncts of a constraint."""
    if where is None:
        return ()
    return where.parts if isinstance(where, And) else (where,)


def is_taken_over(part: Reading, later: Reading) -> bool:
    """Say whether a mere statement is part of what a later question asks: other than Meta, who has …"""
    mine, theirs = getattr(part.query, "selection", None), getattr(later.query, "selection", None)
    if not part.bare or not isinstance(mine, Selection) or not isinstance(theirs, Selection):
        return False
    limits = set(parts_of(mine.where))
    return bool(limits) and not mine.subjects and limits <= set(parts_of(theirs.where))


def is_wished(part: Reading) -> bool:
    """Say whether some of a set are wished for, or only told of: what is told after it may limit it."""
    return is_set(part.query) and (part.bare or isinstance(part.query, Recommend))


def joined(parts: Iterable[Constraint]) -> Constraint | None:
    """Return the conjunction of parts, each once."""
    flat = list(dict.fromkeys(inner for part in parts for inner in parts_of(part)))
    if not flat:
        return None
    return flat[0] if len(flat) == 1 else And(tuple(flat))


def attributes_of(where: Constraint | None) -> frozenset[str]:
    """Return the attributes that a constraint is about."""
    match where:
        case None | Among():
            return frozenset()
        case Not(part):
            return attributes_of(part)
        case And(parts) | Or(parts):
            return frozenset(name for part in parts for name in attributes_of(part))
        case _:
            return frozenset({where.attribute})


def lacks_attribute(query: Query) -> bool:
    """Say whether nothing tells of what something is to be more or less (more than OPT-13B, and commercial)."""
    selection = getattr(query, "selection", None)
    where = selection.where if isinstance(selection, Selection) else None
    return "" in attributes_of(where) | attributes_of(getattr(query, "statement", None))


def is_foreign(query: Query, catalog: Catalog) -> bool:
    """Say whether models are asked what only things of another kind have (the memory of a card; Falcon's?)."""
    asked = {base(attribute) for attribute in getattr(query, "attributes", ())}
    if asked <= catalog.attributes.keys():
        return False
    return any(ref.kind not in catalog.entities for ref in subjects_of(query))


def without(where: Constraint | None, attributes: Iterable[str]) -> Constraint | None:
    """Return the constraint without the conjuncts about some attributes."""
    dropped = set(attributes)
    return joined(part for part in parts_of(where) if not attributes_of(part) & dropped)


def changed(old: Constraint | None, new: Constraint, attributes: Mapping[str, Attribute]) -> Constraint | None:
    """Return the old constraint with the new one, which takes the place of what it contradicts."""
    fresh = parts_of(new)
    kept = [part for part in parts_of(old) if not any(_replaces(one, part, attributes) for one in fresh)]
    return joined((*kept, *fresh))


def replaces_any(old: Constraint | None, new: Constraint, attributes: Mapping[str, Attribute]) -> bool:
    """Say whether the new constraint takes the place of some part of the old one."""
    return any(_replaces(one, part, attributes) for one in parts_of(new) for part in parts_of(old))


def excludes(old: Constraint | None, new: Constraint, attributes: Mapping[str, Attribute]) -> bool:
    """Say whether nothing can satisfy both constraints.

    The new one denies a part of the old, or states another value of what has but one (from OpenAI, after those from
    Meta).
    """
    if any(opposite(part) in parts_of(old) for part in parts_of(new)):
        return True
    mine = [part for part in parts_of(new) if isinstance(part, Has) and attributes[part.attribute].type in _SINGLE]
    before = [part for part in parts_of(old) if isinstance(part, Has)]
    return any(part.attribute == one.attribute and part != one for part in mine for one in before)


def replaced_for(old: Constraint | None, new: Constraint) -> Constraint | None:
    """Return the old constraint in which the new one stands for everything about its attributes."""
    return joined((*parts_of(without(old, attributes_of(new))), *parts_of(new)))


def resized(where: Constraint | None, amount: Quantity) -> Constraint | None:
    """Return the constraint with the amount in place of its only one; None where it has none or several."""
    fitting = [part for part in parts_of(where) if isinstance(part, Compare) and isinstance(part.operand, Quantity)]
    if len(fitting) != 1:
        return None
    (old,) = fitting
    if isinstance(old.operand, Quantity) and old.operand.label and not amount.label:
        return None  # two of them, after those with 70B
    if isinstance(old.operand, Quantity) and _is_other_scale(old.operand, amount):
        return None  # 16K, after 7B: that is a limit on something else
    new = msgspec.structs.replace(old, operand=amount)
    return joined(new if part is old else part for part in parts_of(where))


def _is_other_scale(old: Quantity, new: Quantity) -> bool:
    """Say whether two round labels are so far apart that they count different things: tokens and parameters."""
    return bool(old.label and new.label) and max(old.value, new.value) > _APART * min(old.value, new.value)


def exceeded(where: Constraint | None, direction: End) -> Constraint | None:
    """Return the constraint with what goes beyond its only amount (128K: more than that); None where there is none."""
    fitting = [part for part in parts_of(where) if isinstance(part, Compare) and isinstance(part.operand, Quantity)]
    if len(fitting) != 1:
        return None
    (old,) = fitting
    new = msgspec.structs.replace(old, op=">" if direction == "most" else "<")
    return joined(new if part is old else part for part in parts_of(where))


def _replaces(new: Constraint, old: Constraint, attributes: Mapping[str, Attribute]) -> bool:
    about = attributes_of(new)
    if not about or about != attributes_of(old):
        return False
    inner, before = _bare(new), _bare(old)
    if isinstance(inner, Fits):
        return True
    if _leaves_one_out(new) and isinstance(old, Compare):
        return old == inner
    if isinstance(inner, Compare) and isinstance(before, Compare):
        return not _face_each_other(inner, before)
    if isinstance(new, Not) and isinstance(inner, Has) and not (isinstance(old, Not)):
        return inner == before
    if isinstance(inner, Is) or isinstance(before, Is) or isinstance(inner, Only):
        return True
    return all(attributes[name].type in _SINGLE for name in about if name in attributes) and not isinstance(new, Not)


def _leaves_one_out(new: Constraint) -> bool:
    """Say whether one value is not wanted (not 30B), which leaves every limit as it was but that on this value."""
    denied = new.part if isinstance(new, Not) else None
    return isinstance(denied, Compare) and denied.op == "="


def _bare(part: Constraint) -> Constraint:
    return part.part if isinstance(part, Not) else part


def _face_each_other(left: Compare, right: Compare) -> bool:
    """Say whether two limits bound a range from its two sides; over 13B and under 7B there is nothing."""
    if isinstance(left.operand, Period) and "=" in {left.op, right.op}:
        return False
    return {left.op[0], right.op[0]} == {"<", ">"} and not exclude_each_other(left, right)
