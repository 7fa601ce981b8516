"""From an outcome of understanding and the conversation to a complete outcome."""

from __future__ import annotations

from collections.abc import Callable, Hashable

import msgspec

from chatbot.datatypes.answer import Answer
from chatbot.datatypes.catalog import Catalog
from chatbot.datatypes.followup import Followup
from chatbot.datatypes.query import Check, Conditions, Describe, Is, Known, ListItems, Lookup, Query, Selection
from chatbot.datatypes.reading import Outcome, Reading
from chatbot.datatypes.subjects import subjects_of
from chatbot.dialogue.at_home import run_there
from chatbot.dialogue.choices import Chooser
from chatbot.dialogue.explained import apart, in_that_way, users_of
from chatbot.dialogue.followed import MOST_CHOICES, Follower
from chatbot.dialogue.homes import Conversing
from chatbot.dialogue.lacks import (
    among_named,
    answered,
    first_of_set,
    for_task,
    inherited,
    is_new_topic,
    other_hardware,
    wished_again,
    with_hardware,
)
from chatbot.dialogue.likely import asks_same, depends, is_dependent, is_lacking
from chatbot.dialogue.limits import is_foreign, lacks_attribute
from chatbot.dialogue.makers import as_asked, is_on_persons, of_theirs, rest_of_maker, says_they_made
from chatbot.dialogue.matters import amount_of_matter, of_same_unit, of_the_matter, property_of, value_of
from chatbot.dialogue.misfits import beyond_set, is_half, is_misfit, is_turned_back, means_value, start_of_state
from chatbot.dialogue.moves.counted import number_of_all
from chatbot.dialogue.moves.others import without_talked
from chatbot.dialogue.on_that import card_told, on_that
from chatbot.dialogue.outcomes import Resolved, not_held, read, unclear, which_of
from chatbot.dialogue.outside import of_outside
from chatbot.dialogue.own_hardware import as_planned, on_former, on_own
from chatbot.dialogue.pointing import is_cut_short, points_at, points_back
from chatbot.dialogue.reach import last_shown
from chatbot.dialogue.remember import remember
from chatbot.dialogue.sets import focus, group_of, refs
from chatbot.dialogue.spelling import spelt_out
from chatbot.dialogue.spoken import in_language
from chatbot.dialogue.state import Exchange, State
from chatbot.dialogue.whole import asks_alike, is_whole


