"""Memory that an item needs to run or to be trained: arithmetic over its dimensions, with constants of the catalog.

GB is 1e9 bytes. Which attribute gives which part of the dimensions, and all constants, come from the data.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import msgspec

from chatbot.datatypes.options import Explained, RunMode, Training

GB = 1e9
WIDE = 2
"""Bytes of the parts that 4-bit formats leave as they are."""

RUN: RunMode = "run"
TUNE: RunMode = "tune"
FULL: Training = "full"


class Dimensions(msgspec.Struct, frozen=True, kw_only=True):
    """What of an item counts for its memory; 0: not known."""

    parameters: float
    layers: float = 0
    kv_heads: float = 0
    head_size: float = 0
    embedding: float = 0
    """Parameters of input embedding and output layer."""
    limit: float = 0
    """Most tokens that it can hold."""
    cache_per_token: float = 0
    """GB for each token where the parts are not known one by one."""

    @property
    def whole(self) -> bool:
        """Whether the cache can be computed."""
        return bool(self.cache_per_token or (self.layers and self.kv_heads and self.head_size))


class Need(msgspec.Struct, frozen=True, kw_only=True):
    """Memory needed, in GB, and what it is made of."""

    precision: str
    context: float
    weights: float
    cache: float = 0
    extra: float = 0
    total: float
    comfortable: float
    """The figure with room to spare."""
    basis: str = "run"
    """`run`: the whole sum; `thumb`: the rule of thumb; `weights`: the cache is not known; `train`."""
    slope: float = 0
    """`train`: GB for each billion parameters, which are bytes for each parameter."""
    base: float = 0
    """`train`: GB on top of that."""


class Room(msgspec.Struct, frozen=True, kw_only=True):
    """Memory that hardware offers, in GB: what a model may use of it."""

    graphics: float = 0
    system: float = 0
    devices: int = 0


class Rules:
    """The constants of the memory rules."""

    def __init__(self, constants: Mapping[str, Any]) -> None:
        """Keep the constants by name."""
        self._all = constants

    def number(self, name: str) -> float:
        """Return a single constant."""
        return float(self._all[name])

    def explaining(self, part: Explained) -> str:
        """Return the id of the rule that explains a part of a sum."""
        return str(self._all["rules"][part])

    def spare(self) -> float:
        """Return the GB of each device that are taken by what runs there beside the model."""
        return self.number("runtime_gb_per_device")

    def pair(self, name: str) -> tuple[float, float]:
        """Return a constant of two parts: for each billion parameters, and on top."""
        slope, base = self._all[name]
        return float(slope), float(base)

    def forms(self) -> tuple[str, ...]:
        """Return the smaller precisions that are tried where none is named, the best first."""
        return tuple(self._all["forms"])

    def last_forms(self) -> tuple[str, ...]:
        """Return the still smaller ones, which are tried only where it is asked which precision fits."""
        return tuple(self._all["last_forms"])

    def usual(self) -> str:
        """Return the precision that counts where none is named."""
        return str(self._all["usual_precision"])

    def bits(self, precision: str) -> tuple[float, bool]:
        """Return bits for each parameter, and whether embeddings keep their full width."""
        body = self._all["four_bit_body_bits"]
        if precision in body:
            return float(body[precision]), True
        return float(self._all["bits_per_weight"][precision]), False

    def known(self, precision: str) -> bool:
        """Whether the rules know a precision."""
        return precision in self._all["four_bit_body_bits"] or precision in self._all["bits_per_weight"]

    def full_bytes(self) -> tuple[float, float]:
        """Return the usual and the comfortable bytes for each parameter in full training."""
        _, usual, comfortable = self._all["full_bytes"]
        return float(usual), float(comfortable)


def weights_gb(dimensions: Dimensions, precision: str, rules: Rules) -> float:
    """Return the memory of the weights."""
    bits, keeps = rules.bits(precision)
    kept = min(dimensions.embedding, dimensions.parameters) if keeps else 0.0
    return ((dimensions.parameters - kept) * bits / 8 + kept * WIDE) / GB


def cache_gb(dimensions: Dimensions, context: float, rules: Rules) -> float:
    """Return the memory of the key/value cache for one sequence."""
    if dimensions.cache_per_token:
        return dimensions.cache_per_token * context
    values = 2 * dimensions.layers * dimensions.kv_heads * dimensions.head_size
    return values * context * rules.number("cache_bytes") / GB


def tokens_held(dimensions: Dimensions, context: float, rules: Rules) -> float:
    """Return the context that counts: the one asked for, else the default; negative: all that it can hold."""
    if context > 0:
        return context
    if context < 0 and dimensions.limit:
        return dimensions.limit
    usual = rules.number("default_context")
    return min(usual, dimensions.limit) if dimensions.limit else usual


def running(dimensions: Dimensions, precision: str, context: float, devices: int, rules: Rules) -> Need:
    """Return the memory to run an item on a number of devices; none: on the processor alone."""
    held = tokens_held(dimensions, context, rules)
    weights, cache = weights_gb(dimensions, precision, rules), cache_gb(dimensions, held, rules)
    spare = rules.spare()
    extra = spare * devices if devices else max(rules.number("cpu_extra_gb"), cache + spare) - cache
    return Need(
        precision=precision,
        context=held,
        weights=weights,
        cache=cache,
        extra=extra,
        total=weights + cache + extra,
        comfortable=weights * rules.number("overhead_factor"),
        basis="run" if dimensions.whole else "weights",
    )


def rough(parameters: float, precision: str, rules: Rules) -> Need:
    """Return the memory to run something of which only the size is known, by the rule of thumb."""
    weights = weights_gb(Dimensions(parameters=parameters), precision, rules)
    total = weights * rules.number("overhead_factor")
    held = rules.number("default_context")
    return Need(
        precision=precision, context=held, weights=weights, extra=total - weights, total=total, comfortable=total,
        basis="thumb",
    )  # fmt: skip


def training(parameters: float, mode: str, rules: Rules) -> Need:
    """Return the memory to train: at least, and in comfort. Activations of long sequences come on top."""
    billions = parameters / GB
    if mode == FULL:
        (slope, wide), base, on_top = rules.full_bytes(), 0.0, 0.0
    else:
        slope, base = rules.pair(f"{mode}_floor")
        wide, on_top = rules.pair(f"{mode}_comfortable")
    return Need(
        precision=mode, context=0, weights=0, total=slope * billions + base, comfortable=wide * billions + on_top,
        basis="train", slope=slope, base=base,
    )  # fmt: skip


def fits(need: Need, room: Room) -> bool:
    """Whether the need is within the memory of the graphics devices, or of the system where there are none."""
    return need.total <= offered(room)


def offered(room: Room) -> float:
    """Return the memory that counts: of the graphics devices, or of the system where there are none."""
    return room.graphics if room.devices else room.system


def tight(need: Need, room: Room, rules: Rules) -> bool:
    """Whether the need is near the limit, or fits without room to spare."""
    available = offered(room)
    if not available:
        return False
    ratio = need.total / available
    near = rules.number("borderline_from") < ratio <= rules.number("borderline_to")
    return near or (ratio <= 1 and need.comfortable > available)


def room_of(kind: str, count: int, memory: float, rules: Rules) -> Room:
    """Return what devices of one sort offer: all of dedicated memory, a share of unified or system memory."""
    if kind == "system":
        return Room(system=memory * count * rules.number("cpu_usable_share"))
    share = 1.0
    if kind == "unified":
        small = memory <= rules.number("unified_small_gb")
        share = rules.number("unified_share_small" if small else "unified_share_large")
    return Room(graphics=memory * share * count, devices=count)


def together(rooms: tuple[Room, ...]) -> Room:
    """Return the sum of several."""
    return Room(
        graphics=sum(room.graphics for room in rooms),
        system=sum(room.system for room in rooms),
        devices=sum(room.devices for room in rooms),
    )


def devices_needed(dimensions: Dimensions, precision: str, context: float, memory: float, rules: Rules) -> int:
    """Return how many devices with so much memory hold the item; 0: no number does."""
    need = running(dimensions, precision, context, 0, rules)
    each = memory - rules.spare()
    return math.ceil((need.weights + need.cache) / each) if each > 0 else 0


def devices_for(need: Need, memory: float) -> int:
    """Return how many devices with so many GB offer what is needed to train; 0: no number does."""
    return math.ceil(need.total / memory) if memory > 0 else 0
