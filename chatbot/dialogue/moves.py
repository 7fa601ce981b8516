"""Follow-ups that are more than another part: pick, negate, widen, sort, count, why, source, more, back, compare, swap."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from chatbot.datatypes.catalog import Catalog, Ref
from chatbot.datatypes.followup import Followup, Pick
from chatbot.datatypes.query import (
    Among,
    Check,
    Cite,
    Claims,
    Compare,
    CompareItems,
    Constraint,
    Contest,
    CountItems,
    Describe,
    Difference,
    Explain,
    ListItems,
    ListValues,
    Lookup,
    Memory,
    Or,
    Query,
    Rank,
    Selection,
    ValueOf,
)
from chatbot.datatypes.subjects import subjects_of, with_subjects
from chatbot.dialogue.limits import attributes_of, joined, opposite, parts_of, without
from chatbot.dialogue.sets import focus, group_of, members, refs, selection_of, shown_set
from chatbot.dialogue.shifts import Found, Shifts, with_selection
from chatbot.dialogue.state import Exchange

ALL_PLACES = 100
MOST_ALTERNATIVES = 4


class Moves:
    """All follow-ups over one catalog."""

    def __init__(self, catalog: Catalog) -> None:
        """Bind each kind of follow-up to what is done."""
        self._catalog = catalog
        self._domain = next(iter(catalog.domains.values()))
        self.shifts = Shifts(catalog)
        self._table: dict[str, Callable[[Followup, Exchange], Found]] = {
            "shift": self._shift,
            "pick": self._pick,
            "negate": self._negate,
            "affirm": self._affirm,
            "widen": self._widen,
            "again": lambda said, last: last.queries[-1:],
            "sort": self._sort,
            "count": self._count,
            "why": self._why,
            "source": self._source,
            "article": self._article,
            "terms": lambda said, last: self.shifts.terms(said, last),
            "more": self._more,
            "versions": self._versions,
            "compare": self._compare,
            "swap": self._swap,
            "correct": self._correct,
            "add": self._add,
            "gap": self._gap,
            "memory": self._memory,
        }

    def apply(self, said: Followup, last: Exchange) -> Found:
        """Return the whole questions that a follow-up may mean."""
        move = self._table.get(said.kind)
        return move(said, last) if move else ()

    def _shift(self, said: Followup, last: Exchange) -> Found:
        if said.pick is not None:
            return self._pick(said, last)
        return self.shifts.shift(said, last)

    # --- places ---

    def _pick(self, said: Followup, last: Exchange) -> Found:
        pick = said.pick
        if pick is None:
            return ()
        rank = self._next_place(pick, said, last)
        if rank is not None:
            return rank
        things = self.places(pick, last)
        if not things:
            return ()
        asked = self.shifts.places(said, things)
        if asked:
            return asked
        if len(things) > 1:
            return self._cut(pick, things, last)
        return (Describe(things),)

    def places(self, pick: Pick, last: Exchange) -> tuple[Ref, ...]:
        """Return the things at some places of what was shown; none where there are not so many."""
        pool = self._pool(pick, last)
        if pick.pair and len(pool) != 2:
            return ()
        first, last_place = (place - 1 if place > 0 else len(pool) + place for place in (pick.first, pick.last))
        if not 0 <= first <= last_place < len(pool):
            return ()
        return pool[first : last_place + 1]

    def _pool(self, pick: Pick, last: Exchange) -> tuple[Ref, ...]:
        query = last.query
        named = subjects_of(query)
        if isinstance(query, ListItems) and query.level == self._domain.group:
            return tuple(Ref("group", group) for group in last.groups)
        if isinstance(query, ListItems) and query.level == "group":
            return tuple(Ref("group", group) for group in last.groups)
        if len(named) > 1 or pick.pair:
            return named
        return refs(last.shown)

    def _next_place(self, pick: Pick, said: Followup, last: Exchange) -> Found | None:
        """`and the second?` after a question for the first place: the next place of the same order."""
        selection = selection_of(last)
        rank = selection.rank if selection is not None else None
        if selection is None or rank is None or pick.pair or pick.first < 1:
            return None
        if rank.first != rank.last or pick.first != pick.last or said.where or said.attributes or rank.per:
            return None
        if pick.first <= len(last.shown) and len(last.shown) > 1:
            return None
        moved = msgspec.structs.replace(rank, first=pick.first, last=pick.last)
        return (ListItems(msgspec.structs.replace(selection, rank=moved)),)

    def _cut(self, pick: Pick, things: tuple[Ref, ...], last: Exchange) -> Found:
        selection = selection_of(last)
        query = last.query
        if isinstance(query, ListItems) and selection is not None and selection.rank is not None and pick.first == 1:
            rank = msgspec.structs.replace(selection.rank, last=selection.rank.first + pick.last - 1)
            return (msgspec.structs.replace(query, selection=msgspec.structs.replace(selection, rank=rank)),)
        level = query.level if isinstance(query, ListItems) else "item"
        return (ListItems(Selection(things), level=level),)

    # --- truth ---

    def _stated(self, last: Exchange) -> tuple[Selection, Constraint] | None:
        """Return the set that was asked about and the statement that was tried on it."""
        query = last.query
        if isinstance(query, Check | Explain):
            alone = len(last.shown) == 1 and query.selection.where is None
            return (Selection() if alone else query.selection), query.statement
        selection = selection_of(last)
        if selection is None or selection.where is None or selection.rank is not None:
            return None
        return msgspec.structs.replace(selection, where=None), selection.where

    def _negate(self, said: Followup, last: Exchange) -> Found:
        stated = self._stated(last)
        if stated is None:
            return ()
        selection, where = stated
        parts = parts_of(where)
        if last.added is not None and last.added in parts and len(parts) > 1:
            kept = [part for part in parts if part != last.added]
            return (self._listed(selection, joined((*kept, opposite(last.added))), last),)
        if len(parts) == 1 or isinstance(last.query, Check | Explain):
            return (self._listed(selection, opposite(where), last),)
        ways = []
        for chosen in reversed(parts):
            kept = [part for part in parts if part != chosen]
            ways.append(self._listed(selection, joined((*kept, opposite(chosen))), last))
        return tuple(ways[: MOST_ALTERNATIVES - 1]) + (self._listed(selection, opposite(where), last),)

    def _listed(self, selection: Selection, where: Constraint | None, last: Exchange) -> Query:
        chosen = msgspec.structs.replace(selection, where=joined(filter(None, (selection.where, where))))
        if isinstance(last.query, CountItems):
            return msgspec.structs.replace(last.query, selection=chosen)
        return ListItems(chosen)

    def _affirm(self, said: Followup, last: Exchange) -> Found:
        stated = self._stated(last)
        if stated is None:
            selection = shown_set(last)
            return (ListItems(selection),) if isinstance(last.query, CountItems) and selection is not None else ()
        selection, where = stated
        positive = tuple(opposite(part) if part == last.added else part for part in parts_of(where))
        negative = [part for part in parts_of(where) if opposite(part) != part and part == last.added]
        limited = joined(positive) if negative and isinstance(last.query, ListItems) else where
        return (ListItems(msgspec.structs.replace(selection, where=joined(filter(None, (selection.where, limited))))),)

    def _widen(self, said: Followup, last: Exchange) -> Found:
        dropped = {*said.attributes, *attributes_of(said.where)}
        dropped |= {a.id for a in self._catalog.attributes.values() if said.things and a.of == said.things[0].kind}
        selection = selection_of(last)
        if not dropped or selection is None or isinstance(last.query, Check) or not hasattr(last.query, "selection"):
            return ()
        where = without(selection.where, dropped)
        rank = selection.rank if selection.rank and selection.rank.attribute not in dropped else None
        if where == selection.where and rank == selection.rank:
            return ()
        wider = msgspec.structs.replace(selection, where=where, rank=rank)
        return (with_selection(last.query, wider),)

    # --- order and number ---

    def _sort(self, said: Followup, last: Exchange) -> Found:
        base = shown_set(last)
        rank = said.rank
        if rank is None and said.order is not None:
            rank = Rank(*said.order)
        if rank is None and len(said.attributes) == 1:
            known = self._catalog.attributes[said.attributes[0].partition(":")[0]]
            direction = "most" if known.better != "less" else "least"
            rank = Rank(known.id, direction) if known.type in {"quantity", "date"} else None
        if base is None or rank is None:
            return ()
        whole = Rank(rank.attribute, rank.direction, 1, ALL_PLACES)
        return (ListItems(msgspec.structs.replace(base, rank=whole)),)

    def _count(self, said: Followup, last: Exchange) -> Found:
        if isinstance(last.query, ListValues) and not said.where and not said.attributes:
            return (CountItems(last.query.selection, last.query.attribute),)
        if said.attributes:
            known = self._catalog.attributes[said.attributes[0].partition(":")[0]]
            base = shown_set(last)
            countable = known.type in {"entity", "entities", "choice", "choices"}
            if base is not None and countable and len(last.shown) > 1:
                return (CountItems(base, known.id),)
            return self.shifts.attributes(said, last)
        if said.where is not None:
            return self.shifts.refine(said.where, msgspec.structs.replace(said, within=True), last)
        base = selection_of(last)
        stated = self._stated(last)
        if said.level == "group" and base is not None:
            return (CountItems(base, "group"),)
        if isinstance(last.query, Check) and stated is not None:
            base = msgspec.structs.replace(stated[0], where=joined(filter(None, (stated[0].where, stated[1]))))
        return (CountItems(base),) if base is not None else ()

    # --- reasons ---

    def _why(self, said: Followup, last: Exchange) -> Found:
        query = last.query
        if said.where is not None:
            return (Explain(Selection(focus(last)), said.where),) if focus(last) else ()
        if isinstance(query, Check | Explain):
            selection = query.selection
            named = selection if selection.subjects else Selection(refs(last.shown))
            return (Explain(named, query.statement),) if named.subjects else ()
        selection = selection_of(last)
        if selection is not None and selection.rank is not None:
            return (Lookup(Selection(refs(last.shown)), (selection.rank.attribute,)),)
        if selection is not None and selection.where is not None and last.shown:
            return (Explain(Selection(refs(last.shown)), selection.where),)
        if isinstance(query, Contest):
            return (Lookup(Selection(query.subjects), (query.attribute,)),)
        return ()

    def _source(self, said: Followup, last: Exchange) -> Found:
        asked = (*said.attributes, *sorted(attributes_of(said.where)))
        about = focus(last)
        if not about or not all(members(ref, self._catalog) for ref in about):
            return ()
        return (Cite(Selection(about), asked or last.attributes),)

    def _article(self, said: Followup, last: Exchange) -> Found:
        about = focus(last)
        asked = (*said.attributes, *sorted(attributes_of(said.where)))
        groups = tuple(dict.fromkeys(Ref("group", group) for ref in about if (group := group_of(ref, self._catalog))))
        return (Claims(groups, asked),) if groups else ()

    def _more(self, said: Followup, last: Exchange) -> Found:
        selection = selection_of(last)
        rank = selection.rank if selection is not None else None
        if selection is not None and rank is not None and isinstance(last.query, ListItems) and not rank.per:
            if rank.last < ALL_PLACES:
                size = rank.last - rank.first + 1
                moved = msgspec.structs.replace(rank, first=rank.last + 1, last=rank.last + size)
                return (ListItems(msgspec.structs.replace(selection, rank=moved)),)
        about = focus(last)
        if isinstance(last.query, Describe) or not about:
            return ()
        groups = tuple(dict.fromkeys(Ref("group", group_of(ref, self._catalog)) for ref in about))
        return (Describe(about if len(about) <= 2 or not all(ref.id for ref in groups) else groups),)

    def _versions(self, said: Followup, last: Exchange) -> Found:
        groups = dict.fromkeys(group for ref in focus(last) if (group := group_of(ref, self._catalog)))
        if len(groups) != 1:
            return ()
        selection = Selection((Ref("group", next(iter(groups))),))
        return (CountItems(selection),) if said.asks == "count" else (ListItems(selection),)

    # --- one against another ---

    def _compare(self, said: Followup, last: Exchange) -> Found:
        about = self.places(said.pick, last) if said.pick else focus(last)
        things = tuple(dict.fromkeys((*about, *said.subjects)))
        if len(things) < 2:
            return ()
        asked = said.attributes or (last.query.attributes if isinstance(last.query, CompareItems | Lookup) else ())
        return (CompareItems(things, asked),)

    def _swap(self, said: Followup, last: Exchange) -> Found:
        old = subjects_of(last.query)
        if said.replaced:
            replaced = [ref for ref in old if ref in said.replaced or self._related(ref, said.replaced)]
            if len(replaced) != 1:
                return ()
            return (self._swapped(last.query, replaced[0], said.subjects),)
        if len(old) < 2:
            return self.shifts.subjects(said.subjects, last)
        near = [ref for ref in old if self._related(ref, said.subjects)]
        candidates = near if len(near) == 1 else list(old)
        return tuple(self._swapped(last.query, ref, said.subjects) for ref in candidates)

    def _swapped(self, query: Query, old: Ref, new: tuple[Ref, ...]) -> Query:
        if hasattr(query, "left") and len(new) == 1:
            return msgspec.structs.replace(query, **{"left" if query.left == old else "right": new[0]})  # type: ignore[union-attr,arg-type]
        subjects = [each for ref in subjects_of(query) for each in (new if ref == old else (ref,))]
        return with_subjects(query, tuple(dict.fromkeys(subjects)))

    def _related(self, ref: Ref, others: tuple[Ref, ...]) -> bool:
        return any(group_of(ref, self._catalog) == group_of(other, self._catalog) != "" for other in others)

    def _correct(self, said: Followup, last: Exchange) -> Found:
        if said.subjects:
            return self._swap(said, last)
        if said.amount is not None and len(subjects_of(last.query)) > 1:
            return ()
        if isinstance(said.where, Among):
            return ()
        if said.where is not None and last.added is not None:
            selection = selection_of(last)
            if selection is not None and hasattr(last.query, "selection"):
                kept = [part for part in parts_of(selection.where) if part != last.added]
                chosen = msgspec.structs.replace(selection, where=joined((*kept, said.where)))
                return (with_selection(last.query, chosen),)
        return self.shifts.shift(said, last)

    def _add(self, said: Followup, last: Exchange) -> Found:
        """One more thing beside those compared, or in the set."""
        query, selection = last.query, selection_of(last)
        if isinstance(query, ListItems | CountItems) and selection is not None and selection.rank is None:
            if selection.where is None:
                return (with_subjects(query, tuple(dict.fromkeys((*selection.subjects, *said.subjects)))),)
            wider = Or((selection.where, Among(said.subjects)))
            return (with_selection(query, msgspec.structs.replace(selection, where=wider)),)
        old = subjects_of(query)
        if not old or isinstance(query, Difference):
            return ()
        return (with_subjects(query, tuple(dict.fromkeys((*old, *said.subjects)))),)

    def _gap(self, said: Followup, last: Exchange) -> Found:
        """By how much does the one exceed the other that were just compared?"""
        query = last.query
        if isinstance(query, Contest) and len(query.subjects) == 2:
            attribute = said.order[0] if said.order else query.attribute
            return (Difference(query.subjects[0], query.subjects[1], attribute),)
        if isinstance(query, Check) and isinstance(query.statement, Compare):
            operand, subjects = query.statement.operand, query.selection.subjects
            if isinstance(operand, ValueOf) and len(subjects) == 1:
                return (Difference(subjects[0], operand.subject, query.statement.attribute),)
        return ()

    def _memory(self, said: Followup, last: Exchange) -> Found:
        """How much memory, or how many cards, do the things talked about need?"""
        about = focus(last)
        if not about or not all(members(ref, self._catalog) for ref in about):
            return ()
        of = "cards" if said.hardware else "memory"
        return (Memory(Selection(about), 0, said.precision, said.context, said.mode or "run", said.hardware, of),)
