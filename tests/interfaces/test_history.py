"""The history file: nothing that was typed is lost or spoilt, whatever stands before it."""

from __future__ import annotations

import os
import stat
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from chatbot.interfaces.history import append, opened, recent
from chatbot.interfaces.repl import open_history
from tests.limits import largest_file

TYPED = ["which?", "two\nlines", "+ # -", "中文", "", "x" * 20_000]


def test_what_was_typed_is_read_newest_first(tmp_path: Path) -> None:
    path = opened(tmp_path / "state" / "app")
    for typed in TYPED:
        append(path, typed)
    assert recent(path) == TYPED[::-1]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("cut", range(1, 40))
def test_an_entry_that_was_cut_off_spoils_no_other(tmp_path: Path, cut: int) -> None:
    path = opened(tmp_path)
    append(path, "first")
    append(path, "café 中文")
    os.truncate(path, path.stat().st_size - cut)
    append(path, "last")
    found = recent(path)
    assert (found[0], found[-1]) == ("last", "first")
    assert len(found) <= 3


def test_text_that_is_no_utf8(tmp_path: Path) -> None:
    path = opened(tmp_path)
    append(path, "a\udcff")
    assert recent(path) == ["a?"]
    path.write_bytes(b"\xff\x00+\n\n+a\xff\n")
    append(path, "b")
    assert recent(path) == ["b", "a\ufffd"]


def test_only_the_end_of_a_long_history_is_read(tmp_path: Path) -> None:
    path = opened(tmp_path)
    for number in range(100):
        append(path, f"question {number}")
    found = recent(path, 200)
    assert found[0] == "question 99"
    assert 1 < len(found) < 10
    assert all(entry.startswith("question") for entry in found)


def write(path: Path, writer: int) -> None:
    for number in range(50):
        append(path, f"{writer} {number}\n" + "x" * (number * 400))


def test_several_prompts_at_once(tmp_path: Path) -> None:
    path = opened(tmp_path)
    with ProcessPoolExecutor(4, mp_context=get_context("spawn")) as workers:
        list(workers.map(write, [path] * 4, range(4)))
    kept = {entry.partition("\n")[0] for entry in recent(path, 10**8)}
    assert kept == {f"{writer} {number}" for writer in range(4) for number in range(50)}
    assert {len(entry.partition("\n")[2]) for entry in recent(path, 10**8)} == {number * 400 for number in range(50)}


def test_what_is_no_plain_file(tmp_path: Path) -> None:
    """A prompt must neither wait for a pipe nor read a device without end."""
    (tmp_path / "pipe").mkdir()
    os.mkfifo(tmp_path / "pipe" / "history")
    (tmp_path / "device").mkdir()
    (tmp_path / "device" / "history").symlink_to("/dev/full")
    (tmp_path / "folder" / "history").mkdir(parents=True)
    for name in ("pipe", "device", "folder"):
        with pytest.raises(OSError, match="history"):
            opened(tmp_path / name)


def test_a_full_disk_costs_no_line_that_was_there(tmp_path: Path) -> None:
    history = open_history(tmp_path)
    path = tmp_path / "history"
    append(path, "x" * 900)
    for room in range(60):
        os.truncate(path, 931)
        with largest_file(931 + room):
            history.append_string("no room")
            history.append_string("none at all")
        append(path, "last")
        found = recent(path)
        assert (found[0], found[-1]) == ("last", "x" * 900)
    assert history.get_strings()[-1] == "none at all"


def test_a_prompt_goes_on_where_the_file_is_lost(tmp_path: Path) -> None:
    history = open_history(tmp_path / "state")
    history.append_string("first")
    (tmp_path / "state" / "history").unlink()
    (tmp_path / "state" / "history").mkdir()
    history.append_string("second")
    assert history.get_strings()[-1] == "second"
