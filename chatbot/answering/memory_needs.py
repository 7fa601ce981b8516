"""How much memory is needed to run, to train or to store items, or anything of a given size?"""

from __future__ import annotations

from typing import TypeAlias

import msgspec

from chatbot.answering.choose import choose
from chatbot.answering.compare import Truth
from chatbot.answering.fit import SMALLER, Tried
from chatbot.answering.fit_check import ask_hardware, assumed, beside, hardware_notes, named_hardware, verdict_sentence
from chatbot.answering.memory import FULL, RUN, TUNE, Need, Shape, devices_for, devices_needed, rough, running, training
from chatbot.answering.needs import cell_of_need, formula, gap_cell, named, need_sources, rounded, rule_sources
from chatbot.answering.pieces import missing_values
from chatbot.answering.store import ITEM, Store
from chatbot.answering.suggestions import suggest
from chatbot.datatypes.answer import Answer, Argument, Block, Bullets, Cell, Phrase, Say, Value
from chatbot.datatypes.catalog import Ref
from chatbot.datatypes.query import Fits, Memory

FEW = 3
DISK, CARDS, RAM = "disk", "cards", "ram"
_TRAINING = (FULL, "lora", "qlora")


def memory(query: Memory, store: Store) -> Answer:
    """Answer how much memory is needed."""
    if query.of == CARDS:
        return _cards(query, store)
    if query.size:
        return _size_fits(query, store) if query.hardware else _size(query, store)
    return _items(query, store)


def statement(query: Memory, store: Store) -> Fits:
    """Return the conditions of the question as a statement on fit."""
    return Fits(store.role("memory"), query.hardware, query.precision, query.context, query.mode)


# Items


def _items(query: Memory, store: Store) -> Answer:
    chosen = choose(store, query.selection)
    items = chosen.items
    needs = {item: needs_of(query, store, item) for item in items}
    told = tuple(item for item in items if needs[item])
    blocks: list[Block] = []
    for item in told if len(told) <= FEW else ():
        blocks.extend(_one(query, store, Ref(ITEM, item), needs[item]))
    if len(told) > FEW:
        blocks.append(Say("fit.need.several", {"what": Phrase(query.selection), "count": len(told)}))
        blocks.append(Bullets(lines=tuple(_short(Ref(ITEM, item), needs[item]) for item in told)))
    blocks.extend(_gaps(store, tuple(item for item in items if item not in told)))
    asked = statement(query, store)
    if told:
        blocks.extend((*assumed_for(store, query, told, needs[told[0]]), *beside(store, asked, told)))
    if not items:
        blocks.append(Say("fit.need.none", {"what": Phrase(query.selection)}))
    hosted = any(store.fitting.hosted(item) for item in items)
    return Answer(
        status="answered" if told or hosted or not items else "no_data",
        query=query,
        models=items,
        count=None if items else 0,
        cells=tuple(cell for item in items for cell in _cells(query, store, item, needs[item])),
        blocks=tuple(blocks),
        suggestions=suggest(store, items, ()),
    )


def needs_of(query: Memory, store: Store, item: str) -> tuple[Need, ...]:
    """Return the needs of an item, in each form that was asked for; empty where they cannot be computed."""
    shape = store.fitting.shape(item)
    if shape is None or store.fitting.hosted(item) or (query.mode == RUN and query.of != DISK and not shape.whole):
        return ()
    return needs_of_shape(query, store, shape)


def needs_of_shape(query: Memory, store: Store, shape: Shape) -> tuple[Need, ...]:
    """Return the needs of a shape in each form that was asked for."""
    rules = store.fitting.rules
    if query.mode != RUN:
        modes = _TRAINING if query.mode == TUNE else (query.mode,)
        return tuple(training(shape.parameters, mode, rules) for mode in modes)
    usual, forms = store.fitting.forms(query.precision)
    if query.precision not in {"", SMALLER}:
        forms = ()
    if query.of == DISK:
        return tuple(_stored(store, shape, form) for form in (usual, *forms))
    if not shape.whole:
        return tuple(rough(shape.parameters, form, rules) for form in (usual, *forms))
    devices = 0 if query.of == RAM else 1
    return tuple(running(shape, form, query.context, devices, rules) for form in (usual, *forms))


def _stored(store: Store, shape: Shape, precision: str) -> Need:
    weights = store.fitting.weights(shape, precision)
    return Need(precision=precision, context=0, weights=weights, total=weights, comfortable=weights)


def _one(query: Memory, store: Store, name: Ref, needs: tuple[Need, ...]) -> tuple[Block, ...]:
    kind = DISK if query.of == DISK else RUN if query.mode == RUN else "train"
    args: dict[str, Argument] = {"name": name, "total": rounded(needs[0].total), "precision": needs[0].precision}
    lead = Say(f"fit.need.{kind}", args)
    if query.of == DISK:
        lines = tuple(Say("fit.formula.disk", args | _figures(need)) for need in needs)
        return (lead, Bullets(lines=lines))
    lines = tuple(msgspec.structs.replace(formula(need), sources=need_sources(store, need)) for need in needs)
    return (lead, Bullets(lines=lines))


