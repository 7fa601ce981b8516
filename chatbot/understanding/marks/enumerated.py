"""Marks of lists: `a) the licence b) the size`, `(i) … (ii) …`, `1) … 2) …`; they part what is asked, no more."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from chatbot.datatypes.reading import Token

_SERIES = (("1", "2", "3", "4", "5", "6"), ("a", "b", "c", "d", "e", "f"), ("i", "ii", "iii", "iv", "v", "vi"))
_OPENING, _CLOSING, _COMMA = "(", ")", ","
_FEWEST = 2
"""One such mark alone is none: `(a)` may be anything."""


def with_commas(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Return the tokens with a comma for each mark of a list; none where a sentence or clause begins anyway."""
    made: list[Token] = []
    done = 0
    for start, end in _marks(tokens):
        made += tokens[done:start]
        if made and made[-1].kind != "mark":
            made.append(msgspec.structs.replace(tokens[end - 1], text=_COMMA, raw=_COMMA))
        done = end
    return (*made, *tokens[done:])


def _marks(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """Return the marks of the first series of which there are several, in order."""
    if sum([token.text == _CLOSING for token in tokens]) < _FEWEST:
        return []
    for series in _SERIES:
        found: list[tuple[int, int]] = []
        for place, token in enumerate(tokens[:-1]):
            if len(found) == len(series) or token.text != series[len(found)] or tokens[place + 1].text != _CLOSING:
                continue
            opened = place > 0 and tokens[place - 1].text == _OPENING
            if opened or place == 0 or token.spaced or tokens[place - 1].kind == "mark":
                found.append((place - opened, place + 2))
        if len(found) >= _FEWEST:
            return found
    return []
