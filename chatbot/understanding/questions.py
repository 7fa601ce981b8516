"""Cut two questions out of one sentence, to be read one after the other."""

from __future__ import annotations

from chatbot.understanding.analysis import Analysis
from chatbot.understanding.sentences import Span

ASKING = frozenset({"yes_no", "which", "what", "how_many", "why", "who", "when", "where"})
"""Terms that make a clause a question where it starts with them."""
MOST_QUESTIONS = 4
"""No sentence asks more. The first piece is cut again, so that the time for many would have no bound."""


def questions_of(analysis: Analysis) -> tuple[Span, ...]:
    """Return the two questions that a joining word makes of one sentence: the second starts with a word that asks."""
    if not analysis.sentences:
        return ()
    (span, *_) = analysis.sentences
    about = {m.start for m in analysis.holds(span, {"anaphor"})}
    asking = {m.start for m in analysis.holds(span, ASKING)}
    asking |= {m.start for m in analysis.holds(span, {"do_word"}) if m.end in about}  # `and is it …`
    cuts = [place for place in range(span.start + 1, span.end - 1) if analysis.joins(place) and place + 1 in asking]
    return (Span(span.start, cuts[-1]), Span(cuts[-1] + 1, span.end)) if 0 < len(cuts) < MOST_QUESTIONS else ()
