"""Statements that a value or truth holds, and how they are joined."""

from __future__ import annotations

from chatbot.datatypes.query import Among, And, Constraint, Has, Is, Known, Not, Only, Or
from chatbot.understanding.builders.ground import Ground, all_of, any_of, pinned
from chatbot.understanding.meanings import Noun, Permitted, Sets, Subjects, Things


class StatementBuilders(Ground):
    """Statements that a value or truth holds, and how they are joined."""

    def property_of(self, attribute: str, part: Constraint) -> Constraint | None:
        """A statement beside the noun that it is about (weights … gated)."""
        stated = getattr(part, "attribute", "") or getattr(getattr(part, "part", None), "attribute", "")
        if not stated:
            return None
        near = {stated, *self._attribute(stated).basis}
        return part if attribute in near else None

    def holds(self, attribute: str) -> Constraint:
        """The truth attribute holds."""
        return Is(attribute)

    def holds_not(self, attribute: str) -> Constraint:
        """The truth attribute does not hold."""
        return Not(Is(attribute))

    def known(self, attribute: str) -> Constraint | None:
        """The attribute's value is known; of a truth, or where one tells that it is public, people mean that truth."""
        known = self._attribute(attribute)
        followed = [a.id for a in self._catalog.attributes.values() if a.type == "truth" and a.basis == (attribute,)]
        if known.type == "choice" and len(followed) == 1:
            return Is(followed[0])
        told = any(self._attribute(name).type == "truth" for name in known.related)
        return None if known.type == "truth" or (told and known.type in {"text", "texts"}) else Known(attribute)

    def has(self, things: Things) -> Constraint | None:
        """The value is one of these things; the kind tells the attribute."""
        return self._has(things, "")

    def has_not(self, things: Things) -> Constraint | None:
        """The value is none of these things."""
        part = self._has(things, "")
        return Not(part) if part else None

    def has_attribute(self, attribute: str, things: Things) -> Constraint | None:
        """The named attribute has this value; kinds must agree."""
        if self._attribute(attribute).of != things.kind:
            return None
        return self._has(things, attribute)

    def uses(self, things: Things) -> Constraint | None:
        """What a term of the glossary stands for is used: a property has a value of the term's id."""
        attributes = [self._by_value.get(identity, "") for identity in things.ids]
        return any_of([Has(a, i) for a, i in zip(attributes, things.ids, strict=True)]) if all(attributes) else None

    def permitted(self, topic: str) -> Permitted:
        """The terms allow what a topic is about, where a property tells that; else the topic itself."""
        known = topic in self._catalog.attributes and self._attribute(topic).type == "truth"
        return Permitted(topic, Is(topic) if known else None)

    def refused(self, part: Permitted) -> Permitted | None:
        """The terms do not allow it."""
        return Permitted(part.topic, Not(part.where)) if part.where is not None else None

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
        if self._attribute(attribute).type == "entities":
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
        several = isinstance(part, Has) and self._attribute(part.attribute).type in {"entities", "choices"}
        return None if several else part

    def among(self, subjects: Subjects) -> Constraint:
        """One of these things."""
        return Among(subjects.refs)

    def as_well(self, subjects: Subjects, part: Constraint) -> Constraint | None:
        """What is said to hold of another thing as well (like Mixtral, speaking French)."""
        return part if subjects.mode != "or" else None

    def as_little(self, subjects: Subjects, part: Constraint) -> Constraint | None:
        """What is said not to hold of another thing either."""
        return self.negate(part) if subjects.mode != "or" else None

    def only_some(self, part: Constraint) -> Constraint | None:
        """Only what a truth holds of; one that holds of all limits nothing: only for research is said of the terms."""
        if not isinstance(part, Is):
            return part
        found = [item.facts.get(part.attribute, ()) for item in self._catalog.items.values()]
        return None if all(facts and facts[0].value != "no" for facts in found) else part

    def without(self, subjects: Subjects) -> Constraint:
        """None of these things."""
        return Not(Among(subjects.refs))

    def without_both(
        self, left: Subjects, right: Subjects, first: Subjects | None = None, second: Subjects | None = None
    ) -> Constraint:
        """None of these things, nor of those."""
        named = (left, first, second, right)
        return Not(Among(tuple(ref for subjects in named if subjects is not None for ref in subjects.refs)))

    def without_noun(self, subjects: Subjects, noun: Noun | None = None) -> Constraint | None:
        """All items but these things."""
        return self.without(subjects) if noun is None or noun.kind == self._domain.item else None

    def negate(self, part: Constraint) -> Constraint:
        """The statement does not hold; of a denied one, what it denies."""
        return part.part if isinstance(part, Not) else Not(part)

    def negate_noun(self, part: Constraint, noun: Noun | None = None) -> Constraint | None:
        """All items but those of which a statement holds."""
        return self.negate(part) if noun is None or noun.kind == self._domain.item else None

    def has_not_noun(self, things: Things, noun: Noun | None = None) -> Constraint | None:
        """All items but those with this value."""
        return self.has_not(things) if noun is None or noun.kind == self._domain.item else None

    def and_without(self, part: Constraint, subjects: Subjects, noun: Noun) -> Constraint | None:
        """All items of which a statement holds but these things."""
        return self.both(part, self.without(subjects)) if noun.kind == self._domain.item else None

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

    def both_clearly(self, left: Constraint, right: Constraint) -> Constraint:
        """Both hold, where words and marks tell how far an or reaches (either A or B, and C)."""
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
        return {attribute for attribute in stated if self._attribute(attribute).type in _SINGLE}

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

    def required(self, things: Things, part: Constraint) -> Constraint:
        """What something that is to be built must do (the support bot has to speak Thai)."""
        del things
        return part

    def either_alike(self, left: Constraint, right: Constraint) -> Constraint | None:
        """One of two values of something that has but one (under Apache, and MIT will do too)."""
        plain = isinstance(left, Has | Or) and isinstance(right, Has)
        return any_of([left, right]) if plain and self._single_valued(left) & self._single_valued(right) else None

    def and_either(self, left: Constraint, right: Constraint) -> Constraint:
        """One statement holds and, as is said, either of several others."""
        return all_of([left, right])

    def either_listed(self, left: Constraint, right: Constraint) -> Constraint | None:
        """One of several holds; `open, French or German` is no choice of three but a limit and a choice of two."""
        offered = right.parts if isinstance(right, Or) else ()
        if offered and _values_of_one(*offered) and not _values_of_one(left, *offered):
            return None
        return self.either(left, right)

    def either_not(self, left: Constraint, right: Constraint) -> Constraint:
        """The left holds, or the right does not."""
        return any_of([left, Not(right)])

    def neither(self, left: Constraint, right: Constraint, middle: Constraint | None = None) -> Constraint:
        """None of two, or three, holds."""
        return all_of([Not(part) for part in (left, middle, right) if part is not None])

    def neither_not(self, left: Constraint, right: Constraint) -> Constraint:
        """The left holds (it is negated twice), and the right does not."""
        return all_of([left, Not(right)])

    def not_both(self, left: Constraint, right: Constraint) -> Constraint:
        """Not both at once."""
        return Not(all_of([left, right]))

    def either_way(self, part: Constraint, denied: Constraint) -> Constraint | None:
        """A statement or its opposite (open or not open): what is told of both is told of the statement."""
        return part if self.negate(denied) == part else None

    def same_not_only(self, part: Constraint) -> Constraint | None:
        """Not only one value: the list has others besides."""
        return Not(part) if isinstance(part, Only) else None

    def set_of(self, where: Constraint, noun: Noun) -> Sets | None:
        """Such things as satisfy a constraint."""
        return Sets(where) if noun.kind == self._domain.item else None


_SINGLE = frozenset({"entity", "choice"})
"""Types of attributes that have one value of several."""


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
