"""One thing against another."""

from __future__ import annotations

from chatbot.datatypes.query import CompareItems, Contest, Difference, ListItems, Query, Rank, Recommend, Selection
from chatbot.understanding.frames import Frame
from chatbot.understanding.meanings import Direction, Subjects
from chatbot.understanding.shapes.slots import Slots, attributes_of, leaves, nouns_of

_ADVICE = frozenset({"recommend", "should"})
"""Terms that ask what to take."""
_BETWEEN = 2
"""Small words that may stand between what is compared and the word for more (its cutoff is the later)."""
_SEVERAL = 2
"""From so many members on, one of them can have more."""


class AgainstShapes(Slots):
    """One thing against another."""

    def shape_contest(self, frame: Frame) -> Query | None:
        """Which of several is first in an order."""
        subjects = self._subjects(frame)
        comparative, ordering = frame.first("comparative"), frame.first("ordering")
        if len(subjects) < 2 or (comparative is None) == (ordering is None):
            return None
        event = frame.first("event")
        if comparative is not None:
            compared = self._compared(frame, comparative)
            if not compared or (event is not None and event[1] != comparative.attribute) or _limits_members(frame):
                return None
            return Contest(subjects, compared, comparative.direction)
        if event is not None or frame.slots.get("noun"):
            return None
        rank: Rank = ordering.rank
        joined = frame.first("names")
        if (rank.first, rank.last) != (1, 1) or not isinstance(joined, Subjects):
            return None
        return Contest(subjects, rank.attribute, rank.direction)

    def _compared(self, frame: Frame, more: Direction) -> str:
        """Return what things are compared in; empty where a word for more does not fit what is asked for.

        A word for newer goes with any date (whose cutoff is later), one for bigger with any quantity.
        """
        asked = self._attributes(frame, "attributes")
        if not asked or asked == (more.attribute,):
            return more.attribute
        said, word = frame.slots["attributes"][0], frame.slots["comparative"][0]
        beside = said.start == word.end or 0 <= word.start - said.end <= _BETWEEN
        if len(asked) > 1 or not more.attribute or not beside:
            return ""  # which is bigger, and how long is its context
        kind, sizes = self._type(asked[0]), more.attribute == self._domain.roles.get("size")
        fits = (kind == self._type(more.attribute) == "date") or (kind == "quantity" and sizes)
        return asked[0] if fits else ""

    def shape_which_member(self, frame: Frame) -> Query | None:
        """`which Gemma is bigger`: of the members of one family, the first in an order."""
        subjects, event = self._subjects(frame), frame.first("event")
        comparative: Direction = frame.first("comparative")
        if len(subjects) != 1 or len(self._members(subjects[0])) < _SEVERAL or not comparative.attribute:
            return None
        if (event is not None and event[1] != comparative.attribute) or not self._own_nouns(nouns_of(frame)):
            return None
        which, names, more = (frame.slots[slot][0] for slot in ("which", "names", "comparative"))
        if not which.end <= names.start < names.end <= more.start:
            return None  # which is larger than Gemma
        return ListItems(Selection(subjects, None, Rank(comparative.attribute, comparative.direction)))

    def shape_duel(self, frame: Frame) -> Query | None:
        """`is A larger or B`: which of two has more."""
        subjects, direction = frame.first("duel")
        return Contest(subjects.refs, direction.attribute, direction.direction)

    def shape_compare(self, frame: Frame) -> Query | None:
        """Named things side by side."""
        subjects = self._subjects(frame)
        if not subjects or (len(subjects) < 2 and "compare" not in frame.cues and "difference" not in frame.cues):
            return None
        if len(subjects) == 1 and subjects[0].kind == "item":
            return None
        if "alike_asked" in frame.cues and frame.slots.get("attributes"):
            return None  # whether their licences are the same has a verdict
        return CompareItems(subjects, self._told_of(self._attributes(frame, "attributes"), subjects))

    def shape_compare_better(self, frame: Frame) -> Query | None:
        """Two things side by side, of which it is asked whether the one is better than the other (A比B强吗)."""
        subjects, held = self._subjects(frame), {"than", "than_only"} & frame.cues
        return CompareItems(subjects) if held and len(subjects) > 1 else None

    def shape_choose(self, frame: Frame) -> Query | None:
        """Which of several for a task, or without a criterion."""
        subjects = self._subjects(frame)
        joined = frame.slots.get("names", ())
        if len(subjects) < 2 or not self._own_nouns(nouns_of(frame)):
            return None
        if not any(p.meaning.mode in {"or", "versus"} for p in joined) and not {"which", "better"} & frame.cues:
            return None
        tasks = self._tasks_of(frame)
        where = self._where(frame)
        asked = self._attributes(frame, "attributes")
        if asked and not tasks:
            told = attributes_of(where) if where is not None else ()
            return CompareItems(subjects, tuple(dict.fromkeys((*asked, *told))))
        if where is not None and not tasks:  # should I take A or B, to sell it: those that may be
            speaks = set(attributes_of(where)) == {self._domain.roles.get("speaks")}  # better for French
            return ListItems(Selection(subjects, where)) if speaks or _ADVICE & frame.cues else None
        if len(tasks) > 1 and not self._tasks:
            return None
        return Recommend(self._for_more(Selection(subjects, where), tasks), tasks[0] if tasks else "")

    def shape_difference(self, frame: Frame) -> Query | None:
        """How much more one has than the other."""
        gap, left, right = frame.first("gap")
        return Difference(left, right, gap.attribute)


def _limits_members(frame: Frame) -> bool:
    """Say whether a comparative stands before members of one family picked by a number: `under 7B Falcons`, a limit."""
    names, comparative = frame.slots.get("names", ()), frame.slots.get("comparative", ())
    if len(names) != 1 or not comparative or comparative[0].end > names[0].start:
        return False
    first, *rest = [leaf.category for leaf in leaves(names[0]) if leaf.category in {"number", "name"}] or [""]
    return first == "number" and len(rest) == 1
