"""Whether something can be had at a time, or over somebody's service."""

from __future__ import annotations

from chatbot.datatypes.catalog import Ref
from chatbot.datatypes.query import Among, Compare, Constraint, Is, Not, Period
from chatbot.understanding.builders.against import AgainstBuilders
from chatbot.understanding.builders.dating import DateBuilders
from chatbot.understanding.builders.ground import all_of, any_of
from chatbot.understanding.meanings import Amount, Date, Noun, Subjects, When


class ServiceBuilders(DateBuilders, AgainstBuilders):
    """Whether something can be had at a time, or over somebody's service."""

    def same_maker(self, attribute: str, subjects: Subjects) -> Constraint | None:
        """Say that something is by the maker of another thing; `of the licence of BLOOM` says nothing of the kind."""
        return self._same("maker", attribute, subjects)

    def same_terms(self, attribute: str, subjects: Subjects, noun: Noun) -> Constraint | None:
        """Say that items are under the terms of another thing."""
        return self._same("terms", attribute, subjects) if noun.kind == self._domain.item else None

    def others_alike(self, attribute: str, subjects: Subjects) -> Constraint | None:
        """Say that something else has what the named thing has (what else is under BLOOM's licence)."""
        same = self.same_as(attribute, subjects)
        return same and all_of([same, Not(Among(subjects.refs))])

    def _same(self, role: str, attribute: str, subjects: Subjects) -> Constraint | None:
        if attribute != self._domain.roles.get(role):
            return None
        return self.same_as(attribute, subjects)

    def through_api(self, part: Constraint) -> Constraint | None:
        """Say of a service what is said of the thing: that it can, or can no longer, be had."""
        roles = self._domain.roles
        if part not in {Is(roles.get("available", "")), Not(Is(roles.get("available", "")))}:
            return None
        served = Is(roles.get("api", ""))
        return Not(served) if isinstance(part, Not) else served

    def served_as(self, part: Subjects) -> Subjects | None:
        """The Claude 3 API: of what is only offered as a service, that is the thing itself."""
        openness = self._domain.roles.get("openness", "")
        items = [item for ref in part.refs for item in self._members(ref)]
        facts = [self._catalog.items[item].facts.get(openness, ()) for item in items]
        return part if all(known and known[0].value == "no" for known in facts) else None

    def dated_loosely(self, when: When) -> Constraint | None:
        """Take `in 2023` alone for when something appeared; this year and those to come tell nothing of that."""
        spans = [(op, *span.split("/")) for op, span in when.limits]
        now = when.loose and any(op == "=" and self._is_now(start, end) for op, start, end in spans)
        return None if now or any(start > self._domain.as_of for _, start, _ in spans) else self.dated(when)

    def as_of(self, part: Constraint, date: Date) -> Constraint | None:
        """What holds in the year that it is holds; of another time only the dates of an offer are known."""
        had = Is(self._domain.roles.get("available", ""))
        if part in {had, Not(had)}:
            return self.used_in(date) if part == had else None  # retired in 2026 tells when
        return part if self._is_now(date.start, date.end) else None

    def used_in(self, date: Date) -> Constraint | None:
        """Say that something could be had at a time: it had appeared and was not yet withdrawn."""
        had = self._domain.roles.get("available", "")
        ends = self._dates_behind(had)
        if not ends:
            return None
        if self._is_now(date.start, date.end):
            return Is(had)
        later = Compare(ends[0], ">=", Period(date.start, date.start))
        if date.start > self._domain.as_of:
            return later
        appeared = Compare(self._domain.roles.get("date", ""), "<=", Period(date.end, date.end))
        return all_of([appeared, any_of([Is(had), later])])

    def usable_with(self, users: Amount) -> Constraint:
        """Say that something may be used commercially for so many users: its terms set no lower limit."""
        limit = self._domain.roles.get("user_limit", "")
        facts = ((item.id, fact.value) for item in self._catalog.items.values() for fact in item.facts.get(limit, ()))
        bound = {item for item, most in facts if isinstance(most, int | float) and most < users.value}
        usable = Is(self._domain.roles.get("usable", ""))
        refs = tuple(Ref("item", item) for item in sorted(bound))
        return all_of([usable, Not(Among(refs))]) if refs else usable

    def used_then(
        self, left: Subjects, date: Date, part: Constraint | None = None
    ) -> tuple[Subjects, Constraint] | None:
        """Ask whether named things can be had at a time."""
        stated = self.as_of(part, date) if part is not None else self.used_in(date)
        return (left, stated) if stated is not None else None

    def used_after(
        self, left: Subjects, date: Date, part: Constraint | None = None
    ) -> tuple[Subjects, Constraint] | None:
        """Ask whether named things can be had after a time."""
        stated = self.used_past(date, part)
        return (left, stated) if stated is not None else None

    def used_past(self, date: Date, part: Constraint | None = None) -> Constraint | None:
        """Say that something can be had after a time: it is withdrawn later, or not yet."""
        had = self._domain.roles.get("available", "")
        ends = self._dates_behind(had)
        if not ends or part not in (None, Is(had)):
            return None
        later = Compare(ends[0], ">", Period(date.end, date.end))
        return later if date.end >= self._domain.as_of else any_of([Is(had), later])

    def _is_now(self, start: str, end: str) -> bool:
        """Say whether a span holds the day of which the catalog tells."""
        return start <= self._domain.as_of <= end


__all__ = ["ServiceBuilders"]
