"""What is set against what was said: others than those talked about, one value and not the other, both values."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from chatbot.datatypes.catalog import Catalog, Ref
from chatbot.datatypes.query import Among, Check, Constraint, CountItems, Has, ListItems, Not, Selection
from chatbot.datatypes.reading import Outcome, Reading
from chatbot.datatypes.subjects import is_set
from chatbot.dialogue.limits import joined, parts_of
from chatbot.dialogue.moves.parallels import Found, with_selection
from chatbot.dialogue.outcomes import Resolved, unclear
from chatbot.dialogue.pointing import said
from chatbot.dialogue.sets import focus, is_on_items, selection_of
from chatbot.dialogue.state import Exchange

_OTHER = "other_kind"
"""Term for others of a kind that is named (which other OPT models)."""
_NOUN, _BOTH = "noun", "both"


def without_talked(outcome: Outcome, resolved: Resolved, last: Exchange | None, catalog: Catalog) -> Resolved | None:
    """Leave what was talked about out of others of a kind that are asked for; where that cannot be, ask back."""
    parts = resolved.outcome.parts
    if _OTHER not in said(outcome) or last is None or not is_on_items(last) or len(parts) != 1:
        return None
    query = parts[0].query
    if not (is_set(query) or isinstance(query, ListItems | CountItems)) or any(
        map(_leaves_out, parts_of(_limits(query)))
    ):
        return None
    gone = _talked(outcome, last, catalog)
    if not gone or not isinstance(query, ListItems | CountItems):
        return unclear(outcome, "unfit", None)
    selection = query.selection
    where = joined(filter(None, (selection.where, Not(Among(gone)))))
    fewer = msgspec.structs.replace(query, selection=msgspec.structs.replace(selection, where=where))
    others = msgspec.structs.replace(parts[0], query=fewer)
    return msgspec.structs.replace(resolved, outcome=msgspec.structs.replace(resolved.outcome, parts=(others,)))


def _limits(query: object) -> Constraint | None:
    selection = getattr(query, "selection", None)
    return selection.where if isinstance(selection, Selection) else None


def _leaves_out(part: Constraint) -> bool:
    return isinstance(part, Not) and isinstance(part.part, Among)


def _talked(outcome: Outcome, last: Exchange, catalog: Catalog) -> tuple[Ref, ...]:
    """Return what was talked about: the families of it, where other families are asked for."""
    group = catalog.domain().group
    behind = {mention.end for mention in outcome.mentions if mention.category == _OTHER}
    kinds = {getattr(m.meaning, "kind", "") for m in outcome.mentions if m.category == _NOUN and m.start in behind}
    return tuple(Ref("group", each) for each in last.groups) if kinds == {group} else focus(last)


def put_right(where: Constraint, last: Exchange) -> Found:
    """`English, not German`, after German was asked for: the same with English, and nothing about German."""
    denied = [part.part for part in parts_of(where) if isinstance(part, Not)]
    meant = [part for part in parts_of(where) if not isinstance(part, Not)]
    if len(denied) != 1 or len(meant) != 1 or not _of_one(denied[0], meant[0]):
        return ()
    query = last.query
    if isinstance(query, Check) and denied[0] in parts_of(query.statement):
        return (msgspec.structs.replace(query, statement=_instead(query.statement, denied[0], meant[0])),)
    selection = selection_of(last)
    if selection is None or denied[0] not in parts_of(selection.where):
        return ()
    changed = msgspec.structs.replace(selection, where=_instead(selection.where, denied[0], meant[0]))
    return (with_selection(query, changed),)


def _of_one(left: Constraint, right: Constraint) -> bool:
    return isinstance(left, Has) and isinstance(right, Has) and left.attribute == right.attribute


def _instead(whole: Constraint | None, old: Constraint, new: Constraint) -> Constraint:
    return joined(new if part == old else part for part in parts_of(whole)) or new


def of_both(
    outcome: Outcome, found: list[tuple[Reading, Found]], exchanges: Sequence[Exchange]
) -> list[tuple[Reading, Found]]:
    """`which models speak both?`: of the last two values that were asked about; nothing where these are not two."""
    if _BOTH not in said(outcome):
        return found
    both = [(reading, _both_values(reading, queries, exchanges)) for reading, queries in found]
    return [(reading, queries) for reading, queries in both if queries]


def _both_values(reading: Reading, queries: Found, exchanges: Sequence[Exchange]) -> Found:
    if reading.follow is None or reading.follow.kind != "affirm" or len(queries) != 1:
        return queries
    (query,) = queries
    where = query.selection.where if isinstance(query, ListItems) else None
    if where is None or not isinstance(query, ListItems) or len(parts_of(where)) > 1:
        return queries
    now, before = exchanges[0].query, exchanges[1].query if len(exchanges) > 1 else None
    if not isinstance(now, Check) or not isinstance(before, Check) or now.selection != before.selection:
        return ()
    if not _of_one(before.statement, where) or before.statement == where:
        return ()
    selection = msgspec.structs.replace(query.selection, where=joined((before.statement, where)))
    return (msgspec.structs.replace(query, selection=selection),)
