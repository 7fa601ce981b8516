"""Surface forms compiled for look-up: plain data, so that it can be cached and decoded without running code."""

from __future__ import annotations

import msgspec


class Entry(msgspec.Struct, frozen=True, array_like=True):
    """What a surface form stands for."""

    category: str
    """`item`, `group`, `line`, an entity kind, `attribute`, `asked`, `more`, `less`, `most`, `least`, `says`,
    `outsider`, `ambiguous`, `ordinary`, `noun`, `function`, `filler`."""
    id: str
    value: str = ""
    word: bool = False
    place: str = ""


class Node(msgspec.Struct, frozen=True, array_like=True):
    """Where a spelling has come to after some tokens, in the graph of all spellings."""

    numbers: tuple[int, ...]
    """Of the entries that are spelt so."""
    following: dict[str, int]
    """Next token -> where the node lies to which it leads."""


class Lexicon(msgspec.Struct, frozen=True):
    """All spellings."""

    beginnings: dict[str, int]
    """First token -> where its node lies."""
    nodes: bytes
    """Nodes, each behind its size: a question meets few, and decoding all would take longer than it does."""
    entries: tuple[Entry, ...]
    words: dict[str, int]
    """Every word of a spelling -> how repairs may use it: 1 part of a name or attribute, 2 function word."""
    written: dict[str, str] = {}
    """Folded word -> how it is written, for words with capitals."""
