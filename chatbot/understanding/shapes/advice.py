"""Recommendations, claims, sources, and talk about the bot."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import msgspec

from chatbot.datatypes.query import (
    Cite,
    Claims,
    Constraint,
    Has,
    Is,
    Known,
    ListItems,
    Meta,
    Query,
    Recommend,
    Selection,
)
from chatbot.datatypes.subjects import held_at_least
from chatbot.understanding.frames import Frame
from chatbot.understanding.shapes.clauses import ClauseSlots
from chatbot.understanding.shapes.slots import attributes_of, leaves, nouns_of, stated

_ON_CLAIMS = frozenset({"is_it_right", "what", "what_do", "which", "how", "how_many", "when", "who", "difference"})
"""Cues beside which more is asked of a text than whether it says something."""

_OF_ONE_VALUE = frozenset({"who", "how_many", "when"})
"""Question words that ask for one property."""
_PRAISING = frozenset({"good", "recommend"})
"""Cues of the question whether something is good."""
_ADVISING = frozenset({"recommend", "best", "should", "good"})
"""Cues that seek advice, not only what may be used."""
_WHETHER = frozenset({"yes_no", "says"})
"""Cues of the question whether a text says something."""

_SPANS, _EXACTLY = ("span", "output"), "exactly"
"""Roles of amounts of text that may be larger than what is needed, and the term that says they may not."""


class AdviceShapes(ClauseSlots):
    """Recommendations, claims, sources, and talk about the bot."""

    def shape_recommend(self, frame: Frame) -> Query | None:
        """Items for a task, or a question back where no task is named."""
        if not self._own_nouns(nouns_of(frame)):
            return None
        leave = {"yes_no", "use", "what", "if", "but"} | ({"good_for"} if self._under_terms(frame) else set())
        if "yes_no" in frame.cues and frame.cues <= leave and not nouns_of(frame):
            return None  # `may I charge for a chatbot` seeks leave, not advice
        tasks = self._tasks_of(frame)
        selection = self._selection(frame)
        named = not tasks and any(map(self._names_task, frame.meanings("constraint")))  # that is what it is wanted for
        if selection is None or named or (len(tasks) > 1 and not self._tasks):
            return None
        if "at_home" in frame.cues:
            selection = self._had(selection)
        selection = self._for_more(selection, tasks)
        asking = {"recommend", "best", "which", "should"} & frame.cues
        if frame.slots.get("names") and not tasks and frame.slots.get("constraint"):
            return ListItems(selection) if "which" in frame.cues else None  # `which Vicuna should I take for …`
        if frame.slots.get("names") and not tasks and _asks_if_good(frame.cues):
            return Recommend(selection)  # `is BLOOM any good`: for what?
        no_choice = not tasks and "good" in frame.cues and self._is_size_to_fit(frame)  # a 70B on two 4090s, any good?
        if not asking and (frame.slots.get("names") or no_choice):
            return None
        if not tasks and [ref.kind for ref in selection.subjects] == ["item"]:
            return None  # one thing is no choice: `we ship it inside our product, is that ok?`
        return self._allowed_for(frame, selection, tasks) or Recommend(
            self._roomy(frame, selection), tasks[0] if tasks else ""
        )

    def _allowed_for(self, frame: Frame, selection: Selection, tasks: Sequence[str]) -> Query | None:
        """Return what may be used for a task that sources name nothing for, unless advice is sought."""
        use = self._only_ruled(tasks) if frame.cues.isdisjoint(_ADVISING) else ""
        limits = [selection.where] if selection.where is not None else []
        return ListItems(msgspec.structs.replace(selection, where=stated([*limits, Is(use)]))) if use else None

    def _names_task(self, part: Constraint) -> bool:
        return self._is_use(part) and isinstance(part, Is) and bool(self._catalog.attribute(part.attribute).task)

    def _roomy(self, frame: Frame, selection: Selection) -> Selection:
        """What is looked for must hold so much text, and may hold more, unless it is to be exactly that."""
        spans = {self._domain.roles.get(role, "") for role in _SPANS}
        exact = any(
            leaf.category == _EXACTLY for phrase in frame.slots.get("constraint", ()) for leaf in leaves(phrase)
        )
        where = selection.where if exact else held_at_least(selection.where, spans)
        return msgspec.structs.replace(selection, where=where)

    def _had(self, selection: Selection) -> Selection:
        """What is to run at the asker's must be had."""
        openness = self._domain.roles.get("openness", "")
        parts = [selection.where] if selection.where is not None else []
        if not openness or any(openness in attributes_of(part) for part in parts):
            return selection
        return Selection(selection.subjects, stated([*parts, Is(openness)]), selection.rank)

    def _under_terms(self, frame: Frame) -> bool:
        """Say whether a statement names the terms: do they allow research?"""
        terms = self._domain.roles.get("terms", "")
        return any(isinstance(part, Has) and part.attribute == terms for part in frame.meanings("constraint"))

    def shape_claims(self, frame: Frame) -> Query | None:
        """What the founding article says."""
        subjects = self._subjects(frame)
        asked = self._attributes(frame, "attributes") + self._mentioned(frame)
        if any(
            isinstance(part, Known) and self._told_by_truth(part.attribute) for part in frame.meanings("constraint")
        ):
            return None  # whether that is public is stated, not the thing itself
        if not asked and frame.cues & _OF_ONE_VALUE:
            return None  # `who made OPT` asks for its developer
        where = self._where(frame)
        if where is not None and "how" in frame.cues:
            return None  # `how many languages` does not state that there are many
        whether = frame.cues >= _WHETHER and where is None and frame.cues.isdisjoint(_ON_CLAIMS)
        return Claims(subjects, tuple(dict.fromkeys(asked)), where, whether) if subjects else None

    def _told_by_truth(self, attribute: str) -> bool:
        return any(self._type(name) == "truth" for name in self._catalog.attribute(attribute).related)

    def shape_cite(self, frame: Frame) -> Query | None:
        """Where facts come from."""
        subjects = self._subjects(frame)
        if not subjects:
            return None
        asked = self._attributes(frame, "attributes") + self._mentioned(frame)
        return Cite(Selection(subjects), tuple(dict.fromkeys(asked)), self._where(frame))

    def shape_cite_general(self, frame: Frame) -> Query | None:  # noqa: ARG002 - as all shapes
        """Where the catalog's facts come from."""
        return Meta("sources")

    def shape_meta(self, frame: Frame) -> Query | None:
        """Talk about the bot."""
        topic = frame.intent.given["topic"]
        if not self._own_nouns(nouns_of(frame)):
            return None  # terms or devices are asked for
        subjects = self._subjects(frame)
        if topic == "help" and (subjects or frame.slots.get("things")):
            topic = "topics"
        return Meta(topic, subjects if topic == "topics" else ())


def _asks_if_good(cues: Collection[str]) -> bool:
    """Say whether it is asked if named things are good, or to be recommended, and nothing else of them."""
    rest = set(cues) - _PRAISING
    return "yes_no" in cues if "recommend" in cues and not rest - {"yes_no"} else "good" in cues and rest <= {"yes_no"}
