"""Close spellings."""

from __future__ import annotations

import subprocess
import sys

import pytest

from chatbot.text.fuzzy import CloseWords, is_likeliest

CLOSE = CloseWords(["falcon", "gemma", "license", "licence", "commercial", "opt", "multilingual", "model"])


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("falcno", ("falcon",)),
        ("facon", ("falcon",)),
        ("gema", ("gemma",)),
        ("comercial", ("commercial",)),
        ("comercail", ("commercial",)),
        ("multilingaul", ("multilingual",)),
        ("licnse", ("license",)),
        ("lisence", ("licence",)),
        ("flcno", ()),
        ("op", ()),
        ("opy", ()),
        ("weather", ()),
    ],
)
def test_nearest(word: str, expected: tuple[str, ...]) -> None:
    assert CLOSE.nearest(word) == expected or (len(expected) == 1 and expected[0] in CLOSE.nearest(word))


def test_two_as_near_stay_open() -> None:
    assert CloseWords(["grain", "groin"]).nearest("gruin") == ("grain", "groin")


@pytest.mark.parametrize(
    ("word", "known", "likely"),
    [
        ("relaese", "release", True),
        ("releasse", "release", True),
        ("comercially", "commercially", True),
        ("contextt", "context", True),
        ("contextt", "contexts", False),
        ("relese", "release", False),
    ],
)
def test_slips_that_hands_make(word: str, known: str, likely: bool) -> None:
    assert is_likeliest(word, known) is likely


def test_the_order_of_the_words_does_not_matter() -> None:
    words = ["model", "modal", "medal"]
    assert CloseWords(words).nearest("modl") == CloseWords(reversed(words)).nearest("modl")


def test_nothing_is_imported_before_the_first_look_up() -> None:
    code = (
        "import sys; from chatbot.text.fuzzy import CloseWords as C; C(['word']); sys.exit('rapidfuzz' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
