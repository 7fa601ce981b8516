"""Schemas of the files of families: their facts once, and the variants that share them."""

from __future__ import annotations

from typing import Literal

import msgspec

from chatbot.datatypes.catalog import Text
from chatbot.loading.schemas import FactSchema, Ids, NameLists, Schema


class VariantSchema(Schema, frozen=True):
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
    facts: tuple[FactSchema, ...] = ()


class LineSchema(Schema, frozen=True):
    """A named part of a family."""

    id: str
    name: Text
    members: tuple[str, ...]
    names: NameLists = ()
    words: tuple[str, ...] = ()
    bare: tuple[str, ...] = ()
    former: NameLists = ()
    misspellings: NameLists = ()


class UndisclosedSchema(Schema, frozen=True):
    """A property that the developer does not publish."""

    attribute: str
    members: tuple[str, ...] = ()
    source: Ids = ()
    where: str = ""
    note: Text = msgspec.field(default_factory=dict)


class ClaimSchema(Schema, frozen=True):
    """What the founding article states."""

    attribute: str
    states: Text
    verdict: Literal["agrees", "differs", "unchecked"]
    sources_say: Text = msgspec.field(default_factory=dict)
    source: Ids = ()
    article: str = ""
    where: str = ""
    note: Text = msgspec.field(default_factory=dict)


class ConfusionSchema(Schema, frozen=True):
    """What is often confused."""

    text: Text
    source: Ids = ()


class FamilySchema(Schema, frozen=True):
    """One file of families/. Keys that an attribute takes from the family (`derive: {group: …}`) come on top."""

    id: str
    name: Text
    flagship: str
    variants: tuple[VariantSchema, ...]
    sources: tuple[str, ...] = ()
    names: NameLists = ()
    words: tuple[str, ...] = ()
    bare: tuple[str, ...] = ()
    former: NameLists = ()
    misspellings: NameLists = ()
    lines: tuple[LineSchema, ...] = ()
    facts: tuple[FactSchema, ...] = ()
    undisclosed: tuple[UndisclosedSchema, ...] = ()
    claims: tuple[ClaimSchema, ...] = ()
    confusions: tuple[ConfusionSchema, ...] = ()
