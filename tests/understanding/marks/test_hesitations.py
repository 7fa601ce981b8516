"""Who hesitates still counts: marks of doubt in brackets and dots behind a word for a place are passed over."""

from __future__ import annotations

import pytest

from chatbot.text.fold import tokenise
from chatbot.understanding.marks.hesitations import without_hesitations

_ORDINALS = {"third": 3, "#rd": 0}


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("third... smallest", "third smallest"),
        ("the 3rd … smallest", "the 3 rd smallest"),
        ("third smallest (?) model", "third smallest model"),
        ("third (!?) smallest", "third smallest"),
        ("third. Smallest", "third . smallest"),
        ("third... Smallest", "third . . . smallest"),
        ("largest... model", "largest . . . model"),
        ("model () here", "model ( ) here"),
        ("model (why?) here", "model ( why ? ) here"),
        ("third...", "third . . ."),
    ],
)
def test_only_marks_of_doubt_are_passed_over(text: str, left: str) -> None:
    assert [token.text for token in without_hesitations(tokenise(text), _ORDINALS)] == left.split()
