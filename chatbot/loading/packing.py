"""The catalog's items as they lie in the cache: what several of them state is kept once, for most is shared.

Of ten thousand items that state a quarter of a million facts, five thousand facts are different: kept once, they take
a sixth of the room, on the disk and in memory, and are read in a third of the time.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from chatbot.datatypes.catalog import Fact, Item

Statement = tuple[str, tuple[Fact, ...]]
"""An attribute and the facts on it."""


class PackedItem(msgspec.Struct, frozen=True, array_like=True):
    """An item, with numbers of statements in the place of its facts."""

    id: str
    kind: str
    name: str
    group: str
    base: str
    stage: str
    statements: tuple[int, ...]


class PackedItems(msgspec.Struct, frozen=True, array_like=True):
    """Items and all that they state."""

    statements: tuple[Statement, ...]
    items: tuple[PackedItem, ...]


def pack(items: Iterable[Item]) -> PackedItems:
    """Return the items with each different statement once."""
    numbers: dict[bytes, int] = {}  # by how a statement is encoded: its values may be lists, which are no keys
    statements: list[Statement] = []

    def number_of(statement: Statement) -> int:
        number = numbers.setdefault(msgspec.msgpack.encode(statement), len(statements))
        if number == len(statements):
            statements.append(statement)
        return number

    packed = tuple(
        PackedItem(i.id, i.kind, i.name, i.group, i.base, i.stage, tuple(map(number_of, i.facts.items())))
        for i in items
    )
    return PackedItems(tuple(statements), packed)


def unpack(packed: PackedItems) -> dict[str, Item]:
    """Return the items by id; they share their facts."""
    statement = packed.statements.__getitem__
    return {
        i.id: Item(
            id=i.id,
            kind=i.kind,
            name=i.name,
            group=i.group,
            base=i.base,
            stage=i.stage,
            facts=dict(map(statement, i.statements)),
        )
        for i in packed.items
    }
