"""Checks of phrase rules and terms that need no engine."""

from __future__ import annotations

from chatbot.datatypes.pack import LanguagePack, Packs, PhraseRule
from chatbot.loading.report import Report, did_you_mean
from chatbot.understanding.patterns import PatternError, sequences


def check_rules(packs: Packs, report: Report) -> None:
    """Report rules without examples, patterns that cannot be read, and terms that no language has."""
    for pack in packs.languages.values():
        terms = {form.id for form in pack.terms}
        for rule in pack.rules:
            _check_rule(rule, terms, report)
    _check_terms(packs, report)


def _check_rule(rule: PhraseRule, terms: set[str], report: Report) -> None:
    """Report the faults of one rule."""
    if not rule.examples:
        hint = "add `examples:` with an utterance that it must read"
        report.error(rule.file, rule.line, "no-example", f"a rule for {rule.category!r} has no example", hint)
    try:
        symbols = {element.symbol for sequence in sequences(rule.pattern) for element in sequence if not element.role}
    except PatternError as fault:
        hint = "write {category}, {role:category}, <term>, [optional], (a|b)"
        report.error(rule.file, rule.line, "bad-pattern", f"{rule.pattern!r}: {fault}", hint)
        return
    for symbol in sorted(symbols):
        if symbol not in terms:
            hint = did_you_mean(symbol, terms)
            report.error(rule.file, rule.line, "unknown-id", f"{symbol!r} is no term of this language", hint)


def _check_terms(packs: Packs, report: Report) -> None:
    """Report terms that one language has and another lacks."""
    by_language = {code: _terms(pack) for code, pack in packs.languages.items()}
    every = {term for terms in by_language.values() for term in terms}
    for code, terms in sorted(by_language.items()):
        for term in sorted(every - terms):
            report.warn(f"intents/{code}", 0, "missing-language", f"the term {term!r} has no form in {code}")


def _terms(pack: LanguagePack) -> set[str]:
    """Return the ids of a language's terms."""
    return {form.id for form in pack.terms}
