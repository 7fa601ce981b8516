"""Follow-ups that ask on: why, the source, what the article says, more about it, its versions, its memory."""

from __future__ import annotations

import msgspec

from chatbot.datatypes.catalog import Catalog, Ref, base
from chatbot.datatypes.followup import Followup
from chatbot.datatypes.options import MemoryOf
from chatbot.datatypes.query import (
    Among,
    Check,
    Cite,
    Claims,
    CompareItems,
    Constraint,
    Contest,
    CountItems,
    Describe,
    Explain,
    Has,
    ListItems,
    Lookup,
    Memory,
    Not,
    Recommend,
    Selection,
)
from chatbot.datatypes.subjects import ALL_PLACES, fit_in
from chatbot.dialogue.fits import with_fit
from chatbot.dialogue.limits import attributes_of, joined, parts_of
from chatbot.dialogue.moves.parallels import Found, parallels
from chatbot.dialogue.moves.places import places
from chatbot.dialogue.moves.shifts import Shifts
from chatbot.dialogue.moves.truths import negate
from chatbot.dialogue.sets import (
    focus,
    group_of,
    is_plain,
    kin,
    members,
    ordered_by,
    refs,
    role,
    selection_of,
    shown_set,
    those,
)
from chatbot.dialogue.state import Exchange
from chatbot.understanding.builders.ground import opposite

FEW = 2
"""Items that are described one by one; more of them by their families."""


def why(said: Followup, last: Exchange, shifts: Shifts) -> Found:
    """Why does the last statement hold, or not? After a rank or a contest: by what values?"""
    if said.subjects:
        return _why_named(said, last)
    if said.pick is not None:
        return _why_not_the_rest(last)
    if said.where is not None:
        return (Explain(Selection(focus(last)), said.where),) if focus(last) else ()
    return _why_stated(last.query, last) if isinstance(last.query, Check | Explain) else _why_chosen(last, shifts)


def _why_chosen(last: Exchange, shifts: Shifts) -> Found:
    """Why were these chosen: by an order, as what was recommended, as a set?"""
    query, selection = last.query, selection_of(last)
    shown = Selection(refs(last.shown))
    if isinstance(query, Contest):
        return (Lookup(Selection(query.subjects), (query.attribute,)),)
    if selection is None or not last.shown:
        return ()
    if isinstance(query, Recommend):
        return _why_recommended(query, last, shifts)
    if selection.rank is not None:
        return (Lookup(shown, (selection.rank.attribute,)),)
    return (Explain(shown, selection.where),) if selection.where is not None else ()


def _why_stated(query: Check | Explain, last: Exchange) -> Found:
    """Why is it so, or not so, of what it was asked of?"""
    named = query.selection if query.selection.subjects else Selection(refs(last.shown))
    denied = last.denied and isinstance(query, Check)
    statement = opposite(query.statement) if denied else query.statement
    return (Explain(named, statement),) if named.subjects else ()


def _why_named(said: Followup, last: Exchange) -> Found:
    """`and why not OPT?`: why what was asked of others holds, or does not hold, of what is named."""
    selection = selection_of(last)
    asked = getattr(last.query, "statement", None) or (selection.where if selection is not None else None)
    if asked is None or said.where is not None or (selection is not None and selection.rank is not None):
        return ()
    plain = asked.part if isinstance(asked, Not) else asked
    return (Explain(Selection(said.subjects), Not(plain) if said.negated else asked),)


def _why_not_the_rest(last: Exchange) -> Found:
    """`and why not the others?` after those of named things, or of all, for which something holds."""
    query = last.query
    if not isinstance(query, ListItems) or query.selection.where is None or query.selection.rank is not None:
        return ()
    unlike = opposite(query.selection.where)
    return (Explain(Selection(query.selection.subjects, unlike), unlike),)


def _why_recommended(query: Recommend, last: Exchange, shifts: Shifts) -> Found:
    """The one that was recommended meets what was asked for."""
    tasks = role("tasks", last, shifts.catalog)
    suits = Has(tasks, query.task) if tasks and query.task else None
    wanted = joined(filter(None, (query.selection.where, suits)))
    return (Explain(Selection(focus(last)), wanted),) if wanted is not None else ()


