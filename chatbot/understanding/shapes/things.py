"""Licences and other things: their statements, terms and descriptions."""

from __future__ import annotations

from chatbot.datatypes.catalog import Ref
from chatbot.datatypes.query import Check, Conditions, Constraint, Define, Describe, Explain, Is, Query, Selection
from chatbot.understanding.frames import Frame
from chatbot.understanding.shapes.slots import Slots, attributes_of, nouns_of


class ThingShapes(Slots):
    """Licences and other things: their statements, terms and descriptions."""

    def shape_thing_check(self, frame: Frame) -> Query | None:
        """A statement about a licence or another thing that has facts of its own."""
        subjects, statement = self._things(frame), self._where(frame)
        if statement is None or not subjects or frame.slots["constraint"][0].start < frame.slots["things"][0].start:
            return None
        stated = set(attributes_of(statement))
        if not stated or not stated <= {*self._licensed(), self._domain.roles.get("usable")}:
            return None
        return Check(Selection(subjects), self._own_terms(statement))

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
        """Return the truth attributes that follow from the terms."""
        terms = self._domain.roles.get("terms", "")
        return {a.id for a in self._catalog.attributes.values() if terms in a.basis and a.type == "truth"}

    def _own_terms(self, statement: Constraint) -> Constraint:
        """Of a licence itself, an attribute that follows from weights and terms asks for the part of the terms."""
        return statement

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

    def shape_describe(self, frame: Frame) -> Query | None:
        """Tell about named things."""
        things = frame.first("things")
        subjects = self._subjects(frame) + (tuple(Ref(things.kind, i) for i in things.ids) if things else ())
        if things and not frame.cues and (len(things.ids) > 1 or self._takes_several(things.kind)):
            return None
        if not subjects or not self._own_nouns(nouns_of(frame)) or (things and len(subjects) > len(things.ids)):
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
