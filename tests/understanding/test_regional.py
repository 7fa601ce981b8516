"""Words of other regions are read as what says the same here, and are no corrections."""

from __future__ import annotations

import pytest

from chatbot.text.fold import tokenise
from chatbot.understanding.slips.repair import Slips

PAIRS = {"程式": "程序", "唔": "不"}


@pytest.mark.parametrize(("typed", "read"), [("写程式", "写程序"), ("唔支持", "不支持"), ("模式", "模式")])
def test_words_are_replaced(typed: str, read: str) -> None:
    """Whole words only, wherever they stand; each token keeps what was typed."""
    tokens, _ = Slips(PAIRS, {}).replace(tokenise(typed))
    assert "".join(token.text for token in tokens) == read
    assert "".join(token.raw for token in tokens) == typed
