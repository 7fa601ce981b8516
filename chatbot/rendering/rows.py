"""Rows of one family that read the same are one row, whatever their sources: the marks of all stand behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import msgspec

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from chatbot.datatypes.answer import Cell, Row
    from chatbot.datatypes.catalog import Ref

MARKED_APART = 2
"""More sources in a row are marked as a span."""
Written: TypeAlias = "tuple[Row, list[str], str]"
"""A row, the texts of its cells without marks, and its note."""


def merged(rows: Sequence[Written], group_of: Callable[[Ref], str]) -> list[Written]:
    """Put rows together that are about one family and have the same texts; each at the place of the first."""
    if len(rows) == 1:
        return list(rows)
    found: dict[object, Written] = {}
    for place, written in enumerate(rows):
        row, texts, note = written
        groups = {group_of(ref) for ref in row.subjects}
        group = groups.pop() if len(groups) == 1 else ""
        key = (group, *texts, note) if group else place
        before = found.get(key)
        found[key] = written if before is None else (_both(before[0], row), texts, note)
    return list(found.values())


def spans(numbers: Sequence[int]) -> str:
    """Return marks for the numbers of sources: [1][2], but [1-3] from three in a row on."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "".join([_marks(run) for run in runs])


def _marks(run: list[int]) -> str:
    return f"[{run[0]}-{run[-1]}]" if len(run) > MARKED_APART else "".join([f"[{number}]" for number in run])


def _both(row: Row, other: Row) -> Row:
    cells = tuple(_with_sources(one, two) for one, two in zip(row.cells, other.cells, strict=True))
    return msgspec.structs.replace(row, subjects=(*row.subjects, *other.subjects), cells=cells)


def _with_sources(one: Cell | None, other: Cell | None) -> Cell | None:
    if one is None or other is None:
        return one
    return msgspec.structs.replace(one, sources=tuple(dict.fromkeys((*one.sources, *other.sources))))
