"""A size alone in a later clause is that of the family named before it: who made Falcon, when did the 180B come out?"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from chatbot.datatypes.reading import Mention, Token
from chatbot.text.fold import BLANK
from chatbot.understanding.builders.naming import NameBuilders

_POINTING = frozenset({"the", "that_word"})
"""Terms before a size that point to what has it: then it may stand in the same clause."""
_LIMITING = frozenset({"more_than", "at_least", "less_than", "at_most", "about", "exactly", "than", "than_only",
                       "between", "from", "to", "beats", "article_word"})  # fmt: skip
"""Terms behind which a size is a limit, or one of whatever has it (a 7B model); `the` is none of them."""
_BEHIND = frozenset(
    {"or_more", "or_less", "or_so", "noun", "attribute.quantity", "unit", "number", "version_mark", "ones_word"}
)
"""What makes a number before it a limit, a description, or one of something else."""
_ASKING = frozenset({"attribute", "property", "event", "asked", "memory_need", "vram", "ram", "obligations", "fits",
                     "enough", "at_home", "topic", "describe", "value", "comparative"})  # fmt: skip
_BOTH = 2
"""Without an article, the clause of the name asks something, and another one something of the size."""
_NAME = "name"
_NUMBERS = frozenset({"number", "version"})
_ENDS = frozenset("?!.;,:" + BLANK)
_GAIN = 1.0
"""How much likelier the size is the name."""


def beside_family(mentions: Sequence[Mention], tokens: Sequence[Token], naming: NameBuilders) -> list[Mention]:
    """Return the mentions, with sizes that stand for things of the family named last before them as names.

    Where one is pointed to, it is no number any more.
    """
    numbers = [m for m in mentions if m.category == "number" and m.meaning.label and not m.meaning.unit]
    names = [m for m in mentions if m.category == _NAME] if numbers else []
    if not names:
        return list(mentions)
    limits = {m.end for m in mentions if m.category in _LIMITING}
    behind = {m.start for m in mentions if m.category in _BEHIND}
    pointed = {m.end: m.start for m in mentions if m.category in _POINTING}
    ends = _clause_ends(mentions, tokens)
    asked = {ends[m.start] for m in mentions if m.category in _ASKING}
    found = []
    for number in numbers:
        begin = pointed.get(number.start, number.start)
        limited = begin in limits or number.end in behind
        before = [m for m in names if m.end <= begin]
        if limited or not before or any(m.end > number.start and m.start < ends[number.start] for m in names):
            continue
        last = max(before, key=lambda m: (m.end, m.end - m.start))
        asking = {ends[last.start], ends[number.start]} & asked
        if len(asking) < (1 if begin < number.start else _BOTH):
            continue
        ref = naming.of_size_beside(last.meaning, number.meaning)
        if ref is not None:
            known = msgspec.structs.replace(number, start=begin, category=_NAME, meaning=ref, cost=-_GAIN, word=False)
            found.append(known)
    told = {m.end for m in found if m.start in pointed.values()}
    return [m for m in mentions if m.category not in _NUMBERS or m.end not in told] + found


def _clause_ends(mentions: Sequence[Mention], tokens: Sequence[Token]) -> list[int]:
    """Return for each place where its clause ends."""
    joints = {m.start for m in mentions if m.category == "and"}
    ends, end = [0] * (len(tokens) + 1), len(tokens)
    for place in range(len(tokens), -1, -1):
        ends[place] = end
        if place and (tokens[place - 1].text in _ENDS or place - 1 in joints):
            end = place - 1
    return ends
