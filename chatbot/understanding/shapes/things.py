"""Licences and other things: their statements, terms and descriptions."""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.datatypes.catalog import Ref
from chatbot.datatypes.query import (
    And,
    Check,
    Conditions,
    Constraint,
    Define,
    Describe,
    Explain,
    Has,
    Is,
    ListValues,
    Lookup,
    Not,
    Query,
    Selection,
)
from chatbot.understanding.builders.ground import any_of
from chatbot.understanding.frames import Frame
from chatbot.understanding.meanings import Things
from chatbot.understanding.shapes.clauses import ASKERS, NO_LEAVE, ClauseSlots
from chatbot.understanding.shapes.of_all import left_out
from chatbot.understanding.shapes.slots import all_of, attributes_of, leaves, nouns_of, topic_id

_LEAVE = frozenset({"may_word", "used_for", "leave_for"})
"""Cues with which leave is sought to use something."""
_LEAVE_ONLY = "leave_for"
"""The one among them that asks for nothing else: what is allowed for a task need not be good at it."""
_PAST = frozenset({"what", "what_do", "which", "when", "who"})
"""Words that ask for what was done, not whether it may be done."""
_WHETHER = frozenset({"yes_no", "may_word"})
"""Words that ask whether one may, also within a phrase (may outputs be used to train)."""
_VALUE = "value"
_TERM = "term"
_AMONG = "between"
_IN_GENERAL = "conditions"
"""The section that sums up on what conditions something may be used."""


