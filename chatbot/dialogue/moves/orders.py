"""Orders said after a list: sorted anew, or the other way round."""

from __future__ import annotations

import msgspec

from chatbot.datatypes.catalog import base
from chatbot.datatypes.followup import Followup
from chatbot.datatypes.options import End
from chatbot.datatypes.query import ListItems, Rank
from chatbot.datatypes.subjects import ALL_PLACES
from chatbot.dialogue.moves.parallels import Found
from chatbot.dialogue.moves.shifts import Shifts
from chatbot.dialogue.sets import is_on_items, ordered_by, selection_of, shown_set
from chatbot.dialogue.state import Exchange


def sort(said: Followup, last: Exchange, shifts: Shifts) -> Found:
    """All of the last set, in an order."""
    base, rank = shown_set(last), said.rank or _rank_by(said, last, shifts)
    if base is None or rank is None or not is_on_items(last) or len(last.shown) == 1:
        return ()
    return (ListItems(msgspec.structs.replace(base, rank=Rank(rank.attribute, rank.direction, 1, ALL_PLACES))),)


def reverse(_said: Followup, last: Exchange, _shifts: Shifts) -> Found:
    """The last list in the opposite order, or the other end of it."""
    selection = selection_of(last)
    if selection is None or selection.rank is None or not isinstance(last.query, ListItems):
        return ()
    turned = {"most": "least", "least": "most"}[selection.rank.direction]
    rank = msgspec.structs.replace(selection.rank, direction=turned)
    return (ListItems(msgspec.structs.replace(selection, rank=rank)),)


def _rank_by(said: Followup, last: Exchange, shifts: Shifts) -> Rank | None:
    if said.order is not None:
        return Rank(*said.order)
    attribute = base(said.attributes[0]) if said.attributes else ordered_by(last, shifts.catalog)
    if len(said.attributes) > 1 or not attribute:
        return None
    known = shifts.catalog.attributes[attribute]
    direction: End = "least" if known.better == "less" else "most"
    return Rank(known.id, direction) if known.type in {"quantity", "date"} else None
