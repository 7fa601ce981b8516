"""Does a question go on from something said before, or tell itself that nothing before it is meant?"""

from __future__ import annotations

from collections.abc import Collection

from chatbot.datatypes.query import Among, Compare, Constraint, ListItems, Not, Selection, ValueOf
from chatbot.datatypes.reading import Outcome, Reading
from chatbot.dialogue.limits import parts_of
from chatbot.dialogue.pointing import PRONOUN, noun_first, of_each, points_at_shown, said
from chatbot.dialogue.state import Exchange

LEADING = frozenset({"what_about", "also_word"})
"""Terms that lead on to something else."""
EXCEPT = "except"
_RATHER = frozenset({"rather", "rather_number", "meant_rather", "meant_number", "not_named"})
"""Phrases that put one thing that was said in the place of another."""
_ASKER = "asker"
_OF_SET = frozenset({"only", "keep_word"})
"""Terms that choose from a set, which must be there."""
_OTHERS, _ALSO = "else_word", "also_word"
_WHOLE = "whole"
"""The class of fillers that say that all there is is meant."""


def is_put_right(reading: Reading) -> bool:
    """Say whether one thing that was said is put in the place of another (not a 3090, a 4090)."""
    return any(phrase.category in _RATHER for phrase in reading.phrases)


def chooses(outcome: Outcome) -> bool:
    """Say whether a word chooses from a set, and does not tell what alone the asker can do (I only read Japanese)."""
    askers = {mention.end for mention in outcome.mentions if mention.category == _ASKER}
    return any(m.category in _OF_SET and m.start not in askers for m in outcome.mentions)


def refers_back(outcome: Outcome) -> bool:
    """Say whether a word refers to what was said before, or goes on from it."""
    if outcome.parts and of_each(outcome.parts[0]):
        return False
    first = content(outcome)[0]
    joined = any(m.start == first and m.category in {"and", "but"} for m in outcome.mentions)
    return joined or points_before(outcome) or points_at_shown(outcome) or _leads(outcome)


def points_before(outcome: Outcome) -> bool:
    """Say whether a pronoun stands for something said before, and not for a noun before it (models … their data)."""
    return PRONOUN in said(outcome) and not noun_first(outcome)


def means_all(outcome: Outcome) -> bool:
    """Say whether words tell that all there is is meant (in your catalog), and none what was said before."""
    return tells_whole(outcome) and not refers_back(outcome)


def tells_whole(outcome: Outcome) -> bool:
    """Say whether words tell that all there is is meant."""
    return bool([m for m in outcome.mentions if m.meaning == _WHOLE and m.category == "filler"])


def tells_others(outcome: Outcome, part: Reading) -> bool:
    """Say whether a question for others tells itself what they are others than.

    Besides Meta's, what else is there? What else has the licence of Mixtral?
    """
    selection = getattr(part.query, "selection", None)
    limits = parts_of(selection.where) if isinstance(selection, Selection) else ()
    if _OTHERS not in said(outcome) or points_before(outcome):
        return False
    if any(_is_value_of(limit) or (isinstance(limit, Not) and isinstance(limit.part, Among)) for limit in limits):
        return True
    asked = min(mention.start for mention in outcome.mentions if mention.category == _OTHERS)
    excepted = (m.end for m in outcome.mentions if m.category == EXCEPT)
    return bool(limits) and any(end <= asked for end in excepted)


def also_limits(outcome: Outcome, part: Reading, last: Exchange) -> bool:
    """Say whether one more limit is set to what was listed: which models also support Thai?"""
    listed = isinstance(part.query, ListItems) and isinstance(last.query, ListItems)
    return listed and _ALSO in said(outcome) and not _describes(part) and bool(outcome.follow)


def content(outcome: Outcome) -> list[int]:
    """Return the places of the words that are no fillers."""
    idle = {place for m in outcome.mentions if m.category == "filler" for place in range(m.start, m.end)}
    found = [place for place, token in enumerate(outcome.tokens) if token.kind != "mark" and place not in idle]
    return found or [0]


def leads_with(outcome: Outcome, places: Collection[int]) -> bool:
    """Say whether nothing but fillers stands before one of some places."""
    idle = {place for m in outcome.mentions if m.category == "filler" for place in range(m.start, m.end)}
    marks = {place for place, token in enumerate(outcome.tokens) if token.kind == "mark"}
    return any({*range(start)} <= idle | marks for start in places)


def _leads(outcome: Outcome) -> bool:
    """Say whether a word leads on to something else, and not only from one limit of a set to the next one."""
    nouns = [mention.start for mention in outcome.mentions if mention.category == "noun"]
    leading = [mention.start for mention in outcome.mentions if mention.category in LEADING]
    inner = outcome.parts and _describes(outcome.parts[0]) and nouns
    return any(not inner or place < min(nouns) for place in leading)


def _describes(part: Reading) -> bool:
    """Say whether a set is described by several limits, or by one and a place in an order or a task."""
    selection = getattr(part.query, "selection", None)
    if not isinstance(selection, Selection) or selection.subjects:
        return False
    task = getattr(part.query, "task", "")
    return len(parts_of(selection.where)) + (selection.rank is not None) + bool(task) > 1


def _is_value_of(limit: Constraint) -> bool:
    return isinstance(limit, Compare) and isinstance(limit.operand, ValueOf)
