"""Surface forms as data authors write them."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.text.fold import BLANK, tokenise
from chatbot.text.forms import LIMIT, FormError, expand, pieces


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("plain", ["plain"]),
        ("licen(c|s)e[s]", ["licence", "licences", "license", "licenses"]),
        ("Apache[ License][ 2.0]", ["Apache", "Apache 2.0", "Apache License", "Apache License 2.0"]),
        ("a|b", ["a", "b"]),
        ("(a|b)|c", ["a", "b", "c"]),
        ("x[y[z]]", ["x", "xy", "xyz"]),
        ("[a]", ["a"]),
        ("[a ]b", ["b", "a b"]),
        ("(a|a)", ["a"]),
        ("参数[量]", ["参数", "参数量"]),
        (":)", [":)"]),
    ],
)
def test_spellings(form: str, expected: list[str]) -> None:
    assert list(expand(form)) == expected


@pytest.mark.parametrize("form", ["[a", "(a", "(a]", "[a)", "((a)", "(a))", "a|b)"])
def test_faults(form: str) -> None:
    with pytest.raises(FormError):
        expand(form)


def test_too_deep() -> None:
    with pytest.raises(FormError, match="deep"):
        expand("[" * 5000 + "a" + "]" * 5000)


def test_too_many_spellings() -> None:
    with pytest.raises(FormError, match=str(LIMIT)):
        expand("(a|b)" * 13)


@given(st.text(alphabet="ab()[]| ", max_size=20))
def test_a_form_is_read_or_refused(form: str) -> None:
    try:
        spellings = expand(form)
    except FormError:
        return
    assert len(set(spellings)) == len(spellings)
    if any(mark in form for mark in "([|"):
        assert not any(mark in spelling for spelling in spellings for mark in "()[]|")


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("plain text", [["plain text"]]),
        ("ab c|d", [["ab"], [" "], ["c"], ["d"]]),
        ("[a ](b|c) d[s]", [["", "a "], ["b", "c"], [" "], ["d", "ds"]]),
        ("x[y][ z]u", [["xu", "x zu", "xyu", "xy zu"]]),
        ("a(b|c)|d", [["ab", "ac"], ["d"]]),
        ("不[能]商(用|业)x", [["不"], ["", "能"], ["商"], ["用", "业"], ["x"]]),
    ],
)
def test_pieces_end_where_words_do(form: str, expected: list[list[str]]) -> None:
    flat = [sorted(piece) for alternative in pieces(form) for piece in alternative]
    assert flat == [sorted(piece) for piece in expected]


@given(st.text(alphabet="ab1x,.'-中文 ()[]|", max_size=24))
def test_pieces_make_the_same_words_as_the_whole(form: str) -> None:
    try:
        whole = expand(form)
    except FormError:
        return
    chosen = [choice for alternative in pieces(form) for choice in product(*alternative)]
    assert {words("".join(choice)) for choice in chosen} - {()} == {words(spelling) for spelling in whole} - {()}
    assert {tuple(word for piece in choice for word in words(piece)) for choice in chosen} - {()} == {
        words(spelling) for spelling in whole
    } - {()}


def words(text: str) -> tuple[str, ...]:
    return tuple(token.text for token in tokenise(text) if token.text != BLANK)
