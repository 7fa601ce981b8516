"""Characters that sound like the ones meant."""

from __future__ import annotations

import pytest

from chatbot.datatypes.lexicon import Entry
from chatbot.datatypes.reading import Correction, Mention, Token
from chatbot.text.fold import tokenise
from chatbot.text.lexicon import compile_lexicon
from chatbot.text.spellings import Spellings
from chatbot.understanding.slips.homophones import Homophones

SOUNDS = {
    "cun": "村存寸",
    "shang": "商尚伤",
    "zhi": "只支知直",
    "chi": "吃持尺",
    "gu": "谷古",
    "ge": "歌哥",
    "shu": "数树",
    "wan": "万玩",
}
KNOWN = {"显存": "attribute", "商用": "attribute", "只支持": "function", "支持": "function", "训练数据": "attribute",
         "训练": "filler", "谷歌": "group", "尚": "filler", "的": "filler"}  # fmt: skip
LEXICON = compile_lexicon([(form, Entry(kind, form)) for form, kind in KNOWN.items()])
HEARD = Homophones(SOUNDS, Spellings(LEXICON), ["古哥"], "一万", "万")


def find(tokens: tuple[Token, ...]) -> list[Mention]:
    """Every known word is a mention."""
    texts = [token.text for token in tokens]
    found = Spellings(LEXICON).matches(texts)
    return [Mention(s, e, LEXICON.entries[n].category, LEXICON.entries[n].id) for s, e, n in found]


def repaired(text: str) -> str:
    tokens = tokenise(text)
    return "".join(token.text for token in HEARD.repair(tokens, find(tokens))[0])


@pytest.mark.parametrize(("typed", "meant"), [("显村", "显存"), ("古歌的显存", "谷歌的显存"), ("训练树据", "训练数据")])
def test_a_character_that_sounds_alike_is_repaired(typed: str, meant: str) -> None:
    assert repaired(typed) == meant


def test_what_was_repaired_is_told() -> None:
    tokens = tokenise("古歌的显存")
    assert HEARD.repair(tokens, find(tokens))[1] == (Correction("古歌", "谷歌"),)


@pytest.mark.parametrize("text", ["古哥", "知支持", "花园", "村古哥吃树村"])
def test_what_is_left_alone(text: str) -> None:
    """A word of the language; one before a known word, whatever that would make; too much that is unknown."""
    assert repaired(text) == text


def test_for_an_idle_character_that_may_be_a_slip_others_are_told() -> None:
    tokens = tokenise("可尚用的")
    assert repaired("可尚用的") == "可尚用的"
    assert HEARD.doubts(tokens, tokens, find(tokens)) == {1: ((1, 3, "商"),)}
    right = tokenise("可商用的")
    assert HEARD.doubts(right, right, find(right)) == {}


@pytest.mark.parametrize(
    ("text", "likely"),
    [
        ("8玩", {1: ((1, 2, "万"),)}),  # behind a number, a scale
        ("玩", {}),
        ("伤", {0: ((0, 1, "尚"),)}),  # nothing is known of it: one that is known by itself
        ("伤用", {0: ((0, 2, "商"), (0, 1, "尚"))}),
        ("只支吃", {2: ((0, 3, "持"), (1, 3, "持"))}),
        ("支持的", {}),
    ],
)
def test_what_else_may_have_been_meant(text: str, likely: dict[int, tuple[tuple[int, int, str], ...]]) -> None:
    tokens = tokenise(text)
    assert HEARD.doubts(tokens, tokens, find(tokens)) == likely


def test_what_else_a_repaired_character_may_be_is_told() -> None:
    typed = tokenise("显村")
    mended, _ = HEARD.repair(typed, find(typed))
    assert HEARD.doubts(typed, mended, find(mended)) == {1: ((0, 2, "存"),)}
