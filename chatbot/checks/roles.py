"""Rules and intents against the engine: builders and shapes exist, roles fit, something makes each category."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator, Mapping, Set
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from chatbot.checks.rules import term_of
from chatbot.datatypes.pack import Intent, LanguagePack, Packs, PhraseRule
from chatbot.loading.report import Report, did_you_mean
from chatbot.text.patterns import Element, PatternError, sequences
from chatbot.understanding.workshop import Workshop

Parameters = Mapping[str, inspect.Parameter]


def check_roles(packs: Packs, shops: Mapping[str, Workshop], report: Report) -> None:
    """Report rules and intents that the engine cannot follow, in each language."""
    terms = {term_of(form) for pack in packs.languages.values() for form in pack.terms}
    made = {kind for pack in packs.languages.values() for kind in _made(pack)}
    for code, pack in packs.languages.items():
        shop = shops[code]
        known = shop.categories | _made(pack)
        own = {term_of(form) for form in pack.terms}
        _check_terms(pack, shop.categories, report)
        _check_without(pack, packs.intents, known, report)
        for rule in pack.rules:
            _check_builder(rule, shop, report)
            _check_categories(rule, known, report)
        for intent in packs.intents:
            _check_cues(intent, code, (own, terms), report)
            _check_slots(intent, code, (known | own | pack.without.keys(), shop.categories | made | terms), report)
            _check_shape(intent, shop, report)


def _made(pack: LanguagePack) -> frozenset[str]:
    """Return the categories that rules make; `need+memory_need` is a need, too."""
    return frozenset(kind for rule in pack.rules for kind in (rule.category, rule.category.partition("+")[0]))


def _check_terms(pack: LanguagePack, mentioned: frozenset[str], report: Report) -> None:
    """Report terms that are called like a category: the engine could not tell one from the other."""
    rules = {rule.category: f"{rule.file}:{rule.line}" for rule in reversed(pack.rules)}
    seen: set[str] = set()
    for form in pack.terms:
        term = term_of(form)
        if term in seen or (term not in rules and term not in mentioned):
            continue
        seen.add(term)
        hint = f"rules make it in {rules[term]}; rename one of them" if term in rules else "rename the term"
        report.error(form.file, form.line, "shared-name", f"the term {term!r} is called like a category", hint)


def _check_builder(rule: PhraseRule, shop: Workshop, report: Report) -> None:
    """Report a builder that does not exist or does not take the roles of its rule."""
    builder = shop.builders.get(rule.build)
    if builder is None:
        hint = did_you_mean(rule.build, shop.builders)
        report.error(rule.file, rule.line, "unknown-builder", f"there is no builder {rule.build!r}", hint)
        return
    parameters = inspect.signature(builder).parameters
    for fault in sorted({fault for sequence in _sequences(rule) for fault in _misfits(rule, sequence, parameters)}):
        hint = f"{rule.build} takes {', '.join(parameters) or 'nothing'}"
        report.error(rule.file, rule.line, "bad-role", fault, hint)
    hints = get_type_hints(builder)
    for role, value in rule.given.items():
        allowed = _allowed(hints.get(role))
        if allowed and value not in allowed:
            message = f"{rule.build} takes no {value!r} for the role {role!r}"
            report.error(rule.file, rule.line, "bad-value", message, did_you_mean(value, allowed))


def _allowed(kind: Any) -> tuple[str, ...]:
    """Return the texts that a role takes, where it takes only some: most or least."""
    arms = get_args(kind) if get_origin(kind) in {Union, UnionType} else (kind,)
    literal = all(get_origin(arm) is Literal for arm in arms)
    return tuple(text for arm in arms for text in get_args(arm)) if literal else ()


def _misfits(rule: PhraseRule, sequence: tuple[Element, ...], parameters: Parameters) -> Iterator[str]:
    """Yield what is wrong with the roles of one sequence of a rule."""
    roles = [element.role for element in sequence if element.role]
    given = [*roles, *rule.given]
    for role in sorted({role for role in given if given.count(role) > 1}):
        yield f"the role {role!r} is filled twice"
    if any(parameter.kind is inspect.Parameter.VAR_KEYWORD for parameter in parameters.values()):
        if len(given) != 1:
            yield f"{rule.build} takes exactly one role"
        return
    for role in given:
        if role not in parameters:
            yield f"{rule.build} has no role {role!r}"
    for name, parameter in parameters.items():
        if parameter.default is inspect.Parameter.empty and name not in given:
            yield f"the role {name!r} is not filled"


def _check_categories(rule: PhraseRule, known: frozenset[str], report: Report) -> None:
    """Report categories that nothing makes."""
    used = {element.symbol for sequence in _sequences(rule) for element in sequence if element.role}
    for category in sorted(used - known):
        hint = did_you_mean(category, known)
        report.error(rule.file, rule.line, "unknown-id", f"nothing makes the category {category!r}", hint)


def _check_cues(intent: Intent, code: str, terms: tuple[set[str], set[str]], report: Report) -> None:
    """Report words that no language has, and intents of which a language has no cue at all."""
    own, every = terms
    for term in sorted({*intent.cues, *intent.also} - every):
        hint = did_you_mean(term, every)
        report.error(intent.file, intent.line, "unknown-id", f"{term!r} is no term of any language", hint)
    if intent.cues and own.isdisjoint(intent.cues):
        message = f"{code} has none of the cues of the intent {intent.id!r}"
        report.error(intent.file, intent.line, "unknown-id", message, f"add one of {', '.join(intent.cues)}")


def _check_slots(intent: Intent, code: str, known: tuple[Set[str], Set[str]], report: Report) -> None:
    """Report slots that nothing can fill in a language; an error where they must be filled and no language can."""
    own, every = known
    for name, slot in intent.slots.items():
        if slot.category not in own:
            tell = report.error if slot.least and slot.category not in every else report.warn
            message = f"in {code} nothing makes the category {slot.category!r} of the slot {name!r}"
            tell(intent.file, intent.line, "unknown-id", message, did_you_mean(slot.category, own))


def _check_without(pack: LanguagePack, intents: Iterable[Intent], known: frozenset[str], report: Report) -> None:
    """Report what a language says it does without although it makes it, or no slot takes it."""
    place = f"intents/{pack.code}/language.yaml"
    taken = {slot.category for intent in intents for slot in intent.slots.values()}
    for category in pack.without:
        if category in known:
            hint = "take it off the list `without:`"
            report.error(place, 0, "made-after-all", f"rules make the category {category!r}", hint)
        elif category not in taken:
            hint = did_you_mean(category, taken)
            report.error(place, 0, "unknown-id", f"no slot takes the category {category!r}", hint)


def _check_shape(intent: Intent, shop: Workshop, report: Report) -> None:
    """Report a shape that does not exist."""
    if intent.shape not in shop.shapes:
        hint = did_you_mean(intent.shape, shop.shapes)
        report.error(intent.file, intent.line, "unknown-id", f"there is no shape {intent.shape!r}", hint)


def _sequences(rule: PhraseRule) -> list[tuple[Element, ...]]:
    """Return the sequences of a rule; none where its pattern is not well made, which is reported elsewhere."""
    try:
        return sequences(rule.pattern)
    except PatternError:
        return []
