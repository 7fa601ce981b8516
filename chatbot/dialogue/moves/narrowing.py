"""Constraints and ranks of a follow-up: of the set talked about, or as a statement about the things named."""

from __future__ import annotations

import msgspec

from chatbot.datatypes.catalog import Ref
from chatbot.datatypes.followup import Followup
from chatbot.datatypes.query import (
    Aggregate,
    Among,
    Check,
    Compare,
    CompareItems,
    Constraint,
    Contest,
    CountItems,
    Explain,
    Fits,
    Has,
    Is,
    ListItems,
    Lookup,
    Memory,
    Not,
    Quantity,
    Rank,
    Recommend,
    Selection,
    ValueOf,
)
from chatbot.datatypes.subjects import ALL_PLACES, fit_in, held_at_least, subjects_of
from chatbot.dialogue.fits import with_fit
from chatbot.dialogue.limits import changed, joined, parts_of, replaced_for, replaces_any
from chatbot.dialogue.moves.others import put_right
from chatbot.dialogue.moves.parallels import Found, fewer, with_selection
from chatbot.dialogue.moves.statements import Statements
from chatbot.dialogue.sets import (
    focus,
    group_of,
    is_on_items,
    is_plain,
    kin,
    members,
    ordered_by,
    refs,
    role,
    selection_of,
    shown_set,
    sibling,
    sides_of,
)
from chatbot.dialogue.state import Exchange

_OF_ONE = (Check, Lookup, Explain, Memory)
"""Questions that may be asked of the first of a family."""
_COUNTED = (CountItems, Recommend, Aggregate)
"""Questions that stay what they are when their set becomes smaller."""


