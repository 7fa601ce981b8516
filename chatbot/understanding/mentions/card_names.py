"""Names of cards that hold a number (4090, T4): where they are meant, and where it is only a number."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from chatbot.datatypes.reading import Mention, Token
from chatbot.understanding.meanings import CARDS, Amount, Things

FIGURES = frozenset({"number", "ordinal"})
"""Inside the name of a thing (Apache 2.0) they count nothing."""
_MEMORY_UNIT = "gb"
MEASURES = frozenset({"fits", "upon", "enough", "vram", "ram", "memory_need", "works@end", "works_how@end",
                       "mult", "measure", "one_of",
                       "two_of", "four_of", "eight_of", "goes_with", "runs_out", "undoable", "need_word",
                       "up_to_it", "is_owned"})  # fmt: skip
"""Terms and phrases beside which a bare number may be the name of a card."""
_COUNTED = "how_many"
"""A term right behind which no number tells how many."""
_HOLDS = "takes_in"
"""A term right before which no number tells how many (can a 3090 handle)."""
_MOST_CARDS = 16
"""More cards than this are not told by a number alone."""
_BESIDE = frozenset({"name", "what_about", "instead", "yes_no", "is_it_right"})
"""What leaves such a name alone: a thing of the catalog, words that lead on to something else, or only ask whether."""
MEASURED_BY = frozenset({"precision", "tuning"})
"""Categories of phrases whose terms do the same: how the weights are held, how they are trained."""


def measured(mentions: list[Mention], tokens: Sequence[Token], measures: Collection[str]) -> list[Mention]:
    """Keep names of things that hold a number (4090, T4) only alone, or beside a word on memory, cards or running.

    A thing of the catalog and such a name (Gemma 7B 4090?) are alone, too.
    """
    words = [m for m in mentions if m.word or m.category == "ambiguous"]
    figures = [token for token in tokens if token.kind == "number"] if words else []
    doubtful = [m for m in words if _is_number_name(m, tokens)] if figures else []
    if not doubtful:
        return mentions
    scaled = [m for m in mentions if isinstance(m.meaning, Amount) and (m.meaning.unit or m.meaning.label)]
    begun = [m for m in doubtful if any(m.start < amount.start < m.end < amount.end for amount in scaled)]
    if begun:  # no A30 in `a 30B model`: the number goes on
        mentions, doubtful = ([m for m in found if m not in begun] for found in (mentions, doubtful))
    cues = [
        m for m in mentions if m.category in measures or (m.category == "noun" and m.meaning == CARDS) or _is_memory(m)
    ]
    idle = {place for m in mentions if m.category == "filler" for place in range(m.start, m.end)}
    idle |= {place for place, token in enumerate(tokens) if token.kind == "mark"}
    idle |= {place for m in mentions if m.category in _BESIDE for place in range(m.start, m.end)}
    amounts = [m for m in mentions if isinstance(m.meaning, Amount) and not _is_memory(m)]
    counted = {m.start for m in amounts if m.meaning.unit or m.meaning.label}
    many = {m.end for m in mentions if isinstance(m.meaning, Amount) and _is_few(m.meaning)}
    many |= {m.end for m in mentions if m.category == _COUNTED}
    holds = {m.start for m in mentions if m.category == _HOLDS}
    meant = [
        m for m in doubtful
        if (m.start not in counted and any(not overlap(m, cue) for cue in cues)) or _is_all(m, idle, tokens)
        or ((m.start in many or m.end in holds) and m.category not in FIGURES)
    ]  # fmt: skip
    named = {place for m in meant if m.category != "ambiguous" for place in range(m.start, m.end)}
    return [m for m in mentions if (m not in doubtful or m in meant) and not (_is_bare_number(m) and m.start in named)]


def _is_few(amount: Amount) -> bool:
    """Say whether a number may tell how many cards there are."""
    return not amount.unit and not amount.label and 1 < amount.value <= _MOST_CARDS and amount.value % 1 == 0


def _is_all(mention: Mention, idle: Collection[int], tokens: Sequence[Token]) -> bool:
    """Say whether nothing but fillers and marks stands beside a mention."""
    return all(mention.start <= place < mention.end or place in idle for place in range(len(tokens)))


def _is_bare_number(mention: Mention) -> bool:
    """Say whether a mention is a number without a unit: where that is the name of a card, it is no number."""
    return isinstance(mention.meaning, Amount) and not mention.meaning.unit


def _is_number_name(mention: Mention, tokens: Sequence[Token]) -> bool:
    """Say whether a name that is a word, or an ambiguous one, holds a number."""
    if mention.category == "ambiguous":
        return all(token.kind == "number" for token in tokens[mention.start : mention.end])
    things = isinstance(mention.meaning, Things)
    return things and any(token.kind == "number" for token in tokens[mention.start : mention.end])


def _is_memory(mention: Mention) -> bool:
    return isinstance(mention.meaning, Amount) and mention.meaning.unit == _MEMORY_UNIT


def overlap(left: Mention, right: Mention) -> bool:
    """Say whether two mentions share a place."""
    return left.start < right.end and right.start < left.end
