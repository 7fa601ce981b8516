"""Things side by side: what differs in a table, what is the same for all in a few lines."""

from __future__ import annotations

from chatbot.answering.cells import cell, cells, known_cell, same
from chatbot.answering.notes import retired_note
from chatbot.answering.pieces import disclaimed, label, refs
from chatbot.answering.ranking import shared_setting
from chatbot.answering.rows import table
from chatbot.answering.store import Store
from chatbot.answering.suggestions import suggest
from chatbot.datatypes.answer import Answer, Argument, Block, Bullets, Cell, Say
from chatbot.datatypes.catalog import base
from chatbot.datatypes.query import CompareItems


def compare_items(query: CompareItems, store: Store) -> Answer:
    """Answer with a table of what differs, and a line for each attribute in which all agree."""
    items = store.items_of(query.subjects)
    columns = query.attributes or _columns(store, items)
    stated = cells(store, items, columns)
    alike = tuple(column for column in columns if _agree(store, items, column)) if len(columns) > 1 else ()
    differing = tuple(column for column in columns if column not in alike)
    blocks: list[Block] = [_lead(query, items, columns, store)]
    if differing:
        blocks.append(table(store, items, differing))
    if alike:
        lines = tuple(_shared(store, items, column) for column in alike)
        blocks.append(Bullets(lines=lines, title=Say("answer.compare.alike")))
    blocks.extend((*_settings_note(store, items, columns), *retired_note(store, items)))
    return Answer(
        status="answered" if any(one.state != "unknown" for one in stated) else "no_data",
        query=query,
        models=items,
        cells=stated,
        blocks=tuple(blocks),
        suggestions=suggest(store, items, columns),
        disclaimer=disclaimed(store, columns),
    )


_KIN = ("stage", "origin")
"""Roles of the attributes that tell the members of one family apart: how they were tuned, and from what."""


def _columns(store: Store, items: tuple[str, ...]) -> tuple[str, ...]:
    """Return the domain's columns of which something is known; of one family also how its members were made."""
    domain = store.domain(store.item(items[0]).kind)
    columns = [column for column in domain.columns if any(map(known_cell, cells(store, items, (column,))))]
    if len({store.item(item).group for item in items}) == 1:
        made = [domain.roles[role] for role in _KIN if role in domain.roles and domain.roles[role] not in columns]
        columns += [column for column in made if _tells_apart(store, items, column)]
    return tuple(columns)


def _tells_apart(store: Store, items: tuple[str, ...], column: str) -> bool:
    """Whether a value is known of each item, and two have different ones."""
    found = cells(store, items, (column,))
    return all(map(known_cell, found)) and any(one.value != found[0].value for one in found)


def _agree(store: Store, items: tuple[str, ...], column: str) -> bool:
    """Whether all items state the same value; their sources may differ, but not what is said with the value."""
    found = [cell(store, item, column) for item in items]
    return known_cell(found[0]) and all(_says(one) == _says(found[0]) for one in found)


def _says(one: Cell) -> tuple[object, ...]:
    limits = (one.fact.limited, one.fact.incomplete, one.fact.labels) if one.fact else ()
    reason = one.note if one.value == "conditional" or one.state == "undisclosed" else {}
    scope = one.fact.applies_to if one.fact else {}
    return (one.state, one.value, limits, reason, scope)


def _shared(store: Store, items: tuple[str, ...], column: str) -> Say:
    """Return what all items state, with the sources of each."""
    found = [cell(store, item, column) for item in items]
    sources = tuple(source for one in found[1:] for source in one.sources)
    return Say("answer.compare.shared", {"attribute": label(store, column), "value": found[0]}, sources=sources)


def _settings_note(store: Store, items: tuple[str, ...], columns: tuple[str, ...]) -> tuple[Say, ...]:
    """Mark benchmarks on which the items have no result of the same setting: those figures do not compare."""
    parts = [column for column in columns if base(column) != column]
    apart = [part for part in parts if len(items) > 1 and not shared_setting(store, items, part)]
    return tuple(
        Say("answer.compare.settings", {"attribute": label(store, part), "names": refs(items)}) for part in apart
    )


def _lead(query: CompareItems, items: tuple[str, ...], columns: tuple[str, ...], store: Store) -> Say:
    args: dict[str, Argument] = {"names": query.subjects}
    if len(columns) != 1:
        return Say("answer.compare.lead", args)
    args["attribute"] = label(store, columns[0])
    found = cells(store, items, columns)
    alike = _agree(store, items, columns[0]) or all(same(found[0], one) for one in found)
    if not any(map(known_cell, found)) and not store.is_memory(columns[0]):
        return Say("answer.compare.unknown", args)
    return Say("answer.compare.same" if alike else "answer.compare.differ", args)