class Narrowing(Statements):
    """Narrows sets over one catalog."""

    def limits(self, said: Followup, last: Exchange) -> Found:
        """Apply the constraints and the rank that a follow-up names, or what it puts right."""
        return (put_right(said.where, last) if said.where is not None else ()) or self._limits(said, last)

    def _limits(self, said: Followup, last: Exchange) -> Found:
        if said.rank is not None and not said.rank.attribute and said.where is None:
            found = self._open_rank(said.rank, said, last)
            if found is not None:
                return found
        if said.where is None:
            return self._rank(_by_last(said.rank, last), said, last) if said.rank is not None else ()
        where = said.where
        if isinstance(last.query, Explain) and not (said.parallel or said.asks or said.within or said.rank):
            named = is_plain(last) and isinstance(where, Is | Fits)  # and for research? On a 3090?
            return (Check(last.query.selection, where),) if named else ()  # `Meta's would do as well` asks no reason
        sized = self._of_size(where, said, last)
        if sized is not None or self._is_void(where, said, last):
            return sized or ()
        if said.rank is not None:
            return self._both(where, said.rank, said, last)
        if isinstance(last.query, Recommend) and said.asks == "any":
            said = msgspec.structs.replace(said, asks="")  # are there Chinese ones, of what is to be recommended?
        if said.kin and is_plain(last) and not said.asks and not said.within:
            return self._kin(where, last)
        if said.asks == "which" and last.denied and _is_asked_again(where, last):
            return (ListItems(Selection((), where)),)  # it holds of none of these: of which does it?
        less = self._for_task(where, said, last) or _counted(where, said, last) or fewer(where, last, self._catalog)
        return less or self._stated(where, said, last) or self.refine(where, said, last)

    def _for_task(self, where: Constraint, said: Followup, last: Exchange) -> Found:
        """`and for chat?` after something was to be recommended for code: something for that."""
        tasks = role("tasks", last, self._catalog)
        if not isinstance(last.query, Recommend) or not isinstance(where, Has) or where.attribute != tasks:
            return ()
        another = not (said.asks or said.within or said.likewise)
        return (msgspec.structs.replace(last.query, task=where.value),) if another else ()

    def _is_void(self, where: Constraint, said: Followup, last: Exchange) -> bool:
        """Say whether a constraint limits nothing that was talked about.

        Named things without others, or with a size that none of them has: that states nothing about them.
        """
        if selection_of(last) is None or (said.asks != "check" and not is_on_items(last)):
            return True
        if said.asks or not is_plain(last):
            return False
        if isinstance(where, Not) and isinstance(where.part, Among):
            gone = {item for ref in where.part.subjects for item in members(ref, self._catalog)}
            named = {item for ref in focus(last) for item in members(ref, self._catalog)}
            return not gone & named or named <= gone
        if isinstance(last.query, ListItems | CountItems):
            return False
        return any(not sibling(focus(last), size, self._catalog) for size in self._sizes(where, last))

    def _sizes(self, where: Constraint, last: Exchange) -> list[Quantity]:
        """Return the sizes of which a constraint says exactly one (the 70B model)."""
        size = role("size", last, self._catalog)
        stated = [part for part in parts_of(where) if isinstance(part, Compare) and part.attribute == size]
        return [part.operand for part in stated if part.op == "=" and isinstance(part.operand, Quantity)]

    def _of_size(self, where: Constraint, said: Followup, last: Exchange) -> Found | None:
        """Whether something more holds of the sibling of a size; None where none is told with something more."""
        sizes, limits = self._sizes(where, last), parts_of(where)
        if said.asks != "check" or said.within or not is_plain(last) or len(sizes) != 1 or len(limits) == 1:
            return None
        near = sibling(focus(last), sizes[0], self._catalog)
        rest = joined(part for part in limits if not (isinstance(part, Compare) and part.operand == sizes[0]))
        return (Check(Selection(near), rest),) if near and rest is not None else ()

    def _open_rank(self, rank: Rank, said: Followup, last: Exchange) -> Found | None:
        """Return the first in an order that only the last question tells; None where another rule tells it."""
        query = last.query
        if isinstance(query, CountItems) and query.per:
            return (query,)  # `who has the most?` after the number of each
        if isinstance(query, CompareItems) and len(query.attributes) == 1 and (rank.first, rank.last) == (1, 1):
            attribute = ordered_by(last, self._catalog)
            return (Contest(query.subjects, attribute, rank.direction),) if attribute else ()
        if isinstance(query, Lookup):
            return self._most(rank, said, last)
        if isinstance(query, Contest) and (rank.first, rank.last) == (1, 1):
            return (msgspec.structs.replace(query, direction=rank.direction),)  # which has most? the least?
        if isinstance(query, Check) and isinstance(query.statement, Compare):
            chosen = msgspec.structs.replace(rank, attribute=query.statement.attribute)
            return (ListItems(Selection((), rank=chosen)),)  # none has as much: which has most?
        return None

    def _most(self, rank: Rank, said: Followup, last: Exchange) -> Found:
        """`who has the most?` after facts: of several things among these, of one thing among all."""
        selection, attribute = selection_of(last), ordered_by(last, self._catalog)
        if selection is None or selection.rank is not None:
            return self._rank(_by_last(rank, last), Followup(kind="shift", rank=rank), last)
        several = len(last.shown) > 1 and (said.within or len(selection.subjects) != 1)
        base = selection if several else Selection()
        chosen = msgspec.structs.replace(base, rank=msgspec.structs.replace(rank, attribute=attribute))
        return (ListItems(chosen),) if attribute else ()

    def _both(self, where: Constraint, rank: Rank, said: Followup, last: Exchange) -> Found:
        """The first of a kind, of the set talked about; where it is asked whether, of the first itself.

        One thing, or the first of some, leaves the set it is from.
        """
        base, before = fit_in(where), fit_in(last.query)
        if base is not None and not base.hardware:
            if before is None:
                return ()
            where = with_fit(where, base, before)  # the largest that does fit
        if isinstance(last.query, Check) and base is not None and not base.hardware:
            return (ListItems(Selection((), where, rank)),)
        kept = selection_of(last) if _is_of_ranked(last) and not said.within else shown_set(last)
        if is_plain(last) and len(last.shown) == 1 and not said.within:
            kept = Selection() if said.asks != "check" else None
        if kept is None:
            return ()
        if said.asks == "check" and len(parts_of(where)) > 1:
            return ()  # which of them describes it, and which is asked of it?
        if said.asks == "check":
            return (Check(msgspec.structs.replace(kept, rank=rank), where),)  # is the largest one free to sell?
        limited = changed(kept.where, where, self._catalog.attributes)
        named = [part for part in parts_of(limited) if isinstance(part, Among)]
        if len(named) == 1 and not kept.subjects:  # the largest Llama that fits, which may be another one's next
            rest = joined(part for part in parts_of(limited) if part != named[0])
            return (ListItems(Selection(named[0].subjects, rest, rank)),)
        return (ListItems(msgspec.structs.replace(kept, where=limited, rank=rank)),)

    def refine(self, where: Constraint, said: Followup, last: Exchange) -> Found:
        """The last set with one more constraint, which takes the place of what it contradicts."""
        chosen = said.within or said.asks in {"which", "count"}
        selection = (
            Selection() if self._is_beyond_all(where, last) else sides_of(last) if chosen else selection_of(last)
        )
        if selection is None or (said.asks in {"check", "any", "all"} and said.kind == "shift"):
            return ()
        of_shown = said.within or said.asks in {"which", "count"}
        if isinstance(last.query, Recommend) and of_shown and not last.shown:
            said = msgspec.structs.replace(said, within=False, asks="")  # of none there is no part: with one limit more
            return self.refine(where, said, last)
        if isinstance(last.query, Recommend) and of_shown:
            selection = shown_set(last) or selection
        parallel = not said.within and replaces_any(selection.where, where, self._catalog.attributes)
        if said.parallel and not said.asks and _alike(selection.where, where):
            meant = replaced_for(selection.where, where)  # what about Hebrew?
            return self._about(msgspec.structs.replace(selection, where=meant), said, last, parallel=True)
        if selection.rank is not None and not parallel and not _keeps_rank(selection.rank, said, last):
            selection = shown_set(last)
            if selection is None:
                return ()
        if not said.asks and where in parts_of(selection.where):
            limited = replaced_for(selection.where, where)  # `just Hindi`, after those that speak Thai and Hindi
        elif said.within and _states_other(selection.where, where):
            limited = replaced_for(selection.where, where)  # only 2024, after those of 2023
        elif said.within:
            limited = joined(filter(None, (selection.where, where)))
        else:
            limited = changed(selection.where, where, self._catalog.attributes)
        return self._about(msgspec.structs.replace(selection, where=limited), said, last, parallel)

    def _about(self, chosen: Selection, said: Followup, last: Exchange, parallel: bool) -> Found:
        """Ask the last question of the smaller set, or list it."""
        query = last.query
        if isinstance(query, Recommend):
            least = [role(name, last, self._catalog) for name in ("span", "output")]
            where = held_at_least(chosen.where, least)
            chosen = msgspec.structs.replace(chosen, where=where)
        if said.asks == "count":
            return (CountItems(chosen),)
        if said.asks != "which" and (isinstance(query, _COUNTED) or (parallel and isinstance(query, Lookup))):
            return (msgspec.structs.replace(query, selection=chosen),)
        if isinstance(query, ListItems) and (parallel or chosen.rank is not None) and said.asks != "which":
            return (msgspec.structs.replace(query, selection=chosen),)
        return (ListItems(chosen, level=query.level if isinstance(query, ListItems) else "item"),)

    def _in_matter(self, rank: Rank, selection: Selection | None, last: Exchange) -> Rank:
        """`the second newest` after the one with the newest knowledge: by the same date, not by that of release."""
        date = role("date", last, self._catalog)
        before = selection.rank.attribute if selection is not None and selection.rank is not None else ""
        limits = parts_of(selection.where) if selection is not None else ()
        against = [part for part in limits if isinstance(part, Compare) and isinstance(part.operand, ValueOf)]
        before = before or (against[0].attribute if len(against) == 1 else "")
        known = self._catalog.attributes.get(before)
        same = rank.attribute == date and known is not None and known.type == "date"
        return msgspec.structs.replace(rank, attribute=before) if same else rank

    def _rank(self, rank: Rank, said: Followup, last: Exchange) -> Found:
        """Another place or order in the same set, or the first of those shown."""
        query, selection = last.query, sides_of(last)
        if not rank.attribute or not is_on_items(last):
            return ()
        rank = self._in_matter(rank, selection, last)
        held = isinstance(query, CompareItems | Contest | Recommend) and len(subjects_of(query)) > 1
        if held and (rank.first, rank.last) == (1, 1):
            return (Contest(subjects_of(query), rank.attribute, rank.direction),)
        if selection is None:
            return ()
        if is_plain(last) and len(last.shown) == 1:
            return self._of_kin(rank, said, last)
        ranked = selection.rank is not None
        ordered = rank.last == ALL_PLACES
        among = isinstance(query, Recommend) or (
            ranked and (said.within or said.asks == "which" or ordered) and len(last.shown) > 1
        )
        base = shown_set(last) if among else selection
        if base is None or not (among or ranked or len(last.shown) > 1):
            return ()
        per = rank.per or (base.rank.per if base.rank is not None else "")
        chosen = msgspec.structs.replace(base, rank=msgspec.structs.replace(rank, per=per))
        if isinstance(query, Lookup | Recommend | Memory) and ranked and not among:
            return (msgspec.structs.replace(query, selection=chosen),)
        if not among and _is_of_some(selection.rank, rank):
            of_these = msgspec.structs.replace(chosen, subjects=refs(last.shown), where=None)
            return ListItems(of_these), ListItems(chosen)
        return (ListItems(chosen),)

    def _of_kin(self, rank: Rank, said: Followup, last: Exchange) -> Found:
        """`and the biggest one?` after a question on one thing: the same of the biggest of its family.

        `Which is the biggest?` may as well ask for the biggest of which it is so.
        """
        query, ordered = last.query, {role(name, last, self._catalog) for name in ("size", "date")}
        family, near = group_of(focus(last)[0], self._catalog), kin(focus(last), self._catalog)
        first = (rank.first, rank.last) == (1, 1) and not said.within
        if not first or said.asks not in {"", "which"} or len(near) < 2 or rank.attribute not in ordered:
            return ()
        chosen = Selection((Ref("group", family),), rank=rank)
        if said.asks and isinstance(query, Check):
            return ListItems(chosen), ListItems(Selection((), query.statement, rank))
        if said.asks:
            return (ListItems(chosen),)
        return (with_selection(query, chosen),) if isinstance(query, _OF_ONE) else (ListItems(chosen),)


