"""Schemas of the files of knowledge/, as Structs: what an author may write, and where the JSON Schemas come from."""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

import msgspec

from chatbot.datatypes.catalog import Domain, Text

Truth: TypeAlias = Literal["yes", "conditional", "no"]
Confidence: TypeAlias = Literal["primary", "secondary", "derived", "unverified"]
NameLists: TypeAlias = dict[str, tuple[str, ...]] | tuple[str, ...]
Ids: TypeAlias = tuple[str, ...] | str


class Schema(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of all schemas: unknown keys are errors."""


class SourceSchema(Schema, frozen=True):
    """One text that was read; its id is the key."""

    title: str
    url: str = ""
    publisher: str = ""
    kind: str = ""
    date: str = ""


class DomainSchema(Domain, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """domain.yaml."""

    shared_names: tuple[str, ...] = ()
    """Names that things of two kinds share on purpose."""
    nouns: dict[str, NameLists] = msgspec.field(default_factory=dict)
    """Words for the kinds of things themselves."""


class KindSchema(Schema, frozen=True):
    """One entry of kinds.yaml: a kind of thing, its file, and the further keys of its entries."""

    id: str
    file: str
    under: str = ""
    category: str = ""
    keys: dict[
        str,
        Literal[
            "category", "description", "see_also", "truth", "verdict", "plain", "text", "number", "numbers",
            "thresholds", "points", "raw", "companion",
        ],
    ] = {}  # fmt: skip
    shares: tuple[str, ...] = ()
    """Other kinds with which its things may share names."""
    unsourced: str = ""
    """Why its things state what no source of their own backs; empty: each names its source."""
    named: bool = True
    """Off: the things are headings only, and nobody asks for them by name."""
    unread: tuple[str, ...] = ()
    raw: bool = False
    """The list or mapping is kept as it stands: an entry for each member or key, with the fact `value`."""


class DeriveSchema(Schema, frozen=True):
    """How a property follows from others; exactly one of the ways."""

    through: str = ""
    take: str = ""
    worst: bool = False
    """Of several related things the one that allows least counts, with `through`; all must say something."""
    from_: str = msgspec.field(default="", name="from")
    map: dict[str, Truth] = {}
    all: tuple[DeriveSchema, ...] = ()
    count: str = ""
    at_least: int = 0
    of: str = ""
    or_known: str = ""
    base: bool = False
    retired: str = ""
    offered: str = ""
    """A date with which an offer ends; with `hosted`, the values with which it must exist."""
    hosted: dict[str, tuple[str, ...]] = {}
    group: str = ""
    suits: str = ""
    field: str = ""
    known: str = ""
    found_in: tuple[str, ...] = ()
    """Texts that are searched, in this order, for the words of the values; the first that names one decides."""
    words: dict[str, tuple[str, ...]] = {}
    """Value -> words, in small letters, that name it in a text of any language; with `found_in`."""


class ValueSchema(Schema, frozen=True):
    """One value of a choice."""

    id: str
    name: Text
    names: NameLists = ()
    words: tuple[str, ...] = ()
    description: Text = {}


class RoughSchema(Schema, frozen=True):
    """A vague word for an amount (small), and what it is taken to mean."""

    op: Literal["<", "<=", ">", ">="]
    value: float
    names: NameLists


class AttributeSchema(Schema, frozen=True):
    """One entry of attributes.yaml."""

    id: str
    type: Literal[
        "quantity", "date", "truth", "choice", "choices", "entity", "entities", "text", "texts", "amount", "links",
        "scores",
    ]  # fmt: skip
    label: Text
    unit: str = ""
    of: str = ""
    better: Literal["more", "less", ""] = ""
    column: bool = False
    scale: Literal["log", ""] = ""
    label_bases: tuple[int, ...] = ()
    names: NameLists = ()
    words: tuple[str, ...] = ()
    asked: NameLists = ()
    more: NameLists = ()
    less: NameLists = ()
    most: NameLists = ()
    least: NameLists = ()
    equal: NameLists = ()
    says: dict[str, NameLists] = {}
    events: dict[str, NameLists] = {}
    """Question word or attribute -> words that together with it ask for this: when … retired, what … based on."""
    related: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    """Glossary terms on which this attribute tells: whether a model uses ALiBi, its attention says."""
    rough: tuple[RoughSchema, ...] = ()
    task: str = ""
    """The task that is the use of which this tells whether it is allowed."""
    values: tuple[ValueSchema, ...] = ()
    derive: DeriveSchema | None = None


class UseSchema(Schema, frozen=True):
    """One of the `uses` of uses.yaml: a use, or a duty, that terms name."""

    id: str
    label: Text
    names: NameLists = ()
    task: str = ""
    """The task that is this use."""
    topic: str = ""
    """The section of the terms on it; empty: that on limits of use."""


class UsePointSchema(Schema, frozen=True):
    """What terms say of some uses, in their own words."""

    use: tuple[str, ...]
    verdict: Truth
    words: Text
    where: str = ""
    source: str = ""
    """Empty: the words stand in a point of the terms, which tells where."""


class PolicySchema(Schema, frozen=True):
    """One of the `policies` of uses.yaml: what some terms say of uses."""

    terms: Ids
    points: tuple[UsePointSchema, ...]


class FactSchema(Schema, frozen=True):
    """One fact of a family or a variant."""

    attribute: str
    value: Any = None
    limited: tuple[str, ...] = ()
    incomplete: bool = False
    absent: bool = False
    scope: Literal["family", ""] = ""
    members: tuple[str, ...] = ()
    applies_to: Text = {}
    source: Ids = ()
    where: str = ""
    confidence: Confidence = "primary"
    preferred: bool = False
    note: Text = {}


class SectionSchema(Schema, frozen=True):
    """What a text says on one subject; `facts` are sentences with en, zh, where, source."""

    id: str
    verdict: Literal["yes", "conditional", "no", "silent", ""] | None = None
    verdict_text: Text = {}
    facts: tuple[dict[str, str], ...] = ()


class VerdictSchema(Schema, frozen=True):
    """A truth with its reasons."""

    verdict: Truth
    summary: Text = {}
    conditions: tuple[dict[str, str], ...] = ()


class SuitsSchema(Schema, frozen=True):
    """A source names this item, line or group for a task."""

    about: str
    text: Text
    basis: Literal["card", "article"]
    source: str
    where: str = ""


class EntitySchema(Schema, frozen=True):
    """The common keys of every other thing; kinds.yaml adds those of its kind."""

    id: str
    name: Text | str | None = None
    label: Text = {}
    names: NameLists = ()
    words: tuple[str, ...] = ()
    bare: tuple[str, ...] = ()
    former: NameLists = ()
    misspellings: NameLists = ()
    description: Text = {}
    parent: str = ""
    url: str = ""
    condition: Text = {}
    sections: tuple[SectionSchema, ...] = ()
    suits: tuple[SuitsSchema, ...] = ()
    see_also: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    source: Ids = ()
    also: tuple[str, ...] = ()
    confidence: Confidence = "primary"
    note: Text = {}


class ContrastSchema(Schema, frozen=True):
    """A ready comparison of terms."""

    id: str
    items: tuple[str, ...]
    answer: Text
    sources: tuple[str, ...] = ()


class OutsiderSchema(Schema, frozen=True):
    """A real thing that the catalog does not hold."""

    id: str
    name: Text | str
    names: NameLists = ()
    words: tuple[str, ...] = ()
    nearest: tuple[str, ...] = ()
    kind: str = "item"
    note: Text = {}


class AmbiguitySchema(Schema, frozen=True):
    """A name that may mean several things."""

    names: NameLists
    choices: tuple[str, ...]
    id: str = ""
    default: str = ""
    outside: bool = False
    note: Text = {}


def as_ids(ids: Ids) -> tuple[str, ...]:
    """Return one id or several as a tuple."""
    return (ids,) if isinstance(ids, str) else ids
