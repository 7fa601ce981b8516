"""Files that are written whole or not at all, whatever ends the program; what a kill leaves behind never grows."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterator
from io import FileIO
from pathlib import Path

_LEFT = 2
"""Beginnings of one file that may lie about: of writers that were killed, or are at work."""
_KNOWN_BY = 40
"""Characters of a name by which its beginnings are known: a longer name might become too long."""


def create(path: Path, data: bytes) -> None:
    """Write a new file; raises FileExistsError if there is one, OSError if it cannot be written whole."""
    if os.path.lexists(path):
        raise _fault(errno.EEXIST, path)
    if not _create_unnamed(path, data):
        with _beginning(path, data) as part:
            try:
                os.link(part, path)
            except FileExistsError:
                raise
            except OSError:  # no second names in this folder
                part.rename(path)


def replace(path: Path, data: bytes, mode: int) -> None:
    """Write a file over the one that may be there; raises OSError if it cannot be written whole, which changes nothing.

    Args:
        path: the file.
        data: what it holds then.
        mode: who may read and write it then.

    """
    sweep(path.parent, _start(path), _LEFT)
    with _beginning(path, data) as part:
        part.chmod(mode)
        part.replace(path)


def rewrite(path: Path, data: bytes) -> None:
    """Write a file with the permissions that it has, or a new one; raises OSError as `replace` does."""
    path = path.resolve()
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        create(path, data)
        return
    if not os.access(path, os.W_OK):
        raise _fault(errno.EACCES, path)
    replace(path, data, mode)


def sweep(folder: Path, start: str, most: int) -> None:
    """Remove the oldest files of a folder whose names start so, until only so many are left."""
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        found = [entry for entry in entries if entry.name.startswith(start) and entry.is_file(follow_symlinks=False)]
        if len(found) > most:
            found.sort(key=lambda entry: entry.stat(follow_symlinks=False).st_mtime_ns)
            for entry in found[:-most]:
                Path(entry.path).unlink(missing_ok=True)


def _create_unnamed(path: Path, data: bytes) -> bool:
    """Write a file that has no name before it is whole; return False where the system cannot do that."""
    try:
        handle = os.open(path.parent, os.O_WRONLY | os.O_TMPFILE, 0o666)
    except (AttributeError, OSError):
        return False
    with os.fdopen(handle, "wb", buffering=0) as file:
        _put(file, data, path)
        try:
            # With a folder given, the link is made to what the name in /proc stands for.
            os.link(f"/proc/self/fd/{handle}", path, src_dir_fd=handle)
        except FileExistsError:
            raise
        except OSError:
            return False
    return True


@contextlib.contextmanager
def _beginning(path: Path, data: bytes) -> Iterator[Path]:
    """Write the data under a name of its own, which is gone afterwards."""
    part = path.with_name(f"{_start(path)}{os.urandom(4).hex()}.part")
    try:
        with part.open("xb", buffering=0) as file:
            _put(file, data, path)
        yield part
    finally:
        with contextlib.suppress(OSError):
            part.unlink()


def _put(file: FileIO, data: bytes, path: Path) -> None:
    """Write data so that they outlast a crash of the system; a fault names the file that is asked for."""
    rest = memoryview(data)
    try:
        while rest:
            rest = rest[file.write(rest) :]
        os.fsync(file.fileno())
    except OSError as fault:
        raise _fault(fault.errno or errno.EIO, path) from fault


def _start(path: Path) -> str:
    """Return what the names of a file's beginnings start with."""
    return f".{path.name[:_KNOWN_BY]}."


def _fault(number: int, path: Path) -> OSError:
    return OSError(number, os.strerror(number), str(path))
