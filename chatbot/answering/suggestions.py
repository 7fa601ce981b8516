"""Questions that can be asked next, and that will be answered."""

from __future__ import annotations

from chatbot.answering.catalog_reader import GROUP, ITEM
from chatbot.answering.cells import cell, known_cell
from chatbot.answering.pieces import families
from chatbot.answering.store import Store
from chatbot.datatypes.answer import Argument, AttributeName, Say
from chatbot.datatypes.catalog import Ref

MOST = 3


def suggest(store: Store, items: tuple[str, ...], done: tuple[str, ...] = ()) -> tuple[Say, ...]:
    """Suggest questions about the items of an answer; `done` are attributes that it has stated."""
    if not items:
        return (Say("answer.suggest.known"),)
    groups = families(store, items)
    subject = Ref(ITEM, items[0]) if len(items) == 1 else Ref(GROUP, groups[0])
    said = [_lookup(store, items[0], subject, done), _terms(store, items[0], subject, done)]
    if len(groups) > 1:
        pair: dict[str, Argument] = {"left": Ref(GROUP, groups[0]), "right": Ref(GROUP, groups[1])}
        said.append(Say("answer.suggest.compare", pair))
    said.append(Say("answer.suggest.describe", {"name": Ref(GROUP, groups[0])}))
    return tuple(say for say in said if say)[:MOST]


def _lookup(store: Store, item: str, subject: Ref, done: tuple[str, ...]) -> Say | None:
    columns = store.domain(store.item(item).kind).columns
    for attribute in columns:
        if attribute not in done and known_cell(cell(store, item, attribute)):
            return Say("answer.suggest.lookup", {"attribute": AttributeName(attribute), "name": subject})
    return None


def _terms(store: Store, item: str, subject: Ref, done: tuple[str, ...]) -> Say | None:
    kind = store.item(item).kind
    usable, terms = store.role("usable", kind), store.role("terms", kind)
    if not terms or not known_cell(cell(store, item, terms)):
        return None
    if usable and usable not in done:
        return Say("answer.suggest.usable", {"name": subject, "attribute": AttributeName(usable)})
    return Say("answer.suggest.conditions", {"name": subject, "attribute": AttributeName(terms)})


def about(ref: Ref) -> tuple[Say, ...]:
    """Suggest to ask about a thing that was offered instead of another one."""
    return (Say("answer.suggest.describe", {"name": ref}),)
