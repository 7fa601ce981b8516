"""Whether something runs locally, asked after hardware was told: whether it fits there, not only whether it is open."""

from __future__ import annotations

import msgspec

from chatbot.datatypes.catalog import Catalog
from chatbot.datatypes.query import Check, Fits, Is
from chatbot.datatypes.reading import Reading
from chatbot.datatypes.subjects import fit_in
from chatbot.dialogue.fits import on_own_hardware, tells_other_machine, told_last, with_fit
from chatbot.dialogue.outcomes import Resolved
from chatbot.dialogue.pointing import said
from chatbot.dialogue.state import State

_AT_HOME = "at_home"
"""What says that something is run on own hardware, whatever that is."""
_RUNNING = frozenset({"fits", "use", "copes"})
"""Without one of these it is asked where the weights may lie."""
_SAME = "same_card"
"""What points to hardware that was told."""
_LATELY = 1
"""So many questions before the last one may have told the hardware."""


def run_there(resolved: Resolved, state: State, catalog: Catalog) -> Resolved:
    """Return a question whether things can be run on own hardware as one on the hardware that was told lately.

    What is asked of this machine is asked of all the hardware that was told last, however long ago.
    """
    outcome, words = resolved.outcome, said(resolved.outcome)
    lately = state.earlier if _SAME in words else state.earlier[:_LATELY]
    told = told_last((state.last, *lately))
    if told is None or outcome.status != "read" or not words & {_AT_HOME, _SAME}:
        return resolved
    if any(on_own_hardware(part.query) or tells_other_machine(outcome, part) for part in outcome.parts):
        return resolved  # it names hardware itself
    openness = {domain.roles.get("openness") for domain in catalog.domains.values()}
    runs = _AT_HOME in words and words & _RUNNING
    parts = tuple(_there(part, openness if runs else set(), told) for part in outcome.parts)
    if parts == outcome.parts:
        return resolved
    return msgspec.structs.replace(resolved, outcome=msgspec.structs.replace(outcome, parts=parts), used=True)


def _there(part: Reading, openness: set[str | None], told: Fits) -> Reading:
    query, base = part.query, fit_in(part.query)
    if base is not None and not base.hardware:
        filled = msgspec.structs.replace(base, hardware=told.hardware)
        return msgspec.structs.replace(part, query=with_fit(query, base, filled))
    if not isinstance(query, Check) or not isinstance(query.statement, Is) or not query.selection.subjects:
        return part
    if query.statement.attribute not in openness:
        return part
    there = Fits(told.attribute, told.hardware)
    return msgspec.structs.replace(part, query=msgspec.structs.replace(query, statement=there))
