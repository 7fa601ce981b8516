"""Rules that never win: put into sentences that carry them, no example of theirs is read as its author says.

A rule that reads its examples may still be useless: another one reads the same words otherwise.
Sentences are made of the language's carriers (`which models {}?`) and of the examples of the rules that take a rule's
phrases: `after 2022` carries `2022`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from chatbot.checks.examples import place_of
from chatbot.datatypes.pack import LanguagePack, PhraseRule
from chatbot.datatypes.reading import Outcome, Phrase
from chatbot.loading.report import Report
from chatbot.understanding.engine import Understanding
from chatbot.understanding.workshop import Found, Workshop

ANY = "*"
"""Names the carriers for phrases of every category."""
_DEPTH = 3
"""How many phrases may stand around an example within a carrier."""
_KEPT = 4
"""Ways in which a phrase stands in one of another category."""
_MOST = 300
"""Sentences tried for one rule."""
_GAP = "{}"
_OUTSIDER, _REFUSED = "outsider", "not_in_catalog"
"""Phrases of this category win where a question is refused for the name."""


class _Frame(msgspec.Struct, frozen=True):
    """A phrase of a category with a gap for one of its parts."""

    category: str
    before: str
    after: str


def check_wins(pack: LanguagePack, shop: Workshop, understanding: Understanding, report: Report) -> None:
    """Report the rules of which no example is read as it should be in any sentence; without carriers, nothing."""
    if not pack.carriers:
        return
    found = {text: shop.find(text) for rule in pack.rules for text in rule.examples}
    frames = _frames(found, {place_of(rule) for rule in pack.rules})
    for rule in pack.rules:
        if rule.examples and not any(
            _wins(rule, text, found[text], pack, frames, understanding) for text in rule.examples
        ):
            message = f"no sentence is read with {rule.pattern!r} as {rule.category!r}"
            hint = "another rule takes its words: drop it, mend it, give a better example, or add to carriers.yaml"
            report.warn(rule.file, rule.line, "rule-never-wins", message, hint)


def _frames(found: Mapping[str, Found], places: set[str]) -> dict[str, tuple[_Frame, ...]]:
    """Return how phrases stand in those of other rules, by their category, from the derivations of all examples."""
    frames: dict[str, dict[_Frame, None]] = {}
    for text, each in found.items():
        for phrase in each.phrases:
            for part in phrase.parts if phrase.rule in places else ():
                known = frames.setdefault(part.category, {})
                if part.category != phrase.category:
                    starts, ends = (each.tokens[p.start].start for p in (phrase, part)), (phrase, part)
                    (outer, inner), (whole, own) = starts, (each.tokens[p.end - 1].end for p in ends)
                    known[_Frame(phrase.category, text[outer:inner], text[own:whole])] = None
    return {category: _some(known) for category, known in frames.items()}


def _some(frames: Iterable[_Frame]) -> tuple[_Frame, ...]:
    """Return the shortest few frames of each category."""
    kept: dict[str, list[_Frame]] = {}
    for frame in sorted(frames, key=lambda frame: (len(frame.before + frame.after), frame.before, frame.after)):
        same = kept.setdefault(frame.category, [])
        if len(same) < _KEPT:
            same.append(frame)
    return tuple(frame for same in kept.values() for frame in same)


def _wins(
    rule: PhraseRule, text: str, found: Found, pack: LanguagePack, frames: Mapping[str, tuple[_Frame, ...]],
    understanding: Understanding,
) -> bool:  # fmt: skip
    """Say whether some sentence around an example is read with what the rule makes of it."""
    meant = {(p.category, p.meaning) for p in found.phrases if p.rule == place_of(rule)}
    for number, sentence in enumerate(_sentences(rule.category, text, pack, frames)):
        outcome = understanding.understand(sentence)
        if any((p.category, p.meaning) in meant for p in _used(outcome)):
            return True
        if outcome.status == _REFUSED and rule.category == _OUTSIDER:
            return True
        if number == _MOST:
            break
    return False


def _sentences(category: str, text: str, pack: LanguagePack, frames: Mapping[str, tuple[_Frame, ...]]) -> Iterator[str]:
    """Yield sentences that hold a text of a category, those with little around it first."""
    level = {(category, text)}
    for _ in range(_DEPTH):
        for kind, inner in sorted(level):
            for carrier in (*pack.carriers.get(kind, ()), *pack.carriers.get(ANY, ())):
                yield carrier.replace(_GAP, inner)
        level = {
            (frame.category, frame.before + inner + frame.after)
            for kind, inner in level
            for frame in frames.get(kind, ())
        }


def _used(outcome: Outcome) -> Iterator[Phrase]:
    """Yield all phrases that a reading, a question back, or a refusal for a name rests on."""
    readings = (*outcome.parts, *outcome.alternatives, *outcome.follow, *([outcome.open] if outcome.open else []))
    for reading in readings:
        yield from _flat(reading.phrases)
    yield from _flat(outcome.cover)


def _flat(phrases: Iterable[Phrase]) -> Iterator[Phrase]:
    for phrase in phrases:
        yield phrase
        yield from _flat(phrase.parts)
