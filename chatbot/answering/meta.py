"""Talk about the bot and the conversation."""

from __future__ import annotations

from chatbot.answering.catalog_reader import GROUP
from chatbot.answering.cells import cells, known_cell
from chatbot.answering.notes import as_of
from chatbot.answering.pieces import by_family, counted, refs
from chatbot.answering.store import Store
from chatbot.answering.suggestions import suggest
from chatbot.datatypes.answer import Answer, AttributeName, Bullets, Say
from chatbot.datatypes.catalog import Ref
from chatbot.datatypes.query import Meta

PLAIN = ("greet", "thanks", "goodbye", "help", "identity", "reset", "language")


def meta(query: Meta, store: Store) -> Answer:
    """Answer a remark that is not about the catalog's facts."""
    if query.topic == "topics" and store.items_of(query.subjects):
        return _topics(query, store)
    if query.topic == "catalog":
        return _catalog(query, store)
    if query.topic == "sources":
        return _sources(query, store)
    topic = query.topic if query.topic in PLAIN else "help"
    items = store.of_kind(store.domain().item)
    args = counted(store, items) | {"as_of": as_of(store)}
    quiet = topic in {"thanks", "goodbye", "reset", "language"}
    return Answer(
        status="answered",
        query=query,
        blocks=(Say(f"answer.meta.{topic}", args),),
        suggestions=() if quiet else _examples(store),
    )


def _sources(query: Meta, store: Store) -> Answer:
    """Every fact names its source; for each family, the one on which most facts of its flagship rest."""
    main = {group.id: store.item(group.flagship).main_source for group in store.groups()}
    lines = tuple(
        Say("answer.meta.source", {"name": Ref(GROUP, group)}, (source,)) for group, source in main.items() if source
    )
    return Answer(
        status="answered",
        query=query,
        blocks=(Say("answer.meta.sources"), Bullets(lines=lines)),
        suggestions=_examples(store),
    )


def _examples(store: Store) -> tuple[Say, ...]:
    groups = store.groups()
    if not groups:
        return ()
    first = Ref(GROUP, groups[0].id)
    said = [Say("answer.suggest.known"), Say("answer.suggest.describe", {"name": first})]
    if len(groups) > 1:
        said.append(Say("answer.suggest.compare", {"left": first, "right": Ref(GROUP, groups[1].id)}))
    return tuple(said)


def _topics(query: Meta, store: Store) -> Answer:
    items = store.items_of(query.subjects)
    stated = dict.fromkeys(attribute for item in items for attribute in store.item(item).facts)
    known = tuple(
        AttributeName(attribute)
        for attribute in stated
        if store.has_attribute(attribute) and any(map(known_cell, cells(store, items, (attribute,))))
    )
    lead = Say("answer.meta.topics", {"names": query.subjects, "attributes": known})
    return Answer(status="answered", query=query, models=items, blocks=(lead,), suggestions=suggest(store, items))


def _catalog(query: Meta, store: Store) -> Answer:
    items = store.of_kind(store.domain().item)
    lines = tuple(
        Say("answer.meta.family", {"name": Ref(GROUP, group), "count": len(members), "names": refs(members)})
        for group, members in by_family(store, items).items()
    )
    lead = Say("answer.meta.catalog", counted(store, items) | {"as_of": as_of(store)})
    return Answer(
        status="answered",
        query=query,
        models=items,
        count=len(items),
        blocks=(lead, Bullets(lines=lines)),
        suggestions=_examples(store),
    )
