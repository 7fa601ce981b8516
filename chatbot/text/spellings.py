"""Find all that is spelt in a text, in the graph of spellings that `chatbot.text.lexicon` compiles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain

import msgspec

from chatbot.datatypes.lexicon import Lexicon, Node
from chatbot.text.lexicon import SEPARATORS
from chatbot.text.word_graph import SIZE

Match = tuple[int, int, int]
"""Start, end, number of the entry."""
Table = dict[str, tuple[int, ...]]
"""Tokens joined by blanks -> numbers of the entries that are spelt so."""


class _Met:
    """A node that was met: as in the lexicon, with the numbers of entries as they count in all lexicons."""

    __slots__ = ("following", "numbers")

    def __init__(self, numbers: tuple[int, ...], following: dict[str, int]) -> None:
        self.numbers = numbers
        self.following = following


class _Graph(dict[int, _Met]):
    """The nodes of one lexicon by where they lie; each is decoded when it is first met."""

    def __init__(self, lexicon: Lexicon, first: int) -> None:
        self.beginnings = lexicon.beginnings
        self._nodes = lexicon.nodes
        self._first = first

    def __missing__(self, place: int) -> _Met:
        start = place + SIZE
        size = int.from_bytes(self._nodes[place:start], "little")
        node = _NODE.decode(self._nodes[start : start + size])
        met = self[place] = _Met(tuple([self._first + number for number in node.numbers]), node.following)
        return met


class _Begun:
    """What begins with a token."""

    __slots__ = ("alone", "longer")

    def __init__(self, nodes: Sequence[tuple[_Graph, _Met]]) -> None:
        self.alone = tuple([number for _, node in nodes for number in node.numbers])
        """Numbers of the entries that are spelt by the token alone."""
        self.longer = [(graph, node.following) for graph, node in nodes if node.following]
        """By lexicon, the tokens with which spellings go on."""


class Spellings:
    """Looks up what is spelt in a text."""

    def __init__(self, *lexicons: Lexicon) -> None:
        """Keep the lexicons; their entries are numbered through."""
        self.entries = tuple(chain.from_iterable([lexicon.entries for lexicon in lexicons]))
        starts = accumulate([len(lexicon.entries) for lexicon in lexicons], initial=0)
        self._graphs = [_Graph(lexicon, first) for first, lexicon in zip(starts, lexicons, strict=False)]
        self._known: dict[str, _Begun] = {}

    def matches(self, texts: Sequence[str], starts: Iterable[int] | None = None) -> list[Match]:
        """Return (start, end, entry number) for everything that is spelt in a text, in order of its start.

        Args:
            texts: tokens.
            starts: places where it may start; None: everywhere.

        """
        found: list[Match] = []
        for start in range(len(texts)) if starts is None else starts:
            text = texts[start]
            begun = self._known.get(text) or self._begun(text)
            found += [(start, start + 1, number) for number in begun.alone]
            if begun.longer:
                place = _place_behind(texts, start)
                if place < len(texts):
                    second = texts[place]
                    for graph, following in begun.longer:
                        if second in following:
                            found += _longer(texts, start, place, graph, following)
        return found

    def instead(self, texts: Sequence[str], place: int, tokens: Iterable[str]) -> dict[str, list[Match]]:
        """Return what would be spelt over a place, in several tokens, with each of some others there.

        Args:
            texts: tokens, none of which is a separator.
            place: of the token that is put aside.
            tokens: others.

        """
        before = [(start, self._tokens_behind(texts[start:place])) for start in range(place)]
        behind = texts[place + 1] if place + 1 < len(texts) else ""
        found: dict[str, list[Match]] = {}
        for token in tokens:
            starts = [start for start, going_on in before if token in going_on]
            begun = self._known.get(token) or self._begun(token)
            if any(behind in following for _, following in begun.longer):
                starts.append(place)
            if starts:  # there are none for most tokens
                matches = self.matches([*texts[:place], token, *texts[place + 1 :]], starts)
                found[token] = [(start, end, number) for start, end, number in matches if end > max(place, start + 1)]
        return found

    def _tokens_behind(self, begun: Sequence[str]) -> frozenset[str]:
        """Return the tokens with which spellings go on that begin with some."""
        found: set[str] = set()
        first, *others = begun
        for graph, following in (self._known.get(first) or self._begun(first)).longer:
            for token in others:
                if token not in following:
                    break
                following = graph[following[token]].following  # noqa: PLW2901 - the walk begins where the lexicon does
            else:
                found.update(following)
        return frozenset(found)

    def _begun(self, token: str) -> _Begun:
        """Return what begins with a token."""
        nodes = [(graph, graph[graph.beginnings[token]]) for graph in self._graphs if token in graph.beginnings]
        if not nodes:
            return _NOTHING
        begun = self._known[token] = _Begun(nodes)
        return begun


def _place_behind(texts: Sequence[str], start: int) -> int:
    """Return the place of the token that a spelling goes on with behind one; separators count only behind others."""
    place = start + 1
    skips = place < len(texts) and texts[place] in SEPARATORS and texts[start] not in SEPARATORS
    return place + skips


def _longer(texts: Sequence[str], start: int, second: int, graph: _Graph, following: dict[str, int]) -> list[Match]:
    """Return what is spelt from a token on, of which another place holds the second token."""
    found: list[Match] = []
    place = second
    skips = texts[start] not in SEPARATORS
    while place < len(texts):
        lies = following.get(texts[place])
        if lies is None:
            break
        place += 1
        node = graph[lies]
        if node.numbers:
            found += [(start, place, number) for number in node.numbers]
        following = node.following
        if skips and place < len(texts) and texts[place] in SEPARATORS:
            place += 1
    return found


_NODE = msgspec.msgpack.Decoder(Node)
_NOTHING = _Begun(())


def spellings(lexicon: Lexicon) -> Table:
    """Return all spellings, for those who go through them."""
    graph = _Graph(lexicon, 0)

    def behind(spelling: str, place: int) -> Iterator[tuple[str, tuple[int, ...]]]:
        node = graph[place]
        if node.numbers:
            yield spelling, node.numbers
        for token, lies in node.following.items():
            yield from behind(f"{spelling} {token}", lies)

    return dict(chain.from_iterable(behind(token, place) for token, place in lexicon.beginnings.items()))
