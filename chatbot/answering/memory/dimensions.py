"""The dimensions of items, from which their memory is computed: their own, or that of what they were tuned from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from chatbot.answering.compare import known, magnitude
from chatbot.answering.memory.arithmetic import Dimensions

if TYPE_CHECKING:
    from chatbot.answering.store import Store

INPUT = "memory_input"
"""The kind of things that state what of an item counts, beside its facts."""
NEAR = 0.05
"""So much may a size differ from another one that is called the same, as a part of it."""


class KnownDimensions:
    """The dimensions of the items of a catalog."""

    def __init__(self, store: Store) -> None:
        """Keep the catalog; nothing is computed yet."""
        self._store = store
        self._inputs: dict[str, dict[str, Any]] | None = None
        self._known: dict[str, Dimensions | None] = {}

    def of(self, item: str) -> Dimensions | None:
        """Return the dimensions of an item, taken from its base where it has none of its own.

        None: its size is not known, or it is of a domain whose things need no memory.
        """
        if item not in self._known:
            self._known[item] = self._of(item)
        return self._known[item]

    def _of(self, item: str) -> Dimensions | None:
        size = self._value(item, "size")
        if not size or not self._store.role("memory", self._store.item(item).kind):
            return None
        source = self._with_layers(item)
        layers, heads = self._value(source, "layers"), self._value(source, "kv_heads")
        head_size = self._value(source, "head_size")
        return Dimensions(
            parameters=size,
            layers=layers,
            kv_heads=heads,
            head_size=head_size,
            embedding=self._embedding(source),
            limit=self._value(item, "span"),
        )

    def _with_layers(self, item: str) -> str:
        """Return the item itself or the nearest one it was tuned from whose dimensions are known."""
        seen: list[str] = []
        place = item
        while place and place not in seen:
            if self._value(place, "layers"):
                return place
            seen.append(place)
            place = self._store.item(place).base
        return item

    def taken_from(self, item: str) -> str:
        """Return the item whose dimensions stand in for this one's; empty where it has its own or none."""
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
            rows = [entity.facts["value"][0].value for entity in self._store.entities(INPUT)]
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

    def of_size(self, size: float) -> tuple[str, Dimensions]:
        """Return the item of about this size that needs the largest cache, with what is used of its dimensions."""
        best: tuple[float, str, Dimensions] = (0.0, "", Dimensions(parameters=size))
        for item in self._store.of_kind(self._store.domain().item):
            dimensions = self.of(item)
            if dimensions is None or not dimensions.whole or abs(dimensions.parameters - size) > NEAR * size:
                continue
            per_token = dimensions.layers * dimensions.kv_heads * dimensions.head_size
            if per_token > best[0]:
                best = (per_token, item, msgspec.structs.replace(dimensions, limit=0))
        return best[1], best[2]
