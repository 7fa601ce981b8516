"""Lists, counts, values and figures over sets."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from chatbot.datatypes.options import Level
from chatbot.datatypes.query import (
    Aggregate,
    Among,
    Chart,
    Check,
    Compare,
    CompareItems,
    Constraint,
    CountItems,
    Has,
    ListEntities,
    ListItems,
    ListValues,
    Lookup,
    Not,
    Query,
    Selection,
    ValueOf,
)
from chatbot.datatypes.subjects import ALL_PLACES
from chatbot.understanding.frames import Frame
from chatbot.understanding.meanings import Attributes
from chatbot.understanding.shapes.clauses import ClauseSlots
from chatbot.understanding.shapes.slots import BARE, all_of, flat_parts, leaves, nouns_of

_EXCEPT, _CLOSING = "except", frozenset({"besides", "outside", "comma"})
"""Terms that leave something out, and that end what is left out."""
_INSIDE, _TERM, _VALUE, _WHO = "inside", "term", "value", "who"
"""A term for among what stands before it."""
_SEVERAL = 2
"""From so many on, there is something to choose from."""
_DRAWN = frozenset({"quantity", "amount"})
"""Types of attributes that can be drawn."""
_AXES = 2


class SetShapes(ClauseSlots):
    """Lists, counts, values and figures over sets."""

    def shape_list(self, frame: Frame) -> Query | None:
        """Items of a set, or families."""
        nouns = nouns_of(frame)
        if not self._own_nouns(nouns) or _leaves_scope_open(frame):
            return None
        ordering = frame.first("ordering")
        plain = not nouns and not frame.cues - {"what", "what_do"} and not ordering
        if plain and (not self._lists_without_cue(frame) or self._asks_for_word(frame)):
            return None
        if self._asks_for_makers(frame, nouns) or self._is_bare(frame, nouns) or self._is_called_so(frame):
            return None
        selection = self._selection(frame)
        if selection is None or self._asks_for_values(frame) or self._only_denies(frame, selection):
            return None
        if _among_first(frame):
            return self.shape_among_first(frame)
        placed = self._domain.group in nouns and ordering and ordering.rank.last > 1
        if placed or ("if" in frame.cues and len(selection.subjects) < _SEVERAL):
            return None  # the n-th family is not that of the n-th item; of one thing something is supposed
        single = bool(selection.subjects) and all(ref.kind == "item" for ref in selection.subjects)
        one = single and len(selection.subjects) == 1
        if (single and selection == Selection(selection.subjects)) or (one and (ordering or "which" in frame.cues)):
            return None  # of one thing there is no first and no choice, and a list of named things says nothing
        level: Level = "group" if self._domain.group in nouns else "item"
        return ListItems(selection, self._attributes(frame, "shown"), level)

    def shape_rank_member(self, frame: Frame) -> Query | None:
        """`which Falcon is larger`: of one family, or of what is described; of several things it is a contest."""
        named = frame.slots.get("names", ())
        if any(part.meaning.mode != "one" for part in named) or not (named or frame.slots.get("constraint")):
            return None
        return self.shape_list(frame)

    def shape_among_first(self, frame: Frame) -> Query | None:
        """`the three newest: which may be sold`: what holds of some of the first does not describe what is ranked."""
        selection, among = self._selection(frame), _among_first(frame)
        if selection is None or len(among) != 1 or not self._own_nouns(nouns_of(frame)):
            return None
        rest = [part for part in frame.meanings("constraint") if part is not among[0]]
        return Check(msgspec.structs.replace(selection, where=all_of(rest) if rest else None), among[0])

    def _is_called_so(self, frame: Frame) -> bool:
        """Say whether a size right before a name is all that is said: 70B Llama is what is called so, no list."""
        names, limits = frame.slots.get("names", ()), frame.slots.get("constraint", ())
        if frame.cues or set(frame.slots) != {"names", "constraint"} or len(names) > 1 or len(limits) > 1:
            return False
        stated, role = limits[0].meaning, self._domain.roles.get("size", "")
        equals = isinstance(stated, Compare) and stated.attribute == role and stated.op == "="
        return equals and limits[0].end == names[0].start

    def _only_denies(self, frame: Frame, selection: Selection) -> bool:
        """`what can't Gemma do` asks what it is not able to, not for all other things."""
        apart = isinstance(selection.where, Not) and isinstance(selection.where.part, Among)
        return apart and not frame.slots.get("noun") and bool(frame.cues) and frame.cues <= {"what", "what_do"}

    def _asks_for_makers(self, frame: Frame, nouns: Sequence[str]) -> bool:
        """`who makes models with …` asks for the makers, or somebody else; `who has the longest …` for what has it."""
        return "who" in frame.cues and bool(nouns or frame.slots.get("names")) and not frame.slots.get("ordering")

    def _is_bare(self, frame: Frame, nouns: Sequence[str]) -> bool:
        """Say whether nothing limits what is listed, nor asks for a list of it."""
        if frame.slots.get("constraint") or frame.slots.get("ordering"):
            return False
        if any(not isinstance(waived, Attributes) for waived in frame.meanings("indifferent")):
            return True  # which need not be open?
        if "who" in frame.cues or not (nouns and (frame.cues or frame.slots.get("names"))):
            return True
        return frame.cues.isdisjoint({"which", "list", "exist"}) and not frame.slots.get("names")

    def _asks_for_values(self, frame: Frame) -> bool:
        """`which licences allow …`: the noun that is asked for stands in a statement, and is no item."""
        parts = frame.slots.get("constraint", ())
        if frame.slots.get("noun") or not parts:
            return False
        if not {"which", "what", "how_many"} & frame.cues:
            return False
        if isinstance(parts[0].meaning, Compare) and isinstance(parts[0].meaning.operand, ValueOf):
            return False  # `licence the same as BLOOM's` describes what has it
        if isinstance(parts[0].meaning, Has):
            return False  # and so does `licence Apache`
        first = leaves(parts[0])[0]
        if first.category == "attribute":
            return self._type(first.meaning) in {"entity", "entities"}
        return first.category in {"attribute.entity", "attribute.entities"}

    def _lists_without_cue(self, frame: Frame) -> bool:
        """Without a question word, only a statement that is more than a value's name lists."""
        parts = frame.slots.get("constraint", ())
        if frame.slots.get("names"):
            return self._narrows(frame)
        things = [leaf.meaning for part in parts for leaf in leaves(part) if leaf.category == "entity"]
        explained = self._catalog.entities.get(_TERM, {})
        values = [one for one in things if one.kind == _VALUE and not all(each in explained for each in one.ids)]
        if len(things) > 1 or values or any(self._takes_several(one.kind) for one in things):
            return True  # a value that no term explains has no description either
        return any(leaf.category not in BARE for part in parts for leaf in leaves(part))

    def _asks_for_word(self, frame: Frame) -> bool:
        """Say whether it is asked what a use is (what is surveillance), not which items may be used for it."""
        return bool(frame.cues) and not frame.slots.get("names") and all(map(self._is_use, self._told(frame)))

    def shape_count_sizes(self, frame: Frame) -> Query | None:
        """How many different sizes named families have."""
        if "how_many" not in frame.cues:
            return None
        return CountItems(Selection(self._subjects(frame), self._where(frame)), self._domain.roles.get("size", ""))

    def shape_top_by(self, frame: Frame) -> Query | None:
        """The first n of a set."""
        selection, first = self._selection(frame), frame.first("first")
        if selection is None or selection.rank is None or not self._own_nouns(nouns_of(frame)):
            return None
        return ListItems(msgspec.structs.replace(selection, rank=msgspec.structs.replace(selection.rank, last=first)))

    def shape_nth_by(self, frame: Frame) -> Query | None:
        """The n-th of a set in a whole order."""
        selection, place = self._selection(frame), frame.first("place")
        if selection is None or selection.rank is None or not self._own_nouns(nouns_of(frame)):
            return None
        rank = msgspec.structs.replace(selection.rank, first=place, last=place)
        return ListItems(msgspec.structs.replace(selection, rank=rank)) if selection.rank.last == ALL_PLACES else None

    def shape_show_all(self, frame: Frame) -> Query | None:
        """Values of attributes for all items."""
        asked = self._attributes(frame, "attributes")
        if not self._own_nouns(nouns_of(frame)) or any(self._type(name) == "truth" for name in asked):
            return None
        return ListItems(Selection(), asked)

    def shape_versions(self, frame: Frame) -> Query | None:
        """All members of named families."""
        if "difference" in frame.cues:
            subjects = self._subjects(frame)
            return CompareItems(subjects) if subjects else None
        if "how_many" in frame.cues:
            return self.shape_count(frame)
        selection = self._selection(frame)
        whether = frame.cues.isdisjoint({"which", "what", "what_do", "list", "give", "all", "how"})
        versions = self._versions_asked(selection.where, selection.subjects) if selection is not None else ()
        if selection is not None and versions:
            return Lookup(Selection(selection.subjects), versions, whether=whether)
        if selection is not None and selection.where is not None and whether and _asks_if_there(frame):
            return Check(Selection(selection.subjects), selection.where, "any")
        shown = (self._domain.roles.get("size", ""),) if "sizes_word" in frame.cues else ()
        return ListItems(selection, shown) if selection else None

    def shape_count(self, frame: Frame) -> Query | None:
        """A number of things."""
        nouns = nouns_of(frame)
        asked = self._attributes(frame, "attributes")
        if not self._own_nouns(nouns) or len(asked) > 1 or _leaves_scope_open(frame):
            return None
        selection = self._selection(frame)
        if selection is None:
            return None
        per = frame.first("per")
        if asked:
            return CountItems(selection, asked[0], per.attribute if per else "") if self._counts(frame) else None
        told = nouns or frame.slots.get("constraint") or frame.slots.get("names") or (per and (per.where or per.refs))
        if not told or self._asks_for_values(frame):
            return None
        where = selection.where
        alone = selection.subjects and not nouns and "exist" not in frame.cues
        if alone and isinstance(where, Compare) and where.op == "=":
            return None  # `is it 176B, or how much` asks for the amount, not for how many have it
        if [ref.kind for ref in selection.subjects] == ["item"]:
            return None  # of one thing there is no number
        of = "group" if self._domain.group in nouns else "item"
        return CountItems(selection, of, per.attribute if per else "")

    def _counts(self, frame: Frame) -> bool:
        """Say whether the values of an attribute are counted, not the things that have it."""
        kind = self._type(self._attributes(frame, "attributes")[0])
        limited = frame.slots.get("constraint") or "catalog" in frame.cues or not nouns_of(frame)
        if kind not in {"entity", "entities", "choice", "choices"}:
            return False
        return bool(limited) or (kind == "entity" and _leads(frame))

    def shape_values(self, frame: Frame) -> Query | None:
        """Different values of one attribute in a set."""
        asked = self._attributes(frame, "attributes")
        if len(asked) != 1 or not self._own_nouns(nouns_of(frame)) or frame.slots.get("names"):
            return None
        if self._type(asked[0]) not in {"entity", "entities", "choice", "choices"}:
            return None
        if not frame.cues and not frame.slots.get("constraint") and asked[0] != self._domain.roles.get("maker"):
            return None
        selection = self._selection(frame)
        if selection == Selection() and "what_is" in frame.cues and not frame.slots.get("noun"):
            return None  # `what is the licence` asks it of something that is not named
        if selection and any(isinstance(part, Has) and part.attribute == asked[0] for part in flat_parts(frame)):
            return None  # which licence those under Apache are under is said already
        return ListValues(selection, asked[0]) if selection else None

    def shape_grouped(self, frame: Frame) -> Query | None:
        """The items of each value of an attribute."""
        per = frame.first("per")
        if not self._own_nouns(nouns_of(frame)) or per.attribute not in self._catalog.attributes:
            return None
        return ListValues(Selection((), self._where(frame)), per.attribute)

    def shape_kinds(self, frame: Frame) -> Query | None:
        """All things of a kind."""
        return ListEntities(frame.first("kind").kind)

    def shape_chart(self, frame: Frame) -> Query | None:
        """A drawing of a set: of the attributes named, else of the size."""
        selection = self._selection(frame)
        asked = self._attributes(frame, "attributes")
        if {"memory_need", "vram"} & frame.cues:
            asked = (*asked, self._domain.roles.get("memory", ""))
        asked = asked or (self._domain.roles.get("size", ""),)
        if selection is None or len(asked) > _AXES or not all(asked) or not self._own_nouns(nouns_of(frame)):
            return None
        return Chart(selection, asked) if all(self._type(name) in _DRAWN for name in asked) else None

    def shape_aggregate(self, frame: Frame) -> Query | None:
        """A figure over a set."""
        total, per = frame.first("total"), frame.first("per")
        selection = self._selection(frame)
        if selection is None or not self._own_nouns(nouns_of(frame)):
            return None
        single = [ref.kind for ref in selection.subjects] == ["item"]
        if single and selection.where is not None:
            return None  # a statement on one thing does not limit what is summed up
        if single and total.function == "total":
            return Lookup(selection, (total.attribute,))  # the total parameters of one thing are its parameters
        return Aggregate(selection, total.function, total.attribute, per.attribute if per else "")

    def shape_most_things(self, frame: Frame) -> Query | None:
        """Which value of an attribute has the most items."""
        if nouns_of(frame) == [self._domain.group] and not frame.slots.get("attributes"):
            return CountItems(Selection((), self._where(frame)), "item", "group")
        maker = self._domain.roles.get("maker", "") if _WHO in frame.cues else ""
        (asked, *more) = self._attributes(frame, "attributes") or (maker,)
        if frame.slots.get("noun") or not asked or more or self._type(asked) not in {"entity", "choice"}:
            return None
        kind = frame.first("most").kind
        if kind not in {self._domain.item, self._domain.group}:
            return None
        return CountItems(Selection((), self._where(frame)), "group" if kind == self._domain.group else "item", asked)


