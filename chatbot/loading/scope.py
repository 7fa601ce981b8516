"""What the loaders of one domain share: problems, names, and everything known so far."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from chatbot.datatypes.catalog import Attribute, Domain, Entity, Fact, Group, Item, Line, Outsider, Source, Text
from chatbot.loading.names import NameBook
from chatbot.loading.nodes import Node
from chatbot.loading.report import Report, did_you_mean
from chatbot.loading.schemas import DeriveSchema
from chatbot.loading.values import BadValueError, ValueReader


class Either(Collection[str]):
    """Two collections as one, without copying them for each look."""

    def __init__(self, first: Collection[str], second: Collection[str]) -> None:
        """Keep both."""
        self.first, self.second = first, second

    def __contains__(self, identity: object) -> bool:
        return identity in self.first or identity in self.second

    def __iter__(self) -> Iterator[str]:
        yield from self.first
        yield from self.second

    def __len__(self) -> int:
        return len(self.first) + len(self.second)


class Scope:
    """The state of loading the catalog."""

    def __init__(self, report: Report) -> None:
        """Start with nothing known."""
        self.report = report
        self.names = NameBook()
        self.sources: dict[str, Source] = {}
        self.attributes: dict[str, Attribute] = {}
        self.derive: dict[str, DeriveSchema] = {}
        self.entities: dict[str, dict[str, Entity]] = {}
        self.items: dict[str, Item] = {}
        self.groups: dict[str, Group] = {}
        self.lines: dict[str, Line] = {}
        self.outsiders: dict[str, Outsider] = {}
        self.domains: dict[str, Domain] = {}
        self.shared_names: set[str] = set()
        self.kind_ids: set[str] = set()
        """Kinds that some kinds.yaml declares."""
        self.item_ids: dict[str, set[str]] = {}
        """Item kind -> ids, known before the items themselves are."""
        self.every_item: set[str] = set()
        self.group_ids: set[str] = set()
        self.line_ids: set[str] = set()
        self.fact_places: dict[tuple[str, str], tuple[str, int]] = {}
        """Item and attribute -> where its first fact stands."""
        self.values = ValueReader(self.ids, ())

    def ids(self, kind: str) -> Collection[str]:
        """Return the ids of a kind; items may also be outsiders."""
        if kind == "item" or kind in self.item_ids:
            return Either(self.item_ids.get(kind, self.every_item), self.outsiders)
        return self.entities.get(kind, {}).keys()

    def add_item_id(self, kind: str, identity: str) -> None:
        """Make an item known before it is loaded."""
        self.item_ids.setdefault(kind, set()).add(identity)
        self.every_item.add(identity)

    def subject_kind(self, identity: str) -> str:
        """Return whether an id is that of an item, a line or a group; empty if of none."""
        known = (("item", self.every_item), ("line", self.line_ids), ("group", self.group_ids))
        return next((kind for kind, ids in known if identity in ids), "")

    def check_id(self, identity: str, known: Iterable[str], what: str, place: tuple[str, int]) -> bool:
        """Report an id that does not exist."""
        names = known if isinstance(known, Collection) else list(known)
        if identity in names:
            return True
        self.report.error(*place, "unknown-id", f"{identity!r} is no {what}", did_you_mean(identity, names))
        return False

    def check_sources(self, ids: Iterable[str], place: tuple[str, int]) -> tuple[str, ...]:
        """Return those source ids that exist, each once; report the others."""
        known = [identity for identity in ids if self.check_id(identity, self.sources, "source", place)]
        return tuple(dict.fromkeys(known))

    def value(self, attribute: Attribute, node: Node | None, file: str, line: int) -> Any:
        """Return the value of a fact, or None after reporting why there is none."""
        try:
            return self.values.read(attribute, None if node is None else node.plain())
        except BadValueError as fault:
            place = line if node is None else node.line
            message = f"{attribute.id} ({attribute.type}): {fault}"
            self.report.error(file, place, "bad-value", message, fault.hint)
            return None

    def languages(self) -> tuple[str, ...]:
        """Return the languages in which the domains name their things."""
        return tuple(dict.fromkeys(code for domain in self.domains.values() for code in domain.item_label))

    def text(self, name: Text | str | None) -> Text:
        """Return a name as text; one that is no language's holds in all."""
        if isinstance(name, str):
            return dict.fromkeys(self.languages(), name)
        return name or {}


def first_facts(facts: Iterable[tuple[Fact, bool]]) -> dict[str, tuple[Fact, ...]]:
    """Return facts by attribute, the preferred first."""
    found: dict[str, list[tuple[Fact, bool]]] = {}
    for fact, preferred in facts:
        found.setdefault(fact.attribute, []).append((fact, preferred))
    ordered = {key: sorted(members, key=lambda pair: not pair[1]) for key, members in found.items()}
    return {key: tuple(fact for fact, _ in members) for key, members in ordered.items()}
