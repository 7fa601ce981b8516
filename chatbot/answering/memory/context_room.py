"""How much context do items leave room for on hardware, in each form that their weights may be held in?"""

from __future__ import annotations

from chatbot.answering.catalog_reader import ITEM
from chatbot.answering.choose import choose
from chatbot.answering.memory.arithmetic import Dimensions, cache_gb, offered, running
from chatbot.answering.memory.figures import gaps, statement
from chatbot.answering.memory.fit_check import ask_hardware, hardware_notes
from chatbot.answering.memory.hardware import Setup
from chatbot.answering.memory.needs import rule_sources
from chatbot.answering.store import Store
from chatbot.answering.suggestions import suggest
from chatbot.datatypes.answer import Answer, Argument, Block, Bullets, Cell, Say
from chatbot.datatypes.catalog import Ref
from chatbot.datatypes.query import Memory

_ROUND = 100
"""Tokens are told in hundreds: the rule is no measurement."""


def context_room(query: Memory, store: Store) -> Answer:
    """Answer with the most tokens for each item, form and edition of the hardware."""
    setups = store.fitting.hardware.setups(query.hardware)
    if not setups:
        return ask_hardware(None)
    items = choose(store, query.selection).items
    blocks: list[Block] = []
    cells: list[Cell] = []
    without: list[str] = []
    for item in items:
        dimensions = store.fitting.dimensions.of(item)
        if dimensions is None or not dimensions.whole or store.fitting.hosted(item):
            without.append(item)
            continue
        for setup in setups:
            lines = tuple(_line(store, dimensions, form, setup) for form in _forms(query, store))
            gb = sum(card.memory * card.count for card in setup.cards)
            title = Say("fit.room.title", {"name": Ref(ITEM, item), "memory": gb})
            blocks.append(Bullets(lines=lines, title=title))
            cells.append(_cell(query, store, item, setup))
    blocks.extend(gaps(store, tuple(without)))
    if cells:
        args: dict[str, Argument] = {"overhead": store.fitting.rules.spare()}
        blocks.append(Say("fit.room.assumed", args, sources=rule_sources(store, "total", "cache")))
        blocks.extend(hardware_notes(store, statement(query, store)))
    return Answer(
        status="answered" if cells or any(map(store.fitting.hosted, items)) else "no_data",
        query=query,
        models=items,
        cells=tuple(cells),
        blocks=tuple(blocks),
        suggestions=suggest(store, items, ()),
    )


def _forms(query: Memory, store: Store) -> tuple[str, ...]:
    usual, forms = store.fitting.forms(query.precision)
    return (usual, *forms)


def most_tokens(dimensions: Dimensions, precision: str, setup: Setup, store: Store) -> int:
    """Return how many tokens of context fit beside the weights, no more than the item can hold; 0: not even these."""
    rules = store.fitting.rules
    least = running(dimensions, precision, 1, setup.room.devices, rules)
    left = offered(setup.room) - least.total
    if left < 0:
        return 0
    tokens = int(left / cache_gb(dimensions, 1, rules)) + 1
    return int(min(tokens, dimensions.limit or tokens))


def _line(store: Store, dimensions: Dimensions, precision: str, setup: Setup) -> Say:
    tokens = most_tokens(dimensions, precision, setup, store)
    args: dict[str, Argument] = {"precision": precision, "tokens": tokens // _ROUND * _ROUND}
    if not tokens:
        return Say("fit.room.none", args)
    if dimensions.limit and tokens >= dimensions.limit:
        return Say("fit.room.all", args | {"tokens": int(dimensions.limit)})
    return Say("fit.room.some", args)


def _cell(query: Memory, store: Store, item: str, setup: Setup) -> Cell:
    """Return the most in the form that is tried first as a cell."""
    dimensions = store.fitting.dimensions.of(item)
    (usual, *_) = _forms(query, store)
    tokens = most_tokens(dimensions, usual, setup, store) if dimensions else 0
    note = _line(store, dimensions, usual, setup) if dimensions else None
    return Cell(
        model=item, attribute=store.role("span"), state="derived", value=tokens, note_message=note,
        sources=rule_sources(store, "total", "cache"),
    )  # fmt: skip
