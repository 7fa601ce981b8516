"""What the words of a follow-up ask beyond its best reading: is it so, of which ones, of something else?"""

from __future__ import annotations

import msgspec

from chatbot.datatypes.followup import Followup
from chatbot.datatypes.query import Fits, Recommend
from chatbot.datatypes.reading import Outcome
from chatbot.dialogue.matters import each_follow
from chatbot.dialogue.pointing import PRONOUN, said
from chatbot.dialogue.sets import is_plain
from chatbot.dialogue.state import Exchange

_FEW = 4
_OTHERS = "else_word"
"""Term for others than those talked about."""
_HAS = "has"
"""Term with which it is asked whether there are some, where nothing stands before it."""
_VERSIONS = "versions"
"""Term for the members of a family."""
_SOMETHING = "something"
"""Term for a thing that is sought, and none of those named."""


def asked_whether(follow: Followup | None, outcome: Outcome, last: Exchange) -> Followup | None:
    """A statement whose own words ask (in one: still available?) is one to check; `both …` asks of two things.

    Such words leave readings beside the best one in which they ask.
    """
    if follow is None or follow.within:
        return follow
    meant = _meant_by_word(follow, outcome, last)
    if meant != follow:
        return meant
    one = len(last.shown) == 1 and PRONOUN in said(outcome)
    if one and follow.where is not None and follow.kind == "shift" and not follow.pick:
        return _of_it(follow, outcome)
    if follow.asks:
        return follow
    if follow.order and "size_class" in said(outcome):
        return msgspec.structs.replace(follow, kin=True)
    for _, other in each_follow(outcome):
        whether = (follow.where is not None and other.asks == "check") or (follow.attributes and other.asks == "all")
        if whether and other == msgspec.structs.replace(follow, asks=other.asks, parallel=other.parallel):
            return other
    return follow


def _meant_by_word(follow: Followup, outcome: Outcome, last: Exchange) -> Followup:
    """Return what a follow-up means by single words in it: which others do, is there a smaller version?"""
    words = said(outcome)
    if follow.kind == "affirm" and _OTHERS in words and not (follow.where or follow.subjects):
        return msgspec.structs.replace(follow, kind="else", asks="which")
    if follow.order is not None and follow.kin and _VERSIONS in words:
        return msgspec.structs.replace(follow, asks="", parallel=True)
    if follow.kind == "shift" and follow.order is not None and follow.asks == "which" and _OTHERS in words:
        return msgspec.structs.replace(follow, asks="any")  # another, smaller one, and not the smaller one of those
    asks = _asked_by_word(follow, outcome, last)
    return msgspec.structs.replace(follow, asks=asks) if asks else follow


def _asked_by_word(follow: Followup, outcome: Outcome, last: Exchange) -> str:
    """Return what single words ask for, beside what a follow-up names: who else, what, something, the open ones."""
    words = said(outcome)
    if follow.kind == "else":
        return "which" if "who" in words else ""
    if _speaks_of_some(follow, words) and is_plain(last):
        return "some"
    if follow.rank is not None and not follow.asks and is_plain(last) and "what" in words:
        return "which"  # what is the biggest one?
    if follow.asks == "check" and follow.where is not None and not is_plain(last) and _begins_with_has(outcome, words):
        return "any"  # are there some for code, in the set?
    if follow.attributes and not follow.asks and PRONOUN not in words and _is_between(last):
        return "all"  # and the licences, of those between which something was to be recommended?
    sought = follow.order is not None and not follow.asks and _SOMETHING in words
    return "any" if sought else ""  # something smaller is none of those named


def _is_between(last: Exchange) -> bool:
    """Say whether it was asked which of a few things that were named to take."""
    return isinstance(last.query, Recommend) and 1 < len(last.query.selection.subjects) <= _FEW


def _begins_with_has(outcome: Outcome, words: frozenset[str]) -> bool:
    first = next((place for place, token in enumerate(outcome.tokens) if token.kind != "mark"), 0)
    return PRONOUN not in words and any(m.start == first and m.category == _HAS for m in outcome.mentions)


def _speaks_of_some(follow: Followup, words: frozenset[str]) -> bool:
    """Say whether a word for several stands behind a constraint (the Apache ones): it describes some."""
    several = "ones_word" in words or ("of_end" in words and follow.parallel)
    plain = follow.kind == "shift" and follow.where is not None and not (follow.asks or follow.rank or follow.kin)
    return several and plain and not isinstance(follow.where, Fits)


def _of_it(follow: Followup, outcome: Outcome) -> Followup:
    """What is said with a pronoun is a statement on what that stands for, or asks for its kind (has it a chat one)."""
    kin = "size_class" in said(outcome)
    if follow.asks == "any":
        return msgspec.structs.replace(follow, kin=True) if kin else msgspec.structs.replace(follow, asks="check")
    return follow if follow.asks or kin else msgspec.structs.replace(follow, asks="check")