def _among_first(frame: Frame) -> list[Constraint]:
    """Return what must hold of some of the first: it stands behind them, and behind a word for among them."""
    ordering = frame.slots.get("ordering", ())
    if not ordering or ordering[0].meaning.rank.last < _SEVERAL:
        return []
    described = [part for slot in ("names", "constraint", "noun") for part in frame.slots.get(slot, ())]
    behind = [part for part in frame.slots.get("constraint", ()) if part.start >= ordering[0].end]
    if _INSIDE not in frame.cues:
        return [part.meaning for part in behind if _INSIDE in {leaf.category for leaf in leaves(part)}]
    if any(part.start < ordering[0].end for part in described):
        return []
    described_to = max([noun.end for noun in frame.slots.get("noun", ())], default=ordering[0].end + 1)
    return [part.meaning for part in behind if part.start >= described_to]


def _asks_if_there(frame: Frame) -> bool:
    """Say whether it is asked if there are such things, other than by how a statement is put (among them over 8K)."""
    told = any("exist" in phrase.category.split("+") for phrase in frame.slots.get("constraint", ()))
    return "exist" in frame.cues and not told


def _leaves_scope_open(frame: Frame) -> bool:
    """Say whether what is left out may reach into what is said of the noun behind it: except Meta unsellable models."""
    parts = frame.slots.get("constraint", ())
    apart = [
        part for part in parts if leaves(part)[0].category == _EXCEPT and leaves(part)[-1].category not in _CLOSING
    ]
    return bool(frame.slots.get("noun")) and any(part.start == left_out.end for left_out in apart for part in parts)


def _leads(frame: Frame) -> bool:
    """Say whether an attribute stands before the word for the things that have it: how many makers' models."""
    return frame.slots["attributes"][0].start < frame.slots["noun"][0].start
