"""What helps with typing at the prompt: a menu of completions, colours for what is known, a line under slips."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.lexers import Lexer

from chatbot.interfaces.commands import FILES, completions_of
from chatbot.interfaces.completion import COMMAND, QUESTION, Completions, Match
from chatbot.interfaces.file_names import FOLDER, FREE, TAKEN
from chatbot.interfaces.helping import purpose
from chatbot.rendering.escape import clean

if TYPE_CHECKING:
    from prompt_toolkit.formatted_text import StyleAndTextTuples

    from chatbot.interfaces.talk import Talk

LONGEST_LINE = 400
"""Longer lines are shown without highlights."""


class Typing:
    """What is completed and highlighted; made when the first line is typed, or while nothing is typed yet."""

    def __init__(self, talk: Talk) -> None:
        """Make nothing yet."""
        self.talk = talk
        self._cold = [self._prepare_names, self._prepare_spots, self._prepare_near]

    @cached_property
    def completions(self) -> Completions:
        """Return all that can be completed."""
        desk = self.talk.desk
        return Completions(desk.vocabulary(), self.talk.examples(), completions_of(self.talk), FILES)

    def remark(self, match: Match) -> str:
        """Return what stands beside a completion: of a command what it does, else what kind of thing it is."""
        kind = match.kind
        if kind == COMMAND and match.text.startswith("/"):
            return purpose(self.talk, match.text)
        if kind in {QUESTION, COMMAND, FOLDER, FREE, TAKEN, "attribute"}:
            return self.talk.text(f"repl.kind.{kind}")
        return self.talk.desk.kind(kind, self.talk.language)

    async def warm_up(self) -> None:
        """Make everything while nothing is typed, so that the first key is as fast as others.

        Step by step between keys: a thread would take the processor from the keys that come meanwhile.
        """
        while self._cold:
            await asyncio.sleep(0)
            with contextlib.suppress(Exception):
                self._cold.pop(0)()

    def _prepare_names(self) -> None:
        self.completions.find("q")

    def _prepare_spots(self) -> None:
        self.talk.desk.spots("q", self.talk.language)

    def _prepare_near(self) -> None:
        self.completions.find("qzqzqz")


class NameCompleter(Completer):
    """Shows completions as a menu."""

    def __init__(self, typing: Typing) -> None:
        """Keep what can be completed."""
        self._typing = typing

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterator[Completion]:  # noqa: ARG002
        """Yield the completions of what stands before the cursor."""
        text = document.text_before_cursor
        for match in self._typing.completions.find(text):
            yield Completion(match.text, match.start - len(text), display_meta=self._typing.remark(match))


class NameLexer(Lexer):
    """Highlights known names, and underlines what is misspelt once it is complete."""

    def __init__(self, typing: Typing) -> None:
        """Keep the way to find names."""
        self._typing = typing

    def lex_document(self, document: Document) -> Callable[[int], StyleAndTextTuples]:
        """Return the function that gives the fragments of a line."""
        lines = [clean(line) for line in document.lines]  # as many characters, none of which turns the line round
        return lambda number: self._fragments(lines[number]) if number < len(lines) else []

    def _fragments(self, line: str) -> StyleAndTextTuples:
        if line.startswith("/"):
            name, blank, rest = line.partition(" ")
            return [("class:command", name), ("", blank + rest)]
        if len(line) > LONGEST_LINE:
            return [("", line)]
        fragments: StyleAndTextTuples = []
        place = 0
        talk = self._typing.talk
        for spot in talk.desk.spots(line, talk.language):
            if spot.kind == "misspelt" and spot.end == len(line):
                continue
            style = {"misspelt": "class:misspelt", "attribute": "class:known.attribute"}.get(spot.kind, "class:known")
            fragments += [("", line[place : spot.start]), (style, line[spot.start : spot.end])]
            place = spot.end
        return [*fragments, ("", line[place:])]
