"""Questions about things that are no items: does a licence allow it, what is a device's memory?"""

from __future__ import annotations

import msgspec

from chatbot.answering.cells import cell_of
from chatbot.answering.check import verdict_of
from chatbot.answering.compare import Truth, known
from chatbot.answering.normal import normal_constraint
from chatbot.answering.pieces import disclaimed
from chatbot.answering.store import Store
from chatbot.answering.suggestions import about
from chatbot.answering.terms.licences import summary
from chatbot.answering.terms.uses import on_uses
from chatbot.answering.truth import asked, evaluate
from chatbot.answering.verdicts import statement_args
from chatbot.datatypes.answer import Answer, Argument, AttributeName, Block, Cell, Groups, Localised, Say
from chatbot.datatypes.catalog import Attribute, Fact, Ref
from chatbot.datatypes.options import AnswerStatus
from chatbot.datatypes.query import Check, Explain, Fits, Lookup

NO_DATA: AnswerStatus = "no_data"


class ThingFacts(msgspec.Struct, frozen=True):
    """The facts of things of one kind, as truth wants to see them."""

    store: Store
    kind: str

    def attribute(self, attribute: str) -> Attribute:
        """Return the attribute; properties that only such things have are plain ones."""
        if self.store.has_attribute(attribute):
            return self.store.attribute(attribute)
        return Attribute(id=attribute, type="text", label={})

    def facts(self, item: str, attribute: str) -> tuple[Fact, ...]:
        """Return the facts of a thing."""
        entity = self.store.entity(self.kind, item)
        return entity.facts.get(attribute, ()) if entity else ()

    def members(self, subject: Ref) -> tuple[str, ...]:
        """Return the thing itself."""
        return (subject.id,)

    def representative(self, subject: Ref) -> str:
        """Return the thing itself."""
        return subject.id

    def ancestors(self, attribute: str, value: str) -> tuple[str, ...]:
        """Return all things that include a value of the attribute."""
        return self.store.ancestors(attribute, value)

    def fits(self, asked: Fits, item: str) -> Truth:  # noqa: ARG002 - as for items
        """Nothing but items is run on hardware."""
        return Truth.UNKNOWN


def check_things(query: Check | Explain, store: Store) -> Answer:
    """Answer whether a statement holds of things."""
    statement = normal_constraint(query.statement, store)
    subjects = query.selection.subjects
    found: dict[Truth, list[str]] = {truth: [] for truth in Truth}
    for subject in subjects:
        found[evaluate(statement, subject.id, ThingFacts(store, subject.kind))].append(subject.id)
    truths = Groups(**{truth.word: tuple(names) for truth, names in found.items()})
    verdict = verdict_of(truths, query.mode if isinstance(query, Check) else "each")
    stated = _cells(store, subjects, asked(statement))
    args: dict[str, Argument] = {"names": subjects, **statement_args(statement, store), **_sizes(truths)}
    mixed = sum(bool(names) for names in found.values()) > 1
    shape = "mixed" if mixed and verdict == Truth.CONDITIONAL.word else verdict
    on_use = on_uses(store, asked(statement), subjects)
    blocks: list[Block] = [Say(f"answer.check.{shape}", args), *on_use]
    for subject in () if on_use else subjects:
        blocks.extend(_reasons(store, subject, stated))
    return Answer(
        status="answered" if stated or on_use else NO_DATA,
        query=query,
        verdict=verdict,
        cells=stated,
        blocks=tuple(blocks),
        suggestions=tuple(say for subject in subjects for say in about(subject))[:3],
        disclaimer=disclaimed(store, asked(statement)) or bool(on_use),
    )


def _sizes(truths: Groups) -> dict[str, int]:
    return {truth.word: len(getattr(truths, truth.word)) for truth in Truth}


def _reasons(store: Store, subject: Ref, stated: tuple[Cell, ...]) -> tuple[Say, ...]:
    entity = store.entity(subject.kind, subject.id)
    if entity and entity.sections:
        return summary(store, subject)
    mine = (one for one in stated if one.subject == subject)
    return tuple(
        Say("answer.note.plain", {"text": Localised(one.note)}, sources=one.sources) for one in mine if one.note
    )


def _cells(store: Store, subjects: tuple[Ref, ...], attributes: tuple[str, ...]) -> tuple[Cell, ...]:
    found: list[Cell] = []
    for subject in subjects:
        for attribute in dict.fromkeys(attributes):
            facts = ThingFacts(store, subject.kind).facts(subject.id, attribute)
            found.extend([cell_of(facts[0], facts[1:], subject=subject)] if facts else [])
    return tuple(found)


def lookup_things(query: Lookup, store: Store) -> Answer:
    """Answer with the values that things have."""
    subjects = query.selection.subjects
    stated = _cells(store, subjects, query.attributes)
    said = {(one.subject, one.attribute): one for one in stated}
    blocks = tuple(
        _value(subject, attribute, said.get((subject, attribute)))
        for subject in subjects
        for attribute in dict.fromkeys(query.attributes)
    )
    return Answer(
        status="answered" if stated else NO_DATA,
        query=query,
        cells=stated,
        blocks=blocks,
        suggestions=tuple(say for subject in subjects for say in about(subject))[:3],
        disclaimer=disclaimed(store, query.attributes),
    )


def _value(subject: Ref, attribute: str, one: Cell | None) -> Say:
    args: dict[str, Argument] = {"names": (subject,), "attribute": AttributeName(attribute)}
    if one is None or one.fact is None:
        return Say("answer.lookup.unknown", args)
    args["value"] = one
    return Say("answer.lookup.one" if known(one.fact) else "answer.lookup.undisclosed", args, sources=one.sources)
