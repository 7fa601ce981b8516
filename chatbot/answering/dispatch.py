"""Query and catalog to answer: one function for each type of question."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any

import msgspec

from chatbot.answering.store import Store
from chatbot.answering.truth import atoms
from chatbot.datatypes import query as q
from chatbot.datatypes.answer import Answer
from chatbot.datatypes.catalog import Ref

ANSWERERS: dict[type, str] = {
    q.ListItems: "listing.list_items",
    q.ListValues: "values.list_values",
    q.ListEntities: "listing.list_entities",
    q.CountItems: "counting.count_items",
    q.Lookup: "lookup.lookup",
    q.Check: "check.check",
    q.CompareItems: "comparing.compare_items",
    q.Contest: "contest.contest",
    q.CheckPlace: "place.check_place",
    q.Difference: "contest.difference",
    q.Aggregate: "aggregate.aggregate",
    q.Explain: "explain.explain",
    q.Conditions: "terms.conditions.conditions",
    q.Recommend: "recommend.recommend",
    q.Memory: "memory.asked.memory",
    q.Chart: "charting.chart",
    q.Describe: "describe.describe",
    q.Define: "define.define",
    q.Claims: "claims.claims",
    q.Cite: "cite.cite",
    q.Meta: "meta.meta",
}
"""Query class -> the function that answers it; a new type of question adds one line. They are imported when first
needed, for one question needs one of them."""


@cache
def answerer(kind: type) -> Callable[[Any, Store], Answer]:
    """Return the function that answers queries of a class."""
    module, _, function = ANSWERERS[kind].rpartition(".")
    found: Callable[[Any, Store], Answer] = getattr(import_module(f"chatbot.answering.{module}"), function)
    return found


def named_things(query: q.Query) -> tuple[Ref, ...]:
    """Return the things that a query names as its subjects."""
    if isinstance(query, q.Difference):
        return (query.left, query.right)
    selection = getattr(query, "selection", None)
    subjects: tuple[Ref, ...] = selection.subjects if selection is not None else getattr(query, "subjects", ())
    return subjects


def _about_items(query: q.Query, subjects: tuple[Ref, ...], store: Store) -> bool:
    """Whether items are named: for a difference both sides must be such."""
    every = all if isinstance(query, q.Difference) else any
    return every(store.members(subject) for subject in subjects)


def _about_things(query: q.Query, subjects: tuple[Ref, ...], store: Store) -> Answer:
    """Answer a question about things that are no items."""
    match query:
        case q.Check() | q.Explain():
            from chatbot.answering.things import check_things

            return check_things(query, store)
        case q.Lookup():
            from chatbot.answering.things import lookup_things

            return lookup_things(query, store)
        case q.Describe() | q.Define() | q.Conditions() | q.Meta():
            return answerer(type(query))(query, store)
        case _:
            return msgspec.structs.replace(answerer(q.Describe)(q.Describe(subjects), store), query=query)


def _all_hosted(query: q.Query, store: Store) -> bool:
    """Whether things are named that run on no hardware of one's own, whatever it is."""
    items = store.items_of(named_things(query))
    return bool(items) and all(store.fitting.hosted(item) for item in items)


def fit_within(query: q.Query) -> q.Fits | None:
    """Return the statement on memory that a query holds."""
    selection = getattr(query, "selection", None)
    parts = (getattr(query, "statement", None), selection.where if selection is not None else None)
    return next((atom for part in parts for atom in atoms(part) if isinstance(atom, q.Fits)), None)


def answer(query: q.Query, store: Store) -> Answer:
    """Answer a query from the catalog."""
    asked_fit = fit_within(query)
    if asked_fit is not None:
        if not store.fitting.hardware.setups(asked_fit.hardware) and not _all_hosted(query, store):
            from chatbot.answering.memory.fit_check import ask_hardware

            return ask_hardware(query)
        store = store.about_fit(asked_fit)
    subjects = named_things(query)
    if subjects and not _about_items(query, subjects, store):
        return _about_things(query, subjects, store)
    return answerer(type(query))(query, store)
