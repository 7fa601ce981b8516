"""From a filled frame to the query it means; None where the slots do not make sense together.

The names of these functions are what `shape:` in intents.yaml refers to.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from chatbot.datatypes.catalog import Catalog, Domain, Ref
from chatbot.datatypes.query import (
    Aggregate,
    And,
    Check,
    Cite,
    Claims,
    CompareItems,
    Conditions,
    Constraint,
    Contest,
    CountItems,
    Define,
    Describe,
    Difference,
    Explain,
    Has,
    Is,
    Known,
    ListEntities,
    ListItems,
    ListValues,
    Lookup,
    Meta,
    Not,
    Query,
    Rank,
    Recommend,
    Selection,
)
from chatbot.datatypes.reading import Phrase
from chatbot.understanding.frames import Frame
from chatbot.understanding.meanings import Attributes, Noun, Subjects

Shape = Callable[[Frame], Query | None]


class Shapes:
    """Shapes over one catalog and its default domain."""

    def __init__(self, catalog: Catalog, domain: Domain) -> None:
        """Keep what types and roles attributes have."""
        self._catalog = catalog
        self._domain = domain
        self._tasks = domain.roles.get("tasks", "")

    def table(self) -> dict[str, Shape]:
        """Return shape name -> function."""
        names = [name for name in dir(self) if name.startswith("shape_")]
        return {name.removeprefix("shape_"): getattr(self, name) for name in names}

    # --- sets ---

    def shape_list(self, frame: Frame) -> Query | None:
        """Items of a set, or families."""
        nouns = _nouns(frame)
        if not self._own_nouns(nouns):
            return None
        ordering = frame.first("ordering")
        if not nouns and not frame.cues - {"what"} and not ordering and not self._lists_without_cue(frame):
            return None
        bare = not (frame.slots.get("constraint") or ordering)
        if bare and not (nouns and (frame.cues or frame.slots.get("names"))):
            return None
        if bare and "which" not in frame.cues and "list" not in frame.cues and "exist" not in frame.cues:
            if not frame.slots.get("names"):
                return None
        selection = self._selection(frame)
        if selection is None:
            return None
        level = "group" if self._domain.group in nouns else "item"
        return ListItems(selection, self._attributes(frame, "shown"), level)

    def _lists_without_cue(self, frame: Frame) -> bool:
        """Without a question word, only a statement that is more than a value's name lists."""
        parts = frame.slots.get("constraint", ())
        if frame.slots.get("names"):
            return self._narrows(frame)
        things = [leaf.meaning for part in parts for leaf in leaves(part) if leaf.category == "entity"]
        if len(things) > 1 or any(self._takes_several(one.kind) for one in things):
            return True
        return any(leaf.category not in _BARE for part in parts for leaf in leaves(part))

    def _takes_several(self, kind: str) -> bool:
        return any(a.of == kind and a.type == "entities" for a in self._catalog.attributes.values())

    def shape_versions(self, frame: Frame) -> Query | None:
        """All members of named families."""
        if "difference" in frame.cues:
            subjects = self._subjects(frame)
            return CompareItems(subjects) if subjects else None
        if "how_many" in frame.cues:
            return self.shape_count(frame)
        selection = self._selection(frame)
        return ListItems(selection) if selection else None

    def shape_count(self, frame: Frame) -> Query | None:
        """A number of things."""
        nouns = _nouns(frame)
        asked = self._attributes(frame, "attributes")
        if not self._own_nouns(nouns) or len(asked) > 1:
            return None
        selection = self._selection(frame)
        if selection is None:
            return None
        per = frame.first("per")
        if asked:
            kind = self._type(asked[0])
            if kind not in {"entity", "entities", "choice", "choices"} or nouns and not frame.slots.get("constraint"):
                return None
            return CountItems(selection, asked[0], per.attribute if per else "")
        if not (nouns or frame.slots.get("constraint") or frame.slots.get("names")):
            return None
        of = "group" if self._domain.group in nouns else "item"
        return CountItems(selection, of, per.attribute if per else "")

    def shape_values(self, frame: Frame) -> Query | None:
        """Different values of one attribute in a set."""
        asked = self._attributes(frame, "attributes")
        if len(asked) != 1 or not self._own_nouns(_nouns(frame)) or frame.slots.get("names"):
            return None
        if self._type(asked[0]) not in {"entity", "entities", "choice", "choices"}:
            return None
        if not frame.cues and not frame.slots.get("constraint") and asked[0] != self._domain.roles.get("maker"):
            return None
        selection = self._selection(frame)
        return ListValues(selection, asked[0]) if selection else None

    def shape_kinds(self, frame: Frame) -> Query | None:
        """All things of a kind."""
        return ListEntities(frame.first("kind").kind)

    def shape_aggregate(self, frame: Frame) -> Query | None:
        """A figure over a set."""
        total, per = frame.first("total"), frame.first("per")
        selection = self._selection(frame)
        if selection is None or not self._own_nouns(_nouns(frame)):
            return None
        return Aggregate(selection, total.function, total.attribute, per.attribute if per else "")

    # --- facts ---

    def shape_lookup(self, frame: Frame) -> Query | None:
        """Values of attributes for named or described items."""
        asked = self._attributes(frame, "attributes")
        described = any(frame.slots.get(slot) for slot in ("names", "constraint", "ordering"))
        if not described or not self._own_nouns(_nouns(frame)) or frame.slots.get("topic"):
            return None
        if not frame.slots.get("names") and not frame.slots.get("ordering") and not _nouns(frame):
            return None
        if frame.slots.get("names") and not self._adjectival(frame):
            return None
        types = [self._type(name) for name in asked]
        if "truth" in types and not frame.slots.get("names") and not frame.slots.get("ordering"):
            return None  # `models with tool use` states it
        if any(p.start == o.end for o in frame.slots.get("ordering", ()) for p in frame.slots["attributes"]):
            return None  # `longest output` orders by what follows, it does not ask for it
        selection = self._selection(frame)
        if selection is None:
            return None
        if len(asked) == 1 and not frame.slots.get("constraint") and frame.slots.get("names"):
            attribute = self._catalog.attributes[asked[0].partition(":")[0]]
            if attribute.type == "truth":
                return Check(selection, Is(attribute.id))
        return Lookup(selection, asked)

    def _adjectival(self, frame: Frame) -> bool:
        """Statements beside named things in a question for values only narrow these: they stand before the name."""
        parts, names = frame.slots.get("constraint", ()), frame.slots["names"]
        return not parts or ("yes_no" not in frame.cues and all(part.end <= names[0].start for part in parts))

    def shape_event(self, frame: Frame) -> Query | None:
        """A question word and a distant word that together ask for an attribute: when was … retired."""
        asked = self._attributes(frame, "attributes")
        word, attribute = frame.first("event")
        if asked:
            if asked not in {(word,), (attribute,)}:
                return None
        elif word not in frame.cues:
            return None
        if not frame.slots.get("names"):
            return Lookup(Selection(), (attribute,)) if frame.intent.given.get("open") else None
        if not self._own_nouns(_nouns(frame)):
            return None
        return Lookup(Selection(self._subjects(frame)), (attribute,))

    def shape_check(self, frame: Frame) -> Query | None:
        """A statement about named things, or about any or all of a set."""
        mode = frame.intent.given.get("mode", "each")
        nouns = _nouns(frame)
        if not self._own_nouns(nouns):
            return None
        subjects = self._subjects(frame)
        if mode == "all" and "yes_no" not in frame.cues or (frame.slots.get("attributes") and "yes_no" not in frame.cues):
            return None
        if mode == "each" or subjects:
            statement = self._where(frame)
            if statement is None or (mode == "each" and nouns and not frame.cues):
                return None
            if not self._about(statement, self._attributes(frame, "attributes")):
                return None
            if not frame.cues and self._narrows(frame):
                return None
            if "forbid" in frame.cues:
                statement = Not(statement)
            return Check(Selection(subjects), statement, "each" if mode == "each" else mode)
        if mode == "any":
            statement = self._where(frame)
            return Check(Selection(), statement, "any") if statement else None
        return self._check_all(frame)

    def _narrows(self, frame: Frame) -> bool:
        """`open Falcon`: a statement before the name of a family picks some of its members."""
        parts, names = frame.slots.get("constraint", ()), frame.slots["names"]
        return bool(parts) and parts[-1].end <= names[0].start and any(ref.kind != "item" for ref in self._subjects(frame))

    def _about(self, statement: Constraint, attributes: Sequence[str]) -> bool:
        """Say whether nouns beside a statement (`are the weights downloadable`) are what the statement is about."""
        stated = set(_attributes_of(statement))
        near = stated | {basis for name in stated for basis in self._catalog.attributes[name].basis}
        near |= {name for name in self._catalog.attributes if stated & set(self._catalog.attributes[name].basis)}
        return all(attribute in near for attribute in attributes)

    def _check_all(self, frame: Frame) -> Query | None:
        """`are all Apache models multilingual`: what stands before the noun describes the set, the rest is stated of it."""
        nouns = frame.slots.get("noun", ())
        parts = frame.slots.get("constraint", ())
        if not nouns or not parts:
            return None
        before = [p.meaning for p in parts if p.end <= nouns[0].start]
        after = [p.meaning for p in parts if p.start >= nouns[0].end]
        if not after:
            return None
        if len(after) > 1 and not before:
            before, after = after[:-1], after[-1:]
        return Check(Selection((), _all(before)), _stated(after), "all")

    def shape_check_rank(self, frame: Frame) -> Query | None:
        """`is BLOOM the largest open model`: no reading yet."""
        return None

    def shape_lookup_open(self, frame: Frame) -> Query | None:
        """Values of attributes of something the conversation must tell."""
        asked = self._attributes(frame, "attributes")
        if len(asked) == 1 and self._type(asked[0]) == "truth":
            return Check(Selection(), Is(asked[0]))
        return Lookup(Selection(), asked)

    def shape_check_open(self, frame: Frame) -> Query | None:
        """A statement about something the conversation must tell."""
        statement = self._where(frame)
        return Check(Selection(), statement) if statement else None

    def shape_check_public(self, frame: Frame) -> Query | None:
        """Whether something is published: its own truth attribute where there is one, else whether its value is known."""
        (asked, *more) = self._attributes(frame, "attributes")
        if more or not {"yes_no", "why"} & frame.cues or asked not in self._catalog.attributes:
            return None
        attribute = self._catalog.attributes[asked]
        near = [*attribute.related, *(a.id for a in self._catalog.attributes.values() if asked in a.basis)]
        truths = [name for name in near if self._catalog.attributes[name].type == "truth"]
        statement: Constraint = Is(truths[0]) if truths else Known(asked)
        subjects = Selection(self._subjects(frame))
        return Explain(subjects, statement) if "why" in frame.cues else Check(subjects, statement)

    def shape_check_comparison(self, frame: Frame) -> Query | None:
        """Whether, or why, one thing has more than another."""
        left, statement = frame.first("comparison")
        selection = Selection(left.refs)
        return Explain(selection, statement) if "why" in frame.cues else Check(selection, statement)

    def shape_thing_check(self, frame: Frame) -> Query | None:
        """A statement about a licence or another thing that has facts of its own."""
        subjects, statement = self._things(frame), self._where(frame)
        if statement is None or not subjects or frame.slots["constraint"][0].start < frame.slots["things"][0].start:
            return None
        if not set(_attributes_of(statement)) <= {*self._licensed(), self._domain.roles.get("usable")}:
            return None
        return Check(Selection(subjects), self._own_terms(statement))

    def shape_thing_explain(self, frame: Frame) -> Query | None:
        """Why a statement holds of a licence."""
        statement = self._where(frame)
        if statement is None or set(_attributes_of(statement)) - {*self._licensed(), self._domain.roles.get("usable")}:
            return None
        return Explain(Selection(self._things(frame)), self._own_terms(statement))

    def shape_most_things(self, frame: Frame) -> Query | None:
        """Which value of an attribute has the most items."""
        (asked, *more) = self._attributes(frame, "attributes")
        if more or self._type(asked) not in {"entity", "choice"}:
            return None
        return CountItems(Selection((), self._where(frame)), "item", asked)

    def shape_cite_general(self, frame: Frame) -> Query | None:
        """Where the catalog's facts come from."""
        return Meta("sources")

    def _things(self, frame: Frame) -> tuple[Ref, ...]:
        things = frame.first("things")
        return tuple(Ref(things.kind, identity) for identity in things.ids)

    def _licensed(self) -> set[str]:
        """Return the truth attributes that follow from the terms."""
        terms = self._domain.roles.get("terms", "")
        return {a.id for a in self._catalog.attributes.values() if terms in a.basis and a.type == "truth"}

    def _own_terms(self, statement: Constraint) -> Constraint:
        """Of a licence itself, an attribute that follows from weights and terms asks for the part of the terms."""
        return statement

    def shape_explain(self, frame: Frame) -> Query | None:
        """Why a statement holds of named things."""
        statement = self._where(frame)
        subjects = self._subjects(frame)
        if statement is None or not subjects:
            return None
        return Explain(Selection(subjects), Not(statement) if "forbid" in frame.cues else statement)

    def shape_suits(self, frame: Frame) -> Query | None:
        """Whether named things are named for tasks."""
        subjects, tasks = self._subjects(frame), self._tasks_of(frame)
        if not self._tasks or not subjects or not tasks:
            return None
        return Check(Selection(subjects), _stated([Has(self._tasks, task) for task in tasks]))

    # --- one against another ---

    def shape_contest(self, frame: Frame) -> Query | None:
        """Which of several is first in an order."""
        subjects = self._subjects(frame)
        comparative, ordering = frame.first("comparative"), frame.first("ordering")
        if len(subjects) < 2 or (comparative is None) == (ordering is None):
            return None
        if any(asked != comparative.attribute for asked in self._attributes(frame, "attributes") if comparative):
            return None
        if comparative is not None:
            return Contest(subjects, comparative.attribute, comparative.direction)
        rank: Rank = ordering.rank
        joined = frame.first("names")
        if (rank.first, rank.last) != (1, 1) or not isinstance(joined, Subjects):
            return None
        return Contest(subjects, rank.attribute, rank.direction)

    def shape_compare(self, frame: Frame) -> Query | None:
        """Named things side by side."""
        subjects = self._subjects(frame)
        if not subjects or (len(subjects) < 2 and "compare" not in frame.cues and "difference" not in frame.cues):
            return None
        if len(subjects) == 1 and subjects[0].kind == "item":
            return None
        return CompareItems(subjects, self._attributes(frame, "attributes"))

    def shape_choose(self, frame: Frame) -> Query | None:
        """Which of several for a task, or without a criterion."""
        subjects = self._subjects(frame)
        joined = frame.slots.get("names", ())
        if len(subjects) < 2 or not self._own_nouns(_nouns(frame)):
            return None
        if not any(p.meaning.mode in {"or", "versus"} for p in joined) and not {"which", "better"} & frame.cues:
            return None
        tasks = self._tasks_of(frame)
        where = self._where(frame)
        if where is not None and not tasks:
            return None
        if len(tasks) > 1:
            return None
        return Recommend(Selection(subjects, where), tasks[0] if tasks else "")

    def shape_difference(self, frame: Frame) -> Query | None:
        """How much more one has than the other."""
        gap, left, right = frame.first("gap")
        return Difference(left, right, gap.attribute)

    # --- terms, texts, talk ---

    def shape_conditions(self, frame: Frame) -> Query | None:
        """What licences require."""
        things = frame.first("license")
        subjects = self._subjects(frame) + (tuple(Ref("license", i) for i in things.ids) if things else ())
        users, topic = frame.first("users"), frame.first("topic")
        if len(set(frame.meanings("topic"))) > 1:
            return None
        asked = self._attributes(frame, "attributes")
        allowed = {self._domain.roles.get("terms"), self._domain.roles.get("usable")}
        if not subjects or any(attribute not in allowed for attribute in asked):
            return None
        where = self._where(frame)
        if where is not None and where != Is(self._domain.roles.get("usable", "")):
            return None
        return Conditions(subjects, topic or "", users.value if users else 0)

    def shape_recommend(self, frame: Frame) -> Query | None:
        """Items for a task, or a question back where no task is named."""
        if not self._own_nouns(_nouns(frame)):
            return None
        tasks = self._tasks_of(frame)
        selection = self._selection(frame)
        if selection is None or (len(tasks) > 1 and not self._tasks):
            return None
        if len(tasks) > 1:
            named = [Has(self._tasks, task) for task in tasks[1:]]
            where = _stated([*([selection.where] if selection.where else []), *named])
            selection = Selection(selection.subjects, where, selection.rank)
        asking = {"recommend", "best", "which", "should"} & frame.cues
        if frame.slots.get("names") and (not asking or (not tasks and frame.slots.get("constraint"))):
            return None
        return Recommend(selection, tasks[0] if tasks else "")

    def shape_describe(self, frame: Frame) -> Query | None:
        """Tell about named things."""
        things = frame.first("things")
        subjects = self._subjects(frame) + (tuple(Ref(things.kind, i) for i in things.ids) if things else ())
        if things and not frame.cues and (len(things.ids) > 1 or self._takes_several(things.kind)):
            return None
        if not subjects or not self._own_nouns(_nouns(frame)) or (things and len(subjects) > len(things.ids)):
            return None
        if things and frame.slots.get("noun"):
            return None
        if things and things.kind == "term":
            return Define(tuple(Ref("term", i) for i in things.ids)) if len(subjects) == len(things.ids) else None
        return Describe(subjects)

    def shape_define(self, frame: Frame) -> Query | None:
        """What terms mean."""
        parts = frame.meanings("terms")
        refs = tuple(Ref("term", i) for things in parts for i in things.ids)
        compared = "difference" in frame.cues or "versus" in frame.cues
        if compared != (len(refs) > 1) and (compared or len(parts) > 1):
            return None
        return Define(refs)

    def shape_claims(self, frame: Frame) -> Query | None:
        """What the founding article says."""
        subjects = self._subjects(frame)
        asked = self._attributes(frame, "attributes") + self._mentioned(frame)
        near = [name for attribute in asked if attribute in self._catalog.attributes for name in self._near(attribute)]
        return Claims(subjects, tuple(dict.fromkeys([*asked, *near]))) if subjects else None

    def _near(self, attribute: str) -> tuple[str, ...]:
        known = self._catalog.attributes[attribute]
        return known.basis + known.related

    def shape_cite(self, frame: Frame) -> Query | None:
        """Where facts come from."""
        subjects = self._subjects(frame)
        if not subjects:
            return None
        asked = self._attributes(frame, "attributes") + self._mentioned(frame)
        return Cite(Selection(subjects), tuple(dict.fromkeys(asked)))

    def shape_meta(self, frame: Frame) -> Query | None:
        """Talk about the bot."""
        topic = frame.intent.given["topic"]
        subjects = self._subjects(frame)
        if topic == "help" and (subjects or frame.slots.get("things")):
            topic = "topics"
        return Meta(topic, subjects if topic == "topics" else ())

    # --- helpers ---

    def _type(self, attribute: str) -> str:
        """Return the type of an attribute; `scores:benchmark` names one benchmark of an attribute."""
        return self._catalog.attributes[attribute.partition(":")[0]].type

    def _selection(self, frame: Frame) -> Selection | None:
        ordering, per = frame.first("ordering"), frame.first("per")
        rank: Rank | None = ordering.rank if ordering else None
        if rank and not rank.attribute:
            return None
        if rank and per:
            rank = Rank(rank.attribute, rank.direction, rank.first, rank.last, per.attribute)
        return Selection(self._subjects(frame), self._where(frame), rank)

    def _subjects(self, frame: Frame) -> tuple[Ref, ...]:
        refs = [ref for subjects in frame.meanings("names") for ref in subjects.refs]
        return tuple(dict.fromkeys(refs))

    def _where(self, frame: Frame) -> Constraint | None:
        return _all(list(frame.meanings("constraint")))

    def _attributes(self, frame: Frame, slot: str) -> tuple[str, ...]:
        asked: list[str] = []
        for attributes in frame.meanings(slot):
            if isinstance(attributes, Attributes):
                asked += attributes.ids
        return tuple(dict.fromkeys(asked))

    def _mentioned(self, frame: Frame) -> tuple[str, ...]:
        """Attributes of the statements in a question on claims or sources."""
        return tuple(attribute for part in frame.meanings("constraint") for attribute in _attributes_of(part))

    def _tasks_of(self, frame: Frame) -> list[str]:
        return [task for things in frame.meanings("purpose") for task in things.ids]

    def _own_nouns(self, nouns: Sequence[str]) -> bool:
        return all(noun in {self._domain.item, self._domain.group} for noun in nouns)


_BARE = frozenset({"entity", "and", "or", "comma"})


def leaves(phrase: Phrase) -> tuple[Phrase, ...]:
    """Return the mentions that a phrase was built of."""
    if not phrase.parts:
        return (phrase,)
    return tuple(leaf for part in phrase.parts for leaf in leaves(part))


def _nouns(frame: Frame) -> list[str]:
    return [noun.kind for noun in frame.meanings("noun") if isinstance(noun, Noun)]


def _all(parts: Sequence[Constraint]) -> Constraint | None:
    return _stated(parts) if parts else None


def _stated(parts: Sequence[Constraint]) -> Constraint:
    flat = [inner for part in parts for inner in (part.parts if isinstance(part, And) else (part,))]
    return flat[0] if len(flat) == 1 else And(tuple(flat))


def _attributes_of(part: Constraint) -> tuple[str, ...]:
    if isinstance(part, Not):
        return _attributes_of(part.part)
    parts = getattr(part, "parts", None)
    if parts is not None:
        return tuple(attribute for inner in parts for attribute in _attributes_of(inner))
    attribute = getattr(part, "attribute", "")
    return (attribute,) if attribute else ()
