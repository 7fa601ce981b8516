"""Which items suit a task? The rule of the ranking is stated; without any criterion the bot asks back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec

from chatbot.answering.cells import cells
from chatbot.answering.choose import Chosen, choose, missing
from chatbot.answering.drawbacks import drawbacks
from chatbot.answering.listing import list_columns, stated_attributes
from chatbot.answering.notes import available, retired_note
from chatbot.answering.pieces import CARD, best_founded, counted, disclaimed, refs, suitable
from chatbot.answering.ranking import order
from chatbot.answering.rows import names_line, table
from chatbot.answering.store import Store
from chatbot.answering.suggestions import suggest
from chatbot.answering.terms.cautions import cautions
from chatbot.answering.terms.licences import usable
from chatbot.datatypes.answer import (
    Answer,
    Argument,
    AttributeName,
    Block,
    Bullets,
    Choice,
    Phrase,
    Say,
)
from chatbot.datatypes.catalog import Ref, Suitability
from chatbot.datatypes.options import End
from chatbot.datatypes.query import Is, ListItems, Rank, Recommend, Selection
from chatbot.datatypes.subjects import put_in_order

TASK = "task"
SHORT_LIST = 5
"""So many are shown with their reasons; the others are named."""
CRITERIA: tuple[tuple[str, End | Literal[""]], ...] = (
    ("usable", ""),
    ("size", "most"),
    ("size", "least"),
    ("date", "most"),
)
"""What may be meant by "good": a role that must hold, or one by which to rank."""


def recommend(query: Recommend, store: Store) -> Answer:
    """Answer with the items that fit a task and the constraints, best first."""
    selection = query.selection
    if not query.task and selection.where is None and selection.rank is None:
        return ask_criterion(store, query)
    chosen = choose(store, msgspec.structs.replace(selection, rank=None))
    suited = _suited(query, store)
    fitting = tuple(item for item in chosen.items if not query.task or item in suited)
    gone = tuple(item for item in fitting if not available(store, item))
    kept = tuple(item for item in fitting if item not in gone)
    models = _wanted(query, _ordered(query, store, kept, suited))
    stated = stated_attributes(selection, (), chosen)
    blocks: list[Block] = [_lead(query, store, models)]
    if models:
        blocks.extend(_short_list(query, models, chosen, suited, store))
    others = () if models else tuple(item for item in chosen.items if available(store, item))
    if others and chosen.where is not None:
        blocks.append(Bullets(lines=names_line(store, others), title=Say("answer.recommend.instead")))
    # where nobody names one for it, terms may speak of it
    warned = cautions(store, (Ref(TASK, query.task),), chosen.items) if query.task and not models else ()
    blocks.extend(warned)
    blocks.extend((*missing(store, selection, chosen), *retired_note(store, gone)))
    about = models or (others if selection.subjects else ())  # of named things, the answer is about those that may do
    return Answer(
        status="answered",
        query=query,
        models=about,
        count=None if about else 0,
        cells=cells(store, about, stated),
        blocks=tuple(blocks),
        suggestions=suggest(store, about, stated),
        disclaimer=bool(warned) or disclaimed(store, (*stated, *(_shown(store, models) if models else ()))),
    )


def _wanted(query: Recommend, models: tuple[str, ...]) -> tuple[str, ...]:
    """Return so many of what is for a task as are asked for (the newest three); of one, the others are told, too."""
    rank = query.selection.rank
    return models[: rank.last] if query.task and rank and rank.first == 1 < rank.last else models


def _short_list(
    query: Recommend, models: tuple[str, ...], chosen: Chosen, suited: dict[str, tuple[Suitability, ...]], store: Store
) -> Iterator[Block]:
    """Yield the first few with the rule of their order, their reasons, and what speaks against them."""
    first = models if len(models) <= SHORT_LIST + 1 else models[:SHORT_LIST]
    yield table(store, first, list_columns(store, query.selection, _shown(store, models), chosen))
    yield from _others(models[len(first) :])
    yield _rule(query, store)
    yield from _reasons(first, suited)
    yield from drawbacks(store, first, chosen.where)
    yield from cautions(store, (Ref(TASK, query.task),) if query.task else (), first)


def _others(items: tuple[str, ...]) -> tuple[Say, ...]:
    return (Say("answer.recommend.others", {"names": refs(items), "count": len(items)}),) if items else ()


def _suited(query: Recommend, store: Store) -> dict[str, tuple[Suitability, ...]]:
    """Return the items that a source names for the task, with what it says."""
    task = store.entity(TASK, query.task)
    found: dict[str, list[Suitability]] = {}
    for suitability in task.suits if task else ():
        for item in store.members(suitability.subject):
            found.setdefault(item, []).append(suitability)
    return {item: tuple(said) for item, said in found.items()}


def _ordered(
    query: Recommend, store: Store, items: tuple[str, ...], suited: dict[str, tuple[Suitability, ...]]
) -> tuple[str, ...]:
    """Order: what was asked to be ranked by; outright before conditional; the maker's own word first; newer first."""
    rank, where = query.selection.rank, query.selection.where
    by_rank = _positions(store, items, rank.attribute, rank.direction) if rank else {}
    date = store.role("date", store.kind_of(query.selection))
    by_date = _positions(store, items, date, "most") if date else {}

    def key(item: str) -> tuple[int, int, int, bool, int, int]:
        own_word = any(said.basis == CARD for said in suited.get(item, ()))
        place = by_rank.get(item, len(items))
        outright = int(store.truth(where, item)) if where is not None else 0
        age = by_date.get(item, len(items))
        return (place, -outright, -int(usable(store, item)), not own_word, age, store.place(item))

    return tuple(sorted(items, key=key))


