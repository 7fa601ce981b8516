"""The normal form of queries: equal meanings become equal values, whatever their language and wording."""

from __future__ import annotations

from typing import Any

import msgspec

from chatbot.answering.catalog_reader import GROUP, ITEM, LINE
from chatbot.answering.compare import FLIPPED, MIRRORED
from chatbot.answering.store import Store
from chatbot.datatypes.catalog import Ref
from chatbot.datatypes.query import (
    Among,
    And,
    Chart,
    Check,
    Compare,
    Constraint,
    Explain,
    Fits,
    Is,
    Not,
    Operand,
    Or,
    Quantity,
    Query,
    Selection,
    ValueOf,
)


def normal(query: Query, store: Store) -> Query:
    """Return the query in normal form."""
    if isinstance(query, Check | Explain):
        query = _mirrored(query, store)
    changes: dict[str, Any] = {}
    for field in query.__struct_fields__:
        value = getattr(query, field)
        if isinstance(value, Selection):
            changes[field] = _selection(value, store)
        elif field == "hardware":
            changes[field] = tuple(sorted(value))
        elif field == "stated" and (value is None or isinstance(value, Is)):
            changes[field] = None  # the article's word on a property is asked for, whichever way it is named
        elif field in {"statement", "stated"}:
            changes[field] = normal_constraint(value, store)
        elif field in {"subjects", "terms"}:
            changes[field] = tuple(sorted({_plain_ref(ref, store) for ref in value}))
        elif field in {"attributes", "show"} and not isinstance(query, Chart):  # it draws the first over the second
            changes[field] = tuple(sorted(set(value)))
    return msgspec.structs.replace(query, **changes)


def query_form(query: Query, store: Store) -> dict[str, Any]:
    """Return the normal form as plain data; parts that say nothing are left out."""
    form: dict[str, Any] = _pruned(msgspec.to_builtins(normal(query, store)))
    return form


def normal_constraint(constraint: Constraint, store: Store) -> Constraint:
    """Push negations down to single facts, flatten, sort, and drop what is said twice."""
    match constraint:
        case Not(part):
            return _negated(part, store)
        case And(parts):
            return _joined(And, [normal_constraint(part, store) for part in parts])
        case Or(parts):
            return _joined(Or, [normal_constraint(part, store) for part in parts])
        case Among(subjects):
            return Among(_items(store.items_of(subjects)))
        case Fits():
            return msgspec.structs.replace(constraint, hardware=tuple(sorted(constraint.hardware)))
        case Compare(attribute, op, ValueOf(subject, factor)):
            return Compare(attribute, op, ValueOf(_plain_ref(subject, store), factor))
        case _:
            return constraint


def _negated(part: Constraint, store: Store) -> Constraint:
    match part:
        case Not(inner):
            return normal_constraint(inner, store)
        case And(parts):
            return _joined(Or, [_negated(inner, store) for inner in parts])
        case Or(parts):
            return _joined(And, [_negated(inner, store) for inner in parts])
        case Compare(attribute, op, operand) if op in FLIPPED:
            return normal_constraint(Compare(attribute, FLIPPED[op], operand), store)
        case _:
            return Not(normal_constraint(part, store))


def _joined(kind: type[And] | type[Or], parts: list[Constraint]) -> Constraint:
    flat: list[Constraint] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, kind) else [part])
    if kind is And:
        flat = _without_edges(_without_together(flat))
    unique = {msgspec.json.encode(part): part for part in flat}
    if len(unique) == 1:
        return flat[0]
    return kind(tuple(unique[key] for key in sorted(unique)))


def _without_together(parts: list[Constraint]) -> list[Constraint]:
    """Leave things out in one step: not A and not B is neither of A, B."""
    out = [part.part.subjects for part in parts if isinstance(part, Not) and isinstance(part.part, Among)]
    if len(out) < 2:
        return parts
    rest = [part for part in parts if not (isinstance(part, Not) and isinstance(part.part, Among))]
    return [*rest, Not(Among(_items(tuple({ref.id for subjects in out for ref in subjects}))))]


