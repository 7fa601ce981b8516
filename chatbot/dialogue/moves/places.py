"""Follow-ups that point at what was shown by its place: the second one, the last, the former, the top two."""

from __future__ import annotations

import msgspec

from chatbot.datatypes.catalog import Catalog, Ref
from chatbot.datatypes.followup import MIDDLE, Followup, Pick
from chatbot.datatypes.query import (
    Aggregate,
    CheckPlace,
    Contest,
    CountItems,
    Describe,
    ListItems,
    ListValues,
    Selection,
)
from chatbot.datatypes.reading import Outcome
from chatbot.datatypes.subjects import subjects_of
from chatbot.dialogue.moves.parallels import Found
from chatbot.dialogue.moves.shifts import Shifts
from chatbot.dialogue.pointing import PRONOUN, said
from chatbot.dialogue.sets import focus, group_of, is_first, is_on_items, is_plain, ordered_by, refs, selection_of
from chatbot.dialogue.state import Exchange

_THAT, _VERSIONS = "that_word", "versions"
_SEEKING = frozenset({"which", "what", "list", "exist", "any"})
"""Terms that look for things, and ask not whether these are meant."""


def pick(said: Followup, last: Exchange, shifts: Shifts) -> Found:
    """Ask of the things at some places what the follow-up asks; else describe one, list several."""
    if said.pick is None:
        return ()
    moved = _next_place(said.pick, said, last)
    if moved:
        return moved
    things = places(said.pick, last)
    if not things:
        return _first_few(said.pick, said, last)
    if said.asks == "which" and not (said.attributes or said.where or said.topic) and said.pick == Pick(1, 1):
        earliest = _first_in_time(last, shifts)
        if earliest:
            return earliest
    asked = shifts.run_so(said, things, last) or shifts.of_picked(said, things)
    if asked:
        return asked
    if len(things) > 1:
        return _cut(said.pick, things, last)
    after = _next_place(said.pick, said, last, tied=True) if said.pick.first > 1 and is_first(last) else ()
    return (*after, Describe(things))  # of several that share the first place, or the second place


def _first_in_time(last: Exchange, shifts: Shifts) -> Found:
    """`which one was first?` after dates asks for the earliest, not for the first that was named."""
    attribute, things = ordered_by(last, shifts.catalog), subjects_of(last.query)
    dated = bool(attribute) and shifts.catalog.attribute(attribute).type == "date"
    return (Contest(things, attribute, "least"),) if dated and len(things) > 1 else ()


def of_place(follow: Followup | None, outcome: Outcome, last: Exchange, catalog: Catalog) -> Found:
    """`is it the largest?`, `isn't that the newest open one?`: of the things talked about, not of those alike."""
    if follow is None or follow.kind != "shift" or follow.asks != "check" or follow.rank is None or follow.within:
        return ()
    things, words = focus(last), said(outcome)
    pointed = PRONOUN in words or (_THAT in words and "which" not in words)
    pointed = pointed or (follow.where is None and words.isdisjoint(_SEEKING))
    told = follow.subjects or follow.pick or not follow.rank.attribute
    if told or not pointed or not things or not is_on_items(last) or not is_plain(last):
        return ()
    groups = tuple(dict.fromkeys(Ref("group", group_of(ref, catalog)) for ref in things)) if _VERSIONS in words else ()
    return (CheckPlace(things, Selection(groups, follow.where, follow.rank)),)  # the newest version: of its family


def places(picked: Pick, last: Exchange) -> tuple[Ref, ...]:
    """Return the things at some places of what was shown; none where there are not so many."""
    pool = _pool(picked, last)
    if picked.other or (picked.pair and len(pool) != 2):
        return ()
    if picked.first == MIDDLE:
        return pool[len(pool) // 2 : len(pool) // 2 + 1] if len(pool) % 2 else ()
    if picked.several:
        fits = all(1 <= place <= len(pool) for place in picked.several)
        return tuple(pool[place - 1] for place in picked.several) if fits else ()
    first, end = (place - 1 if place > 0 else len(pool) + place for place in (picked.first, picked.last))
    return pool[first : end + 1] if 0 <= first <= end < len(pool) else ()


def _pool(picked: Pick, last: Exchange) -> tuple[Ref, ...]:
    """Return what has a place in the last answer: nothing where it listed no items, but makers or values."""
    query, named = last.query, subjects_of(last.query)
    if isinstance(query, ListValues | Aggregate) or (isinstance(query, CountItems) and query.per):
        return ()
    if isinstance(query, ListItems) and query.level == "group":
        return tuple(Ref("group", group) for group in last.groups)
    return named if len(named) > 1 or picked.pair else refs(last.shown)


def _next_place(picked: Pick, said: Followup, last: Exchange, *, tied: bool = False) -> Found:
    """`and the second?` after a question for the first place: the next place of the same order.

    Where several share the first one, the second of these may be meant, unless `tied`.
    """
    selection = selection_of(last)
    rank = selection.rank if selection is not None else None
    if (
        selection is None
        or rank is None
        or rank.per
        or picked.pair
        or picked.other
        or picked.first < 1
        or picked.several
    ):
        return ()
    if rank.first != rank.last or picked.first != picked.last or said.where or said.attributes:
        return ()
    if len(last.shown) > 1 and picked.first <= len(last.shown) and not tied:
        return ()
    moved = msgspec.structs.replace(rank, first=picked.first, last=picked.last)
    return (ListItems(msgspec.structs.replace(selection, rank=moved)),)


def _first_few(picked: Pick, said: Followup, last: Exchange) -> Found:
    """`the top three` after the first alone was asked for: so many of the same order."""
    selection = selection_of(last)
    rank = selection.rank if selection is not None and isinstance(last.query, ListItems) else None
    told = said.where or said.attributes or said.topic or picked.several or picked.pair or picked.other
    if selection is None or rank is None or rank.per or told or not rank.first == rank.last == picked.first == 1:
        return ()
    few = msgspec.structs.replace(rank, last=picked.last)
    return (ListItems(msgspec.structs.replace(selection, rank=few)),)


def _cut(picked: Pick, things: tuple[Ref, ...], last: Exchange) -> Found:
    """Keep the first few: by rank where there is one, else by place."""
    query, selection = last.query, selection_of(last)
    if picked.several or picked.first != 1 or selection is None or not isinstance(query, ListItems):
        return (ListItems(Selection(things), level=query.level if isinstance(query, ListItems) else "item"),)
    if selection.rank is not None:
        rank = msgspec.structs.replace(selection.rank, last=selection.rank.first + picked.last - 1)
        return (msgspec.structs.replace(query, selection=msgspec.structs.replace(selection, rank=rank)),)
    return (ListItems(Selection(things), level=query.level),)
