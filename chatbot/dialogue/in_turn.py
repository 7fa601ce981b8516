"""Sentences read one after the other, each going on from those before it, where a text is no one question."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

import msgspec

from chatbot.datatypes.later import Later
from chatbot.datatypes.query import Check, ListItems, Meta, Not, Recommend
from chatbot.datatypes.reading import Outcome, Reading
from chatbot.datatypes.subjects import is_set, subjects_of
from chatbot.dialogue.limits import is_taken_over, is_wished, parts_of
from chatbot.dialogue.outcomes import Resolved
from chatbot.dialogue.pointing import points_back, said
from chatbot.dialogue.resolve import Dialogue
from chatbot.dialogue.state import State
from chatbot.understanding.shapes.hardware import fits_in

_WISHES = frozenset({"all_there_is", "want", "must"})
"""What makes a set one that is only wished for."""

_LEAVING_OUT = frozenset({"except", "leaving"})
"""Terms that some are left out with, of what is asked of behind them."""


_BEYOND = "answer.refuse.beyond"
"""Why what is recorded nowhere is not answered."""
_STOPS = frozenset(".?!;\u3002\uff01\uff1f\uff1b")
"""Marks that end sentences."""


class Taken(NamedTuple):
    """One sentence as a turn of its own."""

    outcome: Outcome
    models: tuple[str, ...]
    """Ids of what it was answered with."""
    state: Callable[[], State]
    """Returns the conversation after it."""


Take = Callable[[str, State], Taken]
"""Takes a sentence as a turn of its own."""
Understand = Callable[[str, str], Outcome]
"""Reads a text, in a language that is preferred."""


class InTurn:
    """Decides whether a text is read as a whole or one sentence after the other, and reads it so."""

    def __init__(self, dialogue: Dialogue) -> None:
        """Take what resolves one question."""
        self._dialogue = dialogue

    def resolve(self, understood: Outcome, state: State, understand: Understand, take: Take) -> Resolved:
        """Fill in what the conversation gives; what cannot be read whole is read one sentence after the other."""
        each = Later(lambda: _each(understood, state, understand, take))
        if _lies_across(understood):
            return self._dialogue.resolve(understood, state)
        alone = understood.status != "read" and not understood.follow
        set_first = _asks_for_set_and_one(understood, understand)
        resolved = each() if alone or set_first or self._begins_anew(understood, state, understand) else None
        if resolved is None and len(understood.sentences) > 1 and understood.open is not None:
            others = each()
            resolved = others if others is not None and others.outcome.status == "read" else None
        if resolved is None:
            resolved = self._dialogue.resolve(understood, state)
            if resolved.outcome.status != "read" and not alone:
                resolved = each() or resolved
        return _once(resolved)

    def _begins_anew(self, understood: Outcome, state: State, understand: Understand) -> bool:
        """Say whether the first of several sentences needs nothing said before: what is RoPE? Which models use it?"""
        if understood.status == "read" or len(understood.sentences) < 2:
            return False
        return self._dialogue.is_whole(understand(understood.sentences[0], understood.language), state)


def _lies_across(understood: Outcome) -> bool:
    """Say whether clauses ask together for what is recorded nowhere (if I fine-tune it, who owns it?)."""
    parted = any(sentence[-1:] not in _STOPS for sentence in understood.sentences[:-1])
    return parted and understood.reason == _BEYOND


def _asks_for_set_and_one(understood: Outcome, understand: Understand) -> bool:
    """Say whether a set is asked for before it is asked of one thing: which speak Thai, is Gemma one of them?"""
    if len(understood.sentences) != 2 or len(understood.parts) != 1:
        return False
    if not isinstance(understood.parts[0].query, Check) or fits_in(understood.parts[0].query):
        return False  # the hardware that it fits on was told before
    first = understand(understood.sentences[0], understood.language)
    listed = first.status == "read" and len(first.parts) == 1 and isinstance(first.parts[0].query, ListItems)
    if not listed or first.parts[0].bare or subjects_of(first.parts[0].query):
        return False
    if any(mention.start == 0 and mention.category in _LEAVING_OUT for mention in first.mentions):
        return False  # except for the gated ones, are the Falcons open?
    return _WISHES.isdisjoint(said(first)) or bool(points_back(understood))


def _each(understood: Outcome, state: State, understand: Understand, take: Take) -> Resolved | None:
    """Read sentences one after the other; None if that does not read them all."""
    outcomes: list[Outcome] = []
    guessed: set[str] = set()
    for sentence in understood.sentences:
        outcome, models, after = take(sentence, state)
        if outcome.status != "read":
            return Resolved(outcome=outcome) if outcome.status == "clarify" else None
        if guessed & {ref.id for part in outcome.parts for ref in subjects_of(part.query)}:
            return None  # what was advised by a mere statement is not what `it` stands for
        if all(part.bare and isinstance(part.query, Recommend) for part in outcome.parts):
            guessed.update(models)
        outcomes.append(_told(outcome) if _tells(understand(sentence, understood.language), sentence) else outcome)
        state = after()
    return _together(outcomes) if outcomes else None


def _tells(alone: Outcome, sentence: str) -> bool:
    """Say whether a sentence only tells something by itself, whatever it means in its conversation (I have a 3090)."""
    return alone.status == "read" and all(part.bare for part in alone.parts) and not sentence.endswith("?")


def _told(outcome: Outcome) -> Outcome:
    parts = tuple([msgspec.structs.replace(part, bare=True) for part in outcome.parts])
    return msgspec.structs.replace(outcome, parts=parts)


def _together(outcomes: list[Outcome]) -> Resolved | None:
    """Return the questions of several sentences as those of one text; None if they are no questions beside another."""
    parts = tuple(part for outcome in outcomes for part in outcome.parts)
    parts = tuple(part for part in parts if not any(is_taken_over(part, one) for one in parts if one is not part))
    if any(subjects_of(part.query) for part in parts):
        if any(part.bare and not subjects_of(part.query) and _leaves_out(part) for part in parts):
            return None  # except for research, what may I use it for?
        parts = tuple(part for part in parts if subjects_of(part.query) or not part.bare)
    real = tuple(part for part in parts if not isinstance(part.query, Meta)) or parts[:1]
    if any(is_wished(part) and is_set(each.query) for part, each in pairwise(real)):
        return None  # what is told after a wish limits it: they are not two questions
    return Resolved(outcome=msgspec.structs.replace(outcomes[-1], parts=real, apart=tuple(outcomes)), used=True)


def _leaves_out(part: Reading) -> bool:
    """Say whether a mere statement leaves out something, which what is asked beside it may not have."""
    where = getattr(getattr(part.query, "selection", None), "where", None)
    return any(isinstance(limit, Not) for limit in parts_of(where))


def _once(resolved: Resolved) -> Resolved:
    """Drop what was asked already in the same text: it is answered once."""
    parts: dict[object, Reading] = {}
    for part in resolved.outcome.parts:
        parts.setdefault(part.query, part)
    if len(parts) == len(resolved.outcome.parts):
        return resolved
    outcome = msgspec.structs.replace(resolved.outcome, parts=tuple(parts.values()))
    return msgspec.structs.replace(resolved, outcome=outcome)
