"""Brackets around a size are no brackets, all others stay."""

from __future__ import annotations

import pytest

from chatbot.text.fold import tokenise
from chatbot.understanding.marks.brackets import walls, without_brackets


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("llama 3.1 (70B) layers", "llama 3.1 70 b layers"),
        ("gpt-4 [32k]", "gpt - 4 32 k"),
        ("a (7B) and b (13B)", "a 7 b and b 13 b"),
        ("(70B) llama", "( 70 b ) llama"),
        ("llama (the 70B)", "llama ( the 70 b )"),
        ("llama (70 billion)", "llama ( 70 billion )"),
        ("llama (70B]", "llama ( 70 b ]"),
        ("llama (70B", "llama ( 70 b"),
        ("llama, (70B)", "llama , ( 70 b )"),
    ],
)
def test_only_brackets_around_a_size_behind_a_word_are_dropped(text: str, left: str) -> None:
    assert [token.text for token in without_brackets(tokenise(text))] == left.split()


def test_walls_are_closing_brackets_and_where_they_opened():
    tokens = tokenise("7B (not 7B) models", {})
    (closing,) = walls(tokens)
    assert (tokens[closing].text, tokens[walls(tokens)[closing]].text) == (")", "(")


def test_what_closes_nothing_encloses_nothing():
    tokens = tokenise("a) the size", {})
    assert list(walls(tokens).values()) == [len(tokens)]
