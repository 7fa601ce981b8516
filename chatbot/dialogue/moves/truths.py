"""Follow-ups on a statement and its set: those for which it does not hold, or does; without a constraint; how many."""

from __future__ import annotations

import msgspec

from chatbot.datatypes.catalog import Ref
from chatbot.datatypes.followup import Followup
from chatbot.datatypes.query import (
    Among,
    Check,
    CompareItems,
    Conditions,
    Constraint,
    Contest,
    CountItems,
    Explain,
    Has,
    Is,
    ListItems,
    ListValues,
    Lookup,
    Not,
    Query,
    Recommend,
    Selection,
)
from chatbot.datatypes.subjects import ALL_PLACES
from chatbot.dialogue.limits import attributes_of, excludes, joined, parts_of, without
from chatbot.dialogue.moves.parallels import Found, fewer, with_selection
from chatbot.dialogue.moves.shifts import COUNTABLE, Shifts
from chatbot.dialogue.sets import is_on_items, is_plain, refs, role, selection_of, shown_set, those
from chatbot.dialogue.state import Exchange
from chatbot.understanding.builders.ground import opposite

MOST_ALTERNATIVES = 4


def stated(last: Exchange) -> tuple[Selection, Constraint] | None:
    """Return the set asked about and the statement tried on it; one item alone stands for the whole catalog."""
    query = last.query
    if isinstance(query, Check | Explain):
        alone = len(last.shown) == 1 and query.selection.where is None
        return (Selection() if alone else query.selection), query.statement
    selection = selection_of(last)
    if selection is None or selection.where is None or selection.rank is not None:
        return None
    return msgspec.structs.replace(selection, where=None), selection.where


def negate(said: Followup, last: Exchange, _shifts: Shifts) -> Found:
    """Those, or how many, for which the last statement does not hold; of several at once, it is asked back which."""
    found = _negated(last, _family(last) if said.kin else None)
    if said.asks != "count":
        return found
    return tuple(CountItems(query.selection) if isinstance(query, ListItems) else query for query in found)


def _negated(last: Exchange, family: Selection | None) -> Found:
    found = stated(last)
    if found is None:
        return ()
    selection, where = found
    parts = parts_of(where)
    uniform = isinstance(last.query, Check | Explain) and last.query.selection.where is None
    if uniform and (last.affirmed or last.denied):
        selection = family or Selection()  # it holds of all of these, or of none: of which others does it not?
    if isinstance(last.query, Explain) and isinstance(where, Not):
        # why can't OPT be sold? which can't? why is GPT-4 closed? which aren't?
        return _listed(selection, where, last), _listed(selection, where.part, last)
    if last.added is not None and last.added in parts and len(parts) > 1:
        return (_listed(selection, _with_opposite(parts, last.added), last),)
    if len(parts) == 1 or isinstance(last.query, Check | Explain):
        return (_listed(selection, opposite(where), last),)
    ways = [_listed(selection, _with_opposite(parts, part), last) for part in reversed(parts)]
    return (*ways[: MOST_ALTERNATIVES - 1], _listed(selection, opposite(where), last))


def confirmed(_said: Followup, last: Exchange, _shifts: Shifts) -> Found:
    """`so it may?`: the last statement once more, as one that holds."""
    return _restated(last, holds=True)


def denied(_said: Followup, last: Exchange, _shifts: Shifts) -> Found:
    """`so it may not?`: the last statement once more, as one that does not hold."""
    return _restated(last, holds=False)


def _restated(last: Exchange, *, holds: bool) -> Found:
    query = last.query
    if not isinstance(query, Check | Explain) or (isinstance(query, Check) and query.mode != "each"):
        return ()
    statement = query.statement
    plain = statement.part if isinstance(statement, Not) else statement
    return (Check(query.selection, plain if holds else Not(plain)),)


