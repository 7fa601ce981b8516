"""What hardware may mean: the memory of devices, each edition that is sold, and what a model may use of it."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

import msgspec

from chatbot.answering.memory.arithmetic import Room, Rules, room_of, together
from chatbot.datatypes.query import Card

if TYPE_CHECKING:
    from chatbot.answering.store import Store

DEVICE = "device"


class Setup(msgspec.Struct, frozen=True, kw_only=True):
    """Hardware with every amount decided."""

    cards: tuple[Card, ...]
    room: Room


class Hardware:
    """The devices of a catalog."""

    def __init__(self, store: Store, rules: Rules) -> None:
        """Keep the catalog and the rules."""
        self._store = store
        self._rules = rules

    def setups(self, hardware: tuple[Card, ...]) -> tuple[Setup, ...]:
        """Return every set-up that the hardware may mean: one for each edition of devices sold with several amounts."""
        if not hardware:
            return ()
        options = [[msgspec.structs.replace(card, memory=gb) for gb in self.amounts(card)] for card in hardware]
        return tuple(self._setup(cards) for cards in product(*options))

    def amounts(self, card: Card) -> tuple[float, ...]:
        """Return the amounts of memory that a card may have: the one named, the usual one, or all that are sold."""
        if card.memory or not card.device:
            return (card.memory,) if card.memory else ()
        usual = self.of_device(card.device, "device_usual")
        sold = self.of_device(card.device, "device_memory") or []
        return (float(usual),) if usual else tuple(float(gb) for gb in sold)

    def _setup(self, cards: tuple[Card, ...]) -> Setup:
        rooms = tuple(room_of(self.kind_of(card), card.count, card.memory, self._rules) for card in cards)
        return Setup(cards=cards, room=together(rooms))

    def kind_of(self, card: Card) -> str:
        """Return whether memory is dedicated, unified or that of the system."""
        return str(self.of_device(card.device, "device_kind") or "") if card.device else card.kind

    def of_device(self, device: str, role: str) -> Any:
        """Return what the catalog says of a device under a role."""
        entity = self._store.entity(DEVICE, device)
        facts = entity.facts.get(self._store.role(role), ()) if entity else ()
        return facts[0].value if facts else None
