"""Why does a statement hold? A premise that does not hold is corrected, not followed."""

from __future__ import annotations

import msgspec

from chatbot.answering.cells import cells
from chatbot.answering.check import Checked, check, evidence, is_between_two, try_statement
from chatbot.answering.choose import choose, missing
from chatbot.answering.compare import Truth, known
from chatbot.answering.memory.fit_check import check_fit, fit_of
from chatbot.answering.normal import normal_constraint
from chatbot.answering.notes import missing_values, openness_note
from chatbot.answering.pieces import disclaimed, positive
from chatbot.answering.store import Store
from chatbot.answering.suggestions import suggest
from chatbot.answering.terms.licences import CONDITIONS, points, sections, summary, terms_of
from chatbot.answering.terms.uses import is_use, on_uses
from chatbot.answering.truth import asked
from chatbot.answering.verdicts import verdict_args
from chatbot.datatypes.answer import Answer, Block, Localised, Phrase, Say
from chatbot.datatypes.catalog import Text
from chatbot.datatypes.query import Check, Explain, Known

FEW_POINTS = 4


def explain(query: Explain, store: Store) -> Answer:
    """Answer with the facts that decide a statement."""
    statement = normal_constraint(query.statement, store)
    if is_between_two(query.selection, statement, store):
        return msgspec.structs.replace(check(Check(query.selection, statement), store), query=query)
    items = choose(store, query.selection).items
    if not items:
        lead = Say("answer.list.none", {"what": Phrase(query.selection), "total": 0})
        return Answer(status="answered", query=query, count=0, blocks=(lead,))
    checked = try_statement(store, query.statement, items)
    fit = fit_of(checked.statement)
    if fit is not None:
        return check_fit(query, fit, checked.groups, checked.verdict, store)
    stated = asked(checked.statement)
    shape = "mixed" if checked.mixed and checked.verdict == "conditional" else checked.verdict
    blocks: list[Block] = [
        Say(f"answer.explain.{shape}", verdict_args(store, query.selection, checked.statement, checked.truths))
    ]
    blocks.extend((*_reasons(store, checked, stated), *openness_note(store, stated)))
    blocks.extend(missing(store, query.selection, choose(store, query.selection)) if query.selection.where else ())
    return Answer(
        status="answered",
        query=query,
        models=checked.items,
        groups=checked.groups if len(checked.items) > 1 else None,
        verdict=checked.verdict,
        cells=cells(store, checked.items, stated),
        blocks=tuple(blocks),
        suggestions=suggest(store, checked.items, stated),
        disclaimer=disclaimed(store, stated) or any(is_use(store, attribute) for attribute in stated),
    )


def _reasons(store: Store, checked: Checked, stated: tuple[str, ...]) -> tuple[Block, ...]:
    if isinstance(positive(checked.statement), Known):
        absent = tuple(item for item in checked.items if not any(known(f) for f in store.facts(item, stated[0])))
        return (*missing_values(store, stated[0], absent, "answer.absent"), *_notes(store, absent, stated))
    on_use = on_uses(store, stated, terms_of(store, checked.items))
    blocks = [*evidence(store, checked), *(on_use or _notes(store, checked.items, stated))]
    if store.role("usable", store.item(checked.items[0]).kind) in stated:
        for ref, members in terms_of(store, checked.items).items():
            blocks.extend(summary(store, ref, members if len(checked.items) > 1 else ()))
            entity = store.entity(ref.kind, ref.id)
            found = sections(entity, CONDITIONS) if entity else ()
            blocks.extend(points(store, ref.kind, section, FEW_POINTS) for section in found)
    elif checked.verdict == Truth.UNKNOWN.word:
        blocks.extend(
            say
            for attribute in stated
            for say in missing_values(store, attribute, checked.truths.unknown, "answer.absent")
        )
    return tuple(blocks)


def _shown_notes(store: Store, item: str, attribute: str) -> tuple[Text, ...]:
    """Return the notes that stand beside the facts from which an attribute follows."""
    basis = store.attribute(attribute).basis
    return tuple(fact.note for name in basis for fact in store.facts(item, name))


def _notes(store: Store, items: tuple[str, ...], stated: tuple[str, ...]) -> tuple[Say, ...]:
    """Show what the deciding facts note, each text once."""
    notes: dict[str, Say] = {}
    for item in items:
        for attribute in stated:
            for fact in store.facts(item, attribute)[:1]:
                if fact.note and fact.note not in _shown_notes(store, item, attribute):
                    text = next(iter(fact.note.values()))
                    notes.setdefault(
                        text, Say("answer.note.plain", {"text": Localised(fact.note)}, sources=fact.sources)
                    )
    return tuple(notes.values())[:FEW_POINTS]
