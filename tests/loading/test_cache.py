"""The cache: whatever is wrong with it means that it is not there."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import msgspec
import pytest

from chatbot.datatypes.catalog import Source
from chatbot.loading import cache

KEY = b"k" * 32
VALUE = Source(id="a", title="A")


def test_what_is_saved_is_found(tmp_path: Path) -> None:
    file = tmp_path / "inner" / "x.msgpack"
    cache.save(file, KEY, VALUE)
    assert cache.load(file, KEY, Source) == VALUE
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in file.parent.iterdir()] == ["x.msgpack"]


@pytest.mark.parametrize("cut", [0, 1, 16, 19, 40, 53, 57, -1])
def test_torn(tmp_path: Path, cut: int) -> None:
    file = tmp_path / "x"
    cache.save(file, KEY, VALUE)
    file.write_bytes(file.read_bytes()[:cut])
    assert cache.load(file, KEY, Source) is None


def test_tampered(tmp_path: Path) -> None:
    file = tmp_path / "x"
    cache.save(file, KEY, VALUE)
    data = bytearray(file.read_bytes())
    data[-1] ^= 1
    file.write_bytes(data)
    assert cache.load(file, KEY, Source) is None


def test_other_key_shape_or_place(tmp_path: Path) -> None:
    file = tmp_path / "x"
    cache.save(file, KEY, VALUE)
    assert cache.load(file, b"j" * 32, Source) is None
    assert cache.load(file, KEY, dict[str, int]) is None
    assert cache.load(tmp_path / "y", KEY, Source) is None
    assert cache.load(tmp_path, KEY, Source) is None


def test_writable_by_others(tmp_path: Path) -> None:
    file = tmp_path / "x"
    cache.save(file, KEY, VALUE)
    file.chmod(0o666)
    assert cache.load(file, KEY, Source) is None


def test_unwritable_place_is_silent(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    cache.save(tmp_path / "file" / "x", KEY, VALUE)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_full_disk_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr(Path, "replace", full)
    cache.save(tmp_path / "x", KEY, VALUE)
    assert list(tmp_path.iterdir()) == []


def test_fingerprint_depends_on_size_and_time(tmp_path: Path) -> None:
    file = tmp_path / "x"
    file.write_text("a")
    first = cache.fingerprint([str(file)])
    os.utime(file, ns=(1, 1))
    second = cache.fingerprint([str(file)])
    assert len({first, second, cache.fingerprint([])}) == 3


def test_only_data(tmp_path: Path) -> None:
    cache.save(tmp_path / "x", KEY, {"a": [1, None, "é"]})
    assert msgspec.msgpack.decode((tmp_path / "x").read_bytes()[16 + 4 + len(KEY) + 4 :]) == {"a": [1, None, "é"]}
