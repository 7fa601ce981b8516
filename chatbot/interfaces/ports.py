"""What the interfaces need of the chatbot, so that they can be tested with a stand-in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from chatbot.datatypes.vocabulary import Spot, Topic, Vocabulary
    from chatbot.rendering.page import Sources


class Answered(Protocol):
    """The part of an answer that decides the exit code."""

    @property
    def status(self) -> str:
        """Return the outcome, `answered` or another one of the contract."""


class Turn(Protocol):
    """One question with its answer, in every form."""

    @property
    def question(self) -> str:
        """Return what was typed."""

    @property
    def answer(self) -> Answered:
        """Return the answer as a value."""

    @property
    def state(self) -> Any:
        """Return what the next turn of the conversation needs to know."""

    @property
    def language(self) -> str:
        """Return the code of the language that the answer is in."""

    def json(self) -> dict[str, Any]:
        """Return the answer under the keys of the contract."""

    def text(self, width: int | None = None, max_rows: int | None = None, *, colour: bool = False) -> str:
        """Return the answer as plain text, for a screen if a width is given."""

    def markdown(self) -> str:
        """Return the answer as markdown."""

    def suggestions(self) -> list[str]:
        """Return questions that could be asked next."""

    def explanation(self) -> str:
        """Tell how the question was read, within its conversation."""

    def table(self) -> Turn | None:
        """Return the same with all facts of the answer as one table; None where it states none."""

    def chart(self) -> Turn | None:
        """Return the same with the things of the answer as a chart; None where it is about none."""

    def sources(self, max_rows: int | None = None) -> Sources | None:
        """Return the sources with the numbers that they have in the text of so many rows."""


class Desk(Protocol):
    """What a prompt needs beside answers."""

    def languages(self) -> dict[str, str]:
        """Return the name of each language, by its code."""

    def say(self, message: str, language: str, /, **args: str | int) -> str:
        """Return a message of a language with its places filled."""

    def texts(self, prefix: str, language: str) -> dict[str, str]:
        """Return the messages whose ids begin so, by the rest of their ids."""

    def vocabulary(self) -> Vocabulary:
        """Return all names that can be completed."""

    def kind(self, kind: str, language: str) -> str:
        """Return what a kind of spelling is called."""

    def spots(self, text: str, language: str) -> tuple[Spot, ...]:
        """Return where a line names something known or misspelt."""

    def topic(self, state: Any, language: str) -> Topic:
        """Return what a conversation is about."""


class Bot(Protocol):
    """A loaded chatbot."""

    def start(self) -> Any:
        """Return the state of a conversation in which nothing was said."""

    def ask(self, text: str, state: Any, language: str | None = None) -> Turn:
        """Answer one question."""

    def explain(self, text: str, language: str | None = None) -> str:
        """Tell how a question was read."""

    def desk(self) -> Desk:
        """Return the helper of a prompt."""

    def catalog_dates(self) -> Mapping[str, str]:
        """Return the date of each domain's facts."""
