"""Numbers in digits and words, with scales and units, in two ways of grouping."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.datatypes.pack import NumberWords
from chatbot.datatypes.reading import Mention
from chatbot.text.fold import tokenise
from chatbot.understanding.meanings import Amount
from chatbot.understanding.mentions.numbers import NumberReader, label_of
from tests.understanding.conftest import CHINESE, ENGLISH


def read(text: str, words: NumberWords = ENGLISH) -> list[Mention]:
    return NumberReader(words).read(tokenise(text))


def amounts(text: str, words: NumberWords = ENGLISH) -> list[Amount]:
    return [mention.meaning for mention in read(text, words) if mention.category == "number"]


@pytest.mark.parametrize(
    ("text", "value", "label"),
    [
        ("13B", 13e9, "13b"),
        ("13 B", 13e9, "13b"),
        ("13b", 13e9, "13b"),
        ("13 billion", 13e9, "13b"),
        ("thirteen billion", 13e9, "13b"),
        ("1.5T", 1.5e12, "1.5t"),
        ("7.5 million", 7.5e6, "7.5m"),
        ("128K", 128e3, "128k"),
        ("2048", 2048, ""),
        ("2,048", 2048, ""),
        ("1,234,567", 1234567, ""),
        ("0.5", 0.5, ""),
        ("half a billion", 0.5e9, "500m"),
        ("two hundred and seven thousand", 207e3, "207k"),
        ("seventy thousand", 70e3, "70k"),
        ("twenty three", 23, ""),
        ("100 thousand million", 1e11, "100b"),
    ],
)
def test_one_number(text: str, value: float, label: str) -> None:
    assert amounts(text) == [Amount(value, label)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("一千亿", 1e11),
        ("1000亿", 1e11),
        ("七十亿", 7e9),
        ("70亿", 7e9),
        ("两万", 2e4),
        ("十三", 13),
        ("二百零七", 207),
        ("二零二三", 2023),
        ("二〇二三", 2023),
        ("1.8万亿", 1.8e12),
        ("五万三千", 53000),
        ("8个亿", 8e8),
        ("三个亿", 3e8),
    ],
)
def test_chinese_numbers(text: str, value: float) -> None:
    assert [amount.value for amount in amounts(text, CHINESE)] == [value]


def test_a_large_scale_alone_is_a_number_behind_some_words_only() -> None:
    words = msgspec.structs.replace(CHINESE, leads=("过",))
    assert [amount.value for amount in amounts("过亿", words)] == [1e8]
    assert amounts("推荐亿个", words) == []
    assert [amount.value for amount in amounts("千亿", words)] == [1e11]
    assert [amount.value for amount in amounts("十个", words)] == [10]


def test_nothing_is_counted_on_behind_a_letter() -> None:
    assert next(amount.value for amount in amounts("the 7B one")) == 7e9
    assert [amount.value for amount in amounts("seven billion one")] == [7e9 + 1]


def test_a_large_scale_behind_a_larger_one_counts_nothing() -> None:
    assert [amount.value for amount in amounts("1300亿亿", CHINESE)] == [1.3e11]
    assert [amount.value for amount in amounts("一万亿", CHINESE)] == [1e12]
    assert [amount.value for amount in amounts("三百十五", CHINESE)] == [315]


def test_what_is_counted_is_no_part_of_a_number() -> None:
    assert [amount.value for amount in amounts("3个百亿", CHINESE)] == [3, 1e10]


def test_one_value_in_two_languages_has_one_label() -> None:
    assert amounts("100 billion") == amounts("1000亿", CHINESE) == amounts("100B") == [Amount(1e11, "100b")]


def test_exponents_compare_exactly() -> None:
    assert amounts("13e9") == [Amount(13e9, "")]


def test_a_unit_makes_a_second_reading() -> None:
    assert amounts("8192 tokens") == [Amount(8192), Amount(8192, "", "token")]
    assert amounts("8192-token") == [Amount(8192), Amount(8192, "", "token")]
    assert amounts("5 natural languages") == [Amount(5)]
    assert amounts("5 natural language") == [Amount(5), Amount(5, "", "language")]


@pytest.mark.parametrize("text", ["3.1.2", "1" * 30, "a b k t", "b", "k"])
def test_no_number(text: str) -> None:
    assert amounts(text) == []


def test_a_year_and_a_size_are_two_numbers() -> None:
    assert [amount.value for amount in amounts("2023 13B")] == [2023, 13e9]


def test_a_letter_that_may_be_a_word_is_no_scale() -> None:
    assert [amount.label for amount in amounts("is 13 t shirts")] == [""]


def test_months_and_ordinals() -> None:
    found = [(m.category, m.meaning) for m in read("the second of May, the 3rd") if m.category in {"month", "ordinal"}]
    assert sorted(found) == [("month", 5), ("ordinal", 2), ("ordinal", 3)]
    assert [m.category for m in read("3 rd")] == ["number"]


@given(st.integers(1, 999), st.sampled_from(["k", "m", "b", "t"]))
def test_labels_round_trip(count: int, scale: str) -> None:
    value = count * ENGLISH.multipliers[scale]
    assert amounts(f"{count}{scale}") == amounts(f"{count}{scale.upper()}") == [Amount(value, label_of(value))]
    assert amounts(label_of(value)) == [Amount(value, label_of(value))]


@given(st.integers(0, 10**15))
def test_plain_figures_round_trip(value: int) -> None:
    assert [amount.value for amount in amounts(str(value))] == [value]
    assert [amount.value for amount in amounts(f"{value:,}")] == [value]


@given(st.integers(1, 99_999_999))
def test_chinese_numerals_round_trip(value: int) -> None:
    assert [amount.value for amount in amounts(numeral(value), CHINESE)] == [value]


def numeral(value: int) -> str:
    """Return a number below 10^8 in Chinese numerals."""
    if value >= 10_000:
        high, low = divmod(value, 10_000)
        return numeral(high) + "万" + (("零" if low < 1000 else "") + numeral(low) if low else "")
    text, gap = "", False
    for scale, char in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, scale)
        if digit:
            text += ("零" if gap and text else "") + "零一二三四五六七八九"[digit] + char
        gap = not digit
    return text


@pytest.mark.parametrize(
    ("value", "label"),
    [(7e9, "7b"), (128000, "128k"), (999, ""), (1.5e12, "1.5t"), (176247271424, "176.247b"), (0, "")],
)
def test_labels(value: float, label: str) -> None:
    assert label_of(value) == label


def test_some_of_a_scale_is_no_number_of_its_own() -> None:
    words = msgspec.structs.replace(CHINESE, few=("几", "几个"))
    found = {text: read(text, words) for text in ("几百亿", "几个亿", "十几亿")}
    assert [(m.start, m.end, m.category) for m in found["几百亿"]] == [(0, 3, "some_number")]
    assert [m.meaning.value for m in found["几个亿"]] == [1e8]
    assert [m.meaning.value for m in found["十几亿"]] == [10]
