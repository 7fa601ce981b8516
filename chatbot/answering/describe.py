"""Tell about things of any kind: families, items, terms of use, makers, languages, tasks, devices."""

from __future__ import annotations

from chatbot.answering.catalog_reader import GROUP, ITEM, LINE
from chatbot.answering.cells import cell_of, cells, known_cell
from chatbot.answering.notes import retired_note
from chatbot.answering.pieces import best_founded, counted, disclaimed, suitable
from chatbot.answering.rows import names_line, table
from chatbot.answering.store import Store
from chatbot.answering.suggestions import suggest
from chatbot.answering.terms.cautions import cautions_in
from chatbot.answering.terms.licences import SHOWN_SECTIONS, points, sections, summary, verdict_fact
from chatbot.answering.terms.uses import is_use
from chatbot.datatypes.answer import (
    Answer,
    Argument,
    AttributeName,
    Block,
    Bullets,
    Cell,
    Localised,
    Say,
    Value,
)
from chatbot.datatypes.catalog import Entity, Ref
from chatbot.datatypes.query import Describe, Has


def describe(query: Describe, store: Store) -> Answer:
    """Answer with what is known of things, in short."""
    blocks: list[Block] = []
    stated: list[Cell] = []
    models: list[str] = []
    terms = False
    for subject in query.subjects:
        part = _items(subject, store) if subject.kind in {ITEM, GROUP, LINE} else _entity(subject, store)
        blocks.extend(part[0])
        stated.extend(part[1])
        models.extend(part[2])
        terms = terms or disclaimed(store, (one.attribute for one in part[1]))
    items = tuple(dict.fromkeys(models))
    return Answer(
        status="answered" if blocks else "no_data",
        query=query,
        models=items,
        cells=tuple(stated),
        blocks=tuple(blocks) or (Say("answer.describe.nothing", {"names": query.subjects}),),
        suggestions=suggest(store, items) if items else _others(query.subjects, store),
        disclaimer=terms,
    )


Part = tuple[list[Block], tuple[Cell, ...], tuple[str, ...]]


def _items(subject: Ref, store: Store) -> Part:
    items = store.members(subject)
    first = store.item(items[0])
    domain = store.domain(first.kind)
    found = cells(store, items, domain.columns)
    columns = tuple(c for c in domain.columns if any(known_cell(one) for one in found if one.attribute == c))
    stated = cells(store, items, columns)
    args = counted(store, items) | {"name": subject, "group": Ref(GROUP, first.group)}
    maker = store.role("maker", first.kind)
    facts = store.facts(store.representative(subject), maker) if maker else ()
    if facts and facts[0].state != "undisclosed":
        args["maker"] = Value(maker, facts[0].value)
    message = ("item" if subject.kind == ITEM else "group") + ("_by" if "maker" in args else "")
    blocks: list[Block] = [Say(f"answer.describe.{message}", args)]
    if len(items) == 1:
        blocks.append(Bullets(lines=tuple(_line(one) for one in stated if known_cell(one))))
    else:
        blocks.append(table(store, items, columns))
    confusions = store.group(first.group).confusions
    if confusions:
        lines = tuple(
            Say("answer.describe.confusion", {"text": Localised(one.text)}, sources=(one.source,) if one.source else ())
            for one in confusions
        )
        blocks.append(Bullets(lines=lines, title=Say("answer.describe.confusions")))
    blocks.extend(retired_note(store, items))
    return blocks, stated, items


def _line(one: Cell) -> Say:
    args: dict[str, Argument] = {"attribute": AttributeName(one.attribute), "value": one}
    return Say("answer.describe.line", args, sources=one.sources)


def definition(term: Ref, store: Store) -> tuple[Say, ...]:
    """Say what a thing is, where the catalog describes it."""
    entity = store.entity(term.kind, term.id)
    if entity is None or not entity.description:
        return ()
    return (Say("answer.define.term", {"name": term, "text": Localised(entity.description)}, sources=entity.sources),)


def _entity(subject: Ref, store: Store) -> Part:
    entity = store.entity(subject.kind, subject.id)
    if entity is None:
        return [], (), ()
    users = _users(subject, store)
    known = definition(subject, store)
    blocks: list[Block] = [*known] or [Say("answer.describe.entity", {"name": subject}, sources=entity.sources)]
    told = (facts for name, facts in entity.facts.items() if facts and not is_use(store, name))
    stated = tuple(cell_of(facts[0], facts[1:], subject=subject) for facts in told)
    if entity.sections:
        said = summary(store, subject) if verdict_fact(store, entity) else ()
        blocks = [*(blocks if known or not said else ()), *said]
        blocks.extend(points(store, subject.kind, section, 1) for section in sections(entity)[:SHOWN_SECTIONS])
    else:
        lines = tuple(_line(one) for one in stated if _plain(one.value))
        blocks.extend([Bullets(lines=lines)] if lines else [])
    if entity.url:
        blocks.append(Say("answer.describe.link", {"url": entity.url}))
    blocks.extend((*_suited(entity), *_limited(subject, store)))
    items = list(users)
    for suitability in entity.suits:
        items.extend(store.members(suitability.subject))
    if users:
        args = counted(store, users) | {"name": subject}
        blocks.append(Bullets(lines=names_line(store, users), title=Say("answer.describe.used_by", args)))
    return blocks, _shown(store, stated), tuple(dict.fromkeys(items))


def _plain(value: object) -> bool:
    """Whether a value can be shown in a line."""
    return not isinstance(value, dict) and not (isinstance(value, list) and any(isinstance(v, dict) for v in value))


def _shown(store: Store, stated: tuple[Cell, ...]) -> tuple[Cell, ...]:
    return tuple(one for one in stated if store.has_attribute(one.attribute))


def _users(subject: Ref, store: Store) -> tuple[str, ...]:
    """Return the items of which the thing is a value: of a licence, maker, language or benchmark."""
    found: list[str] = []
    for attribute in store.attributes_of(subject.kind):
        for kind in store.kinds():
            truths = store.select(Has(attribute, subject.id), store.of_kind(kind))
            found.extend(truths.yes + truths.conditional)
    return tuple(dict.fromkeys(found))


def _suited(entity: Entity) -> tuple[Bullets, ...]:
    if not entity.suits:
        return ()
    lines = tuple(map(suitable, best_founded(entity.suits)))
    return (Bullets(lines=lines, title=Say("answer.describe.suits")),)


def _limited(subject: Ref, store: Store) -> tuple[Bullets, ...]:
    """Say what all known terms say of a task."""
    items = store.kind_with("tasks", subject.kind)
    terms = store.role("terms", items) if items else ""
    if not terms:
        return ()
    kind = store.attribute(terms).of
    return cautions_in(store, (subject,), tuple(Ref(kind, known.id) for known in store.entities(kind)))


def _others(subjects: tuple[Ref, ...], store: Store) -> tuple[Say, ...]:
    found: list[Say] = []
    for subject in subjects:
        entity = store.entity(subject.kind, subject.id)
        related = (Ref(subject.kind, name) for name in (entity.see_also if entity else ()))
        found.extend(Say("answer.suggest.define", {"name": ref}) for ref in related if store.entity(ref.kind, ref.id))
    return tuple(found[:3]) or suggest(store, ())
