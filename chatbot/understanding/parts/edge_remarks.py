"""What is said once more behind a question on a limit: whether what lies exactly on it counts (…? 32K not included)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import msgspec

from chatbot.datatypes.query import And, Compare, Constraint, Period, Quantity
from chatbot.datatypes.reading import Outcome, Phrase
from chatbot.understanding.analysis import Analysis
from chatbot.understanding.meanings import Amount, Edge
from chatbot.understanding.parts.clauses import Clauses
from chatbot.understanding.sentences import Span

_REMARK = frozenset({"edge_remark"})
_EXACT = "="


class EdgeRemarks:
    """The remarks on limits in one utterance."""

    def __init__(self, analysis: Analysis, clauses: Clauses) -> None:
        """Keep the utterance and its clauses."""
        self._analysis = analysis
        self._clauses = clauses

    def read(self, sentences: Sequence[Span], several: Callable[[Sequence[Span]], Outcome]) -> Outcome | None:
        """Read a question on a limit behind which it is said whether what lies on it counts (…? 32K not included)."""
        found = (edged(several(asked), remark) for asked, remark in self._behind(sentences))
        return next((outcome for outcome in found if outcome is not None), None)

    def _behind(self, spans: Sequence[Span]) -> Iterator[tuple[list[Span], Phrase]]:
        """Yield what stands before a remark with which the last sentence ends, or which it is, and the remark."""
        start = spans[-2].end if len(spans) > 1 else spans[-1].start  # `i mean` is left out at the start of a sentence
        last = Span(start, spans[-1].end)
        said = self._analysis.phrases_of(last, _REMARK)
        ending = [phrase for phrase in said if not self._clauses.content([Span(phrase.end, last.end)])]
        for phrase in sorted(ending, key=lambda phrase: phrase.start):
            alone = not self._clauses.content([Span(last.start, phrase.start)])
            if alone and len(spans) > 1:
                yield list(spans[:-1]), phrase
            elif not alone and self._is_parted(phrase):
                yield [*spans[:-1], Span(last.start, phrase.start)], phrase

    def _is_parted(self, phrase: Phrase) -> bool:
        """Say whether a mark stands right before a remark."""
        return self._analysis.tokens[phrase.start - 1].kind == "mark"


def edged(outcome: Outcome, remark: Phrase) -> Outcome | None:
    """Return an outcome whose one limit takes in what lies on it, or leaves it out; None if the remark is on no limit.

    Args:
        outcome: what was read without the remark.
        remark: on what lies on the limit.

    """
    if outcome.status != "read" or len(outcome.parts) != 1:
        return None
    part, edge = outcome.parts[0], remark.meaning
    query = part.query
    selection = getattr(query, "selection", None)
    places: list[tuple[Any, str]] = [(query, "statement"), (selection, "where")]
    for holder, field in places:
        stated = getattr(holder, field, None)
        limited = _limited(stated, edge) if stated is not None else None
        if limited is None:
            continue
        changed = msgspec.structs.replace(holder, **{field: limited})
        query = changed if holder is query else msgspec.structs.replace(query, selection=changed)
        read = msgspec.structs.replace(part, query=query, phrases=(*part.phrases, remark))
        return msgspec.structs.replace(outcome, parts=(read,))
    return None


def _limited(stated: Constraint, edge: Edge) -> Constraint | None:
    parts = stated.parts if isinstance(stated, And) else (stated,)
    limits = [part for part in parts if isinstance(part, Compare) and part.op != _EXACT and _is_on(part, edge)]
    if len(limits) != 1:
        return None
    (limit,) = limits
    op = limit.op[0] + (_EXACT if edge.closed else "")
    own = msgspec.structs.replace(limit, op=op)
    changed = tuple(own if part is limit else part for part in parts)
    return changed[0] if len(changed) == 1 else And(changed)


def _is_on(limit: Compare, edge: Edge) -> bool:
    """Say whether a remark is on this limit: it names its amount, or its direction."""
    if edge.op and edge.op != limit.op[0]:
        return False
    if edge.date is not None:
        return limit.operand == Period(edge.date.start, edge.date.end)
    if edge.amount is None:
        return isinstance(limit.operand, Quantity) and bool(edge.op)
    if isinstance(limit.operand, Period):
        return limit.operand == _year(edge.amount)
    return isinstance(limit.operand, Quantity) and limit.operand.value == edge.amount.value


def _year(amount: Amount) -> Period:
    """Return the year that a plain number is."""
    return Period(f"{amount.value:g}-01-01", f"{amount.value:g}-12-31")
