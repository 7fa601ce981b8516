"""Dates as people write them, as spans of days. There is no clock: a date without a year is not a date here."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from chatbot.understanding.meanings import Amount, Date

_FIRST_YEAR, _LAST_YEAR = 1950, 2099


def of_year(year: Amount) -> Date | None:
    """Return the span of a year, given as a plain four-digit number."""
    number = _year(year)
    return Date(f"{number}-01-01", f"{number}-12-31") if number else None


def of_month(year: Amount, month: int | Amount) -> Date | None:
    """Return the span of a month."""
    number, place = _year(year), _small(month, 12)
    if not number or not place:
        return None
    return Date(f"{number}-{place:02}-01", f"{number}-{place:02}-{monthrange(number, place)[1]}")


def of_day(year: Amount, month: int | Amount, day: int | Amount) -> Date | None:
    """Return the span of a single day."""
    span, place = of_month(year, month), _small(day, 31)
    if not span or not place or place > int(span.end[-2:]):
        return None
    return Date(f"{span.start[:8]}{place:02}", f"{span.start[:8]}{place:02}")


def of_part(year: Amount, place: int, months: int) -> Date | None:
    """Return the place-th part of a year, each of so many months."""
    number = _year(year)
    if not number:
        return None
    last = place * months
    return Date(f"{number}-{last - months + 1:02}-01", f"{number}-{last:02}-{monthrange(number, last)[1]}")


def day_after(day: str) -> str:
    """Return the ISO day after an ISO day."""
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def _year(amount: Amount) -> int:
    number = int(amount.value)
    fits = number == amount.value and not amount.unit and not amount.label and _FIRST_YEAR <= number <= _LAST_YEAR
    return number if fits else 0


def _small(amount: int | Amount, most: int) -> int:
    if isinstance(amount, int):
        return amount if 1 <= amount <= most else 0
    number = int(amount.value)
    return number if number == amount.value and not amount.unit and not amount.label and 1 <= number <= most else 0
