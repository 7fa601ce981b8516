"""Draw a set: bars of one attribute, or one attribute against another; what is not known is named, not drawn."""

from __future__ import annotations

from chatbot.answering.cells import cell, cells
from chatbot.answering.choose import choose, missing
from chatbot.answering.compare import magnitude
from chatbot.answering.notes import missing_values, retired_note
from chatbot.answering.pieces import label, refs
from chatbot.answering.ranking import order
from chatbot.answering.store import Store
from chatbot.answering.suggestions import suggest
from chatbot.datatypes.answer import Answer, Argument, Block, Diagram, Phrase, Row, Say
from chatbot.datatypes.query import Chart

WIDE = 50.0
"""From this ratio of the largest to the least value on, a drawing is logarithmic."""


def chart(query: Chart, store: Store) -> Answer:
    """Answer with a diagram of a set."""
    chosen = choose(store, query.selection)
    first = query.attributes[0]
    ranking = order(store, chosen.items, first, "most")
    drawn = tuple(item for item in ranking.winners if all(_number(store, item, name) for name in query.attributes))
    absent = tuple(item for item in chosen.items if item not in drawn)
    blocks = _drawing(query, ranking.places, drawn, store)
    for name in query.attributes:
        gone = tuple(item for item in absent if not _number(store, item, name))
        blocks.extend(missing_values(store, name, gone))
    blocks.extend((*missing(store, query.selection, chosen), *retired_note(store, drawn)))
    return Answer(
        status="answered" if drawn or not chosen.items else "no_data",
        query=query,
        models=drawn,
        count=None if drawn else 0,
        cells=cells(store, drawn, query.attributes),
        blocks=tuple(blocks),
        suggestions=suggest(store, drawn, query.attributes),
    )


def _drawing(query: Chart, places: tuple[tuple[str, ...], ...], drawn: tuple[str, ...], store: Store) -> list[Block]:
    """Return the drawing with what it shows; where nothing can be drawn, that."""
    first, *others = (label(store, name) for name in query.attributes)
    args: dict[str, Argument] = {"what": Phrase(query.selection), "attribute": first}
    if not drawn:
        return [Say("fit.chart.none", args)]
    rows = _rows(store, places, drawn, query.attributes)
    logarithmic = tuple(_spans(store, drawn, name) for name in query.attributes)
    diagram = Diagram(columns=query.attributes, rows=rows, logarithmic=logarithmic)
    lead = Say("fit.chart.plot", args | {"other": others[0]}) if others else Say("fit.chart.bars", args)
    return [lead, diagram, *([Say("fit.chart.logarithmic")] if any(logarithmic) else [])]


def _rows(
    store: Store, places: tuple[tuple[str, ...], ...], drawn: tuple[str, ...], attributes: tuple[str, ...]
) -> tuple[Row, ...]:
    """Return the rows in order of value; members of a family with the same numbers share one."""
    shared: dict[tuple[object, ...], list[str]] = {}
    for number, place in enumerate(places):
        for item in (item for item in place if item in drawn):
            numbers = (_number(store, item, name) for name in attributes)
            shared.setdefault((number, store.item(item).group, *numbers), []).append(item)
    return tuple(
        Row(subjects=refs(items), cells=tuple(cell(store, items[0], name) for name in attributes))
        for items in shared.values()
    )


def _number(store: Store, item: str, attribute: str) -> float:
    facts = store.facts(item, attribute)
    return float(magnitude(facts[0].value) or 0) if facts else 0.0


def _spans(store: Store, items: tuple[str, ...], attribute: str) -> bool:
    """Whether values are so far apart that small ones would vanish beside large ones."""
    numbers = [_number(store, item, attribute) for item in items]
    return max(numbers) / min(numbers) > WIDE
