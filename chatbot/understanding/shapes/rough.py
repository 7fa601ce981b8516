"""Rough words beside a bound on the same property: a small model under 30B is one under 30B, whatever small means."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from chatbot.datatypes.query import And, Compare, Constraint, Query, Selection
from chatbot.datatypes.reading import Phrase
from chatbot.understanding.frames import Frame
from chatbot.understanding.shapes.slots import all_of

_ROUGH = "rough"


def without_rough(frame: Frame, query: Query) -> Query:
    """Return a question on a set without the limits of rough words where a bound on the same side is told."""
    selection = getattr(query, "selection", None)
    if not isinstance(selection, Selection) or selection.where is None:
        return query
    rough = {phrase.meaning for filled in frame.slots.values() for one in filled for phrase in _rough_in(one)}
    if not rough:
        return query
    parts = selection.where.parts if isinstance(selection.where, And) else (selection.where,)
    told = {(part.attribute, part.op[0]) for part in parts if isinstance(part, Compare) and part not in rough}
    kept = [part for part in parts if part not in rough or not _is_told(part, told)]
    if len(kept) == len(parts):
        return query
    chosen = msgspec.structs.replace(selection, where=all_of(kept))
    return msgspec.structs.replace(query, selection=chosen)


def _rough_in(phrase: Phrase) -> Iterator[Phrase]:
    if phrase.category == _ROUGH:
        yield phrase
    for part in phrase.parts:
        yield from _rough_in(part)


def _is_told(part: Constraint, told: set[tuple[str, str]]) -> bool:
    return isinstance(part, Compare) and (part.attribute, part.op[0]) in told
