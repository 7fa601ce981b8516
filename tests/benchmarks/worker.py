"""One process of a benchmark: load a catalog, ask questions, print what was measured as JSON.

Times are those of the processor, so that what else the machine does counts for little.
"""

from __future__ import annotations

import gc
import resource
import sys
from pathlib import Path
from time import process_time

import msgspec

from chatbot.bot import Chatbot
from tests.benchmarks.questions import CLASSES

ROUNDS = 9
"""Each question is asked so often, after a first time that builds what is built when first needed."""


def main(cache: str, folder: str = "") -> None:
    """Measure; a folder is laid over the shipped catalog."""
    start = process_time()
    bot = Chatbot.load(knowledge=(Path(folder),) if folder else (), cache_dir=Path(cache))
    loaded = process_time() - start
    gc.disable()  # as the program does
    first = {name: times(bot, questions, 1) for name, questions in CLASSES.items()}
    asked = {name: times(bot, questions, ROUNDS) for name, questions in CLASSES.items()}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    sys.stdout.buffer.write(msgspec.json.encode({"load": loaded, "memory": peak, "first": first, "asked": asked}))


def times(bot: Chatbot, questions: tuple[str, ...], rounds: int) -> list[float]:
    """Return the seconds that each asking took, from the question to the encoded answer."""
    found = []
    for _ in range(rounds):
        for question in questions:
            start = process_time()
            msgspec.json.encode(bot.ask(question).json())
            found.append(process_time() - start)
    return found


if __name__ == "__main__":
    main(*sys.argv[1:])
