"""Cells: the facts that an answer states, and what they say of themselves."""

from __future__ import annotations

from collections.abc import Iterable

from chatbot.answering.compare import known
from chatbot.answering.memory.needs import need_cell
from chatbot.answering.store import Store
from chatbot.answering.truth import deciding
from chatbot.datatypes.answer import Cell
from chatbot.datatypes.catalog import Fact, Ref, base


def cell_of(fact: Fact, others: tuple[Fact, ...], model: str | None = None, subject: Ref | None = None) -> Cell:
    """Return the cell of a fact about an item (or a whole group), or about another thing."""
    return Cell(
        model=model,
        subject=subject,
        attribute=fact.attribute,
        state=fact.state,
        value=fact.value if known(fact) else None,
        fact=fact,
        note=fact.note,
        sources=fact.sources,
        others=others,
    )


KEPT = 4096
"""Cells that a store keeps: an answer states one several times."""


def cell(store: Store, item: str, attribute: str) -> Cell:
    """Return the one cell of an item and attribute; what holds beside it or dissents is kept in `others`."""
    known = store.cells.get((item, attribute))
    if known is None:
        if store.is_memory(attribute):
            return need_cell(store, item)
        if len(store.cells) >= KEPT:
            store.cells.clear()
        known = store.cells[item, attribute] = _stated(store, item, attribute)
    return known


def _stated(store: Store, item: str, attribute: str) -> Cell:
    """Return the cell of what the catalog states."""
    facts = store.facts(item, attribute)
    if not facts:
        return Cell(model=item, attribute=base(attribute), state="unknown")
    return cell_of(facts[0], facts[1:], model=item)


def cells(store: Store, items: Iterable[str], attributes: Iterable[str]) -> tuple[Cell, ...]:
    """Return a cell for each item and attribute, and one for each fact that holds beside the first."""
    wanted = tuple(dict.fromkeys(attributes))
    found: list[Cell] = []
    for item in items:
        for attribute in wanted:
            first = cell(store, item, attribute)
            found.append(first)
            if first.others and first.fact is not None:
                beside = deciding((first.fact, *first.others))[1:]
                found.extend([cell_of(fact, (), model=item) for fact in beside])
    return tuple(found)


def group_cells(store: Store, groups: Iterable[str], attribute: str) -> tuple[Cell, ...]:
    """Return the cells of facts about groups as a whole."""
    found: list[Cell] = []
    for group in dict.fromkeys(groups):
        facts = store.group_facts(group, attribute)
        if facts:
            found.append(cell_of(facts[0], facts[1:], model=group))
    return tuple(found)


def known_cell(one: Cell) -> bool:
    """Whether the cell states a value."""
    return known(one.fact)


def same(one: Cell | None, other: Cell | None) -> bool:
    """Whether two cells would be read as the same statement."""
    return content(one) == content(other)


def content(one: Cell | None) -> tuple[object, ...] | None:
    """Return what is read of a cell: equal for cells that would be read as the same statement."""
    if one is None:
        return None
    beside = [(fact.value, fact.applies_to) for fact in one.others if fact.applies_to] if one.others else []
    limits = (one.fact.limited, one.fact.incomplete) if one.fact else ()
    return (one.attribute, one.state, one.value, one.note, one.note_message, beside, limits)
