"""Prints the tables: `python -m tests.benchmarks [MODELS ...]`, by default catalogs of 58, 1,000 and 10,000 models."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from subprocess import PIPE
from typing import Any

import msgspec

from tests.benchmarks.catalogs import SHIPPED, write_catalog
from tests.benchmarks.processes import PROGRAM, STARTS, environment, first_keys, start
from tests.benchmarks.questions import UNDERSTOOD

SIZES = (SHIPPED, 1_000, 10_000)
WORKER = (sys.executable, "-m", "tests.benchmarks.worker")
KEYS = ("first prompt", "first letters to menu", "later letters to menu")
RUNS = 11
LINES = 2_000
ROOT = Path(__file__).parents[2]


def main(sizes: tuple[int, ...]) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        known = environment(Path(folder))
        print_starts(known)
        print_throughput(known)
        measured = {size: measure(Path(folder), size, known) for size in sizes}
        print_keys(known, Path(folder), sizes)
    print_loads(measured)
    print_questions(measured)


def show(text: str) -> None:
    """Print a line at once: the whole takes minutes."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def print_starts(known: dict[str, str]) -> None:
    """Print how long processes take, and against bare Python."""
    show(f"{'start, ms':38}{'median':>9}{'p95':>9}{'max':>9}{'ratio':>9}{'processor':>11}{'MB':>6}")
    base = 0.0
    for name, command in STARTS.items():
        start(command, known)
        runs = [start(command, known) for _ in range(RUNS)]
        processor = sorted(run.processor for run in runs)[RUNS // 2]
        rest = f"{processor * 1e3:11.1f}{max(run.memory for run in runs) / 2**20:6.0f}"
        base = line(name, [run.seconds for run in runs], base, rest)


def print_keys(known: dict[str, str], folder: Path, sizes: tuple[int, ...]) -> None:
    """Print how long the first prompt takes, and letters to their menu: the very first ones, and later ones."""
    show(f"\n{'prompt, ms':30}{'models':>8}{'median':>9}{'p95':>9}{'max':>9}")
    for size in sizes:
        options = ("--knowledge", str(folder / str(size))) if size > SHIPPED else ()
        first_keys(known, *options)
        runs = [first_keys(known, *options) for _ in range(RUNS)]
        for name, seconds in zip(KEYS, zip(*runs, strict=True), strict=True):
            figures = "".join(f"{at(sorted(seconds), percent) * 1e3:9.1f}" for percent in (50, 95, 100))
            show(f"{name:30}{size:8,}{figures}")


def line(name: str, seconds: list[float], base: float, rest: str = "") -> float:
    """Print one line; return the base of ratios, which is the median of the first line."""
    ordered = sorted(seconds)
    middle = at(ordered, 50)
    base = base or middle
    show(f"{name:38}{middle * 1e3:9.1f}{at(ordered, 95) * 1e3:9.1f}{ordered[-1] * 1e3:9.1f}{middle / base:9.1f}{rest}")
    return base


def print_throughput(known: dict[str, str]) -> None:
    """Print how many questions are answered in a second, and in one of a processor's time, start-up taken off."""
    asked = [text for texts in UNDERSTOOD.values() for text in texts]
    lines = "\n".join(asked * (LINES // len(asked))).encode()
    cases = sum(text.read_text(encoding="utf-8").count("ask:") for text in (ROOT / "tests" / "qa").rglob("*.qa.yaml"))
    alone = start((*PROGRAM, "ask", "hello"), known)
    piped = start((*PROGRAM, "ask", "--independent", "--json"), known, lines)
    tested = start((*PROGRAM, "test", str(ROOT / "tests" / "qa")), known)
    show(f"\n{'throughput':38}{'questions':>10}{'a second':>10}{'of processor':>14}")
    for name, count, run in (("piped ask --independent --json", LINES, piped), ("test tests/qa", cases, tested)):
        elapsed, processor = run.seconds - alone.seconds, run.processor - alone.processor
        show(f"{name:38}{count:10}{count / elapsed:10.0f}{count / processor:14.0f}")


def measure(folder: Path, size: int, known: dict[str, str]) -> dict[str, Any]:
    """Measure one catalog: cold, then from the cache."""
    extra = write_catalog(folder / str(size), size) if size > SHIPPED else None
    command = (*WORKER, str(folder / "compiled"), *((str(extra),) if extra else ()))
    cold, cached = (subprocess.run(command, env=known, cwd=ROOT, stdout=PIPE, check=True).stdout for _ in range(2))
    found: dict[str, Any] = msgspec.json.decode(cached)
    return found | {"cold": msgspec.json.decode(cold)["load"]}


def print_loads(measured: dict[int, dict[str, Any]]) -> None:
    """Print how long catalogs take to load, and the memory that is used."""
    show(f"\n{'models':>8}{'load cold, ms':>16}{'from cache, ms':>16}{'peak MB':>10}")
    for size, found in measured.items():
        show(f"{size:8,}{found['cold'] * 1e3:16.0f}{found['load'] * 1e3:16.0f}{found['memory'] / 2**20:10.0f}")


def print_questions(measured: dict[int, dict[str, Any]]) -> None:
    """Print how long questions take, and against the first catalog."""
    heads = "".join(f"{head:>9}" for head in ("median", "p95", "p99", "max", "first"))
    show(f"\n{'question to answer, processor ms':34}{'models':>8}{heads}{'ratio':>7}")
    base: dict[str, float] = {}
    for name in next(iter(measured.values()))["asked"]:
        for size, found in measured.items():
            ordered = sorted(found["asked"][name])
            figures = [at(ordered, 50), at(ordered, 95), at(ordered, 99), ordered[-1], max(found["first"][name])]
            base.setdefault(name, figures[0])
            shown = "".join(f"{figure * 1e3:9.2f}" for figure in figures)
            show(f"{name:34}{size:8,}{shown}{figures[0] / base[name]:7.1f}")


def at(ordered: list[float], percent: int) -> float:
    """Return the value below which so many percent of them lie."""
    return ordered[min(len(ordered) * percent // 100, len(ordered) - 1)]


if __name__ == "__main__":
    main(tuple(int(word.replace(",", "")) for word in sys.argv[1:]) or SIZES)
