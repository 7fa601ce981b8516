"""Shapes of the files of families: their facts once, and the variants that share them."""

from __future__ import annotations

from typing import Literal

import msgspec

from chatbot.datatypes.catalog import Text
from chatbot.loading.shapes import FactShape, Ids, NameLists, Shape


class VariantShape(Shape, frozen=True):
    """One variant of a family."""

    id: str
    name: str
    base: str | None = None
    stage: Literal["base", "instruct", "chat", ""] | None = ""
    size_label: str | None = None
    names: NameLists = ()
    words: tuple[str, ...] = ()
    bare: tuple[str, ...] = ()
    former: NameLists = ()
    misspellings: NameLists = ()
    facts: tuple[FactShape, ...] = ()


class LineShape(Shape, frozen=True):
    """A named part of a family."""

    id: str
    name: Text
    members: tuple[str, ...]
    names: NameLists = ()
    words: tuple[str, ...] = ()
    bare: tuple[str, ...] = ()
    former: NameLists = ()
    misspellings: NameLists = ()


class UndisclosedShape(Shape, frozen=True):
    """A property that the developer does not publish."""

    attribute: str
    members: tuple[str, ...] = ()
    source: Ids = ()
    where: str = ""
    note: Text = msgspec.field(default_factory=dict)


class ClaimShape(Shape, frozen=True):
    """What the founding article states."""

    attribute: str
    states: Text
    verdict: Literal["agrees", "differs", "unchecked"]
    sources_say: Text = msgspec.field(default_factory=dict)
    source: Ids = ()
    article: str = ""
    where: str = ""
    note: Text = msgspec.field(default_factory=dict)


class ConfusionShape(Shape, frozen=True):
    """What is often confused."""

    text: Text
    source: Ids = ()


class FamilyShape(Shape, frozen=True):
    """One file of families/. Keys that an attribute takes from the family (`derive: {group: …}`) come on top."""

    id: str
    name: Text
    flagship: str
    variants: tuple[VariantShape, ...]
    sources: tuple[str, ...] = ()
    names: NameLists = ()
    words: tuple[str, ...] = ()
    bare: tuple[str, ...] = ()
    former: NameLists = ()
    misspellings: NameLists = ()
    lines: tuple[LineShape, ...] = ()
    facts: tuple[FactShape, ...] = ()
    undisclosed: tuple[UndisclosedShape, ...] = ()
    claims: tuple[ClaimShape, ...] = ()
    confusions: tuple[ConfusionShape, ...] = ()
