"""Files are written whole or not at all; what exists is never lost."""

from __future__ import annotations

import os
import signal
import stat
from pathlib import Path

import pytest

from chatbot import files
from tests.benchmarks import kills
from tests.limits import largest_file


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture(params=["unnamed", "named"])
def _way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "named":
        monkeypatch.setattr(files, "_create_unnamed", lambda path, data: False)


@pytest.mark.usefixtures("_way")
def test_a_new_file(tmp_path: Path) -> None:
    files.create(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"new"
    assert names(tmp_path) == ["a"]


@pytest.mark.usefixtures("_way")
def test_a_new_file_where_there_is_one(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "dangling").symlink_to("nowhere")
    for name in ("a", "dangling"):
        with pytest.raises(FileExistsError):
            files.create(tmp_path / name, b"new")
    assert (tmp_path / "a").read_bytes() == b"old"
    assert names(tmp_path) == ["a", "dangling"]


def test_a_file_that_appears_meanwhile_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_bytes(b"old")
    monkeypatch.setattr(os.path, "lexists", lambda path: False)
    with pytest.raises(FileExistsError):
        files.create(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"old"


def test_without_second_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(1, "not here")

    monkeypatch.setattr(os, "link", refuse)
    files.create(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"new"
    assert names(tmp_path) == ["a"]


@pytest.mark.usefixtures("_way")
def test_a_full_disk(tmp_path: Path) -> None:
    (tmp_path / "old").write_bytes(b"old")
    for write in (files.create, files.rewrite):
        name = "old" if write is files.rewrite else "new"
        with pytest.raises(OSError, match=f"(large|space).*{name}"), largest_file(8192):
            write(tmp_path / name, b"x" * 10_000)
    assert names(tmp_path) == ["old"]
    assert (tmp_path / "old").read_bytes() == b"old"


def test_rewriting_keeps_permissions_and_links(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "a").chmod(0o640)
    (tmp_path / "link").symlink_to("a")
    files.rewrite(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "a").read_bytes() == b"new"
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o640


def test_what_is_read_only_is_not_rewritten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_bytes(b"old")
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(PermissionError):
        files.rewrite(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"old"


def test_beginnings_left_by_kills_are_swept(tmp_path: Path) -> None:
    for number in range(9):
        (tmp_path / f".a.{number}.part").touch()
        (tmp_path / f".b.{number}.part").touch()
    files.replace(tmp_path / "a", b"new", 0o600)
    assert len(list(tmp_path.glob(".a.*"))) == files._LEFT
    assert len(list(tmp_path.glob(".b.*"))) == 9


@pytest.mark.skipif(not hasattr(os, "fork") or not hasattr(signal, "SIGKILL"), reason="no processes to kill")
@pytest.mark.parametrize("name", kills.KINDS)
def test_kills_tear_and_lose_nothing(tmp_path: Path, name: str) -> None:
    kills.run(kills.KINDS[name], tmp_path, 5, seed=2)
