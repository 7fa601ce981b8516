"""Sentences that lead on: they ask the same of something else, or something of another thing (and the 40B?)."""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.datatypes.query import Describe
from chatbot.datatypes.reading import Outcome
from chatbot.understanding.accounting.idle import is_idle
from chatbot.understanding.analysis import Analysis
from chatbot.understanding.parts.clauses import Clauses
from chatbot.understanding.parts.kinds import asks_others
from chatbot.understanding.parts.questions import ASKING, leads_on
from chatbot.understanding.sentences import Span

_LEADING = frozenset({"what_about"})
"""Terms that lead on to something else."""

_TELLING = frozenset({"describe", "define"})
"""Terms with which something is asked to be told of."""
_YES_NO = "yes_no"
_JUDGING = frozenset({"good", "better", "beyond"})
"""Terms for how good something is."""
_DENYING = frozenset({"dont", "not"})
_ELSE = frozenset({"else_word", "recommend"})
"""Terms that ask for others instead (if not, another one)."""


class Leading:
    """Finds sentences that lead on, in one utterance."""

    def __init__(self, analysis: Analysis, clauses: Clauses) -> None:
        """Keep the utterance, and what its clauses are."""
        self._analysis = analysis
        self._clauses = clauses

    def leads_on(self, spans: Sequence[Span]) -> bool:
        """Say whether a later question only asks the same of something else (and the 40B?), so that it is no limit."""
        leading = (span for span in spans if self._clauses.asks(span) or self._ends_leading(span))
        return any(
            self._analysis.holds(span, _LEADING) and not self._analysis.holds(span, ASKING | {"noun"})
            for span in leading
        )

    def asks_more(self, sentences: Sequence[Span], content: Sequence[Span]) -> bool:
        """Say whether a sentence behind a question asks one more, if only whether something is any good.

        Args:
            sentences: all of the utterance.
            content: those that hold something of the catalog.

        """
        first = next((span for span in content if self._clauses.asks(span)), None)
        if first is None:
            return False
        behind = [span for span in sentences if span.start > first.start and span not in content]
        marked = self._is_marked(first)
        return any(self._asks_itself(span, marked) and not self._clauses.only_closes(span) for span in behind)

    def _asks_itself(self, span: Span, marked: bool) -> bool:
        """Say whether a sentence asks something; by its mark alone if the question before it is `marked`, too."""
        if marked and self._is_marked(span) and not is_idle(self._analysis, span):
            return True
        if asks_others(self._analysis, self._clauses.unmarked(span)):
            return True
        asking = self._analysis.holds(span, ASKING)
        firm = [mention for mention in asking if mention.category != _YES_NO]
        judging = self._analysis.holds(span, _JUDGING)
        either = len({m.start for m in judging}) > 1 and self._analysis.holds(span, _DENYING)  # dear or not dear
        return bool(firm or (asking and judging) or either or self._analysis.holds(span, _ELSE))

    def _is_marked(self, span: Span) -> bool:
        return self._analysis.tokens[span.end - 1].text == "?"

    def describes_instead(self, verdict: Outcome, span: Span) -> bool:
        """Say whether a sentence asks the same of something else, which by itself only is described."""
        described = [isinstance(part.query, Describe) for part in verdict.parts]
        told = self._analysis.holds(span, _TELLING)
        joined = span.start in self._analysis.joiners and (self._clauses.asks(span) or not told)
        return bool(described) and all(described) and (joined or leads_on(self._analysis, span))

    def goes_to_other(self, span: Span) -> bool:
        """Say whether a sentence asks something of another thing (what about Xyz? And Xyz?)."""
        return self._clauses.asks(span) and (span.start in self._analysis.joiners or leads_on(self._analysis, span))

    def _ends_leading(self, span: Span) -> bool:
        """Say whether the last word of a sentence leads on, which makes it a question without a mark."""
        end = self._clauses.unmarked(span).end
        return any(mention.end == end for mention in self._analysis.holds(span, _LEADING))
