"""In which domain a question is at home, and the same question in the attributes of that domain.

The reader knows the words of who, when and how big by the roles of the default domain. What is asked about things of
another one is carried over to the attributes that play the same roles there; what is called by its own name stays.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

import msgspec

from chatbot.datatypes.catalog import Catalog, Ref, base
from chatbot.datatypes.query import Compare, Fits, Has, Memory, Only, Quantity, Query, Selection
from chatbot.datatypes.reading import Mention

_ATTRIBUTES = frozenset({"attribute", "attributes", "show", "per", "of", "order"})
"""Fields of meanings that hold ids of attributes."""
_NAMING = frozenset({"attribute", "property", "named_use", "named_clause"})
"""Categories of mentions that call an attribute by its name."""


class Said(msgspec.Struct, frozen=True):
    """What words say of the domain that is meant."""

    kinds: frozenset[str] = frozenset()
    """Kinds of things that are called so (bicycle)."""
    named: frozenset[frozenset[str]] = frozenset()
    """Attributes that are called by their own names, those together that one name may mean."""
    ours: bool = False
    """A word of the default domain for its things stands there (model)."""
    compared: frozenset[str] = frozenset()
    """Attributes of which a word says more or less; an amount that stands alone is of the default domain."""


def is_divided(catalog: Catalog) -> bool:
    """Say whether there is more than one domain: only then it matters which is meant."""
    return len(catalog.domains) > 1


def kind_asked(query: Any, catalog: Catalog) -> str:
    """Return the kind of things that a meaning says that it is about; empty: it does not say."""
    if not is_divided(catalog):
        return ""
    kinds = (selection.kind for selection in _selections(query) if selection.kind)
    return next(kinds, "") or catalog.kind_of(_refs(query))


class Homes:
    """The domains of a catalog that has several."""

    def __init__(self, catalog: Catalog) -> None:
        """Index what is known of the things of each domain."""
        self._catalog = catalog
        self._known: dict[str, set[str]] = {
            domain.item: set(domain.roles.values()) for domain in catalog.domains.values()
        }
        for item in catalog.items.values():
            self._known[item.kind].update(item.facts)

    def said(self, mentions: Iterable[Mention]) -> Said:
        """Return what the words of a question say of the domain."""
        nouns, compared, named = set[str](), set[str](), defaultdict[tuple[int, int], set[str]](set)
        for mention in mentions:
            if mention.category == "noun":
                nouns.add(mention.meaning.own or mention.meaning.kind)
            elif mention.category in _NAMING:
                meant = {mention.meaning} if mention.category == "attribute" else attributes_in(mention.meaning)
                named[mention.start, mention.end] |= meant
            elif mention.category in {"comparative", "superlative"}:
                compared.add(mention.meaning.attribute)
        ours = self._catalog.domain().item
        kinds = frozenset(nouns & self._known.keys() - {ours})
        return Said(kinds, frozenset(map(frozenset, named.values())), ours in nouns and not kinds, frozenset(compared))

    def kind(self, meaning: Any, said: Said) -> str | None:
        """Return the kind of things that are meant: those called so, else those named; None: of two domains."""
        if said.kinds:
            return min(said.kinds) if len(said.kinds) == 1 else None
        kinds = {self._catalog.kind_of((ref,)) for ref in _refs(meaning)} - {""}
        kinds |= {selection.kind for selection in _selections(meaning) if selection.kind}
        return min(kinds, default="") if len(kinds) < 2 else None

    def settled(self, query: Query, said: Said, talked: str = "") -> Query | None:
        """Return a query at home: where nothing tells what it is about, among what was talked about.

        Only if that has all that it asks for; else among the things that do, the default domain's first. None where
        things of a kind do not have what it asks them for: memory, or what they are to be counted by.
        """
        kind = self.kind(query, said)
        if kind is None:
            return query
        if kind and takes_memory(query) and not self._catalog.role("memory", kind):
            return None
        if kind:
            there: Query = self.carried(query, kind, said)
            per = getattr(there, "per", "")
            lost = per in self._catalog.attributes and per not in self._known[kind]  # nothing to count them by
            return None if lost else self._among(there, kind)
        for each in dict.fromkeys(self._known if said.ours or not talked else (talked, *self._known)):
            there = self.carried(query, each, said)
            if self._answers(there, each):
                return self._among(there, each)
        return query

    def _answers(self, query: Query, kind: str) -> bool:
        """Say whether things of a kind have all that a question asks for."""
        wanted = attributes_in(query) & self._catalog.attributes.keys()
        role = "memory" if takes_memory(query) else "tasks" if getattr(query, "task", "") else ""
        return wanted <= self._known[kind] and (not role or bool(self._catalog.role(role, kind)))

    def _among(self, query: Query, kind: str) -> Query:
        """Return a query on a set that nothing names as one on the things of a kind."""
        changed: dict[str, Selection] = {}
        for field in ("selection", "among"):
            selection = getattr(query, field, None)
            if isinstance(selection, Selection) and not selection.subjects and kind != self._catalog.domain().item:
                changed[field] = msgspec.structs.replace(selection, kind=kind)
        return msgspec.structs.replace(query, **changed) if changed else query

    def carried(self, meaning: Any, kind: str, said: Said) -> Any:
        """Return a meaning in the attributes that play the same roles among the things of a kind."""
        home = self._catalog.domain(kind)
        others = (domain for domain in self._catalog.domains.values() if domain is not home)
        pairs = ((there, home.roles.get(role, "")) for domain in others for role, there in domain.roles.items())
        elsewhere = (names for names in said.named if names.isdisjoint(self._known[home.item]))
        kept = frozenset(home.roles.values()).union(*elsewhere)
        changes = {there: here for there, here in pairs if here and there not in kept}
        return _carried(meaning, changes, said.compared)


def takes_memory(query: Query) -> bool:
    """Say whether a question is on memory, or on hardware to run something."""
    return any(isinstance(part, Memory | Fits) for part in _parts(query))


def attributes_in(meaning: Any) -> set[str]:
    """Return the attributes that a meaning speaks of."""
    if isinstance(meaning, tuple):
        return {found for part in meaning for found in attributes_in(part)}
    found = set[str]()
    for field in getattr(meaning, "__struct_fields__", ()):
        value = getattr(meaning, field)
        if field in _ATTRIBUTES:
            found.update(map(base, (value,) if isinstance(value, str) else value or ()))
        else:
            found |= attributes_in(value)
    return found


def _carried(meaning: Any, changes: Mapping[str, str], compared: Collection[str]) -> Any:
    if isinstance(meaning, tuple):
        return tuple(_carried(part, changes, compared) for part in meaning)
    amount = isinstance(meaning, Compare) and isinstance(meaning.operand, Quantity)
    if isinstance(meaning, Ref | Has | Only) or (amount and meaning.attribute not in compared):
        return meaning  # a value tells itself which attribute it belongs to
    changed = {}
    for field in getattr(meaning, "__struct_fields__", ()):
        value = getattr(meaning, field)
        if field not in _ATTRIBUTES:
            changed[field] = _carried(value, changes, compared)
        elif isinstance(value, str):
            changed[field] = changes.get(value, value)
        elif value is not None:
            changed[field] = tuple(changes.get(each, each) for each in value)
    return msgspec.structs.replace(meaning, **changed) if changed else meaning


def _parts(meaning: Any) -> Iterator[Any]:
    """Yield a meaning and all that it is made of."""
    yield meaning
    inner = meaning if isinstance(meaning, tuple) else getattr(meaning, "__struct_fields__", ())
    for part in inner:
        yield from _parts(part if inner is meaning else getattr(meaning, part))


def _refs(meaning: Any) -> Iterator[Ref]:
    return (part for part in _parts(meaning) if isinstance(part, Ref))


def _selections(meaning: Any) -> Iterator[Selection]:
    return (part for part in _parts(meaning) if isinstance(part, Selection))
