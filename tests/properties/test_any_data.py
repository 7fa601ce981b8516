"""Real data files with arbitrary changes: the loaders read them or report faults, and raise nothing else."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.datatypes.problem import Problem
from chatbot.errors import DataError
from chatbot.interfaces.qa_file import read_cases
from chatbot.loading.compiled import compile_project
from chatbot.loading.project import read
from tests.loading.conftest import TINY
from tests.properties.corpus import FEW, MORE, SCRIPTED

HOSTILE = (
    b"&a ", b"*a", b"<<: ", b"!!python/object:os.system ", b"!!int ", b"\x00", b"\xff", b"\xef\xbb\xbf", b"\r\n", b"\t",
    b"---\n", b"%YAML 1.2\n", b"{", b"}", b"[", b"]", b": ", b"- ", b"? ", b"|", b">", b"'", b'"', b"#", b"~", b"yes",
    b"\xe2\x80\xae", b"\xc2\x85", b"\xe2\x80\xa8", b"9" * 400, b"1e999", b"nan", b"-inf", b"[" * 50, b"(a|b", b"{{ x",
    b"{% for", b"id: ", b"\n", b"\n  ", b", x: [y]", b"{a: b}",
)  # fmt: skip
"""What means something to YAML, or to those who read texts out of it."""
CHANGES = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 12), st.sampled_from(HOSTILE) | st.binary(max_size=4)),
    min_size=1,
    max_size=4,
)
"""Where, how many bytes are taken out, and what is put in."""
FILES = sorted(str(path.relative_to(TINY)) for path in TINY.rglob("*.yaml"))
QUESTIONS = sorted(SCRIPTED.rglob("followups.qa.yaml"))


def changed(data: bytes, changes: list[tuple[float, int, bytes]]) -> bytes:
    for where, out, new in changes:
        place = int(where * len(data))
        data = data[:place] + new + data[place + out :]
    return data


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(TINY, tmp_path_factory.mktemp("data") / "tiny"))


def faults_of(load: Callable[[], object]) -> tuple[Problem, ...]:
    """Return the faults that a loader reports."""
    try:
        load()
    except DataError as fault:
        return fault.problems
    return ()


@MORE
@given(st.sampled_from(FILES), CHANGES)
def test_any_change_of_a_data_file(folder: Path, name: str, changes: list[tuple[float, int, bytes]]) -> None:
    file = folder / name
    whole = file.read_bytes()
    file.write_bytes(changed(whole, changes))
    try:
        found = faults_of(lambda: compile_project(read((folder / "knowledge",), (folder / "intents",))))
    finally:
        file.write_bytes(whole)
    assert all(problem.file and problem.code and problem.message for problem in found)


@FEW
@given(st.sampled_from(QUESTIONS), CHANGES)
def test_any_change_of_scripted_questions(tmp_path: Path, path: Path, changes: list[tuple[float, int, bytes]]) -> None:
    file = tmp_path / "x.qa.yaml"
    file.write_bytes(changed(path.read_bytes()[:4000], changes))
    assert all(problem.file and problem.line and problem.message for problem in faults_of(lambda: read_cases(file)))