def source(said: Followup, last: Exchange, shifts: Shifts) -> Found:
    """Where do the facts come from that were stated, or that are named?"""
    things = focus(last)
    if not _are_items(things, shifts.catalog):
        return ()
    return (Cite(Selection(things), _named(said) or last.attributes),)


def doubt(said: Followup, last: Exchange, shifts: Shifts) -> Found:
    """Is that so? What the article states is held against the sources once more, else these are shown."""
    return (last.query,) if isinstance(last.query, Claims) else source(said, last, shifts)


def article(said: Followup, last: Exchange, shifts: Shifts) -> Found:
    """What does the founding article say about the families talked about?"""
    groups = _groups(last, shifts.catalog)
    return (Claims(groups, _named(said)),) if groups else ()


def following(_said: Followup, last: Exchange, _shifts: Shifts) -> Found:
    """The next places of a rank."""
    selection = selection_of(last)
    rank = selection.rank if selection is not None else None
    if selection is None or rank is None or not isinstance(last.query, ListItems) or rank.per:
        return ()
    size = rank.last - rank.first + 1
    moved = msgspec.structs.replace(rank, first=rank.last + 1, last=rank.last + size)
    return (ListItems(msgspec.structs.replace(selection, rank=moved)),) if rank.last < ALL_PLACES else ()


def more(said: Followup, last: Exchange, shifts: Shifts) -> Found:
    """The next places of a rank, else more about the things talked about."""
    selection = selection_of(last)
    if selection is not None and selection.rank is not None and isinstance(last.query, ListItems):
        return following(said, last, shifts)
    return described(said, last, shifts)


def described(_said: Followup, last: Exchange, shifts: Shifts) -> Found:
    """A description of the things talked about."""
    things, groups = focus(last), _groups(last, shifts.catalog)
    if not things or isinstance(last.query, Describe):
        return ()
    return (Describe(groups if groups and len(things) > FEW else things),)


def others(said: Followup, last: Exchange, shifts: Shifts) -> Found:
    """What else: the rest of what was recommended, the next places, more by the same maker; else more about it."""
    query, selection = last.query, selection_of(last)
    if said.where is not None:
        if selection is not None and selection.where is not None and _excludes(selection.where):
            return shifts.narrowing.refine(said.where, msgspec.structs.replace(said, kind="shift", asks=""), last)
        limit = _there(said.where, last)
        besides = joined((limit, Not(Among(those(last))))) if limit is not None else None
        return (ListItems(Selection((), besides)),) if those(last) and besides is not None else ()
    if isinstance(query, Recommend):
        return (ListItems(Selection(refs(last.shown[1:]))),) if len(last.shown) > 1 else ()
    if isinstance(query, ListItems | CountItems) and selection is not None and selection.rank is None:
        rest = Not(Among(refs(last.shown)))
        where = joined(filter(None, (selection.where, rest)))
        return (ListItems(msgspec.structs.replace(selection, where=where)),) if last.shown else ()
    if isinstance(query, Check):
        besides = joined((query.statement, Not(Among(those(last)))))
        return (ListItems(Selection((), besides)),) if those(last) else ()
    if isinstance(query, Lookup) and (shared := _shared(query, last, shifts.catalog)) is not None:
        return (ListItems(Selection((), joined((shared, Not(Among(focus(last))))))),)
    if said.asks == "which":
        return ()  # who else, of nothing that others could share
    return more(said, last, shifts) if len(last.shown) == 1 or isinstance(query, ListItems) else ()


def _there(where: Constraint, last: Exchange) -> Constraint | None:
    """Return a limit with the hardware that was told last; None where it needs some, and none was (what else fits?)."""
    base, told = fit_in(where), fit_in(last.query)
    if base is None or base.hardware:
        return where
    if told is None or not told.hardware:
        return None
    meant: Constraint = with_fit(where, base, told)
    return meant


def rest(said: Followup, last: Exchange, shifts: Shifts) -> Found:
    """The others: of one thing, the same of its siblings; of a set, those for which the statement does not hold."""
    query, selection = last.query, selection_of(last)
    if isinstance(query, Recommend):
        return others(said, last, shifts)
    if is_plain(last) and len(last.shown) == 1:
        things = focus(last)
        siblings = tuple(ref for ref in kin(things, shifts.catalog) if ref.id != last.shown[0])
        return parallels(siblings, last) if siblings else ()
    if selection is not None and selection.rank is not None and selection.where is None and not selection.subjects:
        return following(said, last, shifts)  # of all there is, the others that come next
    if selection is not None and selection.rank is not None and last.shown:
        left = joined(filter(None, (selection.where, Not(Among(refs(last.shown))))))
        return (ListItems(msgspec.structs.replace(selection, where=left, rank=None)),)
    uniform = isinstance(query, Check | Explain) and is_plain(last) and (last.affirmed or last.denied)
    return () if uniform else negate(said, last, shifts)


