"""Completion while typing: what could be meant by the end of a line, best first. Needs no terminal.

The stock completers take the last word; names here hold blanks, points and hyphens, and Chinese has no blanks at all.
So every place where a name may begin is tried, and spellings are compared without case and separators.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from chatbot.datatypes.reading import Token
from chatbot.datatypes.vocabulary import Keys, Vocabulary
from chatbot.interfaces.file_names import file_names
from chatbot.text.fold import fold, has_ideographs, tokenise
from chatbot.text.fuzzy import near_starts
from chatbot.text.vocabulary import APART, compact

EXACT, PREFIX, WORD, FUZZY = range(4)
"""How well a spelling fits what was typed."""
MOST = 10
REACH = 5
"""Words before the cursor that may belong to one name."""
LONGEST = 400
"""Longer texts are no questions."""
SHORTHAND = 6
"""Fewer letters than this may be the first ones of the parts of a name."""
QUESTION, COMMAND = "question", "command"
KINDS = {"group": 0, "line": 1, "item": 2, "attribute": 3, QUESTION: 5}
"""Which kinds come first among equals; all that are not named here stand between."""
GLUE = frozenset("-_/.\u00b7")
"""Marks after which a name goes on rather than begins."""


class Match(NamedTuple):
    """A completion: `text` replaces what stands from `start` to the cursor."""

    start: int
    text: str
    kind: str
    fit: int


class Completions:
    """All that can be completed."""

    def __init__(
        self,
        known: Vocabulary,
        questions: Iterable[str],
        commands: Mapping[str, Sequence[str]],
        files: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        """Keep what is known.

        Args:
            known: names, and the words that are complete as they stand.
            questions: whole examples.
            commands: slash commands, each with the words that may follow it.
            files: those that write a file, each with the endings of its name.

        """
        self._spellings = known.spellings
        self._ordinary = known.ordinary
        self._questions = [(fold(question)[0], question) for question in questions]
        self._commands = commands
        self._files = files or {}
        self._whole, self._inner = known.whole, known.inner

    def find(self, text: str) -> list[Match]:
        """Return completions of a text that ends at the cursor, best first."""
        if text.startswith("/"):
            return self._commanded(text)
        if not text.strip() or "\n" in text or len(text) > LONGEST:
            return []
        return self._found(text)

    def _commanded(self, text: str) -> list[Match]:
        """Complete a slash command, or what follows it."""
        name, blank, rest = text.partition(" ")
        if not blank:
            names = sorted(command for command in self._commands if command.startswith(name) and command != name)
            return [Match(0, command, COMMAND, PREFIX) for command in names]
        start = len(name) + 1
        if name in self._files:
            named = file_names(rest, self._files[name])[:MOST]
            return [Match(start + place, written, kind, PREFIX) for place, written, kind in named]
        words = self._commands.get(name)
        if words is None:
            return []
        if not words:
            return [match._replace(start=match.start + start) for match in self._found(rest)] if rest.strip() else []
        fitting = [word for word in words if word.startswith(rest) and word != rest]
        return [Match(start, word, COMMAND, PREFIX) for word in fitting]

    def _found(self, text: str) -> list[Match]:
        best: dict[tuple[str, str], tuple[tuple[int, ...], Match]] = {}
        for match, order in (*self._names(text), *self._asked(text)):
            known = best.get((match.kind, match.text))
            if known is None or order < known[0]:
                best[match.kind, match.text] = (order, match)
        texts: dict[str, Match] = {}
        for _, match in sorted(best.values()):
            texts.setdefault(match.text, match)
        found = list(texts.values())[:MOST]
        # What is there already needs no menu of its own.
        return [] if all(text[match.start :] == match.text for match in found) else found

    def _names(self, text: str) -> Iterator[tuple[Match, tuple[int, ...]]]:
        """Yield names that fit an end of the text; where a longer end fits well, shorter ones are not tried."""
        for start in starts(tokenise(text)):
            typed = text[start:]
            if self._is_ordinary(typed):
                continue
            fits = self._fitting(typed)
            yield from self._ordered(fits, start)
            if any(fit < WORD or typed.isascii() for fit, _, _ in fits):
                return

    def _is_ordinary(self, typed: str) -> bool:
        """Say whether this is too little to complete, or a word that is complete as it stands."""
        word = fold(typed.strip())[0]
        if has_ideographs(word):
            return False
        return len(word) < 2 or (word in self._ordinary and (len(word) < 5 or typed[-1:].isspace()))

    def _fitting(self, typed: str) -> list[tuple[int, int, int]]:
        """Return (fit, distance, place) of all names that fit."""
        word = compact(typed)
        if not word:
            return []
        found: dict[int, tuple[int, int]] = {}
        for folded, place in begins(self._whole, word):
            if folded == word:
                found[place] = (EXACT, 0)
            elif not typed[-1:].isspace() or self._goes_on(typed, place):
                found.setdefault(place, (PREFIX, 0))
        first, *more = fold(typed)[0].split(maxsplit=1)
        if (len(word) > 2 or has_ideographs(word)) and not (more and first in self._ordinary):
            for _, place in begins(self._inner, word):
                found.setdefault(place, (WORD, 0))
        if not found and len(word) > 2 and first not in self._ordinary:
            found = dict(self._near(word))
        return [(fit, distance, place) for place, (fit, distance) in found.items()]

    def _goes_on(self, typed: str, place: int) -> bool:
        """Say whether a blank at the end of what was typed stands where the name has one."""
        blanks = APART.sub(" ", fold(typed)[0])
        return APART.sub(" ", fold(self._spellings[place].text)[0]).startswith(blanks)

    def _near(self, word: str) -> Iterator[tuple[int, tuple[int, int]]]:
        """Yield names that begin almost so, or that hold the letters in order; the first letter must agree."""
        pool = list(begins(self._whole, word[0]))
        near = near_starts(word, [folded for folded, _ in pool], 1 if len(word) < 7 else 2)
        for at, distance in sorted(near.items(), key=lambda pair: -pair[1]):
            yield pool[at][1], (FUZZY, distance)
        if not near and len(word) < SHORTHAND:
            in_order = re.compile(".*?".join(map(re.escape, word)))
            for folded, place in pool:
                match = in_order.match(folded)
                if match is not None:
                    yield place, (FUZZY, match.end())

    def _ordered(self, fits: list[tuple[int, int, int]], start: int) -> Iterator[tuple[Match, tuple[int, ...]]]:
        """Yield one match for each thing, with what it is sorted by."""
        seen: set[tuple[str, str]] = set()
        for fit, distance, place in sorted(fits, key=lambda each: (each[0], each[1], each[2])):
            spelling = self._spellings[place]
            if (spelling.kind, spelling.id) in seen:
                continue
            seen.add((spelling.kind, spelling.id))
            order = (fit, distance, start, KINDS.get(spelling.kind, 4), len(spelling.text), place)
            yield Match(start, spelling.text, spelling.kind, fit), order

    def _asked(self, text: str) -> Iterator[tuple[Match, tuple[int, ...]]]:
        """Yield example questions that begin with the text or hold its words in order."""
        typed = fold(text.lstrip())[0]
        for place, (folded, question) in enumerate(self._questions):
            if folded.startswith(typed):
                fit = PREFIX
            elif _holds(folded, typed):
                fit = WORD
            else:
                continue
            start = len(text) - len(text.lstrip())
            yield Match(start, question, QUESTION, fit), (fit, 0, start, KINDS[QUESTION], len(question), place)


def starts(tokens: Sequence[Token]) -> list[int]:
    """Return the places where a name that ends at the cursor may begin, the furthest first."""
    found: list[int] = []
    for place, token in enumerate(tokens):
        before = tokens[place - 1] if place else None
        if token.kind != "mark" and (before is None or token.spaced or _apart(before, token)):
            found.append(token.start)
    return found[-REACH:]


def _apart(before: Token, token: Token) -> bool:
    """Say whether a name may begin between two tokens that stand close together."""
    if before.kind == "mark":
        return before.text not in GLUE
    return "han" in (before.kind, token.kind)


def begins(keys: Keys, word: str) -> Iterator[tuple[str, int]]:
    """Yield the keys that begin with a word, each with the place of its name."""
    for at in range(bisect_left(keys.folded, word), len(keys.folded)):
        if not keys.folded[at].startswith(word):
            return
        yield keys.folded[at], keys.places[at]


def _holds(question: str, typed: str) -> bool:
    """Say whether a question holds what was typed: its words in order, or the ideographs as they stand."""
    if has_ideographs(typed):
        return len(typed) > 1 and typed in question
    in_order = ".*".join(rf"(?<![^\W_]){re.escape(word)}" for word in typed.split())
    return len(typed.strip()) > 3 and re.search(in_order, question) is not None
