"""The sentence that gives a verdict: of what it was asked, what was asked, and for how many it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chatbot.answering.normal import normal_constraint
from chatbot.answering.notes import condition_note
from chatbot.answering.pieces import refs
from chatbot.answering.truth import asked
from chatbot.datatypes.answer import Argument, Groups, Phrase
from chatbot.datatypes.query import Compare, Constraint, Not, Selection

if TYPE_CHECKING:
    from chatbot.answering.store import Store
    from chatbot.datatypes.catalog import Ref

LIMITED = "answer.note.limited"
UNDISCLOSED = "undisclosed"


def subject_names(selection: Selection, items: tuple[str, ...]) -> tuple[Ref, ...]:
    """Return how the asker named the items, where nothing narrowed them down."""
    plain = selection.subjects and selection.where is None and selection.rank is None
    return selection.subjects if plain else refs(items)


def statement_args(statement: Constraint, store: Store, failing: tuple[str, ...] = ()) -> dict[str, Argument]:
    """Return the statement in words, and what holds where it does not: of the failing items, if these are given."""
    return {"what": Phrase(statement), "denied": Phrase(_denied(statement, store, failing))}


def _denied(statement: Constraint, store: Store, failing: tuple[str, ...]) -> Constraint:
    """Return what holds instead of a statement: more or less, where all failing items lie on one side of an amount."""
    if isinstance(statement, Compare) and statement.op == "=" and failing:
        for op in (">", "<"):
            instead = Compare(statement.attribute, op, statement.operand)
            if store.select(instead, failing).yes == failing:
                return normal_constraint(instead, store)
    return normal_constraint(Not(statement), store)


def verdict_args(store: Store, selection: Selection, statement: Constraint, truths: Groups) -> dict[str, Argument]:
    """Return the arguments of a sentence that gives a verdict."""
    items = truths.items
    return statement_args(statement, store, truths.no) | {
        "names": subject_names(selection, items),
        "set": Phrase(selection),
        "count": len(truths.yes) + len(truths.conditional),
        "total": len(items),
        "yes": len(truths.yes),
        "conditional": len(truths.conditional),
        "no": len(truths.no),
        "unknown": len(truths.unknown),
    }


def verdict_shape(store: Store, statement: Constraint, truths: Groups, verdict: str) -> str:
    """Return which sentence gives the verdict on several items, each by itself."""
    found = truths.occurring
    if len(found) > 1 and verdict == "conditional":
        return "mixed"
    if found == ("conditional",) and _only_limited(store, statement, truths.conditional):
        return "limited"
    if found == ("unknown",) and hidden(store, truths.unknown, statement):
        return UNDISCLOSED
    return verdict


def hidden(store: Store, items: tuple[str, ...], statement: Constraint) -> bool:
    """Whether nothing is known because the makers do not publish it, of any of the items."""
    attributes = asked(statement)
    return bool(items) and all(_undisclosed(store, item, attribute) for item in items for attribute in attributes)


def _undisclosed(store: Store, item: str, attribute: str) -> bool:
    facts = store.facts(item, attribute) if store.has_attribute(attribute) else ()
    return bool(facts) and facts[0].state == UNDISCLOSED


def _only_limited(store: Store, statement: Constraint, items: tuple[str, ...]) -> bool:
    notes = (condition_note(store, item, statement) for item in items)
    return all(note is not None and note.message == LIMITED for note in notes)
