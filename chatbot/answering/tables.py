"""The facts of an answer seen in another way: as one table, or as a chart."""

from __future__ import annotations

from chatbot.answering.catalog_reader import GROUP, ITEM
from chatbot.answering.charting import chart
from chatbot.answering.pieces import refs
from chatbot.answering.store import Store
from chatbot.datatypes.answer import Answer, Cell, Row, Table
from chatbot.datatypes.catalog import Ref
from chatbot.datatypes.query import Chart, Selection


def tabulated(answer: Answer, store: Store) -> Answer | None:
    """Return an answer that shows all cells of another one as a table; None where it has no cells.

    Where a thing has several cells of one attribute (the terms of two services), each one more gets a row of its own.
    """
    columns = tuple(dict.fromkeys(cell.attribute for cell in answer.cells))
    if not columns:
        return None
    items = frozenset(item for group in store.groups() for item in group.members)
    rows: list[tuple[Ref, dict[str, Cell]]] = []
    open_rows: dict[Ref, list[dict[str, Cell]]] = {}
    for cell in answer.cells:
        subject = _subject(cell, items)
        known = open_rows.setdefault(subject, [])
        row = next((row for row in known if cell.attribute not in row), None)
        if row is None:
            row = {}
            known.append(row)
            rows.append((subject, row))
        row[cell.attribute] = cell
    made = tuple(Row(subjects=(ref,), cells=tuple(row.get(column) for column in columns)) for ref, row in rows)
    table = Table(columns=columns, rows=made)
    return Answer(status=answer.status, models=answer.models, cells=answer.cells, blocks=(table,))


def charted(answer: Answer, store: Store) -> Answer | None:
    """Return a chart of the items of an answer by the first number it states of them, else by their size."""
    if not answer.models:
        return None
    stated = (cell.attribute for cell in answer.cells if store.has_attribute(cell.attribute))
    numbers = (name for name in stated if store.attribute(name).type == "quantity")
    attribute = next(numbers, store.role("size", store.item(answer.models[0]).kind))
    return chart(Chart(Selection(refs(answer.models)), (attribute,)), store) if attribute else None


def _subject(cell: Cell, items: frozenset[str]) -> Ref:
    """Return the thing that a cell is about."""
    if cell.subject is not None:
        return cell.subject
    return Ref(ITEM if cell.model in items else GROUP, cell.model or "")
