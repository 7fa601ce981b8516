"""Whether something is published, shared, used or suited: statements that no constraint words."""

from __future__ import annotations

from chatbot.datatypes.query import Check, Constraint, Explain, Has, Is, Known, Lookup, Not, Query, Selection
from chatbot.understanding.frames import Frame
from chatbot.understanding.shapes.clauses import ClauseSlots
from chatbot.understanding.shapes.slots import nouns_of, stated

_GOOD = frozenset({"good", "good_for"})
"""Cues that ask whether something is good for a task."""


class WhetherShapes(ClauseSlots):
    """Whether something is published, shared, used or suited: statements that no constraint words."""

    def shape_check_public(self, frame: Frame) -> Query | None:
        """Whether something is published: by a truth attribute where there is one, else whether the value is known."""
        (asked, *more) = self._attributes(frame, "attributes")
        denied = frame.meanings("constraint") == self._maker_denied(frame)
        if self._told(frame) and not (denied and "why" in frame.cues):
            return None
        if more or not {"yes_no", "why"} & frame.cues or asked not in self._catalog.attributes:
            return None
        if asked == self._domain.roles.get("terms"):
            return None  # terms are no secret: `is its licence open` asks something else
        statement = self._published_as(asked)
        subjects = Selection(self._subjects(frame))
        if "why" in frame.cues:
            return Explain(subjects, Not(statement) if denied else statement)
        return Check(subjects, statement)

    def shape_check_public_event(self, frame: Frame) -> Query | None:
        """Whether it is published what a question word and a distant word ask for: what it was trained on.

        The question word may be a phrase that by itself asks for something else (how many tokens … saw).
        """
        word, attribute = frame.first("event")
        named = self._attributes(frame, "attributes")
        joined = named == (word,) or (word in frame.cues and named in {(), (attribute,)})
        if "yes_no" not in frame.cues or not joined or self._told(frame):
            return None
        return Check(Selection(self._subjects(frame)), self._published_as(attribute))

    def shape_check_held(self, frame: Frame) -> Query | None:
        """Whether one can have something of named things (can I get the weights), as whether that is published."""
        (asked, *more) = self._attributes(frame, "attributes")
        if more or self._told(frame):
            return None
        return Check(Selection(self._subjects(frame)), self._published_as(asked))

    def _published_as(self, asked: str) -> Constraint:
        """Return that something is published: a truth attribute where there is one, else that its value is known."""
        attribute = self._catalog.attribute(asked)
        based = [a for a in self._catalog.attributes.values() if asked in a.basis]
        near = [asked, *attribute.related, *(a.id for a in sorted(based, key=lambda a: len(a.basis)))]
        truths = [name for name in near if self._catalog.attribute(name).type == "truth"]
        truths = [asked] if attribute.type == "truth" else truths
        return Is(truths[0]) if truths else Known(asked)

    def shape_check_comparison(self, frame: Frame) -> Query | None:
        """Whether, or why, one thing has more than another."""
        left, statement = frame.first("comparison")
        selection = Selection(left.refs)
        if "why" in frame.cues:
            return Explain(selection, statement)
        return Check(selection, statement, "all" if left.mode == "none" else "each")

    def shape_all_same(self, frame: Frame) -> Query | None:
        """Whether named things agree: their values are shown, equal ones together."""
        subjects, asked = self._subjects(frame), self._attributes(frame, "attributes")
        if ("yes_no" not in frame.cues and len(subjects) < 2) or not self._own_nouns(nouns_of(frame)):
            return None  # of several, no verb need ask: Falcon and Gemma, same licence?
        several = len(subjects) > 1 or any(len(self._members(ref)) > 1 for ref in subjects)
        return Lookup(Selection(subjects), asked, agree=several)

    def shape_uses_term(self, frame: Frame) -> Query | None:
        """Whether named things use what a term stands for: the attribute that tells it is shown, whatever it says."""
        things = frame.first("terms")
        known = self._catalog.attributes.values()
        telling = [a.id for a in known if set(things.ids) & set(a.terms) and a.type != "truth"]
        if len(things.ids) != 1 or not telling or not self._own_nouns(nouns_of(frame)):
            return None
        if any(things.ids[0] in attribute.values for attribute in self._catalog.attributes.values()):
            return None  # then it is a statement that can be checked
        return Lookup(Selection(self._subjects(frame)), (telling[0],))

    def shape_suits(self, frame: Frame) -> Query | None:
        """Whether named things are named for tasks."""
        subjects, tasks = self._subjects(frame), self._tasks_of(frame)
        if not self._tasks or not subjects or not tasks:
            return None
        use = self._only_ruled(tasks) if frame.cues.isdisjoint(_GOOD) else ""
        if use:  # no source names anything for it: what may be used for it is asked
            return Check(Selection(subjects), Is(use))
        return Check(Selection(subjects), stated([Has(self._tasks, task) for task in tasks]))
