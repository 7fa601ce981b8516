"""Is an utterance a question of its own, which inherits nothing, or does it need the conversation?"""

from __future__ import annotations

import msgspec

from chatbot.datatypes.query import (
    Check,
    CompareItems,
    Contest,
    CountItems,
    Define,
    Describe,
    ListEntities,
    Meta,
    Selection,
)
from chatbot.datatypes.reading import Outcome, Reading
from chatbot.datatypes.subjects import subjects_of

FIRM = frozenset({"of_those"})
"""Terms for a set shown before: without one, nothing is answered."""
LEADING = frozenset({"what_about", "also_word"})
"""Terms that lead on to something else."""
_PRONOUN = "anaphor"
_PLAIN = frozenset({"name", "number", "license", "developer"})


def said(outcome: Outcome) -> frozenset[str]:
    """Return the categories of everything that was recognised."""
    return frozenset(mention.category for mention in outcome.mentions)


def is_whole(outcome: Outcome) -> bool:
    """Say whether an outcome is a question of its own."""
    if outcome.status != "read":
        return False
    if len(outcome.parts) > 1:
        return not any(part.bare for part in outcome.parts)
    (part,) = outcome.parts
    words = said(outcome)
    if isinstance(part.query, Meta):
        return not outcome.follow or part.intent != "cite-general"
    if part.bare or words & FIRM or (outcome.follow and _leads_on(part, words)):
        return False
    if part.query == CountItems(Selection(), "group") and "exist" not in words:
        return False
    if isinstance(part.query, Define):
        return _PRONOUN not in words
    if subjects_of(part.query) or isinstance(part.query, ListEntities):
        return part.intent != "recommend-vague" or not outcome.follow
    return _PRONOUN not in words and _has_noun(part)


def _leads_on(part: Reading, words: frozenset[str]) -> bool:
    """Say whether a reading may as well be the beginning of a follow-up: what about …, compared to …"""
    if words & LEADING and isinstance(part.query, Define | Describe):
        return True
    return isinstance(part.query, CompareItems | Contest) and len(part.query.subjects) < 2


def refers(outcome: Outcome) -> bool:
    """Say whether a reading names nothing although a pronoun stands for something."""
    (part, *_) = outcome.parts
    selection = getattr(part.query, "selection", None)
    if _has_noun(part) and not (isinstance(selection, Selection) and selection == Selection()):
        return False  # `which models … unless they come from Meta`: the noun is what the pronoun stands for
    return _PRONOUN in said(outcome) and not subjects_of(part.query) and not isinstance(part.query, Meta | Check)


def _has_noun(part: Reading) -> bool:
    return any(phrase.category == "noun" for phrase in part.phrases)


def in_language(outcome: Outcome, language: str) -> Outcome:
    """Names and numbers alone are of no language: the conversation keeps its own."""
    if not language or language == outcome.language:
        return outcome
    plain = {place for m in outcome.mentions if m.category in _PLAIN for place in range(m.start, m.end)}
    if all(token.kind == "mark" or place in plain for place, token in enumerate(outcome.tokens)):
        return msgspec.structs.replace(outcome, language=language)
    return outcome
