"""What is told before a question on named things that they are for: `for Thai support, does X speak Thai?`."""

from __future__ import annotations

from chatbot.datatypes.query import Check, Lookup
from chatbot.datatypes.reading import Outcome
from chatbot.datatypes.subjects import subjects_of
from chatbot.understanding.analysis import Analysis
from chatbot.understanding.parts.clauses import Clauses
from chatbot.understanding.sentences import Span

_PURPOSE = frozenset({"purpose"})
_NAMES = frozenset({"names"})
_TOLD = frozenset({"purpose", "language"})
"""Phrases that say what something is for, and in which language that is done."""
_LEADING = frozenset({"need_word", "want", "makes", "make_word", "use_as", "task_lead", "put_up", "good_for", "comma",
                      "upon", "if", "we_are"})  # fmt: skip
"""Terms that lead up to it (we want to build …)."""


def goal_of(analysis: Analysis, clauses: Clauses, span: Span) -> Span | None:
    """Return the words before the first name in a span, if they tell no more than what something is for."""
    if not analysis.phrases_of(span, _PURPOSE):
        return None
    start = min((phrase.start for phrase in analysis.phrases_of(span, _NAMES)), default=span.start)
    told = Span(span.start, start)
    if start == span.start or not analysis.phrases_of(told, _PURPOSE) or clauses.asks(told):
        return None
    phrases = analysis.phrases_of(told, _TOLD)
    covered = {place for phrase in phrases for place in range(phrase.start, phrase.end)}
    covered |= {place for term in analysis.holds(told, _LEADING) for place in range(term.start, term.end)}
    return told if covered.issuperset(clauses.content([told])) else None


def asks_apart(outcome: Outcome) -> bool:
    """Say whether what is asked of named things does not depend on what they are for."""
    return outcome.status == "read" and all(
        not part.bare
        and bool(subjects_of(part.query))
        and isinstance(part.query, Check | Lookup)
        and not any(phrase.category in _PURPOSE for phrase in part.phrases)
        for part in outcome.parts
    )
