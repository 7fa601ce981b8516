"""What stands beside the things of a domain: comparisons, outsiders, ambiguous names, ordinary words."""

from __future__ import annotations

from chatbot.datatypes.catalog import Ambiguity, Contrast, Domain, Name, Outsider, Ref
from chatbot.loading.convert import convert
from chatbot.loading.entries import Entries
from chatbot.loading.names import folded
from chatbot.loading.nodes import Node
from chatbot.loading.schemas import AmbiguitySchema, ContrastSchema, NameLists, OutsiderSchema
from chatbot.loading.scope import Scope
from chatbot.text.forms import expand

ORDINARY = Ref("ordinary", "ordinary")


def load_outsiders(scope: Scope, domain: Domain, entries: Entries) -> None:
    """Put real things that the catalog does not hold into the scope."""
    kinds = {domain.item: "item", domain.group: "group"}
    for entry in entries:
        schema = convert(entry.node, OutsiderSchema, entry.file, scope.report)
        if schema is None:
            continue
        name = schema.name if isinstance(schema.name, str) else next(iter(schema.name.values()), schema.id)
        kind = kinds.get(schema.kind, schema.kind)
        several = folded(name) not in _spellings(schema.names)
        scope.outsiders[schema.id] = Outsider(
            id=schema.id, name=name, kind=kind, nearest=schema.nearest, several=several
        )
        scope.names.thing(entry.node, Ref("outsider", schema.id), entry.file)


def _spellings(names: NameLists) -> frozenset[str]:
    """Return all spellings of lists of names, folded."""
    lists = names.values() if isinstance(names, dict) else (names,)
    return frozenset(folded(spelling) for forms in lists for form in forms for spelling in expand(form))


def check_outsiders(scope: Scope, entries: Entries) -> None:
    """Report nearest things that do not exist; everything is known by now."""
    known = _all_ids(scope)
    for entry in entries:
        outsider = scope.outsiders.get(entry.id)
        for identity in outsider.nearest if outsider is not None else ():
            scope.check_id(identity, known, "thing of the catalog", (entry.file, entry.node.line_of("nearest")))
        if entry.id in scope.every_item or entry.id in scope.group_ids:
            message = f"{entry.id!r} is in the catalog, so it is no outsider"
            scope.report.error(entry.file, entry.node.line, "duplicate-id", message)


def load_contrasts(scope: Scope, entries: Entries) -> tuple[Contrast, ...]:
    """Return the ready comparisons of terms."""
    found: list[Contrast] = []
    related = {identity for things in scope.entities.values() for identity in things}
    for entry in entries:
        schema = convert(entry.node, ContrastSchema, entry.file, scope.report)
        if schema is None:
            continue
        place = (entry.file, entry.node.line)
        for identity in schema.items:
            scope.check_id(identity, related, "thing of the catalog", place)
        sources = scope.check_sources(schema.sources, place)
        found.append(Contrast(id=schema.id, items=schema.items, answer=schema.answer, sources=sources))
    return tuple(found)


def load_ambiguities(scope: Scope, nodes: list[tuple[Node, str]]) -> dict[str, Ambiguity]:
    """Return the names that may mean several things."""
    found: dict[str, Ambiguity] = {}
    known = _all_ids(scope)
    for node, file in nodes:
        for child in node.children():
            schema = convert(child, AmbiguitySchema, file, scope.report)
            if schema is None:
                continue
            for identity in (*schema.choices, *filter(None, [schema.default])):
                scope.check_id(identity, known, "thing of the catalog", (file, child.line_of("choices")))
            identity = schema.id or folded(_first_name(child))
            found[identity] = Ambiguity(
                id=identity, choices=schema.choices, default=schema.default, outside=schema.outside, note=schema.note
            )
            scope.names.thing(child, Ref("ambiguous", identity), file)
    return found


def load_ordinary(scope: Scope, nodes: list[tuple[Node, str]]) -> None:
    """Add phrases in which a name is an ordinary word."""
    for node, file in nodes:
        if isinstance(node.value, dict):
            scope.names.spoken(node, ORDINARY, file)
            continue
        for form, line in node.texts():
            scope.names.add(Name(form=form, ref=ORDINARY, file=file, line=line))


def _first_name(node: Node) -> str:
    """Return the first of the names of an entry."""
    names = node.get("names")
    while names is not None and not isinstance(names.value, str):
        inner = [child for _, child in names.items()] or list(names.children())
        names = inner[0] if inner else None
    return str(names.value) if names is not None else "unnamed"


def _all_ids(scope: Scope) -> set[str]:
    """Return all ids to which an asker may be pointed."""
    things = {identity for kind in scope.entities.values() for identity in kind}
    return things | scope.every_item | scope.group_ids | scope.line_ids
