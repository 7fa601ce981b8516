"""Read an utterance in the pieces that people cut it into: a story before the question, several questions, one in two.

What a piece means the judge says; here is decided which pieces are questions, which only tell, and what one takes over
from another. Told words are listed as unexplained; they must not limit what is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from chatbot.datatypes.query import Card, Describe, Fits, ListItems, Lookup, Recommend
from chatbot.datatypes.reading import Outcome, Reading
from chatbot.datatypes.subjects import is_set, is_unbound, of_chosen, subjects_of, with_subjects
from chatbot.understanding.analysis import within
from chatbot.understanding.clauses import LIMITING, Clauses
from chatbot.understanding.kinds import (
    TALK,
    adds_nothing,
    asks_again,
    asks_since,
    excluded_by,
    is_given_set,
    is_ranked,
    lacks_subject,
    limited_to,
    loses_question,
    mixes_kinds,
    of_it,
    only_states,
    past_talk,
)
from chatbot.understanding.one_set import in_one_set
from chatbot.understanding.outcomes import MEANINGFUL, Outcomes
from chatbot.understanding.questions import ASKING, passes_over, story_apart, wishes_apart
from chatbot.understanding.sentences import Span, split_clauses
from chatbot.understanding.told import (
    hardware_told,
    is_one_machine,
    on_hardware,
    on_told,
    parted_behind_hardware,
    telling,
)

_ALLOWING = frozenset({"works_or_not"})
"""Terms with which a statement is asked to be allowed."""
_PICKING = frozenset({"which", "how_many"})
"""Terms of a question that asks for some of a set, so that it is no mere phrase of talk."""
_PRONOUN = "anaphor"
"""What stands for the hardware that the same utterance told."""
_WORST = ("not_in_catalog", "clarify", "not_understood", "out_of_scope")
"""What of several refusals is told."""

Read = Callable[[Span], Outcome]


class Parts:
    """Reads one utterance in parts."""

    def __init__(self, outcomes: Outcomes, read: Read) -> None:
        """Keep the utterance and the judge of its spans."""
        self._outcomes = outcomes
        self._analysis = outcomes.analysis
        self._clauses = Clauses(outcomes.analysis)
        self._read = read

    def read_all(self) -> Outcome:
        """Return the outcome of the whole utterance."""
        sentences = self._analysis.sentences
        content = [span for span in sentences if self._clauses.is_content(span)] or list(sentences)
        outcome = self._several(content)
        dropped = [
            span for span in sentences if span not in content and self._clauses.asks(span) and self._clauses.wants(span)
        ]
        if dropped and outcome.parts and all(part.bare for part in outcome.parts):
            return self._outcomes.refused("not_understood", "combination")  # only the question left out asks
        if dropped and outcome.parts and all(part.intent in TALK for part in outcome.parts):
            return self._several(dropped)  # hello, what's good?
        described = all(isinstance(part.query, Describe) for part in outcome.parts)
        lost = [span for span in dropped if described or self._analysis.holds(span, _PICKING)]
        lost = [span for span in lost if self._analysis.unmentioned(span)]
        if lost and outcome.status == "read":
            words = self._analysis.words(self._clauses.unmentioned(lost))
            return self._outcomes.refused("not_understood", "not_understood", names=words, unexplained=words)
        told = self._clauses.unmentioned([s for s in sentences if s not in content])
        return self._with_limits(self._outcomes.with_background(outcome, told))

    def _with_limits(self, outcome: Outcome) -> Outcome:
        """Refuse a question on a set where a clause that was not read limits it, whatever it says (only … vendors)."""
        if outcome.status != "read" or not any(is_set(part.query) for part in outcome.parts):
            return outcome
        used = {place for part in outcome.parts for p in part.phrases for place in range(p.start, p.end)}
        clauses = [each for span in self._analysis.sentences for each in split_clauses(self._analysis.tokens, span)]
        dropped = [each for each in clauses if used.isdisjoint(range(each.start, each.end))]
        limits = [each for each in dropped if self._clauses.limits_some(each) and not self._hardware_told(each)]
        if not limits:
            return outcome
        words = self._analysis.words(self._clauses.unmentioned(limits) or self._clauses.content(limits))
        return self._outcomes.refused("not_understood", "not_understood", names=words, unexplained=words)

    def _several(self, spans: Sequence[Span]) -> Outcome:
        if len(spans) > 1 and self._greets(spans[0]):
            return self._several(spans[1:])
        return self._sentence(spans[0]) if len(spans) == 1 else self._sentences(spans)

    def _sentence(self, span: Span) -> Outcome:
        """Read a sentence as one question, else without its leading story, else as two questions."""
        outcome = self._read(span)
        read = outcome.status == "read"
        passed = read and passes_over(self._analysis, span, outcome)
        twice = read and (self._clauses.count_in_each(span) or self._clauses.asks_before_comma(span))
        both = self._two_questions(span) if passed or twice else None
        if both is not None and len(both.parts) > 1:
            return both
        if passed:
            return self._outcomes.refused("not_understood", "combination")
        if outcome.status in {"read", "not_in_catalog"} or outcome.open is not None:
            return outcome
        clauses = split_clauses(self._analysis.tokens, span)
        told = self._on_told_hardware(clauses, self._read_through)
        if told is None:
            pieces = parted_behind_hardware(self._analysis.phrases, self._analysis.tokens, clauses)
            told = self._on_told_hardware(pieces, self._read_through) if len(pieces) > len(clauses) else None
        return told or self._without_story(span) or self._two_questions(span) or self._without_aside(span) or outcome

    def _read_through(self, spans: Sequence[Span]) -> Outcome:
        """Read clauses that follow one another as one question."""
        return self._read(Span(spans[0].start, spans[-1].end))

    def _sentences(self, spans: Sequence[Span]) -> Outcome:
        """Several sentences: questions of their own, one question told in several, or a story before a question."""
        told = self._on_told_hardware(spans, self._several)
        if told is not None:
            return told
        verdicts = [self._sentence(span) for span in spans]
        first = past_talk(verdicts)
        excluded = excluded_by(verdicts[first]) if self._clauses.excludes(spans[first]) else None
        later = verdicts[first + 1 :]
        if excluded and not any(map(only_states, later)) and (rest := self._joined(later)):
            return limited_to(rest, excluded)
        if only_states(verdicts[0]):
            rest = self._joined(verdicts[1:]) or self._read_as_one(spans[1:])
            if rest is not None and all(subjects_of(part.query) for part in rest.parts):
                return self._outcomes.with_background(rest, self._clauses.unmentioned(spans[:1]))
        stated = (
            any(map(only_states, verdicts))
            or self._clauses.wishes(verdicts, spans)
            or self._tells_need(verdicts, spans)
        )
        stated = stated or self._goes_on(verdicts, spans)
        joined = None if stated else self._joined(verdicts)
        if joined is not None:
            return joined
        whole = self._read(Span(spans[0].start, spans[-1].end))
        if whole.status == "read" and not loses_question(whole, verdicts[1:]):
            return whole
        if stated:
            return self._behind_story(spans) or self._outcomes.refused("not_understood", "combination")
        for first in range(1, len(spans)):
            rest = self._joined(verdicts[first:]) or self._about_told(spans[:first], verdicts[first:])
            rest = rest or self._read_as_one(spans[first:])
            if rest is not None and self._tell(spans[:first], rest) and not self._clauses.limits(spans[:first], rest):
                return self._outcomes.with_background(rest, self._clauses.unmentioned(spans[:first]))
        refused = (verdict for status in _WORST for verdict in verdicts if verdict.status == status)
        return next(refused, None) or self._outcomes.refused("not_understood", "combination")

    def _read_as_one(self, spans: Sequence[Span]) -> Outcome | None:
        """Read several sentences as one question, whose points were told one by one."""
        whole = self._read_through(spans) if len(spans) > 1 else None
        return whole if whole is not None and whole.status == "read" else None

    def _behind_story(self, spans: Sequence[Span]) -> Outcome | None:
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

    def _greets(self, span: Span) -> bool:
        """Say whether a sentence is a greeting or thanks and no more."""
        verdict = self._read(span)
        return verdict.status == "read" and all(part.intent in TALK for part in verdict.parts)

    def _goes_on(self, verdicts: Sequence[Outcome], spans: Sequence[Span]) -> bool:
        """Say whether a later sentence asks for some of what one before it is about, or leaves some of a list out."""
        given = any(is_given_set(part) for part in verdicts[0].parts)
        listed = any(isinstance(part.query, ListItems) for part in verdicts[0].parts)
        return any(
            (given and self._clauses.of_those(span)) or (listed and self._clauses.excludes(span))
            for verdict, span in zip(verdicts[1:], spans[1:], strict=True)
            if any(is_set(part.query) for part in verdict.parts)
        )

    def _tells_need(self, verdicts: Sequence[Outcome], spans: Sequence[Span]) -> bool:
        """Say whether one sentence tells what something is needed for (to sum up contracts), another limits a set."""
        limits = any(is_set(part.query) for verdict in verdicts for part in verdict.parts)
        needs = (
            bool(verdict.parts)
            and all(isinstance(p.query, Describe) for p in verdict.parts)
            and not self._clauses.asks(span)
            for verdict, span in zip(verdicts, spans, strict=True)
            if self._analysis.phrases_of(span, {"purpose"})
        )
        return limits and any(needs)

    def _on_told_hardware(
        self, spans: Sequence[Span], read_rest: Callable[[Sequence[Span]], Outcome]
    ) -> Outcome | None:
        """Read what follows a statement that tells hardware as a question about that hardware."""
        telling = [(span, hardware) for span in spans[:-1] if (hardware := self._hardware_told(span))]
        if not telling:
            return None
        told = [span for span, _ in telling]
        hardware = tuple(card for _, cards in telling for card in cards)
        if len(telling) > 1 and not is_one_machine(hardware):
            return self._outcomes.refused("not_understood", "combination")
        outcome = read_rest([span for span in spans if span not in told])
        attribute = self._memory_attribute(told[0])
        parts = on_hardware(outcome.parts, hardware, attribute) if outcome.status == "read" else None
        if parts is None:
            return None
        mentions = tuple(mention for mention in outcome.mentions if mention.category != _PRONOUN)
        replaced = msgspec.structs.replace(outcome, parts=parts, mentions=mentions)
        return self._outcomes.with_background(replaced, self._clauses.unmentioned(told))

    def _hardware_told(self, span: Span) -> tuple[Card, ...]:
        """Return the hardware that a sentence tells without asking anything."""
        asks = self._analysis.tokens[span.end - 1].text == "?"
        return () if asks else hardware_told(telling(self._analysis.phrases, self._analysis.fillers), span)

    def _memory_attribute(self, span: Span) -> str:
        """Return the attribute that tells memory needs, as the statements on hardware in a span have it."""
        fits = (p.meaning for p in self._analysis.phrases if isinstance(p.meaning, Fits) and within(p, span))
        return next((asked.attribute for asked in fits), "")

    def _two_questions(self, span: Span) -> Outcome | None:
        """Cut a sentence at a joining word or comma into two that can both be read."""
        for halves in self._clauses.halves(span):
            if any(map(self._greets, halves)):
                continue
            sides = in_one_set(self._analysis, self._clauses, [self._read(half) for half in halves], halves)
            parts = [part for side in sides for part in side.parts]
            sets = [part.query for part in parts if is_set(part.query)]
            apart = all(map(is_ranked, sets)) or self._clauses.count_apart(sets, halves)
            if any(part.bare for part in parts) or (len(sets) > 1 and not apart):
                continue  # two sets in one sentence are one set with both limits, or not understood
            joined = self._joined(sides)
            if joined is not None:
                return joined
        return None

    def _joined(self, verdicts: Sequence[Outcome]) -> Outcome | None:
        """Return all parts as one outcome if each is read; one that lacks its thing takes that of the part before."""
        parts: list[Reading] = []
        for verdict in (of_it(verdict) if place else verdict for place, verdict in enumerate(verdicts)):
            if verdict.status == "read":
                parts += verdict.parts
            elif verdict.open is not None and parts and (about := subjects_of(parts[-1].query)):
                if asks_since(verdict.open, parts[-1].query):
                    return None  # of what was checked: the conversation knows which date decides it
                query = with_subjects(verdict.open.query, about)
                if asks_again(query, parts[-1].query):
                    continue
                if parts[-1].bare and isinstance(parts[-1].query, Describe):
                    parts.pop()  # it was only named for what is asked of it
                parts.append(msgspec.structs.replace(verdict.open, query=query, open=False))
            elif verdict.open is not None and parts and (chosen := of_chosen(verdict.open.query, parts[-1].query)):
                parts.append(msgspec.structs.replace(verdict.open, query=chosen, open=False))
            else:
                return None
        asking = [part for part in parts if part.intent not in TALK] or parts
        real = tuple(part for part in parts if not adds_nothing(part)) or tuple(asking[:1])
        if not real or (len(real) > 1 and any(is_unbound(part.query) for part in real)):
            return None
        if mixes_kinds(real):
            return None
        return self._outcomes.read(real, verdicts[0].consider)

    def _without_story(self, span: Span) -> Outcome | None:
        """Leave out leading clauses that tell about the asker and hold nothing the catalog knows."""
        clauses = wishes_apart(self._analysis, split_clauses(self._analysis.tokens, span))
        clauses = story_apart(self._analysis, clauses)
        for first in range(1, len(clauses)):
            told = clauses[:first]
            if self._clauses.asks(told[-1]) or self._greets(Span(clauses[first].start, span.end)):
                return None
            outcome = self._read(Span(clauses[first].start, span.end))
            if self._grants(outcome, Span(clauses[first].start, span.end)):
                continue  # whether that is allowed which was told
            if self._picks(outcome, Span(clauses[first].start, span.end)) and self._clauses.name(told):
                continue  # which one, of those named before
            if outcome.status != "read" or any(lacks_subject(part.query) for part in outcome.parts):
                bound = self._about_told(told, [outcome])
                if bound is None and self._clauses.name(told):
                    continue
                outcome = bound or outcome
            if outcome.status == "read" and self._tell(told, outcome) and not any(p.bare for p in outcome.parts):
                if any(map(self._is_question, told)):
                    return None
                return self._outcomes.with_background(outcome, self._clauses.unmentioned(told))
        return None

    def _grants(self, outcome: Outcome, span: Span) -> bool:
        """Say whether it is asked if terms allow something, read as what these terms are."""
        if not self._analysis.holds(span, _ALLOWING):
            return False
        return any(isinstance(part.query, Lookup) for part in (*outcome.parts, *filter(None, (outcome.open,))))

    def _picks(self, outcome: Outcome, span: Span) -> bool:
        """Say whether some of a set are asked for that the clause does not name (which one is newer)."""
        sets = [part.query for part in outcome.parts if is_set(part.query) and not subjects_of(part.query)]
        return bool(sets) and self._clauses.of_those(span)

    def _is_question(self, span: Span) -> bool:
        """Say whether a clause asks of named things (its licence is which, may it be sold), so that it is no story."""
        if not self._analysis.holds(span, ASKING):
            return False
        outcome = self._read(span)
        if outcome.status != "read":
            return bool(self._analysis.phrases_of(span, {"names"})) and not self._clauses.is_rumour(span)
        return all(not p.bare and subjects_of(p.query) for p in outcome.parts)

    def _without_aside(self, span: Span) -> Outcome | None:
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

    def _about_told(self, told: Sequence[Span], verdicts: Sequence[Outcome]) -> Outcome | None:
        """Return a question without a subject as one about the only thing that the story before it names."""
        if len(verdicts) != 1:
            return None
        reading = verdicts[0].open or next((part for part in verdicts[0].parts if is_unbound(part.query)), None)
        if reading is None or (isinstance(reading.query, Lookup) and self._clauses.holds_attributes(told)):
            return None
        whole = Span(told[0].start, told[-1].end)
        named = self._analysis.phrases_of(whole, {"names"})
        spans = {(phrase.start, phrase.end): phrase.meaning for phrase in named}
        words = {(m.start, m.end) for m in self._analysis.mentions if m.category == "name" and m.word}
        if words & set(spans) or any(map(self._looks_up, told)):
            return None
        widest = [key for key in spans if not any(k != key and k[0] <= key[0] and key[1] <= k[1] for k in spans)]
        if len(widest) != 1:
            return None
        query = on_told(with_subjects(reading.query, spans[widest[0]].refs), self._analysis.phrases, whole)
        part = msgspec.structs.replace(reading, query=query, open=False)
        return msgspec.structs.replace(verdicts[0], status="read", parts=(part,), open=None, reason="")

    def _looks_up(self, span: Span) -> bool:
        """Say whether a clause asks for values by itself (hidden size of BLOOM, …), so that it is no story."""
        return any(isinstance(part.query, Lookup) for part in self._read(span).parts)

    def _tell(self, spans: Sequence[Span], rest: Outcome) -> bool:
        """Say whether the clauses before a question only tell a story.

        What they say cannot limit a question on named things; it may limit which of a family are meant.
        """
        advice = any(isinstance(part.query, Recommend) and not part.query.task for part in rest.parts)
        if advice and any(self._analysis.phrases_of(span, {"purpose"}) for span in spans):
            return False  # for what advice is sought limits it
        if all(self._clauses.is_story(span) for span in spans):
            return True
        subjects = [subjects_of(part.query) for part in rest.parts]
        limited = any(self._analysis.phrases_of(span, LIMITING) for span in spans)
        named = all(about and not (limited and any(ref.kind == "group" for ref in about)) for about in subjects)
        return named and not any(
            self._clauses.asks(span)
            or self._clauses.requests(span)
            or not (self._analysis.unmentioned(span) or self._clauses.is_rumour(span))
            for span in spans
        )
