"""What a question was about: the set of things that later words refer to."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from chatbot.datatypes.catalog import Catalog, Ref
from chatbot.datatypes.homes import is_divided, kind_asked
from chatbot.datatypes.query import (
    Aggregate,
    Check,
    Cite,
    Compare,
    Constraint,
    CountItems,
    Define,
    Explain,
    ListItems,
    ListValues,
    Lookup,
    Memory,
    Quantity,
    Recommend,
    Selection,
    ValueOf,
)
from chatbot.datatypes.subjects import plainest, subjects_of, unsized
from chatbot.dialogue.limits import attributes_of, joined
from chatbot.dialogue.state import Exchange

LISTS = (ListItems, CountItems, ListValues, Aggregate)
SUBJECT_KINDS = frozenset({"item", "group", "line"})


def kind_talked(last: Exchange | None, catalog: Catalog) -> str:
    """Return the kind of things that were talked about; empty where nothing was, or nothing tells."""
    if last is None or not is_divided(catalog):
        return ""
    return kind_asked(last.query, catalog) or catalog.kind_of(refs(last.shown[:1]))


def role(name: str, last: Exchange | None, catalog: Catalog) -> str:
    """Return the attribute that plays a role among the things that were talked about."""
    return catalog.role(name, kind_talked(last, catalog))


def selection_of(last: Exchange) -> Selection | None:
    """Return the set that the last question was about; None where it was about no items."""
    query = last.query
    if last.about is not None:
        return last.about
    match query:
        case Check(selection, statement, mode) if mode == "any":
            return msgspec.structs.replace(selection, where=joined(filter(None, (selection.where, statement))))
        case ListItems() | CountItems() | ListValues() | Aggregate() | Lookup() | Check() | Explain() | Cite():
            return query.selection
        case Recommend(selection):
            return selection
        case Memory(selection) if selection.subjects or selection.where is not None:
            return selection
        case Define():
            return None
        case _:
            subjects = subjects_of(query)
            if subjects:
                return Selection(subjects)
            return Selection(refs(last.shown)) if last.shown else None


def sides_of(last: Exchange) -> Selection | None:
    """Return the set that the last question was about; of a thing held against another one, both."""
    selection, query = selection_of(last), last.query
    statement = query.statement if isinstance(query, Check) and query.mode == "each" else None
    against = isinstance(statement, Compare) and isinstance(statement.operand, ValueOf)
    return Selection(refs(last.shown)) if against and is_plain(last) else selection


def shown_set(last: Exchange) -> Selection | None:
    """Return the set that was shown: the same, but a rank or a long wording gives way to the things themselves."""
    selection = selection_of(last)
    if selection is None:
        return None
    if selection.rank is not None or isinstance(last.query, Recommend):
        return Selection(refs(last.shown)) if last.shown else None
    return selection


def is_first(last: Exchange) -> bool:
    """Say whether the first of a set was asked for (the largest OPT), of which more may be asked."""
    selection = selection_of(last)
    rank = selection.rank if selection is not None and isinstance(last.query, ListItems) else None
    return rank is not None and rank.first == rank.last == 1


def focus(last: Exchange) -> tuple[Ref, ...]:
    """Return what `it` and `they` mean: the things named, those that were shown, the one that was recommended."""
    selection = selection_of(last)
    if isinstance(last.query, Define):
        return last.query.terms
    if isinstance(last.query, Recommend):
        return refs(last.shown[:1])
    if selection is None:
        return ()
    if selection.subjects and selection.where is None and selection.rank is None:
        return selection.subjects
    return refs(last.shown)


def those(last: Exchange) -> tuple[Ref, ...]:
    """Return what `all of them` means: the things named, or all that were shown."""
    return refs(last.shown) if isinstance(last.query, Recommend) else focus(last)


def is_plain(last: Exchange) -> bool:
    """Say whether the last question named its things, rather than describing them."""
    selection = selection_of(last)
    plain = selection is not None and selection.where is None and selection.rank is None
    return plain and bool(selection and selection.subjects)


def is_of_shown(limits: Sequence[Constraint], last: Exchange) -> bool:
    """Say whether limits are on values that were stated of several things, and so choose some of these."""
    stated = {name for each in limits for name in attributes_of(each)}
    return len(last.shown) > 1 and isinstance(last.query, Lookup) and bool(stated) and stated <= set(last.attributes)


def is_on_items(last: Exchange) -> bool:
    """Say whether the last question was about items, rather than licences or terms."""
    return all(ref.kind in SUBJECT_KINDS for ref in focus(last))


def ordered_by(last: Exchange, catalog: Catalog) -> str:
    """Return the one attribute last talked about by which things can be ordered."""
    found = [name for name in last.attributes if name in catalog.attributes]
    fitting = [name for name in found if catalog.attribute(name).type in {"quantity", "date"}]
    return fitting[0] if len(found) == len(fitting) == 1 else ""


def of_matter(asked: str, stated: str, catalog: Catalog) -> str:
    """`Which is later?` after dates of another kind than that of release asks of these."""
    both = [catalog.attributes[name].type for name in (asked, stated) if name in catalog.attributes]
    return stated if not asked or both == ["date", "date"] else asked


def refs(items: tuple[str, ...]) -> tuple[Ref, ...]:
    """Return references to items."""
    return tuple(Ref("item", item) for item in items)


def members(ref: Ref, catalog: Catalog) -> tuple[str, ...]:
    """Return the items that a thing stands for."""
    if ref.kind == "group":
        return catalog.groups[ref.id].members
    if ref.kind == "line":
        return catalog.lines[ref.id].members
    return (ref.id,) if ref.kind == "item" else ()


def group_of(ref: Ref, catalog: Catalog) -> str:
    """Return the group that a thing belongs to."""
    if ref.kind == "group":
        return ref.id
    if ref.kind == "line":
        return catalog.lines[ref.id].group
    return catalog.items[ref.id].group if ref.kind == "item" else ""


def kin(things: tuple[Ref, ...], catalog: Catalog) -> tuple[Ref, ...]:
    """Return the members of the things' families."""
    groups = dict.fromkeys(group for ref in things if (group := group_of(ref, catalog)))
    return refs(tuple(item for group in groups for item in catalog.groups[group].members))


