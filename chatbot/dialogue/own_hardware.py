"""What the asker told of as their own: hardware that what is sought is to run on, and that something is to be tuned."""

from __future__ import annotations

import msgspec

from chatbot.datatypes.catalog import Catalog
from chatbot.datatypes.query import Compare, Constraint, Fits, ListItems, Memory, Not, Recommend, Selection, ValueOf
from chatbot.datatypes.reading import Outcome, Reading
from chatbot.datatypes.subjects import fit_in
from chatbot.dialogue.fits import on_own_hardware, with_fit
from chatbot.dialogue.limits import attributes_of, joined, parts_of
from chatbot.dialogue.outcomes import Resolved, read
from chatbot.dialogue.pointing import said
from chatbot.dialogue.referring import tells_whole
from chatbot.dialogue.state import Exchange, State

_ASKER = "asker"
_OWNING = frozenset({_ASKER, "has"})
"""Terms with which one tells what one has."""
_LATELY = 1
"""So many questions before the last one may have told the hardware."""
_ALL, _RUNS = "all", "fits"
_TUNING, _RUN = "tuning", "run"
_SETS = ListItems | Recommend
_MEMORY_UNIT = "gb"


def owned(outcome: Outcome, parts: tuple[Reading, ...], last: Exchange | None) -> Fits | None:
    """Return the hardware that is told of as one's own, or that was, where a question goes on from there."""
    query = parts[-1].query
    told = fit_in(query) if isinstance(query, _SETS) else None
    if told is None or not told.hardware or not isinstance(query, _SETS) or query.selection.subjects:
        return None
    before = last.owned if last is not None else None
    goes_on = before is not None and before.hardware == told.hardware
    states = parts[-1].bare or said(outcome) >= _OWNING
    return Fits(told.attribute, told.hardware) if states or goes_on else None


def on_own(outcome: Outcome, state: State, catalog: Catalog) -> Resolved | None:
    """`we have two 3090s`, then `which model is best for code?`: of those that run there."""
    told = next((each.owned for each in (state.last, *state.earlier[:_LATELY]) if each and each.owned), None)
    if told is None or outcome.status != "read" or len(outcome.parts) != 1 or tells_whole(outcome):
        return None
    (part,) = outcome.parts
    if not isinstance(part.query, _SETS) or fit_in(part.query) is not None:
        return None
    if not isinstance(part.query, Recommend) and _ASKER not in said(outcome):
        return None  # which models are from Meta: what there is, whatever one has
    selection: Selection = part.query.selection
    bound = selection.where is not None or selection.rank is not None or isinstance(part.query, Recommend)
    if selection.subjects or not (bound or _ALL not in said(outcome)) or _is_elsewhere(selection.where, catalog):
        return None
    where = joined(filter(None, (selection.where, told)))
    chosen = msgspec.structs.replace(selection, where=where)
    return read(outcome, part, (msgspec.structs.replace(part.query, selection=chosen),))


def tells_hardware(outcome: Outcome) -> bool:
    """Say whether an utterance names a card or an amount of memory, whatever it says of it."""
    amounts = (m.meaning for m in outcome.mentions if m.category == "number")
    return "device" in said(outcome) or any(getattr(amount, "unit", "") == _MEMORY_UNIT for amount in amounts)


def on_former(outcome: Outcome, resolved: Resolved, state: State) -> bool:
    """Say whether something is taken to run on hardware that was told before what may have changed it."""
    taken = any(on_own_hardware(part.query) for part in resolved.outcome.parts)
    return state.moved and taken and not tells_hardware(outcome)


def planned(parts: tuple[Reading, ...], used: bool, last: Exchange | None) -> str:
    """Return how something is to be tuned, told with a set that says nothing of memory, or told before it."""
    query = parts[-1].query
    if isinstance(query, Memory) or fit_in(query) is not None:
        return ""
    modes = [str(phrase.meaning) for phrase in parts[-1].phrases if phrase.category == _TUNING]
    if modes and isinstance(query, _SETS):
        return modes[0]
    return last.planned if used and last is not None else ""


def as_planned(resolved: Resolved, state: State) -> Resolved:
    """`I want to fine-tune a 7B model`, then `is 24 GB enough?`: enough for that, and not to run it."""
    outcome, mode = resolved.outcome, state.last.planned if state.last is not None else ""
    if not mode or outcome.status != "read" or _RUNS in said(outcome) or len(outcome.parts) != 1:
        return resolved
    if any(one.follow is not None and one.follow.mode for one in outcome.follow):
        return resolved
    (part,) = outcome.parts
    base = fit_in(part.query)
    query = part.query
    if isinstance(query, Memory) and query.mode == _RUN:
        query = msgspec.structs.replace(query, mode=mode)
    elif base is not None and base.mode == _RUN:
        query = with_fit(query, base, msgspec.structs.replace(base, mode=mode))
    parts = (msgspec.structs.replace(part, query=query),)
    return msgspec.structs.replace(resolved, outcome=msgspec.structs.replace(outcome, parts=parts))


def _is_elsewhere(where: Constraint | None, catalog: Catalog) -> bool:
    """Say whether things are sought that run on no hardware of the asker's, or that go beyond a thing that is named."""
    roles = catalog.domain().roles
    parts = parts_of(where)
    if any(isinstance(part, Compare) and isinstance(part.operand, ValueOf) for part in parts):
        return True
    hosted = {roles.get("api", ""), roles.get("hosted", "")}
    denied = attributes_of(joined(part for part in parts if isinstance(part, Not)))
    return bool(attributes_of(where) & hosted) or roles.get("openness", "") in denied
