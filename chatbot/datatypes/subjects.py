"""What a query is about, and the same query about something else: for parts and follow-ups that leave it out."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import msgspec

from chatbot.datatypes.catalog import Catalog, Ref
from chatbot.datatypes.query import (
    And,
    Check,
    Compare,
    Constraint,
    Contest,
    CountItems,
    Difference,
    Fits,
    ListItems,
    ListValues,
    Lookup,
    Memory,
    Quantity,
    Query,
    Selection,
    ValueOf,
)

ALL_PLACES = 100
"""A rank up to here is an order of all of them."""


def subjects_of(query: Query) -> tuple[Ref, ...]:
    """Return the things that a query names as what it is about."""
    if isinstance(query, Difference):
        return (query.left, query.right)
    selection = getattr(query, "selection", None)
    if isinstance(selection, Selection):
        return selection.subjects
    subjects: tuple[Ref, ...] = getattr(query, "subjects", ())
    return subjects


def is_set(query: Query) -> bool:
    """Say whether a query is about a set that is described, not named."""
    selection = getattr(query, "selection", None)
    return isinstance(selection, Selection) and not selection.subjects


def is_unbound(query: Query) -> bool:
    """Say whether a query is about everything there is: nothing is named, nothing limits it."""
    selection = getattr(query, "selection", None)
    bound = not isinstance(selection, Selection) or selection.subjects or selection.where or selection.rank
    return not bound


def measures_itself(query: Query) -> bool:
    """Say whether a thing is compared with itself, which nobody asks: then the words were meant otherwise."""
    if not isinstance(query, Check) or not isinstance(query.statement, Compare):
        return False
    operand = query.statement.operand
    return isinstance(operand, ValueOf) and query.selection.subjects == (operand.subject,)


def runs(query: Query) -> bool:
    """Say whether a query is about what memory or hardware running something takes, not training it."""
    asked = query if isinstance(query, Memory) else fit_in(query)
    return asked is not None and asked.mode == "run"


def fit_in(query: Any) -> Fits | None:
    """Return the statement on memory that a query holds."""
    if isinstance(query, Fits):
        return query
    if isinstance(query, tuple):
        return next((found for part in query if (found := fit_in(part)) is not None), None)
    fields = getattr(query, "__struct_fields__", ())
    return next((found for field in fields if (found := fit_in(getattr(query, field))) is not None), None)


def with_subjects(query: Query, subjects: tuple[Ref, ...]) -> Query:
    """Return the query about other things."""
    if isinstance(query, ListValues):
        return Lookup(Selection(subjects), (query.attribute,))
    selection = getattr(query, "selection", None)
    if isinstance(selection, Selection):
        return msgspec.structs.replace(query, selection=msgspec.structs.replace(selection, subjects=subjects))
    if hasattr(query, "subjects"):
        return msgspec.structs.replace(query, subjects=subjects)
    return query


def of_chosen(query: Query, before: Query) -> Query | None:
    """Return a query that lacks its subject as one about the few that a ranking, or the set that a question, chose."""
    selection = getattr(query, "selection", None)
    if not isinstance(before, ListItems | CountItems) or not isinstance(selection, Selection):
        return None
    if before.selection.rank is not None:
        return msgspec.structs.replace(query, selection=before.selection) if isinstance(before, ListItems) else None
    if before.selection.where is None or getattr(before, "of", "item") != "item":
        return None
    if isinstance(query, Check):
        return msgspec.structs.replace(query, selection=before.selection, mode="all")
    return msgspec.structs.replace(query, selection=before.selection) if isinstance(query, Lookup) else None


def within_set_of(before: Query, query: Query) -> Query | None:
    """Return a count or list that names no set as one within the set counted before it (and how many may be sold)."""
    if not isinstance(before, CountItems) or not isinstance(query, CountItems | ListItems):
        return None
    outer, own = before.selection, query.selection
    if own.subjects or own.where is None or (not outer.subjects and outer.where is None) or outer.rank or own.rank:
        return None
    where = own.where if outer.where is None else And((outer.where, own.where))
    return msgspec.structs.replace(query, selection=Selection(outer.subjects, where))


def among_named(before: Query, query: Query) -> Query | None:
    """Return a list or count that names no set as one among the things that were named before it (which may be sold?).

    One item alone is no set to choose from.
    """
    named = subjects_of(before)
    if not isinstance(query, CountItems | ListItems | Lookup | Memory) or query.selection.subjects or is_set(before):
        return None
    if query.selection.where is None and query.selection.rank is None:
        return None
    if len(named) < 2 and not any(ref.kind == "group" for ref in named):
        return None
    rank = query.selection.rank
    if (
        isinstance(query, ListItems)
        and rank is not None
        and query.selection.where is None
        and len(named) > 1
        and (rank.first, rank.last) == (1, 1)
    ):
        return Contest(named, rank.attribute, rank.direction)
    return msgspec.structs.replace(query, selection=msgspec.structs.replace(query.selection, subjects=named))


def stated_of_named(before: Query, query: Query) -> Query | None:
    """Return a list of what some limits fit as whether these hold of the things named before (does it fit on …?)."""
    named = subjects_of(before)
    if isinstance(query, Check) and query.mode == "any" and query.selection == Selection() and not is_set(before):
        return Check(Selection(named), query.statement) if named else None
    if not isinstance(query, ListItems) or query.selection.subjects or is_set(before) or not named:
        return None
    limited = query.selection.where is not None and query.selection.rank is None
    return Check(Selection(named), query.selection.where) if limited and query.selection.where else None


def double_names(catalog: Catalog) -> frozenset[Ref]:
    """Return the families that have the name of one of their members."""
    return frozenset(Ref("group", name) for name in catalog.groups if name in catalog.items)


def unsized(item: str, size: str, catalog: Catalog) -> str:
    """Return an item's name without its size; `size` is the attribute of sizes."""
    name = catalog.items[item].name.casefold()
    for fact in catalog.items[item].facts.get(size, ())[:1]:
        for label in fact.labels:
            name = name.replace(label.casefold(), "")
    return name


