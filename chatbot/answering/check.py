"""Does a statement hold: of each named thing, of any, of all, or between two things?"""

from __future__ import annotations

import msgspec

from chatbot.answering.catalog_reader import ITEM
from chatbot.answering.cells import cells
from chatbot.answering.choose import Chosen, choose, missing
from chatbot.answering.compare import Truth
from chatbot.answering.memory.fit_check import check_fit, fit_of
from chatbot.answering.normal import normal_constraint
from chatbot.answering.notes import (
    condition_note,
    gaps,
    label_note,
    openness_note,
    retired_note,
    stands_for,
    yardsticks,
)
from chatbot.answering.pieces import counted, disclaimed, positive, refs, with_basis
from chatbot.answering.rows import table, truth_tables
from chatbot.answering.store import Store
from chatbot.answering.suggestions import suggest
from chatbot.answering.terms.cautions import cautions, tasks_in
from chatbot.answering.terms.licences import terms_of
from chatbot.answering.terms.uses import on_uses
from chatbot.answering.truth import asked
from chatbot.answering.verdicts import UNDISCLOSED, hidden, statement_args, verdict_args, verdict_shape
from chatbot.datatypes.answer import Answer, Argument, Block, Cell, Groups, Phrase, Say
from chatbot.datatypes.catalog import Ref
from chatbot.datatypes.query import Check, Compare, Constraint, Selection, ValueOf

ALL_TRUTHS = Groups.__struct_fields__
FAILING_FIRST = ("no", "unknown", "conditional", "yes")
"""Where all were asked about, those that fail decide."""


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """A statement tried on items."""

    statement: Constraint
    truths: Groups
    """By the truth of the statement as worded."""
    groups: Groups
    """By the truth of the property in its own polarity."""
    verdict: str

    @property
    def items(self) -> tuple[str, ...]:
        """All items, those for which the statement holds first."""
        return self.truths.items

    @property
    def mixed(self) -> bool:
        """Whether the items differ."""
        return len(self.truths.occurring) > 1


def verdict_of(truths: Groups, mode: str) -> str:
    """Sum up the truths of several items."""
    found = [truth for truth in Truth if getattr(truths, truth.word)]
    if mode == "any":
        return max(found, default=Truth.NO).word
    if mode == "all":
        return min(found, default=Truth.UNKNOWN).word
    if not found:
        return Truth.UNKNOWN.word
    return found[0].word if len(found) == 1 else Truth.CONDITIONAL.word


def try_statement(store: Store, statement: Constraint, items: tuple[str, ...], mode: str = "each") -> Checked:
    """Try a statement on items."""
    plain = normal_constraint(statement, store)
    truths = store.select(plain, items) if items else Groups()
    own = positive(plain)
    groups = truths if own is plain else store.select(own, items) if items else Groups()
    return Checked(statement=plain, truths=truths, groups=groups, verdict=verdict_of(truths, mode))


def try_told(told: Constraint | None, subjects: tuple[Ref, ...], store: Store) -> Checked | None:
    """Try what somebody was told of named things; where items differ, on those that stand for the things."""
    if told is None:
        return None
    checked = try_statement(store, told, store.items_of(subjects))
    if not checked.mixed:
        return checked
    return try_statement(store, told, tuple(dict.fromkeys(map(store.representative, subjects))))


def is_between_two(selection: Selection, statement: Constraint, store: Store) -> bool:
    """Whether one thing is compared with another one."""
    if not isinstance(statement, Compare) or not isinstance(statement.operand, ValueOf):
        return False
    plain = len(selection.subjects) == 1 and selection.where is None and selection.rank is None
    return plain and bool(store.members(statement.operand.subject))


def check(query: Check, store: Store) -> Answer:
    """Answer whether a statement holds."""
    statement = normal_constraint(query.statement, store)
    if is_between_two(query.selection, statement, store) and isinstance(statement, Compare):
        return _between_two(query, statement, store)
    chosen = choose(store, query.selection)
    if not chosen.items:
        return _nothing(query, chosen, store)
    checked = try_statement(store, statement, chosen.items, query.mode)
    fit = fit_of(statement)
    if fit is not None and query.mode == "each":
        return check_fit(query, fit, checked.groups, checked.verdict, store)
    return _existential(query, checked, chosen, store) if query.mode == "any" else _stated(query, checked, store)


def _nothing(query: Check, chosen: Chosen, store: Store) -> Answer:
    lead = Say("answer.list.none", {"what": Phrase(query.selection), "total": len(chosen.pool)})
    verdict = "unknown" if chosen.truths.unknown else "no"
    return Answer(
        status="answered",
        query=query,
        verdict=verdict,
        count=0,
        blocks=(lead, *missing(store, query.selection, chosen)),
        suggestions=suggest(store, ()),
    )


def _stated(query: Check, checked: Checked, store: Store) -> Answer:
    stated = asked(checked.statement)
    every = query.mode == "all"
    shape = (
        _shape_of_all(checked) if every else verdict_shape(store, checked.statement, checked.truths, checked.verdict)
    )
    lead = Say(f"answer.check.{shape}", verdict_args(store, query.selection, checked.statement, checked.truths))
    shown = evidence(store, checked, FAILING_FIRST if every else ALL_TRUTHS)
    blocks: list[Block] = [lead, *shown, *yardsticks(store, checked.statement)]
    blocks.extend(label_note(store, checked.statement, checked.items))
    warned = cautions(store, tasks_in(checked.statement, store), checked.items)
    blocks.extend(warned)
    on_use = on_uses(store, stated, terms_of(store, checked.items))
    blocks.extend(on_use)
    blocks.extend(retired_note(store, checked.items, stated))
    blocks.extend(openness_note(store, stated))
    return Answer(
        status="answered",
        query=query,
        models=checked.items,
        groups=checked.groups if len(checked.items) > 1 else None,
        verdict=checked.verdict,
        cells=cells(store, checked.items, stated) + _dates(store, checked.items, stated),
        blocks=tuple(blocks),
        suggestions=suggest(store, checked.items, stated),
        disclaimer=disclaimed(store, stated) or bool(warned or on_use),
    )


