"""Which different values occur in a set?"""

from __future__ import annotations

from chatbot.answering.cells import cells
from chatbot.answering.choose import choose, is_restricted, missing
from chatbot.answering.pieces import disclaimed, families, missing_values, refs
from chatbot.answering.ranking import partition
from chatbot.answering.store import Store
from chatbot.answering.suggestions import suggest
from chatbot.datatypes.answer import (
    Answer,
    Argument,
    AttributeName,
    Bullets,
    Cell,
    Phrase,
    Say,
    Value,
)
from chatbot.datatypes.catalog import Ref
from chatbot.datatypes.query import ListValues

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


def list_values(query: ListValues, store: Store) -> Answer:
    """Answer with the different values of an attribute, each with the items that have it."""
    chosen = choose(store, query.selection)
    attribute = query.attribute
    found = partition(store, chosen.items, attribute)
    without = tuple(item for item in chosen.items if not any(item in members for members in found.values()))
    restricted = is_restricted(query.selection)
    args: dict[str, Argument] = {
        "count": len(found),
        "attribute": AttributeName(attribute),
        "what": Phrase(query.selection),
    }
    lines = tuple(
        Say("answer.values.line", {"value": Value(attribute, value), "names": refs(members), "count": len(members)})
        for value, members in found.items()
    )
    stated = cells(store, chosen.items, (attribute,)) if restricted else ()
    sizes = {value: len(members) for value, members in found.items()}
    return Answer(
        status="answered" if found or not chosen.items else "no_data",
        query=query,
        models=chosen.items if restricted else (),
        count=len(found),
        cells=stated or tally(store, attribute, sizes),
        blocks=(
            Say("answer.values.some" if found else "answer.values.none", args),
            *((Bullets(lines=lines),) if lines else ()),
            *missing_values(store, attribute, without),
            *missing(store, query.selection, chosen),
        ),
        suggestions=suggest(store, chosen.items, (attribute,)) if families(store, chosen.items) else (),
        disclaimer=disclaimed(store, (attribute,)),
    )
