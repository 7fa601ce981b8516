"""What the sources tell of a forerunner or heir, where earlier or later things of the same maker are asked for."""

from __future__ import annotations

from chatbot.answering.cells import known_cell
from chatbot.answering.lookup import lookup
from chatbot.answering.store import Store
from chatbot.datatypes.answer import Block, Cell, Say
from chatbot.datatypes.catalog import Ref
from chatbot.datatypes.query import And, Compare, Constraint, Has, Lookup, Selection, ValueOf

ROLES = {">": "later", ">=": "later", "<": "earlier", "<=": "earlier"}
"""The role that tells of what came after a thing, or before it, by the comparison of dates."""


def lineage(store: Store, where: Constraint | None) -> tuple[tuple[Block, ...], tuple[Cell, ...]]:
    """Return what is told of the heir of a thing, and the facts: the catalog need not hold what its maker did next."""
    blocks: list[Block] = []
    stated: list[Cell] = []
    for subject, attribute in _asked(store, where):
        told = lookup(Lookup(Selection((subject,)), (attribute,)), store)
        if told.status == "answered":
            blocks.extend((Say("answer.note.lineage"), *told.blocks))
            stated.extend(one for one in told.cells if known_cell(one))
    return tuple(blocks), tuple(stated)


def _asked(store: Store, where: Constraint | None) -> tuple[tuple[Ref, str], ...]:
    """Return the things whose maker's earlier or later ones are asked for, each with what tells of them."""
    parts = where.parts if isinstance(where, And) else ()
    found: list[tuple[Ref, str]] = []
    for part in parts:
        if not isinstance(part, Compare) or not isinstance(part.operand, ValueOf):
            continue
        subject = part.operand.subject
        kind = store.kind_of(Selection((subject,)))
        maker, attribute = store.role("maker", kind), store.role(ROLES.get(part.op, ""), kind)
        named = {one.value for one in parts if isinstance(one, Has) and one.attribute == maker}
        if part.attribute == store.role("date", kind) and attribute and named & _makers(store, subject, maker):
            found.append((subject, attribute))
    return tuple(found)


def _makers(store: Store, subject: Ref, maker: str) -> set[object]:
    facts = (fact for item in store.members(subject) for fact in store.facts(item, maker))
    return {fact.value for fact in facts}
