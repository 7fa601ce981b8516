"""Which values do attributes have?"""

from __future__ import annotations

import msgspec

from chatbot.answering.cells import cells, group_cells, known_cell
from chatbot.answering.choose import Chosen, choose, missing
from chatbot.answering.compare import Truth, known
from chatbot.answering.notes import condition_note, retired_note
from chatbot.answering.pieces import disclaimed, families, group_refs, label
from chatbot.answering.rows import table
from chatbot.answering.store import Store
from chatbot.answering.suggestions import suggest
from chatbot.answering.truth import deciding
from chatbot.answering.verdicts import subject_names
from chatbot.datatypes.answer import (
    Answer,
    Argument,
    AttributeName,
    Block,
    Cell,
    Localised,
    Phrase,
    Row,
    Say,
)
from chatbot.datatypes.catalog import Ref, base
from chatbot.datatypes.query import Is, Known, Lookup


def lookup(query: Lookup, store: Store) -> Answer:
    """Answer with the values of attributes for each item of a set."""
    chosen = choose(store, query.selection)
    if not chosen.items:
        return _nothing(query, chosen, store)
    stated = _cells(store, chosen.items, query.attributes)
    found = any(one.state != "unknown" for one in stated)
    kind = store.item(chosen.items[0]).kind
    if not found and query.attributes == (store.role("download", kind),) and (instead := _as_hosted(query, store)):
        return msgspec.structs.replace(instead, query=query, cells=(*stated, *instead.cells))
    alike = _alike(query, chosen.items, store) if query.agree and found else None
    blocks: list[Block] = [_agreement(query, alike, chosen.items)] if alike is not None else []
    there = _there(query, chosen.items, store) if query.whether and found else None
    blocks.extend([Say(f"answer.lookup.there_{there.word}")] if there is not None else [])
    verdict = there if alike is None else alike
    for attribute in _together(store, query.attributes, chosen.items):
        blocks.extend(_blocks(query, attribute, chosen, store))
    if store.role("hosted", kind) in query.attributes:  # how a thing is had says nothing where it is had no longer
        blocks.extend(retired_note(store, chosen.items))
    blocks.extend(missing(store, query.selection, chosen))
    return Answer(
        status="answered" if found else "no_data",
        query=query,
        models=chosen.items,
        verdict=verdict.word if verdict is not None else None,
        cells=stated,
        blocks=tuple(blocks),
        suggestions=suggest(store, chosen.items, query.attributes),
        disclaimer=disclaimed(store, query.attributes),
    )


def _as_hosted(query: Lookup, store: Store) -> Answer | None:
    """Return how things are had of which nothing is to be downloaded; None where that is not known either."""
    hosted = store.role("hosted", store.kind_of(query.selection))
    instead = lookup(msgspec.structs.replace(query, attributes=(hosted,)), store)
    return instead if instead.status == "answered" else None


def _alike(query: Lookup, items: tuple[str, ...], store: Store) -> Truth:
    """Return whether all items have the same values; where one is not known, only a difference can be told."""
    verdicts = []
    for attribute in query.attributes:
        told = [deciding(store.facts(item, attribute)) for item in items]
        values = {str([fact.value for fact in facts]) for facts in told if facts and known(facts[0])}
        gap = any(not (facts and known(facts[0])) for facts in told)
        verdicts.append(Truth.NO if len(values) > 1 else Truth.UNKNOWN if gap else Truth.YES)
    return min(verdicts)


def _there(query: Lookup, items: tuple[str, ...], store: Store) -> Truth:
    """Return whether there is such a thing of any of the items."""
    known_of = [Known(attribute) for attribute in query.attributes]
    return max(store.truth(statement, item) for statement in known_of for item in items)


def _agreement(query: Lookup, alike: Truth, items: tuple[str, ...]) -> Say:
    attributes = tuple(AttributeName(base(attribute)) for attribute in query.attributes)
    args: dict[str, Argument] = {"attributes": attributes, "names": subject_names(query.selection, items)}
    return Say(f"answer.lookup.alike_{alike.word}", args)


def _nothing(query: Lookup, chosen: Chosen, store: Store) -> Answer:
    args: dict[str, Argument] = {"what": Phrase(query.selection), "total": len(chosen.pool)}
    lead = Say("answer.list.none_known" if chosen.truths.unknown else "answer.list.none", args)
    said = (lead, *missing(store, query.selection, chosen))
    return Answer(status="answered", query=query, count=0, blocks=said, suggestions=suggest(store, ()))


