"""A tiny made-up domain, and folders to be broken."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from chatbot.loading.project import Project, read
from chatbot.loading.report import Report
from chatbot.loading.sources import read_sources

TINY = Path(__file__).parent.parent / "data" / "tiny"


@pytest.fixture(scope="session")
def tiny() -> Project:
    return read((TINY / "knowledge",), (TINY / "intents",))


class Broken:
    """A copy of the tiny data in which files may be changed."""

    def __init__(self, folder: Path) -> None:
        self.knowledge = folder / "knowledge"
        self.intents = folder / "intents"
        shutil.copytree(TINY, folder, dirs_exist_ok=True)

    def change(self, path: str, old: str, new: str) -> int:
        """Replace the first occurrence; return its line."""
        file = self.knowledge.parent / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
        return text.count("\n", 0, text.index(old)) + 1

    def write(self, path: str, text: str) -> None:
        file = self.knowledge.parent / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def problems(self) -> list[tuple[str, int, str, str]]:
        report = Report()
        read_sources((self.knowledge,), (self.intents,), report)
        return [(found.file, found.line, found.code, found.message + " " + found.hint) for found in report.errors()]


@pytest.fixture
def broken(tmp_path: Path) -> Broken:
    return Broken(tmp_path)
