"""From an outcome of understanding and the conversation to a complete outcome."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from itertools import takewhile

import msgspec

from chatbot.datatypes.answer import Answer
from chatbot.datatypes.catalog import Catalog
from chatbot.datatypes.followup import Followup
from chatbot.datatypes.query import (
    Check,
    Compare,
    Conditions,
    Contest,
    CountItems,
    Describe,
    Explain,
    Is,
    ListItems,
    Lookup,
    Query,
    Recommend,
    Selection,
    ValueOf,
)
from chatbot.datatypes.reading import Outcome, Reading
from chatbot.datatypes.subjects import subjects_of, with_subjects
from chatbot.dialogue.choices import PART, Chooser, by_part
from chatbot.dialogue.fits import has_terms
from chatbot.dialogue.moves import Moves
from chatbot.dialogue.outcomes import Resolved, asked_back, read, unclear
from chatbot.dialogue.parallels import Found, merged, parallels
from chatbot.dialogue.places import places
from chatbot.dialogue.remember import remember
from chatbot.dialogue.sets import focus, kin
from chatbot.dialogue.state import Exchange, State
from chatbot.dialogue.whole import FIRM, LEADING, has_noun, in_language, is_whole, refers, said

REACH = 4
"""Exchanges back to which former and latter reach."""
NEAR = 1.05
"""Scores this close differ by fillers and cues only, not by what is explained."""
LOST = 8.0
"""A reading that lacks only its thing and is this much better uses a word that no follow-up does."""
LOOSE = 2.0
"""A way to read a follow-up that is this much worse than the best one leaves out words that the best one uses."""
MOST = 4
"""More siblings than this are not offered for a part of a name."""
MARGIN = 0.15
_OF_ONE = (Lookup, Check, Explain, Conditions, Describe)
"""Questions that can be asked of one thing after another."""
_ALONE = frozenset({"shift", "source", "back", "choose", "agree"})
"""Follow-ups that may say something without a conversation; the others say nothing on their own."""


class Dialogue:
    """Conversations over one catalog; holds none itself."""

    def __init__(
        self, catalog: Catalog, understand: Callable[[str, str], Outcome], key: Callable[[Query], Hashable]
    ) -> None:
        """Take the catalog, the way to read a text anew, and the normal form of queries."""
        self._catalog = catalog
        self._moves = Moves(catalog)
        self._chooser = Chooser(catalog, understand)
        self._key = key
        single = (known.of for known in catalog.attributes.values() if known.type == "entity" and known.of)
        self._named = frozenset(single)
        self._kinds = frozenset(kind for domain in catalog.domains.values() for kind in (domain.item, domain.group))

    def resolve(self, outcome: Outcome, state: State) -> Resolved:
        """Return the outcome with everything filled in that the conversation gives."""
        outcome = in_language(outcome, state.language, self._named)
        whole = is_whole(outcome, state.last, self._kinds)
        if state.pending is not None and not whole:
            chosen = self._chooser.choose(outcome, state.pending)
            if chosen is not None:
                return self._chosen(chosen, state)
        if whole or outcome.status == "not_in_catalog" or outcome.reason == "answer.refuse.ambiguous":
            return Resolved(outcome=outcome)
        return self._back(outcome, state) or self._followed(outcome, state) or self._alone(outcome, state.last)

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
        exchanges = (state.last, *state.earlier)
        best = max((reading.score for reading in outcome.follow), default=0.0)
        if outcome.open is not None and outcome.open.score > best + LOST:
            return _filled(outcome, state.last)
        found = self._on_terms(outcome, exchanges, best) or self._likely(outcome, exchanges, best)
        if not found:
            return _filled(outcome, state.last) or self._named_in_part(outcome, state.last)
        reading, queries = found[0]
        if _is_of_each(reading, queries, state.last):
            return read(outcome, reading, queries)
        different = {self._key(query): query for _, each in found for query in each}
        made = tuple(different.values())
        return read(outcome, reading, made) if len(made) == 1 else asked_back(outcome, reading, made)

    def _on_terms(self, outcome: Outcome, exchanges: Sequence[Exchange], best: float) -> list[tuple[Reading, Found]]:
        """Words on how to run something, or on one of several (the chat one), mean that wherever they fit."""
        told = [(one, one.follow) for one in outcome.follow if one.follow is not None and _is_told(one, best)]
        found = [(one, self._applied(follow, exchanges[:1])) for one, follow in told]
        return [(one, queries) for one, queries in found if queries][:1]

    def _named_in_part(self, outcome: Outcome, last: Exchange) -> Resolved | None:
        """`and Large 2?`: a sibling named by a part of its name; where several fit, it is asked back."""
        if outcome.status == "read" or outcome.follow:
            return None
        fitting = by_part(outcome, kin(focus(last), self._catalog), self._catalog)
        queries = [found for ref in fitting for found in parallels((ref,), last)]
        if not queries or len(fitting) > MOST:
            return None
        return read(outcome, PART, queries) if len(queries) == 1 else asked_back(outcome, PART, queries)

    def _likely(self, outcome: Outcome, exchanges: Sequence[Exchange], best: float) -> list[tuple[Reading, Found]]:
        """Return the first reading that fits and its rivals, with the questions that they make."""
        likely = [reading for reading in outcome.follow if best - reading.score <= LOOSE]
        chosen: list[tuple[Reading, Found]] = []
        for reading in sorted(likely, key=lambda one: _preference(one, best)):
            if chosen and (chosen[0][0].score - reading.score > MARGIN or _sort(reading) != _sort(chosen[0][0])):
                break
            queries = self._applied(reading.follow, exchanges) if reading.follow is not None else ()
            queries = _of_two(reading, exchanges) or _of_those(reading, exchanges) or queries
            if queries:
                chosen.append((reading, queries))
        return chosen

    def _applied(self, follow: Followup, exchanges: Sequence[Exchange]) -> Found:
        """Apply a follow-up to the exchange that it can go on from."""
        another = _same_of_another(follow, exchanges)
        if another:
            return another
        return next((found for each in _reach(follow, exchanges) if (found := self._moves.apply(follow, each))), ())

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

    def _alone(self, outcome: Outcome, last: Exchange | None) -> Resolved:
        """Nothing gives what is missing: ask which is meant, where the utterance says nothing on its own."""
        best = outcome.follow[0].follow if outcome.follow else None
        lacking = _is_lacking(outcome, best, last) if best else outcome.status == "read" and refers(outcome)
        if not lacking:
            return Resolved(outcome=outcome)
        reason = "nothing" if last is None else "unfit" if best is None or best.pick is None else "beyond"
        return unclear(outcome, reason, outcome.open or self._fillable(outcome))

    def _fillable(self, outcome: Outcome) -> Reading | None:
        """Return the reading that a name alone would complete."""
        for reading in outcome.follow[:3]:
            follow = reading.follow
            if follow is None or follow.kind != "shift" or not follow.attributes or follow.function:
                continue
            known = self._catalog.attributes.get(follow.attributes[0])
            truth = len(follow.attributes) == 1 and known is not None and known.type == "truth"
            query = Check(Selection(), Is(follow.attributes[0])) if truth else Lookup(Selection(), follow.attributes)
            return msgspec.structs.replace(reading, query=query, follow=None, open=True)
        return None


def _filled(outcome: Outcome, last: Exchange) -> Resolved | None:
    """Give an open reading the things talked about."""
    things = focus(last)
    if outcome.open is None or not things:
        return None
    return read(outcome, outcome.open, (with_subjects(outcome.open.query, things),))


def _is_told(reading: Reading, best: float) -> bool:
    follow = reading.follow
    if follow is None:
        return False
    return has_terms(follow) or (follow.kin and follow.where is not None and best - reading.score <= 2 * LOOSE)


def _is_of_each(reading: Reading, queries: Found, last: Exchange) -> bool:
    """Say whether several questions are those of the last turn, each about other things."""
    follow = reading.follow
    return follow is not None and bool(follow.subjects) and len(queries) == len(last.queries) > 1


def _is_lacking(outcome: Outcome, best: Followup, last: Exchange | None) -> bool:
    """Say whether an utterance cannot be answered without something said before."""
    if outcome.status == "clarify":
        return best.pick is not None and last is not None
    firm = bool(said(outcome) & FIRM)
    if outcome.status == "read":
        if last is None and has_noun(outcome.parts[0]):
            return refers(outcome)  # `any of these models`, said first, means those of the catalog
        asks_facts = any(one.follow is not None and one.follow.attributes for one in outcome.follow[:3])
        return firm or (asks_facts and bool(said(outcome) & LEADING)) or refers(outcome)
    return firm or best.within or best.kind not in _ALONE or last is not None


def _same_of_another(follow: Followup, exchanges: Sequence[Exchange]) -> Found:
    """`and the second?` after a question about the first of some: the same question about the second."""
    last, picked = exchanges[0], follow.pick
    if picked is None or follow.kind != "pick" or follow.attributes or follow.where or follow.topic:
        return ()
    if not isinstance(last.query, _OF_ONE) or len(subjects_of(last.query)) != 1:
        return ()
    if len(last.shown) > 1 and not picked.pair:
        return ()
    for before in exchanges[1:REACH]:
        things = places(picked, before) if picked.pair or len(before.shown) > 1 else ()
        if things:
            return parallels(things, last)
    return ()


def _of_two(reading: Reading, exchanges: Sequence[Exchange]) -> Found:
    """`which is larger?` after the same question about two things, or one that held them against each other."""
    follow = reading.follow
    bare = follow is not None and follow.kind == "shift" and follow.asks == "which" and not follow.beyond
    if follow is None or not bare or not follow.order or not follow.order[0] or follow.where or follow.subjects:
        return ()
    if any(phrase.category == "noun" for phrase in reading.phrases):
        return ()  # `which models are larger` asks for more
    last = exchanges[0]
    things = subjects_of(last.query)
    if isinstance(last.query, Check) and isinstance(last.query.statement, Compare):
        operand = last.query.statement.operand
        things = (*things, operand.subject) if isinstance(operand, ValueOf) else things
    elif len(exchanges) > 1 and type(exchanges[1].query) is type(last.query):
        things = merged(subjects_of(exchanges[1].query), things)
    return (Contest(things, *follow.order),) if len(things) == 2 else ()


def _of_those(reading: Reading, exchanges: Sequence[Exchange]) -> Found:
    """`which of these …` after the same question about one thing after another: all of them."""
    follow = reading.follow
    if follow is None or not follow.within or follow.kind != "shift" or follow.asks not in {"", "which"}:
        return ()
    alike = list(takewhile(lambda each: type(each.query) is type(exchanges[0].query), exchanges[:REACH]))
    asked = [subjects_of(each.query) for each in reversed(alike)]
    if len(asked) < 2 or not all(asked) or not (follow.where or follow.rank) or len(exchanges[0].shown) > 1:
        return ()
    things = tuple(dict.fromkeys(ref for refs in asked for ref in refs))
    return (ListItems(Selection(things, follow.where, follow.rank)),)


def _reach(follow: Followup, exchanges: Sequence[Exchange]) -> Sequence[Exchange]:
    """Return the exchanges to go on from: words for several reach back to the last that showed several."""
    last = exchanges[0]
    if follow.pick is not None and follow.pick.pair:
        return exchanges[:REACH]
    if follow.order and not follow.beyond and follow.asks != "which":
        advised = [each for each in exchanges[:REACH] if isinstance(each.query, Recommend)]
        if advised and focus(advised[0]) == focus(last):
            return advised[:1]
    if not last.shown and isinstance(last.query, ListItems | CountItems) and _needs_things(follow):
        return [each for each in exchanges[1:REACH] if each.shown][:1]
    if len(last.shown) == 1 and _needs_several(follow):
        return [each for each in exchanges[1:REACH] if len(each.shown) > 1][:1]
    return exchanges[:1]


def _needs_things(follow: Followup) -> bool:
    """Say whether a follow-up speaks of things that must have been shown: an empty answer has none."""
    refers_to_some = bool(follow.within or follow.pick or follow.asks == "which" or follow.attributes)
    return refers_to_some and follow.kind in {"shift", "pick"}


def _needs_several(follow: Followup) -> bool:
    if follow.within:
        return follow.amount is None
    if follow.kind == "count":
        return follow.where is not None
    return follow.asks == "which" and follow.kind == "shift" and not (follow.attributes or follow.order)


def _preference(reading: Reading, best: float) -> tuple[int, int, float]:
    """Better scores first; among near ones a name before a property, a property before a thing that is called so."""
    return (int((best - reading.score) / NEAR), _sort(reading), -reading.score)


def _sort(reading: Reading) -> int:
    follow = reading.follow
    if follow is None:
        return 9
    limited = follow.where is not None or (follow.rank is not None and follow.rank.attribute != "")
    order = (
        follow.kind == "memory" or (limited and follow.kin),
        follow.pick and (follow.attributes or limited or follow.topic),
        follow.subjects or follow.pick,
        follow.amount,
        limited and (follow.asks == "which" or follow.within),
        follow.attributes,
        limited or (follow.order and follow.order[0]),
    )
    return next((place for place, part in enumerate(order) if part), len(order))
