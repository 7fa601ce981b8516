"""What a set is sought for, or is to run on, said by a pronoun: the biggest model for that, which card is it."""

from __future__ import annotations

import msgspec

from chatbot.datatypes.catalog import Catalog, Ref
from chatbot.datatypes.query import (
    Check,
    Constraint,
    CountItems,
    Describe,
    Fits,
    Has,
    ListEntities,
    ListItems,
    Recommend,
    Selection,
)
from chatbot.datatypes.reading import Outcome
from chatbot.datatypes.subjects import fit_in
from chatbot.dialogue.fits import told_last
from chatbot.dialogue.limits import joined
from chatbot.dialogue.outcomes import Resolved, read, unclear
from chatbot.dialogue.pointing import PRONOUN, said
from chatbot.dialogue.sets import is_plain, role, selection_of
from chatbot.dialogue.state import Exchange, State

DEVICE = "device"
_POINTING = frozenset({"that_word", PRONOUN})
_ON_THAT = "on_that"
"""Term with which the hardware, or the purpose, that was told is pointed to."""
_SETS = ListItems | CountItems | Recommend


def on_that(outcome: Outcome, last: Exchange | None, catalog: Catalog) -> Resolved | None:
    """`what's the biggest model for that?`: of what fits there, of what is good for it, of what was listed."""
    if last is None or outcome.status != "read" or len(outcome.parts) != 1 or _ON_THAT not in said(outcome):
        return None
    (part,) = outcome.parts
    selection = part.query.selection if isinstance(part.query, _SETS) else None
    if selection is None or selection.subjects or fit_in(part.query) is not None:
        return None
    told = _told(last, catalog)
    if told is None:
        return unclear(outcome, "unfit", None)
    if isinstance(part.query, Recommend) and isinstance(told, Has):
        return None
    where = joined(filter(None, (selection.where, told)))
    chosen: Selection = msgspec.structs.replace(selection, where=where)
    return read(outcome, part, (msgspec.structs.replace(part.query, selection=chosen),))


def card_told(outcome: Outcome, state: State) -> Resolved | None:
    """`which card is that?`: the one that was told last, and not all there are."""
    if state.last is None or outcome.status != "read" or len(outcome.parts) != 1:
        return None
    (part,) = outcome.parts
    if part.query != ListEntities(DEVICE) or not said(outcome) & _POINTING:
        return None
    told = told_last((state.last, *state.earlier))
    devices = [card.device for card in told.hardware if card.device] if told is not None else []
    if not devices:
        return unclear(outcome, "unfit", None)
    return read(outcome, part, (Describe(tuple(Ref(DEVICE, device) for device in devices)),))


def _told(last: Exchange, catalog: Catalog) -> Constraint | None:
    """Return what was said last that things may be sought for: hardware, a task, what was asked of something."""
    fits, selection = fit_in(last.query), selection_of(last)
    if fits is not None:
        return Fits(fits.attribute, fits.hardware, fits.precision, fits.context, fits.mode) if fits.hardware else None
    if isinstance(last.query, Recommend) and last.query.task:
        return Has(role("tasks", last, catalog), last.query.task)
    if isinstance(last.query, Check) and last.query.mode == "each":
        return last.query.statement
    return selection.where if selection is not None and not is_plain(last) else None
