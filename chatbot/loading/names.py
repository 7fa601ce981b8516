"""Gathers the names of everything, with where each stands."""

from __future__ import annotations

import unicodedata

from chatbot.datatypes.catalog import Name, Ref
from chatbot.loading.nodes import Node

_NAME_KEYS = ("names", "former")
MISSPELT = "misspelt"
_WORD_KEYS = ("words", "bare")
_SEPARATORS = str.maketrans("", "", " -_\t\n")
_BLANKS = str.maketrans("-_", "  ")
_SYNTAX = frozenset("[]|")
_ROUND = str.maketrans("()", "\uff08\uff09")
"""Brackets of full width are no part of the form notation; when read, they are the same as the plain ones."""


def folded(form: str) -> str:
    """Return a spelling without case, width and separators, for comparing names as the understanding does."""
    return unicodedata.normalize("NFKC", form).casefold().translate(_SEPARATORS)


def _parted(form: str) -> str:
    """Return a spelling without case and width, its words apart as they are read: `data set` is not `dataset`."""
    return " ".join(unicodedata.normalize("NFKC", form).casefold().translate(_BLANKS).split())


class NameBook:
    """The names found so far; the same spelling of the same thing is kept once."""

    def __init__(self) -> None:
        """Start empty."""
        self._names: dict[tuple[Ref, str, str, str], Name] = {}

    def all(self) -> tuple[Name, ...]:
        """Return all names in the order in which they were met."""
        return tuple(self._names.values())

    def add(self, name: Name) -> None:
        """Add a name, unless the thing has it already."""
        self._names.setdefault((name.ref, _parted(name.form), name.language, name.value), name)

    def thing(self, node: Node, ref: Ref, file: str) -> None:
        """Add the names of a catalog thing: its name, names, former names and misspellings, in every language."""
        words = {folded(text) for key in _WORD_KEYS for text, _ in _all_texts(node.get(key))}
        spellings = [*_all_texts(node.get("name"), plain=True)]
        for key in (*_NAME_KEYS, *_WORD_KEYS):
            spellings += _all_texts(node.get(key))
        for form, line in spellings:
            self.add(Name(form=form, ref=ref, word=folded(form) in words, file=file, line=line))
        for form, line in _all_texts(node.get("misspellings")):
            self.add(Name(form=form, ref=ref, value=MISSPELT, file=file, line=line))

    def spoken(self, node: Node | None, ref: Ref, file: str, value: str = "") -> None:
        """Add words of single languages: a mapping from language to forms, or forms of all languages."""
        if node is None:
            return
        if not isinstance(node.value, dict):
            for form, line in node.texts():
                self.add(Name(form=form, ref=ref, value=value, file=file, line=line))
        for language, forms in node.items():
            for form, line in forms.texts():
                self.add(Name(form=form, ref=ref, language=language, value=value, file=file, line=line))


def _all_texts(node: Node | None, *, plain: bool = False) -> list[tuple[str, int]]:
    """Return all texts of a list or of lists by language; plain: as they are, with no form notation."""
    if node is None:
        return []
    parts = list(dict(node.items()).values()) if isinstance(node.value, dict) else [node]
    found = [spelling for part in parts for spelling in part.texts()]
    if plain:
        return [(form.translate(_ROUND), line) for form, line in found if not _SYNTAX & set(form)]
    return found
