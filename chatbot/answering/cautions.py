"""What the terms of items say about a task they are wanted for: that it is forbidden, or allowed on conditions only."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from chatbot.answering.store import Store
from chatbot.answering.terms import section_title, terms_of
from chatbot.datatypes.answer import Bullets, Localised, Say
from chatbot.datatypes.catalog import Ref
from chatbot.datatypes.query import Constraint, Has


def tasks_in(statement: Constraint | None, store: Store) -> tuple[Ref, ...]:
    """Return the tasks that a statement asks items to be named for."""
    if isinstance(statement, Has):
        attribute = store.role("tasks")
        return (Ref(store.attribute(attribute).of, statement.value),) if statement.attribute == attribute else ()
    parts: tuple[Constraint, ...] = getattr(statement, "parts", ())
    return tuple(task for part in parts for task in tasks_in(part, store))


def cautions(store: Store, tasks: Iterable[Ref], items: Iterable[str]) -> tuple[Bullets, ...]:
    """Return what the terms that apply to the items say on the tasks."""
    return cautions_in(store, tasks, terms_of(store, items))


def cautions_in(store: Store, tasks: Iterable[Ref], terms: Collection[Ref]) -> tuple[Bullets, ...]:
    """Return what some terms say on the tasks."""
    found: list[Bullets] = []
    for task in tasks:
        entity = store.entity(task.kind, task.id)
        for section in entity.sections if entity else ():
            said = [(point.about, point) for point in section.points if point.about in terms]
            lines = tuple(
                Say("answer.define.term", {"name": about, "text": Localised(point.text)}, sources=(point.source,))
                for about, point in said
                if about is not None
            )
            title = Say("answer.terms.section", {"section": section_title(store, task.kind, section.id)})
            found.extend([Bullets(lines=lines, title=title)] if lines else [])
    return tuple(found)
