"""Dates as spans of days."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.understanding.meanings import Amount, Date
from chatbot.understanding.mentions import dates

YEAR = Amount(2023)


def test_years_and_months() -> None:
    assert dates.of_year(YEAR) == Date("2023-01-01", "2023-12-31")
    assert dates.of_month(YEAR, 2) == Date("2023-02-01", "2023-02-28")
    assert dates.of_month(Amount(2024), Amount(2)) == Date("2024-02-01", "2024-02-29")
    assert dates.of_day(YEAR, 3, Amount(15)) == Date("2023-03-15", "2023-03-15")


def test_parts_of_a_year() -> None:
    assert dates.of_part(YEAR, 2, 3) == Date("2023-04-01", "2023-06-30")
    assert dates.of_part(YEAR, 2, 6) == Date("2023-07-01", "2023-12-31")


@pytest.mark.parametrize(
    "year", [Amount(13e9, "13b"), Amount(2023, "", "token"), Amount(2023.5), Amount(1066), Amount(8192)]
)
def test_numbers_that_are_no_year(year: Amount) -> None:
    assert dates.of_year(year) is None
    assert dates.of_month(year, 1) is None
    assert dates.of_day(year, 1, 1) is None
    assert dates.of_part(year, 1, 3) is None


@pytest.mark.parametrize(
    ("month", "day"), [(13, 1), (0, 1), (2, 29), (4, 31), (4, 0), (Amount(1.5), 1), (1, Amount(2, "", "gb"))]
)
def test_days_that_do_not_exist(month: int | Amount, day: int | Amount) -> None:
    assert dates.of_day(YEAR, month, day) is None


@given(st.dates(datetime.date(1950, 1, 1), datetime.date(2099, 12, 30)))
def test_the_day_after(day: datetime.date) -> None:
    assert dates.of_day(Amount(day.year), day.month, day.day) == Date(day.isoformat(), day.isoformat())
    assert dates.day_after(day.isoformat()) == (day + datetime.timedelta(1)).isoformat()
