"""The last question, changed by what is said now: the best way to read it so, or the few that differ."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

import msgspec

from chatbot.datatypes.catalog import Catalog, Ref
from chatbot.datatypes.followup import Followup
from chatbot.datatypes.options import Follow
from chatbot.datatypes.query import (
    Check,
    CompareItems,
    Constraint,
    Contest,
    Describe,
    Has,
    ListItems,
    Lookup,
    Query,
    Selection,
)
from chatbot.datatypes.reading import Outcome, Reading
from chatbot.datatypes.subjects import is_set, with_subjects
from chatbot.dialogue.asked import asked_whether
from chatbot.dialogue.choices import PART, by_part, nearest
from chatbot.dialogue.fits import as_many
from chatbot.dialogue.likely import (
    LOOSE,
    is_beside,
    is_generic,
    is_limit_beside,
    is_other_bound,
    is_rough_beside,
    is_sized,
    is_told,
    preference,
    sort_of,
)
from chatbot.dialogue.makers import is_by_persons, of_maker, speaks_of_maker
from chatbot.dialogue.matters import in_same_matter, under_same_terms
from chatbot.dialogue.misfits import (
    is_how_it_runs,
    is_one_sided,
    lacks_other_side,
    may_it_be,
    means_other_edition,
    mixes_choices,
    of_another_size,
)
from chatbot.dialogue.moves.counted import counted, of_first, of_number
from chatbot.dialogue.moves.others import of_both
from chatbot.dialogue.moves.parallels import Found, parallels, with_selection
from chatbot.dialogue.moves.places import of_place
from chatbot.dialogue.moves.shifts import Shifts
from chatbot.dialogue.moves.sizes import of_sizes
from chatbot.dialogue.moves.table import Moves
from chatbot.dialogue.moves.together import held_against, of_several, of_terms, of_two, same_of_another
from chatbot.dialogue.outcomes import Resolved, asked_back, read, unclear
from chatbot.dialogue.pointing import said
from chatbot.dialogue.reach import REACH, reach
from chatbot.dialogue.referring import is_put_right, tells_whole
from chatbot.dialogue.sets import focus, kin, members, role, selection_of
from chatbot.dialogue.state import Exchange, State
from chatbot.understanding.cover import MARGIN

MOST_CHOICES = 4
"""More siblings than this are not offered for a part of a name."""
LOST = 8.0
"""A reading that lacks only its thing and is this much better uses a word that no follow-up does."""
_FIRM: frozenset[Follow] = frozenset({"values", "alike", "uses"})
"""Kinds of follow-ups beside which no less likely reading counts, though they do not go on from what was said."""
_ONE_OF_SEVERAL = "size_class"
_SHADE = "shade"
"""The class of fillers that say how far something is so."""
_ONE_OF_THEM = "one_of_them"


class Follower:
    """Applies follow-ups over one catalog."""

    def __init__(self, catalog: Catalog, key: Callable[[Query], Hashable]) -> None:
        """Take the catalog, and the normal form of queries."""
        self._catalog = catalog
        self._shifts = Shifts(catalog)
        self._moves = Moves(self._shifts)
        self._key = key

    def followed(self, outcome: Outcome, state: State) -> Resolved | None:
        """Apply the best way to read the utterance as a follow-up; two different ones are asked back."""
        if state.last is None:
            return None
        outcome = _put_right(outcome)
        exchanges = self._exchanges(outcome, state.last, state.earlier)
        best = max((reading.score for reading in outcome.follow), default=0.0)
        if outcome.open is not None and outcome.open.score > best + LOST:
            return _filled(outcome, exchanges, self._catalog)
        if not exchanges:
            return None
        number = counted(outcome)
        if number:
            outcome, exchanges = of_first(outcome, number), of_number(number, exchanges, self._catalog)
        sided = self._by_sides(outcome, exchanges)
        if sided is not None:
            return sided
        terms = under_same_terms(outcome, exchanges[0], self._catalog)
        if terms is not None:
            outcome = msgspec.structs.replace(outcome, read_follow=lambda: (terms,))
            best = terms.score
        best = max((one.score for one in outcome.follow if not _is_beside(one, outcome, exchanges[0])), default=best)
        found = _of_place(outcome, exchanges[0], best, self._catalog) or self._on_terms(outcome, exchanges, best)
        if not found and means_other_edition(outcome, exchanges[0], self._catalog):
            return self._named_in_part(outcome, state.last) or unclear(outcome, "unfit", None)
        found = of_both(outcome, found or self._likely(outcome, exchanges, best), exchanges)
        if not found:
            return self._unfound(outcome, exchanges, state.last)
        reading, queries = found[0]
        found = [(one, as_many(outcome, each, exchanges[0])) for one, each in found]
        if _is_of_each(reading, queries, state.last):
            return read(outcome, reading, queries)
        different = {self._key(query): query for _, each in found for query in each}
        made = tuple(different.values())
        return read(outcome, reading, made) if len(made) == 1 else asked_back(outcome, reading, made)

    def _unfound(self, outcome: Outcome, exchanges: Sequence[Exchange], last: Exchange) -> Resolved | None:
        """Nothing fits: a question that lacks its thing, or a part of a name; what is put right must be understood."""
        if any(map(is_put_right, outcome.follow)):
            return unclear(outcome, "unfit", None)
        return _filled(outcome, exchanges, self._catalog) or self._named_in_part(outcome, last)

    def _exchanges(self, outcome: Outcome, last: Exchange, earlier: tuple[Exchange, ...]) -> tuple[Exchange, ...]:
        """Return what a follow-up may go on from, the last first: what the maker made, where that is spoken of."""
        if speaks_of_maker(outcome, last, self._catalog):
            theirs = of_maker(last, self._catalog)
            return (theirs,) if theirs is not None else ()
        follow = outcome.follow[0].follow if outcome.follow else None
        if follow is not None and follow.order is not None and tells_whole(outcome):
            return (_of_all(last),)
        if follow is not None and follow.asks == "all" and _is_on_one(last):
            in_turn = bool(earlier) and _is_on_one(earlier[0]) and focus(earlier[0]) != focus(last)
            return (last, *earlier) if in_turn else tuple(each for each in earlier if not _is_on_one(each))
        return (last, *earlier)

    def _by_sides(self, outcome: Outcome, exchanges: Sequence[Exchange]) -> Resolved | None:
        """What is held against another thing: that is the one talked about before it, else it is asked back."""
        if exchanges and lacks_other_side(outcome, exchanges[0]):
            held = held_against(outcome.follow[0], exchanges, self._catalog)
            return read(outcome, outcome.follow[0], held) if held else unclear(outcome, "unfit", None)
        follow = outcome.follow[0].follow if outcome.follow else None
        bare = follow is not None and follow.order is not None
        if not exchanges or (bare and is_by_persons(outcome, exchanges[0], self._catalog)):
            return unclear(outcome, "unfit", None)
        return None

    def _on_terms(self, outcome: Outcome, exchanges: Sequence[Exchange], best: float) -> list[tuple[Reading, Found]]:
        """Words on how to run something, or on one of several (the chat one), mean that wherever they fit."""
        said_so = [
            (one, self._of_kin(one.follow, outcome, exchanges[0])) for one in outcome.follow if one.follow is not None
        ]
        told = [(one, follow) for one, follow in said_so if is_sized(one, follow, best)]
        told += [
            (one, follow) for one, follow in said_so
            if is_told(one, follow, best) and not may_it_be(outcome, follow, exchanges[0])
        ]  # fmt: skip
        found = [(one, self._applied(follow, exchanges[:1])) for one, follow in told]
        return [(one, queries) for one, queries in found if queries][:1]

    def _of_kin(self, follow: Followup, outcome: Outcome, last: Exchange) -> Followup:
        """A word for one of several may be part of the words for how it was tuned (the chat version)."""
        stage = role("stage", last, self._catalog)
        tuned = isinstance(follow.where, Has) and follow.where.attribute == stage
        meant = tuned and follow.pick is None and _ONE_OF_SEVERAL in said(outcome)
        return msgspec.structs.replace(follow, kin=True) if meant else follow

    def _named_in_part(self, outcome: Outcome, last: Exchange) -> Resolved | None:
        """`and Large 2?`: a sibling named by a part of its name; where several fit, it is asked back."""
        if outcome.status == "read" or outcome.follow or any(m.meaning == _SHADE for m in outcome.mentions):
            return None  # `mainly for chat` names nothing
        fitting = by_part(outcome, kin(focus(last), self._catalog), self._catalog)
        talked = {item for ref in focus(last) for item in members(ref, self._catalog)}
        fitting = tuple(ref for ref in fitting if ref.id in talked) or fitting  # of Vicuna 7B: only v1.3
        if len(focus(last)) == 1:
            fitting = nearest(fitting, focus(last)[0], outcome, self._catalog)
        if fitting and is_set(last.query) and {ref.id for ref in fitting} <= set(last.shown):
            return read(outcome, PART, (ListItems(Selection(fitting)),))  # the chat ones, of a set that was shown
        if isinstance(last.query, CompareItems | Contest) and 0 < len(fitting) < len(focus(last)) > 1:
            settled = {ref.id for ref in fitting} <= set(last.shown)
            if settled:
                return read(outcome, PART, (Describe(fitting),))  # of two held side by side, then this one
        limited = selection_of(last)
        if fitting and isinstance(last.query, Lookup) and limited is not None and limited.where is not None:
            # only the 13B: and v1.3? of these
            within = msgspec.structs.replace(limited, subjects=fitting, rank=None)
            return read(outcome, PART, (with_selection(last.query, within),))
        queries = [found for ref in fitting for found in parallels((ref,), last)]
        line = self._line_of(fitting)
        if line is not None:
            return read(outcome, PART, parallels((line,), last))
        if not queries or len(fitting) > MOST_CHOICES:
            return None
        return read(outcome, PART, queries) if len(queries) == 1 else asked_back(outcome, PART, queries)

    def _line_of(self, items: Sequence[Ref]) -> Ref | None:
        """Return the one line that things make up: what they share is its name (the large one)."""
        wanted = {ref.id for ref in items}
        lines = [line.id for line in self._catalog.lines.values() if set(line.members) == wanted]
        return Ref("line", lines[0]) if len(lines) == 1 else None

    def _likely(self, outcome: Outcome, exchanges: Sequence[Exchange], best: float) -> list[tuple[Reading, Found]]:
        """Return the first reading that fits and its rivals, with the questions that they make."""
        fitting = [reading for reading in outcome.follow if not mixes_choices(reading.follow)]
        likely = [reading for reading in fitting if best - reading.score <= LOOSE]
        chosen: list[tuple[Reading, Found]] = []
        firm: list[Constraint] = []
        size = role("size", exchanges[0], self._catalog)
        for reading in sorted(likely, key=lambda one: preference(one, best)):
            if chosen and (chosen[0][0].score - reading.score > MARGIN or sort_of(reading) != sort_of(chosen[0][0])):
                break
            if chosen and is_limit_beside(reading.follow, chosen[0][0].follow):
                continue
            if is_how_it_runs(reading.follow, outcome, exchanges[0]) or is_other_bound(reading, outcome, exchanges[0]):
                continue
            if reading.follow is not None and reading.follow.where in firm:
                continue
            if is_beside(reading.follow, outcome, exchanges[0], size) or is_rough_beside(
                reading.follow, outcome, exchanges[0]
            ):
                continue
            follow = asked_whether(reading.follow, outcome, exchanges[0])
            follow = in_same_matter(follow, outcome, exchanges[0], self._catalog)
            queries = self._applied(follow, exchanges) if follow is not None else ()
            several = (
                of_sizes(follow, exchanges[0], self._catalog)
                or of_two(_as_meant(reading, follow), exchanges, self._catalog, generic=is_generic(outcome))
                or of_several(reading, exchanges, self._catalog, one_of=_ONE_OF_THEM in said(outcome))
            )
            queries = several or of_terms(follow, exchanges, self._shifts) or queries
            queries = tuple(query for query in queries if not is_one_sided(query))
            if queries:
                chosen.append((reading, queries))
            elif follow is not None and follow.kind in _FIRM:
                break  # what it supports is asked, not what supports it
            elif follow is not None and follow.within and follow.where is not None:
                firm.append(follow.where)  # what is wished of a set is no statement on one thing
        return chosen

    def _applied(self, follow: Followup, exchanges: Sequence[Exchange]) -> Found:
        """Apply a follow-up to the exchange that it can go on from."""
        another = same_of_another(follow, exchanges, self._shifts)
        if another:
            return another
        return next((found for each in reach(follow, exchanges) if (found := self._moves.apply(follow, each))), ())


def _of_all(last: Exchange) -> Exchange:
    """Return what was talked about without the set that it is from (anything newer in the catalog?)."""
    return Exchange(queries=(Describe(focus(last)),), shown=last.shown, groups=last.groups) if focus(last) else last


def _of_place(outcome: Outcome, last: Exchange, best: float, catalog: Catalog) -> list[tuple[Reading, Found]]:
    """Return the first likely reading that asks whether what was talked about is the first in an order."""
    likely = (one for one in outcome.follow if best - one.score <= LOOSE)
    found = ((one, of_place(one.follow, outcome, last, catalog)) for one in likely)
    return [(one, queries) for one, queries in found if queries][:1]


def _as_meant(reading: Reading, follow: Followup | None) -> Reading:
    """Return a reading that asks what its words were found to ask (another one, and not which of two)."""
    before = reading.follow
    if before is None or follow is None or before.asks == follow.asks:
        return reading
    return msgspec.structs.replace(reading, follow=msgspec.structs.replace(before, asks=follow.asks))


def _is_beside(reading: Reading, outcome: Outcome, last: Exchange) -> bool:
    """Say whether a reading is not held against the others: it is beside the point."""
    return _is_of_other_kind(reading, last) or is_rough_beside(reading.follow, outcome, last)


def _is_of_other_kind(reading: Reading, last: Exchange) -> bool:
    """Say whether a thing (a term) of another kind is named than what was talked about: as that it says nothing."""
    things = reading.follow.things if reading.follow is not None else ()
    return bool(things) and all(ref.kind != things[0].kind for ref in focus(last))


def _filled(outcome: Outcome, exchanges: Sequence[Exchange], catalog: Catalog) -> Resolved | None:
    """Give an open reading the things talked about; where there were none, those before."""
    empty = [not each.shown and is_set(each.query) for each in exchanges[:REACH]]
    things = focus(exchanges[empty.index(False)]) if False in empty else ()
    if outcome.open is None or not things:
        return None
    others = (one for one in outcome.follow if one.follow is not None and one.follow.kind == "rest")
    if any(one.score > outcome.open.score + LOST for one in others):
        return None  # the other sizes are not those that were talked about
    asked = outcome.open.query
    if isinstance(asked, Check) and of_another_size(asked.statement, things, catalog):
        return None
    size = catalog.role("size", catalog.kind_of(things))
    told = Followup(kind="shift", where=asked.statement, asks="check") if isinstance(asked, Check) else None
    if is_beside(told, outcome, exchanges[empty.index(False)], size):
        return None
    return read(outcome, outcome.open, (with_subjects(outcome.open.query, things),))


def _is_of_each(reading: Reading, queries: Found, last: Exchange) -> bool:
    """Say whether several questions are those of the last turn, each about other things."""
    follow = reading.follow
    named = follow is not None and bool(follow.subjects or follow.amount)
    return named and len(queries) == len(last.queries) > 1


def _is_on_one(last: Exchange) -> bool:
    """Say whether a single thing was talked about, of which nothing can be asked as of all."""
    talked = focus(last)
    return len(talked) == 1 and talked[0].kind == "item" and not is_set(last.query)


def _put_right(outcome: Outcome) -> Outcome:
    """Keep to the ways to read it that put one thing in the place of another, where there are any."""
    righted = tuple(filter(is_put_right, outcome.follow))
    return msgspec.structs.replace(outcome, read_follow=lambda: righted) if righted else outcome
