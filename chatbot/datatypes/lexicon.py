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


class Beginning(msgspec.Struct, frozen=True, array_like=True):
    """The spellings with one first token."""

    alone: tuple[int, ...]
    """Numbers of the entries that are spelt by the token alone."""
    longer: dict[str, msgspec.Raw]
    """Second token -> the Continuation that it makes, encoded: a text goes on with few of them."""


class Continuation(msgspec.Struct, frozen=True, array_like=True):
    """The spellings with the same first two tokens, flat: a tree of their tokens is no faster and takes more room."""

    spellings: dict[str, tuple[int, ...]]
    """Tokens joined by blanks -> numbers of the entries that are spelt so."""
    longest: int
    """Tokens of the longest one."""


class Lexicon(msgspec.Struct, frozen=True):
    """All spellings."""

    beginnings: dict[str, msgspec.Raw]
    """First token -> its Beginning, encoded: a question needs few, and all would take longer than it does."""
    entries: tuple[Entry, ...]
    words: dict[str, int]
    """Every word of a spelling -> how repairs may use it: 1 part of a name or attribute, 2 function word."""
    written: dict[str, str] = {}
    """Folded word -> how it is written, for words with capitals."""
