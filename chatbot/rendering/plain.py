"""Page -> plain text: wrapped to a width, tables aligned for wide characters, addresses never broken."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from chatbot.rendering.diagram import bar_lines, plot_lines
from chatbot.rendering.page import Bars, Grid, Listing, Notes, Paragraph, Plot, Sources
from chatbot.rendering.width import TIE, pad, width, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chatbot.rendering.page import Entry, Part

Style = Callable[[str, str], str]
"""(role, line) -> line; roles: `lead`, `head`, `note`."""
NARROW = 60
"""Below so many columns tables are written as lists."""
WIDEST = 100
"""Where no width is given, wider tables are written as lists."""
NARROWEST_COLUMN = 12
TALLEST_CELL = 3
GAP = "  "
COLOURS = {"lead": "1", "head": "1", "note": "2"}


def unstyled(_role: str, line: str) -> str:
    """No colour."""
    return line


def coloured(role: str, line: str) -> str:
    """Bold leads and heads, dim notes, for terminals."""
    return f"{chr(27)}[{COLOURS[role]}m{line}{chr(27)}[0m" if line else line


class PlainText:
    """Lays a page out as text."""

    def __init__(self, columns: int | None = None, style: Style = unstyled) -> None:
        """Without a width no sentence is wrapped."""
        self.columns = columns
        self.style = style

    def text(self, page: Sequence[Part]) -> str:
        """Return the whole page, parts set off by empty lines; sentences after the lead stand close together."""
        text, before = "", None
        for part in page:
            block = "\n".join(self._lines(part))
            if block and text:
                text += "\n" if _follows(before, part) else "\n\n"
            text += block
            before = part
        return text.replace(TIE, " ")

    def _lines(self, part: Part) -> list[str]:
        match part:
            case Paragraph():
                lines = wrap(part.text, self.columns)
                return self._styled("lead", lines) if part.lead else lines
            case Listing():
                return self._listing(part)
            case Grid():
                return [*self._title(part.title), *self._grid(part), *self._more(part.more)]
            case Notes():
                return self._styled("note", [line for note in part.lines for line in wrap(note, self.columns)])
            case Bars():
                return bar_lines(part, self.columns)
            case Plot():
                return plot_lines(part, self.columns)
            case Sources():
                return self._sources(part)

    def _styled(self, role: str, lines: list[str]) -> list[str]:
        return lines if self.style is unstyled else [self.style(role, line) for line in lines]

    def _title(self, title: str) -> list[str]:
        return self._styled("head", wrap(title, self.columns)) if title else []

    def _more(self, more: str) -> list[str]:
        return self._styled("note", wrap(more, self.columns)) if more else []

    def _listing(self, listing: Listing) -> list[str]:
        lines = self._title(listing.title)
        for number, line in enumerate(listing.lines, 1):
            mark = f"{number}. " if listing.numbered else "- "
            lines += wrap(line, self.columns, mark, " " * len(mark))
        return lines + self._more(listing.more)

    def _sources(self, sources: Sources) -> list[str]:
        lines = [sources.heading]
        for source in sources.entries:
            mark = f"[{source.number}] "
            lines += wrap(source.title, self.columns, mark, " " * len(mark))
            if not source.url:
                continue
            if self.columns is None or width(lines[-1]) + 1 + len(source.url) <= self.columns:
                lines[-1] += f" {source.url}"
            else:
                lines.append(" " * len(mark) + source.url)
        return self._styled("note", lines)

    def _grid(self, grid: Grid) -> list[str]:
        widths = self._widths(grid) if len(grid.entries) > 1 else None
        return self._as_records(grid) if widths is None else self._as_table(grid, widths)

    def _widths(self, grid: Grid) -> list[int] | None:
        """Column widths, or None where the grid is better written as a list."""
        limit = WIDEST if self.columns is None else self.columns
        if limit < NARROW:
            return None
        texts = [grid.head, *((entry.name, *entry.cells) for entry in grid.entries)]
        natural = [max(map(width, column)) for column in zip(*texts, strict=True)]
        widths = _fitted(natural, limit - len(GAP) * (len(natural) - 1))
        if widths is None or (self.columns is None and widths != natural):
            return None
        tall = any(width(text) > TALLEST_CELL * size for row in texts for text, size in zip(row, widths, strict=True))
        return None if tall else widths

    def _as_table(self, grid: Grid, widths: list[int]) -> list[str]:
        lines = self._styled("head", _row(grid.head, widths))
        lines.append(GAP.join("-" * size for size in widths))
        for entry in grid.entries:
            lines += _row((entry.name, *entry.cells), widths)
            lines += wrap(entry.note, self.columns, GAP) if entry.note else []
        return lines

    def _as_records(self, grid: Grid) -> list[str]:
        lines: list[str] = []
        for entry in grid.fold() or grid.entries:
            lines += [""] if lines and len(entry.cells) > 1 else []
            lines += self._record(grid, entry)
        return lines

    def _record(self, grid: Grid, entry: Entry) -> list[str]:
        if not entry.cells:
            lines = wrap(entry.name, self.columns, "- ", GAP)
        elif len(entry.cells) == 1 and not any(entry.parts):
            lines = wrap(entry.name + grid.colon + entry.cells[0], self.columns, "- ", GAP)
        else:
            lines = self._styled("head", wrap(entry.name, self.columns, "", GAP)) if entry.name else []
            for column, label in enumerate(grid.head[1:]):
                lines += self._field(label + grid.colon, entry, column)
        return lines + (wrap(entry.note, self.columns, GAP) if entry.note else [])

    def _field(self, label: str, entry: Entry, column: int) -> list[str]:
        parts = entry.parts[column] if entry.parts else ()
        if not parts:
            return wrap(label + entry.cells[column], self.columns, GAP, GAP * 2)
        lines = wrap(label.rstrip(), self.columns, GAP, GAP * 2)
        return lines + [line for part in parts for line in wrap(part, self.columns, GAP * 2 + "- ", GAP * 3)]


def _follows(before: Part | None, part: Part) -> bool:
    return isinstance(before, Paragraph) and isinstance(part, Paragraph) and not before.lead


def _fitted(natural: list[int], limit: int) -> list[int] | None:
    """Narrow columns keep their width, wide ones share the rest; None if they would become too narrow."""
    if sum(natural) <= limit:
        return natural
    share, rest = 0, limit
    for left, size in zip(range(len(natural), 0, -1), sorted(natural), strict=True):
        share = rest // left
        if size > share:
            break
        rest -= size
    return None if share < NARROWEST_COLUMN else [min(size, share) for size in natural]


def _row(texts: tuple[str, ...], widths: list[int]) -> list[str]:
    if all(width(text) <= size for text, size in zip(texts, widths, strict=True)):
        return [GAP.join(pad(text, size) for text, size in zip(texts, widths, strict=True)).rstrip()]
    cells = [wrap(text, size) for text, size in zip(texts, widths, strict=True)]
    height = max(map(len, cells))
    lines = []
    for number in range(height):
        texts_of_line = (cell[number] if number < len(cell) else "" for cell in cells)
        lines.append(GAP.join(pad(text, size) for text, size in zip(texts_of_line, widths, strict=True)).rstrip())
    return lines
