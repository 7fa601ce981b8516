"""Share out work over the cores of the machine: many questions at once that have nothing to do with each other.

What is at hand is cut into shares. This process does the first one, a copy of it each of the others; copies know all
that was loaded, and what comes of their shares is fetched in order when this one is done.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Thing = TypeVar("Thing")
Result = TypeVar("Result")

ALONE = 50
"""Things that one process does before work is shared out: they build what all others need, too."""
LEAST, MOST = 10, 250
"""Things in a share: fewer are not worth the way to another process; the results of more would fill the memory."""
MOST_PROCESSES = 8


def processes() -> int:
    """Return how many processes can work at once; 1 where the system does not tell, or cannot copy one."""
    return min(MOST_PROCESSES, len(os.sched_getaffinity(0))) if hasattr(os, "sched_getaffinity") else 1


def results_of(
    work: Callable[[Thing], Result], blocks: Iterable[Sequence[Thing]], count: int | None = None
) -> Generator[Result, None, None]:
    """Yield what comes of each thing, in order, each as soon as may be.

    Args:
        work: what is to be done; it must leave nothing behind that the next thing needs.
        blocks: the things, in blocks of what is at hand.
        count: processes that work at once; None: as many as can.

    """
    count = processes() if count is None else count
    alone, helpers = ALONE, list[Helper[Thing, Result]]()
    try:
        for block in blocks:
            yield from map(work, block[:alone])
            for start in range(alone, len(block), MOST * count):
                yield from _shared(work, block[start : start + MOST * count], count, helpers)
            alone = max(0, alone - len(block))
    finally:
        for helper in helpers:
            helper.end()


def _shared(
    work: Callable[[Thing], Result], things: Sequence[Thing], count: int, helpers: list[Helper[Thing, Result]]
) -> Iterator[Result]:
    """Yield what comes of each thing; the shares are of one size, but for the last."""
    size = max(LEAST, -(-len(things) // count))
    own, *others = (things[start : start + size] for start in range(0, len(things), size))
    helpers += [Helper(work) for _ in others[len(helpers) :]]
    for helper, share in zip(helpers, others):  # noqa: B905 - there may be more helpers than shares
        helper.begin(share)
    yield from map(work, own)
    for helper, _ in zip(helpers, others):  # noqa: B905
        yield from helper.results()


class Helper(Generic[Thing, Result]):
    """A copy of this process that does one share of the work after the other."""

    def __init__(self, work: Callable[[Thing], Result]) -> None:
        """Let the copy wait for its first share; where there can be no more processes, this one does its shares."""
        from multiprocessing import get_context  # for many questions only

        fork = get_context("fork")
        self._work = work
        self._share: Sequence[Thing] = ()
        self._pipe, other = fork.Pipe()
        self._process = fork.Process(target=_serve, args=(work, other, self._pipe), daemon=True)
        with suppress(OSError):
            self._process.start()
        other.close()

    def begin(self, share: Sequence[Thing]) -> None:
        """Let the copy do a share, if it is still there."""
        self._share = share
        with suppress(OSError):
            self._pipe.send(share)

    def results(self) -> list[Result]:
        """Return what came of the share; if the copy has gone, it is done here."""
        try:
            found: list[Result] = self._pipe.recv()
        except (EOFError, OSError):
            return [self._work(thing) for thing in self._share]
        return found

    def end(self) -> None:
        """Stop the copy, whatever it does."""
        if self._process.pid is not None:
            self._process.kill()
            self._process.join()
        self._pipe.close()


def _serve(work: Callable[[Any], Any], pipe: Connection, other_end: Connection) -> None:
    """Do one share after the other until there is no more; what goes wrong, goes wrong again where it can be told."""
    other_end.close()
    with suppress(Exception, KeyboardInterrupt):
        while True:
            pipe.send([work(thing) for thing in pipe.recv()])
