"""Clauses that tell which of a kind are meant: models whose developer has a model over 100B."""

from __future__ import annotations

from chatbot.datatypes.reading import Phrase, Reading
from chatbot.understanding.analysis import Analysis
from chatbot.understanding.sentences import Span
from chatbot.understanding.shapes.slots import attributes_of

_WHOSE = frozenset({"whose_word"})
_NOUN = frozenset({"noun"})
_MAKER = frozenset({"attribute.entity"})
_LINKING = frozenset({"made_by", "article_word"})
"""What stands between a word for things and one for who made them."""
_ALL = frozenset({"all"})


def asks_what_limits(analysis: Analysis, span: Span, reading: Reading) -> bool:
    """Say whether a reading asks for what only tells which are meant, or overlooks that all or the first must be so.

    Models whose maker has a big one are no makers of big ones; makers whose biggest, or all of whose are so, are not
    all makers of some that are.
    """
    asked = [phrase for phrase in reading.phrases if phrase.category == "attributes"]
    if not asked:
        return False
    whose = analysis.holds(span, _WHOSE)
    where = getattr(getattr(reading.query, "selection", None), "where", None)
    about = set(attributes_of(where)) if where is not None else set()
    told = [phrase for phrase in asked if not about.issuperset(phrase.meaning.ids)]  # whose weights are gated
    if any(_tells_which(analysis, span, phrase, reading) for phrase in told):
        return True
    makers = {mention.end for mention in analysis.holds(span, _MAKER)} if whose else ()
    behind = min((mention.end for mention in whose if mention.start in makers), default=span.end)
    ranked = any(phrase.category == "ordering" and phrase.start >= behind for phrase in reading.phrases)
    return ranked or bool(analysis.holds(Span(behind, span.end), _ALL))


def _tells_which(analysis: Analysis, span: Span, phrase: Phrase, reading: Reading) -> bool:
    """Say whether words for a property tell which things are meant: models whose maker, models by a maker that."""
    nouns = {mention.end for mention in analysis.holds(span, _NOUN)}
    if any(m.end == phrase.start and nouns & {m.start, m.start - 1} for m in analysis.holds(span, _WHOSE)):
        return True
    if not any(other.category == "noun" and other.start > phrase.start for other in reading.phrases):
        return False
    starts = {phrase.start}
    for mention in sorted(analysis.holds(span, _LINKING), key=lambda m: -m.start):
        if mention.end in starts:
            starts.add(mention.start)
    return not nouns.isdisjoint(starts - {phrase.start})
