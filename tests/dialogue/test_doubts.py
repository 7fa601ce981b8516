"""An answer stands only where it is the same whatever a word that may be a slip was meant for."""

from __future__ import annotations

import pytest

from chatbot.datatypes.query import Define, Query
from chatbot.datatypes.reading import Doubt, Outcome, Reading
from chatbot.dialogue.doubts import MOST, settled
from chatbot.dialogue.outcomes import Resolved
from tests.dialogue.conftest import Talk

AGAIN = {"same": "a", "other": "b", "refused": ""}
"""Texts, and the term each asks for."""


def read(text: str) -> Outcome:
    """Return the outcome of a text."""
    term = AGAIN.get(text, "")
    part = Reading(intent="define", query=Define(f"{term}"), score=1.0, phrases=())
    return Outcome(status="read" if term else "clarify", language="en", parts=(part,) if term else ())


def status(*doubts: Doubt) -> str:
    return settled(Resolved(outcome=read("same")), doubts, read, _key).outcome.status


def _key(query: Query) -> Query:
    return query


@pytest.mark.parametrize(
    ("meant", "taken", "expected"),
    [
        ("same", False, "read"),
        ("other", False, "not_understood"),
        ("other", True, "not_understood"),
        ("refused", False, "not_understood"),
        ("refused", True, "read"),
    ],
)
def test_what_was_meant_decides(meant: str, taken: bool, expected: str) -> None:
    """What cannot be read tells nothing of a word that was taken for another one already."""
    assert status(Doubt("typed", (meant,), taken)) == expected


def test_where_more_may_have_been_meant_than_can_be_tried_nobody_can_tell() -> None:
    assert status(Doubt("typed", ("same",) * (MOST // 4 + 1), taken=False)) == "not_understood"


def test_the_word_is_told() -> None:
    refused = settled(Resolved(outcome=read("same")), (Doubt("hw", ("other",), taken=False),), read, _key).outcome
    assert refused.names == refused.unexplained == ("hw",)


@pytest.mark.parametrize(
    ("lines", "statuses"),
    [
        (("parameters of Gemma 7B", "ad the context?"), ["answered", "not_understood"]),
        (("parameters of Gemma 7B", "and the context?"), ["answered", "answered"]),
    ],
)
def test_a_slip_in_what_goes_on_counts_too(talk: Talk, lines: tuple[str, ...], statuses: list[str]) -> None:
    assert [answer["status"] for answer in talk(*lines)] == statuses
