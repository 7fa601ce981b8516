"""How much memory things need and devices have, what room is left for context, and how many cards that takes."""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.datatypes.catalog import Ref
from chatbot.datatypes.options import MemoryOf
from chatbot.datatypes.query import (
    Card,
    Compare,
    Constraint,
    Fits,
    ListItems,
    Lookup,
    Memory,
    Query,
    Rank,
    Selection,
)
from chatbot.understanding.frames import Frame
from chatbot.understanding.shapes.hardware import firm, fits_in
from chatbot.understanding.shapes.slots import Slots, flat_parts, leaves, nouns_of
from chatbot.understanding.shapes.ways import how_of

_DEVICE = "device"
SYSTEM = "system"
"""The kind of devices whose memory is that of the whole machine."""
_NEED = frozenset({"memory_need", "how_much", "how_many", "what"})
"""Terms that ask for an amount."""
_CARDS_NEEDED = frozenset({"need_word", "card_word"})
"""Terms in what is asked of cards that are needed, not of one that is there."""


class MemoryShapes(Slots):
    """Questions on amounts of memory."""

    def shape_memory(self, frame: Frame) -> Query | None:
        """How much memory items, or a bare size, need."""
        if _asks_enough(frame) or self._domain.group in nouns_of(frame):
            return None
        size, parts = self._size_of(frame), flat_parts(frame)
        left = [part for part in parts if not self._on_processor(part)]
        if len(left) < len(parts):
            return self._memory_of_machine(frame, left, size)
        asked = self._attributes(frame, "attributes")
        if asked and not self._asks_storage(frame, asked):
            return None
        of: MemoryOf = "disk" if asked else "memory"
        selection = self._selection(frame)
        if selection is None or (selection.subjects and self._states_besides(frame)) or fits_in(ListItems(selection)):
            return None
        if size and len(frame.meanings("constraint")) == 1 and not selection.subjects and not selection.rank:
            return self._memory(frame, Selection(), size, (), of)
        if not selection.subjects and not selection.rank and selection.where is None:
            return None
        return self._memory(frame, selection, 0, (), of)

    def shape_disk(self, frame: Frame) -> Query | None:
        """How large named things are once they are downloaded: it is asked for an amount, or for their size."""
        asked, disk = self._attributes(frame, "attributes"), self._domain.roles.get("disk", "")
        if not {disk, self._domain.roles.get("size")}.issuperset(asked) or bool(asked) == ("gigs_asked" in frame.cues):
            return None
        subjects = self._subjects(frame)
        if not frame.slots.get("precision") and self._published(disk, subjects):
            return Lookup(Selection(subjects), (disk,))
        return self._memory(frame, Selection(subjects), 0, (), "disk")

    def _states_besides(self, frame: Frame) -> bool:
        """Say whether something is stated of named things, beyond which of a family are meant."""
        stated = bool(frame.slots.get("constraint"))
        return stated and (not self._narrows(frame) or self._spans(flat_parts(frame)))

    def _asks_storage(self, frame: Frame, asked: tuple[str, ...]) -> bool:
        """Say whether the size in a precision, or on disk, is asked for that the memory rules compute."""
        if asked not in {(self._domain.roles.get("disk"),), (self._domain.roles.get("size"),)}:
            return False
        subjects = self._subjects(frame)
        return bool(frame.slots.get("precision")) or not self._published(asked[0], subjects)

    def shape_context_room(self, frame: Frame) -> Query | None:
        """How much context named things leave room for on hardware."""
        fits = [part for part in flat_parts(frame) if isinstance(part, Fits)]
        spans = self._attributes(frame, "attributes") == (self._domain.roles.get("span"),) or self._longest(frame)
        if not spans or len(fits) != 1 or len(flat_parts(frame)) != 1 or nouns_of(frame):
            return None
        return self._memory(frame, Selection(self._subjects(frame)), 0, fits[0].hardware, "context")

    def _longest(self, frame: Frame) -> bool:
        """Say whether the longest context is asked for, and what is to hold it is named behind that."""
        ordering = frame.slots.get("ordering", ())
        if len(ordering) != 1 or any(part.start < ordering[0].end for part in frame.slots["names"]):
            return False
        return bool(ordering[0].meaning.rank == Rank(self._domain.roles.get("span", ""), "most"))

    def _on_processor(self, part: Constraint) -> bool:
        """Say whether a statement only tells that something runs without a card, in memory of no amount named."""
        if not isinstance(part, Fits) or len(part.hardware) != 1 or part.hardware[0].memory:
            return False
        return self._kind_of(part.hardware[0].device) == SYSTEM

    def _kind_of(self, device: str) -> str:
        entity = self._catalog.entities.get(_DEVICE, {}).get(device)
        facts = entity.facts.get(self._domain.roles.get("device_kind", ""), ()) if entity else ()
        return next((str(fact.value) for fact in facts), "")

    def _memory_of_machine(self, frame: Frame, left: Sequence[Constraint], size: float) -> Query | None:
        """How much memory a machine without a card needs for named things, or for a bare size."""
        subjects = self._subjects(frame)
        if frame.slots.get("tuning") or frame.slots.get("ordering") or len(left) != (0 if subjects else 1):
            return None
        return self._memory(frame, Selection(subjects), size, (), "ram") if bool(size) != bool(subjects) else None

    def _published(self, attribute: str, subjects: Sequence[Ref]) -> bool:
        """Whether the catalog holds a figure of its own, or the attribute is not one that the memory rules compute."""
        items = [item for ref in subjects for item in self._members(ref)]
        stated = any(attribute in self._catalog.items[item].facts for item in items)
        return stated or attribute != self._domain.roles.get("disk")

    def shape_device_need(self, frame: Frame) -> Query | None:
        """Which device named things need: answered by the memory that they need."""
        if nouns_of(frame) != [_DEVICE]:
            return None
        return self._memory(frame, Selection(self._subjects(frame)), 0, ())

    def shape_device_memory(self, frame: Frame) -> Query | None:
        """How much memory devices have."""
        things = frame.first("things")
        asked = {leaf.category for phrase in frame.slots.get("need", ()) for leaf in leaves(phrase)}
        if asked >= _CARDS_NEEDED:
            return None  # how many of them are needed
        if any(self._kind_of(identity) == SYSTEM for identity in things.ids):
            return None  # a processor has no memory of its own
        attribute = self._domain.roles.get("device_memory", "")
        refs = tuple(Ref(things.kind, identity) for identity in things.ids)
        return Lookup(Selection(refs), (attribute,)) if attribute else None

    def shape_memory_open(self, frame: Frame) -> Query | None:
        """How much memory something that the conversation must tell needs on a machine without a card."""
        parts = flat_parts(frame)
        alone = bool(parts) and all(map(self._on_processor, parts))
        return self._memory(frame, Selection(), 0, (), "ram") if alone else None

    def shape_memory_of_it(self, frame: Frame) -> Query | None:
        """How much memory something named before needs."""
        return self._memory(frame, Selection(), 0, ())

    def shape_cards(self, frame: Frame) -> Query | None:
        """How many cards of a sort are needed."""
        hardware: tuple[Card, ...] = frame.first("hardware")
        size, subjects = self._size_of(frame), self._subjects(frame)
        if len(hardware) != 1 or hardware[0].count != 1 or bool(size) == bool(subjects):
            return None
        first = frame.first("ordering")
        if first is not None and not subjects:
            return None
        ranked = Selection(subjects, rank=first.rank) if first is not None else Selection(subjects)
        return self._memory(frame, ranked, size, hardware, "cards")

    def shape_cards_open(self, frame: Frame) -> Query:
        """How many cards of a sort that was told before are needed."""
        return self._memory(frame, Selection(self._subjects(frame)), 0, (), "cards")

    def _memory(
        self, frame: Frame, selection: Selection, size: float, hardware: tuple[Card, ...], of: MemoryOf = "memory"
    ) -> Memory:
        how = how_of(frame)
        mode = how.get("mode", "run")
        return Memory(selection, size, how.get("precision", ""), how.get("context", 0), mode, firm(hardware), of)

    def _spans(self, parts: tuple[Constraint, ...]) -> bool:
        role = self._domain.roles.get("span", "")
        return any(isinstance(part, Compare) and part.attribute == role and part.op == "=" for part in parts)


def _asks_enough(frame: Frame) -> bool:
    """Say whether it is asked if the memory is enough, not how much it is."""
    return bool({"enough", "doubted"} & frame.cues) and not _NEED & frame.cues
