"""Leave out greetings, thanks and polite words at the edges of sentences: they change nothing of the rest."""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.datatypes.reading import Mention, Token
from chatbot.text.fold import BLANK
from chatbot.understanding.sentences import Span

_TALK = frozenset({"greeting", "thanks"})
_POLITE = "politeness"
"""The class of the fillers that are only polite."""
_ASKING = "?"
_BREAKS = frozenset(",.!:;~\u3002\u2026-" + BLANK)
"""What sets polite words off from what follows."""


def without_courtesies(
    sentences: Sequence[Span], tokens: Sequence[Token], mentions: Sequence[Mention]
) -> tuple[Span, ...]:
    """Return the sentences without what is only polite before or behind the rest; if there is no rest, all of them.

    Args:
        sentences: of the utterance.
        tokens: all of it.
        mentions: what may be meant by them.

    """
    polite = [m for m in mentions if m.category in _TALK or (m.category == "filler" and m.meaning == _POLITE)]
    if not polite:
        return tuple(sentences)
    words = {(m.start, m.end) for m in polite}
    meant = [
        m for m in mentions
        if m.category not in {*_TALK, "filler"} and not any(start <= m.start and m.end <= end for start, end in words)
    ]  # fmt: skip
    over = {place for m in meant for place in range(m.start, m.end)}
    opening: dict[int, int] = {}
    closing: dict[int, int] = {}
    for m in polite:
        if over.isdisjoint(range(m.start, m.end)):
            opening[m.start] = max(m.end, opening.get(m.start, 0))
            closing[m.end] = min(m.start, closing.get(m.end, m.start))
    trimmed = [_trimmed(span, tokens, opening, closing) for span in sentences]
    idle = {place for m in mentions if m.category == "filler" for place in range(m.start, m.end)} - over
    idle |= {place for place, token in enumerate(tokens) if token.kind == "mark"}
    kept = [
        cut for cut, span in zip(trimmed, sentences, strict=True)
        if cut == span or not idle.issuperset(range(cut.start, cut.end))
    ]  # fmt: skip
    return tuple(kept) if kept else tuple(sentences)


def _trimmed(span: Span, tokens: Sequence[Token], opening: dict[int, int], closing: dict[int, int]) -> Span:
    """Return a sentence without the polite words at its edges, and the marks that set them off."""
    start, end = span.start, span.end
    while opening.get(start, end + 1) <= end:
        start = opening[start]
        while start < end and tokens[start].text in _BREAKS:
            start += 1
    last = end
    while last > start and tokens[last - 1].kind == "mark":
        last -= 1
    while closing.get(last, -1) >= start and not any(tokens[place].text == _ASKING for place in range(last, end)):
        last = closing[last]
        while last > start and tokens[last - 1].text in _BREAKS:
            last -= 1
        end = last
    return Span(start, end)
