"""Dates and limits on dates."""

from __future__ import annotations

from chatbot.datatypes.options import Op
from chatbot.datatypes.query import Compare, Constraint, Is, Not, Period, ValueOf
from chatbot.understanding.builders.ground import Ground, all_of, any_of
from chatbot.understanding.meanings import Amount, Date, Subjects, When
from chatbot.understanding.mentions import dates

_AHEAD = 10
"""So many years ahead a number is a year at most."""
_WHOLE_YEAR = "-01-01-12-31"
"""How a year begins and ends."""

_LASTING = frozenset({"since_when", "until_when", "how_long"})
"""Question words for the begin and the end of what lasts."""


class DateBuilders(Ground):
    """Dates and limits on dates."""

    def year(self, year: Amount) -> Date | None:
        """2023; 2048 is so far off that it is an amount."""
        near = year.value <= int(self._domain.as_of[:4]) + _AHEAD
        return dates.of_year(year) if near else None

    def month_date(self, year: Amount, month: int | Amount) -> Date | None:
        """2023-05."""
        return dates.of_month(year, month)

    def day_date(self, year: Amount, month: int | Amount, day: int | Amount) -> Date | None:
        """2023-05-17."""
        return dates.of_day(year, month, day)

    def quarter_date(self, year: Amount, quarter: str) -> Date | None:
        """Q2 2024."""
        return dates.of_part(year, int(quarter), 3)

    def half_date(self, year: Amount, half: str) -> Date | None:
        """First half of 2024."""
        return dates.of_part(year, int(half), 6)

    def when(self, op: Op, date: Date, loose: str = "") -> When:
        """One limit on a date; a loose one may tell of something else (usable in 2023)."""
        return When(((op, f"{date.start}/{date.end}"),), bool(loose))

    def when_between(self, low: Date, high: Date) -> When | None:
        """Both ends included."""
        if low.start > high.end:
            return None
        return When(((">=", f"{low.start}/{low.end}"), ("<=", f"{high.start}/{high.end}")))

    def months_between(self, low: int, high: Date) -> When | None:
        """Two months of the year that only the second names."""
        return self.when_between(Date(f"{high.start[:4]}-{low:02}-01", f"{high.start[:4]}-{low:02}-01"), high)

    def months_up_to(self, low: Date, high: Amount) -> When | None:
        """Two months of the year that only the first names."""
        end = dates.of_month(Amount(float(low.start[:4])), high)
        return self.when_between(low, end) if end is not None and low.start[:7] == low.end[:7] else None

    def days_up_to(self, low: Date, month: Amount, day: Amount) -> When | None:
        """Two days of the year that only the first names."""
        end = dates.of_day(Amount(float(low.start[:4])), month, day)
        return self.when_between(low, end) if end is not None and low.start == low.end else None

    def dated_either(self, left: Date, right: Date) -> Constraint | None:
        """In one of two spans."""
        parts = [self.dated(self.when("=", date)) for date in (left, right)]
        stated = [part for part in parts if part is not None]
        return any_of(stated) if len(stated) == 2 and left != right else None

    def when_either(self, left: Date, right: Date) -> When | None:
        """Two neighbouring spans as one; others do not fit."""
        if dates.day_after(left.end) != right.start:
            return None
        return When((("=", f"{left.start}/{right.end}"),))

    def again_from(self, whole: Date, month: Amount, day: Amount | None = None) -> When | None:
        """A span, and from when in it: its own start says it once more (the second half of 2024, from July on)."""
        own = _in(whole, month, day)
        if own is None:
            return None
        if own.start == whole.start:
            return self.when("=", whole)
        return When(((">", f"{own.start}/{own.end}"), ("<=", f"{whole.start}/{whole.end}")))

    def again_until(self, whole: Date, month: Amount, day: Amount | None = None) -> When | None:
        """A span, and until when in it: its own end says it once more."""
        own = _in(whole, month, day)
        if own is None:
            return None
        if own.end == whole.end:
            return self.when("=", whole)
        return When(((">=", f"{whole.start}/{whole.end}"), ("<", f"{own.start}/{own.end}")))

    def again_between(
        self, whole: Date, month: Amount, last: Amount, day: Amount | None = None, last_day: Amount | None = None
    ) -> When | None:
        """A span, and from when to when in it: mostly the whole of it, said once more."""
        low, high = _in(whole, month, day), _in(whole, last, last_day)
        if low is None or high is None or low.start > high.start:
            return None
        return self.when("=", Date(low.start, high.end))

    def when_both(self, left: When, right: When) -> When | None:
        """Both limits; a span as a whole is none (after 2022, 2024: the second says something of its own)."""
        if "=" in {op for op, _ in left.limits + right.limits}:
            return None
        return When(left.limits + right.limits)

    def dated_event(self, event: tuple[str, str], when: When) -> Constraint | None:
        """What happened at a time: retired in 2025 is no release; what lasts until a time happens at none."""
        word, attribute = event
        happens = word not in _LASTING and self._catalog.attribute(attribute).type == "date"
        return self.dated(when, attribute) if happens else None

    def dated_end(self, role: str, when: When) -> Constraint | None:
        """What ended at a time: a truth that no longer holds, and the date that decides it."""
        truth = self._domain.roles.get(role, "")
        decides = self._dates_behind(truth)
        since = self.dated(when, decides[0]) if len(decides) == 1 else None
        return all_of([Not(Is(truth)), since]) if since else None  # what is announced to end has not ended

    def _dates_behind(self, truth: str) -> list[str]:
        """Return the dates that decide whether something is so: whether it can be had, the day of its end does."""
        told = self._catalog.attribute(truth).basis if truth else ()
        return [name for name in told if self._catalog.attribute(name).type == "date"]

    def dated(self, when: When, attribute: str = "") -> Constraint | None:
        """Limits on a date attribute, by default the one that says when."""
        attribute = attribute or self._domain.roles.get("date", "")
        if not attribute:
            return None
        return all_of([Compare(attribute, op, Period(*span.split("/"))) for op, span in when.limits])

    def relative_date(self, op: Op, subjects: Subjects) -> Constraint | None:
        """Before or after another thing appeared."""
        attribute = self._domain.roles.get("date", "")
        if not attribute or len(subjects.refs) != 1:
            return None
        return Compare(attribute, op, ValueOf(subjects.refs[0]))


def _in(whole: Date, month: Amount, day: Amount | None) -> Date | None:
    """Return a month, or a day of it, of the year of a part of it (half, quarter), if it lies in the part."""
    if whole.start[4:] + whole.end[4:] == _WHOLE_YEAR:
        return None  # the month belongs to the year: 2024-07-01
    year = Amount(float(whole.start[:4]))
    own = dates.of_day(year, month, day) if day is not None else dates.of_month(year, month)
    return own if own is not None and whole.start <= own.start and own.end <= whole.end else None
