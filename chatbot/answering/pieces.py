"""Pieces that many answers share: tables by family, conditions, gaps, and notes on what is no longer offered."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from chatbot.answering.cells import cell, same
from chatbot.answering.compare import Truth, as_list
from chatbot.answering.needs import fit_note
from chatbot.answering.store import GROUP, ITEM, Store, base
from chatbot.answering.truth import atoms, deciding
from chatbot.datatypes.answer import (
    Argument,
    AttributeName,
    Block,
    Cell,
    Groups,
    Localised,
    Row,
    Say,
    Table,
    Value,
)
from chatbot.datatypes.catalog import Fact, Ref, Text
from chatbot.datatypes.query import Compare, Constraint, Fits, Has, Is, Not, ValueOf

MANY = 20
"""From more items on, those of which nothing is known are counted, not named."""

RowNote = Callable[[str], Say | None]


def refs(items: Iterable[str]) -> tuple[Ref, ...]:
    """Return references to items."""
    return tuple(Ref(ITEM, item) for item in items)


def families(store: Store, items: Iterable[str]) -> tuple[str, ...]:
    """Return the groups of the items, each once, in order."""
    return tuple(dict.fromkeys(store.item(item).group for item in items))


def by_family(store: Store, items: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Sort the items by their group; groups stand in the order of their first item."""
    found: dict[str, list[str]] = {}
    for item in items:
        found.setdefault(store.item(item).group, []).append(item)
    return {group: tuple(members) for group, members in found.items()}


def counted(store: Store, items: tuple[str, ...], kind: str = "") -> dict[str, Argument]:
    """Return the arguments that tell how many items and families there are, with what they are called."""
    domain = store.domain(store.item(items[0]).kind if items else kind)
    groups = len(families(store, items))
    return {
        "count": len(items),
        "families": groups,
        "items_word": Localised(domain.item_label if len(items) == 1 else domain.items_label),
        "families_word": Localised(domain.group_label if groups == 1 else domain.groups_label),
    }


# Constraints


def positive(constraint: Constraint) -> Constraint:
    """Return the property in its own polarity: "not open" asks for openness."""
    return positive(constraint.part) if isinstance(constraint, Not) else constraint


def with_basis(store: Store, attributes: Iterable[str]) -> tuple[str, ...]:
    """Return the attributes, each followed by those that decide it."""
    found: list[str] = []
    for attribute in attributes:
        found.append(attribute)
        if store.has_attribute(attribute):
            found.extend(store.attribute(attribute).basis)
    return tuple(dict.fromkeys(found))


# Notes


def condition(store: Store, item: str, attribute: str) -> Text:
    """Return the condition on which something holds, in a few words: that of the licence, else the fact's note."""
    facts = deciding(store.facts(item, attribute))
    kind = store.item(item).kind
    if attribute == store.role("usable", kind):
        for license_fact in deciding(store.facts(item, store.role("terms", kind))):
            entity = store.entity(store.attribute(license_fact.attribute).of, str(license_fact.value))
            if entity and entity.condition and _best(facts, entity.facts.get(attribute, ())):
                return entity.condition
    return next((fact.note for fact in facts if fact.note), {})


def _best(facts: tuple[Fact, ...], others: tuple[Fact, ...]) -> bool:
    if not facts or not others:
        return True
    return any(fact.value == other.value for fact in facts for other in others)


def condition_note(store: Store, item: str, constraint: Constraint | None) -> Say | None:
    """Say on what condition a constraint holds of an item, where it does not hold outright."""
    for atom in atoms(constraint):
        if isinstance(atom, Fits) and (said := fit_note(store, atom, item)):
            return said
        if store.truth(atom, item) is not Truth.CONDITIONAL:
            continue
        if isinstance(atom, Has) and _limited(store, item, atom):
            return Say("answer.note.limited", {"value": Value(atom.attribute, atom.value)})
        text = condition(store, item, atom.attribute)
        if text and _is_remark(store, item, atom.attribute, text):
            return Say("answer.note.plain", {"text": Localised(text)})
        if text:
            return Say("answer.note.condition", {"condition": Localised(text)})
    return None


def _is_remark(store: Store, item: str, attribute: str, text: Text) -> bool:
    """Whether the text only comments on the fact from which the truth was derived; that fact is the condition."""
    basis = store.attribute(attribute).basis
    return any(fact.note == text for one in basis for fact in store.facts(item, one))


