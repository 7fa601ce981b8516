"""Numbers and the units right behind them: a million tokens are no million of anything else."""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.datatypes.reading import Mention, Token

_DASH = "-"


def measured_by_own(mentions: list[Mention], tokens: Sequence[Token]) -> list[Mention]:
    """Leave out a number without the unit right behind it: a million tokens of context are no million parameters.

    Behind a name it may be a size (Falcon 8B parameters, Falcon-8B parameters).
    """
    numbers = [m for m in mentions if m.category == "number"]
    ends = {m.start: m.end for m in numbers if m.meaning.unit and m.end - m.start > 1}
    if not ends:
        return mentions
    dashes = {place for place, token in enumerate(tokens) if token.text == _DASH}
    named = {m.end + dash for m in mentions if m.category == "name" for dash in (0, m.end in dashes)}
    bare = (m for m in numbers if not m.meaning.unit and m.start not in named and m.end < ends.get(m.start, 0))
    dropped = set(map(id, bare))
    return [m for m in mentions if id(m) not in dropped] if dropped else mentions
