"""Texts that stand twice in one list: the second one does nothing, and whoever mends the first is misled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from chatbot.loading.folders import DataFile
from chatbot.loading.nodes import Node
from chatbot.loading.report import Report
from chatbot.loading.yaml_reader import read_file


def check_lists(files: Iterable[DataFile], report: Report) -> None:
    """Report texts (names, terms, examples) that stand twice in a list of a file."""
    for file in files:
        node = read_file(Path(file.path), file.shown, Report())
        for text, first, again in _repeated(node) if node is not None else ():
            message = f"{text!r} stands twice in this list"
            report.warn(file.shown, again, "text-twice", message, f"it stands in line {first}; remove one")


def _repeated(node: Node) -> Iterator[tuple[str, int, int]]:
    """Yield the texts that a list holds twice, with both lines; numbers may be equal."""
    lines: dict[str, int] = {}
    for child in node.children():
        if not isinstance(child.value, str):
            yield from _repeated(child)
        elif child.value in lines and not _is_number(child.value):
            yield child.value, lines[child.value], child.line
        else:
            lines[child.value] = child.line
    for child in node.value.values() if isinstance(node.value, dict) else ():
        yield from _repeated(child)


def _is_number(text: str) -> bool:
    """Say whether a text is a plain number (an amount for each of several things)."""
    return text.replace(".", "", 1).isdecimal()
