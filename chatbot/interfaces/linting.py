"""The command `chatbot lint`: problems of the data, one a line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from chatbot.checks.lint import lint
from chatbot.interfaces.arguments import Options
from chatbot.interfaces.conversation import one_line_json
from chatbot.interfaces.streams import Streams
from chatbot.loading.schema_export import write_schemas as export

if TYPE_CHECKING:
    from chatbot.datatypes.problem import Problem


def check_data(options: Options, streams: Streams) -> bool:
    """Report every problem of the data; return whether none of them is an error (strict: whether there is none)."""
    problems = lint(options.knowledge, options.intents)
    errors = sum(problem.severity == "error" for problem in problems)
    for problem in problems:
        streams.say(form_of(problem, options.format))
    if options.format != "json":
        streams.say(f"{counted(errors, 'error')}, {counted(len(problems) - errors, 'warning')}")
    return not (problems if options.strict else errors)


def counted(number: int, noun: str) -> str:
    """Return how many there are, in words."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def form_of(problem: Problem, form: str) -> str:
    """Return one problem as a line of text or of JSON."""
    return one_line_json(problem) if form == "json" else problem.line_form()


def write_schemas(folder: Path, streams: Streams) -> None:
    """Write the JSON Schemas of the data files into a folder."""
    export(folder)
    streams.say(f"schemas written to {folder}")
