"""Questions on memory: which items fit, do these fit, what is needed; and the conditions that belong to a fit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from chatbot.datatypes.catalog import Ref
from chatbot.datatypes.query import (
    And,
    Card,
    Chart,
    Check,
    Compare,
    Constraint,
    CountItems,
    Explain,
    Fits,
    Is,
    ListItems,
    Lookup,
    Memory,
    Not,
    Quantity,
    Query,
    Recommend,
    Selection,
)
from chatbot.understanding.frames import Frame
from chatbot.understanding.shapes.hardware import denied, firm, fits_in, fits_of, is_bare, replaced
from chatbot.understanding.shapes.slots import Slots, attributes_of, flat_parts, leaves, nouns_of, stated

_DRAWN = frozenset({"quantity", "amount"})
_AXES = 2
_DEVICE, _SYSTEM = "device", "system"
_HOW = ("precision", "span", "tuning")
_CUES = frozenset({"fits", "enough", "memory_need", "vram"})
"""Terms that make hardware in a question one on which something must fit."""
_SHRINK = "must_shrink"
"""Asks whether weights must be held in fewer bits; the phrase with it tells the form that then does not fit."""
_OFFLOAD = "offload"
"""Says that the memory of the system takes what a card leaves."""
_NEED = frozenset({"memory_need", "how_much", "how_many", "what"})
"""Terms that ask for an amount."""
_CARDS_NEEDED = frozenset({"need_word", "card_word"})
"""Terms in what is asked of cards that are needed, not of one that is there."""
_NOT = frozenset({"not", "dont"})
"""Terms that turn a why-question on memory round."""
_WISHING = frozenset({"recommend", "best", "good", "good_for", "should"})
_SEEKING = frozenset({"which", "what", "exist", "any", "all", "recommend", "best", "versions", "of_those"})
"""Terms that look for things: beside them, names only say where to look, and what is asked is what fits."""
_ASKING = frozenset({"which", "what", "list", "exist", "how_many", "recommend", "any", "all", "best"})
"""Terms of questions for things: a bare size beside them limits a set, and is not what must fit."""


class FitShapes(Slots):
    """Shapes of questions on memory."""

    def shape_fit(self, frame: Frame) -> Query | None:
        """A question of another shape in which something must fit into hardware."""
        if not any(fits_of(part) for part in frame.meanings("constraint")):
            return None
        base: Callable[[Frame], Query | None] = getattr(self, f"shape_{frame.intent.given['base']}")
        query = base(frame)
        if query is None or not fits_in(query) or _is_idle_word(frame):
            return None
        if isinstance(query, ListItems | Recommend) and self._size_of(frame) and not nouns_of(frame):
            return None
        if isinstance(query, ListItems) and _asks_whether_enough(frame):
            return None  # of something that was talked about
        if isinstance(query, Check) and query.selection.subjects and not nouns_of(frame):
            query = msgspec.structs.replace(query, mode="each")
        if isinstance(query, Check) and _asks_to_shrink(frame):
            return msgspec.structs.replace(query, statement=Not(query.statement))
        if isinstance(query, Explain) and _NOT & frame.cues:
            return msgspec.structs.replace(query, statement=Not(query.statement))
        return query

    def shape_fit_own(self, frame: Frame) -> Query | None:
        """A question of another shape on what runs on own hardware: what can be downloaded."""
        if not self._says_own(frame) or (frame.intent.given["base"] == "recommend" and not _WISHING & frame.cues):
            return None
        base: Callable[[Frame], Query | None] = getattr(self, f"shape_{frame.intent.given['base']}")
        query = base(frame)
        return None if query is None or fits_in(query) else query

    def _says_own(self, frame: Frame) -> bool:
        openness = self._domain.roles.get("openness", "")
        return any(isinstance(part, Is) and part.attribute == openness for part in flat_parts(frame))

    def shape_fit_choose(self, frame: Frame) -> Query | None:
        """Which of several things on this hardware, perhaps for a task."""
        subjects, where, tasks = self._subjects(frame), self._where(frame), self._tasks_of(frame)
        joined = any(phrase.meaning.mode in {"or", "versus"} for phrase in frame.slots.get("names", ()))
        if len(subjects) <= 1 or where is None or len(tasks) > 1 or not (joined or {"which", "better"} & frame.cues):
            return None
        query = Recommend(Selection(subjects, where), tasks[0] if tasks else "")
        return query if fits_in(query) else None

    def shape_fit_size(self, frame: Frame) -> Query | None:
        """Whether a bare size fits into hardware."""
        size, parts = self._size_of(frame), flat_parts(frame)
        hardware = [part for part in parts if isinstance(part, Fits)]
        if _asks_to_shrink(frame) or _is_idle_word(frame):
            return None
        if not size or len(parts) != 1 + len(hardware) or len(hardware) != 1 or _ASKING & frame.cues:
            return None
        return self._memory(frame, Selection(), size, hardware[0].hardware)

    def shape_fit_open(self, frame: Frame) -> Query | None:
        """Whether, or which, items fit into hardware that is not named."""
        if not self._own_nouns(nouns_of(frame)):
            return None
        asked = Fits(self._domain.roles.get("memory", ""))
        subjects = self._subjects(frame)
        if self._says_own(frame):
            return None
        if any(fits_of(part) for part in frame.meanings("constraint")) or (subjects and frame.slots.get("constraint")):
            return None
        if subjects:
            return Check(Selection(subjects), asked)
        if not {"which", "what", "list", "any", "exist"} & frame.cues:
            return None
        return ListItems(Selection((), stated([*frame.meanings("constraint"), asked])))

    def shape_fit_open_recommend(self, frame: Frame) -> Query | None:
        """What to recommend among what fits into hardware that is not named."""
        tasks = self._tasks_of(frame)
        if "fits" not in frame.cues or not self._own_nouns(nouns_of(frame)) or self._says_own(frame) or len(tasks) > 1:
            return None
        if any(fits_of(part) for part in frame.meanings("constraint")):
            return None
        asked = Fits(self._domain.roles.get("memory", ""))
        where = stated([*frame.meanings("constraint"), asked])
        return Recommend(Selection((), where), tasks[0] if tasks else "")

    def shape_memory_how(self, frame: Frame) -> Query | None:
        """What is needed to run or train named things, where it is said that they are run or trained."""
        running = "fits" in frame.cues or any(frame.slots.get(slot) for slot in _HOW)
        return self._memory(frame, Selection(self._subjects(frame)), 0, ()) if running else None

    def shape_fit_open_card(self, frame: Frame) -> Query | None:
        """Whether something the conversation must tell fits into hardware that is named."""
        (part, *more) = flat_parts(frame)
        return None if more or not isinstance(part, Fits) else Check(Selection(), part)

    def shape_fit_open_item(self, frame: Frame) -> Query | None:
        """Whether something the conversation must tell fits into hardware that it must tell, too."""
        (noun, *more) = (*nouns_of(frame), "")
        if more not in ([], [""]) or noun in {self._domain.item, self._domain.group}:
            return None
        return Check(Selection(), Fits(self._domain.roles.get("memory", "")))

    def shape_fit_local(self, frame: Frame) -> Query | None:
        """Whether named things can be had to run on own hardware: their weights must be published."""
        openness = self._domain.roles.get("openness", "")
        return Check(Selection(self._subjects(frame)), Is(openness)) if openness else None

    def shape_memory(self, frame: Frame) -> Query | None:
        """How much memory items, or a bare size, need."""
        if any(noun == self._domain.group for noun in nouns_of(frame)) or _asks_enough(frame):
            return None
        size, parts = self._size_of(frame), flat_parts(frame)
        left = [part for part in parts if not self._on_processor(part)]
        if len(left) < len(parts):
            return self._memory_of_machine(frame, left, size)
        asked = self._attributes(frame, "attributes")
        if asked and not self._asks_storage(frame, asked):
            return None
        of = "disk" if asked else "memory"
        selection = self._selection(frame)
        if selection is None or (selection.subjects and self._states_besides(frame)) or fits_in(ListItems(selection)):
            return None
        if size and len(frame.meanings("constraint")) == 1 and not selection.subjects and not selection.rank:
            return self._memory(frame, Selection(), size, (), of)
        if not selection.subjects and not selection.rank and selection.where is None:
            return None
        return self._memory(frame, selection, 0, (), of)

    def _states_besides(self, frame: Frame) -> bool:
        """Say whether something is stated of named things, beyond which of a family are meant."""
        stated = bool(frame.slots.get("constraint"))
        return stated and (not self._narrows(frame) or self._spans(flat_parts(frame)))

    def _asks_storage(self, frame: Frame, asked: tuple[str, ...]) -> bool:
        """Say whether the size in a precision, or on disk, is asked for that the memory rules compute."""
        if asked not in {(self._domain.roles.get("disk"),), (self._domain.roles.get("size"),)}:
            return False
        subjects = self._subjects(frame)
        return bool(frame.slots.get("precision")) or not self._published(asked[0], subjects)

    def shape_context_room(self, frame: Frame) -> Query | None:
        """How much context named things leave room for on hardware."""
        fits = [part for part in flat_parts(frame) if isinstance(part, Fits)]
        spans = self._attributes(frame, "attributes") == (self._domain.roles.get("span"),)
        if not spans or len(fits) != 1 or len(flat_parts(frame)) != 1 or nouns_of(frame):
            return None
        return self._memory(frame, Selection(self._subjects(frame)), 0, fits[0].hardware, "context")

    def _on_processor(self, part: Constraint) -> bool:
        """Say whether a statement only tells that something runs without a card, in memory of no amount named."""
        if not isinstance(part, Fits) or len(part.hardware) != 1 or part.hardware[0].memory:
            return False
        return self._kind_of(part.hardware[0].device) == _SYSTEM

    def _kind_of(self, device: str) -> str:
        entity = self._catalog.entities.get(_DEVICE, {}).get(device)
        facts = entity.facts.get(self._domain.roles.get("device_kind", ""), ()) if entity else ()
        return next((str(fact.value) for fact in facts), "")

    def _memory_of_machine(self, frame: Frame, left: Sequence[Constraint], size: float) -> Query | None:
        """How much memory a machine without a card needs for named things, or for a bare size."""
        subjects = self._subjects(frame)
        if frame.slots.get("tuning") or frame.slots.get("ordering") or len(left) != (0 if subjects else 1):
            return None
        return self._memory(frame, Selection(subjects), size, (), "ram") if bool(size) != bool(subjects) else None

    def _published(self, attribute: str, subjects: Sequence[Ref]) -> bool:
        """Whether the catalog holds a figure of its own, or the attribute is not one that the memory rules compute."""
        items = [item for ref in subjects for item in self._members(ref)]
        stated = any(attribute in self._catalog.items[item].facts for item in items)
        return stated or attribute != self._domain.roles.get("disk")

    def shape_device_need(self, frame: Frame) -> Query | None:
        """Which device named things need: answered by the memory that they need."""
        if nouns_of(frame) != [_DEVICE]:
            return None
        return self._memory(frame, Selection(self._subjects(frame)), 0, ())

    def shape_device_memory(self, frame: Frame) -> Query | None:
        """How much memory devices have."""
        things = frame.first("things")
        asked = {leaf.category for phrase in frame.slots.get("need", ()) for leaf in leaves(phrase)}
        if asked >= _CARDS_NEEDED:
            return None  # how many of them are needed
        attribute = self._domain.roles.get("device_memory", "")
        refs = tuple(Ref(things.kind, identity) for identity in things.ids)
        return Lookup(Selection(refs), (attribute,)) if attribute else None

    def shape_cards(self, frame: Frame) -> Query | None:
        """How many cards of a sort are needed."""
        hardware: tuple[Card, ...] = frame.first("hardware")
        size, subjects = self._size_of(frame), self._subjects(frame)
        if len(hardware) != 1 or hardware[0].count != 1 or bool(size) == bool(subjects):
            return None
        first = frame.first("ordering")
        if first is not None and not subjects:
            return None
        ranked = Selection(subjects, rank=first.rank) if first is not None else Selection(subjects)
        return self._memory(frame, ranked, size, hardware, "cards")

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

    def _memory(
        self, frame: Frame, selection: Selection, size: float, hardware: tuple[Card, ...], of: str = "memory"
    ) -> Memory:
        how = how_of(frame)
        mode = how.get("mode", "run")
        return Memory(selection, size, how.get("precision", ""), how.get("context", 0), mode, firm(hardware), of)

    def _size_of(self, frame: Frame) -> float:
        """Return the bare size among the statements of a frame (13B), or 0."""
        role = self._domain.roles.get("size", "")
        for part in flat_parts(frame):
            sized = isinstance(part, Compare) and part.attribute == role and part.op == "="
            operand = getattr(part, "operand", None) if sized else None
            if isinstance(operand, Quantity) and not operand.approximate:
                return operand.value
        return 0

    def finished(self, frame: Frame, query: Query | None) -> Query | None:
        """Give the fit in a query the precision, context and mode that were said; None where they belong to nothing."""
        if query is None or self._contradicts_itself(frame, query):
            return None
        if isinstance(query, Memory):
            return query if self._domain.roles.get("memory") else None
        found = fits_in(query)
        if any(not asked.attribute for asked in found):
            return None  # a domain without memory
        if not found:
            return query if not any(frame.slots.get(slot) for slot in _HOW) and not self._held(query) else None
        cued = bool(_CUES & frame.cues) or any(frame.slots.get(slot) for slot in _HOW)
        if not cued and any(is_bare(card) for asked in found for card in asked.hardware):
            return None
        if _OFFLOAD in frame.cues and not all(map(self._takes_rest, found)):
            return None
        if len(found) - len(denied(query)) > 1 or self._misplaced(frame, query):
            return None
        how = how_of(frame)
        return replaced(query, lambda asked: msgspec.structs.replace(asked, hardware=firm(asked.hardware), **how))

    def _takes_rest(self, asked: Fits) -> bool:
        """Say whether it is told how much memory of the system takes what a card leaves."""
        kinds = [(card.kind or self._kind_of(card.device), card.memory) for card in asked.hardware]
        rest = [memory for kind, memory in kinds if kind == _SYSTEM and memory]
        return bool(rest) and len(rest) < len(kinds)

    def _contradicts_itself(self, frame: Frame, query: Query) -> bool:
        """`Apache models, no matter the licence`: what limits the set is said not to matter."""
        waived = set(self._attributes(frame, "indifferent"))
        where = getattr(getattr(query, "selection", None), "where", None)
        return bool(waived) and where is not None and not waived.isdisjoint(attributes_of(where))

    def _misplaced(self, frame: Frame, query: Query) -> bool:
        """Beside a fit, a context is what is held of named things, and a property of things that are looked for."""
        subjects: tuple[Ref, ...] = getattr(getattr(query, "selection", None), "subjects", ())
        if isinstance(query, CountItems) and subjects and not nouns_of(frame):
            return True  # how many of these cards for that model
        if isinstance(query, ListItems) and subjects and not nouns_of(frame) and not _SEEKING & frame.cues:
            return True  # named things are checked
        if isinstance(query, Check | Explain) and subjects:
            statement = query.statement
            return self._spans(statement.parts if isinstance(statement, And) else ())
        return frame.first("span") is not None and not subjects

    def _held(self, query: Query) -> bool:
        """Say whether a bound on the memory needed stands beside a context, which would be what is held in it."""
        statement = getattr(query, "statement", None)
        parts = statement.parts if isinstance(statement, And) else ()
        memory = self._domain.roles.get("memory", "")
        return any(isinstance(p, Compare) and p.attribute == memory for p in parts) and self._spans(parts)

    def _spans(self, parts: tuple[Constraint, ...]) -> bool:
        role = self._domain.roles.get("span", "")
        return any(isinstance(part, Compare) and part.attribute == role and part.op == "=" for part in parts)


def _is_idle_word(frame: Frame) -> bool:
    """Say whether the word for holding weights in fewer bits stands alone, without the form that its phrase tells."""
    return _SHRINK in frame.cues and not frame.slots.get("precision")


def _asks_enough(frame: Frame) -> bool:
    """Say whether it is asked if the memory is enough, not how much it is."""
    return bool({"enough", "doubted"} & frame.cues) and not _NEED & frame.cues


def _asks_whether_enough(frame: Frame) -> bool:
    """Say whether it is asked if hardware is enough, with no word for what is looked for (are two 3090s enough?)."""
    sought = _ASKING & frame.cues or frame.slots.get("noun") or frame.slots.get("names") or frame.slots.get("ordering")
    return "enough" in frame.cues and len(frame.slots.get("constraint", ())) == 1 and not sought


def _asks_to_shrink(frame: Frame) -> bool:
    """Say whether only that is asked; beside the question whether it fits, the answer to that one tells it."""
    return _SHRINK in frame.cues and not {"fits", "enough", "yes_no"} & frame.cues


def how_of(frame: Frame) -> dict[str, Any]:
    """Return precision, context and mode as said in a frame."""
    how: dict[str, Any] = {}
    precision, span = frame.first("precision"), frame.first("span")
    if _SHRINK in frame.cues and not _asks_to_shrink(frame):
        precision = None
    modes = frame.meanings("tuning")
    mode = next((one for one in modes if one != "tune"), modes[0] if modes else None)
    if precision is not None:
        how["precision"] = precision
    if span is not None:
        how["context"] = span
    if mode is not None:
        how["mode"] = "qlora" if mode == "lora" and str(precision).startswith(("int4", "nf4")) else mode
    return how
