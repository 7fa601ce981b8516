"""How far back a follow-up reaches: to the exchange that showed several, or that named what it points to."""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.datatypes.followup import Followup
from chatbot.datatypes.query import Check, Cite, Compare, Contest, CountItems, Explain, ListItems, Lookup, Recommend
from chatbot.datatypes.subjects import ALL_PLACES
from chatbot.dialogue.limits import parts_of
from chatbot.dialogue.sets import focus, is_plain, selection_of
from chatbot.dialogue.state import Exchange, State
from chatbot.understanding.builders.ground import opposite

REACH = 4
"""Exchanges back to which former and latter reach."""


def reach(follow: Followup, exchanges: Sequence[Exchange]) -> Sequence[Exchange]:
    """Return the exchanges to go on from: words for several reach back to the last that showed several."""
    last = exchanges[0]
    pointed = _pointed(follow, exchanges)
    if pointed:
        return pointed
    if _asks_whether(follow, exchanges):
        return exchanges[1:2]
    if follow.order and not follow.beyond:
        advised = [each for each in exchanges[:REACH] if isinstance(each.query, Recommend)]
        if advised and focus(advised[0]) == focus(last):
            return advised[:1]
    if follow.rank is not None and follow.where is not None and _is_chosen(exchanges):
        return exchanges[1:2]
    if follow.kind == "else" and isinstance(last.query, Explain):
        advised = [each for each in exchanges[1:REACH] if each.shown[:1] == last.shown]
        return advised[:1] or exchanges[:1]
    if _is_empty(last) and _needs_things(follow) and not _tells_order(follow, last):
        shown = [each for each in exchanges[1:REACH] if each.shown][:1]
        limits_it = follow.within and follow.where and not follow.asks and isinstance(last.query, Recommend | ListItems)
        return shown or (exchanges[:1] if limits_it else [])
    if len(last.shown) == 1 and (_needs_several(follow, last) or _needs_place(follow, last)):
        several = [each for each in exchanges[1:REACH] if len(each.shown) > 1][:1]
        return several or (exchanges[:1] if _is_first_of_kin(follow, last) else ())
    return exchanges[:1]


def _asks_whether(follow: Followup, exchanges: Sequence[Exchange]) -> bool:
    """Say whether `and is that one?` goes on from what was checked before a fact of the same thing was told.

    So it does from what was asked before it was asked where that is written.
    """
    whether = follow.asks == "check" and follow.kind == "shift"
    if len(exchanges) < 2 or not follow.subjects or not (whether or follow.likewise):
        return False
    last, before = exchanges[0].query, exchanges[1].query
    same = isinstance(last, Lookup) and isinstance(before, Check) and last.selection == before.selection
    told = follow.where or follow.attributes or follow.order
    return isinstance(last, Cite) or (whether and same and not told)


def _left_over(follow: Followup, exchanges: Sequence[Exchange]) -> Sequence[Exchange]:
    """Return the exchange that chose what a fact was told of since, where those are asked for that it left over.

    Which may be sold? And their context? And those that may not?
    """
    last = exchanges[0]
    if len(last.shown) < 2 or not isinstance(last.query, Lookup):
        return ()
    for each in exchanges[1:REACH]:
        selection = selection_of(each)
        if selection is None or not isinstance(each.query, ListItems) or set(each.shown) != set(last.shown):
            continue
        denied = any(opposite(part) in parts_of(selection.where) for part in parts_of(follow.where))
        return [each] if denied or follow.kind == "negate" else ()
    return ()


def last_shown(state: State) -> Exchange | None:
    """Return the last exchange, or behind sets without members the one before them."""
    exchanges = (state.last, *state.earlier)[:REACH]
    return next((each for each in exchanges if each is None or not _is_empty(each)), state.last)


def _pointed(follow: Followup, exchanges: Sequence[Exchange]) -> Sequence[Exchange]:
    """Return the exchanges in which things have places, or were left over, that are pointed at; else none."""
    if follow.pick is not None and follow.pick.pair:
        return exchanges[:REACH]
    if follow.pick is not None and _is_count_of(exchanges):
        return exchanges[1:2]
    if follow.kind == "chosen" and follow.rank is not None and not follow.rank.attribute:
        return [each for each in exchanges[:REACH] if isinstance(each.query, Contest)][:1]
    return _left_over(follow, exchanges)


def _is_chosen(exchanges: Sequence[Exchange]) -> bool:
    """Say whether the last question was about the one thing that an order chose before it."""
    if len(exchanges) < 2 or len(exchanges[0].shown) != 1 or not is_plain(exchanges[0]):
        return False
    selection = selection_of(exchanges[1])
    return selection is not None and selection.rank is not None and exchanges[1].shown == exchanges[0].shown


def _is_count_of(exchanges: Sequence[Exchange]) -> bool:
    """Say whether the last answer only counted what was listed in an order before."""
    if len(exchanges) < 2 or not isinstance(exchanges[0].query, CountItems):
        return False
    return isinstance(exchanges[1].query, ListItems) and set(exchanges[1].shown) <= set(exchanges[0].shown)


def _is_empty(last: Exchange) -> bool:
    """Say whether a set was asked for that has no members."""
    if isinstance(last.query, Check):
        return last.query.mode == "any" and last.denied
    return not last.shown and isinstance(last.query, ListItems | CountItems | Recommend)


def _needs_things(follow: Followup) -> bool:
    """Say whether a follow-up speaks of things that must have been shown: an empty answer has none."""
    asked = follow.within or follow.pick or follow.asks == "which" or follow.attributes
    refers_to_some = bool(asked or follow.order or follow.rank)
    return refers_to_some and follow.kind in {"shift", "pick"}


def _is_first_of_kin(follow: Followup, last: Exchange) -> bool:
    """Say whether the first of an order may be that of the family of the one thing named (which is the biggest?)."""
    return follow.rank is not None and not follow.within and follow.where is None and is_plain(last)


def _tells_order(follow: Followup, last: Exchange) -> bool:
    """Say whether an order needs nothing but the amount that was asked about (none has 1M: which has most?)."""
    open_order = follow.rank is not None and not follow.rank.attribute
    return open_order and isinstance(last.query, Check) and isinstance(last.query.statement, Compare)


def _needs_place(follow: Followup, last: Exchange) -> bool:
    """Say whether a place is meant in a list before the last answer; one in an order goes on from the last."""
    selection = selection_of(last)
    ordered = selection is not None and selection.rank is not None
    return follow.pick is not None and not follow.pick.other and not ordered


def _is_described(last: Exchange) -> bool:
    """Say whether a set was listed that is told by what it has, and not by its members."""
    selection = selection_of(last)
    return isinstance(last.query, ListItems) and selection is not None and selection.where is not None


def _needs_several(follow: Followup, last: Exchange) -> bool:
    selection = selection_of(last)
    ranked = isinstance(last.query, ListItems) and selection is not None and selection.rank is not None
    if follow.within and follow.where and not follow.asks and (ranked or _is_described(last)):
        return False  # only open ones, after the smallest, or where one alone was left
    if follow.rank is not None and follow.rank.last == ALL_PLACES:
        return True
    if follow.within:
        return follow.amount is None and not (follow.subjects and not follow.asks)
    if follow.kind == "count":
        return follow.where is not None
    if follow.kind in {"sort", "reverse"}:
        return True
    if follow.kind in {"chosen", "memory"}:
        return follow.rank is not None
    in_order = follow.rank is not None and selection is not None and selection.rank is not None
    told = follow.attributes or follow.order or in_order or (follow.rank is not None and not follow.rank.attribute)
    return follow.asks == "which" and follow.kind == "shift" and not told
