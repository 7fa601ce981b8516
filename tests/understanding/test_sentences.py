"""Sentences and clauses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.text.fold import tokenise
from chatbot.understanding.sentences import Span, split_clauses, split_sentences


def sentences(text: str) -> list[str]:
    tokens = tokenise(text)
    return [text[tokens[s.start].start : tokens[s.end - 1].end] for s in split_sentences(tokens)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one two", ["one two"]),
        ("One? Two!", ["One?", "Two!"]),
        ("Ends here. Goes on", ["Ends here.", "Goes on"]),
        ("version 3.1 and v0.2", ["version 3.1 and v0.2"]),
        ("see llama.cpp now", ["see llama.cpp now"]),
        ("一句。两句？", ["一句。", "两句？"]),
        ("a;b", ["a;", "b"]),
        ("??", []),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [sentence.strip() for sentence in sentences(text)] == expected


def test_clauses() -> None:
    text = "we are small, we sell: can we use it"
    tokens = tokenise(text)
    clauses = split_clauses(tokens, Span(0, len(tokens)))
    assert [tokens[clause.start].text for clause in clauses] == ["we", "we", "can"]
    assert clauses[-1].end == len(tokens)


@given(st.text(alphabet="ab ,.?!。:3", max_size=30))
def test_sentences_and_clauses_leave_nothing_out(text: str) -> None:
    tokens = tokenise(text)
    spans = split_sentences(tokens)
    covered = [place for span in spans for place in range(span.start, span.end)]
    assert covered == sorted(set(covered))
    left = set(range(len(tokens))) - set(covered)
    assert all(tokens[place].kind == "mark" for place in left)
    for span in spans:
        clauses = split_clauses(tokens, span)
        assert [place for c in clauses for place in range(c.start, c.end)] == list(range(span.start, span.end))
