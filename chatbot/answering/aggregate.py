"""Average, total, median, smallest and largest of an attribute over a set."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean, median

import msgspec

from chatbot.answering.catalog_reader import GROUP
from chatbot.answering.cells import cells
from chatbot.answering.choose import Chosen, choose, missing
from chatbot.answering.notes import missing_values
from chatbot.answering.pieces import amount_value, families, refs
from chatbot.answering.ranking import key_of, order, partition
from chatbot.answering.rows import table
from chatbot.answering.store import Store
from chatbot.answering.suggestions import suggest
from chatbot.answering.values import VALUE, value_kind
from chatbot.datatypes.answer import (
    Answer,
    Argument,
    AttributeName,
    Block,
    Bullets,
    Cell,
    Phrase,
    Say,
    Value,
)
from chatbot.datatypes.catalog import Ref
from chatbot.datatypes.options import AnswerStatus, End
from chatbot.datatypes.query import Aggregate

AGGREGATE = "aggregate"
FUNCTIONS = {"average": fmean, "median": median, "total": sum}
EXTREMES: dict[str, End] = {"largest": "most", "smallest": "least"}


class _Sum(msgspec.Struct, frozen=True):
    value: float | None
    counted: tuple[str, ...]
    missing: tuple[str, ...]


def aggregate(query: Aggregate, store: Store) -> Answer:
    """Answer with one number over a set, or with one for each of its parts."""
    chosen = choose(store, query.selection)
    if not chosen.items:
        lead = Say("answer.list.none", {"what": Phrase(query.selection), "total": len(chosen.pool)})
        return Answer(status="answered", query=query, count=0, blocks=(lead,))
    if query.function in EXTREMES and not query.per:
        return _extreme(query, chosen, store)
    return _per(query, chosen, store) if query.per else _whole(query, chosen, store)


def _summed(query: Aggregate, store: Store, items: tuple[str, ...]) -> _Sum:
    keyed = {item: key for item in items if isinstance(key := key_of(store, item, query.attribute), int | float)}
    values: Sequence[float] = tuple(keyed.values())
    absent = tuple(item for item in items if item not in keyed)
    if not values:
        return _Sum(None, (), absent)
    picked = {"largest": max, "smallest": min}.get(query.function) or FUNCTIONS[query.function]
    value = float(picked(values))  # type: ignore[operator]
    return _Sum(value, tuple(keyed), absent)


def _whole(query: Aggregate, chosen: Chosen, store: Store) -> Answer:
    summed = _summed(query, store, chosen.items)
    args: dict[str, Argument] = {
        "attribute": AttributeName(query.attribute),
        "what": Phrase(query.selection),
        "count": len(summed.counted),
        "total": len(chosen.items),
        "families": len(families(store, summed.counted)),
    }
    gap = missing_values(store, query.attribute, summed.missing)
    if summed.value is None:
        lead = Say("answer.aggregate.none", args)
        stated = cells(store, chosen.items, (query.attribute,))
        undisclosed = any(one.state == "undisclosed" for one in stated)
        status: AnswerStatus = "answered" if undisclosed else "no_data"
        return Answer(status=status, query=query, models=chosen.items, cells=stated, blocks=(lead, *gap))
    args["value"] = amount_value(store, query.attribute, summed.value)
    stated = (_cell(query, summed, Ref(AGGREGATE, query.function), store),)
    return Answer(
        status="answered",
        query=query,
        models=summed.counted,
        cells=stated,
        blocks=(
            Say(f"answer.aggregate.{query.function}", args, sources=stated[0].sources),
            *gap,
            *missing(store, query.selection, chosen),
        ),
        suggestions=suggest(store, summed.counted, (query.attribute,)),
    )


def _cell(query: Aggregate, summed: _Sum, subject: Ref, store: Store) -> Cell:
    sources = tuple(
        dict.fromkeys(source for item in summed.counted for source in store.facts(item, query.attribute)[0].sources)
    )
    note = Say("answer.aggregate.note", {"count": len(summed.counted), "missing": len(summed.missing)})
    return Cell(
        subject=subject,
        attribute=query.attribute,
        state="derived",
        value=summed.value,
        note_message=note,
        sources=sources,
    )


def _extreme(query: Aggregate, chosen: Chosen, store: Store) -> Answer:
    """Answer with the item that has the largest or smallest value."""
    ranking = order(store, chosen.items, query.attribute, EXTREMES[query.function])
    gap = missing_values(store, query.attribute, ranking.unknown)
    if not ranking.places:
        lead = Say(
            "answer.aggregate.none", {"attribute": AttributeName(query.attribute), "what": Phrase(query.selection)}
        )
        return Answer(status="no_data", query=query, models=chosen.items, blocks=(lead, *gap))
    winners = ranking.places[0]
    value = store.facts(winners[0], query.attribute)[0].value
    args: dict[str, Argument] = {
        "attribute": AttributeName(query.attribute),
        "what": Phrase(query.selection),
        "value": Value(query.attribute, value),
        "names": refs(winners),
    }
    subject = Cell(subject=Ref(AGGREGATE, query.function), attribute=query.attribute, state="derived", value=value)
    return Answer(
        status="answered",
        query=query,
        models=winners,
        cells=(subject, *cells(store, winners, (query.attribute,))),
        blocks=(Say(f"answer.aggregate.{query.function}", args), table(store, winners, (query.attribute,)), *gap),
        suggestions=suggest(store, winners, (query.attribute,)),
    )


def _per(query: Aggregate, chosen: Chosen, store: Store) -> Answer:
    """Give one number for each family or value."""
    kind = GROUP if query.per == GROUP else value_kind(store, query.per)
    lines: list[Say] = []
    stated: list[Cell] = []
    absent: list[str] = []
    for part, members in partition(store, chosen.items, query.per).items():
        summed = _summed(query, store, members)
        absent.extend(summed.missing)
        if summed.value is not None:
            name = Value(query.per, part) if kind == VALUE else Ref(kind, part)
            amount = amount_value(store, query.attribute, summed.value)
            stated.append(_cell(query, summed, Ref(kind, part), store))
            said: dict[str, Argument] = {"name": name, "value": amount, "count": len(summed.counted)}
            lines.append(Say("answer.aggregate.line", said, sources=stated[-1].sources))
    args: dict[str, Argument] = {"attribute": AttributeName(query.attribute), "what": Phrase(query.selection)}
    blocks: tuple[Block, ...] = (Say(f"answer.aggregate.per_{query.function}", args), Bullets(lines=tuple(lines)))
    gap = missing_values(store, query.attribute, absent)
    return Answer(
        status="answered" if lines else "no_data",
        query=query,
        models=tuple(item for item in chosen.items if item not in absent),
        cells=tuple(stated),
        blocks=(*blocks, *gap) if lines else (Say("answer.aggregate.none", args), *gap),
        suggestions=suggest(store, chosen.items, (query.attribute,)),
    )
