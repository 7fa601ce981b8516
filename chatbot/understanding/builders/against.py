"""One thing against another: more than, as much as, the same as."""

from __future__ import annotations

from chatbot.datatypes.catalog import Fact, Ref
from chatbot.datatypes.options import End, Op
from chatbot.datatypes.query import And, Compare, Constraint, Not, Period, Quantity, ValueOf
from chatbot.understanding.builders.amounts import AmountBuilders
from chatbot.understanding.builders.ground import all_of, any_of
from chatbot.understanding.meanings import Amount, Date, Direction, Gap, Noun, Subjects, Things

_MEASURED = frozenset({"quantity", "amount", "date"})
"""Types of attributes of which one thing has more than another."""
_SMALL = 1e6
"""A plain number below this is no size of a model."""


class AgainstBuilders(AmountBuilders):
    """One thing against another: more than, as much as, the same as."""

    def as_much(self, equal: str, subjects: Subjects, op: Op = "=") -> Constraint | None:
        """As much, or at least as much, as another thing has."""
        if subjects.mode == "or":
            return None
        return all_of([Compare(equal, op, ValueOf(ref)) for ref in subjects.refs])

    def as_much_named(self, equal: str, name: Ref, op: Op) -> Constraint | None:
        """At least or at most as much as one named thing has."""
        return self.as_much(equal, Subjects((name,)), op)

    def times(self, amount: Amount) -> float | None:
        """So many times as much."""
        return float(amount.value) if amount.value > 0 and not amount.unit and not amount.label else None

    def fixed_times(self, value: str) -> float:
        """A word that stands for so many times (twice, half)."""
        return float(value)

    def as_many_times(self, factor: float, attribute: str, subjects: Subjects, op: Op = "=") -> Constraint | None:
        """So many times what another thing has."""
        if subjects.mode == "or" or self._catalog.attribute(attribute).type not in {"quantity", "amount"}:
            return None
        return all_of([Compare(attribute, op, ValueOf(ref, factor)) for ref in subjects.refs])

    def as_much_or(self, subjects: Subjects, direction: Direction, equal: str = "") -> Constraint | None:
        """As much as another thing has, or more (or less)."""
        if subjects.mode == "or" or equal not in {"", direction.attribute}:
            return None
        op: Op = ">=" if direction.direction == "most" else "<="
        return all_of([Compare(direction.attribute, op, ValueOf(ref)) for ref in subjects.refs])

    def than(self, direction: Direction, subjects: Subjects, noun: Noun | None = None) -> Constraint | None:
        """More or less than another thing has."""
        if noun is not None and noun.kind != self._domain.item:
            return None
        return self.than_attribute(direction.attribute, subjects, direction.direction)

    def than_measured(self, attribute: str, subjects: Subjects, direction: End) -> Constraint | None:
        """More or less than another thing has of what is told in words, where one related amount measures it."""
        measure = self._measure_of(attribute)
        return self.than_attribute(measure, subjects, direction) if measure else None

    def than_both(self, direction: Direction, second: Direction, subjects: Subjects) -> Constraint | None:
        """More or less of two things than another thing has: newer and smaller than that."""
        if direction.attribute == second.attribute:
            return None
        parts = [self.than(one, subjects) for one in (direction, second)]
        return all_of([part for part in parts if part]) if all(parts) else None

    def than_same(
        self, direction: Direction, subjects: Subjects, attribute: str, noun: Noun | None = None
    ) -> Constraint | None:
        """More or less of one thing than another has, and the same of a second: smaller, with as long a context."""
        if direction.attribute == attribute or (noun is not None and noun.kind != self._domain.item):
            return None
        parts = [self.than(direction, subjects), self.same_as(attribute, subjects)]
        return all_of([part for part in parts if part]) if all(parts) else None

    def about_as_much(self, attribute: str, subjects: Subjects) -> Constraint | None:
        """Roughly as much as another thing has, where that is known."""
        fact = self._fact_of(attribute, subjects.refs[0]) if len(subjects.refs) == 1 else None
        if fact is None or not isinstance(fact.value, int | float):
            return None
        return Compare(attribute, "=", Quantity(float(fact.value), next(iter(fact.labels), ""), approximate=True))

    def about_as_much_role(self, role: str, subjects: Subjects) -> Constraint | None:
        """Roughly as much of the attribute that plays a role."""
        attribute = self._domain.roles.get(role, "")
        return self.about_as_much(attribute, subjects) if attribute else None

    def _fact_of(self, attribute: str, ref: Ref) -> Fact | None:
        members = self._members(ref)
        flagship = self._catalog.groups[ref.id].flagship if ref.kind == "group" else ""
        return next(iter(self._catalog.items[flagship or members[-1]].facts.get(attribute, ())), None)

    def not_than(self, direction: Direction, subjects: Subjects) -> Constraint | None:
        """Not more than another thing has."""
        part = self.than(direction, subjects)
        return Not(part) if part else None

    def than_attribute(self, attribute: str, subjects: Subjects, direction: End) -> Constraint | None:
        """More or less of an attribute than another thing has."""
        op: Op = ">" if direction == "most" else "<"
        if subjects.mode == "or":
            return None
        return all_of([Compare(attribute, op, ValueOf(ref)) for ref in subjects.refs])

    def than_two(self, direction: Direction, left: Subjects, right: Subjects, toward: End) -> Constraint | None:
        """More of something than one thing has, and less of it than another, or the other way round."""
        if direction.direction == toward:
            return None
        parts = [self.than(direction, left), self.than_attribute(direction.attribute, right, toward)]
        known = [part for part in parts if part is not None]
        return all_of(known) if len(known) == len(parts) else None

    def than_amount(self, direction: Direction, amount: Amount, noun: Noun | None = None) -> Constraint | None:
        """Bigger than 7B."""
        if noun is not None and noun.kind != self._domain.item:
            return None
        small = not amount.label and not amount.unit and amount.value < _SMALL
        if small and direction.attribute == self._domain.roles.get("size"):
            return None  # bigger than 2048: not its size
        return self.limit_than(direction.attribute, amount, ">" if direction.direction == "most" else "<")

    def than_amount_of(self, direction: Direction, amount: Amount, attribute: str) -> Constraint | None:
        """Smaller than 2048 context: the noun behind the number tells what is compared."""
        return self.limit_than(attribute, amount, ">" if direction.direction == "most" else "<")

    def than_date(self, direction: Direction, date: Date) -> Constraint | None:
        """Newer than 2023."""
        if self._catalog.attribute(direction.attribute).type != "date":
            return None
        op: Op = ">" if direction.direction == "most" else "<"
        return Compare(direction.attribute, op, Period(date.start, date.end))

    def same_as(self, attribute: str, subjects: Subjects) -> Constraint | None:
        """The same value as another thing has."""
        if self._catalog.attribute(attribute).type not in {"quantity", "date", "entity", "choice", "truth"}:
            return None
        joined = any_of if subjects.mode == "or" else all_of
        return joined([Compare(attribute, "=", ValueOf(ref)) for ref in subjects.refs])

    def said_of(self, left: Subjects, part: Constraint) -> tuple[Subjects, Constraint]:
        """Ask whether a statement holds of named things that stand inside its words."""
        return left, part

    def said_with_maker(self, left: Subjects, part: Constraint, made: Constraint) -> tuple[Subjects, Constraint]:
        """Ask whether a statement holds of named things, told as what their maker did (did Google switch it off)."""
        return left, And((part, made))

    def said_amount_of(
        self, attribute: str, left: Subjects, amount: Amount, op: Op = "="
    ) -> tuple[Subjects, Constraint] | None:
        """Ask whether named things, which stand between the two, have so much of something, or more or less."""
        part = self.equals(attribute, amount) if op == "=" else self.limit_than(attribute, amount, op)
        return (left, part) if part is not None else None

    def said_value_of(self, left: Subjects, things: Things) -> tuple[Subjects, Constraint] | None:
        """Ask whether a value is that of named things, which stand before the words for it."""
        part = self._has(things, "")
        return (left, part) if part else None

    def none_of(self, left: Subjects, part: Constraint, noun: Noun | None = None) -> tuple[Subjects, Constraint] | None:
        """No X is so: of each of them the opposite is stated."""
        return (left, Not(part)) if noun is None or noun.kind == self._domain.item else None

    def not_one_of(
        self, left: Subjects, part: Constraint, noun: Noun | None = None, which: Constraint | None = None
    ) -> tuple[Subjects, Constraint] | None:
        """Not one X is so, or not one of the X that are told."""
        told = part if which is None else all_of([which, part])
        return self.none_of(Subjects(left.refs, "none"), told, noun)

    def none_of_two(
        self, left: Subjects, right: Subjects, part: Constraint, noun: Noun | None = None
    ) -> tuple[Subjects, Constraint] | None:
        """Neither of two is so."""
        return self.none_of(Subjects((*left.refs, *right.refs), "and"), part, noun)

    def comparison(
        self, attribute: str, left: Subjects, right: Subjects, direction: End
    ) -> tuple[Subjects, Constraint] | None:
        """One thing has more or less of an attribute than another: the statement and what it is about."""
        statement = self.than_attribute(attribute, right, direction)
        return (left, statement) if statement is not None else None

    def same_role(self, role: str, subjects: Subjects) -> Constraint | None:
        """The same value as another thing has of the attribute that plays a role (licensed like it)."""
        attribute = self._domain.roles.get(role, "")
        return self.same_as(attribute, subjects) if attribute else None

    def comparison_by(
        self, direction: Direction, left: Subjects, right: Subjects
    ) -> tuple[Subjects, Constraint] | None:
        """One thing has more of something than another, where a word tells of what."""
        if not direction.attribute:
            return None
        return self.comparison(direction.attribute, left, right, direction.direction)

    def gap(self, direction: Direction, left: Subjects, right: Subjects) -> tuple[Gap, Ref, Ref] | None:
        """How much more left has than right."""
        return self.gap_attribute(direction.attribute, left, right)

    def gap_time(self, direction: Direction, left: Subjects, right: Subjects) -> tuple[Gap, Ref, Ref] | None:
        """How much earlier or later left came than right."""
        return self.gap(direction, left, right) if self._catalog.attribute(direction.attribute).type == "date" else None

    def gap_time_pair(self, pair: Subjects) -> tuple[Gap, Ref, Ref] | None:
        """How long after one of two the other came."""
        date = self._domain.roles.get("date", "")
        return self.gap_attribute_pair(date, pair) if date else None

    def gap_attribute(self, attribute: str, left: Subjects, right: Subjects) -> tuple[Gap, Ref, Ref] | None:
        """How much more of an attribute left has than right."""
        if len(left.refs) != 1 or len(right.refs) != 1 or left.refs == right.refs:
            return None
        if self._catalog.attribute(attribute).type not in _MEASURED:
            return None
        return Gap(attribute, "most"), left.refs[0], right.refs[0]

    def gap_attribute_pair(self, attribute: str, pair: Subjects) -> tuple[Gap, Ref, Ref] | None:
        """How much more of an attribute has one of two than the other."""
        if len(pair.refs) != 2:
            return None
        left, right = (Subjects((ref,)) for ref in pair.refs)
        return self.gap_attribute(attribute, left, right)

    def gap_pair(self, direction: Direction, pair: Subjects) -> tuple[Gap, Ref, Ref] | None:
        """How much bigger, A or B."""
        if len(pair.refs) != 2:
            return None
        return Gap(direction.attribute, "most"), pair.refs[0], pair.refs[1]
