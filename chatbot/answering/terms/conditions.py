"""What do the terms require? May one still use it with so many users?"""

from __future__ import annotations

import msgspec

from chatbot.answering.cells import cell_of, cells
from chatbot.answering.compare import Truth
from chatbot.answering.store import Store
from chatbot.answering.suggestions import suggest
from chatbot.answering.terms.cautions import cautions_in
from chatbot.answering.terms.licences import (
    SHOWN_SECTIONS,
    limit_said,
    points,
    section_title,
    sections,
    summary,
    terms_of,
    verdict_fact,
)
from chatbot.answering.terms.side_by_side import side_by_side
from chatbot.datatypes.answer import Answer, Argument, Block, Cell, Localised, Phrase, Say
from chatbot.datatypes.catalog import Ref
from chatbot.datatypes.query import Conditions, Is, Not

TASK = "task"
MANY_TERMS = 3
"""Of more licences than this, only what they say on the subject is shown."""


class Told(msgspec.Struct, frozen=True):
    """What is told of some terms."""

    blocks: tuple[Block, ...]
    cells: tuple[Cell, ...]
    truth: Truth | None
    """Whether they allow what was asked, or so many users; None where that was not asked."""


def conditions(query: Conditions, store: Store) -> Answer:
    """Answer with what the terms of the things say."""
    items = store.items_of(query.subjects)
    found = _terms(query, items, store)
    if not found:
        lead = Say("answer.terms.none", {"names": query.subjects})
        return Answer(status="no_data", query=query, models=items, blocks=(lead,), suggestions=suggest(store, items))
    if query.side:
        return side_by_side(query, tuple(found), store)
    if len(found) > MANY_TERMS and query.topic and not query.users:
        return _on_one_subject(query, tuple(found), store)
    told = [_told(query, ref, members, store) for ref, members in found.items()]
    own = (*_licence_cells(store, items), *_topic_cells(query, store, items))
    return Answer(
        status="answered",
        query=query,
        models=items,
        verdict=_verdict([_asked(query, one.truth) for one in told if one.truth is not None]),
        cells=(*own, *(cell for one in told for cell in one.cells)),
        blocks=(*_on_task(query, tuple(found), store), *(block for one in told for block in one.blocks)),
        suggestions=suggest(store, items) if items else (),
        disclaimer=True,
    )


def _terms(query: Conditions, items: tuple[str, ...], store: Store) -> dict[Ref, tuple[str, ...]]:
    """Return the terms that are asked about, each with the items to which they apply."""
    found = terms_of(store, items)
    for subject in query.subjects:
        entity = store.entity(subject.kind, subject.id)
        if entity and entity.sections:
            found.setdefault(subject, ())
    return found


def _told(query: Conditions, ref: Ref, members: tuple[str, ...], store: Store) -> Told:
    """Tell what some terms say: what was asked for first, unless a number of users is given or several topics are."""
    shown = members if ref not in query.subjects or len(query.subjects) > 1 else ()
    rest, details, own = summary(store, ref, shown), _details(query, ref, store), _entity_cells(store, ref)
    if query.users:
        if not store.role("users", store.kind_with("terms", ref.kind)):
            return Told((*rest, *details), own, None)
        said, limit, truth = limit_said(store, ref, query.users)
        return Told((said, *rest, *details), (*([limit] if limit else []), *own), truth)
    allowed = None
    if query.whether:
        allowed = _task_allowed(ref, store) if query.task else _allowed(query, ref, store)
    first = () if query.task else _verdict_on(query, ref, allowed, store)
    asked_first = first or (query.topic and not query.besides)
    return Told((*first, *details, *rest) if asked_first else (*rest, *details), own, allowed)


def _on_task(query: Conditions, terms: tuple[Ref, ...], store: Store) -> tuple[Block, ...]:
    """Say first what the terms say of the task that something is wanted for."""
    if not query.task:
        return ()
    task = Ref(TASK, query.task)
    told = cautions_in(store, (task,), terms)
    return told or (Say("answer.terms.silent_on_task", {"names": terms, "task": task}),)


def _on_one_subject(query: Conditions, found: tuple[Ref, ...], store: Store) -> Answer:
    """Answer with what many terms say on one subject: each under its name, those that say nothing of it last."""
    title = section_title(store, found[0].kind, query.topic)
    blocks: list[Block] = [Say("answer.terms.sections_of", {"section": title})]
    silent: list[Block] = []
    for ref in found:
        entity = store.entity(ref.kind, ref.id)
        told = sections(entity, query.topic) if entity else ()
        blocks.extend(points(store, ref.kind, section, of=ref) for section in told)
        silent.extend(() if told else _on_topic(query.topic, ref, store))
    cited = tuple(cell for ref in found for cell in _entity_cells(store, ref))
    return Answer(status="answered", query=query, cells=cited, blocks=(*blocks, *silent), disclaimer=True)


