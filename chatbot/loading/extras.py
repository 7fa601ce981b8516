"""What stands beside the things of a domain: comparisons, outsiders, ambiguous names, ordinary words."""

from __future__ import annotations

from chatbot.datatypes.catalog import Ambiguity, Contrast, Domain, Name, Outsider, Ref
from chatbot.loading.convert import convert
from chatbot.loading.entries import Entries
from chatbot.loading.names import folded
from chatbot.loading.nodes import Node
from chatbot.loading.scope import Scope
from chatbot.loading.shapes import AmbiguityShape, ContrastShape, NameLists, OutsiderShape
from chatbot.text.forms import expand

ORDINARY = Ref("ordinary", "ordinary")


def load_outsiders(scope: Scope, domain: Domain, entries: Entries) -> None:
    """Put real things that the catalog does not hold into the scope."""
    kinds = {domain.item: "item", domain.group: "group"}
    for entry in entries:
        shape = convert(entry.node, OutsiderShape, entry.file, scope.report)
        if shape is None:
            continue
        name = shape.name if isinstance(shape.name, str) else next(iter(shape.name.values()), shape.id)
        kind = kinds.get(shape.kind, shape.kind)
        several = folded(name) not in _spellings(shape.names)
        scope.outsiders[shape.id] = Outsider(id=shape.id, name=name, kind=kind, nearest=shape.nearest, several=several)
        scope.names.thing(entry.node, Ref("outsider", shape.id), entry.file)


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
        shape = convert(entry.node, ContrastShape, entry.file, scope.report)
        if shape is None:
            continue
        place = (entry.file, entry.node.line)
        for identity in shape.items:
            scope.check_id(identity, related, "thing of the catalog", place)
        sources = scope.check_sources(shape.sources, place)
        found.append(Contrast(id=shape.id, items=shape.items, answer=shape.answer, sources=sources))
    return tuple(found)


def load_ambiguities(scope: Scope, nodes: list[tuple[Node, str]]) -> dict[str, Ambiguity]:
    """Return the names that may mean several things."""
    found: dict[str, Ambiguity] = {}
    known = _all_ids(scope)
    for node, file in nodes:
        for child in node.children():
            shape = convert(child, AmbiguityShape, file, scope.report)
            if shape is None:
                continue
            for identity in (*shape.choices, *filter(None, [shape.default])):
                scope.check_id(identity, known, "thing of the catalog", (file, child.line_of("choices")))
            identity = shape.id or folded(_first_name(child))
            found[identity] = Ambiguity(
                id=identity, choices=shape.choices, default=shape.default, outside=shape.outside, note=shape.note
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
