"""Words that may be slips: an answer stands only where it is the same whatever was meant by them.

A word that nobody knows goes unused where the rest can be read without it. If it is one letter away from a known word,
the question may have been another one: `ow large is it` does not ask whether it is open. So every word that may have
been meant is put in its place, and the utterance read again.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable

import msgspec

from chatbot.datatypes.query import Query
from chatbot.datatypes.reading import UNRECORDED, Doubt, Instead, Outcome
from chatbot.dialogue.outcomes import Resolved, may_be_slip

_LOST = frozenset({"not_understood", "out_of_scope"})
"""What comes of a question that a slip makes unreadable."""
MOST_CHARACTERS = 2000
"""So many characters are read again at most, so that a long text with many slips is not slow.

Counted is each text with another word in place of a slip, as often as it is read: an utterance of 50 characters with
four words that may have been meant, in a conversation that reads each three times, takes 600.
"""

Again = Callable[[str], Outcome]
"""Resolves another text at the same place of the conversation."""
Key = Callable[[Query], Hashable]
"""The normal form of a query."""


def settled(resolved: Resolved, doubts: tuple[Doubt, ...], again: Again, key: Key, times: int = 1) -> Resolved:
    """Return what was resolved, unless it rests on what a word that may be a slip was taken for.

    `times`: how often a text is read until it is resolved: in a conversation each of its sentences several times.

    Where nothing was understood, and with one of the words that a likely slip may have been meant for there is exactly
    one question, it is that one.
    """
    if not doubts:
        return resolved
    if times * sum(len(each.text) for doubt in doubts for each in doubt.meant) > MOST_CHARACTERS:
        unknown = [doubt for doubt in doubts if not doubt.known]  # where more may have been meant, nobody can tell what
        return (
            may_be_slip(resolved.outcome, unknown[0].typed)
            if unknown and resolved.outcome.status == "read"
            else resolved
        )
    if resolved.outcome.status != "read":
        return _mended(resolved, doubts, again, key, times)
    read = _form(resolved.outcome, key)
    resting = (doubt for doubt in doubts if _rests_on(doubt, read, again, key))
    doubt = next(resting, None)
    return resolved if doubt is None else may_be_slip(resolved.outcome, doubt.typed)


def _mended(resolved: Resolved, doubts: tuple[Doubt, ...], again: Again, key: Key, times: int) -> Resolved:
    """Return the only question that there would be with what may have been meant, where that is likely."""
    if resolved.outcome.status not in _LOST:
        return resolved
    words = [each for doubt in doubts for each in doubt.meant]
    read = _tried([each for each in words if each.likely], again)
    likely = [(each, outcome) for each, outcome in read if outcome.status == "read"]
    if not likely:
        return resolved  # whatever the others would be: most words of a text that says nothing are not likely ones
    read += _tried([each for each in words if not each.likely], again)
    if any(_form(outcome, key) != _form(likely[0][1], key) for _, outcome in read):
        return resolved
    meant, outcome = likely[0]
    corrections = (*outcome.corrections, meant.correction)
    mended = Resolved(outcome=msgspec.structs.replace(outcome, corrections=corrections), used=True)
    return settled(mended, outcome.doubts, again, key, times)  # of the other words of the utterance


def _tried(words: list[Instead], again: Again) -> list[tuple[Instead, Outcome]]:
    """Return the words with which the utterance is read, and as what."""
    tried = [(each, again(each.text)) for each in words]
    return [(each, outcome) for each, outcome in tried if outcome.status not in _LOST]


def _rests_on(doubt: Doubt, read: list[Hashable], again: Again, key: Key) -> bool:
    """Say whether the utterance would be another question with a word that may have been meant."""
    others = (again(each.text) for each in doubt.meant)
    return any(_form(other, key) != read for other in others if _is_understood(other) or not doubt.known)


def _is_understood(outcome: Outcome) -> bool:
    """Say whether a question was understood, though nothing may be recorded on it."""
    return outcome.status == "read" or any(phrase.category == UNRECORDED for phrase in outcome.cover)


def _form(outcome: Outcome, key: Key) -> list[Hashable]:
    return [key(part.query) for part in outcome.parts]
