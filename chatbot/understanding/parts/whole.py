"""Read an utterance in the pieces that people cut it into: a story before the question, several questions, one in two.

What a piece means the judge says; here is decided which pieces are questions, which only tell, and what one takes over
from another. Told words are listed as unexplained; they must not limit what is asked.
"""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.datatypes.query import Check, Define, Describe, Fits, ListItems
from chatbot.datatypes.reading import Outcome
from chatbot.datatypes.subjects import is_set, is_unbound, subjects_of
from chatbot.understanding.accounting.idle import is_idle
from chatbot.understanding.marks.forms import points
from chatbot.understanding.outcomes import Outcomes
from chatbot.understanding.parts.clauses import Clauses
from chatbot.understanding.parts.cuts import CLOSING, lies_across, parted_at_blank
from chatbot.understanding.parts.edge_remarks import EdgeRemarks
from chatbot.understanding.parts.joining import Joining, Read
from chatbot.understanding.parts.kinds import (
    TALK,
    excluded_by,
    greets,
    is_given_set,
    limited_to,
    loses_question,
    only_states,
    past_talk,
    takes_only_names,
    tells_task,
)
from chatbot.understanding.parts.leading import Leading
from chatbot.understanding.parts.machine import Machine
from chatbot.understanding.parts.one_set import PICKING
from chatbot.understanding.parts.pauses import through_pauses
from chatbot.understanding.parts.questions import (
    ASKING,
    EXPLAINING,
    WISHING,
    asks_crosswise,
    dropped_questions,
    drops_asked,
    drops_users,
    passes_over,
    ranks_later,
    skips_attribute,
)
from chatbot.understanding.parts.set_beside import asks_if_counted, asks_of_set_beside, pieces_of, says_of_only
from chatbot.understanding.parts.stories import Stories
from chatbot.understanding.parts.told_place import as_placed
from chatbot.understanding.sentences import Span, split_clauses

_TURNING = frozenset({"not", "dont", "more", "less", "most", "least", "how_many"})
"""Terms with which a question picks others than what was told before."""
_WONDERING = ASKING | WISHING
"""Terms with which a point of a list asks something itself."""
_PERMITTING = frozenset({"make_use", "may_i_use"})
"""Terms of a question on what may be used, which depends on who asks."""


