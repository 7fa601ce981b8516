"""The catalog as values: what is known, with the source of each fact. Knows no natural language and no storage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any, TypeAlias

import msgspec

MEMORY_CONSTANT, MEMORY_RULE = "memory_constant", "memory_rule"
"""Kinds of what the memory calculator rests on: its numbers, and what explains them."""

Text: TypeAlias = dict[str, str]
"""Language code -> text. A language that is missing is shown from another one, marked as the original."""


class Ref(msgspec.Struct, frozen=True, order=True):
    """Points at a thing of the catalog."""

    kind: str
    """`item` (a variant), `group` (a family), `line` (a named part of a family), or an entity kind (`license`)."""
    id: str


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """A text that was read."""

    id: str
    title: str
    url: str = ""
    publisher: str = ""
    kind: str = ""
    date: str = ""


class Fact(msgspec.Struct, frozen=True, kw_only=True):
    """One statement about one thing. `value` has the shape that the attribute's type prescribes (see below)."""

    attribute: str
    value: Any = None
    """quantity: int|float · date: ISO text, maybe partial · truth: yes|conditional|no · choice, entity: id ·
    choices, entities, links: list[str] · text: Text · texts: list[Text] · amount: {amount, unit, basis, words} ·
    scores: list[{benchmark, score, shots, metric, setting}]"""
    state: str = "known"
    """`known`, `undisclosed` (the developer does not publish it) or `derived` (the note says how)."""
    sources: tuple[str, ...] = ()
    where: str = ""
    confidence: str = "primary"
    note: Text = {}
    applies_to: Text = {}
    """Where several facts of one attribute hold side by side: what this one is for (API, app)."""
    labels: tuple[str, ...] = ()
    """Round names under which a quantity is published, folded: `7b`, `128k`."""
    limited: tuple[str, ...] = ()
    """entities: members that hold only to a limited degree (conditional)."""
    incomplete: bool = False
    """entities: the list gives examples; what it does not name is unknown, not no."""
    absent: bool = False
    """text, texts: the value says that there is none (no later version)."""


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """The unit of answers (a model variant). `facts` is complete: inherited and derived facts are already in it."""

    id: str
    kind: str
    """Kind as in the domain file, e.g. `model`."""
    name: str
    group: str
    base: str = ""
    """Item it was tuned from, if that is in the catalog."""
    stage: str = ""
    facts: dict[str, tuple[Fact, ...]] = {}
    """Attribute -> facts, the preferred first. An attribute that is absent is unknown."""

    @property
    def main_source(self) -> str:
        """The id of the source on which most facts rest; empty where none is named."""
        cited = Counter(fact.sources[0] for facts in self.facts.values() for fact in facts if fact.sources)
        return min(cited, key=lambda source: (-cited[source], source), default="")


class Confusion(msgspec.Struct, frozen=True, kw_only=True):
    """Something that readers often take for something else."""

    text: Text
    source: str = ""


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """What the founding article states about a group, kept beside what sources say."""

    group: str
    attribute: str
    states: Text
    verdict: str
    """`agrees`, `differs` or `unchecked`."""
    sources_say: Text = {}
    source: str = ""
    article: str = ""
    """Source id of the article."""


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """A family of items."""

    id: str
    kind: str
    name: Text
    members: tuple[str, ...]
    """Item ids in catalog order."""
    flagship: str
    facts: dict[str, tuple[Fact, ...]] = {}
    """Facts of the whole group only (totals); items do not inherit them."""
    confusions: tuple[Confusion, ...] = ()


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A named part of a group."""

    id: str
    name: Text
    group: str
    members: tuple[str, ...]


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """One sentence of a section, with its place in the source."""

    text: Text
    where: str = ""
    source: str = ""
    secondary: bool = False
    """Taken from someone else's reading of the source."""


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """A part of what is known of an entity, such as the attribution rules of a licence."""

    id: str
    verdict: str = ""
    """yes | conditional | no | silent (the text does not say), or empty."""
    verdict_text: Text = {}
    """The verdict in words."""
    points: tuple[Point, ...] = ()


class Suitability(msgspec.Struct, frozen=True, kw_only=True):
    """A source names this item or group for a task."""

    subject: Ref
    text: Text
    basis: str
    """`card` (the developer's own text) or `article`."""
    source: str


class Entity(msgspec.Struct, frozen=True, kw_only=True):
    """Any other thing: licence, developer, language, task, term, device, benchmark, a value of a choice."""

    id: str
    kind: str
    name: Text
    description: Text = {}
    condition: Text = {}
    """Licences with conditions: the condition in a few words."""
    url: str = ""
    parent: str = ""
    """A thing of the same kind that includes this one (language families of spelling, licence groups)."""
    category: str = ""
    facts: dict[str, tuple[Fact, ...]] = {}
    sections: tuple[Section, ...] = ()
    suits: tuple[Suitability, ...] = ()
    see_also: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


class Contrast(msgspec.Struct, frozen=True, kw_only=True):
    """A ready comparison of two or more terms."""

    id: str
    items: tuple[str, ...]
    answer: Text
    sources: tuple[str, ...] = ()


