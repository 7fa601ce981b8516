"""Measures slips of one letter: `python -m tests.benchmarks.typos [QUESTIONS] [SEED]`.

In each word of five or more Latin letters of a sample of the scripted questions one letter is left out, doubled,
replaced or exchanged with the next one, at every place. Right: the same reading, or the same refusal. Refused: no
answer, or asked back. Wrong: another answer, unless the slip makes another word that the questions use.
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any

from chatbot.bot import Chatbot
from tests.properties.corpus import questions

WORD = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{5,}(?![A-Za-z0-9])")
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def slips(word: str, chance: random.Random) -> Iterator[str]:
    """Yield the word with one slip, of four kinds, at every place."""
    for place, letter in enumerate(word):
        before, after = word[:place], word[place + 1 :]
        yield before + after
        yield before + letter + letter + after
        yield before + chance.choice(LETTERS.replace(letter.lower(), "")) + after
        if after and after[0] != letter:
            yield before + after[0] + letter + after[1:]


def reading(bot: Chatbot, text: str) -> tuple[str, list[Any]]:
    """Return the status and the normal form of each part."""
    turn = bot.ask(text)
    return turn.answer.status, [bot.query_form(part.query) for part in turn.outcome.parts]


def main(count: int, seed: int) -> None:
    """Measure and print."""
    bot, chance, found = Chatbot.load(), random.Random(seed), Counter[str]()
    words = {word.lower() for question in questions() for word in re.findall(r"[A-Za-z]+", question)}
    for question in chance.sample(questions(), count):
        meant = reading(bot, question)
        if meant[0] != "answered":
            continue
        for match in WORD.finditer(question):
            for slip in slips(match.group(), chance):
                if slip.lower() in words:
                    continue
                typed = question[: match.start()] + slip + question[match.end() :]
                kind = judged(meant, reading(bot, typed))
                found[kind] += 1
                if kind == "wrong":
                    sys.stdout.write(f"wrong: {typed}  ({bot.ask(typed).reading()})\n")
    total = sum(found.values()) or 1
    shares = (f"{kind} {found[kind]} ({100 * found[kind] / total:.2f} %)" for kind in ("right", "refused", "wrong"))
    sys.stdout.write(f"{total} slips: {', '.join(shares)}\n")


def judged(meant: tuple[str, list[Any]], got: tuple[str, list[Any]]) -> str:
    """Return what an answer to a slip is."""
    if got == meant:
        return "right"
    return "wrong" if got[0] == "answered" else "refused"


if __name__ == "__main__":
    given = [int(each) for each in sys.argv[1:]]
    main(*(given + [100, 1][len(given) :]))
