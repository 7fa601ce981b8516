"""Follow-ups on memory: other hardware, another precision, more context, training instead of running."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from chatbot.datatypes.catalog import Catalog
from chatbot.datatypes.followup import Followup
from chatbot.datatypes.homes import kind_asked
from chatbot.datatypes.query import Card, Check, Explain, Fits, Memory, Quantity, Query
from chatbot.datatypes.reading import Outcome, Reading
from chatbot.datatypes.subjects import fit_in
from chatbot.dialogue.pointing import said
from chatbot.dialogue.state import Exchange

MANY = 65
"""From this number on, a number alone is no count of cards."""
_FEW = 4
"""A number this many times smaller than the memory of a card counts cards."""
_RACK = 12
"""From this number on, a number alone may be of gigabytes rather than of cards, of which there was one."""
_LEAST_CONTEXT, _MOST_CONTEXT = 1000, 10**8
"""A labelled number between these is one of tokens to be held, and neither one of cards nor of parameters."""
_INSTEAD = frozenset({"instead", "meant", "is_not"})
_COUNTED = frozenset({"one_of", "single", "single_card"})
"""Words with which one thing is told."""
_SAME = frozenset({"ones_word", "this_very"})
"""Terms for things of the sort that was named."""
_ARTICLE = "article"
"""The class of fillers that before a device tell that it is one."""
_CARDS = "cards"
"""What a question on memory asks for, where it is how many cards are needed."""
_MAY_BE_HARDWARE = frozenset({"device", "number"})
_SOME_MACHINE, _KNOWN = "some_machine", frozenset({"at_home", "same_card"})
_SYSTEM = "system"
"""Memory that is that of no card."""


def has_terms(said: Followup) -> bool:
    """Say whether a follow-up tells how something is to be run."""
    return bool(said.precision or said.context or said.mode)


def tells_other_machine(outcome: Outcome, part: Reading) -> bool:
    """Say whether another machine than the one before is told: a phone, or hardware or a number that was not read."""
    words = said(outcome)
    if _SOME_MACHINE in words and words.isdisjoint(_KNOWN):
        return True
    used = {place for phrase in part.phrases for place in range(phrase.start, phrase.end)}
    return any(m.category in _MAY_BE_HARDWARE and used.isdisjoint(range(m.start, m.end)) for m in outcome.mentions)


def on_own_hardware(query: Query) -> bool:
    """Say whether a question tells itself on which card, or in how much memory, something is to fit."""
    base = fit_in(query)
    return base is not None and any(card.device or card.memory for card in base.hardware)


def refitted(said: Followup, last: Exchange, catalog: Catalog) -> Query | None:
    """Return the last question on memory with what the follow-up changes; None where it was about something else."""
    query = last.query
    if isinstance(query, Explain):  # it was asked why; under other terms it is asked whether
        query = Check(query.selection, query.statement)
    if isinstance(query, Memory) and query.size and said.amount is not None and said.amount.label:
        return msgspec.structs.replace(query, size=said.amount.value)
    new = said.where if isinstance(said.where, Fits) else None
    base = _of_memory(query, catalog) if isinstance(query, Memory) else fit_in(query)
    if base is None or (new is None and not has_terms(said) and said.amount is None):
        return None
    merged = _merged(said, new, base, catalog)
    if merged is None:
        return None
    if not isinstance(query, Memory):
        changed: Query = with_fit(query, base, merged)
        return changed
    named = query.selection.subjects or query.selection.where is not None
    counted = query.of == _CARDS and len(merged.hardware) == 1 and merged.hardware[0].count == 1
    if merged.hardware != query.hardware and named and not counted:
        return Check(query.selection, merged)
    return msgspec.structs.replace(
        query, precision=merged.precision, context=merged.context, mode=merged.mode, hardware=merged.hardware
    )


def as_many(outcome: Outcome, queries: tuple[Query, ...], last: Exchange) -> tuple[Query, ...]:
    """`with A100s instead?` after four cards of another sort: as many of these, or one; the asker must choose.

    `80 GB ones` are cards of the same sort.
    """
    before, now = fit_in(last.query), fit_in(queries[0]) if len(queries) == 1 else None
    if before is None or now is None or len(before.hardware) != 1 or len(now.hardware) != 1:
        return queries
    (old,), (new,) = before.hardware, now.hardware
    words = {mention.category for mention in outcome.mentions}
    if words & _SAME and old.device and not new.device and new.memory and new.count == 1:
        meant = msgspec.structs.replace(now, hardware=(msgspec.structs.replace(old, memory=new.memory),))
        return (with_fit(queries[0], now, meant),)  # 80 GB ones, of the same card
    named = {mention.start for mention in outcome.mentions if mention.category == "device"}
    one = any(m.category == "filler" and m.meaning == _ARTICLE and m.end in named for m in outcome.mentions)
    if (
        one
        or old.count == new.count
        or new.count > 1
        or not new.device
        or words & _COUNTED
        or words.isdisjoint(_INSTEAD)
    ):
        return queries
    several = msgspec.structs.replace(now, hardware=(msgspec.structs.replace(new, count=old.count),))
    return (with_fit(queries[0], now, several), queries[0])


def told_last(exchanges: Iterable[Exchange | None]) -> Fits | None:
    """Return what was said last of hardware, in exchanges of which the newest comes first."""
    found = (fit_in(exchange.query) for exchange in exchanges if exchange is not None)
    return next((fit for fit in found if fit is not None and fit.hardware), None)


def with_terms(said: Followup) -> Followup:
    """Put the terms that a follow-up tells into what it says must fit: on a 3060 in 4-bit."""
    base = fit_in(said.where)
    if base is None or not has_terms(said):
        return said
    told = msgspec.structs.replace(
        base,
        precision=said.precision or base.precision,
        context=said.context or base.context,
        mode=said.mode or base.mode,
    )
    return msgspec.structs.replace(said, where=with_fit(said.where, base, told))


def _of_memory(query: Memory, catalog: Catalog) -> Fits:
    attribute = catalog.role("memory", kind_asked(query, catalog))
    return Fits(attribute, query.hardware, query.precision, query.context, query.mode)


def _device(said: Followup, catalog: Catalog) -> str:
    """Return the one thing whose name ends with the number that was said (a 4090)."""
    if said.amount is None or said.of_cards or said.amount.label or said.amount.value < MANY or said.amount.value % 1:
        return ""
    number = str(int(said.amount.value))
    shared = catalog.ambiguities.get(number)
    if shared is not None:
        return shared.default
    known = {name.ref.id for name in catalog.names if name.ref.kind in catalog.entities and _ends(name.form, number)}
    return known.pop() if len(known) == 1 else ""


def _ends(form: str, number: str) -> bool:
    """Say whether a spelling ends with a number that stands apart and is its only one."""
    words = form.split()
    return words[-1] == number and not any(character.isdigit() for word in words[:-1] for character in word)


def _merged(said: Followup, new: Fits | None, base: Fits, catalog: Catalog) -> Fits | None:
    fresh = new or Fits(base.attribute)
    hardware = _as_before(fresh.hardware, base.hardware) or base.hardware
    device = _device(said, catalog)
    context = said.context or fresh.context or as_context(said.amount) or base.context
    if device:
        hardware = (Card(device),)
    elif said.amount is not None and not as_context(said.amount):
        changed = _amounted(said.amount, said.of_cards, hardware)
        if changed is None:
            return None
        hardware = changed
    mode = said.mode or (fresh.mode if fresh.mode != "run" else base.mode)
    return Fits(
        base.attribute,
        hardware,
        said.precision or fresh.precision or base.precision,
        context,
        mode,
    )


def as_context(amount: Quantity | None) -> float:
    """Return how many tokens are to be held at once: `and 128k?` after how much memory something needs."""
    told = amount is not None and amount.label and _LEAST_CONTEXT <= amount.value < _MOST_CONTEXT
    return amount.value if amount is not None and told else 0


def _amounted(amount: Quantity, of_cards: bool, hardware: tuple[Card, ...]) -> tuple[Card, ...] | None:
    """Return the only card with a number alone: how many there are, or of a bare one how much memory it has."""
    if len(hardware) != 1 or amount.label:
        return None
    (card,) = hardware
    few = 1 < amount.value <= card.memory / _FEW and card.kind != _SYSTEM  # a 24 GB card: and two?
    if not card.device and not of_cards and not few:
        return (msgspec.structs.replace(card, memory=amount.value),) if amount.value >= 1 else None
    if card.device and card.memory and card.count == 1 and not of_cards and not (few and amount.value < _RACK):
        larger = amount.value > card.memory  # 32 GB of RAM: and with 64? With 16 it may be either
        return (msgspec.structs.replace(card, memory=amount.value),) if larger else None
    counts = (card.device or card.memory) and 1 <= amount.value < MANY and not amount.value % 1
    return (msgspec.structs.replace(card, count=int(amount.value)),) if counts else None


def _as_before(told: tuple[Card, ...], before: tuple[Card, ...]) -> tuple[Card, ...]:
    """`and 8 GB?` after an amount of the same: of what kind it is was said before."""
    if len(told) != 1 or len(before) != 1 or told[0].device or told[0].kind or not before[0].memory:
        return told
    return (msgspec.structs.replace(before[0], memory=told[0].memory),)


def with_fit(value: Any, old: Fits, new: Fits) -> Any:
    """Return a query with one statement on memory in the place of another."""
    if isinstance(value, Fits):
        return new if value == old else value
    if isinstance(value, tuple):
        return tuple(with_fit(part, old, new) for part in value)
    fields = getattr(value, "__struct_fields__", ())
    if not fields:
        return value
    return msgspec.structs.replace(value, **{field: with_fit(getattr(value, field), old, new) for field in fields})
