"""What a catalog holds, by ids: the only module that knows how items, families and entities are kept and found."""

from __future__ import annotations

from collections.abc import Iterable

from chatbot.datatypes.catalog import (
    Attribute,
    Catalog,
    Claim,
    Contrast,
    Domain,
    Entity,
    Fact,
    Group,
    Item,
    Line,
    Outsider,
    Ref,
    Source,
    base,
)

ITEM = "item"
GROUP = "group"
LINE = "line"


class CatalogReader:
    """Reads a catalog by ids."""

    def __init__(self, catalog: Catalog) -> None:
        """Keep the catalog; nothing is computed yet."""
        self._catalog = catalog
        self._domains = {domain.item: domain for domain in reversed(catalog.domains.values())}
        self._default = catalog.domain()
        self._places = {item: place for place, item in enumerate(catalog.items)}
        self._kinds: dict[str, tuple[str, ...]] = {}
        self._ancestors: dict[tuple[str, str], tuple[str, ...]] = {}

    def domain(self, kind: str = "") -> Domain:
        """Return the domain whose items are of this kind; without one the default domain."""
        return self._domains.get(kind, self._default)

    def attribute(self, attribute: str) -> Attribute:
        """Return the attribute with this id."""
        return self._catalog.attribute(attribute)

    def has_attribute(self, attribute: str) -> bool:
        """Whether there is such an attribute (a limit of an entity, for instance, is none)."""
        return base(attribute) in self._catalog.attributes

    def attributes_of(self, kind: str) -> tuple[str, ...]:
        """Return the attributes whose values are things of this kind."""
        return tuple(known.id for known in self._catalog.attributes.values() if known.of == kind)

    def uses(self) -> tuple[str, ...]:
        """Return the attributes that tell whether terms allow a use that they may name."""
        return tuple(known.id for known in self._catalog.attributes.values() if known.topic)

    def role(self, role: str, kind: str = "") -> str:
        """Return the attribute that plays a role in the domain of a kind of item, or nothing.

        Leave out the kind only where no items are meant, or of what the default domain alone has: memory, hardware.
        """
        return self._domains.get(kind, self._default).roles.get(role, "")

    def kinds(self) -> tuple[str, ...]:
        """Return the kinds of items, the default domain's first."""
        return tuple(domain.item for domain in self._catalog.domains.values())

    def kind_with(self, role: str, of: str) -> str:
        """Return the kind of items for which things of another kind play a role (of licences: terms); empty: none."""
        known = self._catalog.attributes
        held = ((domain.item, known.get(domain.roles.get(role, ""))) for domain in self._catalog.domains.values())
        return next((kind for kind, attribute in held if attribute is not None and attribute.of == of), "")

    def disclaimed(self) -> set[str]:
        """Return the attributes whose answers end with the disclaimer."""
        return {attribute for domain in self._catalog.domains.values() for attribute in domain.disclaimed}

    def item(self, item: str) -> Item:
        """Return the item with this id."""
        return self._catalog.items[item]

    def groups_of(self, items: Iterable[str]) -> list[str]:
        """Return the group of each item."""
        known = self._catalog.items
        return [known[item].group for item in items]

    def group(self, group: str) -> Group:
        """Return the group with this id."""
        return self._catalog.groups[group]

    def line(self, line: str) -> Line:
        """Return the line with this id."""
        return self._catalog.lines[line]

    def groups(self) -> tuple[Group, ...]:
        """Return all groups in catalog order."""
        return tuple(self._catalog.groups.values())

    def place(self, item: str) -> int:
        """Return the place of an item in the catalog's order."""
        return self._places[item]

    def in_order(self, items: Iterable[str]) -> tuple[str, ...]:
        """Return the items in catalog order, each once."""
        return tuple(sorted(set(items), key=self._places.__getitem__))

    def of_kind(self, kind: str) -> tuple[str, ...]:
        """Return all items of a kind."""
        if kind not in self._kinds:
            items = self._catalog.items.values()
            self._kinds[kind] = tuple(item.id for item in items if item.kind == kind)
        return self._kinds[kind]

    def lines_of(self, item: str) -> tuple[str, ...]:
        """Return the lines to which an item belongs."""
        return tuple(line.id for line in self._catalog.lines.values() if item in line.members)

    def members(self, subject: Ref) -> tuple[str, ...]:
        """Return the items that a reference means; a reference to another kind of thing means none."""
        if subject.kind == ITEM:
            return (subject.id,)
        if subject.kind == GROUP:
            return self.group(subject.id).members
        return self.line(subject.id).members if subject.kind == LINE else ()

    def items_of(self, subjects: Iterable[Ref]) -> tuple[str, ...]:
        """Return the items of several references, each once, in the order in which they were named."""
        return tuple(dict.fromkeys([item for subject in subjects for item in self.members(subject)]))

    def representative(self, subject: Ref) -> str:
        """Return the item that stands for a reference: a group's flagship, a line's where it belongs to it."""
        members = self.members(subject)
        if not members:
            return ""
        flagship = self.group(self.item(members[0]).group).flagship
        return flagship if flagship in members else members[-1]

    def group_facts(self, group: str, attribute: str) -> tuple[Fact, ...]:
        """Return the facts that hold of a group as a whole (totals)."""
        return self.group(group).facts.get(attribute, ())

    def ancestors(self, attribute: str, value: str) -> tuple[str, ...]:
        """Return all things that include a value of the attribute."""
        known = self._catalog.attributes.get(attribute)
        kind = (known.of or "value") if known else ""
        key = (kind, value)
        if key not in self._ancestors:
            self._ancestors[key] = self._climb(kind, value)
        return self._ancestors[key]

    def _climb(self, kind: str, value: str) -> tuple[str, ...]:
        entity, chain = self.entity(kind, value), list[str]()
        while entity and entity.parent and entity.parent not in chain:
            chain.append(entity.parent)
            entity = self.entity(kind, entity.parent)
        return tuple(chain)

    def entity(self, kind: str, name: str) -> Entity | None:
        """Return an entity, if the catalog has it."""
        return self._catalog.entities.get(kind, {}).get(name)

    def entities(self, kind: str) -> tuple[Entity, ...]:
        """Return all entities of a kind."""
        return tuple(self._catalog.entities.get(kind, {}).values())

    def claims(self, group: str) -> tuple[Claim, ...]:
        """Return what the founding article states about a group."""
        return tuple(claim for claim in self._catalog.claims if claim.group == group)

    def contrast(self, terms: Iterable[str]) -> Contrast | None:
        """Return the ready comparison of exactly these terms."""
        wanted = set(terms)
        return next((contrast for contrast in self._catalog.contrasts if set(contrast.items) == wanted), None)

    def outsider(self, name: str) -> Outsider | None:
        """Return a thing that is known to be outside the catalog, by id or by proper name."""
        outsiders = self._catalog.outsiders
        return outsiders.get(name) or next((known for known in outsiders.values() if known.name == name), None)

    def source(self, source: str) -> Source | None:
        """Return a source, if there is one with this id."""
        return self._catalog.sources.get(source)

    def ref(self, name: str) -> Ref | None:
        """Return a reference to the thing with this id: a group before its only member of the same name."""
        catalog = self._catalog
        for kind, known in (
            (GROUP, name in catalog.groups),
            (ITEM, name in catalog.items),
            (LINE, name in catalog.lines),
        ):
            if known:
                return Ref(kind, name)
        return next((Ref(kind, name) for kind, things in catalog.entities.items() if name in things), None)

    def ambiguity(self, name: str) -> dict[str, str]:
        """Return the note of a declared ambiguity."""
        known = self._catalog.ambiguities.get(name)
        return known.note if known else {}
