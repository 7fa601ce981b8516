"""Names that two things share, and forms that are not well made."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from chatbot.datatypes.catalog import Catalog, Name, Ref
from chatbot.datatypes.pack import Form, Packs
from chatbot.loading.report import Report
from chatbot.text.fold import tokenise
from chatbot.text.forms import FormError, expand
from chatbot.text.lexicon import SEPARATORS

_WORDS = {
    "attribute",
    "asked",
    "event",
    "rough",
    "more",
    "less",
    "most",
    "least",
    "says",
    "value",
    "noun",
    "named_use",
    "named_clause",
}
"""Words of attributes, and of their values: they may be the same as names of things."""
_HAN_GAP = re.compile(r"(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff])")
_SINGLE = re.compile(r"\([^()|\[\]]*\)")
_APART = {"ordinary", "ambiguous"}
"""These are about names of other things."""


class Shared(msgspec.Struct, frozen=True):
    """What may share names."""

    names: frozenset[str]
    kinds: frozenset[frozenset[str]]
    """Pairs of kinds."""


def check_names(catalog: Catalog, shared: Shared, report: Report) -> None:
    """Report names that are not well made, and those of two things of a kind or, undeclared, of two kinds."""
    owners: dict[tuple[tuple[str, ...], str], dict[Ref, Name]] = {}
    for name in catalog.names:
        for spelling in spellings(name, report):
            owners.setdefault((_key(spelling), name.language), {}).setdefault(name.ref, name)
    allowed = {_key(name) for name in shared.names}
    clashes: dict[tuple[Ref, Ref, str, int], tuple[tuple[str, ...], Name, Name]] = {}
    for (key, _), named in sorted(owners.items()):
        rest = [name for ref, name in named.items() if ref.kind not in _APART]
        if len(rest) > 1 and not any(ref.kind == "ambiguous" for ref in named):
            pairs = [*_of_one_kind(rest), *([] if key in allowed else _across(rest, shared.kinds))]
            for pair in pairs:
                first, second = sorted(pair, key=lambda name: (name.file, name.line))
                clashes.setdefault((first.ref, second.ref, second.file, second.line), (key, first, second))
    for key, first, second in clashes.values():
        _report(key, first, second, report)


def _key(spelling: str) -> tuple[str, ...]:
    """Return a spelling as the understanding compares it: tokens without separators."""
    return tuple(token.text for token in tokenise(spelling) if token.text not in SEPARATORS)


def spellings(name: Name, report: Report) -> tuple[str, ...]:
    """Return all spellings of a name; a form that is not well made is reported."""
    try:
        return expand(name.form)
    except FormError as fault:
        report.error(name.file, name.line, "bad-form", f"{name.form!r}: {fault}", "[x] is optional, (a|b) a choice")
        return ()


def check_forms(packs: Packs, report: Report) -> None:
    """Report forms of terms and fillers that are not well made or stand for nothing."""
    for form in _forms(packs):
        try:
            good = any(spelling.strip() for spelling in expand(form.form))
        except FormError as fault:
            hint = "[x] is optional, (a|b) a choice"
            report.error(form.file, form.line, "bad-form", f"{form.form!r}: {fault}", hint)
            continue
        if not good:
            report.error(form.file, form.line, "bad-form", f"{form.form!r} stands for nothing")
        elif (single := _SINGLE.search(form.form)) is not None:
            message = f"{single.group()!r} in {form.form!r} is a choice of one, and so must be there"
            report.warn(form.file, form.line, "choice-of-one", message, "write [x] for what may be left out")


def _forms(packs: Packs) -> Iterator[Form]:
    """Yield the forms of all languages."""
    for pack in packs.languages.values():
        yield from pack.terms
        yield from pack.fillers


def _of_one_kind(names: list[Name]) -> Iterator[tuple[Name, Name]]:
    """Yield two things of one kind that share a spelling; events may, where they go with different question words."""
    by_kind: dict[str, list[Name]] = {}
    for name in names:
        if name.ref.kind != "says":
            kind = f"event {name.value}" if name.ref.kind == "event" else name.ref.kind
            by_kind.setdefault(kind, []).append(name)
    for members in by_kind.values():
        if len(members) > 1:
            yield members[0], members[1]


def _across(names: list[Name], pairs: frozenset[frozenset[str]]) -> Iterator[tuple[Name, Name]]:
    """Yield things of two kinds that share a spelling, unless these kinds may; words of attributes live apart."""
    things = [name for name in names if name.ref.kind not in _WORDS]
    for second in things[1:]:
        kinds = frozenset({things[0].ref.kind, second.ref.kind})
        if len(kinds) == 2 and kinds not in pairs:
            yield things[0], second
            return


def _report(key: tuple[str, ...], first: Name, second: Name, report: Report) -> None:
    """Report two things of one name, at the later place."""
    things = f"{first.ref.kind} {first.ref.id!r} and {second.ref.kind} {second.ref.id!r}"
    message = f"{_HAN_GAP.sub('', ' '.join(key))!r} names both {things}"
    hint = f"the other stands in {first.file}:{first.line}; remove one, or declare it in shared_names or ambiguous"
    report.error(second.file, second.line, "shared-name", message, hint)
