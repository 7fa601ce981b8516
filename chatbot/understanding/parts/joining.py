"""Several questions of one utterance: cut apart where one sentence asks two, put together as one outcome.

What one takes over from another, its thing or its set, is decided here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

import msgspec

from chatbot.datatypes.query import And, Check, Describe, Lookup, Query, Recommend
from chatbot.datatypes.reading import Outcome, Phrase, Reading
from chatbot.datatypes.subjects import (
    is_set,
    is_unbound,
    of_chosen,
    subjects_of,
    with_subjects,
)
from chatbot.understanding.analysis import within
from chatbot.understanding.outcomes import Outcomes
from chatbot.understanding.parts.carried import as_event, carried
from chatbot.understanding.parts.clauses import Clauses
from chatbot.understanding.parts.kinds import (
    TALK,
    adds_nothing,
    asks_advice,
    asks_again,
    asks_since,
    checked_as,
    counts_sizes,
    greets,
    is_ranked,
    mixes_kinds,
    of_it,
    of_one,
    so_too,
    without_all,
)
from chatbot.understanding.parts.one_set import among, in_one_set
from chatbot.understanding.parts.questions import (
    ASKED,
    ASKING,
    LEADING,
    QUESTIONING,
    asks_crosswise,
    leads_on,
    leads_to_label,
    skips_attribute,
)
from chatbot.understanding.sentences import Span, split_clauses

_ASKED_FIRST = ASKING | {"list"}
"""Terms with which the first of two questions asks."""
_COUNTING = frozenset({"how_many"})
"""Terms that ask how many of something there are."""
_RANKING = frozenset({"ordering"})
"""Phrases that say of which of a set something is asked."""
_LEAVING_OUT = frozenset({"except", "leaving"})
"""Terms that some are left out with; a sentence that starts with them asks one thing, of the others."""
_POINTING = frozenset({"that_word"})
_NEAR = 3
"""So many tokens before what is asked, or behind it, may point to what it is asked of."""
_WHEN = "when"
"""Term for question words that ask for a date, and no more."""

Read = Callable[[Span], Outcome]


class Joining:
    """Joins the questions of one utterance."""

    def __init__(self, outcomes: Outcomes, clauses: Clauses, read: Read) -> None:
        """Keep the utterance, what its clauses do, and the judge of its spans."""
        self._outcomes = outcomes
        self._analysis = outcomes.analysis
        self._clauses = clauses
        self._read = read

    def two_questions(self, span: Span) -> Outcome | None:
        """Cut a sentence at a joining word or comma into two, or the last into more, that can all be read."""
        for first, rest in self._clauses.halves(span):
            halves = (first, *self._clauses.questions_in(rest))
            if any(greets(self._read(half)) for half in halves):
                continue
            if any(leads_on(self._analysis, half) or self.goes_to_label(half) for half in halves[1:]):
                return None  # which asks the same of something else; what is the same the conversation knows
            sides = [self._apart(half) for half in halves]
            sides = in_one_set(self._analysis, self._clauses, sides, halves) if len(halves) == 2 else sides
            if any(self._takes_for_set(side, half) for side, half in zip(sides[1:], halves[1:], strict=True)):
                continue
            parts = [part for side in sides for part in side.parts]
            sets = [part.query for part in parts if is_set(part.query)]
            each = self._clauses.lists_apart(span, sets)
            apart = each or all(map(is_ranked, sets)) or self._clauses.count_apart(sets, halves)
            if (any(part.bare for part in parts) and not each) or (len(sets) > 1 and not apart):
                continue  # two sets in one sentence are one set with both limits, or not understood
            joined = self.joined(sides)
            if joined is not None:
                return self.claims_last(joined, sides, halves)
        return None

    def _apart(self, half: Span) -> Outcome:
        """Read a half that asks of several things what is asked of one each as several questions, if it can be."""
        outcome = self._read(half)
        mixed = outcome.status == "read" and (
            asks_crosswise(self._analysis, outcome) or skips_attribute(self._analysis, outcome)
        )
        return (self.two_questions(half) if mixed else None) or outcome

    def behind_claim(self, span: Span) -> Outcome | None:
        """Read a sentence that starts with what somebody said of a thing: its own question, then whether that is so."""
        clauses = split_clauses(self._analysis.tokens, span)
        return self.two_questions(span) if self._clauses.is_claim(clauses[0]) else None

    def _takes_for_set(self, side: Outcome, half: Span) -> bool:
        """Say whether several questions on what was named before were read as one on a set: …, is it open, how big?"""
        described = self._analysis.holds(half, {"noun"}) or not any(is_set(part.query) for part in side.parts)
        return not described and bool(self._clauses.asked_each(half))

    def of_each(self, span: Span, whole: Outcome) -> Outcome | None:
        """Read two questions, where one reading leaves out one of them, or asks of two things what is asked of one."""
        left_out = any(m.start == span.start for m in self._analysis.holds(span, _LEAVING_OUT))
        if len(whole.parts) != 1 or left_out or not self._asks_twice(span):
            return None
        both = self.two_questions(span)
        if both is None or len(both.parts) != 2:
            return None
        first, second = (part.query for part in both.parts)
        if any(isinstance(query, Describe | Recommend) for query in (first, second)):
            return None
        if is_set(first) or is_set(second):
            mixed = bool(subjects_of(whole.parts[0].query)) and is_set(first) != is_set(second)
            return both if mixed and not any(map(self._is_vague, both.parts)) else None
        if whole.parts[0].query in (first, second):
            return both
        about, other, named = (set(subjects_of(query)) for query in (first, second, whole.parts[0].query))
        apart = about and other and not about & other and about | other == named
        return both if apart and with_subjects(first, ()) != with_subjects(second, ()) else None

    def _asks_twice(self, span: Span) -> bool:
        """Say whether a sentence can be cut into two, of which one holds a word that asks, the other what is asked."""
        cuts = (cut for cut in self._clauses.halves(span) if self._analysis.holds(cut[0], _ASKED_FIRST))
        return any(self._analysis.holds(second, QUESTIONING | ASKED) for _, second in cuts)

    def one_by_one(self, span: Span, whole: Outcome) -> Outcome | None:
        """Read clauses of which each asks something of the one thing named: is it open, may it be sold, how big is it?

        What was read as one statement of the thing stays one, unless that joins several.
        """
        clauses = self._clauses.asked_each(span)
        if not clauses or self._clauses.name(clauses[1:]) or self.goes_to_label(span):
            return None
        ranked = bool(self._analysis.phrases_of(clauses[0], _RANKING))
        if not ranked and not self._clauses.name(clauses[:1]):
            return None
        sides = [of_one(self._read(clause)) for clause in clauses]
        sides = [sides[0], *(so_too(side, sides[0]) if leads_on(self._analysis, clause) else side
                             for side, clause in zip(sides[1:], clauses[1:], strict=True))]  # fmt: skip
        first = ranked and all(is_ranked(part.query) and not part.bare for part in sides[0].parts)
        if any(part.bare or is_set(part.query) for side in sides[first:] for part in side.parts):
            return None
        joined = self.joined(sides)
        several = joined is not None and len(joined.parts) == len(clauses)
        return joined if several and _may_part(whole, joined) else None

    def goes_to_label(self, span: Span) -> bool:
        """Say whether the last of some questions is on what is called by a size: is A gated, what about the 40B."""
        if not self._analysis.holds(span, LEADING):
            return False
        return any(leads_to_label(self._analysis, clause) for clause in self._clauses.asked_each(span)[1:])

    def enough_for(self, verdicts: Sequence[Outcome]) -> Outcome | None:
        """Check what is needed of the named things that are asked to be enough: I need 32k. Is Gemma enough?"""
        (told, *later) = verdicts
        asked = tuple(checked_as(part, told.parts) for verdict in later for part in verdict.parts)
        parts = tuple(part for part in asked if part is not None)
        if not parts or len(parts) < len(asked) or any(verdict.status != "read" for verdict in verdicts):
            return None
        return self._outcomes.read(parts, verdicts[-1].consider)

    def of_wished(self, spans: Sequence[Span]) -> Outcome | None:
        """Read what is wished for, and whether something named is all right, as one: I must sell it. Is Falcon OK?"""
        if self._clauses.asks(spans[0]) or not self._clauses.closes_on_name(spans[-1]):
            return None
        whole = self._read(Span(spans[0].start, spans[-1].end))
        checked = (isinstance(part.query, Check) and bool(subjects_of(part.query)) for part in whole.parts)
        return whole if whole.status == "read" and all(checked) else None

    def claims_last(self, outcome: Outcome, verdicts: Sequence[Outcome], spans: Sequence[Span]) -> Outcome:
        """Answer what is asked before what somebody is said to have said of it: the verdict is that of the question."""
        states = all(isinstance(part.query, Check) for part in verdicts[0].parts)  # not how big it is
        claims = states and (self._clauses.is_claim(spans[0]) or self._clauses.only_tells(spans))
        told = len(verdicts[0].parts) if claims else 0
        if not told or outcome.parts[:told] != verdicts[0].parts:
            return outcome
        said = tuple(msgspec.structs.replace(part, claim=True) for part in outcome.parts[:told])
        return msgspec.structs.replace(outcome, parts=(*outcome.parts[told:], *said))

    def of_named(self, verdicts: Sequence[Outcome], spans: Sequence[Span]) -> list[Outcome]:
        """Return the outcomes of sentences; those that choose from things named in the one before are bound."""
        bound = [verdicts[0]]
        for verdict, span in zip(verdicts[1:], spans[1:], strict=True):
            bound.append(self._bound(verdict, bound[-1], span))
        return bound

    def _bound(self, verdict: Outcome, before: Outcome, span: Span) -> Outcome:
        if len(verdict.parts) != 1 or len(before.parts) != 1 or before.parts[0].bare:
            return verdict
        query = among(self._analysis, before.parts[0].query, verdict.parts[0].query, span)
        if query is None:
            return verdict
        return msgspec.structs.replace(verdict, parts=(msgspec.structs.replace(verdict.parts[0], query=query),))

    def _asks_of_value(self, part: Reading, before: Reading, words: Collection[tuple[int, int]]) -> bool:
        """Say whether a question that lacks its thing is on a value asked for before it (…, and is that open?)."""
        pointed = isinstance(before.query, Lookup) and self._points(part)
        return pointed or asks_since(part, before.query, words)

    def _points(self, part: Reading) -> bool:
        start = min((phrase.start for phrase in part.phrases), default=0)
        end = max((phrase.end for phrase in part.phrases), default=0)
        reach = Span(max(0, start - _NEAR), end + _NEAR)
        nouns = {mention.start for mention in self._analysis.holds(reach, {"noun"})}
        return any(mention.end not in nouns for mention in self._analysis.holds(reach, _POINTING))

    def _is_vague(self, part: Reading) -> bool:
        """Say whether a question is about everything there is; not whether any model is so, or which for a task."""
        query = part.query
        if not is_unbound(query):
            return False
        of_all = isinstance(query, Recommend) and bool(query.task) and not part.bare
        if not of_all and not (isinstance(query, Check) and query.mode == "any"):
            return True
        spans = (span for span in self._analysis.sentences if any(within(phrase, span) for phrase in part.phrases))
        return not any(self._analysis.holds(span, {"noun"}) for span in spans)

    def joined(self, verdicts: Sequence[Outcome]) -> Outcome | None:
        """Return all parts as one outcome if each is read; one that lacks its thing takes that of the part before."""
        parts: list[Reading] = []
        words = {(m.start, m.end) for m in self._analysis.mentions if m.category == _WHEN}
        for verdict in (of_one(of_it(verdict)) if place else verdict for place, verdict in enumerate(verdicts)):
            if verdict.status == "read":
                parts += verdict.parts
            elif verdict.open is not None and parts and (chosen := _of_chosen(verdict.open, parts[-1].query)):
                parts.append(chosen)
            elif verdict.open is not None and parts and (about := subjects_of(parts[-1].query)):
                if is_ranked(parts[-1].query) or self._asks_of_value(verdict.open, parts[-1], words):
                    return None  # the conversation knows which one is the first, or which date decides it
                query = with_subjects(as_event(verdict.open, self._events_before(verdict.open)), about)
                if asks_again(query, parts[-1].query):
                    continue
                if parts[-1].bare and isinstance(parts[-1].query, Describe):
                    parts.pop()  # it was only named for what is asked of it
                parts.append(msgspec.structs.replace(verdict.open, query=query, open=False))
            else:
                return None
        asking = [part for part in parts if part.intent not in TALK] or parts
        real = without_all([part for part in parts if not adds_nothing(part)]) or tuple(asking[:1])
        if not real or (len(real) > 1 and any(map(self._is_vague, real))):
            return None
        if mixes_kinds(real) or counts_sizes(real) or asks_advice(parts):
            return None
        real = tuple({part.query: part for part in reversed(real)}.values())[::-1]  # asked twice, it is asked once
        return self._outcomes.read(carried(real), verdicts[0].consider)

    def _events_before(self, part: Reading) -> list[Phrase]:
        """Return the events of what is said before a question that is nothing but its last words: how many of what."""
        if len(part.phrases) != 1:
            return []
        (asked,) = part.phrases
        last = all(token.kind == "mark" for token in self._analysis.tokens[asked.end :])
        counts = last and self._analysis.holds(Span(asked.start, asked.end), _COUNTING)
        return self._analysis.phrases_of(Span(0, asked.start), {"event"}) if counts else []


def _may_part(whole: Outcome, joined: Outcome | None) -> bool:
    """Say whether what was read as one statement of a thing is several: it joins them, or is only one of them."""
    checks = [part.query for part in whole.parts if isinstance(part.query, Check)] if whole.status == "read" else []
    asked = [part.query for part in joined.parts] if joined is not None else []
    return all(isinstance(check.statement, And) or check in asked for check in checks)


def _of_chosen(part: Reading, before: Query) -> Reading | None:
    """Return a question that lacks its subject as one about what was chosen before: the largest OPT, is it gated?"""
    if subjects_of(before) and not (is_ranked(before) and hasattr(part.query, "selection")):
        return None
    query = of_chosen(part.query, before)
    return msgspec.structs.replace(part, query=query, open=False) if query is not None else None
