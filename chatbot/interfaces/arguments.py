"""The command line as a value. Options may stand before, between or after the words of a question."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple, NoReturn

from chatbot.errors import UsageError

COMMANDS = ("ask", "explain", "test", "lint")
OWN_OPTIONS = {"independent": ("ask", "explain", ""), "update": ("test",), "schema": ("lint",), "strict": ("lint",)}
"""The commands that an option belongs to."""
NUMBER = re.compile(r"-\d+(\.\d+)?")
AUTO = "auto"
"""In place of a language: that of each question."""
CODE = "CODE"
"""Stands in the help for the code of a language; which there are, the data tell."""

USAGE = "chatbot [COMMAND] [WORDS ...] [OPTIONS]"
DESCRIPTION = """\
Answers questions about language models, in English and Chinese, from a
curated catalog, with a source for every fact.

commands:
  (none)                start a conversation, at a terminal or with piped lines
  ask QUESTION ...      answer one question; without one, the input lines,
                        as one conversation (an empty line starts afresh)
  explain QUESTION ...  show how a question is read, and the facts behind it;
                        without one, of each of the input lines, likewise
  test PATH ...         run scripted questions (*.qa.yaml)
  lint                  check the data, report every problem with file and line
"""
EPILOG = """\
exit codes:
  0 answered   1 something was not answered, or a check failed
  2 wrong usage or unreadable data   130 interrupted

examples:
  chatbot ask "which models allow commercial use?"
  chatbot ask --json what is the context window of Llama 3.1
  chatbot ask --independent --json < questions.txt > answers.jsonl
"""


class Options(NamedTuple):
    """What was asked of the program."""

    command: str = ""
    words: tuple[str, ...] = ()
    format: str = "text"
    language: str | None = None
    knowledge: tuple[Path, ...] = ()
    intents: tuple[Path, ...] = ()
    independent: bool = False
    update: bool = False
    schema: Path | None = None
    strict: bool = False
    no_history: bool = False
    completions: str = ""
    version: bool = False
    help: bool = False

    @property
    def question(self) -> str:
        """Return the words as one question."""
        return " ".join(self.words)


class Parser(argparse.ArgumentParser):
    """A parser whose mistakes are raised like all others."""

    def error(self, message: str) -> NoReturn:
        """Raise instead of leaving the program."""
        raise UsageError(message)


class Layout(argparse.RawDescriptionHelpFormatter):
    """Help that looks the same everywhere."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=80)


def parse(argv: list[str]) -> Options:
    """Read the arguments; everything after `--` is words."""
    cut = argv.index("--") if "--" in argv else len(argv)
    known, rest = build_parser().parse_known_args(argv[:cut])
    for word in rest:
        refuse_unknown_option(word)
    words = [*rest, *argv[cut + 1 :]]
    if known.help or known.version:
        return Options(help=known.help, version=known.version, knowledge=tuple(known.knowledge))
    if known.completions:
        return Options(completions=known.completions)
    command = words.pop(0) if words else ""
    check_command(command, known)
    return Options(
        command=command,
        words=tuple(words),
        format=known.format,
        language=None if known.lang == AUTO else known.lang,
        knowledge=tuple(known.knowledge),
        intents=tuple(known.intents),
        independent=known.independent,
        update=known.update,
        schema=known.schema,
        strict=known.strict,
        no_history=known.no_history,
    )


def build_parser() -> Parser:
    """Return the parser of all options; commands and questions are what it leaves over."""
    parser = Parser(
        prog="chatbot",
        usage=USAGE,
        description=DESCRIPTION,
        epilog=EPILOG,
        add_help=False,
        allow_abbrev=False,
        formatter_class=Layout,
    )
    add = parser.add_argument
    add("--format", choices=["text", "json", "markdown"], default="text", help="form of the answers")
    add("--json", dest="format", action="store_const", const="json", help="short for --format json: one object a line")
    add("--lang", metavar=CODE, default=AUTO, help="language of the answers: en, zh; auto (else): that of the question")
    add("--knowledge", metavar="DIR", type=Path, action="append", default=[], help="own catalog data (repeatable)")
    add("--intents", metavar="DIR", type=Path, action="append", default=[], help="own language data (repeatable)")
    add("--independent", action="store_true", help="ask, explain: each line is a conversation of its own")
    add("--update", action="store_true", help="test: record the texts that are given now")
    add("--schema", metavar="DIR", type=Path, help="lint: write JSON Schemas of the data files there instead")
    add("--strict", action="store_true", help="lint: fail on warnings, too")
    add("--no-history", action="store_true", help="conversation: keep no history of what is typed")
    add("--completions", choices=["bash", "zsh"], help="print a script that completes this command in that shell")
    add("--version", action="store_true", help="show version and date of the catalog")
    add("-h", "--help", action="store_true", help="show this")
    return parser


def refuse_unknown_option(word: str) -> None:
    """Raise if a word looks like an option; a text with blanks, a number or a lone dash does not."""
    name = word.split("=", maxsplit=1)[0]
    if not name.startswith("-") or " " in word or NUMBER.fullmatch(word) or not name.strip("-"):
        return
    known = [option for action in build_parser()._actions for option in action.option_strings]
    raise UsageError(f"unknown option {name}{hint_at(name, known)} (words with a dash go after --)")


def check_command(command: str, known: argparse.Namespace) -> None:
    """Raise if there is no such command or if an option belongs to another one."""
    if command and command not in COMMANDS:
        hint = hint_at(command, COMMANDS)
        raise UsageError(f'unknown command {command!r}{hint} (a question is asked with: chatbot ask "...")')
    for option, owners in OWN_OPTIONS.items():
        if getattr(known, option) and command not in owners:
            raise UsageError(f"--{option} belongs to: chatbot {owners[0]}")


def hint_at(word: str, known: Iterable[str]) -> str:
    """Return a hint at the nearest known word, or at all of them where they are few."""
    from chatbot.loading.report import did_you_mean

    hint = did_you_mean(word, known)
    return f"; {hint}" if hint else ""
