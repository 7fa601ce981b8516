"""What sentences tell of the machine that something is to run on, and of how, before or behind the question on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from chatbot.datatypes.query import Card, Check, Define, Fits, Lookup
from chatbot.datatypes.reading import Outcome, Phrase, Reading
from chatbot.datatypes.subjects import subjects_of
from chatbot.understanding.analysis import within
from chatbot.understanding.outcomes import Outcomes
from chatbot.understanding.parts.clauses import Clauses
from chatbot.understanding.parts.told import (
    apart,
    asked_of,
    hardware_told,
    is_one_machine,
    on_hardware,
    parted_behind_hardware,
    run_in,
    telling,
    trained,
    training_told,
)
from chatbot.understanding.parts.told_story import is_gone, matters, owned_apart, told_in_story
from chatbot.understanding.sentences import Span, split_clauses
from chatbot.understanding.shapes.hardware import fits_in, open_fit, with_cards

_PRONOUN = "anaphor"
"""What stands for the hardware that the same utterance told."""
_PRECISION = frozenset({"precision"})
_SETTING = frozenset({"hardware", "precision"})
"""Phrases that tell on what, and how, something is to run."""
_BESIDE = frozenset({"only", "want", "and", "comma"})
"""Terms that may stand beside them, where no more is told (a 3090, fp16 only)."""
_WORKING = frozenset({"works", "yes_no", "enough", "fits", "doable"})
"""Terms with which it is asked whether a precision is all right."""
_OPENING = frozenset({"how", "how_much", "how_long", "when", "where", "who"})
"""Terms with which a question begins that tells no hardware (how hot does a 3090 get)."""
_LEADING = frozenset({"what_about"})
_AMOUNT = frozenset({"memory_amount"})
_COUNT = frozenset({"number", "one_of"})
"""Terms that tell how many there are of what stands behind them."""
_USING = frozenset({"upon", "vram"})
"""Terms that lead up to such a phrase (16 GB, in fp16)."""


class Machine:
    """The machine and the way of running that one utterance tells."""

    def __init__(self, outcomes: Outcomes, clauses: Clauses) -> None:
        """Keep the utterance and its clauses."""
        self._outcomes = outcomes
        self._analysis = outcomes.analysis
        self._clauses = clauses

    def as_run(self, outcome: Outcome) -> Outcome:
        """Ask whether things fit in the one precision that a sentence of its own tells (4 bit. Two 3090s. Fits?)."""
        sentences = self._analysis.sentences
        if outcome.status != "read" or len(sentences) < 2:
            return outcome
        told = {precision for span in sentences for precision in self._precision_alone(span)}
        if len(told) != 1:
            return outcome
        (precision,) = told
        asked = [part for part in outcome.parts if not isinstance(part.query, Define)]
        parts = (msgspec.structs.replace(part, query=run_in(part.query, precision)) for part in asked or outcome.parts)
        return msgspec.structs.replace(outcome, parts=tuple(parts))

    def _precision_alone(self, span: Span) -> list[str]:
        """Return the precision that is all a sentence tells, or asks to be all right (will 8 bit work?)."""
        beside = {place for m in self._analysis.holds(span, _WORKING) for place in range(m.start, m.end)}
        content = set(self._clauses.content([span])) - beside
        told = self._analysis.phrases_of(span, {"precision"})
        return [str(p.meaning) for p in told if content and content <= set(range(p.start, p.end))]

    def as_trained(self, outcome: Outcome) -> Outcome:
        """Ask whether things fit for training, where a sentence before tells that they are to be trained."""
        telling = [span for span in self._analysis.sentences[:-1] if not self._clauses.asks(span)]
        told = [p for span in telling for p in self._analysis.phrases_of(span, {"tuning"})]
        if outcome.status != "read" or not told:
            return outcome
        mode = training_told(told)
        parts = (msgspec.structs.replace(part, query=trained(part.query, mode)) for part in outcome.parts)
        return msgspec.structs.replace(outcome, parts=tuple(parts))

    def on_told(self, spans: Sequence[Span], read_rest: Callable[[Sequence[Span]], Outcome]) -> Outcome | None:
        """Read what follows a statement that tells hardware, or lacks it before one, as a question on that hardware."""
        telling = [(span, hardware) for span in spans[:-1] if (hardware := self.told(span))]
        in_story = [] if telling else [(each, cards) for each in spans[:-1] if (cards := self._in_story(each))]
        telling = telling or in_story
        behind = not telling and bool(hardware := self.told(spans[-1], if_asked=True))
        if behind and len(spans) > 1:
            telling = [(spans[-1], hardware)]
        if not telling:
            return None
        told = [span for span, _ in telling] + [span for span in spans if self._tells_only_how(span)]
        hardware = tuple(card for _, cards in telling for card in cards)
        rest = [span for span in spans if span not in told]
        if not rest:
            return None
        if len(telling) > 1 and not is_one_machine(hardware):
            return self._outcomes.refused("not_understood", "combination")
        outcome, story = read_rest(rest), bool(in_story)
        if outcome.status != "read" and (later := self._behind(rest, telling[-1][0])):
            outcome, story = read_rest(later), True
        attribute, mode = self._memory_attribute(told[0]), training_told(self._analysis.phrases)
        asked = asked_of(with_cards(outcome, hardware), attribute, self._analysis.phrases)
        if behind and not all(open_fit(part.query) for part in asked):
            return None  # only a question that lacks it has it told behind: does it fit? I have a 3090
        if outcome.status != "read" or (story and not all(subjects_of(part.query) for part in asked)):
            return None  # what else is told may limit what is sought
        parts = on_hardware(asked, hardware, attribute, mode)
        how = {str(p.meaning) for span in told for p in self._how(span)}
        if parts is None or len(how) > 1:
            return None
        for precision in how:
            parts = tuple(msgspec.structs.replace(part, query=run_in(part.query, precision)) for part in parts)
        mentions = tuple(mention for mention in outcome.mentions if mention.category != _PRONOUN)
        replaced = msgspec.structs.replace(outcome, parts=parts, mentions=mentions)
        return self._outcomes.with_background(replaced, self._clauses.unmentioned(told))

    def on_told_apart(self, clauses: Sequence[Span], read_rest: Callable[[Sequence[Span]], Outcome]) -> Outcome | None:
        """Read a question on hardware told in a clause before it, else before a blank in one (a 3090 24G can it …)."""
        clauses = self._unbroken(clauses)
        told = self.on_told(clauses, read_rest)
        if told is not None or any(is_gone(self._analysis, each) for each in clauses):
            return told
        pieces = parted_behind_hardware(self._analysis.phrases, self._analysis.tokens, clauses)
        return self.on_told(pieces, read_rest) if len(pieces) > len(clauses) else None

    def _unbroken(self, clauses: Sequence[Span]) -> list[Span]:
        """Put clauses together over which hardware goes: a 4060 laptop, 8 GB of VRAM."""
        told = apart(self._analysis.phrases_of(Span(clauses[0].start, clauses[-1].end), {"hardware"}))
        made: list[Span] = []
        for clause in clauses:
            if made and any(phrase.start < clause.start < phrase.end for phrase in told):
                made[-1] = Span(made[-1].start, clause.end)
            else:
                made.append(clause)
        return made

    def _behind(self, rest: Sequence[Span], told: Span) -> list[Span]:
        """Return the clauses behind the one that tells hardware, where those before it only tell a story."""
        before = [span for span in rest if span.start < told.start]
        if any(self._clauses.asks(span) or matters(self._analysis, span) for span in before):
            return []
        return [span for span in rest if span.start > told.start] if before else []

    def beside_told(
        self,
        spans: Sequence[Span],
        read_all: Callable[[Sequence[Span]], Outcome],
        read_rest: Callable[[Sequence[Span]], Outcome],
    ) -> Outcome | None:
        """Read what asks nothing of the hardware that is told before or behind it as if that were not there.

        `I have a 3090, who made Falcon?` neither asks whether that fits nor is limited to what does.
        """
        if len(spans) < 2 or not self._analysis.phrases_of(Span(spans[0].start, spans[-1].end), {"hardware"}):
            return None
        before, behind = bool(self.told(spans[0])), bool(self.told(spans[-1]))
        if before == behind:
            return None
        whole = read_all(spans)
        if (before or whole.status == "read") and not any(fits_in(part.query) for part in whole.parts):
            return None
        told, rest = (spans[:1], spans[1:]) if before else (spans[-1:], spans[:-1])
        outcome = read_rest(rest)
        if outcome.status != "read" or not all(map(_asks_no_fit, outcome.parts)):
            return None
        used = whole.status != "read" or _asks_only_fit(whole)
        if used and all(isinstance(part.query, Check) for part in outcome.parts):
            return None  # can I use it?
        return self._outcomes.with_background(outcome, self._clauses.unmentioned(told))

    def ends_told(self, span: Span) -> bool:
        """Say whether the last clause of a sentence only tells hardware, or how it is used: no second question."""
        last = split_clauses(self._analysis.tokens, span)[-1]
        return bool(self.told(last)) or self.only_sets(last)

    def only_sets(self, span: Span) -> bool:
        """Say whether a span holds no more than an amount of memory, hardware and a precision (24 GB, in int8)."""
        if self._analysis.tokens[span.end - 1].text == "?":
            return False
        told = self._analysis.phrases_of(span, _SETTING | _AMOUNT)
        beside = self._analysis.holds(span, _BESIDE | _USING)
        covered = {place for phrase in told for place in range(phrase.start, phrase.end)}
        covered |= {place for mention in beside for place in range(mention.start, mention.end)}
        return bool(told) and covered.issuperset(self._clauses.content([span]))

    def told(self, span: Span, *, if_asked: bool = False) -> tuple[Card, ...]:
        """Return the hardware that a sentence tells without asking anything, or with a mark of a question alone."""
        asks = self._analysis.tokens[span.end - 1].text == "?"
        if (asks and not if_asked) or self._opens(span) or self._counted_unknown(span):
            return ()
        if is_gone(self._analysis, span) or owned_apart(self._analysis, span):
            return ()
        if self._how(span):
            return hardware_told(self._setting(span), span, _PRECISION)
        return hardware_told(telling(self._analysis.phrases, self._analysis.fillers), span)

    def _in_story(self, span: Span) -> tuple[Card, ...]:
        """Return the hardware that one clause of a sentence tells, where it asks nothing and the others only tell."""
        if self._analysis.tokens[span.end - 1].text == "?" or self._opens(span) or self._counted_unknown(span):
            return ()
        return told_in_story(self._analysis, telling(self._analysis.phrases, self._analysis.fillers), span)

    def _opens(self, span: Span) -> bool:
        """Say whether a span begins with a question word, and not with words that lead on (how about a 3090)."""
        first = {
            mention.category
            for mention in self._analysis.holds(span, _OPENING | _LEADING)
            if mention.start == span.start
        }
        return bool(first) and not first & _LEADING

    def _setting(self, span: Span) -> list[Phrase]:
        """Return the phrases in a span that tell on what, and in what precision, something is to run."""
        return apart(self._analysis.phrases_of(span, _SETTING))

    def _tells_only_how(self, span: Span) -> bool:
        """Say whether a span tells in which precision something is to run, and nothing else."""
        asks = self._analysis.tokens[span.end - 1].text == "?"
        return not asks and bool(self._how(span)) and not self._analysis.phrases_of(span, {"hardware"})

    def _how(self, span: Span) -> list[Phrase]:
        """Return what precision a span tells, where it tells nothing else but hardware."""
        told = self._setting(span)
        how = [phrase for phrase in told if phrase.category in _PRECISION and phrase.meaning]
        if not how:
            return []
        covered = {place for each in told for place in range(each.start, each.end)}
        covered |= {place for m in self._analysis.holds(span, _BESIDE) for place in range(m.start, m.end)}
        return how if covered.issuperset(self._clauses.content([span])) else []

    def _counted_unknown(self, span: Span) -> bool:
        """Say whether an unknown word right before hardware, or its measure word, may be how many of it there are."""
        unknown, tokens = set(self._analysis.unmentioned(span)), self._analysis.tokens
        told = apart(self._analysis.phrases_of(span, {"hardware"}))
        counts = {number.start for number in self._analysis.holds(span, _COUNT)}
        told = [phrase for phrase in told if phrase.start not in counts]  # one 3090
        starts = {phrase.start for phrase in told if all(card.count == 1 for card in phrase.meaning)}
        near = starts | {start - 1 for start in starts if start > span.start and tokens[start - 1].kind == "han"}
        return any(start - 1 in unknown for start in near)

    def _memory_attribute(self, span: Span) -> str:
        """Return the attribute that tells memory needs, as the statements on hardware in a span have it."""
        fits = (p.meaning for p in self._analysis.phrases if isinstance(p.meaning, Fits) and within(p, span))
        return next((asked.attribute for asked in fits), "")


def _asks_no_fit(part: Reading) -> bool:
    """Say whether a fact or property of named things is asked for that has nothing to do with memory."""
    asked = isinstance(part.query, Check | Lookup) and not part.bare and not fits_in(part.query)
    return asked and bool(subjects_of(part.query))


def _asks_only_fit(outcome: Outcome) -> bool:
    """Say whether it was read as the question whether something fits, and no more."""
    queries = [part.query for part in outcome.parts]
    return any(isinstance(query, Check) and isinstance(query.statement, Fits) for query in queries)
