"""Folding: what is typed in many ways becomes one text, and every piece knows where it came from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.text.fold import BLANK, fold, has_ideographs, tokenise


def kinds(text: str) -> list[tuple[str, str]]:
    return [(token.text, token.kind) for token in tokenise(text)]


@pytest.mark.parametrize(
    ("raw", "folded"),
    [
        ("GPT-4", "gpt-4"),
        ("ＧＰＴ－４", "gpt-4"),
        ("Llama–3", "llama-3"),
        ("Llama—3", "llama-3"),
        ("what’s", "what's"),
        ("“x”", '"x"'),
        ("「x」", '"x"'),
        ("１２８Ｋ", "128k"),
        ("Straße", "strasse"),
        ("a\u200bb\ufeff", "ab"),
        ("①", "1"),
        ("\u3000", " "),
    ],
)
def test_folding(raw: str, folded: str) -> None:
    assert fold(raw)[0] == folded


def test_traditional_characters_are_read_as_their_variant() -> None:
    assert fold("參數", {"參": "参", "數": "数"})[0] == "参数"


@given(st.text(max_size=40))
def test_every_folded_character_knows_its_raw_one(text: str) -> None:
    folded, places = fold(text)
    assert len(folded) == len(places)
    assert list(places) == sorted(places)
    assert all(0 <= place < len(text) for place in places)


@given(st.text(max_size=40))
def test_tokens_stand_where_they_say(text: str) -> None:
    last = 0
    for token in tokenise(text):
        assert last <= token.start < token.end <= len(text)
        assert text[token.start : token.end] == token.raw
        assert token.text.strip() == token.text != ""
        assert token.kind in {"word", "number", "han", "mark"}
        last = token.start


@given(st.text(alphabet="aB3.é 中-'", max_size=30))
def test_folding_twice_changes_nothing(text: str) -> None:
    folded, _ = fold(text)
    assert fold(folded)[0] == folded


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Falcon-180B", [("falcon", "word"), ("-", "mark"), ("180", "number"), ("b", "word")]),
        ("llama 3.1", [("llama", "word"), ("3.1", "number")]),
        ("2,048 tokens", [("2,048", "number"), ("tokens", "word")]),
        ("1,2", [("1", "number"), (",", "mark"), ("2", "number")]),
        ("BLOOM's", [("bloom", "word"), ("'s", "word")]),
        ("Claude 3's", [("claude", "word"), ("3", "number"), ("'s", "word")]),
        ("can't", [("can't", "word")]),
        ("参数", [("参", "han"), ("数", "han")]),
        ("用GPT", [("用", "han"), ("gpt", "word")]),
        ("v0.2?", [("v", "word"), ("0.2", "number"), ("?", "mark")]),
        ("8x7b", [("8", "number"), ("x", "word"), ("7", "number"), ("b", "word")]),
        ("", []),
        (" \t\n", []),
    ],
)
def test_tokens(text: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(text) == expected


def test_space_before_a_token_is_kept() -> None:
    assert [token.spaced for token in tokenise("a b-c")] == [True, True, False, False]


def test_ideographs() -> None:
    assert has_ideographs("Llama 的")
    assert not has_ideographs("Llama, épée, кот")


def test_a_blank_is_a_mark_between_ideographs_only() -> None:
    assert [token.text for token in tokenise("能商用吗\u3000上下文 BLOOM 多大 13B")] == [
        "能", "商", "用", "吗", BLANK, "上", "下", "文", "bloom", "多", "大", "13", "b",
    ]  # fmt: skip
