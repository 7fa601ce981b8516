"""The prompt for a person at a terminal: a thin shell around the conversation."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from collections.abc import Iterable
from typing import TYPE_CHECKING

from prompt_toolkit import PromptSession
from prompt_toolkit.application import get_app
from prompt_toolkit.auto_suggest import AutoSuggestFromHistory
from prompt_toolkit.filters import Condition, completion_is_selected, has_completions
from prompt_toolkit.history import History, InMemoryHistory
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.output.color_depth import ColorDepth
from prompt_toolkit.styles import Style

from chatbot.interfaces.arguments import Options
from chatbot.interfaces.folders import state_folder
from chatbot.interfaces.history import append, opened, recent
from chatbot.interfaces.keyboard import ENDING
from chatbot.interfaces.streams import Streams, discard, is_gone
from chatbot.interfaces.talk import Reader, Talk, is_plain
from chatbot.interfaces.typing_aids import NameCompleter, NameLexer, Typing

if TYPE_CHECKING:
    from pathlib import Path

    from prompt_toolkit.formatted_text import StyleAndTextTuples
    from prompt_toolkit.input import Input
    from prompt_toolkit.output import Output

    from chatbot.interfaces.ports import Bot

PROMPT = "> "
MENU_ROWS = 7
HUNG_UP = 129
"""Exit code where the terminal has gone, with or without a signal that says so."""
CPR_PATIENCE = 0.5
"""Seconds in which a terminal tells its cursor's place, if it can."""
STYLE = Style.from_dict(
    {
        "placeholder": "italic #888888",
        "auto-suggestion": "#888888",
        "bottom-toolbar": "noreverse #888888",
        "known": "ansicyan",
        "known.attribute": "ansigreen",
        "misspelt": "underline",
        "command": "bold",
    }
)


def converse_at_terminal(bot: Bot, options: Options, streams: Streams) -> None:
    """Talk until the person leaves."""
    talk = Talk(bot, options, streams)
    try:
        talk.run(reader_for(talk))
    except Exception as fault:
        if not is_gone(fault):
            raise
        discard(streams.out)
        raise SystemExit(HUNG_UP) from fault


def reader_for(talk: Talk) -> Reader:
    """Return what reads lines from the kind of terminal that this is."""
    if is_plain():
        return plain_reader(talk.streams)
    history = InMemoryHistory() if talk.options.no_history else open_history(state_folder())
    return Prompt(talk, history).read


class Prompt:
    """Reads lines; before each it is told what could be asked now, and what the conversation is about."""

    def __init__(self, talk: Talk, history: History, given: Input | None = None, output: Output | None = None) -> None:
        """Make the prompt.

        Args:
            talk: the conversation.
            history: lines that were typed before.
            given: what is typed; None: the terminal's.
            output: where the prompt is drawn; None: the terminal.

        """
        self._talk = talk
        self._hint = self._topic = ""
        typing = Typing(talk)
        self.session: PromptSession[str] = PromptSession(
            PROMPT,
            history=history,
            auto_suggest=AutoSuggestFromHistory(),
            completer=NameCompleter(typing),
            complete_while_typing=Condition(lambda: bool(get_app().current_buffer.text)),
            reserve_space_for_menu=MENU_ROWS,
            lexer=NameLexer(typing),
            key_bindings=self._keys(),
            enable_suspend=True,
            placeholder=self._grey,
            style=STYLE,
            color_depth=ColorDepth.DEPTH_1_BIT if os.environ.get("NO_COLOR") else None,
            input=given,
            output=output,
        )
        # A terminal that does not tell its cursor's place needs no warning between question and answer.
        renderer = self.session.app.renderer
        renderer.cpr_not_supported_callback = None
        renderer.CPR_TIMEOUT = CPR_PATIENCE  # type: ignore[assignment]  # declared as whole seconds
        self._typing = typing

    def read(self) -> str:
        """Return the next line; the terminal is left in order even if the program is told to end."""
        self._hint, self._topic = self._talk.hint(), self._talk.topic()
        self.session.bottom_toolbar = self._bar if self._topic else None
        handlers = {name: signal.getsignal(name) for name in ENDING}
        try:
            return self.session.prompt(pre_run=self._begin)
        except KeyboardInterrupt:
            if self.session.default_buffer.text:
                return ""
            raise
        finally:
            for name, handler in handlers.items():
                with contextlib.suppress(ValueError, TypeError):
                    signal.signal(name, handler)

    def _begin(self) -> None:
        end_in_order()
        get_app().create_background_task(self._typing.warm_up())

    def _grey(self) -> StyleAndTextTuples:
        """Return the hint in one line, but nothing that would stay on the screen behind a line without text."""
        columns = get_app().output.get_size().columns - len(PROMPT)
        return [] if get_app().is_done else [("class:placeholder", cut(self._hint, columns))]

    def _bar(self) -> str:
        return cut(f" {self._topic}", get_app().output.get_size().columns)

    def _keys(self) -> KeyBindings:
        """Return the keys that do something of their own."""
        keys = KeyBindings()
        nothing_typed = Condition(lambda: not get_app().current_buffer.text)

        @keys.add("tab", filter=nothing_typed)
        @keys.add("right", filter=nothing_typed)
        def take_hint(event: KeyPressEvent) -> None:
            event.current_buffer.insert_text(self._hint)

        @keys.add("enter", filter=has_completions & completion_is_selected)
        def take_completion(event: KeyPressEvent) -> None:
            event.current_buffer.complete_state = None

        return keys


def cut(text: str, columns: int) -> str:
    """Return a text that fits into one line."""
    from chatbot.rendering.width import width

    if width(text) < columns:
        return text
    while text and width(text) > columns - 2:
        text = text[:-1]
    return text.rstrip() + "\u2026"


def plain_reader(streams: Streams) -> Reader:
    """Return a reader for terminals that can do nothing but show text."""

    def read() -> str:
        streams.out.write(PROMPT)
        streams.out.flush()
        try:
            return streams.read_line()
        except (EOFError, KeyboardInterrupt):
            streams.say("")
            raise

    return read


# Signals


def end_in_order() -> None:
    """Let a signal end the prompt instead of the process, which would leave the terminal in raw mode."""
    app, loop = get_app(), asyncio.get_running_loop()

    def leave(code: int) -> None:
        if app.is_running and not app.is_done:
            app.exit(exception=SystemExit(128 + code))

    for name in ENDING:
        # Some loops take no signals.
        with contextlib.suppress(NotImplementedError, ValueError, RuntimeError):
            loop.add_signal_handler(name, leave, name)


# History


class KeptHistory(History):
    """What was typed at prompts before; it goes on without its file."""

    def __init__(self, path: Path) -> None:
        """Keep the place of the file."""
        super().__init__()
        self.path = path

    def load_history_strings(self) -> Iterable[str]:
        """Return what was typed, the newest first."""
        try:
            return recent(self.path)
        except OSError:
            return []

    def store_string(self, string: str) -> None:
        """Keep a line if the file takes it."""
        with contextlib.suppress(OSError):
            append(self.path, string)


def open_history(folder: Path | None) -> History:
    """Return the history of a folder; in memory only where no file can be had."""
    if folder is None:
        return InMemoryHistory()
    try:
        return KeptHistory(opened(folder))
    except OSError:
        return InMemoryHistory()
