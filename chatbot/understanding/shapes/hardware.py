"""Statements on memory in a query, and the hardware in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from chatbot.datatypes.query import And, Card, Constraint, Fits, Memory, Not, Or, Query
from chatbot.datatypes.reading import Outcome


def is_bare(card: Card) -> bool:
    """Whether a card is an amount of memory whose kind was not said."""
    return not card.device and not card.kind


_SYSTEM = "system"


def firm(hardware: tuple[Card, ...]) -> tuple[Card, ...]:
    """Return hardware in which an amount of no kind is that of a card, or of the processor where that is alone."""
    alone = [card for card in hardware if card.device and card.kind == _SYSTEM and not card.memory]
    amounts = [card for card in hardware if not card.device and card.kind in {"", _SYSTEM}]
    if len(hardware) == len(alone) + len(amounts) and len(alone) == len(amounts) == 1:
        return (msgspec.structs.replace(alone[0], memory=amounts[0].memory, kind=""),)
    return tuple(msgspec.structs.replace(card, kind="dedicated") if is_bare(card) else card for card in hardware)


def fits_in(query: Query) -> list[Fits]:
    """Return the statements on memory in a query."""
    selection = getattr(query, "selection", None)
    parts = (getattr(query, "statement", None), selection.where if selection is not None else None)
    return [asked for part in parts if part is not None for asked in fits_of(part)]


def denied(query: Query) -> list[Fits]:
    """Return the statements on memory that stand behind a negation."""
    selection = getattr(query, "selection", None)
    wholes = (getattr(query, "statement", None), selection.where if selection is not None else None)
    parts = [part for whole in wholes for part in (whole.parts if isinstance(whole, And) else (whole,))]
    return [asked for part in parts if isinstance(part, Not) for asked in fits_of(part)]


def fits_of(part: Constraint) -> list[Fits]:
    """Return the statements on memory in a statement, those behind a negation, too."""
    if isinstance(part, Fits):
        return [part]
    if isinstance(part, Not):
        return fits_of(part.part)
    return [asked for inner in part.parts for asked in fits_of(inner)] if isinstance(part, And | Or) else []


def replaced(query: Query, change: Callable[[Fits], Fits]) -> Query:
    """Return the query with its statement on memory changed."""
    changes: dict[str, Any] = {}
    statement = getattr(query, "statement", None)
    if statement is not None:
        changes["statement"] = changed_fits(statement, change)
    selection = getattr(query, "selection", None)
    if selection is not None and selection.where is not None:
        changes["selection"] = msgspec.structs.replace(selection, where=changed_fits(selection.where, change))
    return msgspec.structs.replace(query, **changes)


def changed_fits(part: Constraint, change: Callable[[Fits], Fits]) -> Constraint:
    """Return the constraint with its statements on memory changed."""
    match part:
        case Fits():
            return change(part)
        case Not(inner):
            return Not(changed_fits(inner, change))
        case And(parts):
            return And(tuple(changed_fits(inner, change) for inner in parts))
        case Or(parts):
            return Or(tuple(changed_fits(inner, change) for inner in parts))
        case _:
            return part


def with_own_memory(query: Query, sold: Callable[[str], Sequence[float]]) -> Query:
    """Return a query in which a card, and apart from it an amount of memory that it is sold with, are one statement.

    So are the processor alone and an amount of memory (16 GB of RAM … on the CPU).

    Args:
        query: with two statements on memory.
        sold: the amounts of memory that a device is sold with, in GB.

    """
    statement = getattr(query, "statement", None)
    if not isinstance(statement, And):
        return query
    fits = [part for part in statement.parts if isinstance(part, Fits)]
    hardware = [asked.hardware[0] for asked in fits if len(asked.hardware) == 1]
    if len(fits) == len(hardware) and len(firm(tuple(hardware))) < len(hardware):
        return _joined(query, statement, msgspec.structs.replace(fits[0], hardware=tuple(hardware)))
    card = next((card for card in hardware if card.device and not card.memory), None)
    bare = [card for card in hardware if not card.device and card.kind != _SYSTEM and card.count == 1]
    if len(fits) != len(hardware) or card is None or len(bare) != 1 or bare[0].memory not in sold(card.device):
        return query
    one = msgspec.structs.replace(fits[0], hardware=(msgspec.structs.replace(card, memory=bare[0].memory),))
    return _joined(query, statement, one)


def _joined(query: Query, statement: And, one: Fits) -> Query:
    """Return a query in which one statement on memory takes the place of all there are."""
    rest = tuple(part for part in statement.parts if not isinstance(part, Fits))
    return msgspec.structs.replace(query, statement=And((one, *rest)) if rest else one)


def open_fit(query: Query) -> bool:
    """Whether a query asks for fit into hardware that is not named."""
    return any(not asked.hardware for asked in fits_in(query))


def with_hardware(query: Query, hardware: tuple[Card, ...]) -> Query:
    """Return the query with hardware that was told elsewhere."""
    return replaced(query, lambda asked: msgspec.structs.replace(asked, hardware=asked.hardware or firm(hardware)))


def with_cards(outcome: Outcome, hardware: tuple[Card, ...]) -> Outcome:
    """Return an outcome in which it is asked how many of the one device are needed that was told elsewhere."""
    if len(hardware) != 1:
        return outcome
    one = msgspec.structs.replace(firm(hardware)[0], count=1)
    parts = (msgspec.structs.replace(part, query=_of_cards(part.query, one)) for part in outcome.parts)
    return msgspec.structs.replace(outcome, parts=tuple(parts))


def _of_cards(query: Query, card: Card) -> Query:
    counted = isinstance(query, Memory) and query.of == "cards" and not query.hardware
    return msgspec.structs.replace(query, hardware=(card,)) if counted else query
