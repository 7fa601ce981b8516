"""Measures slips of one letter: `python -m tests.benchmarks.typos [QUESTIONS] [SEED]`.

In each word of five or more Latin letters of a sample of the scripted questions one letter is left out, doubled,
replaced or exchanged with the next one, at every place. Right: the same reading, or the same refusal. Refused: no
answer, or asked back. Wrong: another answer, unless the slip makes another word that the questions use. Questions that
hold a slip already are left out.

In Chinese questions each character is replaced by one that sounds alike, unless it makes, with the one before or behind
it, a pair that the questions use.
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from chatbot.bot import Chatbot
from chatbot.loading.folders import layers
from chatbot.loading.report import Report
from chatbot.loading.sources import read_sources
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


def homophones(text: str, alike: dict[str, str], pairs: set[str], chance: random.Random) -> Iterator[str]:
    """Yield a text with one character replaced by one that sounds alike, at every place."""
    for place, char in enumerate(text):
        if char not in alike:
            continue
        other = chance.choice(alike[char].replace(char, ""))
        before, after = text[:place], text[place + 1 :]
        if pairs.isdisjoint({before[-1:] + other, other + after[:1]}):
            yield before + other + after


def reading(bot: Chatbot, text: str) -> tuple[str, list[Any]]:
    """Return the status and the normal form of each part."""
    turn = bot.ask(text)
    return turn.answer.status, [bot.query_form(part.query) for part in turn.outcome.parts]


def main(count: int, seed: int) -> None:
    """Measure and print."""
    bot, chance = Chatbot.load(), random.Random(seed)
    words = {word.lower() for question in questions() for word in re.findall(r"[A-Za-z]+", question)}
    pairs = {one + other for question in questions() for one, other in pairwise(question)}
    _, packs = read_sources(layers("knowledge", ()), layers("intents", ()), Report())
    sounds = [each for pack in packs.languages.values() for each in pack.sounds.values()]
    alike = {char: each for each in sounds for char in each}
    letters, sound = Counter[str](), Counter[str]()
    for question in chance.sample(questions(), count):
        meant = reading(bot, question)
        if meant[0] != "answered" or bot.ask(question).outcome.corrections:
            continue
        misspelt = (
            question[: match.start()] + slip + question[match.end() :]
            for match in WORD.finditer(question)
            for slip in slips(match.group(), chance)
            if slip.lower() not in words
        )
        tell(bot, meant, misspelt, letters)
        tell(bot, meant, homophones(question, alike, pairs, chance), sound)
    for name, found in (("slips", letters), ("homophones", sound)):
        total = sum(found.values()) or 1
        shares = (f"{kind} {found[kind]} ({100 * found[kind] / total:.2f} %)" for kind in ("right", "refused", "wrong"))
        sys.stdout.write(f"{total} {name}: {', '.join(shares)}\n")


def tell(bot: Chatbot, meant: tuple[str, list[Any]], typed: Iterator[str], found: Counter[str]) -> None:
    """Count what becomes of misspelt questions, and print those that are answered otherwise."""
    for text in typed:
        kind = judged(meant, reading(bot, text))
        found[kind] += 1
        if kind == "wrong":
            sys.stdout.write(f"wrong: {text}  ({bot.ask(text).reading()})\n")


def judged(meant: tuple[str, list[Any]], got: tuple[str, list[Any]]) -> str:
    """Return what an answer to a slip is."""
    if got == meant:
        return "right"
    return "wrong" if got[0] == "answered" else "refused"


if __name__ == "__main__":
    given = [int(each) for each in sys.argv[1:]]
    main(*(given + [100, 1][len(given) :]))
