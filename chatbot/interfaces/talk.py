"""One conversation with a person: lines come from a reader, answers go to the screen. Needs no terminal."""

from __future__ import annotations

import os
from collections.abc import Callable

from chatbot.interfaces.arguments import Options
from chatbot.interfaces.commands import perform
from chatbot.interfaces.conversation import crash_line, form_of
from chatbot.interfaces.ports import Bot, Turn
from chatbot.interfaces.streams import Streams, clean_argument, is_gone, terminal_rows, terminal_width
from chatbot.interfaces.version import version_line

Reader = Callable[[], str]

ROWS_AROUND = 8
"""Lines of the screen that are left for what stands around a list."""
FEWEST_ROWS = 5
LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")
PLAIN_TERMINALS = frozenset({"dumb", "unknown"})


class Talk:
    """What was said so far, and how it goes on."""

    def __init__(self, bot: Bot, options: Options, streams: Streams) -> None:
        """Begin; nothing is said yet."""
        self.bot = bot
        self.options = options
        self.streams = streams
        self.desk = bot.desk()
        self.conversations: list[list[tuple[str, Turn]]] = [[]]
        """From each fresh start on: questions with their answers."""
        self.shown: tuple[Turn, int | None] | None = None
        """What was shown last, with the rows up to which it was: its sources have these numbers."""

    # What the conversation is at

    @property
    def last(self) -> Turn | None:
        """Return the last answer since the fresh start."""
        return self.conversations[-1][-1][1] if self.conversations[-1] else None

    @property
    def language(self) -> str:
        """Return the language to speak: the one asked for, else that of the last answer, else the person's own."""
        return self.options.language or (self.last.language if self.last else own_language(list(self.desk.languages())))

    @property
    def width(self) -> int | None:
        """Return the columns that the terminal has now."""
        return terminal_width(self.streams.out)

    def examples(self) -> list[str]:
        """Return whole questions in all languages, those in the language of the conversation first."""
        codes = sorted(self.desk.languages(), key=lambda code: code != self.language)
        return [line for code in codes for line in self.desk.say("repl.examples", code).split("\n") if line.strip()]

    def hint(self) -> str:
        """Return a question that could be asked now: one that follows from the last answer, else an example."""
        suggestions = self.last.suggestions() if self.last else []
        examples = self.examples()
        fresh = examples[len(self.conversations[-1]) % len(examples)] if examples else ""
        return next(iter(suggestions), fresh)

    def topic(self) -> str:
        """Return what the conversation is about, in one line; empty where it is about nothing yet."""
        if self.last is None:
            return ""
        topic = self.desk.topic(self.last.state, self.language)
        about = "repl.bar.about_with" if topic.constraint else "repl.bar.about"
        parts = [self.text(about, focus=topic.focus, constraint=topic.constraint)] if topic.focus else []
        parts += [topic.constraint] if topic.constraint and not topic.focus else []
        parts += [self.text("repl.bar.choose", count=topic.choices)] if topic.choices else []
        return "   ".join([*parts, topic.language])

    # What is said

    def text(self, message: str, /, **args: str | int) -> str:
        """Return one of the prompt's own messages."""
        return self.desk.say(message, self.language, **args)

    def say(self, message: str, /, **args: str | int) -> None:
        """Say one of the prompt's own messages, in the width that the terminal has now."""
        from chatbot.rendering.width import wrap

        self.streams.say("\n".join(wrap(self.text(message, **args), self.width)))

    def show(self, turn: Turn, max_rows: int | None) -> None:
        """Show an answer, in the width that the terminal has now."""
        self.shown = (turn, max_rows)
        styled = self.options.format == "text" and wants_style(self.streams)
        if self.options.format == "text":
            text = turn.text(self.width, max_rows, colour=styled).rstrip("\n")
        else:
            text = form_of(turn, self.options.format, None)
        self.streams.say(text + "\n", safe=styled)

    # What is heard

    def run(self, read: Reader) -> None:
        """Read and answer until the input ends or the person leaves."""
        self.streams.say(version_line(self.bot.catalog_dates()))
        self.say("repl.welcome")
        while True:
            try:
                typed = read()
            except KeyboardInterrupt:
                self.say("repl.leave")
                continue
            except EOFError:
                return
            if not self.hear(typed):
                return

    def hear(self, typed: str) -> bool:
        """Take what was typed, several lines one after the other (a paste); return False if the person leaves."""
        try:
            return all(self.line(line.strip()) for line in clean_argument(typed).split("\n"))
        except KeyboardInterrupt:
            self.say("repl.stopped")
        except Exception as fault:
            if is_gone(fault):
                raise
            # A bug ends neither the conversation nor the terminal.
            self.streams.complain(crash_line(fault))
        return True

    def line(self, line: str) -> bool:
        """Answer one line; return False if the person leaves."""
        if line.startswith("/"):
            name, _, rest = line.partition(" ")
            return perform(self, name, rest.strip())
        if line:
            self.answer(line)
        return True

    def answer(self, question: str) -> None:
        """Answer one question."""
        state = self.last.state if self.last else self.bot.start()
        turn = self.bot.ask(question, state, self.options.language)
        self.conversations[-1].append((question, turn))
        self.show(turn, max(terminal_rows(self.streams.out) - ROWS_AROUND, FEWEST_ROWS))


def own_language(codes: list[str]) -> str:
    """Return the language of the person's surroundings, or the first one where that is not known."""
    named = next((value for name in LOCALE if (value := os.environ.get(name))), "")
    return next((code for code in codes if named.lower().startswith(code)), codes[0])


def is_plain() -> bool:
    """Say whether the terminal can do nothing but show text."""
    return os.environ.get("TERM", "") in PLAIN_TERMINALS


def wants_style(streams: Streams) -> bool:
    """Say whether text may be bold or dim."""
    return streams.at_terminal and not os.environ.get("NO_COLOR") and not is_plain()
