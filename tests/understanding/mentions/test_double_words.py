"""Words and signs of two senses: their place tells which is meant."""

from __future__ import annotations

from chatbot.datatypes.reading import Mention, Token
from chatbot.text.fold import tokenise
from chatbot.understanding.meanings import Amount
from chatbot.understanding.mentions.double_words import behind_amounts, excepting, in_brackets


def term(start: int, end: int, name: str) -> Mention:
    return Mention(start, end, name, name)


def plus(text: str, place: int) -> tuple[list[Mention], tuple[Token, ...]]:
    amount = Mention(0, 2, "number", Amount(32000.0, "32k"))
    return [amount, term(place, place + 1, "and"), term(place, place + 1, "or_more")], tokenise(text)


def test_plus_directly_behind_an_amount_means_or_more() -> None:
    mentions, tokens = plus("32k+ tools", 2)
    assert [m.category for m in behind_amounts(mentions, tokens)] == ["number", "or_more"]


def test_plus_apart_from_it_joins() -> None:
    mentions, tokens = plus("32k + tools", 2)
    assert behind_amounts(mentions, tokens) == mentions


def test_what_excludes_behind_a_word_for_among_excludes_what_follows() -> None:
    found = [term(0, 1, "inside"), term(1, 3, "except"), term(1, 3, "unwanted"), Mention(3, 4, "name", "x")]
    assert term(1, 3, "unwanted") not in excepting(found, tokenise("里去掉 X"))
    assert term(1, 3, "except") in excepting(found, tokenise("里去掉 X"))


def test_what_excludes_before_a_blank_excludes_what_stands_before_it() -> None:
    found = [Mention(0, 1, "name", "x"), term(1, 3, "except"), term(1, 3, "unwanted")]
    assert excepting(found, tokenise("X去掉")) == found


def test_alone_in_brackets_a_word_says_whether_a_limit_counts_itself() -> None:
    found = [term(2, 3, "included@end"), term(2, 3, "filler")]
    assert [m.category for m in in_brackets(found, tokenise("X(含)后"))] == ["included@end"]
    assert in_brackets(found, tokenise("X后含中文")) == found
