"""Follow-ups on values: by how much one exceeds the other, how much that is, which values there are."""

from __future__ import annotations

from chatbot.datatypes.catalog import Ref
from chatbot.datatypes.followup import Followup
from chatbot.datatypes.options import End, Op
from chatbot.datatypes.query import (
    Among,
    Check,
    Compare,
    CompareItems,
    Contest,
    CountItems,
    Difference,
    Has,
    ListItems,
    ListValues,
    Lookup,
    Not,
    Quantity,
    Query,
    Selection,
    ValueOf,
)
from chatbot.dialogue.limits import joined, parts_of
from chatbot.dialogue.moves.parallels import Found, merged
from chatbot.dialogue.moves.shifts import Shifts
from chatbot.dialogue.sets import focus, is_on_items, members, of_matter, ordered_by, role, selection_of
from chatbot.dialogue.state import Exchange


def gap(said: Followup, last: Exchange, shifts: Shifts) -> Found:
    """By how much does the one exceed the other, of two that were held together, or of one and one that is named?"""
    attribute = _of_order(said) or _stated(last, shifts)
    sides = (*focus(last), *said.subjects) if said.subjects else _sides(last.query)
    return (Difference(sides[0], sides[1], attribute),) if len(sides) == 2 and attribute else ()


def amount(_said: Followup, last: Exchange, shifts: Shifts) -> Found:
    """How much is that: the figure by which something was chosen, or on which a statement was made?"""
    query, things, selection = last.query, focus(last), selection_of(last)
    rank = selection.rank if selection is not None else None
    chosen = rank is not None and rank.first == rank.last  # of all in an order it is asked how many they are
    statement = query.statement if isinstance(query, Check) else None
    bounded = (
        isinstance(query, Check)
        and query.mode != "any"
        and isinstance(statement, Compare)
        and not isinstance(statement.operand, ValueOf)
    )
    if not chosen and not bounded:
        return ()
    attribute = _stated(last, shifts)
    return (Lookup(Selection(things), (attribute,)),) if attribute and things else ()


def same(said: Followup, last: Exchange, shifts: Shifts) -> Found:
    """`same licence?`, `same as Claude?`: do those agree in it, or in what was asked?"""
    things = merged(_sides(last.query) or focus(last), said.subjects)
    if said.asks == "all" and len(things) < 2 and len(last.shown) < 2:
        return ()
    asked = said.attributes or (last.query.attributes if isinstance(last.query, Lookup | CompareItems) else ())
    several = len(things) > 1 or any(len(members(ref, shifts.catalog)) > 1 for ref in things)
    return (Lookup(Selection(things), asked, agree=True),) if asked and several and is_on_items(last) else ()


def alike(said: Followup, last: Exchange, shifts: Shifts) -> Found:
    """`which others have that licence?`, `share it?`: those of which it is the same as of the one thing talked about.

    `How many are that limited?`: those of which it is as little, or less.
    """
    things, asked = focus(last), said.attributes
    if not asked and said.order is not None:
        asked = (of_matter(said.order[0], ordered_by(last, shifts.catalog), shifts.catalog),)
    elif not asked and isinstance(last.query, Lookup):
        asked = last.query.attributes
    if len(things) != 1 or len(asked) != 1 or not asked[0] or not is_on_items(last):
        return _as_limited(said, last)
    (thing,), (attribute,) = things, asked
    as_much = Compare(attribute, _OR_MORE[said.order[1]] if said.order else "=", ValueOf(thing, 0))
    parts = (*parts_of(said.where), as_much, *((Not(Among(things)),) if said.beyond else ()))
    chosen = Selection((), joined(parts))
    return (CountItems(chosen),) if said.asks == "count" else (ListItems(chosen),)


_OR_MORE: dict[End, Op] = {"most": ">=", "least": "<="}


def _as_limited(said: Followup, last: Exchange) -> Found:
    """`how many are that limited?` after a set that an amount limits."""
    selection = selection_of(last)
    where = selection.where if selection is not None and isinstance(last.query, ListItems) else None
    limited = isinstance(where, Compare) and isinstance(where.operand, Quantity)
    counted = said.order is not None and said.asks == "count" and not said.beyond
    return (CountItems(selection),) if selection is not None and limited and counted else ()


def each(said: Followup, last: Exchange, _shifts: Shifts) -> Found:
    """`how many has each?` after which values there are, or how many: one number for each."""
    query = last.query
    if said.asks != "count" or not isinstance(query, ListValues | CountItems):
        return ()
    attribute = query.attribute if isinstance(query, ListValues) else query.of
    return (CountItems(query.selection, "item", attribute),) if attribute not in {"item", "group"} else ()


def kinds(said: Followup, last: Exchange, shifts: Shifts) -> Found:
    """`how many kinds?` after what has most of something that is no size: that number."""
    size = role("size", last, shifts.catalog)
    return amount(said, last, shifts) if _stated(last, shifts) != size else ()


def values(_said: Followup, last: Exchange, shifts: Shifts) -> Found:
    """`so which does it support?` after whether it supports one: all values of that property."""
    statement = getattr(last.query, "statement", None)
    plain = statement.part if isinstance(statement, Not) else statement
    known = shifts.catalog.attributes.get(plain.attribute) if isinstance(plain, Has) else None
    several = known is not None and known.type in {"entities", "choices"}
    return (Lookup(Selection(focus(last)), (known.id,)),) if known and several and focus(last) else ()


def _of_order(said: Followup) -> str:
    return said.order[0] if said.order is not None else ""


def _sides(query: Query) -> tuple[Ref, ...]:
    match query:
        case Contest(subjects) | CompareItems(subjects):
            return subjects
        case Lookup(selection):
            return selection.subjects
        case Difference(left, right):
            return (left, right)
        case Check(selection, Compare(_, _, ValueOf(other))):
            return (*selection.subjects, other)
    return ()


def _stated(last: Exchange, shifts: Shifts) -> str:
    """Return the figure that the last question was about."""
    query, selection = last.query, selection_of(last)
    if isinstance(query, Contest | Difference):
        return query.attribute
    if isinstance(query, Check):
        return query.statement.attribute if isinstance(query.statement, Compare) else ""
    if selection is not None and selection.rank is not None:
        return selection.rank.attribute
    return ordered_by(last, shifts.catalog)
