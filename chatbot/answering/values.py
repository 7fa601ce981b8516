"""Which different values occur in a set?"""

from __future__ import annotations

from typing import Any

from chatbot.answering.cells import cells
from chatbot.answering.choose import Chosen, choose, is_restricted, missing
from chatbot.answering.compare import Truth
from chatbot.answering.notes import missing_values
from chatbot.answering.pieces import disclaimed, families, members_of, refs
from chatbot.answering.ranking import partition
from chatbot.answering.store import Store
from chatbot.answering.suggestions import suggest
from chatbot.answering.truth import Atom, deciding
from chatbot.datatypes.answer import (
    Answer,
    Argument,
    AttributeName,
    Block,
    Bullets,
    Cell,
    Localised,
    Phrase,
    Say,
    Value,
)
from chatbot.datatypes.catalog import Fact, Ref, Text
from chatbot.datatypes.query import And, Constraint, Is, ListValues

VALUE = "value"


def value_kind(store: Store, attribute: str) -> str:
    """Return the kind of the things that are an attribute's values."""
    return store.attribute(attribute).of or VALUE


def tally(store: Store, attribute: str, counts: dict[str, int]) -> tuple[Cell, ...]:
    """Return a cell for each value: how many items have it."""
    kind = value_kind(store, attribute)
    return tuple(
        Cell(subject=Ref(kind, value), attribute=attribute, state="derived", value=count)
        for value, count in counts.items()
    )


def value_lines(
    store: Store, attribute: str, found: dict[Any, tuple[str, ...]], where: Constraint | None = None
) -> tuple[Say, ...]:
    """Return a line for each value with the items that have it; things that the very same items have share one."""
    kind = value_kind(store, attribute)
    together: dict[object, list[Any]] = {}
    for place, (value, members) in enumerate(found.items()):
        told = _condition(store, kind, value, where)
        together.setdefault((members, str(told)) if kind != VALUE else place, []).append(value)
    lines: list[Say] = []
    for values in together.values():
        members = found[values[0]]
        said: Argument = Value(attribute, values[0]) if kind == VALUE else tuple(Ref(kind, value) for value in values)
        args: dict[str, Argument] = {"value": said, "names": refs(members), "count": len(members)}
        condition = _condition(store, kind, values[0], where)
        message = "answer.values.line_condition" if condition else "answer.values.line"
        args |= {"condition": Localised(condition)} if condition else {}
        lines.append(Say(message, args, sources=_sources(store, attribute, members, values)))
    return tuple(lines)


def _own_facts(store: Store, kind: str, value: str, where: Constraint | None) -> list[tuple[Atom, Fact]]:
    """Return what a thing itself states of a statement on items: a licence on whether it allows something."""
    entity = store.entity(kind, value) if kind != VALUE else None
    parts = where.parts if isinstance(where, And) else (where,)
    own = [part for part in parts if isinstance(part, Is)]
    return [(part, fact) for part in own if entity for fact in entity.facts.get(part.attribute, ())[:1]]


def _condition(store: Store, kind: str, value: str, where: Constraint | None) -> Text:
    """Return on what condition a statement holds of a thing itself."""
    told = (fact for _, fact in _own_facts(store, kind, value, where) if fact.value == Truth.CONDITIONAL.word)
    entity = store.entity(kind, value) if kind != VALUE else None
    return next(((entity.condition if entity and not fact.note else {}) or fact.note for fact in told), {})


def _refuted(store: Store, kind: str, value: str, where: Constraint | None) -> bool:
    """Whether a thing itself states the opposite, though items have it beside another thing."""
    return any(fact.value == Truth.NO.word for _, fact in _own_facts(store, kind, value, where))


def _sources(store: Store, attribute: str, items: tuple[str, ...], values: list[Any]) -> tuple[str, ...]:
    """Return the sources of the facts that give items one of the values."""
    facts = (fact for item in items for fact in deciding(store.facts(item, attribute)))
    stating = (fact for fact in facts if not set(members_of(fact.value)).isdisjoint(values))
    return tuple(dict.fromkeys(source for fact in stating for source in fact.sources))


def list_values(query: ListValues, store: Store) -> Answer:
    """Answer with the different values of an attribute, each with the items that have it."""
    chosen = choose(store, query.selection)
    attribute = query.attribute
    where = query.selection.where
    found = {
        value: members
        for value, members in partition(store, chosen.items, attribute).items()
        if not _refuted(store, value_kind(store, attribute), value, where)
    }
    restricted = is_restricted(query.selection)
    stated = cells(store, chosen.items, (attribute,)) if restricted else ()
    sizes = {value: len(members) for value, members in found.items()}
    return Answer(
        status="answered" if found or not chosen.items else "no_data",
        query=query,
        models=chosen.items if restricted else (),
        count=len(found),
        cells=stated or tally(store, attribute, sizes),
        blocks=_values_said(query, chosen, found, store),
        suggestions=suggest(store, chosen.items, (attribute,)) if families(store, chosen.items) else (),
        disclaimer=disclaimed(store, (attribute,)),
    )


def _values_said(
    query: ListValues, chosen: Chosen, found: dict[Any, tuple[str, ...]], store: Store
) -> tuple[Block, ...]:
    """Return how many values there are, each with its items, and the items of which none is known."""
    name = AttributeName(query.attribute)
    args: dict[str, Argument] = {"count": len(found), "attribute": name, "what": Phrase(query.selection)}
    lines = value_lines(store, query.attribute, found, query.selection.where)
    without = tuple(item for item in chosen.items if not any(item in members for members in found.values()))
    return (
        Say("answer.values.some" if found else "answer.values.none", args),
        *((Bullets(lines=lines),) if lines else ()),
        *missing_values(store, query.attribute, without),
        *missing(store, query.selection, chosen),
    )