class Attribute(msgspec.Struct, frozen=True, kw_only=True):
    """A property that things may have: its type, and how its values compare. Its names live in the gazetteer."""

    id: str
    type: str
    """quantity | date | truth | choice | choices | entity | entities | text | texts | amount | links | scores"""
    label: Text
    unit: str = ""
    of: str = ""
    """entity, entities: the kind of the values."""
    values: tuple[str, ...] = ()
    """choice, choices: ids, which are entities of the kind `value`."""
    scale: str = ""
    """`log` where values span orders of magnitude (charts)."""
    better: str = ""
    """`more` or `less` where one direction is what people look for; empty where neither is."""
    column: bool = False
    """Shown in descriptions and comparisons by default."""
    basis: tuple[str, ...] = ()
    """Attributes from which a derived one follows: shown beside it as the deciding facts."""
    label_bases: tuple[int, ...] = ()
    """quantity: a value that is a whole multiple of one of these is published under a round label (K)."""
    related: tuple[str, ...] = ()
    """Attributes that a question about this one may be about as well (claims of the article)."""
    terms: tuple[str, ...] = ()
    """Glossary terms on which this attribute tells: whether a model uses ALiBi, its attention says."""
    topic: str = ""
    """A use that terms name: the section of the terms on it."""
    task: str = ""
    """The task that is the use of which this tells whether it is allowed."""


class BareAmount(msgspec.Struct, frozen=True, kw_only=True):
    """Which attribute a number means that stands without one: "over 100B", "8k tokens"."""

    attribute: str
    unit: str = ""
    """The unit that stands behind the number; empty: none."""
    scaled: bool = False
    """Only numbers written with a scale (7B, 128K)."""
    least: float = 0.0
    below: float = 1e18


class Domain(msgspec.Struct, frozen=True, kw_only=True):
    """One folder of knowledge/: a kind of item, its group kind, and which attribute plays which role."""

    id: str
    item: str
    group: str
    item_label: Text
    items_label: Text
    group_label: Text
    groups_label: Text
    roles: dict[str, str] = {}
    """Role -> attribute id: `size`, `date`, `maker`, `terms`, `usable`, `task` … (who, when, how big)."""
    columns: tuple[str, ...] = ()
    """Attributes of a short description, in order."""
    bare: tuple[BareAmount, ...] = ()
    as_of: str = ""
    """The catalog's date (ISO); there is no other clock."""
    disclaimer: Text = {}
    """Ends answers on licences."""
    disclaimed: tuple[str, ...] = ()
    """Attributes whose answers end with the disclaimer."""
    default: bool = False
    """It comes first, and is meant where nothing tells which domain is; of several, or none, the first by name."""


class Outsider(msgspec.Struct, frozen=True, kw_only=True):
    """A real thing that the catalog does not hold, so that it is never taken for one that it does."""

    id: str
    name: str
    kind: str = "item"
    nearest: tuple[str, ...] = ()
    """Group or item ids to offer instead."""
    several: bool = False
    """The name is a heading over different things, so that none of them is called by it."""


class Name(msgspec.Struct, frozen=True, kw_only=True):
    """One spelling by which a thing is called; `form` may hold `[optional]` and `(a|b)` parts."""

    form: str
    ref: Ref
    """Kind `item`, `group`, `line`, an entity kind, `noun`, `outsider`, `ambiguous`, `ordinary`, or one of `attribute`,
    `more`, `less`, `most`, `least`, `asked`, `event`, `says` for the words of an attribute."""
    language: str = ""
    """Empty: both."""
    word: bool = False
    """Also an ordinary word: a name only in its own capitals or beside other catalog words."""
    value: str = ""
    """`says`: which truth value or choice the form states; `event`: which question word or attribute it completes;
    names of things: `misspelt` where the form is a slip."""
    file: str = ""
    line: int = 0


class Ambiguity(msgspec.Struct, frozen=True, kw_only=True):
    """A name that may mean several things: the asker chooses."""

    id: str
    choices: tuple[str, ...]
    default: str = ""
    """The one that is taken, and said so; empty: ask."""
    outside: bool = False
    """The name itself is none of the catalog's."""
    note: Text = {}


class Catalog(msgspec.Struct, frozen=True, kw_only=True):
    """All loaded domains; read-only."""

    domains: dict[str, Domain]
    attributes: dict[str, Attribute]
    items: dict[str, Item]
    groups: dict[str, Group]
    lines: dict[str, Line]
    entities: dict[str, dict[str, Entity]]
    """Kind -> id -> entity."""
    contrasts: tuple[Contrast, ...]
    claims: tuple[Claim, ...]
    sources: dict[str, Source]
    outsiders: dict[str, Outsider]
    ambiguities: dict[str, Ambiguity]
    names: tuple[Name, ...]

    def attribute(self, name: str) -> Attribute:
        """Return the attribute with this id, or that of which it names a part."""
        return self.attributes[base(name)]

    def domain(self, kind: str = "") -> Domain:
        """Return the domain whose items or groups are of this kind; the default, which is the first, of any other."""
        known = self.domains.values()
        default = next(iter(known))
        return next((one for one in known if kind in {one.item, one.group}), default) if kind else default

    def role(self, role: str, kind: str = "") -> str:
        """Return the attribute that plays a role among things of a kind, or nothing.

        Where nothing tells which things are meant, leave out the kind: then it is the default domain's.
        """
        return self.domain(kind).roles.get(role, "")

    def kind_of(self, things: Iterable[Ref]) -> str:
        """Return the kind of the first item that is meant by things; empty where none of them means items."""
        for ref in things:
            if ref.kind == "item":
                members: tuple[str, ...] = (ref.id,)
            elif ref.kind == "group":
                members = self.groups[ref.id].members
            else:
                members = self.lines[ref.id].members if ref.kind == "line" else ()
            if members and members[0] in self.items:
                return self.items[members[0]].kind
        return ""


def base(attribute: str) -> str:
    """Return the id of an attribute without the part that it may name: `scores` for `scores:mmlu`."""
    return attribute.partition(":")[0]
