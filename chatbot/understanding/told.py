"""Hardware that is told before a question: `We bought a 3090 last year. Could it run …?`"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from chatbot.datatypes.query import Card, CountItems, Fits, ListItems, Query, Recommend
from chatbot.datatypes.reading import Phrase, Reading
from chatbot.understanding.sentences import Span
from chatbot.understanding.shapes.fitting import fits_in, is_bare, open_fit, with_hardware
from chatbot.understanding.shapes.slots import stated

_HARDWARE = "hardware"
_ASKING = frozenset({"names", "yes_no", "which", "what", "how_many", "why", "memory_need", "not", "outsider", "purpose",
                     "attribute", "asked", "ordering", "topic", "users", "tuning", "precision", "outside_id",
                     "recommend"})  # fmt: skip


def hardware_told(phrases: Sequence[Phrase], span: Span) -> tuple[Card, ...]:
    """Return the hardware that a statement tells; nothing where it asks or names something, too."""
    inside = [phrase for phrase in phrases if span.start <= phrase.start and phrase.end <= span.end]
    found = [phrase for phrase in inside if phrase.category == _HARDWARE]
    if not found:
        return ()
    best = max(found, key=lambda phrase: (phrase.end - phrase.start, -phrase.start))
    others = [phrase for phrase in inside if phrase.end <= best.start or best.end <= phrase.start]
    if any(phrase.category in _ASKING or _limits(phrase) for phrase in others):
        return ()
    hardware: tuple[Card, ...] = best.meaning
    return () if any(is_bare(card) for card in hardware) else hardware


def _limits(phrase: Phrase) -> bool:
    """Say whether a phrase states something else than a fit."""
    return phrase.category == "constraint" and not isinstance(phrase.meaning, Fits)


def on_hardware(parts: Sequence[Reading], hardware: tuple[Card, ...], attribute: str) -> tuple[Reading, ...]:
    """Return readings that take the hardware in: those that leave it open, and sets of things to be found."""
    return tuple(msgspec.structs.replace(part, query=_on(part.query, hardware, attribute)) for part in parts)


def _on(query: Query, hardware: tuple[Card, ...], attribute: str) -> Query:
    if open_fit(query):
        return with_hardware(query, hardware)
    if fits_in(query) or not isinstance(query, ListItems | CountItems | Recommend) or not attribute:
        return query
    asked = Fits(attribute, hardware)
    where = query.selection.where
    selection = msgspec.structs.replace(query.selection, where=stated([where, asked] if where else [asked]))
    return msgspec.structs.replace(query, selection=selection)
