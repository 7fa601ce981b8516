"""The answer as a value: free of language and format. Rendering makes text of its blocks, JSON comes from its keys."""

from __future__ import annotations

from typing import Any, TypeAlias

import msgspec

from chatbot.datatypes.catalog import Fact, Ref, Text
from chatbot.datatypes.options import AnswerStatus
from chatbot.datatypes.query import Constraint, Query, Selection


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """One stated fact. Its display text is made by rendering."""

    model: str | None = None
    """Item id (or a group id for facts of the whole group)."""
    subject: Ref | None = None
    """Another thing the fact is about; then `model` is None."""
    attribute: str
    state: str
    """known | undisclosed | unknown | derived | not_applicable | claimed"""
    value: Any = None
    fact: Fact | None = None
    """The fact behind it: note, place, confidence."""
    note: Text = {}
    note_message: Say | None = None
    """A note that is computed rather than stored (a formula with figures)."""
    sources: tuple[str, ...] = ()
    others: tuple[Fact, ...] = ()
    """What other sources say."""


class Groups(msgspec.Struct, frozen=True, kw_only=True):
    """Items by truth of a property, in its own polarity."""

    yes: tuple[str, ...] = ()
    conditional: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def items(self) -> tuple[str, ...]:
        """All items, those of which the property holds first."""
        return self.yes + self.conditional + self.no + self.unknown

    @property
    def occurring(self) -> tuple[str, ...]:
        """The truth values that some item has, the best first."""
        return tuple(truth for truth in self.__struct_fields__ if getattr(self, truth))


class AttributeName(msgspec.Struct, frozen=True):
    """Argument: shown as the attribute's label."""

    id: str


class Value(msgspec.Struct, frozen=True):
    """Argument: a value shown in the attribute's way (180B, 128K tokens, a date, a licence's name)."""

    attribute: str
    value: Any


class Phrase(msgspec.Struct, frozen=True):
    """Argument: a constraint, a set or a whole query in words."""

    meaning: Constraint | Selection | Query


class Localised(msgspec.Struct, frozen=True):
    """Argument: text of the catalog, shown in the asker's language, else marked as the original."""

    text: Text


class Message(msgspec.Struct, frozen=True):
    """Argument: another message's text (a truth value's name, a label)."""

    id: str


class Series(msgspec.Struct, frozen=True):
    """Argument: short texts in a row, set apart by the language's own mark."""

    parts: tuple[Say, ...]


Argument: TypeAlias = (
    str | int | float | Ref | tuple[Ref, ...] | AttributeName | tuple[AttributeName, ...] | Value | Phrase | Localised
    | Message | Series | Cell
)  # fmt: skip


class Say(msgspec.Struct, frozen=True):
    """A sentence: a message id of the language pack and its arguments, each shown in the asker's language."""

    message: str
    args: dict[str, Argument] = {}
    sources: tuple[str, ...] = ()
    """Numbered notes behind the sentence."""


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a table: the things it is about (several where all agree) and a cell for each column."""

    subjects: tuple[Ref, ...]
    cells: tuple[Cell | None, ...]
    note: Say | None = None


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """Rows of cells. Shown as aligned text, as a list on narrow terminals, as a table in markdown."""

    columns: tuple[str, ...]
    """Attribute ids."""
    rows: tuple[Row, ...]
    title: Say | None = None


class Diagram(msgspec.Struct, frozen=True, kw_only=True):
    """Rows drawn as bars of their one cell, or as points of their two cells (upwards, to the right)."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    logarithmic: tuple[bool, ...]
    """For each column: whether equal steps stand for equal ratios."""


class Bullets(msgspec.Struct, frozen=True, kw_only=True):
    """Sentences one below the other, under an optional title."""

    lines: tuple[Say, ...]
    title: Say | None = None


Block: TypeAlias = Say | Table | Diagram | Bullets


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """One way to read what was asked; `query` is what it would mean, where that is known."""

    id: str
    label: Argument | Say
    query: Query | None = None


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What is said to the asker."""

    status: AnswerStatus
    query: Query | None = None
    intent: str = ""
    models: tuple[str, ...] = ()
    families: tuple[str, ...] | None = None
    """None: exactly those of `models`, in that order."""
    groups: Groups | None = None
    verdict: str | None = None
    count: int | float | None = None
    cells: tuple[Cell, ...] = ()
    blocks: tuple[Block, ...] = ()
    choices: tuple[Choice, ...] = ()
    suggestions: tuple[Say, ...] = ()
    disclaimer: bool = False
    parts: tuple[Answer, ...] = ()
    """Two questions in one: an answer for each; the keys above are their unions."""
