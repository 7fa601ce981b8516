"""The builders for what is asked often and recorded nowhere: they make no query, they forbid other ones.

A question may consist of known words alone and still ask for something else than what they say one by one: who uses a
model, what was trained on its outputs. Rules of the category `unrecorded` name such questions.
"""

from __future__ import annotations

from chatbot.datatypes.reading import UNCLEAR, UNRECORDED
from chatbot.understanding.builders.ground import Ground
from chatbot.understanding.meanings import Attributes, Direction, Subjects, Things

_QUANTITY = "quantity"


class UnrecordedBuilders(Ground):
    """Builders for what the catalog does not record."""

    def unrecorded(
        self,
        subjects: object = None,
        things: object = None,
        attribute: object = None,
        noun: object = None,
        direction: object = None,
        amount: object = None,
    ) -> str:
        """Mark words that ask for what is not recorded, or more than is read, whatever they ask it of."""
        del subjects, things, attribute, noun, direction, amount
        return UNRECORDED

    def unrecorded_part(self, part: object, subjects: object = None, noun: object = None) -> str:
        """Mark words beside a statement that is known, which make something else of it."""
        return self.unrecorded(subjects, part, noun=noun)

    def unrecorded_of_several(self, subjects: Subjects, things: object = None, amount: object = None) -> str | None:
        """Mark what is asked of several things taken together: it is not what each of them has."""
        del things, amount
        return UNRECORDED if len(subjects.refs) > 1 else None

    def beside_purpose(self, purpose: object, subjects: object = None, noun: object = None) -> str:
        """Mark what is asked beside what something is wanted for, where nothing is to be recommended."""
        del purpose, subjects, noun
        return UNRECORDED

    def unrecorded_sum(self, subjects: Subjects) -> str | None:
        """Mark what several sizes have in sum; of families their models may be counted."""
        single = [ref for ref in subjects.refs if ref.kind == "item"]
        return self.unrecorded_of_several(subjects) if single else None

    def unrecorded_set(self, subjects: Subjects | None = None, noun: object = None) -> str | None:
        """Mark what is asked of several things at once, named ones or any."""
        del noun
        return UNRECORDED if subjects is None or len(subjects.refs) > 1 else None

    def in_other_unit(self, attributes: Attributes, unit: str, subjects: object = None) -> str | None:
        """Mark quantities that are asked for in a unit of something else (how big in tokens)."""
        del subjects
        asked = [self._catalog.attribute(name) for name in attributes.ids]
        measured = bool(asked) and all(attribute.type == _QUANTITY for attribute in asked)
        return UNCLEAR if measured and all(attribute.unit != unit for attribute in asked) else None

    def vague_time(self, date: object) -> str:
        """Mark a time of which it is not clear when it begins and ends (early 2023)."""
        del date
        return UNCLEAR

    def of_used(self, things: Things, attributes: object = None, subjects: object = None) -> str | None:
        """Mark what is asked of something that models only use: the licence of a corpus is not theirs."""
        del attributes, subjects
        return UNRECORDED if all(name in self._by_value for name in things.ids) else None

    def made_itself(self, verb: str, attribute: str, subjects: object = None, role: str = "") -> str | None:
        """Mark who made, or when was made, what only belongs to a model: its paper, its tokenizer."""
        del subjects
        meant = not role or verb == self._domain.roles.get(role)
        return UNRECORDED if meant and self._of_its_own(verb, attribute) else None

    def not_as_now(self, attribute: str, role: str) -> str | None:
        """Mark what somebody asks for as it once was, where the catalog only has what holds now: an earlier licence."""
        return UNRECORDED if attribute == self._domain.roles.get(role) else None

    def two_orders(self, attribute: str, direction: Direction, noun: object = None) -> str | None:
        """Mark an order by one thing from an end of another, which are two: by size, newest first."""
        del noun
        alike = {"", attribute, self._domain.roles.get("size", "")}  # large and small tell of any number
        measured = self._catalog.attribute(attribute).type == _QUANTITY or direction.attribute == attribute
        return None if direction.attribute in alike and measured else UNRECORDED

    def no_version_of(
        self, version: Things, subjects: Subjects, part: object = None, attributes: object = None
    ) -> str | None:
        """Mark what is asked of another version of things that have none: it is not what they are themselves."""
        del part, attributes
        staged = self._attribute_of(version) == self._domain.roles.get("stage")
        stages = [{self._catalog.items[item].stage for item in self._members(ref)} for ref in subjects.refs]
        own = [stage <= set(version.ids) for stage in stages]  # the base version of what is untuned
        found = [bool(self._versions(ref, version)) for ref in subjects.refs]
        return UNRECORDED if staged and not all(map(max, own, found)) else None


__all__ = ["UnrecordedBuilders"]
