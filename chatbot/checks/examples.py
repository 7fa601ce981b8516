"""The examples of phrase rules, read by the engine: each rule must do what its author says, and do it alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chatbot.datatypes.pack import LanguagePack, PhraseRule
from chatbot.datatypes.reading import Phrase
from chatbot.loading.report import Report
from chatbot.understanding.cover import MARGIN, fullest
from chatbot.understanding.workshop import Found, Workshop

_SHOWN = 5
_Edge = tuple[str, int, int, Any]
"""Example, first token, end, meaning."""


def check_examples(pack: LanguagePack, shop: Workshop, report: Report) -> None:
    """Report examples that are not read or read in two ways, rejected ones that are read, and rules nobody needs.

    To be called only when patterns, forms and builders are known to be good.
    """
    found = {text: shop.find(text) for rule in pack.rules for text in (*rule.examples, *rule.rejects)}
    for rule in pack.rules:
        for text in rule.examples:
            _check_example(rule, text, found[text], report)
        for text in rule.rejects:
            if place_of(rule) in {phrase.rule for phrase in whole(found[text], rule.category)}:
                message = f"{text!r} is read as {rule.category!r} by the rule that rejects it"
                report.error(rule.file, rule.line, "example-rejected", message)
    _check_need(pack.rules, found, report)


def place_of(rule: PhraseRule) -> str:
    """Return where a rule stands, as phrases name it."""
    return f"{rule.file}:{rule.line}"


def whole(found: Found, category: str) -> Sequence[Phrase]:
    """Return the phrases of a category over the whole text; fillers and marks stand around them only if need be."""
    own = [(phrase, _around(found, phrase)) for phrase in found.phrases if phrase.category == category]
    full = [phrase for phrase, around in own if not around]
    return full or [phrase for phrase, around in own if found.idle.issuperset(around)]


def _around(found: Found, phrase: Phrase) -> list[int]:
    """Return the places of a text that a phrase leaves out."""
    return [place for place in range(len(found.tokens)) if not phrase.start <= place < phrase.end]


def _likeliest(phrases: Sequence[Phrase]) -> list[Phrase]:
    """Return the phrases that no other one beats: none that is much less likely, or passes over a word of another."""
    best = max(phrase.score for phrase in phrases)
    return fullest([phrase for phrase in phrases if best - phrase.score < MARGIN])


def _check_example(rule: PhraseRule, text: str, found: Found, report: Report) -> None:
    """Report an example that is not read as a whole, or in two ways."""
    phrases = whole(found, rule.category)
    if not found.complete:
        report.error(rule.file, rule.line, "example-too-long", f"{text!r} is too long or too tangled to be read")
    elif not phrases:
        message = f"{text!r} is not read as {rule.category!r}"
        report.error(rule.file, rule.line, "example-not-read", message, _got(found))
    elif len({phrase.meaning for phrase in _likeliest(phrases)}) > 1:
        message = f"{text!r} is read as {rule.category!r} in two ways"
        report.error(rule.file, rule.line, "two-readings", message, _by(phrases))
    elif place_of(rule) not in {phrase.rule for phrase in phrases}:
        message = f"{text!r} is read as {rule.category!r}, but not by this rule"
        report.error(rule.file, rule.line, "example-of-another", message, _by(phrases))


def _check_need(rules: Sequence[PhraseRule], found: dict[str, Found], report: Report) -> None:
    """Report rules that complete on no example, and those whose every meaning another rule makes too."""
    makers: dict[tuple[str, _Edge], set[str]] = {}
    made: dict[str, list[tuple[str, _Edge]]] = {}
    for text, each in found.items():
        for phrase in each.phrases:
            key = (phrase.category, (text, phrase.start, phrase.end, phrase.meaning))
            makers.setdefault(key, set()).add(phrase.rule)
            made.setdefault(phrase.rule, []).append(key)
    for rule in rules:
        place = place_of(rule)
        if place not in made:
            if rule.examples:
                message = f"the rule {rule.pattern!r} completes on no example"
                report.error(rule.file, rule.line, "rule-never-used", message, "is its builder content with the roles?")
            continue
        others = set.intersection(*(makers[key] - {place} for key in made[place]))
        if others:
            message = f"whatever {rule.pattern!r} makes of the examples, another rule makes too"
            hint = f"see {', '.join(sorted(others))}; drop one, or add an example that tells them apart"
            report.warn(rule.file, rule.line, "rule-not-needed", message, hint)


def _by(phrases: Sequence[Phrase]) -> str:
    """Return a hint that names the rules behind some phrases."""
    meanings: dict[Any, str] = {}
    for phrase in phrases:
        meanings.setdefault(phrase.meaning, phrase.rule)
    return "by " + " and ".join(sorted(set(meanings.values())))


def _got(found: Found) -> str:
    """Return a hint that tells what was found instead: the widest phrases with their words."""
    widest = sorted(found.phrases, key=lambda phrase: (phrase.start - phrase.end, not phrase.parts))
    lines = dict.fromkeys(f"{phrase.category} {_words(found, phrase)!r}" for phrase in widest)
    return "found: " + ", ".join(list(lines)[:_SHOWN]) if lines else "nothing in it is known"


def _words(found: Found, phrase: Phrase) -> str:
    """Return the words of a phrase."""
    pieces = [(" " if token.spaced else "") + token.raw for token in found.tokens[phrase.start : phrase.end]]
    return "".join(pieces).strip()
