"""From an outcome and the conversation to a complete outcome, and from the answer to the next state."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

import msgspec

from chatbot.datatypes.answer import Answer
from chatbot.datatypes.catalog import Catalog, Ref
from chatbot.datatypes.followup import Followup
from chatbot.datatypes.query import (
    Check,
    CompareItems,
    Conditions,
    Contest,
    CountItems,
    Define,
    Describe,
    Explain,
    Is,
    ListEntities,
    ListItems,
    Lookup,
    Meta,
    Query,
    Selection,
)
from chatbot.datatypes.reading import Outcome, Reading
from chatbot.datatypes.subjects import subjects_of, with_subjects
from chatbot.dialogue.choices import Chooser, options_of
from chatbot.dialogue.fits import has_terms
from chatbot.dialogue.limits import parts_of
from chatbot.dialogue.moves import Moves
from chatbot.dialogue.sets import focus, selection_of
from chatbot.dialogue.state import Exchange, Pending, State

_OF_ONE = (Lookup, Check, Explain, Conditions, Describe)
"""Questions that can be asked of one thing after another."""
KEPT = 12
"""Exchanges that a conversation remembers."""
REACH = 4
"""Exchanges back to which former and latter reach."""
LOOSE = 2.0
"""A way to read a follow-up that is this much worse than the best one leaves out words that the best one uses."""
MARGIN = 0.15
_FIRM = frozenset({"of_those"})
"""Words that refer to a set shown before: without one, nothing is answered."""
_PLAIN = frozenset({"name", "number", "license", "developer"})
_LEADING = frozenset({"what_about", "also_word"})
_NEEDS = frozenset({"pick", "negate", "affirm", "why", "more", "compare", "swap", "correct", "widen", "sort", "count", "again",
                    "terms", "versions", "article", "gap", "add", "memory"})  # fmt: skip
"""Follow-ups that say nothing on their own."""
_NO_TOPIC = (Meta, Define, ListEntities)
"""Questions that leave what is talked about as it was."""


class Resolved(msgspec.Struct, frozen=True, kw_only=True):
    """A complete outcome."""

    outcome: Outcome
    used: bool = False
    """The conversation gave part of it, so the reading is to be shown."""


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

    def resolve(self, outcome: Outcome, state: State) -> Resolved:
        """Return the outcome with everything filled in that the conversation gives."""
        outcome = _in_language(outcome, state.language)
        whole = self._is_whole(outcome)
        if state.pending is not None and not whole:
            chosen = self._chooser.choose(outcome, state.pending)
            if chosen is not None:
                return self._chosen(chosen, state)
        if whole or outcome.status == "not_in_catalog" or _vague(outcome):
            return Resolved(outcome=outcome)
        back = self._back(outcome, state)
        if back is not None:
            return back
        if state.last is not None:
            found = self._followed(outcome, state.last, state.earlier)
            if found is not None:
                return found
        return self._without_context(outcome, state.last)

    def _chosen(self, chosen: Outcome, state: State) -> Resolved:
        """What was chosen may itself need the conversation."""
        if chosen.status == "read":
            return Resolved(outcome=chosen, used=True)
        rest = self.resolve(chosen, msgspec.structs.replace(state, pending=None))
        return msgspec.structs.replace(rest, used=True)

    # --- is it a follow-up? ---

    def _is_whole(self, outcome: Outcome) -> bool:
        """Say whether an outcome is a question of its own, which inherits nothing."""
        if outcome.status != "read":
            return False
        if len(outcome.parts) > 1:
            return not any(part.bare for part in outcome.parts)
        (part,) = outcome.parts
        said = _said(outcome)
        if isinstance(part.query, Meta):
            return not outcome.follow or part.intent != "cite-general"
        if part.bare or said & _FIRM:
            return False
        if said & _LEADING and outcome.follow and isinstance(part.query, Define | Describe):
            return False
        if isinstance(part.query, CompareItems | Contest) and len(part.query.subjects) < 2 and outcome.follow:
            return False
        if part.query == CountItems(Selection(), "group") and "exist" not in said:
            return False
        if isinstance(part.query, Define):
            return "anaphor" not in said
        if _names(part.query) or isinstance(part.query, ListEntities):
            return part.intent != "recommend-vague" or not outcome.follow
        return "anaphor" not in said and any(phrase.category == "noun" for phrase in part.phrases)

    # --- the last question, changed ---

    def _apply(self, said: Followup, exchanges: Sequence[Exchange]) -> tuple[Query, ...]:
        """Apply a follow-up to the last exchange; former and latter reach back to where two things were named."""
        another = self._same_of_another(said, exchanges)
        if another:
            return another
        return next((queries for each in _reach(said, exchanges) if (queries := self._moves.apply(said, each))), ())

    def _same_of_another(self, said: Followup, exchanges: Sequence[Exchange]) -> tuple[Query, ...]:
        """`and the second?` after a question about the first of some: the same question about the second."""
        last = exchanges[0]
        bare = said.kind == "pick" and not (said.attributes or said.where or said.topic)
        if said.pick is None or not bare or not isinstance(last.query, _OF_ONE) or len(subjects_of(last.query)) != 1:
            return ()
        for before in exchanges[1:REACH]:
            things = self._moves.places(said.pick, before)
            if things and (len(before.shown) > 1 or said.pick.pair) and len(last.shown) <= 1 + said.pick.pair * len(last.shown):
                return self._moves.shifts.subjects(things, last)
        return ()

    def _followed(self, outcome: Outcome, last: Exchange, earlier: Sequence[Exchange]) -> Resolved | None:
        """Apply the best way to read the utterance as a follow-up; two different ones are asked back."""
        chosen: list[tuple[Reading, tuple[Query, ...]]] = []
        best_score = max((reading.score for reading in outcome.follow), default=0.0)
        if outcome.open is not None and outcome.open.score > best_score + LOOSE:
            return self._filled(outcome, last)
        told = [reading for reading in outcome.follow if reading.follow is not None and has_terms(reading.follow)]
        for reading in told:
            if reading.follow is not None and (queries := self._apply(reading.follow, (last,))):
                return _read(outcome, reading, queries)
        likely = [reading for reading in outcome.follow if best_score - reading.score <= LOOSE]
        for reading in sorted(likely, key=_preference):
            if chosen and (chosen[0][0].score - reading.score > MARGIN or _sort(reading) != _sort(chosen[0][0])):
                break
            if reading.follow is not None and (queries := self._apply(reading.follow, (last, *earlier))):
                chosen.append((reading, queries))
        if not chosen:
            return self._filled(outcome, last)
        best, queries = chosen[0]
        together = best.follow is not None and bool(best.follow.subjects) and len(queries) == len(last.queries) > 1
        if together:
            return _read(outcome, best, queries)
        different = {self._key(query): query for _, each in chosen for query in each}
        if len(different) == 1:
            return _read(outcome, best, tuple(different.values()))
        return Resolved(outcome=_asked_back(outcome, best, tuple(different.values())))

    def _filled(self, outcome: Outcome, last: Exchange) -> Resolved | None:
        """Give an open reading the things talked about."""
        about = focus(last)
        if outcome.open is None or not about:
            return None
        return _read(outcome, outcome.open, (with_subjects(outcome.open.query, about),))

    def _back(self, outcome: Outcome, state: State) -> Resolved | None:
        """`back to …`: the last question about it, else a description."""
        for reading in outcome.follow[:1]:
            if reading.follow is None or reading.follow.kind != "back":
                continue
            wanted = set(reading.follow.subjects)
            known = [each for each in (state.last, *state.earlier) if each is not None]
            for exchange in known:
                if wanted & set(subjects_of(exchange.query)):
                    return _read(outcome, reading, exchange.queries)
            return _read(outcome, reading, (Describe(reading.follow.subjects),))
        return None

    def _without_context(self, outcome: Outcome, last: Exchange | None) -> Resolved:
        """Nothing gives what is missing: ask which is meant, where the utterance says nothing on its own."""
        best = outcome.follow[0].follow if outcome.follow else None
        if best is None:
            return Resolved(outcome=outcome)
        beyond = best.pick is not None and last is not None
        needs = best.kind in _NEEDS or best.within or bool(_said(outcome) & _FIRM)
        asked = any(reading.follow is not None and reading.follow.attributes for reading in outcome.follow[:3])
        property_alone = asked and bool(_said(outcome) & _LEADING)
        if outcome.status == "read" and not (_said(outcome) & _FIRM or property_alone or self._refers(outcome)):
            return Resolved(outcome=outcome)
        if outcome.status == "clarify" and not beyond:
            return Resolved(outcome=outcome)
        if needs or outcome.status == "read" or last is not None:
            reason = "beyond" if beyond else "nothing" if last is None else "unfit"
            return Resolved(outcome=_clarify(outcome, f"answer.dialogue.{reason}", self._fillable(outcome)))
        return Resolved(outcome=outcome)

    def _refers(self, outcome: Outcome) -> bool:
        """Say whether a whole reading names nothing although a pronoun stands for something."""
        (part, *_) = outcome.parts
        if any(phrase.category == "noun" for phrase in part.phrases):
            return False  # `which models … unless they come from Meta`: the noun is what the pronoun stands for
        return "anaphor" in _said(outcome) and not _names(part.query) and not isinstance(part.query, Meta | Check)

    def _fillable(self, outcome: Outcome) -> Reading | None:
        """Return the reading that a name alone would complete."""
        for reading in () if outcome.open else outcome.follow[:3]:
            said = reading.follow
            if said is not None and said.kind == "shift" and said.attributes and not said.function:
                known = self._catalog.attributes.get(said.attributes[0])
                truth = len(said.attributes) == 1 and known is not None and known.type == "truth"
                query = Check(Selection(), Is(said.attributes[0])) if truth else Lookup(Selection(), said.attributes)
                return msgspec.structs.replace(reading, query=query, follow=None, open=True)
        return outcome.open

    # --- the next state ---

    def after(self, text: str, resolved: Resolved, answer: Answer, state: State) -> State:
        """Return what later turns may refer to."""
        outcome = resolved.outcome
        if any(isinstance(part.query, Meta) and part.query.topic == "reset" for part in outcome.parts):
            return State(language=outcome.language)
        kept = msgspec.structs.replace(state, language=outcome.language)
        if answer.status in {"clarify", "not_in_catalog"}:
            return msgspec.structs.replace(kept, pending=_pending(text, outcome, answer))
        topical = tuple(part for part in outcome.parts if not isinstance(part.query, _NO_TOPIC))
        if answer.status not in {"answered", "no_data"} or not outcome.parts:
            return kept
        if not topical:
            talk = all(isinstance(part.query, Meta) for part in outcome.parts)
            return kept if talk else msgspec.structs.replace(kept, pending=None)
        now = Exchange(
            queries=tuple(part.query for part in topical),
            shown=answer.models,
            groups=answer.families or self._groups(answer.models),
            attributes=tuple(dict.fromkeys(cell.attribute for cell in answer.cells)),
            added=_added(topical[-1].query, state.last) if resolved.used else None,
        )
        earlier = (state.last, *state.earlier) if state.last is not None else state.earlier
        return msgspec.structs.replace(kept, last=now, pending=None, earlier=earlier[:KEPT])

    def _groups(self, items: Sequence[str]) -> tuple[str, ...]:
        known = self._catalog.items
        return tuple(dict.fromkeys(known[item].group for item in items if item in known))


def _reach(said: Followup, exchanges: Sequence[Exchange]) -> Sequence[Exchange]:
    """Return the exchanges that a follow-up may go on from: words for several reach back to the last that showed several."""
    if said.pick is not None and said.pick.pair:
        return exchanges[:REACH]
    if not exchanges[0].shown and isinstance(exchanges[0].query, ListItems | CountItems) and _needs_things(said):
        return [each for each in exchanges[1:REACH] if each.shown][:1]
    several = (said.within and said.amount is None) or (said.asks == "which" and said.kind == "shift" and not said.attributes and not said.order)
    if several and len(exchanges[0].shown) == 1:
        return [each for each in exchanges[1:REACH] if len(each.shown) > 1][:1]
    return exchanges[:1]


def _needs_things(said: Followup) -> bool:
    """Say whether a follow-up speaks of things that must have been shown: an empty answer has none."""
    return bool(said.within or said.pick or said.asks == "which" or said.attributes) and said.kind in {"shift", "pick"}


def _said(outcome: Outcome) -> frozenset[str]:
    return frozenset(mention.category for mention in outcome.mentions)


def _in_language(outcome: Outcome, language: str) -> Outcome:
    """Names and numbers alone are of no language: the conversation keeps its own."""
    if not language or language == outcome.language:
        return outcome
    plain = {place for m in outcome.mentions if m.category in _PLAIN for place in range(m.start, m.end)}
    if all(token.kind == "mark" or place in plain for place, token in enumerate(outcome.tokens)):
        return msgspec.structs.replace(outcome, language=language)
    return outcome


def _vague(outcome: Outcome) -> bool:
    return outcome.status == "clarify" and outcome.reason == "answer.refuse.ambiguous"


def _names(query: Query) -> tuple[Ref, ...]:
    return subjects_of(query)


def _preference(reading: Reading) -> tuple[float, int]:
    """Better scores first; among equals a name before a property, a property before a thing that is merely called so."""
    return (-round(reading.score, 1), _sort(reading))


def _sort(reading: Reading) -> int:
    said = reading.follow
    if said is None:
        return 9
    limited = said.where is not None or said.rank is not None
    told = said.precision or said.mode or said.context
    order = (told or (limited and said.kin), said.pick and (said.attributes or limited or said.topic), said.subjects or said.pick, said.amount, limited and (said.asks == "which" or said.within), said.attributes,
             limited)  # fmt: skip
    return next((place for place, part in enumerate(order) if part), 8)


def _read(outcome: Outcome, reading: Reading, queries: Sequence[Query]) -> Resolved:
    parts = tuple(msgspec.structs.replace(reading, query=query, open=False, follow=None) for query in queries)
    done = msgspec.structs.replace(
        outcome, status="read", parts=parts, alternatives=(), choices=(), reason="", names=(), open=None, unexplained=()
    )
    return Resolved(outcome=done, used=True)


def _asked_back(outcome: Outcome, reading: Reading, queries: Sequence[Query]) -> Outcome:
    ways = tuple(msgspec.structs.replace(reading, query=query, follow=None) for query in queries)
    return msgspec.structs.replace(
        outcome, status="clarify", reason="answer.refuse.clarify", parts=(), alternatives=ways, choices=(), open=None,
        names=(), unexplained=(),
    )  # fmt: skip


def _clarify(outcome: Outcome, reason: str, open_reading: Reading | None) -> Outcome:
    return msgspec.structs.replace(
        outcome, status="clarify", reason=reason, parts=(), alternatives=(), choices=(), names=(), unexplained=(),
        open=open_reading,
    )  # fmt: skip


def _pending(text: str, outcome: Outcome, answer: Answer) -> Pending:
    name = outcome.names[0] if len(outcome.names) == 1 and text.count(outcome.names[0]) == 1 else ""
    return Pending(options=options_of(answer), open=outcome.open, text=text, name=name, language=outcome.language)


def _added(query: Query, last: Exchange | None) -> object:
    """Return the one constraint that a question has beyond the last one."""
    before = selection_of(last) if last is not None else None
    selection = selection_of(Exchange(queries=(query,)))
    if before is None or selection is None:
        return None
    new = [part for part in parts_of(selection.where) if part not in parts_of(before.where)]
    return new[0] if len(new) == 1 else None


__all__ = ["Dialogue", "Followup", "Resolved", "State"]
