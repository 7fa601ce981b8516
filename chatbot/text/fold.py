"""Fold raw text to tokens that keep their place in the raw text.

NFKC folds full-width forms and compatibility ideographs but neither dashes nor quotes, so those are folded here; it may
also change the length of the text, so every folded character remembers the raw character it came from.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from chatbot.datatypes.reading import Token

# Written by number, since many of them look alike: dashes and minus signs; apostrophes and primes; quotation marks;
# heavy brackets.
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d"
_SINGLE_QUOTES = "\u2019\u2018\u201b\u2032`\u00b4\u02bc\uff07"
_DOUBLE_QUOTES = "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\uff02\u300c\u300d\u300e\u300f"
_OPENING, _CLOSING = "\u3010\u3016\u3014", "\u3011\u3017\u3015"
_FOLDED = {
    **dict.fromkeys(map(ord, _OPENING), "["),
    **dict.fromkeys(map(ord, _CLOSING), "]"),
    **dict.fromkeys(map(ord, _DASHES), "-"),
    **dict.fromkeys(map(ord, _SINGLE_QUOTES), "'"),
    **dict.fromkeys(map(ord, _DOUBLE_QUOTES), '"'),
}
_IDEOGRAPH = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_PICTURES = frozenset({"So", "Sk"})
"""Categories of characters that say nothing: emoji, and what colours them. They part words as blanks do."""
_TOKEN = re.compile(
    rf"(?P<number>(?<![^\W_{_IDEOGRAPH}])\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)*)"
    rf"|(?P<word>(?<![^\W\d])'s(?!\w)|[^\W\d_{_IDEOGRAPH}]+(?:'[^\W\d_{_IDEOGRAPH}]+)*)"
    rf"|(?P<han>[^\W\d_])"
    rf"|(?P<mark>[^\s])"
)
"""A letter that begins no word is an ideograph: naming those once more would double the time to compile this.
A comma groups the digits of a number (16,384), but not those of a name before it (bf16,128k; a 4090,128k)."""


BLANK = " "
"""The mark that a blank between two ideographs is: people leave one where others put a comma."""


def has_ideographs(text: str) -> bool:
    """Say whether the text holds a Chinese character."""
    return not text.isascii() and any(match.lastgroup == "han" for match in _TOKEN.finditer(text))


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    if character in "\u200b\u200c\u200d\u2060\ufeff\u00ad\ufe0e\ufe0f":
        return ""
    folded = unicodedata.normalize("NFKC", character).translate(_FOLDED).casefold()
    if folded == character and unicodedata.category(character) in _PICTURES:
        return " "
    return folded.translate(_FOLDED)


def fold(text: str, variants: dict[str, str] | None = None) -> tuple[str, Sequence[int]]:
    """Return the folded text and, for each folded character, the index of its raw character.

    Args:
        text: what was typed.
        variants: characters that are read as another one (traditional forms).

    """
    if text.isascii() and text.isprintable():
        return text.casefold(), range(len(text))
    pieces = [_fold_character(character) for character in text]
    if variants:
        pieces = [variants.get(piece, piece) for piece in pieces]
    folded = "".join(pieces)
    if len(folded) == len(text) and "" not in pieces:
        return folded, range(len(text))
    return folded, [place for place, piece in enumerate(pieces) for _ in piece]


def tokenise(text: str, variants: dict[str, str] | None = None) -> tuple[Token, ...]:
    """Cut text into words, numbers, single ideographs and marks; a possessive `'s` is a word of its own.

    A blank between two ideographs is a mark, too; elsewhere blanks only part the tokens.
    """
    folded, places = fold(text, variants)
    tokens: list[Token] = []
    last = 0
    for match in _TOKEN.finditer(folded):
        start, end = match.span()
        kind = match.lastgroup or "mark"
        spaced = start > last or start == 0
        if spaced and kind == "han" and tokens and tokens[-1].kind == "han":
            before, after = tokens[-1].end, places[start]
            tokens.append(Token(BLANK, text[before:after], before, after, "mark"))
        last = end
        if kind == "word" and not spaced and _multiplies(tokens, folded, start, end):
            tokens.append(_token(text, folded, places, (start, start + 1), (kind, False)))
            tokens.append(_token(text, folded, places, (start + 1, end), (kind, False)))
        elif kind == "word" and folded.endswith("'s", start, end) and end - start > 2:
            tokens.append(_token(text, folded, places, (start, end - 2), (kind, spaced)))
            tokens.append(_token(text, folded, places, (end - 2, end), (kind, False)))
        else:
            first, behind = places[start], places[end - 1] + 1
            tokens.append(Token(folded[start:end], text[first:behind], first, behind, kind, spaced))
    return tuple(tokens)


def _multiplies(tokens: list[Token], folded: str, start: int, end: int) -> bool:
    """Say whether a word is the sign for times between a number and a name that goes on with a number (8xA100)."""
    after_number = bool(tokens) and tokens[-1].kind == "number"
    return after_number and folded[start] == "x" and end - start > 1 and folded[end : end + 1].isdigit()


def _token(text: str, folded: str, places: Sequence[int], span: tuple[int, int], nature: tuple[str, bool]) -> Token:
    start, end = span
    first, last = places[start], places[end - 1] + 1
    return Token(folded[start:end], text[first:last], first, last, nature[0], nature[1])
