"""Files of scripted questions (`*.qa.yaml`): what is asked, and what must hold of the answers.

A file is a list of items. An item is one question (`ask`, in one or several wordings) or one conversation (`talk`, a
list of such questions); the rest of its keys are the expectations of `Expected`. CONTRIBUTING.md explains them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from msgspec import UNSET, UnsetType

from chatbot.errors import DataError, UsageError
from chatbot.loading.convert import convert
from chatbot.loading.nodes import Node
from chatbot.loading.report import Report, did_you_mean
from chatbot.loading.yaml_reader import read_file

SUFFIX = ".qa.yaml"
TALK_KEYS = ("talk", "xfail", "lang")

Ids = tuple[str, ...] | None
"""A list of ids; None where nothing is said about it."""


class ExpectedGroups(msgspec.Struct, frozen=True, kw_only=True):
    """Members of each group, in any order; groups that are not named are not compared."""

    yes: Ids = None
    conditional: Ids = None
    no: Ids = None
    unknown: Ids = None


class ExpectedCell(msgspec.Struct, frozen=True, kw_only=True):
    """A cell that must be there; keys that are not named are not compared."""

    model: Any = UNSET
    subject: Any = UNSET
    attribute: Any = UNSET
    state: Any = UNSET
    value: Any = UNSET
    display: Any = UNSET
    note: Any = UNSET
    sources: Any = UNSET
    confidence: Any = UNSET


class ExpectedCorrection(msgspec.Struct, frozen=True, rename={"typed": "from", "taken_for": "to"}):
    """A spelling that must have been repaired."""

    typed: str
    taken_for: str


class Expected(msgspec.Struct, frozen=True, kw_only=True):
    """A question with what must hold of its answer."""

    ask: str | tuple[str, ...]
    """One wording, or several that must all meet the expectations."""
    lang: str | None = None
    """Language that the question is put in; None: told from its words."""
    xfail: str = ""
    """Why this is known to fail. It must fail then: a pass is reported, so that the mark goes."""
    language: str | UnsetType = UNSET
    status: str | UnsetType = UNSET
    status_in: Ids = None
    intent: str | UnsetType = UNSET
    verdict: str | UnsetType | None = UNSET
    verdict_in: Ids = None
    count: float | UnsetType | None = UNSET
    models: Ids = None
    models_set: Ids = None
    models_include: Ids = None
    models_exclude: Ids = None
    families: Ids = None
    families_set: Ids = None
    families_include: Ids = None
    families_exclude: Ids = None
    groups: ExpectedGroups | UnsetType | None = UNSET
    cells: tuple[ExpectedCell, ...] = ()
    choices_include: Ids = None
    unexplained_include: Ids = None
    corrections: tuple[ExpectedCorrection, ...] = ()
    text: str | UnsetType = UNSET
    """The whole answer as text, recorded by `chatbot test --update`."""
    text_contains: str | tuple[str, ...] = ()
    text_excludes: str | tuple[str, ...] = ()
    text_matches: str | tuple[str, ...] = ()
    """Regular expressions of which each must be found somewhere."""


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """One wording to be asked, after what was said before it in its conversation."""

    path: Path
    line: int
    name: str
    """The question, made unique within its file."""
    ask: str
    expected: Expected
    before: tuple[str, ...] = ()
    lang: str | None = None
    xfail: str = ""
    text_line: int = 0
    """Line of the recorded text, in the first wording's case; 0 if there is none."""

    @property
    def place(self) -> str:
        """Return file and line."""
        return f"{self.path}:{self.line}"


def find_files(paths: tuple[str, ...]) -> list[Path]:
    """Return the files of scripted questions that are named, or stand in the folders that are named."""
    if not paths:
        raise UsageError("no path; say: chatbot test PATH ...")
    found: set[Path] = set()
    for path in map(Path, paths):
        if not path.exists():
            raise UsageError(f"there is no {path}")
        found.update(path.rglob("*" + SUFFIX) if path.is_dir() else [path])
    if not found:
        raise UsageError(f"no {SUFFIX} files in {', '.join(paths)}")
    return sorted(found)


def read_cases(path: Path) -> list[Case]:
    """Return the cases of a file; raise DataError with every fault that it holds."""
    report = Report()
    root = read_file(path, str(path), report, escapes=True)
    cases = list(cases_of(root, path, report)) if root is not None else []
    if report.errors():
        raise DataError(report.errors())
    return with_unique_names(cases)


def cases_of(root: Node, path: Path, report: Report) -> Iterator[Case]:
    """Yield the cases of all items."""
    if root.value is not None and not isinstance(root.value, list):
        report.error(str(path), root.line, "bad-type", "expected a list of items", "start each with '- ask:'")
    for item in root.children():
        if item.get("talk") is None:
            yield from cases_of_turn(item, path, report, ())
        else:
            yield from cases_of_talk(item, path, report)


def cases_of_talk(item: Node, path: Path, report: Report) -> Iterator[Case]:
    """Yield the cases of a conversation; where a turn has several wordings, the first one is what was said."""
    for key, line in item.key_lines.items():
        if key not in TALK_KEYS:
            report.error(str(path), line, "unknown-key", f"unknown key {key!r}", did_you_mean(key, TALK_KEYS))
    talk: Node = item.value["talk"]
    if not isinstance(talk.value, list):
        report.error(str(path), talk.line, "bad-type", "expected a list of questions under 'talk'")
    before: tuple[str, ...] = ()
    for node in talk.children():
        turns = list(cases_of_turn(node, path, report, before))
        for case in turns:
            yield msgspec.structs.replace(
                case, xfail=case.xfail or item.text("xfail"), lang=case.lang or item.text("lang") or None
            )
        before += tuple(case.ask for case in turns[:1])


def cases_of_turn(node: Node, path: Path, report: Report, before: tuple[str, ...]) -> Iterator[Case]:
    """Yield a case for each wording of a question."""
    expected = convert(node, Expected, str(path), report)
    if expected is None:
        return
    wordings = list(node.value["ask"].texts())
    if not wordings or not all(ask.strip() for ask, _ in wordings):
        report.error(str(path), node.line, "empty", "there is no question under 'ask'")
    check_patterns(node, path, report)
    text_line = node.key_lines.get("text", 0)
    for place, (ask, line) in enumerate(wordings):
        yield Case(
            path=path,
            line=line,
            name=" > ".join((*before, ask)),
            ask=ask,
            expected=expected,
            before=before,
            lang=expected.lang,
            xfail=expected.xfail,
            text_line=0 if place else text_line,
        )


def check_patterns(node: Node, path: Path, report: Report) -> None:
    """Report what is no regular expression."""
    patterns = node.get("text_matches") or Node(None, 0)
    for pattern, line in patterns.texts():
        try:
            re.compile(pattern)
        except re.error as fault:
            report.error(str(path), line, "bad-pattern", f"this is not a regular expression: {fault}")


def with_unique_names(cases: list[Case]) -> list[Case]:
    """Give repeated names a number, so that each case can be picked by its own."""
    seen: dict[str, int] = {}
    unique = []
    for case in cases:
        seen[case.name] = count = seen.get(case.name, 0) + 1
        unique.append(msgspec.structs.replace(case, name=f"{case.name} #{count}") if count > 1 else case)
    return unique
