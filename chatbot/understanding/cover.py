"""Choose the sets of non-overlapping phrases that explain most of the utterance, and account for every token.

A token is used in the meaning, declared filler, a mark, or unexplained. Weighted interval scheduling with the best few
partial covers kept at each place.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import msgspec

from chatbot.datatypes.reading import Phrase

KEPT = 10
"""Partial covers kept at each place."""
_EXPLAINED = 10.0
_PHRASE = 3.0
_FILLER = 1.0


class Cover(msgspec.Struct, frozen=True):
    """Phrases in order, and the places of the tokens that nothing explains."""

    score: float
    phrases: tuple[Phrase, ...]
    unexplained: tuple[int, ...]


def best_covers(
    phrases: Sequence[Phrase], start: int, end: int, fillers: Collection[int], marks: Collection[int]
) -> list[Cover]:
    """Return the best covers of the tokens start..end, best first.

    Args:
        phrases: those of categories that may stand on their own.
        start: first token.
        end: behind the last token.
        fillers: places of tokens that may go unused.
        marks: places of punctuation.

    """
    by_end: dict[int, list[Phrase]] = {}
    for phrase in phrases:
        if start <= phrase.start and phrase.end <= end:
            by_end.setdefault(phrase.end, []).append(phrase)
    best: list[list[Cover]] = [[Cover(0.0, (), ())]]
    for place in range(start, end):
        options = [_skip(cover, place, fillers, marks) for cover in best[place - start]]
        for phrase in by_end.get(place + 1, ()):
            gain = _EXPLAINED * (phrase.end - phrase.start) - _PHRASE + phrase.score
            for cover in best[phrase.start - start]:
                options.append(Cover(cover.score + gain, (*cover.phrases, phrase), cover.unexplained))
        best.append(_keep(options))
    return best[-1]


def _skip(cover: Cover, place: int, fillers: Collection[int], marks: Collection[int]) -> Cover:
    if place in marks:
        return cover
    if place in fillers:
        return Cover(cover.score + _FILLER, cover.phrases, cover.unexplained)
    return Cover(cover.score - _EXPLAINED, cover.phrases, (*cover.unexplained, place))


def _keep(options: list[Cover]) -> list[Cover]:
    options.sort(key=lambda cover: (-cover.score, tuple((p.start, p.end, p.category) for p in cover.phrases)))
    return options[:KEPT]
