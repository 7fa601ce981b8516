"""Texts that are missing in a language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from chatbot.loading.folders import DataFile
from chatbot.loading.nodes import Node
from chatbot.loading.report import Report
from chatbot.loading.yaml_reader import read_file

_LENIENT_KEYS = {"note", "applies_to", "says"}
"""Texts under these keys may stand in one language: they are shown as the original."""
_LENIENT_FOLDER = "families"
_STRICT_KEYS = {"name", "label"}


def check_texts(files: Iterable[DataFile], languages: frozenset[str], report: Report) -> None:
    """Report texts of the catalog that some language lacks."""
    for file in files:
        node = read_file(Path(file.path), file.shown, Report())
        if node is not None:
            _check_file(file, node, languages, report)


def _check_file(file: DataFile, node: Node, languages: frozenset[str], report: Report) -> None:
    """Report the texts of one file: each that must have all languages, and how many others lack one."""
    originals: dict[str, list[int]] = {}
    for text, key in _texts(node, "", languages):
        lenient = key in _LENIENT_KEYS or (_LENIENT_FOLDER in file.parts and key not in _STRICT_KEYS)
        for code in sorted(languages - text.value.keys()):
            if lenient:
                originals.setdefault(code, []).append(text.line)
            else:
                message = f"the text of {key!r} is missing in {code}"
                report.error(file.shown, text.line, "missing-language", message, f"add {code}:")
    for code, lines in sorted(originals.items()):
        message = f"{len(lines)} notes and texts of facts, from this line on, are missing in {code}"
        report.warn(file.shown, min(lines), "missing-language", message, "they are shown as the original")


def _texts(node: Node, key: str, languages: frozenset[str]) -> Iterator[tuple[Node, str]]:
    """Yield every mapping from languages to texts, with the key under which it stands."""
    spoken = [child for code, child in node.items() if code in languages]
    if spoken and all(isinstance(child.value, str) for child in spoken):
        yield node, key
        return
    for inner, child in node.items():
        yield from _texts(child, inner, languages)
    for child in node.children():
        yield from _texts(child, key, languages)
