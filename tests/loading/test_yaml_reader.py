"""The YAML reader: scalars are text, and whatever could deceive is refused."""

from __future__ import annotations

import os
import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.loading import yaml_reader
from chatbot.loading.report import Report
from chatbot.loading.yaml_reader import MAX_BYTES, read_file, read_text


def read(text: str) -> tuple[object, list[tuple[int, str]]]:
    report = Report()
    node = read_text(text, "x.yaml", report)
    return (None if node is None else node.plain()), [(found.line, found.code) for found in report.problems]


@pytest.mark.parametrize("word", ["no", "on", "3.10", "12:30", "2023-05", "0x1F", "1e3", "true", ".inf", "007", "NULL"])
def test_scalars_stay_text(word: str) -> None:
    assert read(f"a: {word}") == ({"a": word}, [])


@pytest.mark.parametrize("word", ["", "~", "null"])
def test_plain_null_is_none(word: str) -> None:
    assert read(f"a: {word}") == ({"a": None}, [])


def test_quoted_null_is_text() -> None:
    assert read("a: 'null'\nb: ''") == ({"a": "null", "b": ""}, [])


def test_duplicate_key_is_reported_with_its_line() -> None:
    assert read("a: 1\nb: 2\na: 3") == ({"a": "1", "b": "2"}, [(3, "duplicate-key")])


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("a: &x 1", 1, "anchor"),
        ("a: 1\nb: *x", 2, "anchor"),
        ("a: !!python/object:os.system x", 1, "tag"),
        ("a: !!str 1", 1, "tag"),
        ("a: 1\n---\nb: 2", 2, "several-documents"),
        ("? [a, b]\n: 1", 1, "key"),
        ('a: "x\\x1b[2J"', 1, "control-character"),
        ('a: "\\u202e"', 1, "control-character"),
        ("a: b: c", 1, "broken-yaml"),
        ("a:\n  - x\n y: 1", 3, "broken-yaml"),
        ("[" * 100, 1, "too-deep"),
        ("a: \x07", 1, "control-character"),
        ("a: 1\nb: x\0y", 2, "control-character"),
        ("a: 1\n# \u202e txt.gnp", 2, "control-character"),
        ("a: x\u200by", 1, "control-character"),
        ("a: x\u2028y", 1, "control-character"),
        ("a: x\u0085y", 1, "control-character"),
        ("a: x\ry", 1, "control-character"),
        ('a: "x\\U000e0041"', 1, "control-character"),
        ("a: 1\n<<: *a", 2, "anchor"),
    ],
)
def test_refused(text: str, line: int, code: str) -> None:
    value, problems = read(text)
    assert value is None
    assert problems == [(line, code)]


def test_joiners_wide_blanks_and_other_line_ends_are_read() -> None:
    text = "a: \u0915\u094d\u200d\u0937\r\nb: x\u3000y\u00a0z\r\n"
    assert read(text) == ({"a": "\u0915\u094d\u200d\u0937", "b": "x\u3000y\u00a0z"}, [])


def test_escapes_where_they_are_allowed() -> None:
    node = read_text('a: "\\x1b[2J\\U000e0041"', "x.yaml", Report(), escapes=True)
    assert node is not None
    assert node.plain() == {"a": "\x1b[2J\U000e0041"}
    assert read_text("a: \x1b[2J", "x.yaml", Report(), escapes=True) is None


def test_too_many_values(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_reader, "MAX_NODES", 4)
    assert read("- [a]\n- b") == ([["a"], "b"], [])
    assert read("- [a]\n- b\n- c") == (None, [(3, "too-large")])


def test_lines_are_kept() -> None:
    node = read_text("a:\n  - b\n  - c:\n      d\n", "x", Report())
    assert node is not None
    assert node.line_of("a", 1, "c") == 4
    assert node.line_of("a", 7) == 2


def test_a_byte_order_mark_and_other_line_ends(tmp_path: Path) -> None:
    report = Report()
    (tmp_path / "x.yaml").write_bytes(b"\xef\xbb\xbfa: 1\r\nb:\r\n  - c\r\n")
    node = read_file(tmp_path / "x.yaml", "x.yaml", report)
    assert node is not None
    assert (node.plain(), node.line_of("b", 0), report.problems) == ({"a": "1", "b": ["c"]}, 3, [])


def test_unusable_files(tmp_path: Path) -> None:
    report = Report()
    (tmp_path / "latin.yaml").write_bytes(b"a: 1\nb: \xff")
    (tmp_path / "large.yaml").write_bytes(b"#" * (MAX_BYTES + 1))
    (tmp_path / "loop.yaml").symlink_to("loop.yaml")
    os.mkfifo(tmp_path / "pipe.yaml")
    for name in ("latin.yaml", "large.yaml", "missing.yaml", ".", "loop.yaml", "pipe.yaml"):
        assert read_file(tmp_path / name, name, report) is None
    found = [(problem.file, problem.line, problem.code) for problem in report.problems]
    assert found == [
        ("latin.yaml", 2, "not-utf-8"), ("large.yaml", 0, "too-large"), ("missing.yaml", 0, "no-file"),
        (".", 0, "no-file"), ("loop.yaml", 0, "no-file"), ("pipe.yaml", 0, "no-file"),
    ]  # fmt: skip


@given(st.text(alphabet=string.printable + "é中\u2028", max_size=60))
def test_never_a_traceback(text: str) -> None:
    read(text)
