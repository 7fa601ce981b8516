"""Questions that run into one another are parted behind a word that only ends questions."""

from __future__ import annotations

import pytest

from chatbot.datatypes.reading import Mention
from chatbot.text.fold import tokenise
from chatbot.understanding.marks.run_on import parted


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("X行吗Y行吗", "x 行 吗 , y 行 吗"),
        ("X行吗，Y行吗", "x 行 吗 , y 行 吗"),
        ("X行吗?", "x 行 吗 ?"),
        ("X行吗呢", "x 行 吗 呢"),
    ],
)
def test_a_word_that_ends_a_question_parts_it_from_what_follows(text: str, expected: str) -> None:
    tokens = parted(tokenise(text), (), {"吗", "呢"})
    assert " ".join(token.text for token in tokens) == expected


def test_inside_a_longer_expression_it_ends_nothing() -> None:
    tokens = tokenise("X干吗的")
    assert parted(tokens, [Mention(1, 4, "asked", "use")], {"吗"}) == tokens


@pytest.mark.parametrize(
    ("text", "expected"), [("X行不 8G", "x 行 不 , 8 g"), ("X 不 8G", "x 不 8 g"), ("X行不8G", "x 行 不 8 g")]
)
def test_some_words_end_a_question_only_before_a_blank(text: str, expected: str) -> None:
    tokens = parted(tokenise(text), (), (), {"不"})
    assert " ".join(token.text for token in tokens) == expected
