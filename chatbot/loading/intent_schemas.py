"""Schemas of the files of intents/, as Structs."""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

from chatbot.datatypes.options import CheckMode, Follow
from chatbot.datatypes.pack import NumberWords, Slot, Style
from chatbot.loading.schemas import Schema


class SlotSchema(Slot, frozen=True, forbid_unknown_fields=True):
    """A named place of an intent."""


class NumberSchema(NumberWords, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a language writes numbers."""


class StyleSchema(Style, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a language writes lists, marks and amounts."""


Flag: TypeAlias = Literal["yes", "no", ""]


class GivenSchema(Schema, frozen=True):
    """What an intent hands to its shape; intents/README.md says what each key is for."""

    follow: Literal[Follow, ""] = ""
    mode: Literal[CheckMode, ""] = ""
    base: Literal["check", "count", "explain", "list", "recommend", ""] = ""
    bare: Flag = ""
    open: Flag = ""
    wished: Flag = ""
    precision: Literal["every", ""] = ""
    topic: str = ""
    said: str = ""
    mentioned: str = ""
    permits: str = ""
    refuses: str = ""
    done: str = ""
    clause: str = ""
    clauses: str = ""
    beside: str = ""


class IntentSchema(Schema, frozen=True):
    """One entry of intents.yaml."""

    id: str
    asks: str
    shape: str
    cues: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    slots: dict[str, SlotSchema] = msgspec.field(default_factory=dict)
    given: GivenSchema = GivenSchema()
    rank: int = 0


class LanguageSchema(Schema, frozen=True):
    """language.yaml."""

    code: str
    name: str
    scripts: tuple[str, ...] = ()
    numbers: NumberSchema = msgspec.field(default_factory=NumberSchema)
    style: StyleSchema = msgspec.field(default_factory=StyleSchema)
    variants: dict[str, str] = msgspec.field(default_factory=dict)
    without: dict[str, str] = msgspec.field(default_factory=dict)
    closers: tuple[str, ...] = ()
    blank_closers: tuple[str, ...] = ()


class RuleSchema(Schema, frozen=True):
    """One phrase rule; its category is the key of the list."""

    pattern: str
    build: str
    with_: dict[str, str] = msgspec.field(default_factory=dict, name="with")
    examples: tuple[str, ...] = ()
    rejects: tuple[str, ...] = ()
