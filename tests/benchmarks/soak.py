"""Asks many mixed questions in one process: `python -m tests.benchmarks.soak [QUESTIONS] [SEED]`.

Prints memory and times of the processor a tenth after the other, which must stay flat, and whether the answers at the
end are those at the start.
"""

from __future__ import annotations

import gc
import random
import sys
from pathlib import Path
from time import process_time

from chatbot.bot import Chatbot
from tests.properties.corpus import questions

TENTHS = 10
KEPT = 300
"""Questions whose answers are compared."""


def memory() -> float:
    """Return the memory in use, in MB, where the system tells it."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))
    except OSError:
        return 0.0


def mixed(chance: random.Random) -> str:
    """Return a scripted question, two of them, halves of two, or signs of one in another order."""
    one, two = chance.choice(questions()), chance.choice(questions())
    kind = chance.randrange(10)
    if kind == 0:
        return f"{one} {two}"
    if kind == 1:
        return one[: len(one) // 2] + two[len(two) // 2 :]
    if kind == 2:
        return "".join(chance.sample(one, len(one)))
    return one


def main(count: int, seed: int) -> None:
    """Ask and print."""
    bot, chance = Chatbot.load(), random.Random(seed)
    kept = [mixed(chance) for _ in range(KEPT)]
    first = [bot.ask(text).json() for text in kept]
    gc.disable()  # as the program does
    state = bot.start()
    for tenth in range(TENTHS):
        waited = []
        for _ in range(count // TENTHS):
            start = process_time()
            turn = bot.ask(mixed(chance), state if chance.random() < 0.5 else None)
            turn.text()
            turn.json()
            waited.append(process_time() - start)
            state = turn.state
        waited.sort()
        figures = f"median {waited[len(waited) // 2] * 1e3:.1f} ms, p99 {waited[len(waited) * 99 // 100] * 1e3:.1f} ms"
        sys.stdout.write(f"{tenth + 1:2}/{TENTHS}: {figures}, longest {waited[-1] * 1e3:.0f} ms, {memory():.0f} MB\n")
        sys.stdout.flush()
    same = first == [bot.ask(text).json() for text in kept]
    sys.stdout.write(f"the same answers at the end: {'yes' if same else 'NO'}\n")


if __name__ == "__main__":
    given = [int(each) for each in sys.argv[1:]]
    main(*(given + [20_000, 1][len(given) :]))
