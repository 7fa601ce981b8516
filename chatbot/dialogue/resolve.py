"""From an outcome of understanding and the conversation to a complete outcome."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

import msgspec

from chatbot.datatypes.answer import Answer
from chatbot.datatypes.catalog import Catalog, Ref
from chatbot.datatypes.followup import Followup
from chatbot.datatypes.query import (
    Check,
    Conditions,
    Constraint,
    Describe,
    Has,
    Is,
    Known,
    ListItems,
    Lookup,
    Query,
    Selection,
)
from chatbot.datatypes.reading import Outcome, Reading
from chatbot.datatypes.subjects import is_set, subjects_of, with_subjects
from chatbot.dialogue.choices import PART, Chooser, by_part, nearest
from chatbot.dialogue.counted import counted, of_first, of_number
from chatbot.dialogue.explained import apart, users_of
from chatbot.dialogue.lacks import (
    among_named,
    answered,
    asked_whether,
    first_of_set,
    inherited,
    is_new_topic,
    other_hardware,
    with_hardware,
)
from chatbot.dialogue.likely import (
    LOOSE,
    MARGIN,
    depends,
    is_lacking,
    is_limit_beside,
    is_sized,
    is_told,
    preference,
    sort_of,
)
from chatbot.dialogue.makers import is_by_persons, of_maker, of_theirs, rest_of_maker, speaks_of_maker
from chatbot.dialogue.matters import (
    amount_of_matter,
    in_same_matter,
    of_same_unit,
    of_the_matter,
    property_of,
    under_same_terms,
    value_of,
)
from chatbot.dialogue.misfits import beyond_set, is_how_it_runs, is_misfit, is_one_sided, start_of_state
from chatbot.dialogue.moves import Moves
from chatbot.dialogue.outcomes import Resolved, asked_back, not_held, read, unclear, which_of
from chatbot.dialogue.parallels import Found, parallels
from chatbot.dialogue.pointing import is_cut_short, points_at, points_back, said
from chatbot.dialogue.reach import REACH, reach
from chatbot.dialogue.remember import remember
from chatbot.dialogue.sets import focus, kin
from chatbot.dialogue.shifts import Shifts
from chatbot.dialogue.sizes import of_sizes
from chatbot.dialogue.state import Exchange, State
from chatbot.dialogue.together import of_several, of_terms, of_two, same_of_another
from chatbot.dialogue.whole import in_language, is_whole

LOST = 8.0
"""A reading that lacks only its thing and is this much better uses a word that no follow-up does."""
MOST = 4
"""More siblings than this are not offered for a part of a name."""
_ONE_OF_SEVERAL = "size_class"


class Dialogue:
    """Conversations over one catalog; holds none itself."""

    def __init__(
        self, catalog: Catalog, understand: Callable[[str, str], Outcome], key: Callable[[Query], Hashable]
    ) -> None:
        """Take the catalog, the way to read a text anew, and the normal form of queries."""
        self._catalog = catalog
        self._shifts = Shifts(catalog)
        self._moves = Moves(self._shifts)
        self._chooser = Chooser(catalog, understand)
        self._key = key
        single = (known.of for known in catalog.attributes.values() if known.type == "entity" and known.of)
        self._named = frozenset(single)
        self._kinds = frozenset(kind for domain in catalog.domains.values() for kind in (domain.item, domain.group))

    def resolve(self, outcome: Outcome, state: State) -> Resolved:
        """Return the outcome with everything filled in that the conversation gives."""
        outcome = in_language(outcome, state.language, self._named)
        whole = is_whole(outcome, state.last, self._kinds)
        if state.doubt and not whole and depends(outcome):
            return unclear(outcome, "doubt", None)
        completed = (
            users_of(outcome, state, self._catalog)
            or apart(outcome, state)
            or with_hardware(outcome, state.last, self._catalog)
            or property_of(outcome, state.last, self._catalog)
            or value_of(outcome, state.last, self._catalog)
            or among_named(outcome, state.last)
            or first_of_set(outcome, state.last, self._catalog)
            or of_same_unit(outcome, state.last, self._catalog)
            or amount_of_matter(outcome, state)
        )
        if completed is not None:
            return completed
        if state.pending is not None and not whole:
            chosen = self._chooser.choose(outcome, state.pending)
            if chosen is not None:
                return self._chosen(chosen, state)
            told = answered(outcome, state.pending)
            if told is not None:
                return told
        settled = outcome.status == "not_in_catalog" or outcome.reason == "answer.refuse.ambiguous"
        if whole or settled or is_new_topic(outcome, state.last):
            return Resolved(outcome=outcome)
        unheld = beyond_set(outcome, state.last) or start_of_state(outcome, state.last, self._catalog)
        if unheld:
            return not_held(outcome, unheld)
        lacking = (outcome.open or self._fillable(outcome)) if state.unsure and state.last is not None else None
        if lacking is not None and state.last is not None:
            talked = tuple(ref.id for ref in focus(state.last))
            return which_of(outcome, lacking, tuple(dict.fromkeys((*state.unsure, *talked)))[:MOST])
        return (
            self._back(outcome, state)
            or other_hardware(outcome, state.last)
            or rest_of_maker(outcome, state.last, self._catalog)
            or of_the_matter(outcome, state)
            or self._followed(outcome, state)
            or self._alone(outcome, state)
        )

    def after(self, text: str, resolved: Resolved, answer: Answer, state: State) -> State:
        """Return what later turns may refer to."""
        return remember(text, resolved, answer, state, self._catalog)

    def _chosen(self, chosen: Outcome, state: State) -> Resolved:
        """What was chosen may itself need the conversation."""
        if not chosen.follow:
            return Resolved(outcome=chosen, used=True)
        rest = self.resolve(chosen, msgspec.structs.replace(state, pending=None))
        return msgspec.structs.replace(rest, used=True)

    # --- the last question, changed ---

    def _followed(self, outcome: Outcome, state: State) -> Resolved | None:
        """Apply the best way to read the utterance as a follow-up; two different ones are asked back."""
        if state.last is None:
            return None
        exchanges: tuple[Exchange, ...] = (state.last, *state.earlier)
        if speaks_of_maker(outcome, state.last, self._catalog):
            theirs = of_maker(state.last, self._catalog)
            exchanges = (theirs,) if theirs is not None else ()
        best = max((reading.score for reading in outcome.follow), default=0.0)
        if outcome.open is not None and outcome.open.score > best + LOST:
            return _filled(outcome, exchanges)
        if not exchanges:
            return None
        number = counted(outcome)
        if number:
            outcome, exchanges = of_first(outcome, number), of_number(number, exchanges, self._catalog)
        bare = outcome.follow and outcome.follow[0].follow is not None and outcome.follow[0].follow.order is not None
        if not exchanges or (bare and is_by_persons(outcome, exchanges[0], self._catalog)):
            return unclear(outcome, "unfit", None)
        terms = under_same_terms(outcome, exchanges[0], self._catalog)
        if terms is not None:
            outcome = msgspec.structs.replace(outcome, read_follow=lambda: (terms,))
            best = terms.score
        found = self._on_terms(outcome, exchanges, best) or self._likely(outcome, exchanges, best)
        if not found:
            return _filled(outcome, exchanges) or self._named_in_part(outcome, state.last)
        reading, queries = found[0]
        if _is_of_each(reading, queries, state.last):
            return read(outcome, reading, queries)
        different = {self._key(query): query for _, each in found for query in each}
        made = tuple(different.values())
        return read(outcome, reading, made) if len(made) == 1 else asked_back(outcome, reading, made)

    def _on_terms(self, outcome: Outcome, exchanges: Sequence[Exchange], best: float) -> list[tuple[Reading, Found]]:
        """Words on how to run something, or on one of several (the chat one), mean that wherever they fit."""
        said_so = [(one, self._of_kin(one.follow, outcome)) for one in outcome.follow if one.follow is not None]
        told = [(one, follow) for one, follow in said_so if is_sized(one, follow, best)]
        told += [(one, follow) for one, follow in said_so if is_told(one, follow, best)]
        found = [(one, self._applied(follow, exchanges[:1])) for one, follow in told]
        return [(one, queries) for one, queries in found if queries][:1]

    def _of_kin(self, follow: Followup, outcome: Outcome) -> Followup:
        """A word for one of several may be part of the words for how it was tuned (the chat version)."""
        stage = next(iter(self._catalog.domains.values())).roles.get("stage", "")
        tuned = isinstance(follow.where, Has) and follow.where.attribute == stage
        meant = tuned and follow.pick is None and _ONE_OF_SEVERAL in said(outcome)
        return msgspec.structs.replace(follow, kin=True) if meant else follow

    def _named_in_part(self, outcome: Outcome, last: Exchange) -> Resolved | None:
        """`and Large 2?`: a sibling named by a part of its name; where several fit, it is asked back."""
        if outcome.status == "read" or outcome.follow:
            return None
        fitting = by_part(outcome, kin(focus(last), self._catalog), self._catalog)
        if len(focus(last)) == 1:
            fitting = nearest(fitting, focus(last)[0], outcome, self._catalog)
        if fitting and is_set(last.query) and {ref.id for ref in fitting} <= set(last.shown):
            return read(outcome, PART, (ListItems(Selection(fitting)),))  # the chat ones, of a set that was shown
        queries = [found for ref in fitting for found in parallels((ref,), last)]
        line = self._line_of(fitting)
        if line is not None:
            return read(outcome, PART, parallels((line,), last))
        if not queries or len(fitting) > MOST:
            return None
        return read(outcome, PART, queries) if len(queries) == 1 else asked_back(outcome, PART, queries)

    def _line_of(self, items: Sequence[Ref]) -> Ref | None:
        """Return the one line that things make up: what they share is its name (the large one)."""
        wanted = {ref.id for ref in items}
        lines = [line.id for line in self._catalog.lines.values() if set(line.members) == wanted]
        return Ref("line", lines[0]) if len(lines) == 1 else None

    def _likely(self, outcome: Outcome, exchanges: Sequence[Exchange], best: float) -> list[tuple[Reading, Found]]:
        """Return the first reading that fits and its rivals, with the questions that they make."""
        likely = [reading for reading in outcome.follow if best - reading.score <= LOOSE]
        chosen: list[tuple[Reading, Found]] = []
        firm: list[Constraint] = []
        for reading in sorted(likely, key=lambda one: preference(one, best)):
            if chosen and (chosen[0][0].score - reading.score > MARGIN or sort_of(reading) != sort_of(chosen[0][0])):
                break
            if chosen and is_limit_beside(reading.follow, chosen[0][0].follow):
                continue
            if is_how_it_runs(reading.follow, outcome, exchanges[0]):
                continue
            if reading.follow is not None and reading.follow.where in firm:
                continue
            follow = asked_whether(reading.follow, outcome, exchanges[0])
            follow = in_same_matter(follow, outcome, exchanges[0], self._catalog)
            queries = self._applied(follow, exchanges) if follow is not None else ()
            several = (
                of_sizes(follow, exchanges[0], self._catalog)
                or of_two(reading, exchanges, self._catalog)
                or of_several(reading, exchanges)
            )
            queries = several or of_terms(follow, exchanges, self._shifts) or queries
            queries = tuple(query for query in queries if not is_one_sided(query))
            if queries:
                chosen.append((reading, queries))
            elif follow is not None and follow.kind == "values":
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

    def _back(self, outcome: Outcome, state: State) -> Resolved | None:
        """`back to …`: the last question about it, else a description."""
        reading = outcome.follow[0] if outcome.follow else None
        if reading is None or reading.follow is None or reading.follow.kind != "back":
            return None
        wanted = set(reading.follow.subjects)
        for exchange in (state.last, *state.earlier):
            if exchange is not None and wanted & set(subjects_of(exchange.query)):
                return read(outcome, reading, exchange.queries)
        return read(outcome, reading, (Describe(reading.follow.subjects),))

    # --- nothing to follow ---

    def _alone(self, outcome: Outcome, state: State) -> Resolved:
        """Nothing gives what is missing: ask which is meant, where the utterance says nothing on its own."""
        last = state.last
        theirs = of_theirs(outcome, last, self._catalog)
        if theirs is not None:
            return theirs
        best = outcome.follow[0].follow if outcome.follow else None
        limits = self._user_limits(outcome)
        if limits is not None:
            return limits
        if last is None and best is not None and outcome.status == "not_understood" and _only_names(best):
            return read(outcome, outcome.follow[0], (Describe(best.subjects),))
        lacking = is_lacking(outcome, best, last) if best else points_back(outcome)
        lacking = lacking or is_cut_short(outcome) or is_misfit(outcome, state)
        if not lacking:
            return inherited(outcome, last, self._catalog) or Resolved(outcome=outcome)
        placed = best is not None and best.pick is not None and not best.pick.other
        reason = "nothing" if last is None else "beyond" if placed else "unfit"
        return unclear(outcome, reason, outcome.open or self._fillable(outcome))

    def _user_limits(self, outcome: Outcome) -> Resolved | None:
        """`what if we have 800M users`, said of nothing: which terms hold up to a number of users only."""
        asked, roles = outcome.open, next(iter(self._catalog.domains.values())).roles
        if asked is None or not isinstance(asked.query, Conditions) or not asked.query.users:
            return None
        if asked.query.topic or points_at(outcome):
            return None
        limited = Selection((), Known(roles.get("user_limit", "")))
        return read(outcome, asked, (ListItems(limited, (roles.get("terms", ""),)),))

    def _fillable(self, outcome: Outcome) -> Reading | None:
        """Return the reading that a name alone would complete."""
        for reading in outcome.follow[:3]:
            follow = reading.follow
            if follow is None or follow.kind not in {"shift", "terms"} or follow.subjects or follow.function:
                continue
            if follow.topic:
                return msgspec.structs.replace(reading, query=Conditions((), follow.topic), follow=None, open=True)
            if not follow.attributes:
                continue
            known = self._catalog.attributes.get(follow.attributes[0])
            truth = len(follow.attributes) == 1 and known is not None and known.type == "truth"
            query = Check(Selection(), Is(follow.attributes[0])) if truth else Lookup(Selection(), follow.attributes)
            return msgspec.structs.replace(reading, query=query, follow=None, open=True)
        return None


def _filled(outcome: Outcome, exchanges: Sequence[Exchange]) -> Resolved | None:
    """Give an open reading the things talked about; where there were none, those before."""
    empty = [not each.shown and is_set(each.query) for each in exchanges[:REACH]]
    things = focus(exchanges[empty.index(False)]) if False in empty else ()
    if outcome.open is None or not things:
        return None
    return read(outcome, outcome.open, (with_subjects(outcome.open.query, things),))


def _is_of_each(reading: Reading, queries: Found, last: Exchange) -> bool:
    """Say whether several questions are those of the last turn, each about other things."""
    follow = reading.follow
    return follow is not None and bool(follow.subjects) and len(queries) == len(last.queries) > 1


def _only_names(said: Followup) -> bool:
    """`and Mistral?` with nothing before it."""
    return said.subjects != () and said == Followup(kind="shift", subjects=said.subjects, parallel=True)
