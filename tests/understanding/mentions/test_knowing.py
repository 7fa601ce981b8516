"""What asks whether one knows asks for what is known."""

from __future__ import annotations

from chatbot.datatypes.reading import Mention
from chatbot.text.fold import tokenise
from chatbot.understanding.mentions.knowing import knowing


def term(start: int, end: int, name: str) -> Mention:
    return Mention(start, end, name, name)


KNOW, BIG, END = term(0, 2, "know"), term(3, 5, "asked"), term(5, 6, "whether_mark")
TOKENS = tokenise("知道X多大吗")


def test_behind_a_question_word_the_end_of_the_question_goes_unused() -> None:
    assert knowing([KNOW, BIG, END], TOKENS) == [KNOW, BIG, Mention(5, 6, "filler", "particle")]


def test_a_statement_is_still_asked_for() -> None:
    found = [KNOW, Mention(3, 5, "property", "x"), END]
    assert knowing(found, TOKENS) == found


def test_nothing_changes_where_nobody_is_asked_for_what_he_knows() -> None:
    assert knowing([BIG, END], TOKENS) == [BIG, END]


def test_nor_within_a_sentence() -> None:
    tokens = tokenise("知道X多大吗X")
    assert knowing([KNOW, BIG, END], tokens) == [KNOW, BIG, END]
