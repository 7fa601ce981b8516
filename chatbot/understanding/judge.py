"""Decide what to make of an utterance: read it, ask back, or say what was not understood.

The rules, in order: a name outside the catalog is never answered as another one; a declared ambiguity is asked back;
every word that carries meaning must be used, else there is no answer; what is asked often and recorded nowhere is not
answered by something else; two best readings that mean different things are asked back.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

from chatbot.datatypes.later import Later
from chatbot.datatypes.query import Describe, ListItems, Memory, Query, Recommend, Selection
from chatbot.datatypes.reading import UNRECORDED, Outcome, Phrase, Reading
from chatbot.understanding.analysis import Analysis, within
from chatbot.understanding.chart import Overflow
from chatbot.understanding.cover import MARGIN, Cover
from chatbot.understanding.meanings import Outside
from chatbot.understanding.outcomes import OFF_TOPIC, Consider, Outcomes
from chatbot.understanding.parts.questions import ASKING
from chatbot.understanding.parts.relative import asks_what_limits
from chatbot.understanding.parts.told_story import asks_of_lost
from chatbot.understanding.parts.whole import Parts
from chatbot.understanding.sentences import Span

MOST_TRIED = 800
"""Tokens of all spans that are tried for one utterance; beyond them it counts as too tangled."""

_WHICH_ARE = frozenset({"affirm", "affirm_of"})
"""Phrases that ask which are so, where what was said before tells how."""
_AMOUNT = "memory_need"
"""A term that asks for an amount of memory."""
Readings = Callable[[Analysis, Span, bool], tuple[list[Reading], list[Cover]]]
"""Reads a span; thoroughly: the readings too that cannot win or come near."""
Key = Callable[[Query], Hashable]
"""The normal form of a query: equal for equal meanings."""


def judge(analysis: Analysis, language: str, readings: Readings, key: Key) -> Outcome:
    """Return the outcome for an analysed utterance."""
    outcomes = Outcomes(analysis, language)
    if analysis.overflow:
        return outcomes.refused("not_understood", "too_long")
    if not analysis.tokens or not analysis.sentences:
        return outcomes.refused("not_understood", "empty")
    known: dict[Span, Outcome] = {}  # parts are cut in many ways out of the same spans
    tried = 0

    def read(span: Span) -> Outcome:
        nonlocal tried
        if span not in known:
            tried += span.end - span.start
            if tried > MOST_TRIED:
                raise Overflow
            known[span] = _read(outcomes, span, readings, key)
        return known[span]

    try:
        return Parts(outcomes, read).read_all()
    except Overflow:
        return outcomes.refused("not_understood", "too_long")


def _read(outcomes: Outcomes, span: Span, readings: Readings, key: Key) -> Outcome:
    """Read one span as one question."""
    analysis = outcomes.analysis
    found, covers = readings(analysis, span, False)
    consider = Later(lambda: tuple(readings(analysis, span, True)[0]))
    clean = [each for each in found if not (each.unexplained or asks_what_limits(analysis, span, each))]
    clean = [each for each in clean if not asks_of_lost(analysis, span, each)]
    if any(mention.firm for mention in analysis.holds(span, OFF_TOPIC)) and not (
        _seeks(clean) or _computes(analysis, span, clean)
    ):
        return outcomes.out_of_scope()
    outside = analysis.phrases_of(span, {"outsider"})
    if outside:
        used = [p for s in (covers[0].segments if covers else ()) for p in s.options if p.category == "outsider"]
        beyond = [each for each in used or outside if not (clean and _settled(each, clean[0].phrases))]
        if beyond and (used or not clean):
            aside = not clean and analysis.holds(span, OFF_TOPIC) and not any(map(_has_near, beyond))
            return outcomes.out_of_scope() if aside else outcomes.not_in_catalog(beyond)
    for vague in analysis.phrases_of(span, {"ambiguous"}):
        if not (clean and _settled(vague, clean[0].phrases)):
            return outcomes.ambiguous(vague)
    for unrecorded in analysis.phrases_of(span, {UNRECORDED}):
        clean = [reading for reading in clean if _settled(unrecorded, reading.phrases)]
        if not clean:
            return outcomes.unrecorded(unrecorded, consider)
    if clean and _lacks_statement(analysis, span, clean[0]):
        return outcomes.refused("clarify", "which_item", consider=consider)
    if clean:
        return _chosen(outcomes, clean, consider, key)
    return outcomes.not_understood(span, covers, consider)


def _lacks_statement(analysis: Analysis, span: Span, best: Reading) -> bool:
    """Say whether it is asked which of some are so, without saying how: which Falcon models do?

    Behind another question (is X gated, and if not, which are?) that is a question of its own.
    """
    ends = [p for p in analysis.phrases_of(span, _WHICH_ARE) if analysis.marks.issuperset(range(p.end, span.end))]
    closing = [phrase for phrase in ends if len(phrase.parts) > 1]
    if not closing:
        return False
    query = best.query
    if isinstance(query, Describe) or (isinstance(query, ListItems) and query.selection == Selection()):
        return True
    if isinstance(query, ListItems) and query.selection.where is None:
        return any(phrase.category == "affirm_of" for phrase in closing)
    start = min(phrase.start for phrase in closing)
    if not analysis.holds(Span(span.start, start), ASKING):
        return False  # over 128K, who has that?
    said = {place for p in best.phrases if p.category != "noun" for place in range(p.start, p.end)}
    parted = analysis.joiners | {sentence.start - 1 for sentence in analysis.sentences}
    joined = [place for place in parted if span.start < place < start]
    return bool(said) and max(said) < start and any(set(range(place, start)) <= _idle(analysis) for place in joined)


def _idle(analysis: Analysis) -> frozenset[int]:
    return analysis.fillers | analysis.marks | analysis.joiners


def _seeks(clean: Sequence[Reading]) -> bool:
    """Say whether something is sought for a task, which an order at the bot would name too (translate this)."""
    if not clean or not isinstance(clean[0].query, Recommend) or not clean[0].query.task:
        return False
    return not clean[0].bare or any(phrase.category == "noun" for phrase in clean[0].phrases)


def _computes(analysis: Analysis, span: Span, clean: Sequence[Reading]) -> bool:
    """Say whether all that the bot is told to do is to work out an amount of memory (calculate the VRAM of)."""
    if not clean or not isinstance(clean[0].query, Memory):
        return False
    amounts = analysis.holds(span, {_AMOUNT})
    orders = analysis.holds(span, OFF_TOPIC)
    return all(any(within(order, amount) for amount in amounts) for order in orders)


def _has_near(outside: Phrase) -> bool:
    """Say whether something of the catalog lies near a name outside of it."""
    return isinstance(outside.meaning, Outside) and bool(outside.meaning.near)


def _settled(vague: Phrase, phrases: Sequence[Phrase]) -> bool:
    """Say whether a reading takes such words into a phrase of its own: an ambiguous name, or one in a longer name."""
    for phrase in phrases:
        if not within(vague, Span(phrase.start, phrase.end)):
            continue
        if phrase.parts:
            longer = phrase.end - phrase.start > vague.end - vague.start
            exact = longer and any((p.start, p.end) == (vague.start, vague.end) and p.parts for p in phrase.parts)
            return exact or _settled(vague, phrase.parts)
        return phrase.category == vague.category or phrase.end - phrase.start > vague.end - vague.start
    return False


def _chosen(outcomes: Outcomes, clean: Sequence[Reading], consider: Consider, key: Key) -> Outcome:
    """Return the best reading, unless it lacks its subject or another one lies too near."""
    best = clean[0]
    if best.open:
        named = _named_by_size(outcomes.analysis, best, consider)
        if named is not None:
            return outcomes.read((named,), consider)
        return outcomes.refused("clarify", "which_item", open=best, consider=consider)
    near = [r for r in clean[1:] if best.score - r.score < MARGIN and r.query != best.query]
    different = {key(reading.query): reading for reading in reversed([best, *near])} if near else {}
    if len(different) > 1:
        alternatives = tuple(reversed(different.values()))
        return outcomes.refused("clarify", "clarify", alternatives=alternatives, consider=consider)
    return outcomes.read((best,), consider)


def _named_by_size(analysis: Analysis, best: Reading, consider: Consider) -> Reading | None:
    """Return the reading in which a size names what the best one lacks (405B: is it gated), the best of these."""
    named = {(m.start, m.end) for m in analysis.mentions if m.category == "name"}
    told = {(p.start, p.end) for p in best.phrases if p.category == "constraint"} & named
    if not told:
        return None
    others = (each for each in consider() if not (each.open or each.unexplained))
    return next((each for each in others if any((p.start, p.end) in told for p in _named(each))), None)


def _named(reading: Reading) -> list[Phrase]:
    return [phrase for phrase in reading.phrases if phrase.category == "names"]
