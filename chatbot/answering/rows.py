"""Tables and lines of items: members of a family that agree in all that is shown stand together."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from chatbot.answering.catalog_reader import ITEM
from chatbot.answering.cells import cell, content
from chatbot.answering.notes import condition_note
from chatbot.answering.pieces import by_family, refs, sources_of
from chatbot.answering.store import Store
from chatbot.datatypes.answer import (
    Block,
    Groups,
    Row,
    Say,
    Table,
)
from chatbot.datatypes.catalog import Ref, base
from chatbot.datatypes.query import Constraint

RowNote = Callable[[str], Say | None]


def table(
    store: Store,
    items: Iterable[str],
    columns: tuple[str, ...],
    note: RowNote | None = None,
    title: Say | None = None,
) -> Table:
    """Return a table with one row for members of a family that agree in every column and note."""
    rows: list[Row] = []
    for members in by_family(store, items).values():
        rows.extend(_family_rows(store, members, columns, note))
    return Table(columns=tuple(map(base, columns)), rows=tuple(rows), title=title)


def _family_rows(
    store: Store, members: tuple[str, ...], columns: tuple[str, ...], note: RowNote | None
) -> tuple[Row, ...]:
    rows: list[Row] = []
    read: list[tuple[object, ...]] = []
    for item in members:
        line = tuple([cell(store, item, column) for column in columns])
        said = note(item) if note else None
        reads = (said, *map(content, line))
        if reads in read:
            place = read.index(reads)
            rows[place] = Row(subjects=(*rows[place].subjects, Ref(ITEM, item)), cells=rows[place].cells, note=said)
        else:
            rows.append(Row(subjects=refs((item,)), cells=line, note=said))
            read.append(reads)
    return tuple(rows)


def names_line(store: Store, items: tuple[str, ...], stated: Iterable[str] = ()) -> tuple[Say, ...]:
    """Return one line of names for each family, with the sources of what is stated of its members."""
    columns = tuple(stated)
    found = by_family(store, items)
    lines = [(item,) for item in items] if len(found) == 1 else found.values()  # a family alone: each by its name
    return tuple(
        Say("answer.list.names", {"names": refs(members)}, sources=sources_of(store, members, columns))
        for members in lines
    )


def truth_tables(
    store: Store, groups: Groups, columns: tuple[str, ...], constraint: Constraint, shown: tuple[str, ...]
) -> tuple[Block, ...]:
    """Return a titled table for each truth value that occurs, with the condition beside conditional items."""
    parts = {truth: getattr(groups, truth) for truth in shown if getattr(groups, truth)}
    titles = {"yes": "outright"} if "conditional" in parts else {}
    return tuple(
        table(
            store,
            items,
            columns,
            note=lambda item: condition_note(store, item, constraint),
            title=Say(f"answer.title.{titles.get(truth, truth)}", {"count": len(items)}),
        )
        for truth, items in parts.items()
    )
