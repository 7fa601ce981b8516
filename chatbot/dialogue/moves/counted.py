"""Words that tell how many things are chosen from: which of the two, of these three. So many must have been named."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

import msgspec

from chatbot.datatypes.catalog import Catalog, Ref
from chatbot.datatypes.query import Check, Compare, CompareItems, ValueOf
from chatbot.datatypes.reading import Outcome, Reading
from chatbot.datatypes.subjects import subjects_of, with_subjects
from chatbot.dialogue.moves.parallels import merged
from chatbot.dialogue.moves.together import asked_before
from chatbot.dialogue.reach import REACH
from chatbot.dialogue.sets import is_on_items, members, refs
from chatbot.dialogue.state import Exchange

_CHOOSING, _NUMBER = "which", "number"
_OF_THE, _OF_MEMBERS, _ORDER = "over_the", "of_members", "superlative"
"""Terms before and behind the number of all (of the 58); what, right behind it, takes so many from the top."""
_LEAST = 2


def counted(outcome: Outcome) -> int:
    """Return the number in the words that choose (which of the three); 0 where there is none."""
    return _chosen_from(outcome) or number_of_all(outcome)


def number_of_all(outcome: Outcome) -> int:
    """Return the number of all that something is asked of (of the 58); 0 where there is none, or it counts a place."""
    before = {m.end for m in outcome.mentions if m.category == _OF_THE}
    behind = {m.start for m in outcome.mentions if m.category == _OF_MEMBERS and m.end - m.start > 1}
    ordered = {m.start for m in outcome.mentions if m.category == _ORDER}
    for m in outcome.mentions:
        if m.category != _NUMBER or m.meaning.label or m.meaning.unit or m.meaning.value % 1:
            continue
        if m.meaning.value >= _LEAST and (m.end in behind or (m.start in before and m.end not in ordered)):
            return int(m.meaning.value)
    return 0


def _chosen_from(outcome: Outcome) -> int:
    wide = [m for m in outcome.mentions if m.category == _CHOOSING]
    for m in outcome.mentions:
        within = any(one.start < m.start and m.end <= one.end for one in wide)
        value = getattr(m.meaning, "value", 0) if m.category == _NUMBER and within else 0
        if value >= _LEAST and value == int(value):
            return int(value)
    return 0


def of_number(number: int, exchanges: Sequence[Exchange], catalog: Catalog) -> tuple[Exchange, ...]:
    """Return the exchanges to go on from, the last of which was about so many things; none where none was."""
    last = exchanges[0]
    if _is_of(number, last):
        return tuple(exchanges)
    asked = asked_before(exchanges)[-number:]
    if len(asked) == number:
        return (_about(asked, last, catalog), *exchanges[1:])
    ranked = _first_of_each(exchanges)
    if len(ranked) == number:
        shown = tuple(ref for each in ranked for ref in refs(each.shown))
        return (_compared(shown, last, catalog), *exchanges[1:])
    for place, each in enumerate(exchanges[:REACH]):
        if _is_of(number, each):
            return tuple(exchanges[place:])
        if is_on_items(each) and len(each.groups) == number:
            groups = tuple(Ref("group", group) for group in each.groups)
            return (msgspec.structs.replace(each, queries=(CompareItems(groups),)), *exchanges[place + 1 :])
    named: tuple[Ref, ...] = ()
    for each in exchanges[:REACH]:
        named = merged(_sides(each), named)
        if len(named) == number:
            return (_compared(named, last, catalog), *exchanges[1:])
    return ()


def _compared(things: tuple[Ref, ...], last: Exchange, catalog: Catalog) -> Exchange:
    compared = msgspec.structs.replace(last, queries=(CompareItems(things),), groups=(), checked=None)
    return msgspec.structs.replace(compared, shown=_items(things, catalog))


def _first_of_each(exchanges: Sequence[Exchange]) -> list[Exchange]:
    """Return the exchanges in which the first of one set after another was asked for, the first one first."""
    now = getattr(exchanges[0].query, "selection", None)
    if now is None or now.rank is None:
        return []
    before = takewhile(lambda e: getattr(getattr(e.query, "selection", None), "rank", None) == now.rank, exchanges)
    return [*before][::-1]


def _is_of(number: int, each: Exchange) -> bool:
    return number in {len(_sides(each)), len(each.shown)}


def _sides(each: Exchange) -> tuple[Ref, ...]:
    """Return the things named, and what they were held against."""
    named = subjects_of(each.query)
    statement = each.query.statement if isinstance(each.query, Check) else None
    if isinstance(statement, Compare) and isinstance(statement.operand, ValueOf):
        return merged(named, (statement.operand.subject,))
    return named


def _about(things: tuple[Ref, ...], last: Exchange, catalog: Catalog) -> Exchange:
    """Return the last exchange as if all these things had been named in it at once."""
    return msgspec.structs.replace(
        last, queries=(with_subjects(last.query, things),), shown=_items(things, catalog), checked=None
    )


def _items(things: tuple[Ref, ...], catalog: Catalog) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item for ref in things for item in members(ref, catalog)))


def of_first(outcome: Outcome, number: int) -> Outcome:
    """`which of the three is the newest?` asks for the first of three things, not for the first three of all."""
    follows = tuple(_first(reading, number) for reading in outcome.follow)
    return msgspec.structs.replace(outcome, read_follow=lambda: follows)


def _first(reading: Reading, number: int) -> Reading:
    follow = reading.follow
    if follow is None or follow.rank is None or (follow.rank.first, follow.rank.last) != (1, number):
        return reading
    rank = msgspec.structs.replace(follow.rank, last=1)
    return msgspec.structs.replace(reading, follow=msgspec.structs.replace(follow, rank=rank))
