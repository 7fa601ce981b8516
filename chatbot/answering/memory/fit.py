"""Whether items fit into the memory of hardware: arithmetic.py over dimensions and devices of the catalog."""

from __future__ import annotations

from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import msgspec

from chatbot.answering.compare import Truth
from chatbot.answering.memory.arithmetic import (
    FULL,
    RUN,
    TUNE,
    Dimensions,
    Need,
    Rules,
    fits,
    offered,
    rough,
    running,
    tight,
    training,
)
from chatbot.answering.memory.dimensions import KnownDimensions
from chatbot.answering.memory.hardware import Hardware, Setup
from chatbot.datatypes.catalog import MEMORY_CONSTANT
from chatbot.datatypes.options import Training
from chatbot.datatypes.query import Fits, Is

if TYPE_CHECKING:
    from chatbot.answering.store import Store

PUBLISHED = "memory_published"
SMALLER = "smaller"
"""In place of a precision: any of the smaller ones."""
EVERY = "every"
"""In place of a precision: it is asked in which."""
REMEMBERED = 20_000
"""Verdicts that are kept, so that a process that runs for long does not grow."""
SURE = 3
"""Without dimensions an item fits where there is this many times the memory that the rule of thumb asks for."""
WAYS: tuple[Training, ...] = (FULL, "lora", "qlora")
"""How items are trained, the most memory first."""


class Tried(msgspec.Struct, frozen=True, kw_only=True):
    """One item on one set-up: the verdict and the form that decided it."""

    truth: Truth
    reason: str = ""
    """Why it is not a plain yes: `smaller`, `offload`, `hosted`, `dimensions`, `context`, `training`, `advice`,
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
        constants = {entity.id: entity.facts["value"][0].value for entity in store.entities(MEMORY_CONSTANT)}
        self.rules = Rules(constants)
        self.ready = bool(constants)
        self.dimensions = KnownDimensions(store)
        self.hardware = Hardware(store, self.rules)
        self._tried: dict[tuple[Fits, str], Tried] = {}

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
        dimensions = self.dimensions.of(item)
        if dimensions is None:
            return Tried(truth=Truth.UNKNOWN, reason="dimensions")
        found = self.each(asked, item, dimensions)
        if not found:
            return Tried(truth=Truth.UNKNOWN, reason="hardware")
        best = max(found, key=lambda one: one.truth)
        if len({one.truth for one in found}) > 1:
            return msgspec.structs.replace(best, truth=Truth.CONDITIONAL, reason="editions")
        return best

    def each(self, asked: Fits, item: str, dimensions: Dimensions) -> list[Tried]:
        """Return the verdict for each set-up that the hardware may mean."""
        tried = (self.on(asked, dimensions, setup) for setup in self.hardware.setups(asked.hardware))
        return [self._advised(asked, item, one) for one in tried]

    def hosted(self, item: str) -> bool:
        """Whether an item is offered only as a service."""
        openness = self._store.role("openness", self._store.item(item).kind)
        return bool(openness) and self._store.truth(Is(openness), item) is Truth.NO

    def on(self, asked: Fits, dimensions: Dimensions, setup: Setup) -> Tried:
        """Return the verdict on dimensions for one set-up."""
        if asked.mode != RUN:
            return self._trained(asked, dimensions, setup)
        if dimensions.limit and asked.context > dimensions.limit * self.rules.number("context_tolerance"):
            return Tried(truth=Truth.NO, reason="context", setup=setup)
        usual, forms = self.forms(asked.precision)
        needs = [self._need(dimensions, form, asked.context, setup) for form in (usual, *forms)]
        return self._first(needs, dimensions, setup, outright=len(needs) if asked.precision == SMALLER else 1)

    def forms(self, precision: str) -> tuple[str, tuple[str, ...]]:
        """Return the precision that counts, and those tried after it."""
        if precision == SMALLER:
            first, *rest = self.rules.forms()
            return first, tuple(rest)
        if precision == EVERY:
            return self.rules.usual(), (*self.rules.forms(), *self.rules.last_forms())
        return (precision, ()) if precision else (self.rules.usual(), self.rules.forms())

    def roughly(self, asked: Fits, parameters: float, setup: Setup) -> Tried:
        """Return the verdict on a bare size of which nothing in the catalog gives the cache."""
        usual, forms = self.forms(asked.precision)
        needs = [rough(parameters, form, self.rules) for form in (usual, *forms)]
        whole = Dimensions(parameters=parameters, cache_per_token=1)
        return self._first(needs, whole, setup, outright=len(needs) if asked.precision == SMALLER else 1)

    def _need(self, dimensions: Dimensions, precision: str, context: float, setup: Setup) -> Need:
        return running(dimensions, precision, context, setup.room.devices, self.rules)

    def _first(self, needs: list[Need], dimensions: Dimensions, setup: Setup, outright: int) -> Tried:
        for place, need in enumerate(needs):
            if fits(need, setup.room) and dimensions.whole:
                truth = Truth.YES if place < outright else Truth.CONDITIONAL
                reason = "" if place < outright else SMALLER
                return Tried(
                    truth=truth, reason=reason, need=need, usual=needs[0] if place else None, setup=setup,
                    tight=tight(need, setup.room, self.rules),
                )  # fmt: skip
        if not dimensions.whole and any(fits(need, setup.room) for need in needs):
            thumb = rough(dimensions.parameters, needs[0].precision, self.rules)
            if thumb.total * SURE <= offered(setup.room):
                return Tried(truth=Truth.YES, need=thumb, setup=setup)
            return Tried(truth=Truth.UNKNOWN, reason="dimensions", setup=setup)
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

    def _trained(self, asked: Fits, dimensions: Dimensions, setup: Setup) -> Tried:
        if not setup.room.devices:
            return Tried(truth=Truth.UNKNOWN, reason="training", setup=setup)
        modes = WAYS if asked.mode == TUNE else (asked.mode,)
        needs = [training(dimensions.parameters, mode, self.rules) for mode in modes]
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
        """Return what publishers print about an item, its line or its family, in the order of the data."""
        names = {item, self._store.item(item).group, *self._store.lines_of(item)}
        rows = [each for name in names for each in self._printed.get(name, ())]
        return tuple([row for _, row in sorted(rows, key=itemgetter(0))])

    @cached_property
    def _printed(self) -> dict[str, list[tuple[int, dict[str, Any]]]]:
        """What publishers print, by what it is about, with its place in the data."""
        found: dict[str, list[tuple[int, dict[str, Any]]]] = {}
        for place, entity in enumerate(self._store.entities(PUBLISHED)):
            row = entity.facts["value"][0].value
            found.setdefault(row.get("about", ""), []).append((place, row))
        return found

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
