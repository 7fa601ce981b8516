"""Limits of a follow-up as statements about the things that were talked about."""

from __future__ import annotations

from typing import Literal

import msgspec

from chatbot.datatypes.catalog import Catalog, Item, Ref
from chatbot.datatypes.followup import Followup
from chatbot.datatypes.options import CheckMode
from chatbot.datatypes.query import (
    Among,
    Check,
    Cite,
    Compare,
    Constraint,
    CountItems,
    Explain,
    Fits,
    Has,
    Is,
    ListItems,
    ListValues,
    Lookup,
    Memory,
    Not,
    Quantity,
    Recommend,
    Selection,
    ValueOf,
)
from chatbot.datatypes.subjects import subjects_of
from chatbot.dialogue.limits import attributes_of, joined, parts_of, replaced_for
from chatbot.dialogue.misfits import of_another_size
from chatbot.dialogue.moves.parallels import Found, parallels
from chatbot.dialogue.sets import (
    LISTS,
    focus,
    group_of,
    is_first,
    is_of_shown,
    is_plain,
    members,
    role,
    same_size,
    selection_of,
    those,
)
from chatbot.dialogue.state import Exchange

_OF_ANY = (Lookup, Memory)
"""Questions on facts, which may be asked of things that are described."""


class Statements:
    """Makes statements of limits, over one catalog."""

    def __init__(self, catalog: Catalog) -> None:
        """Keep the catalog, for types of attributes and members of families."""
        self._catalog = catalog

    def _stated(self, where: Constraint, said: Followup, last: Exchange) -> Found:
        """Return the constraint as a statement on what was talked about, unless the follow-up speaks of a set."""
        query = last.query
        if said.asks == "some":
            return _of_others(where, last) if len(last.shown) == 1 else ()
        if said.parallel and not said.asks and self._is_made_by(where, last):
            return (msgspec.structs.replace(query, selection=_of_another_maker(where, last)),)
        if said.within and said.asks in {"check", "all"} and len(parts_of(where)) > 1:
            return ()  # which of them describes those, and which is asked of them?
        if said.asks in {"", "check"} and of_another_size(where, focus(last), self._catalog):
            return ()
        if said.asks in {"check", "any", "all"}:
            asks = "check" if said.within and said.asks == "any" and len(last.shown) == 1 else said.asks
            return self._any_of_kin(where, said, last) or self._checked(where, asks, last)
        if said.within or said.asks in {"which", "count"} or is_of_shown(parts_of(where), last):
            return ()
        if self._tells_own_size(where, last):
            return _of_others(where, last)
        return self._of_named(where, said, last)

    def _of_named(self, where: Constraint, said: Followup, last: Exchange) -> Found:
        """Ask of the things named whether it is so, in the place of what was asked of them."""
        query, things = last.query, focus(last)
        if isinstance(query, Explain) and is_plain(last) and not attributes_of(where) & attributes_of(query.statement):
            return (Check(query.selection, where),)  # what about English? no reason is asked for
        if isinstance(query, Check | Explain) and is_plain(last) and not isinstance(where, Among):
            return (msgspec.structs.replace(query, statement=_restated(query.statement, where)),)
        if _describes_set(last) and not (is_first(last) and _is_property(where) and not said.parallel):
            return ()
        return (Check(Selection(things), where),) if things else ()

    def _tells_own_size(self, where: Constraint, last: Exchange) -> bool:
        """Say whether a bound is on the size that the name of the one thing tells (under 10B then, of Falcon 40B).

        Nobody asks that: it describes others, unless sizes were the matter.
        """
        size, things = role("size", last, self._catalog), focus(last)
        bound = isinstance(where, Compare) and where.attribute == size and isinstance(where.operand, Quantity)
        if not bound or not is_plain(last) or len(things) != 1 or things[0].kind != "item" or size in last.attributes:
            return False
        if size in attributes_of(getattr(last.query, "statement", None)):
            return False
        item = self._catalog.items[things[0].id]
        labels = {label for fact in item.facts.get(size, ())[:1] for label in fact.labels}
        return bool(labels & set(item.name.casefold().replace("-", " ").split()))

    def _is_made_by(self, where: Constraint, last: Exchange) -> bool:
        """Say whether only another maker is named, after facts or a check that are about something else."""
        maker = role("maker", last, self._catalog)
        about = attributes_of(getattr(last.query, "statement", None)) | set(getattr(last.query, "attributes", ()))
        plain = isinstance(last.query, Lookup | Check) and not _describes_set(last)
        return plain and isinstance(where, Has) and where.attribute == maker and maker not in about

    def _any_of_kin(self, where: Constraint, said: Followup, last: Exchange) -> Found:
        """`has it a chat version?`: among the members of its family."""
        if said.asks != "any" or not said.kin:
            return ()
        things = focus(last) or subjects_of(last.query)
        groups = tuple(dict.fromkeys(Ref("group", group_of(ref, self._catalog)) for ref in things))
        return (Check(Selection(groups), where, "any"),) if groups and all(ref.id for ref in groups) else ()

    def _checked(self, where: Constraint, asks: Literal["check", "any", "all"], last: Exchange) -> Found:
        """Is it so for this, for any or for all of those?"""
        mode: CheckMode = "each" if asks == "check" else asks
        described = selection_of(last) if asks != "check" and not isinstance(last.query, Recommend) else None
        if described is not None and described.where is not None and described.rank is None:
            if asks == "all":
                return (Check(described, where, mode),)
            return (Check(Selection(described.subjects), joined((described.where, where)) or where, mode),)
        things = focus(last) if asks == "check" else those(last)
        if asks == "any" and self._is_beyond_all(where, last):
            return (Check(Selection(), where, mode),)
        if asks == "all" and len(things) == 1 and things[0].kind == "item":
            return ()  # of which others?
        if asks == "any" and len(things) == 1 and things[0].kind == "item":
            if _is_other_value(where, last):
                return (Check(Selection(things), where),)  # its languages: is Thai among them?
            return (Check(Selection(), where, mode),)  # of one thing it was asked already: is there another?
        return (Check(Selection(things), where, mode),) if things else ()

    def _kin(self, where: Constraint, last: Exchange) -> Found:
        """The last question about the members of the same families that satisfy a constraint (the chat one).

        Where one thing was talked about, only siblings of its size are meant.
        """
        groups = tuple(dict.fromkeys(Ref("group", group_of(ref, self._catalog)) for ref in focus(last)))
        if not all(ref.id for ref in groups):
            return ()
        alike = same_size(focus(last), self._catalog)
        if alike and isinstance(where, Has):
            fitting = tuple(ref for ref in alike if _states(self._catalog.items[ref.id], where))
            return parallels(fitting, last) if fitting else ()
        chosen = Selection(groups, where)
        if isinstance(last.query, Lookup | Check | Explain | Cite):
            return (msgspec.structs.replace(last.query, selection=chosen),)
        return (ListItems(chosen),)

    def _is_beyond_all(self, where: Constraint, last: Exchange) -> bool:
        """Say whether only others can satisfy a constraint: who has more than it, where it alone was talked about."""
        if not isinstance(where, Compare) or not isinstance(where.operand, ValueOf) or not is_plain(last):
            return False
        named = {item for ref in focus(last) for item in members(ref, self._catalog)}
        return named <= set(members(where.operand.subject, self._catalog))


