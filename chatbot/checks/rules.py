"""Checks of phrase rules that need no engine."""

from __future__ import annotations

from chatbot.datatypes.pack import Form, Packs, PhraseRule
from chatbot.loading.report import Report, did_you_mean
from chatbot.text.patterns import PatternError, sequences


def term_of(form: Form) -> str:
    """Return the term of a form: `term@start` and `term@end` count in that place only, as `term`."""
    return form.id.partition("@")[0]


def check_rules(packs: Packs, report: Report) -> None:
    """Report rules without examples, patterns that cannot be read, and terms that their language lacks."""
    for pack in packs.languages.values():
        terms = {term_of(form) for form in pack.terms}
        for rule in pack.rules:
            _check_rule(rule, terms, report)


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
