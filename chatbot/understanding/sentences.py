"""Cut an utterance into sentences and clauses, as spans of tokens."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import msgspec

from chatbot.datatypes.reading import Token
from chatbot.text.fold import BLANK

_COMMAS = frozenset(",:-" + BLANK)
_STOPS = frozenset("?!;\u3002\n")


class Span(msgspec.Struct, frozen=True):
    """Tokens start..end, end excluded."""

    start: int
    end: int


def split_sentences(tokens: Sequence[Token], held: Collection[int] = frozenset()) -> tuple[Span, ...]:
    """Return the sentences; a full stop counts only where space or the end follows it.

    Args:
        tokens: of the utterance.
        held: places within known expressions, where none ends (no. of).

    """
    spans = []
    start = 0
    for place, token in enumerate(tokens):
        dot = token.text == "." and (place + 1 == len(tokens) or tokens[place + 1].spaced)
        if token.kind == "mark" and place not in held and (token.text in _STOPS or dot):
            if place > start:
                spans.append(Span(start, place + 1))
            start = place + 1
    if start < len(tokens):
        spans.append(Span(start, len(tokens)))
    return tuple(spans)


def split_clauses(tokens: Sequence[Token], span: Span) -> tuple[Span, ...]:
    """Return the parts of a sentence between its commas."""
    spans = []
    start = span.start
    for place in range(span.start, span.end):
        if tokens[place].text in _COMMAS and (tokens[place].text != "-" or tokens[place].spaced):
            spans.append(Span(start, place + 1))
            start = place + 1
    if start < span.end:
        spans.append(Span(start, span.end))
    return tuple(spans)
