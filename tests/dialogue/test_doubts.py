"""An answer stands only where it is the same whatever a word that may be a slip was meant for."""

from __future__ import annotations

import pytest

from chatbot.datatypes.query import Define, Query
from chatbot.datatypes.reading import Correction, Doubt, Instead, Outcome, Reading
from chatbot.dialogue.doubts import MOST_CHARACTERS, settled
from chatbot.dialogue.outcomes import Resolved
from tests.dialogue.conftest import Talk

AGAIN = {"same": "a", "other": "b", "once more": "b", "refused": ""}
"""Texts, and the term each asks for."""
SLIP = Correction("typed", "meant")


def read(text: str) -> Outcome:
    """Return the outcome of a text."""
    term = AGAIN[text]
    part = Reading(intent="define", query=Define((term,)), score=1.0, phrases=())
    return Outcome(status="read" if term else "not_understood", language="en", parts=(part,) if term else ())


def doubt(*meant: str, known: bool = True, likely: bool = False) -> Doubt:
    return Doubt("typed", tuple(Instead(text, SLIP, likely) for text in meant), known)


def key(query: Query) -> Query:
    return query


def outcome(text: str, *doubts: Doubt) -> Outcome:
    return settled(Resolved(outcome=read(text)), doubts, read, key).outcome


@pytest.mark.parametrize(
    ("meant", "known", "expected"),
    [
        ("same", False, "read"),
        ("other", False, "not_understood"),
        ("other", True, "not_understood"),
        ("refused", False, "not_understood"),
        ("refused", True, "read"),
    ],
)
def test_what_was_meant_decides(meant: str, known: bool, expected: str) -> None:
    """What cannot be read tells nothing of a word that is known, or was taken for another one already."""
    assert outcome("same", doubt(meant, known=known)).status == expected


def test_where_more_may_have_been_meant_than_can_be_tried_nobody_can_tell_what_is_unknown() -> None:
    many = ["same"] * (MOST_CHARACTERS // 4 + 1)
    assert outcome("same", doubt(*many, known=False)).status == "not_understood"
    assert outcome("same", doubt(*many, known=True)).status == "read"


def test_a_text_that_is_read_several_times_counts_as_often() -> None:
    doubted = (doubt(*["same"] * (MOST_CHARACTERS // 8 + 1), known=False),)
    assert settled(Resolved(outcome=read("same")), doubted, read, key).outcome.status == "read"
    assert settled(Resolved(outcome=read("same")), doubted, read, key, 2).outcome.status == "not_understood"


def test_the_word_is_told() -> None:
    refused = outcome("same", doubt("other"))
    assert refused.names == refused.unexplained == ("typed",)


@pytest.mark.parametrize(
    ("doubts", "status"),
    [
        ([doubt("other", likely=True)], "read"),
        ([doubt("other", likely=False)], "not_understood"),
        ([doubt("other", "once more", "refused", likely=True)], "read"),
        ([doubt("other", likely=True), doubt("same")], "not_understood"),
        ([doubt("refused", likely=True)], "not_understood"),
    ],
)
def test_the_only_question_there_would_be_was_meant(doubts: list[Doubt], status: str) -> None:
    mended = outcome("refused", *doubts)
    assert mended.status == status
    assert mended.corrections == ((SLIP,) if status == "read" else ())


@pytest.mark.parametrize(
    ("lines", "statuses"),
    [
        (("parameters of Gemma 7B", "ad the context?"), ["answered", "not_understood"]),
        (("parameters of Gemma 7B", "and the context?"), ["answered", "answered"]),
    ],
)
def test_a_slip_in_what_goes_on_counts_too(talk: Talk, lines: tuple[str, ...], statuses: list[str]) -> None:
    assert [answer["status"] for answer in talk(*lines)] == statuses


def test_unlikely_words_are_not_tried_where_the_likely_ones_make_no_question() -> None:
    tried: list[str] = []

    def again(text: str) -> Outcome:
        tried.append(text)
        return read(text)

    doubts = (doubt("same", "other"), doubt("refused", likely=True))
    assert settled(Resolved(outcome=read("refused")), doubts, again, key).outcome.status == "not_understood"
    assert tried == ["refused"]
