"""Carries out a selection: which items, by what truth, in which order, and what is missing to decide more."""

from __future__ import annotations

import msgspec

from chatbot.answering.normal import normal_constraint
from chatbot.answering.notes import gaps, missing_values
from chatbot.answering.pieces import positive
from chatbot.answering.ranking import Ranking, ranked
from chatbot.answering.store import Store
from chatbot.answering.truth import atoms
from chatbot.datatypes.answer import Groups, Say
from chatbot.datatypes.query import And, Constraint, Is, Selection


class Chosen(msgspec.Struct, frozen=True, kw_only=True):
    """The outcome of a selection."""

    pool: tuple[str, ...]
    """The items among which was chosen."""
    where: Constraint | None
    """The constraint in normal form."""
    truths: Groups
    """The items of the pool by the truth of the constraint; those for which it is plainly false are left out."""
    items: tuple[str, ...]
    """The items chosen: those that hold outright, then those on conditions; ranked ones in rank order."""
    ranking: Ranking | None = None

    @property
    def matched(self) -> tuple[str, ...]:
        """Items for which the constraint holds, before any ranking."""
        return self.truths.yes + self.truths.conditional


def choose(store: Store, selection: Selection) -> Chosen:
    """Carry out a selection."""
    where = normal_constraint(selection.where, store) if selection.where is not None else None
    pool = store.pool(selection)
    truths = store.held(where, pool)
    items = truths.yes + truths.conditional
    ranking = ranked(store, items, selection.rank) if selection.rank else None
    return Chosen(pool=pool, where=where, truths=truths, items=ranking.winners if ranking else items, ranking=ranking)


def missing(store: Store, selection: Selection, chosen: Chosen) -> tuple[Say, ...]:
    """Name what could not be decided: items that may belong to the set, and items that could not be ranked."""
    said = gaps(store, chosen.where, chosen.truths.unknown)
    if selection.rank and chosen.ranking:
        said += missing_values(store, selection.rank.attribute, chosen.ranking.unknown)
    return said


def asked_property(where: Constraint | None) -> tuple[Constraint | None, Constraint | None]:
    """Return the property that was asked for, in its own polarity, and what merely narrows the set."""
    if not isinstance(where, And):
        return (None if where is None or not atoms(where) else positive(where)), None
    parts = [part for part in where.parts if atoms(part)]
    named = [part for part in parts if isinstance(positive(part), Is)]
    single = parts if len(parts) == 1 else named
    if len(single) != 1:
        return where, None
    rest = tuple(part for part in where.parts if part is not single[0])
    return positive(single[0]), And(rest)


def property_groups(store: Store, selection: Selection, chosen: Chosen) -> Groups | None:
    """Return the items asked about, sorted by the truth of the property; nothing where no property was asked."""
    if selection.rank:
        return None
    wanted, rest = asked_property(chosen.where)
    if wanted is None:
        return None
    pool = chosen.pool
    if wanted is chosen.where and pool:
        return store.completed(chosen.truths, pool)
    if rest is not None:
        narrowed = store.held(rest, pool)
        pool = store.in_order(narrowed.yes + narrowed.conditional)
    return store.select(wanted, pool) if pool else Groups()


def is_restricted(selection: Selection) -> bool:
    """Whether a selection is less than the whole catalog."""
    return bool(selection.subjects or selection.where is not None or selection.rank)