def _figures(need: Need) -> dict[str, Argument]:
    return {"total": rounded(need.total), "precision": need.precision}


def _short(name: Ref, needs: tuple[Need, ...]) -> Say:
    """Return the needs of one item in one line."""
    figures = ", ".join(f"{need.precision} {rounded(need.total):g} GB" for need in needs)
    return Say("fit.need.line", {"name": name, "figures": figures})


def _gaps(store: Store, items: tuple[str, ...]) -> tuple[Say, ...]:
    hosted = tuple(item for item in items if store.fitting.hosted(item))
    others = tuple(item for item in items if item not in hosted)
    said = [Say("fit.need.hosted", {"names": tuple(Ref(ITEM, item) for item in hosted)})] if hosted else []
    return (*said, *(_without_shape(store, item) for item in others))


def _without_shape(store: Store, item: str) -> Say:
    shape = store.fitting.shape(item)
    if shape is None:
        (said, *_) = (*missing_values(store, store.role("size"), (item,)), Say("fit.need.unknown"))
        return said
    usual = store.fitting.rules.usual()
    weights = rounded(store.fitting.weights(shape, usual))
    return Say("fit.need.no_shape", {"name": Ref(ITEM, item), "weights": weights, "precision": usual})


def _cells(query: Memory, store: Store, item: str, needs: tuple[Need, ...]) -> tuple[Cell, ...]:
    if not needs:
        return (gap_cell(store, item),)
    if query.of == DISK:
        return tuple(_disk_cell(store, item, need) for need in needs)
    return tuple(cell_of_need(store, item, need) for need in needs)


def _disk_cell(store: Store, item: str | None, need: Need) -> Cell:
    amount = {"amount": rounded(need.total), "unit": store.attribute(store.role("memory")).unit}
    return Cell(
        model=item, attribute=store.role("disk"), state="derived", value=amount,
        note_message=Say("fit.formula.disk", _figures(need)), sources=rule_sources(store, "disk-size"),
    )  # fmt: skip


def assumed_for(store: Store, query: Memory, items: tuple[str, ...], needs: tuple[Need, ...]) -> tuple[Say, ...]:
    """Say what was assumed."""
    if query.of == DISK:
        return (Say("fit.assumed.disk", sources=rule_sources(store, "disk-size")),)
    if query.mode != RUN or not items:
        return assumed(store, statement(query, store), items)
    if query.of == RAM:
        return _on_machine(store, needs[0])
    contexts = sorted({int(need.context) for item in items for need in needs_of(query, store, item)})
    args: dict[str, Argument] = {"low": contexts[0], "high": contexts[-1], "precision": needs[0].precision}
    return (Say("fit.assumed.need", args, sources=rule_sources(store, "inference-total", "default-context")),)


def _on_machine(store: Store, need: Need) -> tuple[Say, ...]:
    """Say how much memory a machine has, of which its system leaves what is needed; and that it is slow."""
    least = need.total / store.fitting.rules.number("cpu_usable_share")
    args: dict[str, Argument] = {"least": rounded(least), "precision": need.precision, "context": int(need.context)}
    return (Say("fit.need.machine", args, sources=rule_sources(store, "cpu-only")),)


# A size alone


def _size(query: Memory, store: Store) -> Answer:
    like, shape = _shape_of_size(query, store)
    needs = needs_of_shape(query, store, shape)
    blocks: list[Block] = [*_size_lead(query, store, needs)]
    blocks.append(_rule_note(query, store, like))
    blocks.extend(_on_machine(store, needs[0]) if query.of == RAM else ())
    return Answer(
        status="answered",
        query=query,
        cells=tuple(_size_cell(store, need, query) for need in needs),
        blocks=tuple(blocks),
    )


def _size_cell(store: Store, need: Need, query: Memory) -> Cell:
    return _disk_cell(store, None, need) if query.of == DISK else cell_of_need(store, None, need)


def _shape_of_size(query: Memory, store: Store) -> tuple[str, Shape]:
    like, shape = store.fitting.model_for(query.size)
    return like, msgspec.structs.replace(shape, parameters=query.size)


def _size_lead(query: Memory, store: Store, needs: tuple[Need, ...]) -> tuple[Block, ...]:
    args: dict[str, Argument] = {"size": Value(store.role("size"), query.size), "total": rounded(needs[0].total)}
    args["precision"] = needs[0].precision
    kind = DISK if query.of == DISK else RUN if query.mode == RUN else "train"
    lines = tuple(
        Say("fit.formula.disk", _figures(need), sources=rule_sources(store, "disk-size"))
        if query.of == DISK
        else msgspec.structs.replace(formula(need), sources=need_sources(store, need))
        for need in needs
    )
    return (Say(f"fit.size.{kind}", args), Bullets(lines=lines))


