"""Follow-ups in which a size tells of which members of a family something is asked: the 8B, both 7B and 13B."""

from __future__ import annotations

import msgspec

from chatbot.datatypes.catalog import Catalog, Ref
from chatbot.datatypes.followup import Followup
from chatbot.datatypes.options import Asks
from chatbot.datatypes.query import Check, Compare, Constraint, ListItems, Or, Quantity, Selection
from chatbot.dialogue.limits import attributes_of, joined, parts_of
from chatbot.dialogue.moves.parallels import Found, merged, parallels
from chatbot.dialogue.sets import focus, members, refs, role, selection_of, sibling
from chatbot.dialogue.state import Exchange

_ASKS: frozenset[Asks] = frozenset({"", "check", "all"})


def of_sizes(said: Followup | None, last: Exchange, catalog: Catalog) -> Found:
    """Return the statement that stands beside a size, or the last one, about the members of that size."""
    if said is None or said.kind != "shift" or said.within or said.rank is not None or said.asks not in _ASKS:
        return ()
    size = role("size", last, catalog)
    told = [(part, named) for part in parts_of(said.where) if (named := _amounts(part, size))]
    if len(told) != 1:
        return ()
    (part, amounts), rest = told[0], joined(each for each in parts_of(said.where) if each != told[0][0])
    if rest is None and said.asks:
        of_set = _in_set(part, last, size)
        if of_set:
            return of_set
    fitting = [_of_size(focus(last), amount, catalog) for amount in amounts]
    if not all(fitting):
        return ()
    things = merged((), tuple(ref for each in fitting for ref in each))
    if rest is not None:
        return (Check(Selection(things), rest),) if said.asks == "check" and part != said.where else ()
    statement = last.query.statement if isinstance(last.query, Check) else None
    if len(amounts) < 2 or statement is None or size in attributes_of(statement):
        return ()
    found = parallels(things, last)
    if said.asks != "all":
        return found
    return tuple(msgspec.structs.replace(each, mode="all") for each in found if isinstance(each, Check))


def _in_set(part: Constraint, last: Exchange, size: str) -> Found:
    """`would a 7B do?` after a set that is described by something else: are those of that size in it?"""
    selection = selection_of(last)
    if not isinstance(last.query, ListItems) or selection is None or selection.where is None or selection.subjects:
        return ()
    if selection.rank is not None or size in attributes_of(selection.where):
        return ()
    return (Check(Selection((), part), selection.where),)


def _amounts(part: Constraint, size: str) -> tuple[Quantity, ...]:
    """Return the sizes that a constraint names, if it does nothing else."""
    if isinstance(part, Or):
        each = [_amounts(one, size) for one in part.parts]
        return tuple(amount for amounts in each for amount in amounts) if all(each) else ()
    if not isinstance(part, Compare) or part.attribute != size or part.op != "=":
        return ()
    return (part.operand,) if isinstance(part.operand, Quantity) else ()


def _of_size(things: tuple[Ref, ...], amount: Quantity, catalog: Catalog) -> tuple[Ref, ...]:
    """Return the members of this size of what was talked about, else of its families."""
    near = sibling(things, amount, catalog)
    talked = {item for ref in things for item in members(ref, catalog)}
    own = tuple(ref for ref in near if ref.id in talked)
    return own or refs(tuple(ref.id for ref in near))