class ThingShapes(ClauseSlots):
    """Licences and other things: their statements, terms and descriptions."""

    def shape_thing_check(self, frame: Frame) -> Query | None:
        """A statement about a licence or another thing that has facts of its own."""
        subjects, statement = self._things(frame), self._where(frame)
        if statement is None or not subjects or not self._own_nouns(nouns_of(frame)):
            return None
        things, told = frame.slots["things"][0], frame.slots["constraint"][0]
        product = bool(frame.slots.get("purpose") or frame.slots.get("noun"))
        asked = "yes_no" in frame.cues
        if told.start < things.start and not (asked and subjects[0].kind == self._terms_kind()):
            return None
        if product and not (asked and statement == Is(self._domain.roles.get("usable", ""))):
            return None  # only what is made with it and sold may stand beside the terms
        if subjects[0].kind != self._terms_kind() and self._is_use(statement):
            return None  # what may be used for what only terms say
        statement = self._of_terms(statement) if subjects[0].kind == self._terms_kind() else statement
        stated = set(attributes_of(statement))
        if self._domain.roles.get("usable") in stated and self._is_term(subjects):
            return None  # words of the glossary are not used under terms
        if not stated or not stated <= {*self._licensed(), self._domain.roles.get("usable")}:
            return None
        return Check(Selection(subjects), self._own_terms(statement))

    def _of_terms(self, statement: Constraint) -> Constraint:
        """Return what may be asked of terms: whether these are open (Apache 2.0 is), which have no weights."""
        openness, terms = self._domain.roles.get("openness", ""), self._domain.roles.get("terms", "")
        if not openness or statement != Is(openness):
            return statement
        wanted, known = {terms, *self._catalog.attribute(openness).basis}, self._catalog.attributes.values()
        both = (a for a in known if wanted <= {*a.basis} and a.type == "truth")
        return next((Is(attribute.id) for attribute in both), statement)

    def _terms_kind(self) -> str:
        terms = self._domain.roles.get("terms", "")
        return self._catalog.attribute(terms).of if terms else ""

    def _is_term(self, subjects: tuple[Ref, ...]) -> bool:
        return any(not self._catalog.entities[ref.kind][ref.id].sections for ref in subjects)

    def shape_thing_explain(self, frame: Frame) -> Query | None:
        """Why a statement holds of a licence."""
        statement = self._where(frame)
        if statement is None or set(attributes_of(statement)) - {*self._licensed(), self._domain.roles.get("usable")}:
            return None
        return Explain(Selection(self._things(frame)), self._own_terms(statement))

    def _things(self, frame: Frame) -> tuple[Ref, ...]:
        things = frame.first("things")
        return tuple(Ref(things.kind, identity) for identity in things.ids)

    def _licensed(self) -> set[str]:
        """Return the attributes that follow from the terms: truths, and of which kind they are."""
        terms = self._domain.roles.get("terms", "")
        told = (a for a in self._catalog.attributes.values() if terms in a.basis)
        return {a.id for a in told if a.type in {"truth", "entity"}}

    def _own_terms(self, statement: Constraint) -> Constraint:
        """Of a licence itself, an attribute that follows from weights and terms asks for the part of the terms."""
        return statement

    def shape_conditions(self, frame: Frame) -> Query | None:
        """What licences require."""
        things = frame.first("license")
        subjects = self._subjects(frame) + (tuple(Ref(things.kind, i) for i in things.ids) if things else ())
        users, topics = frame.first("users"), self._topics(frame)
        asked = self._attributes(frame, "attributes")
        beside = ("tuned", "hosted") if topics else ()
        allowed = {self._domain.roles.get(role) for role in ("terms", "usable", *beside)}
        if any(attribute not in allowed for attribute in asked) or not self._own_nouns(nouns_of(frame)):
            return None
        if "exist" in frame.cues and nouns_of(frame):
            return None  # `is there a model that may be hosted` asks for one of a set
        told = self._told(frame)
        origins = [refs for refs in map(self._origins_in, told) if refs] if not subjects else []
        subjects += tuple(ref for refs in origins for ref in refs)
        said = [part for part in told if not (origins and self._origins_in(part))]
        said = [part for part in said if not self._names_steward(part, subjects)]
        if any(part != Is(self._domain.roles.get("usable", "")) for part in said):
            return None
        if bool(subjects) == (frame.intent.given.get("open") == "yes"):
            return None
        limited = bool(said) or self._domain.roles.get("usable") in asked
        if not self._asks_terms(frame, topics, limited):
            return None
        foreign = self._foreign_terms(frame)
        if foreign is not None:
            return foreign
        clause = self._clause(frame) if "yes_no" in frame.cues and not limited else ""
        if clause:
            return Check(Selection(subjects), Not(Is(clause)) if frame.turns % 2 else Is(clause))
        whether, denied = self._asks_leave(frame, topics, limited=limited), "forbid" in frame.cues
        topics += [_IN_GENERAL] if topics and limited else []
        first, besides = (topics[0], tuple(topics[1:])) if topics else ("", ())
        return Conditions(subjects, first, users.value if users else 0, besides, whether, denied=whether and denied)

    def shape_conditions_of_task(self, frame: Frame) -> Query | None:
        """Whether the terms allow a task: what they say of it, and all that they forbid."""
        things, tasks = frame.first("license"), self._tasks_of(frame)
        subjects = self._subjects(frame) + (tuple(Ref(things.kind, i) for i in things.ids) if things else ())
        attributes = self._attributes(frame, "attributes")
        terms = attributes == (self._domain.roles.get("terms"),) or (bool(things) and not attributes)
        stated = {name for part in frame.meanings("constraint") for name in attributes_of(part)}
        if stated - {self._domain.roles.get("usable")}:
            return None
        leave = _LEAVE_ONLY in frame.cues and not stated
        terms = terms or leave or (bool(_LEAVE & frame.cues) and self._ruled(subjects, tasks))
        if not terms or not subjects or len(set(tasks)) != 1 or not self._own_nouns(nouns_of(frame)):
            return None
        asked = bool({"yes_no", *_LEAVE} & frame.cues) and not {"what", "what_do", "forbids"} & frame.cues
        use = self._use_of(tasks)
        if asked and self._ruled(subjects, tasks):
            return Check(Selection(subjects), Not(Is(use)) if frame.turns % 2 else Is(use))
        whether = asked and frame.turns % 2 == 0
        return Conditions(subjects, frame.intent.given["topic"], whether=whether, task=tasks[0])

    def _foreign_terms(self, frame: Frame) -> Query | None:
        """Return the check that named things are under named terms, where none of them is: then nothing else counts."""
        things, subjects, terms = frame.first("license"), self._subjects(frame), self._domain.roles.get("terms", "")
        items = [self._catalog.items[item] for ref in subjects for item in self._members(ref)]
        own = {str(fact.value) for item in items for fact in item.facts.get(terms, ())}
        if not things or not items or own & set(things.ids):
            return None
        return Check(Selection(subjects), any_of([Has(terms, name) for name in things.ids]))

    def _topics(self, frame: Frame) -> list[str]:
        """Return the sections asked for, without those that another only mentions (to train models with outputs)."""
        topics, given = sorted({topic_id(said) for said in frame.meanings("topic")}), frame.intent.given
        mentioned, implied = given.get("mentioned", "").split(), given.get("said", "").split()
        return [topic for topic in topics if topic not in mentioned] or topics or implied

    def _asks_terms(self, frame: Frame, topics: Sequence[str], limited: bool) -> bool:
        """Say whether the terms are asked for, not only whether they allow a use (`does it allow commercial use`)."""
        if "obligations" in frame.cues or "separately" in frame.cues:
            return True
        if _PAST & frame.cues and " ".join(topics) == frame.intent.given.get("done") and not limited:
            return bool(frame.slots.get("license") or frame.slots.get("attributes"))  # `what was it tuned on`
        refused = set(topics) & set(frame.intent.given.get("refuses", "").split())
        if refused and (limited or (len(topics) > 1 and "yes_no" in frame.cues)):
            return False  # `is it forbidden to …` says how the rest is asked
        if "allows" not in frame.cues or frame.slots.get("users"):
            return True
        if topics and "allows" in frame.intent.cues and "yes_no" in frame.cues:
            return False  # then it is asked whether they allow that
        return bool(topics) or (not limited and bool({"what", "what_do", "describe"} & frame.cues))

    def _asks_leave(self, frame: Frame, topics: Sequence[str], *, limited: bool = False) -> bool:
        """Say whether it is asked if one may do something: on some topics the terms give or refuse leave."""
        permits = frame.intent.given.get("permits", "").split()
        inside = {leaf.category for part in frame.slots.get("topic", ()) for leaf in leaves(part)}
        whether = bool(_WHETHER & (frame.cues | inside))
        asked = whether != ("forbid" in frame.cues)  # of both words, one may turn the other round
        asked = asked and not NO_LEAVE & frame.cues
        makers = [part for part in frame.meanings("constraint") if isinstance(part, Has)]
        if (makers and not limited) or any(topic_id(said) != said for said in frame.meanings("topic")):
            return False  # what the maker may do is no leave of the asker's
        return asked and bool(topics) and set(topics) <= set(permits)

    def _names_steward(self, part: Constraint, subjects: tuple[Ref, ...]) -> bool:
        """Say whether a statement only repeats whose terms these are (can Meta end the Llama licence)."""
        roles = self._domain.roles
        if not isinstance(part, Has) or part.attribute != roles.get("maker"):
            return False
        terms, things = (
            roles.get("terms", ""),
            {ref.id for ref in subjects if ref.kind not in {"item", "group", "line"}},
        )
        under = [
            i for i in self._catalog.items.values() if things & {str(fact.value) for fact in i.facts.get(terms, ())}
        ]
        return any(str(fact.value) == part.value for item in under for fact in item.facts.get(part.attribute, ()))

    def shape_cost(self, frame: Frame) -> Query | None:
        """`is it free`: how it is had, and on what terms; for a use in business, what the terms require."""
        subjects, roles = self._subjects(frame), self._domain.roles
        which = left_out(frame)
        where = all_of([part for part in self._told(frame) if part not in which])
        if not (subjects or frame.intent.given.get("open")) or not self._own_nouns(nouns_of(frame)):
            return None
        if where is not None and (which or where != Is(roles.get("usable", ""))):
            return None
        if "why" in frame.cues:
            return Conditions(subjects) if "pay_word" in frame.cues else self._free_because(subjects, where)
        if where is not None:  # `may it be sold without paying`: whether it may is told with what that takes
            leave = "free_word" in frame.cues and bool(ASKERS & frame.cues) and "pay_word" not in frame.cues
            return Check(Selection(subjects), where) if leave else Conditions(subjects)
        asked = tuple(roles[role] for role in ("hosted", "usable", "terms") if role in roles)
        return Lookup(Selection(subjects, all_of(which)), asked)

    def shape_leave(self, frame: Frame) -> Query | None:
        """`can a company use it`: what terms say of such a use; where no property tells that, what they require."""
        subjects, role = self._subjects(frame), frame.first("leave")
        denied, why = bool({"not", "dont"} & frame.cues), "why" in frame.cues
        if not self._own_nouns(nouns_of(frame)) or (denied and not why):
            return None
        attribute, tasks = self._domain.roles.get(role, ""), self._tasks_of(frame)
        if any(part != Is(attribute) for part in frame.meanings("constraint")):
            return None  # only what such an asker does anyway may be said besides (freelancers use it for paid work)
        if len(tasks) == 1 and not why and self._ruled(subjects, tasks):
            return Check(Selection(subjects), Is(self._use_of(tasks)))
        if not attribute:
            return Conditions(subjects)
        if not why:
            return Check(Selection(subjects), Is(attribute))
        return Explain(Selection(subjects), Not(Is(attribute)) if denied else Is(attribute))

    def _free_because(self, subjects: tuple[Ref, ...], where: Constraint | None) -> Query | None:
        """`why is it free`: what can be had so is; `why can it be sold without paying`: and what may be used so."""
        openness = self._domain.roles.get("openness", "")
        if not openness:
            return None
        return Explain(Selection(subjects), And((where, Is(openness))) if where is not None else Is(openness))

    def shape_compare_terms(self, frame: Frame) -> Query | None:
        """Two licences side by side."""
        things = [ref for part in frame.meanings("license") for ref in part.ids]
        subjects = (*(Ref("license", name) for name in things), *self._subjects(frame))
        if len(set(subjects)) < 2:
            return None
        topics = frame.meanings("topic")
        return Conditions(subjects, topic_id(topics[0])) if topics else Conditions(subjects, side="differ")

    def shape_stricter(self, frame: Frame) -> Query | None:
        """Which terms are stricter: those named, or those of named things; of none named, of which kind all are."""
        terms = [Ref(things.kind, name) for things in frame.meanings("license") for name in things.ids]
        subjects = tuple(dict.fromkeys((*self._subjects(frame), *terms)))
        asked = self._attributes(frame, "attributes")
        if asked not in {(), (self._domain.roles.get("terms"),)} or not self._own_nouns(nouns_of(frame)):
            return None
        if len(subjects) == 1 or (not subjects and "yes_no" in frame.cues):
            return None
        respect = not asked or bool({"in", "upon"} & frame.cues)
        if not subjects and respect and not frame.slots.get("noun"):
            return None  # `which one is stricter (in its licence)` is said of what was talked about
        where, kind = self._where(frame), self._domain.roles.get("kind_of_terms", "")
        if subjects:
            return None if where else Conditions(subjects, whether="yes_no" in frame.cues, side="stricter")
        return ListValues(Selection(where=where), kind) if kind else None

    def shape_describe(self, frame: Frame) -> Query | None:
        """Tell about named things."""
        things = frame.first("things")
        subjects = self._subjects(frame) + (tuple(Ref(things.kind, i) for i in things.ids) if things else ())
        if things and not frame.cues and (len(things.ids) > 1 or self._takes_several(things.kind)):
            return None
        if not subjects or not self._own_nouns(nouns_of(frame)) or (things and len(subjects) > len(things.ids)):
            return None
        if things and (frame.slots.get("noun") or "list" in frame.cues):
            return None  # `list what's gated` asks for what is so
        tasks = self._catalog.attribute(self._tasks).of if self._tasks else ""
        if any(leaves(part)[0].category == _AMONG for part in frame.slots.get("names", ())):
            return None  # what lies between two things is neither of them
        if things and "define" in frame.cues and things.kind == tasks:
            return None  # a word that is also a task is asked for as a word
        if things and self._are_terms(things):
            return Define(tuple(Ref(_TERM, i) for i in things.ids)) if len(subjects) == len(things.ids) else None
        if things and things.kind == _VALUE:
            return None  # a value that no term explains can be had, not described
        return Describe(subjects)

    def _are_terms(self, things: Things) -> bool:
        """Say whether things are words of the glossary, or values that it explains."""
        explained = self._catalog.entities.get(_TERM, {})
        return things.kind in {_TERM, _VALUE} and all(identity in explained for identity in things.ids)

    def shape_define(self, frame: Frame) -> Query | None:
        """What terms mean."""
        parts = frame.meanings("terms")
        if {"and", "use"} & frame.cues and frame.slots.get("noun"):
            return None  # `and which models use it` asks more
        if "list" in frame.cues and "define" not in frame.cues:
            return None  # `list what is gated`, but `show me what gated is`
        refs = tuple(dict.fromkeys(Ref(_TERM, i) for things in parts for i in things.ids))
        compared = not frame.cues.isdisjoint({"difference", "versus", "same_as", "same"})
        if compared != (len(refs) > 1) and (compared or len(parts) > 1):
            return None
        return Define(refs)
