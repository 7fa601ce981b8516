"""How many devices of a sort are needed to run or to train items, or anything of a size?"""

from __future__ import annotations

from typing import TypeAlias

import msgspec

from chatbot.answering.choose import choose
from chatbot.answering.memory.arithmetic import RUN, Dimensions, devices_for, devices_needed
from chatbot.answering.memory.figures import cells_of, gaps, needs_of, needs_of_dimensions, statement
from chatbot.answering.memory.fit_check import ask_hardware, assumed, named_hardware
from chatbot.answering.memory.needs import named, rule_sources
from chatbot.answering.memory.sizes import dimensions_of_size, named_size, rule_note
from chatbot.answering.pieces import refs
from chatbot.answering.store import Store
from chatbot.datatypes.answer import Answer, Argument, Block, Bullets, Say, Series
from chatbot.datatypes.query import Memory

SMALLER_FORMS = 2
"""So many smaller precisions are told beside the usual one."""
Counts: TypeAlias = tuple[tuple[str, int], ...]
"""Precisions, or ways to train, each with the number of devices that it takes."""


class Counted(msgspec.Struct, frozen=True):
    """Things that need the same numbers of one edition of the device."""

    names: Argument
    memory: float
    """GB of each device."""
    counts: Counts


def cards(query: Memory, store: Store) -> Answer:
    """Answer how many devices are needed, or ask back of which sort."""
    if not query.hardware:
        return ask_hardware(query)
    items = () if query.size else choose(store, query.selection).items
    editions = store.fitting.hardware.amounts(query.hardware[0])
    counted = [one for memory in editions for one in _counted(query, store, items, memory)]
    lines = tuple(line for one in counted for line in _lines(query, store, one))
    numbers = {one.counts[0][1] for one in counted if one.counts and one.memory == counted[0].memory}
    hosted = any(store.fitting.hosted(item) for item in items)
    return Answer(
        status="answered" if lines or hosted else "no_data",
        query=query,
        models=items,
        count=numbers.pop() if len(numbers) == 1 else None,
        cells=tuple(cell for item in items for cell in cells_of(query, store, item, needs_of(query, store, item))),
        blocks=_blocks(query, store, items, lines),
    )


def _blocks(query: Memory, store: Store, items: tuple[str, ...], lines: tuple[Say, ...]) -> tuple[Block, ...]:
    blocks: list[Block] = [Bullets(lines=lines, title=Say("fit.cards.title"))] if lines else []
    blocks.extend(gaps(store, tuple(item for item in items if not needs_of(query, store, item))))
    if lines:
        blocks.append(Say("fit.hardware.several", sources=rule_sources(store, "several")))
        blocks.extend(assumed(store, statement(query, store), items) if query.mode != RUN else ())
    if query.size:
        like, _ = dimensions_of_size(query, store)
        blocks.append(rule_note(query, store, like))
    return tuple(blocks)


def _counted(query: Memory, store: Store, items: tuple[str, ...], memory: float) -> list[Counted]:
    """Return the numbers of one edition of the device, those that need the same together."""
    if query.size:
        _, dimensions = dimensions_of_size(query, store)
        return [Counted(named_size(query, store), memory, _counts(query, store, dimensions, memory))]
    alike: dict[Counts, list[str]] = {}
    for item in items:
        known = store.fitting.dimensions.of(item)
        if known is not None and known.whole and not store.fitting.hosted(item):
            alike.setdefault(_counts(query, store, known, memory), []).append(item)
    return [Counted(refs(members), memory, counts) for counts, members in alike.items()]


def _counts(query: Memory, store: Store, dimensions: Dimensions, memory: float) -> Counts:
    """Return how many devices with this memory hold such dimensions in each form, or to train it in each way.

    A form that no number holds is left out.
    """
    if query.mode != RUN:
        needs = needs_of_dimensions(query, store, dimensions)
        return tuple((need.precision, devices_for(need, memory)) for need in needs)
    usual, forms = store.fitting.forms(query.precision)
    told, rules = (usual, *forms[:SMALLER_FORMS]), store.fitting.rules
    numbers = ((form, devices_needed(dimensions, form, query.context, memory, rules)) for form in told)
    return tuple((form, number) for form, number in numbers if number)


def _lines(query: Memory, store: Store, one: Counted) -> list[Say]:
    card = msgspec.structs.replace(query.hardware[0], count=1, memory=one.memory)
    args: dict[str, Argument] = {"names": one.names, "what": named_hardware(statement(query, store), (card,))}
    if query.mode != RUN:
        ways = ({"way": named(form), "count": number} for form, number in one.counts)
        return [Say("fit.cards.train", args | way) for way in ways]
    counts = (Say("fit.cards.figure", {"precision": form, "count": number}) for form, number in one.counts)
    return [Say("fit.cards.line", args | {"figures": Series(tuple(counts))})] if one.counts else []
