"""The language of a turn: what is of no language keeps that of the conversation."""

from __future__ import annotations

import msgspec

from chatbot.datatypes.reading import Outcome

_PLAIN = frozenset({"name", "number"})
_NEAR = 2
"""So many of the best ways to read a follow-up may tell a precision, which is the name of a term as well."""


def in_language(outcome: Outcome, language: str, kinds: frozenset[str]) -> Outcome:
    """Names and numbers alone are of no language: the conversation keeps its own; `kinds`: those of named things."""
    if not language or language == outcome.language:
        return outcome
    plain = {place for m in outcome.mentions if m.category in _PLAIN | kinds for place in range(m.start, m.end)}
    plain |= _precision(outcome)
    if all(token.kind in {"mark", "number"} or place in plain for place, token in enumerate(outcome.tokens)):
        return msgspec.structs.replace(outcome, language=language)
    return outcome


def _precision(outcome: Outcome) -> set[int]:
    """Return the places of a precision that is all that a follow-up says (fp8)."""
    told = [one for one in outcome.follow[:_NEAR] if one.follow is not None and one.follow.precision]
    if not told:
        return set()
    (reading, *_) = told
    return {place for phrase in reading.phrases for place in range(phrase.start, phrase.end)}
