"""What the interfaces need of the chatbot, so that they can be tested with a stand-in."""

from __future__ import annotations

from typing import Any, Protocol


class Answered(Protocol):
    """The part of an answer that decides the exit code."""

    @property
    def status(self) -> str:
        """Return the outcome, `answered` or another one of the contract."""


class Turn(Protocol):
    """One question with its answer, in every form."""

    @property
    def answer(self) -> Answered:
        """Return the answer as a value."""

    @property
    def state(self) -> Any:
        """Return what the next turn of the conversation needs to know."""

    def json(self) -> dict[str, Any]:
        """Return the answer under the keys of the contract."""

    def text(self, width: int | None = None, max_rows: int | None = None) -> str:
        """Return the answer as plain text, for a screen if a width is given."""

    def markdown(self) -> str:
        """Return the answer as markdown."""


class Bot(Protocol):
    """A loaded chatbot."""

    def start(self) -> Any:
        """Return the state of a conversation in which nothing was said."""

    def ask(self, text: str, state: Any, language: str | None = None) -> Turn:
        """Answer one question."""

    def explain(self, text: str, language: str | None = None) -> str:
        """Tell how a question was read."""

    def version_line(self) -> str:
        """Return name, version and the catalog's date in one line."""
