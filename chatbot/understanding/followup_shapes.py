"""From a filled frame to what it says as a follow-up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Literal, cast

from msgspec.structs import replace

from chatbot.datatypes.catalog import Catalog, Domain, Ref
from chatbot.datatypes.followup import Followup
from chatbot.datatypes.options import Asks, End, Follow, Level
from chatbot.datatypes.query import Among, And, Constraint, Fits, Has, Is, Quantity, Rank
from chatbot.datatypes.reading import Phrase
from chatbot.understanding.frames import Frame
from chatbot.understanding.meanings import Amount, Direction, Noun, Subjects
from chatbot.understanding.shapes.slots import topic_id
from chatbot.understanding.shapes.ways import how_of

_ASKS: tuple[tuple[str, Asks], ...] = (
    ("how_many", "count"), ("why", "why"), ("compare", "compare"), ("versus", "compare"), ("difference", "compare"),
    ("which", "which"), ("who", "which"), ("all", "all"), ("any", "any"), ("either_them", "any"),
    ("both", "all"), ("both_all", "all"), ("yes_no", "check"), ("list", "which"),
)  # fmt: skip
"""Cue terms in the order in which they decide what is asked."""
_WITHIN = frozenset({"of_those", "of_maker"})
"""Terms that say that only what was answered before is meant."""
_ORDERS = ("comparative", "order_open", "than_it", "than_it_open", "as_that")
"""Slots that tell an order, the first that is filled counts."""
_SIDES, _KIN = ("affirm", "negate"), "kin"
"""Slots that ask which are so, or are not; and what they say where those of a family are asked for."""
_COMPLAINTS = ("complaint", "complaint_open")
_BEYOND = ("than_it", "than_it_open", *_COMPLAINTS)
"""Slots that hold others against what was talked about."""
_OTHERS = frozenset({"else_word", "the_rest", "other_word"})
"""Words for others than what was talked about."""
_MEMORY, _HOW_MUCH = frozenset({"vram"}), frozenset({"how_much", "how_many"})
_MEMORY_UNIT = "gb"
_FITTING = frozenset({"fits", "works", "enough"})
_NUMBERED = frozenset({"one_of", "two_of", "four_of", "eight_of"})
"""Terms that tell a number of cards."""
_POINTED = frozenset({"when", "since_when", "until_when", "where", "how_long"})
"""Question words that ask for one kind of thing: with nothing that they ask for, the question is another one."""


class FollowupShapes:
    """Shapes of follow-ups over one catalog and its default domain."""

    def __init__(self, catalog: Catalog, domain: Domain) -> None:
        """Keep what roles attributes have."""
        self._catalog = catalog
        self._domain = domain

    def table(self) -> dict[str, Callable[[Frame], Any]]:
        """Return shape name -> function."""
        return {"follow": self.shape_follow}

    def shape_follow(self, frame: Frame) -> Followup | None:
        """What a frame says; None where it says nothing that could be followed."""
        kind = cast("Follow", frame.intent.given["follow"])  # checked as it was loaded
        nouns = [noun.kind for noun in frame.meanings("noun") if isinstance(noun, Noun)]
        if any(noun not in {self._domain.item, self._domain.group} for noun in nouns):
            return None
        how = how_of(frame)
        found = Followup(
            kind=kind,
            subjects=_named(frame),
            than=bool(frame.slots.get("than_names")),
            negated=bool(frame.slots.get("why_not") or (kind == "why" and frame.slots.get("negate"))),
            per=frame.first("per").attribute if frame.first("per") else "",
            replaced=_refs(frame.meanings("replaced")),
            where=self._where(frame),
            rank=self._rank(frame),
            attributes=self._attributes(frame) or _totalled(frame.first("total")) or _of_event(frame),
            order=_order(next(filter(None, map(frame.first, _ORDERS)), None)) or self._better(frame),
            beyond=any(frame.slots.get(slot) for slot in _BEYOND) or (kind == "alike" and bool(_OTHERS & frame.cues)),
            amount=_quantity(frame.first("amount") or frame.first("sized") or frame.first("cards")),
            of_cards=bool(frame.slots.get("cards")),
            pick=frame.first("pick"),
            things=_things(frame.first("things")),
            function=frame.first("function") or (frame.first("total").function if frame.first("total") else ""),
            hardware=frame.first("hardware") or (),
            precision=how.get("precision", ""),
            context=how.get("context", 0),
            mode=how.get("mode", ""),
            topic=topic_id(frame.first("topic") or ""),
            users=_value(frame.first("users")),
            asks=_asks(frame),
            kin=bool(frame.slots.get("size") or frame.slots.get("sized")) or _KIN in map(frame.first, _SIDES),
            parallel="what_about" in frame.cues and "also_word" not in frame.cues,
            likewise="also_word" in frame.cues,
            level=_level(kind, nouns, self._domain),
            within=bool(_WITHIN & frame.cues) or self._only(frame) or _begins_inside(frame),
        )
        if frame.slots.get("only_names"):
            found = _only(found, _refs(frame.meanings("only_names")))
        if kind == "shift" and found.rank is not None and found.where is None and _FITTING & frame.cues:
            memory: Constraint = Fits(self._domain.roles.get("memory", ""))  # the largest that does fit
            among = And((Among(found.subjects), memory)) if found.subjects else memory  # the largest Llama that fits
            found = replace(found, where=among, subjects=())
        if kind == "else" and found.where is None and "fits" in frame.cues:
            found = replace(found, where=Fits(self._domain.roles.get("memory", "")))  # what else fits
        return found if self._says_enough(found) and not _loses_words(frame, found) else None

    def _says_enough(self, found: Followup) -> bool:
        """A bare shift must name something, and not two things of which one would be lost."""
        said = [found.subjects, found.where or found.rank, found.attributes, found.order, found.amount, found.pick,
                found.things, found.topic or found.users]  # fmt: skip
        number = sum(bool(part) for part in said) + bool(found.function and not found.attributes)
        told = bool(found.precision or found.context or found.mode)
        if told and not _takes_terms(found, number):
            return False
        if _says_nothing(found):
            return False
        if found.order and (found.subjects or (found.kind == "shift" and found.where)):
            return number == 2  # anything bigger that speaks Thai
        if found.kind in {"shift", "correct"}:
            return number == 1 or (number == 0 and (told or (found.within and bool(found.asks))))
        return True

    def _where(self, frame: Frame) -> Constraint | None:
        named = (frame.meanings(slot) for slot in ("constraint", "only_fact", "open_limit"))
        parts: list[Constraint] = [part for parts in named for part in parts]
        if len(parts) == 1 and _is_bare_card(frame):
            parts = [_of_no_number(part) for part in parts]
        parts += [Is(name) for name in self._only_truths(frame)]
        tasks = self._domain.roles.get("tasks", "")
        parts += [Has(tasks, task) for things in frame.meanings("purpose") for task in things.ids if tasks]
        return _all(parts)

    def _only(self, frame: Frame) -> bool:
        limits = frame.slots.get("only_names") or frame.slots.get("only_fact") or frame.slots.get("names_of")
        return bool(limits or self._only_truths(frame))

    def _attributes(self, frame: Frame) -> tuple[str, ...]:
        limits = self._only_truths(frame)
        return tuple(name for name in _attributes(frame) if name not in limits)

    def _better(self, frame: Frame) -> tuple[str, End] | None:
        """Return what would be better than what somebody complains of (too big); things named behind it are that."""
        complaint = next(filter(None, map(frame.first, _COMPLAINTS)), None)
        return None if frame.slots.get("names") and not _complained_of(frame, ("names",)) else _order(complaint)

    def _only_truths(self, frame: Frame) -> tuple[str, ...]:
        """`only open weights`: what holds or does not is no fact to show alone, but a limit."""
        named = [name for each in frame.meanings("only_attributes") for name in each.ids]
        truths = [name for name in named if name in self._catalog.attributes]
        return tuple(truths) if all(self._catalog.attributes[name].type == "truth" for name in truths) else ()

    def _rank(self, frame: Frame) -> Rank | None:
        ordering, open_order = frame.first("ordering"), frame.first("open_order") or frame.first("chosen")
        if open_order and not ordering:
            return open_order.rank  # type: ignore[no-any-return]
        return ordering.rank if ordering and ordering.rank.attribute else None


def _says_nothing(found: Followup) -> bool:
    """Say whether what a frame says cannot be meant: an open place with a limit, hardware as a kind, not that one."""
    if found.rank is not None and not found.rank.attribute and found.where is not None:
        return True
    if found.kind == "affirm" and isinstance(found.where, Fits) and not found.asks:
        return True  # would a 3090 do
    return found.kind == "correct" and found.amount == Quantity(1.0)


def _level(kind: Follow, nouns: Sequence[str], domain: Domain) -> Level | Literal[""]:
    """Return what is spoken of: families, or where something is counted, items."""
    if domain.group in nouns:
        return "group"
    return "item" if kind == "count" and domain.item in nouns else ""


def _begins_inside(frame: Frame) -> bool:
    """Say whether a constraint starts with a word for what was shown (the open ones in it)."""
    leaves = (_leaves(phrase)[0] for phrase in frame.slots.get("constraint", ()))
    return any(leaf.category == "inside" for leaf in leaves)


def _is_bare_card(frame: Frame) -> bool:
    """Say whether a word for cards stands with how much memory they have, and no number of them (40 GB cards)."""
    words = [leaf.category for phrase in frame.slots.get("constraint", ()) for leaf in _leaves(phrase)]
    return "card_word" in words and words.count("number") == 1 and not _NUMBERED.intersection(words)


def _leaves(phrase: Phrase) -> list[Phrase]:
    return [leaf for part in phrase.parts for leaf in _leaves(part)] if phrase.parts else [phrase]


def _of_no_number(part: Constraint) -> Constraint:
    """Return what is said of a bare card as an amount alone: kind and number are those told before."""
    if not isinstance(part, Fits) or len(part.hardware) != 1 or part.hardware[0].device:
        return part
    return replace(part, hardware=(replace(part.hardware[0], kind=""),))


def _loses_words(frame: Frame, found: Followup) -> bool:
    """Say whether words of a frame would be dropped by what it was found to say."""
    if (frame.slots.get("event") and not _of_event(frame)) or _complained_of(frame, ("amount", "sized")):
        return True
    if found.kind in _SIZED and all(frame.slots.get(slot) for slot in _SIZES):
        return True  # the 13B in its version 1.5
    if found.kind == "compare" and found.amount is not None and not found.amount.label:
        return True  # v1.5
    if found.kind != "shift":
        return False
    if found.amount is None and any(frame.slots.get(slot) for slot in _COUNTED):
        return True  # too much for my 48 GB
    pointed = bool(_POINTED & frame.cues) and not found.attributes
    by_how_much = found.order is not None and "how_much" in frame.cues
    return pointed or by_how_much or (_asks_need(frame) and not isinstance(found.where, Fits))


_COUNTED = ("amount", "sized", "cards")
"""Slots of numbers."""
_SIZED: tuple[Follow, ...] = ("shift", "compare")
"""Follow-ups that go over to another size."""
_SIZES = ("amount", "sized")
"""Slots of numbers of which one tells which of several is meant."""


def _asks_need(frame: Frame) -> bool:
    """Say whether words ask how much memory is needed, which a follow-up of another kind would drop."""
    return bool(_MEMORY & frame.cues) and bool(_HOW_MUCH & frame.cues)


def _complained_of(frame: Frame, slots: Sequence[str]) -> bool:
    """Say whether something stands before a complaint (70B is too big): then it is not asked about."""
    complaints = [phrase.start for slot in _COMPLAINTS for phrase in frame.slots.get(slot, ())]
    told = [phrase.end for slot in slots for phrase in frame.slots.get(slot, ())]
    return any(end <= start for start in complaints for end in told)


def _takes_terms(found: Followup, number: int) -> bool:
    """Say whether words on how to run something stand beside nothing, or beside what they can belong to."""
    firm = bool(found.precision or found.mode)
    beside = isinstance(found.where, Fits) or bool(found.subjects or found.pick)
    beside = beside or (found.kind == "shift" and found.rank is not None and found.where is None)
    beside = beside or (found.amount is not None and firm)
    return number == 0 or (number == 1 and beside)


def _only(found: Followup, refs: tuple[Ref, ...]) -> Followup:
    """`only BLOOM`: of what was shown, these."""
    parts = [Among(refs), *([found.where] if found.where else [])]
    return replace(found, where=_all(parts))


def _all(parts: Sequence[Constraint]) -> Constraint | None:
    flat = [inner for part in parts for inner in (part.parts if isinstance(part, And) else (part,))]
    if not flat:
        return None
    return flat[0] if len(flat) == 1 else And(tuple(flat))


def _refs(meanings: Sequence[Any]) -> tuple[Ref, ...]:
    return tuple(dict.fromkeys(ref for each in meanings if isinstance(each, Subjects) for ref in each.refs))


def _named(frame: Frame) -> tuple[Ref, ...]:
    """What is named, as itself, as what is compared with, or as what some are to be of (Mistral's)."""
    slots = (_refs(frame.meanings(slot)) for slot in ("names", "than_names", "names_of", "gap_names"))
    return next(filter(None, slots), ())


def _attributes(frame: Frame) -> tuple[str, ...]:
    named = (*frame.meanings("attributes"), *frame.meanings("only_attributes"),
             *frame.meanings("dropped"), *frame.meanings("alike"))  # fmt: skip
    return tuple(dict.fromkeys(name for each in named for name in each.ids))


def _totalled(total: Any) -> tuple[str, ...]:
    return (total.attribute,) if total else ()


def _of_event(frame: Frame) -> tuple[str, ...]:
    """A question word and a distant word that ask together: when was it … retired; not which models support it."""
    word, attribute = frame.first("event") or ("", "")
    asks_for_things = word == "which" and bool(frame.slots.get("noun"))
    return (attribute,) if word and word in frame.cues and not asks_for_things else ()


def _order(direction: Any) -> tuple[str, End] | None:
    return (direction.attribute, direction.direction) if isinstance(direction, Direction) else None


def _quantity(amount: Any) -> Quantity | None:
    """So much of something; an amount of memory is no number of cards."""
    if not isinstance(amount, Amount) or amount.unit == _MEMORY_UNIT:
        return None
    return Quantity(amount.value, amount.label)


def _things(things: Any) -> tuple[Ref, ...]:
    return tuple(Ref(things.kind, identity) for identity in things.ids) if things else ()


def _value(amount: Any) -> float:
    return amount.value if isinstance(amount, Amount) else 0


def _asks(frame: Frame) -> Asks:
    return next((asks for cue, asks in _ASKS if cue in frame.cues), "")
