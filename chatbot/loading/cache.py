"""The compiled cache: a file of plain data, so that YAML need not be read each time.

Whatever is wrong with it (torn, of another version, tampered with, unwritable) means that it is not there.
"""

from __future__ import annotations

import contextlib
import gc
import os
import stat
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import msgspec

from chatbot import __version__
from chatbot.files import replace, sweep

FORMAT = 7
_MAGIC = b"catalog-chatbot\n"
_NUMBER = 4
"""Bytes of a number in the head: the length of the key, and the checksum of what follows it."""
_MAX_BYTES = 1_000_000_000
_KEPT = 16
"""Files in the folder: of the newest sets of data folders, and what killed writers left."""
T = TypeVar("T")


def fingerprint(paths: Iterable[str]) -> bytes:
    """Return everything on which compiled data depends: versions, and names, sizes and times of the files."""
    stated = [f"{FORMAT} {__version__} {msgspec.__version__}"]
    for path in paths:
        state = os.stat(path)  # noqa: PTH116 - a Path for each of two hundred files costs more than the call
        stated.append(f"{path} {state.st_size} {state.st_mtime_ns}")
    return os.fsencode("\0".join(stated))


def cache_file(folder: Path, shape: str, *roots: tuple[Path, ...]) -> Path:
    """Return the cache file of one shape for these data folders, sort by sort: replaced when they change."""
    named = "\0".join((shape, *("\n".join(str(root.resolve()) for root in sort) for sort in roots)))
    return folder / f"{zlib.crc32(os.fsencode(named)):08x}.msgpack"


def load(file: Path, key: bytes, shape: type[T]) -> T | None:
    """Return the compiled data if the file holds exactly what belongs to the key, else None."""
    try:
        data = _read_own(file)
        head = _head(key)
        start = len(head) + _NUMBER
        body = memoryview(data)[start:]
        if not data.startswith(head) or data[len(head) : start] != _checksum(body):
            return None
        with uncollected():
            return msgspec.msgpack.decode(body, type=shape)
    except (OSError, msgspec.MsgspecError, ValueError, RecursionError, MemoryError):
        return None


def save(file: Path, key: bytes, value: object) -> None:
    """Write the compiled data, or silently leave it."""
    with contextlib.suppress(OSError, msgspec.MsgspecError, ValueError):
        body = msgspec.msgpack.encode(value)
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        replace(file, _head(key) + _checksum(body) + body, 0o600)
        sweep(file.parent, "", _KEPT)


def _head(key: bytes) -> bytes:
    return _MAGIC + len(key).to_bytes(_NUMBER, "big") + key


def _checksum(body: bytes | memoryview) -> bytes:
    return zlib.crc32(body).to_bytes(_NUMBER, "big")


def _read_own(file: Path) -> bytes:
    """Return the bytes of a plain file that nobody else may write; nothing is waited for."""
    with open(file, "rb", opener=_at_once) as stream:
        state = os.fstat(stream.fileno())
        foreign = hasattr(os, "getuid") and (state.st_uid != os.getuid() or state.st_mode & 0o022)
        if foreign or not stat.S_ISREG(state.st_mode) or state.st_size > _MAX_BYTES:
            raise OSError("not a cache file of this user")
        return stream.read()


def _at_once(path: str, flags: int) -> int:
    """Open without waiting for what a pipe may never give."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


@contextlib.contextmanager
def uncollected() -> Iterator[None]:
    """Keep the garbage collector at rest, where nothing of what is made can be garbage."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
