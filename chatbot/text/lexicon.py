"""Compile surface forms to a table of spellings, and find all that match at a place.

Separators (hyphen, underscore, slash) inside a spelling are skipped on both sides, so `Falcon-180B`, `falcon 180b` and
`falcon180b` are one spelling: letters and digits are tokens of their own anyway.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from chatbot.datatypes.lexicon import Entry, Lexicon
from chatbot.datatypes.reading import Token
from chatbot.text.fold import BLANK, tokenise
from chatbot.text.forms import expand

SEPARATORS = frozenset("-_/\u00b7" + BLANK)
_NAMES = frozenset({"item", "group", "line", "outsider"})
_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_GRADES = {"function": 2, "filler": 2, "outsider": 3}


Spellings = dict[str, tuple[int, ...]]


def compile_lexicon(forms: Iterable[tuple[str, Entry]], variants: dict[str, str] | None = None) -> Lexicon:
    """Build a lexicon from (form, entry) pairs; forms may hold optional parts and alternatives."""
    spellings: Spellings = {}
    entries: dict[Entry, int] = {}
    words: dict[str, int] = {}
    written_as: dict[str, str] = {}
    for form, entry in forms:
        number = entries.setdefault(entry, len(entries))
        known = entry.value != "misspelt"
        for spelling in expand(form):
            written = tokenise(spelling, variants)
            tokens = [token for token in written if token.text not in SEPARATORS] or written
            _insert(spellings, [token.text for token in tokens], number)
            if entry.category in _NAMES:
                _insert_joined(spellings, tokens, number)
                _insert_split(spellings, tokens, number)
                if tokens[-1].kind == "word" and len(tokens[-1].text) > 2:
                    _insert(spellings, [*(token.text for token in tokens[:-1]), f"{tokens[-1].text}s"], number)
            grade = _GRADES.get(entry.category, 1)
            for token in tokens:
                if known and token.kind == "word":
                    words[token.text] = min(grade, words.get(token.text, grade))
                    if token.raw != token.text:
                        written_as.setdefault(token.text, token.raw)
    return Lexicon(spellings, _lengths(spellings), tuple(entries), words, written_as)


def _lengths(spellings: Iterable[str]) -> dict[str, int]:
    lengths: dict[str, int] = {}
    for spelling in spellings:
        tokens = spelling.split(" ")
        for beginning in dict.fromkeys((tokens[0], " ".join(tokens[:2]))):
            lengths[beginning] = max(lengths.get(beginning, 0), len(tokens))
    return lengths


def _insert(spellings: Spellings, texts: Sequence[str], number: int) -> None:
    if not texts:
        return
    spelling = " ".join(texts)
    known = spellings.get(spelling, ())
    if number not in known:
        spellings[spelling] = (*known, number)


def _insert_joined(spellings: Spellings, tokens: Sequence[Token], number: int) -> None:
    """Names are often written without their separators: GPTNeoX, ClaudeOpus."""
    joined: list[str] = []
    kinds: list[str] = []
    for token in tokens:
        if joined and token.kind == "word" and kinds[-1] == "word":
            joined[-1] += token.text
        else:
            joined.append(token.text)
            kinds.append(token.kind)
    if len(joined) < len(tokens):
        _insert(spellings, joined, number)


def _insert_split(spellings: Spellings, tokens: Sequence[Token], number: int) -> None:
    """Capitals inside a word are where people put a space: NeoX, neo x."""
    pieces = [piece.casefold() for token in tokens for piece in _CAPITAL.sub(" ", token.raw).split()]
    if len(pieces) > len(tokens):
        _insert(spellings, pieces, number)


def matches(lexicon: Lexicon, texts: Sequence[str], start: int) -> list[tuple[int, tuple[int, ...]]]:
    """Return (end, entry numbers) for every spelling that starts at token `start`."""
    found: list[tuple[int, tuple[int, ...]]] = []
    spelling = texts[start]
    skips = spelling not in SEPARATORS
    place, size = start + 1, 1
    longest = lexicon.lengths.get(spelling, 0)
    while size <= longest:
        numbers = lexicon.spellings.get(spelling)
        if numbers:
            found.append((place, numbers))
        if skips and place < len(texts) and texts[place] in SEPARATORS:
            place += 1
        if place == len(texts):
            break
        spelling = f"{spelling} {texts[place]}"
        place += 1
        size += 1
        if size == 2:  # two tokens tell much better than one whether anything goes on
            longest = lexicon.lengths.get(spelling, 0)
    return found
