"""Whether a statement holds of named things, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import msgspec

from chatbot.datatypes.catalog import Ref, base
from chatbot.datatypes.options import CheckMode
from chatbot.datatypes.query import (
    Among,
    And,
    Check,
    Compare,
    Conditions,
    Constraint,
    Explain,
    Fits,
    Is,
    Known,
    Lookup,
    Not,
    Or,
    Quantity,
    Query,
    Selection,
)
from chatbot.understanding.frames import Frame
from chatbot.understanding.meanings import Amount
from chatbot.understanding.shapes.clauses import ClauseSlots
from chatbot.understanding.shapes.of_all import described, set_and_statement
from chatbot.understanding.shapes.slots import (
    all_of,
    attributes_of,
    contradicts,
    first_of_opposites,
    leaves,
    nouns_of,
    stated,
)

_LABELLED = ("size", "span")
"""Roles of the amounts by which members of a family are called."""
_MODES: dict[str, CheckMode] = {"both": "all", "either": "any"}
"""Terms that tell of how many of the named things something is asked."""
_OF_SERVICES = frozenset({"api_word", "api_front"})
"""Terms with which what is said of a thing is said of a service that offers it."""


class StatementShapes(ClauseSlots):
    """Statements about named things."""

    def shape_check(self, frame: Frame) -> Query | None:
        """A statement about named things, or about any or all of a set."""
        said = _mode_of(frame)
        mode = said or cast("CheckMode", frame.intent.given.get("mode", "each"))  # checked as it was loaded
        nouns, subjects = nouns_of(frame), self._subjects(frame)
        needs_question = (mode == "all" and not said) or frame.slots.get("attributes")
        if not self._own_nouns(nouns) or (needs_question and "yes_no" not in frame.cues):
            return None
        if frame.slots.get("attributes") and self._asks_besides(frame):
            return None
        if mode == "each" or subjects:
            told, which = (
                self._told_of_all(frame) if mode == "all" and not said else self._told_of_some(frame, subjects)
            )
            whole = None if mode == "all" and not said else self._where(frame)
            statement = self._offered_by(frame, all_of(told) if told else whole)
            versions = self._versions_asked(statement, subjects) if mode == "any" else ()
            if versions:
                return Lookup(Selection(subjects), versions, whether=True)
            bare = mode == "each" and nouns and not frame.cues
            opposed = contradicts(frame.meanings("constraint"))
            if statement is None or bare or opposed or self._sets_apart(statement, subjects):
                return None
            if not self._asks_whether(frame, statement) or self._is_no_statement(frame, statement):
                return None
            statement = first_of_opposites(statement, self._offers())
            return self._stated_of(Selection(subjects, which), Not(statement) if frame.turns % 2 else statement, mode)
        if mode == "any":
            statement = self._where(frame)
            return Check(Selection(), statement, "any") if statement else None
        return self._check_all(frame)

    def shape_check_opposed(self, frame: Frame) -> Query | None:
        """`is it still to be had, or has it been retired`: of a statement and its opposite, the first is asked."""
        told, subjects = self._told(frame), self._subjects(frame)
        asked = first_of_opposites(Or(tuple(told)), self._offers())
        if isinstance(asked, Or) or frame.turns % 2 or not self._own_nouns(nouns_of(frame)):
            return None
        return Check(Selection(subjects), asked) if self._about(asked, ()) else None

    def _offers(self) -> frozenset[str]:
        """Return the attributes that tell whether something is to be had from who serves it."""
        return frozenset(filter(None, map(self._domain.roles.get, ("available", "api"))))

    def _stated_of(self, selection: Selection, statement: Constraint, mode: CheckMode) -> Query:
        """Return the check of a statement on named things; or how they are tuned where that is to be told."""
        if self._tuned_within(statement, selection.subjects):
            return Lookup(selection, (self._domain.roles["stage"], self._domain.roles["tuned"]))
        single = len(selection.subjects) == 1 and selection.subjects[0].kind == "item"  # there is but one
        return Check(selection, statement, "each" if single and mode == "any" else mode)

    def shape_check_sold(self, frame: Frame) -> Query | None:
        """Whether what does a task may be sold: of the task that depends only where the terms say something on it."""
        ends = {part.end for part in frame.slots["names"]}
        if any(part.start in ends for part in frame.slots["purpose"]):
            return None  # the `Mistral research licence` is no research with Mistral
        query, usable = self.shape_check(frame), self._domain.roles.get("usable")
        if not isinstance(query, Check) or attributes_of(query.statement) != (usable,):
            return None
        subjects, tasks = self._subjects(frame), self._tasks_of(frame)
        if self._ruled(subjects, tasks):
            asked = Conditions(subjects, frame.intent.given["topic"], whether=True, task=tasks[0])
            return asked if len(tasks) == 1 and frame.turns % 2 == 0 else None
        return query

    def _told_of_some(self, frame: Frame, subjects: Sequence[Ref]) -> tuple[Sequence[Constraint], Constraint | None]:
        """Return what is stated, and which of a family are meant: the 70B, the one with 16K, beside what is asked."""
        told = self._told(frame)
        if len(subjects) != 1 or subjects[0].kind == "item":
            return told, None
        if not any(leaf.category == "and" for part in frame.slots.get("constraint", ()) for leaf in leaves(part)):
            told = [one for part in told for one in (part.parts if isinstance(part, And) else (part,))]
        labelled = {self._domain.roles.get(role) for role in _LABELLED}
        which: list[Constraint] = [p for p in told if isinstance(p, Not) and isinstance(p.part, Among)]
        which += [p for p in told if p not in which and p in described(frame)]
        which += [p for p in told if isinstance(p, Compare) and p.op == "=" and p.attribute in labelled and _nominal(p)]
        stated = [part for part in told if part not in which]
        return (stated, all_of(which)) if which and stated else (told, None)

    def _is_no_statement(self, frame: Frame, statement: Constraint) -> bool:
        """Say whether a size only names things, or being open and fitting are asked apart, or as one (at home)."""
        sized = self._sized(frame, statement) or self._denies_size(frame, statement)
        return sized or self._sizes_another(frame, statement) or self._fits_own(statement)

    def _denies_size(self, frame: Frame, statement: Constraint) -> bool:
        """Say whether another size is only put right, with nothing that asks: not 40B, I meant Falcon 180B."""
        size, part = self._domain.roles.get("size", ""), statement.part if isinstance(statement, Not) else None
        denied = isinstance(part, Compare) and (part.attribute, part.op) == (size, "=")
        return denied and "yes_no" not in frame.cues and all(ref.kind == "item" for ref in self._subjects(frame))

    def _sizes_another(self, frame: Frame, statement: Constraint) -> bool:
        """Say whether a size beside another statement names a sibling: is the 180B gated, the 40B as well?"""
        size, parts = self._domain.roles.get("size", ""), statement.parts if isinstance(statement, And) else ()
        bare = [part.part if isinstance(part, Not) else part for part in parts]
        sized = any(isinstance(part, Compare) and (part.attribute, part.op) == (size, "=") for part in bare)
        return sized and all(ref.kind == "item" for ref in self._subjects(frame))

    def _fits_own(self, statement: Constraint) -> bool:
        """Say whether something must both be open and fit: run at home, the one is no condition beside the other."""
        openness = self._domain.roles.get("openness", "")
        parts = statement.parts if isinstance(statement, And) else ()
        own = any(isinstance(part, Is) and part.attribute == openness for part in parts)
        return own and _has_fit(statement)

    def shape_check_takes(self, frame: Frame) -> Query | None:
        """Whether so much, or more, fits into what named things take in; of anything else that fits, hardware tells."""
        query = self.shape_check_works(frame)
        told = attributes_of(query.statement) if isinstance(query, Check) else ()
        return query if set(told) == {self._domain.roles.get("span")} else None

    def shape_check_works(self, frame: Frame) -> Query | None:
        """Whether named things do for what is stated: so much context, or more."""
        query, span = self.shape_check(frame), self._domain.roles.get("span")
        statement = query.statement if isinstance(query, Check) else None
        exact = isinstance(statement, Compare) and (statement.attribute, statement.op) == (span, "=")
        if not exact or statement is None or not isinstance(query, Check):
            return query
        return msgspec.structs.replace(query, statement=msgspec.structs.replace(statement, op=">="))

    def _offered_by(self, frame: Frame, statement: Constraint | None) -> Constraint | None:
        """`can I still use it through Anthropic's API`: of what only its maker offers, whether it is to be had."""
        makers = frame.meanings("api_of")
        if statement is None or not (makers or frame.cues & _OF_SERVICES):
            return statement
        offered, api = self._domain.roles.get("available", ""), self._domain.roles.get("api", "")
        named = {made.value for made in makers}
        if makers and not all(self._sole(ref) in named for ref in self._subjects(frame)):
            return None
        if set(attributes_of(statement)) != {offered}:
            return None if makers else statement
        return Not(Is(api)) if isinstance(statement, Not) else Is(api)

    def _of_service(self, frame: Frame, statement: Constraint) -> bool:
        """Say whether a statement on a service is one that is told: there is one, or its terms, where only that is."""
        told, roles = set(attributes_of(statement)), self._domain.roles
        return told == {roles.get("api")} or (
            told == {roles.get("usable")} and all(self._sole(ref) for ref in self._subjects(frame))
        )

    def _sole(self, ref: Ref) -> str:
        """Return who alone offers a thing: its maker, where the weights are not open."""
        openness = self._domain.roles.get("openness", "")
        facts = [self._catalog.items[item].facts.get(openness, ()) for item in self._members(ref)]
        closed = all(len(each) == 1 and each[0].value == "no" for each in facts)
        return self._maker(ref, self._domain.roles.get("maker", "")) if closed else ""

    def _asks_besides(self, frame: Frame) -> bool:
        """Say whether a value is asked for beside the statement: what is its licence, and may it be sold?"""
        asked = any(leaf.category == "asked" for part in frame.slots["attributes"] for leaf in leaves(part))
        values = {self._type(name) for name in self._attributes(frame, "attributes")} != {"truth"}
        return values and (asked or "what" in frame.cues)

    def _sized(self, frame: Frame, statement: Constraint) -> bool:
        """Say whether a size right behind a name (GPT-NeoX 6B) belongs to the name instead of stating something."""
        if frame.cues or not isinstance(statement, Compare) or not frame.slots.get("names"):
            return False
        part, size = frame.slots["constraint"][0], self._domain.roles.get("size", "")
        first = leaves(part)[0]
        behind = first.category == "number" and first.start == frame.slots["names"][-1].end
        return behind and statement.attribute != size and self._sizes(first.meaning)

    def _sizes(self, amount: Amount) -> bool:
        """Say whether an amount without a unit is one that items are called by."""
        size, found = self._domain.roles.get("size"), bool(amount.label) and not amount.unit
        rules = [rule for rule in self._domain.bare if rule.attribute == size and not rule.unit]
        return found and any(rule.least <= amount.value < rule.below for rule in rules)

    def _asks_whether(self, frame: Frame, statement: Constraint) -> bool:
        """Say whether the cues and nouns beside a statement leave it a question on its truth."""
        if frame.cues & _OF_SERVICES and not self._of_service(frame, statement):
            return False
        if "public_word" in frame.cues and ("yes_no" not in frame.cues or _has_fit(statement)):
            return False  # `it is open` beside what must fit is said for its own sake
        if "what" in frame.cues and isinstance(statement, Known):
            return False
        if isinstance(statement, Not) and {"what", "what_do"} & frame.cues and "yes_no" not in frame.cues:
            return False  # `what does it make besides text` asks for what is left
        if not frame.cues and self._narrows(frame):
            return False
        return self._about(statement, self._attributes(frame, "attributes"))

    def _about(self, statement: Constraint, attributes: Sequence[str]) -> bool:
        """Say whether nouns beside a statement (`are the weights downloadable`) are what the statement is about."""
        stated = {base(name) for name in attributes_of(statement)}
        near = stated | {basis for name in stated for basis in self._catalog.attribute(name).basis}
        near = near.union(*(self._resting.get(name, ()) for name in stated))
        if self._domain.roles.get("terms") in near:
            near.add(self._domain.roles.get("hosted", ""))  # the terms are those of the weights
        return all(attribute in near for attribute in attributes)

    def _told_of_all(self, frame: Frame) -> tuple[Sequence[Constraint], Constraint | None]:
        """Return what is stated of all members of what is named, and which of them are meant."""
        limits, told = set_and_statement(frame) or ([], [])
        return told, all_of(limits)

    def _check_all(self, frame: Frame) -> Query | None:
        """`are all Apache models multilingual`: what describes the set, and the rest, which is stated."""
        parted = set_and_statement(frame) if frame.slots.get("noun") else None
        return Check(Selection((), all_of(parted[0])), stated(parted[1]), "all") if parted else None

    def shape_check_open(self, frame: Frame) -> Query | None:
        """A statement about something the conversation must tell."""
        statement = self._where(frame)
        if statement is None or self._names_origin(statement) or self._is_size_to_fit(frame):
            return None
        return Check(Selection(), statement)

    def _names_origin(self, statement: Constraint) -> bool:
        """`may we sell a service built upon BLOOM` states nothing of an unnamed thing: it asks about the origin."""
        told = attributes_of(statement)
        return len(told) > 1 and self._domain.roles.get("origin") in told

    def shape_explain(self, frame: Frame) -> Query | None:
        """Why a statement holds of named things."""
        statement = self._said_of_maker(frame) or all_of(self._told(frame)) or self._where(frame)
        subjects = self._subjects(frame)
        if statement is None or not subjects or not self._about(statement, self._attributes(frame, "attributes")):
            return None
        size = self._domain.roles.get("size")
        if isinstance(statement, Or) and size in attributes_of(statement):
            return None  # `but the 180B not` sets a sibling against the named ones
        denied = frame.turns % 2 == 1  # what is not forbidden is allowed
        return Explain(Selection(subjects), Not(statement) if denied else statement)


def _nominal(part: Compare) -> bool:
    """Say whether an amount is a label: 70B, 16K."""
    return isinstance(part.operand, Quantity) and bool(part.operand.label)


def _has_fit(statement: Constraint) -> bool:
    """Say whether a statement tells, perhaps beside something else, that something fits."""
    parts = statement.parts if isinstance(statement, And) else (statement,)
    return any(isinstance(part, Fits) for part in parts)


def _mode_of(frame: Frame) -> CheckMode | None:
    """Return how a statement is meant of several named things, where it is said: both of them, either of them."""
    parts = frame.slots.get("names", ())
    said = frame.cues.union(leaf.category for part in parts for leaf in leaves(part))
    several = sum(len(part.meaning.refs) for part in parts) > 1
    return next((mode for word, mode in _MODES.items() if several and word in said), None)
