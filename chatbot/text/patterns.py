"""Compile the patterns of phrase rules to a trie of symbols: rules with a common beginning are followed together.

A pattern is a sequence of elements: `{category}` or `{role:category}`, `<term>`, `[optional]`, `(a|b)`. Fillers may
stand between elements; a `~` before an element forbids that: it must follow directly.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from chatbot.datatypes.pack import PhraseRule
from chatbot.datatypes.problem import Problem
from chatbot.datatypes.rules import Ending, Node, Rule, RuleTrie
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


def compile_rules(rules: Iterable[PhraseRule]) -> RuleTrie:
    """Build the trie of all rules.

    Raises:
        DataError: patterns cannot be read; it holds a problem for each.

    """
    root = Node()
    compiled: list[Rule] = []
    worded: dict[str, frozenset[str]] = {}
    faults: list[Problem] = []
    for rule in rules:
        try:
            alternatives = sequences(rule.pattern)
        except PatternError as fault:
            message = f"{rule.pattern!r}: {fault}"
            faults.append(Problem(file=rule.file, line=rule.line, code="bad-pattern", message=message))
            continue
        for sequence in alternatives:
            roles = tuple((element.role, place) for place, element in enumerate(sequence) if element.role)
            _node_behind(root, sequence).endings.append(Ending(len(compiled), roles))
            if not roles:
                worded[rule.category] = worded.get(rule.category, frozenset()).union([e.symbol for e in sequence])
        compiled.append(Rule(rule.category, rule.build, rule.given, f"{rule.file}:{rule.line}"))
    if faults:
        raise DataError(tuple(faults))
    return RuleTrie(root, tuple(compiled), worded)


def _node_behind(root: Node, sequence: Iterable[Element]) -> Node:
    """Return the state to which a sequence leads; it is added where there is none."""
    node = root
    for place, element in enumerate(sequence):
        following = node.tight if element.tight and place else node.loose  # nothing stands before the first
        node = following.setdefault(element.symbol, Node())
    return node
