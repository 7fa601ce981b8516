"""The only door to YAML, and a strict one.

Every scalar is text, except a plain `~`, `null` or nothing at all. Refused: repeated keys, anchors, aliases, tags,
several documents in a file, keys that are no text, deep nesting, large files, characters that cannot be seen (control,
format, bidirectional, line and paragraph separators), anything but UTF-8.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from chatbot.loading.nodes import Node
from chatbot.loading.report import Report

MAX_BYTES = 8_000_000
MAX_DEPTH = 24
MAX_NODES = 200_000
"""Values of one file, those that hold others included."""

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Categories of characters that could deceive a reader, a terminal, or who counts lines."""
_JOINERS = "\u200c\u200d"
"""Format characters that some scripts and signs are written with."""


class _RefusedError(Exception):
    """The document cannot be used; the position is 1-based."""

    def __init__(self, code: str, line: int, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.code, self.line, self.message, self.hint = code, line, message, hint


def read_file(path: Path, shown: str, report: Report, *, escapes: bool = False) -> Node | None:
    """Read a data file; faults go to the report, and None is returned where nothing can be used.

    `escapes`: texts in quotes may hold unseen characters by their numbers.
    """
    try:
        if not path.is_file():
            report.error(shown, 0, "no-file", "this is not a readable file")
            return None
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as fault:
        report.error(shown, 0, "unreadable", f"the file cannot be read: {fault.strerror or fault}")
        return None
    if len(data) > MAX_BYTES:
        report.error(shown, 0, "too-large", f"the file is larger than {MAX_BYTES} bytes", "split it")
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        report.error(shown, line, "not-utf-8", "the file is not valid UTF-8", "save it as UTF-8")
        return None
    return read_text(text, shown, report, escapes=escapes)


def read_text(text: str, shown: str, report: Report, *, escapes: bool = False) -> Node | None:
    """Parse YAML text; an empty document gives a node with the value None. `escapes`: as in `read_file`."""
    try:
        for number, line in enumerate(text.split("\n"), 1):
            _accept(line.removesuffix("\r"), number)
        return _Builder(shown, report, escapes).document(text)
    except _RefusedError as fault:
        report.error(shown, fault.line, fault.code, fault.message, fault.hint)
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        said = fault.problem or fault.context or "it cannot be parsed"
        hint = "quote texts that hold ': ', ' #', or [ ] { } , inside a list, or start with a special character"
        report.error(shown, mark.line + 1 if mark else 0, "broken-yaml", f"this is not valid YAML: {said}", hint)
    except (yaml.YAMLError, ValueError, RecursionError) as fault:
        report.error(shown, 0, "broken-yaml", f"this is not valid YAML: {fault}")
    return None


class _Builder:
    """Builds one tree of nodes from parser events."""

    def __init__(self, shown: str, report: Report, escapes: bool) -> None:
        self.shown = shown
        self.report = report
        self.escapes = escapes
        self.nodes = 0

    def document(self, text: str) -> Node:
        """Return the tree of the only document."""
        events: Iterator[Any] = iter(yaml.parse(text, Loader=_LOADER))
        root: Node | None = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    raise _RefusedError("several-documents", _line(event), "a file holds one document, not several")
                root = self.node(next(events), events, 0)
        return root or Node(None, 1)

    def node(self, event: Any, events: Iterator[Any], depth: int) -> Node:
        """Return the node that starts with this event."""
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _RefusedError(
                "anchor", _line(event), "anchors (&) and aliases (*) are not allowed", "write the value out"
            )
        if event.tag not in {None, "!"}:
            raise _RefusedError("tag", _line(event), f"tags are not allowed: {event.tag}", "quote the text")
        if depth > MAX_DEPTH:
            raise _RefusedError("too-deep", _line(event), f"nested more than {MAX_DEPTH} levels deep")
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise _RefusedError("too-large", _line(event), f"more than {MAX_NODES} values in a file", "split it")
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(event, events, depth)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(event, events, depth)
        return Node(self.scalar(event), _line(event))

    def mapping(self, start: Any, events: Iterator[Any], depth: int) -> Node:
        """Return a mapping; a repeated key is reported and its first value kept."""
        found: dict[str, Node] = {}
        lines: dict[str, int] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key = self.node(event, events, depth + 1)
            child = self.node(next(events), events, depth + 1)
            if not isinstance(key.value, str):
                raise _RefusedError("key", key.line, "a key must be a plain text", "quote it")
            if key.value in found:
                hint = f"it already stands in line {lines[key.value]}"
                self.report.error(self.shown, key.line, "duplicate-key", f"the key {key.value!r} is repeated", hint)
                continue
            found[key.value], lines[key.value] = child, key.line
        return Node(found, _line(start), lines)

    def sequence(self, start: Any, events: Iterator[Any], depth: int) -> Node:
        """Return a list."""
        found: list[Node] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            found.append(self.node(event, events, depth + 1))
        return Node(found, _line(start))

    def scalar(self, event: Any) -> str | None:
        """Return the text of a scalar, or None for a plain null."""
        text: str = event.value
        if event.implicit[0] and text in {"", "~", "null"}:
            return None
        if not self.escapes:
            _accept(text, _line(event))
        return text


def _accept(text: str, line: int) -> None:
    """Refuse characters that cannot be seen."""
    if text.isprintable():
        return
    for character in text:
        if unicodedata.category(character) in _UNSEEN and character not in f"\n\t{_JOINERS}":
            message = f"forbidden character U+{ord(character):04X}"
            raise _RefusedError("control-character", line, message, "remove it")


def _line(event: Any) -> int:
    """Return the line of an event, from 1."""
    return int(event.start_mark.line) + 1
