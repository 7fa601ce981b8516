"""What a prompt needs beside answers: texts of its own, names to complete, and what a conversation is about."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec

from chatbot.datatypes.catalog import Ref
from chatbot.datatypes.vocabulary import Spot, Topic, Vocabulary
from chatbot.dialogue.sets import focus, selection_of
from chatbot.rendering.messages import Messages

if TYPE_CHECKING:
    from chatbot.dialogue.state import State
    from chatbot.loading.compiled import Compiled
    from chatbot.rendering.renderer import Renderer
    from chatbot.understanding.engine import Understanding

MOST_NAMES = 4
"""Things that are named of what a conversation is about; more are only counted."""


class Desk:
    """Helps to type and to keep track; holds no conversation."""

    def __init__(self, data: Compiled, understanding: Understanding, renderer: Callable[[str], Renderer]) -> None:
        """Keep what the chatbot is made of.

        Args:
            data: catalog and language packs.
            understanding: finds names in a line.
            renderer: the renderer of a language.

        """
        self._data = data
        self._understanding = understanding
        self._renderer = renderer
        self._messages: dict[str, Messages] = {}

    def languages(self) -> dict[str, str]:
        """Return the name of each language, by its code."""
        return {code: pack.name for code, pack in self._data.packs.languages.items()}

    def say(self, message: str, language: str, /, **args: str | int) -> str:
        """Return a message with its places filled; where the language lacks it, that of another one."""
        own = self._texts(language)
        texts = own if message in own else next((t for t in map(self._texts, self.languages()) if message in t), None)
        return texts.render(message, args).rstrip("\n") if texts is not None else message

    def _texts(self, language: str) -> Messages:
        if language not in self._messages:
            self._messages[language] = Messages(self._data.packs.languages[language].messages)
        return self._messages[language]

    def texts(self, prefix: str, language: str) -> dict[str, str]:
        """Return the messages whose ids begin so, by the rest of their ids, as they stand."""
        messages = self._data.packs.languages[language].messages
        return {name.removeprefix(prefix): text for name, text in messages.items() if name.startswith(prefix)}

    def vocabulary(self) -> Vocabulary:
        """Return all names that can be completed."""
        return msgspec.msgpack.decode(self._data.completions, type=Vocabulary)

    def kind(self, kind: str, language: str) -> str:
        """Return what a kind of spelling is called."""
        names = self._renderer(language).sentences.values.names
        if kind in {"item", "group", "line"}:
            domain = self._data.catalog.domain()
            return names.local(domain.item_label if kind == "item" else domain.group_label, mark=False)
        return names.entity_kind(kind)

    def spots(self, text: str, language: str) -> tuple[Spot, ...]:
        """Return where a line names something known or misspelt."""
        return self._understanding.reader(self._understanding.language_of(text, language)).spots(text)

    def topic(self, state: State, language: str) -> Topic:
        """Return what a conversation is about."""
        choices = len(state.pending.options) if state.pending is not None else 0
        name = self._data.packs.languages[language].name
        if state.last is None:
            return Topic(choices=choices, language=name)
        selection = selection_of(state.last)
        where = selection.where if selection is not None else None
        phrasing = self._renderer(language).sentences.phrasing
        return Topic(
            focus=self._named(focus(state.last), language),
            constraint=phrasing.constraint(where) if where is not None else "",
            choices=choices,
            language=name,
        )

    def _named(self, refs: tuple[Ref, ...], language: str) -> str:
        names = self._renderer(language).sentences.values.names
        shown = names.shortened(refs)
        if len(shown) <= MOST_NAMES:
            return names.joined(shown)
        return self.say("repl.bar.many", language, count=len(refs), things=names.items_label())
