"""Whether items fit into the memory of hardware: the rules of memory.py over the facts of the catalog."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

import msgspec

from chatbot.answering.compare import Truth, known, magnitude
from chatbot.answering.memory import (
    FULL,
    RUN,
    TUNE,
    Need,
    Room,
    Rules,
    Shape,
    fits,
    offered,
    room_of,
    rough,
    running,
    tight,
    together,
    training,
    weights_gb,
)
from chatbot.datatypes.query import Card, Fits, Is

if TYPE_CHECKING:
    from chatbot.answering.store import Store
    from chatbot.datatypes.catalog import Fact

DEVICE, CONSTANT, INPUT, PUBLISHED = "device", "memory_constant", "memory_input", "memory_published"
SMALLER = "smaller"
"""In place of a precision: any of the smaller ones."""
REMEMBERED = 20_000
"""Verdicts that are kept, so that a process that runs for long does not grow."""
SURE = 3
"""Without dimensions an item fits where there is this many times the memory that the rule of thumb asks for."""
WAYS = (FULL, "lora", "qlora")
"""How items are trained, the most memory first."""


class Setup(msgspec.Struct, frozen=True, kw_only=True):
    """Hardware with every amount decided."""

    cards: tuple[Card, ...]
    room: Room


class Tried(msgspec.Struct, frozen=True, kw_only=True):
    """One item on one set-up: the verdict and the form that decided it."""

    truth: Truth
    reason: str = ""
    """Why it is not a plain yes: `smaller`, `offload`, `hosted`, `shape`, `context`, `training`, `advice`,
    `works`, `editions`, `hardware`."""
    need: Need | None = None
    usual: Need | None = None
    """What the usual form needs, where another one decided."""
    setup: Setup | None = None
    tight: bool = False


class Fitting:
    """The memory rules over one catalog."""

    def __init__(self, store: Store) -> None:
        """Read the constants; nothing is computed yet."""
        self._store = store
        constants = {entity.id: _raw(entity.facts["value"][0]) for entity in store.entities(CONSTANT)}
        self.rules = Rules(constants)
        self.ready = bool(constants)
        self._inputs: dict[str, dict[str, Any]] | None = None
        self._shapes: dict[str, Shape | None] = {}
        self._tried: dict[tuple[Fits, str], Tried] = {}

    # Shapes

    def shape(self, item: str) -> Shape | None:
        """Return the shape of an item, taken from its base where it has none of its own; None: size unknown."""
        if item not in self._shapes:
            self._shapes[item] = self._shape(item)
        return self._shapes[item]

    def _shape(self, item: str) -> Shape | None:
        size = self._value(item, "size")
        if not size:
            return None
        source = self._with_layers(item)
        layers, heads = self._value(source, "layers"), self._value(source, "kv_heads")
        head_size = self._value(source, "head_size")
        return Shape(
            parameters=size,
            layers=layers,
            kv_heads=heads,
            head_size=head_size,
            embedding=self._embedding(source),
            limit=self._value(item, "span"),
        )

    def _with_layers(self, item: str) -> str:
        """Return the item itself or the nearest one it was tuned from that has a known shape."""
        seen: list[str] = []
        place = item
        while place and place not in seen:
            if self._value(place, "layers"):
                return place
            seen.append(place)
            place = self._store.item(place).base
        return item

    def taken_from(self, item: str) -> str:
        """Return the item whose shape stands in for this one's; empty where it has its own or none."""
        source = self._with_layers(item)
        return source if source != item else ""

    def _embedding(self, item: str) -> float:
        given = self._given(item)
        if given:
            return float(given["embedding_parameters"])
        words = self._value(item, "padded_vocabulary") or self._value(item, "vocabulary")
        return words * self._value(item, "width") * (1 if self._tied(item) else 2)

    def _given(self, item: str) -> dict[str, Any] | None:
        if self._inputs is None:
            rows = [_raw(entity.facts["value"][0]) for entity in self._store.entities(INPUT)]
            self._inputs = {str(row["model"]): row for row in rows}
        return self._inputs.get(item)

    def _tied(self, item: str) -> bool:
        """Whether input and output share their embedding, as far as a sibling tells."""
        siblings = (self._given(other) for other in self._store.group(self._store.item(item).group).members)
        return any(given and given["tied_embeddings"] == "yes" for given in siblings)

    def _value(self, item: str, role: str) -> float:
        attribute = self._store.role(role, self._store.item(item).kind)
        facts = self._store.facts(item, attribute) if attribute else ()
        number = magnitude(facts[0].value) if facts and known(facts[0]) else None
        return float(number or 0)

    def model_for(self, size: float) -> tuple[str, Shape]:
        """Return the item of about this size that needs the largest cache, with what is used of its shape."""
        best: tuple[float, str, Shape] = (0.0, "", Shape(parameters=size))
        for item in self._store.of_kind(self._store.domain().item):
            shape = self.shape(item)
            if shape is None or not shape.whole or not _same_size(shape, size):
                continue
            per_token = shape.layers * shape.kv_heads * shape.head_size
            if per_token > best[0]:
                best = (per_token, item, msgspec.structs.replace(shape, limit=0))
        return best[1], best[2]

    # Hardware

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
        rooms = tuple(room_of(self.kind_of(card), card.count, card.memory, self.rules) for card in cards)
        return Setup(cards=cards, room=together(rooms))

    def kind_of(self, card: Card) -> str:
        """Return whether memory is dedicated, unified or that of the system."""
        return str(self.of_device(card.device, "device_kind") or "") if card.device else card.kind

    def of_device(self, device: str, role: str) -> Any:
        """Return what the catalog says of a device under a role."""
        entity = self._store.entity(DEVICE, device)
        facts = entity.facts.get(self._store.role(role), ()) if entity else ()
        return facts[0].value if facts else None

    # Verdicts

    def truth(self, asked: Fits, item: str) -> Truth:
        """Return whether an item fits."""
        return self.tried(asked, item).truth

    def tried(self, asked: Fits, item: str) -> Tried:
        """Return the verdict on an item, with what decided it."""
        key = (asked, item)
        found = self._tried.get(key)
        if found is None:
            if len(self._tried) == REMEMBERED:
                self._tried.clear()
            found = self._tried[key] = self._all_setups(asked, item)
        return found

    def _all_setups(self, asked: Fits, item: str) -> Tried:
        if self.hosted(item):
            return Tried(truth=Truth.NO, reason="hosted")
        shape = self.shape(item)
        if shape is None:
            return Tried(truth=Truth.UNKNOWN, reason="shape")
        found = self.each(asked, item, shape)
        if not found:
            return Tried(truth=Truth.UNKNOWN, reason="hardware")
        best = max(found, key=lambda one: one.truth)
        if len({one.truth for one in found}) > 1:
            return msgspec.structs.replace(best, truth=Truth.CONDITIONAL, reason="editions")
        return best

    def each(self, asked: Fits, item: str, shape: Shape) -> list[Tried]:
        """Return the verdict for each set-up that the hardware may mean."""
        tried = (self.on(asked, shape, setup) for setup in self.setups(asked.hardware))
        return [self._advised(asked, item, one) for one in tried]

    def hosted(self, item: str) -> bool:
        """Whether an item is offered only as a service."""
        openness = self._store.role("openness", self._store.item(item).kind)
        return bool(openness) and self._store.truth(Is(openness), item) is Truth.NO

    def on(self, asked: Fits, shape: Shape, setup: Setup) -> Tried:
        """Return the verdict on a shape for one set-up."""
        if asked.mode != RUN:
            return self._trained(asked, shape, setup)
        if shape.limit and asked.context > shape.limit * 1.05:
            return Tried(truth=Truth.NO, reason="context", setup=setup)
        usual, forms = self.forms(asked.precision)
        needs = [self._need(shape, form, asked.context, setup) for form in (usual, *forms)]
        return self._first(needs, shape, setup, outright=len(needs) if asked.precision == SMALLER else 1)

    def forms(self, precision: str) -> tuple[str, tuple[str, ...]]:
        """Return the precision that counts, and those tried after it."""
        if precision == SMALLER:
            first, *rest = self.rules.forms()
            return first, tuple(rest)
        return (precision, ()) if precision else (self.rules.usual(), self.rules.forms())

    def roughly(self, asked: Fits, parameters: float, setup: Setup) -> Tried:
        """Return the verdict on a bare size of which nothing in the catalog gives the cache."""
        usual, forms = self.forms(asked.precision)
        needs = [rough(parameters, form, self.rules) for form in (usual, *forms)]
        whole = Shape(parameters=parameters, cache_per_token=1)
        return self._first(needs, whole, setup, outright=len(needs) if asked.precision == SMALLER else 1)

    def _need(self, shape: Shape, precision: str, context: float, setup: Setup) -> Need:
        return running(shape, precision, context, setup.room.devices, self.rules)

    def _first(self, needs: list[Need], shape: Shape, setup: Setup, outright: int) -> Tried:
        for place, need in enumerate(needs):
            if fits(need, setup.room) and shape.whole:
                truth = Truth.YES if place < outright else Truth.CONDITIONAL
                reason = "" if place < outright else SMALLER
                return Tried(
                    truth=truth, reason=reason, need=need, usual=needs[0] if place else None, setup=setup,
                    tight=tight(need, setup.room, self.rules),
                )  # fmt: skip
        if not shape.whole and any(fits(need, setup.room) for need in needs):
            thumb = rough(shape.parameters, needs[0].precision, self.rules)
            if thumb.total * SURE <= offered(setup.room):
                return Tried(truth=Truth.YES, need=thumb, setup=setup)
            return Tried(truth=Truth.UNKNOWN, reason="shape", setup=setup)
        return self._offloaded(needs, setup)

    def _offloaded(self, needs: list[Need], setup: Setup) -> Tried:
        """What the devices cannot hold may stay in the memory of the system: slow, so only on that condition."""
        least = min(needs, key=lambda need: need.total)
        if setup.room.devices and setup.room.system:
            held = next((need for need in needs if need.total <= setup.room.graphics + setup.room.system), None)
            if held is not None:
                return Tried(truth=Truth.CONDITIONAL, reason="offload", need=held, usual=needs[0], setup=setup)
        near = tight(least, setup.room, self.rules)
        return Tried(truth=Truth.NO, need=least, usual=needs[0], setup=setup, tight=near)

    def _trained(self, asked: Fits, shape: Shape, setup: Setup) -> Tried:
        if not setup.room.devices:
            return Tried(truth=Truth.UNKNOWN, reason="training", setup=setup)
        modes = WAYS if asked.mode == TUNE else (asked.mode,)
        needs = [training(shape.parameters, mode, self.rules) for mode in modes]
        for place, need in enumerate(needs):
            if fits(need, setup.room):
                return Tried(
                    truth=Truth.CONDITIONAL if place else Truth.YES, reason=SMALLER if place else "", need=need,
                    usual=needs[0] if place else None, setup=setup, tight=tight(need, setup.room, self.rules),
                )  # fmt: skip
        near = tight(needs[-1], setup.room, self.rules)
        return Tried(truth=Truth.NO, need=needs[-1], usual=needs[0], setup=setup, tight=near)

    # What publishers say

    def published(self, item: str) -> tuple[dict[str, Any], ...]:
        """Return what publishers print about an item, its line or its family."""
        group = self._store.item(item).group
        names = {item, group, *self._store.lines_of(item)}
        rows = (_raw(entity.facts["value"][0]) for entity in self._store.entities(PUBLISHED))
        return tuple(row for row in rows if row.get("about") in names)

    def _advised(self, asked: Fits, item: str, tried: Tried) -> Tried:
        """Where a publisher names other hardware for the very same set-up, the verdict holds on conditions only."""
        if tried.need is None or tried.setup is None or asked.mode != RUN:
            return tried
        for row in self.published(item):
            advice = row.get("advice")
            if not isinstance(advice, dict) or not self._same_setup(advice, tried.need, tried.setup):
                continue
            enough = tried.setup.cards[0].count >= int(advice["count"])
            if enough != tried.truth.holds:
                reason = "works" if enough else "advice"
                return msgspec.structs.replace(tried, truth=Truth.CONDITIONAL, reason=reason)
        return tried

    def _same_setup(self, advice: dict[str, Any], need: Need, setup: Setup) -> bool:
        (card, *others) = setup.cards
        if others or card.device != advice["device"] or card.memory != float(advice["memory_gb"]):
            return False
        return need.precision in {str(name) for name in advice["precisions"]}

    def weights(self, shape: Shape, precision: str) -> float:
        """Return the memory of the weights alone."""
        return weights_gb(shape, precision, self.rules)

    def offered(self, setup: Setup) -> float:
        """Return the memory that counts of a set-up."""
        return offered(setup.room)


def _same_size(shape: Shape, size: float) -> bool:
    return abs(shape.parameters - size) <= size / 20


def _raw(fact: Fact) -> Any:
    return fact.value
