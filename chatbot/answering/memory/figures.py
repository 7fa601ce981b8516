"""How much memory is needed to run, to train or to store items?"""

from __future__ import annotations

from chatbot.answering.catalog_reader import ITEM
from chatbot.answering.choose import choose
from chatbot.answering.memory.arithmetic import RUN, TUNE, Dimensions, Need, rough, running, training, weights_gb
from chatbot.answering.memory.fit import SMALLER, WAYS
from chatbot.answering.memory.fit_check import assumed, beside, reaching
from chatbot.answering.memory.needs import TRAIN, cell_of_need, gap_cell, rounded, rule_sources, sum_of
from chatbot.answering.notes import missing_values
from chatbot.answering.pieces import refs
from chatbot.answering.store import Store
from chatbot.answering.suggestions import suggest
from chatbot.datatypes.answer import Answer, Argument, Block, Bullets, Cell, Phrase, Say, Series
from chatbot.datatypes.catalog import Ref
from chatbot.datatypes.options import MemoryOf
from chatbot.datatypes.query import Fits, Memory

FEW = 3
DISK: MemoryOf = "disk"
RAM: MemoryOf = "ram"


def statement(query: Memory, store: Store) -> Fits:
    """Return the conditions of the question as a statement on fit."""
    return Fits(store.role("memory"), query.hardware, query.precision, query.context, query.mode)


def needs_of_items(query: Memory, store: Store) -> Answer:
    """Answer what items need."""
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
    blocks.extend(gaps(store, tuple(item for item in items if item not in told)))
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
        cells=tuple(cell for item in items for cell in cells_of(query, store, item, needs[item])),
        blocks=tuple(blocks),
        suggestions=suggest(store, items, ()),
    )


def needs_of(query: Memory, store: Store, item: str) -> tuple[Need, ...]:
    """Return the needs of an item, in each form that was asked for; empty where they cannot be computed."""
    dimensions = store.fitting.dimensions.of(item)
    if dimensions is None or store.fitting.hosted(item):
        return ()
    if query.mode == RUN and query.of != DISK and not dimensions.whole:
        return ()
    return needs_of_dimensions(query, store, dimensions)


def needs_of_dimensions(query: Memory, store: Store, dimensions: Dimensions) -> tuple[Need, ...]:
    """Return the needs of dimensions in each form that was asked for."""
    rules = store.fitting.rules
    if query.mode != RUN:
        modes = WAYS if query.mode == TUNE else (query.mode,)
        return tuple(training(dimensions.parameters, mode, rules) for mode in modes)
    usual, forms = store.fitting.forms(query.precision)
    if query.precision not in {"", SMALLER}:
        forms = ()
    if query.of == DISK:
        return tuple(_stored(store, dimensions, form) for form in (usual, *forms))
    if not dimensions.whole:
        return tuple(rough(dimensions.parameters, form, rules) for form in (usual, *forms))
    devices = 0 if query.of == RAM else 1
    return tuple(running(dimensions, form, query.context, devices, rules) for form in (usual, *forms))


def _stored(store: Store, dimensions: Dimensions, precision: str) -> Need:
    weights = weights_gb(dimensions, precision, store.fitting.rules)
    return Need(precision=precision, context=0, weights=weights, total=weights, comfortable=weights)


def kind_of_need(query: Memory) -> str:
    """Return what memory is asked for: to run, to train, or on a disk; messages end with it."""
    return DISK if query.of == DISK else RUN if query.mode == RUN else TRAIN


def sums(query: Memory, store: Store, needs: tuple[Need, ...]) -> Bullets:
    """Return the figures of each need, one below the other."""
    if query.of == DISK:
        return Bullets(lines=tuple(_on_disk(store, need) for need in needs))
    return Bullets(lines=tuple(sum_of(store, need) for need in needs))


def _one(query: Memory, store: Store, name: Ref, needs: tuple[Need, ...]) -> tuple[Block, ...]:
    args: dict[str, Argument] = {"name": name, "total": rounded(needs[0].total), "precision": needs[0].precision}
    return (Say(f"fit.need.{kind_of_need(query)}", args), sums(query, store, needs))


def _on_disk(store: Store, need: Need) -> Say:
    args: dict[str, Argument] = {"total": rounded(need.total), "precision": need.precision}
    return Say("fit.formula.disk", args, sources=rule_sources(store, "disk"))


def _short(name: Ref, needs: tuple[Need, ...]) -> Say:
    """Return the needs of one item in one line."""
    figures = tuple(
        Say("fit.need.figure", {"precision": need.precision, "total": rounded(need.total)}) for need in needs
    )
    return Say("fit.need.line", {"name": name, "figures": Series(figures)})


def gaps(store: Store, items: tuple[str, ...]) -> tuple[Say, ...]:
    """Say why the needs of items are not told."""
    hosted = tuple(item for item in items if store.fitting.hosted(item))
    others = tuple(item for item in items if item not in hosted)
    said = [Say("fit.need.hosted", {"names": refs(hosted)})] if hosted else []
    return (*said, *(_without_dimensions(store, item) for item in others))


def _without_dimensions(store: Store, item: str) -> Say:
    dimensions = store.fitting.dimensions.of(item)
    if dimensions is None:
        (said, *_) = (
            *missing_values(store, store.role("size", store.item(item).kind), (item,)),
            Say("fit.need.unknown"),
        )
        return said
    usual = store.fitting.rules.usual()
    weights = rounded(weights_gb(dimensions, usual, store.fitting.rules))
    return Say("fit.need.no_dimensions", {"name": Ref(ITEM, item), "weights": weights, "precision": usual})


def cells_of(query: Memory, store: Store, item: str, needs: tuple[Need, ...]) -> tuple[Cell, ...]:
    """Return the needs of an item as cells, or the gap."""
    if not needs:
        return (gap_cell(store, item),)
    if query.of == DISK:
        return tuple(disk_cell(store, item, need) for need in needs)
    return tuple(cell_of_need(store, item, need) for need in needs)


def disk_cell(store: Store, item: str | None, need: Need) -> Cell:
    """Return the cell of the room that is taken on a disk, by an item or by anything of a size."""
    amount = {"amount": rounded(need.total), "unit": store.attribute(store.role("memory")).unit}
    return Cell(
        model=item, attribute=store.role("disk"), state="derived", value=amount,
        note_message=_on_disk(store, need), sources=rule_sources(store, "disk"),
    )  # fmt: skip


def assumed_for(store: Store, query: Memory, items: tuple[str, ...], needs: tuple[Need, ...]) -> tuple[Say, ...]:
    """Say what was assumed."""
    if query.of == DISK:
        return (Say("fit.assumed.disk", sources=rule_sources(store, "disk")),)
    if query.mode != RUN or not items:
        return assumed(store, statement(query, store), items)
    if query.of == RAM:
        return on_machine(store, needs[0])
    contexts = sorted({int(need.context) for item in items for need in needs_of(query, store, item)})
    args: dict[str, Argument] = {"contexts": reaching(contexts), "overhead": store.fitting.rules.spare()}
    return (Say("fit.assumed.need", args, sources=rule_sources(store, "total", "context")),)


def on_machine(store: Store, need: Need) -> tuple[Say, ...]:
    """Say how much memory a machine has, of which its system leaves what is needed; and that it is slow."""
    usable = store.fitting.rules.number("cpu_usable_share")
    args: dict[str, Argument] = {"least": rounded(need.total / usable), "share": round(100 * (1 - usable))}
    args |= {"precision": need.precision, "context": int(need.context)}
    return (Say("fit.need.machine", args, sources=rule_sources(store, "processor")),)