def _verdict_on(query: Conditions, ref: Ref, allowed: Truth | None, store: Store) -> tuple[Say, ...]:
    """Say first whether what was asked is allowed, before what the terms say of use in general."""
    if allowed is None or query.besides:
        return ()
    entity = store.entity(ref.kind, ref.id)
    found = sections(entity, query.topic) if entity else ()
    sources = tuple(dict.fromkeys(point.source for section in found for point in section.points if point.source))
    if store.has_attribute(query.topic):  # then it has words of its own for what is allowed
        stated = Not(Is(query.topic)) if allowed is Truth.NO else Is(query.topic)
        said: dict[str, Argument] = {"name": ref, "what": Phrase(stated)}
        return (Say(f"answer.terms.states.{allowed.word}", said, sources=sources[:1]),)
    args: dict[str, Argument] = {"name": ref, "attribute": section_title(store, ref.kind, query.topic)}
    return (Say(f"answer.terms.{allowed.word}", args, sources=sources[:1]),)


def _licence_cells(store: Store, items: tuple[str, ...]) -> tuple[Cell, ...]:
    terms = store.role("terms", store.item(items[0]).kind) if items else ""
    return cells(store, items, (terms,)) if terms else ()


def _topic_cells(query: Conditions, store: Store, items: tuple[str, ...]) -> tuple[Cell, ...]:
    """Return what the items themselves tell of the topic, where an attribute of theirs bears its name."""
    topics = (query.topic, *query.besides)
    own = tuple(topic for topic in topics if any(topic in store.item(item).facts for item in items))
    return cells(store, items, own) if own else ()


def _entity_cells(store: Store, ref: Ref) -> tuple[Cell, ...]:
    entity = store.entity(ref.kind, ref.id)
    fact = verdict_fact(store, entity) if entity else None
    return (cell_of(fact, (), subject=ref),) if fact else ()


def _details(query: Conditions, ref: Ref, store: Store) -> tuple[Block, ...]:
    entity = store.entity(ref.kind, ref.id)
    topics = (query.topic, *query.besides) if query.topic else ()
    if topics:
        return tuple(block for topic in topics for block in _on_topic(topic, ref, store))
    found = sections(entity) if entity else ()
    if query.users:
        found = found[:1]
    shown = found[:SHOWN_SECTIONS]
    blocks: list[Block] = [points(store, ref.kind, section) for section in shown]
    rest = tuple(Ref(f"{ref.kind}_section", section.id) for section in found[len(shown) :])
    if rest and not query.users:
        blocks.append(Say("answer.terms.more", {"sections": rest}))
    return tuple(blocks)


def _on_topic(topic: str, ref: Ref, store: Store) -> tuple[Block, ...]:
    entity = store.entity(ref.kind, ref.id)
    found = sections(entity, topic) if entity else ()
    args: dict[str, Argument] = {"name": ref, "section": section_title(store, ref.kind, topic)}
    if not found:
        words = next((section.verdict_text for section in entity.sections if section.id == topic), {}) if entity else {}
        if words and entity:
            fact = verdict_fact(store, entity)
            sources = fact.sources if fact else entity.sources
            return (Say("answer.terms.in_words", args | {"text": Localised(words)}, sources=sources),)
        return (Say("answer.terms.silent", args),)
    return tuple(points(store, ref.kind, section, of=ref) for section in found)


def _allowed(query: Conditions, ref: Ref, store: Store) -> Truth | None:
    """Return whether the terms allow what is asked: where they are silent that is unknown.

    What they do not say of the outputs does not count beside what they say of the use itself: then nothing is claimed.
    """
    entity = store.entity(ref.kind, ref.id)
    topics = {query.topic, *query.besides}
    said = {section.id: section.verdict for section in entity.sections if section.id in topics} if entity else {}
    if not topics <= set(said) or "" in said.values():
        return None
    outputs = store.role("outputs", store.kind_with("terms", ref.kind))
    if len(said) > 1 and said.get(outputs) == "silent":
        del said[outputs]
    return min(Truth.UNKNOWN if word == "silent" else Truth[word.upper()] for word in said.values())


def _task_allowed(ref: Ref, store: Store) -> Truth:
    """Return whether terms allow a task that none of them names: as far as they allow any use."""
    entity = store.entity(ref.kind, ref.id)
    fact = verdict_fact(store, entity) if entity else None
    if fact is None:
        return Truth.UNKNOWN
    return Truth.YES if fact.value == Truth.YES.word else Truth.CONDITIONAL


def _asked(query: Conditions, allowed: Truth) -> Truth:
    """Return whether what was asked is so: where it was asked whether it is forbidden, what is allowed is not."""
    return allowed.negated() if query.denied else allowed


def _verdict(truths: list[Truth]) -> str | None:
    if not truths:
        return None
    return truths[0].word if len(set(truths)) == 1 else Truth.CONDITIONAL.word
