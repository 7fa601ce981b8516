"""pytest collects `*.qa.yaml`: one test for each wording of a question, named by it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from chatbot.interfaces.ports import Bot
    from chatbot.interfaces.qa_file import Case

SUFFIX = ".qa.yaml"
UNFIT = str.maketrans({"[": "(", "]": ")", "\n": " "})
"""Brackets in a name would be taken for a parameter of the test."""


class Loader:
    """Loads the chatbot when the first question is asked, and only once."""

    @cached_property
    def bot(self) -> Bot:
        """Return the chatbot with its shipped data, read from the sources."""
        from chatbot.bot import Chatbot

        return Chatbot.load()


LOADER = pytest.StashKey[Loader]()


class UnmetError(Exception):
    """An answer that does not meet its expectations."""


class QaFile(pytest.File):
    """A file of scripted questions."""

    def collect(self) -> Iterator[QaItem]:
        """Yield a test for each wording."""
        from chatbot.errors import DataError
        from chatbot.interfaces.qa_file import read_cases

        try:
            cases = read_cases(self.path)
        except DataError as fault:
            raise self.CollectError(str(fault)) from None
        for case in cases:
            item = QaItem.from_parent(self, name=case.name.replace("::", ":").translate(UNFIT), case=case)
            if case.xfail:
                item.add_marker(pytest.mark.xfail(reason=case.xfail, strict=True))
            yield item


class QaItem(pytest.Item):
    """One question."""

    def __init__(self, *, case: Case, **rest: Any) -> None:
        super().__init__(**rest)
        self.case = case

    def runtest(self) -> None:
        """Ask, and compare the answer with what is expected."""
        from chatbot.interfaces.qa import Outcome, ask
        from chatbot.interfaces.qa_compare import differences

        got = ask(self.config.stash[LOADER].bot, self.case)
        found = differences(self.case.expected, got)
        if found:
            bare = Outcome(self.case, tuple(found), got)
            raise UnmetError("\n".join(bare.details()))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Return the differences alone; a crash keeps its traceback."""
        if isinstance(excinfo.value, UnmetError):
            return f"{self.case.place}: {self.case.name}\n{excinfo.value}"
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Return where the question stands."""
        return self.path, self.case.line - 1, self.name


def pytest_configure(config: pytest.Config) -> None:
    """Prepare the place where the chatbot is kept."""
    config.stash[LOADER] = Loader()


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> QaFile | None:
    """Take the files of scripted questions."""
    return QaFile.from_parent(parent, path=file_path) if file_path.name.endswith(SUFFIX) else None
