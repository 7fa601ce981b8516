"""Where a line names something known or misspelt, as a prompt shows it."""

from __future__ import annotations

import pytest

from chatbot.datatypes.catalog import Ref
from chatbot.datatypes.reading import Mention
from chatbot.text.fold import tokenise
from chatbot.understanding.mentions.spots import spots_of


def named(start: int, end: int, kind: str = "item", repaired: str = "") -> Mention:
    return Mention(start, end, "name", Ref(kind, "x"), repaired=repaired)


@pytest.mark.parametrize(
    ("mentions", "expected"),
    [
        ([], []),
        ([named(1, 3)], [("Red Fox", "item")]),
        ([named(1, 2, "group"), named(1, 3)], [("Red Fox", "item")]),
        ([named(1, 3, repaired="Red Foxes")], [("Red Fox", "misspelt")]),
        ([Mention(0, 1, "attribute", "size"), Mention(3, 4, "filler", "article")], [("size", "attribute")]),
    ],
)
def test_spots(mentions, expected):
    text = "size  Red Fox?"
    tokens = tokenise(text)
    assert [(text[s.start : s.end], s.kind) for s in spots_of(tokens, tokens, mentions)] == expected


def test_a_repaired_word_is_misspelt_in_a_name_and_alone():
    text, meant = "sise of red fux", "size of red fox"
    spots = spots_of(tokenise(text), tokenise(meant), [named(2, 4)])
    assert [(text[s.start : s.end], s.kind) for s in spots] == [("sise", "misspelt"), ("red fux", "misspelt")]
