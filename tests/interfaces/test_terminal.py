"""The prompt at a real pseudo-terminal: what it leaves behind, whatever ends it."""

from __future__ import annotations

import contextlib
import os
import re
import select
import signal
import sys
import time
from pathlib import Path

import pytest

pty = pytest.importorskip("pty", reason="no pseudo-terminals on this system")
termios = pytest.importorskip("termios")

ROOT = Path(__file__).parent.parent.parent
PROGRAM = """\
import sys
from chatbot.interfaces.cli import run
from chatbot.interfaces.streams import standard_streams
from tests.interfaces.stand_in import StandIn
sys.exit(run(sys.argv[1:], standard_streams(), lambda options: StandIn()))
"""
PATIENCE = 10.0
ASKS_PLACE, PLACE = b"\x1b[6n", b"\x1b[1;1R"


class Terminal:
    """A program at a pseudo-terminal of 24 lines, which answers the question for the cursor's place as real ones do."""

    def __init__(self, folder: Path, *argv: str, **environment: str) -> None:
        self.process, self.side = pty.fork()
        if self.process == 0:  # the program's side
            os.chdir(ROOT)
            surroundings = {"TERM": "xterm", "LC_ALL": "C.UTF-8", "XDG_STATE_HOME": str(folder), "PATH": ""}
            os.execve(sys.executable, [sys.executable, "-c", PROGRAM, *argv], surroundings | environment)
        termios.tcsetwinsize(self.side, (24, 80))
        self.seen = b""

    def wait_for(self, text: str) -> None:
        """Read until a text is shown that was not shown before."""
        from_here, end = len(self.seen), time.monotonic() + PATIENCE
        while text.encode() not in self.seen[from_here:]:
            assert time.monotonic() < end, f"{text!r} is not in {self.seen[from_here:]!r}"
            self.read(0.1)

    def read(self, seconds: float) -> None:
        """Read what there is, and answer."""
        if select.select([self.side], [], [], seconds)[0]:
            more = os.read(self.side, 65536)
            self.seen += more
            if ASKS_PLACE in more:
                os.write(self.side, PLACE)

    def type_in(self, keys: str) -> None:
        os.write(self.side, keys.encode())

    def left(self) -> int:
        """Return the exit code; until then what the program shows is read."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            process, status = os.waitpid(self.process, os.WNOHANG)
            if process:
                return os.waitstatus_to_exitcode(status)
            with contextlib.suppress(OSError):  # the program has closed its side, or the test its own
                self.read(0.01)
        os.kill(self.process, signal.SIGKILL)
        raise AssertionError("the program does not end")

    def is_between_prompts(self) -> bool:
        """Tell whether keys can interrupt, and are not shown."""
        modes = termios.tcgetattr(self.side)[3]
        return bool(modes & termios.ISIG) and not modes & termios.ECHO

    def is_in_order(self) -> bool:
        """Tell whether the terminal echoes and takes whole lines, as before."""
        modes = termios.tcgetattr(self.side)[3]
        return bool(modes & termios.ECHO) and bool(modes & termios.ICANON)


def test_a_conversation(tmp_path):
    terminal = Terminal(tmp_path)
    terminal.wait_for("which?")  # the example in grey
    terminal.type_in("can I?\r")
    terminal.wait_for("No. (80 columns, 16 rows)")
    terminal.wait_for("1 fish")  # the line below the prompt
    terminal.type_in("\x04")
    assert terminal.left() == 0
    assert terminal.is_in_order()
    assert b"WARNING" not in terminal.seen


def test_keys_typed_while_an_answer_is_made_go_to_the_next_prompts(tmp_path):
    terminal = Terminal(tmp_path)
    terminal.wait_for("which?")
    terminal.type_in("slow?\r")
    while not terminal.is_between_prompts():
        terminal.read(0.01)
    begun = len(terminal.seen)
    terminal.type_in("can I?x\x7f\rturn")
    terminal.wait_for("At last.")
    assert b"can I?" not in terminal.seen[begun : terminal.seen.index(b"At last.")]
    terminal.wait_for("No.")
    terminal.type_in("?\r")
    terminal.wait_for("2 before")
    terminal.type_in("\x04")
    assert terminal.left() == 0
    assert terminal.is_in_order()


def test_ctrl_c_stops_an_answer(tmp_path):
    terminal = Terminal(tmp_path)
    terminal.wait_for("which?")
    terminal.type_in("wait\r")
    while not terminal.is_between_prompts():  # the prompt has not given the terminal back yet
        terminal.read(0.01)
    time.sleep(0.5)  # on a busy machine the answer begins a little later
    terminal.type_in("\x03")
    terminal.wait_for("repl.stopped")
    terminal.type_in("can I?\r")
    terminal.wait_for("No.")
    terminal.type_in("/quit\r")
    assert terminal.left() == 0


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGHUP])
def test_signals_leave_the_terminal_in_order(tmp_path, end):
    terminal = Terminal(tmp_path)
    terminal.wait_for("which?")
    os.kill(terminal.process, end)
    assert terminal.left() == 128 + end
    assert terminal.is_in_order()


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGHUP])
def test_signals_while_an_answer_is_made(tmp_path, end):
    terminal = Terminal(tmp_path)
    terminal.wait_for("which?")
    terminal.type_in("wait\r")
    while not terminal.is_between_prompts():
        terminal.read(0.01)
    os.kill(terminal.process, end)
    assert terminal.left() == 128 + end
    assert terminal.is_in_order()


def test_a_terminal_that_goes_away_ends_it(tmp_path):
    terminal = Terminal(tmp_path)
    terminal.wait_for("which?")
    os.close(terminal.side)
    assert terminal.left() == 128 + signal.SIGHUP


def test_history_survives_a_kill(tmp_path):
    terminal = Terminal(tmp_path)
    terminal.wait_for("which?")
    terminal.type_in("can I?\r")
    terminal.wait_for("No.")
    os.kill(terminal.process, signal.SIGKILL)
    assert terminal.left() == -signal.SIGKILL
    (path,) = tmp_path.rglob("history")
    assert "can I?" in path.read_text()
    assert path.stat().st_mode & 0o777 == 0o600


def test_no_history_and_no_colour(tmp_path):
    terminal = Terminal(tmp_path, "--no-history", NO_COLOR="1")
    terminal.wait_for("which?")
    terminal.type_in("size of Big Fish \r")
    terminal.wait_for("Not understood.")
    terminal.type_in("/quit\r")
    assert terminal.left() == 0
    assert not list(tmp_path.rglob("history"))
    assert not re.search(rb"\x1b\[(\d+;)*[349][0-7](;\d+)*m", terminal.seen)
