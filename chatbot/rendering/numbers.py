"""Numbers and dates as a language writes them; all words and marks come from the style and the messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chatbot.datatypes.pack import Style

LARGE = 1e6
"""Smaller numbers are written with all their digits."""
WHOLE = 10_000
"""From here on fractions are not told; they come from means only."""
DIGITS = 4
"""Significant digits that a scaled number may have."""


def grouped(value: float) -> str:
    """All digits, in groups of three."""
    if value == int(value):
        return f"{int(value):,}"
    if abs(value) < 0.001:
        return f"{value:.3g}"
    if abs(value) >= WHOLE:
        return f"{value:,.0f}"
    return f"{value:,.4f}".rstrip("0").rstrip(".")


def scaled(value: float, style: Style) -> tuple[str, bool]:
    """In the largest fitting unit of the language (180B), and whether that is exact; small numbers stay as they are."""
    for size, suffix in style.scales if abs(value) >= LARGE else ():
        if abs(value) >= size:
            text = _significant(value / size)
            return text + suffix, abs(float(text) * size - value) < 0.5
    return grouped(value), True


def _significant(amount: float) -> str:
    if amount >= 10 ** (DIGITS - 1):
        return f"{amount:.0f}"
    text = f"{amount:.{DIGITS}g}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def power(value: float) -> tuple[str, int]:
    """Digits and power of ten of a number beyond all scales."""
    digits, _, exponent = f"{value:.3g}".partition("e")
    return digits, int(exponent or 0)


def label_value(label: str) -> float | None:
    """Return the number that a round label (`128k`, `6.7b`) names; None if it is no such label."""
    factor = {"k": 1e3, "m": 1e6, "b": 1e9, "t": 1e12}.get(label[-1:], 0.0)
    try:
        return float(label[:-1]) * factor if factor else float(label)
    except ValueError:
        return None


def date(value: str, style: Style) -> str:
    """Return a whole or partial ISO date; anything else as it is."""
    parts = value.split("-")
    if not all(part.isdigit() for part in parts) or len(parts) > 3:
        return value
    year = parts[0]
    if len(parts) == 1:
        return style.year_format.format(year=year)
    number = int(parts[1])
    month = style.month_names[number - 1] if 0 < number <= len(style.month_names) else str(number)
    if len(parts) == 2:
        return style.month_format.format(year=year, month=month)
    return style.day_format.format(year=year, month=month, day=int(parts[2]))


def period(start: str, end: str, style: Style) -> str | None:
    """Return the one date, month or year that the span is; None if it is none of these."""
    if start == end:
        return date(start, style)
    if start[:4] == end[:4] and start[4:] == "-01-01" and end[4:] == "-12-31":
        return date(start[:4], style)
    if start[:7] == end[:7] and start[7:] == "-01" and int(end[8:] or 0) >= _days(start[:7]):
        return date(start[:7], style)
    return None


def _days(month: str) -> int:
    year, number = int(month[:4]), int(month[5:7])
    if number == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if number in (4, 6, 9, 11) else 31
