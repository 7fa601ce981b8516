"""Shapes of the files of intents/, as Structs."""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

from chatbot.datatypes.options import CheckMode, Follow
from chatbot.datatypes.pack import NumberWords, Slot, Style
from chatbot.loading.shapes import Shape


class SlotShape(Slot, frozen=True, forbid_unknown_fields=True):
    """A named place of an intent."""


class NumberShape(NumberWords, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a language writes numbers."""


class StyleShape(Style, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a language writes lists, marks and amounts."""


Flag: TypeAlias = Literal["yes", "no", ""]


class GivenShape(Shape, frozen=True):
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


class IntentShape(Shape, frozen=True):
    """One entry of intents.yaml."""

    id: str
    asks: str
    shape: str
    cues: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    slots: dict[str, SlotShape] = msgspec.field(default_factory=dict)
    given: GivenShape = GivenShape()
    rank: int = 0


class LanguageShape(Shape, frozen=True):
    """language.yaml."""

    code: str
    name: str
    scripts: tuple[str, ...] = ()
    numbers: NumberShape = msgspec.field(default_factory=NumberShape)
    style: StyleShape = msgspec.field(default_factory=StyleShape)
    variants: dict[str, str] = msgspec.field(default_factory=dict)
    without: dict[str, str] = msgspec.field(default_factory=dict)
    closers: tuple[str, ...] = ()
    blank_closers: tuple[str, ...] = ()


class RuleShape(Shape, frozen=True):
    """One phrase rule; its category is the key of the list."""

    pattern: str
    build: str
    with_: dict[str, str] = msgspec.field(default_factory=dict, name="with")
    examples: tuple[str, ...] = ()
    rejects: tuple[str, ...] = ()
