"""The prompt for a person at a terminal: a thin shell, and the only door to prompt_toolkit."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from collections.abc import Callable
from typing import TYPE_CHECKING

from prompt_toolkit import PromptSession
from prompt_toolkit.application import get_app
from prompt_toolkit.history import FileHistory, History, InMemoryHistory

from chatbot.interfaces.arguments import Options, hint_at
from chatbot.interfaces.conversation import crash_line, form_of
from chatbot.interfaces.folders import state_folder
from chatbot.interfaces.streams import Streams, terminal_rows, terminal_width

if TYPE_CHECKING:
    from pathlib import Path

    from prompt_toolkit.input import Input
    from prompt_toolkit.output import Output

    from chatbot.interfaces.ports import Bot, Turn

Reader = Callable[[], str]

PROMPT = "> "
WELCOME = "Ask in English or Chinese. /help shows the commands, Ctrl-D leaves."
HELP = """\
Ask a question, or go on from the last answer.
  /all                 show the last answer in full
  /explain [QUESTION]  show how a question (or the last one) was read
  /new                 start afresh: forget what was said
  /quit                leave (as Ctrl-D does); Ctrl-C clears the line"""
LEAVE = "To leave: /quit or Ctrl-D."
NOTHING_SAID = "Nothing was asked yet."
COMMANDS = ("/all", "/exit", "/explain", "/help", "/new", "/quit")
ROWS_AROUND = 8
"""Lines of the screen that are left for what stands around a list."""


def converse_at_terminal(bot: Bot, options: Options, streams: Streams) -> None:
    """Talk until the person leaves."""
    if os.environ.get("TERM", "") in {"dumb", "unknown"}:
        read = plain_reader(streams)
    else:
        # Without this, a terminal that does not tell its cursor's place gets a warning between question and answer.
        os.environ.setdefault("PROMPT_TOOLKIT_NO_CPR", "1")
        read = reader_of(new_session(open_history(state_folder())))
    Repl(bot, options, streams).run(read)


class Repl:
    """One conversation at a terminal."""

    def __init__(self, bot: Bot, options: Options, streams: Streams) -> None:
        self.bot = bot
        self.options = options
        self.streams = streams
        self.state = bot.start()
        self.last: Turn | None = None
        self.asked = ""

    def run(self, read: Reader) -> None:
        """Read and answer until the input ends or the person leaves."""
        self.streams.say(self.bot.version_line())
        self.streams.say(WELCOME)
        while True:
            try:
                typed = read()
                # A paste of several lines arrives as one input.
                if not all(self.turn(line.strip()) for line in typed.split("\n")):
                    return
            except KeyboardInterrupt:
                self.streams.say(LEAVE)
            except EOFError:
                return

    def turn(self, line: str) -> bool:
        """Answer one line; return False if the person leaves."""
        if line.startswith("/"):
            return self.command(*line.split(maxsplit=1))
        if line:
            self.asked = line
            try:
                self.answer(line)
            except Exception as fault:
                # A bug ends neither the conversation nor the terminal.
                self.streams.complain(crash_line(fault))
        return True

    def answer(self, line: str) -> None:
        """Answer one question."""
        self.last = self.bot.ask(line, self.state, self.options.language)
        self.show(self.last, terminal_rows(self.streams.out) - ROWS_AROUND)
        self.state = self.last.state

    def command(self, name: str, rest: str = "") -> bool:
        """Do what a command says; return False if the person leaves."""
        if name in {"/quit", "/exit"}:
            return False
        if name == "/new":
            self.state, self.last, self.asked = self.bot.start(), None, ""
        elif name == "/help":
            self.streams.say(HELP)
        elif name == "/explain":
            self.explain(rest or self.asked)
        elif name == "/all":
            self.show_all()
        else:
            self.streams.say(f"unknown command {name}{hint_at(name, COMMANDS)}")
        return True

    def show(self, turn: Turn, max_rows: int | None) -> None:
        """Show an answer, in the width that the terminal has now."""
        if self.options.format == "text":
            text = turn.text(terminal_width(self.streams.out), max_rows).rstrip("\n")
        else:
            text = form_of(turn, self.options.format, None)
        self.streams.say(text + "\n")

    def show_all(self) -> None:
        """Show the last answer without leaving anything out."""
        if self.last is None:
            self.streams.say(NOTHING_SAID)
        else:
            self.show(self.last, None)

    def explain(self, question: str) -> None:
        """Show how a question is read."""
        text = self.bot.explain(question, self.options.language).rstrip("\n") if question else NOTHING_SAID
        self.streams.say(text)


def new_session(history: History, given: Input | None = None, output: Output | None = None) -> PromptSession[str]:
    """Return a prompt; tests hand in what is typed and where it is drawn."""
    return PromptSession(PROMPT, history=history, reserve_space_for_menu=0, input=given, output=output)


def reader_of(session: PromptSession[str]) -> Reader:
    """Return a reader that leaves the terminal in order even if the program is told to end."""
    return lambda: session.prompt(pre_run=end_in_order)


def plain_reader(streams: Streams) -> Reader:
    """Return a reader for terminals that can do nothing but show text."""

    def read() -> str:
        streams.out.write(PROMPT)
        streams.out.flush()
        try:
            return streams.read_line()
        except EOFError:
            streams.say("")
            raise

    return read


def end_in_order() -> None:
    """Let a signal end the prompt instead of the process, which would leave the terminal in raw mode."""
    app, loop = get_app(), asyncio.get_running_loop()

    def leave(code: int) -> None:
        if app.is_running and not app.is_done:
            app.exit(exception=SystemExit(128 + code))

    for name in ("SIGTERM", "SIGHUP"):
        code = getattr(signal, name, None)
        # Some systems have no such signal, or a loop that takes none.
        with contextlib.suppress(NotImplementedError, ValueError, RuntimeError):
            if code is not None:
                loop.add_signal_handler(code, leave, code)


class QuietHistory(FileHistory):
    """A history that goes on without its file."""

    def store_string(self, string: str) -> None:
        """Keep a line if the file takes it."""
        with contextlib.suppress(OSError):
            super().store_string(string)


def open_history(folder: Path | None) -> History:
    """Return the history of a folder, readable by its owner alone; in memory only where no file can be had."""
    if folder is None:
        return InMemoryHistory()
    path = folder / "history"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_APPEND | os.O_RDWR, 0o600))
        path.chmod(0o600)
    except OSError:
        return InMemoryHistory()
    return QuietHistory(path)
