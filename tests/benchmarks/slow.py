"""Looks for questions that take long: `python -m tests.benchmarks.slow [SECONDS] [SEED]`.

Pieces of scripted questions are repeated and joined in ways nobody would, up to the length at which texts are refused,
half of them after another question.
Prints the slowest, in milliseconds of the processor and against the median of the scripted questions.
"""

from __future__ import annotations

import gc
import random
import sys
from statistics import median
from time import monotonic, process_time

import msgspec

from chatbot.bot import Chatbot
from chatbot.dialogue.state import State
from tests.properties.corpus import questions

JOINTS = (" ", ", ", " and ", " or ", " not ", "和", "，", "。", ". ", "? ", "", "; ", " - ", " but ", " than ", " vs ")
MOST_WORDS, MOST_CHARACTERS = 250, 4000
SHOWN = 20
SLOW = 10.0
"""Against the median: only what takes longer is asked again, since other processes make any question look slow."""


def piece(chance: random.Random) -> str:
    """Return a question, or some neighbouring words or signs of one."""
    question = chance.choice(questions())
    kind = chance.randrange(4)
    if kind == 0:
        return question
    if kind == 1:
        start = chance.randrange(len(question))
        return question[start : start + chance.randint(1, 12)]
    words = question.split()
    start = chance.randrange(len(words))
    return " ".join(words[start : start + chance.randint(1, 8)])


def odd(chance: random.Random) -> str:
    """Return pieces over and over: one, a few in turn, or in any order, with one joint or with any."""
    pieces = [piece(chance) for _ in range(chance.choice((1, 1, 2, 3, 60)))]
    joints = [chance.choice(JOINTS)] if chance.random() < 0.7 else list(JOINTS)
    parts = [
        text
        for _ in range(chance.randint(2, 300 // len(pieces) + 2))
        for text in (chance.choice(pieces), chance.choice(joints))
    ]
    return " ".join("".join(parts).split(" ")[: chance.randint(10, MOST_WORDS)])[:MOST_CHARACTERS]


def taken(bot: Chatbot, text: str, state: State | None = None) -> float:
    """Return the milliseconds from a question to its encoded answer."""
    start = process_time()
    msgspec.json.encode(bot.ask(text, state).json())
    return (process_time() - start) * 1e3


def main(seconds: float, seed: int) -> None:
    """Ask and print."""
    bot, chance = Chatbot.load(), random.Random(seed)
    usual = questions()[::7]
    for text in usual:
        taken(bot, text)
    gc.collect()
    gc.freeze()
    middle = median(taken(bot, text) for text in usual)
    found, tried, end = [], 0, monotonic() + seconds
    while monotonic() < end:
        text, tried = odd(chance), tried + 1
        state = bot.ask(chance.choice(usual)).state if chance.random() < 0.5 else None
        first = taken(bot, text, state)
        if first > SLOW * middle:
            found.append((min(first, *(taken(bot, text, state) for _ in range(3))), text))
    sys.stdout.write(f"{tried:,} tried; median of scripted questions {middle:.2f} ms\n")
    for took, text in sorted(found, reverse=True)[:SHOWN]:
        sys.stdout.write(f"{took:7.1f} ms {took / middle:6.1f}  {text[:100]!r}\n")


if __name__ == "__main__":
    given = [int(each) for each in sys.argv[1:]]
    main(*(given + [60, 1][len(given) :]))