def _rule_note(query: Memory, store: Store, like: str) -> Say:
    """Say that a size alone is answered by the rule, and what stands in for its cache."""
    if query.mode != RUN or query.of == DISK:
        return Say("fit.size.rule")
    if like:
        return Say("fit.size.rule_like", {"name": Ref(ITEM, like)}, sources=rule_sources(store, "kv-cache"))
    return Say("fit.size.rule_thumb", sources=rule_sources(store, "overhead-20-percent"))


def _size_fits(query: Memory, store: Store) -> Answer:
    """Say whether a size fits into hardware."""
    like, shape = _shape_of_size(query, store)
    asked = statement(query, store)
    setups = store.fitting.setups(query.hardware)
    if not setups:
        return ask_hardware(None)
    found = [_size_on(asked, shape, setup_index, store) for setup_index in range(len(setups))]
    best = max(found, key=lambda one: one.truth)
    truth = best.truth if len({one.truth for one in found}) == 1 else Truth.CONDITIONAL
    args: dict[str, Argument] = {"name": Value(store.role("size"), query.size)}
    blocks: list[Block] = [verdict_sentence(store, asked, msgspec.structs.replace(best, truth=truth), args)]
    if best.need is not None:
        blocks.append(msgspec.structs.replace(formula(best.need), sources=need_sources(store, best.need)))
    blocks.extend((_rule_note(query, store, like), *hardware_notes(store, asked)))
    cells = (cell_of_need(store, None, best.need),) if best.need else ()
    return Answer(status="answered", query=query, verdict=truth.word, cells=cells, blocks=tuple(blocks))


def _size_on(asked: Fits, shape: Shape, place: int, store: Store) -> Tried:
    """Try a size on one set-up; without any shape to go by, by the rule of thumb."""
    setup = store.fitting.setups(asked.hardware)[place]
    if shape.whole or asked.mode != RUN:
        return store.fitting.on(asked, shape, setup)
    return store.fitting.roughly(asked, shape.parameters, setup)


# How many cards

Counts: TypeAlias = tuple[tuple[str, int], ...]
"""Precisions, each with the number of devices that it takes."""


def _cards(query: Memory, store: Store) -> Answer:
    """Say how many devices of a sort are needed."""
    items = () if query.size else choose(store, query.selection).items
    like, size_shape = _shape_of_size(query, store) if query.size else ("", None)
    lines: list[Say] = []
    numbers: list[int] = []
    for gb in store.fitting.amounts(query.hardware[0]):
        alike: dict[Counts, list[str]] = {}
        for item in items:
            shape = store.fitting.shape(item)
            if shape is not None and shape.whole and not store.fitting.hosted(item):
                alike.setdefault(_counts(query, store, shape, gb), []).append(item)
        counted: list[tuple[Argument, Counts]] = []
        for counts, same in alike.items():
            counted.append((tuple(Ref(ITEM, item) for item in same), counts))
        if size_shape:
            counted.append((Value(store.role("size"), query.size), _counts(query, store, size_shape, gb)))
        lines += [line for names, counts in counted for line in _lines(query, store, names, gb, counts)]
        numbers += [counts[0][1] for _, counts in counted if counts]
    blocks: list[Block] = list(_gaps(store, tuple(item for item in items if not needs_of(query, store, item))))
    if lines:
        blocks.insert(0, Bullets(lines=tuple(lines), title=Say("fit.cards.title")))
        blocks.append(Say("fit.hardware.several", sources=rule_sources(store, "several-gpus")))
        blocks.extend(assumed(store, statement(query, store), items) if query.mode != RUN else ())
    if query.size:
        blocks.append(_rule_note(query, store, like))
    hosted = any(store.fitting.hosted(item) for item in items)
    return Answer(
        status="answered" if lines or hosted else "no_data",
        query=query,
        models=items,
        count=numbers[0] if numbers else None,
        cells=tuple(cell for item in items for cell in _cells(query, store, item, needs_of(query, store, item))),
        blocks=tuple(blocks),
    )


def _counts(query: Memory, store: Store, shape: Shape, gb: float) -> Counts:
    """Return how many devices with this memory hold a shape in each form, or to train it in each way.

    A form that no number holds is left out.
    """
    rules = store.fitting.rules
    if query.mode != RUN:
        return tuple((need.precision, devices_for(need, gb)) for need in needs_of_shape(query, store, shape))
    usual, forms = store.fitting.forms(query.precision)
    numbers = ((form, devices_needed(shape, form, query.context, gb, rules)) for form in (usual, *forms[:2]))
    return tuple((form, number) for form, number in numbers if number)


def _lines(query: Memory, store: Store, names: Argument, gb: float, counts: Counts) -> list[Say]:
    """Say for things that need the same numbers of one edition of the device how many that are."""
    card = msgspec.structs.replace(query.hardware[0], count=1, memory=gb)
    args: dict[str, Argument] = {"names": names, "what": named_hardware(statement(query, store), (card,))}
    if query.mode != RUN:
        ways = ({"way": named(form), "count": number} for form, number in counts)
        return [Say("fit.cards.train", args | way) for way in ways]
    figures = ", ".join(f"{form}: {number}" for form, number in counts)
    return [Say("fit.cards.line", args | {"figures": figures})] if counts else []
