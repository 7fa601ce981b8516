"""What terms allow, forbid and ask for: the things whose terms do so, and the terms themselves."""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.datatypes.catalog import Ref
from chatbot.datatypes.options import Level
from chatbot.datatypes.query import (
    Check,
    Conditions,
    Constraint,
    CountItems,
    Has,
    Known,
    ListItems,
    ListValues,
    Lookup,
    Not,
    Query,
    Selection,
)
from chatbot.understanding.frames import Frame
from chatbot.understanding.meanings import Permitted
from chatbot.understanding.shapes.slots import Slots, all_of, nouns_of, topic_id


class PermitShapes(Slots):
    """Things and terms by what the terms say."""

    def shape_permitted(self, frame: Frame) -> Query | None:
        """The items, or the terms in use, that allow what topics are about; without a verdict, what all terms say."""
        parts, cues = self._weighty(frame), frame.cues
        terms = self._domain.roles.get("terms", "")
        asked = self._attributes(frame, "attributes")
        if asked not in {(), (terms,)} or not self._own_nouns(nouns_of(frame)):
            return None
        if "obligations" in cues and cues.isdisjoint({"which", "list", "how_many", "any", "anything"}):
            return self._obliging(frame, terms, parts)
        memory = self._domain.roles.get("memory", "")
        if memory in self._mentioned(frame) or (terms in self._mentioned(frame) and not self._of_items(frame)):
            return None  # of named terms it is asked what they require, not what is under them
        told = [part.where for part in parts if part.where is not None]
        if len(told) < len(parts):
            said = Conditions(self._terms_in_use(terms), topic_id(parts[0].topic))
            return None if told or self._where(frame) else said
        selection = Selection((), all_of([*_without_doubles(told), *frame.meanings("constraint")]))
        level: Level = "group" if self._domain.group in nouns_of(frame) else "item"
        if "how_many" in cues:
            return CountItems(selection, terms if asked else level)
        if "any" in cues and not cues & {"which", "what", "list"} and selection.where is not None:
            return self._in_terms(frame, terms, parts) or Check(Selection(), selection.where, "any")
        if asked and not any(isinstance(part, Known) for part in told):
            return ListValues(selection, terms)
        return ListItems(selection, asked, level)

    def _in_terms(self, frame: Frame, terms: str, parts: Sequence[Permitted]) -> Query | None:
        """Return what named terms say on a topic, where it is asked whether they have such a clause."""
        named = self._named_terms(frame, terms)
        if len(parts) != 1 or named is None or nouns_of(frame):
            return None
        return Conditions((named,), topic_id(parts[0].topic), whether=bool(parts[0].topic))

    def _obliging(self, frame: Frame, terms: str, parts: Sequence[Permitted]) -> Query | None:
        """Return what named terms oblige to: `what obligations` asks for these, not for things that have some."""
        named, (first, *rest) = self._named_terms(frame, terms), sorted({topic_id(part.topic) for part in parts})
        return Conditions((named,), first, besides=tuple(rest)) if named is not None else None

    def _named_terms(self, frame: Frame, terms: str) -> Ref | None:
        """Return the only terms that a question names, where it states nothing else."""
        (part, *more) = frame.meanings("constraint") or (None,)
        named = isinstance(part, Has) and part.attribute == terms and not more
        return Ref(self._catalog.attribute(terms).of, part.value) if named and isinstance(part, Has) else None

    def shape_user_limit(self, frame: Frame) -> Query | None:
        """From how many users on the terms no longer hold by themselves; only limits are asked for so."""
        terms, parts = self._domain.roles.get("terms", ""), frame.meanings("permitted")
        limited = [part.where for part in parts if part.where is not None and _on_limit(part.where)]
        if len(limited) != len(parts) or self._attributes(frame, "attributes") not in {(), (terms,)}:
            return None
        subjects = self._subjects(frame)
        if subjects:
            return Lookup(Selection(subjects), (self._domain.roles.get("user_limit", ""),))
        return ListItems(Selection((), limited[0]), (terms,))

    def _weighty(self, frame: Frame) -> list[Permitted]:
        """Return the topics without those that another one only mentions (to train models with outputs)."""
        mentioned, parts = frame.intent.given.get("mentioned", "").split(), frame.meanings("permitted")
        return [part for part in parts if part.topic not in mentioned] or list(parts)

    def _of_items(self, frame: Frame) -> bool:
        """Say whether items are asked for: their noun stands before what is required or allowed."""
        nouns, parts = frame.slots.get("noun", ()), frame.slots["permitted"]
        return "any" in frame.cues or any(noun.end <= parts[0].start for noun in nouns)

    def _terms_in_use(self, terms: str) -> tuple[Ref, ...]:
        facts = [fact for item in self._catalog.items.values() for fact in item.facts.get(terms, ())]
        named = dict.fromkeys(str(fact.value) for fact in facts if fact.value is not None)
        return tuple(Ref(self._catalog.attribute(terms).of, name) for name in named)


def _on_limit(where: Constraint) -> bool:
    """Say whether it is stated that there is a limit, or that there is none."""
    return isinstance(where.part if isinstance(where, Not) else where, Known)


def _without_doubles(told: Sequence[Constraint]) -> list[Constraint]:
    """Leave out what another part denies: `forbid hosting it as a service` says one thing twice."""
    denied = [part.part for part in told if isinstance(part, Not)]
    return [part for part in told if part not in denied]