def conditional(_said: Followup, last: Exchange, shifts: Shifts) -> Found:
    """`which of them on conditions?`"""
    return _graded(last, "conditional", shifts)


def outright(_said: Followup, last: Exchange, shifts: Shifts) -> Found:
    """`which without conditions?`"""
    return _graded(last, "yes", shifts)


def _graded(last: Exchange, grade: str, shifts: Shifts) -> Found:
    """Those of the last set for which its one statement that has conditions holds in one way."""
    found = stated(last)
    if found is None:
        return ()
    selection, where = found
    kept: list[Constraint] = []
    for part in parts_of(where):
        known = shifts.catalog.attributes.get(part.attribute) if isinstance(part, Is | Has) else None
        truth = known is not None and known.type == "truth"
        kept.append(Has(known.id, grade) if known is not None and truth else part)
    changed = [part for part, old in zip(kept, parts_of(where), strict=True) if part != old]
    return (_listed(selection, joined(kept), last),) if len(changed) == 1 else ()


def all_so(said: Followup, last: Exchange, shifts: Shifts) -> Found:
    """`are all the Apache ones so?` after a statement: does it hold of all that are described?"""
    query, size = last.query, role("size", last, shifts.catalog)
    if not isinstance(query, Check) or said.where is None or size in attributes_of(said.where):
        return ()  # sizes are of what was talked about
    plain = query.statement.part if isinstance(query.statement, Not) else query.statement
    return (Check(Selection((), said.where), plain, "all"),)


def _of_terms(last: Exchange, shifts: Shifts) -> tuple[Selection, Constraint] | None:
    """Return what terms were asked about, as a statement: whose terms allow it."""
    topic = last.query.topic if isinstance(last.query, Conditions) else ""
    known = shifts.catalog.attributes.get(topic)
    return (Selection(), Is(topic)) if known is not None and known.type == "truth" else None


def affirm(said: Followup, last: Exchange, shifts: Shifts) -> Found:
    """Those for which it holds: after a check or a number, their list; after a negation, the other ones."""
    values = _values_counted(last)
    if values and not said.where and not said.subjects and said.rank is None:
        return values  # how many languages? which ones?
    found = _of_terms(last, shifts) or stated(last)
    if found is None:
        return _of_counted(said, last)
    selection, where = found
    if isinstance(last.query, Check) and last.query.mode == "all" and isinstance(where, Not):
        where = where.part  # `neither?` `so which do?`
    elif isinstance(last.query, Explain) and isinstance(where, Not):
        where = where.part  # why may OPT not be sold? so which may?
    if said.subjects:
        return (ListItems(Selection(said.subjects, where)),)  # so which Vicuna is?
    if said.where is not None:
        return (ListItems(Selection((), joined((said.where, where)))),)  # which open models do?
    if said.kin and said.rank is None:
        selection = _family(last)  # which versions are?
    elif _holds_of_none(last):
        selection = Selection()  # of none of these: of all others
    if isinstance(last.query, ListItems):
        turned = (part.part if isinstance(part, Not) and part == last.added else part for part in parts_of(where))
        where = joined(turned) or where  # of which others is it so?
    return (ListItems(msgspec.structs.replace(_limited(selection, where), rank=said.rank)),)


def _of_counted(said: Followup, last: Exchange) -> Found:
    """Which are they, or the first of them, after how many there are of a set that nothing limits."""
    selection = shown_set(last) if isinstance(last.query, CountItems) else None
    if selection is None or said.where is not None or said.subjects:
        return ()
    return (ListItems(msgspec.structs.replace(selection, rank=said.rank)),)


def _family(last: Exchange) -> Selection:
    """Return all members of the families that were talked about."""
    return Selection(tuple(Ref("group", group) for group in last.groups))


def _holds_of_none(last: Exchange) -> bool:
    """Say whether it was asked why something is not so, or whether it is, of named things of which it holds of none."""
    query = last.query
    if isinstance(query, Explain):
        return isinstance(query.statement, Not) and last.affirmed
    none = last.denied or last.unsettled
    return isinstance(query, Check) and query.mode == "each" and query.selection.where is None and none


