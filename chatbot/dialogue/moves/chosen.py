"""Follow-ups that point at one of several by what it is more of: the bigger one, the winner."""

from __future__ import annotations

from chatbot.datatypes.catalog import Ref
from chatbot.datatypes.followup import Followup
from chatbot.datatypes.query import Check, Conditions, Contest, Describe, ListItems, Rank, Selection
from chatbot.datatypes.subjects import subjects_of
from chatbot.dialogue.moves.parallels import Found, with_selection
from chatbot.dialogue.moves.shifts import Shifts
from chatbot.dialogue.sets import is_on_items, members, refs
from chatbot.dialogue.state import Exchange


def chosen(said: Followup, last: Exchange, shifts: Shifts) -> Found:
    """Ask of that one what the follow-up asks; else describe it."""
    if said.asks == "which" and not (said.attributes or said.where or said.topic):
        return ()  # which is the newer one?
    one = selected(said, last, shifts)
    return _asked(said, one, shifts) if one is not None else ()


def selected(said: Followup, last: Exchange, shifts: Shifts) -> Selection | None:
    """Return that one of those shown; None where there were not several."""
    if said.rank is None or not is_on_items(last):
        return None
    if not said.rank.attribute:
        side = _side(said.rank, last, shifts)
        return Selection(side) if side else None
    named = subjects_of(last.query)
    pool = named if len(named) > 1 else refs(last.shown)
    return Selection(pool, rank=said.rank) if len(pool) >= 2 else None


def _side(rank: Rank, last: Exchange, shifts: Shifts) -> tuple[Ref, ...]:
    """Return the winner of a contest of two, or the loser."""
    query = last.query
    if not isinstance(query, Contest) or len(query.subjects) != 2 or not last.shown:
        return ()
    first = [ref for ref in query.subjects if last.shown[0] in members(ref, shifts.catalog)]
    won = rank.direction == "most"
    return tuple(ref for ref in query.subjects if (ref in first) == won) if len(first) == 1 else ()


def _asked(said: Followup, one: Selection, shifts: Shifts) -> Found:
    if said.attributes:
        return tuple(with_selection(fact, one) for fact in shifts.facts(said.attributes, one.subjects))
    if said.topic:
        return (Conditions(one.subjects, said.topic),) if one.rank is None else ()
    if said.where is not None:
        return (Check(one, said.where),)
    return (ListItems(one),) if one.rank is not None else (Describe(one.subjects),)
