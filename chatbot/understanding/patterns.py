"""Compile the patterns of phrase rules to a trie of symbols: rules with a common beginning are followed together.

A pattern is a sequence of elements: `{category}` or `{role:category}`, `<term>`, `[optional]`, `(a|b)`. Fillers may
stand between elements; a `~` before an element forbids that: it must follow directly.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

import msgspec

from chatbot.datatypes.pack import PhraseRule
from chatbot.datatypes.problem import Problem
from chatbot.errors import DataError

_ELEMENT = re.compile(r"\s*(?:(?P<open>[\[(])|(?P<close>[\])])|(?P<bar>\|)|(?P<tight>~?)(?P<body>\{[^{}]+\}|<[^<>]+>))")
LIMIT = 512
"""A pattern that stands for more sequences than this is a mistake of its author."""


class PatternError(ValueError):
    """A pattern is not well made; the message says how."""


class Element(msgspec.Struct, frozen=True):
    """One place of a pattern."""

    symbol: str
    role: str
    """Empty for terms that only have to be there."""
    tight: bool = False


class Ending(msgspec.Struct, frozen=True):
    """A rule that is complete here, and which parts fill its roles."""

    rule: PhraseRule
    roles: tuple[tuple[str, int], ...]
    place: str
    """file:line of the rule."""


class Node(msgspec.Struct):
    """A state of the trie."""

    loose: dict[str, Node] = {}
    """What follows on a phrase of a category, over fillers or directly."""
    tight: dict[str, Node] = {}
    """What follows on a phrase of a category that must stand directly behind."""
    endings: list[Ending] = []


def sequences(pattern: str) -> list[tuple[Element, ...]]:
    """Return all element sequences that a pattern stands for."""
    found, place = _alternatives(pattern, 0, "")
    if pattern[place:].strip():
        raise PatternError(f"cannot read {pattern[place:].strip()!r}")
    return [sequence for sequence in found if sequence]


def _alternatives(pattern: str, place: int, closing: str) -> tuple[list[tuple[Element, ...]], int]:
    found: list[tuple[Element, ...]] = []
    current: list[tuple[Element, ...]] = [()]
    while match := _ELEMENT.match(pattern, place):
        if match["close"]:
            if match["close"] != closing:
                raise PatternError(f"unexpected {match['close']!r}")
            return found + current, match.end()
        place = match.end()
        if match["bar"]:
            found, current = found + current, [()]
        elif match["open"]:
            inner, place = _alternatives(pattern, place, "]" if match["open"] == "[" else ")")
            options = [(), *inner] if match["open"] == "[" else inner
            current = [head + tail for head in current for tail in options]
        else:
            element = _element(match["body"], bool(match["tight"]))
            current = [(*head, element) for head in current]
        if len(current) > LIMIT:
            raise PatternError(f"stands for more than {LIMIT} sequences")
    if closing:
        raise PatternError(f"{closing!r} is missing")
    return found + current, place


def _element(body: str, tight: bool) -> Element:
    if body[0] == "<":
        return Element(body[1:-1].strip(), "", tight)
    role, _, category = body[1:-1].rpartition(":")
    category = category.strip()
    return Element(category, role.strip() or category, tight)


def terms_in(rules: Iterable[PhraseRule], categories: Collection[str]) -> frozenset[str]:
    """Return the terms in those patterns of some categories that hold nothing but terms."""
    told = [rule for rule in rules if rule.category in categories]
    wordy = [sequence for rule in told for sequence in _sequences(rule) if not any(e.role for e in sequence)]
    return frozenset(e.symbol for sequence in wordy for e in sequence)


def compile_rules(rules: Iterable[PhraseRule]) -> Node:
    """Build the trie of all rules.

    Raises:
        DataError: a pattern cannot be read.

    """
    root = Node()
    for rule in rules:
        for sequence in _sequences(rule):
            node = root
            for place, element in enumerate(sequence):
                following = node.tight if element.tight and place else node.loose  # nothing stands before the first
                node = following.setdefault(element.symbol, Node())
            roles = tuple((element.role, place) for place, element in enumerate(sequence) if element.role)
            node.endings.append(Ending(rule, roles, f"{rule.file}:{rule.line}"))
    return root


def _sequences(rule: PhraseRule) -> Sequence[Sequence[Element]]:
    """Return the sequences that the pattern of a rule stands for."""
    try:
        return sequences(rule.pattern)
    except PatternError as fault:
        message = f"{rule.pattern!r}: {fault}"
        problem = Problem(file=rule.file, line=rule.line, code="bad-pattern", message=message)
        raise DataError((problem,)) from None