def _cells(store: Store, items: tuple[str, ...], attributes: tuple[str, ...]) -> tuple[Cell, ...]:
    """Return the cells asked for; a total of the whole family replaces what is unknown of its members."""
    found: list[Cell] = []
    for attribute in dict.fromkeys(attributes):
        totals = group_cells(store, families(store, items), attribute)
        covered = {one.model for one in totals}
        single = cells(store, items, (attribute,))
        several = len(items) > 1
        kept = (one for one in single if not (several and one.state == "unknown" and _group(store, one) in covered))
        found.extend((*kept, *totals))
    return tuple(found)


def _group(store: Store, one: Cell) -> str:
    return store.item(one.model).group if one.model else ""


def _together(store: Store, attributes: tuple[str, ...], items: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Put short values of several attributes into one table; long texts stand alone."""
    unique = tuple(dict.fromkeys(attributes))
    short = tuple(a for a in unique if store.attribute(a).type not in {"texts", "text", "scores", "links"})
    if len(items) == 1 or len(short) < 2:
        return tuple((attribute,) for attribute in unique)
    return (short, *((attribute,) for attribute in unique if attribute not in short))


def _blocks(query: Lookup, columns: tuple[str, ...], chosen: Chosen, store: Store) -> tuple[Block, ...]:
    items = chosen.items
    totals = tuple(total for column in columns for total in group_cells(store, families(store, items), column))
    if len(columns) == 1:
        covered = {total.model for total in totals}
        items = tuple(item for item in items if store.facts(item, columns[0]) or store.item(item).group not in covered)
    grid = table(store, items, columns, note=lambda item: condition_note(store, item, _truths(store, columns)))
    said = [_total(total) for total in totals]
    if len(grid.rows) == 1 and len(columns) == 1:
        names = grid.rows[0].subjects if len(chosen.items) > len(items) else subject_names(query.selection, items)
        return (*_single(store, grid.rows[0], columns[0], names), *_range(query), *said)
    if not grid.rows:
        return tuple(said)
    attributes = tuple(AttributeName(base(column)) for column in columns)
    whose = Phrase(query.selection) if _range(query) else subject_names(query.selection, items)
    lead = Say("answer.lookup.several", {"attributes": attributes, "names": whose})
    return (lead, grid, *said)


def _range(query: Lookup) -> tuple[Say, ...]:
    """Say which items were looked at, where the asker did not name them."""
    plain = query.selection.where is None and query.selection.rank is None
    return () if plain else (Say("answer.note.range", {"what": Phrase(query.selection)}),)


def _truths(store: Store, columns: tuple[str, ...]) -> Is | None:
    truths = [column for column in columns if store.attribute(column).type == "truth"]
    return Is(truths[0]) if truths else None


def _single(store: Store, row: Row, column: str, names: tuple[Ref, ...]) -> tuple[Block, ...]:
    one = row.cells[0]
    if one is None:
        return ()
    state = one.state if one.state in {"undisclosed", "unknown"} else "one"
    args: dict[str, Argument] = {"names": names, "attribute": label(store, column), "value": one}
    said: list[Block] = [Say(f"answer.lookup.{state}", args, sources=one.sources)]
    if row.note:
        said.append(row.note)
    elif one.note:
        said.append(Say("answer.note.plain", {"text": Localised(one.note)}))
    said.extend(_beside(one))
    return tuple(said)


def _beside(one: Cell) -> tuple[Say, ...]:
    """Return what holds beside the first value (another way of use), and what other sources say."""
    said: list[Say] = []
    for other in one.others:
        twin = Cell(
            model=one.model, attribute=other.attribute, state=other.state, value=other.value, fact=other,
            sources=other.sources,
        )  # fmt: skip
        message = "answer.lookup.beside" if other.applies_to else "answer.lookup.dissent"
        said.append(Say(message, {"value": twin, "use": Localised(other.applies_to)}, sources=other.sources))
    return tuple(said)


def _total(total: Cell) -> Say:
    args: dict[str, Argument] = {
        "group": group_refs((total.model or "",)),
        "attribute": AttributeName(total.attribute),
        "value": total,
    }
    state = "total" if known_cell(total) else "total_undisclosed"
    return Say(f"answer.lookup.{state}", args, sources=total.sources)
