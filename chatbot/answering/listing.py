"""Which items? Which things of a kind?"""

from __future__ import annotations

from chatbot.answering.cells import cells
from chatbot.answering.choose import Chosen, choose, is_restricted, missing, property_groups
from chatbot.answering.lineage import lineage
from chatbot.answering.notes import condition_note, openness_note, retired_note, setting_note, yardsticks
from chatbot.answering.pieces import counted, disclaimed, families, group_refs, label, refs, with_basis
from chatbot.answering.rows import names_line, table, truth_tables
from chatbot.answering.store import Store
from chatbot.answering.suggestions import suggest
from chatbot.answering.truth import asked, atoms
from chatbot.datatypes.answer import Answer, Argument, Block, Bullets, Cell, Groups, Phrase, Say, Table
from chatbot.datatypes.catalog import Ref, base
from chatbot.datatypes.query import (
    Compare,
    Fits,
    Is,
    Known,
    ListEntities,
    ListItems,
    Selection,
    Several,
)


def list_items(query: ListItems, store: Store) -> Answer:
    """Answer with the items of a set."""
    selection = query.selection
    chosen = choose(store, selection)
    stated = stated_attributes(selection, query.show, chosen)
    blocks: list[Block] = [_lead(store, query, chosen)]
    if query.level == "group" and chosen.items and not selection.rank:
        blocks.append(Bullets(lines=names_line(store, chosen.items, stated)))
    elif chosen.items:
        blocks.extend(_rows(store, query, chosen, stated))
    blocks.extend(missing(store, selection, chosen))
    blocks.extend(yardsticks(store, chosen.where))
    blocks.extend(setting_note(selection.rank.attribute) if selection.rank else ())
    limited = any(isinstance(atom, Compare) and base(atom.attribute) != atom.attribute for atom in atoms(chosen.where))
    blocks.extend((Say("answer.note.settings"),) if limited else ())
    blocks.extend((*retired_note(store, chosen.items, stated), *openness_note(store, stated)))
    told, heirs = lineage(store, chosen.where)
    blocks.extend(told)
    ranked_none = selection.rank is not None and bool(chosen.matched) and not chosen.items
    return Answer(
        status="no_data" if ranked_none else "answered",
        query=query,
        models=chosen.items,
        groups=property_groups(store, selection, chosen),
        count=None if chosen.items else 0,
        cells=cells(store, chosen.items, stated) + _beside(store, query, chosen, stated) + heirs,
        blocks=tuple(blocks),
        suggestions=suggest(store, chosen.items, stated),
        disclaimer=disclaimed(store, stated),
    )


def _beside(store: Store, query: ListItems, chosen: Chosen, stated: tuple[str, ...]) -> tuple[Cell, ...]:
    """Return the known facts that are shown beside those asked for: what they rest on."""
    shown = () if query.level == "group" else list_columns(store, query.selection, query.show, chosen)
    more = tuple(name for name in shown if name not in stated)
    return tuple(cell for cell in cells(store, chosen.items, more) if cell.value is not None) if more else ()


def stated_attributes(selection: Selection, show: tuple[str, ...], chosen: Chosen) -> tuple[str, ...]:
    """Return the attributes that an answer on a set states: those asked for, shown, or ranked by."""
    by_rank = (selection.rank.attribute,) if selection.rank else ()
    return tuple(dict.fromkeys((*by_rank, *show, *asked(chosen.where))))


def _lead(store: Store, query: ListItems, chosen: Chosen) -> Say:
    args: dict[str, Argument] = counted(store, chosen.items, store.kind_of(query.selection)) | {
        "what": Phrase(query.selection),
        "total": len(chosen.pool),
        "names": refs(chosen.items),
        "groups": group_refs(families(store, chosen.items)),
    }
    if not chosen.items and chosen.matched and query.selection.rank:
        return Say("answer.list.unranked", args | {"attribute": label(store, query.selection.rank.attribute)})
    if not chosen.items:
        message = "answer.list.none_known" if chosen.truths.unknown else "answer.list.none"
        return Say(message, args)
    if query.level == "group":
        return Say("answer.list.groups", args)
    if query.selection.rank and not query.selection.rank.per:
        return Say("answer.list.winner" if len(chosen.items) == 1 else "answer.list.winners", args)
    conditional = sum(item in chosen.truths.conditional for item in chosen.items)
    if not is_restricted(query.selection):
        return Say("answer.list.all", args)
    if not conditional:
        return Say("answer.list.some", args)
    message = "answer.list.all_conditional" if conditional == len(chosen.items) else "answer.list.conditional"
    return Say(message, args | {"conditional": conditional})


def _rows(store: Store, query: ListItems, chosen: Chosen, stated: tuple[str, ...]) -> tuple[Block, ...]:
    columns = list_columns(store, query.selection, query.show, chosen)
    truths = chosen.truths
    if chosen.where is not None and truths.conditional and not query.selection.rank:
        matched = Groups(yes=truths.yes, conditional=truths.conditional)
        return truth_tables(store, matched, columns, chosen.where, ("yes", "conditional"))
    if not columns:
        return (Bullets(lines=names_line(store, chosen.items, stated)),) if stated or len(chosen.items) > 1 else ()
    if query.selection.rank:
        return _ranked_rows(store, chosen, columns)
    return (table(store, chosen.items, columns),)


def _ranked_rows(store: Store, chosen: Chosen, columns: tuple[str, ...]) -> tuple[Block, ...]:
    """Keep the rank order: items of one place may share a row, items of two places may not."""
    places = chosen.ranking.places if chosen.ranking else ()
    tables = [
        table(store, place, columns, note=lambda item: condition_note(store, item, chosen.where)) for place in places
    ]
    if not tables:
        return ()
    rows = tuple(row for one in tables for row in one.rows)
    return (Table(columns=tuple(map(base, columns)), rows=rows),)


def list_columns(store: Store, selection: Selection, show: tuple[str, ...], chosen: Chosen) -> tuple[str, ...]:
    """Return the columns of a list: what differs from row to row or decides the matter."""
    columns = [selection.rank.attribute] if selection.rank else []
    columns.extend(show)
    for atom in atoms(chosen.where):
        if isinstance(atom, Compare | Several | Known | Fits):
            columns.append(atom.attribute)
        elif isinstance(atom, Is):
            columns.extend(with_basis(store, (atom.attribute,))[1:])
    return tuple(dict.fromkeys(columns))


def list_entities(query: ListEntities, store: Store) -> Answer:
    """Answer with all things of a kind that the catalog knows."""
    entities = store.entities(query.kind)
    if not entities:
        return Answer(status="no_data", query=query, count=0, blocks=(Say("answer.entities.none"),))
    names = tuple(Ref(query.kind, entity.id) for entity in entities)
    lead = Say("answer.entities.some", {"count": len(names)})
    lines = tuple(Say("answer.entities.line", {"name": name}) for name in names)
    suggestions = tuple(Say("answer.suggest.describe", {"name": name}) for name in names[:3])
    return Answer(
        status="answered", query=query, count=len(names), blocks=(lead, Bullets(lines=lines)), suggestions=suggestions
    )
