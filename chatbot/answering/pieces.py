"""Pieces that many answers share: names of items and families, numbers of them, values, labels."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from chatbot.answering.catalog_reader import GROUP, ITEM
from chatbot.answering.cells import cell
from chatbot.answering.compare import as_list
from chatbot.answering.store import Store
from chatbot.answering.truth import deciding
from chatbot.datatypes.answer import (
    Argument,
    AttributeName,
    Localised,
    Say,
    Value,
)
from chatbot.datatypes.catalog import Ref, Suitability, base
from chatbot.datatypes.query import Constraint, Not

CARD = "card"
"""What a source says is the word of a model's own card."""


def refs(items: Iterable[str]) -> tuple[Ref, ...]:
    """Return references to items."""
    return tuple([Ref(ITEM, item) for item in items])


def families(store: Store, items: Iterable[str]) -> tuple[str, ...]:
    """Return the groups of the items, each once, in order."""
    return tuple(dict.fromkeys(store.groups_of(items)))


def by_family(store: Store, items: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Sort the items by their group; groups stand in the order of their first item."""
    found: dict[str, list[str]] = {}
    items = tuple(items)
    for item, group in zip(items, store.groups_of(items), strict=True):
        found.setdefault(group, []).append(item)
    return {group: tuple(members) for group, members in found.items()}


def counted(store: Store, items: tuple[str, ...], kind: str = "") -> dict[str, Argument]:
    """Return the arguments that tell how many items and families there are, with what they are called."""
    domain = store.domain(store.item(items[0]).kind if items else kind)
    groups = len(families(store, items))
    return {
        "count": len(items),
        "families": groups,
        "items_word": Localised(domain.item_label if len(items) == 1 else domain.items_label),
        "families_word": Localised(domain.group_label if groups == 1 else domain.groups_label),
    }


def positive(constraint: Constraint) -> Constraint:
    """Return the property in its own polarity: "not open" asks for openness."""
    return positive(constraint.part) if isinstance(constraint, Not) else constraint


def with_basis(store: Store, attributes: Iterable[str]) -> tuple[str, ...]:
    """Return the attributes, each followed by those that decide it."""
    found: list[str] = []
    for attribute in attributes:
        found.append(attribute)
        if store.has_attribute(attribute):
            found.extend(store.attribute(attribute).basis)
    return tuple(dict.fromkeys(found))


def disclaimed(store: Store, attributes: Iterable[str]) -> bool:
    """Whether an answer on these attributes ends with the disclaimer."""
    return bool(store.disclaimed().intersection(attributes))


def sources_of(store: Store, items: tuple[str, ...], columns: tuple[str, ...]) -> tuple[str, ...]:
    """Return the sources of what is stated of items, each once."""
    found = (cell(store, item, column) for item in items for column in columns)
    return tuple(dict.fromkeys([source for one in found for source in one.sources]))


def group_refs(groups: Iterable[str]) -> tuple[Ref, ...]:
    """Return references to groups."""
    return tuple(Ref(GROUP, group) for group in groups)


def values_of(store: Store, item: str, attribute: str) -> tuple[Any, ...]:
    """Return the ids (or numbers) in an item's value of an attribute, those that hold beside each other included."""
    found = (members_of(fact.value) for fact in deciding(store.facts(item, attribute)) if fact.state != "undisclosed")
    return tuple(dict.fromkeys([value for values in found for value in values]))


def members_of(value: Any) -> tuple[Any, ...]:
    """Return the ids, or the number, in a value."""
    return (value,) if isinstance(value, int | float) else as_list(value)


def label(store: Store, attribute: str) -> AttributeName | Ref:
    """Return what shows an attribute's name; of a part (scores on one benchmark) the name of that part."""
    part = attribute.partition(":")[2]
    return (store.ref(part) if part else None) or AttributeName(base(attribute))


def amount_value(store: Store, attribute: str, number: float) -> Value:
    """Return a computed number in the shape of the attribute's values."""
    known = store.attribute(attribute)
    return Value(attribute, {"amount": number, "unit": known.unit} if known.type == "amount" else number)


def best_founded(suits: Iterable[Suitability]) -> list[Suitability]:
    """Return what sources find things suitable for, the word of a model's own card first."""
    return sorted(suits, key=lambda one: one.basis != CARD)


def suitable(one: Suitability) -> Say:
    """Say for what a source finds something suitable, and whose word that is."""
    message = "answer.recommend.says_card" if one.basis == CARD else "answer.recommend.says_article"
    return Say(message, {"name": one.subject, "text": Localised(one.text)}, sources=(one.source,))
