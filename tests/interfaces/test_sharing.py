"""Work is shared out over processes, and nobody can tell from what comes of it."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import subprocess
import sys
import time

import pytest

from chatbot.interfaces import sharing
from chatbot.interfaces.arguments import Options
from chatbot.interfaces.conversation import answer_lines
from chatbot.interfaces.sharing import ALONE, LEAST, MOST, processes, results_of
from tests.interfaces.stand_in import Screen, StandIn

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes cannot be copied here")

MANY = 3 * MOST + LEAST


def number(thing: str) -> tuple[str, int]:
    """Return the thing and the number of the process that worked on it."""
    return thing, os.getpid()


def numbered(*sizes: int, count: int) -> list[tuple[str, int]]:
    """Return what comes of blocks of so many things."""
    things = iter(range(sum(sizes)))
    blocks = [[str(next(things)) for _ in range(size)] for size in sizes]
    return list(results_of(number, blocks, count))


@pytest.mark.parametrize("sizes", [(), (0, 0), (1,), (ALONE + 1,), (MANY,), (3, MANY, 0, MANY), (LEAST,) * 5])
@pytest.mark.parametrize("count", [1, 2, 3])
def test_results_come_in_order_whoever_worked(sizes, count):
    found = numbered(*sizes, count=count)
    assert [thing for thing, _ in found] == [str(place) for place in range(sum(sizes))]
    assert sum(sizes) < MANY or len({process for _, process in found}) >= count


def test_few_things_are_done_by_one_process():
    assert {process for _, process in numbered(ALONE, LEAST, 1, LEAST, count=8)} == {os.getpid()}


def test_one_process_where_the_system_does_not_tell(monkeypatch):
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    assert processes() == 1


def test_one_process_does_it_where_there_can_be_no_more(monkeypatch):
    def no_more():
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(os, "fork", no_more)
    assert {process for _, process in numbered(MANY, count=2)} == {os.getpid()}


def test_the_share_of_a_stopped_process_is_done_by_this_one():
    here = os.getpid()

    def stop(thing: str) -> tuple[str, int]:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return number(thing)

    things = [str(place) for place in range(MANY)]
    assert list(results_of(stop, [things], 2)) == [(thing, here) for thing in things]


def test_a_process_is_left_when_nobody_wants_its_results():
    def slow(thing: str) -> int:
        if os.getpid() != here:
            time.sleep(20)
        return os.getpid()

    here, begun = os.getpid(), time.monotonic()
    with contextlib.closing(results_of(slow, [["x"] * MANY], 2)) as found:
        for _ in range(ALONE + 1):
            assert next(found) == here
        assert multiprocessing.active_children()
    assert time.monotonic() - begun < 10
    assert not multiprocessing.active_children()


@pytest.mark.parametrize("form", ["json", "text"])
def test_output_and_outcome_are_those_of_one_process(form, monkeypatch):
    lines = ["can I?", "turn?", "", "crash", " ", "how big?", "nonsense", "x\x1b[0m"] * 40

    def heard(count: int) -> tuple[bool, str, str]:
        monkeypatch.setattr(sharing, "processes", lambda: count)
        screen = Screen()
        options = Options(format=form, independent=True)
        answered = answer_lines(StandIn(), [lines, lines], options, screen.streams)
        return answered, screen.out.getvalue(), screen.err.getvalue()

    assert heard(3) == heard(1)
    assert heard(3)[2].count("crash:") == 80


PROGRAM = """\
import sys
from chatbot.interfaces import sharing
from chatbot.interfaces.cli import run
from chatbot.interfaces.streams import standard_streams
from tests.interfaces.stand_in import StandIn
sharing.processes = lambda: 2
sys.exit(run(["ask", "--independent", *sys.argv[1:]], standard_streams(), lambda options: StandIn()))
"""


def program(*options: str) -> subprocess.Popen:
    """Start the program with two processes at work."""
    given = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen([sys.executable, "-c", PROGRAM, *options], **given, start_new_session=True)


def test_interrupted():
    with program() as process:
        process.stdin.write(b"can I?\n" * ALONE + b"wait\n" * 2 * LEAST)
        process.stdin.close()
        for _ in range(2 * ALONE - 1):
            process.stdout.readline()
        time.sleep(0.2)
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(10) == 130
        assert process.stdout.read() + process.stderr.read() == b""


def test_reader_that_goes_away():
    with program() as process:
        process.stdin.write(b"can I?\n" * MANY)
        process.stdin.close()
        assert process.stdout.readline() == b"No.\n"
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(10) in {0, 1}


def test_a_line_is_answered_at_once_though_no_other_follows():
    with program("--json") as process:
        for given, said in ((b"turn?\n" * MANY, b"0 before"), (b"can I?\n", b"No."), (b"turn?\n", b"0 before")):
            process.stdin.write(given)
            process.stdin.flush()
            answers = [process.stdout.readline() for _ in range(given.count(b"\n"))]
            assert said in answers[-1]
        process.stdin.close()
