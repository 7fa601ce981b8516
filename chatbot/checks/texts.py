"""Texts that are missing in a language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from chatbot.loading.folders import DataFile
from chatbot.loading.nodes import Node
from chatbot.loading.report import Report
from chatbot.loading.yaml_reader import read_file

_LENIENT_KEYS = {"note", "applies_to", "says"}
"""Texts under these keys may stand in one language: they are shown as the original."""
_LENIENT_FOLDER = "families"
_STRICT_KEYS = {"name", "label"}


class Languages(msgspec.Struct, frozen=True):
    """The languages that texts should stand in."""

    whole: frozenset[str]
    """Those in which the catalog names all its things."""
    growing: frozenset[str]
    """Those that have a pack, but of which the catalog does not know all names yet."""


def check_texts(files: Iterable[DataFile], languages: Languages, report: Report) -> None:
    """Report texts of the catalog that some language lacks."""
    for file in files:
        node = read_file(Path(file.path), file.shown, Report())
        if node is not None:
            _check_file(file, node, languages, report)


def _check_file(file: DataFile, node: Node, languages: Languages, report: Report) -> None:
    """Report the texts of one file: each that must have all languages, and how many others lack one."""
    originals: dict[str, list[int]] = {}
    every = languages.whole | languages.growing
    for text, key in _texts(node, "", every):
        lenient = key in _LENIENT_KEYS or (_LENIENT_FOLDER in file.parts and key not in _STRICT_KEYS)
        for code in sorted(every - text.value.keys()):
            if lenient or code in languages.growing:
                originals.setdefault(code, []).append(text.line)
            else:
                message = f"the text of {key!r} is missing in {code}"
                report.error(file.shown, text.line, "missing-language", message, f"add {code}:")
    for code, lines in sorted(originals.items()):
        sort = "names, labels and texts" if code in languages.growing else "notes and texts of facts"
        message = f"{len(lines)} {sort}, from this line on, are missing in {code}"
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
