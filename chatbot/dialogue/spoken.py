"""The language of a turn: what is of no language keeps that of the conversation."""

from __future__ import annotations

import msgspec

from chatbot.datatypes.reading import Outcome

_PLAIN = frozenset({"name", "number"})


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
    reading = outcome.follow[0] if outcome.follow else None
    if reading is None or reading.follow is None or not reading.follow.precision:
        return set()
    return {place for phrase in reading.phrases for place in range(phrase.start, phrase.end)}
