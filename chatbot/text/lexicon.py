"""Compile surface forms to a table of spellings, and find all that match at a place.

Separators (hyphen, underscore, slash) inside a spelling are skipped on both sides, so `Falcon-180B`, `falcon 180b` and
`falcon180b` are one spelling: letters and digits are tokens of their own anyway.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache, reduce
from itertools import accumulate, chain
from operator import or_

import msgspec

from chatbot.datatypes.lexicon import Beginning, Continuation, Entry, Lexicon
from chatbot.datatypes.reading import Token
from chatbot.text.fold import BLANK, tokenise
from chatbot.text.forms import expand

SEPARATORS = frozenset("-_/\u00b7" + BLANK)
_NAMES = frozenset({"item", "group", "line", "outsider"})
_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_GRADES = {"function": 2, "filler": 2, "outsider": 3}


class _Begun(msgspec.Struct, frozen=True):
    """What begins with a token."""

    alone: tuple[int, ...] = ()
    """Numbers of the entries that are spelt by the token alone."""
    longer: dict[str, msgspec.Raw] = {}
    """The tokens with which spellings go on."""
    parts: tuple[tuple[int, dict[str, msgspec.Raw]], ...] = ()
    """The number of the first entry of each lexicon, and by these tokens the encoded spellings in it."""
    decoded: dict[str, list[tuple[int, Continuation]]] = {}
    """The same of those that were met."""

    def continuations(self, second: str) -> list[tuple[int, Continuation]]:
        """Return the number of the first entry of each lexicon, and the spellings that go on with a token in it."""
        found = self.decoded.get(second)
        if found is None:
            found = [(first, _CONTINUATION.decode(part[second])) for first, part in self.parts if second in part]
            self.decoded[second] = found
        return found


REMEMBERED = 4096
"""Beginnings of spellings of which is remembered how they go on."""
Match = tuple[int, int, int]
"""Start, end, number of the entry."""
Table = dict[str, tuple[int, ...]]
"""Tokens joined by blanks -> numbers of the entries that are spelt so."""


def compile_lexicon(forms: Iterable[tuple[str, Entry]], variants: dict[str, str] | None = None) -> Lexicon:
    """Build a lexicon from (form, entry) pairs; forms may hold optional parts and alternatives."""
    table: Table = {}
    entries: dict[Entry, int] = {}
    words: dict[str, int] = {}
    written_as: dict[str, str] = {}
    for form, entry in forms:
        number = entries.setdefault(entry, len(entries))
        known = entry.value != "misspelt"
        for spelling in expand(form):
            written = tokenise(spelling, variants)
            tokens = [token for token in written if token.text not in SEPARATORS] or written
            _insert(table, [token.text for token in tokens], number)
            if entry.category in _NAMES:
                _insert_joined(table, tokens, number)
                _insert_split(table, tokens, number)
                if tokens[-1].kind == "word" and len(tokens[-1].text) > 2:
                    _insert(table, [*(token.text for token in tokens[:-1]), f"{tokens[-1].text}s"], number)
            grade = _GRADES.get(entry.category, 1)
            for token in tokens:
                if known and token.kind == "word":
                    words[token.text] = min(grade, words.get(token.text, grade))
                    if token.raw != token.text:
                        written_as.setdefault(token.text, token.raw)
    return Lexicon(_beginnings(table), tuple(entries), words, written_as)


def _beginnings(table: Table) -> dict[str, msgspec.Raw]:
    """Sort spellings by their first two tokens, and encode those of each."""
    alone: dict[str, tuple[int, ...]] = {}
    longer: dict[str, dict[str, Table]] = {}
    for spelling, numbers in table.items():
        first, *others = spelling.split(" ", 2)
        following = longer.setdefault(first, {})
        if others:
            following.setdefault(others[0], {})[spelling] = numbers
        else:
            alone[first] = numbers
    return {
        first: _raw(Beginning(alone.get(first, ()), _continuations(following))) for first, following in longer.items()
    }


def _continuations(following: dict[str, Table]) -> dict[str, msgspec.Raw]:
    return {
        second: _raw(Continuation(spelt, 1 + max([spelling.count(" ") for spelling in spelt])))
        for second, spelt in following.items()
    }


def _raw(value: Beginning | Continuation) -> msgspec.Raw:
    return msgspec.Raw(msgspec.msgpack.encode(value))


def _insert(table: Table, texts: Sequence[str], number: int) -> None:
    if not texts:
        return
    spelling = " ".join(texts)
    known = table.get(spelling, ())
    if number not in known:
        table[spelling] = (*known, number)


def _insert_joined(table: Table, tokens: Sequence[Token], number: int) -> None:
    """Names are often written without their separators: GPTNeoX, ClaudeOpus."""
    joined: list[str] = []
    kinds: list[str] = []
    for token in tokens:
        if joined and token.kind == "word" and kinds[-1] == "word":
            joined[-1] += token.text
        else:
            joined.append(token.text)
            kinds.append(token.kind)
    if len(joined) < len(tokens):
        _insert(table, joined, number)


def _insert_split(table: Table, tokens: Sequence[Token], number: int) -> None:
    """Capitals inside a word are where people put a space: NeoX, neo x."""
    pieces = [piece.casefold() for token in tokens for piece in _CAPITAL.sub(" ", token.raw).split()]
    if len(pieces) > len(tokens):
        _insert(table, pieces, number)


class Spellings:
    """Looks up what is spelt in a text; what begins with one or two tokens is decoded when they are first met."""

    def __init__(self, *lexicons: Lexicon) -> None:
        """Keep the encoded spellings; entries are numbered through."""
        self.entries = tuple(chain.from_iterable([lexicon.entries for lexicon in lexicons]))
        starts = accumulate([len(lexicon.entries) for lexicon in lexicons], initial=0)
        self._encoded = [(first, lexicon.beginnings) for first, lexicon in zip(starts, lexicons, strict=False)]
        self._known: dict[str, _Begun] = {}
        self._going_on = lru_cache(REMEMBERED)(self._tokens_behind)

    def matches(self, texts: Sequence[str], starts: Iterable[int] | None = None) -> list[Match]:
        """Return (start, end, entry number) for everything that is spelt in a text, in order of its start.

        Args:
            texts: tokens.
            starts: places where it may start; None: everywhere.

        """
        found: list[Match] = []
        for start in range(len(texts)) if starts is None else starts:
            text = texts[start]
            begun = self._known.get(text) or self._decoded(text)
            found += [(start, start + 1, number) for number in begun.alone]
            if begun.longer:
                second = _place_behind(texts, start)
                if second < len(texts) and texts[second] in begun.longer:
                    for first, going_on in begun.continuations(texts[second]):
                        longer = _longer(texts, start, second, going_on)
                        found += [(start, end, first + number) for end, number in longer]
        return found

    def instead(self, texts: Sequence[str], place: int, tokens: Iterable[str]) -> dict[str, list[Match]]:
        """Return what would be spelt over a place, in several tokens, with each of some others there.

        Args:
            texts: tokens, none of which is a separator.
            place: of the token that is put aside.
            tokens: others.

        """
        before = [(start, self._going_on(" ".join(texts[start:place]))) for start in range(place)]
        behind = texts[place + 1] if place + 1 < len(texts) else ""
        found: dict[str, list[Match]] = {}
        for token in tokens:
            starts = [start for start, going_on in before if token in going_on]
            if behind in (self._known.get(token) or self._decoded(token)).longer:
                starts.append(place)
            if starts:  # there are none for most tokens
                matches = self.matches([*texts[:place], token, *texts[place + 1 :]], starts)
                found[token] = [(start, end, number) for start, end, number in matches if end > max(place, start + 1)]
        return found

    def _tokens_behind(self, begun: str) -> frozenset[str]:
        """Return the tokens with which spellings go on that begin with some."""
        first, *others = begun.split(" ", 2)
        known = self._known.get(first) or self._decoded(first)
        if not others:
            return frozenset(known.longer)
        start = f"{begun} "
        if others[0] not in known.longer:
            return frozenset()
        spelt = (spelling for _, each in known.continuations(others[0]) for spelling in each.spellings)
        return frozenset([each[len(start) :].partition(" ")[0] for each in spelt if each.startswith(start)])

    def _decoded(self, token: str) -> _Begun:
        """Return what begins with a token."""
        decoded = [(first, _BEGINNING.decode(encoded[token])) for first, encoded in self._encoded if token in encoded]
        if not decoded:
            return _NOTHING
        alone = [first + number for first, beginning in decoded for number in beginning.alone]
        parts = tuple([(first, beginning.longer) for first, beginning in decoded])
        longer = reduce(or_, [part for _, part in parts])
        begun = self._known[token] = _Begun(tuple(alone), longer, parts)
        return begun


def _place_behind(texts: Sequence[str], start: int) -> int:
    """Return the place of the token that a spelling goes on with behind one; separators count only behind others."""
    place = start + 1
    skips = place < len(texts) and texts[place] in SEPARATORS and texts[start] not in SEPARATORS
    return place + skips


def _longer(texts: Sequence[str], start: int, second: int, going_on: Continuation) -> list[tuple[int, int]]:
    """Return end and entry's number of what is spelt from a token on, of which another place holds the second token."""
    found: list[tuple[int, int]] = []
    spelling, place, size, longest = texts[start], second, 1, going_on.longest
    skips = spelling not in SEPARATORS
    while size < longest and place < len(texts):
        spelling = f"{spelling} {texts[place]}"
        place += 1
        size += 1
        spelt = going_on.spellings.get(spelling)
        if spelt is not None:
            found += [(place, number) for number in spelt]
        if skips and place < len(texts) and texts[place] in SEPARATORS:
            place += 1
    return found


_BEGINNING = msgspec.msgpack.Decoder(Beginning)
_CONTINUATION = msgspec.msgpack.Decoder(Continuation)
_NOTHING = _Begun()


def spellings(lexicon: Lexicon) -> Table:
    """Return all spellings, for those who go through them."""
    table: Table = {}
    for token, encoded in lexicon.beginnings.items():
        beginning = _BEGINNING.decode(encoded)
        table |= {token: beginning.alone} if beginning.alone else {}
        for each in beginning.longer.values():
            table |= _CONTINUATION.decode(each).spellings
    return table
