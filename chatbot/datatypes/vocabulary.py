"""What a prompt needs to help with typing: spellings to complete, known words in a line, what is talked about."""

from __future__ import annotations

import msgspec


class Spelling(msgspec.Struct, frozen=True, array_like=True):
    """A way to write the name of a thing."""

    text: str
    kind: str
    """`item`, `group`, `line`, `attribute`, or an entity kind."""
    id: str


class Keys(msgspec.Struct, frozen=True, array_like=True):
    """Spellings without case and separators, in order; in columns, which are read faster than many pairs."""

    folded: tuple[str, ...]
    places: tuple[int, ...]
    """Of each the place of the name that it stands for."""


class Vocabulary(msgspec.Struct, frozen=True, array_like=True):
    """What can be completed."""

    spellings: tuple[Spelling, ...]
    """Proper names before other spellings of the same thing."""
    whole: Keys
    """How they are typed, and more spellings of the same names."""
    inner: Keys
    """What is left of them from each of their words on, but the first."""
    ordinary: frozenset[str]
    """Words of the languages, which are complete as they stand."""


class Spot(msgspec.Struct, frozen=True, order=True):
    """Characters start..end (end excluded) of a line that mean something."""

    start: int
    end: int
    kind: str
    """That of a spelling, or `misspelt`."""


class Topic(msgspec.Struct, frozen=True):
    """What a conversation is about, in words."""

    focus: str = ""
    """The things that `it` and `they` mean."""
    constraint: str = ""
    """The constraints on them."""
    choices: int = 0
    """Number of choices that wait for an answer."""
    language: str = ""
    """Name of the language of the conversation."""
