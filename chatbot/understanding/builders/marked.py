"""Builders for languages that mark by position: units of dates, ordinal prefixes, words for more behind a noun."""

from __future__ import annotations

from typing import TypeVar

from chatbot.datatypes.catalog import Ref
from chatbot.datatypes.options import End, Op
from chatbot.datatypes.query import Among, Compare, Constraint, Is, Known, Not, Period
from chatbot.understanding.builders.against import AgainstBuilders
from chatbot.understanding.builders.asking import AskBuilders
from chatbot.understanding.builders.ground import all_of
from chatbot.understanding.builders.joins import JoinBuilders
from chatbot.understanding.meanings import Amount, Attributes, Bound, Date, Direction, Noun, Per, Subjects, Things
from chatbot.understanding.mentions import dates
from chatbot.understanding.mentions.numbers import label_of

_Said = TypeVar("_Said", Constraint, str)
_CENTURY = 2000
_SHORT_YEARS = range(10, 50)
"""Two digits before a year mark in this range stand for years of this century."""


class MarkedBuilders(AgainstBuilders, JoinBuilders, AskBuilders):
    """Builders for words and marks whose place tells what they mean."""

    # --- dates ---

    def marked_year(self, n: Amount) -> Date | None:
        """Read a number with a year mark; two digits are enough."""
        if n.value in _SHORT_YEARS and not n.unit:
            return dates.of_year(Amount(n.value + _CENTURY))
        return dates.of_year(n)

    def month_of(self, date: Date, month: Amount) -> Date | None:
        """Read a month of a year already read."""
        return dates.of_month(Amount(float(date.start[:4])), month)

    def day_of(self, date: Date, month: Amount, day: Amount) -> Date | None:
        """Read a day of a year already read."""
        return dates.of_day(Amount(float(date.start[:4])), month, day)

    def half_of(self, date: Date, half: str) -> Date | None:
        """Read a half of a year already read."""
        return dates.of_part(Amount(float(date.start[:4])), int(half), 6)

    # --- amounts and places ---

    def magnitude(self, low: str, unit: str) -> Bound:
        """Return the limits from this power of ten up to the next one."""
        least, most = float(low), float(low) * 10
        return Bound(((">=", Amount(least, label_of(least), unit)), ("<", Amount(most, label_of(most), unit))))

    def power(self, value: str, unit: str) -> Amount:
        """A power of ten that a word of scale names, of what a unit counts."""
        return Amount(float(value), label_of(float(value)), unit)

    def some_of_scale(self, amount: Amount) -> Bound:
        """Return the limits of some of a scale: from two of it up to the next power of ten."""
        least, most = amount.value * 2, amount.value * 10
        return Bound(
            ((">=", Amount(least, label_of(least), amount.unit)), ("<", Amount(most, label_of(most), amount.unit)))
        )

    def and_some(self, amount: Amount, unit: str) -> Bound:
        """Read `so many and some more` of what a unit counts."""
        return Bound(((">", Amount(amount.value, amount.label, unit)),))

    def nth_fixed(self, value: str) -> int:
        """A place that a word stands for."""
        return int(value)

    def nth(self, n: Amount) -> int | None:
        """Read a number behind the mark of ordinals."""
        whole = int(n.value)
        return whole if whole == n.value and not n.label and not n.unit and whole > 0 else None

    def directed(self, attribute: str, direction: End) -> Direction:
        """Join a quantity or date to a word for more, less, first or last."""
        return Direction(attribute, direction)

    def released_first(self, direction: Direction) -> Direction | None:
        """Take a verb of appearing before a word for early or late."""
        return direction if self._catalog.attribute(direction.attribute).type == "date" else None

    # --- statements ---

    def has_other(self, attribute: str, things: Things) -> Constraint | None:
        """Say that the named attribute has another value than these."""
        part = self.has_attribute(attribute, things)
        return Not(part) if part else None

    def holds_role(self, role: str) -> Constraint | None:
        """Say that the truth attribute that plays a role holds."""
        attribute = self._domain.roles.get(role, "")
        return Is(attribute) if attribute else None

    def priced(self, amount: Amount, unit: str) -> Constraint | None:
        """Say that what is paid for, whatever it costs, may be sold; an amount of anything but money is no price."""
        return self.holds_role("usable") if not amount.label and amount.unit in {"", unit} else None

    def of_tuned(self, part: Constraint) -> Constraint | None:
        """Say of what was made of a thing that it may be sold: the terms of the thing tell."""
        return part if isinstance(part, Is) and part.attribute == self._domain.roles.get("usable") else None

    def unsold(self, told: str) -> str:
        """Say that a use that earns nothing is meant, of which no property tells."""
        del told
        return ""

    def sold_as(self, things: Things) -> Constraint | None:
        """Say that what is built for some purpose may be sold."""
        del things
        return self.holds_role("usable")

    def unknown(self, attribute: str) -> Constraint | None:
        """Say that the attribute's value is not known; where one tells that it is public, that this does not hold.

        A choice is no figure that somebody keeps back.
        """
        stated = self._catalog.attribute(attribute)
        told = [name for name in stated.related if self._catalog.attribute(name).type == "truth"]
        if told and stated.type in {"text", "texts"}:
            return Not(Is(told[0]))
        return None if stated.type == "choice" else Not(Known(attribute))

    def differs_from(self, attribute: str, subjects: Subjects) -> Constraint | None:
        """Say that the value is another than that of one other thing."""
        if len(subjects.refs) != 1:
            return None
        part = self.same_as(attribute, subjects)
        return Not(part) if part else None

    def of_noun(self, part: Constraint, noun: Noun | None = None) -> Constraint | None:
        """Take a statement about the domain's own things."""
        return part if noun is None or noun.kind in {self._domain.item, self._domain.group} else None

    def neither_noun(self, left: Constraint, right: Constraint, noun: Noun | None = None) -> Constraint | None:
        """All items of which none of two holds."""
        return self.of_noun(self.neither(left, right), noun)

    def such_noun(self, part: Constraint, noun: Noun | None = None) -> Constraint | None:
        """Things of which a statement holds that denies nothing (`all but not the gated ones` denies once)."""
        return None if isinstance(part, Not) else self.of_noun(part, noun)

    def others(self, part: Constraint, noun: Noun) -> Constraint | None:
        """Leave out the domain's things of which a statement holds."""
        return Not(part) if noun.kind == self._domain.item else None

    def others_than(self, things: Things, noun: Noun) -> Constraint | None:
        """Leave out the domain's things that have one of these values."""
        part = self.has_not(things)
        return part if noun.kind == self._domain.item else None

    def than_flipped(self, direction: Direction, subjects: Subjects) -> Constraint | None:
        """Say that something has less of what a word for more names than another thing has, or the other way round."""
        flipped: End = "least" if direction.direction == "most" else "most"
        return self.than_attribute(direction.attribute, subjects, flipped)

    def limit_around(self, attribute: str, low: Amount, high: Amount, low_op: Op, high_op: Op) -> Constraint | None:
        """Read a quantity between the signs for its limits (10B < size < 50B)."""
        both = self.bound_both(Bound(((low_op, low),)), Bound(((high_op, high),)))
        return self.limit(attribute, both) if both else None

    def bound_of(self, op: Op, amount: Amount, unit: str) -> Bound | None:
        """Read a limit whose unit stands behind the word for the limit."""
        return None if amount.unit else Bound(((op, Amount(amount.value, amount.label, unit)),))

    def than_between(self, attribute: str, low: Subjects, high: Subjects) -> Constraint | None:
        """Say that something has more of an attribute than one thing and less than another."""
        more = self.than_attribute(attribute, low, "most")
        less = self.than_attribute(attribute, high, "least")
        return all_of([more, less]) if more and less else None

    def not_only(self, things: Things) -> Constraint | None:
        """Say that this value is not the only one."""
        part = self.only(things)
        return Not(part) if part else None

    def not_bare(self, amount: Amount, noun: Noun | None = None) -> Constraint | None:
        """Leave out what has this round size."""
        part = self.equals_bare(amount)
        own = noun is None or noun.kind == self._domain.item
        return Not(part) if part and own else None

    def comparison_same(self, attribute: str, left: Subjects, right: Subjects) -> tuple[Subjects, Constraint] | None:
        """Ask whether one thing has the same value as another: the statement and what it is about."""
        part = self.same_as(attribute, right)
        return (left, part) if part else None

    def equals_other(self, attribute: str, amount: Amount) -> Constraint | None:
        """Say that a quantity is another than this one."""
        part = self.equals(attribute, amount)
        return Not(part) if part else None

    def same_year(self, subjects: Subjects) -> Constraint | None:
        """Say that something else appeared in the year in which one thing did, all its members in the same one."""
        year = self._appeared(subjects, len("2022"))
        return self._beside(subjects, dates.of_year(Amount(float(year)))) if year else None

    def same_month(self, subjects: Subjects) -> Constraint | None:
        """Say that something else appeared in the month in which one thing did, all its members in the same one."""
        month = self._appeared(subjects, len("2022-05"))
        return (
            self._beside(subjects, dates.of_month(Amount(float(month[:4])), Amount(float(month[5:]))))
            if month
            else None
        )

    def _appeared(self, subjects: Subjects, length: int) -> str:
        """Return when one thing appeared, by the first characters of the date; empty where it is not one time."""
        attribute = self._domain.roles.get("date", "")
        items = [item for ref in subjects.refs for item in self._members(ref)]
        facts = [fact for item in items for fact in self._catalog.items[item].facts.get(attribute, ())[:1]]
        times = {str(fact.value)[:length] for fact in facts}
        if len(subjects.refs) != 1 or len(facts) != len(items) or len(times) != 1:
            return ""
        (time,) = times
        return time if len(time) == length else ""

    def _beside(self, subjects: Subjects, span: Date | None) -> Constraint | None:
        """Say that something else appeared in a span of time."""
        if span is None:
            return None
        when = Compare(self._domain.roles.get("date", ""), "=", Period(span.start, span.end))
        return all_of([when, Not(Among(subjects.refs))])

    def but_not_such(self, left: Constraint, right: Constraint, noun: Noun | None = None) -> Constraint | None:
        """Take a statement about the domain's own things, and leave out those of which another holds."""
        rest = self.both(left, self.negate(right))
        return self.of_noun(rest, noun) if rest else None

    def both_of_noun(self, left: Constraint, right: Constraint, noun: Noun | None = None) -> Constraint | None:
        """Take two statements about the domain's own things."""
        both = self.both(left, right)
        return self.of_noun(both, noun) if both else None

    # --- names and what is asked ---

    def named_kind(self, subjects: Subjects, noun: Noun) -> Subjects | None:
        """Take names with the word for a family behind them: the family itself, no question about families."""
        return subjects if noun.kind == self._domain.group else None

    def counted(self, part: Ref, count: Amount) -> Subjects | None:
        """Take a name with the right number of its members behind it."""
        whole = part.kind != "item" and count.value == len(self._members(part))
        return Subjects((part,)) if whole and not count.label and not count.unit else None

    def asked_pair(self, left: str, right: str) -> Attributes:
        """Ask for two attributes with one word."""
        return Attributes((left, right))

    def same_of_both(self, left: _Said, right: _Said) -> _Said | None:
        """Take two words for one topic, or what is said and, right behind, denied (may it or may it not be sold)."""
        return left if left == right else None

    def topic_under(self, attribute: str, topic: str) -> str | None:
        """Take a topic of the terms with the word for the terms beside it."""
        return topic if attribute == self._domain.roles.get("terms") else None

    def per_role(self, role: str) -> Per | None:
        """Ask for one result for each value of the attribute that plays a role."""
        attribute = self._domain.roles.get(role, "")
        return Per(attribute) if attribute else None

    def order_top_noun(self, direction: Direction, first: Amount, noun: Noun) -> object:
        """Return the first n in an order, the word for the things behind the number."""
        if noun.kind not in {self._domain.item, self._domain.group}:
            return None
        return self.order_top(direction, first)

    def asked_scores_loosely(self, things: Things, attribute: str) -> Attributes | None:
        """Ask for scores on one benchmark with a question word that means scores."""
        if attribute != self._domain.roles.get("scores"):
            return None
        return self.asked_scores(things)
