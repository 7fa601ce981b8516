"""Remarks beside an answer: conditions, gaps, what stands for a family, and what is no longer offered."""

from __future__ import annotations

from collections.abc import Iterable

from chatbot.answering.catalog_reader import ITEM
from chatbot.answering.compare import Truth, quantity_truth
from chatbot.answering.memory.needs import fit_note
from chatbot.answering.pieces import label, refs, sources_of
from chatbot.answering.store import Store
from chatbot.answering.truth import atoms, deciding, stated_truth
from chatbot.datatypes.answer import (
    Argument,
    AttributeName,
    Localised,
    Say,
    Value,
)
from chatbot.datatypes.catalog import Fact, Ref, Text, base
from chatbot.datatypes.query import Compare, Constraint, Fits, Has, Is, Quantity, ValueOf

MANY = 20
"""From more items on, those of which nothing is known are counted, not named."""


def condition(store: Store, item: str, attribute: str) -> Text:
    """Return the condition on which something holds, in a few words: that of the licence, else the fact's note."""
    if store.attribute(attribute).topic:
        return {}  # what the terms say of a use is told in full
    facts = deciding(store.facts(item, attribute))
    kind = store.item(item).kind
    if attribute == store.role("usable", kind):
        for license_fact in deciding(store.facts(item, store.role("terms", kind))):
            entity = store.entity(store.attribute(license_fact.attribute).of, str(license_fact.value))
            if entity and entity.condition and _best(facts, entity.facts.get(attribute, ())):
                return entity.condition
    return next((fact.note for fact in facts if fact.note), {})


def _best(facts: tuple[Fact, ...], others: tuple[Fact, ...]) -> bool:
    if not facts or not others:
        return True
    return any(fact.value == other.value for fact in facts for other in others)


def condition_note(store: Store, item: str, constraint: Constraint | None) -> Say | None:
    """Say on what condition a constraint holds of an item, where it does not hold outright."""
    for atom in atoms(constraint):
        if isinstance(atom, Fits) and (said := fit_note(store, atom, item)):
            return said
        if store.truth(atom, item) is not Truth.CONDITIONAL:
            continue
        if isinstance(atom, Has) and _limited(store, item, atom):
            return Say("answer.note.limited", {"value": Value(atom.attribute, atom.value)})
        text = condition(store, item, atom.attribute)
        if text and _is_remark(store, item, atom.attribute, text):
            return Say("answer.note.plain", {"text": Localised(text)})
        if text:
            return Say("answer.note.condition", {"condition": Localised(text)})
    return None


def _is_remark(store: Store, item: str, attribute: str, text: Text) -> bool:
    """Whether the text only comments on the fact from which the truth was derived; that fact is the condition."""
    basis = store.attribute(attribute).basis
    return any(fact.note == text for one in basis for fact in store.facts(item, one))


def _limited(store: Store, item: str, atom: Has) -> bool:
    facts = deciding(store.facts(item, atom.attribute))
    return any(fact.limited for fact in facts)


def gaps(store: Store, constraint: Constraint | None, items: tuple[str, ...]) -> tuple[Say, ...]:
    """Name the items that were not counted, and which fact is missing for each."""
    said: list[Say] = []
    for atom in atoms(constraint):
        missing = tuple(item for item in items if store.truth(atom, item) is Truth.UNKNOWN)
        said.extend(missing_values(store, atom.attribute, missing))
    return _unique(said)


def _unique(said: list[Say]) -> tuple[Say, ...]:
    kept: list[Say] = []
    for say in said:
        if say not in kept:
            kept.append(say)
    return tuple(kept)


def missing_values(store: Store, attribute: str, items: Iterable[str], family: str = "answer.gap") -> tuple[Say, ...]:
    """Name items whose value of an attribute is not known, apart by why it is not."""
    sorted_out: dict[str, list[str]] = {"undisclosed": [], "incomplete": [], "unknown": []}
    for item in items:
        facts = store.facts(item, attribute)
        if facts and facts[0].state == "undisclosed":
            sorted_out["undisclosed"].append(item)
        else:
            sorted_out["incomplete" if facts else "unknown"].append(item)
    return tuple(
        _missing(store, f"{family}.{reason}", attribute, missing) for reason, missing in sorted_out.items() if missing
    )


