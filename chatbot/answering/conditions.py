"""What do the terms require? May one still use it with so many users?"""

from __future__ import annotations

from chatbot.answering.cells import cell_of, cells
from chatbot.answering.compare import Truth
from chatbot.answering.store import Store
from chatbot.answering.suggestions import suggest
from chatbot.answering.terms import (
    SHOWN_SECTIONS,
    limit_said,
    points,
    section_title,
    sections,
    summary,
    terms_of,
    verdict_fact,
)
from chatbot.datatypes.answer import Answer, Block, Cell, Say
from chatbot.datatypes.catalog import Ref
from chatbot.datatypes.query import Conditions


def conditions(query: Conditions, store: Store) -> Answer:
    """Answer with what the terms of the things say."""
    items = store.items_of(query.subjects)
    found = terms_of(store, items)
    for subject in query.subjects:
        entity = store.entity(subject.kind, subject.id)
        if entity and entity.sections:
            found.setdefault(subject, ())
    if not found:
        lead = Say("answer.terms.none", {"names": query.subjects})
        return Answer(status="no_data", query=query, models=items, blocks=(lead,), suggestions=suggest(store, items))
    blocks: list[Block] = []
    stated: list[Cell] = list(_licence_cells(store, items))
    truths: list[Truth] = []
    for ref, members in found.items():
        shown = members if len(found) > 1 or len(query.subjects) > 1 else ()
        if query.users and store.role("users"):
            said, limit, truth = limit_said(store, ref, query.users)
            blocks.append(said)
            truths.append(truth)
            stated.extend([limit] if limit else [])
        blocks.extend(summary(store, ref, shown))
        blocks.extend(_details(query, ref, store))
        stated.extend(_entity_cells(store, ref))
    return Answer(
        status="answered",
        query=query,
        models=items,
        verdict=_verdict(truths),
        cells=tuple(stated),
        blocks=tuple(blocks),
        suggestions=suggest(store, items) if items else (),
        disclaimer=True,
    )


def _licence_cells(store: Store, items: tuple[str, ...]) -> tuple[Cell, ...]:
    terms = store.role("terms", store.item(items[0]).kind) if items else ""
    return cells(store, items, (terms,)) if terms else ()


def _entity_cells(store: Store, ref: Ref) -> tuple[Cell, ...]:
    entity = store.entity(ref.kind, ref.id)
    fact = verdict_fact(store, entity) if entity else None
    return (cell_of(fact, (), subject=ref),) if fact else ()


def _details(query: Conditions, ref: Ref, store: Store) -> tuple[Block, ...]:
    entity = store.entity(ref.kind, ref.id)
    found = sections(entity, query.topic) if entity else ()
    if query.users and not query.topic:
        found = found[:1]
    if query.topic and not found:
        topic = section_title(store, ref.kind, query.topic)
        return (Say("answer.terms.silent", {"name": ref, "section": topic}),)
    shown = found if query.topic else found[:SHOWN_SECTIONS]
    blocks: list[Block] = [points(store, ref.kind, section) for section in shown]
    rest = tuple(Ref(f"{ref.kind}_section", section.id) for section in found[len(shown) :])
    if rest and not query.users:
        blocks.append(Say("answer.terms.more", {"sections": rest}))
    return tuple(blocks)


def _verdict(truths: list[Truth]) -> str | None:
    if not truths:
        return None
    return truths[0].word if len(set(truths)) == 1 else Truth.CONDITIONAL.word
