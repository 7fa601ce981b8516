"""Follow-ups on what terms forbid, and on what is open to all."""

from __future__ import annotations

from chatbot.datatypes.followup import Followup
from chatbot.datatypes.query import Check, Is, ListItems, Not, Selection
from chatbot.dialogue.moves.parallels import Found
from chatbot.dialogue.moves.shifts import Shifts
from chatbot.dialogue.sets import focus, role
from chatbot.dialogue.state import Exchange

_ALLOWED = ("usable", "studied")
"""Roles of what terms allow or forbid."""


def forbidden(_said: Followup, last: Exchange, shifts: Shifts) -> Found:
    """`are we breaking its licence?`: not what was checked, where it is a matter of the terms."""
    query = last.query
    if isinstance(query, ListItems) and query.selection.subjects:
        subjects, statement = query.selection.subjects, query.selection.where  # I sell a chatbot made with it
    elif isinstance(query, Check) and query.mode == "each":
        subjects, statement = query.selection.subjects, query.statement
    else:
        return ()
    allowed = [Is(role(name, last, shifts.catalog)) for name in _ALLOWED]
    return (Check(Selection(subjects), Not(statement)),) if subjects and statement in allowed else ()


def public(_said: Followup, last: Exchange, shifts: Shifts) -> Found:
    """`is it public?` after what something was trained on: is that which the answer told open to all?"""
    known, told = shifts.catalog.attributes.values(), set(last.attributes)
    about = [each.id for each in known if each.type == "truth" and told & set(each.related)]
    return shifts.facts((about[0],), focus(last)) if len(about) == 1 else ()