class Parts:
    """Reads one utterance in parts."""

    def __init__(self, outcomes: Outcomes, read: Read) -> None:
        """Keep the utterance and the judge of its spans."""
        self._outcomes = outcomes
        self._analysis = outcomes.analysis
        self._clauses = Clauses(outcomes.analysis)
        self._read = read
        self._remarks = EdgeRemarks(outcomes.analysis, self._clauses)
        self._leading = Leading(outcomes.analysis, self._clauses)
        self._joining = Joining(outcomes, self._clauses, read)
        self._machine = Machine(outcomes, self._clauses)
        self._stories = Stories(outcomes, self._clauses, read)

    def read_all(self) -> Outcome:
        """Return the outcome of the whole utterance."""
        listed = self._tells_points()
        if listed:  # before anything is read, so that all of it is read alike
            self._analysis.marks |= points(self._analysis.tokens)
        sentences = through_pauses(self._analysis, self._clauses, self._read)
        whole = self._asked_behind(sentences) if listed else None
        if whole is not None and all(is_set(part.query) for part in whole.parts):
            return whole
        edged = self._remarks.read(sentences, self._several)
        if edged is not None:
            return self._with_limits(edged)
        said = [each for each in sentences if self._clauses.only_closes(each) or not is_idle(self._analysis, each)]
        if len(said) > 1 and self._clauses.only_closes(said[-1]):
            return self._asked_behind(said) or self._outcomes.refused("not_understood", "combination")
        content = [span for span in sentences if self._is_content(span, sentences)] or list(sentences)
        outcome = self._several(content)
        dropped = [
            span for span in sentences if span not in content and self._clauses.asks(span) and self._clauses.wants(span)
        ]
        if dropped and outcome.parts and all(part.bare or isinstance(part.query, Define) for part in outcome.parts):
            return self._asked_behind(sentences) or self._outcomes.refused("not_understood", "combination")
        if dropped and outcome.parts and all(part.intent in TALK for part in outcome.parts):
            return self._several(dropped)  # hello, what's good?
        described = all(isinstance(part.query, Describe) for part in outcome.parts)
        lost = [span for span in dropped if described or self._analysis.holds(span, PICKING)]
        lost += [span for span in sentences if span not in (*content, *lost) and self._leading.goes_to_other(span)]
        turned = any(self._analysis.holds(span, _TURNING) or self._clauses.only_closes(span) for span in dropped)
        if outcome.status == "read" and (turned or self._leading.asks_more(sentences, content)):
            return self._outcomes.refused("not_understood", "combination")  # which aren't? which have more?
        lost = [span for span in lost if self._analysis.unmentioned(span)]
        if lost and outcome.status == "read":
            words = self._analysis.words(self._clauses.unmentioned(lost))
            return self._outcomes.refused("not_understood", "not_understood", names=words, unexplained=words)
        told = self._clauses.unmentioned([span for span in sentences if span not in content])
        limited = self._with_limits(self._outcomes.with_background(outcome, told))
        return as_placed(self._machine.as_run(self._machine.as_trained(limited)), self._analysis)

    def _is_content(self, span: Span, sentences: Sequence[Span]) -> bool:
        """Say whether a sentence is no mere story; where it is asked what may be used, users are none."""
        if self._clauses.is_content(span):
            return True
        told = bool(self._analysis.phrases_of(span, {"users"}))
        return told and any(self._analysis.holds(each, _PERMITTING) for each in sentences)

    def _asked_behind(self, sentences: Sequence[Span]) -> Outcome | None:
        """Read sentences of which only the last asks, and that with no content of its own, as one question."""
        whole = self._read_through(sentences)
        named = any(isinstance(part.query, ListItems) and subjects_of(part.query) for part in whole.parts)
        if whole.status != "read" or (named and not self._analysis.holds(sentences[-1], PICKING)):
            return None  # a list of what is named is no answer, unless it is asked which one is allowed
        return self._with_limits(whole) if not any(part.bare for part in whole.parts) else None

    def _tells_points(self) -> bool:
        """Say whether there is a list of numbered points that ask nothing, with a question behind them."""
        *told, _ = self._analysis.sentences
        if not told or not points(self._analysis.tokens):
            return False
        return not any(self._clauses.asks(span) or self._analysis.holds(span, _WONDERING) for span in told)

    def _with_limits(self, outcome: Outcome) -> Outcome:
        """Refuse a question on a set where a clause that was not read limits it, whatever it says (only … vendors)."""
        if outcome.status != "read" or not any(is_set(part.query) for part in outcome.parts):
            return outcome
        used = {place for part in outcome.parts for p in part.phrases for place in range(p.start, p.end)}
        clauses = [each for span in self._analysis.sentences for each in split_clauses(self._analysis.tokens, span)]
        dropped = [each for each in clauses if used.isdisjoint(range(each.start, each.end))]
        limits = [each for each in dropped if self._clauses.limits_some(each) and not self._machine.told(each)]
        limits += [each for each in clauses if each not in limits and self._clauses.limits_beside(each)]
        if all(is_unbound(part.query) for part in outcome.parts):
            told = [each for each in dropped if self._clauses.denies(each) or self._clauses.counts(each)]
            if any(self._analysis.holds(span, _PERMITTING) for span in self._analysis.sentences):
                told += [each for each in dropped if self._clauses.tells_asker(each)]
            limits += [each for each in told if each not in limits]
        if not limits:
            return outcome
        words = self._analysis.words(self._clauses.unmentioned(limits) or self._clauses.content(limits))
        return self._outcomes.refused("not_understood", "not_understood", names=words, unexplained=words)

    def _several(self, spans: Sequence[Span]) -> Outcome:
        if len(spans) > 1 and greets(self._read(spans[0])):
            return self._several(spans[1:])
        return self._sentence(spans[0]) if len(spans) == 1 else self._sentences(spans)

    def _sentence(self, span: Span) -> Outcome:
        """Read a sentence as one question, else without its leading story, else as two questions."""
        outcome = self._read(span)
        clauses = split_clauses(self._analysis.tokens, span)
        parted = len(clauses) > 1 or self._clauses.may_be_cut(span)
        each = self._machine.beside_told(clauses, self._read_through, self._rest) if len(clauses) > 1 else None
        if each is None and parted:
            each = self._joining.one_by_one(span, outcome) or self._joining.of_each(span, outcome)
        if each is not None:
            return each
        wrong = outcome.status == "read" and self._cannot_stand(span, outcome, parted=parted)
        twice = wrong or (outcome.status == "read" and self._may_be_two(span, outcome, parted=parted))
        twice = twice or asks_of_set_beside(self._analysis, span, outcome)
        both = self._two_at_once(span, clauses) if twice else None
        if both is not None:
            return both
        if wrong:
            return self._outcomes.refused("not_understood", "combination")
        outcome = self._explained(outcome, clauses if len(clauses) > 1 else parted_at_blank(self._analysis, span))
        if outcome.status == "not_in_catalog":
            return self._stories.behind_outsider(clauses) or outcome
        if outcome.status == "read" or outcome.open is not None or lies_across(self._analysis, span, clauses):
            return outcome
        told = self._machine.on_told_apart(clauses, self._read_apart)
        told = told or self._joining.behind_claim(span)
        told = told or self._stories.without_story(span) or self._joining.two_questions(span)
        told = told or self._stories.without_aside(span)
        return told or self._stories.without_reason(span, self._sentence) or outcome

    def _cannot_stand(self, span: Span, outcome: Outcome, *, parted: bool) -> bool:
        """Say whether the reading of a sentence as one question leaves out, or mixes up, what is asked.

        Only one that may be cut, into parts, leaves out one of them.
        """
        if parted and (passes_over(self._analysis, span, outcome) or self._drops_question(span, outcome)):
            return True
        crossed = isinstance(outcome.parts[0].query, Check) and asks_crosswise(self._analysis, outcome)
        if crossed or (outcome.parts[0].bare and skips_attribute(self._analysis, outcome)):
            return True
        counted = asks_if_counted(self._analysis, pieces_of(self._analysis, span), outcome)
        if counted or says_of_only(self._analysis, span, outcome):
            return True
        return parted and (self._joining.goes_to_label(span) or drops_users(self._analysis, span, outcome))

    def _may_be_two(self, span: Span, outcome: Outcome, *, parted: bool) -> bool:
        """Say whether a sentence that can be read as one question is two, if these can be read."""
        if self._clauses.lists_apart(span, [part.query for part in outcome.parts]):
            return True
        if asks_crosswise(self._analysis, outcome) or skips_attribute(self._analysis, outcome):
            return True
        if not parted:
            return False
        asked = self._clauses.asks_before_comma(span) and not self._machine.ends_told(span)
        counted = self._clauses.count_in_each(span) or self._clauses.leaves_value(span, outcome)
        dropped = drops_asked(self._analysis, span, outcome)
        return asked or counted or dropped or ranks_later(self._analysis, span, outcome)

    def _explained(self, outcome: Outcome, spans: Sequence[Span]) -> Outcome:
        """Put the explanation of a term before what is asked of it, where one reading of both took only the term."""
        told = any(isinstance(part.query, Define) for part in outcome.parts)
        if outcome.status != "read" or told or len(spans) < 2 or not self._analysis.holds(spans[0], EXPLAINING):
            return outcome
        first = self._read(spans[0])
        explains = all(isinstance(part.query, Define) and not part.bare for part in first.parts)
        if first.status != "read" or not explains or not all(is_set(part.query) for part in outcome.parts):
            return outcome
        return self._outcomes.read((*first.parts, *outcome.parts), outcome.consider)

    def _drops_question(self, span: Span, outcome: Outcome) -> bool:
        """Say whether a clause that a reading takes only names from is a question by itself."""
        alone = (self._read(clause) for clause in dropped_questions(self._analysis, span, outcome))
        return any(each.status == "read" and not any(part.bare for part in each.parts) for each in alone)

    def _read_through(self, spans: Sequence[Span]) -> Outcome:
        """Read clauses that follow one another as one question."""
        return self._read(Span(spans[0].start, spans[-1].end))

    def _two_at_once(self, span: Span, clauses: Sequence[Span]) -> Outcome | None:
        """Read a sentence as more than one question, on the hardware that a clause of it tells, if any."""
        told = self._machine.on_told(clauses, self._read_apart) if len(clauses) > 1 else None
        both = (told, self._joining.two_questions(span))
        return next((each for each in both if each is not None and len(each.parts) > 1), None)

    def _rest(self, spans: Sequence[Span]) -> Outcome:
        """Read clauses that follow one another as a sentence of their own."""
        return self._sentence(Span(spans[0].start, spans[-1].end))

    def _read_apart(self, spans: Sequence[Span]) -> Outcome:
        """Read clauses that follow one another as one question, as two if that cannot be, or behind a story."""
        span, outcome = Span(spans[0].start, spans[-1].end), self._read_through(spans)
        twice = outcome.status != "read" or self._may_be_two(span, outcome, parted=len(spans) > 1)
        both = self._joining.two_questions(span) if twice else None
        if both is not None or outcome.status == "read":
            return both or outcome
        return self._stories.without_story(span) or outcome

    def _sentences(self, spans: Sequence[Span]) -> Outcome:
        """Several sentences: questions of their own, one question told in several, or a story before a question."""
        told = self._joining.of_wished(spans) or self._machine.on_told(spans, self._several)
        told = told or self._machine.beside_told(spans, self._read_through, self._several)
        told = told or (self._fits_so(spans) if self._machine.only_sets(spans[-1]) else None)
        if told is not None:
            return told
        verdicts = self._joining.of_named([self._sentence(span) for span in spans], spans)
        return self._joining.enough_for(verdicts) or self._together(verdicts, spans)

    def _fits_so(self, spans: Sequence[Span]) -> Outcome | None:
        """Read whether something fits, and behind it how much memory a card has or how it is run, as one question."""
        whole = self._read_through(spans)
        fits = (isinstance(part.query, Check) and isinstance(part.query.statement, Fits) for part in whole.parts)
        return whole if whole.status == "read" and len(whole.parts) == 1 and all(fits) else None

    def _together(self, verdicts: Sequence[Outcome], spans: Sequence[Span]) -> Outcome:
        """Put together what sentences say, each of which was read by itself."""
        leading = any(self._leading.describes_instead(*later) for later in zip(verdicts[1:], spans[1:], strict=True))
        if leading and all(verdict.status == "read" for verdict in verdicts):
            return self._outcomes.refused("not_understood", "combination")
        first = past_talk(verdicts)
        excluded = excluded_by(verdicts[first]) if self._clauses.excludes(spans[first]) else None
        later = verdicts[first + 1 :]
        if excluded and not any(map(only_states, later)) and (rest := self._joining.joined(later)):
            return limited_to(rest, excluded)
        needs = tells_task(verdicts[0]) or self._clauses.wishes_before(verdicts[0], spans)
        done = self._stories.tells_doing(verdicts, spans)
        if done or only_states(verdicts[0]) or (needs and not self._clauses.asks(spans[0])):
            rest = self._joining.joined(verdicts[1:]) or self._read_as_one(spans[1:])
            rest = rest or (self._stories.about_told(spans[:1], later) if done else None)
            if rest is not None and all(subjects_of(part.query) for part in rest.parts):
                return self._outcomes.with_background(rest, self._clauses.unmentioned(spans[:1]))
        stated = any(map(only_states, verdicts)) or self._goes_on(verdicts, spans)
        stated = stated or self._clauses.wishes(verdicts, spans) or self._stories.tells_need(verdicts, spans)
        joined = None if stated else self._joining.joined(verdicts)
        if joined is not None:
            return self._joining.claims_last(joined, verdicts, spans)
        whole = self._explained(self._read(Span(spans[0].start, spans[-1].end)), spans)
        lost = loses_question(whole, verdicts[1:]) or self._leading.leads_on(spans[1:])
        lost = lost or (all(map(self._clauses.asks, spans)) and takes_only_names(whole, verdicts, spans))
        lost = lost or asks_if_counted(self._analysis, spans, whole)
        if whole.status == "read" and not lost:
            return whole
        if stated:
            return self._stories.behind_story(spans) or self._outcomes.refused("not_understood", "combination")
        before = self._without_stories(verdicts, spans) or self._without_afterthought(verdicts, spans)
        return before or self._not_read(verdicts, spans) or self._outcomes.worst(verdicts)

    def _not_read(self, verdicts: Sequence[Outcome], spans: Sequence[Span]) -> Outcome | None:
        """Return what was asked and not understood: to ask back about a statement beside it would leave it out."""
        asked = [self._clauses.asks(span) or self._analysis.holds(span, CLOSING) for span in spans]
        read = list(zip(verdicts, asked, strict=True))
        lost = (verdict for verdict, asks in read if verdict.status == "not_understood" and asks)
        states = any(verdict.status == "clarify" and not asks for verdict, asks in read)
        return next(lost, None) if states else None

    def _without_stories(self, verdicts: Sequence[Outcome], spans: Sequence[Span]) -> Outcome | None:
        """Leave out the sentences before a question that only tell."""
        for first in range(1, len(spans)):
            told = spans[:first]
            rest = self._joining.joined(verdicts[first:]) or self._stories.about_told(told, verdicts[first:])
            rest = rest or self._read_as_one(spans[first:])
            if rest is not None and self._stories.tell(told, rest) and not self._clauses.limits(told, rest):
                return self._outcomes.with_background(rest, self._clauses.unmentioned(told))
        return None

    def _without_afterthought(self, verdicts: Sequence[Outcome], spans: Sequence[Span]) -> Outcome | None:
        """Leave out the sentences behind a question on named things that only tell: …? We are a company in Lyon."""
        for end in range(len(spans) - 1, 0, -1):
            told, asked = spans[end:], self._joining.joined(verdicts[:end])
            if asked is None or any(part.bare or not subjects_of(part.query) for part in asked.parts):
                continue
            if self._clauses.name(told) or any(self._analysis.holds(span, ASKING) for span in told):
                continue  # … of Falcon 180B? And Falcon 40B too, if you have it
            if self._clauses.asks(spans[end - 1]) and self._stories.tell(told, asked):
                return self._outcomes.with_background(asked, self._clauses.unmentioned(told))
        return None

    def _read_as_one(self, spans: Sequence[Span]) -> Outcome | None:
        """Read several sentences as one question, whose points were told one by one."""
        whole = self._read_through(spans) if len(spans) > 1 else None
        return whole if whole is not None and whole.status == "read" else None

    def _goes_on(self, verdicts: Sequence[Outcome], spans: Sequence[Span]) -> bool:
        """Say whether a later sentence asks for some of what one before it is about, or leaves some of a list out."""
        given = any(is_given_set(part) for part in verdicts[0].parts)
        listed = any(isinstance(part.query, ListItems) for part in verdicts[0].parts)
        return any(
            (given and self._clauses.of_those(span)) or (listed and self._clauses.excludes(span))
            for verdict, span in zip(verdicts[1:], spans[1:], strict=True)
            if any(is_set(part.query) for part in verdict.parts)
        )
