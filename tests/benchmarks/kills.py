"""Kills writers in the middle of their work: `python -m tests.benchmarks.kills [KILLS OF EACH KIND] [SEED]`.

Each writer says when a piece is written, as the program does when it shows an answer or a message. Whatever was said to
be written must be there, whole; nothing may be half there; and what is left of kills must not grow with their number.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import tempfile
from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path
from time import sleep
from typing import NamedTuple

from chatbot.files import rewrite
from chatbot.interfaces import history
from chatbot.interfaces.arguments import Options
from chatbot.interfaces.commands import export, save
from chatbot.interfaces.talk import Talk
from chatbot.loading import cache
from tests.interfaces.stand_in import Screen, StandIn

LONGEST_WAIT = 0.02
"""Seconds from a writer's start to its kill, at most."""
TURNS = 400
"""Questions in a conversation that is saved: enough for a file of many blocks."""
LARGE = 1_000_000

Write = Callable[[int], None]


class Found(NamedTuple):
    """What came of kills."""

    whole: int
    """Pieces that were said to be written, and are."""
    left: int
    """Files that belong to nothing."""


class Kind(NamedTuple):
    """Writers that work at the same time, and how to look at what they wrote."""

    writers: Sequence[Write]
    look: Callable[[Sequence[set[int]]], Found]
    """Takes what each writer said to have written since the last look; raises AssertionError if it is not there, whole.

    What was looked at is taken away, but not what belongs to nothing.
    """
    most_left: int


def prompts(folder: Path) -> Kind:
    """Three prompts that keep one history."""
    path = history.opened(folder)

    def typed(writer: int, number: int) -> str:
        return f"{writer} {number}\n" + "\u00e9" * (number % 7 * 1500)

    def look(said: Sequence[set[int]]) -> Found:
        kept = {typed(writer, number) for writer, numbers in enumerate(said) for number in numbers}
        lost = sorted(text[:20] for text in kept.difference(history.recent(path, 1_000 * LARGE)))
        assert not lost, f"lost or torn: {lost}"
        if path.stat().st_size > LARGE:
            os.truncate(path, LARGE // 2)  # in the middle of anything
        return Found(len(kept), len(list(folder.iterdir())) - 1)

    return Kind([lambda n, w=writer: history.append(path, typed(w, n)) for writer in range(3)], look, 0)


def caches(folder: Path) -> Kind:
    """Eight processes that write one cache."""
    file, value = folder / "x.msgpack", {"facts": "9" * LARGE}

    def look(said: Sequence[set[int]]) -> Found:
        if file.exists():
            assert cache.load(file, b"key", dict[str, str]) == value, "torn"
        return Found(sum(map(len, said)), len(list(folder.iterdir())) - file.exists())

    return Kind([lambda _: cache.save(file, b"key", value)] * 8, look, cache._KEPT)


def saved(command: Callable[[Talk, str], None], ending: str) -> Callable[[Path], Kind]:
    """Return a prompt that saves what was said, each time in a new file."""

    def kind(folder: Path) -> Kind:
        bot, screen = StandIn(), Screen()
        talk = Talk(bot, Options(), screen.streams)
        talk.conversations = [[("how big?", bot.ask("how big?", place)) for place in range(TURNS)]]
        if command is export:
            turn = talk.conversations[0][-1][1]
            turn.values["cells"] = turn.values["cells"] * TURNS
        command(talk, str(folder.parent / f"whole{ending}"))
        expected = (folder.parent / f"whole{ending}").read_bytes()

        def write(number: int) -> None:
            command(talk, str(folder / f"{number}{ending}"))
            assert "repl.saved" in screen.out.getvalue().splitlines()[-1]

        def look(said: Sequence[set[int]]) -> Found:
            files = {path.name: path for path in folder.iterdir()}
            assert all(path.read_bytes() == expected for path in files.values()), "torn"
            lost = [number for number in said[0] if f"{number}{ending}" not in files]
            assert not lost, f"lost: {lost}"
            left = [files.pop(name) for name in list(files) if name.startswith(".")]
            for path in files.values():
                path.unlink()
            return Found(len(files), len(left))

        return Kind([write], look, 0)

    return kind


def rewritten(folder: Path) -> Kind:
    """A file that is written over and over (recorded texts, schemas)."""
    path, versions = folder / "x.qa.yaml", (b"a" * LARGE, b"b" * LARGE)
    path.write_bytes(versions[0])

    def look(said: Sequence[set[int]]) -> Found:
        assert path.read_bytes() in versions, "torn"
        return Found(len(said[0]), len(list(folder.iterdir())) - 1)

    return Kind([lambda number: rewrite(path, versions[number % 2])], look, 3)


KINDS: dict[str, Callable[[Path], Kind]] = {
    "history, three prompts": prompts,
    "cache, eight processes": caches,
    "/save .qa.yaml": saved(save, ".qa.yaml"),
    "/save .md": saved(save, ".md"),
    "/export .csv": saved(export, ".csv"),
    "written over": rewritten,
}


def killed(writers: Sequence[Write], first: int, wait: float) -> list[set[int]]:
    """Let writers write, beginning with a number, and kill them; return the numbers that each said to have written."""
    working = [_started(write, first) for write in writers]
    for _, said in working:
        assert os.read(said, 1), "a writer does not start"
    sleep(wait)
    for process, _ in working:
        os.kill(process, signal.SIGKILL)
    return [_ended(process, said, first) for process, said in working]


def _started(write: Write, first: int) -> tuple[int, int]:
    """Start a writer; return its process and where it tells of each number, after a sign that it is there."""
    said, tell = os.pipe()
    process = os.fork()
    if process:
        os.close(tell)
        return process, said
    try:
        os.write(tell, b".")
        for number in count(first):
            write(number)
            os.write(tell, b".")
    finally:
        os._exit(1)


def _ended(process: int, said: int, first: int) -> set[int]:
    status = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    assert status == -signal.SIGKILL, "a writer failed"
    told = 0
    while more := os.read(said, 65536):
        told += len(more)
    os.close(said)
    return set(range(first, first + told))


def run(make: Callable[[Path], Kind], folder: Path, kills: int, seed: int) -> Found:
    """Kill writers of one kind so often; return what is found at the end."""
    place = folder / "written"
    place.mkdir()
    kind, chance = make(place), random.Random(seed)
    first = whole = left = 0
    for _ in range(kills):
        said = killed(kind.writers, first, chance.random() * LONGEST_WAIT)
        found = kind.look(said)
        assert found.left <= kind.most_left, f"{found.left} files left over"
        first += max(map(len, said)) + 1
        whole, left = whole + found.whole, found.left
    return Found(whole, left)


def main(kills: int, seed: int) -> None:
    """Kill and print."""
    sys.stdout.write(f"{'':26}{'kills':>8}{'written':>10}{'left over':>11}\n")
    for name, make in KINDS.items():
        with tempfile.TemporaryDirectory() as folder:
            found = run(make, Path(folder), kills, seed)
        sys.stdout.write(f"{name:26}{kills:8}{found.whole:10}{found.left:11}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    given = [int(each) for each in sys.argv[1:]]
    main(*(given + [200, 1][len(given) :]))
