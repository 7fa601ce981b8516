"""Facts that follow from others: through a related thing, from a base, by counting, by mapping, by date."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec

from chatbot.datatypes.catalog import Entity, Fact, Item
from chatbot.loading.schemas import DeriveSchema
from chatbot.loading.scope import Scope
from chatbot.loading.values import TRUTHS


def derive_all(scope: Scope, given: dict[str, dict[str, str]]) -> None:
    """Complete the facts of all items; `given` holds what a group's file states outside its facts."""
    _state_parts(scope)
    deriver = _Deriver(scope, given)
    completed = {identity: deriver.complete(item) for identity, item in scope.items.items()}
    scope.items.update(completed)


def _state_parts(scope: Scope) -> None:
    """Give related things the properties that items take from them by another name: an OSI licence is open source."""
    for attribute, derive in scope.derive.items():
        for part in (derive, *derive.all):
            things = scope.entities.get(scope.attributes[part.through].of, {}) if part.through else {}
            for identity, thing in things.items():
                if part.take in thing.facts and attribute not in thing.facts:
                    taken = tuple(msgspec.structs.replace(fact, attribute=attribute) for fact in thing.facts[part.take])
                    things[identity] = msgspec.structs.replace(thing, facts={**thing.facts, attribute: taken})
        if derive.through and (of := scope.attributes[derive.through].of):
            _state_section(scope.entities.get(of, {}), derive.take)


def _state_section(things: dict[str, Entity], named: str) -> None:
    """Give things the verdict of a section of theirs as a property; a section that is silent settles nothing."""
    for identity, thing in things.items():
        for section in thing.sections:
            if section.id == named and section.verdict in TRUTHS and named not in thing.facts:
                cited = tuple(dict.fromkeys(point.source for point in section.points if point.source)) or thing.sources
                note = section.points[0].text if section.points else section.verdict_text
                fact = Fact(attribute=named, value=section.verdict, sources=cited, note=note)
                things[identity] = msgspec.structs.replace(thing, facts={**thing.facts, named: (fact,)})


