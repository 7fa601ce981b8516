"""All kinds of follow-ups: what each does with the last question."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from chatbot.datatypes.catalog import Catalog, Ref
from chatbot.datatypes.followup import Followup
from chatbot.datatypes.options import Follow
from chatbot.datatypes.query import (
    Among,
    Check,
    Compare,
    CompareItems,
    Constraint,
    Contest,
    CountItems,
    Difference,
    ListItems,
    Lookup,
    Or,
    Quantity,
    Query,
)
from chatbot.datatypes.subjects import subjects_of, with_subjects
from chatbot.dialogue.limits import attributes_of, changed, joined, parts_of
from chatbot.dialogue.moves import allowed, figures, orders, reasons, truths
from chatbot.dialogue.moves.chosen import chosen
from chatbot.dialogue.moves.parallels import Found, merged, parallels, with_selection
from chatbot.dialogue.moves.places import pick, places
from chatbot.dialogue.moves.shifts import Shifts
from chatbot.dialogue.sets import focus, group_of, is_plain, refs, selection_of, sibling, siblings_labelled, those
from chatbot.dialogue.state import Exchange

FEW = 12
"""So many members of one family can be put side by side."""
Move = Callable[[Followup, Exchange, Shifts], Found]


class Moves:
    """All follow-ups over one catalog."""

    def __init__(self, shifts: Shifts) -> None:
        """Take the shifts that most follow-ups are."""
        self._shifts = shifts

    def apply(self, said: Followup, last: Exchange) -> Found:
        """Return the whole questions that a follow-up may mean."""
        move = MOVES.get(said.kind)
        return move(said, last, self._shifts) if move else ()


def _shift(said: Followup, last: Exchange, shifts: Shifts) -> Found:
    return pick(said, last, shifts) if said.pick is not None else shifts.shift(said, last)


def _again(_said: Followup, last: Exchange, _shifts: Shifts) -> Found:
    return last.queries[-1:]


def _count(said: Followup, last: Exchange, shifts: Shifts) -> Found:
    """How many are those? After whether one thing runs on some card: how many cards, or how many things that do?"""
    found = truths.count(said, last, shifts)
    bare = said == Followup(kind="count", asks="count")
    if not bare or not isinstance(last.query, Check) or not is_plain(last) or len(last.shown) != 1:
        return found
    return (*reasons.cards(said, last, shifts), *found)


def _terms(said: Followup, last: Exchange, shifts: Shifts) -> Found:
    return shifts.terms(said, last)


def _compare(said: Followup, last: Exchange, shifts: Shifts) -> Found:
    """Put the things talked about side by side, perhaps with others, or with the sibling of a size."""
    near = sibling(focus(last), said.amount, shifts.catalog) if said.amount is not None and is_plain(last) else ()
    if said.amount is not None and not near:
        return ()
    things = merged(places(said.pick, last) if said.pick else those(last), (*said.subjects, *near))
    if len(things) == 1 and not said.subjects and 1 < len(last.shown) <= FEW:
        things = refs(last.shown)  # what is the difference between its versions?
    if len(things) < 2:
        return ()
    asked = said.attributes or (last.query.attributes if isinstance(last.query, CompareItems | Lookup) else ())
    return (CompareItems(things, asked),)


def _swap(said: Followup, last: Exchange, shifts: Shifts) -> Found:
    """Put one thing in the place of another: of a sibling; where that does not tell which one, it is asked back."""
    old = subjects_of(last.query)
    if said.replaced:
        fitting = [ref for ref in old if ref in said.replaced or _related(ref, said.replaced, shifts.catalog)]
        return (_swapped(last.query, fitting[0], said.subjects),) if len(fitting) == 1 else ()
    if len(old) < 2:
        return parallels(said.subjects, last)
    near = [ref for ref in old if _related(ref, said.subjects, shifts.catalog)]
    candidates = near if len(near) == 1 else list(old)
    return tuple(_swapped(last.query, ref, said.subjects) for ref in candidates)


def _swapped(query: Query, old: Ref, new: tuple[Ref, ...]) -> Query:
    if isinstance(query, Difference):
        left, right = (new[0] if ref == old else ref for ref in (query.left, query.right))
        return Difference(left, right, query.attribute)
    return with_subjects(
        query, merged((), tuple(n for ref in subjects_of(query) for n in (new if ref == old else (ref,))))
    )


def _related(ref: Ref, others: tuple[Ref, ...], catalog: Catalog) -> bool:
    group = group_of(ref, catalog)
    return group != "" and any(group_of(other, catalog) == group for other in others)


def _correct(said: Followup, last: Exchange, shifts: Shifts) -> Found:
    """Something else was meant: another name, another number, another constraint in place of the last one."""
    if len(said.subjects) > 1 and len(subjects_of(last.query)) > 1 and isinstance(last.query, CompareItems | Contest):
        return (with_subjects(last.query, said.subjects),)  # these two, and not those
    if said.subjects:
        return _swap(said, last, shifts)
    labelled = siblings_labelled(focus(last), parts_of(said.where), shifts.catalog) if is_plain(last) else ()
    if labelled:
        return parallels(labelled, last)
    families = {group_of(ref, shifts.catalog) for ref in subjects_of(last.query)}
    if isinstance(said.where, Among) or (said.amount is not None and len(families) > 1):
        return ()
    selection = selection_of(last)
    first = _first_of_such(said, last, shifts)
    if first:
        return first
    limits = parts_of(selection.where) if selection is not None else ()
    added = last.added or _replaced(said.where, limits)
    if said.where is None or added is None or selection is None or not hasattr(last.query, "selection"):
        return shifts.shift(said, last)
    kept = [part for part in parts_of(selection.where) if part != added]
    meant = joined((*kept, _as_bound(said.where, added)))
    return (with_selection(last.query, msgspec.structs.replace(selection, where=meant)),)


def _replaced(meant: Constraint | None, limits: tuple[Constraint, ...]) -> Constraint | None:
    """Return what was said by mistake: the only limit, or the only one on the same (Japanese, after French)."""
    same = [part for part in limits if attributes_of(part) & attributes_of(meant)]
    return limits[0] if len(limits) == 1 else same[0] if len(same) == 1 else None


def _first_of_such(said: Followup, last: Exchange, shifts: Shifts) -> Found:
    """`I meant open ones`, after the largest of all: the largest of these."""
    selection = selection_of(last)
    if said.where is None or said.rank is not None or selection is None or selection.rank is None:
        return ()
    if not hasattr(last.query, "selection") or (last.added is not None and last.added in parts_of(selection.where)):
        return ()
    where = changed(selection.where, said.where, shifts.catalog.attributes)
    return (with_selection(last.query, msgspec.structs.replace(selection, where=where)),)


def _as_bound(meant: Constraint, added: Constraint) -> Constraint:
    """`no, 16K`, after above 8K: above 16K."""
    if not isinstance(meant, Compare) or not isinstance(added, Compare) or meant.op != "=":
        return meant
    if meant.attribute != added.attribute or not isinstance(meant.operand, Quantity):
        return meant
    return msgspec.structs.replace(added, operand=meant.operand)


def _add(said: Followup, last: Exchange, _shifts: Shifts) -> Found:
    """One more thing beside those named, or in the set."""
    query, selection = last.query, selection_of(last)
    if isinstance(query, ListItems | CountItems) and selection is not None and selection.where is not None:
        if selection.rank is not None:
            return ()
        wider = Or((selection.where, Among(said.subjects)))
        return (with_selection(query, msgspec.structs.replace(selection, where=wider)),)
    old = subjects_of(query)
    return (with_subjects(query, merged(old, said.subjects)),) if old and not isinstance(query, Difference) else ()


def _or(said: Followup, last: Exchange, shifts: Shifts) -> Found:
    """`or Google`, after those from Meta: what was limited last may be this as well; of one thing, the same of it."""
    where = Among(said.subjects) if said.subjects else said.where
    selection = selection_of(last)
    if where is None or is_plain(last) or selection is None or not hasattr(last.query, "selection"):
        return shifts.shift(msgspec.structs.replace(said, kind="shift"), last)
    parts = parts_of(selection.where)
    alike = [part for part in parts if attributes_of(part) == attributes_of(where)]
    meant = [part for part in parts if part == last.added] or (alike if len(alike) == 1 else [*parts])
    if len(meant) != 1:
        return ()
    wider = joined(Or((part, where)) if part == meant[0] else part for part in parts)
    return (with_selection(last.query, msgspec.structs.replace(selection, where=wider)),)


MOVES: dict[Follow, Move] = {
    "shift": _shift,
    "pick": pick,
    "chosen": chosen,
    "negate": truths.negate,
    "rest": reasons.rest,
    "none": truths.none,
    "affirm": truths.affirm,
    "list": truths.listed,
    "widen": truths.widen,
    "sort": orders.sort,
    "reverse": orders.reverse,
    "count": _count,
    "complete": truths.complete,
    "uses": truths.uses,
    "why": reasons.why,
    "source": reasons.source,
    "doubt": reasons.doubt,
    "article": reasons.article,
    "more": reasons.more,
    "describe": reasons.described,
    "next": reasons.following,
    "else": reasons.others,
    "better": reasons.better,
    "versions": reasons.versions,
    "memory": reasons.memory,
    "cards": reasons.cards,
    "again": _again,
    "include": truths.include,
    "terms": _terms,
    "compare": _compare,
    "swap": _swap,
    "correct": _correct,
    "add": _add,
    "gap": figures.gap,
    "same": figures.same,
    "alike": figures.alike,
    "each": figures.each,
    "amount": figures.amount,
    "kinds": figures.kinds,
    "values": figures.values,
    "conditional": truths.conditional,
    "outright": truths.outright,
    "all_so": truths.all_so,
    "confirm": truths.confirmed,
    "deny": truths.denied,
    "forbidden": allowed.forbidden,
    "public": allowed.public,
    "or": _or,
}
"""Kind of follow-up -> what it makes of the last question; a new kind adds one line."""