def _positions(store: Store, items: tuple[str, ...], attribute: str, direction: End) -> dict[str, int]:
    places = order(store, items, attribute, direction).places
    return {item: number for number, place in enumerate(places) for item in place}


def _shown(store: Store, items: tuple[str, ...]) -> tuple[str, ...]:
    kind = store.item(items[0]).kind if items else ""
    roles = (store.role("size", kind), store.role("terms", kind))
    return tuple(role for role in roles if role)


def _lead(query: Recommend, store: Store, models: tuple[str, ...]) -> Say:
    args: dict[str, Argument] = counted(store, models) | {
        "what": Phrase(put_in_order(query.selection) if query.task else query.selection),
        "names": refs(models[:1]),
    }
    if query.task:
        args["task"] = Ref(TASK, query.task)
        message = "answer.recommend.task" if len(models) > 1 else "answer.recommend.task_only"
        return Say(message if models else "answer.recommend.no_task_fit", args)
    message = "answer.recommend.some" if len(models) > 1 else "answer.recommend.only"
    return Say(message if models else "answer.list.none", args | {"total": len(store.pool(query.selection))})


def _rule(query: Recommend, store: Store) -> Say:
    rank, usable_role = query.selection.rank, store.role("usable", store.kind_of(query.selection))
    args: dict[str, Argument] = {"usable": AttributeName(usable_role)} if usable_role else {}
    if rank:
        message = f"answer.recommend.rule_{rank.direction}"
        args |= {"attribute": AttributeName(rank.attribute)}
    else:
        message = "answer.recommend.rule_task" if query.task else "answer.recommend.rule"
    return Say(message, args)


def _reasons(models: tuple[str, ...], suited: dict[str, tuple[Suitability, ...]]) -> tuple[Bullets, ...]:
    """Say for each suitable thing what its source says."""
    lines: dict[Ref, Say] = {}
    for item in models:
        for said in best_founded(suited.get(item, ())):
            lines.setdefault(said.subject, suitable(said))
    return (Bullets(lines=tuple(lines.values()), title=Say("answer.recommend.why")),) if lines else ()


def ask_criterion(store: Store, query: Recommend | None) -> Answer:
    """Ask back what "good" shall mean."""
    choices: list[Choice] = []
    among = query.selection if query else Selection()
    subjects, kind, of_kind = among.subjects, among.kind, store.kind_of(among)
    for role, direction in CRITERIA:
        attribute = store.role(role, of_kind)
        if not attribute:
            continue
        if direction:
            selection = Selection(subjects=subjects, rank=Rank(attribute, direction), kind=kind)
            label = Say(f"answer.criterion.{role}_{direction}", {"attribute": AttributeName(attribute)})
        else:
            selection = Selection(subjects=subjects, where=Is(attribute), kind=kind)
            label = Say(f"answer.criterion.{role}", {"attribute": AttributeName(attribute)})
        name = f"{attribute}-{direction}" if direction else attribute
        choices.append(Choice(id=name, label=label, query=ListItems(selection)))
    return Answer(status="clarify", query=query, blocks=(Say("answer.criterion.ask"),), choices=tuple(choices))
