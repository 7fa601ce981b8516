"""A pronoun behind `than` stands for the only thing named before it: longer context than BLOOM, newer than it."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from chatbot.datatypes.reading import Mention

_THAN = frozenset({"than", "than_only"})
_JOINING = frozenset({"and", "as"})
"""What also only sets things side by side: BLOOM and its licence."""
_PRONOUN = "anaphor"
_NAME = "name"


def resolved(mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions with names in the place of pronouns that nothing but one name before them can mean."""
    if not [mention for mention in mentions if mention.category == _PRONOUN]:
        return list(mentions)
    joining = {(m.start, m.end) for m in mentions if m.category in _JOINING}
    behind = {m.end for m in mentions if m.category in _THAN and (m.start, m.end) not in joining}
    meant = {m: known for m in mentions if m.start in behind and (known := _antecedent(m, mentions)) is not None}
    places = {(m.start, m.end) for m in meant}
    return [meant.get(m, m) for m in mentions if m in meant or (m.start, m.end) not in places]


def _antecedent(pronoun: Mention, mentions: Sequence[Mention]) -> Mention | None:
    if pronoun.category != _PRONOUN:
        return None
    named = [m for m in mentions if m.category == _NAME and m.end <= pronoun.start]
    longest = [m for m in named if not any(n != m and n.start <= m.start and m.end <= n.end for n in named)]
    refs = {m.meaning for m in longest}
    return msgspec.structs.replace(pronoun, category=_NAME, meaning=refs.pop()) if len(refs) == 1 else None
