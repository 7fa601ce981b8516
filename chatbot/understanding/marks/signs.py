"""Marks that people draw, list, enclose and hesitate with, made plain before anything is looked up."""

from __future__ import annotations

from collections.abc import Collection

from chatbot.datatypes.reading import Token
from chatbot.understanding.marks.arrows import HEADS, without_arrows
from chatbot.understanding.marks.brackets import OPENING, without_brackets
from chatbot.understanding.marks.enumerated import with_commas
from chatbot.understanding.marks.hesitations import without_hesitations

_SIGNS = HEADS | OPENING | frozenset(").\u2026")
"""Without one of these there is nothing to make plain, as in most questions."""


def made_plain(tokens: tuple[Token, ...], ordinals: Collection[str]) -> tuple[Token, ...]:
    """Return the tokens with plain marks in the place of others, or with none.

    Args:
        tokens: of an utterance.
        ordinals: the words for places in an order, behind which somebody may pause.

    """
    if _SIGNS.isdisjoint([token.text for token in tokens]):
        return tokens
    return without_brackets(with_commas(without_arrows(without_hesitations(tokens, ordinals))))
