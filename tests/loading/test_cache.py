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


def test_torn_anywhere_or_longer(tmp_path: Path) -> None:
    file = tmp_path / "x"
    cache.save(file, KEY, VALUE)
    data = file.read_bytes()
    for torn in (*(data[:cut] for cut in range(len(data))), data + b"\0", data + data):
        file.write_bytes(torn)
        assert cache.load(file, KEY, Source) is None


def test_any_bit_flipped(tmp_path: Path) -> None:
    file = tmp_path / "x"
    cache.save(file, KEY, VALUE)
    data = file.read_bytes()
    for place in range(len(data)):
        for bit in range(8):
            changed = bytearray(data)
            changed[place] ^= 1 << bit
            file.write_bytes(changed)
            assert cache.load(file, KEY, Source) is None


@pytest.mark.parametrize(
    "body",
    [
        b"", b"\xc1", b"\xdd\xff\xff\xff\xff", b"\xdf\xff\xff\xff\xff", b"\xdb\xff\xff\xff\xff",
        b"\x91" * 100_000, b"\x81\xa1a" * 100_000, b"\xc7\x04\x01abcd", b"\x82\xa2id\xa1a\xa5title\xa2\xff\xff",
    ],
)  # fmt: skip
@pytest.mark.parametrize("shape", [Source, dict[str, Source], list[int], object])
def test_a_right_head_before_a_wrong_body(tmp_path: Path, body: bytes, shape: type) -> None:
    """Huge lengths, deep nesting, other types, text that is no UTF-8."""
    file = tmp_path / "x"
    file.write_bytes(cache._head(KEY) + cache._checksum(body) + body)
    assert cache.load(file, KEY, shape) is None or shape is object


def test_what_is_no_plain_file(tmp_path: Path) -> None:
    """A pipe is not waited for, a device not read without end, a loop not followed."""
    (tmp_path / "x").symlink_to("x")
    (tmp_path / "y").symlink_to("/dev/zero")
    os.mkfifo(tmp_path / "z", 0o600)
    for name in "xyz":
        assert cache.load(tmp_path / name, KEY, Source) is None
        cache.save(tmp_path / name, KEY, VALUE)
        assert cache.load(tmp_path / name, KEY, Source) == VALUE


def test_the_place_depends_on_the_data_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    roots = (Path("/a"), Path("/b")), (Path("/c"),)
    here = cache.cache_file(tmp_path, "Shape", *roots)
    monkeypatch.chdir(tmp_path)
    assert cache.cache_file(tmp_path, "Shape", *roots) == here
    others = [((Path("/a"),), (Path("/b"), Path("/c"))), ((Path("/a"), Path("/b"), Path("/c")), ())]
    assert here not in [cache.cache_file(tmp_path, "Shape", *other) for other in others]


def test_the_folder_does_not_grow(tmp_path: Path) -> None:
    for number in range(cache._KEPT + 5):
        cache.save(tmp_path / f"{number}.msgpack", KEY, VALUE)
        (tmp_path / f".{number}.part").touch()
    assert len(list(tmp_path.iterdir())) <= cache._KEPT + 1
    assert cache.load(tmp_path / f"{number}.msgpack", KEY, Source) == VALUE


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
