"""Questions after one another of which only one names the set: largest and smallest Apache model; A or B, which …"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from chatbot.datatypes.query import ListItems, Query
from chatbot.datatypes.reading import Outcome, Reading
from chatbot.datatypes.subjects import among_named, stated_of_named, subjects_of, within_set_of
from chatbot.understanding.analysis import Analysis
from chatbot.understanding.parts.clauses import Clauses
from chatbot.understanding.parts.kinds import is_ranked, names_no_set
from chatbot.understanding.parts.questions import ASKING
from chatbot.understanding.sentences import Span

PICKING = frozenset({"which", "how_many"})
"""Terms of a question that asks for some of a set, so that it is no mere phrase of talk."""

_DESCRIBING = frozenset({"constraint", "names"})
"""Phrases that say of what something is the first."""
_OF_IT = frozenset({"anaphor", "yes_no", "whether"})
"""Terms of a question whether something is so, of a thing named before."""
_OF_SOME = frozenset({"any", "anything", "exist", "list", "recommend"})
"""Terms of a question whether there are some."""


def among(analysis: Analysis, before: Query, query: Query, span: Span) -> Query | None:
    """`BLOOM or Falcon, which is larger, which may be sold?`: of those two; `…, does it fit?`: of that one."""
    if analysis.holds(span, {"noun", "name"}):
        return None
    first = getattr(getattr(query, "selection", None), "rank", None) is not None
    if first or analysis.holds(span, PICKING):
        return among_named(before, query)
    of_it = bool(analysis.holds(span, {"anaphor"}))
    asks = of_it or (analysis.holds(span, _OF_IT) and not analysis.holds(span, _OF_SOME))
    return stated_of_named(before, query) if asks else None


def in_one_set(analysis: Analysis, clauses: Clauses, sides: list[Outcome], halves: Sequence[Span]) -> list[Outcome]:
    """`largest and smallest Apache model`: a place that names no set is one in the set of the other."""
    queries = [side.parts[0].query for side in sides if len(side.parts) == 1]
    each = len(queries) == len(sides)
    if each and clauses.count_apart(queries, halves) and not subjects_of(queries[0]):
        return sides
    if each and not analysis.holds(halves[1], {"noun", "name"}):
        query = within_set_of(queries[0], queries[1]) or among(analysis, queries[0], queries[1], halves[1])
        if query is not None:
            part = msgspec.structs.replace(sides[1].parts[0], query=query)
            return [sides[0], msgspec.structs.replace(sides[1], parts=(part,))]
    ranked = [query for query in queries if isinstance(query, ListItems) and is_ranked(query)]
    if len(ranked) < len(sides):
        return sides
    named = [bool(analysis.holds(half, {"noun"})) for half in halves]
    free = [not noun and names_no_set(query) for noun, query in zip(named, ranked, strict=True)]
    if not any(free) and names_no_set(ranked[1]) and _goes_for_both(analysis, sides[0].parts[0], halves):
        free = [False, True]
    if sum(free) != 1:
        return sides
    place = free.index(True)
    shared, own = ranked[1 - place].selection, ranked[place]
    query = msgspec.structs.replace(own, selection=msgspec.structs.replace(shared, rank=own.selection.rank))
    part = msgspec.structs.replace(sides[place].parts[0], query=query)
    sides[place] = msgspec.structs.replace(sides[place], parts=(part,))
    return sides


def _goes_for_both(analysis: Analysis, first: Reading, halves: Sequence[Span]) -> bool:
    """Say whether what is said before the first of two joined places describes both (languages that describe first)."""
    placed = [phrase.start for phrase in first.phrases if phrase.category == "ordering"]
    described = [phrase.end for phrase in first.phrases if phrase.category in _DESCRIBING]
    before = bool(placed and described) and max(described) <= min(placed)
    between = Span(halves[0].end, halves[1].start)
    return before and bool(analysis.holds(between, {"and"})) and not analysis.holds(halves[0], ASKING)
