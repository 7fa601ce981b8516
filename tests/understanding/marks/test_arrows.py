"""An arrow between words is a comma, one that leads to a number a dash; other marks stay."""

from __future__ import annotations

import pytest

from chatbot.text.fold import tokenise
from chatbot.understanding.marks.arrows import without_arrows


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("gemma -> enough memory", "gemma , enough memory"),
        ("gemma--> licence", "gemma , licence"),
        ("a ->b", "a , b"),
        ("gemma->licence", "gemma - > licence"),
        ("en -> fr", "en - > fr"),
        ("gemma → licence", "gemma , licence"),
        ("7b -> 13b", "7 b - 13 b"),
        ("size > 7b", "size > 7 b"),
        ("size => 7b", "size = > 7 b"),
        ("-> licence", "- > licence"),
        ("gemma ->", "gemma - >"),
        ("a - > b", "a - > b"),
    ],
)
def test_only_arrows_between_words_are_replaced(text: str, left: str) -> None:
    assert [token.text for token in without_arrows(tokenise(text))] == left.split()
