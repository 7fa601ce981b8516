"""Repair misspelt words before phrases are built: letters may be near, digits never take part.

A word that is known (to the catalog, the language, or the list of things outside) is never repaired, and a repair is
taken only where it turns the word into part of something and is the only one that does.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

import msgspec

from chatbot.datatypes.reading import Correction, Mention, Token
from chatbot.text.fold import tokenise
from chatbot.text.fuzzy import CloseWords, one_edit

Finder = Callable[[Sequence[Token]], list[Mention]]
OUTSIDE = 3
"""Grade of words that only names outside the catalog hold: a slip is meant for what the catalog has."""
DIGITS = 4
"""Grade of words for small numbers: where a slip may stand for one, it stays open."""
_STATING = frozenset({"property", "attribute", "name", "entity", "superlative", "comparative"})
"""Categories of mentions that carry a meaning of the catalog's own."""
MOST = 6
"""More misspelt words than this are no slips."""


class Slips:
    """Replaces words that are never right in themselves by what was meant; both have as many tokens."""

    def __init__(self, slips: Mapping[str, str], variants: dict[str, str]) -> None:
        """Index the slips by their first token."""
        self._by_first: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
        for slip, meant in sorted(slips.items(), key=lambda pair: (-len(pair[0]), pair)):
            wrong = tuple(token.text for token in tokenise(slip, variants))
            right = tuple(token.text for token in tokenise(meant, variants))
            if wrong and len(wrong) == len(right):
                self._by_first.setdefault(wrong[0], []).append((wrong, right))

    def replace(self, tokens: tuple[Token, ...]) -> tuple[tuple[Token, ...], tuple[Correction, ...]]:
        """Return the tokens after replacement, and what was replaced."""
        corrections = []
        for place, token in enumerate(tokens):
            for wrong, right in self._by_first.get(token.text, ()):
                end = place + len(wrong)
                if tuple(one.text for one in tokens[place:end]) != wrong:
                    continue
                typed = "".join(one.raw for one in tokens[place:end])
                meant = (_spelt(one, text) for one, text in zip(tokens[place:end], right, strict=True))
                tokens = (*tokens[:place], *meant, *tokens[end:])
                corrections.append(Correction(typed, "".join(right)))
                break
        return tokens, tuple(corrections)


class Repairer:
    """Repairs the words that no mention covers."""

    def __init__(
        self, words: dict[str, int], written: dict[str, str], find: Finder, others: Collection[str] = ()
    ) -> None:
        """Take the known words, how those with capitals are written, the way to find mentions, and words without use.

        `others` are words of a language that mean nothing here: they are no slips.
        """
        self._words = words
        self._others = frozenset(others)
        self._written = written
        self._close = CloseWords(words)
        self._find = find

    def repair(
        self, tokens: tuple[Token, ...], mentions: list[Mention]
    ) -> tuple[tuple[Token, ...], list[Mention], tuple[Correction, ...]]:
        """Return the tokens and mentions after repairs, and what was repaired."""
        open_places = [place for place in uncovered(tokens, mentions) if tokens[place].kind == "word"]
        if not open_places or len(open_places) > MOST:
            return tokens, mentions, ()
        corrections = []
        for place in open_places:
            taken = self._repaired(tokens, place)
            if taken is None:
                continue
            tokens, mentions = taken
            corrections.append(Correction(tokens[place].raw, self._written.get(tokens[place].text, tokens[place].text)))
        return tokens, mentions, tuple(corrections)

    def _repaired(self, tokens: tuple[Token, ...], place: int) -> tuple[tuple[Token, ...], list[Mention]] | None:
        word = tokens[place].text
        if word in self._words or word in self._others:
            return None
        found = []
        for candidate in self._close.nearest(word)[:8]:
            if len(word) < 5 and (self._words[candidate] == 2 or len(candidate) <= len(word)):
                continue  # of short words only a lost letter is repaired
            near = one_edit(word, candidate)
            if not near and candidate[0] != word[0]:
                continue  # two slips, one in the first letter, are another word: undisclosed, disclosed
            if self._words[candidate] == OUTSIDE and not near:
                continue  # `internal` is no slip for a name that nobody asked about
            trial = (*tokens[:place], _spelt(tokens[place], candidate), *tokens[place + 1 :])
            mentions = self._find(trial)
            if place not in uncovered(trial, mentions) and (near or _means(mentions, place)):
                found.append((candidate, trial, mentions))
        inside = [one for one in found if self._words[one[0]] != OUTSIDE]
        found = inside or found
        found = [one for one in found if _means(one[2], place)] or found
        if any(self._words[one[0]] == DIGITS for one in found):
            return None
        same = len({_meaning(one[2], place) for one in found}) == 1
        return (found[0][1], found[0][2]) if same else None


def _meaning(mentions: Sequence[Mention], place: int) -> frozenset[str]:
    """Return what the word at a place may mean: spellings of one meaning are no choice (commercial, commercially)."""
    here = [m for m in mentions if m.start <= place < m.end and m.category in _STATING]
    return frozenset(f"{m.category} {m.meaning}" for m in here) or frozenset(str(m) for m in mentions)


def _means(mentions: Sequence[Mention], place: int) -> bool:
    """Say whether the word at a place is more than a filler."""
    return any(mention.category != "filler" and mention.start <= place < mention.end for mention in mentions)


def _spelt(token: Token, text: str) -> Token:
    return msgspec.structs.replace(token, text=text)


def uncovered(tokens: Sequence[Token], mentions: Sequence[Mention]) -> list[int]:
    """Return the places of words that no mention covers."""
    covered = {place for mention in mentions for place in range(mention.start, mention.end)}
    return [place for place, token in enumerate(tokens) if token.kind != "mark" and place not in covered]
