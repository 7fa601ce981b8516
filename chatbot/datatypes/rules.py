"""A language compiled, its phrase rules to a trie of symbols: plain data, so that it can be cached."""

from __future__ import annotations

import msgspec

from chatbot.datatypes.lexicon import Lexicon


class Rule(msgspec.Struct, frozen=True, array_like=True):
    """What a rule makes when its pattern is complete."""

    category: str
    build: str
    given: dict[str, str]
    """Fixed role values handed to the builder."""
    place: str
    """file:line of the rule."""


class Ending(msgspec.Struct, frozen=True, array_like=True):
    """A rule that is complete here, and which parts fill its roles."""

    rule: int
    """Its number."""
    roles: tuple[tuple[str, int], ...]


class Node(msgspec.Struct, array_like=True):
    """A state of the trie."""

    loose: dict[str, Node] = {}
    """What follows on a phrase of a category, over fillers or directly."""
    tight: dict[str, Node] = {}
    """What follows on a phrase of a category that must stand directly behind."""
    endings: list[Ending] = []


class RuleTrie(msgspec.Struct, frozen=True, array_like=True):
    """The rules of one language; those with a common beginning are followed together."""

    root: Node
    rules: tuple[Rule, ...]
    worded: dict[str, frozenset[str]]
    """Category -> the terms in those of its patterns that hold nothing but terms."""


class Language(msgspec.Struct, frozen=True, array_like=True):
    """What a reader needs of one language, compiled."""

    terms: Lexicon
    """Surface forms of its function words and fillers."""
    rules: RuleTrie
