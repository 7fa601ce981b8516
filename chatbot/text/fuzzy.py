"""Close spellings of words: the only door to rapidfuzz.

Digits never take part: a number is meaning, only letters are spelling.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property

SHORTEST = 4
"""Words below this length are never repaired: too much is one letter away from them."""

LEAST = 2
"""Letters of a word that may have been meant by another one."""


class CloseWords:
    """Finds the one known word that a misspelt word was meant to be."""

    def __init__(self, words: Collection[str]) -> None:
        """Keep the known words; nothing is imported or computed before the first look-up."""
        self._words = words

    @cached_property
    def _by_length(self) -> dict[int, list[str]]:
        """The known words by their length, in order."""
        found: dict[int, list[str]] = {}
        for word in sorted(set(self._words)):
            found.setdefault(len(word), []).append(word)
        return found

    def nearest(self, word: str) -> tuple[str, ...]:
        """Return the known words at the smallest distance within reach; more than one means it stays open.

        One edit is in reach from four letters on, two from eight on.
        """
        if len(word) < SHORTEST:
            return ()
        close = self._within(word, 1 if len(word) < 8 else 2, SHORTEST)
        best = min([distance for _, distance in close], default=0)
        return tuple(sorted([known for known, distance in close if distance == best]))

    def one_away(self, word: str) -> tuple[str, ...]:
        """Return the known words that are one edit away, short ones too, in order."""
        return tuple(sorted([known for known, _ in self._within(word, 1, LEAST)]))

    def _within(self, word: str, reach: int, least: int) -> list[tuple[str, float]]:
        """Return the known words of so many letters that are so near, each with its distance.

        The distance is optimal string alignment (Damerau-Levenshtein without repeated edits of one place).
        """
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        found: list[tuple[str, float]] = []
        for size in range(max(len(word) - reach, least), len(word) + reach + 1):
            pool = self._by_length.get(size, ())
            close = extract(word, pool, scorer=OSA.distance, score_cutoff=reach, limit=None)
            found += [(known, distance) for known, distance, _ in close]
        return found


def is_likeliest(word: str, known: str) -> bool:
    """Say whether a slip is one that hands make: letters in another order, or one letter twice, or once for twice."""
    return sorted(known) == sorted(word) or _is_doubled(word, known) or _is_doubled(known, word)


def _is_doubled(word: str, known: str) -> bool:
    """Say whether a word is a known one with a letter written twice."""
    places = range(1, len(word))
    return any(word[place] == word[place - 1] and word[:place] + word[place + 1 :] == known for place in places)


def one_edit(word: str, other: str) -> bool:
    """Say whether two words are at most one edit apart."""
    from rapidfuzz.distance import OSA

    return OSA.distance(word, other, score_cutoff=1) <= 1


def near_starts(typed: str, keys: Sequence[str], reach: int) -> dict[int, int]:
    """Return the places of the keys that begin almost like what was typed, each with its distance.

    Numbers must agree. What is missing or too much in `typed` shifts the rest, so starts of three lengths are compared.
    """
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    digits = _digits(typed)
    found: dict[int, int] = {}
    for size in (len(typed) - 1, len(typed), len(typed) + 1):
        starts = [key[:size] for key in keys]
        for start, distance, place in extract(typed, starts, scorer=OSA.distance, score_cutoff=reach, limit=None):
            if _digits(start) == digits:
                found[place] = min(distance, found.get(place, distance))
    return found


def _digits(text: str) -> str:
    return "".join(character for character in text if character.isdecimal())
