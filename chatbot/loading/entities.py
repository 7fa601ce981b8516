"""Things other than items: licences, makers, languages, tasks … whatever kinds.yaml declares for a domain."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from chatbot.datatypes.catalog import Entity, Fact, Point, Ref, Section, Suitability, Text
from chatbot.loading.convert import convert
from chatbot.loading.entries import Entries, Entry
from chatbot.loading.nodes import Node
from chatbot.loading.schemas import EntitySchema, KindSchema, VerdictSchema, as_ids
from chatbot.loading.scope import Scope
from chatbot.loading.values import BadValueError, as_list, loose, number, text, truth

_POINT_KEYS = {"where", "source", "secondary"}


def load_entities(scope: Scope, kind: KindSchema, entries: Entries) -> None:
    """Put all things of a kind into the scope."""
    for entry in entries:
        made = _raw(scope, kind, entry) if kind.raw else _Maker(scope, kind, entry).make()
        if made is None:
            continue
        known = scope.entities.setdefault(kind.id, {})
        if made.id in known:
            message = f"the {kind.id} id {made.id!r} stands in another domain too"
            scope.report.error(entry.file, entry.node.line, "duplicate-id", message)
            continue
        known[made.id] = made
        if kind.named and not kind.raw:
            scope.names.thing(entry.node, Ref(kind.id, made.id), entry.file)


def _raw(scope: Scope, kind: KindSchema, entry: Entry) -> Entity:
    """Return an entry that is kept as it stands; only its sources are looked at."""
    named = [name for key in ("source", "sources") for name, _ in (entry.node.get(key) or Node([], 0)).texts()]
    sources = scope.check_sources(named, (entry.file, entry.node.line))
    fact = Fact(attribute="value", value=loose(entry.node.plain()), sources=sources)
    return Entity(id=entry.id, kind=kind.id, name={}, facts={"value": (fact,)}, sources=sources)


def check_entities(scope: Scope, kind: KindSchema, entries: Entries) -> None:
    """Report references to things that do not exist, and things without a source; all kinds are loaded by now."""
    _check_backed(scope, kind, entries)
    related = {identity for things in scope.entities.values() for identity in things}
    for entry in entries:
        made = scope.entities.get(kind.id, {}).get(entry.id)
        if made is None:
            continue
        if made.parent:
            line = entry.node.line_of("parent")
            scope.check_id(made.parent, scope.entities[kind.id], kind.id, (entry.file, line))
        if made.category and kind.category:
            scope.check_id(
                made.category, scope.entities.get(kind.category, {}), kind.category, (entry.file, entry.node.line)
            )
        for identity in made.see_also:
            line = entry.node.line_of("see_also")
            scope.check_id(identity, related, "thing of the catalog", (entry.file, line))


def _check_backed(scope: Scope, kind: KindSchema, entries: Entries) -> None:
    """Report things that state something that no source backs, unless the kind says why that is right."""
    for entry in () if kind.unsourced else entries:
        made = scope.entities.get(kind.id, {}).get(entry.id)
        if made is not None and any(not fact.sources for facts in made.facts.values() for fact in facts):
            message = f"the {kind.id} {entry.id!r} states something without a source"
            scope.report.warn(entry.file, entry.node.line, "missing-source", message, "add `source:`")


def attach_suits(scope: Scope, kind: KindSchema, entries: Entries) -> dict[str, tuple[Suitability, ...]]:
    """Return for each thing of the kind who is named for it; items are known by now."""
    found: dict[str, tuple[Suitability, ...]] = {}
    for entry in entries:
        node = entry.node.get("suits")
        if node is not None and entry.id in scope.entities.get(kind.id, {}):
            found[entry.id] = tuple(_suits(scope, entry.file, node))
    return found


def _suits(scope: Scope, file: str, node: Node) -> list[Suitability]:
    """Read the list of who is named for a task."""
    found: list[Suitability] = []
    known = scope.every_item | scope.line_ids | scope.group_ids
    for child in node.children():
        about, source = child.text("about"), child.text("source")
        place = (file, child.line)
        scope.check_sources([source], place)
        if scope.check_id(about, known, "item, line or group", place):
            said = child.get("text")
            subject = Ref(scope.subject_kind(about), about)
            words = said.plain() if said is not None else {}
            found.append(Suitability(subject=subject, text=words, basis=child.text("basis"), source=source))
    return found


class _Maker:
    """Makes one thing of its entry."""

    def __init__(self, scope: Scope, kind: KindSchema, entry: Entry) -> None:
        self.scope = scope
        self.kind = kind
        self.entry = entry
        self.schema = EntitySchema(id=entry.id)
        self.facts: dict[str, tuple[Fact, ...]] = {}
        self.sections: list[Section] = []
        self.category = ""
        self.description: Text = {}
        self.see_also: tuple[str, ...] = ()
        self.sources: tuple[str, ...] = ()

    def make(self) -> Entity | None:
        """Return the thing, or None after reporting what is wrong."""
        if not isinstance(self.entry.node.value, dict):
            self.scope.report.error(self.entry.file, self.entry.node.line, "bad-type", "expected a mapping")
            return None
        common = self.entry.node.without(set(self.kind.keys))
        schema = convert(common, EntitySchema, self.entry.file, self.scope.report)
        if schema is None:
            return None
        self.schema = schema
        self.sources = self.checked(*schema.sources, *as_ids(schema.source), *schema.also)
        self.description = schema.description
        self.see_also = schema.see_also
        self.own_sections()
        for key, form in self.kind.keys.items():
            node = self.entry.node.get(key)
            if node is not None and node.value is not None and form != "companion":
                self.read(key, form, node)
        return self.entity()

    def entity(self) -> Entity:
        """Return the thing as gathered."""
        schema = self.schema
        return Entity(
            id=schema.id,
            kind=self.kind.id,
            name=self.scope.text(schema.name or schema.label or schema.id),
            description=self.description or schema.note,
            condition=schema.condition,
            url=schema.url,
            parent=schema.parent,
            category=self.category,
            facts=self.facts,
            sections=tuple(self.sections),
            see_also=self.see_also,
            sources=self.sources,
        )

    def read(self, key: str, form: str, node: Node) -> None:
        """Read one key of the kind; a value that does not fit is reported."""
        try:
            _KEY_READERS[form](self, key, node)
        except BadValueError as fault:
            message = f"{key}: {fault}"
            self.scope.report.error(self.entry.file, node.line, "bad-value", message, fault.hint)

    def fact(self, key: str, value: Any, note: Text | None = None) -> None:
        """Add a fact; its source is that of its companion key, else the sources of the thing."""
        companions = [name for name, form in self.kind.keys.items() if form == "companion"]
        stem = key.partition("_")[0]
        named = [self.entry.node.text(name) for name in companions if name.partition("_")[0] == stem]
        sources = self.checked(*filter(None, named)) or self.sources
        self.facts[key] = (
            Fact(attribute=key, value=value, sources=sources, confidence=self.schema.confidence, note=note or {}),
        )

    def checked(self, *ids: str) -> tuple[str, ...]:
        """Return those sources that exist; report the others."""
        return self.scope.check_sources(ids, (self.entry.file, self.entry.node.line_of("sources")))

    def own_sections(self) -> None:
        """Add the sections of the entry."""
        node = self.entry.node.get("sections")
        for schema, child in zip(self.schema.sections, node.children() if node is not None else (), strict=False):
            points = self.points(child.get("facts"))
            self.sections.append(
                Section(id=schema.id, verdict=schema.verdict or "", verdict_text=schema.verdict_text, points=points)
            )

    def points(self, node: Node | None) -> tuple[Point, ...]:
        """Read sentences, each with its place in a source."""
        return tuple(self.point(child) for child in node.children()) if node is not None else ()

    def point(self, node: Node) -> Point:
        """Read one sentence: a text by language, and where it stands."""
        said: Text = {key: str(child.value or "") for key, child in node.items() if key not in _POINT_KEYS}
        source = node.text("source")
        self.scope.check_sources([source] if source else [], (self.entry.file, node.line))
        if not said.keys() <= set(self.scope.languages()) or not said:
            hint = "keys are languages, where, source, secondary"
            self.scope.report.error(self.entry.file, node.line, "bad-value", "this is not a sentence", hint)
        secondary = node.text("secondary") in {"yes", "true"}
        return Point(text=said, where=node.text("where"), source=source, secondary=secondary)

    def as_category(self, key: str, node: Node) -> None:
        """Read the id of the thing's group."""
        self.category = str(node.value)
        self.fact(key, self.category)

    def as_description(self, _: str, node: Node) -> None:
        """Read the describing text."""
        self.description = text(node.plain())

    def as_see_also(self, _: str, node: Node) -> None:
        """Read ids of related things."""
        self.see_also = (*self.see_also, *(identity for identity, _ in node.texts()))

    def as_verdict(self, key: str, node: Node) -> None:
        """Read a truth with its summary and conditions."""
        schema = convert(node, VerdictSchema, self.entry.file, self.scope.report)
        if schema is None:
            return
        points = self.points(node.get("conditions"))
        if points:
            self.sections.insert(0, Section(id="conditions", verdict=schema.verdict, points=points))
        self.fact(key, schema.verdict, schema.summary)
        named = [point.source for point in points if point.source]
        self.facts[key] = tuple(
            Fact(
                attribute=key, value=fact.value, note=fact.note, confidence=fact.confidence,
                sources=tuple(dict.fromkeys(named)) or fact.sources, where=points[0].where if points else "",
            )
            for fact in self.facts[key]
        )  # fmt: skip

    def as_thresholds(self, _: str, node: Node) -> None:
        """Read numbers by name, what they measure and what follows."""
        source = self.checked(*filter(None, [node.text("source")])) or self.sources
        texts = [child.plain() for _, child in node.items() if isinstance(child.value, dict)]
        for name, child in node.items():
            if name in _POINT_KEYS or isinstance(child.value, dict):
                continue
            self.facts[name] = (
                Fact(
                    attribute=name, value=number(child.value), sources=source, where=node.text("where"),
                    applies_to=texts[0] if len(texts) > 1 else {}, note=texts[-1] if texts else {},
                ),
            )  # fmt: skip

    def as_points(self, key: str, node: Node) -> None:
        """Read sentences as a section of their own."""
        self.sections.append(Section(id=key, points=self.points(node)))


def _plain_reader(convert_value: Callable[[Any], Any]) -> Callable[[_Maker, str, Node], None]:
    """Return a reader that makes a fact of a converted value."""

    def read(maker: _Maker, key: str, node: Node) -> None:
        maker.fact(key, convert_value(node.plain()))

    return read


def _one_text(value: Any) -> str:
    """Read a text of no language."""
    if not isinstance(value, str):
        raise BadValueError("expected one text")
    return value


_KEY_READERS: dict[str, Callable[[_Maker, str, Node], None]] = {
    "category": _Maker.as_category,
    "description": _Maker.as_description,
    "see_also": _Maker.as_see_also,
    "verdict": _Maker.as_verdict,
    "thresholds": _Maker.as_thresholds,
    "points": _Maker.as_points,
    "truth": _plain_reader(truth),
    "plain": _plain_reader(_one_text),
    "text": _plain_reader(text),
    "number": _plain_reader(number),
    "numbers": _plain_reader(lambda value: [number(member) for member in as_list(value)]),
    "raw": _plain_reader(loose),
}
