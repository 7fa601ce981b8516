"""Names of files while they are typed: folders, names that can be written, and those that are taken."""

from __future__ import annotations

import os
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

FOLDER, FREE, TAKEN = "folder", "new_file", "taken_file"
"""Kinds: a folder, a file that would be new, and one that exists and will not be overwritten."""
QUOTES = "\"'"
_LOOKED_AT = 2000
"""Entries of a folder that are looked at; more would take longer than a key may."""


class FileName(NamedTuple):
    """A completion: `text` replaces what stands from `start` to the cursor."""

    start: int
    text: str
    kind: str


def file_names(typed: str, endings: Sequence[str]) -> list[FileName]:
    """Return what a half-typed path may become: folders first, then names with one of the endings."""
    path = typed.lstrip(QUOTES)
    folder, slash, begun = path.rpartition("/")
    start = len(typed) - len(begun)
    try:
        entries = _entries(folder + slash, begun)
    except (OSError, RuntimeError, ValueError):
        return []  # no such folder
    folders = [FileName(start, f"{name}/", FOLDER) for name, is_folder in entries if is_folder]
    taken = [name for name, is_folder in entries if not is_folder and name.endswith(tuple(endings))]
    free = [name for name in _ended(begun, endings) if name not in taken]
    return [
        *folders,
        *(FileName(start, name, FREE) for name in free),
        *(FileName(start, name, TAKEN) for name in taken if name != begun),
    ]


def _entries(folder: str, begun: str) -> list[tuple[str, bool]]:
    """Return the entries of a folder that begin so, in order, each with whether it is a folder."""
    with os.scandir(Path(folder or ".").expanduser()) as entries:
        fitting = [entry for entry in islice(entries, _LOOKED_AT) if entry.name.startswith(begun)]
    shown = (entry for entry in fitting if entry.name.isprintable() and (begun or not entry.name.startswith(".")))
    return sorted((entry.name, entry.is_dir()) for entry in shown)


def _ended(begun: str, endings: Sequence[str]) -> list[str]:
    """Return the typed name with each ending, or with those of which the beginning is there."""
    if not begun.strip(".") or begun.endswith(tuple(endings)):
        return []
    there = [next(size for size in range(len(end), -1, -1) if begun.endswith(end[:size])) for end in endings]
    longest = max(there)
    return [begun + end[size:] for end, size in zip(endings, there, strict=True) if size == longest]
