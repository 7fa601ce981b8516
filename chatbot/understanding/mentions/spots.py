"""Where a text names something that is known, or something that is misspelt: for highlighting while it is typed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from chatbot.datatypes.catalog import Ref
from chatbot.datatypes.reading import Mention, Token
from chatbot.datatypes.vocabulary import Spot
from chatbot.understanding.meanings import Things

MISSPELT = "misspelt"


def spots_of(typed: Sequence[Token], meant: Sequence[Token], mentions: Sequence[Mention]) -> tuple[Spot, ...]:
    """Return the spots of a text in order, none of which overlap; where several would, the longest stands.

    Args:
        typed: the tokens as they were typed.
        meant: the same tokens after repair.
        mentions: what was recognised in them.

    """
    changed = {place for place, pair in enumerate(zip(typed, meant, strict=True)) if pair[0].text != pair[1].text}
    found = sorted(_candidates(mentions, changed), key=lambda spot: (spot[0] - spot[1], spot))
    taken: set[int] = set()
    spots = []
    for start, end, kind in found:
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            spots.append(Spot(typed[start].start, typed[end - 1].end, kind))
    return tuple(sorted(spots))


def _candidates(mentions: Sequence[Mention], changed: set[int]) -> Iterator[tuple[int, int, str]]:
    """Yield the spans of names, in tokens, and each misspelt token that belongs to none."""
    inside: set[int] = set()
    for mention in mentions:
        kind = _kind(mention)
        if kind:
            inside.update(range(mention.start, mention.end))
            wrong = mention.repaired or not changed.isdisjoint(range(mention.start, mention.end))
            yield mention.start, mention.end, MISSPELT if wrong else kind
    for place in changed - inside:
        yield place, place + 1, MISSPELT


def _kind(mention: Mention) -> str:
    match mention.meaning:
        case Ref(kind=kind) if mention.category == "name":
            return kind
        case Things(kind=kind) if mention.category == "entity":
            return kind
        case _:
            return mention.category if mention.category == "attribute" else ""
