"""What was found in one utterance, and what can be asked of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from chatbot.datatypes.reading import Correction, Doubt, Mention, Phrase, Token
from chatbot.understanding.marks.brackets import enclosed
from chatbot.understanding.sentences import Span

BEYOND = "beyond"
"""Term for what the catalog holds nothing on, though its words may go unused elsewhere (from the US)."""

_JOINING = frozenset({"and", "comma", "but"})


class Analysis:
    """What was found in one utterance."""

    def __init__(
        self,
        tokens: tuple[Token, ...],
        mentions: Sequence[Mention] = (),
        corrections: tuple[Correction, ...] = (),
        overflow: bool = False,
    ) -> None:
        """Start with tokens and mentions; the chart adds phrases."""
        self.tokens = tokens
        self.mentions = mentions
        self._categories = frozenset([mention.category for mention in mentions])
        joining = [m for m in mentions if m.category in _JOINING and m.end == m.start + 1]
        self.joiners = frozenset([mention.start for mention in joining]) - enclosed(tokens)
        """The places of the tokens that join two clauses."""
        self.corrections = corrections
        self.overflow = overflow
        self.phrases: Sequence[Phrase] = ()
        self._phrase_categories = frozenset[str]()
        self.sentences: tuple[Span, ...] = ()
        self.fillers: frozenset[int] = frozenset()
        self.circumstances: frozenset[int] = frozenset()
        self.shades: frozenset[int] = frozenset()
        self.trainings: frozenset[int] = frozenset()
        self.marks: frozenset[int] = frozenset()
        self.read_doubts: Callable[[], tuple[Doubt, ...]] = tuple

    def keep(self, phrases: Sequence[Phrase]) -> None:
        """Take the phrases that the chart found."""
        self.phrases = phrases
        self._phrase_categories = frozenset([phrase.category for phrase in phrases])

    def words(self, places: Sequence[int]) -> tuple[str, ...]:
        """Return the words at some places as they were typed; ideographs side by side are one word."""
        words: list[str] = []
        before = -2
        for place in places:
            token = self.tokens[place]
            if token.kind == "han" and place == before + 1 and self.tokens[before].kind == "han":
                words[-1] += token.raw
            else:
                words.append(token.raw)
            before = place
        return tuple(words)

    def typed(self, phrase: Phrase | Mention) -> str:
        """Return a phrase or mention as it was typed."""
        pieces = [
            ("" if place == phrase.start or not token.spaced else " ") + token.raw
            for place, token in enumerate(self.tokens)
            if phrase.start <= place < phrase.end
        ]
        return "".join(pieces)

    def holds(self, span: Span, categories: Collection[str]) -> list[Mention]:
        """Return the mentions of some categories within a span."""
        if self._categories.isdisjoint(categories):
            return []
        start, end = span.start, span.end
        return [m for m in self.mentions if m.category in categories and start <= m.start and m.end <= end]

    def phrases_of(self, span: Span, categories: Collection[str]) -> list[Phrase]:
        """Return the phrases of some categories within a span."""
        if self._phrase_categories.isdisjoint(categories):
            return []
        start, end = span.start, span.end
        return [p for p in self.phrases if p.category in categories and start <= p.start and p.end <= end]

    def unmentioned(self, span: Span) -> list[int]:
        """Return the places of the words in a span that no mention covers."""
        return self._outside(span, self.mentions)

    def unheld(self, span: Span) -> list[int]:
        """Return the places of the words in a span that no mention of what the catalog holds covers."""
        return self._outside(span, [mention for mention in self.mentions if mention.category != BEYOND])

    def _outside(self, span: Span, mentions: Sequence[Mention]) -> list[int]:
        covered = {place for m in mentions for place in range(m.start, m.end)}
        places = range(span.start, span.end)
        return [place for place in places if self.tokens[place].kind != "mark" and place not in covered]


def within(part: Phrase | Mention, span: Span | Mention) -> bool:
    """Say whether a phrase or mention lies within a span, or a mention."""
    return span.start <= part.start and part.end <= span.end
