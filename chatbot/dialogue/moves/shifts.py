"""The last question about something else, or something else asked of the same things."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from chatbot.datatypes.catalog import Catalog, Ref, base
from chatbot.datatypes.followup import Followup
from chatbot.datatypes.query import (
    Aggregate,
    Among,
    Check,
    Cite,
    Compare,
    CompareItems,
    Conditions,
    Constraint,
    Contest,
    CountItems,
    Define,
    Describe,
    Difference,
    Explain,
    Fits,
    Has,
    Is,
    ListItems,
    ListValues,
    Lookup,
    Memory,
    Not,
    Rank,
    Recommend,
    Selection,
    ValueOf,
)
from chatbot.datatypes.subjects import fit_in, subjects_of, with_subjects
from chatbot.dialogue.fits import as_context, has_terms, refitted, with_terms
from chatbot.dialogue.limits import attributes_of, changed, joined, parts_of, resized
from chatbot.dialogue.moves.beyond import beyond_chosen, further
from chatbot.dialogue.moves.parallels import (
    Found,
    about,
    against,
    flipped,
    merged,
    other_end,
    parallels,
    with_selection,
)
from chatbot.dialogue.moves.run_shifts import RunShifts
from chatbot.dialogue.sets import (
    focus,
    group_of,
    is_first,
    is_on_items,
    is_plain,
    members,
    of_matter,
    ordered_by,
    refs,
    role,
    selection_of,
    shown_set,
    sibling,
)
from chatbot.dialogue.state import Exchange

_OF_FAMILY = Check | Lookup | Describe | Explain
"""Questions on one thing after which a sibling may be meant."""
COUNTABLE = frozenset({"entity", "entities", "choice", "choices"})
"""Types of attributes whose different values can be listed and counted."""


class Shifts(RunShifts):
    """Shifts over one catalog."""

    def __init__(self, catalog: Catalog) -> None:
        """Bind each part that a follow-up may name to what is done with it."""
        super().__init__(catalog)
        self._parts: tuple[tuple[str, Callable[[Followup, Exchange], Found]], ...] = (
            ("subjects", self._subjects),
            ("amount", self._amount),
            ("things", self._things),
            ("function", self._figure),
            ("attributes", self.attributes),
            ("order", self._order),
            ("topic", self.terms),
            ("users", self.terms),
            ("where", self.narrowing.limits),
            ("rank", self.narrowing.limits),
        )

    def shift(self, said: Followup, last: Exchange) -> Found:
        """Apply the part that a follow-up names."""
        memory = self._memory(said, last)
        if memory:
            return memory
        if said.rank is not None and has_terms(said):
            return self._first_so(said, last)
        said = with_terms(said)
        if said.order and said.where is not None:
            return self._beyond_limited(said, said.where, last)
        return next((done(said, last) for part, done in self._parts if getattr(said, part)), ())

    # --- other things ---

    def _subjects(self, said: Followup, last: Exchange) -> Found:
        """Other things; with a comparative: which is first, what was talked about or these?"""
        if said.beyond and said.order:
            return self._those_beyond(said, last) if said.asks else self._order(said, last)  # that one is too big
        if said.than:
            return against(said.subjects, last) or _beside(said.subjects, last)
        if said.within and not said.asks and not is_plain(last):
            return self.narrowing.refine(Among(said.subjects), said, last)
        if said.asks == "any" and not is_plain(last):
            return self.narrowing.refine(Among(said.subjects), msgspec.structs.replace(said, asks="which"), last)
        if said.asks == "which" and not is_plain(last) and not said.order:
            return self.narrowing.refine(Among(said.subjects), said, last)
        runs = fit_in(last.query) if isinstance(last.query, ListItems) and said.asks == "check" else None
        if runs is not None and runs.hardware and not said.order:
            return (Check(Selection(said.subjects), runs),)  # will Llama do, after the largest that fits?
        if not said.order:
            return parallels(said.subjects, self._of_other_maker(said.subjects, _asked_whether(said, last)))
        things, (attribute, direction) = merged(focus(last), said.subjects), said.order
        attribute = attribute or ordered_by(last, self.catalog)
        return (Contest(things, attribute, direction),) if attribute and len(things) > 1 else ()

    def _of_other_maker(self, named: tuple[Ref, ...], last: Exchange) -> Exchange:
        """Leave out a limit to a maker who made nothing that is named next (Meta's largest? And Falcon's?)."""
        query = last.query
        if not isinstance(query, ListItems | CountItems | Recommend):
            return last
        maker = role("maker", last, self.catalog)
        facts = [self.catalog.items[item].facts for ref in named for item in members(ref, self.catalog)]
        made = {Has(maker, str(fact.value)) for each in facts for fact in each.get(maker, ())}
        limits = parts_of(query.selection.where)
        kept = [part for part in limits if not isinstance(part, Has) or part.attribute != maker or part in made]
        only_maker = not kept and query.selection.rank is None and isinstance(query, ListItems)
        if len(kept) == len(limits) or only_maker:
            return last  # where the maker alone was asked for, it is asked whether those are by it
        selection = msgspec.structs.replace(query.selection, where=joined(kept))
        return msgspec.structs.replace(last, queries=(with_selection(query, selection),))

    def _amount(self, said: Followup, last: Exchange) -> Found:
        """A number alone: a sibling that bears it, else another limit."""
        if said.amount is None or said.of_cards:
            return ()
        size = role("size", last, self.catalog)
        if isinstance(last.query, Recommend) and said.amount.label and size and not as_context(said.amount):
            sized = Compare(size, "=", said.amount)  # the 13B, of what was to be recommended
            return self.narrowing.refine(sized, Followup(kind="shift", where=sized), last)
        if said.kin and not is_plain(last):
            return ()  # the 7B ones, of a set: those of this size, and no other limit
        counted = said.within and not said.amount.label  # eight of them
        near = sibling(focus(last), said.amount, self.catalog) if is_plain(last) and not counted else ()
        if near and isinstance(last.query, CompareItems | Contest) and all(ref.kind == "group" for ref in focus(last)):
            return (with_subjects(last.query, near),)  # of families held side by side, those members
        held = tuple(ref for ref in focus(last) if {*refs(members(ref, self.catalog))} <= {*near})
        if 0 < len(held) < len(focus(last)) and isinstance(last.query, CompareItems | Contest):
            return (Describe(held),)  # of two held side by side, then this one
        if near:
            return parallels(near, last)
        selection = selection_of(last)
        where = resized(selection.where, said.amount) if selection is not None else None
        if selection is None or where is None:
            return ()
        return (with_selection(last.query, msgspec.structs.replace(selection, where=where)),)

    def _things(self, said: Followup, last: Exchange) -> Found:
        """Other things of the kind that the last question was about (licences, terms)."""
        old = focus(last)
        if not old or any(ref.kind != said.things[0].kind for ref in old):
            return ()
        if isinstance(last.query, Define):
            return (Define(said.things),)
        return (with_subjects(last.query, said.things),)

    # --- other attributes ---

    def attributes(self, said: Followup, last: Exchange) -> Found:
        """Other facts of the same things."""
        known = self.catalog.attributes.get(base(said.attributes[0]))
        kind = known.type if known and len(said.attributes) == 1 else ""
        replaced = self._replaced(said, last, kind)
        if replaced:
            return replaced
        if (said.within and (kind == "truth" or said.asks)) or said.asks == "why":
            return ()
        if kind == "truth" and not said.asks and isinstance(last.query, ListItems | CountItems) and not is_plain(last):
            asked = Is(said.attributes[0])  # the open ones, of a set; of the first of one, whether it is open
            return (
                (Check(Selection(focus(last)), asked),) if is_first(last) else self.narrowing.refine(asked, said, last)
            )
        return self.facts((*self._ended(said.attributes, last), *said.attributes), focus(last))

    def _ended(self, asked: tuple[str, ...], last: Exchange) -> tuple[str, ...]:
        """Return the dates that decide what was checked, where a date is asked for (still available? Since when?)."""
        known = self.catalog.attributes
        if not isinstance(last.query, Check) or [known[name].type for name in asked if name in known] != ["date"]:
            return ()
        basis = (one for name in attributes_of(last.query.statement) if name in known for one in known[name].basis)
        return tuple(one for one in basis if known[one].type == "date" and one not in asked)

    def _replaced(self, said: Followup, last: Exchange, kind: str) -> Found:
        """Return the last question with other attributes, where it is one that names some."""
        asked = said.attributes
        match last.query:
            case CompareItems(subjects):
                return (CompareItems(subjects, asked),)
            case Cite(selection) if not said.asks:
                return (Cite(selection, asked),)
            case Aggregate() as query if kind == "quantity" and not said.asks:
                return (msgspec.structs.replace(query, attribute=asked[0]),)
            case Difference() as query if kind == "quantity":
                return (msgspec.structs.replace(query, attribute=asked[0]),)
            case ListValues() as query if kind in COUNTABLE:
                return (msgspec.structs.replace(query, attribute=asked[0]),)
        return ()

    def facts(self, asked: tuple[str, ...], things: tuple[Ref, ...]) -> Found:
        """Look attributes up; a truth attribute alone is a statement to check."""
        if not things:
            return ()
        known = self.catalog.attributes.get(base(asked[0]))
        if len(asked) == 1 and known is not None and known.type == "truth":
            return (Check(Selection(things), Is(asked[0])),)
        return (Lookup(Selection(things), asked),)

    def _figure(self, said: Followup, last: Exchange) -> Found:
        """Another figure over the same set, or a figure over what was listed."""
        query = last.query
        if isinstance(query, Aggregate):
            attribute = said.attributes[0] if said.attributes else query.attribute
            return (msgspec.structs.replace(query, function=said.function, attribute=attribute),)
        base = shown_set(last) if is_on_items(last) else None
        return (Aggregate(base, said.function, said.attributes[0]),) if base is not None and said.attributes else ()

    # --- comparatives ---

    def _order(self, said: Followup, last: Exchange) -> Found:
        """A comparative: which of those named, or what goes beyond the one talked about."""
        attribute, direction = said.order or ("", "least")
        attribute = of_matter(attribute, ordered_by(last, self.catalog), self.catalog)
        things = said.subjects or focus(last)
        other: Found = ()
        if not said.subjects:  # else it is they that something is to go beyond
            more = further(direction, last) if said.beyond and said.order and not said.order[0] else ()
            other = more or flipped(attribute, direction, last) or other_end(attribute, direction, last)
        if other or not attribute or not things or not is_on_items(last):
            return other
        beyond = Compare(attribute, ">" if direction == "most" else "<", ValueOf(things[0]))
        if not said.within and (said.asks != "which" or isinstance(last.query, Recommend)):
            chosen = beyond_chosen(beyond, last)
            if chosen:
                return chosen
        sides = isinstance(last.query, CompareItems | Contest | Difference) or len(things) == 2
        if sides and said.asks == "any" and not said.within and not said.subjects:
            return (
                ListItems(Selection((), joined(msgspec.structs.replace(beyond, operand=ValueOf(r)) for r in things))),
            )
        if len(things) > 1 and not said.beyond and (sides or said.within or said.asks == "which"):
            return (Contest(things, attribute, direction),)
        if len(things) != 1:
            return ()
        if said.kin and not said.beyond and len(last.shown) > 1 and things[0].kind == "group":
            return (ListItems(Selection(things, rank=Rank(attribute, direction))),)  # the bigger size
        siblings = group_of(things[0], self.catalog) if said.parallel and things[0].kind == "item" else ""
        if siblings and is_plain(last) and not said.beyond and isinstance(last.query, _OF_FAMILY):
            of_family = Selection((Ref("group", siblings),), beyond)  # and a smaller one?
            asked = isinstance(last.query, Check | Lookup)
            return (with_selection(last.query, of_family) if asked else ListItems(of_family),)
        wanted = last.query.statement if isinstance(last.query, Check) and last.query.mode == "each" else None
        limits = joined((wanted, beyond)) if isinstance(wanted, Fits | Is | Has) else beyond
        return (ListItems(Selection((), limits)),)

    def _those_beyond(self, said: Followup, last: Exchange) -> Found:
        """`which Claude models are older than it?`: those of what is named that go beyond the one talked about."""
        found = self._order(msgspec.structs.replace(said, subjects=()), last)
        sets = [query for query in found if isinstance(query, ListItems) and not subjects_of(query)]
        if len(sets) != 1 or len(found) != 1:
            return ()
        (query,) = sets
        limited = msgspec.structs.replace(query.selection, subjects=said.subjects)
        if said.asks == "check" and limited.where is not None:
            return (Check(Selection(said.subjects), limited.where),)
        return (CountItems(limited),) if said.asks == "count" else (with_selection(query, limited),)

    def _beyond_limited(self, said: Followup, where: Constraint, last: Exchange) -> Found:
        """`anything bigger that speaks Thai?`: of what goes beyond that which was talked about, those."""
        found = self._order(msgspec.structs.replace(said, where=None), last)
        sets = [query for query in found if isinstance(query, ListItems | Recommend)]
        if len(sets) != 1 or len(found) != 1:
            return ()
        (query,) = sets
        limited = changed(query.selection.where, where, self.catalog.attributes)
        return (with_selection(query, msgspec.structs.replace(query.selection, where=limited)),)

    # --- terms ---

    def terms(self, said: Followup, last: Exchange) -> Found:
        """What the terms of the things talked about say."""
        things = focus(last)
        return (Conditions(things, said.topic, said.users, whether=said.asks == "check"),) if things else ()

    def run_so(self, said: Followup, things: tuple[Ref, ...], last: Exchange) -> Found:
        """`the second in int8?`: what was asked on memory of that one, else how much memory it needs then."""
        if not has_terms(said) or said.attributes or said.topic:
            return ()
        terms = Followup(kind="shift", where=said.where, precision=said.precision, context=said.context, mode=said.mode)
        query = refitted(terms, last, self.catalog)
        if query is not None:
            return about(things, query)
        alone = Memory(Selection(things), 0, said.precision, said.context, said.mode or "run")
        return (alone,) if said.where is None else ()

    def of_picked(self, said: Followup, things: tuple[Ref, ...]) -> Found:
        """Whatever is asked of things that were picked."""
        if said.attributes:
            return self.facts(said.attributes, things)
        if said.topic:
            return (Conditions(things, said.topic),)
        return (Check(Selection(things), said.where),) if said.where is not None else ()


def _beside(others: tuple[Ref, ...], last: Exchange) -> Found:
    """`and against OPT?` after a fact of something: that fact of both, side by side."""
    query, things = last.query, focus(last)
    return (CompareItems(merged(things, others), query.attributes),) if isinstance(query, Lookup) and things else ()


def _asked_whether(said: Followup, last: Exchange) -> Exchange:
    """After a why-question, `can that one?` asks whether it holds, `that one too?` whether what was explained does."""
    query = last.query
    if said.asks != "check" or not isinstance(query, Explain):
        return last
    statement = query.statement.part if isinstance(query.statement, Not) and not said.likewise else query.statement
    return msgspec.structs.replace(last, queries=(Check(query.selection, statement),))
