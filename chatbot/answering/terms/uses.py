"""What terms say of a use: the words that name it, that they set no limits, or all that they say where they do not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from chatbot.answering.compare import Truth
from chatbot.answering.store import Store
from chatbot.answering.terms.licences import points, sections, verdict_fact
from chatbot.datatypes.answer import Argument, AttributeName, Block, Localised, Say
from chatbot.datatypes.catalog import Entity, Fact, Ref


def is_use(store: Store, attribute: str) -> bool:
    """Whether an attribute tells if terms allow a use that they may name."""
    return store.has_attribute(attribute) and bool(store.attribute(attribute).topic)


def use_facts(entity: Entity | None, use: str) -> tuple[Fact, ...]:
    """Return what terms say of a use."""
    return entity.facts.get(use, ()) if entity else ()


def on_uses(store: Store, stated: Iterable[str], terms: Iterable[Ref]) -> tuple[Block, ...]:
    """Say for each of the terms what it says of the uses, with its permission in general where it does not refuse."""
    uses = [attribute for attribute in stated if is_use(store, attribute)]
    return tuple(block for ref in terms for use in uses for block in _on_use(store, use, ref))


def _on_use(store: Store, use: str, ref: Ref) -> Iterator[Block]:
    entity = store.entity(ref.kind, ref.id)
    if entity is None:
        return
    args: dict[str, Argument] = {"name": ref, "use": AttributeName(use)}
    found = use_facts(entity, use)
    for fact in found:
        yield named_in(ref, use, fact) if fact.note else Say("answer.use.unlimited", args, sources=fact.sources)
    if not found:
        told = sections(entity, store.attribute(use).topic)
        yield Say("answer.use.open" if told else "answer.use.silent", args)
        yield from (points(store, ref.kind, section, of=ref) for section in told)
    if not found or found[0].value != Truth.NO.word:
        yield from _in_general(store, ref, entity)


def named_in(ref: Ref, use: str, fact: Fact) -> Say:
    """Say in which words terms name a use."""
    args: dict[str, Argument] = {
        "name": ref, "use": AttributeName(use), "words": Localised(fact.note), "where": fact.where,
    }  # fmt: skip
    return Say("answer.use.on_it", args, sources=fact.sources)


def _in_general(store: Store, ref: Ref, entity: Entity) -> Iterator[Say]:
    """Say what the terms allow in general: without that, a use that is not refused is only half the answer."""
    fact = verdict_fact(store, entity)
    if fact is not None:
        args: dict[str, Argument] = {"name": ref, "attribute": AttributeName(fact.attribute)}
        yield Say(f"answer.terms.{fact.value}", args, sources=fact.sources)
