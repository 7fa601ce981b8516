"""Where does a statement come from?"""

from __future__ import annotations

from chatbot.answering.cells import cells, same
from chatbot.answering.check import Checked, try_told
from chatbot.answering.choose import choose
from chatbot.answering.compare import Truth
from chatbot.answering.pieces import by_family, disclaimed, refs
from chatbot.answering.store import Store
from chatbot.answering.suggestions import suggest
from chatbot.answering.verdicts import verdict_args
from chatbot.datatypes.answer import Answer, Argument, AttributeName, Bullets, Cell, Phrase, Say
from chatbot.datatypes.query import Cite, Selection


def cite(query: Cite, store: Store) -> Answer:
    """Answer with the facts and their sources."""
    items = choose(store, query.selection).items
    if not items:
        lead = Say("answer.list.none", {"what": Phrase(query.selection), "total": 0})
        return Answer(status="answered", query=query, count=0, blocks=(lead,))
    attributes = query.attributes or store.domain(store.item(items[0]).kind).columns
    stated = tuple(one for one in cells(store, items, attributes) if one.state != "unknown" or query.attributes)
    lines = tuple(line for members in by_family(store, items).values() for line in _lines(members, stated))
    sourced = any(one.sources for one in stated)
    checked = try_told(query.stated, query.selection.subjects, store)
    refuted = checked is not None and checked.verdict == Truth.NO.word
    return Answer(
        status="answered" if sourced else "no_data",
        query=query,
        models=items,
        verdict=Truth.NO.word if refuted else None,
        cells=stated,
        blocks=(
            *((_correction(query, checked, store),) if checked and refuted else ()),
            Say("answer.cite.lead" if sourced else "answer.cite.none"),
            Bullets(lines=lines),
        ),
        suggestions=suggest(store, items, attributes),
        disclaimer=disclaimed(store, attributes),
    )


def _correction(query: Cite, checked: Checked, store: Store) -> Say:
    """Return that what the asker takes to be stated is not so."""
    selection = Selection(query.selection.subjects)
    return Say(f"answer.check.{checked.verdict}", verdict_args(store, selection, checked.statement, checked.truths))


def _lines(members: tuple[str, ...], stated: tuple[Cell, ...]) -> tuple[Say, ...]:
    """Return a line for each statement on a family's members; members that agree share a line."""
    together: list[tuple[Cell, list[str]]] = []
    for one in stated:
        if one.model not in members:
            continue
        twin = next((pair for pair in together if same(pair[0], one) and pair[0].sources == one.sources), None)
        if twin:
            twin[1].append(one.model)
        else:
            together.append((one, [one.model]))
    return tuple(_line(one, tuple(names)) for one, names in together)


def _line(one: Cell, names: tuple[str, ...]) -> Say:
    args: dict[str, Argument] = {"names": refs(names), "attribute": AttributeName(one.attribute), "value": one}
    where = one.fact.where if one.fact else ""
    if where:
        args["where"] = where
    return Say("answer.cite.fact_where" if where else "answer.cite.fact", args, sources=one.sources)