def _of_others(where: Constraint, last: Exchange) -> Found:
    """The last question, on one thing, of others that are described: of which is it so, what have they of it?"""
    query = last.query
    if isinstance(query, Check):
        return (ListItems(Selection((), joined((where, query.statement)))),)
    return (msgspec.structs.replace(query, selection=Selection((), where)),) if isinstance(query, _OF_ANY) else ()


def _of_another_maker(where: Constraint, last: Exchange) -> Selection:
    """`and Meta's?` after a fact of Google's newest: of Meta's newest; after one of a model: of those by Meta."""
    selection = selection_of(last)
    rank = selection.rank if selection is not None and not selection.subjects else None
    return Selection((), where, rank)


def _states(item: Item, wanted: Has) -> bool:
    stated = (fact.value for fact in item.facts.get(wanted.attribute, ()))
    return any(wanted.value == value or (isinstance(value, list) and wanted.value in value) for value in stated)


def _restated(old: Constraint, new: Constraint) -> Constraint:
    """Return a parallel statement: what is about the same matter is replaced, for values as well."""
    if attributes_of(new) & attributes_of(old):
        return replaced_for(old, new) or new
    return new


def _is_other_value(where: Constraint, last: Exchange) -> bool:
    """Say whether a value is asked about of what was just stated, rather than the same once more."""
    query = last.query
    stated = set(getattr(query, "attributes", ())) | attributes_of(getattr(query, "statement", None))
    stated |= {query.attribute} if isinstance(query, ListValues) else set()
    stated |= {query.of} if isinstance(query, CountItems) else set()
    asked = attributes_of(where)
    return bool(asked) and asked <= stated and getattr(query, "statement", None) != where


def _is_property(where: Constraint) -> bool:
    """Say whether something is or is not so (open, multilingual, fits on a 4090), and is no value among others."""
    return all(isinstance(part.part if isinstance(part, Not) else part, Is | Fits) for part in parts_of(where))


def _describes_set(last: Exchange) -> bool:
    query = last.query
    return isinstance(query, (*LISTS, Recommend)) or (isinstance(query, Check) and query.mode == "any")
