"""The last question about something else, or something else asked of the same: from what a follow-up names to whole queries.

Every function returns the queries that may be meant: none where the follow-up does not fit, several where the asker must choose.
"""

from __future__ import annotations

import msgspec

from chatbot.datatypes.catalog import Catalog, Ref
from chatbot.datatypes.followup import Followup
from chatbot.datatypes.query import (
    Aggregate,
    Among,
    Check,
    Cite,
    Claims,
    Compare,
    CompareItems,
    Conditions,
    Constraint,
    Contest,
    CountItems,
    Describe,
    Difference,
    Explain,
    Fits,
    Is,
    ListItems,
    ListValues,
    Lookup,
    Not,
    Quantity,
    Query,
    Rank,
    Recommend,
    Selection,
    ValueOf,
)
from chatbot.datatypes.subjects import subjects_of, with_subjects
from chatbot.dialogue.fits import has_terms, refitted
from chatbot.dialogue.limits import attributes_of, changed, joined, replaced_for, replaces_any, resized
from chatbot.dialogue.sets import LISTS, focus, group_of, is_plain, members, refs, selection_of, shown_set, sibling
from chatbot.dialogue.state import Exchange

Found = tuple[Query, ...]


class Shifts:
    """Shifts over one catalog."""

    def __init__(self, catalog: Catalog) -> None:
        """Keep the catalog, for types of attributes and members of families."""
        self._catalog = catalog

    def shift(self, said: Followup, last: Exchange) -> Found:
        """Apply the one part that a follow-up names."""
        memory = self._memory(said, last)
        if memory:
            return memory
        if said.subjects and said.order:
            return self.contest(said, last)
        if said.subjects:
            return self.subjects(said.subjects, last)
        if said.amount:
            return self.amount(said.amount, said, last)
        if said.things:
            return self.things(said, last)
        if said.function:
            return self.figure(said, last)
        if said.attributes:
            return self.attributes(said, last)
        if said.order:
            return self.order(said.order, said, last)
        if said.topic or said.users:
            return self.terms(said, last)
        if said.where is not None or said.rank is not None:
            return self.limits(said, last)
        return ()

    def _memory(self, said: Followup, last: Exchange) -> Found:
        """A question on memory under other terms, perhaps of something else."""
        plain = said.where is None or isinstance(said.where, Fits)
        if not plain or said.pick or said.attributes or said.asks == "count" or (said.asks == "which" and not has_terms(said)):
            return ()
        if said.within and said.amount is None:
            return ()
        sized = said.amount is not None and (has_terms(said) or is_plain(last))
        if sized and said.amount is not None:
            near = sibling(focus(last), said.amount.value, said.amount.label, self._catalog)
            if near:
                said = msgspec.structs.replace(said, amount=None, subjects=near)
        if not has_terms(said) and said.where is None and said.amount is None:
            return ()
        query = refitted(msgspec.structs.replace(said, subjects=()), last, self._catalog)
        if query is None:
            return ()
        return self._of(said.subjects, query) if said.subjects else (query,)

    # --- other subjects ---

    def subjects(self, new: tuple[Ref, ...], last: Exchange) -> Found:
        """The last question about other things."""
        if len(last.queries) == 1:
            return self._of(new, last.query)
        return tuple(found for query in last.queries for found in self._of(new, query)[:1])

    def _of(self, new: tuple[Ref, ...], query: Query) -> Found:
        match query:
            case ListItems(selection) | CountItems(selection) | Recommend(selection):
                return (self._set_of(new, query, selection),)
            case Lookup() | Explain() | Cite() | Aggregate() | ListValues():
                return (msgspec.structs.replace(query, selection=Selection(new)),)
            case Check(selection, statement):
                if len(selection.subjects) == 1 and _compares(statement) and len(new) == 1:
                    return (Check(Selection(new), statement),)
                return (Check(Selection(new), statement),)
            case CompareItems(subjects, asked):
                return (CompareItems(_more(subjects, new), asked),)
            case Contest(subjects, attribute, direction):
                return (Contest(_more(subjects, new), attribute, direction),)
            case Difference(left, right, attribute) if len(new) == 1:
                return Difference(new[0], right, attribute), Difference(left, new[0], attribute)
            case Describe() | Conditions() | Claims():
                return (with_subjects(query, new),)
            case _ if subjects_of(query):
                return (with_subjects(query, new),)
        return ()

    def _set_of(self, new: tuple[Ref, ...], query: Query, selection: Selection) -> Query:
        """A described set about named things: do they belong to it? A ranked one: which of them is first?"""
        if isinstance(query, Recommend) or selection.rank is not None or selection.where is None:
            return msgspec.structs.replace(query, selection=msgspec.structs.replace(selection, subjects=new))  # type: ignore[arg-type]
        if isinstance(query, CountItems) and selection.subjects:
            return msgspec.structs.replace(query, selection=msgspec.structs.replace(selection, subjects=new))
        return Check(Selection(new), selection.where)

    # --- a number or a thing ---

    def amount(self, amount: Quantity, said: Followup, last: Exchange) -> Found:
        """A number alone: a sibling that bears it, else another limit."""
        if is_plain(last):
            near = sibling(focus(last), amount.value, amount.label, self._catalog)
            if near:
                return self.subjects(near, last)
        selection = selection_of(last)
        where = resized(selection.where, amount) if selection is not None else None
        if selection is None or where is None:
            return ()
        return (with_selection(last.query, msgspec.structs.replace(selection, where=where)),)

    def things(self, said: Followup, last: Exchange) -> Found:
        """Other things of the kind that the last question was about (licences, terms)."""
        old = focus(last)
        if old and said.things and all(ref.kind == said.things[0].kind for ref in old):
            if hasattr(last.query, "terms"):
                return (msgspec.structs.replace(last.query, terms=said.things),)  # type: ignore[arg-type]
            return (with_subjects(last.query, said.things),)
        return ()

    def figure(self, said: Followup, last: Exchange) -> Found:
        """Another figure over the same set, or a figure over what was listed."""
        query = last.query
        if isinstance(query, Aggregate):
            attribute = said.attributes[0] if said.attributes else query.attribute
            return (msgspec.structs.replace(query, function=said.function, attribute=attribute),)
        base = shown_set(last)
        return (Aggregate(base, said.function, said.attributes[0]),) if base is not None and said.attributes else ()

    # --- other attributes ---

    def attributes(self, said: Followup, last: Exchange) -> Found:
        """Other facts of the same things."""
        asked = said.attributes
        query = last.query
        known = self._catalog.attributes.get(asked[0].partition(":")[0])
        kind = known.type if known and len(asked) == 1 else ""
        match query:
            case CompareItems(subjects):
                return (CompareItems(subjects, asked),)
            case Aggregate() if kind == "quantity" and not said.asks:
                return (msgspec.structs.replace(query, attribute=asked[0]),)
            case Difference() if kind == "quantity":
                return (msgspec.structs.replace(query, attribute=asked[0]),)
            case ListValues() if kind in {"entity", "entities", "choice", "choices"}:
                return (msgspec.structs.replace(query, attribute=asked[0]),)
            case Cite(selection) if not said.asks:
                return (Cite(selection, asked),)
        if said.within and kind == "truth":
            return ()
        if said.asks == "why" or (said.within and said.asks):
            return ()
        return self.facts(asked, self._things_of(last))

    def facts(self, asked: tuple[str, ...], about: tuple[Ref, ...]) -> Found:
        """Look attributes up; a truth attribute alone is a statement to check."""
        if not about:
            return ()
        known = self._catalog.attributes.get(asked[0].partition(":")[0])
        if len(asked) == 1 and known is not None and known.type == "truth":
            return (Check(Selection(about), Is(asked[0])),)
        return (Lookup(Selection(about), asked),)

    def _things_of(self, last: Exchange) -> tuple[Ref, ...]:
        return focus(last)

    # --- other limits ---

    def limits(self, said: Followup, last: Exchange) -> Found:
        """Constraints and ranks: of the set talked about, or a statement about the things named."""
        if said.rank is not None and said.where is None:
            return self.rank(said.rank, said, last)
        where = said.where
        query, selection = last.query, selection_of(last)
        if where is None or selection is None:
            return ()
        if said.rank is not None:
            kept = shown_set(last)
            if kept is None:
                return ()
            limited = changed(kept.where, where, self._catalog.attributes)
            return (ListItems(msgspec.structs.replace(kept, where=limited, rank=said.rank)),)
        if said.kin and is_plain(last) and not said.asks and not said.within:
            return self.kin(where, last)
        fewer = self._fewer(where, last)
        if fewer:
            return fewer
        if said.asks in {"check", "any", "all"}:
            return self.statement(where, said, last)
        if isinstance(query, Check | Explain) and not said.within and said.asks != "which":
            if _named(query) and not isinstance(where, Among):
                statement = self._restated(query.statement, where)
                return (msgspec.structs.replace(query, statement=statement),)
        described = isinstance(query, (*LISTS, Recommend)) or (isinstance(query, Check) and query.mode == "any")
        if not described and said.asks not in {"which", "count"} and not said.within:
            return (Check(Selection(focus(last)), where),) if focus(last) else ()
        return self.refine(where, said, last)

    def _fewer(self, where: Constraint, last: Exchange) -> Found:
        """`without BLOOM` where things are compared: the rest of them."""
        if not isinstance(where, Not) or not isinstance(where.part, Among):
            return ()
        if not isinstance(last.query, CompareItems | Contest | Lookup | Check):
            return ()
        gone = {item for ref in where.part.subjects for item in members(ref, self._catalog)}
        old = subjects_of(last.query)
        kept = tuple(ref for ref in old if not gone.issuperset(members(ref, self._catalog)))
        return (with_subjects(last.query, kept),) if 0 < len(kept) < len(old) else ()

    def _restated(self, old: Constraint, new: Constraint) -> Constraint:
        """A parallel statement: what is about the same matter is replaced, for values as well."""
        if attributes_of(new) & attributes_of(old):
            return replaced_for(old, new) or new
        return new

    def refine(self, where: Constraint, said: Followup, last: Exchange) -> Found:
        """The last set with one more constraint, which takes the place of what it contradicts."""
        query = last.query
        selection = selection_of(last)
        if selection is None:
            return ()
        parallel = not said.within and replaces_any(selection.where, where, self._catalog.attributes)
        winner = selection.rank is not None and selection.rank.last == 1
        if winner and not said.within and said.asks not in {"which", "count"} and isinstance(query, ListItems):
            limited = changed(selection.where, where, self._catalog.attributes)
            return (msgspec.structs.replace(query, selection=msgspec.structs.replace(selection, where=limited)),)
        if selection.rank is not None and not parallel:
            selection = shown_set(last)
            if selection is None:
                return ()
        if said.within:
            limited = joined(filter(None, (selection.where, where)))
        else:
            limited = changed(selection.where, where, self._catalog.attributes)
        chosen = msgspec.structs.replace(selection, where=limited)
        if said.asks == "count":
            return (CountItems(chosen),)
        keeps = isinstance(query, CountItems | Aggregate | Lookup | Recommend | ListItems) and said.asks != "which"
        if keeps and (parallel or isinstance(query, CountItems | Recommend | Aggregate)):
            return (msgspec.structs.replace(query, selection=chosen),)
        return (ListItems(chosen, level=query.level if isinstance(query, ListItems) else "item"),)

    def statement(self, where: Constraint, said: Followup, last: Exchange) -> Found:
        """Does something hold of the things talked about?"""
        mode = said.asks if said.asks in {"any", "all"} else "each"
        about = focus(last)
        if not about:
            return ()
        return (Check(Selection(about), where, mode),)

    def rank(self, rank: Rank, said: Followup, last: Exchange) -> Found:
        """Another place or order in the same set, or the first of those shown."""
        query, selection = last.query, selection_of(last)
        if isinstance(query, CompareItems | Contest) and (rank.first, rank.last) == (1, 1):
            return (Contest(subjects_of(query), rank.attribute, rank.direction),)
        if selection is None:
            return ()
        among = selection.rank is not None and (said.within or said.asks == "which") and len(last.shown) > 1
        base = shown_set(last) if among else selection
        if base is None or (not among and len(last.shown) < 2 and selection.rank is None):
            return ()
        per = base.rank.per if base.rank is not None else ""
        chosen = msgspec.structs.replace(base, rank=msgspec.structs.replace(rank, per=rank.per or per))
        if isinstance(query, Lookup | Recommend) and not among and selection.rank is not None:
            return (msgspec.structs.replace(query, selection=chosen),)
        return (ListItems(chosen),)

    def order(self, order: tuple[str, str], said: Followup, last: Exchange) -> Found:
        """A comparative: which of two, or those beyond the one talked about."""
        attribute, direction = order
        about = focus(last)
        attribute = attribute or self._ordered(last)
        if not attribute:
            return ()
        if said.beyond:
            op = ">" if direction == "most" else "<"
            return (ListItems(Selection((), Compare(attribute, op, ValueOf(about[0])))),) if len(about) == 1 else ()
        pair = isinstance(last.query, CompareItems | Contest | Difference) or len(about) == 2
        if len(about) > 1 and (pair or said.within or said.asks == "which"):
            return (Contest(about, attribute, direction),)
        if len(about) != 1:
            return ()
        op = ">" if direction == "most" else "<"
        return (ListItems(Selection((), Compare(attribute, op, ValueOf(about[0])))),)

    def _ordered(self, last: Exchange) -> str:
        """Return the one attribute last talked about by which things can be ordered."""
        found = [a for a in last.attributes if a in self._catalog.attributes]
        fitting = [a for a in found if self._catalog.attributes[a].type in {"quantity", "date"}]
        return fitting[0] if len(found) == len(fitting) == 1 else ""

    def contest(self, said: Followup, last: Exchange) -> Found:
        """Which is first: what was talked about, or another thing?"""
        about = _more(focus(last), said.subjects)
        if said.order is None or len(about) < 2:
            return ()
        return (Contest(about, *said.order),)

    def kin(self, where: Constraint, last: Exchange) -> Found:
        """The last question about the members of the same families that satisfy a constraint (the chat one)."""
        groups = tuple(dict.fromkeys(Ref("group", group_of(ref, self._catalog)) for ref in focus(last)))
        if not all(ref.id for ref in groups):
            return ()
        chosen = Selection(groups, where)
        if isinstance(last.query, Lookup | Check | Explain | Cite):
            return (msgspec.structs.replace(last.query, selection=chosen),)
        return (ListItems(chosen),)

    # --- terms ---

    def terms(self, said: Followup, last: Exchange) -> Found:
        """What the terms of the things talked about say."""
        about = focus(last)
        return (Conditions(about, said.topic, said.users),) if about else ()

    def places(self, said: Followup, about: tuple[Ref, ...]) -> Found:
        """Whatever is asked of things that were picked."""
        if said.attributes:
            return self.facts(said.attributes, about)
        if said.topic:
            return (Conditions(about, said.topic),)
        if said.where is not None:
            return (Check(Selection(about), said.where),)
        return ()

    def expanded(self, things: tuple[Ref, ...]) -> tuple[Ref, ...]:
        """Return the items that things stand for."""
        return refs(tuple(dict.fromkeys(item for ref in things for item in members(ref, self._catalog))))


def _more(old: tuple[Ref, ...], new: tuple[Ref, ...]) -> tuple[Ref, ...]:
    return tuple(dict.fromkeys((*old, *new)))


def _compares(statement: Constraint) -> bool:
    return isinstance(statement, Compare) and isinstance(statement.operand, ValueOf)


def _named(query: Check | Explain) -> bool:
    return bool(query.selection.subjects) and query.selection.where is None


def with_selection(query: Query, selection: Selection) -> Query:
    """Return the question about another set."""
    if isinstance(query, Check) and query.mode == "any":
        return Check(Selection(selection.subjects), selection.where, "any") if selection.where else query
    return msgspec.structs.replace(query, selection=selection)  # type: ignore[arg-type]
