"""What a query is about, and the same query about something else: for parts and follow-ups that leave it out."""

from __future__ import annotations

import msgspec

from chatbot.datatypes.catalog import Ref
from chatbot.datatypes.query import Difference, Query, Selection


def subjects_of(query: Query) -> tuple[Ref, ...]:
    """Return the things that a query names as what it is about."""
    if isinstance(query, Difference):
        return (query.left, query.right)
    selection = getattr(query, "selection", None)
    if isinstance(selection, Selection):
        return selection.subjects
    subjects: tuple[Ref, ...] = getattr(query, "subjects", ())
    return subjects


def with_subjects(query: Query, subjects: tuple[Ref, ...]) -> Query:
    """Return the query about other things."""
    selection = getattr(query, "selection", None)
    if isinstance(selection, Selection):
        return msgspec.structs.replace(query, selection=msgspec.structs.replace(selection, subjects=subjects))
    if hasattr(query, "subjects"):
        return msgspec.structs.replace(query, subjects=subjects)
    return query