def _limited(store: Store, item: str, atom: Has) -> bool:
    facts = deciding(store.facts(item, atom.attribute))
    return any(fact.limited for fact in facts)


def gaps(store: Store, constraint: Constraint | None, items: tuple[str, ...]) -> tuple[Say, ...]:
    """Name the items that were not counted, and which fact is missing for each."""
    said: list[Say] = []
    for atom in atoms(constraint):
        missing = tuple(item for item in items if store.truth(atom, item) is Truth.UNKNOWN)
        said.extend(missing_values(store, atom.attribute, missing))
    return _unique(said)


def _unique(said: list[Say]) -> tuple[Say, ...]:
    kept: list[Say] = []
    for say in said:
        if say not in kept:
            kept.append(say)
    return tuple(kept)


def missing_values(store: Store, attribute: str, items: Iterable[str], family: str = "answer.gap") -> tuple[Say, ...]:
    """Name items whose value of an attribute is not known, apart by why it is not."""
    sorted_out: dict[str, list[str]] = {"undisclosed": [], "incomplete": [], "unknown": []}
    for item in items:
        facts = store.facts(item, attribute)
        if facts and facts[0].state == "undisclosed":
            sorted_out["undisclosed"].append(item)
        else:
            sorted_out["incomplete" if facts else "unknown"].append(item)
    return tuple(
        _missing(store, f"{family}.{reason}", attribute, missing) for reason, missing in sorted_out.items() if missing
    )


def _missing(store: Store, message: str, attribute: str, items: list[str]) -> Say:
    """Name the items; many of which simply nothing is known are only counted."""
    args: dict[str, Argument] = {"attribute": label(store, attribute), "names": refs(items), "count": len(items)}
    many = len(items) > MANY and message == "answer.gap.unknown"
    sources = _sources(store, tuple(items), (attribute,)) if message == "answer.absent.undisclosed" else ()
    return Say("answer.gap.unknown_many" if many else message, args, sources=sources)


def stands_for(store: Store, subject: Ref, chosen: str = "") -> tuple[Say, ...]:
    """Name the item that stands for a group, where the group has others: the one chosen, else its usual one."""
    if len(store.members(subject)) < 2:
        return ()
    item = Ref(ITEM, chosen or store.representative(subject))
    return (Say("answer.note.stands_for", {"name": item, "group": subject}),)


def yardsticks(store: Store, where: Constraint | None) -> tuple[Say, ...]:
    """Name the items that stand for the families with which others were compared."""
    subjects = (
        atom.operand.subject for atom in atoms(where) if isinstance(atom, Compare) and isinstance(atom.operand, ValueOf)
    )
    return tuple(say for subject in subjects for say in stands_for(store, subject))


def retired(store: Store, items: Iterable[str]) -> tuple[str, ...]:
    """Return the items that the catalog's date finds withdrawn."""
    return tuple(item for item in items if not available(store, item))


def available(store: Store, item: str) -> bool:
    """Whether an item can still be had, as far as is known."""
    attribute = store.role("available", store.item(item).kind)
    return not attribute or store.truth(Is(attribute), item) is not Truth.NO


def retired_note(store: Store, items: tuple[str, ...], told: tuple[str, ...] = ()) -> tuple[Say, ...]:
    """Mark the items that are no longer offered, unless one of the attributes told is just that."""
    gone = retired(store, items)
    if not gone or store.role("available", store.item(gone[0]).kind) in told:
        return ()
    return (Say("answer.note.retired", {"names": refs(gone), "count": len(gone), "as_of": as_of(store)}),)


def as_of(store: Store) -> Value | str:
    """Return the catalog's date, shown like a date of the domain."""
    attribute, date = store.role("date"), store.domain().as_of
    return Value(attribute, date) if attribute else date


def openness_note(store: Store, attributes: Iterable[str]) -> tuple[Say, ...]:
    """Say how "open" was read, where that was asked."""
    attribute = store.role("openness")
    if not attribute or attribute not in attributes:
        return ()
    return (Say("answer.note.openness", {"attribute": AttributeName(attribute)}),)


