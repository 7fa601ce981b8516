"""Do you know which …?: asks for what is known, so that the words which ask whether one knows it ask nothing more."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from chatbot.datatypes.reading import Mention, Token

_KNOW = "know"
_CLOSING = frozenset({"yes_no", "whether_mark"})
"""Words at the end of a sentence that make it a question for yes or no, in languages that have such."""
_ASKING = frozenset(
    {"which", "what", "how_many", "how_much", "how_long", "how", "when", "who", "where", "why", "asked", "called"}
)
"""Question words, and words that ask for a value by themselves (how big)."""
_STOPS = frozenset("?!.;,\u3002")
_IDLE = "particle"
"""The class of fillers that stand for nothing."""


def knowing(mentions: list[Mention], tokens: Sequence[Token]) -> list[Mention]:
    """Return the mentions, where what ends `do you know how big it is` in some languages goes unused.

    Args:
        mentions: what may be meant.
        tokens: the utterance.

    """
    openers = [m for m in mentions if m.category == _KNOW]
    closings = [m for m in mentions if m.category in _CLOSING and _ends(m, tokens)] if openers else []
    idle = {
        (m.start, m.end) for m in closings
        if any(o.end <= q.start and q.end <= m.start for o in openers for q in mentions if q.category in _ASKING)
    }  # fmt: skip
    if not idle:
        return mentions
    kept = [m for m in mentions if m not in closings or (m.start, m.end) not in idle]
    spare = {(m.start, m.end): m for m in closings if (m.start, m.end) in idle}
    return kept + [msgspec.structs.replace(m, category="filler", meaning=_IDLE) for m in spare.values()]


def _ends(mention: Mention, tokens: Sequence[Token]) -> bool:
    """Say whether a sentence or clause ends behind a mention."""
    return mention.end == len(tokens) or tokens[mention.end].text in _STOPS
