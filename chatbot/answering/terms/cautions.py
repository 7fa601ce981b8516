"""What the terms of items say about a task they are wanted for: that it is forbidden, or allowed on conditions only."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from chatbot.answering.compare import Truth
from chatbot.answering.store import Store
from chatbot.answering.terms.licences import terms_of
from chatbot.answering.terms.uses import named_in, use_facts
from chatbot.datatypes.answer import Bullets, Message, Say
from chatbot.datatypes.catalog import Fact, Ref
from chatbot.datatypes.query import Constraint, Has

_TITLE = "section.licence_cautions"


def tasks_in(statement: Constraint | None, store: Store) -> tuple[Ref, ...]:
    """Return the tasks that a statement asks items to be named for."""
    if isinstance(statement, Has):
        roles = {store.role("tasks", kind) for kind in store.kinds()}
        known = statement.attribute in roles
        return (Ref(store.attribute(statement.attribute).of, statement.value),) if known else ()
    parts: tuple[Constraint, ...] = getattr(statement, "parts", ())
    return tuple(task for part in parts for task in tasks_in(part, store))


def cautions(store: Store, tasks: Iterable[Ref], items: Iterable[str]) -> tuple[Bullets, ...]:
    """Return what the terms that apply to the items say on the tasks."""
    return cautions_in(store, tasks, terms_of(store, items))


def cautions_in(store: Store, tasks: Iterable[Ref], terms: Collection[Ref]) -> tuple[Bullets, ...]:
    """Return what some terms say on the tasks, where these are uses that they name."""
    found: list[Bullets] = []
    for task in tasks:
        uses = [use for use in store.uses() if store.attribute(use).task == task.id]
        lines = tuple(named_in(ref, use, fact) for ref in terms for use in uses for fact in _limits(store, ref, use))
        title = Say("answer.terms.section", {"section": Message(_TITLE)})
        found.extend([Bullets(lines=lines, title=title)] if lines else [])
    return tuple(found)


def _limits(store: Store, ref: Ref, use: str) -> tuple[Fact, ...]:
    """Return what terms name that limits a use."""
    told = use_facts(store.entity(ref.kind, ref.id), use)
    return tuple(fact for fact in told if fact.note and fact.value != Truth.YES.word)
