"""What is asked of the things of several earlier questions: the same of another, of both, or of none of them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import dropwhile, takewhile

import msgspec

from chatbot.datatypes.catalog import Catalog, Ref
from chatbot.datatypes.followup import Followup, Pick
from chatbot.datatypes.options import End
from chatbot.datatypes.query import (
    Check,
    Compare,
    CompareItems,
    Conditions,
    Contest,
    Describe,
    Difference,
    Explain,
    Has,
    ListItems,
    Lookup,
    Memory,
    Not,
    Query,
    Rank,
    Recommend,
    Selection,
    ValueOf,
)
from chatbot.datatypes.reading import Reading
from chatbot.datatypes.subjects import subjects_of, with_subjects
from chatbot.dialogue.limits import joined
from chatbot.dialogue.moves import orders
from chatbot.dialogue.moves.chosen import chosen, selected
from chatbot.dialogue.moves.parallels import Found, merged, parallels, with_selection
from chatbot.dialogue.moves.places import places
from chatbot.dialogue.moves.shifts import Shifts
from chatbot.dialogue.reach import REACH, reach
from chatbot.dialogue.sets import focus, kin, members, of_matter, ordered_by, refs, selection_of, shown_set
from chatbot.dialogue.state import Exchange

_OF_ONE = (Lookup, Check, Explain, Conditions, Describe, Memory)
"""Questions that can be asked of one thing after another."""


def same_of_another(follow: Followup, exchanges: Sequence[Exchange], shifts: Shifts) -> Found:
    """`and the second?` after a question about the first of some: the same question about the second."""
    last, picked = exchanges[0], follow.pick
    if follow.kind == "sort":
        return _sorted(follow, exchanges, shifts)
    if follow.kind in {"next", "chosen"}:
        of_chosen = _same_of_chosen(follow, exchanges, shifts) or _of_asked(follow, exchanges, shifts)
        return _next_of(exchanges) if follow.kind == "next" else of_chosen
    if picked is None or follow.kind != "pick":
        return ()
    if picked.other:
        other = _other(exchanges, picked.last, shifts.catalog)
        return (shifts.of_picked(follow, other) or _same(other, last)) if other else ()
    if picked.pair and picked.first == 1 and len(exchanges) > 1:
        paired = any(places(picked, each) for each in exchanges[:REACH])
        sooner = () if paired else _chosen(exchanges[1])  # nothing was named in pairs: what came before
        if sooner:
            return shifts.of_picked(follow, sooner) or _same(sooner, last)
    return _same_of_picked(follow, picked, exchanges)


def _same_of_picked(follow: Followup, picked: Pick, exchanges: Sequence[Exchange]) -> Found:
    """Ask the last question, which was on one thing, of that which has a place in what was shown before."""
    last = exchanges[0]
    if follow.attributes or follow.where or follow.topic or len(subjects_of(last.query)) != 1:
        return ()
    if not isinstance(last.query, _OF_ONE) or (len(last.shown) > 1 and not picked.pair):
        return ()
    for before in exchanges[1:REACH]:
        things = places(picked, before) if picked.pair or len(before.shown) > 1 else ()
        if things:
            return parallels(things, last)
    alone = picked.first == picked.last > 1 and not (picked.pair or picked.several)
    return _next_of(exchanges, picked.first) if alone else ()


def _chosen(before: Exchange) -> tuple[Ref, ...]:
    """Return what was named, or chosen by an order: `that one` is no long list."""
    selection = selection_of(before)
    named = selection is not None and (selection.rank is not None or selection.where is None)
    return focus(before) if named or len(before.shown) == 1 else ()


def _same_of_chosen(follow: Followup, exchanges: Sequence[Exchange], shifts: Shifts) -> Found:
    """`and of the loser?` after a question on the winner: the same question."""
    last, of = exchanges[0], [*reach(follow, exchanges)][:1]
    if follow.attributes or follow.where or follow.topic or follow.asks:
        return ()
    if not of or of[0] is last or not isinstance(last.query, Lookup | Check | Explain):
        return ()
    one = selected(follow, of[0], shifts)
    return (with_selection(last.query, one),) if one is not None else ()


def _sorted(follow: Followup, exchanges: Sequence[Exchange], shifts: Shifts) -> Found:
    """`rank them` after the same was asked of one thing after another: of all these."""
    last, things = exchanges[0], asked_before(exchanges)
    if len(subjects_of(last.query)) != 1 or len(things) <= 1 or not isinstance(last.query, Lookup):
        return ()
    shown = tuple(item for ref in things for item in members(ref, shifts.catalog))
    all_asked = msgspec.structs.replace(last, queries=(with_subjects(last.query, things),), shown=shown)
    return orders.sort(follow, all_asked, shifts)


def _of_asked(follow: Followup, exchanges: Sequence[Exchange], shifts: Shifts) -> Found:
    """`and of the smaller one?` after something was asked of one, then of the other: of these two."""
    things = asked_before(exchanges)
    if follow.rank is None or not follow.rank.attribute or len(things) != 2:
        return ()
    if any(len(each.shown) > 1 for each in exchanges[:REACH]):
        return ()
    both = msgspec.structs.replace(exchanges[0], queries=(with_subjects(exchanges[0].query, things),))
    return chosen(follow, both, shifts)


def _next_of(exchanges: Sequence[Exchange], place: int = 0) -> Found:
    """`and the one before?` after a question on the first of an order: the same of the next, or the n-th, in it."""
    last, now = exchanges[0], focus(exchanges[0])
    if len(now) != 1 or not isinstance(last.query, _OF_ONE):
        return ()
    for before in exchanges[1:REACH]:
        selection = selection_of(before)
        rank = selection.rank if selection is not None else None
        if selection is None or rank is None or rank.per or refs(before.shown) != now:
            continue
        to = place or rank.last + 1
        moved = msgspec.structs.replace(selection, rank=msgspec.structs.replace(rank, first=to, last=to))
        return (with_selection(last.query, moved),) if hasattr(last.query, "selection") else (ListItems(moved),)
    return ()


def _same(things: tuple[Ref, ...], last: Exchange) -> Found:
    if isinstance(last.query, Contest) and len(things) > 1:
        return (msgspec.structs.replace(last.query, subjects=things),)
    return parallels(things, last) if isinstance(last.query, _OF_ONE) else (Describe(things),)


def _other(exchanges: Sequence[Exchange], count: int, catalog: Catalog) -> tuple[Ref, ...]:
    """Return the one of two, or so many of one more, that the last answer was not about, or that did not win."""
    last, now = exchanges[0], focus(exchanges[0])
    if isinstance(last.query, Contest) and len(now) == count + 1 and last.shown:
        return tuple(ref for ref in now if last.shown[0] not in members(ref, catalog))
    if len(now) != 1:
        return ()
    for before in exchanges[1:REACH]:
        named = subjects_of(before.query)
        pool = named or (refs(before.shown) if len(before.shown) <= count + 1 else ())
        rest = tuple(ref for ref in pool if ref not in now)
        if len(rest) == count and len(pool) <= count + 1:
            return rest
    siblings = tuple(ref for ref in kin(now, catalog) if ref not in now)
    return siblings if len(siblings) == count > 1 and now[0].kind == "item" else ()


def asked_before(exchanges: Sequence[Exchange]) -> tuple[Ref, ...]:
    """Return the things that the same question was asked of one after the other, the first one first."""
    alike = takewhile(lambda each: type(each.query) is type(exchanges[0].query), exchanges[:REACH])
    asked = [subjects_of(each.query) or (refs(each.shown) if len(each.shown) == 1 else ()) for each in alike]
    return tuple(dict.fromkeys(ref for things in reversed(asked) for ref in things)) if all(asked) else ()


def of_two(reading: Reading, exchanges: Sequence[Exchange], catalog: Catalog, *, generic: bool) -> Found:
    """`which is larger?` after the same question about two things, or one that held them against each other.

    Args:
        reading: of the follow-up.
        exchanges: before it, the last one first.
        catalog: for the types of attributes.
        generic: the comparative may be one of any figure (larger).

    """
    follow = reading.follow
    bare = follow is not None and follow.kind == "shift" and follow.asks == "which" and not follow.beyond
    if follow is None or not bare or not follow.order or follow.where or follow.subjects:
        return ()
    if any(phrase.category == "noun" for phrase in reading.phrases):
        return ()  # `which models are larger` asks for more
    if not follow.order[0]:  # `which has more`: of what they were asked for
        exchanges = [*dropwhile(lambda each: not ordered_by(each, catalog), exchanges)] or exchanges
    last = exchanges[0]
    attribute = of_matter(follow.order[0], ordered_by(last, catalog), catalog)
    if generic and isinstance(last.query, Lookup):
        attribute = ordered_by(last, catalog) or attribute  # which is larger, of two contexts
    things = subjects_of(last.query)
    if isinstance(last.query, Check) and isinstance(last.query.statement, Compare):
        operand = last.query.statement.operand
        things = (*things, operand.subject) if isinstance(operand, ValueOf) else things
    elif len(exchanges) > 1 and type(exchanges[1].query) is type(last.query):
        things = merged(subjects_of(exchanges[1].query), things)
    if attribute and len(things) == 2:
        return (Contest(things, attribute, follow.order[1]),)
    return _first_of_shown(attribute, follow.order[1], exchanges[0])


def _first_of_shown(attribute: str, direction: End, last: Exchange) -> Found:
    """`which is newer?` after several were listed or recommended: the newest of these."""
    selection = shown_set(last) if isinstance(last.query, ListItems | Recommend) else None
    if not attribute or selection is None or selection.rank is not None or len(last.shown) <= 2:
        return ()
    return (ListItems(msgspec.structs.replace(selection, rank=Rank(attribute, direction))),)


def held_against(reading: Reading, exchanges: Sequence[Exchange], catalog: Catalog) -> Found:
    """`is it newer?`: against what it was held against before, or what the same was asked of before it."""
    follow, last = reading.follow, exchanges[0]
    things = subjects_of(last.query)
    if follow is None or not follow.order or not follow.order[0] or len(things) != 1:
        return ()
    attribute, direction = of_matter(follow.order[0], ordered_by(last, catalog), catalog), follow.order[1]
    operand = getattr(getattr(last.query, "statement", None), "operand", None)
    others: tuple[Ref, ...] = (operand.subject,) if isinstance(operand, ValueOf) else ()
    if not others and len(exchanges) > 1 and type(exchanges[1].query) is type(last.query):
        others = tuple(ref for ref in subjects_of(exchanges[1].query) if ref not in things)
    if len(others) != 1:
        return ()
    return (Check(Selection(things), Compare(attribute, ">" if direction == "most" else "<", ValueOf(others[0]))),)


def of_several(reading: Reading, exchanges: Sequence[Exchange], catalog: Catalog, *, one_of: bool) -> Found:
    """`which of these …`, `both …`, `neither?` after the same question about one thing after another: all of them.

    Args:
        reading: of the follow-up.
        exchanges: before it, the last one first.
        catalog: for the types of attributes.
        one_of: words ask for one of some (which one …).

    """
    follow = reading.follow
    things = asked_before(exchanges)
    if follow is not None and follow.kind == "choose" and follow.asks == "all":
        return _both_limits(exchanges) or _both_stated(exchanges) or _all_asked(things, exchanges[0].query)
    if follow is None or len(things) < 2:
        return ()
    if follow.kind != "shift":
        return _held_together(follow, things, exchanges[0])
    if follow.asks in {"all", "any"} and follow.where is not None:
        return (Check(Selection(things), follow.where, follow.asks),)
    bare = one_of and follow.rank is None and not any(phrase.category == "noun" for phrase in reading.phrases)
    asked = _is_first_of_asked(follow, exchanges, catalog)
    among = follow.within or asked or (bare and len(subjects_of(exchanges[0].query)) == 1)
    if not among or follow.asks not in {"", "which"} or not (follow.where or follow.rank):
        return ()
    stated = follow.rank is not None and not follow.rank.attribute  # which of these has the most of it
    if len(exchanges[0].shown) > 1 and not (one_of or (asked and (stated or not follow.within))):
        return ()
    return (ListItems(Selection(things, follow.where, _by_asked(follow.rank, exchanges[0], catalog))),)


def _by_asked(rank: Rank | None, last: Exchange, catalog: Catalog) -> Rank | None:
    """Return an order by the dates that were asked for, where it is one by dates (which is most recent?)."""
    if rank is None:
        return None
    return msgspec.structs.replace(rank, attribute=of_matter(rank.attribute, ordered_by(last, catalog), catalog))


def _is_first_of_asked(follow: Followup, exchanges: Sequence[Exchange], catalog: Catalog) -> bool:
    """Say whether the first of those is asked for that were asked for the same before (which is most recent?).

    Of two only where it is the first in what they were asked for; of more in anything.
    """
    if follow.rank is None or follow.asks != "which" or follow.where is not None:
        return False
    facts = [each.query.attributes for each in exchanges[:REACH] if isinstance(each.query, Lookup)]
    stated = ordered_by(exchanges[0], catalog)
    least = 2 + (of_matter(follow.rank.attribute, stated, catalog) != stated)
    return len(facts) >= least and len({*facts[:least]}) == 1


def _held_together(follow: Followup, things: tuple[Ref, ...], last: Exchange) -> Found:
    """`the difference?`, `all the same?`, `neither?` after the same of one thing, then of another: of these."""
    if follow.kind == "none":
        return none_of(follow, things, last)
    if follow.subjects or follow.pick or len(subjects_of(last.query)) != 1:
        return ()
    if follow.kind == "compare":
        return (CompareItems(things, follow.attributes),)
    query = last.query
    if follow.kind not in {"gap", "same"} or follow.attributes or not isinstance(query, Lookup):
        return ()
    if follow.kind == "same":
        return (Lookup(Selection(things), query.attributes, agree=True),)
    alone = len(query.attributes) == 1 and len(things) == 2
    return (Difference(things[0], things[1], query.attributes[0]),) if alone else ()


def of_terms(follow: Followup | None, exchanges: Sequence[Exchange], shifts: Shifts) -> Found:
    """`which is stricter?`, `which must be credited?`, `both licences?`: of those named, at once or one by one."""
    named = subjects_of(exchanges[0].query)
    sides = named if len(named) > 1 else asked_before(exchanges)
    if follow is None or len(sides) < 2:
        return ()
    if follow.kind == "stricter":
        return (Conditions(sides, side="stricter"),)
    if follow.topic and follow.asks == "which":
        return (Conditions(sides, follow.topic),)
    return shifts.facts(follow.attributes, sides) if follow.attributes and follow.asks == "all" else ()


def _all_asked(things: tuple[Ref, ...], query: Query) -> Found:
    """`both?` after the same was asked of one and of the other."""
    if len(things) < 2 or not isinstance(query, Check):
        return ()
    return (Check(Selection(things), query.statement, "all"),)


def _both_stated(exchanges: Sequence[Exchange]) -> Found:
    """`both?` after it was asked of something whether it has one value, then another: has it both?"""
    now, before = (each.query for each in (*exchanges[:2], exchanges[0])[:2])
    if not isinstance(now, Check) or not isinstance(before, Check) or now.selection != before.selection:
        return ()
    stated, earlier = now.statement, before.statement
    if not isinstance(stated, Has) or not isinstance(earlier, Has) or stated == earlier:
        return ()
    where = joined((earlier, stated))
    return (Check(now.selection, where),) if stated.attribute == earlier.attribute and where is not None else ()


def _both_limits(exchanges: Sequence[Exchange]) -> Found:
    """`and both?` after those with one value, then those with another."""
    if len(exchanges) < 2:
        return ()
    now, before = (selection_of(each) for each in exchanges[:2])
    if now is None or before is None or not isinstance(now.where, Has) or not isinstance(before.where, Has):
        return ()
    alike = now.where.attribute == before.where.attribute and now.subjects == before.subjects
    where = joined((before.where, now.where))
    return (ListItems(Selection(now.subjects, where)),) if alike and now.where != before.where else ()


def none_of(follow: Followup, things: tuple[Ref, ...], last: Exchange) -> Found:
    """`neither?`, `none of them open?`: does it hold of none?"""
    if isinstance(last.query, Recommend) and follow.where is None:
        return ()  # of those between which it was to be chosen none is wanted
    where = follow.where or getattr(last.query, "statement", None)
    return (Check(Selection(things), Not(where), "all"),) if things and where is not None else ()
