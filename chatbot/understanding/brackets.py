"""Brackets around a size or release that belongs to the name before it: Llama 3.1 (70B), Mistral Large 2 (24.07)."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from chatbot.datatypes.reading import Token

_PAIRS = {"(": ")", "[": "]"}


def without_brackets(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """Return the tokens without the brackets around a lone size, or number with a point, behind a word or number."""
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


def _size_at(tokens: Sequence[Token], place: int) -> Sequence[Token]:
    """Return what stands between brackets that open at a place: a size, or a number with a point; else nothing."""
    closing = _PAIRS.get(tokens[place].text)
    inside = tokens[place + 1 : place + 4]
    if closing is None or len(inside) < 2 or inside[0].kind != "number":
        return ()
    if inside[1].text == closing:
        return inside[:1] if "." in inside[0].text else ()
    scaled = inside[1].kind == "word" and len(inside[1].text) == 1 and not inside[1].spaced
    return inside[:2] if scaled and inside[-1].text == closing and len(inside) == 3 else ()
