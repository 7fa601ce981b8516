"""What is counted beside what it is the number of: on what corpus was it trained, and how many tokens was that?"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from chatbot.datatypes.catalog import Catalog
from chatbot.datatypes.query import Lookup
from chatbot.datatypes.reading import Outcome, Reading
from chatbot.understanding.analysis import Analysis
from chatbot.understanding.sentences import Span
from chatbot.understanding.shapes.slots import leaves

_COUNT = "unit_count"
"""A term that asks for a number of something, and not of what."""
_EVENT = "event"
_TAKING = frozenset({"takes_in", "puts_out", "fits"})
"""Terms that say themselves what is counted (how many tokens can it take)."""


def with_measures(outcome: Outcome, analysis: Analysis, catalog: Catalog) -> Outcome:
    """Ask for the amount that measures what was asked for before, where a number alone is asked for behind it."""
    counts = [mention for mention in analysis.mentions if mention.category == _COUNT]
    if outcome.status != "read" or not counts:
        return outcome
    open_counts = {(m.start, m.end) for m in counts if not analysis.holds(_rest(analysis, m.end), _TAKING)}
    told: list[str] = []
    parts = []
    for part in outcome.parts:
        query = part.query
        if isinstance(query, Lookup):
            loose = _counted(part, open_counts)
            asked: list[str] = []
            for name in query.attributes:
                asked.append(_measure(catalog, name, [*told, *asked]) if name in loose else name)
            told += asked
            query = msgspec.structs.replace(query, attributes=tuple(dict.fromkeys(asked)))
        parts.append(part if query == part.query else msgspec.structs.replace(part, query=query))
    return msgspec.structs.replace(outcome, parts=tuple(parts))


def _rest(analysis: Analysis, place: int) -> Span:
    """Return what stands behind a place in its sentence."""
    return next(Span(place, span.end) for span in analysis.sentences if span.start < place <= span.end)


def _counted(part: Reading, counts: set[tuple[int, int]]) -> set[str]:
    """Return what is asked for by nothing but a number, if no event says of what it is."""
    found = [leaf for phrase in part.phrases for leaf in leaves(phrase)]
    if any(leaf.category == _EVENT for leaf in found):
        return set()
    return {leaf.meaning for leaf in found if leaf.category == "asked" and (leaf.start, leaf.end) in counts}


def _measure(catalog: Catalog, asked: str, before: Sequence[str]) -> str:
    """Return the amount in the same unit that measures one of the attributes asked for before; else what was asked."""
    unit = catalog.attribute(asked).unit
    related = (catalog.attribute(one) for name in reversed(before) for one in catalog.attribute(name).related)
    return next((one.id for one in related if one.type == "quantity" and one.unit == unit), asked)
