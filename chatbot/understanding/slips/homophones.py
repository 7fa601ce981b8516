"""Repair characters that sound like the ones meant, as an input method writes them: 显村 for 显存.

A character is replaced where nothing known covers it, no word of the language holds it, and exactly one that sounds
alike makes it part of a known word. Of the rest of a short word nothing may be known: it may be a word of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import msgspec

from chatbot.datatypes.reading import Correction, Mention, Token
from chatbot.text.spellings import Spellings
from chatbot.understanding.slips.repair import uncovered

_HAN = "han"
_STRUCTURE = frozenset({"function", "filler"})
"""Categories of entries that carry no meaning of the catalog: such words need a character more."""
_REACH = 5
"""Characters on each side of a wrong one with which it may make a word."""
SHORT, LONG = 2, 4
"""Characters of a word beside which nothing may be known, and of one that may hold other words."""
MOST = 3
"""More wrong characters than this are no slips."""

Found = tuple[int, int, str]
"""A word that another character would make: start, end, the character."""
Likely = tuple[Found, ...]
"""Words that other characters at one place would make."""


class Homophones:
    """Replaces characters by others that sound alike, where only those make a word."""

    def __init__(
        self,
        sounds: Mapping[str, str],
        spellings: Spellings,
        words: Collection[str],
        numerals: Collection[str] = (),
        scales: Collection[str] = (),
    ) -> None:
        """Keep what is known.

        Args:
            sounds: a syllable -> the characters that sound so.
            spellings: what is known.
            words: words of the language without use here, of two characters or more: they are no slips.
            numerals: characters that numbers are written with.
            scales: those that multiply what stands before them.

        """
        self._alike = {char: alike for alike in sounds.values() for char in alike}
        self._spellings = spellings
        self._words = frozenset(words)
        self._numerals, self._scales = frozenset(numerals), frozenset(scales)

    def repair(
        self, tokens: tuple[Token, ...], mentions: Sequence[Mention]
    ) -> tuple[tuple[Token, ...], tuple[Correction, ...]]:
        """Return the tokens with characters that no mention covers replaced, and what was replaced."""
        open_places = [place for place in uncovered(tokens, mentions) if tokens[place].text in self._alike]
        if len(open_places) > MOST:
            return tokens, ()
        corrections = []
        done = 0
        for place in open_places:
            found = self._found(tokens, place, mentions) if place >= done else []
            if len({char for _, _, char in found}) != 1:
                continue
            start, done, char = found[0]
            typed = "".join(token.raw for token in tokens[start:done])
            tokens = (*tokens[:place], msgspec.structs.replace(tokens[place], text=char), *tokens[place + 1 :])
            corrections.append(Correction(typed, "".join(token.text for token in tokens[start:done])))
        return tokens, tuple(corrections)

    def doubts(
        self, typed: tuple[Token, ...], tokens: tuple[Token, ...], mentions: Sequence[Mention]
    ) -> dict[int, Likely]:
        """Return the places of characters that no word of several covers, and what others alike would make there.

        In place of an open character, one that is known by itself counts, too; in place of one that means something,
        only what makes a word of characters that mean nothing else, or a longer one with a meaning of its own; in place
        of one that was repaired, whatever makes a word.

        Args:
            typed: the utterance before repairs.
            tokens: after them.
            mentions: what was found in these.

        """
        places = [place for place, token in enumerate(tokens) if token.text in self._alike]
        if not places:
            return {}  # as in most languages
        inside = {place for m in mentions if m.end - m.start > 1 for place in range(m.start, m.end)}
        said = [m for m in mentions if m.category != "filler"]
        meant, known = {m.start for m in said}, {m.start for m in mentions}
        found = {}
        for place, was in enumerate(typed):
            if was.text != tokens[place].text and was.text in self._alike:
                found[place] = tuple(self._words_with(typed, place, (), least=SHORT))
        for place in (place for place in places if place not in inside):
            made = self._words_with(tokens, place, (), least=SHORT)
            if place in meant:
                others = [m for m in said if (m.start, m.end) != (place, place + 1)]
                stating = self._stating(tokens, place) if made else []  # they are some of those
                made = [(s, e, char) for s, e, char in made if not any(m.start < e and s < m.end for m in others)]
                made += [each for each in stating if _holds(each, others)]
            else:
                made += [(place, place + 1, char) for char in self._single(tokens, place, is_open=place not in known)]
            if made:
                found[place] = tuple(dict.fromkeys(made))
        return found

    def _stating(self, tokens: tuple[Token, ...], place: int) -> list[Found]:
        """Return the words of three characters and more with a meaning of their own that others would make."""
        return [each for each in self._words_with(tokens, place, (), stating=True) if each[1] - each[0] > SHORT]

    def _single(self, tokens: tuple[Token, ...], place: int, *, is_open: bool) -> list[str]:
        """Return the characters alike that are known by themselves; beside one that is idle, scales behind a number."""
        before = tokens[place - 1] if place else None
        counted = before is not None and (before.kind == "number" or before.text in self._numerals)
        alike = self._alike[tokens[place].text].replace(tokens[place].text, "")
        scales = [char for char in alike if counted and char in self._scales]
        return [char for char in alike if self._spellings.matches([char])] + scales if is_open else scales

    def _found(self, tokens: tuple[Token, ...], place: int, mentions: Sequence[Mention]) -> list[Found]:
        """Return the longest words that other characters at a place would make, of which nothing is known apart."""
        found = self._words_with(tokens, place, mentions)
        longest = max((end - start for start, end, _ in found), default=0)
        return [each for each in found if each[1] - each[0] == longest]

    def _words_with(
        self,
        tokens: tuple[Token, ...],
        place: int,
        mentions: Sequence[Mention],
        least: int = 0,
        *,
        stating: bool = False,
    ) -> list[Found]:
        """Return the words that other characters at a place would make, of which nothing is known apart.

        Args:
            tokens: of the utterance.
            place: of the character.
            mentions: what is known.
            least: characters of a word; 0: as many as its category asks for.
            stating: only words with a meaning of the catalog's own.

        """
        first, last = _run(tokens, place)
        texts = [token.text for token in tokens[first:last]]
        here = place - first
        spelt = self._spellings.instead(texts, here, self._alike[texts[here]].replace(texts[here], ""))
        if not spelt or self._is_word(texts, here):
            return []
        found: list[Found] = []
        for char, matches in spelt.items():
            told = [(start, end, self._least(number)) for start, end, number in matches]
            words = {(s, e) for s, e, size in told if e - s >= (least or size) and (size == SHORT or not stating)}
            spans = [(first + start, first + end) for start, end in sorted(words)]
            found += [(*span, char) for span in spans if not _is_known_apart(*span, mentions)]
        return found

    def _least(self, number: int) -> int:
        """Return how many characters the words of an entry have at least."""
        return SHORT + (self._spellings.entries[number].category in _STRUCTURE)

    def _is_word(self, texts: Sequence[str], here: int) -> bool:
        """Say whether a word of the language stands over a place."""
        spans = ((start, end) for start in range(here + 1) for end in range(here + 1, len(texts) + 1))
        return any("".join(texts[start:end]) in self._words for start, end in spans)


def _holds(word: Found, mentions: Sequence[Mention]) -> bool:
    """Say whether no mention reaches out of a word."""
    start, end, _ = word
    return all(start <= m.start and m.end <= end for m in mentions if m.start < end and start < m.end)


def _is_known_apart(start: int, end: int, mentions: Sequence[Mention]) -> bool:
    """Say whether the rest of a word was known without it, so that the odd character may be a word of its own."""
    beside = [m for m in mentions if m.start < end and start < m.end]
    words = [m for m in beside if m.end - m.start > 1]
    if any(m.start < start or end < m.end for m in words):
        return True
    return end - start < LONG and bool(beside if end - start == SHORT else words)


def _run(tokens: Sequence[Token], place: int) -> tuple[int, int]:
    """Return the span of the characters around a place, as far as a word may reach."""
    first = last = place
    while first > 0 and tokens[first - 1].kind == _HAN and place - first < _REACH:
        first -= 1
    while last < len(tokens) and tokens[last].kind == _HAN and last - place <= _REACH:
        last += 1
    return first, last