def _excludes(where: Constraint) -> bool:
    """Say whether a set was only told by what is not in it: other than Meta, who else has …"""
    return all(isinstance(part, Not) for part in parts_of(where))


def _shared(query: Lookup, last: Exchange, catalog: Catalog) -> Has | None:
    """Return what the things have in common by the answer to a question for one thing (who made them)."""
    known = catalog.attributes.get(base(query.attributes[0])) if len(query.attributes) == 1 else None
    if known is None or known.type != "entity":
        return None
    stated = [catalog.items[item].facts.get(known.id, ()) for item in last.shown]
    values = {facts[0].value if facts else None for facts in stated}
    return Has(known.id, str(values.pop())) if len(values) == 1 and None not in values else None


def better(_said: Followup, last: Exchange, _shifts: Shifts) -> Found:
    """Which of those is better: what matters is asked back."""
    base = Selection(last.query.subjects) if isinstance(last.query, CompareItems | Contest) else shown_set(last)
    several = base is not None and (len(base.subjects) > 1 or len(last.shown) > 1)
    return (Recommend(base),) if base is not None and several and not isinstance(last.query, Recommend) else ()


def versions(said: Followup, last: Exchange, shifts: Shifts) -> Found:
    """The members of the one family talked about; after it was so of some of them, those of which it is."""
    groups, query = _groups(last, shifts.catalog), last.query
    if len(groups) != 1:
        return ()
    stated = isinstance(query, Check) and query.mode == "each" and not last.unsettled
    some = stated and (not (last.affirmed or last.denied) or (last.denied and focus(last) != groups))
    selection = Selection(groups, query.statement if isinstance(query, Check) and some else None)
    return (CountItems(selection),) if said.asks == "count" else (ListItems(selection),)


def memory(said: Followup, last: Exchange, shifts: Shifts) -> Found:
    """How much memory, or how many cards, do the things talked about need?"""
    things = places(said.pick, last) if said.pick is not None else focus(last)
    if not _are_items(things, shifts.catalog):
        return ()
    about_memory = isinstance(last.query, Memory) or fit_in(last.query) is not None
    stated = ordered_by(last, shifts.catalog)
    if said.asks == "count" and said.pick is not None and stated and not about_memory:
        return (Lookup(Selection(things), (stated,)),)  # how many did the second use?
    of: MemoryOf = "cards" if said.hardware else "memory"
    before = last.query if isinstance(last.query, Memory) else fit_in(last.query)
    precision = said.precision or (before.precision if before is not None else "")
    context = said.context or (before.context if before is not None else 0)
    mode = said.mode or (before.mode if before is not None else "run")
    chosen = Selection(things)
    if said.rank is not None:  # the largest of them
        if not said.rank.attribute:
            return ()
        chosen = msgspec.structs.replace(shown_set(last) or chosen, rank=said.rank)
    return (Memory(chosen, 0, precision, context, mode, said.hardware, of),)


def cards(said: Followup, last: Exchange, shifts: Shifts) -> Found:
    """How many of the cards on which it was to run?"""
    before = last.query if isinstance(last.query, Memory) else fit_in(last.query)
    named = tuple(msgspec.structs.replace(card, count=1) for card in before.hardware) if before is not None else ()
    if len(named) != 1 or not (named[0].device or named[0].memory):
        return ()
    return memory(msgspec.structs.replace(said, hardware=named), last, shifts)


def _named(said: Followup) -> tuple[str, ...]:
    return (*said.attributes, *sorted(attributes_of(said.where)))


def _groups(last: Exchange, catalog: Catalog) -> tuple[Ref, ...]:
    found = dict.fromkeys(group for ref in focus(last) if (group := group_of(ref, catalog)))
    return tuple(Ref("group", group) for group in found)


def _are_items(things: tuple[Ref, ...], catalog: Catalog) -> bool:
    return bool(things) and all(members(ref, catalog) for ref in things)
