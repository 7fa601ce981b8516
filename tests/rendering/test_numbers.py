"""Numbers and dates in both languages."""

import pytest

from chatbot.rendering import numbers
from tests.rendering.sample import CHINESE, ENGLISH


@pytest.mark.parametrize(
    ("value", "english", "chinese"),
    [
        (180_000_000_000, "180B", "1800亿"),
        (6_700_000_000, "6.7B", "67亿"),
        (125_000_000, "125M", "1.25亿"),
        (15_600_000_000_000, "15.6T", "15.6万亿"),
        (250_880, "250,880", "250,880"),
        (2048, "2,048", "2,048"),
        (24.7, "24.7", "24.7"),
        (0.00012, "0.00012", "0.00012"),
    ],
)
def test_scaled(value: float, english: str, chinese: str) -> None:
    assert numbers.scaled(value, ENGLISH) == (english, True)
    assert numbers.scaled(value, CHINESE) == (chinese, True)


def test_rounding_is_owned_up_to() -> None:
    assert numbers.scaled(405_853_388_800, ENGLISH) == ("405.9B", False)


@pytest.mark.parametrize(
    ("value", "english", "chinese"),
    [
        ("2024-07-23", "23 July 2024", "2024年7月23日"),
        ("2023-05", "May 2023", "2023年5月"),
        ("2023", "2023", "2023年"),
        ("early 2023", "early 2023", "early 2023"),
    ],
)
def test_date(value: str, english: str, chinese: str) -> None:
    assert numbers.date(value, ENGLISH) == english
    assert numbers.date(value, CHINESE) == chinese


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        ("2024-01-01", "2024-12-31", "2024"),
        ("2024-02-01", "2024-02-29", "February 2024"),
        ("2024-02-03", "2024-02-03", "3 February 2024"),
        ("2024-01-01", "2024-06-30", None),
    ],
)
def test_period(start: str, end: str, shown: str | None) -> None:
    assert numbers.period(start, end, ENGLISH) == shown


@pytest.mark.parametrize(("label", "value"), [("128k", 128_000), ("6.7b", 6.7e9), ("8x7b", None), ("", None)])
def test_label_value(label: str, value: float | None) -> None:
    assert numbers.label_value(label) == value


def test_means_of_large_numbers_are_not_told_to_the_thousandth() -> None:
    assert numbers.grouped(31_177.931) == "31,178"
    assert numbers.grouped(24.75) == "24.75"
