"""A limit on the size of files, as a full disk sets it, for whoever runs the tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """Let no file become larger than so many bytes.

    Only around what is tested: the limit holds for all files of the process, and what pytest writes is one where its
    output goes to a file.
    """
    resource = pytest.importorskip("resource", reason="no limits for files on this system")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
