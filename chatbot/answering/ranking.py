"""Orders items by an attribute: places count distinct values, and what is not known cannot win."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

import msgspec

from chatbot.answering.catalog_reader import GROUP
from chatbot.answering.compare import WORDS, Truth, distinct, known, magnitude
from chatbot.answering.pieces import values_of
from chatbot.answering.store import Store
from chatbot.datatypes.catalog import base
from chatbot.datatypes.options import End
from chatbot.datatypes.query import Rank

Key = float | str
SETTING = ("shots", "metric", "setting")
"""What must agree for two scores to be compared."""


class Ranking(msgspec.Struct, frozen=True):
    """The outcome: winners in rank order, the places they took, and the items without a value."""

    winners: tuple[str, ...]
    places: tuple[tuple[str, ...], ...]
    """Items of each kept place, best first."""
    unknown: tuple[str, ...]


def key_of(store: Store, item: str, attribute: str) -> Key | None:
    """Return what an item is ordered by: a number, a date, or how many members a complete list has."""
    facts = store.facts(item, attribute)
    if not facts or not known(facts[0]):
        return None
    kind, value = store.attribute(attribute).type, facts[0].value
    if kind == "scores":
        return _score(store, item, attribute)
    if kind == "date":
        return str(value)
    if kind == "truth":
        return float(WORDS.get(str(value), Truth.UNKNOWN))
    if kind in {"entities", "choices"}:
        members = distinct(tuple(value), lambda member: store.ancestors(attribute, member))
        return None if facts[0].incomplete else float(len(members))
    if kind == "amount" and _other_unit(store, attribute, value):
        return None
    return magnitude(value)


def _settings(store: Store, item: str, attribute: str) -> dict[tuple[str, ...], float]:
    """Return an item's scores on one benchmark by how they were measured, the preferred source first."""
    found: dict[tuple[str, ...], float] = {}
    for fact in store.facts(item, attribute):
        for score in fact.value if isinstance(fact.value, list) else ():
            setting = tuple(str(score.get(field)) for field in SETTING)
            number = magnitude(score.get("score"))
            if number is not None:
                found.setdefault(setting, number)
    return found


def shared_setting(store: Store, items: Iterable[str], attribute: str) -> bool:
    """Whether all items have a score on a benchmark that was measured in one and the same way."""
    found = [set(_settings(store, item, attribute)) for item in items]
    return bool(found) and bool(set.intersection(*found))


def _score(store: Store, item: str, attribute: str) -> float | None:
    """Return an item's score in the setting that most items share; scores of other settings do not compare."""
    if attribute == base(attribute):
        return None
    kind = store.item(item).kind
    usual = store.remembered(("setting", attribute, kind), lambda: _usual(store, kind, attribute))
    return _settings(store, item, attribute).get(usual)


def _usual(store: Store, kind: str, attribute: str) -> tuple[str, ...]:
    """Return the setting that most items share."""
    shared = Counter(setting for item in store.of_kind(kind) for setting in _settings(store, item, attribute))
    return min(shared, key=lambda setting: (-shared[setting], setting))


def _other_unit(store: Store, attribute: str, value: object) -> bool:
    unit = store.attribute(attribute).unit
    return bool(unit) and isinstance(value, dict) and value.get("unit", unit) != unit


def order(store: Store, items: Iterable[str], attribute: str, direction: End) -> Ranking:
    """Return all items in rank order; each place holds the items of one value."""
    keyed: dict[Key, list[str]] = {}
    unknown: list[str] = []
    for item in items:
        key = key_of(store, item, attribute)
        if key is None:
            unknown.append(item)
        else:
            keyed.setdefault(key, []).append(item)
    ordered = sorted(keyed, reverse=direction == "most")
    places = tuple(store.in_order(keyed[key]) for key in ordered)
    return Ranking(tuple(item for place in places for item in place), places, store.in_order(unknown))


def ranked(store: Store, items: Iterable[str], rank: Rank) -> Ranking:
    """Return the items on the places that a rank keeps, overall or within each of its groups."""
    if rank.per:
        return _per(store, tuple(items), rank)
    items = tuple(items)
    kind = store.item(items[0]).kind if items else ""
    if len(items) < len(store.of_kind(kind)):
        return _cut(order(store, items, rank.attribute, rank.direction), rank)
    key = ("order", kind, rank.attribute, rank.direction)
    return _cut(store.remembered(key, lambda: order(store, items, rank.attribute, rank.direction)), rank)


def _cut(ranking: Ranking, rank: Rank) -> Ranking:
    """Keep the places of a rank. "The first three" are three items and those that tie with the third."""
    kept: list[tuple[str, ...]] = []
    before = 0
    top = rank.first == 1 < rank.last
    for number, place in enumerate(ranking.places, 1):
        if before >= rank.last and number > rank.last:
            break
        if (before < rank.last) if top else (rank.first <= number <= rank.last):
            kept.append(place)
        before += len(place)
    return Ranking(tuple(item for place in kept for item in place), tuple(kept), ranking.unknown)


def partition(store: Store, items: Iterable[str], per: str) -> dict[Any, tuple[str, ...]]:
    """Sort items by their group, or by each value of an attribute."""
    found: dict[Any, list[str]] = {}
    for item in items:
        values: tuple[Any, ...] = (store.item(item).group,) if per == GROUP else values_of(store, item, per)
        for value in values:
            found.setdefault(value, []).append(item)
    return {value: tuple(members) for value, members in found.items()}


def _per(store: Store, items: tuple[str, ...], rank: Rank) -> Ranking:
    plain = msgspec.structs.replace(rank, per="")
    rankings = [ranked(store, members, plain) for members in partition(store, items, rank.per).values()]
    winners = tuple(dict.fromkeys(item for ranking in rankings for item in ranking.winners))
    unknown = store.in_order(item for ranking in rankings for item in ranking.unknown)
    return Ranking(winners, tuple(ranking.winners for ranking in rankings), unknown)
