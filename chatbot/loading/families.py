"""families/*.yaml: groups of items with their facts; what holds for all members is stated once."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from chatbot.datatypes.catalog import Claim, Confusion, Domain, Fact, Group, Item, Line, Ref
from chatbot.loading.convert import convert
from chatbot.loading.entries import Entry
from chatbot.loading.family_schemas import FamilySchema, UndisclosedSchema, VariantSchema
from chatbot.loading.nodes import Node
from chatbot.loading.schemas import FactSchema, as_ids
from chatbot.loading.scope import Scope, first_facts


class Family(msgspec.Struct):
    """A family file between its two passes."""

    entry: Entry
    schema: FamilySchema
    domain: Domain
    given: dict[str, str]
    """Keys that attributes take from the family."""


def read_family(scope: Scope, domain: Domain, entry: Entry) -> Family | None:
    """First pass: the schema and the ids, so that facts may point at any item."""
    taken = {derive.group for derive in scope.derive.values() if derive.group}
    given = {key: entry.node.text(key) for key in taken if entry.node.get(key) is not None}
    schema = convert(entry.node.without(taken), FamilySchema, entry.file, scope.report)
    if schema is None:
        return None
    if schema.id in scope.group_ids:
        scope.report.error(entry.file, entry.node.line, "duplicate-id", f"the group id {schema.id!r} is repeated")
        return None
    scope.group_ids.add(schema.id)
    for index, variant in enumerate(schema.variants):
        if variant.id in scope.every_item:
            line = entry.node.line_of("variants", index)
            scope.report.error(entry.file, line, "duplicate-id", f"the id {variant.id!r} is repeated")
        scope.add_item_id(domain.item, variant.id)
    scope.line_ids.update(line.id for line in schema.lines)
    return Family(entry=entry, schema=schema, domain=domain, given=given)


def load_family(scope: Scope, family: Family) -> list[Claim]:
    """Second pass: facts, lines, names and claims. Derived facts come later."""
    return _FamilyMaker(scope, family).load()


class _Shared(msgspec.Struct):
    """A fact before it is given to items."""

    members: set[str]
    """Those that it is about; empty: all."""
    fact: Fact
    preferred: bool
    line: int


class _FamilyMaker:
    """Makes group, lines and items of one family."""

    def __init__(self, scope: Scope, family: Family) -> None:
        self.scope = scope
        self.schema = family.schema
        self.node = family.entry.node
        self.file = family.entry.file
        self.domain = family.domain
        self.members = {variant.id for variant in family.schema.variants}

    def load(self) -> list[Claim]:
        """Put all of the family into the scope; return its claims."""
        schema = self.schema
        self.check_member(schema.flagship, self.node.line_of("flagship"))
        self.lines()
        shared, whole = self.shared_facts()
        for index, variant in enumerate(schema.variants):
            child = self.child("variants", index)
            self.scope.items[variant.id] = self.item(variant, child, shared)
            self.scope.names.thing(child, Ref("item", variant.id), self.file)
        self.scope.groups[schema.id] = Group(
            id=schema.id,
            kind=self.domain.group,
            name=schema.name,
            members=tuple(variant.id for variant in schema.variants),
            flagship=schema.flagship,
            facts=first_facts(whole),
            confusions=self.confusions(),
        )
        self.scope.names.thing(self.node, Ref("group", schema.id), self.file)
        return self.claims()

    def child(self, key: str, index: int) -> Node:
        """Return a member of one of the family's lists."""
        node = self.node.get(key)
        return (node.child(index) if node is not None else None) or self.node

    def check_member(self, identity: str, line: int) -> bool:
        """Report an id that is no member of the family."""
        return self.scope.check_id(identity, self.members, "member of this family", (self.file, line))

    def check_members(self, ids: Iterable[str], line: int) -> set[str]:
        """Return those ids that are members or lines of the family, as members."""
        lines = {line.id: set(line.members) for line in self.schema.lines}
        found: set[str] = set()
        for identity in ids:
            if identity in lines:
                found |= lines[identity]
            elif self.check_member(identity, line):
                found.add(identity)
        return found

    def lines(self) -> None:
        """Add the named parts of the family."""
        for index, line in enumerate(self.schema.lines):
            child = self.child("lines", index)
            for member in line.members:
                self.check_member(member, child.line_of("members"))
            known = tuple(member for member in line.members if member in self.members)
            self.scope.lines[line.id] = Line(id=line.id, name=line.name, group=self.schema.id, members=known)
            self.scope.names.thing(child, Ref("line", line.id), self.file)

    def shared_facts(self) -> tuple[list[_Shared], list[tuple[Fact, bool]]]:
        """Return facts that members inherit, with those members, and facts of the whole family."""
        shared: list[_Shared] = []
        whole: list[tuple[Fact, bool]] = []
        for index, schema in enumerate(self.schema.facts):
            child = self.child("facts", index)
            fact = self.fact(schema, child)
            if fact is None:
                continue
            if schema.scope:
                whole.append((fact, schema.preferred))
            else:
                named = self.check_members(schema.members, child.line_of("members"))
                shared.append(_Shared(named, fact, schema.preferred, child.line))
        return shared, whole

    def item(self, variant: VariantSchema, node: Node, shared: list[_Shared]) -> Item:
        """Return a variant with its own facts, else those it shares with named members, else those of all."""
        own: list[_Shared] = []
        facts_node = node.get("facts") or Node([], node.line)
        for schema, child in zip(variant.facts, facts_node.children(), strict=False):
            if schema.members or schema.scope:
                self.scope.report.error(self.file, child.line, "bad-value", "a variant's fact has no members or scope")
            fact = self.fact(schema, child)
            if fact is not None:
                own.append(_Shared(set(), fact, schema.preferred, child.line))
        named = _unstated([one for one in shared if variant.id in one.members], own)
        general = _unstated([one for one in shared if not one.members], [*own, *named])
        stated = [*own, *named, *general]
        for one in stated:
            self.scope.fact_places.setdefault((variant.id, one.fact.attribute), (self.file, one.line))
        facts = first_facts((one.fact, one.preferred) for one in stated)
        for fact in self.gaps(variant.id):
            facts.setdefault(fact.attribute, (fact,))
        base = variant.base or ""
        if base:
            self.scope.check_id(base, self.scope.every_item, "item", (self.file, node.line_of("base")))
        return Item(
            id=variant.id,
            kind=self.domain.item,
            name=variant.name,
            group=self.schema.id,
            base=base if base in self.scope.every_item else "",
            stage=variant.stage or "",
            facts=self.labelled(facts, variant.size_label),
        )

    def labelled(self, facts: dict[str, tuple[Fact, ...]], size_label: str | None) -> dict[str, tuple[Fact, ...]]:
        """Return the facts with the round names under which quantities are published."""
        size = self.domain.roles.get("size", "")
        return {
            key: tuple(self.label(fact, size_label if key == size else None) for fact in facts[key]) for key in facts
        }

    def label(self, fact: Fact, size_label: str | None) -> Fact:
        """Return a quantity with its labels."""
        labels = [size_label.casefold().replace(" ", "")] if size_label else []
        bases = self.scope.attributes[fact.attribute].label_bases
        if isinstance(fact.value, int) and fact.value:
            # A multiple of several bases is published in the smallest: 128,000 is 128K, not 125K.
            labels += [f"{fact.value // base}k" for base in bases if fact.value % base == 0][:1]
        return msgspec.structs.replace(fact, labels=tuple(labels)) if labels else fact

    def gaps(self, identity: str) -> list[Fact]:
        """Return what the developer does not publish of this member."""
        found: list[Fact] = []
        for index, schema in enumerate(self.schema.undisclosed):
            child = self.child("undisclosed", index)
            named = self.check_members(schema.members, child.line_of("members"))
            known = self.check_attribute(schema, child)
            if known and (identity in named or not schema.members):
                sources = self.sources(schema.source, child)
                found.append(
                    Fact(
                        attribute=schema.attribute, state="undisclosed", sources=sources, note=schema.note,
                        where=schema.where,
                    )
                )  # fmt: skip
        return found

    def check_attribute(self, schema: FactSchema | UndisclosedSchema, node: Node) -> bool:
        """Report an attribute that does not exist."""
        place = (self.file, node.line_of("attribute"))
        return self.scope.check_id(schema.attribute, self.scope.attributes, "attribute", place)

    def sources(self, ids: str | tuple[str, ...], node: Node) -> tuple[str, ...]:
        """Return the sources of a fact; report those that do not exist, and a lack of any."""
        named = as_ids(ids)
        if not named:
            self.scope.report.error(self.file, node.line, "missing-source", "this has no source", "add `source:`")
        return self.scope.check_sources(named, (self.file, node.line_of("source")))

    def fact(self, schema: FactSchema, node: Node) -> Fact | None:
        """Return a fact, or None after reporting what is wrong with it."""
        sources = self.sources(schema.source, node)
        if not self.check_attribute(schema, node):
            return None
        attribute = self.scope.attributes[schema.attribute]
        value = self.scope.value(attribute, node.get("value"), self.file, node.line)
        if value is None:
            return None
        limited = self.limited(schema, node)
        if limited:
            value = [identity for identity in value if identity not in limited]
        return Fact(
            attribute=schema.attribute,
            value=value,
            sources=sources,
            where=schema.where,
            confidence=schema.confidence,
            note=schema.note,
            applies_to=schema.applies_to,
            limited=limited,
            incomplete=schema.incomplete,
            absent=schema.absent,
        )

    def limited(self, schema: FactSchema, node: Node) -> tuple[str, ...]:
        """Return the members that hold only to a limited degree."""
        kind = self.scope.attributes[schema.attribute].of
        place = (self.file, node.line_of("limited"))
        return tuple(name for name in schema.limited if self.scope.check_id(name, self.scope.ids(kind), kind, place))

    def confusions(self) -> tuple[Confusion, ...]:
        """Return what is often confused."""
        found: list[Confusion] = []
        for index, schema in enumerate(self.schema.confusions):
            sources = self.scope.check_sources(as_ids(schema.source), (self.file, self.child("confusions", index).line))
            found.append(Confusion(text=schema.text, source=sources[0] if sources else ""))
        return tuple(found)

    def claims(self) -> list[Claim]:
        """Return what the founding article states of this family."""
        found: list[Claim] = []
        for index, schema in enumerate(self.schema.claims):
            child = self.child("claims", index)
            place = (self.file, child.line)
            sources = self.scope.check_sources([*as_ids(schema.source), *filter(None, [schema.article])], place)
            known = self.scope.check_id(schema.attribute, self.scope.attributes, "attribute", place)
            if known:
                found.append(
                    Claim(
                        group=self.schema.id, attribute=schema.attribute, states=schema.states, verdict=schema.verdict,
                        sources_say=schema.sources_say, source=sources[0] if schema.source and sources else "",
                        article=schema.article,
                    )
                )  # fmt: skip
        return found


def _unstated(facts: list[_Shared], stated: list[_Shared]) -> list[_Shared]:
    """Return those facts whose attribute is not stated nearer to the item."""
    known = {one.fact.attribute for one in stated}
    return [one for one in facts if one.fact.attribute not in known]
