"""Sentences that are one: parted by marks where none ends (`third smallest?? model`), or closing what was told."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from chatbot.datatypes.reading import Outcome, Token
from chatbot.understanding.analysis import Analysis
from chatbot.understanding.parts.clauses import Clauses
from chatbot.understanding.sentences import Span

_ENDS = frozenset("?!.")
_WHOLE = frozenset({"noun", "name", "anaphor"})
"""Terms with one of which a question says what it is about."""


def through_pauses(analysis: Analysis, clauses: Clauses, read: Callable[[Span], Outcome]) -> tuple[Span, ...]:
    """Return the sentences of an utterance; those between which somebody only paused are one.

    That is so where marks stand twice or more, what stands before them does not say what it is about, what stands
    behind them asks nothing, and both are read as one question. So is what is told and whether that is all right, if
    more is asked behind it (we resell Falcon. Is that forbidden? How big is it?).
    """
    sentences = analysis.sentences
    merged = list(sentences[:1])
    for place, later in enumerate(sentences[1:], 1):
        both = Span(merged[-1].start, later.end)
        joins = _pauses(analysis, clauses, merged[-1], later) or _closes(clauses, later, sentences[place + 1 :])
        if joins and read(both).status == "read":
            merged[-1] = both
        else:
            merged.append(later)
    return tuple(merged)


def _pauses(analysis: Analysis, clauses: Clauses, before: Span, later: Span) -> bool:
    if _marks(analysis.tokens, later.start) < 2 or analysis.holds(before, _WHOLE):
        return False
    tokens = analysis.tokens
    goes_on = tokens[later.start].raw.islower() or _is_shouted(tokens)
    return goes_on and not clauses.starts_asking(later)


def _closes(clauses: Clauses, later: Span, behind: Sequence[Span]) -> bool:
    """Say whether a sentence only asks if what is told before it is all right, and another one asks something else."""
    return any(map(clauses.asks, behind)) and clauses.only_closes(later)


def _is_shouted(tokens: Sequence[Token]) -> bool:
    """Say whether most letters are capitals, so that one says nothing about where a sentence begins."""
    letters = "".join([token.raw for token in tokens if token.kind == "word"])
    return sum(map(str.isupper, letters)) * 2 > len(letters)


def _marks(tokens: Sequence[Token], place: int) -> int:
    """Return how many marks that end sentences stand right before a place."""
    first = place
    while first and tokens[first - 1].text in _ENDS:
        first -= 1
    return place - first
