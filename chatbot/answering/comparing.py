"""Things side by side."""

from __future__ import annotations

from chatbot.answering.cells import cells, known_cell, same
from chatbot.answering.pieces import disclaimed, label, retired_note, table
from chatbot.answering.store import Store
from chatbot.answering.suggestions import suggest
from chatbot.datatypes.answer import Answer, Argument, Block, Say
from chatbot.datatypes.query import CompareItems


def compare_items(query: CompareItems, store: Store) -> Answer:
    """Answer with a table of the things, families that agree in one row."""
    items = store.items_of(query.subjects)
    columns = query.attributes or _columns(store, items)
    stated = cells(store, items, columns)
    blocks: list[Block] = [_lead(query, items, columns, store), table(store, items, columns)]
    blocks.extend(retired_note(store, items))
    return Answer(
        status="answered" if any(one.state != "unknown" for one in stated) else "no_data",
        query=query,
        models=items,
        cells=stated,
        blocks=tuple(blocks),
        suggestions=suggest(store, items, columns),
        disclaimer=disclaimed(store, columns),
    )


def _columns(store: Store, items: tuple[str, ...]) -> tuple[str, ...]:
    """Return the domain's columns of which something is known."""
    columns = store.domain(store.item(items[0]).kind).columns
    return tuple(column for column in columns if any(map(known_cell, cells(store, items, (column,)))))


def _lead(query: CompareItems, items: tuple[str, ...], columns: tuple[str, ...], store: Store) -> Say:
    args: dict[str, Argument] = {"names": query.subjects}
    if len(columns) != 1:
        return Say("answer.compare.lead", args)
    args["attribute"] = label(store, columns[0])
    found = cells(store, items, columns)
    alike = all(same(found[0], one) for one in found)
    if not any(map(known_cell, found)):
        return Say("answer.compare.unknown", args)
    return Say("answer.compare.same" if alike else "answer.compare.differ", args)
