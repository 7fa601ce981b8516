"""The project as it is used: catalog, packs, and their surface forms compiled for look-up; cached as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from chatbot.datatypes.catalog import Catalog, Item, Name, Ref
from chatbot.datatypes.lexicon import Entry, Lexicon
from chatbot.datatypes.pack import LanguagePack, Packs
from chatbot.datatypes.problem import Problem
from chatbot.datatypes.rules import Language
from chatbot.errors import DataError
from chatbot.loading.cache import uncollected
from chatbot.loading.packing import PackedItems, pack, unpack
from chatbot.loading.project import Project, Roots, compiled
from chatbot.text.forms import FormError, pieces
from chatbot.text.lexicon import compile_lexicon
from chatbot.text.patterns import compile_rules
from chatbot.text.vocabulary import vocabulary


class Compiled(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that a chatbot needs of the data files."""

    catalog: Catalog
    packs: Packs
    names: Lexicon
    """Surface forms of catalog things, in all languages."""
    languages: dict[str, msgspec.Raw]
    """Language code -> the Language, encoded: most runs read one."""
    completions: msgspec.Raw
    """The Vocabulary, encoded: most runs have no prompt, so it is not read with the rest."""
    warnings: tuple[Problem, ...] = ()


class Packed(msgspec.Struct, frozen=True, kw_only=True):
    """The compiled project as it lies in the cache."""

    items: PackedItems
    rest: Compiled
    """All but the items."""


def load_compiled(extra: Roots = ((), ()), cache_dir: Path | None = None) -> Compiled:
    """Return the compiled project; raises DataError with all problems if there is an error in any file."""
    with uncollected():
        packed = compiled(_packed, Packed, extra, cache_dir)
        return _with_items(packed.rest, unpack(packed.items))


def _packed(project: Project) -> Packed:
    made = compile_project(project)
    return Packed(items=pack(made.catalog.items.values()), rest=_with_items(made, {}))


def _with_items(made: Compiled, items: dict[str, Item]) -> Compiled:
    replace = msgspec.structs.replace
    return replace(made, catalog=replace(made.catalog, items=items))


def compile_project(project: Project) -> Compiled:
    """Compile the surface forms of a project."""
    faults = _faults(
        [*_names(project.catalog), *(form for p in project.packs.languages.values() for form in _terms(p))]
    )
    if faults:
        raise DataError(faults)
    variants = {key: value for pack in project.packs.languages.values() for key, value in pack.variants.items()}
    names = compile_lexicon(_names(project.catalog), variants)
    languages = {
        code: Language(compile_lexicon(_terms(pack), variants), compile_rules(pack.rules))
        for code, pack in project.packs.languages.items()
    }
    terms = [language.terms for language in languages.values()]
    return Compiled(
        catalog=msgspec.structs.replace(project.catalog, names=_first_names(project.catalog)),
        packs=_without_forms(project.packs),
        names=names,
        languages={code: _raw(language) for code, language in languages.items()},
        completions=_raw(vocabulary(project.catalog, names, terms)),
        warnings=project.warnings,
    )


def _raw(value: object) -> msgspec.Raw:
    return msgspec.Raw(msgspec.msgpack.encode(value))


def _first_names(catalog: Catalog) -> tuple[Name, ...]:
    """Return one plain spelling of each thing: the others are in the lexicon."""
    first: dict[Ref, Name] = {}
    for name in catalog.names:
        if not set("[(|") & set(name.form):
            first.setdefault(name.ref, name)
    return tuple(first.values())


def _without_forms(packs: Packs) -> Packs:
    """Return the packs without what is compiled."""
    slim = msgspec.structs.replace
    languages = {code: slim(pack, terms=(), fillers=(), rules=()) for code, pack in packs.languages.items()}
    return slim(packs, languages=languages)


def _faults(forms: list[tuple[str, Entry]]) -> tuple[Problem, ...]:
    """Return a problem for each surface form that is not well made."""
    found = []
    for form, entry in forms:
        try:
            tuple(pieces(form))
        except FormError as fault:
            file, _, line = entry.place.rpartition(":")
            message = f"the spelling {form!r} {fault}"
            found.append(Problem(file=file, line=int(line or 0), code="bad-form", message=message))
    return tuple(found)


def _names(catalog: Catalog) -> Iterator[tuple[str, Entry]]:
    for name in catalog.names:
        place = f"{name.file}:{name.line}"
        identity = name.form if name.ref.kind == "ordinary" else name.ref.id
        yield name.form, Entry(name.ref.kind, identity, name.value, name.word, place)


def _terms(pack: LanguagePack) -> Iterator[tuple[str, Entry]]:
    for form in pack.terms:
        yield form.form, Entry("function", form.id, "", False, f"{form.file}:{form.line}")
    for form in pack.fillers:
        yield form.form, Entry("filler", form.id, "", False, f"{form.file}:{form.line}")
