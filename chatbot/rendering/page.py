"""A composed answer: blocks of finished text, before any format. Formats lay them out and add no words."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import msgspec


class Paragraph(msgspec.Struct, frozen=True):
    """A sentence or several; the first one of an answer is its lead."""

    text: str
    lead: bool = False


class Entry(msgspec.Struct, frozen=True):
    """A row of a grid: what it is about, and a text for each column."""

    name: str
    cells: tuple[str, ...]
    parts: tuple[tuple[str, ...], ...] = ()
    """For each column the members of a long value, one below the other where there is room; empty: it is one text."""
    note: str = ""


class Grid(msgspec.Struct, frozen=True):
    """Rows and columns."""

    head: tuple[str, ...]
    entries: tuple[Entry, ...]
    fold: Callable[[], tuple[Entry, ...]] = tuple
    """Returns the entries with those of one family put together, for layouts that write each as a block; empty: none.
    Most layouts need them not."""
    title: str = ""
    colon: str = ": "
    more: str = ""
    """What is said about rows that were left out."""


class Listing(msgspec.Struct, frozen=True):
    """Lines one below the other."""

    lines: tuple[str, ...]
    title: str = ""
    numbered: bool = False
    more: str = ""


class Bar(msgspec.Struct, frozen=True):
    """One bar: its name, its length as a share of the longest, and what stands behind it."""

    name: str
    share: float
    text: str


class Bars(msgspec.Struct, frozen=True):
    """Bars one below the other."""

    bars: tuple[Bar, ...]


class Point(msgspec.Struct, frozen=True):
    """One point: where it stands, as shares of the axes, and its mark."""

    right: float
    up: float
    mark: str


class Plot(msgspec.Struct, frozen=True):
    """Points over two axes; each axis with its name, its least and its largest value."""

    points: tuple[Point, ...]
    across: tuple[str, str, str]
    upwards: tuple[str, str, str]
    legend: tuple[str, ...]


class Notes(msgspec.Struct, frozen=True):
    """Remarks in the background."""

    lines: tuple[str, ...]


class Source(msgspec.Struct, frozen=True):
    """A numbered text at the end."""

    number: int
    title: str
    url: str


class Sources(msgspec.Struct, frozen=True):
    """The numbered texts at the end."""

    heading: str
    entries: tuple[Source, ...]


Part: TypeAlias = Paragraph | Grid | Bars | Plot | Listing | Notes | Sources
