"""Questions on what fits: which items do, whether these do; and the conditions that belong to a fit."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from chatbot.datatypes.catalog import Ref
from chatbot.datatypes.query import (
    And,
    Card,
    Check,
    Compare,
    Constraint,
    CountItems,
    Explain,
    Fits,
    Is,
    ListItems,
    ListValues,
    Lookup,
    Memory,
    Not,
    Quantity,
    Query,
    Recommend,
    Selection,
)
from chatbot.datatypes.subjects import subjects_of
from chatbot.understanding.frames import Frame
from chatbot.understanding.meanings import Attributes
from chatbot.understanding.shapes.hardware import denied, firm, fits_in, fits_of, is_bare, replaced, with_own_memory
from chatbot.understanding.shapes.memory import SYSTEM, MemoryShapes
from chatbot.understanding.shapes.slots import attributes_of, flat_parts, nouns_of, stated
from chatbot.understanding.shapes.ways import asks_to_shrink, dates_hardware, how_of, is_idle_word, is_of_hardware

_HOW = frozenset({"precision", "span", "tuning"})
_CUES = frozenset({"fits", "enough", "memory_need", "vram", "which_precision", "works", "doable"})
"""Terms that make hardware in a question one on which something must fit."""
_OWN = "at_home"
"""Says that own hardware is meant, whatever it is: what can be downloaded runs on some."""
_OFFLOAD = "offload"
"""Says that the memory of the system takes what a card leaves."""
_NOT = frozenset({"not", "dont"})
"""Terms that turn a why-question on memory round."""
_LACKS = frozenset({"runs_out", "undoable"})
"""Terms that ask whether a thing does not fit (will it run out of memory, is it out of the question)."""
_WISHING = frozenset({"recommend", "best", "good", "good_for", "should"})
_SEEKING = frozenset({"which", "what", "exist", "any", "all", "recommend", "best", "versions", "of_those"})
"""Terms that look for things: beside them, names only say where to look, and what is asked is what fits."""
_ASKING = frozenset({"which", "what", "list", "exist", "how_many", "recommend", "any", "all", "best"})
"""Terms of questions for things: a bare size beside them limits a set, and is not what must fit."""


class FitShapes(MemoryShapes):
    """Shapes of questions on memory."""

    def shape_fit(self, frame: Frame) -> Query | None:
        """A question of another shape in which something must fit into hardware."""
        if not any(fits_of(part) for part in frame.meanings("constraint")):
            return None
        base: Callable[[Frame], Query | None] = getattr(self, f"shape_{frame.intent.given['base']}")
        query = base(frame)
        if query is None or not fits_in(query) or is_idle_word(frame) or self._takes_unit(frame):
            return None
        if isinstance(query, ListItems | Recommend) and self._size_of(frame) and not nouns_of(frame):
            return None
        if isinstance(query, ListItems) and _asks_whether_enough(frame):
            return None  # of something that was talked about
        if isinstance(query, Check) and query.selection.subjects and not nouns_of(frame):
            query = self._of_size(msgspec.structs.replace(query, mode="each"))
        if isinstance(query, Check) and asks_to_shrink(frame):
            return msgspec.structs.replace(query, statement=Not(query.statement))
        if _LACKS & frame.cues:
            return _denied(query)
        if isinstance(query, Explain) and _NOT & frame.cues and not isinstance(query.statement, Not):
            return msgspec.structs.replace(query, statement=Not(query.statement))
        return query

    def _takes_unit(self, frame: Frame) -> bool:
        """Say whether the word for memory behind an amount is taken for the beginning of an order (8G显存 最大)."""
        memory = self._domain.roles.get("memory", "")
        starts = [each.start for each in frame.slots.get("ordering", ()) if each.meaning.rank.attribute == memory]
        bare = [each.end for each in frame.slots.get("constraint", ()) if any(map(is_bare, _cards(each.meaning)))]
        return any(end in starts for end in bare)

    def _of_size(self, query: Check) -> Check:
        """`can it run the 33B Vicuna`: of a family, those of a size; that they have it is not asked."""
        size, parts = self._domain.roles.get("size", ""), _parts(query.statement)
        sized = [p for p in parts if isinstance(p, Compare) and (p.attribute, p.op) == (size, "=")]
        subjects, rest = query.selection.subjects, [part for part in parts if part not in sized]
        if len(sized) != 1 or not rest or [ref.kind == "item" for ref in subjects] != [False]:
            return query
        label = sized[0].operand.label if isinstance(sized[0].operand, Quantity) else ""
        facts = ((item, self._catalog.items[item].facts.get(size, ())) for item in self._members(subjects[0]))
        own = tuple(Ref("item", item) for item, known in facts if label and known and label in known[0].labels)
        return Check(Selection(own), stated(rest), query.mode) if own else query

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
        if asks_to_shrink(frame) or is_idle_word(frame):
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
            return Check(Selection(subjects), Not(asked) if _LACKS & frame.cues else asked)
        if _LACKS & frame.cues or not {"which", "what", "list", "any", "exist"} & frame.cues:
            return None
        openness = self._domain.roles.get("openness", "")
        own = openness and _OWN in frame.cues and not any(frame.slots.get(slot) for slot in _HOW)
        return ListItems(Selection((), stated([*frame.meanings("constraint"), Is(openness) if own else asked])))

    def shape_fit_open_first(self, frame: Frame) -> Query | None:
        """Which of what fits into hardware that is not named is first in an order."""
        base: Callable[[Frame], Query | None] = getattr(self, f"shape_{frame.intent.given['base']}")
        query, asked = base(frame), Fits(self._domain.roles.get("memory", ""))
        if not isinstance(query, ListItems) or self._says_own(frame) or fits_in(query):
            return None
        chosen = msgspec.structs.replace(query.selection, where=stated([*frame.meanings("constraint"), asked]))
        return msgspec.structs.replace(query, selection=chosen)

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

    def finished(self, frame: Frame, query: Query) -> Query | None:
        """Give the fit in a query the precision, context and mode that were said; None where they belong to nothing."""
        if self._contradicts_itself(frame, query):
            return None
        query = self._computed(frame, query)
        if isinstance(query, Memory):
            return query if self._domain.roles.get("memory") else None
        query = with_own_memory(query, self._memory_sold) if len(fits_in(query)) == 2 else query
        found = fits_in(query)
        if not found:
            return query if _HOW.isdisjoint(frame.slots) and not self._held(query) else None
        if any(not asked.attribute for asked in found):
            return None  # a domain without memory
        works = "good_for" in frame.cues and not frame.slots.get("purpose")
        cued = works or bool(_CUES & frame.cues) or any(frame.slots.get(slot) for slot in _HOW)
        if not cued and any(is_bare(card) for asked in found for card in asked.hardware):
            return None
        if _OFFLOAD in frame.cues and not all(map(self._takes_rest, found)):
            return None
        if len(found) - len(denied(query)) > 1 or self._misplaced(frame, query):
            return None
        how = how_of(frame)
        return replaced(query, lambda asked: msgspec.structs.replace(asked, hardware=firm(asked.hardware), **how))

    def _computed(self, frame: Frame, query: Query) -> Query:
        """Return a question on the size on disk as one that is computed, where none is published."""
        disk = self._domain.roles.get("disk", "")
        sized = isinstance(query, Lookup) and query.attributes == (disk,) and subjects_of(query)
        if not sized or query != Lookup(Selection(subjects_of(query)), (disk,)):
            return query
        published = self._published(disk, subjects_of(query))
        return query if published else self._memory(frame, Selection(subjects_of(query)), 0, (), "disk")

    def _memory_sold(self, device: str) -> Sequence[float]:
        """Return the amounts of memory that a device is sold with, in GB."""
        entity = self._catalog.entities.get("device", {}).get(device)
        facts = entity.facts.get(self._domain.roles.get("device_memory", ""), ()) if entity else ()
        return facts[0].value if facts else ()

    def _takes_rest(self, asked: Fits) -> bool:
        """Say whether it is told how much memory of the system takes what a card leaves."""
        kinds = [(card.kind or self._kind_of(card.device), card.memory) for card in asked.hardware]
        rest = [memory for kind, memory in kinds if kind == SYSTEM and memory]
        return bool(rest) and len(rest) < len(kinds)

    def _contradicts_itself(self, frame: Frame, query: Query) -> bool:
        """`Apache models, no matter the licence`: what limits the set is said not to matter."""
        if not frame.slots.get("indifferent"):
            return False
        waived = set(self._attributes(frame, "indifferent"))
        stated = (each for each in frame.meanings("indifferent") if not isinstance(each, Attributes))
        waived = waived.union(*map(attributes_of, stated))
        where = getattr(getattr(query, "selection", None), "where", None)
        return bool(waived) and where is not None and not waived.isdisjoint(attributes_of(where))

    def _misplaced(self, frame: Frame, query: Query) -> bool:
        """Beside a fit, a context is what is held of named things, and a property of things that are looked for."""
        subjects: tuple[Ref, ...] = getattr(getattr(query, "selection", None), "subjects", ())
        if dates_hardware(frame) and not subjects:
            return True  # models that fit on a 3090 from 2023: the time may limit the set
        of_it = isinstance(query, CountItems | ListValues | Lookup) or "who" in frame.cues
        if of_it and not subjects and is_of_hardware(frame):
            return True  # how many of these cards that company has, from when they are, who made them
        if isinstance(query, CountItems) and subjects and not nouns_of(frame):
            return True  # how many of these cards for that model
        single = len(subjects) == 1 and subjects[0].kind == "item"
        sought = bool(_SEEKING & frame.cues) or (isinstance(query, ListItems) and query.selection.rank is not None)
        if isinstance(query, ListItems) and subjects and not nouns_of(frame) and (single or not sought):
            return True  # named things are checked, but not the largest of them
        if isinstance(query, Check | Explain) and subjects:
            statement, which = query.statement, query.selection.where
            told = statement.parts if isinstance(statement, And) else ()
            return self._spans((*told, which) if which is not None else told)
        return frame.first("span") is not None and not subjects

    def _held(self, query: Query) -> bool:
        """Say whether a bound on the memory needed stands beside a context, which would be what is held in it."""
        statement = getattr(query, "statement", None)
        parts = statement.parts if isinstance(statement, And) else ()
        memory = self._domain.roles.get("memory", "")
        return any(isinstance(p, Compare) and p.attribute == memory for p in parts) and self._spans(parts)


def _asks_whether_enough(frame: Frame) -> bool:
    """Say whether it is asked if hardware is enough, with no word for what is looked for (are two 3090s enough?)."""
    sought = _ASKING & frame.cues or frame.slots.get("noun") or frame.slots.get("names") or frame.slots.get("ordering")
    return "enough" in frame.cues and len(frame.slots.get("constraint", ())) == 1 and not sought


def _denied(query: Query) -> Query | None:
    """Return the question whether something fits as the one whether it does not."""
    if not isinstance(query, Check) or not isinstance(query.statement, Fits):
        return None
    return msgspec.structs.replace(query, statement=Not(query.statement))


def _cards(statement: Constraint) -> tuple[Card, ...]:
    return tuple(card for asked in fits_of(statement) for card in asked.hardware)


def _parts(statement: Constraint) -> tuple[Constraint, ...]:
    return statement.parts if isinstance(statement, And) else (statement,)
