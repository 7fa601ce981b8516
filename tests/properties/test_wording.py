"""Wording that does not matter: politeness, case, width, blanks and the final mark change nothing of what is read."""

from __future__ import annotations

import string
from collections.abc import Callable

import pytest

from tests.properties.corpus import is_chinese, is_talk, reading, sample

WIDE = str.maketrans({char: chr(ord(char) + 0xFEE0) for char in string.printable if "!" <= char <= "~"})
END = "?!.？！。… "
SHAPE: dict[str, Callable[[str], str]] = {
    "upper case": str.upper,
    "full width": lambda text: text.translate(WIDE),
    "wide blanks": lambda text: text.replace(" ", "\u3000"),
    "double blanks": lambda text: text.replace(" ", "  "),
    "blanks around": lambda text: f"  {text}\t",
    "no mark": lambda text: text.rstrip(END),
    "two marks": lambda text: text.rstrip("?？") + "??",
    "wide mark": lambda text: text.rstrip(END) + "？",
    "full stop": lambda text: text.rstrip(END) + ".",
}
ENGLISH: dict[str, Callable[[str], str]] = {
    "please": lambda text: f"please {text}",
    "hello": lambda text: f"Hello! {text}",
    "well": lambda text: f"ok so {text}",
    "please behind": lambda text: behind(text, ", please"),
    "thanks behind": lambda text: behind(text, ", thanks"),
}
CHINESE: dict[str, Callable[[str], str]] = {
    "may I ask": lambda text: f"请问{text}",
    "hello": lambda text: f"你好，{text}",
    "thanks behind": lambda text: behind(text, "，谢谢"),
}
LOST = 0.03
"""Share of questions that a polite word behind may make too hard to read; none may be read as another one."""


def behind(text: str, added: str) -> str:
    """Return a question with words before its final mark, which may tell that it is one."""
    body = text.rstrip(END)
    return body + added + text[len(body) :]


def changed(change: Callable[[str], str], questions: list[str]) -> tuple[list[str], list[str]]:
    """Return the questions that are read otherwise after a change, and those no longer read."""
    other: list[str] = []
    lost: list[str] = []
    for question in questions:
        status, forms = reading(question)
        if status == "read":
            now = reading(change(question))
            if now != (status, forms):
                (other if now[0] == "read" else lost).append(change(question))
    return other, lost


@pytest.mark.parametrize("change", SHAPE)
def test_the_shape_of_letters_and_blanks_does_not_matter(change: str) -> None:
    """But a mark of a question may make one of words that describe a set without it (…, commercial ok?)."""
    other, lost = changed(SHAPE[change], sample(120, seed=1))
    assert not other
    assert len(lost) <= LOST * 120


def test_small_letters_never_make_another_question() -> None:
    """But names that are words may no longer be told from words."""
    other, lost = changed(str.lower, sample(200, seed=2))
    assert not other
    assert len(lost) <= LOST * 200


@pytest.mark.parametrize("change", ENGLISH)
def test_politeness_does_not_matter(change: str) -> None:
    asked = [text for text in sample(320, seed=3) if not is_chinese(text) and not is_talk(text)]
    other, lost = changed(ENGLISH[change], asked)
    assert not other
    assert len(lost) <= LOST * len(asked)


@pytest.mark.parametrize("change", CHINESE)
def test_politeness_in_chinese_does_not_matter(change: str) -> None:
    asked = [text for text in sample(320, seed=4) if is_chinese(text) and not is_talk(text)]
    other, lost = changed(CHINESE[change], asked)
    assert not other
    assert len(lost) <= LOST * len(asked)
