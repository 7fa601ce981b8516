"""Marks of lists become commas; other brackets stay."""

from __future__ import annotations

import pytest

from chatbot.text.fold import tokenise
from chatbot.understanding.marks.enumerated import with_commas


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a) layers b) licence", "layers , licence"),
        ("(i) layers and (ii) licence", "layers and , licence"),
        ("the 1) layers, 2) licence", "the , layers , licence"),
        ("(a) layers", "( a ) layers"),
        ("layers (b) licence (a)", "layers ( b ) licence ( a )"),
        ("Gemma (2b) and (7b)", "gemma ( 2 b ) and ( 7 b )"),
    ],
)
def test_marks_of_lists_are_commas(text: str, expected: str) -> None:
    assert " ".join(token.text for token in with_commas(tokenise(text, {}))) == expected
