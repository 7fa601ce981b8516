"""What the slots of a frame say, for all shapes."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import msgspec

from chatbot.datatypes.catalog import Catalog, Domain, Ref
from chatbot.datatypes.query import (
    Among,
    And,
    Compare,
    Constraint,
    Fits,
    Has,
    Is,
    Not,
    Or,
    Quantity,
    Rank,
    Selection,
    ValueOf,
)
from chatbot.datatypes.reading import Phrase
from chatbot.understanding.builders.ground import pinned
from chatbot.understanding.frames import Frame
from chatbot.understanding.meanings import Attributes, Noun
from chatbot.understanding.shapes.hardware import changed_fits

_STATED = ("constraint", "setting", "rough")
"""Slots of what things must satisfy."""


_TUNE = "tune"
"""How something is tuned, where that is left open."""


def _trained(fits: Fits, mode: str) -> Fits:
    """Return `fits` with the way of training, unless it names one itself.

    `Can I train a 7B on a 4090 with LoRA?`: that it fits the card is read as fitting it to run; LoRA makes it train.
    """
    return msgspec.structs.replace(fits, mode=mode) if fits.mode == "run" else fits


class Slots:
    """Base of the groups of shapes: reads the slots of frames over one catalog."""

    def __init__(self, catalog: Catalog, domain: Domain) -> None:
        """Keep what types and roles attributes have."""
        self._catalog = catalog
        self._domain = domain
        self._tasks = domain.roles.get("tasks", "")
        self._resting: dict[str, set[str]] = {}
        """Attribute -> those that it decides."""
        for attribute in catalog.attributes.values():
            for basis in attribute.basis:
                self._resting.setdefault(basis, set()).add(attribute.id)

    def _type(self, attribute: str) -> str:
        """Return the type of an attribute."""
        return self._catalog.attribute(attribute).type

    def _selection(self, frame: Frame) -> Selection | None:
        ordering, per = frame.first("ordering"), frame.first("per")
        if ordering is not None and len(set(frame.meanings("ordering"))) > 1:
            return None
        rank: Rank | None = ordering.rank if ordering else None
        if rank and not rank.attribute:
            return None
        if contradicts(frame.meanings("constraint")):
            return None
        if rank and per:
            rank = Rank(rank.attribute, rank.direction, rank.first, rank.last, per.attribute)
        where = self._where(frame)
        if where is not None and not _OTHERS.isdisjoint(frame.cues):
            where = _without_compared(where)
        if frame.slots.get("wish"):  # to tune a thing oneself one must have its weights
            openness = self._domain.roles.get("openness", "")
            told = attributes_of(where) if where is not None else ()
            advice = where is not None or frame.intent.given.get("wished") == "yes"
            if not advice or not openness or self._domain.roles.get("corpus") in told:
                return None  # how much something was trained on is no wish to train it
            way = str(frame.first("wish"))
            if way != _TUNE and (where is None or changed_fits(where, lambda one: _trained(one, way)) == where):
                return None  # that it is tuned in full, or with adapters, matters for memory alone
            opened = [] if openness in told else [Is(openness)]
            where = changed_fits(
                stated([*([where] if where is not None else []), *opened]),
                lambda one: _trained(one, way),
            )
        subjects = self._subjects(frame)
        return None if self._sets_apart(where, subjects) else Selection(subjects, where, rank)

    def _sets_apart(self, statement: Constraint | None, subjects: Sequence[Ref]) -> bool:
        """Say whether a statement leaves out none of those it is about (may be done with X but not with Y)."""
        parts = statement.parts if isinstance(statement, And) else (statement,)
        gone = {item for p in parts if isinstance(p, Not) and isinstance(p.part, Among)
                for ref in p.part.subjects for item in self._members(ref)}  # fmt: skip
        return bool(gone and subjects) and gone.isdisjoint(item for ref in subjects for item in self._members(ref))

    def _subjects(self, frame: Frame) -> tuple[Ref, ...]:
        refs = [ref for subjects in frame.meanings("names") for ref in subjects.refs]
        refs += [ref for per in frame.meanings("per") for ref in per.refs]
        return tuple(dict.fromkeys(refs))

    def _told(self, frame: Frame) -> Sequence[Constraint]:
        """Return the statements that do not only repeat who made the named things (did Google publish Gemma's …)."""
        maker, parts = self._domain.roles.get("maker", ""), frame.meanings("constraint")
        makers = {self._maker(ref, maker) for ref in self._subjects(frame)}
        known = [Has(maker, value) for value in makers] if len(makers) == 1 else []
        return [part for part in _apart(parts, known) if part not in known]

    def _said_of_maker(self, frame: Frame) -> Constraint | None:
        """Return what is denied where it is the maker that does not … the named things (doesn't Google open Gemma)."""
        first, *rest = frame.meanings("constraint") or (None,)
        told = [part for part in rest if part in self._told(frame)]
        if not told or frame.slots["constraint"][0].start > frame.slots["names"][0].start:
            return None
        return Not(stated(told)) if (first,) == self._maker_denied(frame) else None

    def _maker_denied(self, frame: Frame) -> tuple[Constraint, ...]:
        """Return the statement that named things are not by their maker, as `doesn't Google` seems to say."""
        maker = self._domain.roles.get("maker", "")
        return tuple(Not(Has(maker, value)) for value in {self._maker(ref, maker) for ref in self._subjects(frame)})

    def _maker(self, ref: Ref, maker: str) -> str:
        facts = self._catalog.items[self._members(ref)[0]].facts.get(maker, ())
        return str(facts[0].value) if facts else ""

    def _members(self, ref: Ref) -> tuple[str, ...]:
        if ref.kind == "item":
            return (ref.id,)
        things = self._catalog.groups if ref.kind == "group" else self._catalog.lines
        return things[ref.id].members

    def _where(self, frame: Frame) -> Constraint | None:
        parts = [part for slot in _STATED for part in frame.meanings(slot)]
        return all_of([*parts, *(per.where for per in frame.meanings("per") if per.where is not None)])

    def _attributes(self, frame: Frame, slot: str) -> tuple[str, ...]:
        asked: list[str] = []
        for attributes in frame.meanings(slot):
            if isinstance(attributes, Attributes):
                asked += attributes.ids
        return tuple(dict.fromkeys(asked))

    def _mentioned(self, frame: Frame) -> tuple[str, ...]:
        """Attributes of the statements in a question on claims or sources."""
        return tuple(attribute for part in frame.meanings("constraint") for attribute in attributes_of(part))

    def _tasks_of(self, frame: Frame) -> list[str]:
        return list(dict.fromkeys(task for things in frame.meanings("purpose") for task in things.ids))

    def _for_more(self, selection: Selection, tasks: Sequence[str]) -> Selection:
        """Limit what is chosen for a first task to what is named for all others, too."""
        named = [Has(self._tasks, task) for task in tasks[1:]]
        if not named:
            return selection
        limits = [selection.where] if selection.where is not None else []
        return Selection(selection.subjects, stated([*limits, *named]), selection.rank)

    def _size_of(self, frame: Frame) -> float:
        """Return the bare size among the statements of a frame (13B), or 0."""
        role = self._domain.roles.get("size", "")
        for part in flat_parts(frame):
            sized = isinstance(part, Compare) and part.attribute == role and part.op == "="
            operand = getattr(part, "operand", None) if sized else None
            if isinstance(operand, Quantity) and not operand.approximate:
                return operand.value
        return 0

    def _is_size_to_fit(self, frame: Frame) -> bool:
        """Say whether a bare size is what must fit into hardware (a 70B on two of them), no limit of a set."""
        fits = any(isinstance(part, Fits) for part in flat_parts(frame))
        return fits and bool(self._size_of(frame)) and not nouns_of(frame)

    def _own_nouns(self, nouns: Sequence[str]) -> bool:
        return all(noun in {self._domain.item, self._domain.group} for noun in nouns)

    def _takes_several(self, kind: str) -> bool:
        return any(a.of == kind and a.type == "entities" for a in self._catalog.attributes.values())

    def _versions_asked(self, statement: Constraint | None, subjects: Sequence[Ref]) -> tuple[str, ...]:
        """`is there a chat version of BLOOM 7B1` asks what was made of it, or what it was made of.

        Of a family, where its members are not told apart by that.
        """
        roles = self._domain.roles
        if not isinstance(statement, Has) or statement.attribute != roles.get("stage") or "tuned" not in roles:
            return ()
        items = [self._catalog.items[item] for ref in subjects for item in self._members(ref)]
        origin = roles.get("origin", "")
        made = any(item.facts.get(origin) for item in items)
        told_apart = {item.stage for item in items} if any(ref.kind != "item" for ref in subjects) else set()
        if len(told_apart) > 1 or statement.value in told_apart or all(i.stage == statement.value for i in items):
            return ()
        if statement.value == self._catalog.attribute(statement.attribute).values[0]:
            return (origin,)  # what is not tuned was not made of it
        return (origin, roles["tuned"]) if made else (roles["tuned"],)

    def _tuned_within(self, statement: Constraint | None, subjects: Sequence[Ref]) -> bool:
        """Say whether it is asked if something is tuned whose tuned version is no other thing of the catalog."""
        stated = statement.part if isinstance(statement, Not) else statement
        if not isinstance(stated, Has) or stated.attribute != self._domain.roles.get("stage"):
            return False
        tuned = self._domain.roles.get("tuned", "")
        own = {item for ref in subjects for item in self._members(ref)}
        if any(item.base in own and item.stage == stated.value for item in self._catalog.items.values()):
            return False
        facts = (fact for item in own for fact in self._catalog.items[item].facts.get(tuned, ()))
        return any(stated.value in str(fact.value).casefold() for fact in facts)

    def _told_of(self, asked: tuple[str, ...], subjects: Sequence[Ref]) -> tuple[str, ...]:
        """Return what is asked; `what is new in v0.3 against v0.1` asks for all that differs where no notes tell it."""
        items = [self._catalog.items[item] for ref in subjects for item in self._members(ref)]
        noted = any(item.facts.get(name) for name in asked for item in items)
        return asked if noted or asked != (self._domain.roles.get("changes"),) else ()

    def _narrows(self, frame: Frame) -> bool:
        """`open Falcon`, `Falcon under 10B`: a statement before a family, or on sizes, picks some of its members."""
        parts, names = frame.slots.get("constraint", ()), frame.slots["names"]
        if not parts or all(ref.kind == "item" for ref in self._subjects(frame)):
            return False
        return parts[0].end <= names[0].start or any(self._bounds_size(part.meaning) for part in parts)

    def _bounds_size(self, statement: Constraint) -> bool:
        """Say whether a statement tells, perhaps beside something else, between which sizes something is."""
        if isinstance(statement, Not):
            return self._bounds_size(statement.part)
        if isinstance(statement, And):
            return any(self._bounds_size(part) for part in statement.parts)
        size = self._domain.roles.get("size")
        return isinstance(statement, Compare) and statement.attribute == size and statement.op != "="


_OTHERS = frozenset({"else_word", "other_word"})
"""Terms for what is not that which was named."""
BARE = frozenset({"entity", "term", "and", "or", "comma"})


def leaves(phrase: Phrase) -> tuple[Phrase, ...]:
    """Return the mentions that a phrase was built of."""
    if not phrase.parts:
        return (phrase,)
    return tuple([leaf for part in phrase.parts for leaf in leaves(part)])


def nouns_of(frame: Frame) -> list[str]:
    """Return the kinds of things that the nouns of a question stand for."""
    return [noun.kind for noun in frame.meanings("noun") if isinstance(noun, Noun)]


def counted(frame: Frame) -> bool:
    """Say whether a number right beside a word seems to count it (7B context, context under 8K): it is not asked."""
    stated, asked = frame.slots.get("constraint", ()), frame.slots.get("attributes", ())
    if not stated or not asked or frame.slots.get("names"):
        return False
    parts = [part for part in stated if any(leaf.category == "number" for leaf in leaves(part))]
    starts, ends = {part.start for part in parts}, {part.end for part in parts}
    return any(p.start in ends or p.end in starts for p in asked)


def first_of_opposites(statement: Constraint, alike: Collection[str] = ()) -> Constraint:
    """`commercial use possible or not`: of a statement and its opposite, the statement is asked.

    Args:
        statement: what is asked.
        alike: attributes whose opposites are one another's (still usable over the API, or is it gone).

    """
    if isinstance(statement, Or) and len(statement.parts) == 2:
        first, second = (_as_one(part, alike) for part in statement.parts)
        if Not(first) == second or first == Not(second):
            return statement.parts[0]
    return statement


def _as_one(part: Constraint, alike: Collection[str]) -> Constraint:
    """Return a statement with one attribute for all of those that are alike."""
    if isinstance(part, Not):
        return Not(_as_one(part.part, alike))
    return Is(min(alike)) if isinstance(part, Is) and part.attribute in alike else part


def _apart(parts: Sequence[Constraint], known: Sequence[Constraint]) -> list[Constraint]:
    """Return statements, those that are joined to what is known one by one (does Google still offer it)."""
    joined = (
        part.parts if isinstance(part, And) and any(one in known for one in part.parts) else (part,) for part in parts
    )
    return [one for each in joined for one in each]


def topic_id(said: str) -> str:
    """Return the section that a topic means: behind a colon stands that not the asker's leave is asked for."""
    return said.partition(":")[0]


def all_of(parts: Sequence[Constraint]) -> Constraint | None:
    """Return the statement that all parts hold; None without parts."""
    return stated(parts) if parts else None


def contradicts(parts: Sequence[Constraint]) -> bool:
    """Say whether something is stated and denied at once: then one of the two was not meant for the set."""
    flat = [inner for part in parts for inner in (part.parts if isinstance(part, And) else (part,))]
    return len(flat) > 1 and (any(Not(part) in flat for part in flat) or pinned(flat))


def stated(parts: Sequence[Constraint]) -> Constraint:
    """Return the statement that all parts hold, without an and inside an and."""
    flat = [*dict.fromkeys(inner for part in parts for inner in (part.parts if isinstance(part, And) else (part,)))]
    valued = {part.attribute for part in flat if isinstance(part, Has)}
    flat = [part for part in flat if not (isinstance(part, Is) and part.attribute in valued)]  # the value says more
    return flat[0] if len(flat) == 1 else And(tuple(flat))


def attributes_of(part: Constraint) -> tuple[str, ...]:
    """Return the attributes that a statement is about, in order."""
    if isinstance(part, Not):
        return attributes_of(part.part)
    parts = getattr(part, "parts", None)
    if parts is not None:
        return tuple(attribute for inner in parts for attribute in attributes_of(inner))
    attribute = getattr(part, "attribute", "")
    return (attribute,) if attribute else ()


def flat_parts(frame: Frame) -> tuple[Constraint, ...]:
    """Return the statements of a frame one by one."""
    return tuple(
        part for whole in frame.meanings("constraint") for part in (whole.parts if isinstance(whole, And) else (whole,))
    )


def _without_compared(where: Constraint) -> Constraint:
    """Leave out what others are compared with (what else has the licence of X)."""
    parts = where.parts if isinstance(where, And) else (where,)
    alike = [part.operand for part in parts if isinstance(part, Compare) and isinstance(part.operand, ValueOf)]
    compared = tuple(dict.fromkeys([value.subject for value in alike if not value.factor]))
    return stated([where, Not(Among(compared))]) if compared else where
