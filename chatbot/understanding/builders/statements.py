"""Statements that a value or truth holds, or does not."""

from __future__ import annotations

from chatbot.datatypes.query import Among, Constraint, Has, Is, Known, Not, Only
from chatbot.understanding.builders.ground import Ground, all_of, any_of, opposite
from chatbot.understanding.meanings import Noun, Permitted, Subjects, Things


class StatementBuilders(Ground):
    """Statements that a value or truth holds, or does not."""

    def property_of(self, attribute: str, part: Constraint) -> Constraint | None:
        """A statement beside the noun that it is about (weights … gated)."""
        stated = getattr(part, "attribute", "") or getattr(getattr(part, "part", None), "attribute", "")
        if not stated:
            return None
        near = {stated, *self._catalog.attribute(stated).basis}
        return part if attribute in near else None

    def holds(self, attribute: str) -> Constraint:
        """The truth attribute holds."""
        return Is(attribute)

    def holds_not(self, attribute: str) -> Constraint:
        """The truth attribute does not hold."""
        return Not(Is(attribute))

    def known(self, attribute: str) -> Constraint | None:
        """The attribute's value is known; of a truth, or where one tells that it is public, people mean that truth."""
        known = self._catalog.attribute(attribute)
        followed = [a.id for a in self._catalog.attributes.values() if a.type == "truth" and a.basis == (attribute,)]
        if known.type == "choice" and len(followed) == 1:
            return Is(followed[0])
        told = any(self._catalog.attribute(name).type == "truth" for name in known.related)
        return None if known.type == "truth" or (told and known.type in {"text", "texts"}) else Known(attribute)

    def has(self, things: Things) -> Constraint | None:
        """The value is one of these things; the kind tells the attribute."""
        return self._has(things, "")

    def has_not(self, things: Things) -> Constraint | None:
        """The value is none of these things."""
        part = self._has(things, "")
        return Not(part) if part else None

    def has_none(self, things: Things, more: Things | None = None) -> Constraint | None:
        """None of several values holds (neither Chinese nor Japanese)."""
        ids = things.ids + (more.ids if more is not None else ())
        return self.has_not(Things(things.kind, ids, "or")) if len(ids) > 1 else None

    def has_also(self, left: Things, things: Things) -> Constraint | None:
        """One value, and others besides it (French besides English)."""
        parts = [self._has(one, "") for one in (left, things)]
        held = [part for part in parts if part is not None]
        return all_of(held) if len(held) == len(parts) else None

    def has_attribute(self, attribute: str, things: Things) -> Constraint | None:
        """The named attribute has this value; kinds must agree."""
        if self._catalog.attribute(attribute).of != things.kind:
            return None
        return self._has(things, attribute)

    def has_choice(self, attribute: str, things: Things) -> Constraint | None:
        """The value, which its attribute is named with (weights that are free to download)."""
        part = self._has(things, "")
        return part if isinstance(part, Has) and part.attribute == attribute else None

    def uses(self, things: Things) -> Constraint | None:
        """What a term of the glossary stands for is used: a property has a value of the term's id."""
        attributes = [self._by_value.get(identity, "") for identity in things.ids]
        return any_of([Has(a, i) for a, i in zip(attributes, things.ids, strict=True)]) if all(attributes) else None

    def permitted(self, topic: str) -> Permitted:
        """The terms allow what a topic is about, where a property tells that; else the topic itself."""
        known = topic in self._catalog.attributes and self._catalog.attribute(topic).type == "truth"
        return Permitted(topic, Is(topic) if known else None)

    def refused(self, part: Permitted) -> Permitted | None:
        """The terms do not allow it; without a verdict it is still what they say on it that is asked for."""
        return Permitted(part.topic, Not(part.where)) if part.where is not None else part

    def limited_users(self) -> Permitted:
        """The terms hold up to a number of users."""
        return Permitted("", Known(self._domain.roles.get("user_limit", "")))

    def both_permitted(self, left: Permitted, right: Permitted) -> Permitted | None:
        """The terms allow both."""
        if left.where is None or right.where is None:
            return None
        return Permitted("", all_of([left.where, right.where]))

    def only(self, things: Things) -> Constraint | None:
        """This value and no other."""
        attribute = self._by_kind.get(things.kind, "")
        if not attribute or len(things.ids) != 1:
            return None
        if self._catalog.attribute(attribute).type == "entities":
            return Only(attribute, things.ids[0])
        return Has(attribute, things.ids[0])

    def based_on(self, subjects: Subjects) -> Constraint | None:
        """Derived from one of these catalog things."""
        attribute = self._domain.roles.get("origin", "")
        if not attribute:
            return None
        items = [item for ref in subjects.refs for item in self._members(ref)]
        return any_of([Has(attribute, item) for item in items])

    def based_on_outside(self, outside: str) -> Constraint | None:
        """Derived from something that is not in the catalog itself but is known as an origin."""
        attribute = self._domain.roles.get("origin", "")
        origins = [o for o in self._origins() if o == outside or o.startswith(f"{outside}-")]
        return any_of([Has(attribute, origin) for origin in origins]) if attribute and origins else None

    def based_on_stem(self, stem: str) -> Constraint | None:
        """Derived from any generation of a family, where some of them are not in the catalog."""
        attribute = self._domain.roles.get("origin", "")
        origins = [origin for origin in self._origins() if origin.startswith(f"{stem}-")]
        if all(origin in self._catalog.items for origin in origins):
            return None
        return any_of([Has(attribute, origin) for origin in origins])

    def only_fact(self, part: Constraint) -> Constraint | None:
        """`only gated`; of lists, only says more than has, and is built from the value, as what only a service has."""
        if part == Is(self._domain.roles.get("api", "")):
            return None
        several = isinstance(part, Has) and self._catalog.attribute(part.attribute).type in {"entities", "choices"}
        return None if several else part

    def among(self, subjects: Subjects) -> Constraint:
        """One of these things."""
        return Among(subjects.refs)

    def among_noun(self, subjects: Subjects, noun: Noun | None = None) -> Constraint | None:
        """One of these, called items or not."""
        return self.among(subjects) if noun is None or noun.kind == self._domain.item else None

    def as_well(self, subjects: Subjects, part: Constraint) -> Constraint | None:
        """What is said to hold of another thing as well (like Mixtral, speaking French)."""
        return part if subjects.mode != "or" else None

    def as_little(self, subjects: Subjects, part: Constraint) -> Constraint | None:
        """What is said not to hold of another thing either."""
        return self.negate(part) if subjects.mode != "or" else None

    def others_as_well(self, subjects: Subjects, part: Constraint) -> Constraint | None:
        """What is said to hold of another thing as well, where others than that one are asked for."""
        return all_of([part, self._without(subjects)]) if subjects.mode != "or" else None

    def others_as_little(self, subjects: Subjects, part: Constraint) -> Constraint | None:
        """What is said not to hold of another thing either, where others than that one are asked for."""
        denied = self.negate(part)
        return self.others_as_well(subjects, denied) if denied is not None else None

    def at_least_so(self, part: Constraint) -> Constraint | None:
        """A truth that holds at least on conditions is one that holds."""
        if not isinstance(part, Has) or part.value != "conditional":
            return None
        return Is(part.attribute) if self._catalog.attribute(part.attribute).type == "truth" else None

    def only_some(self, part: Constraint) -> Constraint | None:
        """Only what a truth holds of; one that holds of all limits nothing: only for research is said of the terms."""
        if not isinstance(part, Is):
            return part
        found = [item.facts.get(part.attribute, ()) for item in self._catalog.items.values()]
        return None if all(facts and facts[0].value != "no" for facts in found) else part

    def without(self, subjects: Subjects) -> Constraint | None:
        """None of these things; one of them is no part of another (apart from Gemma 7B, Gemma …)."""
        held = [set(self._members(ref)) for ref in subjects.refs]
        nested = any(one <= other for place, one in enumerate(held) for other in held[:place] + held[place + 1 :])
        return None if nested else self._without(subjects)

    def _without(self, subjects: Subjects) -> Constraint:
        return Not(Among(subjects.refs))

    def without_both(
        self, left: Subjects, right: Subjects, first: Subjects | None = None, second: Subjects | None = None
    ) -> Constraint:
        """None of these things, nor of those."""
        named = (left, first, second, right)
        return Not(Among(tuple(ref for subjects in named if subjects is not None for ref in subjects.refs)))

    def without_noun(self, subjects: Subjects, noun: Noun | None = None) -> Constraint | None:
        """All items but these things."""
        return self._without(subjects) if noun is None or noun.kind == self._domain.item else None

    def lasting(self, part: Constraint) -> Constraint | None:
        """What holds still; who made a thing does not change, so `still offered by` says more than that."""
        made = isinstance(part, Has) and part.attribute == self._domain.roles.get("maker")
        return None if made else part

    def the_former(self, part: Constraint, other: Constraint) -> Constraint | None:
        """Of two that are set against each other (open source, or only open weights), the first one is asked."""
        return None if part == other else part

    def negate(self, part: Constraint) -> Constraint:
        """The statement does not hold; of a denied one, what it denies."""
        return opposite(part)

    def left_out(self, part: Constraint) -> Constraint | None:
        """What has a property is left out; not what speaks a language, besides which others are spoken."""
        spoken = isinstance(part, Has) and part.attribute == self._domain.roles.get("speaks")
        return None if spoken else self.negate(part)

    def drawback(self, part: Constraint, noun: Noun | None = None) -> Constraint | None:
        """What somebody may put up with: that something is not so, is only so, or is got in some way (gated)."""
        del noun
        chosen = isinstance(part, Has) and self._catalog.attribute(part.attribute).type == "choice"
        return part if chosen or isinstance(part, Not | Only) else None

    def negate_other(self, endured: Constraint, part: Constraint) -> Constraint:
        """One thing is put up with, another is not."""
        del endured
        return self.negate(part)

    def negate_noun(self, part: Constraint, noun: Noun | None = None) -> Constraint | None:
        """All items but those of which a statement holds."""
        return self.negate(part) if noun is None or noun.kind == self._domain.item else None

    def has_not_noun(self, things: Things, noun: Noun | None = None) -> Constraint | None:
        """All items but those with this value."""
        return self.has_not(things) if noun is None or noun.kind == self._domain.item else None

    def required(self, things: Things, part: Constraint) -> Constraint:
        """What something that is to be built must do (the support bot has to speak Thai)."""
        del things
        return part
