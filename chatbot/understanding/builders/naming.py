"""Named things, and several of them."""

from __future__ import annotations

from functools import cache

import msgspec

from chatbot.datatypes.catalog import Catalog, Domain, Ref
from chatbot.datatypes.options import End
from chatbot.understanding.builders.numbered_names import NumberedNames
from chatbot.understanding.meanings import Amount, Direction, Noun, Outside, Subjects, Things, Vague


class NameBuilders(NumberedNames):
    """Named things, and several of them."""

    def __init__(self, catalog: Catalog, domain: Domain) -> None:
        """Keep which families are called like their makers, once that was worked out."""
        super().__init__(catalog, domain)
        self._maker_alike = cache(self._maker_of_family)

    def subject(self, name: Ref) -> Subjects:
        """One named thing."""
        return Subjects((name,))

    def called_family(self, subjects: Subjects, noun: Noun) -> Subjects | None:
        """Families that are called so: the Falcon family is Falcon."""
        alike = noun.kind == self._domain.group and all(ref.kind == "group" for ref in subjects.refs)
        return subjects if alike else None

    def all_meant(self, choice: Vague) -> Subjects | None:
        """All that a name may mean, of one that is left out: no GPT, which of them there may be."""
        kinds = (("group", self._catalog.groups), ("line", self._catalog.lines), ("item", self._catalog.items))
        refs = tuple(next((Ref(kind, each) for kind, known in kinds if each in known), None) for each in choice.choices)
        known = tuple(ref for ref in refs if ref is not None)
        return Subjects(known, "and") if len(known) == len(refs) and not choice.outside else None

    def same_names(self, subjects: Subjects, others: object = None) -> Subjects:
        """Named things that words say something on, but not what is done to others."""
        del others
        return subjects

    def duel(
        self, left: Subjects, right: Subjects, first: Direction, second: Direction | None = None
    ) -> tuple[Subjects, Direction] | None:
        """Two things and what is compared, which may be said of each: is A larger or (is) B (larger)."""
        joined = self.join(left, right, "or")
        return (joined, first) if joined is not None and second in {None, first} else None

    def duel_by(
        self, left: Subjects, right: Subjects, attribute: str, direction: End
    ) -> tuple[Subjects, Direction] | None:
        """Two things and what is compared, which is said of the first: the context of A beside B, which is longer."""
        return self.duel(left, right, Direction(attribute, direction))

    def join_several(self, left: Subjects, right: Subjects) -> Subjects | None:
        """A name right before several that are joined: A B and C."""
        return self.join(left, right, right.mode) if right.mode in {"and", "or"} else None

    def counted_all(self, part: Subjects, count: Amount) -> Subjects | None:
        """Named things with their number beside them: A, B and C, the three; a family with that of its members."""
        there = len(part.refs) if len(part.refs) > 1 else len(self._members(part.refs[0]))
        return part if count.value == there > 1 and not count.label and not count.unit else None

    def narrow(self, subjects: Ref, amount: Amount) -> Subjects | Outside | None:
        """The members of a family or line that have this size in their name."""
        role = self._domain.roles.get("size", "")
        if not amount.label or amount.unit:
            return None
        if subjects.kind == "item":
            return None
        return self._picked(subjects, [i for i in self._members(subjects) if amount.label in self._labels(i, role)])

    def extreme_named(self, subjects: Ref, direction: End) -> Subjects | None:
        """The largest, or the smallest, members of a family or line: the big Falcon."""
        if subjects.kind == "item":
            return None
        sizes = {item: self._size(item) for item in self._members(subjects)}
        known = [size for size in sizes.values() if size]
        if len(known) < len(sizes):
            return None
        end = max(known) if direction == "most" else min(known)
        return self._picked(subjects, [item for item, size in sizes.items() if size == end])

    def _size(self, item: str) -> float:
        """Return how big an item is, or 0 where that is not known."""
        facts = self._catalog.items[item].facts.get(self._domain.roles.get("size", ""), ())
        return next((float(fact.value) for fact in facts if isinstance(fact.value, int | float)), 0.0)

    def narrow_labelled(self, amount: Amount, subjects: Ref) -> Subjects | Outside | None:
        """The members that have this size, or another label, in their name: the 32K GPT-4."""
        sized = self.narrow(subjects, amount)
        if isinstance(sized, Subjects):
            return self._called_so(subjects, sized)
        if sized is not None or not amount.label or amount.unit:
            return sized
        label = amount.label.casefold()
        if subjects.kind == "item":
            named = [*self._pieces(subjects.id), label]
            found = [item for item in self._items_beside(subjects.id) if self._pieces(item) == named]
            return Subjects((Ref("item", found[0]),)) if len(found) == 1 else None
        return self._picked(subjects, [item for item in self._members(subjects) if label in self._pieces(item)])

    def narrow_both(self, amount: Amount, left: Ref, right: Ref, noun: object = None) -> Subjects | None:
        """The members of two families or lines that have the same size in their name: both at 7B, Mistral and Gemma."""
        del noun
        first, second = self.narrow_labelled(amount, left), self.narrow_labelled(amount, right)
        if not (isinstance(first, Subjects) and isinstance(second, Subjects)) or left == right:
            return None
        return Subjects(first.refs + second.refs, "and")

    def _called_so(self, subjects: Ref, sized: Subjects) -> Subjects:
        """Return those of some size that bear the name beside it, if any: the 176B BLOOM is none of another name."""
        named = [ref.id for ref in sized.refs if f"{ref.id}-".startswith(f"{subjects.id}-")]
        return (self._picked(subjects, named) if named else None) or sized

    def _picked(self, subjects: Ref, fitting: list[str]) -> Subjects | None:
        """Return some of the members; what all have picks none of them: it is stated."""
        if not fitting or len(fitting) == len(self._members(subjects)):
            return None
        return Subjects(tuple(Ref("item", item) for item in fitting), "one" if len(fitting) == 1 else "and")

    def version_of(self, version: Things, subjects: Subjects) -> Subjects | None:
        """The tuned, or untuned, versions of named things: the chat version of Falcon 180B."""
        found = [self._versions(ref, version) for ref in subjects.refs]
        refs = tuple(dict.fromkeys(ref for each in found for ref in each))
        return Subjects(refs, "one" if len(refs) == 1 else "and") if all(found) else None

    def within(self, subjects: Ref, part: Subjects) -> Subjects | None:
        """Members named behind the name of what they belong to."""
        inside = subjects.kind != "item" and all(ref.id in self._members(subjects) for ref in part.refs)
        return part if inside and Ref("item", subjects.id) not in part.refs else None

    def said_twice(self, left: Ref, right: Ref) -> Subjects | None:
        """One thing under two names; of a whole and one of its members, the member is meant."""
        before, behind = set(self._members(left)), set(self._members(right))
        if behind <= before:
            return Subjects((right if behind < before else left,))
        return Subjects((left,)) if before < behind else None

    def said_size(self, part: Subjects, amount: Amount) -> Subjects | None:
        """One thing with the size its name gives, which is no condition: Gemma 2B, called 2B."""
        role = self._domain.roles.get("size", "")
        fitting = [ref.kind == "item" and amount.label in self._labels(ref.id, role) for ref in part.refs]
        return part if all(fitting) and not amount.unit else None

    def next_door(self, subjects: Ref, version: Amount) -> Outside | None:
        """A known name with a number that none of its spellings has: another release, not in the catalog."""
        role = self._domain.roles.get("size", "")
        if version.unit and version.unit != (self._catalog.attribute(role).unit if role else ""):
            return None
        sized = subjects.kind != "item" and version.label
        if sized and any(version.label in self._labels(item, role) for item in self._members(subjects)):
            return None
        if self.sibling_version(Subjects((subjects,)), version) is not None:
            return None
        return Outside("", (subjects.id,))

    def outside_version(self, outside: Outside, version: Amount) -> Outside | None:
        """A release or size of something that is not in the catalog."""
        return outside if outside.name and not version.unit else None

    def join_things(self, left: Things, right: Things, mode: str) -> Things | None:
        """Several things of one kind."""
        if left.kind != right.kind or set(left.ids) & set(right.ids):
            return None
        modes = {m for m in (left.mode, right.mode, mode) if m not in {"one", "comma"}}
        if len(modes) > 1:
            return None
        return Things(left.kind, left.ids + right.ids, modes.pop() if modes else "comma")

    def several_things(self, kind: str, ids: str) -> Things | None:
        """Things of one kind that one word names together (ids parted by blanks), if the catalog knows them all."""
        named = tuple(ids.split())
        return Things(kind, named, "and") if set(named) <= self._catalog.entities.get(kind, {}).keys() else None

    def maker_called(self, name: Ref) -> Things | None:
        """The maker of a family that is called like its maker (Mistral), as beside other makers it is meant."""
        return self._maker_alike(name) if name.kind == "group" else None

    def _maker_of_family(self, name: Ref) -> Things | None:
        """Return the maker of a family, if both are called alike."""
        role = self._domain.roles.get("maker", "")
        if not role:
            return None
        facts = (self._catalog.items[item].facts.get(role, ()) for item in self._members(name))
        makers = {str(fact.value) for found in facts for fact in found[:1]}
        kind, group = self._catalog.attribute(role).of, self._catalog.groups[name.id]
        if len(makers) != 1 or not (makers <= self._catalog.entities.get(kind, {}).keys()):
            return None
        (maker,) = makers
        words = {tuple(text.lower().split()) for text in self._catalog.entities[kind][maker].name.values()}
        called = {tuple(text.lower().split()) for text in group.name.values()}
        alike = any(word[: len(one)] == one for word in words for one in called)
        return Things(kind, (maker,)) if alike else None

    def both_things(self, part: Things) -> Things | None:
        """Several things that are all meant."""
        return part if part.mode == "and" else None

    def any_of_things(self, part: Things) -> Things | None:
        """Several things of which one will do, however they are joined (any of A, B and C)."""
        return msgspec.structs.replace(part, mode="or") if part.mode in {"and", "or"} else None

    def same_things(self, things: Things) -> Things:
        """Hand things on under another category."""
        return things

    def task_named(self, task: str) -> Things | None:
        """Name the task that is told by what is done and to what."""
        role = self._domain.roles.get("tasks", "")
        kind = self._catalog.attribute(role).of if role else ""
        return Things(kind, (task,)) if task in self._catalog.entities.get(kind, {}) else None
