"""The data is read, and compared line by line, by people."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
FILES = sorted(path for folder in ("intents", "knowledge") for path in (ROOT / folder).rglob("*.yaml"))
WIDEST = 120
"""Columns of a line; one word or form may be wider, a list goes on in the next line."""


def width(line: str) -> int:
    """Return the columns that a line takes; a Chinese character takes two."""
    return len(line) + sum(unicodedata.east_asian_width(character) in "FW" for character in line)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_lists_are_wrapped(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines()
    wide = {number for number, line in enumerate(lines) if width(line) > WIDEST}
    commas = [token for token in yaml.scan(text, Loader=yaml.CLoader) if isinstance(token, yaml.FlowEntryToken)]
    faults = {
        token.start_mark.line + 1
        for token in commas
        if token.start_mark.line in wide and lines[token.start_mark.line][token.end_mark.column :].strip()
    }
    assert not faults, f"lines of several entries, wider than {WIDEST} columns"
