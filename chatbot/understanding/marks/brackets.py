"""Brackets: around a size that belongs to the name before it (Llama 3.1 (70B)), and around a remark."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from chatbot.datatypes.reading import Token
from chatbot.text.fold import BLANK

_PAIRS = {"(": ")", "[": "]"}
OPENING = frozenset(_PAIRS)
"""What may enclose a size."""
_WALLS = frozenset({*_PAIRS.values(), BLANK})
_LENGTH = 2
"""Tokens of a size: a number and the letter of its scale."""


def without_brackets(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Return the tokens without the brackets around a lone number with a scale, behind a word or number."""
    if OPENING.isdisjoint([token.text for token in tokens]):
        return tokens
    made: list[Token] = []
    place = 0
    while place < len(tokens):
        inside = _size_at(tokens, place) if made and made[-1].kind != "mark" else ()
        if inside:
            made += [msgspec.structs.replace(inside[0], spaced=True), *inside[1:]]
            place += len(inside) + 2
        else:
            made.append(tokens[place])
            place += 1
    return tuple(made)


def enclosed(tokens: Sequence[Token]) -> frozenset[int]:
    """Return the places within pairs of brackets: what joins there joins nothing outside."""
    return frozenset(place for closing, opening in _pairs(tokens).items() for place in range(opening + 1, closing))


def walls(tokens: Sequence[Token]) -> dict[int, int]:
    """Return the places of brackets that close, and of blanks that part clauses -> the place of what opened, if any.

    What opened nowhere opened behind everything, so that nothing lies within.
    """
    pairs = _pairs(tokens)
    return {place: pairs.get(place, len(tokens)) for place, token in enumerate(tokens) if token.text in _WALLS}


def _pairs(tokens: Sequence[Token]) -> dict[int, int]:
    """Return the places of closing brackets -> those of the brackets that open what they close."""
    if OPENING.isdisjoint([token.text for token in tokens]):
        return {}
    pairs: dict[int, int] = {}
    opened: list[int] = []
    for place, token in enumerate(tokens):
        if token.text in OPENING:
            opened.append(place)
        elif opened and token.text == _PAIRS[tokens[opened[-1]].text]:
            pairs[place] = opened.pop()
    return pairs


def _size_at(tokens: Sequence[Token], place: int) -> Sequence[Token]:
    """Return the number and its scale between brackets that open at a place; nothing if there is something else."""
    closing = _PAIRS.get(tokens[place].text)
    end = place + 1 + _LENGTH
    if closing is None or end >= len(tokens) or tokens[end].text != closing:
        return ()
    number, scale = tokens[place + 1 : end]
    joined = number.kind == "number" and scale.kind == "word" and len(scale.text) == 1 and not scale.spaced
    return (number, scale) if joined else ()