def _values_counted(last: Exchange) -> Found:
    """Return the question which values there are, where it was asked how many."""
    query = last.query
    if not isinstance(query, CountItems) or query.of in {"item", "group"}:
        return ()
    return (ListValues(query.selection, query.of),)


def listed(said: Followup, last: Exchange, shifts: Shifts) -> Found:
    """Those that were counted, or of which there are some, by name; a list once more."""
    query = last.query
    values = _values_counted(last)
    if values:
        return values
    if isinstance(query, ListItems):
        return (query,)
    if isinstance(query, Recommend | CompareItems | Lookup) and len(last.shown) > 1:
        return (ListItems(shown_set(last) or Selection(refs(last.shown))),)
    return affirm(said, last, shifts)


def widen(said: Followup, last: Exchange, shifts: Shifts) -> Found:
    """The last set without its constraints on some attributes."""
    if said.subjects:
        unwanted = Not(Among(said.subjects))
        rest = fewer(unwanted, last, shifts.catalog)
        return rest or shifts.narrowing.refine(unwanted, msgspec.structs.replace(said, within=True), last)
    dropped = {*said.attributes, *attributes_of(said.where)}
    dropped |= {a.id for a in shifts.catalog.attributes.values() if said.things and a.of == said.things[0].kind}
    selection = selection_of(last)
    if not dropped or selection is None or isinstance(last.query, Check) or not hasattr(last.query, "selection"):
        return ()
    where = without(selection.where, dropped)
    limited = attributes_of(selection.where) | ({selection.rank.attribute} if selection.rank else frozenset())
    if limited & dropped and not attributes_of(said.where) <= limited:
        return ()  # one limit goes, and what is said besides is another one
    if where == selection.where and where is not None and _made_by_one(selection, dropped, last, shifts):
        selection = msgspec.structs.replace(selection, subjects=())  # a family is named in the place of its maker
        return (with_selection(last.query, selection),)
    rank = selection.rank if selection.rank and selection.rank.attribute not in dropped else None
    if where == selection.where and rank == selection.rank:
        return ()
    return (with_selection(last.query, msgspec.structs.replace(selection, where=where, rank=rank)),)


def _made_by_one(selection: Selection, dropped: set[str], last: Exchange, shifts: Shifts) -> bool:
    """Say whether only the maker is dropped, of a set that is described among families that are named."""
    maker = role("maker", last, shifts.catalog)
    return dropped == {maker} and bool(selection.subjects) and all(ref.kind == "group" for ref in selection.subjects)


def include(_said: Followup, last: Exchange, shifts: Shifts) -> Found:
    """The last set with those of which its statements hold on conditions, too; they may be in it already."""
    selection = selection_of(last)
    if selection is None or selection.where is None or not hasattr(last.query, "selection"):
        return (last.query,)
    attributes = shifts.catalog.attributes
    loose = [
        Is(part.attribute) if isinstance(part, Has) and attributes[part.attribute].type == "truth" else part
        for part in parts_of(selection.where)
    ]
    return (with_selection(last.query, msgspec.structs.replace(selection, where=joined(loose))),)


def none(said: Followup, last: Exchange, _shifts: Shifts) -> Found:
    """Does it hold of none of those? After a list without more said: is there any at all?"""
    found = stated(last)
    if said.where is None and isinstance(last.query, Recommend):
        return ()  # none of those that were advised is wanted
    if said.where is None and found is not None and isinstance(last.query, ListItems | CountItems):
        return (Check(found[0], found[1], "any"),)
    where = said.where or (found[1] if found is not None else None)
    things = those(last)
    if isinstance(last.query, Explain) and isinstance(where, Not):
        where = where.part  # why may it not be sold? may none of them?
    return (Check(Selection(things), Not(where), "all"),) if things and where is not None else ()


