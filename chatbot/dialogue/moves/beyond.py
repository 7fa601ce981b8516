"""What goes beyond that which was talked about: further in its order, or better than what was chosen."""

from __future__ import annotations

import msgspec

from chatbot.datatypes.options import End
from chatbot.datatypes.query import Compare, Constraint, ListItems, Recommend, ValueOf
from chatbot.dialogue.limits import exceeded, joined, parts_of
from chatbot.dialogue.moves.parallels import Found, with_selection
from chatbot.dialogue.sets import selection_of
from chatbot.dialogue.state import Exchange


def further(direction: End, last: Exchange) -> Found:
    """`with more than that?` after a set that an amount limits."""
    selection = selection_of(last)
    where = exceeded(selection.where, direction) if selection is not None else None
    if selection is None or where is None or where == selection.where:
        return ()
    return (with_selection(last.query, msgspec.structs.replace(selection, where=where)),)


def beyond_chosen(beyond: Compare, last: Exchange) -> Found:
    """`something smaller` after a recommendation, `older ones` after the newest: of the same set, beyond the chosen."""
    query, selection = last.query, selection_of(last)
    if selection is None or not last.shown:
        return ()
    kept = [part for part in parts_of(selection.where) if not _is_beyond(part, beyond.attribute)]
    limited = msgspec.structs.replace(selection, where=joined((*kept, beyond)), rank=None)
    if isinstance(query, Recommend):
        return (msgspec.structs.replace(query, selection=limited),)
    first = selection.rank is not None and (selection.rank.first, selection.rank.last) == (1, 1)
    return (ListItems(limited),) if isinstance(query, ListItems) and first else ()


def _is_beyond(part: Constraint, attribute: str) -> bool:
    return isinstance(part, Compare) and part.attribute == attribute and isinstance(part.operand, ValueOf)
