"""Memory needs as cells and sentences: the figure, the formula it comes from, and its sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import msgspec

from chatbot.answering.compare import Truth
from chatbot.answering.memory.arithmetic import Need, running
from chatbot.answering.memory.fit import WAYS, Tried
from chatbot.datatypes.answer import Argument, Cell, Message, Say
from chatbot.datatypes.catalog import MEMORY_RULE, Fact
from chatbot.datatypes.options import Explained, Training
from chatbot.datatypes.query import Fits

if TYPE_CHECKING:
    from chatbot.answering.store import Store

TRAIN, THUMB = "train", "thumb"


def rounded(amount: float) -> float:
    """Return GB as they are shown: two decimals for small amounts, one for larger ones."""
    return round(amount, 2 if amount < 100 else 1)


def named(precision: str) -> Argument:
    """Return what shows a precision, or a way to train in place of one."""
    return Message(f"fit.precision.{precision}") if precision in WAYS else precision


def rule_sources(store: Store, *parts: Explained) -> tuple[str, ...]:
    """Return the sources of the rules that explain some parts of a sum, each once."""
    found = (store.entity(MEMORY_RULE, store.fitting.rules.explaining(part)) for part in parts)
    return tuple(dict.fromkeys([source for entity in found if entity for source in entity.sources[:2]]))


def need_sources(store: Store, need: Need) -> tuple[str, ...]:
    """Return the sources of the rules behind a need."""
    if need.basis == TRAIN:
        return rule_sources(store, cast("Training", need.precision))
    bits, keeps = store.fitting.rules.bits(need.precision)
    weights: Explained = "four_bit" if keeps else "weights" if bits == int(bits) else "files"
    if need.basis == THUMB:
        return rule_sources(store, weights, "thumb")
    return rule_sources(store, weights, "cache", "total")


def formula(need: Need) -> Say:
    """Return the figures of a need as a sum."""
    args: dict[str, Argument] = {
        "precision": need.precision,
        "total": rounded(need.total),
        "weights": rounded(need.weights),
        "cache": rounded(need.cache),
        "extra": rounded(need.extra),
        "context": int(need.context),
        "comfortable": rounded(need.comfortable),
        "share": round(100 * need.extra / need.weights) if need.weights else 0,
        "slope": need.slope,
        "base": need.base,
    }
    return Say(f"fit.formula.{need.precision if need.basis == TRAIN else need.basis}", args)


def sum_of(store: Store, need: Need) -> Say:
    """Return the figures of a need as a sum, with the sources of the rules behind it."""
    return msgspec.structs.replace(formula(need), sources=need_sources(store, need))


def cell_of_need(store: Store, item: str | None, need: Need) -> Cell:
    """Return the cell of a computed need."""
    size = _size_sources(store, item) if item else ()
    return Cell(
        model=item,
        attribute=store.role("memory"),
        state="derived",
        value=rounded(need.total),
        note_message=formula(need),
        sources=tuple(dict.fromkeys((*need_sources(store, need), *size))),
    )


def _size_sources(store: Store, item: str) -> tuple[str, ...]:
    facts = store.facts(item, store.role("size", store.item(item).kind))
    return facts[0].sources[:1] if facts else ()


def need_cell(store: Store, item: str) -> Cell:
    """Return the memory need of an item under the statement that is asked about, else under the defaults."""
    if store.asked_fit is not None:
        tried = store.fitting.tried(store.asked_fit, item)
        if tried.need is not None:
            return cell_of_need(store, item, tried.need)
        if tried.reason == "dimensions":
            return gap_cell(store, item)
    need = plain_need(store, item)
    return cell_of_need(store, item, need) if need else gap_cell(store, item)


def need_facts(store: Store, item: str) -> tuple[Fact, ...]:
    """Return the computed need of an item as a fact; nothing where it cannot be computed."""
    one = need_cell(store, item)
    if one.value is None:
        return ()
    return (Fact(attribute=one.attribute, value=one.value, state=one.state, sources=one.sources, confidence="derived"),)


def plain_need(store: Store, item: str) -> Need | None:
    """Return what an item needs on one device under the defaults, or None where it cannot be computed."""
    dimensions = store.fitting.dimensions.of(item)
    if dimensions is None or not dimensions.whole or store.fitting.hosted(item):
        return None
    rules = store.fitting.rules
    return running(dimensions, rules.usual(), 0, 1, rules)


def gap_cell(store: Store, item: str) -> Cell:
    """Return the cell of an item whose need cannot be computed."""
    state = "not_applicable" if store.fitting.hosted(item) else "unknown"
    note = Say(f"fit.gap.{state}")
    return Cell(model=item, attribute=store.role("memory"), state=state, note_message=note)


def fit_note(store: Store, asked: Fits, item: str) -> Say | None:
    """Say why an item fits only on conditions, or not at all."""
    tried = store.fitting.tried(asked, item)
    if tried.truth is Truth.YES:
        return Say("fit.note.tight") if tried.tight else None
    return reason_note(tried)


def reason_note(tried: Tried) -> Say | None:
    """Say in a few words what decided a verdict that is no plain yes."""
    if not tried.reason:
        return Say("fit.note.too_big_tight" if tried.tight else "fit.note.too_big")
    args: dict[str, Argument] = {}
    if tried.need is not None:
        args = {"precision": named(tried.need.precision), "total": rounded(tried.need.total)}
    return Say(f"fit.note.{tried.reason}", args)
