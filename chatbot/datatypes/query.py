"""The logical form of a question: free of any natural language. Equal meanings are equal values after `normal`."""

from __future__ import annotations

from typing import TypeAlias

import msgspec

from chatbot.datatypes.catalog import Ref
from chatbot.datatypes.options import CheckMode, End, Level, MemoryOf, Op, RunMode, Side


class Quantity(msgspec.Struct, frozen=True, tag="quantity"):
    """A number in base units. A nominal one (128K, 7B, 100 billion) equals values published under that very label."""

    value: float
    label: str = ""
    """Folded round label (`128k`, `7b`); empty: compares exactly."""
    approximate: bool = False


class Period(msgspec.Struct, frozen=True, tag="period"):
    """A span of days, both ends included, ISO."""

    start: str
    end: str


class ValueOf(msgspec.Struct, frozen=True, tag="value_of"):
    """The value that the compared attribute has for another thing (its flagship where that is a group)."""

    subject: Ref
    factor: float = 0
    """So many times that value (twice as big as); 0: the value itself."""


Operand: TypeAlias = Quantity | Period | ValueOf


class Compare(msgspec.Struct, frozen=True, tag="compare"):
    """attribute op operand; op is one of `<` `<=` `=` `>=` `>`. For a Period: before, up to, within, from, after."""

    attribute: str
    op: Op
    operand: Operand


class Has(msgspec.Struct, frozen=True, tag="has"):
    """The attribute's value is, or contains, the thing or choice with this id."""

    attribute: str
    value: str


class Is(msgspec.Struct, frozen=True, tag="is"):
    """The truth attribute holds."""

    attribute: str


class Several(msgspec.Struct, frozen=True, tag="several"):
    """The attribute (entities, choices) has at least this many members."""

    attribute: str
    least: int = 2


class Only(msgspec.Struct, frozen=True, tag="only"):
    """The attribute (entities, choices) has this one member and no other: English-only."""

    attribute: str
    value: str


class Known(msgspec.Struct, frozen=True, tag="known"):
    """The attribute's value is known."""

    attribute: str


class Among(msgspec.Struct, frozen=True, tag="among"):
    """The item is one of these things (groups and lines mean their members)."""

    subjects: tuple[Ref, ...]


class Card(msgspec.Struct, frozen=True, order=True):
    """Memory to run on: devices of one sort, or just an amount."""

    device: str = ""
    """Id of a device; empty: only the amount is known."""
    count: int = 1
    memory: float = 0
    """GB of each; 0: what the catalog says of the device."""
    kind: str = ""
    """Without a device: `dedicated`, `unified` or `system` memory; of a processor without an amount, `system`."""


class Fits(msgspec.Struct, frozen=True, tag="fits"):
    """The item fits into the memory of this hardware."""

    attribute: str
    """The attribute that tells the memory needed."""
    hardware: tuple[Card, ...] = ()
    """Empty: the conversation must tell."""
    precision: str = ""
    """Empty: yes if the usual one fits, conditional if only a smaller one does."""
    context: float = 0
    """Tokens held; 0: the rule's default; negative: all that the item can hold."""
    mode: RunMode = "run"


class Not(msgspec.Struct, frozen=True, tag="not"):
    """Negation; `normal` pushes it down to single facts."""

    part: Constraint


class And(msgspec.Struct, frozen=True, tag="and"):
    """All parts hold: the minimum of no < unknown < conditional < yes."""

    parts: tuple[Constraint, ...]


class Or(msgspec.Struct, frozen=True, tag="or"):
    """Some part holds: the maximum."""

    parts: tuple[Constraint, ...]


Constraint: TypeAlias = Compare | Has | Is | Several | Only | Known | Fits | Among | Not | And | Or


class Rank(msgspec.Struct, frozen=True):
    """Keep places first..last (counted by distinct values, from 1) in the order of an attribute."""

    attribute: str
    direction: End
    first: int = 1
    last: int = 1
    per: str = ""
    """Attribute id, or `group`: rank within each of its values."""


class Selection(msgspec.Struct, frozen=True):
    """A set of items: the named things (all items if none), filtered, then ranked."""

    subjects: tuple[Ref, ...] = ()
    where: Constraint | None = None
    rank: Rank | None = None
    kind: str = ""
    """Item kind; empty: that of the named things, else the default domain's."""


class ListItems(msgspec.Struct, frozen=True, tag="list"):
    """Which items? `show` adds columns; level `group` lists groups."""

    selection: Selection
    show: tuple[str, ...] = ()
    level: Level = "item"


class ListValues(msgspec.Struct, frozen=True, tag="values"):
    """Which different values (licences, developers, languages) occur in the set? No subjects: all of the catalog."""

    selection: Selection
    attribute: str


class ListEntities(msgspec.Struct, frozen=True, tag="entities"):
    """Which things of a kind (licences, devices, terms) does the catalog know?"""

    kind: str


class CountItems(msgspec.Struct, frozen=True, tag="count"):
    """How many items, groups, or different values of an attribute?"""

    selection: Selection
    of: str = "item"
    """`item`, `group`, or an attribute id whose different values are counted."""
    per: str = ""
    """Attribute id, or `group`: one number for each of its values."""