def sibling(things: tuple[Ref, ...], amount: Quantity, catalog: Catalog) -> tuple[Ref, ...]:
    """Return the members of the things' families that carry this number: by size label, else in their names."""
    pool = [ref.id for ref in kin(things, catalog)]
    size = catalog.role("size", catalog.kind_of(things))
    if amount.label:
        same = tuple(item for item in pool if amount.label in _labels(item, size, catalog))
        named = tuple(item for item in pool if amount.label in _words(catalog.items[item].name))
        if any(ref.kind == "item" for ref in things):
            return refs(_alike(things, same, size, catalog) or same or _as_large(things, named, size, catalog))
        return refs(plainest(same, amount.label, catalog) or _as_large(things, named, size, catalog))
    number = f"{amount.value:g}"
    return refs(tuple(item for item in pool if number in _numbers(catalog.items[item].name)))


def _as_large(things: tuple[Ref, ...], pool: tuple[str, ...], size: str, catalog: Catalog) -> tuple[str, ...]:
    """Return those of the size of what was talked about, all if none is (the 16k version, of a 13B: the 13B one)."""
    talked = {label for ref in things for item in members(ref, catalog) for label in _labels(item, size, catalog)}
    return tuple(item for item in pool if talked & set(_labels(item, size, catalog))) or pool


def with_label(things: tuple[Ref, ...], label: str, catalog: Catalog) -> tuple[Ref, ...]:
    """Return the items among things whose size has this label (`13b`)."""
    size = catalog.role("size", catalog.kind_of(things))
    return tuple(ref for ref in things if ref.kind == "item" and label in _labels(ref.id, size, catalog))


def siblings_labelled(things: tuple[Ref, ...], limits: Sequence[Constraint], catalog: Catalog) -> tuple[Ref, ...]:
    """Return the members of the things' families that carry all of several numbers (the 13B 16K)."""
    stated = [part.operand for part in limits if isinstance(part, Compare) and part.op == "="]
    labels = [each for each in stated if isinstance(each, Quantity) and each.label]
    if len(limits) < 2 or len(labels) < len(limits):
        return ()
    return tuple(ref for ref in kin(things, catalog) if all(_carries(ref.id, each.label, catalog) for each in labels))


def _carries(item: str, label: str, catalog: Catalog) -> bool:
    size = catalog.role("size", catalog.items[item].kind)
    return label in _labels(item, size, catalog) or label in _words(catalog.items[item].name)


def same_size(things: tuple[Ref, ...], catalog: Catalog) -> tuple[Ref, ...]:
    """Return the members of the family of one thing that carry the same size label, itself among them."""
    if len(things) != 1 or things[0].kind != "item":
        return ()
    size = catalog.role("size", catalog.kind_of(things))
    labels = set(_labels(things[0].id, size, catalog))
    return tuple(ref for ref in kin(things, catalog) if labels & set(_labels(ref.id, size, catalog)))


def _alike(things: tuple[Ref, ...], pool: tuple[str, ...], size: str, catalog: Catalog) -> tuple[str, ...]:
    """Return those whose names differ from the name of the one thing by nothing but the size."""
    if len(things) != 1 or things[0].kind != "item":
        return ()
    wanted = unsized(things[0].id, size, catalog)
    return tuple(item for item in pool if unsized(item, size, catalog) == wanted)


def _labels(item: str, size: str, catalog: Catalog) -> tuple[str, ...]:
    facts = catalog.items[item].facts.get(size, ())
    return facts[0].labels if facts else ()


def _words(name: str) -> set[str]:
    return set(name.casefold().replace("-", " ").split())


def _numbers(name: str) -> set[str]:
    """Return the numbers in a name that stand apart from letters, and those of versions."""
    cleaned = "".join(character if character.isdigit() or character == "." else " " for character in name)
    return {piece.strip(".") for piece in cleaned.split()}
