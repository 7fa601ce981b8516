"""Statements joined: both, one of them at least, neither, or one without the other."""

from __future__ import annotations

from chatbot.datatypes.query import Among, And, Constraint, Has, Is, Not, Or
from chatbot.understanding.builders.ground import all_of, any_of, opposite, pinned
from chatbot.understanding.builders.statements import StatementBuilders
from chatbot.understanding.meanings import Noun, Subjects

_SINGLE = frozenset({"entity", "choice"})
"""Types of attributes that have one value of several."""


class JoinBuilders(StatementBuilders):
    """Joins statements."""

    def and_without(self, part: Constraint, subjects: Subjects, noun: Noun) -> Constraint | None:
        """All items of which a statement holds but these things."""
        return self.both(part, self._without(subjects)) if noun.kind == self._domain.item else None

    def none_of_both(self, left: Constraint, right: Constraint, noun: Noun | None = None) -> Constraint | None:
        """All items but those of which both statements hold."""
        both = self.both(left, right)
        return self.negate_noun(both, noun) if both is not None else None

    def none_of_both_named(self, part: Constraint, subjects: Subjects, noun: Noun | None = None) -> Constraint | None:
        """All items but those of these things of which a statement holds."""
        return self.none_of_both(part, Among(subjects.refs), noun)

    def and_not(self, left: Constraint, right: Constraint) -> Constraint | None:
        """The first statement holds, the second does not."""
        return self.both(left, self.negate(right))

    def unless(self, left: Constraint, right: Constraint) -> Constraint | None:
        """The first holds where the second does not; of a denied first, what it denies would hold where that does."""
        return None if isinstance(left, Not) else self.and_not(left, right)

    def but_not(self, left: Constraint, right: Constraint, noun: Noun | None = None) -> Constraint | None:
        """Things of which the first holds but those of which the second does; a denied first is set against it."""
        own = noun is None or noun.kind == self._domain.item
        return self.unless(left, right) if own else None

    def but_not_named(self, part: Constraint, subjects: Subjects, noun: Noun | None = None) -> Constraint | None:
        """Things of which a statement holds but these."""
        return self.but_not(part, Among(subjects.refs), noun)

    def both_clearly(self, left: Constraint, right: Constraint) -> Constraint:
        """Both hold, where words and marks tell how far an or reaches (either A or B, and C; C and either A or B)."""
        return all_of([left, right])

    def both(self, left: Constraint, right: Constraint) -> Constraint | None:
        """Both hold; an or inside leaves the scope open, and no thing has two values of a single-valued attribute."""
        first = left.parts[-1] if isinstance(left, And) else left
        second = right.parts[0] if isinstance(right, And) else right
        if not isinstance(second, Not) and self._single_valued(first) & self._single_valued(second):
            return None  # `not A and B` of one attribute leaves the scope open
        if isinstance(first, Not) and isinstance(first.part, Among) and self._of_another(first.part, second):
            return None  # so does `not by Mistral and Google`, where a thing is called like its maker
        if isinstance(second, Or) and _values_of_one(first, *second.parts):
            return None  # `German, French or Thai` are three to choose from; `German and French or Thai` is left open
        if (isinstance(left, Or) and _mixed(left)) or (isinstance(right, Or) and _mixed(right)):
            return None
        return None if pinned(_conjuncts(left) + _conjuncts(right)) else all_of([left, right])

    def both_joined(self, left: Constraint, right: Constraint) -> Constraint | None:
        """Both hold; but of `Meta and Google excluded`, the exclusion goes for both."""
        (first, *_) = _conjuncts(right)
        excluding = isinstance(first, Not) and not isinstance(left, Not | And)
        return None if excluding and self._single_valued(left) & self._single_valued(first) else self.both(left, right)

    def all_three(
        self, left: Constraint, middle: Constraint, right: Constraint, noun: Noun | None = None
    ) -> Constraint | None:
        """Three statements that all hold (besides Llama, are there any of over 10B that may be sold?)."""
        inner = self.both(middle, right)
        own = noun is None or noun.kind == self._domain.item
        return self.both(left, inner) if inner is not None and own else None

    def _of_another(self, named: Among, part: Constraint) -> bool:
        """Say whether a statement tells another maker than that of named things."""
        maker = self._domain.roles.get("maker", "")
        items = (self._catalog.items[item] for ref in named.subjects for item in self._members(ref))
        makers = {str(fact.value) for item in items for fact in item.facts.get(maker, ())[:1]}
        return isinstance(part, Has) and part.attribute == maker and part.value not in makers

    def _single_valued(self, part: Constraint) -> set[str]:
        """Return the attributes of a single value of which a part states, or denies, one or some to choose from."""
        inner = part.part if isinstance(part, Not) else part
        parts = inner.parts if isinstance(inner, Or) else (inner,)
        stated = {one.attribute for one in parts if isinstance(one, Has)} if _all_values(parts) else set()
        return {attribute for attribute in stated if self._catalog.attribute(attribute).type in _SINGLE}

    def either(self, left: Constraint, right: Constraint) -> Constraint | None:
        """One of both holds; an exclusion before an or may go for both (not Mistral or Anthropic), and is no choice."""
        if isinstance(left, And) and _values_of_one(*left.parts, right):
            return None  # a list of values before an or is one to choose from, or leaves its scope open
        if isinstance(left, Not) and not isinstance(right, Not):
            excluded = isinstance(left.part, Among | Has) or bool(
                self._single_valued(left) & self._single_valued(right)
            )
            return None if excluded else any_of([left, right])
        return any_of([left, right])

    def either_alike(self, left: Constraint, right: Constraint) -> Constraint | None:
        """One of two values of something that has but one (under Apache, and MIT will do too)."""
        plain = isinstance(left, Has | Or) and isinstance(right, Has)
        return any_of([left, right]) if plain and self._single_valued(left) & self._single_valued(right) else None

    def either_listed(self, left: Constraint, right: Constraint) -> Constraint | None:
        """One of several holds; `open, French or German` is no choice of three but a limit and a choice of two."""
        offered = right.parts if isinstance(right, Or) else ()
        if offered and _values_of_one(*offered) and not _values_of_one(left, *offered):
            return None
        return self.either(left, right)

    def either_not(self, left: Constraint, right: Constraint, noun: Noun | None = None) -> Constraint | None:
        """The left holds, or the right does not (it denies something: what it denies does)."""
        other = self.negate_noun(right, noun)
        return any_of([left, other]) if other is not None else None

    def neither(self, left: Constraint, right: Constraint, first: Constraint | None = None) -> Constraint:
        """None of two or three holds; of a denied one, what it denies does."""
        told = [part for part in (left, first, right) if part is not None]
        return all_of([opposite(part) for part in told])

    def neither_not(self, left: Constraint, right: Constraint) -> Constraint:
        """The left holds (it is negated twice), and the right does not."""
        return all_of([left, Not(right)])

    def with_without(self, part: Constraint, subjects: Subjects, noun: Noun | None = None) -> Constraint | None:
        """The statement holds, of other things than these."""
        ours = noun is None or noun.kind == self._domain.item
        return self.both(part, Not(Among(subjects.refs))) if ours else None

    def nor_named(self, left: Constraint, subjects: Subjects) -> Constraint:
        """The left holds (it denies something), and it is none of these things either."""
        return all_of([left, Not(Among(subjects.refs))])

    def both_meant(self, part: Constraint) -> Constraint | None:
        """Two statements or more, all of which are said to be needed."""
        return part if isinstance(part, And) else None

    def not_both(self, left: Constraint, right: Constraint) -> Constraint:
        """Not both at once."""
        return Not(all_of([left, right]))

    def no_amount(self, part: Constraint) -> Constraint | None:
        """Read what may hold or not as well (even if closed), but for a bound: that would widen another one."""
        return part if isinstance(part, Is | Has | Not | Among) else None

    def either_way(self, part: Constraint, denied: Constraint) -> Constraint | None:
        """A statement or its opposite (open or not open): what is told of both is told of the statement."""
        return part if self.negate(denied) == part else None


def _conjuncts(part: Constraint) -> tuple[Constraint, ...]:
    return part.parts if isinstance(part, And) else (part,)


def _all_values(parts: tuple[Constraint, ...]) -> bool:
    """Say whether all parts state a value."""
    return all(isinstance(part, Has) for part in parts)


def _values_of_one(*parts: Constraint) -> bool:
    """Say whether statements name values of one attribute."""
    named = {part.attribute if isinstance(part, Has) else "" for part in parts}
    return len(named) == 1 and "" not in named


def _mixed(part: Or) -> bool:
    """Say whether an or joins different attributes, so that an and beside it has no clear scope."""
    attributes = {getattr(p, "attribute", None) for p in part.parts}
    return len(attributes) > 1
