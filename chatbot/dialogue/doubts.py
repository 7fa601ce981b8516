"""Words that may be slips: an answer stands only where it is the same whatever was meant by them.

A word that nobody knows goes unused where the rest can be read without it. If it is one letter away from a known word,
the question may have been another one: `ow large is it` does not ask whether it is open. So every word that may have
been meant is put in its place, and the utterance read again.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable

from chatbot.datatypes.query import Query
from chatbot.datatypes.reading import UNRECORDED, Doubt, Outcome
from chatbot.dialogue.outcomes import Resolved, may_be_slip

MOST = 2000
"""Characters of all texts that are read again; where more may have been meant, nobody can tell what."""

Again = Callable[[str], Outcome]
"""Resolves another text at the same place of the conversation."""
Key = Callable[[Query], Hashable]
"""The normal form of a query."""


def settled(resolved: Resolved, doubts: tuple[Doubt, ...], again: Again, key: Key) -> Resolved:
    """Return what was resolved, unless it rests on what a word that may be a slip was taken for."""
    if resolved.outcome.status != "read":
        return resolved
    read, tried = _form(resolved.outcome, key), 0
    for doubt in doubts:
        tried += sum(map(len, doubt.meant))
        if tried > MOST or _rests_on(doubt, read, again, key):
            return may_be_slip(resolved.outcome, doubt.typed)
    return resolved


def _rests_on(doubt: Doubt, read: list[Hashable], again: Again, key: Key) -> bool:
    """Say whether the utterance would be another question with a word that may have been meant."""
    others = map(again, doubt.meant)
    return any(_form(other, key) != read for other in others if _is_understood(other) or not doubt.taken)


def _is_understood(outcome: Outcome) -> bool:
    """Say whether a question was understood, though nothing may be recorded on it."""
    return outcome.status == "read" or any(phrase.category == UNRECORDED for phrase in outcome.cover)


def _form(outcome: Outcome, key: Key) -> list[Hashable]:
    return [key(part.query) for part in outcome.parts]
