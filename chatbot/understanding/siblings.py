"""A number behind `than` that stands for a sibling of what was named before: is Llama 3.1 405B bigger than 70B."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from chatbot.datatypes.catalog import Ref
from chatbot.datatypes.reading import Mention
from chatbot.understanding.builders.naming import NameBuilders
from chatbot.understanding.meanings import Subjects

_THAN = frozenset({"than", "than_only"})
"""Terms behind which the other side of a comparison stands."""
_VERSION_MARK = "version_mark"
_COST = 0.3
"""How much likelier the number is an amount, where it may be one."""


def siblings(mentions: Sequence[Mention], naming: NameBuilders) -> list[Mention]:
    """Return the numbers that stand for siblings of named things, as mentions of names."""
    behind = {m.end: m.start for m in mentions if m.category in _THAN}
    marks = {m.end: m.start for m in mentions if m.category == _VERSION_MARK and m.start in behind}
    found: dict[tuple[int, int], Mention] = {}
    for number in mentions:
        if number.category != "number":
            continue
        start = marks.get(number.start, number.start)
        if start not in behind:
            continue
        ref = _sibling(_named_before(mentions, behind[start]), number, naming)
        if ref is not None:
            known = msgspec.structs.replace(number, start=start, category="name", meaning=ref, cost=_COST, word=False)
            found[start, number.end] = known
    return list(found.values())


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
