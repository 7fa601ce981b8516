"""Repair misspelt words before phrases are built: letters may be near, digits never take part.

A word that is known (to the catalog, the language, or the list of things outside) is never repaired, and a repair is
taken only where it turns the word into part of something and is the only one that does.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache

import msgspec

from chatbot.datatypes.reading import Correction, Mention, Token
from chatbot.text.fold import tokenise
from chatbot.text.fuzzy import CloseWords, is_likeliest, one_edit

Finder = Callable[[Sequence[Token]], list[Mention]]
STRUCTURE = 2
"""Grade of words that carry no meaning of the catalog: function words and fillers."""
OUTSIDE = 3
"""Grade of words that only names outside the catalog hold: a slip is meant for what the catalog has."""
DIGITS = 4
"""Grade of words for small numbers: where a slip may stand for one, it stays open."""
_STATING = frozenset({"property", "attribute", "name", "entity", "superlative", "comparative"})
"""Categories of mentions that carry a meaning of the catalog's own."""
_NAMING = frozenset({"name", "entity"})
"""Those that name a thing of the catalog."""
LONG = 5
"""From here on a word may be a slip of one without meaning."""
MOST_TRIED = 8
"""Close words that are tried for one word."""
MOST = 6
"""More misspelt words than this are no slips."""


class Near(msgspec.Struct, frozen=True):
    """The known words that a word may be a slip of, without the one that it was taken for."""

    words: tuple[str, ...]
    taken: bool
    """It was taken for another one."""


class Slips:
    """Replaces words that are never right in themselves by what was meant: as many tokens, or one for all (w/o)."""

    def __init__(self, slips: Mapping[str, str], variants: dict[str, str]) -> None:
        """Index the slips by their first token."""
        self._by_first: dict[str, list[tuple[tuple[str, ...], tuple[Token, ...]]]] = {}
        for slip, meant in sorted(slips.items(), key=lambda pair: (-len(pair[0]), pair)):
            wrong = tuple(token.text for token in tokenise(slip, variants))
            right = tokenise(meant, variants)
            if wrong and len(right) in {1, len(wrong)}:
                self._by_first.setdefault(wrong[0], []).append((wrong, right))

    def replace(self, tokens: tuple[Token, ...]) -> tuple[tuple[Token, ...], tuple[Correction, ...]]:
        """Return the tokens after replacement, and what was replaced."""
        if self._by_first.keys().isdisjoint([token.text for token in tokens]):
            return tokens, ()
        corrections = []
        place = 0
        while place < len(tokens):
            for wrong, right in self._by_first.get(tokens[place].text, ()):
                typed = tokens[place : place + len(wrong)]
                if tuple([one.text for one in typed]) == wrong:
                    tokens = (*tokens[:place], *_meant(typed, right), *tokens[place + len(wrong) :])
                    corrections.append(Correction(_raw(typed), _raw(right)))
                    break
            place += 1
        return tokens, tuple(corrections)


def _raw(tokens: Sequence[Token]) -> str:
    return "".join(token.raw for token in tokens)


def _meant(typed: Sequence[Token], right: Sequence[Token]) -> list[Token]:
    """Return what was meant in the places of what was typed; one token for several stands in the places of all."""
    if len(typed) > len(right):
        (word,) = right
        first, last = typed[0], typed[-1]
        return [Token(word.text, _raw(typed), first.start, last.end, word.kind, first.spaced)]
    pairs = zip(typed, right, strict=True)
    return [msgspec.structs.replace(one, text=meant.text, kind=meant.kind) for one, meant in pairs]


