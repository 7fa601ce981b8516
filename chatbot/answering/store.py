"""The seam to the catalog: the only module that knows how items, facts and entities are kept and found."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from copy import copy
from itertools import filterfalse
from typing import Any, TypeVar

import msgspec

from chatbot.answering.candidates import hopeful
from chatbot.answering.compare import Truth
from chatbot.answering.fit import Fitting
from chatbot.answering.index import AttributeIndex
from chatbot.answering.needs import need_facts
from chatbot.answering.truth import asked, evaluate
from chatbot.datatypes.answer import Cell, Groups
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
)
from chatbot.datatypes.query import Constraint, Fits, Selection

T = TypeVar("T")
ITEM, GROUP, LINE = "item", "group", "line"


def base(attribute: str) -> str:
    """Return the attribute of which `scores:benchmark` names a part."""
    return attribute.partition(":")[0]


def _narrowed(facts: tuple[Fact, ...], part: str) -> tuple[Fact, ...]:
    """Keep the scores on one benchmark."""
    kept: list[Fact] = []
    for fact in facts:
        if isinstance(fact.value, list):
            scores = [score for score in fact.value if isinstance(score, dict) and score.get("benchmark") == part]
            kept.extend([msgspec.structs.replace(fact, value=scores)] if scores else [])
    return tuple(kept)


class Store:
    """Read access to a catalog, with indexes that are built when first needed."""

    def __init__(self, catalog: Catalog) -> None:
        """Keep the catalog; nothing is computed yet."""
        self._catalog = catalog
        self._domains = {domain.item: domain for domain in reversed(catalog.domains.values())}
        self._default = next(iter(catalog.domains.values()))
        self._memory = self._default.roles.get("memory", "")
        self._places = {item: place for place, item in enumerate(catalog.items)}
        self._indexes: dict[tuple[str, str], AttributeIndex] = {}
        self._kinds: dict[str, tuple[str, ...]] = {}
        self._ancestors: dict[tuple[str, str], tuple[str, ...]] = {}
        self._fitting: list[Fitting] = []
        self._remembered: dict[Hashable, Any] = {}
        self.asked_fit: Fits | None = None
        self.cells: dict[tuple[str, str], Cell] = {}
        """Item and attribute -> what the catalog states, for the cells that were asked for last."""

    # Memory

    @property
    def fitting(self) -> Fitting:
        """The memory rules over this catalog."""
        if not self._fitting:
            self._fitting.append(Fitting(self))
        return self._fitting[0]

    def about_fit(self, asked: Fits) -> Store:
        """Return the same store, which tells memory needs as this statement asks for them."""
        other = copy(self)
        other.asked_fit, other._remembered = asked, {}
        return other

    def fits(self, asked: Fits, item: str) -> Truth:
        """Return whether an item fits into the memory of some hardware."""
        return self.fitting.truth(asked, item)

    def is_memory(self, attribute: str) -> bool:
        """Whether an attribute is computed by the memory rules."""
        return bool(attribute) and attribute == self._memory and self.fitting.ready

    # Domains and attributes

    def domain(self, kind: str = "") -> Domain:
        """Return the domain whose items are of this kind; without one the default domain."""
        return self._domains.get(kind, self._default)

    def kind_of(self, selection: Selection) -> str:
        """Return the kind of a selection's items: the one it names, else that of its things, else the default."""
        if selection.kind:
            return selection.kind
        named = self.items_of(selection.subjects)
        if named:
            return self.item(named[0]).kind
        ranked_by = (selection.rank.attribute,) if selection.rank else ()
        return self._kind_with((*asked(selection.where), *ranked_by))

    def _kind_with(self, attributes: tuple[str, ...]) -> str:
        """Return the kind of items of which something is known on all the attributes, the default domain's first."""
        kinds = [domain.item for domain in self._catalog.domains.values()]
        for kind in kinds if len(kinds) > 1 else ():
            if all(self.index(attribute, kind).published for attribute in attributes):
                return kind
        return kinds[0]

    def attribute(self, attribute: str) -> Attribute:
        """Return the attribute with this id."""
        return self._catalog.attributes[base(attribute)]

    def has_attribute(self, attribute: str) -> bool:
        """Whether there is such an attribute (a limit of an entity, for instance, is none)."""
        return base(attribute) in self._catalog.attributes

    def attributes_of(self, kind: str) -> tuple[str, ...]:
        """Return the attributes whose values are things of this kind."""
        return tuple(known.id for known in self._catalog.attributes.values() if known.of == kind)

    def role(self, role: str, kind: str = "") -> str:
        """Return the attribute that plays a role in a domain, or nothing."""
        return self.domain(kind).roles.get(role, "")

    def disclaimed(self) -> set[str]:
        """Return the attributes whose answers end with the disclaimer."""
        return {attribute for domain in self._catalog.domains.values() for attribute in domain.disclaimed}

    # Items and their names

    def item(self, item: str) -> Item:
        """Return the item with this id."""
        return self._catalog.items[item]

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
        return tuple(dict.fromkeys(item for subject in subjects for item in self.members(subject)))

    def representative(self, subject: Ref) -> str:
        """Return the item that stands for a reference: a group's flagship, a line's where it belongs to it."""
        members = self.members(subject)
        if not members:
            return ""
        flagship = self.group(self.item(members[0]).group).flagship
        return flagship if flagship in members else members[-1]

    # Facts

    def facts(self, item: str, attribute: str) -> tuple[Fact, ...]:
        """Return the facts of an item, the preferred first."""
        if attribute == self._memory and self.is_memory(attribute):
            return need_facts(self, item)
        known = self._catalog.items.get(item)
        if known is None:
            return ()
        facts = known.facts.get(attribute, ())
        if facts or ":" not in attribute:
            return facts
        whole, _, part = attribute.partition(":")
        return _narrowed(known.facts.get(whole, ()), part)

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

    # Other things

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

    # Selection

    def truth(self, constraint: Constraint, item: str) -> Truth:
        """Return the truth of a constraint for one item."""
        return evaluate(constraint, item, self)

    def pool(self, selection: Selection) -> tuple[str, ...]:
        """Return the items among which a selection chooses: the named ones, else all of its kind."""
        if selection.subjects:
            return self.items_of(selection.subjects)
        return self.of_kind(self.kind_of(selection))

    def select(self, constraint: Constraint | None, pool: tuple[str, ...]) -> Groups:
        """Sort the items of a pool by the truth of a constraint."""
        return self.completed(self.held(constraint, pool), pool)

    def completed(self, held: Groups, pool: tuple[str, ...]) -> Groups:
        """Add the items of a pool for which the constraint is plainly false."""
        others = {*held.yes, *held.conditional, *held.unknown}
        return msgspec.structs.replace(held, no=tuple(filterfalse(others.__contains__, pool)))

    def held(self, constraint: Constraint | None, pool: tuple[str, ...]) -> Groups:
        """Sort those items of a pool for which a constraint is not plainly false: in large catalogs these are few."""
        if constraint is None:
            return Groups(yes=pool)
        found: dict[Truth, list[str]] = {truth: [] for truth in Truth}
        for item in hopeful(constraint, pool, self):
            found[evaluate(constraint, item, self)].append(item)
        yes, conditional, unknown = (tuple(found[t]) for t in (Truth.YES, Truth.CONDITIONAL, Truth.UNKNOWN))
        return Groups(yes=yes, conditional=conditional, unknown=unknown)

    def remembered(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what was worked out of the whole catalog under this key; it is made when first asked for."""
        if key not in self._remembered:
            self._remembered[key] = make()
        found: T = self._remembered[key]
        return found

    def index(self, attribute: str, kind: str) -> AttributeIndex:
        """Return the index of an attribute over all items of a kind."""
        key = (attribute, kind)
        if key not in self._indexes:
            stated = ((item, self.facts(item, attribute)) for item in self.of_kind(kind))
            self._indexes[key] = AttributeIndex(stated, lambda value: self.ancestors(attribute, value))
        return self._indexes[key]