class Dialogue:
    """Conversations over one catalog; holds none itself."""

    def __init__(
        self, catalog: Catalog, understand: Callable[[str, str], Outcome], key: Callable[[Query], Hashable]
    ) -> None:
        """Take the catalog, the way to read a text anew, and the normal form of queries."""
        self._catalog = catalog
        self._conversing = Conversing(catalog)
        self._follower = Follower(catalog, key)
        self._chooser = Chooser(catalog, understand)
        single = (known.of for known in catalog.attributes.values() if known.type == "entity" and known.of)
        self._named = frozenset(single)
        self._kinds = frozenset(kind for domain in catalog.domains.values() for kind in (domain.item, domain.group))

    def spelt_out(self, text: str, outcome: Outcome, state: State) -> str:
        """Return the text with things that only a size points to called by their names; empty: there are none."""
        return spelt_out(text, outcome, state, self._catalog)

    def resolve(self, outcome: Outcome, state: State) -> Resolved:
        """Return the outcome with everything filled in that the conversation gives."""
        outcome = self._conversing.taken(outcome, state)
        resolved = as_planned(run_there(self._resolved(outcome, state), state, self._catalog), state)
        settled = self._conversing.settled(resolved.outcome, state)
        resolved = msgspec.structs.replace(resolved, outcome=settled) if settled is not resolved.outcome else resolved
        if any(is_foreign(part.query, self._catalog) for part in resolved.outcome.parts):
            alone = outcome.status == "read" and not any(part.bare for part in outcome.parts)
            return Resolved(outcome=outcome) if alone else unclear(outcome, "unfit", None)
        if on_former(outcome, resolved, state):
            return unclear(outcome, "moved", None)
        others = without_talked(outcome, resolved, state.last, self._catalog)
        if others is not None:
            return others
        left_open = any(lacks_attribute(part.query) for part in resolved.outcome.parts)
        return unclear(outcome, "unfit", None) if left_open else resolved

    def _resolved(self, outcome: Outcome, state: State) -> Resolved:
        outcome = as_asked(in_language(outcome, state.language, self._named))
        whole = self.is_whole(outcome, state)
        doubtful = not whole and self._is_unclear(outcome, state)
        unfit = state.last is not None and (is_turned_back(outcome) or means_value(outcome, state.last, self._catalog))
        if doubtful or unfit or (state.last is not None and is_on_persons(outcome, state.last, self._catalog)):
            return unclear(outcome, "doubt" if doubtful else "unfit", None)
        completed = None if state.is_new else self._completed(outcome, state)
        if completed is not None:
            return of_outside(outcome, completed, state) or completed
        if state.pending is not None and not whole:
            chosen = self._chooser.choose(outcome, state.pending)
            if chosen is not None:
                return self._chosen(chosen, state)
            told = answered(outcome, state.pending)
            if told is not None:
                return told
        settled = outcome.status == "not_in_catalog" or outcome.reason == "answer.refuse.ambiguous"
        if whole or settled or is_new_topic(outcome, state.last):
            return on_own(outcome, state, self._catalog) or Resolved(outcome=outcome)
        unheld = beyond_set(outcome, state.last) or start_of_state(outcome, state.last, self._catalog)
        if unheld:
            return not_held(outcome, unheld)
        lacking = (outcome.open or self._fillable(outcome)) if state.unsure and state.last is not None else None
        if lacking is not None and state.last is not None:
            talked = tuple(ref.id for ref in focus(state.last))
            return which_of(outcome, lacking, tuple(dict.fromkeys((*state.unsure, *talked)))[:MOST_CHOICES])
        gone_on = (
            self._back(outcome, state)
            or self._settled(outcome, state.last)
            or other_hardware(outcome, state.last)
            or rest_of_maker(outcome, state.last, self._catalog)
            or of_the_matter(outcome, state)
            or self._follower.followed(outcome, state)
            or self._alone(outcome, state)
        )
        return of_outside(outcome, gone_on, state) or gone_on

    def _is_unclear(self, outcome: Outcome, state: State) -> bool:
        """Say whether something goes on from what was not understood, or may have been changed by it."""
        if state.refused and state.last is not None and asks_same(outcome):
            return True
        return (state.doubt and depends(outcome)) or (state.lost and is_dependent(outcome))

    def is_whole(self, outcome: Outcome, state: State) -> bool:
        """Say whether an outcome is a question of its own, which takes nothing from the conversation."""
        theirs = state.last is not None and says_they_made(outcome, state.last, self._catalog)
        if state.last is not None and len(state.last.shown) == number_of_all(outcome) > 0:
            return False  # the oldest of the 58
        away = self._conversing.turns_away(outcome, state.last)
        return away or (not theirs and is_whole(outcome, state.last, self._kinds))

    def _completed(self, outcome: Outcome, state: State) -> Resolved | None:
        """Return the outcome with the one thing that it lacks, where what was said before tells it."""
        return (
            users_of(outcome, state, self._catalog)
            or for_task(outcome, state.pending)
            or apart(outcome, state)
            or in_that_way(outcome, state)
            or with_hardware(outcome, state.last, self._catalog)
            or on_that(outcome, state.last, self._catalog)
            or card_told(outcome, state)
            or property_of(outcome, state.last, self._catalog)
            or value_of(outcome, last_shown(state), self._catalog)
            or among_named(outcome, state.last)
            or wished_again(outcome, state.last, self._catalog)
            or first_of_set(outcome, state.last, self._catalog)
            or of_same_unit(outcome, state.last, self._catalog)
            or amount_of_matter(outcome, state)
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

    def _settled(self, outcome: Outcome, last: Exchange | None) -> Resolved | None:
        """`then Falcon`: of those talked about, this one; a family stands for its member that was named."""
        chosen = [one for one in outcome.follow if one.follow is not None and one.follow.kind == "settle"]
        if not chosen or chosen[0].follow is None or last is None:
            return None
        (reading, *_), (named, *_) = chosen, chosen[0].follow.subjects
        talked = tuple(dict.fromkeys((*focus(last), *refs(last.shown))))
        own = (named,) if named in talked else tuple(r for r in talked if group_of(r, self._catalog) == named.id)
        return read(outcome, reading, (Describe(own),)) if own else None

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
        lacking = lacking or is_cut_short(outcome) or is_misfit(outcome, state) or is_half(outcome)
        lacking = lacking or asks_alike(outcome)
        if not lacking:
            return inherited(outcome, last, self._catalog) or Resolved(outcome=outcome)
        placed = best is not None and best.pick is not None and not best.pick.other
        reason = "nothing" if last is None else "beyond" if placed else "unfit"
        return unclear(outcome, reason, outcome.open or self._fillable(outcome))

    def _user_limits(self, outcome: Outcome) -> Resolved | None:
        """`what if we have 800M users`, said of nothing: which terms hold up to a number of users only."""
        asked, roles = outcome.open, self._catalog.domain().roles
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


def _only_names(said: Followup) -> bool:
    """`and Mistral?` with nothing before it."""
    return said.subjects != () and said == Followup(kind="shift", subjects=said.subjects, parallel=True)
