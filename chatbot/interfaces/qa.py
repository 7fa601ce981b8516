"""Runs scripted questions for `chatbot test`."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from functools import partial
from typing import Any

import msgspec

from chatbot.errors import UsageError
from chatbot.files import rewrite
from chatbot.interfaces.arguments import Options
from chatbot.interfaces.conversation import crash_line
from chatbot.interfaces.ports import Bot
from chatbot.interfaces.qa_compare import differences
from chatbot.interfaces.qa_file import Case, find_files, read_cases
from chatbot.interfaces.sharing import results_of
from chatbot.interfaces.streams import Streams

LINES_SHOWN = 6
BEFORE_TEXT = re.compile(r"(- +| )*(?=text:)")


class Outcome(msgspec.Struct, frozen=True):
    """What came of one case."""

    case: Case
    differences: tuple[str, ...]
    """Empty: all expectations are met."""
    got: dict[str, Any] = {}

    @property
    def passed(self) -> bool:
        """Tell whether this is as it should be: met, or known to fail and failing."""
        return bool(self.differences) == bool(self.case.xfail)

    def report(self) -> str:
        """Return what went wrong, for people."""
        head = f"FAILED {self.case.place}: {self.case.name}"
        if self.case.xfail:
            return f"{head}\n  passes, but is marked xfail ({self.case.xfail}): take the mark away"
        return "\n".join([head, *self.details()])

    def details(self) -> list[str]:
        """Return the differences, and what was answered in short."""
        return indented([*self.differences, *said(self.got)])


def run_files(bot: Bot, options: Options, streams: Streams) -> bool:
    """Run all cases of the files, show the failures and a summary; return whether none failed."""
    cases = [case for path in find_files(options.words) for case in read_cases(path)]
    outcomes = list(results_of(partial(run_case, bot), [cases]))
    if options.update:
        updated = record_texts(outcomes)
        streams.say(f"{updated} texts recorded")
        if updated:
            return run_files(bot, options._replace(update=False), streams)
    failed = [outcome for outcome in outcomes if not outcome.passed]
    for outcome in failed:
        streams.say(outcome.report() + "\n")
    known = sum(bool(outcome.case.xfail) and outcome.passed for outcome in outcomes)
    tail = f", {known} failed as expected" if known else ""
    streams.say(f"{len(outcomes) - len(failed) - known} passed, {len(failed)} failed{tail}")
    return not failed


def run_case(bot: Bot, case: Case) -> Outcome:
    """Ask one question, after what was said before it; a crash or an unknown language is a failure like others."""
    if case.lang is not None and case.lang not in bot.desk().languages():
        return Outcome(case, (f"lang: there is no language {case.lang!r}",))
    try:
        got = ask(bot, case)
        return Outcome(case, tuple(differences(case.expected, got)), got)
    except Exception as fault:
        return Outcome(case, (crash_line(fault),))


def ask(bot: Bot, case: Case) -> dict[str, Any]:
    """Return the answer to a case under the keys of the contract, in plain values."""
    state = bot.start()
    for text in case.before:
        state = bot.ask(text, state, case.lang).state
    plain: dict[str, Any] = msgspec.to_builtins(bot.ask(case.ask, state, case.lang).json())
    return plain


def said(got: dict[str, Any]) -> list[str]:
    """Return how a question was read and what was answered, in short."""
    lines = str(got.get("text", "")).rstrip("\n").split("\n")
    more = ["..."] if len(lines) > LINES_SHOWN else []
    return [f"{got['status']} | {got.get('reading') or ''}", *lines[:LINES_SHOWN], *more] if got else []


def indented(texts: list[str]) -> list[str]:
    """Return texts with every line set in."""
    return ["  " + line for text in texts for line in text.split("\n")]


def record_texts(outcomes: list[Outcome]) -> int:
    """Write the texts that are given now over those recorded before; return how many changed."""
    changed = [
        outcome
        for outcome in outcomes
        if outcome.got and outcome.case.text_line and str(outcome.case.expected.text).rstrip("\n") != now(outcome)
    ]
    for path in sorted({outcome.case.path for outcome in changed}):
        data = path.read_bytes()
        mark = BOM_UTF8 if data.startswith(BOM_UTF8) else b""
        lines = data[len(mark) :].decode().split("\n")
        # From the end, so that the lines above keep their numbers.
        own = [outcome for outcome in changed if outcome.case.path == path]
        for outcome in sorted(own, key=lambda each: -each.case.text_line):
            if not BEFORE_TEXT.match(lines[outcome.case.text_line - 1]):
                raise UsageError(f"{path}:{outcome.case.text_line}: to be recorded, a text begins a line: `text: ...`")
            replace_text(lines, outcome.case.text_line - 1, now(outcome))
        rewrite(path, mark + "\n".join(lines).encode())
    return len(changed)


def now(outcome: Outcome) -> str:
    """Return the text that was given."""
    return str(outcome.got["text"]).rstrip("\n")


def replace_text(lines: list[str], start: int, text: str) -> None:
    """Replace the value of the key `text` that stands in line `start` (from 0), keeping all else as it is."""
    head = lines[start]
    column = head.index("text:")
    end = start + 1
    while end < len(lines) and (not lines[end].strip() or indent_of(lines[end]) > column):
        end += 1
    while end > start + 1 and not lines[end - 1].strip():
        end -= 1
    # The number says how far the text is set in, so that it may itself begin with a blank.
    block = [head[:column] + "text: |2-", *(" " * (column + 2) + line if line else "" for line in text.split("\n"))]
    lines[start:end] = [line + "\r" * head.endswith("\r") for line in block]


def indent_of(line: str) -> int:
    """Return the number of blanks that a line starts with."""
    return len(line) - len(line.lstrip(" "))