def _missing(store: Store, message: str, attribute: str, items: list[str]) -> Say:
    """Name the items; many of which simply nothing is known are only counted."""
    args: dict[str, Argument] = {"attribute": label(store, attribute), "names": refs(items), "count": len(items)}
    many = len(items) > MANY and message == "answer.gap.unknown"
    sources = sources_of(store, tuple(items), (attribute,)) if message == "answer.absent.undisclosed" else ()
    return Say("answer.gap.unknown_many" if many else message, args, sources=sources)


def stands_for(store: Store, subject: Ref, chosen: str = "") -> tuple[Say, ...]:
    """Name the item that stands for a group, where the group has others: the one chosen, else its usual one."""
    if len(store.members(subject)) < 2:
        return ()
    item = Ref(ITEM, chosen or store.representative(subject))
    return (Say("answer.note.stands_for", {"name": item, "group": subject}),)


def yardsticks(store: Store, where: Constraint | None) -> tuple[Say, ...]:
    """Name the items that stand for the families with which others were compared."""
    subjects = (
        atom.operand.subject for atom in atoms(where) if isinstance(atom, Compare) and isinstance(atom.operand, ValueOf)
    )
    return tuple(say for subject in subjects for say in stands_for(store, subject))


def retired(store: Store, items: Iterable[str]) -> tuple[str, ...]:
    """Return the items that the catalog's date finds withdrawn."""
    return tuple(item for item in items if not available(store, item))


def available(store: Store, item: str) -> bool:
    """Whether an item can still be had, as far as is known."""
    attribute = store.role("available", store.item(item).kind)
    stated = store.facts(item, attribute) if attribute else ()
    return not stated or stated_truth(Is(attribute), stated, store) is not Truth.NO


def retired_note(store: Store, items: tuple[str, ...], told: tuple[str, ...] = ()) -> tuple[Say, ...]:
    """Mark the items that are no longer offered, unless one of the attributes told is just that."""
    gone = retired(store, items)
    if not gone or store.role("available", store.item(gone[0]).kind) in told:
        return ()
    date = as_of(store, store.item(gone[0]).kind)
    return (Say("answer.note.retired", {"names": refs(gone), "count": len(gone), "as_of": date}),)


def as_of(store: Store, kind: str = "") -> Value | str:
    """Return the catalog's date for a kind of item, shown like a date of its domain."""
    attribute, date = store.role("date", kind), store.domain(kind).as_of
    return Value(attribute, date) if attribute else date


def openness_note(store: Store, attributes: Iterable[str]) -> tuple[Say, ...]:
    """Say how "open" was read, where that was asked."""
    roles = (store.role("openness", kind) for kind in store.kinds())
    attribute = next((role for role in roles if role and role in attributes), "")
    if not attribute:
        return ()
    return (Say("answer.note.openness", {"attribute": AttributeName(attribute)}),)


def label_note(store: Store, where: Constraint | None, items: tuple[str, ...]) -> tuple[Say, ...]:
    """Say that the label counts under which a value is published, where its exact figure would decide otherwise."""
    said: list[Say] = []
    for atom in atoms(where):
        if not isinstance(atom, Compare) or not isinstance(atom.operand, Quantity) or not atom.operand.label:
            continue
        exact = Quantity(atom.operand.value)
        labelled = [
            fact for item in items for fact in store.facts(item, atom.attribute) if atom.operand.label in fact.labels
        ]
        if any(quantity_truth(f, atom.op, exact) is not quantity_truth(f, atom.op, atom.operand) for f in labelled):
            said.append(Say("answer.note.label", {"label": atom.operand.label.upper()}))
    return _unique(said)


def setting_note(attribute: str) -> tuple[Say, ...]:
    """Say that only results of one setting were compared."""
    return (Say("answer.note.setting"),) if base(attribute) != attribute else ()
