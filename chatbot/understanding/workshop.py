"""The reader of one language opened up for checks: its functions by name, and every derivation that its rules make."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from chatbot.datatypes.catalog import Catalog
from chatbot.datatypes.lexicon import Lexicon
from chatbot.datatypes.pack import Packs
from chatbot.datatypes.reading import Phrase, Token
from chatbot.understanding.builders import Builders
from chatbot.understanding.builders.following import FollowupBuilders
from chatbot.understanding.chart import Chart
from chatbot.understanding.followup_shapes import FollowupShapes
from chatbot.understanding.mentions.finder import SUBJECT_KINDS
from chatbot.understanding.reader import Reader
from chatbot.understanding.shapes import Shapes

_ALWAYS = frozenset(
    [
        "name",
        "filler",
        "rough",
        "event",
        "attribute",
        "asked",
        "comparative",
        "superlative",
        "property",
        "noun",
        "entity",
        "outsider",
        "outside_id",
        "ambiguous",
        "ordinary",
        "number",
        "some_number",
        "either_number",
        "version",
        "stem",
        "month",
        "ordinal",
    ]
)
_NO_THINGS = SUBJECT_KINDS | frozenset(
    [
        "function",
        "attribute",
        "asked",
        "says",
        "noun",
        "outsider",
        "ambiguous",
        "ordinary",
        "more",
        "less",
        "most",
        "least",
        "rough",
        "event",
    ]
)


class Found(msgspec.Struct, frozen=True):
    """What the rules make of a text."""

    tokens: tuple[Token, ...]
    phrases: tuple[Phrase, ...]
    """Every derivation, those with the same meaning included."""
    idle: frozenset[int]
    """Places of fillers and marks."""
    complete: bool
    """No limit was hit."""


class FullChart(Chart):
    """A chart that keeps a phrase for each derivation, where the usual one keeps the first of each meaning."""

    def __init__(self, *args: Any) -> None:
        """Prepare an empty chart."""
        super().__init__(*args)
        self._made: list[Phrase] = []

    def phrases(self) -> list[Phrase]:
        """Return all derivations."""
        return list(self._made)

    def _add(self, phrase: Phrase) -> None:
        self._made.append(phrase)
        super()._add(phrase)


class _FullReader(Reader):
    chart = FullChart


class Workshop:
    """One language over one catalog, for checks of its rules."""

    def __init__(self, catalog: Catalog, packs: Packs, code: str, compiled: tuple[Lexicon, msgspec.Raw]) -> None:
        """`compiled`: the surface forms of catalog things, and the Language, encoded."""
        self._make: Callable[[], Reader] = lambda: _FullReader(catalog, packs, code, *compiled)
        self._reader: Reader | None = None
        domain = catalog.domain()
        self.builders: Mapping[str, Callable[..., Any]] = {
            **Builders(catalog, domain).table(),
            **FollowupBuilders(catalog, domain).table(),
        }
        self.shapes = frozenset({*Shapes(catalog, domain).table(), *FollowupShapes(catalog, domain).table()})
        self.categories = mention_categories(catalog)

    def find(self, text: str) -> Found:
        """Return what the rules make of a text; to be called only when patterns and builders are known to be good."""
        self._reader = self._reader or self._make()
        analysis = self._reader.analyse(text)
        idle = analysis.fillers | analysis.marks
        return Found(analysis.tokens, tuple(analysis.phrases), idle, not analysis.overflow)


def mention_categories(catalog: Catalog) -> frozenset[str]:
    """Return the categories of mentions, besides the ids of terms."""
    types = {f"attribute.{attribute.type}" for attribute in catalog.attributes.values()}
    kinds = {name.ref.kind for name in catalog.names} | set(catalog.entities)
    return _ALWAYS | types | (kinds - _NO_THINGS)