def disclaimed(store: Store, attributes: Iterable[str]) -> bool:
    """Whether an answer on these attributes ends with the disclaimer."""
    return bool(store.disclaimed().intersection(attributes))


# Tables


def table(
    store: Store,
    items: Iterable[str],
    columns: tuple[str, ...],
    note: RowNote | None = None,
    title: Say | None = None,
) -> Table:
    """Return a table with one row for members of a family that agree in every column and note."""
    rows: list[Row] = []
    for members in by_family(store, items).values():
        rows.extend(_family_rows(store, members, columns, note))
    return Table(columns=tuple(map(base, columns)), rows=tuple(rows), title=title)


def _family_rows(
    store: Store, members: tuple[str, ...], columns: tuple[str, ...], note: RowNote | None
) -> tuple[Row, ...]:
    rows: list[Row] = []
    for item in members:
        line = tuple(cell(store, item, column) for column in columns)
        said = note(item) if note else None
        place = next((spot for spot, row in enumerate(rows) if row.note == said and _agree(row.cells, line)), None)
        if place is None:
            rows.append(Row(subjects=refs((item,)), cells=line, note=said))
        else:
            rows[place] = Row(subjects=(*rows[place].subjects, Ref(ITEM, item)), cells=rows[place].cells, note=said)
    return tuple(rows)


def _agree(cells: tuple[Cell | None, ...], others: tuple[Cell | None, ...]) -> bool:
    return all(same(one, other) for one, other in zip(cells, others, strict=True))


def names_line(store: Store, items: tuple[str, ...], stated: Iterable[str] = ()) -> tuple[Say, ...]:
    """Return one line of names for each family, with the sources of what is stated of its members."""
    columns = tuple(stated)
    found = by_family(store, items)
    lines = [(item,) for item in items] if len(found) == 1 else found.values()  # a family alone: each by its name
    return tuple(
        Say("answer.list.names", {"names": refs(members)}, sources=_sources(store, members, columns))
        for members in lines
    )


def _sources(store: Store, items: tuple[str, ...], columns: tuple[str, ...]) -> tuple[str, ...]:
    found = (cell(store, item, column) for item in items for column in columns)
    return tuple(dict.fromkeys(source for one in found for source in one.sources))


def group_refs(groups: Iterable[str]) -> tuple[Ref, ...]:
    """Return references to groups."""
    return tuple(Ref(GROUP, group) for group in groups)


def truth_tables(
    store: Store, groups: Groups, columns: tuple[str, ...], constraint: Constraint, shown: tuple[str, ...]
) -> tuple[Block, ...]:
    """Return a titled table for each truth value that occurs, with the condition beside conditional items."""
    parts = {truth: getattr(groups, truth) for truth in shown if getattr(groups, truth)}
    titles = {"yes": "outright"} if "conditional" in parts else {}
    return tuple(
        table(
            store,
            items,
            columns,
            note=lambda item: condition_note(store, item, constraint),
            title=Say(f"answer.title.{titles.get(truth, truth)}", {"count": len(items)}),
        )
        for truth, items in parts.items()
    )


def values_of(store: Store, item: str, attribute: str) -> tuple[Any, ...]:
    """Return the ids (or numbers) in an item's value of an attribute, those that hold beside each other included."""
    found = (members_of(fact.value) for fact in deciding(store.facts(item, attribute)) if fact.state != "undisclosed")
    return tuple(dict.fromkeys(value for values in found for value in values))


def members_of(value: Any) -> tuple[Any, ...]:
    """Return the ids, or the number, in a value."""
    return (value,) if isinstance(value, int | float) else as_list(value)


def label(store: Store, attribute: str) -> AttributeName | Ref:
    """Return what shows an attribute's name; of a part (scores on one benchmark) the name of that part."""
    part = attribute.partition(":")[2]
    return (store.ref(part) if part else None) or AttributeName(base(attribute))


def setting_note(attribute: str) -> tuple[Say, ...]:
    """Say that only results of one setting were compared."""
    return (Say("answer.note.setting"),) if base(attribute) != attribute else ()


def amount_value(store: Store, attribute: str, number: float) -> Value:
    """Return a computed number in the shape of the attribute's values."""
    known = store.attribute(attribute)
    return Value(attribute, {"amount": number, "unit": known.unit} if known.type == "amount" else number)
