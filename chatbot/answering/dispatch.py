"""Query and catalog to answer: one function for each type of question."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

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
from chatbot.answering.listing import list_entities, list_items
from chatbot.answering.lookup import lookup
from chatbot.answering.meta import meta
from chatbot.answering.recommend import recommend
from chatbot.answering.store import Store
from chatbot.answering.values import list_values
from chatbot.datatypes import query as q
from chatbot.datatypes.answer import Answer

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
    q.Describe: describe,
    q.Define: define,
    q.Claims: claims,
    q.Cite: cite,
    q.Meta: meta,
}
"""Query class -> the function that answers it; a new type of question adds one line."""


def answer(query: q.Query, store: Store) -> Answer:
    """Answer a query from the catalog."""
    if isinstance(query, q.CompareItems) and not store.items_of(query.subjects):
        return describe(query, store)
    return ANSWERERS[type(query)](query, store)