class _Deriver:
    """Evaluates derivations, each at most once for an item."""

    def __init__(self, scope: Scope, given: dict[str, dict[str, str]]) -> None:
        self.scope = scope
        self.given = given
        self.as_of = {domain.item: domain.as_of for domain in scope.domains.values()}
        self.memo: dict[tuple[str, str], tuple[Fact, ...]] = {}

    def complete(self, item: Item) -> Item:
        """Return the item with its derived facts, attributes in the order of their declaration."""
        found = {attribute: self.facts(item, attribute) for attribute in self.scope.attributes}
        return msgspec.structs.replace(item, facts={key: facts for key, facts in found.items() if facts})

    def facts(self, item: Item, attribute: str) -> tuple[Fact, ...]:
        """Return the facts of an attribute: stated, else derived."""
        key = (item.id, attribute)
        if key not in self.memo:
            self.memo[key] = item.facts.get(attribute, ())  # ends a circle of derivations
            self.memo[key] = self.evaluate(item, attribute)
        return self.memo[key]

    def evaluate(self, item: Item, attribute: str) -> tuple[Fact, ...]:
        """Return the stated facts if they hold by themselves, else what the derivation gives."""
        stated = item.facts.get(attribute, ())
        derive = self.scope.derive.get(attribute)
        if derive is None or (stated and stated[0].value is not None and not derive.through):
            return stated
        derived = self.apply(item, derive, stated)
        if derived is None:
            return stated
        derived = msgspec.structs.replace(derived, attribute=attribute)
        return (derived, *stated[1:]) if derive.through else (derived,)

    def apply(self, item: Item, derive: DeriveSchema, stated: tuple[Fact, ...] = ()) -> Fact | None:
        """Return what one derivation gives, or None."""
        for way, function in _WAYS:
            if getattr(derive, way) not in ("", False, ()):
                return function(self, item, derive, stated)
        return None

    def known(self, item: Item, attribute: str) -> tuple[Fact, ...]:
        """Return the facts of an attribute that have a value."""
        return tuple(fact for fact in self.facts(item, attribute) if fact.value is not None)

    def through(self, item: Item, derive: DeriveSchema, stated: tuple[Fact, ...]) -> Fact | None:
        """Take a fact of a related thing; of several things the best, or the worst, with the item's own note."""
        kind = self.scope.attributes[derive.through].of
        found: list[tuple[Fact, Fact]] = []
        links = self.known(item, derive.through)
        for link in links:
            thing = self.scope.entities.get(kind, {}).get(link.value)
            found += [(link, fact) for fact in (thing.facts.get(derive.take, ()) if thing else ())]
        if not found:
            return None
        link, taken = (min if derive.worst else max)(found, key=lambda pair: _order(pair[1]))
        if derive.worst and len(found) < len(links) and taken.value != TRUTHS[0]:
            return None  # what one of them does not settle is open, unless another one refuses it
        own = stated[0] if stated else None
        if own is not None and own.value is not None and own.value != taken.value:
            place = self.scope.fact_places.get((item.id, own.attribute), ("", 0))
            message = f"{item.id}: {own.attribute} is {own.value!r} here but {taken.value!r} for {link.value!r}"
            self.scope.report.error(*place, "disagreement", message, "one of the two is wrong")
        return msgspec.structs.replace(
            taken,
            sources=_sources(filter(None, (own, taken, link))),
            where=own.where if own and own.where else taken.where,
            note=own.note if own and own.note else taken.note,
            confidence=own.confidence if own else link.confidence,
            applies_to=link.applies_to,
            state="derived",
        )

    def mapped(self, item: Item, derive: DeriveSchema, _: tuple[Fact, ...]) -> Fact | None:
        """Translate a value."""
        for fact in self.known(item, derive.from_):
            if fact.value in derive.map:
                return msgspec.structs.replace(fact, value=derive.map[fact.value], state="derived")
        return None

    def every(self, item: Item, derive: DeriveSchema, _: tuple[Fact, ...]) -> Fact | None:
        """Return the minimum of several derivations, in the order no < unknown < conditional < yes."""
        parts = [self.apply(item, part) for part in derive.all]
        found = [part for part in parts if part is not None and part.value is not None]
        refuting = [part for part in found if part.value == TRUTHS[0]]
        if not refuting and len(found) < len(parts):
            return None
        least = min(found, key=_order)
        deciding = refuting or found
        return msgspec.structs.replace(least, sources=_sources(deciding), state="derived")

    def count(self, item: Item, derive: DeriveSchema, _: tuple[Fact, ...]) -> Fact | None:
        """Count the members of a complete list; one that includes another named one is not counted."""
        for fact in self.facts(item, derive.count)[:1]:
            if fact.value is not None and not fact.incomplete:
                number = len(self.members(derive.count, fact))
                return msgspec.structs.replace(fact, value=number, limited=(), state="derived")
        return None

    def members(self, attribute: str, fact: Fact) -> set[str]:
        """Return the members of a list without those that include other members."""
        things = self.scope.entities.get(self.scope.attributes[attribute].of, {})
        named = set(fact.value)
        return named - {things[member].parent for member in named if member in things}

    def at_least(self, item: Item, derive: DeriveSchema, _: tuple[Fact, ...]) -> Fact | None:
        """Compare a number with a bound; a list of examples that reaches it proves it."""
        for fact in self.known(item, derive.of)[:1]:
            reached = TRUTHS[-1] if fact.value >= derive.at_least else TRUTHS[0]
            return msgspec.structs.replace(fact, value=reached, labels=(), state="derived")
        for fact in self.known(item, derive.or_known)[:1] if derive.or_known else ():
            if len(self.members(derive.or_known, fact)) >= derive.at_least:
                return msgspec.structs.replace(fact, value=TRUTHS[-1], limited=(), incomplete=False, state="derived")
        return None

    def from_base(self, item: Item, derive: DeriveSchema, _: tuple[Fact, ...]) -> Fact | None:
        """Take the fact of the item from which this one was tuned."""
        base = self.scope.items.get(item.base)
        if base is None:
            return None
        attribute = next(key for key, value in self.scope.derive.items() if value is derive)
        for fact in self.known(base, attribute):
            return msgspec.structs.replace(fact, state="derived")
        return None

    def retired(self, item: Item, derive: DeriveSchema, _: tuple[Fact, ...]) -> Fact | None:
        """Tell whether the item can still be had: hosted ones end with their date."""
        hosted: list[Fact] = []
        met: list[Fact] = []
        for attribute, values in derive.hosted.items():
            facts = self.known(item, attribute)[:1]
            met += facts
            hosted += [fact for fact in facts if fact.value in values]
        if not met:
            return None
        ended = [fact for fact in self.known(item, derive.retired)[:1] if _over(fact.value, self.as_of[item.kind])]
        deciding = (ended[0] if ended else hosted[0]) if hosted else met[0]
        value = TRUTHS[0] if hosted and ended else TRUTHS[-1]
        return msgspec.structs.replace(deciding, value=value, state="derived")

    def offered(self, item: Item, derive: DeriveSchema, _: tuple[Fact, ...]) -> Fact | None:
        """Tell whether a service for the item runs: it ends with its date; without one, what must be hosted is."""
        for fact in self.known(item, derive.offered)[:1]:
            value = TRUTHS[0] if _over(fact.value, self.as_of[item.kind]) else TRUTHS[-1]
            return msgspec.structs.replace(fact, value=value, labels=(), state="derived")
        for attribute, values in derive.hosted.items():
            for fact in self.known(item, attribute)[:1]:
                if fact.value in values:
                    return msgspec.structs.replace(fact, value=TRUTHS[-1], state="derived")
        return None

    def given_by_group(self, item: Item, derive: DeriveSchema, _: tuple[Fact, ...]) -> Fact | None:
        """Take what the group's file states; its source is the one on which most of the item's facts rest."""
        value = self.given.get(item.group, {}).get(derive.group, "")
        if not value:
            return None
        cited = item.main_source
        return Fact(attribute="", value=value, sources=(cited,) if cited else ())

    def proven(self, item: Item, derive: DeriveSchema, _: tuple[Fact, ...]) -> Fact | None:
        """A value that is stated proves it; that none is stated proves nothing."""
        for fact in self.known(item, derive.known)[:1]:
            return msgspec.structs.replace(fact, value=TRUTHS[-1], labels=(), state="derived")
        return None

    def found(self, item: Item, derive: DeriveSchema, _: tuple[Fact, ...]) -> Fact | None:
        """Return the one value that a text of the item, or of what it was tuned from, names; two settle nothing."""
        for one in filter(None, (item, self.scope.items.get(item.base))):
            for attribute in derive.found_in:
                for fact in self.known(one, attribute)[:1]:
                    text = " ".join(_texts(fact.value)).casefold()
                    named = [value for value, words in derive.words.items() if any(word in text for word in words)]
                    if named:
                        settled = len(named) == 1
                        return msgspec.structs.replace(fact, value=named[0], state="derived") if settled else None
        return None

    def own_field(self, item: Item, derive: DeriveSchema, _: tuple[Fact, ...]) -> Fact | None:
        """Take what the file states of the item outside its facts; the source is that of most of its facts."""
        value = getattr(item, derive.field, "")
        cited = item.main_source
        return Fact(attribute="", value=value, sources=(cited,)) if value and cited else None

    def named_for(self, item: Item, derive: DeriveSchema, _: tuple[Fact, ...]) -> Fact | None:
        """Gather the things of a kind for which sources name the item; what they do not name stays open."""
        lines = {line.id for line in self.scope.lines.values() if item.id in line.members}
        mine = {item.id, item.group, *lines}
        found: dict[str, None] = {}
        sources: dict[str, None] = {}
        for thing in self.scope.entities.get(derive.suits, {}).values():
            for one in thing.suits:
                if one.subject.id in mine:
                    found[thing.id], sources[one.source] = None, None
        if not found:
            return None
        return Fact(attribute="", value=list(found), state="derived", sources=tuple(sources), incomplete=True)


