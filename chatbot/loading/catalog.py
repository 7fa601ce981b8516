"""Assembles the catalog from the files of knowledge/."""

from __future__ import annotations

from pathlib import Path

import msgspec

from chatbot.datatypes.catalog import MEMORY_CONSTANT, Ambiguity, Catalog, Claim, Contrast, Entity, Ref, Source
from chatbot.loading.attributes import check_derivations, check_references, load_attributes
from chatbot.loading.convert import convert
from chatbot.loading.derive import derive_all
from chatbot.loading.domain_files import DomainFiles, ReadFile
from chatbot.loading.entities import attach_suits, check_entities, load_entities
from chatbot.loading.entries import Entries
from chatbot.loading.extras import check_outsiders, load_ambiguities, load_contrasts, load_ordinary, load_outsiders
from chatbot.loading.families import Family, load_family, read_family
from chatbot.loading.folders import data_files
from chatbot.loading.memory_rules import check_memory
from chatbot.loading.nodes import Node
from chatbot.loading.report import Report
from chatbot.loading.schemas import EntitySchema, SourceSchema
from chatbot.loading.scope import Scope
from chatbot.loading.uses import NAMED_CLAUSE, NAMED_USE, load_uses, state_uses
from chatbot.loading.values import ValueReader
from chatbot.loading.yaml_reader import read_file

UNIT_KIND = "unit"


class LoadedCatalog(msgspec.Struct, frozen=True):
    """The catalog, and what only checks need."""

    catalog: Catalog
    shared_names: frozenset[str]
    shared_kinds: frozenset[frozenset[str]]
    """Pairs of kinds that may share names."""


def load_catalog(roots: tuple[Path, ...], report: Report) -> LoadedCatalog:
    """Read the knowledge folders; whatever is faulty is reported and left out."""
    scope = Scope(report)
    folders = _sort(scope, _read(roots, report))
    folders.sort(key=lambda folder: folder.domain is None or not folder.domain.default)
    for folder in folders:
        if folder.domain is not None:
            scope.domains[folder.domain.id] = folder.domain
            scope.kind_ids.update(kind.id for kind in folder.kinds)
            scope.shared_names.update(folder.shared_names)
    usable = [folder for folder in folders if folder.domain is not None]
    _load_things(scope, usable)
    claims = _load_families(scope, usable)
    return _finish(scope, usable, claims)


def _read(roots: tuple[Path, ...], report: Report) -> list[ReadFile]:
    """Read all files."""
    found: list[ReadFile] = []
    for file in data_files("knowledge", roots, report):
        node = read_file(Path(file.path), file.shown, report)
        if node is not None:
            found.append((file, node))
    return found


def _sort(scope: Scope, files: list[ReadFile]) -> list[DomainFiles]:
    """Take sources and units, and return the rest by domain folder."""
    sources, units = Entries(scope.report, "source"), Entries(scope.report, UNIT_KIND)
    by_folder: dict[str, list[ReadFile]] = {}
    for file, node in files:
        if file.parts[0] in {"sources", "sources.yaml"}:
            sources.add_list(node, file.shown, file.layer)
        elif file.parts == ("units.yaml",):
            units.add_list(node, file.shown, file.layer)
        elif len(file.parts) == 1:
            hint = "a domain's files stand in its folder"
            scope.report.error(file.shown, 0, "unknown-file", "this file is not read", hint)
        else:
            by_folder.setdefault(file.parts[0], []).append((file, node))
    _load_sources(scope, sources)
    folders: list[DomainFiles] = []
    for name, members in by_folder.items():
        folder = DomainFiles(name, scope.report)
        folder.gather(members)
        folders.append(folder)
    _load_units(scope, units)
    return folders


def _load_sources(scope: Scope, entries: Entries) -> None:
    """Put all sources into the scope."""
    for entry in entries:
        schema = convert(entry.node.without({"id"}), SourceSchema, entry.file, scope.report)
        if schema is not None:
            fields = msgspec.structs.asdict(schema)
            scope.sources[entry.id] = Source(id=entry.id, **fields)


def _load_units(scope: Scope, entries: Entries) -> None:
    """Put all units into the scope; their words belong to the language packs."""
    units = scope.entities.setdefault(UNIT_KIND, {})
    for entry in entries:
        schema = convert(entry.node, EntitySchema, entry.file, scope.report)
        if schema is not None:
            name = scope.text(schema.label or schema.name)
            units[entry.id] = Entity(id=entry.id, kind=UNIT_KIND, name=name, description=schema.description)
    scope.values = ValueReader(scope.ids, units.keys())


