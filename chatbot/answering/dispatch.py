"""Query and catalog to answer: one function for each type of question."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from chatbot.answering.aggregate import aggregate
from chatbot.answering.check import check
from chatbot.answering.cite import cite
from chatbot.answering.claims import claims
from chatbot.answering.comparing import compare_items
from chatbot.answering.conditions import conditions
from chatbot.answering.contest import contest, difference
from chatbot.answering.counting import count_items
from chatbot.answering.define import define
from chatbot.answering.describe import describe
from chatbot.answering.explain import explain
from chatbot.answering.fit_check import ask_hardware
from chatbot.answering.listing import list_entities, list_items
from chatbot.answering.lookup import lookup
from chatbot.answering.memory_needs import memory
from chatbot.answering.meta import meta
from chatbot.answering.recommend import recommend
from chatbot.answering.store import Store
from chatbot.answering.things import check_things, lookup_things
from chatbot.answering.truth import atoms
from chatbot.answering.values import list_values
from chatbot.datatypes import query as q
from chatbot.datatypes.answer import Answer
from chatbot.datatypes.catalog import Ref

ANSWERERS: dict[type, Callable[[Any, Store], Answer]] = {
    q.ListItems: list_items,
    q.ListValues: list_values,
    q.ListEntities: list_entities,
    q.CountItems: count_items,
    q.Lookup: lookup,
    q.Check: check,
    q.CompareItems: compare_items,
    q.Contest: contest,
    q.Difference: difference,
    q.Aggregate: aggregate,
    q.Explain: explain,
    q.Conditions: conditions,
    q.Recommend: recommend,
    q.Memory: memory,
    q.Describe: describe,
    q.Define: define,
    q.Claims: claims,
    q.Cite: cite,
    q.Meta: meta,
}
"""Query class -> the function that answers it; a new type of question adds one line."""


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
            return check_things(query, store)
        case q.Lookup():
            return lookup_things(query, store)
        case q.Describe() | q.Define() | q.Conditions() | q.Meta():
            return ANSWERERS[type(query)](query, store)
        case _:
            return msgspec.structs.replace(describe(q.Describe(subjects), store), query=query)


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
        if not store.fitting.setups(asked_fit.hardware) and not _all_hosted(query, store):
            return ask_hardware(query)
        store = store.about_fit(asked_fit)
    subjects = named_things(query)
    if subjects and not _about_items(query, subjects, store):
        return _about_things(query, subjects, store)
    return ANSWERERS[type(query)](query, store)
