"""Make the smallest graph of many spellings, in which spellings share their beginnings and their ends.

The graph (a directed acyclic word graph, with tokens in the place of letters) is made of pieces, not of spellings: some
thirty thousand surface forms stand for a million spellings, but for few different ends. The pieces make an automaton
that leads to several states at once; Rabin and Scott's subset construction makes one state of each such set, from the
beginning; and states from which the same goes on become one, from the ends (Revuz, Minimisation of acyclic
deterministic automata in linear time, 1992).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from chatbot.datatypes.lexicon import Node

SIZE = 4
"""Bytes of the size before an encoded node."""
Piece = Iterable[Sequence[str]]
"""What may stand at one place, as tokens."""


class _State:
    """Where forms may have come to after some tokens."""

    __slots__ = ("following", "numbers")

    def __init__(self, numbers: Iterable[int] = ()) -> None:
        self.numbers = dict.fromkeys(numbers)
        self.following: dict[str, dict[_State, None]] = {}

    def leads(self, token: str, state: _State) -> None:
        """Let a token lead to a state."""
        self.following.setdefault(token, {})[state] = None

    def is_also(self, other: _State) -> None:
        """Let everything go on from here that goes on from another state."""
        self.numbers |= other.numbers
        for token, states in other.following.items():
            self.following.setdefault(token, {}).update(states)


class WordGraph:
    """Collects spellings, and encodes the graph of them."""

    def __init__(self) -> None:
        """Begin with none."""
        self._start = _State()
        self._ends: dict[int, _State] = {}
        self._places: dict[tuple[_State, ...], int] = {}
        self._place_of: dict[bytes, int] = {}
        self._encoded = bytearray()

    def add(self, pieces: Sequence[Piece], number: int) -> None:
        """Add all spellings that choose one sequence of tokens from each piece; none may be without tokens."""
        state = self._ends.setdefault(number, _State([number]))
        for piece in reversed(pieces):
            state = _before(piece, state)
        self._start.is_also(state)

    def encode(self) -> tuple[dict[str, int], bytes]:
        """Return by first tokens where their nodes lie, and all nodes."""
        beginnings = {token: self._place((*states,)) for token, states in self._start.following.items()}
        return beginnings, bytes(self._encoded)

    def _place(self, states: tuple[_State, ...]) -> int:
        """Return where the node lies that several states make."""
        place = self._places.get(states)
        if place is None:
            one = states[0]
            if len(states) > 1:
                one = _State()
                for state in states:
                    one.is_also(state)
            following = {token: self._place((*behind,)) for token, behind in one.following.items()}
            node = msgspec.msgpack.encode(Node((*one.numbers,), dict(sorted(following.items()))))
            place = self._places[states] = self._place_of.setdefault(node, len(self._encoded))
            if place == len(self._encoded):
                self._encoded += len(node).to_bytes(SIZE, "little") + node
        return place


def _before(piece: Piece, behind: _State) -> _State:
    """Return the state before a piece."""
    state = _State()
    for tokens in piece:
        if not tokens:
            state.is_also(behind)
            continue
        target = behind
        for token in reversed(tokens[1:]):
            before = _State()
            before.leads(token, target)
            target = before
        state.leads(tokens[0], target)
    return state
