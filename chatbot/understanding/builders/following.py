"""Builders of the phrases that only follow-ups have: places in a list, orders, and comparatives that lack something."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from chatbot.datatypes.catalog import Catalog, Domain
from chatbot.datatypes.followup import Pick
from chatbot.datatypes.options import End, Op
from chatbot.datatypes.query import Compare, Constraint, Fits, Has, Is, Rank, ValueOf
from chatbot.understanding.meanings import CARDS, Amount, Attributes, Direction, Noun, Ordering, Subjects

_MANY = 100
_OPPOSITE: dict[End, End] = {"most": "least", "least": "most"}


class FollowupBuilders:
    """Builders of the phrases that only follow-ups have."""

    def __init__(self, catalog: Catalog, domain: Domain) -> None:
        """Keep what roles attributes have."""
        self._catalog = catalog
        self._domain = domain

    def table(self) -> dict[str, Callable[..., Any]]:
        """Return name -> builder."""
        names = ("pick_place", "pick_number", "pick_first", "pick_last", "pick_others", "pick_both", "pick_fixed",
                 "fixed_amount", "whole_amount", "told_size", "order_role", "same_direction", "opposite_direction",
                 "open_direction", "role_direction", "open_against", "open_rank", "of_which", "of_which_named",
                 "role_attributes", "noun_attributes", "no_attribute", "order_attribute", "rather",
                 "rather_number")  # fmt: skip
        return {name: getattr(self, name) for name in names}

    def of_which(self, noun: Noun, value: str) -> str | None:
        """Those of the domain's own things for which it is so, or is not (which models do)."""
        return value if noun.kind in {self._domain.item, self._domain.group} else None

    def of_which_named(self, subjects: Subjects, noun: Noun) -> Subjects | None:
        """Those of named things for which it is so (which Falcon models do)."""
        return subjects if self.of_which(noun, "named") else None

    def pick_place(self, place: int) -> Pick | None:
        """The n-th."""
        return Pick(place, place) if 1 <= place <= _MANY else None

    def pick_number(self, number: Amount) -> Pick | None:
        """Number n."""
        place = _whole(number)
        return Pick(place, place) if place else None

    def pick_first(self, number: Amount) -> Pick | None:
        """The first n."""
        place = _whole(number)
        return Pick(1, place) if place else None

    def pick_last(self, number: Amount) -> Pick | None:
        """The last n."""
        place = _whole(number)
        return Pick(-place, -1) if place else None

    def pick_both(self, left: Pick, right: Pick) -> Pick | None:
        """The n-th and the m-th."""
        single = all(each.first == each.last >= 1 and not (each.pair or each.other) for each in (left, right))
        if not single or left.several or right.several or left == right:
            return None
        return Pick(left.first, right.last, several=(left.first, right.last))

    def pick_others(self, number: Amount) -> Pick | None:
        """The other n."""
        count = _whole(number)
        return Pick(1, count, other=True) if count else None

    def pick_fixed(self, first: str, last: str, pair: str = "", other: str = "") -> Pick:
        """A place that the rule itself tells."""
        return Pick(int(first), int(last), bool(pair), other=bool(other))

    def fixed_amount(self, value: str) -> Amount:
        """A number that the rule itself tells."""
        return Amount(float(value))

    def whole_amount(self, amount: Amount) -> Amount | None:
        """A number of things, and of nothing that is measured."""
        return amount if _whole(amount) else None

    def told_size(self, amount: Amount, told: Direction) -> Amount | None:
        """A size of which it is told besides that it is a larger or newer one: the bigger 180B."""
        roles = {self._domain.roles.get(role) for role in ("size", "date")}
        return amount if amount.label and told.attribute in roles else None

    def order_role(self, role: str, direction: End) -> Ordering | None:
        """All, in the order of the attribute that plays a role."""
        attribute = self._domain.roles.get(role, "")
        return Ordering(Rank(attribute, direction)) if attribute else None

    def same_direction(self, direction: Direction) -> Direction:
        """A comparative against what was talked about."""
        return direction

    def opposite_direction(self, direction: Direction) -> Direction:
        """What would be better than what was talked about, of which somebody complains (too big)."""
        return Direction(direction.attribute, _OPPOSITE[direction.direction])

    def role_direction(self, role: str, direction: End) -> Direction | None:
        """A comparative on the attribute that plays a role."""
        attribute = self._domain.roles.get(role, "")
        return Direction(attribute, direction) if attribute else None

    def open_rank(self, direction: End, place: int = 1) -> Ordering | None:
        """A place in an order whose attribute the conversation tells."""
        return Ordering(Rank("", direction, place, place)) if 1 <= place <= _MANY else None

    def role_attributes(self, role: str) -> Attributes | None:
        """The attribute that plays a role."""
        attribute = self._domain.roles.get(role, "")
        return Attributes((attribute,)) if attribute else None

    def noun_attributes(self, noun: Noun, role: str) -> Attributes | None:
        """What a word for other things stands for: for what models run on, the attribute that plays a role."""
        if noun == CARDS:
            return self.role_attributes(role)
        found = [known.id for known in self._catalog.attributes.values() if known.of == noun.kind]
        return Attributes(tuple(found)) if found else None

    def no_attribute(self) -> Attributes:
        """What was asked of the thing talked about, which the conversation tells."""
        return Attributes(())

    def order_attribute(self, direction: Direction) -> Attributes:
        """What a comparative is about."""
        return Attributes((direction.attribute,))

    def open_against(self, subjects: Subjects, direction: End) -> Constraint | None:
        """More of it than another thing has; the conversation tells of what."""
        op: Op = ">" if direction == "most" else "<"
        return Compare("", op, ValueOf(subjects.refs[0])) if len(subjects.refs) == 1 else None

    def rather(self, given: Constraint, wanted: Constraint) -> Constraint | None:
        """The one that is meant, in the place of one that says the same of another value (not a 3090, a 4090)."""
        alike = type(given) is type(wanted) and isinstance(given, Has | Is | Fits | Compare) and given != wanted
        named = {getattr(part, "attribute", "") for part in (given, wanted)}
        return wanted if alike and (len(named) == 1 or isinstance(given, Is)) else None

    def rather_number(self, given: Amount, wanted: Amount) -> Amount | None:
        """The number that is meant, in the place of another one (not 7B, 40B)."""
        return wanted if wanted.value != given.value and wanted.unit == given.unit else None

    def open_direction(self, direction: End) -> Direction:
        """A comparative whose attribute the conversation tells."""
        return Direction("", direction)


def _whole(amount: Amount) -> int:
    whole = amount.value == int(amount.value) and not amount.label and not amount.unit
    return int(amount.value) if whole and 1 <= amount.value <= _MANY else 0
