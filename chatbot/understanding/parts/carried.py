"""What one of several questions takes over from another: what is asked of the first is asked of the second, too."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from chatbot.datatypes.query import Check, Fits, ListItems, Lookup, Memory, Query
from chatbot.datatypes.reading import Phrase, Reading
from chatbot.datatypes.subjects import subjects_of
from chatbot.understanding.shapes.hardware import open_fit

_BARE = "fit-list-bare"
"""The intent of what fits somewhere, said by no word that asks for a set."""


def carried(parts: Sequence[Reading]) -> tuple[Reading, ...]:
    """Return the questions of one utterance, each with what it takes over from the others."""
    needs = any(isinstance(part.query, Memory) and subjects_of(part.query) for part in parts)
    taken: list[Reading] = []
    for part in parts:
        query = _of_same(part, taken[-1].query) if taken else part.query
        query = _needed(query) if needs else query
        query = _held_so(query, taken[-1].query) if taken else query
        taken.append(part if query is part.query else msgspec.structs.replace(part, query=query))
    return tuple(taken)


def as_event(part: Reading, events: Sequence[Phrase]) -> Query:
    """`what was A trained on, how many tokens`: behind an event, a question word alone asks for what it has of it."""
    query, told = part.query, {event.meaning[0]: event.meaning[1] for event in events}
    named = any(inner.category == "attribute" for phrase in part.phrases for inner in phrase.parts)
    if not isinstance(query, Lookup) or len(query.attributes) != 1 or named:
        return query
    (asked,) = query.attributes
    return msgspec.structs.replace(query, attributes=(told.get(asked, asked),))


def _of_same(part: Reading, before: Query) -> Query:
    """`does it fit in fp16 on an A100, and in int4 on a 4090`: the same thing on other hardware, not all that fits."""
    query = part.query
    if part.intent != _BARE or not isinstance(query, ListItems) or subjects_of(query) or query.selection.rank:
        return query
    described = any(phrase.category == "noun" for phrase in part.phrases)
    asked = isinstance(before, Check) and isinstance(before.statement, Fits) and bool(subjects_of(before))
    if described or not asked or not isinstance(before, Check) or not isinstance(query.selection.where, Fits):
        return query
    return msgspec.structs.replace(before, statement=query.selection.where)


def _held_so(query: Query, before: Query) -> Query:
    """`how much does A need in int4, do 48 GB do`: whether it fits is asked of what was held, or trained, so."""
    fits = query.statement if isinstance(query, Check) else None
    if not isinstance(fits, Fits) or not isinstance(before, Memory) or subjects_of(query) != subjects_of(before):
        return query
    if not subjects_of(query) or fits.precision or fits.context or fits.mode != "run":
        return query
    held = msgspec.structs.replace(fits, precision=before.precision, context=before.context, mode=before.mode)
    return msgspec.structs.replace(query, statement=held)


def _needed(query: Query) -> Query:
    """`memory of A in fp16 and B in int4`: what B needs is asked as well, not whether it fits somewhere."""
    if not isinstance(query, Check) or not isinstance(query.statement, Fits) or not open_fit(query):
        return query
    how = query.statement
    return Memory(query.selection, 0, how.precision, how.context, how.mode)
