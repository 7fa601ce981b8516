"""How many items, families or different values?"""

from __future__ import annotations

import msgspec

from chatbot.answering.catalog_reader import GROUP, ITEM
from chatbot.answering.cells import cells
from chatbot.answering.choose import Chosen, choose, is_restricted, missing, property_groups
from chatbot.answering.listing import stated_attributes
from chatbot.answering.lookup import lookup
from chatbot.answering.pieces import counted, disclaimed, families, group_refs
from chatbot.answering.ranking import partition
from chatbot.answering.rows import names_line
from chatbot.answering.store import Store
from chatbot.answering.suggestions import suggest
from chatbot.answering.values import VALUE, value_kind, value_lines
from chatbot.datatypes.answer import (
    Answer,
    Argument,
    AttributeName,
    Block,
    Bullets,
    Cell,
    Localised,
    Phrase,
    Say,
    Value,
)
from chatbot.datatypes.catalog import Ref
from chatbot.datatypes.query import CountItems, Lookup


def count_items(query: CountItems, store: Store) -> Answer:
    """Answer with a number, and with what was counted."""
    chosen = choose(store, query.selection)
    if query.per:
        return _per(query, chosen, store)
    if query.of not in {ITEM, GROUP}:
        return _values(query, chosen, store)
    groups = families(store, chosen.items)
    count = len(groups if query.of == GROUP else chosen.items)
    conditional = sum(item in chosen.truths.conditional for item in chosen.items)
    args: dict[str, Argument] = counted(store, chosen.items, store.kind_of(query.selection)) | {
        "what": Phrase(query.selection),
        "conditional": conditional,
        "groups": group_refs(groups),
        "total": len(chosen.pool),
    }
    message = "answer.count.groups" if query.of == GROUP else "answer.count.items"
    if conditional and query.of != GROUP:
        message += "_all_conditional" if conditional == count else "_conditional"
    if not is_restricted(query.selection):
        message = "answer.count.all_groups" if query.of == GROUP else "answer.list.all"
    lead = Say(message if count else "answer.list.none", args)
    return _answer(query, chosen, store, count, (lead, *_names(query, store, chosen)))


def _names(query: CountItems, store: Store, chosen: Chosen) -> tuple[Block, ...]:
    stated = stated_attributes(query.selection, (), chosen)
    return (Bullets(lines=names_line(store, chosen.items, stated)),) if chosen.items else ()


def _answer(query: CountItems, chosen: Chosen, store: Store, count: int, blocks: tuple[Block, ...]) -> Answer:
    stated = stated_attributes(query.selection, (), chosen)
    return Answer(
        status="answered",
        query=query,
        models=chosen.items,
        groups=property_groups(store, query.selection, chosen),
        count=count,
        cells=cells(store, chosen.items, stated),
        blocks=(*blocks, *missing(store, query.selection, chosen)),
        suggestions=suggest(store, chosen.items, stated),
        disclaimer=disclaimed(store, stated),
    )


def _values(query: CountItems, chosen: Chosen, store: Store) -> Answer:
    """Count the different values of an attribute."""
    found = partition(store, chosen.items, query.of)
    if chosen.items and not found:  # no value is known of any: that is no count of none
        told = lookup(Lookup(query.selection, (query.of,)), store)
        return msgspec.structs.replace(told, query=query)
    args: dict[str, Argument] = {
        "count": len(found),
        "attribute": AttributeName(query.of),
        "what": Phrase(query.selection),
    }
    lines = value_lines(store, query.of, found)
    shown: tuple[Block, ...] = (Bullets(lines=lines),) if lines else ()
    answer = _answer(query, chosen, store, len(found), (Say("answer.count.values", args), *shown))
    return answer if is_restricted(query.selection) else msgspec.structs.replace(answer, models=())


def _per(query: CountItems, chosen: Chosen, store: Store) -> Answer:
    """Give one number for each family or value."""
    found = partition(store, chosen.items, query.per)
    sizes = {value: _size(query, store, members) for value, members in found.items()}
    kind = GROUP if query.per == GROUP else value_kind(store, query.per)
    lines = tuple(
        Say("answer.count.line", {"name": _name(query.per, kind, value), "count": size})
        for value, size in sorted(sizes.items(), key=lambda pair: -pair[1])
    )
    group = Localised(store.domain(store.kind_of(query.selection)).group_label)
    args = counted(store, chosen.items) | {
        "parts": len(found),
        "what": Phrase(query.selection),
        "per": group if query.per == GROUP else AttributeName(query.per),
    }
    lead = Say("answer.count.per" if is_restricted(query.selection) else "answer.count.per_all", args)
    answer = _answer(query, chosen, store, len(chosen.items), (lead, Bullets(lines=lines)))
    numbers = tuple(
        Cell(subject=Ref(kind, value), attribute=query.of, state="derived", value=size) for value, size in sizes.items()
    )
    return msgspec.structs.replace(answer, cells=numbers)


def _name(per: str, kind: str, value: str) -> Ref | Value:
    return Ref(GROUP, value) if kind == GROUP else Value(per, value) if kind == VALUE else Ref(kind, value)


def _size(query: CountItems, store: Store, members: tuple[str, ...]) -> int:
    if query.of == ITEM:
        return len(members)
    return len(partition(store, members, query.of))
