"""What goes on from a question on something outside the catalog: `its` licence is not that of what came before."""

from __future__ import annotations

import msgspec

from chatbot.datatypes.reading import Outcome
from chatbot.datatypes.subjects import subjects_of
from chatbot.dialogue.outcomes import Resolved
from chatbot.dialogue.pointing import said
from chatbot.dialogue.sets import focus, is_plain
from chatbot.dialogue.state import State

_NAMING = frozenset({"name", "outsider", "ambiguous", "stem", "number", "noun", "of_those"})
"""Words that tell of which things something is asked: by name, by size, or of several that were shown."""


def of_outside(outcome: Outcome, resolved: Resolved, state: State) -> Resolved | None:
    """Return that what was asked about last is not in the catalog, where a question goes on from it without a name.

    Can Qwen be sold, after how big Gemma is; and its context length?
    """
    if not state.outside or state.last is None or not resolved.used or resolved.outcome.status != "read":
        return None
    talked = set(focus(state.last))
    asked = {ref for part in resolved.outcome.parts for ref in subjects_of(part.query)}
    if not is_plain(state.last) or not asked or not asked <= talked or said(outcome) & _NAMING:
        return None
    names = state.outside
    gone = msgspec.structs.replace(
        outcome, status="not_in_catalog", reason="", parts=(), choices=(), names=names, outsiders=names
    )
    return Resolved(outcome=gone)
