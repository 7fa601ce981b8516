"""The last question about other things: the same question of a new subject, of one more, or of one less."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from chatbot.datatypes.catalog import Catalog, Ref
from chatbot.datatypes.options import End
from chatbot.datatypes.query import (
    Aggregate,
    Among,
    Check,
    Cite,
    Compare,
    CompareItems,
    Constraint,
    Contest,
    CountItems,
    Difference,
    Explain,
    ListItems,
    ListValues,
    Lookup,
    Not,
    Query,
    Recommend,
    Selection,
    ValueOf,
)
from chatbot.datatypes.subjects import subjects_of, with_subjects
from chatbot.dialogue.sets import members
from chatbot.dialogue.state import Exchange

Found = tuple[Query, ...]
"""The queries that may be meant: none where a follow-up does not fit, several where the asker must choose."""


def parallels(new: tuple[Ref, ...], last: Exchange) -> Found:
    """Return the last question about other things."""
    if last.checked is not None:
        return about(new, last.checked)
    if len(last.queries) == 1:
        return about(new, last.query)
    return tuple(found for query in last.queries for found in about(new, query)[:1])


def about(new: tuple[Ref, ...], query: Query) -> Found:
    """Return a question about other things; two ways where it names two sides of which either may give way."""
    made = _PARALLELS.get(type(query))
    if made is not None:
        found: Found = made(query, new)
        return found
    return (with_subjects(query, new),) if subjects_of(query) else ()


def _of_set(query: Any, new: tuple[Ref, ...]) -> Found:
    """A described set about named things: do they belong to it? A ranked one: which of them is first?"""
    selection: Selection = query.selection
    if isinstance(query, ListItems) and selection.rank is not None and len(new) == 1 and new[0].kind == "item":
        return (Lookup(Selection(new), (selection.rank.attribute,)),)  # the largest of one thing is itself
    named = isinstance(query, CountItems) and bool(selection.subjects)
    if isinstance(query, Recommend) or named or selection.rank is not None or selection.where is None:
        return (msgspec.structs.replace(query, selection=msgspec.structs.replace(selection, subjects=new)),)
    return (Check(Selection(new), selection.where),)


def _of_facts(query: Any, new: tuple[Ref, ...]) -> Found:
    return (msgspec.structs.replace(query, selection=Selection(new)),)


def _of_check(query: Check, new: tuple[Ref, ...]) -> Found:
    return (Check(Selection(new), query.statement),)


def _of_several(query: Any, new: tuple[Ref, ...]) -> Found:
    return (with_subjects(query, merged(subjects_of(query), new)),)


def _of_difference(query: Difference, new: tuple[Ref, ...]) -> Found:
    if len(new) != 1:
        return ()
    return Difference(new[0], query.right, query.attribute), Difference(query.left, new[0], query.attribute)


_PARALLELS: dict[type, Callable[[Any, tuple[Ref, ...]], Found]] = {
    ListItems: _of_set,
    CountItems: _of_set,
    Recommend: _of_set,
    Lookup: _of_facts,
    Explain: _of_facts,
    Cite: _of_facts,
    Aggregate: _of_facts,
    ListValues: _of_facts,
    Check: _of_check,
    CompareItems: _of_several,
    Contest: _of_several,
    Difference: _of_difference,
}


def against(new: tuple[Ref, ...], last: Exchange) -> Found:
    """`and than OPT?`: the last comparison with another thing."""
    changed = _compared_with(last.query, new[0]) if len(new) == 1 else last.query
    return (changed,) if changed != last.query else ()


def _compared_with(value: Any, new: Ref) -> Any:
    if isinstance(value, ValueOf):
        return ValueOf(new)
    if isinstance(value, tuple):
        return tuple(_compared_with(part, new) for part in value)
    fields = getattr(value, "__struct_fields__", ())
    if not fields or isinstance(value, Ref):
        return value
    return msgspec.structs.replace(value, **{field: _compared_with(getattr(value, field), new) for field in fields})


def flipped(attribute: str, direction: End, last: Exchange) -> Found:
    """`and newer?` after `older than BLOOM`: the same comparison the other way round."""
    selection = getattr(last.query, "selection", None)
    if not isinstance(selection, Selection):
        return ()
    where = selection.where
    if not isinstance(where, Compare) or not isinstance(where.operand, ValueOf) or where.attribute != attribute:
        return ()
    turned = Compare(attribute, ">" if direction == "most" else "<", where.operand)
    return (with_selection(last.query, msgspec.structs.replace(selection, where=turned)),) if turned != where else ()


def other_end(attribute: str, direction: End, last: Exchange) -> Found:
    """`and the older one's?` after what the newer one of named things has: the same of the other end."""
    selection = getattr(last.query, "selection", None)
    if not isinstance(selection, Selection) or not selection.subjects or selection.rank is None:
        return ()
    rank = selection.rank
    if rank.attribute != attribute or rank.direction == direction:
        return ()
    turned = msgspec.structs.replace(rank, direction=direction)
    return (with_selection(last.query, msgspec.structs.replace(selection, rank=turned)),)


def fewer(where: Constraint, last: Exchange, catalog: Catalog) -> Found:
    """`without BLOOM` where things are named side by side: the rest of them."""
    if not isinstance(where, Not) or not isinstance(where.part, Among):
        return ()
    if not isinstance(last.query, CompareItems | Contest | Lookup | Check):
        return ()
    gone = {item for ref in where.part.subjects for item in members(ref, catalog)}
    old = subjects_of(last.query)
    kept = tuple(ref for ref in old if not gone.issuperset(members(ref, catalog)))
    return (with_subjects(last.query, kept),) if 0 < len(kept) < len(old) else ()


def merged(old: tuple[Ref, ...], new: tuple[Ref, ...]) -> tuple[Ref, ...]:
    """Return things in the order of mention, each once."""
    return tuple(dict.fromkeys((*old, *new)))


def with_selection(query: Query, selection: Selection) -> Query:
    """Return the question about another set."""
    if isinstance(query, Check) and query.mode == "any":
        return Check(Selection(selection.subjects), selection.where, "any") if selection.where else query
    changed: Query = msgspec.structs.replace(query, selection=selection)
    return changed
