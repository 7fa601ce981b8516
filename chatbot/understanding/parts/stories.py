"""What is told around a question: a story before it, an aside behind it, the thing that it is about."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from chatbot.datatypes.catalog import Ref
from chatbot.datatypes.query import Conditions, CountItems, Define, Describe, ListItems, Lookup, Memory, Meta, Recommend
from chatbot.datatypes.reading import Mention, Outcome, Reading
from chatbot.datatypes.subjects import is_set, is_unbound, subjects_of, with_subjects
from chatbot.understanding.outcomes import MEANINGFUL, Outcomes
from chatbot.understanding.parts.clauses import LIMITING, Clauses
from chatbot.understanding.parts.cuts import CLOSING
from chatbot.understanding.parts.goals import asks_apart, goal_of
from chatbot.understanding.parts.kinds import asks_others, greets, is_on_terms, lacks_subject, on_facts
from chatbot.understanding.parts.questions import ASKING, relates, story_apart, wishes_apart
from chatbot.understanding.parts.told import on_told
from chatbot.understanding.sentences import Span, split_clauses
from chatbot.understanding.shapes.hardware import fits_in

_ALLOWING = frozenset({"works_or_not"})
"""Terms with which a statement is asked to be allowed."""
_COUNTING = frozenset({"number"})
_NEEDED = frozenset({"hardware", "users", "purpose", "precision", "tuning", "span"})
"""Phrases that tell what an answer depends on, in a reason, too."""
_HOW = frozenset({"precision", "tuning"})
_TERMS_OF = frozenset({"names", "license"})
"""Phrases that say of what it is asked what terms say."""
_SOUGHT = frozenset({"purpose", "property"})
"""Phrases that tell for what advice is sought, and what must be allowed."""
_LIKENING = frozenset({"same", "than", "comparative"})
_REQUESTING = frozenset({"list", "recommend", "describe", "which"})
"""Terms with which something is asked to be told or shown."""
_ASKER, _OWNING = frozenset({"asker"}), frozenset({"who_owns", "own_verb"})
"""Terms for who asks, and for whose something is."""
_WISHING = frozenset({"want", "list", "know", "need_word"})
"""Terms with which somebody says what is asked for."""
_IF = frozenset({"if"})
"""Terms with which a condition is told."""
_REASON = frozenset({"because"})
"""Terms behind which a reason is told."""

Read = Callable[[Span], Outcome]


class Stories:
    """Leaves out what only tells about the asker, in one utterance."""

    def __init__(self, outcomes: Outcomes, clauses: Clauses, read: Read) -> None:
        """Keep the utterance, what its clauses do, and the judge of its spans."""
        self._outcomes = outcomes
        self._analysis = outcomes.analysis
        self._clauses = clauses
        self._read = read

    def without_story(self, span: Span) -> Outcome | None:
        """Leave out leading clauses that tell about the asker and hold nothing the catalog knows."""
        clauses = wishes_apart(self._analysis, split_clauses(self._analysis.tokens, span))
        clauses = story_apart(self._analysis, clauses)
        for first in range(1, len(clauses)):
            told = clauses[:first]
            if self._clauses.asks(told[-1]) or greets(self._read(Span(clauses[first].start, span.end))):
                return None
            outcome = self._read(Span(clauses[first].start, span.end))
            if self._clauses.content(told) and _asks_help(outcome):
                return None  # help with what was told (my server keeps crashing, help)
            if self._grants(outcome, Span(clauses[first].start, span.end)):
                continue  # whether that is allowed which was told
            if self._picks(outcome, Span(clauses[first].start, span.end)) and self._clauses.name(told):
                continue  # which one, or what terms say, of those named before
            if outcome.status != "read" or any(lacks_subject(part.query) for part in outcome.parts):
                bound = self.about_told(told, [outcome])
                if bound is None and self._clauses.name(told):
                    continue
                outcome = bound or outcome
            if outcome.status == "read" and self.tell(told, outcome) and not any(p.bare for p in outcome.parts):
                if any(map(self._is_question, (*told, Span(told[0].start, told[-1].end)))):
                    return None
                return self._outcomes.with_background(outcome, self._clauses.unmentioned(told))
        return self._without_goal(span)

    def _without_goal(self, span: Span) -> Outcome | None:
        """Leave out what named things are said to be for, before a question on a fact of them."""
        goal = goal_of(self._analysis, self._clauses, span)
        outcome = self._read(Span(goal.end, span.end)) if goal is not None else None
        return outcome if outcome is not None and asks_apart(outcome) else None

    def behind_story(self, spans: Sequence[Span]) -> Outcome | None:
        """Leave out leading clauses on the asker, and read what they need, told in several sentences, as one."""
        pieces = [split_clauses(self._analysis.tokens, span) for span in spans]
        clauses = [clause for each in pieces for clause in wishes_apart(self._analysis, each)]
        for first in range(1, len(clauses)):
            told, rest = clauses[:first], Span(clauses[first].start, spans[-1].end)
            if not self._clauses.is_story(told[-1]) or self._analysis.phrases_of(told[-1], {"purpose"}):
                return None
            whole = self._read(rest)
            if whole.status == "read" and not any(part.bare for part in whole.parts):
                return self._outcomes.with_background(whole, self._clauses.unmentioned(told))
        return None

    def behind_outsider(self, clauses: Sequence[Span]) -> Outcome | None:
        """Read a question on things of the catalog behind what was heard of another: it is based on Llama 1, may …?"""
        outside = self._analysis.phrases_of(Span(clauses[0].start, clauses[-1].end), {"outsider"})
        first = next((n for n, each in enumerate(clauses) if all(p.end <= each.start for p in outside)), 0)
        told, rest = clauses[:first], Span(clauses[first].start, clauses[-1].end)
        if not told or any(map(self._clauses.asks, told)):
            return None
        if not (self._clauses.hears(told[0]) or self._clauses.only_tells(clauses)):
            return None
        if self._only_names(told[-1]) or not self._analysis.phrases_of(rest, {"names"}):
            return None  # Falcon, Qwen and Gemma: which …? It is one of those that are asked about
        outcome = self._read(rest)
        if outcome.status != "read" or any(part.bare or not subjects_of(part.query) for part in outcome.parts):
            return None
        return self._outcomes.with_background(outcome, self._clauses.unmentioned(told))

    def _only_names(self, span: Span) -> bool:
        """Say whether a clause holds nothing but names, of the catalog or not."""
        named = self._analysis.phrases_of(span, {"names", "outsider"})
        places = {place for phrase in named for place in range(phrase.start, phrase.end)}
        return places.issuperset(self._clauses.content([span]))

    def _decide(self, spans: Sequence[Span], rest: Outcome) -> bool:
        """Say whether something on which the answer turns is told: a condition, what is sought, how it is run."""
        if any(self._clauses.is_label(span) or self._sets_condition(span) for span in spans):
            return True  # if I pay
        if any(asks_others(self._analysis, self._clauses.unmarked(span)) for span in spans):
            return True  # if not, another one
        whole, sets = Span(spans[0].start, spans[-1].end), [part.query for part in rest.parts if is_set(part.query)]
        limited = any(self._clauses.measures(span) or self._clauses.picks_from(span) for span in spans)
        if any(map(self._begins_request, spans)) or (sets and limited):
            return True
        advice = any(isinstance(part.query, Recommend) and not part.query.task for part in rest.parts)
        if advice and self._analysis.phrases_of(whole, _SOUGHT):
            return True
        if self._compares(whole) and not all(map(subjects_of, sets)):
            return True  # the same … as X, but by others
        fits = any(isinstance(part.query, Memory) or fits_in(part.query) for part in rest.parts)
        runs = self._analysis.phrases_of(whole, _HOW) or any(map(self._counts_cards, spans))
        return fits and (bool(runs) or any(map(self._clauses.measures_apart, spans)))

    def tells_doing(self, verdicts: Sequence[Outcome], spans: Sequence[Span]) -> bool:
        """Say whether the first sentence tells what the asker does, before facts are asked for (we sell Gemma. …?).

        It is asked itself if anything behind it asks whether that is allowed, or who owns what comes of it.
        """
        first, *later = spans
        begins = any(mention.start == first.start for mention in self._analysis.holds(first, _ASKER))
        if not begins or self._clauses.asks(first) or self._analysis.holds(first, _WISHING | ASKING):
            return False
        if any(self._analysis.holds(span, CLOSING | _OWNING) for span in later):
            return False
        return is_on_terms(verdicts[0]) and all(map(on_facts, verdicts[1:]))

    def _begins_request(self, span: Span) -> bool:
        """Say whether a clause begins with what asks for a list or for advice."""
        first = next(iter(self._clauses.content([span])), span.start)
        return any(mention.start == first for mention in self._analysis.holds(span, _REQUESTING))

    def _compares(self, span: Span) -> bool:
        """Say whether a clause likens something to a thing that it names."""
        return bool(self._analysis.holds(span, _LIKENING)) and bool(self._analysis.phrases_of(span, {"names"}))

    def _grants(self, outcome: Outcome, span: Span) -> bool:
        """Say whether it is asked if terms allow something, read as what these terms are."""
        if not self._analysis.holds(span, _ALLOWING):
            return False
        return any(isinstance(part.query, Lookup) for part in (*outcome.parts, *filter(None, (outcome.open,))))

    def _picks(self, outcome: Outcome, span: Span) -> bool:
        """Say whether some of a set are asked for that the clause does not name (which one is newer), or of terms."""
        if any(map(_asks_of_none, outcome.parts)):
            return True
        if self._clauses.holds_attributes([span]) and any(isinstance(part.query, Define) for part in outcome.parts):
            return True  # what the licence of it is, not what a licence is
        sets = [part.query for part in outcome.parts if is_set(part.query) and not subjects_of(part.query)]
        return bool(sets) and self._clauses.of_those(span)

    def _is_question(self, span: Span) -> bool:
        """Say whether a clause asks of named things (its licence is which, may it be sold), so that it is no story."""
        if not self._analysis.holds(span, ASKING):
            return self._is_request(span)
        outcome = self._read(span)
        if outcome.status != "read":
            return bool(self._analysis.phrases_of(span, {"names"})) and not self._clauses.is_rumour(span)
        asked = all(not p.bare and (subjects_of(p.query) or isinstance(p.query, CountItems)) for p in outcome.parts)
        return asked or self._is_request(span)

    def _is_request(self, span: Span) -> bool:
        """Say whether a clause asks to be told or shown something (list the open ones), so that it is no story."""
        if not self._analysis.holds(span, _REQUESTING):
            return False
        outcome = self._read(span)
        asked = all(is_set(part.query) or subjects_of(part.query) for part in outcome.parts)
        return outcome.status == "read" and asked and not any(part.bare for part in outcome.parts)

    def without_aside(self, span: Span) -> Outcome | None:
        """Leave out a last clause that only tells what the asker is up to."""
        clauses = split_clauses(self._analysis.tokens, span)
        if len(clauses) < 2:
            return None
        aside = self._clauses.unmarked(clauses[-1])
        outcome = self._read(Span(span.start, aside.start))
        if outcome.status != "read" or any(part.bare for part in outcome.parts):
            return None
        named = all(subjects_of(part.query) for part in outcome.parts)
        if not self._clauses.is_aside(aside) and not (named and self._clauses.is_hearsay(aside)):
            return None
        if not named and self._analysis.holds(aside, MEANINGFUL | {"purpose"}):
            return None
        return self._outcomes.with_background(outcome, self._clauses.unmentioned([aside]))

    def without_reason(self, span: Span, read: Read) -> Outcome | None:
        """Leave out the reason given for what is said of named things: OPT is free because Meta published it."""
        reasons = self._reasons(span)
        reason = Span(min((m.start for m in reasons), default=span.start), span.end)
        if reason.start == span.start or self._analysis.holds(reason, _COUNTING):
            return None
        if self._analysis.phrases_of(reason, _NEEDED):
            return None
        outcome = read(Span(span.start, reason.start))
        told = [part for part in outcome.parts if part.bare or not subjects_of(part.query)]
        if outcome.status != "read" or told:
            return None
        return self._outcomes.with_background(outcome, self._clauses.unmentioned([reason]))

    def about_told(self, told: Sequence[Span], verdicts: Sequence[Outcome]) -> Outcome | None:
        """Return a question without a subject as one about the only thing that the story before it names."""
        if len(verdicts) != 1:
            return None
        reading = verdicts[0].open or next((part for part in verdicts[0].parts if is_unbound(part.query)), None)
        if reading is None or (isinstance(reading.query, Lookup) and self._clauses.holds_attributes(told)):
            return None
        whole = Span(told[0].start, told[-1].end)
        named = self._analysis.phrases_of(whole, {"names"})
        spans = {(phrase.start, phrase.end): phrase.meaning for phrase in named}
        words = {(m.start, m.end) for m in self._analysis.mentions if m.category == "name" and self._may_be_word(m)}
        if words & set(spans) or any(map(self._looks_up, told)):
            return None
        if isinstance(reading.query, ListItems | CountItems) and any(map(self._clauses.limits_beside, told)):
            return None
        widest = [key for key in spans if not any(k != key and k[0] <= key[0] and key[1] <= k[1] for k in spans)]
        if len(widest) != 1 or relates(self._analysis, Span(whole.start, widest[0][0])):
            return None
        query = on_told(with_subjects(reading.query, spans[widest[0]].refs), self._analysis.phrases, whole)
        part = msgspec.structs.replace(reading, query=query, open=False)
        return msgspec.structs.replace(verdicts[0], status="read", parts=(part,), open=None, reason="")

    def _may_be_word(self, name: Mention) -> bool:
        """Say whether a name is as well a word that stands there; in capitals of its own it is none."""
        tokens = self._analysis.tokens
        loud = all(token.raw.isupper() for token in tokens[name.start : name.end])
        return name.word and not (loud and any(token.raw.islower() for token in tokens))

    def _looks_up(self, span: Span) -> bool:
        """Say whether a clause asks for values by itself (hidden size of BLOOM, …), so that it is no story."""
        return any(isinstance(part.query, Lookup) for part in self._read(span).parts)

    def tell(self, spans: Sequence[Span], rest: Outcome) -> bool:
        """Say whether the clauses before a question only tell a story.

        What they say cannot limit a question on named things; it may limit which of a family are meant.
        """
        if self._decide(spans, rest):
            return False
        if all(self._clauses.is_story(span) for span in spans):
            return True
        subjects = [subjects_of(part.query) for part in rest.parts]
        spans = self._clauses.unclaimed(spans)
        limited = any(self._limits(span) for span in spans)
        named = all(about and not (limited and any(ref.kind == "group" for ref in about)) for about in subjects)
        looked_up = all(isinstance(part.query, Lookup) for part in rest.parts)
        return named and not any(
            self._clauses.asks(span)
            or self._clauses.requests(span)
            or not (self._analysis.unmentioned(span) or self._clauses.is_rumour(span) or self._reasons(span))
            for span in spans
            if not (looked_up and self._says_nothing(span, [ref for about in subjects for ref in about]))
        )

    def _says_nothing(self, span: Span, subjects: Sequence[Ref]) -> bool:
        """Say whether a clause of known words holds nothing that is looked up, nor another thing, nor limits any.

        `We write reports` and `a colleague suggests Falcon 40B` change no fact of Falcon 40B.
        """
        if self._clauses.asks(span) or self._clauses.requests(span) or self._limits(span):
            return False
        if self._clauses.holds_attributes([span]) or self._clauses.denies(span):
            return False
        named = [ref for phrase in self._analysis.phrases_of(span, {"names"}) for ref in phrase.meaning.refs]
        return {*named} <= {*subjects} and not self._analysis.holds(span, ASKING | _COUNTING)

    def _sets_condition(self, span: Span) -> bool:
        """Say whether a clause tells a condition, by its first words or its last ones, and more than who asks."""
        end = self._clauses.unmarked(span).end
        marks = [m for m in self._analysis.holds(span, _IF) if m.start == span.start or m.end == end]
        words = {place for mark in marks for place in range(mark.start, mark.end)}
        return bool(marks) and not words.issuperset(self._clauses.content([span]))

    def tells_need(self, verdicts: Sequence[Outcome], spans: Sequence[Span]) -> bool:
        """Say whether one sentence tells what is needed (to sum up texts; it must be Apache), another limits a set."""
        limits = any(is_set(part.query) for verdict in verdicts for part in verdict.parts)
        needs = (
            bool(verdict.parts)
            and all(isinstance(p.query, Describe) for p in verdict.parts)
            and not self._clauses.asks(span)
            for verdict, span in zip(verdicts, spans, strict=True)
            if self._analysis.phrases_of(span, {"purpose"}) or self._names_value(verdict, span)
        )
        return limits and any(needs)

    def _names_value(self, verdict: Outcome, span: Span) -> bool:
        """Say whether a sentence only names something that limits sets (a licence, a maker), no thing of them."""
        bare = all(part.bare for part in verdict.parts)
        return bare and not self._analysis.phrases_of(span, {"names"}) and self._limits(span)

    def _counts_cards(self, span: Span) -> bool:
        """Say whether a clause tells a number of cards apart from what they are (two cards, 24 GB)."""
        numbers = {mention.end for mention in self._analysis.holds(span, _COUNTING)}
        return any(mention.start in numbers for mention in self._analysis.holds(span, {"cards_told"}))

    def _limits(self, span: Span) -> bool:
        """Say whether a clause limits something, other than by a reason that it gives (because Meta published it)."""
        reasons = self._reasons(span)
        end = min(mention.start for mention in reasons) if reasons else span.end
        return bool(self._analysis.phrases_of(Span(span.start, end), LIMITING))

    def _reasons(self, span: Span) -> Sequence[Mention]:
        return self._analysis.holds(span, _REASON)


def _asks_of_none(part: Reading) -> bool:
    """Say whether it is asked what terms say, and not of what."""
    return isinstance(part.query, Conditions) and not any(p.category in _TERMS_OF for p in part.phrases)


def _asks_help(outcome: Outcome) -> bool:
    """Say whether it is asked what can be asked."""
    return bool(outcome.parts) and all(
        isinstance(part.query, Meta) and part.query.topic == "help" for part in outcome.parts
    )
