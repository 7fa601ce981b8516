"""Bottom-up chart: applies phrase rules to mentions until nothing new appears.

Edges are packed by span, category and meaning. They are taken from the last place of the utterance to the first, so
that whatever a begun rule can go on with, to its right, is complete: each edge begins each rule once, and no begun rule
waits. Work grows with the number of edges that fit, not with the number of rules.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from operator import attrgetter
from typing import Any

from chatbot.datatypes.reading import Phrase
from chatbot.datatypes.rules import Ending, Node, RuleTrie

LIMIT = 3000
"""Edges and partial rules of one utterance; beyond it the utterance counts as not understood."""
REACH = 5
"""How many fillers may stand between two parts of a phrase."""
_START = attrgetter("start")

_HELD = frozenset({"not", "dont", "not_such", "except", "only"})
"""Terms that turn round what follows them in the same clause, never what stands beyond a wall."""

Builder = Callable[..., Any]


class Overflow(Exception):  # noqa: N818 - not an error: the utterance is just too tangled
    """A limit was hit: the chart grew beyond it, or too many spans were tried."""


class Chart:
    """All phrases found in one utterance."""

    def __init__(
        self,
        trie: RuleTrie,
        builders: Mapping[str, Builder],
        reach: Sequence[Sequence[int]],
        walls: Mapping[int, int] | None = None,
    ) -> None:
        """Prepare an empty chart.

        Args:
            trie: all rules.
            builders: name -> function from role values to a meaning, or None if the roles do not fit.
            reach: for each place, the places that can be reached from it over fillers (itself first).
            walls: places that may part clauses -> where what they close began. A phrase may reach over them, but not
                behind a term that turns round, nor from within what they close.

        """
        self._walls = walls or {}
        self._root = trie.root
        self._rules = trie.rules
        self._builders = builders
        self._reach = reach
        self._edges: list[dict[str, list[Phrase]]] = [{} for _ in reach]
        self._known: dict[tuple[int, int, str, Any], Phrase] = {}
        self._agenda: list[Phrase] = []
        self._arrivals = 0

    def phrases(self) -> list[Phrase]:
        """Return all edges."""
        return list(self._known.values())

    def fill(self, seeds: Sequence[Phrase]) -> None:
        """Add the seeds and everything that the rules make of them."""
        for seed in seeds:
            self._add(seed)
        self._agenda.sort(key=_START)
        while self._agenda:  # what a phrase makes starts where it does, and is begun next
            phrase = self._agenda.pop()
            self._edges[phrase.start].setdefault(phrase.category, []).append(phrase)
            following = self._root.loose.get(phrase.category)
            if following is not None:
                self._arrive(following, phrase.start, (phrase,))

    def _add(self, phrase: Phrase) -> None:
        key = (phrase.start, phrase.end, phrase.category, phrase.meaning)
        if self._known.setdefault(key, phrase) is phrase:
            self._agenda.append(phrase)

    def _arrive(self, node: Node, start: int, parts: tuple[Phrase, ...]) -> None:
        self._arrivals += 1
        if self._arrivals + len(self._known) > LIMIT:
            raise Overflow
        end = parts[-1].end
        for ending in node.endings:
            self._complete(ending, start, end, parts)
        if not (node.loose or node.tight):
            return
        for place in self._reach[end]:
            here = self._edges[place]
            if not here or (self._walls and self._is_held(parts[-1], start, place)):
                continue
            if node.tight and place == end:
                self._go_on(node.tight, here, start, parts)
            if not node.loose.keys().isdisjoint(here):
                self._go_on(node.loose, here, start, parts)

    def _is_held(self, last: Phrase, start: int, place: int) -> bool:
        """Say whether a phrase would reach over a wall from within what it closes, or behind a term that turns round.

        Such a term alone before the wall goes with what follows.
        """
        over = [wall for wall in self._walls if last.end <= wall < place]
        if not over or any(start > self._walls[wall] for wall in over):
            return bool(over)
        return last.category in _HELD and last.start > 0 and last.start - 1 not in self._walls

    def _go_on(
        self, states: dict[str, Node], here: dict[str, list[Phrase]], start: int, parts: tuple[Phrase, ...]
    ) -> None:
        """Take the phrases at a place that a begun rule can go on with."""
        for category, following in states.items():
            for phrase in here.get(category, ()):
                self._arrive(following, start, (*parts, phrase))

    def _complete(self, ending: Ending, start: int, end: int, parts: tuple[Phrase, ...]) -> None:
        rule = self._rules[ending.rule]
        roles: dict[str, Any] = dict(rule.given)
        for role, place in ending.roles:
            roles[role] = parts[place].meaning
        meaning = self._builders[rule.build](**roles)
        if meaning is not None:
            score = 0.0
            for part in parts:
                score += part.score
            self._add(Phrase(start, end, rule.category, meaning, score - 0.01, rule.place, parts))