class _Trial:
    """What comes of a word taken for another one."""

    def __init__(self, word: str, tokens: tuple[Token, ...], mentions: list[Mention], place: int) -> None:
        """Keep the word, the utterance with it, what is found there, and where the word stands."""
        self.word, self.tokens, self.mentions = word, tokens, mentions
        self._here = [mention for mention in mentions if mention.start <= place < mention.end]

    @property
    def means(self) -> bool:
        """Whether the word is more than a filler."""
        return any(mention.category != "filler" for mention in self._here)

    @property
    def names(self) -> bool:
        """Whether the word names a thing, by itself: no number and no other word of the name stands beside it."""
        named = [mention for mention in self._here if mention.category in _NAMING]
        return bool(named) and all(mention.end - mention.start == 1 for mention in named)

    def rivals(self, likelier: Sequence[_Trial]) -> bool:
        """Say whether the word would mean something else than what is likelier: something, or another name."""
        if not any(trial.means for trial in likelier):
            return self.means
        return self.names and any(trial.names and trial.meaning != self.meaning for trial in likelier)

    @property
    def meaning(self) -> frozenset[str]:
        """What the word may mean: spellings of one meaning are no choice (commercial, commercially)."""
        stating = [mention for mention in self._here if mention.category in _STATING]
        return frozenset(f"{m.category} {m.meaning}" for m in stating) or frozenset(map(str, self.mentions))


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
            tokens, mentions = taken.tokens, taken.mentions
            corrections.append(Correction(tokens[place].raw, self._written.get(tokens[place].text, tokens[place].text)))
        return tokens, mentions, tuple(corrections)

    def doubts(self, typed: Sequence[Token], tokens: Sequence[Token], mentions: Sequence[Mention]) -> dict[int, Near]:
        """Return the places of words that may be slips of other known ones than they were taken for, and these.

        A word with a capital inside a sentence is a slip only of a name: Leeds is not needs.

        Args:
            typed: the utterance before repairs.
            tokens: after them.
            mentions: what was found in these.

        """
        unknown = set(uncovered(tokens, mentions))
        unknown |= {place for place, token in enumerate(typed) if token.text != tokens[place].text}
        small = any(token.kind == "word" and token.raw[0].islower() for token in typed[1:])
        found = {}
        one_away = cache(self._close.one_away)
        for place in sorted(unknown):
            was, taken = typed[place], tokens[place].text
            if was.kind != "word" or was.text in self._words or was.text in self._others:
                continue
            named = small and place > 0 and was.raw[0].isupper() and typed[place - 1].kind != "mark"
            near = [word for word in one_away(was.text) if not named or word in self._written]
            if taken != was.text:
                near = [word for word in near if word != taken and not _lags(was.text, taken, word)]
            if near:
                found[place] = Near(tuple(near), taken != was.text)
        return found

    def _repaired(self, tokens: tuple[Token, ...], place: int) -> _Trial | None:
        """Return the only way to repair a word, if there is one that is likelier than any other."""
        word = tokens[place].text
        known = self._candidates(word)
        close = [each for each in known if len(word) >= LONG or self._words[each] != STRUCTURE]
        likely = [each for each in close if is_likeliest(word, each)]
        found = self._tried(tokens, place, likely)
        if not found:
            likely = known
            found = self._tried(tokens, place, close)
        elif any(trial.rivals(found) for trial in self._tried(tokens, place, close)):
            return None  # an idle word or one that counts (doing, coding), one name or another (BLOOM, BLOOMZ)
        inside = [trial for trial in found if self._words[trial.word] != OUTSIDE]
        found = inside or found
        if any(self._words[trial.word] == DIGITS for trial in found):
            return None
        if len({trial.meaning for trial in found}) != 1:
            return None
        return None if found[0].names and len(likely) > len(found) else found[0]

    def _tried(self, tokens: tuple[Token, ...], place: int, candidates: Sequence[str]) -> list[_Trial]:
        """Return what comes of the candidates that turn a word into part of something, best ones first."""
        word, found = tokens[place].text, []
        for candidate in candidates:
            changed = (*tokens[:place], _spelt(tokens[place], candidate), *tokens[place + 1 :])
            trial = _Trial(candidate, changed, self._find(changed), place)
            if place not in uncovered(changed, trial.mentions) and (trial.means or one_edit(word, candidate)):
                found.append(trial)
        return found

    def _candidates(self, word: str) -> list[str]:
        """Return the words that a word may be a slip of, those that end alike first; of a known word there are none."""
        if word in self._words or word in self._others:
            return []
        close = [each for each in self._close.nearest(word) if self._is_likely(word, each)]
        return sorted(close, key=lambda each: (not is_likeliest(word, each), each[-1] != word[-1], each))[:MOST_TRIED]

    def _is_likely(self, word: str, candidate: str) -> bool:
        """Say whether a close word may have been meant."""
        grade = self._words[candidate]
        if len(word) < LONG and len(candidate) <= len(word):
            return False  # of short words only a lost letter is repaired
        if one_edit(word, candidate):
            return True
        # two slips, one in the first letter, are another word: undisclosed, disclosed
        # and `internal` is no slip for a name that nobody asked about
        return candidate[0] == word[0] and grade != OUTSIDE


def _lags(typed: str, taken: str, other: str) -> bool:
    """Say whether a word is another form (client) of the one that is likelier to have been meant (clients)."""
    short, long = sorted((taken, other), key=len)
    if len(short) < LONG or not long.startswith(short):
        return False
    return _likelihood(typed, taken) > _likelihood(typed, other)


def _likelihood(typed: str, meant: str) -> tuple[bool, bool]:
    """Return how likely a form of a word was meant: letters doubled, or once for twice, then the same end."""
    return is_likeliest(typed, meant) and len(typed) != len(meant), typed[-1] == meant[-1]


def _spelt(token: Token, text: str) -> Token:
    return msgspec.structs.replace(token, text=text)


def uncovered(tokens: Sequence[Token], mentions: Sequence[Mention]) -> list[int]:
    """Return the places of words that no mention covers."""
    covered = set[int]().union(*[range(mention.start, mention.end) for mention in mentions])
    return [place for place, token in enumerate(tokens) if token.kind != "mark" and place not in covered]