def _without_edges(parts: list[Constraint]) -> list[Constraint]:
    """Say a limit and that what lies on it is left out in one: from 2023 on, and not in 2023, is after 2023."""
    limits = {_limited(part) for part in parts}
    edges = {edge for edge in map(_left_out, parts) if edge is not None and edge in limits}
    return [_strict(part) if _limited(part) in edges else part for part in parts if _left_out(part) not in edges]


def _left_out(part: Constraint) -> tuple[str, Operand] | None:
    """Return what is left out as an edge; about so much has none."""
    match part:
        case Not(Compare(attribute, "=", operand)) if not (isinstance(operand, Quantity) and operand.approximate):
            return attribute, operand
    return None


def _limited(part: Constraint) -> tuple[str, Operand] | None:
    return (part.attribute, part.operand) if isinstance(part, Compare) and part.op in FLIPPED else None


def _strict(part: Constraint) -> Constraint:
    return msgspec.structs.replace(part, op=part.op[0]) if isinstance(part, Compare) else part


def _selection(selection: Selection, store: Store) -> Selection:
    subjects, where = selection.subjects, selection.where
    if where is not None:
        where = normal_constraint(where, store)
    if not subjects:
        subjects, where = _lifted(where)
    return msgspec.structs.replace(
        selection,
        subjects=_items(store.items_of(subjects)),
        where=where,
        kind=store.kind_of(msgspec.structs.replace(selection, subjects=subjects)),
    )


def _lifted(where: Constraint | None) -> tuple[tuple[Ref, ...], Constraint | None]:
    """Take the named things out of a condition: "which of A and B" is "A and B: which"."""
    if isinstance(where, Among):
        return where.subjects, None
    if isinstance(where, And):
        named = [part for part in where.parts if isinstance(part, Among)]
        if len(named) == 1:
            rest = tuple(part for part in where.parts if part is not named[0])
            return named[0].subjects, rest[0] if len(rest) == 1 else And(rest)
    return (), where


def _items(items: tuple[str, ...]) -> tuple[Ref, ...]:
    return tuple(Ref(ITEM, item) for item in sorted(items))


def _plain_ref(ref: Ref, store: Store) -> Ref:
    """Name the same items in the same way: a whole line is its group, a group of one is its item."""
    if ref.kind not in {GROUP, LINE}:
        return ref
    members = store.members(ref)
    if len(members) == 1:
        return Ref(ITEM, members[0])
    group = store.group(store.item(members[0]).group)
    return Ref(GROUP, group.id) if set(group.members) == set(members) else ref


def _mirrored(query: Check | Explain, store: Store) -> Check | Explain:
    """Turn "B smaller than A" into "A bigger than B"."""
    statement = normal_constraint(query.statement, store)
    subjects = query.selection.subjects
    if not isinstance(statement, Compare) or not isinstance(statement.operand, ValueOf) or len(subjects) != 1:
        return query
    if statement.operand.factor or query.selection != Selection(subjects, kind=query.selection.kind):
        return query  # the oldest of one family is not the family
    left, right, op = subjects[0], statement.operand.subject, statement.op
    if op not in {"<", "<="} and not (op == "=" and right < left):
        return query
    turned = Compare(statement.attribute, MIRRORED[op], ValueOf(left))
    selection = msgspec.structs.replace(query.selection, subjects=(right,))
    return msgspec.structs.replace(query, selection=selection, statement=turned)


def _pruned(form: Any) -> Any:
    if isinstance(form, dict):
        kept: dict[str, Any] = {}
        for key, value in form.items():
            told = value if not value or isinstance(value, str) else _pruned(value)
            if told:
                kept[key] = told
        return kept
    if isinstance(form, list | tuple):
        return [_pruned(value) for value in form]
    if isinstance(form, float) and form.is_integer():
        return int(form)
    return form
