"""What is first in an order: how much it has, whether a statement holds of it, whether something is it."""

from __future__ import annotations

from msgspec.structs import replace

from chatbot.datatypes.catalog import Ref
from chatbot.datatypes.query import Check, CheckPlace, Lookup, Query, Selection
from chatbot.understanding.frames import Frame
from chatbot.understanding.shapes.slots import Slots, all_of, nouns_of


class FirstShapes(Slots):
    """What is first in an order."""

    def shape_check_place(self, frame: Frame) -> Query | None:
        """`is BLOOM the largest open model`: what stands before the order is asked about, the rest tells the set."""
        (ordering,), rank = frame.slots["ordering"], frame.first("ordering").rank
        named = [part for part in frame.slots["names"] if part.end <= ordering.start]
        among = [ref for part in frame.slots["names"] if part not in named for ref in part.meaning.refs]
        stated = frame.slots.get("constraint", ())
        if len(named) != 1 or named[0].meaning.mode == "or" or not self._own_nouns(nouns_of(frame)):
            return None
        if rank.last - rank.first > 1 or not rank.attribute or any(part.end <= named[0].start for part in stated):
            return None
        where, refs = self._where(frame), named[0].meaning.refs
        beside = named[0].end == ordering.start or "inside" in frame.cues
        own = beside and not (among or nouns_of(frame))
        if own and stated and stated[0].start > ordering.end and where is not None:  # BLOOM's largest: may it be sold?
            return Check(Selection(refs, None, rank), where) if any(ref.kind != "item" for ref in refs) else None
        if not among and self._domain.group in nouns_of(frame):  # the largest of its family
            among = list(dict.fromkeys(self._group(ref) for ref in refs))
        return CheckPlace(refs, Selection(tuple(among), where, rank))

    def _group(self, ref: Ref) -> Ref:
        """Return the family that a named thing belongs to."""
        return ref if ref.kind == "group" else Ref("group", self._catalog.items[self._members(ref)[0]].group)

    def shape_check_first(self, frame: Frame) -> Query | None:
        """`may Meta's largest model be sold`: what is first in an order is asked about, which all else describes."""
        selection, whether = self._selection(frame), frame.slots["whether"][0]
        if selection is None or not self._own_nouns(nouns_of(frame)):
            return None
        if any(part.start > whether.start for parts in frame.slots.values() for part in parts):
            return None
        if selection.subjects and all(ref.kind == "item" for ref in selection.subjects):
            return None
        return Check(selection, whether.meaning)

    def shape_check_front(self, frame: Frame) -> Query | None:
        """`is Meta's largest model open`: the verb goes first, and the statement last, behind what it is said of."""
        (ordering,), stated = frame.slots["ordering"], frame.slots["constraint"][-1]
        heads = (*frame.slots.get("names", ()), *frame.slots.get("noun", ()))
        within = all(ordering.end <= head.start < stated.start for head in heads)
        if not (heads and within) or stated.start < ordering.end or not self._own_nouns(nouns_of(frame)):
            return None
        described = replace(frame, slots={**frame.slots, "constraint": frame.slots["constraint"][:-1]})
        selection = self._selection(described)
        if selection is None or (selection.subjects and all(ref.kind == "item" for ref in selection.subjects)):
            return None
        return Check(selection, stated.meaning)

    def shape_check_set_front(self, frame: Frame) -> Query | None:
        """`are Google's models open`: the statement goes last, behind the noun for what it is said of."""
        noun, (*told, stated) = frame.slots["noun"][0], frame.slots["constraint"]
        beside = all(part.end <= noun.start or part.start == noun.end for part in told)
        if not self._own_nouns(nouns_of(frame)) or not beside or stated.start < noun.end:
            return None
        where = all_of([part.meaning for part in told])
        return Check(Selection((), where), stated.meaning)

    def shape_rank_value(self, frame: Frame) -> Query | None:
        """What is first in an order, and how much of it that has."""
        selection = self._selection(frame)
        if (
            selection is None
            or selection.rank is None
            or frame.slots["asked"][0].start < frame.slots["ordering"][0].end
        ):
            return None
        if not self._own_nouns(nouns_of(frame)) or self._type(selection.rank.attribute) != "quantity":
            return None
        return Lookup(selection, (selection.rank.attribute,))

    def shape_check_universal(self, frame: Frame) -> Query | None:
        """A statement on all that is described before it (those under Apache: are they all open?)."""
        universal, described = frame.slots["universal"][0], Selection(self._subjects(frame), self._where(frame))
        parts = [part for parts in frame.slots.values() for part in parts]
        if (described == Selection() and "none_of" not in frame.cues) or any(
            part.start > universal.start for part in parts
        ):
            return None
        if self._tuned_within(universal.meaning, described.subjects):
            return None
        return Check(described, universal.meaning, "all") if self._own_nouns(nouns_of(frame)) else None
