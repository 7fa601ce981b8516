"""Whether something runs locally, asked after hardware was told: whether it fits there, not only whether it is open."""

from __future__ import annotations

import msgspec

from chatbot.datatypes.catalog import Catalog
from chatbot.datatypes.query import Check, Fits, Is
from chatbot.datatypes.reading import Reading
from chatbot.dialogue.fits import told_last
from chatbot.dialogue.outcomes import Resolved
from chatbot.dialogue.pointing import said
from chatbot.dialogue.state import State

_AT_HOME = "at_home"
"""What says that something is run on own hardware, whatever that is."""
_LATELY = 1
"""So many questions before the last one may have told the hardware."""


def run_there(resolved: Resolved, state: State, catalog: Catalog) -> Resolved:
    """Return a question whether things can be run on own hardware as one on the hardware that was told lately."""
    outcome, told = resolved.outcome, told_last((state.last, *state.earlier[:_LATELY]))
    if told is None or outcome.status != "read" or _AT_HOME not in said(outcome):
        return resolved
    openness = {domain.roles.get("openness") for domain in catalog.domains.values()}
    parts = tuple(_there(part, openness, told) for part in outcome.parts)
    if parts == outcome.parts:
        return resolved
    return msgspec.structs.replace(resolved, outcome=msgspec.structs.replace(outcome, parts=parts), used=True)


def _there(part: Reading, openness: set[str | None], told: Fits) -> Reading:
    query = part.query
    if not isinstance(query, Check) or not isinstance(query.statement, Is) or not query.selection.subjects:
        return part
    if query.statement.attribute not in openness:
        return part
    there = Fits(told.attribute, told.hardware)
    return msgspec.structs.replace(part, query=msgspec.structs.replace(query, statement=there))
