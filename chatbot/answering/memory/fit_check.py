"""Does it run on this hardware? The verdict with its sum, what was assumed, and what publishers say beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chatbot.answering.catalog_reader import ITEM
from chatbot.answering.cells import cells
from chatbot.answering.memory.arithmetic import RUN, offered
from chatbot.answering.memory.fit import WAYS, Tried
from chatbot.answering.memory.hardware import DEVICE
from chatbot.answering.memory.needs import fit_note, named, rounded, rule_sources, sum_of
from chatbot.answering.rows import table, truth_tables
from chatbot.answering.store import Store
from chatbot.answering.suggestions import suggest
from chatbot.datatypes.answer import Answer, Argument, Block, Bullets, Groups, Localised, Phrase, Say, Series
from chatbot.datatypes.catalog import Ref
from chatbot.datatypes.options import RunMode
from chatbot.datatypes.query import Card, Check, Constraint, Explain, Fits, Not, Query

FEW = 3
"""Up to so many items are answered one by one."""
HARDWARE: RunMode = "hardware"
"""In place of a mode: only the hardware itself is shown."""
_TOLD_OF_EACH = frozenset({"fit.yes.plain", "fit.conditional.smaller", "fit.no.plain"})
"""Sentences with a sister for fine-tuning."""


def fit_of(statement: Constraint) -> Fits | None:
    """Return the fit that a whole statement is about, or None."""
    if isinstance(statement, Not):
        return fit_of(statement.part)
    return statement if isinstance(statement, Fits) else None


def check_fit(query: Check | Explain, asked: Fits, truths: Groups, verdict: str, store: Store) -> Answer:
    """Answer whether named items fit into the memory of some hardware."""
    items = truths.items
    blocks: list[Block] = []
    if len(items) <= FEW:
        for item in items:
            blocks.extend(sentences(store, asked, item))
    else:
        several = len(truths.occurring) > 1
        told = "conditional" if several else truths.occurring[0]  # whether they fit, though it is asked if they do not
        blocks.append(Say(f"fit.several.{told}", {"what": Phrase(asked), "count": len(items)}))
        columns = (asked.attribute,)
        if several:
            blocks.extend(truth_tables(store, truths, columns, asked, truths.occurring))
        else:
            blocks.append(table(store, items, columns, note=lambda item: fit_note(store, asked, item)))
    blocks.extend((*assumed(store, asked, items), *beside(store, asked, items)))
    return Answer(
        status="answered",
        query=query,
        models=items,
        groups=truths if len(items) > 1 else None,
        verdict=verdict,
        cells=cells(store, items, (asked.attribute,)),
        blocks=tuple(blocks),
        suggestions=suggest(store, items, ()),
    )


def sentences(store: Store, asked: Fits, item: str) -> tuple[Say, ...]:
    """Say whether one item fits, then the sum."""
    tried = store.fitting.tried(asked, item)
    dimensions = store.fitting.dimensions.of(item) if not store.fitting.hosted(item) else None
    each = store.fitting.each(asked, item, dimensions) if dimensions is not None else []
    if len({(one.truth, one.reason, one.need.precision if one.need else "") for one in each}) > 1:
        lead = Say("fit.conditional.editions", {"name": Ref(ITEM, item)})
        return (lead, *(verdict_sentence(asked, one, {"name": Ref(ITEM, item)}) for one in each))
    said = verdict_sentence(asked, tried, {"name": Ref(ITEM, item)})
    if tried.need is None:
        return (said,)
    return (said, sum_of(store, tried.need))


def verdict_sentence(asked: Fits, tried: Tried, args: dict[str, Argument]) -> Say:
    """Say a verdict with the sum that decided it."""
    args = {**args, "hardware": named_hardware(asked, tried.setup.cards if tried.setup else asked.hardware)}
    word = tried.truth.word
    if tried.need is None or tried.setup is None:
        return Say(f"fit.{word}.{tried.reason or 'unknown'}", args)
    room = tried.setup.room
    available = offered(room) + (room.system if tried.reason == "offload" else 0)
    args |= {
        "total": rounded(tried.need.total),
        "precision": named(tried.need.precision),
        "available": rounded(available),
        "usual": rounded(tried.usual.total) if tried.usual else 0,
        "usual_precision": tried.usual.precision if tried.usual else "",
        "tight": Series((Say(f"fit.{word}.tight"),)) if tried.tight else "",
    }
    message = f"fit.{word}.{tried.reason or 'plain'}"
    return Say(f"{message}_train" if asked.mode != RUN and message in _TOLD_OF_EACH else message, args)


def named_hardware(asked: Fits, cards: tuple[Card, ...]) -> Phrase:
    """Return what shows the hardware alone."""
    return Phrase(Fits(asked.attribute, cards, mode=HARDWARE))


def assumed(store: Store, asked: Fits, items: tuple[str, ...]) -> tuple[Say, ...]:
    """Say what was assumed: precision, context, overhead; and whose dimensions stood in."""
    if asked.mode != RUN:
        return (Say("fit.assumed.train", sources=rule_sources(store, *WAYS)),)
    tried = [store.fitting.tried(asked, item) for item in items]
    needs = [one.need for one in tried if one.need is not None]
    if not needs:
        return ()
    contexts = sorted({int(need.context) for need in needs})
    args: dict[str, Argument] = {"contexts": reaching(contexts), "overhead": store.fitting.rules.spare()}
    sources = rule_sources(store, "total", "context", "runtime")
    said = [Say("fit.assumed.run" if asked.precision else "fit.assumed.run_any", args, sources=sources)]
    borrowed = [item for item in items if store.fitting.dimensions.taken_from(item)]
    said.extend(
        Say("fit.assumed.base", {"name": Ref(ITEM, item), "base": Ref(ITEM, store.fitting.dimensions.taken_from(item))})
        for item in borrowed[:FEW]
    )
    return (*said, *hardware_notes(store, asked))


def reaching(contexts: Sequence[int]) -> Argument:
    """Return an amount of context, or the range of several, the shortest first."""
    low, high = contexts[0], contexts[-1]
    return low if low == high else Series((Say("fit.assumed.contexts", {"low": low, "high": high}),))


def hardware_notes(store: Store, asked: Fits) -> tuple[Say, ...]:
    """Say how the memory of the hardware was counted, where that is no plain sum."""
    kinds = {store.fitting.hardware.kind_of(card) for card in asked.hardware}
    said = []
    if "unified" in kinds:
        said.append(Say("fit.hardware.unified", sources=rule_sources(store, "unified")))
    if "system" in kinds:
        share = round(100 * store.fitting.rules.number("cpu_usable_share"))
        said.append(Say("fit.hardware.system", {"share": share}, sources=rule_sources(store, "processor")))
    if sum(card.count for card in asked.hardware if store.fitting.hardware.kind_of(card) != "system") > 1:
        said.append(Say("fit.hardware.several", sources=rule_sources(store, "several")))
    for card in asked.hardware:
        amounts = store.fitting.hardware.amounts(card)
        if len(amounts) > 1 and card.device:
            editions = Series(tuple(Say("fit.hardware.edition", {"memory": gb}) for gb in amounts))
            said.append(Say("fit.hardware.editions", {"name": Ref(DEVICE, card.device), "editions": editions}))
    return tuple(said)


def beside(store: Store, asked: Fits, items: tuple[str, ...]) -> tuple[Bullets, ...]:
    """Return what publishers print of the same items, each figure with its kind; the rule decides."""
    if len(items) > FEW:
        return ()
    task = "inference" if asked.mode == RUN else asked.mode
    lines = [line for item in items for line in published_lines(store, item, task, asked.precision)]
    unique = [line for place, line in enumerate(lines) if line not in lines[:place]]
    return (Bullets(lines=tuple(unique), title=Say("fit.published.title")),) if unique else ()


def published_lines(store: Store, item: str, task: str, precision: str) -> tuple[Say, ...]:
    """Return a line for each published figure on an item."""
    rows = [row for row in store.fitting.published(item) if _matches(row, task, precision)]
    return tuple(_published(row) for row in rows if row["meaning"] in _MEANINGS)


_MEANINGS = {"weights-only", "total", "minimum", "measured", "estimate", "recommended", "setup", "host-memory"}
_MEANINGS |= {"implausible", "storage"}
"""What a figure may be that is printed; each has a sentence."""


def _matches(row: dict[str, Any], task: str, precision: str) -> bool:
    said = str(row.get("precision", ""))
    return row.get("task") == task and (not precision or not said or precision.lower() in said.lower())


def _published(row: dict[str, Any]) -> Say:
    precision, gb, setup = str(row.get("precision", "")), row.get("gb", 0), row.get("setup")
    told = ", ".join(setup) if isinstance(setup, list) else ""
    as_set = told and (row["meaning"] == "setup" or not gb)
    args: dict[str, Argument] = {
        "kind": Series((Say(f"fit.published.{row['meaning']}"),)),
        "precision": precision,
        "amount": told if as_set else Series((Say("fit.published.amount", {"gb": gb}),)),
        "text": Localised(row["says"]),
    }
    return Say("fit.published.line_in" if precision else "fit.published.line", args, sources=(str(row["source"]),))


def ask_hardware(query: Query | None) -> Answer:
    """Ask back which hardware is meant."""
    return Answer(status="clarify", query=query, blocks=(Say("fit.ask.hardware"),))
