"""How much memory does anything of a size need, and does it fit? A size alone is answered by the rule."""

from __future__ import annotations

import msgspec

from chatbot.answering.catalog_reader import ITEM
from chatbot.answering.compare import Truth
from chatbot.answering.memory.arithmetic import RUN, Dimensions, Need, tokens_held
from chatbot.answering.memory.figures import (
    DISK,
    RAM,
    disk_cell,
    kind_of_need,
    needs_of_dimensions,
    on_machine,
    statement,
    sums,
)
from chatbot.answering.memory.fit import Tried
from chatbot.answering.memory.fit_check import ask_hardware, hardware_notes, verdict_sentence
from chatbot.answering.memory.hardware import Setup
from chatbot.answering.memory.needs import cell_of_need, rounded, rule_sources, sum_of
from chatbot.answering.store import Store
from chatbot.datatypes.answer import Answer, Argument, Block, Cell, Say, Value
from chatbot.datatypes.catalog import Ref
from chatbot.datatypes.query import Fits, Memory


def needs_of_size(query: Memory, store: Store) -> Answer:
    """Answer what anything of a size needs."""
    like, dimensions = dimensions_of_size(query, store)
    needs = needs_of_dimensions(query, store, dimensions)
    return Answer(
        status="answered",
        query=query,
        cells=tuple(_cell(store, need, query) for need in needs),
        blocks=(
            _lead(query, store, needs),
            sums(query, store, needs),
            rule_note(query, store, like),
            *(on_machine(store, needs[0]) if query.of == RAM else ()),
        ),
    )


def _cell(store: Store, need: Need, query: Memory) -> Cell:
    return disk_cell(store, None, need) if query.of == DISK else cell_of_need(store, None, need)


def named_size(query: Memory, store: Store) -> Value:
    """Return what shows the size."""
    return Value(store.role("size"), query.size)


def dimensions_of_size(query: Memory, store: Store) -> tuple[str, Dimensions]:
    """Return the dimensions that stand for the size, with the item that they are taken from; an empty id: from none."""
    like, dimensions = store.fitting.dimensions.of_size(query.size)
    return like, msgspec.structs.replace(dimensions, parameters=query.size)


def _lead(query: Memory, store: Store, needs: tuple[Need, ...]) -> Say:
    args: dict[str, Argument] = {"size": named_size(query, store), "total": rounded(needs[0].total)}
    return Say(f"fit.size.{kind_of_need(query)}", args | {"precision": needs[0].precision})


def rule_note(query: Memory, store: Store, like: str) -> Say:
    """Say that a size alone is answered by the rule, and what stands in for its cache."""
    if query.mode != RUN or query.of == DISK:
        return Say("fit.size.rule")
    rules = store.fitting.rules
    if not like:
        args: dict[str, Argument] = {"factor": rules.number("overhead_factor")}
        return Say("fit.size.rule_thumb", args, sources=rule_sources(store, "thumb"))
    held = tokens_held(Dimensions(parameters=query.size), query.context, rules)
    args = {"name": Ref(ITEM, like), "context": int(held), "overhead": rules.spare()}
    return Say("fit.size.rule_like", args, sources=rule_sources(store, "cache"))


def size_fits(query: Memory, store: Store) -> Answer:
    """Answer whether anything of a size fits into hardware."""
    like, dimensions = dimensions_of_size(query, store)
    asked = statement(query, store)
    found = [_on(asked, dimensions, setup, store) for setup in store.fitting.hardware.setups(query.hardware)]
    if not found:
        return ask_hardware(None)
    best = max(found, key=lambda one: one.truth)
    truth = best.truth if len({one.truth for one in found}) == 1 else Truth.CONDITIONAL
    args: dict[str, Argument] = {"name": named_size(query, store)}
    blocks: list[Block] = [verdict_sentence(asked, msgspec.structs.replace(best, truth=truth), args)]
    if best.need is not None:
        blocks.append(sum_of(store, best.need))
    blocks.extend((rule_note(query, store, like), *hardware_notes(store, asked)))
    cells = (cell_of_need(store, None, best.need),) if best.need else ()
    return Answer(status="answered", query=query, verdict=truth.word, cells=cells, blocks=tuple(blocks))


def _on(asked: Fits, dimensions: Dimensions, setup: Setup, store: Store) -> Tried:
    """Try a size on one set-up; without any dimensions to go by, by the rule of thumb."""
    if dimensions.whole or asked.mode != RUN:
        return store.fitting.on(asked, dimensions, setup)
    return store.fitting.roughly(asked, dimensions.parameters, setup)
