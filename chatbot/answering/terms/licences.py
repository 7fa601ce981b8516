"""What the terms of use say: the licences of items, their sections point by point, and limits on users."""

from __future__ import annotations

from collections.abc import Iterable

from chatbot.answering.compare import Truth, magnitude
from chatbot.answering.pieces import families, refs, values_of
from chatbot.answering.store import Store
from chatbot.datatypes.answer import Argument, AttributeName, Bullets, Cell, Localised, Message, Say
from chatbot.datatypes.catalog import Entity, Fact, Ref, Section
from chatbot.datatypes.query import Is

SHOWN_SECTIONS = 6
"""How many sections are shown in full where all were asked for; the others are named."""

CONDITIONS = "conditions"
"""The section that sums up on what conditions something may be used."""


def terms_of(store: Store, items: Iterable[str]) -> dict[Ref, tuple[str, ...]]:
    """Return the terms that apply to the items, each with its items."""
    found: dict[Ref, list[str]] = {}
    for item in items:
        attribute = store.role("terms", store.item(item).kind)
        for value in values_of(store, item, attribute) if attribute else ():
            found.setdefault(Ref(store.attribute(attribute).of, value), []).append(item)
    return {ref: tuple(members) for ref, members in found.items()}


def verdict_fact(store: Store, entity: Entity) -> Fact | None:
    """Return the entity's fact on the attribute that says whether one may use it."""
    return next(iter(entity.facts.get(verdict_attribute(store, entity.kind), ())), None)


def verdict_attribute(store: Store, kind: str) -> str:
    """Return the attribute that says whether terms of a kind let one use it."""
    return store.role("usable", store.kind_with("terms", kind))


def summary(store: Store, ref: Ref, members: tuple[str, ...] = ()) -> tuple[Say, ...]:
    """Say in a sentence or two what the terms allow, and for which items they hold."""
    entity = store.entity(ref.kind, ref.id)
    if entity is None:
        return ()
    fact = verdict_fact(store, entity)
    truth = str(fact.value) if fact else Truth.UNKNOWN.word
    args: dict[str, Argument] = {"name": ref, "attribute": AttributeName(verdict_attribute(store, ref.kind))}
    said = [Say(f"answer.terms.{truth}", args, sources=fact.sources if fact else entity.sources)]
    if fact and fact.note:
        said.append(Say("answer.note.plain", {"text": Localised(fact.note)}, sources=fact.sources))
    if members:
        said.append(Say("answer.terms.used_by", {"names": refs(members), "count": len(families(store, members))}))
    return tuple(said)


def section_title(store: Store, kind: str, section: str) -> Ref | Message:
    """Return what shows the name of a section: an entity of its own kind, else a message."""
    own = f"{kind}_section"
    if store.entity(own, section):
        return Ref(own, section)
    return store.ref(section) or Message(f"section.{section}")


def _point_message(where: str) -> str:
    """Return how a point is told of which is known where it stands: in a section with a number, or in a named place."""
    if not where:
        return "answer.terms.point_plain"
    return "answer.terms.point_numbered" if where[0].isdigit() else "answer.terms.point"


def points(store: Store, kind: str, section: Section, limit: int = 0, of: Ref | None = None) -> Bullets:
    """Return the points of a section under its title, which names the terms where these are given."""
    chosen = section.points[:limit] if limit else section.points
    lines = tuple(
        Say(
            _point_message(point.where),
            {"text": Localised(point.text), "where": point.where},
            sources=(point.source,) if point.source else (),
        )
        for point in chosen
    )
    args: dict[str, Argument] = {"section": section_title(store, kind, section.id)}
    title = Say("answer.terms.section_of", args | {"name": of}) if of else Say("answer.terms.section", args)
    return Bullets(lines=lines, title=title)


def sections(entity: Entity, topic: str = "") -> tuple[Section, ...]:
    """Return the sections on a topic, or all; what sums up the conditions comes first."""
    found = [section for section in entity.sections if section.points and topic in {"", section.id}]
    return tuple(sorted(found, key=lambda section: section.id != CONDITIONS))


def limit_said(store: Store, ref: Ref, users: float) -> tuple[Say, Cell | None, Truth]:
    """Compare a number of users with the limit in the terms."""
    entity = store.entity(ref.kind, ref.id)
    facts = entity.facts.get(store.role("users", store.kind_with("terms", ref.kind)), ()) if entity else ()
    limit = magnitude(facts[0].value) if facts else None
    if limit is None:
        return Say("answer.terms.no_limit", {"name": ref}), None, _allowed(store, entity)
    over = users > limit
    fact = facts[0]
    stated = Cell(
        subject=ref, attribute=fact.attribute, state="known", value=fact.value, fact=fact, note=fact.note,
        sources=fact.sources,
    )  # fmt: skip
    message = "answer.terms.over" if over else "answer.terms.under"
    said = Say(message, {"name": ref, "users": users, "limit": limit}, sources=fact.sources)
    return said, stated, Truth.CONDITIONAL if over else _allowed(store, entity)


def _allowed(store: Store, entity: Entity | None) -> Truth:
    fact = verdict_fact(store, entity) if entity else None
    return Truth[str(fact.value).upper()] if fact else Truth.UNKNOWN


def usable(store: Store, item: str) -> Truth:
    """Return whether an item may be used, by the attribute that says so."""
    attribute = store.role("usable", store.item(item).kind)
    return store.truth(Is(attribute), item) if attribute else Truth.UNKNOWN
