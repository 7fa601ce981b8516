"""Diagrams: from rows with numbers to bars and points, and from these to lines of text in any width."""

from __future__ import annotations

import math
import string
from typing import TYPE_CHECKING, Any

from chatbot.rendering.page import Bar, Bars, Plot, Point
from chatbot.rendering.width import pad, width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chatbot.datatypes.answer import Cell, Diagram, Row
    from chatbot.rendering.names import Names
    from chatbot.rendering.values import Values

BLOCK = "\u2588"
"""Full block; streams that cannot write it put a number sign in its place."""
WIDEST = 100
SHORTEST, TALLEST = 10, 16
"""Least length of the longest bar; lines of a plot."""
LONGEST_NAME = 40
MANY = "*"
"""Mark of a place that points of several families share."""


def bars_of(diagram: Diagram, values: Values) -> Bars:
    """Return the bars of a diagram with one column."""
    numbers = [_number(row.cells[0]) for row in diagram.rows]
    shares = _shares(numbers, logarithmic=diagram.logarithmic[0])
    bars = (
        Bar(values.names.refs(row.subjects), share, values.cell(cell) if (cell := row.cells[0]) else "")
        for row, share in zip(diagram.rows, shares, strict=True)
    )
    return Bars(tuple(bars))


def plot_of(diagram: Diagram, values: Values) -> Plot:
    """Return the points of a diagram with two columns: the first upwards, the second across; a mark for each family."""
    up, right = ([_number(row.cells[column]) for row in diagram.rows] for column in (0, 1))
    ups = _places(up, logarithmic=diagram.logarithmic[0])
    rights = _places(right, logarithmic=diagram.logarithmic[1])
    groups = [_group(row, values.names) for row in diagram.rows]
    marks = dict(zip(dict.fromkeys(groups), string.ascii_uppercase + string.ascii_lowercase, strict=False))
    points = tuple(
        Point(across, upward, marks.get(group, MANY)) for group, across, upward in zip(groups, rights, ups, strict=True)
    )
    legend = tuple(f"{mark} = {values.names.group(group)}" for group, mark in marks.items())
    return Plot(points, _axis(diagram, 1, right, values), _axis(diagram, 0, up, values), legend)


def _group(row: Row, names: Names) -> str:
    return names.group_of(row.subjects[0]) or row.subjects[0].id


def _axis(diagram: Diagram, column: int, numbers: Sequence[float], values: Values) -> tuple[str, str, str]:
    attribute = diagram.columns[column]
    low, high = (int(end) if end == int(end) else end for end in (min(numbers), max(numbers)))
    return values.names.label(attribute), values.number(low), values.number(high)


def _number(cell: Cell | None) -> float:
    value: Any = cell.value if cell is not None else 0
    amount = value.get("amount", 0) if isinstance(value, dict) else value
    return float(amount)


def _shares(numbers: Sequence[float], *, logarithmic: bool) -> list[float]:
    """Return each number as a share of the largest; logarithmic ones count from the power of ten below the least."""
    if not logarithmic:
        return [number / max(numbers) for number in numbers]
    low = math.floor(math.log10(min(numbers)))
    whole = math.log10(max(numbers)) - low
    return [(math.log10(number) - low) / whole for number in numbers]


def _places(numbers: Sequence[float], *, logarithmic: bool) -> list[float]:
    """Return where each number stands between the least and the largest."""
    scaled = [math.log10(number) for number in numbers] if logarithmic else list(numbers)
    low, high = min(scaled), max(scaled)
    return [(number - low) / (high - low) if high > low else 0.5 for number in scaled]


def bar_lines(bars: Bars, columns: int | None) -> list[str]:
    """Return bars as lines: names in one column, then the bar with its value behind."""
    limit = columns or WIDEST
    side = min(max(width(bar.name) for bar in bars.bars), LONGEST_NAME, max(limit // 3, 8))
    tail = max(width(bar.text) for bar in bars.bars) + 1
    longest = max(limit - side - tail - 2, SHORTEST)
    lines = []
    for bar in bars.bars:
        length = max(round(bar.share * longest), 1)
        lines.append(f"{pad(_cut(bar.name, side), side)} {BLOCK * length} {bar.text}".rstrip())
    return lines


def _cut(name: str, columns: int) -> str:
    """Shorten a name to so many columns."""
    if width(name) <= columns:
        return name
    kept = ""
    for char in name:
        if width(kept + char) > columns - 2:
            break
        kept += char
    return kept + ".."


def plot_lines(plot: Plot, columns: int | None) -> list[str]:
    """Return a plot as lines: the field of points between its axes with their ends, then the legend."""
    name, low, high = plot.upwards
    side = max(width(low), width(high))
    across = max(min(columns or WIDEST, WIDEST) - side - 3, SHORTEST)
    ends = {0: high, TALLEST - 1: low}
    lines = [name]
    for number, row in enumerate(_field(plot.points, across)):
        end = ends.get(number, "")
        lines.append(f"{' ' * (side - width(end))}{end} | {row}".rstrip())
    name, low, high = plot.across
    blank = " " * (side + 1)
    free = max(across - width(low) - width(name) - width(high), 2)
    lines.append(f"{blank}+{'-' * (across + 1)}")
    lines.append(f"{blank}  {low}{' ' * (free // 2)}{name}{' ' * (free - free // 2)}{high}")
    return lines + list(plot.legend)


def _field(points: Sequence[Point], across: int) -> list[str]:
    """Return the lines of the field, the uppermost first."""
    field = [[" "] * across for _ in range(TALLEST)]
    for point in points:
        row, place = round((1 - point.up) * (TALLEST - 1)), round(point.right * (across - 1))
        taken = field[row][place]
        field[row][place] = point.mark if taken in {" ", point.mark} else MANY
    return ["".join(row) for row in field]
