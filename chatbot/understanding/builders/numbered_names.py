"""Sizes and versions in names: what else is called so but for a number, and what a number alone stands for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from chatbot.datatypes.catalog import Ref
from chatbot.datatypes.query import Among, Constraint, Not
from chatbot.datatypes.subjects import plainest, unsized
from chatbot.understanding.builders.ground import Ground
from chatbot.understanding.meanings import Amount, Subjects


class NumberedNames(Ground):
    """Things whose names differ by a number."""

    def join(self, left: Subjects, right: Subjects, mode: str) -> Subjects | None:
        """Several named things in the order of mention."""
        if any(ref in left.refs for ref in right.refs):
            return None
        modes = {m for m in (left.mode, right.mode, mode) if m != "one"}
        if len(modes) > 1:
            if modes - {"and", "or"}:
                return None
            mode = "or"
        return Subjects(left.refs + right.refs, mode)

    def sibling_version(self, left: Subjects, version: Amount, mode: str = "and") -> Subjects | None:
        """The thing with the same name but another version: Mistral 7B v0.1 and v0.3."""
        last = left.refs[-1]
        if version.label or version.unit:
            return None
        if last.kind == "line":
            return self._line_beside(left, f"{version.value:g}", mode)
        if last.kind != "item":
            return None
        name, number = _plain(self._catalog.items[last.id].name), f"{version.value:g}"
        for item in self._items_beside(last.id):
            other = _plain(self._catalog.items[item].name)
            shorter = name.startswith(other) and _numbers(other)[-1:] == [number]
            if item != last.id and number in _numbers(other) and (shorter or _differ_in_last_number(name, other)):
                return self.join(left, Subjects((Ref("item", item),)), mode)
        return None

    def sibling_labelled(self, left: Subjects, version: Amount, amount: Amount, mode: str = "and") -> Subjects | None:
        """The thing with the same name, a version and one number more: Vicuna 13B v1.5 and v1.5-16k."""
        last = left.refs[-1]
        if last.kind != "item" or version.label or not amount.label:
            return None
        numbers = [*_numbers(_plain(self._catalog.items[last.id].name))[:-1], f"{version.value:g}"]
        for item in self._items_beside(last.id):
            other = _plain(self._catalog.items[item].name)
            if item != last.id and _numbers(other)[:-1] == numbers and other.lower().endswith(amount.label):
                return self.join(left, Subjects((Ref("item", item),)), mode)
        return None

    def two_versions(self, subjects: Subjects, first: Amount, second: Amount, mode: str) -> Subjects | None:
        """Two versions of what is named behind them: v0.1 and v0.3 of Mistral 7B."""
        found = [self._version_in(subjects.refs[0], version) for version in (first, second)]
        refs = tuple(ref for ref in found if ref is not None)
        return Subjects(refs, mode) if len(subjects.refs) == 1 and len(set(refs)) == len(found) else None

    def _version_in(self, whole: Ref, version: Amount) -> Ref | None:
        """Return the only line, else the only thing, inside another whose name ends in a version."""
        if version.label or version.unit or whole.kind == "item":
            return None
        members, number = set(self._members(whole)), f"{version.value:g}"
        lines = [line for line in self._catalog.lines.values() if members > set(line.members)]
        named = [
            [Ref("line", line.id) for line in lines if any(_numbers(n)[-1:] == [number] for n in line.name.values())],
            [Ref("item", i) for i in members if _numbers(_plain(self._catalog.items[i].name))[-1:] == [number]],
        ]
        return next((refs[0] for refs in named if len(refs) == 1), None)

    def of_version(self, version: Amount) -> Constraint | None:
        """Say that something is of a version, by its number alone: 1.1, of whatever has one."""
        refs = self._of_version(version)
        return Among(tuple(refs)) if refs else None

    def without_version(self, version: Amount) -> Constraint | None:
        """Leave out what is of a version."""
        part = self.of_version(version)
        return Not(part) if part else None

    def version_of_size(self, version: Amount, amount: Amount) -> Subjects | None:
        """The things of one family that have a version and a size: the v1.3 one with 13B."""
        role = self._domain.roles.get("size", "")
        items = {item for ref in self._of_version(version) for item in self._members(ref)}
        fitting = [i for i in self._catalog.items if i in items and amount.label in self._labels(i, role)]
        groups = {self._catalog.items[item].group for item in fitting}
        plain = amount.label and not amount.unit and len(groups) == 1
        return Subjects(tuple(Ref("item", item) for item in fitting), "and") if plain else None

    def versioned(self, version: Amount, subjects: Ref) -> Subjects | None:
        """One version of what is named behind it: the 1.1 Gemma."""
        found = self._version_in(subjects, version)
        return Subjects((found,)) if found else None

    def _of_version(self, version: Amount) -> list[Ref]:
        """Return the lines, and things outside them, whose names end in a number with decimals."""
        number = f"{version.value:g}"
        if version.label or version.unit or "." not in number:
            return []
        lines = [
            line for line in self._catalog.lines.values()
            if any(_numbers(name)[-1:] == [number] for name in line.name.values())
        ]  # fmt: skip
        held = {item for line in lines for item in line.members}
        named = {i: _SIZED.findall(_plain(item.name).lower()) for i, item in self._catalog.items.items()}
        items = [i for i, numbers in named.items() if number in numbers and i not in held]
        return [*(Ref("line", line.id) for line in lines), *(Ref("item", item) for item in items)]

    def of_size_beside(self, named: Ref, amount: Amount) -> Ref | None:
        """What a size alone stands for in the family of what was named: as if it stood behind the family's name."""
        label, role = amount.label, self._domain.roles.get("size", "")
        if not label or amount.unit or named.kind not in {"item", "group", "line"}:
            return None
        if named.kind == "item":
            beside = self.sibling_size(Subjects((named,)), amount)
            return beside.refs[-1] if beside is not None else None
        group = named.id if named.kind == "group" else self._catalog.lines[named.id].group
        pool = tuple(i for i in self._catalog.groups[group].members if label in self._labels(i, role))
        plain = plainest(pool, label, self._catalog)
        if len(plain) == 1:
            return Ref("item", plain[0])
        lines = [line.id for line in self._catalog.lines.values() if pool and set(line.members) == set(pool)]
        return Ref("line", lines[0]) if len(lines) == 1 else None

    def sibling_size(self, left: Subjects, amount: Amount, mode: str = "and") -> Subjects | None:
        """The thing of the same family and stage in another size: Falcon 7B and 40B."""
        last, role = left.refs[-1], self._domain.roles.get("size", "")
        if not amount.label or amount.unit:
            return None
        if last.kind == "line":
            return self._line_beside(left, amount.label, mode)
        if last.kind != "item":
            return None
        stage = self._catalog.items[last.id].stage
        fitting = [
            item for item in self._items_beside(last.id)
            if amount.label in self._labels(item, role) and self._catalog.items[item].stage == stage
        ]  # fmt: skip
        if len(fitting) > 1:
            own = unsized(last.id, role, self._catalog)
            fitting = [item for item in fitting if unsized(item, role, self._catalog) == own]
        if len(fitting) != 1 or fitting[0] == last.id:
            return None
        return self.join(left, Subjects((Ref("item", fitting[0]),)), mode)

    def _line_beside(self, left: Subjects, number: str, mode: str) -> Subjects | None:
        """Return the line of the same family with the same name but for this number or size: Vicuna 7B and 13B."""
        last = left.refs[-1]
        names = {name.lower() for name in self._catalog.lines[last.id].name.values()}
        for line in self._catalog.lines.values():
            beside = line.group == self._catalog.lines[last.id].group and line.id != last.id
            for other in (name.lower() for name in line.name.values() if beside):
                if number in _sized(other) and any(_differ_in_last_number(name, other) for name in names):
                    return self.join(left, Subjects((Ref("line", line.id),)), mode)
        return None

    def size_first(self, amount: Amount, right: Subjects, mode: str = "and") -> Subjects | None:
        """A size that only one thing has, before another name: 405B and Falcon 180B."""
        only = self.only_of_size(amount)
        return self.join(only, right, mode) if only else None

    def only_of_size(self, amount: Amount) -> Subjects | None:
        """The only thing of a size: 405B."""
        role = self._domain.roles.get("size", "")
        if not amount.label or amount.unit:
            return None
        fitting = [item for item in self._catalog.items if amount.label in self._labels(item, role)]
        return Subjects((Ref("item", fitting[0]),)) if len(fitting) == 1 else None

    def _pieces(self, item: str) -> list[str]:
        """Return the pieces of an item's name."""
        return _plain(self._catalog.items[item].name).casefold().replace("-", " ").split()

    def _items_beside(self, item: str) -> Sequence[str]:
        return self._catalog.groups[self._catalog.items[item].group].members


_NUMBER = re.compile(r"\d+(?:\.\d+)*")
_SIZED = re.compile(r"\d+(?:\.\d+)*(?:[a-z](?![a-z]))?")
"""A number with the letter of its scale."""


_BRACKETS = re.compile(r"\s*\([^()]*\)")


def _plain(name: str) -> str:
    """Return a name without its remark in brackets: Mistral Large 2 (24.07)."""
    return _BRACKETS.sub("", name)


def _numbers(text: str) -> list[str]:
    return _NUMBER.findall(text)


def _sized(text: str) -> set[str]:
    """Return the numbers in a name, with the letter of their scale, and plain ones in their shortest form, too."""
    found = _SIZED.findall(text)
    return {*found, *(f"{float(number):g}" for number in found if number.replace(".", "", 1).isdigit())}


def _differ_in_last_number(one: str, other: str) -> bool:
    """Say whether two names are alike but for (at most) the number that stands last in them."""
    alike = _NUMBER.sub("#", one) == _NUMBER.sub("#", other)
    return alike and _numbers(one)[:-1] == _numbers(other)[:-1]