def _counted(where: Constraint, said: Followup, last: Exchange) -> Found:
    """`how many are open?` after one item, which is no set: how many of all there are."""
    about = focus(last) if is_plain(last) and said.asks == "count" and not said.within else ()
    return (CountItems(Selection((), where)),) if len(about) == 1 and about[0].kind == "item" else ()


def _alike(old: Constraint | None, new: Constraint) -> bool:
    """Say whether both ask for one value of the same attribute, which may have several (Arabic, Hebrew)."""
    before = [part for part in parts_of(old) if isinstance(part, Has)]
    return isinstance(new, Has) and [part.attribute for part in before].count(new.attribute) == 1


def _is_of_ranked(last: Exchange) -> bool:
    """Say whether the first of some set were asked for, which a new first one is looked for in."""
    selection = selection_of(last)
    return selection is not None and selection.rank is not None and not isinstance(last.query, Recommend)


def _is_of_some(old: Rank | None, new: Rank) -> bool:
    """`and the smallest?` after the three newest: it cannot be known whether of these three, or of all."""
    return old is not None and old.first < old.last < ALL_PLACES and old.attribute != new.attribute


def _by_last(rank: Rank, last: Exchange) -> Rank:
    """Give an order without an attribute that of the last rank (the shortest, the second longest)."""
    selection = selection_of(last)
    if rank.attribute or selection is None or selection.rank is None:
        return rank
    return msgspec.structs.replace(rank, attribute=selection.rank.attribute)


def _keeps_rank(rank: Rank, said: Followup, last: Exchange) -> bool:
    """`the largest?` `and of Meta's?`: the first of a smaller set, not that first one if it belongs there."""
    several = said.within and len(last.shown) > 1
    return rank.last == 1 and not several and said.asks not in {"which", "count"} and isinstance(last.query, ListItems)


def _is_asked_again(where: Constraint, last: Exchange) -> bool:
    """Say whether the same was asked of named things before."""
    return isinstance(last.query, Check) and is_plain(last) and last.query.statement == where


def _states_other(old: Constraint | None, new: Constraint) -> bool:
    """Say whether another value is stated of what a set is told by (2024 after 2023): nothing can have both."""
    if not isinstance(new, Compare) or new.op != "=":
        return False
    stated = (part for part in parts_of(old) if isinstance(part, Compare) and part.op == "=")
    return any(part.attribute == new.attribute and part.operand != new.operand for part in stated)
