"""Choose the sets of non-overlapping phrases that explain most of the utterance, and account for every token.

A token is used in the meaning, declared filler, a mark, or unexplained. Phrases over the same tokens are options of one
segment, so that covers differ in what they cut, not in how each piece is read; which option is meant, frames decide.
Weighted interval scheduling with the best few partial covers kept at each place.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import msgspec

from chatbot.datatypes.reading import Phrase

MARGIN = 0.15
"""What differs by less in score is as likely; with another meaning, it makes the question ambiguous."""
KEPT = 8
"""Partial covers kept at each place."""
_EXPLAINED = 10.0
_PHRASE = 3.0
_FILLER = 1.0
_TOGETHER = 4
"""So many words that are fillers one by one and state something together (free to download) do not go unused."""
ASKING = frozenset({"which", "what", "how_many"})
"""Where a frame asks by one of these, it does not pass over it: of `which licences` it would list what has some."""


class Segment(msgspec.Struct, frozen=True, order=True):
    """Tokens start..end and the phrases that read them as a whole; those of one utterance are in order of place."""

    start: int
    end: int
    options: tuple[Phrase, ...]
    categories: tuple[str, ...]
    """Those of the options."""
    score: float
    idle: bool = False
    """All its tokens are fillers as well: whoever cannot use it may pass over it, at a cost."""

    @property
    def price(self) -> float:
        """What passing over costs: the difference to the same tokens taken as fillers."""
        return (_EXPLAINED - _FILLER) * (self.end - self.start) - _PHRASE + self.score


class Cover(msgspec.Struct, frozen=True):
    """Segments in order, and the places of the tokens that nothing explains."""

    score: float
    segments: tuple[Segment, ...]
    unexplained: tuple[int, ...]


def words(phrase: Phrase) -> set[int]:
    """Return the places of the words that a phrase is made of, without those that it passes over."""
    return set().union(*map(words, phrase.parts)) if phrase.parts else set(range(phrase.start, phrase.end))


def fullest(phrases: Sequence[Phrase]) -> list[Phrase]:
    """Leave out phrases that pass over a word which a like one, as likely, takes in (`support 32K`: that much or more).

    Args:
        phrases: some over the same tokens.

    """
    told = [(phrase, words(phrase)) for phrase in phrases]
    return [phrase for phrase, own in told if not any(own < full and _is_like(phrase, other) for other, full in told)]


def _is_like(phrase: Phrase, other: Phrase) -> bool:
    return phrase.category == other.category and phrase.score - other.score < MARGIN


def segments_of(phrases: Sequence[Phrase], fillers: frozenset[int] = frozenset()) -> list[Segment]:
    """Group phrases by the tokens they cover; `fillers` are the places of tokens that may go unused."""
    by_span: dict[tuple[int, int], list[Phrase]] = {}
    for phrase in phrases:
        by_span.setdefault((phrase.start, phrase.end), []).append(phrase)
    return [_segment(span, options, fillers) for span, options in sorted(by_span.items())]


def _segment(span: tuple[int, int], options: Sequence[Phrase], fillers: frozenset[int]) -> Segment:
    start, end = span
    categories: tuple[str, ...] = (options[0].category,)
    best = options[0].score
    if len(options) > 1:
        if len({option.category for option in options}) < len(options):
            options = fullest(options)
        categories = tuple([option.category for option in options])
        best = max([option.score for option in options])
    idle = start in fillers and fillers.issuperset(range(start, end))
    idle = idle and not ("constraint" in categories and end - start >= _TOGETHER)
    return Segment(start, end, tuple(options), categories, best, idle)


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
    # A word is not left out here as well where frames may pass over it: it would be the same cover twice. Of what asks,
    # of which nothing is left out, they know whether they ask by it.
    fillers = frozenset(fillers).difference(
        [s.start for s in segments if s.idle and (s.end - s.start == 1 or not ASKING.isdisjoint(s.categories))]
    )
    best: list[list[_Partial]] = [[(0.0, (), ())]]
    for place in range(start, end):
        options = _skipped(best[-1], place, fillers, marks)
        for segment in by_end.get(place + 1, ()):
            gain = _EXPLAINED * (segment.end - segment.start) - _PHRASE + segment.score
            options += [(loss - gain, (*before, segment), open_) for loss, before, open_ in best[segment.start - start]]
        if len(options) > KEPT:
            options.sort()
            del options[KEPT:]
        best.append(options)
    return [Cover(-loss, chosen, unexplained) for loss, chosen, unexplained in sorted(best[-1])]


_Partial = tuple[float, tuple[Segment, ...], tuple[int, ...]]
"""A cover of the first tokens: what it lacks in score, its segments, by which those of equal score are put in order (no
two have them in common), and the places left unexplained."""


def _skipped(partial: list[_Partial], place: int, fillers: Collection[int], marks: Collection[int]) -> list[_Partial]:
    """Return partial covers with one more token that belongs to no segment."""
    if place in marks:
        return partial.copy()
    if place in fillers:
        return [(loss - _FILLER, segments, open_) for loss, segments, open_ in partial]
    return [(loss + _EXPLAINED, segments, (*open_, place)) for loss, segments, open_ in partial]
