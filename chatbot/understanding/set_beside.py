"""A question on a set beside one on a named thing: which fit in 24 GB, and who made Falcon."""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.datatypes.reading import Outcome, Phrase
from chatbot.datatypes.subjects import subjects_of
from chatbot.understanding.analysis import Analysis
from chatbot.understanding.cuts import blanks_in
from chatbot.understanding.questions import ASKED, asks_in
from chatbot.understanding.sentences import Span

_TWO = 2
_NAMED = frozenset({"names"})
_PICKING = frozenset({"which", "how_many", "list", "catalog", "recommend"})
"""Terms with which some of a set are asked for."""
_OF_KIND = frozenset({"exist", "any", "what"})
"""Terms with which, beside a word for a kind of thing, some of it are asked for."""
_ASKED = ASKED | {"memory_need", "describe", "list"}
"""What a clause that asks something of a thing holds."""


def asks_of_set_beside(analysis: Analysis, span: Span, outcome: Outcome) -> bool:
    """Say whether one reading takes limits from a clause that asks for a set, and names from another that asks, too."""
    if len(outcome.parts) != 1 or not subjects_of(outcome.parts[0].query):
        return False
    (part,), clauses = outcome.parts, _pieces(analysis, span)
    if len(clauses) < _TWO:
        return False
    named = _places(part.phrases, clauses, _NAMED)
    if len(named) != 1:
        return False
    (place,) = named
    if not asks_in(analysis, clauses[place], _ASKED):
        return False
    told = {number for number in _places(part.phrases, clauses) if number != place}
    return any(_picks(analysis, clauses[number]) for number in told)


def _picks(analysis: Analysis, clause: Span) -> bool:
    """Say whether a clause asks for some of a set."""
    if analysis.holds(clause, _PICKING):
        return True
    return bool(analysis.holds(clause, _OF_KIND) and analysis.holds(clause, {"noun"}))


def _pieces(analysis: Analysis, span: Span) -> list[Span]:
    """Return what stands between the words and marks that join, and between blanks behind ideographs."""
    blanks = blanks_in(analysis, span)
    ends = sorted({place for place in analysis.joiners if span.start < place < span.end}.union(blanks))
    starts = [span.start, *ends]
    return [Span(start, end) for start, end in zip(starts, [*ends, span.end], strict=True) if start < end]


def _places(phrases: Sequence[Phrase], clauses: Sequence[Span], categories: frozenset[str] = frozenset()) -> set[int]:
    """Return the numbers of the clauses that hold something of phrases of some categories, or any."""
    held = [phrase for phrase in phrases if not categories or phrase.category in categories]
    return {number for number, each in enumerate(clauses) for p in held if p.start < each.end and each.start < p.end}
