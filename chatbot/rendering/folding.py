"""Rows of one family folded into a single record: what all share is said once, the rest beside the names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chatbot.rendering.page import Entry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chatbot.datatypes.answer import Cell, Row
    from chatbot.datatypes.catalog import Ref
    from chatbot.rendering.compose import Composer

Texts = list[str]


class Folding:
    """Folds the rows of a table, family by family, for layouts in which every row is a block of lines."""

    def __init__(self, composer: Composer) -> None:
        """Keep the way of writing cells."""
        self.composer = composer
        self.names = composer.names

    def entries(self, rows: Sequence[Row], texts: Sequence[Texts], plain: Sequence[Entry]) -> tuple[Entry, ...]:
        """Return an entry for each family, or nothing where no family has several rows.

        `texts` are those of the cells without marks, `plain` the entries of the rows as they are.
        """
        families = self._families(rows)
        if len(families) == len(rows):
            return ()
        return tuple(
            plain[places[0]]
            if len(places) == 1
            else self._entry([rows[place] for place in places], [texts[place] for place in places])
            for places in families
        )

    def _families(self, rows: Sequence[Row]) -> list[list[int]]:
        """Return the places of rows of the same family, in order; rows with a note of their own stay alone."""
        found: dict[object, list[int]] = {}
        for place, row in enumerate(rows):
            groups = {self.names.group_of(ref) for ref in row.subjects}
            group = groups.pop() if len(groups) == 1 else None
            found.setdefault(group if group and not row.note else place, []).append(place)
        return list(found.values())

    def _entry(self, rows: Sequence[Row], texts: Sequence[Texts]) -> Entry:
        subjects = tuple(ref for row in rows for ref in row.subjects)
        columns = [self._column(rows, [row[column] for row in texts], column) for column in range(len(rows[0].cells))]
        cells = tuple(lines[0] if len(lines) == 1 else "" for lines in columns)
        return Entry(self.names.refs(subjects), cells, tuple(lines if len(lines) > 1 else () for lines in columns))

    def _column(self, rows: Sequence[Row], texts: Texts, column: int) -> tuple[str, ...]:
        """Return the one text of a column, or a line for each different text with the names before it."""
        sharing: dict[str, list[Row]] = {}
        for row, text in zip(rows, texts, strict=True):
            sharing.setdefault(text, []).append(row)
        lines = [text + self._marks(same, column) for text, same in sharing.items()]
        if len(lines) == 1:
            return tuple(lines)
        colon = self.composer.values.style.colon
        return tuple(self._name(same) + colon + line for same, line in zip(sharing.values(), lines, strict=True))

    def _marks(self, rows: Sequence[Row], column: int) -> str:
        cells: list[Cell] = [cell for row in rows if (cell := row.cells[column]) is not None]
        return self.composer.marks([source for cell in cells for source in cell.sources])

    def _name(self, rows: Sequence[Row]) -> str:
        refs: tuple[Ref, ...] = tuple(ref for row in rows for ref in row.subjects)
        return self.names.refs(refs)