def _load_things(scope: Scope, folders: list[DomainFiles]) -> None:
    """Load everything that facts may point at, except the items themselves."""
    for folder in folders:
        for kind in folder.kinds:
            load_entities(scope, kind, folder.things[kind.id])
    for folder in folders:
        load_attributes(scope, folder.attributes)
    for folder in folders:
        check_derivations(scope, folder.attributes)
        check_references(scope, folder.attributes)
        if folder.domain is not None:
            load_outsiders(scope, folder.domain, folder.outsiders)
            load_uses(scope, folder.domain, folder.uses, NAMED_USE)
            load_uses(scope, folder.domain, folder.clauses, NAMED_CLAUSE)
            state_uses(scope, folder.domain, folder.uses, folder.policies)


def _load_families(scope: Scope, folders: list[DomainFiles]) -> list[Claim]:
    """Load all groups and items, then what follows from their facts."""
    families: list[Family] = []
    for folder in folders:
        for entry in folder.families:
            family = read_family(scope, folder.domain, entry) if folder.domain is not None else None
            families += [family] if family is not None else []
    claims = [claim for family in families for claim in load_family(scope, family)]
    for folder in folders:
        for kind in folder.kinds:
            check_entities(scope, kind, folder.things[kind.id])
            for identity, suits in attach_suits(scope, kind, folder.things[kind.id]).items():
                thing = scope.entities[kind.id][identity]
                scope.entities[kind.id][identity] = msgspec.structs.replace(thing, suits=suits)
        check_outsiders(scope, folder.outsiders)
    derive_all(scope, {family.schema.id: family.given for family in families})
    return claims


def _finish(scope: Scope, folders: list[DomainFiles], claims: list[Claim]) -> LoadedCatalog:
    """Return everything as one value."""
    contrasts: list[Contrast] = []
    ambiguities: dict[str, Ambiguity] = {}
    for folder in folders:
        contrasts += load_contrasts(scope, folder.comparisons)
        ambiguities.update(load_ambiguities(scope, folder.ambiguous))
        load_ordinary(scope, folder.ordinary)
        _load_nouns(scope, folder)
        _check_roles(scope, folder)
        constants = folder.things.get(MEMORY_CONSTANT)
        if constants is not None and constants.by_id:
            check_memory(scope, constants)
    catalog = Catalog(
        domains=scope.domains,
        attributes=scope.attributes,
        items=scope.items,
        groups=scope.groups,
        lines=scope.lines,
        entities=scope.entities,
        contrasts=tuple(contrasts),
        claims=tuple(claims),
        sources=scope.sources,
        outsiders=scope.outsiders,
        ambiguities=ambiguities,
        names=scope.names.all(),
    )
    return LoadedCatalog(catalog, frozenset(scope.shared_names), _shared_kinds(folders))


def _shared_kinds(folders: list[DomainFiles]) -> frozenset[frozenset[str]]:
    """Return the pairs of kinds that may share names."""
    kinds = [kind for folder in folders for kind in folder.kinds]
    return frozenset(frozenset({kind.id, other}) for kind in kinds for other in kind.shares)


def _load_nouns(scope: Scope, folder: DomainFiles) -> None:
    """Add the words for the kinds of things themselves."""
    if folder.domain is None:
        return
    kinds = {folder.domain.item, folder.domain.group, *scope.kind_ids}
    for kind, forms in (folder.domain_node.get("nouns") or Node({}, 1)).items():
        scope.check_id(kind, kinds, "kind", (folder.domain_file, forms.line))
        scope.names.spoken(forms, Ref("noun", kind), folder.domain_file)


def _check_roles(scope: Scope, folder: DomainFiles) -> None:
    """Report roles, columns and units that name nothing."""
    if folder.domain is None:
        return
    used = {
        "roles": tuple(folder.domain.roles.values()),
        "columns": folder.domain.columns,
        "disclaimed": folder.domain.disclaimed,
        "bare": tuple(bare.attribute for bare in folder.domain.bare),
    }
    stated = {name for things in scope.entities.values() for thing in things.values() for name in thing.facts}
    known = {*scope.attributes, *stated}
    for key, names in used.items():
        for name in names:
            scope.check_id(name, known, "attribute", (folder.domain_file, folder.domain_node.line_of(key)))
    for entry in folder.attributes:
        attribute = scope.attributes.get(entry.id)
        if attribute is None:
            continue
        if attribute.unit:
            line = entry.node.line_of("unit")
            scope.check_id(attribute.unit, scope.entities[UNIT_KIND], "unit", (entry.file, line))
        if attribute.of:
            kinds = scope.kind_ids | scope.item_ids.keys() | {"item"}
            scope.check_id(attribute.of, kinds, "kind", (entry.file, entry.node.line_of("of")))