def _dates(store: Store, items: tuple[str, ...], stated: tuple[str, ...]) -> tuple[Cell, ...]:
    """Return the known dates on which what is stated rests: since when something is not offered."""
    basis = [name for name in with_basis(store, stated) if name not in stated]
    dates = tuple(name for name in basis if store.attribute(name).type == "date")
    return tuple(cell for cell in cells(store, items, dates) if cell.value is not None)


def _shape_of_all(checked: Checked) -> str:
    """Return which sentence gives the verdict on all: none is more than not all."""
    none = len(checked.truths.no) == len(checked.items)
    return "all_none" if none else f"all_{checked.verdict}"


def evidence(store: Store, checked: Checked, order: tuple[str, ...] = ALL_TRUTHS) -> tuple[Block, ...]:
    """Return the facts behind a verdict: apart by truth where items differ, with conditions."""
    columns = check_columns(store, checked.statement)
    if checked.mixed:
        return truth_tables(store, checked.truths, columns, checked.statement, order)
    if not columns:
        return ()
    return (table(store, checked.items, columns, note=lambda item: condition_note(store, item, checked.statement)),)


def check_columns(store: Store, statement: Constraint) -> tuple[str, ...]:
    """Return the columns that decide a statement; a truth value is not repeated beside its reasons."""
    columns: list[str] = []
    for attribute in with_basis(store, asked(statement)):
        basis = store.attribute(attribute).basis
        if not (basis and store.attribute(attribute).type == "truth"):
            columns.append(attribute)
    return tuple(columns)


def _existential(query: Check, checked: Checked, chosen: Chosen, store: Store) -> Answer:
    """Any: yes as soon as one holds; what may belong to the set counts as a gap."""
    truths, stated = checked.truths, asked(checked.statement)
    holding = truths.yes + truths.conditional
    possible = store.select(checked.statement, chosen.truths.unknown) if chosen.truths.unknown else Groups()
    open_ones = truths.unknown + possible.yes + possible.conditional + possible.unknown
    verdict = checked.verdict
    if not holding:
        verdict = "unknown" if open_ones else "no"
    args = verdict_args(store, query.selection, checked.statement, truths)
    args |= counted(store, holding) | {"names": refs(holding)}
    named = len(query.selection.subjects) > 1  # several that are named are all told of
    told = Groups(yes=truths.yes, conditional=truths.conditional)
    shown = checked if named else msgspec.structs.replace(checked, truths=told)
    blocks: list[Block] = [Say(f"answer.any.{verdict}", args)]
    told_why = shown if holding or not query.selection.subjects else checked  # of named things, why none does is told
    blocks.extend(evidence(store, told_why) if told_why.items else gaps(store, checked.statement, truths.unknown))
    blocks.extend(yardsticks(store, checked.statement))
    blocks.extend((*missing(store, query.selection, chosen), *retired_note(store, holding, stated)))
    blocks.extend(openness_note(store, stated))
    return Answer(
        status="answered",
        query=query,
        models=told_why.items,
        groups=checked.groups,
        verdict=verdict,
        count=None if told_why.items else 0,
        cells=cells(store, told_why.items, stated),
        blocks=tuple(blocks),
        suggestions=suggest(store, holding, stated),
        disclaimer=disclaimed(store, (*stated, *asked(chosen.where))),
    )


def _between_two(query: Check, statement: Compare, store: Store) -> Answer:
    left, right = query.selection.subjects[0], _operand_subject(statement)
    pair = (store.representative(left), store.representative(right))
    truth = store.truth(statement, pair[0])
    args: dict[str, Argument] = {"names": (Ref(ITEM, pair[0]),), **statement_args(statement, store)}
    models = _winner_first(statement, pair, truth)
    secret = truth is Truth.UNKNOWN and any(hidden(store, (item,), statement) for item in pair)
    lead = Say(f"answer.check.{UNDISCLOSED if secret else truth.word}", args)
    blocks: list[Block] = [lead, table(store, models, (statement.attribute,))]
    blocks.extend((*stands_for(store, left), *stands_for(store, right)))
    return Answer(
        status="answered",
        query=query,
        models=models,
        verdict=truth.word,
        cells=cells(store, models, (statement.attribute,)),
        blocks=tuple(blocks),
        suggestions=suggest(store, models, (statement.attribute,)),
        disclaimer=disclaimed(store, (statement.attribute,)),
    )


def _operand_subject(statement: Compare) -> Ref:
    return statement.operand.subject if isinstance(statement.operand, ValueOf) else Ref(ITEM, "")


def _winner_first(statement: Compare, pair: tuple[str, str], truth: Truth) -> tuple[str, ...]:
    """Put the winner first: the one that has more of it, or less where less was asked."""
    return tuple(dict.fromkeys(reversed(pair) if truth is Truth.NO and statement.op != "=" else pair))
