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


def first_prompt(known: dict[str, str]) -> float:
    """Return the seconds until the prompt stands on a terminal."""
    begun = perf_counter()
    process, terminal = pty.fork()
    if not process:
        os.execve(PROGRAM[0], PROGRAM, known)
    seen = b""
    while b"> " not in seen and perf_counter() - begun < 10:
        if select.select([terminal], [], [], 0.1)[0]:
            seen += os.read(terminal, 4096)
    taken = perf_counter() - begun
    sleep(0.1)  # so that the prompt reads what ends it
    os.write(terminal, b"\x04")
    try:
        while os.read(terminal, 4096):
            pass
    except OSError:  # the terminal is gone with its process
        pass
    os.waitpid(process, 0)
    os.close(terminal)
    return taken