def plainest(pool: tuple[str, ...], label: str, catalog: Catalog) -> tuple[str, ...]:
    """Return the item whose name says least, if the others of its size are named after it (Falcon-180B-Chat)."""
    named = {item: set(catalog.items[item].name.casefold().replace("-", " ").split()) for item in pool}
    sized = [item for item, words in named.items() if label in words]
    plain = min(sized, key=lambda item: len(named[item]), default="")
    return (plain,) if plain and all(named[plain] <= named[item] for item in sized) else pool


def beside_siblings(query: Query, catalog: Catalog, doubles: Collection[Ref]) -> Query:
    """Return the query with a family that has the name of a member read as that member beside a sibling of it."""
    refs = _refs(query)
    grouped = {catalog.items[ref.id].group for ref in refs if ref.kind == "item"}
    double = {ref for ref in refs.intersection(doubles) if ref.id in grouped}
    return _replaced(query, {ref: Ref("item", ref.id) for ref in double}) if double else query


def _refs(value: Any) -> set[Ref]:
    if isinstance(value, Ref):
        return {value}
    if isinstance(value, tuple):
        return {ref for part in value for ref in _refs(part)}
    fields = getattr(value, "__struct_fields__", ())
    return {ref for field in fields for ref in _refs(getattr(value, field))}


def _replaced(value: Any, changes: dict[Ref, Ref]) -> Any:
    if isinstance(value, Ref):
        return changes.get(value, value)
    if isinstance(value, tuple):
        return tuple(_replaced(part, changes) for part in value)
    fields = getattr(value, "__struct_fields__", ())
    if not fields:
        return value
    return msgspec.structs.replace(value, **{field: _replaced(getattr(value, field), changes) for field in fields})


def held_at_least(where: Constraint | None, attributes: Collection[str]) -> Constraint | None:
    """Return a limit in which an amount of one of these attributes is the least that will do (32K of context)."""
    if isinstance(where, And):
        parts = (held_at_least(part, attributes) for part in where.parts)
        return And(tuple(part for part in parts if part is not None))
    amount = isinstance(where, Compare) and where.op == "=" and isinstance(where.operand, Quantity)
    if not isinstance(where, Compare) or not amount or where.attribute not in attributes:
        return where
    return msgspec.structs.replace(where, op=">=")


def put_in_order(selection: Selection) -> Selection:
    """Return a selection whose order keeps all places, where some were wanted: these are taken of what fits besides."""
    if selection.rank is None:
        return selection
    return msgspec.structs.replace(selection, rank=msgspec.structs.replace(selection.rank, first=1, last=ALL_PLACES))
