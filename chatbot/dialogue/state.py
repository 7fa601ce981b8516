"""The conversation so far, as immutable values."""

from __future__ import annotations

import msgspec

from chatbot.datatypes.catalog import Ref
from chatbot.datatypes.query import Check, Constraint, Fits, Query, Selection
from chatbot.datatypes.reading import Reading


class Exchange(msgspec.Struct, frozen=True, kw_only=True):
    """A question that was answered, as far as later ones may refer to it."""

    queries: tuple[Query, ...]
    """More than one where several questions were asked at once."""
    shown: tuple[str, ...] = ()
    """Item ids, in the order of the answer."""
    groups: tuple[str, ...] = ()
    attributes: tuple[str, ...] = ()
    """What was stated of them."""
    added: Constraint | None = None
    """The constraint that a follow-up added last."""
    about: Selection | None = None
    """What stands for the thing that was described: of a maker, what it made."""
    affirmed: bool = False
    """The statement that was asked about, or why it is so, holds of all."""
    denied: bool = False
    """The statement that was asked about does not hold."""
    unsettled: bool = False
    """Nothing is known of whether the statement that was asked about holds."""
    checked: Check | None = None
    """Before it was asked why: whether it is so, which is what may be asked of other things."""
    owned: Fits | None = None
    """Hardware that the asker told of as their own, on which what is sought is to run."""
    planned: str = ""
    """How the asker means to tune what is sought, where that was told."""

    @property
    def query(self) -> Query:
        """The last question."""
        return self.queries[-1]


class Option(msgspec.Struct, frozen=True, kw_only=True):
    """One of the choices that were offered: a thing, or a whole question."""

    ref: Ref | None = None
    query: Query | None = None


class Pending(msgspec.Struct, frozen=True, kw_only=True):
    """A question that waits for the asker's choice."""

    options: tuple[Option, ...] = ()
    open: Reading | None = None
    """A reading that lacks the thing it is about."""
    lacking: Reading | None = None
    """A reading that lacks something else: hardware, or what matters."""
    text: str = ""
    """The question as typed, in which the words at issue can be replaced."""
    name: str = ""
    """The words at issue."""
    language: str = ""


class State(msgspec.Struct, frozen=True, kw_only=True):
    """What later turns may refer to."""

    language: str = ""
    """Language of the conversation so far."""
    last: Exchange | None = None
    pending: Pending | None = None
    earlier: tuple[Exchange, ...] = ()
    """Before the last one, newest first."""
    matter: tuple[str, ...] = ()
    """Attributes that were explained last, which models may be asked for next."""
    explained: Ref | None = None
    """The term that was explained last, if nothing else was."""
    told: Constraint | None = None
    """What the words that were explained last also say of things."""
    outside: tuple[str, ...] = ()
    """Names of what was asked about last and is not in the catalog: `its` licence is theirs."""
    unsure: tuple[str, ...] = ()
    """Ids of things that were named in what was not understood since: `it` may be one of these."""
    doubt: bool = False
    """What was not understood since may have narrowed the set that was shown."""
    lost: bool = False
    """A correction was not understood since: what is talked about is not what was."""
    moved: bool = False
    """Hardware was told since in what was not understood: what was told of it before may no longer be so."""
    refused: bool = False
    """The last question was not understood: `and X?` asks the same of X, whatever that is."""

    @property
    def is_new(self) -> bool:
        """Whether nothing was said that could complete a question: no answer, nothing to choose, nothing explained."""
        return self.last is None and self.pending is None and self.explained is None and not self.matter
