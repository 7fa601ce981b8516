"""What is asked for, in which order, and over what."""

from __future__ import annotations

from typing import Any

import msgspec

from chatbot.datatypes.options import End
from chatbot.datatypes.query import Compare, Constraint, Known, Quantity, Rank, ValueOf
from chatbot.understanding.builders.ground import Ground, all_of
from chatbot.understanding.meanings import (
    Amount,
    Attributes,
    Bound,
    Direction,
    Noun,
    Ordering,
    Per,
    Subjects,
    Things,
    Total,
)

_MOST_RANKS = 100
_MOST_WISHED = 20
"""More things than this nobody wishes for one by one."""


class AskBuilders(Ground):
    """What is asked for, in which order, and over what."""

    def asked_for(self, attribute: str) -> Attributes:
        """One attribute."""
        return Attributes((attribute,))

    def asked_precisely(self, verb: str, attribute: str) -> Attributes | None:
        """`how big is the context`: the noun tells which quantity the question word means."""
        loose = {self._domain.roles.get(role) for role in ("size", "date", "maker", "download")}
        if verb != attribute and (verb not in loose or self._of_its_own(verb, attribute)):
            return None
        if verb != attribute and self._catalog.attribute(attribute).type == "choice":
            return None  # the weights are files, of which it is said how they are got
        return Attributes((attribute,))

    def asked_measure(self, attribute: str) -> Attributes | None:
        """`how big is the training set`: what is told in words is asked for by the one amount that measures it."""
        measure = self._measure_of(attribute)
        return Attributes((measure,)) if measure else None

    def asked_beside(self, role: str, beside: str, attribute: str) -> Attributes | None:
        """Two roles at once, where what is asked behind the first is the second: who released it, and when."""
        first, second = self._domain.roles.get(role, ""), self._domain.roles.get(beside, "")
        return Attributes((first, second)) if first and attribute == second else None

    def asked_of_two(self, left: Things, right: Things, attribute: str = "") -> Attributes | None:
        """Two values to choose from ask for what the value is: Apache or MIT?"""
        told = self._attribute_of(left)
        if left.kind != right.kind or not told or attribute not in {"", told}:
            return None
        return Attributes((told,))

    def asked_of_amounts(self, low: Amount, high: Amount, attribute: str = "") -> Attributes | None:
        """Two amounts to choose from ask for the amount: 2048 or 4096?"""
        told = attribute or self._bare(low)
        if not told or self._quantity(told, low) is None or self._quantity(told, high) is None:
            return None
        return Attributes((told,))

    def join_attributes(self, left: Attributes, right: Attributes) -> Attributes:
        """Several attributes in the order of mention."""
        return Attributes(tuple(dict.fromkeys(left.ids + right.ids)))

    def of_roles(self, roles: str, things: Things | None = None) -> Attributes | None:
        """All that some roles stand for, such as what tells where a thing comes from, whatever is looked for in it."""
        del things
        found = (self._domain.roles.get(role, "") for role in roles.split())
        ids = tuple(attribute for attribute in found if attribute)
        return Attributes(ids) if ids else None

    def asked_scores(self, things: Things, attribute: str = "") -> Attributes | None:
        """Scores on one benchmark."""
        scores = attribute or self._domain.roles.get("scores", "")
        return Attributes(tuple(f"{scores}:{benchmark}" for benchmark in things.ids)) if scores else None

    def more_of(self, attribute: str, direction: End) -> Direction | None:
        """More or less of a named attribute."""
        if self._catalog.attribute(attribute).type not in {"quantity", "amount", "date"}:
            return None
        return Direction(attribute, direction)

    def order_scores(self, things: Things, attribute: str = "") -> Ordering | None:
        """The best on one benchmark."""
        asked = self.asked_scores(things, attribute)
        return Ordering(Rank(asked.ids[0], "most")) if asked and len(asked.ids) == 1 else None

    def more_scores(self, things: Things, attribute: str = "") -> Direction | None:
        """Better on one benchmark."""
        asked = self.asked_scores(things, attribute)
        return Direction(asked.ids[0], "most") if asked and len(asked.ids) == 1 else None

    def than_scored(self, things: Things, subjects: Subjects, attribute: str = "") -> Constraint | None:
        """Better on one benchmark than another thing."""
        asked = self.asked_scores(things, attribute)
        if not asked or len(asked.ids) != 1 or subjects.mode == "or":
            return None
        return all_of([Compare(asked.ids[0], ">", ValueOf(ref)) for ref in subjects.refs])

    def limit_scores(self, things: Things, bound: Bound, attribute: str = "") -> Constraint | None:
        """A bound on the score on one benchmark."""
        asked = self.asked_scores(things, attribute)
        sized = any(amount.unit or amount.label for _, amount in bound.limits)  # 70B is no score
        if not asked or len(asked.ids) != 1 or sized:
            return None
        return all_of([Compare(asked.ids[0], op, Quantity(amount.value)) for op, amount in bound.limits])

    def scored(self, things: Things, attribute: str = "") -> Constraint | None:
        """A score on one benchmark is known."""
        asked = self.asked_scores(things, attribute)
        return Known(asked.ids[0]) if asked and len(asked.ids) == 1 else None

    def order(self, direction: Direction) -> Ordering:
        """The first in an order; of what was shown, that which is more of something (the bigger one)."""
        return Ordering(Rank(direction.attribute, direction.direction))

    def order_on(self, direction: Direction, attribute: str, noun: Noun | None = None) -> Ordering | None:
        """The first in an order that is told twice: the oldest by release date."""
        ours = noun is None or noun.kind == self._domain.item
        return self.order(direction) if ours and direction.attribute == attribute else None

    def order_nth(self, direction: Direction, place: int) -> Ordering | None:
        """The n-th in an order."""
        return self._ranked(direction.attribute, direction.direction, place, place)

    def order_nth_fixed(self, direction: Direction, value: str) -> Ordering | None:
        """A place in an order that a word stands for (next to the largest)."""
        return self.order_nth(direction, int(value))

    def order_from_end(self, direction: Direction, place: int) -> Ordering | None:
        """The n-th from the end of an order from the most down; of one that begins with the least, it is not clear."""
        flipped = direction.direction == "most"
        return self._ranked(direction.attribute, "least", place, place) if flipped else None

    def order_top(self, direction: Direction, first: Amount, noun: Noun | None = None) -> Ordering | None:
        """The first n in an order."""
        if noun is not None and noun.kind != self._domain.item:
            return None
        return self._ranked(direction.attribute, direction.direction, 1, _whole(first))

    def order_all(self, direction: Direction, noun: Noun | None = None) -> Ordering | None:
        """All, in an order."""
        if noun is not None and noun.kind not in {self._domain.item, self._domain.group}:
            return None
        return Ordering(Rank(direction.attribute, direction.direction, 1, _MOST_RANKS))

    def order_whole(self, part: Ordering) -> Ordering:
        """All, in an order that is told from one end to the other."""
        return Ordering(msgspec.structs.replace(part.rank, first=1, last=_MOST_RANKS))

    def order_whole_top(self, part: Ordering, first: Amount) -> Ordering | None:
        """The first n in an order that is told from one end to the other."""
        return self._ranked(part.rank.attribute, part.rank.direction, 1, _whole(first))

    def order_whole_nth(self, part: Ordering, place: int) -> Ordering | None:
        """The n-th in an order that is told from one end to the other."""
        return self._ranked(part.rank.attribute, part.rank.direction, place, place)

    def order_whole_first(self, part: Ordering) -> Ordering | None:
        """The first in an order that is told from one end to the other."""
        return self.order_whole_nth(part, 1)

    def order_all_by(self, attribute: str) -> Ordering | None:
        """All, by a named attribute: what is better first, else the most or the newest."""
        known = self._catalog.attribute(attribute)
        if known.type not in {"quantity", "date", "amount"}:
            return None
        return self._ranked(attribute, "least" if known.better == "less" else "most", 1, _MOST_RANKS)

    def order_all_role(self, role: str, noun: Noun | None = None) -> Ordering | None:
        """All items, by the attribute that plays a role."""
        attribute = self._domain.roles.get(role, "")
        ours = noun is None or noun.kind == self._domain.item
        return self.order_all_by(attribute) if attribute and ours else None

    def order_towards(self, attribute: str, direction: Direction, noun: Noun | None = None) -> Ordering | None:
        """All items, by a named attribute, from one of its ends (by context, smallest first)."""
        meant = {"", attribute, self._domain.roles.get("size", "")}  # large and small tell of any number
        ours = noun is None or noun.kind == self._domain.item
        if not ours or direction.attribute not in meant or self.order_all_by(attribute) is None:
            return None
        return self._ranked(attribute, direction.direction, 1, _MOST_RANKS)

    def order_role_towards(self, role: str, direction: Direction, noun: Noun | None = None) -> Ordering | None:
        """All items, by the attribute that plays a role, from one of its ends."""
        attribute = self._domain.roles.get(role, "")
        return self.order_towards(attribute, direction, noun) if attribute else None

    def order_role_top(self, role: str, direction: End, first: Amount, noun: Noun | None = None) -> Ordering | None:
        """The first n by the attribute that plays a role (the last three models to be released)."""
        attribute = self._domain.roles.get(role, "")
        return self.order_by_top(attribute, direction, first, noun) if attribute else None

    def order_all_of(self, noun: Noun, attribute: str) -> Ordering | None:
        """All items, by a named attribute."""
        return self.order_all_by(attribute) if noun.kind == self._domain.item else None

    def top_number(self, first: Amount) -> int | None:
        """So many from the top."""
        return _whole(first) or None

    def some_of(self, first: Amount) -> int | None:
        """So many of a set, whichever: all of it is shown, of which so many may be taken."""
        return _whole(first) if 0 < _whole(first) <= _MOST_WISHED else None

    def order_by(self, attribute: str, direction: End) -> Ordering:
        """The first by a named attribute; of what was shown, all of it in that order."""
        return Ordering(Rank(attribute, direction))

    def order_by_nth(self, attribute: str, direction: End, place: int) -> Ordering | None:
        """The n-th by a named attribute."""
        return self._ranked(attribute, direction, place, place)

    def order_by_top(self, attribute: str, direction: End, first: Amount, noun: Noun | None = None) -> Ordering | None:
        """The first n by a named attribute."""
        if noun is not None and noun.kind not in {self._domain.item, self._domain.group}:
            return None
        return self._ranked(attribute, direction, 1, _whole(first))

    def _ranked(self, attribute: str, direction: End, first: int, last: int) -> Ordering | None:
        if not 1 <= first <= last <= _MOST_RANKS:
            return None
        return Ordering(Rank(attribute, direction, first, last))

    def per_attribute(self, attribute: str) -> Per:
        """One result for each value."""
        return Per(attribute)

    def per_things(self, things: Things, noun: Noun | None = None) -> Per | None:
        """One result for each of several values."""
        if noun is not None and noun.kind != self._domain.item:
            return None
        where = self._has(things, "") if len(things.ids) > 1 else None
        return Per(self._attribute_of(things), where) if where is not None else None

    def per_named(self, subjects: Subjects) -> Per | None:
        """One result for each of several families."""
        groups = all(ref.kind == "group" for ref in subjects.refs)
        return Per("group", refs=subjects.refs) if groups and len(subjects.refs) > 1 else None

    def per_noun(self, noun: Noun) -> Per | None:
        """One result for each family."""
        return Per("group") if noun.kind == self._domain.group else None

    def total(self, function: str, attribute: str) -> Total | None:
        """An aggregate of a quantity."""
        if self._catalog.attribute(attribute).type != "quantity":
            return None
        return Total(function, attribute)

    def total_of(self, function: str, attribute: str, noun: Noun) -> Total | None:
        """An aggregate of a quantity over the domain's things, which are named with it."""
        return self.total(function, attribute) if noun.kind == self._domain.item else None

    def other_kind(self, noun: Noun) -> Noun | None:
        """A kind of thing that is neither item nor group."""
        return noun if noun.kind not in {self._domain.item, self._domain.group} else None

    def own_kind(self) -> Noun:
        """The things that the domain holds, where they are not named: the licence that most of them have."""
        return Noun(self._domain.item)

    def same(self, **roles: Any) -> Any:
        """Hand the only role on."""
        (value,) = roles.values()
        return value

    def either_one(self, part: Any) -> Any:
        """Hand on what is one of several, and nothing that stands alone (either of them speaks Dutch)."""
        return part if getattr(part, "mode", "or") == "or" else None

    def counted_noun(self, bound: Bound, noun: Noun) -> Noun | None:
        """So many things, where each of something has some: the number tells which are asked for."""
        plain = all(not amount.label and not amount.unit for _, amount in bound.limits)
        return noun if plain else None

    def name_part(self, subjects: Subjects, word: str, term: str) -> Things | None:
        """What a part of a name stands for: the `it` of Gemma 7B IT."""
        items = [self._catalog.items[item].name for ref in subjects.refs for item in self._members(ref)]
        inside = any(word in name.lower().split() for name in items)
        return Things("term", (term,)) if inside and term in self._catalog.entities.get("term", {}) else None

    def term_called(self, term: str, subjects: Subjects | None = None) -> Things | None:
        """A term of the glossary that some words stand for, whatever they are the name of as well."""
        del subjects
        return Things("term", (term,)) if term in self._catalog.entities.get("term", {}) else None

    def label_called(self, amount: Amount, role: str, term: str, subjects: Subjects | None = None) -> Things | None:
        """The term for what a label is a number of: 7B, 16K."""
        labelled = bool(amount.label) and not amount.unit and self._bare(amount) == self._domain.roles.get(role, "")
        return self.term_called(term, subjects) if labelled else None

    def constant(self, value: str) -> str:
        """Return the fixed value of the rule."""
        return value

    def of_so_many(self, count: Amount, value: str) -> str | None:
        """Return the fixed value of a rule that tells of how many people somebody consists."""
        return value if _whole(count) else None


def _whole(amount: Amount) -> int:
    return int(amount.value) if amount.value == int(amount.value) and not amount.label and not amount.unit else 0
