"""The history of the prompt: one file that several prompts may write to at once. Needs no terminal.

What was typed stands line by line behind a plus sign, under the time of its typing. Each entry is written in one piece
and begins with a line feed, so that one that was cut off spoils no other.
"""

from __future__ import annotations

import os
import stat
from datetime import datetime
from pathlib import Path

MOST_READ = 1_000_000
"""Bytes at the file's end that are read: years of questions."""


def opened(folder: Path) -> Path:
    """Return the file of a folder, made if there is none, for its owner alone; raises OSError if none can be had."""
    path = folder / "history"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(path, os.O_CREAT | os.O_APPEND | os.O_RDWR | getattr(os, "O_NONBLOCK", 0), 0o600)
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(f"{path} is no plain file")
        path.chmod(0o600)
    finally:
        os.close(handle)
    return path


def append(path: Path, typed: str) -> None:
    """Add what was typed; raises OSError if the file does not take it."""
    lines = "".join(f"+{line}\n" for line in typed.split("\n"))
    handle = os.open(path, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
    try:
        os.write(handle, f"\n# {datetime.now()}\n{lines}".encode("utf-8", "replace"))
    finally:
        os.close(handle)


def recent(path: Path, most: int = MOST_READ) -> list[str]:
    """Return what was typed, the newest first, from so many bytes; raises OSError if the file cannot be read."""
    with path.open("rb") as file:
        start = max(file.seek(0, os.SEEK_END) - most, 0)
        file.seek(start)
        lines = file.read(most).decode("utf-8", "replace").split("\n")
    found: list[list[str]] = []
    before = "+" if start else ""  # an entry that is cut is none
    for line in lines:
        if line.startswith("+"):
            if not before.startswith("+"):
                found.append([])
            if found:
                found[-1].append(line[1:])
        before = line
    return ["\n".join(entry) for entry in reversed(found)]
