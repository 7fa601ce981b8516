"""Page -> markdown, with every mark of markdown in the texts taken literally."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chatbot.rendering.diagram import bar_lines, plot_lines
from chatbot.rendering.escape import is_address, link_target, markdown
from chatbot.rendering.page import Bars, Grid, Listing, Notes, Paragraph, Plot, Sources
from chatbot.rendering.width import TIE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chatbot.rendering.page import Entry, Part, Source

DRAWN = 80
"""Columns of a drawing."""
SPRAWL = 240
"""Rows with more characters than this are written as lists where members of a family can be put together."""


def page_markdown(page: Sequence[Part]) -> str:
    """Return the whole page, parts set off by empty lines."""
    return "\n\n".join(text for text in map(_part, page) if text).replace(TIE, " ")


def _part(part: Part) -> str:
    match part:
        case Paragraph():
            return f"**{_hard(part.text)}**" if part.lead and "\n" not in part.text else _hard(part.text)
        case Listing():
            return _listing(part)
        case Grid():
            return _grid(part)
        case Notes():
            return "\n\n".join(f"*{_flat(line)}*" for line in part.lines)
        case Bars():
            return _drawn(bar_lines(part, DRAWN))
        case Plot():
            return _drawn(plot_lines(part, DRAWN))
        case Sources():
            return "\n".join([_flat(part.heading), "", *map(_source, part.entries)])


def _drawn(lines: list[str]) -> str:
    """A drawing keeps its blanks only as code."""
    return "\n".join(["```text", *lines, "```"])


def _hard(text: str) -> str:
    """Lines of a message stay lines."""
    return "  \n".join(markdown(line) for line in text.strip().split("\n"))


def _flat(text: str) -> str:
    return markdown(" ".join(text.split("\n")))


def _listing(listing: Listing) -> str:
    lines = [f"{number}." if listing.numbered else "-" for number in range(1, len(listing.lines) + 1)]
    lines = [f"{mark} {_flat(line)}" for mark, line in zip(lines, listing.lines, strict=True)]
    return "\n".join([*_headed(listing.title), *lines, *_more(listing.more)])


def _headed(title: str) -> list[str]:
    return [_flat(title), ""] if title else []


def _more(more: str) -> list[str]:
    return ["", f"*{_flat(more)}*"] if more else []


def _grid(grid: Grid) -> str:
    entries = grid.entries if len(grid.entries) == 1 else grid.fold() if _sprawls(grid) else ()
    if entries:
        records = ["\n".join(_record(grid, entry)) for entry in entries]
        return "\n\n".join([*_headed(grid.title)[:1], *records, *_more(grid.more)[1:]])
    rows = [_row(grid.head), _row(("---",) * len(grid.head), literal=True)]
    rows += [_row((entry.name, *entry.cells)) for entry in grid.entries]
    notes = [f"*{_flat(entry.name)}*: {_flat(entry.note)}" for entry in grid.entries if entry.note]
    text = "\n".join([*_headed(grid.title), *rows, *_more(grid.more)])
    return "\n\n".join([text, *notes])


def _sprawls(grid: Grid) -> bool:
    """Whether rows are so long that a table of them could not be read."""
    return any(sum(map(len, entry.cells)) > SPRAWL for entry in grid.entries)


def _record(grid: Grid, entry: Entry) -> list[str]:
    """One row is written as a list of its fields."""
    lines = [f"**{_flat(entry.name)}**", ""] if entry.name else []
    for column, label in enumerate(grid.head[1:]):
        parts = entry.parts[column] if entry.parts else ()
        lines.append(f"- {_flat(label + grid.colon)}{'' if parts else _flat(entry.cells[column])}".rstrip())
        lines += [f"  - {_flat(part)}" for part in parts]
    return lines + (["", _flat(entry.note)] if entry.note else [])


def _row(texts: tuple[str, ...], *, literal: bool = False) -> str:
    return "| " + " | ".join(text if literal else _flat(text) for text in texts) + " |"


def _source(source: Source) -> str:
    title = _flat(source.title)
    if is_address(source.url):
        return f"{source.number}. [{title}]({link_target(source.url)})"
    return f"{source.number}. {title} {_flat(source.url)}".rstrip()
