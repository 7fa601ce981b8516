"""Terms side by side: what each allows, subject by subject. Which are stricter no source says."""

from __future__ import annotations

from chatbot.answering.store import Store
from chatbot.answering.terms.licences import section_title, summary
from chatbot.datatypes.answer import Answer, Block, Bullets, Localised, Say
from chatbot.datatypes.catalog import Entity, Ref, Section
from chatbot.datatypes.query import Conditions


def side_by_side(query: Conditions, found: tuple[Ref, ...], store: Store) -> Answer:
    """Set the verdicts of several terms beside each other."""
    entities = {ref: entity for ref in found if (entity := store.entity(ref.kind, ref.id))}
    blocks: list[Block] = [Say(f"answer.terms.side_{query.side}", {"names": tuple(entities)})]
    blocks.append(Bullets(lines=tuple(summary(store, ref)[0] for ref in entities)))
    named = dict.fromkeys(section.id for entity in entities.values() for section in entity.sections)
    for subject in named:
        told = {ref: section for ref, entity in entities.items() if (section := _section(entity, subject))}
        texts = [section.verdict_text for section in told.values()]
        if any(text != texts[0] for text in texts):
            title = Say("answer.terms.section", {"section": section_title(store, found[0].kind, subject)})
            blocks.append(Bullets(lines=tuple(_line(ref, section) for ref, section in told.items()), title=title))
    items = store.items_of(query.subjects)
    verdict = "unknown" if query.whether else None
    return Answer(status="answered", query=query, models=items, verdict=verdict, blocks=tuple(blocks), disclaimer=True)


def _section(entity: Entity, subject: str) -> Section | None:
    """Return what the terms say on a subject, where that can be told in a few words."""
    return next((section for section in entity.sections if section.id == subject and section.verdict_text), None)


def _line(ref: Ref, section: Section) -> Say:
    sources = tuple(dict.fromkeys(point.source for point in section.points if point.source))
    return Say("answer.terms.side", {"name": ref, "text": Localised(section.verdict_text)}, sources=sources)
