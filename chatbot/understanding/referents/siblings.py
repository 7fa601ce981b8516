"""Sizes and versions that stand for things.

Behind `than` or `compare with` they are those of a sibling (is Llama 3.1 405B newer than 70B), a marked version behind
`as`, too (the same context as v0.2); a size that only one thing has may stand alone for it (the context of 405B).
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from chatbot.datatypes.catalog import Ref
from chatbot.datatypes.reading import Mention
from chatbot.understanding.builders.naming import NameBuilders
from chatbot.understanding.meanings import Subjects

_COMPARE = "compare"
_BEATS = "beats"
"""Term behind which no amount stands where a sibling has that size (better than the 8B)."""
_THAN = frozenset({"than", "than_only", _COMPARE})
"""Terms behind which the other side of a comparison stands."""
_AS = frozenset({"as", "before", "after"})
"""Terms behind which the other side stands where it is no amount."""
_NAMING = frozenset({"name", "outsider", "ambiguous"})
_LIMITING = frozenset({"more_than", "at_least", "less_than", "at_most", "about", "exactly", "than", "than_only",
                       "between", "from", "to", "or_more", "or_less", "or_so"})  # fmt: skip
"""Terms beside which a size is a limit."""
_ARTICLE = "article"
"""Class of fillers that may stand between."""
_VERSION_MARK = "version_mark"
_COST = 0.3
"""How much likelier the number is an amount, where it may be one."""
_GAIN = 1.0
"""How much likelier a size is the name of the only thing of that size, where no word tells that a set is meant."""
_OF_SET = frozenset({"noun", "catalog", "anything"})
"""Words for a set, which a size describes."""


def siblings(mentions: Sequence[Mention], naming: NameBuilders) -> list[Mention]:
    """Return the numbers that stand for siblings of named things, as mentions of names."""
    numbers = [m for m in mentions if m.category == "number"]
    if not numbers:
        return []
    articles = {m.start: m.end for m in mentions if m.category == "filler" and m.meaning == _ARTICLE}
    behind = {m.end: m.start for m in mentions if m.category in _THAN}
    beaten = {m.end: m.start for m in mentions if m.category == _BEATS}
    behind |= beaten
    compared = min([m.end for m in mentions if m.category == _COMPARE], default=None)
    if compared is not None:  # compare to the 7B, compare … with the 7B
        behind |= {m.end: m.start for m in mentions if m.category in _AS and m.start >= compared}
    pointed = {articles[end]: end for end in behind if end in articles}  # than the 8B
    behind |= {start: behind[article] for start, article in pointed.items()}
    beside = {m.end: m.start for m in mentions if m.category in _AS} | behind
    marks = {m.end: m.start for m in mentions if m.category == _VERSION_MARK and m.start in beside}
    found: dict[tuple[int, int], Mention] = {}
    for number in numbers:
        start = marks.get(number.start, number.start)
        place = beside.get(start) if number.start in marks else behind.get(start)
        if place is None:
            continue
        ref = _sibling(_named_before(mentions, place), number, naming)
        if ref is not None:
            cost = -_GAIN if number.start in pointed or start in beaten else _COST
            start = pointed.get(start, start)
            known = msgspec.structs.replace(number, start=start, category="name", meaning=ref, cost=cost, word=False)
            found[start, number.end] = known
    return list(found.values()) or _only_ones(numbers, mentions, naming)


def _only_ones(numbers: Sequence[Mention], mentions: Sequence[Mention], naming: NameBuilders) -> list[Mention]:
    """Return the sizes that a single thing has, where nothing is named, as mentions of its name."""
    if [mention for mention in mentions if mention.category in _NAMING]:
        return []
    limits = {place for m in mentions if m.category in _LIMITING for place in (m.start, m.end)}
    cost = _COST if any(mention.category in _OF_SET for mention in mentions) else -_GAIN
    found = []
    for number in numbers:
        alone = number.start not in limits and number.end not in limits
        only = naming.only_of_size(number.meaning) if alone else None
        if only is not None:
            found.append(msgspec.structs.replace(number, category="name", meaning=only.refs[0], cost=cost, word=False))
    return found


def _named_before(mentions: Sequence[Mention], place: int) -> Ref | None:
    """Return the last thing named before a place."""
    named = [m for m in mentions if m.category == "name" and m.end <= place]
    last = max(named, key=lambda m: (m.end, m.end - m.start), default=None)
    return last.meaning if last is not None else None


def _sibling(ref: Ref | None, number: Mention, naming: NameBuilders) -> Ref | None:
    if ref is None:
        return None
    named = Subjects((ref,))
    other = naming.sibling_size(named, number.meaning) or naming.sibling_version(named, number.meaning)
    return other.refs[-1] if other is not None else None
