"""Which items may satisfy a constraint, by the indexes: in a large catalog these are few, and no others are tried."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from chatbot.answering.compare import Truth
from chatbot.datatypes.query import Among, And, Compare, Constraint, Fits, Has, Is, Known, Not, Or

if TYPE_CHECKING:
    from chatbot.answering.index import AttributeIndex
    from chatbot.answering.store import Store
    from chatbot.answering.truth import Atom

FEW = 8
"""So many items are looked at one by one sooner than in an index."""


def hopeful(constraint: Constraint, pool: tuple[str, ...], store: Store) -> Iterable[str]:
    """Return the items of a pool, in its order, for which the constraint may not be plainly false."""
    if len(pool) < FEW:
        return pool
    kind = store.item(pool[0]).kind
    found = likely(constraint, kind, store)
    if found is None:
        return pool
    if pool is store.of_kind(kind):
        return store.in_order(item for item in found if store.item(item).kind == kind)
    return filter(found.__contains__, pool)


def likely(constraint: Constraint, kind: str, store: Store) -> set[str] | None:
    """Return a superset of the items for which the constraint is not plainly false; None: all of them."""
    match constraint:
        case And(parts):
            sets = [found for part in parts if (found := likely(part, kind, store)) is not None]
            return set.intersection(*sets) if sets else None
        case Or(parts):
            each = [likely(part, kind, store) for part in parts]
            sets = [found for found in each if found is not None]
            return set().union(*sets) if len(sets) == len(each) else None
        case Among(subjects):
            return set(store.items_of(subjects))
        case Not() | Fits():
            return None
        case _ if store.is_memory(constraint.attribute):
            return None  # depends on what is asked
        case _:
            return _likely_atom(constraint, store.index(constraint.attribute, kind), store)


def _likely_atom(atom: Atom, index: AttributeIndex, store: Store) -> set[str] | None:
    match atom:
        case Is():
            held = (index.members.get(truth.word, set()) for truth in (Truth.YES, Truth.CONDITIONAL))
            return index.open.union(*held)
        case Has(attribute, value):
            wider = (index.members.get(name, set()) for name in store.ancestors(attribute, value))
            return index.members.get(value, set()).union(index.open, *wider)
        case Known():
            return index.published | index.absent
        case Compare():
            return index.comparable(atom)
        case _:
            return None
