"""Choose the sets of non-overlapping phrases that explain most of the utterance, and account for every token.

A token is used in the meaning, declared filler, a mark, or unexplained. Phrases over the same tokens are options of one
segment, so that covers differ in what they cut, not in how each piece is read; which option is meant, frames decide.
Weighted interval scheduling with the best few partial covers kept at each place.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property

import msgspec

from chatbot.datatypes.reading import Phrase

KEPT = 8
"""Partial covers kept at each place."""
_EXPLAINED = 10.0
_PHRASE = 3.0
_FILLER = 1.0


class Segment(msgspec.Struct, frozen=True, dict=True):
    """Tokens start..end and the phrases that read them as a whole."""

    start: int
    end: int
    options: tuple[Phrase, ...]
    score: float
    idle: bool = False
    """All its tokens are fillers as well: whoever cannot use it may pass over it, at a cost."""

    @property
    def span(self) -> tuple[int, int]:
        """First token, and behind the last one."""
        return self.start, self.end

    @cached_property
    def parts(self) -> tuple[tuple[str, str, Phrase], ...]:
        """Its options with what they are: `constraint+yes_no` fills a slot (constraint) and is a cue (yes_no)."""
        split = ((option.category.partition("+"), option) for option in self.options)
        return tuple((category, cue, option) for (category, _, cue), option in split)

    @cached_property
    def plain(self) -> frozenset[str]:
        """Categories of its options that are one thing only."""
        return frozenset(category for category, cue, _ in self.parts if not cue)

    @cached_property
    def kinds(self) -> frozenset[str]:
        """All that its options are."""
        return self.plain.union(kind for category, cue, _ in self.parts if cue for kind in (category, cue))

    @property
    def price(self) -> float:
        """What passing over costs: the difference to the same tokens taken as fillers."""
        return (_EXPLAINED - _FILLER) * (self.end - self.start) - _PHRASE


class Cover(msgspec.Struct, frozen=True):
    """Segments in order, and the places of the tokens that nothing explains."""

    score: float
    segments: tuple[Segment, ...]
    unexplained: tuple[int, ...]
    cuts: tuple[int, ...] = ()
    """Where its segments start and end, by which covers of equal score are put in order."""


def segments_of(phrases: Sequence[Phrase], fillers: Collection[int] = frozenset()) -> list[Segment]:
    """Group phrases by the tokens they cover; `fillers` are the places of tokens that may go unused."""
    by_span: dict[tuple[int, int], list[Phrase]] = {}
    for phrase in phrases:
        by_span.setdefault((phrase.start, phrase.end), []).append(phrase)
    return [
        Segment(
            start,
            end,
            tuple(options),
            max(option.score for option in options),
            all(place in fillers for place in range(start, end)),
        )
        for (start, end), options in sorted(by_span.items())
    ]


def best_covers(
    segments: Sequence[Segment], start: int, end: int, fillers: Collection[int], marks: Collection[int]
) -> list[Cover]:
    """Return the best covers of the tokens start..end, best first.

    Args:
        segments: pieces that may stand on their own.
        start: first token.
        end: behind the last token.
        fillers: places of tokens that may go unused.
        marks: places of punctuation.

    """
    by_end: dict[int, list[Segment]] = {}
    for segment in segments:
        if start <= segment.start and segment.end <= end:
            by_end.setdefault(segment.end, []).append(segment)
    best: list[list[Cover]] = [[Cover(0.0, (), ())]]
    for place in range(start, end):
        options = [_skip(cover, place, fillers, marks) for cover in best[place - start]]
        for segment in by_end.get(place + 1, ()):
            gain = _EXPLAINED * (segment.end - segment.start) - _PHRASE + segment.score
            options.extend(
                Cover(cover.score + gain, (*cover.segments, segment), cover.unexplained, (*cover.cuts, *segment.span))
                for cover in best[segment.start - start]
            )
        options.sort(key=_order)
        best.append(options[:KEPT])
    return best[-1]


def _skip(cover: Cover, place: int, fillers: Collection[int], marks: Collection[int]) -> Cover:
    if place in marks:
        return cover
    if place in fillers:
        return Cover(cover.score + _FILLER, cover.segments, cover.unexplained, cover.cuts)
    return Cover(cover.score - _EXPLAINED, cover.segments, (*cover.unexplained, place), cover.cuts)


def _order(cover: Cover) -> tuple[float, tuple[int, ...]]:
    return -cover.score, cover.cuts
