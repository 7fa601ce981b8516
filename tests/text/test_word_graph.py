"""The graph of spellings."""

from __future__ import annotations

from itertools import product

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from chatbot.datatypes.lexicon import Lexicon, Node
from chatbot.text.spellings import spellings
from chatbot.text.word_graph import SIZE, WordGraph

PIECE = st.lists(st.lists(st.sampled_from("abc"), max_size=2), min_size=1, max_size=3)


def nodes(encoded: bytes) -> list[Node]:
    found, place = [], 0
    while place < len(encoded):
        start = place + SIZE
        place = start + int.from_bytes(encoded[place:start], "little")
        found.append(msgspec.msgpack.decode(encoded[start:place], type=Node))
    return found


@given(st.lists(st.tuples(st.lists(PIECE, min_size=1, max_size=3), st.integers(0, 2)), max_size=4))
def test_all_that_pieces_spell_is_in_it_and_nothing_else(added: list[tuple[list[list[list[str]]], int]]) -> None:
    graph = WordGraph()
    expected: dict[str, set[int]] = {}
    for pieces, number in added:
        whole = [[token for piece in choice for token in piece] for choice in product(*pieces)]
        if [] in whole:
            continue
        graph.add(pieces, number)
        for tokens in whole:
            expected.setdefault(" ".join(tokens), set()).add(number)
    beginnings, encoded = graph.encode()
    found = spellings(Lexicon(beginnings, encoded, (), {}))
    assert {spelling: set(numbers) for spelling, numbers in found.items()} == expected
    assert len({msgspec.msgpack.encode(node) for node in nodes(encoded)}) == len(nodes(encoded)), "each node once"


def test_ends_are_shared() -> None:
    graph = WordGraph()
    graph.add([["a"], ["b"], ["c"]], 0)
    graph.add([["x"], ["b"], ["c"]], 0)
    beginnings, encoded = graph.encode()
    assert beginnings["a"] == beginnings["x"]
    assert len(nodes(encoded)) == 3


def test_entries_are_in_the_order_in_which_they_came() -> None:
    graph = WordGraph()
    for number in (2, 0, 1, 2):
        graph.add([["a"]], number)
    assert spellings(Lexicon(*graph.encode(), (), {})) == {"a": (2, 0, 1)}