class Lookup(msgspec.Struct, frozen=True, tag="lookup"):
    """What values do these attributes have for each item of the set?"""

    selection: Selection
    attributes: tuple[str, ...]
    agree: bool = False
    """Asked is whether all items have the same values."""
    whether: bool = False
    """Asked is whether there is such a thing (a paper, a later version) of any of the items."""


class Check(msgspec.Struct, frozen=True, tag="check"):
    """Does the statement hold? mode `each` (of the named things), `any` (of the set) or `all` (of the set)."""

    selection: Selection
    statement: Constraint
    mode: CheckMode = "each"


class CompareItems(msgspec.Struct, frozen=True, tag="compare_items"):
    """Things side by side; no attributes: the domain's columns."""

    subjects: tuple[Ref, ...]
    attributes: tuple[str, ...] = ()


class Contest(msgspec.Struct, frozen=True, tag="contest"):
    """Which of the named things is first in this order? (newer, A or B?)"""

    subjects: tuple[Ref, ...]
    attribute: str
    direction: End


class CheckPlace(msgspec.Struct, frozen=True, tag="check_place"):
    """Are these things the first, or the n-th, of a set? (is it the largest open one?)"""

    subjects: tuple[Ref, ...]
    among: Selection


class Difference(msgspec.Struct, frozen=True, tag="difference"):
    """How much more (difference and ratio) is left than right?"""

    left: Ref
    right: Ref
    attribute: str


class Aggregate(msgspec.Struct, frozen=True, tag="aggregate"):
    """average | total | median | smallest | largest of an attribute over the set."""

    selection: Selection
    function: str
    attribute: str
    per: str = ""


class Explain(msgspec.Struct, frozen=True, tag="explain"):
    """Why does the statement hold of the named things? A refuted premise is answered with no."""

    selection: Selection
    statement: Constraint


class Conditions(msgspec.Struct, frozen=True, tag="conditions"):
    """What do the terms of these things say? (what must I do to pass on Llama 2?)"""

    subjects: tuple[Ref, ...]
    """Models, families or licences; none: all licences."""
    topic: str = ""
    """Id of the section of the terms that is asked for (redistribution); empty: all sections."""
    users: float = 0
    """Users of the service that it is to be used in (800 million); 0: not told."""
    besides: tuple[str, ...] = ()
    """Ids of further sections."""
    whether: bool = False
    """Asked is whether the terms allow it (may I pass it on?), not what they say."""
    side: Side = ""
    """Asked is which of the terms are stricter, or how they differ: they are set side by side."""
    task: str = ""
    """The task it is wanted for: what the terms say of that comes first."""
    denied: bool = False
    """With whether: it is asked whether the terms forbid it."""


class Recommend(msgspec.Struct, frozen=True, tag="recommend"):
    """Which items suit a task under these constraints?"""

    selection: Selection
    task: str = ""


class Memory(msgspec.Struct, frozen=True, tag="memory"):
    """How much memory do these items, or any item of this size, need?"""

    selection: Selection
    size: float = 0
    """Parameters of a size named without an item (13B); then the selection says nothing."""
    precision: str = ""
    context: float = 0
    mode: RunMode = "run"
    hardware: tuple[Card, ...] = ()
    """With hardware: does that size fit into it? For `cards`: what is counted."""
    of: MemoryOf = "memory"


class Chart(msgspec.Struct, frozen=True, tag="chart"):
    """Draw the set: bars of one attribute, or the first attribute against the second."""

    selection: Selection
    attributes: tuple[str, ...]


class Describe(msgspec.Struct, frozen=True, tag="describe"):
    """Tell about things of any kind."""

    subjects: tuple[Ref, ...]


class Define(msgspec.Struct, frozen=True, tag="define"):
    """What does a term mean? Several: how do they differ?"""

    terms: tuple[Ref, ...]


class Claims(msgspec.Struct, frozen=True, tag="claims"):
    """What does the founding article say, and is it right? No attributes: all claims."""

    subjects: tuple[Ref, ...]
    attributes: tuple[str, ...] = ()
    stated: Constraint | None = None
    """What the asker takes the article to say."""
    whether: bool = False
    """Asked is only whether it says something on them."""


class Cite(msgspec.Struct, frozen=True, tag="cite"):
    """Where does a statement come from?"""

    selection: Selection
    attributes: tuple[str, ...] = ()
    stated: Constraint | None = None
    """What the asker takes to be stated."""


class Meta(msgspec.Struct, frozen=True, tag="meta"):
    """Talk about the bot or the conversation: greet, thanks, goodbye, help, identity, topics, reset."""

    topic: str
    subjects: tuple[Ref, ...] = ()


Query: TypeAlias = (
    ListItems | ListValues | ListEntities | CountItems | Lookup | Check | CompareItems | Contest | CheckPlace
    | Difference | Aggregate | Explain | Conditions | Recommend | Memory | Chart | Describe | Define | Claims | Cite
    | Meta
)  # fmt: skip
