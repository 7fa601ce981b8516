"""A question on a set beside one on a named thing (which fit in 24 GB, and who made Falcon), and a claim on a set."""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.datatypes.query import Check
from chatbot.datatypes.reading import Outcome, Phrase
from chatbot.datatypes.subjects import is_set, subjects_of
from chatbot.understanding.analysis import Analysis
from chatbot.understanding.parts.cuts import blanks_in
from chatbot.understanding.parts.questions import ASKED, asks_in
from chatbot.understanding.sentences import Span

_NAMED = frozenset({"names"})
_WHETHER = frozenset({"yes_no"})
_ONLY = frozenset({"only"})
_MAKING = frozenset({"possessive"})
_WHICH = frozenset({"which", "how_many"})
_PICKING = frozenset({"which", "how_many", "list", "catalog", "recommend"})
"""Terms with which some of a set are asked for."""
_OF_KIND = frozenset({"exist", "any", "what"})
"""Terms with which, beside a word for a kind of thing, some of it are asked for."""
_ASKED = ASKED | {"memory_need", "describe", "list"}
"""What a clause that asks something of a thing holds."""

_VERBS = frozenset({"copula", "auxiliary", "support", "making"})
"""Classes of words that may go unused and are verbs."""


def says_of_only(analysis: Analysis, span: Span, outcome: Outcome) -> bool:
    """Say whether something is said of some alone: only gated models | are from Meta; are only gated models from Meta?

    It means that all others are not so, which neither a list of the former nor a check of them tells.
    """
    begun = [m.end for m in analysis.holds(span, _WHETHER) if m.start == span.start] or [span.start]
    if not any(m.start in begun for m in analysis.holds(span, _ONLY)) or len(outcome.parts) != 1:
        return False
    (part,) = outcome.parts
    told = sorted((p for p in part.phrases if p.category == "constraint"), key=lambda p: p.start)
    if len(told) < 2 or not is_set(part.query):
        return False
    verbs = {m.start for m in analysis.holds(span, {"filler"}) if m.meaning in _VERBS}
    nouns = analysis.holds(span, {"noun", "ones_word"})
    ends = {told[0].end}.union(m.end for m in nouns if m.start == told[0].end)
    return isinstance(part.query, Check) or bool(verbs & ends)


def asks_of_set_beside(analysis: Analysis, span: Span, outcome: Outcome) -> bool:
    """Say whether one reading takes limits from a clause that asks for a set, and names from another that asks, too."""
    clause = _named_beside(analysis, pieces_of(analysis, span), outcome)
    return clause is not None and asks_in(analysis, clause, _ASKED) and not _describes(analysis, clause)


def _describes(analysis: Analysis, clause: Span) -> bool:
    """Say whether a clause ends in a word that makes a description of it: Mistral's that may be sold, which is …?"""
    end = clause.end - (analysis.tokens[clause.end - 1].kind == "mark")
    return any(m.end == end for m in analysis.holds(clause, _MAKING)) and not analysis.holds(clause, _PICKING)


def asks_if_counted(analysis: Analysis, clauses: Sequence[Span], outcome: Outcome) -> bool:
    """Say whether the clause that names something, beside one that asks for a set, only asks whether it is in that."""
    clause = _named_beside(analysis, clauses, outcome)
    if clause is None or not any(analysis.holds(each, _WHICH) for each in clauses if each != clause):
        return False
    whether = analysis.holds(clause, _WHETHER)
    held = analysis.fillers.union(analysis.marks, *(range(m.start, m.end) for m in whether))
    held = held.union(*(range(p.start, p.end) for p in analysis.phrases_of(clause, _NAMED)))
    return bool(whether) and held.issuperset(range(clause.start, clause.end))


def _named_beside(analysis: Analysis, clauses: Sequence[Span], outcome: Outcome) -> Span | None:
    """Return the clause that one reading takes its names from, beside others of which one asks for a set."""
    if len(outcome.parts) != 1 or not subjects_of(outcome.parts[0].query):
        return None
    if len(clauses) < 2:
        return None
    (part,) = outcome.parts
    named = _places(part.phrases, clauses, _NAMED)
    if len(named) != 1:
        return None
    (place,) = named
    told = {number for number in _places(part.phrases, clauses) if number != place}
    return clauses[place] if any(_picks(analysis, clauses[number]) for number in told) else None


def _picks(analysis: Analysis, clause: Span) -> bool:
    """Say whether a clause asks for some of a set."""
    if analysis.holds(clause, _PICKING):
        return True
    return bool(analysis.holds(clause, _OF_KIND) and analysis.holds(clause, {"noun"}))


def pieces_of(analysis: Analysis, span: Span) -> list[Span]:
    """Return what stands between the words and marks that join, and between blanks behind ideographs."""
    blanks = blanks_in(analysis, span)
    ends = sorted({place for place in analysis.joiners if span.start < place < span.end}.union(blanks))
    starts = [span.start, *ends]
    return [Span(start, end) for start, end in zip(starts, [*ends, span.end], strict=True) if start < end]


def _places(phrases: Sequence[Phrase], clauses: Sequence[Span], categories: frozenset[str] = frozenset()) -> set[int]:
    """Return the numbers of the clauses that hold something of phrases of some categories, or any."""
    held = [phrase for phrase in phrases if not categories or phrase.category in categories]
    return {number for number, each in enumerate(clauses) for p in held if p.start < each.end and each.start < p.end}
