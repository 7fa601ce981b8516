"""What terms may name: uses that they allow or forbid, and duties that they ask for."""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.datatypes.catalog import Fact, Ref
from chatbot.datatypes.query import Check, Constraint, Has, Is, Not, Or, Query, Selection
from chatbot.understanding.frames import Frame
from chatbot.understanding.shapes.slots import Slots, topic_id

NO_LEAVE = frozenset({"separately", "obligations", "what", "what_do", "which", "who", "how"})
"""Beside these words something else is asked than whether one may."""
ASKERS = frozenset({"may_word", "may_i_use"})
"""Cues with which somebody asks what they may do themselves."""
_IS_THERE = frozenset({"exist", "anything"})
"""Cues that ask whether terms say something, not what."""
_LIMITED = ("conditional", "no")
"""Values of what is not allowed outright."""


class ClauseSlots(Slots):
    """What the slots of a frame say of uses and duties that terms may name."""

    def shape_check_duty(self, frame: Frame) -> Query | None:
        """Whether terms ask for something; that it is passed on or changed may be said besides."""
        origins = [self._origins_in(part) for part in frame.meanings("constraint")]
        subjects = (*self._subjects(frame), *(ref for refs in origins for ref in refs))
        (stated, *more) = frame.meanings("duty")
        topics, beside = {topic_id(said) for said in frame.meanings("topic")}, frame.intent.given["beside"].split()
        terms = self._domain.roles.get("terms")
        if (
            more
            or not subjects
            or not all(origins)
            or not topics <= {*beside}
            or set(self._attributes(frame, "attributes")) - {terms}
        ):
            return None
        return Check(Selection(subjects), Not(stated) if frame.turns % 2 else stated)

    def _use_of(self, tasks: Sequence[str]) -> str:
        """Return the attribute that tells whether terms allow the one task there is; empty where none does."""
        if len(set(tasks)) != 1:
            return ""
        return next((known.id for known in self._catalog.attributes.values() if known.task == tasks[0]), "")

    def _is_use(self, part: Constraint) -> bool:
        """Say whether a statement is that terms allow, or forbid, a use which they may name."""
        stated = part.part if isinstance(part, Not) else part
        return isinstance(stated, Is) and bool(self._catalog.attribute(stated.attribute).topic)

    def _only_ruled(self, tasks: Sequence[str]) -> str:
        """Return the attribute on a task that sources name nothing for, so that only terms say something of it."""
        kind = self._catalog.attribute(self._tasks).of if self._tasks else ""
        use = self._use_of(tasks)
        return "" if use and self._catalog.entities[kind][tasks[0]].suits else use

    def _ruled(self, subjects: Sequence[Ref], tasks: Sequence[str]) -> bool:
        """Say whether named terms, or those of named things, limit a task, or only terms say something of it."""
        use = self._use_of(tasks)
        told = (facts.get(use, ()) for ref in subjects for facts in self._facts_of(ref))
        return bool(self._only_ruled(tasks)) or any(fact.value in _LIMITED for facts in told for fact in facts)

    def _facts_of(self, ref: Ref) -> list[dict[str, tuple[Fact, ...]]]:
        """Return the facts of a thing, or of each item that is meant."""
        things = self._catalog.entities.get(ref.kind)
        if things is not None:
            return [things[ref.id].facts]
        return [self._catalog.items[item].facts for item in self._members(ref)]

    def _clause(self, frame: Frame) -> str:
        """Return the property that tells what is asked of terms, where one does: of an intent, or of its one topic."""
        given, said = frame.intent.given, set(frame.meanings("topic"))
        words = given.get("clauses", "").split()
        by_topic = dict(zip(words[::2], words[1::2], strict=True))
        own = given.get("clause", "") if not said and ASKERS & frame.cues and not NO_LEAVE & frame.cues else ""
        plain = len(said) == 1 and frame.cues.isdisjoint(_IS_THERE | NO_LEAVE - {"obligations"})
        return own or (by_topic.get(said.pop(), "") if plain else "")

    def _origins_in(self, part: Constraint) -> tuple[Ref, ...]:
        """Return what a statement names as the origin: the terms of that hold for what is made of it."""
        origin, parts = self._domain.roles.get("origin", ""), part.parts if isinstance(part, Or) else (part,)
        made = [one.value for one in parts if isinstance(one, Has) and one.attribute == origin]
        known = len(made) == len(parts) and all(value in self._catalog.items for value in made)
        return tuple(Ref("item", value) for value in made) if known else ()
