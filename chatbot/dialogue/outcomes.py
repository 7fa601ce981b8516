"""Outcomes that the conversation makes: complete ones, and questions back."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from chatbot.datatypes.query import Query
from chatbot.datatypes.reading import Outcome, Reading


class Resolved(msgspec.Struct, frozen=True, kw_only=True):
    """A complete outcome."""

    outcome: Outcome
    used: bool = False
    """The conversation gave part of it, so the reading is to be shown."""


def completed(outcome: Outcome, parts: Sequence[Reading]) -> Outcome:
    """Return the outcome as read in these parts."""
    whole = tuple(msgspec.structs.replace(part, open=False, follow=None) for part in parts)
    return _cleared(outcome, status="read", reason="", parts=whole, open=None)


def read(outcome: Outcome, reading: Reading, queries: Sequence[Query]) -> Resolved:
    """Return the outcome as asking these questions."""
    parts = [msgspec.structs.replace(reading, query=query) for query in queries]
    return Resolved(outcome=completed(outcome, parts), used=True)


def asked_back(outcome: Outcome, reading: Reading, queries: Sequence[Query]) -> Resolved:
    """Return the outcome as a choice between these questions."""
    ways = tuple(msgspec.structs.replace(reading, query=query, follow=None) for query in queries)
    return Resolved(
        outcome=_cleared(outcome, status="clarify", reason="answer.refuse.clarify", alternatives=ways, open=None)
    )


def unclear(outcome: Outcome, reason: str, open_reading: Reading | None) -> Resolved:
    """Return the outcome as a question back; a name alone completes the open reading."""
    return Resolved(outcome=_cleared(outcome, status="clarify", reason=f"answer.dialogue.{reason}", open=open_reading))


def not_held(outcome: Outcome, words: tuple[str, ...]) -> Resolved:
    """Return that the catalog holds nothing on some words."""
    why = "answer.refuse.beyond"
    return Resolved(
        outcome=_cleared(outcome, status="not_understood", reason=why, names=words, unexplained=words, open=None)
    )


def may_be_slip(outcome: Outcome, word: str) -> Resolved:
    """Return that a word was not understood: it may be a slip of one that makes another question of it."""
    why = "answer.refuse.not_understood"
    return Resolved(
        outcome=_cleared(outcome, status="not_understood", reason=why, names=(word,), unexplained=(word,), open=None)
    )


def which_of(outcome: Outcome, open_reading: Reading, names: tuple[str, ...]) -> Resolved:
    """Return the outcome as a question which of some things is meant."""
    return Resolved(
        outcome=_cleared(outcome, status="clarify", reason="answer.refuse.which_item", open=open_reading, choices=names)
    )


def _cleared(outcome: Outcome, **changes: object) -> Outcome:
    empty: dict[str, object] = dict.fromkeys(
        ("parts", "alternatives", "choices", "names", "outsiders", "unexplained"), ()
    )
    return msgspec.structs.replace(outcome, **(empty | {"read_follow": tuple} | changes))