_WAYS: tuple[tuple[str, Callable[[_Deriver, Item, DeriveSchema, tuple[Fact, ...]], Fact | None]], ...] = (
    ("through", _Deriver.through),
    ("from_", _Deriver.mapped),
    ("all", _Deriver.every),
    ("count", _Deriver.count),
    ("at_least", _Deriver.at_least),
    ("base", _Deriver.from_base),
    ("retired", _Deriver.retired),
    ("offered", _Deriver.offered),
    ("group", _Deriver.given_by_group),
    ("suits", _Deriver.named_for),
    ("field", _Deriver.own_field),
    ("known", _Deriver.proven),
    ("found_in", _Deriver.found),
)


def _texts(value: Any) -> Iterator[str]:
    """Yield all texts of a value: a text, one for each language, or several of either."""
    if isinstance(value, str):
        yield value
    elif value:
        for part in value.values() if isinstance(value, dict) else value:
            yield from _texts(part)


def _order(fact: Fact) -> int:
    """Return the rank of a truth value; other values are equal."""
    return TRUTHS.index(fact.value) if fact.value in TRUTHS else 0


def _over(date: str, today: str) -> bool:
    """Tell whether a date, maybe without day or month, has wholly passed by a day."""
    last = {4: f"{date}-12-31", 7: f"{date}-31"}.get(len(date), date)
    return last <= today


def _sources(facts: Iterable[Fact]) -> tuple[str, ...]:
    """Return the sources of several facts, each once."""
    return tuple(dict.fromkeys(source for fact in facts for source in fact.sources))
