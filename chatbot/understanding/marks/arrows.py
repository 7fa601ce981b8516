"""Arrows between what is told and what is asked of it: RTX 4090 + Gemma 7B -> enough memory?"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from chatbot.datatypes.reading import Token

_COMMA, _HEAD, _SHAFT = ",", ">", "-"
_CODE = 2
"""Letters of a language's code: en -> fr is from one to the other."""
_WHOLE = "\u2192\u21d2\u27a1\u279c\u2794"
"""Arrows of one character."""
HEADS = frozenset(_HEAD + _WHOLE)
"""What no arrow is without."""


def without_arrows(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Return the tokens with a comma for each arrow, and a dash for one that leads to a number (7B -> 13B)."""
    if HEADS.isdisjoint([token.text for token in tokens]):
        return tokens
    made: list[Token] = []
    place = 0
    while place < len(tokens):
        end = _arrow_at(tokens, place)
        if end:
            mark = _SHAFT if tokens[end].kind == "number" else _COMMA
            made.append(msgspec.structs.replace(tokens[end - 1], text=mark, raw=mark, kind="mark"))
            place = end
        else:
            made.append(tokens[place])
            place += 1
    return tuple(made)


def _arrow_at(tokens: Sequence[Token], place: int) -> int:
    """Return the end of an arrow that begins at a place, between words or numbers; zero where there is none."""
    end = place
    while end < len(tokens) and tokens[end].text == _SHAFT and (end == place or not tokens[end].spaced):
        end += 1
    drawn = end > place and end < len(tokens) and tokens[end].text == _HEAD and not tokens[end].spaced
    if not drawn and (end > place or tokens[place].text not in _WHOLE):
        return 0
    end += 1
    if not 0 < place < end < len(tokens):
        return 0
    before, behind = tokens[place - 1], tokens[end]
    apart = tokens[place].spaced or behind.spaced
    codes = len(before.text) == len(behind.text) == _CODE
    return end if apart and not codes and "mark" not in {before.kind, behind.kind} else 0
