"""The seam to the catalog: what it states of items, computed memory included, and what constraints hold of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable
from copy import copy
from itertools import filterfalse
from typing import Any, TypeVar

import msgspec

from chatbot.answering.candidates import hopeful
from chatbot.answering.catalog_reader import CatalogReader
from chatbot.answering.compare import Truth
from chatbot.answering.index import AttributeIndex
from chatbot.answering.memory.fit import Fitting
from chatbot.answering.memory.needs import need_facts
from chatbot.answering.truth import asked, evaluate
from chatbot.datatypes.answer import Cell, Groups
from chatbot.datatypes.catalog import Catalog, Fact
from chatbot.datatypes.query import Constraint, Fits, Selection

T = TypeVar("T")


def _narrowed(facts: tuple[Fact, ...], part: str) -> tuple[Fact, ...]:
    """Keep the scores on one benchmark."""
    kept: list[Fact] = []
    for fact in facts:
        if isinstance(fact.value, list):
            scores = [score for score in fact.value if isinstance(score, dict) and score.get("benchmark") == part]
            kept.extend([msgspec.structs.replace(fact, value=scores)] if scores else [])
    return tuple(kept)


class Store(CatalogReader):
    """Read access to a catalog, with indexes that are built when first needed."""

    def __init__(self, catalog: Catalog) -> None:
        """Keep the catalog; nothing is computed yet."""
        super().__init__(catalog)
        self._memory = self._default.roles.get("memory", "")
        self._indexes: dict[tuple[str, str], AttributeIndex] = {}
        self._fitting: list[Fitting] = []
        self._remembered: dict[Hashable, Any] = {}
        self.asked_fit: Fits | None = None
        self.cells: dict[tuple[str, str], Cell] = {}
        """Item and attribute -> what the catalog states, for the cells that were asked for last."""

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
        kinds = self.kinds()
        for kind in kinds if len(kinds) > 1 else ():
            if all(self.index(attribute, kind).published for attribute in attributes):
                return kind
        return kinds[0]

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
        found: defaultdict[Truth, list[str]] = defaultdict(list)
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
