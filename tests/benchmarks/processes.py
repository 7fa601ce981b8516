"""Whole processes: how long the program takes to start, to show its first prompt, and to answer many lines."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
from pathlib import Path
from time import perf_counter, sleep
from typing import NamedTuple

PROGRAM = (sys.executable, "-m", "chatbot")
PATIENCE = 10
ASKS_PLACE = b"\x1b[6n"
STARTS = {
    "bare Python": (sys.executable, "-c", "pass"),
    "its dependencies imported": (sys.executable, "-c", "import msgspec, jinja2, rapidfuzz, yaml"),
    "--version": (*PROGRAM, "--version"),
    "ask (en)": (*PROGRAM, "ask", "what's the context window of Llama 3.1?"),
    "ask (en, list)": (*PROGRAM, "ask", "which models allow commercial use?"),
    "ask --json (zh)": (*PROGRAM, "ask", "--json", "Gemma 能商用吗？"),
}


def environment(folder: Path) -> dict[str, str]:
    """Return an environment whose cache, byte-code and history lie in a folder of their own, as after a first run."""
    known = {key: value for key, value in os.environ.items() if not key.startswith("PYTHONDONTWRITE")}
    known |= {"XDG_CACHE_HOME": str(folder / "cache"), "XDG_STATE_HOME": str(folder / "state")}
    return known | {"PYTHONPYCACHEPREFIX": str(folder / "bytecode"), "TERM": "xterm"}


class Run(NamedTuple):
    """What a process took."""

    seconds: float
    processor: float
    memory: int
    """Peak, in bytes."""


def start(command: tuple[str, ...], known: dict[str, str], lines: bytes = b"") -> Run:
    """Run a command to its end."""
    begun = perf_counter()
    process = subprocess.Popen(
        command, env=known, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    if process.stdin is not None:
        process.stdin.write(lines)
        process.stdin.close()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return Run(perf_counter() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024)


class Prompted:
    """The program at a pseudo-terminal, which answers the question for the cursor's place as real ones do."""

    def __init__(self, known: dict[str, str], *options: str) -> None:
        """Start it and wait for its prompt."""
        self._begun = perf_counter()
        self._process, self._terminal = pty.fork()
        if not self._process:
            os.execve(PROGRAM[0], (*PROGRAM, *options), known)
        self.prompt = self._seen_after(self._begun, b"> ")
        """Seconds until the prompt stood."""

    def typed(self, keys: str, shown: str) -> float:
        """Type keys in one go and return the seconds until a text is shown."""
        begun = perf_counter()
        os.write(self._terminal, keys.encode())
        return self._seen_after(begun, shown.encode())

    def leave(self) -> None:
        """End the program."""
        sleep(0.1)  # so that the prompt reads what ends it
        os.write(self._terminal, b"\x15\x04")
        try:
            while os.read(self._terminal, 4096):
                pass
        except OSError:  # the terminal is gone with its process
            pass
        os.waitpid(self._process, 0)
        os.close(self._terminal)

    def _seen_after(self, begun: float, text: bytes) -> float:
        seen = b""
        while text not in seen and perf_counter() - begun < PATIENCE:
            if select.select([self._terminal], [], [], 0.1)[0]:
                more = os.read(self._terminal, 65536)
                seen += more
                if ASKS_PLACE in more:
                    os.write(self._terminal, b"\x1b[1;1R")
        return perf_counter() - begun


def first_keys(known: dict[str, str], *options: str) -> tuple[float, float, float]:
    """Return the seconds until the prompt stands, from the first letters to their menu, and from later letters."""
    program = Prompted(known, *options)
    first = program.typed("gp", "GPT-4")
    sleep(0.3)
    program.typed("\x15", "> ")
    sleep(0.3)
    later = program.typed("mixt", "Mixtral")
    program.leave()
    return program.prompt, first, later
