"""Numbers of lists and labels of forms."""

from __future__ import annotations

import pytest

from chatbot.text.fold import tokenise
from chatbot.understanding.marks.forms import BREAK, points, unnumbered


def breaks(text: str) -> list[str]:
    return [token.raw for token in unnumbered(tokenise(text), {"一": 1, "二": 2}) if token.text == BREAK]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1. licence 2. context", ["1", "2"]),
        ("1、许可证 2、上下文 3、参数量", ["1", "2", "3"]),
        ("（1）许可证；（2）上下文", ["（", "1", "（", "2"]),
        ("①许可证②上下文", ["①", "②"]),
        ("（一）许可证；（二）上下文", ["（", "一", "（", "二"]),
        ("第一、二个", []),
        ("1、许可证", []),
        ("Falcon 1、2、3", []),
        ("Gemma 1.1 and 2", []),
    ],
)
def test_numbers_that_count_points_are_breaks(text: str, numbers: list[str]) -> None:
    assert breaks(text) == numbers


def test_only_numbers_that_were_made_breaks_count_points() -> None:
    tokens = unnumbered(tokenise("one\n1. licence 2. context"), {})
    assert [tokens[place].raw for place in sorted(points(tokens))] == ["1", "2"]
    assert not points(tokenise("one\ntwo"))
