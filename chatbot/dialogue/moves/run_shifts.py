"""Shifts in how something is run: another precision, more cards, of the one with 16K, the largest in fp16."""

from __future__ import annotations

import msgspec

from chatbot.datatypes.catalog import Catalog
from chatbot.datatypes.followup import Followup
from chatbot.datatypes.query import Check, Fits, ListItems, Memory, Quantity, Selection
from chatbot.datatypes.subjects import fit_in
from chatbot.dialogue.fits import has_terms, refitted
from chatbot.dialogue.moves.narrowing import Narrowing
from chatbot.dialogue.moves.parallels import Found, about
from chatbot.dialogue.sets import focus, is_on_items, is_plain, sibling
from chatbot.dialogue.state import Exchange


class RunShifts:
    """Shifts in how something is run, over one catalog."""

    def __init__(self, catalog: Catalog) -> None:
        """Keep the catalog, and what narrows sets of it."""
        self.catalog = catalog
        self.narrowing = Narrowing(catalog)

    def _memory(self, said: Followup, last: Exchange) -> Found:
        """A question on memory under other terms, perhaps of something else."""
        if not self._may_be_terms(said):
            return ()
        if said.amount is not None and _tells_apart(said.amount) and (has_terms(said) or is_plain(last)):
            near = sibling(focus(last), said.amount, self.catalog)
            if near and not set(focus(last)) <= set(near):  # with 16K, of the 16K one: so much is to be held
                said = msgspec.structs.replace(said, amount=None, subjects=near)
        if not has_terms(said) and said.where is None and said.amount is None:
            return ()
        query = refitted(msgspec.structs.replace(said, subjects=()), last, self.catalog)
        if query is None:
            return self._under_terms(said, last)
        return about(said.subjects, query) if said.subjects else (query,)

    def _under_terms(self, said: Followup, last: Exchange) -> Found:
        """`and in 4 bit?` of named things, of which something else was asked: what they need then."""
        told = (said.precision or said.mode) and not (said.where or said.amount or said.subjects)
        things = focus(last)
        if not told or not is_on_items(last) or not (is_plain(last) or len(things) == 1):
            return ()
        return (Memory(Selection(things), 0, said.precision, said.context, said.mode or "run"),)

    def _first_so(self, said: Followup, last: Exchange) -> Found:
        """`and the largest in fp16?` after what runs on some hardware: of what does so, held that way."""
        terms = Followup(kind="shift", precision=said.precision, context=said.context, mode=said.mode)
        query = refitted(terms, last, self.catalog)
        if query is None or said.asks in {"check", "count"}:
            return ()
        first = msgspec.structs.replace(said, precision="", context=0, mode="")
        if isinstance(query, Memory):
            return self._memory_of_first(query, first)
        fits = fit_in(query)
        if isinstance(query, Check) and fits is not None and len(last.shown) == 1 and said.rank is not None:
            return (ListItems(Selection((), fits, said.rank)),) if said.rank.attribute else ()
        held = msgspec.structs.replace(last, queries=(*last.queries[:-1], query))
        return self.narrowing.limits(first, held)

    def _memory_of_first(self, query: Memory, said: Followup) -> Found:
        """What the first of a family that was asked about needs, held that way."""
        selection, rank = query.selection, said.rank
        family = len(selection.subjects) == 1 and selection.subjects[0].kind != "item"
        if rank is None or not rank.attribute or not family or selection.where is not None:
            return ()
        return (msgspec.structs.replace(query, selection=msgspec.structs.replace(selection, rank=rank)),)

    def _may_be_terms(self, said: Followup) -> bool:
        if said.where is not None and not isinstance(said.where, Fits):
            return False
        if said.pick or said.rank or said.attributes or said.asks == "count":
            return False
        return (said.asks != "which" or has_terms(said)) and (not said.within or said.amount is not None)


def _tells_apart(amount: Quantity) -> bool:
    """Say whether a number may tell which of several things is meant; a plain whole one counts cards."""
    return bool(amount.label) or amount.value != int(amount.value)
