"""Repairs of misspelt words: letters, never digits, and only where one word is meant."""

from __future__ import annotations

import pytest

from chatbot.datatypes.reading import Correction, Mention, Token
from chatbot.text.fold import tokenise
from chatbot.understanding.repair import MOST, Repairer, uncovered

WORDS = {"falcon": 1, "gemma": 1, "license": 1, "opus": 1, "models": 2, "with": 2, "which": 2, "grain": 1, "groin": 1}


def find(tokens: tuple[Token, ...]) -> list[Mention]:
    """Every known word is a mention of itself."""
    return [Mention(i, i + 1, "word", t.text) for i, t in enumerate(tokens) if t.text in WORDS]


def repair(text: str) -> tuple[list[str], tuple[Correction, ...]]:
    tokens = tokenise(text)
    repairer = Repairer(WORDS, {"falcon": "Falcon"}, find)  # type: ignore[arg-type]
    mended, _, corrections = repairer.repair(tokens, find(tokens))
    return [token.text for token in mended], corrections


def test_a_slip_is_repaired_and_told() -> None:
    assert repair("Falcno license") == (["falcon", "license"], (Correction("Falcno", "Falcon"),))
    assert repair("licnese") == (["license"], (Correction("licnese", "license"),))


@pytest.mark.parametrize("text", ["falcon", "opsu", "gemm", "180", "fal", "something", "grian"])
def test_what_is_left_alone(text: str) -> None:
    words, corrections = repair(text)
    expected = {"opsu": "opus", "gemm": "gemma", "grian": "grain"}.get(text, text)
    assert words == [expected] or (words, corrections) == ([text], ())


def test_two_candidates_stay_open() -> None:
    assert repair("gruin") == (["gruin"], ())


def test_short_words_are_not_taken_for_function_words() -> None:
    assert repair("wih") == (["wih"], ())
    assert repair("wth") == (["wth"], ())


def test_a_word_of_the_language_is_no_slip() -> None:
    tokens = tokenise("falcons licence")
    repairer = Repairer(WORDS, {}, find, others=["falcons"])  # type: ignore[arg-type]
    assert [token.text for token in repairer.repair(tokens, find(tokens))[0]] == ["falcons", "license"]


def test_too_many_slips_are_no_slips() -> None:
    text = " ".join(["falcno"] * (MOST + 1))
    assert repair(text)[1] == ()


def test_words_that_nothing_covers() -> None:
    tokens = tokenise("falcon, the one")
    assert [tokens[place].text for place in uncovered(tokens, find(tokens))] == ["the", "one"]


@pytest.mark.parametrize("text", ["unlicense", "relicense"])
def test_no_repair_turns_a_meaning_round(text: str) -> None:
    assert repair(text) == ([text], ())