def uses(said: Followup, last: Exchange, _shifts: Shifts) -> Found:
    """`which models have those?` after the values that occur in a set: that set.

    `Does Gemma use it?` after a set that is described: does it belong to that set?
    """
    query, selection = last.query, selection_of(last)
    if said.subjects and isinstance(query, ListItems | CountItems) and selection is not None:
        described = selection.where if selection.rank is None and not selection.subjects else None
        return (Check(Selection(said.subjects), described),) if described is not None else ()
    if not isinstance(query, ListValues) or query.selection == Selection():
        return ()
    return (CountItems(query.selection),) if said.asks == "count" else (ListItems(query.selection),)


def complete(_said: Followup, last: Exchange, _shifts: Shifts) -> Found:
    """`is that all?` after a list: how many there are in all."""
    query = last.query
    if isinstance(query, ListValues):
        return (CountItems(query.selection, query.attribute),)
    if not isinstance(query, ListItems | CountItems) or query.selection.rank is not None:
        return ()
    return (query,) if isinstance(query, CountItems) else (CountItems(query.selection, query.level),)


def count(said: Followup, last: Exchange, shifts: Shifts) -> Found:
    """How many are those? After which of them has more of something: how much has each?"""
    query, bare = last.query, not (said.per or said.attributes or said.where or said.level)
    if isinstance(query, Contest) and bare:
        return (Lookup(Selection(query.subjects), (query.attribute,)),)
    return _count(said, last, shifts)


def _count(said: Followup, last: Exchange, shifts: Shifts) -> Found:
    """How many are those: items, families, different values, or such as satisfy one more constraint?"""
    if not is_on_items(last):
        return ()
    if said.per:
        base = selection_of(last)
        return (CountItems(base, "item", said.per),) if base is not None else ()
    if said.attributes:
        return _count_values(said, last, shifts)
    if said.where is not None:
        base = selection_of(last)
        apart = base is not None and excludes(base.where, said.where, shifts.catalog.attributes)
        within = said.within or not apart
        return shifts.narrowing.refine(said.where, msgspec.structs.replace(said, within=within), last)
    if isinstance(last.query, ListValues):
        return (CountItems(last.query.selection, last.query.attribute),)
    base = shown_set(last) if isinstance(last.query, Recommend) else selection_of(last)
    if base is not None and base.rank is not None and base.rank.last == ALL_PLACES:
        base = msgspec.structs.replace(base, rank=None)  # in whatever order, also those that have no place in it
    if base is not None and said.level == "group":
        return (CountItems(base, "group"),)
    found = stated(last)
    if isinstance(last.query, Check) and found is not None:
        base = _limited(Selection() if _holds_of_none(last) else found[0], found[1])
    elif is_plain(last) and len(last.shown) == 1:
        return ()
    return (CountItems(base),) if base is not None else ()


def _count_values(said: Followup, last: Exchange, shifts: Shifts) -> Found:
    known = shifts.catalog.attribute(said.attributes[0])
    base = shown_set(last)
    if base is not None and known.type in COUNTABLE and len(last.shown) > 1:
        return (CountItems(base, known.id),)
    single = known.type in {"entity", "choice"} and len(last.shown) == 1
    return () if single else shifts.attributes(said, last)


def _with_opposite(parts: tuple[Constraint, ...], chosen: Constraint) -> Constraint | None:
    return joined((*(part for part in parts if part != chosen), opposite(chosen)))


def _limited(selection: Selection, where: Constraint | None) -> Selection:
    return msgspec.structs.replace(selection, where=joined(filter(None, (selection.where, where))))


def _listed(selection: Selection, where: Constraint | None, last: Exchange) -> Query:
    chosen = _limited(selection, where)
    if isinstance(last.query, CountItems):
        return msgspec.structs.replace(last.query, selection=chosen)
    return ListItems(chosen)
