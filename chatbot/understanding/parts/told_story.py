"""Hardware told in the middle of a story: `I blew out the dust and found a 3090 in it, which made my day. Can it …?`"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from chatbot.datatypes.query import Card, Fits
from chatbot.datatypes.reading import Phrase, Reading
from chatbot.understanding.analysis import Analysis, within
from chatbot.understanding.parts.told import apart, hardware_told
from chatbot.understanding.sentences import Span, split_clauses

_JOINT = frozenset({"story_joint"})
"""Terms with which another clause of a story begins, whatever it tells (and, but, which, until)."""
_GONE = frozenset({"gone"})
"""Terms that tell that somebody no longer has what is told, or never had it (sold, broke, I wish)."""
_OWNER = frozenset({"owner"})
"""Terms for people, each of whom has something of their own."""
_RUN_SO = frozenset({"precision", "tuning", "offload", "span", "memory_amount", "memory_need"})
"""Phrases that tell how something is run, or on what: no story passes them over."""
_ABOUT = frozenset({"names", "outsider", "outside_id", "recommend", "users"})
"""Phrases and terms of what is asked for."""
_SEEKING = frozenset({"which", "what", "how_many", "yes_no", "list", "describe", "not", "only"})
_KINDS = frozenset({"noun"})


def is_gone(analysis: Analysis, span: Span) -> bool:
    """Say whether a sentence tells that something is not there, though it does not deny anything."""
    return bool(analysis.holds(span, _GONE))


def owned_apart(analysis: Analysis, span: Span) -> bool:
    """Say whether several devices of a sentence belong to different people: my friend has a 3090, and I have a T4."""
    return any(
        len([card for card in phrase.meaning if card.device]) > 1
        and any(phrase.start < owner.start for owner in analysis.holds(span, _OWNER) if owner.end < phrase.end)
        for phrase in analysis.phrases_of(span, {"hardware"})
    )


def told_in_story(analysis: Analysis, phrases: Sequence[Phrase], span: Span) -> tuple[Card, ...]:
    """Return the hardware that one clause of a sentence tells, where all others only tell a story.

    Args:
        analysis: of the utterance.
        phrases: those that ask for something if they stand in the clause with the hardware.
        span: of the sentence.

    """
    pieces = _pieces(analysis, span)
    telling = [piece for piece in pieces if analysis.phrases_of(piece, {"hardware"})]
    kept = [piece for piece in telling if not is_gone(analysis, piece)]
    others = [piece for piece in pieces if piece not in telling]
    if len(kept) != 1 or any(matters(analysis, piece) for piece in others):
        return ()
    return hardware_told(phrases, kept[0]) if not owned_apart(analysis, kept[0]) else ()


def _pieces(analysis: Analysis, span: Span) -> list[Span]:
    """Cut a sentence at its marks, before the words with which another clause begins, and behind what is lost.

    What somebody has instead stands in the same clause: I swapped my 1080 for a 3090.
    """
    pieces: list[Span] = []
    hardware = apart(analysis.phrases_of(span, {"hardware"}))
    held = {place for phrase in hardware for place in range(phrase.start + 1, phrase.end)}
    lost = {each.end for each in hardware if _is_lost(analysis, each, span)}
    joints = sorted({joint.start for joint in analysis.holds(span, _JOINT)} - held | lost)
    for clause in split_clauses(analysis.tokens, span):
        edges = [clause.start, *(place for place in joints if clause.start < place < clause.end), clause.end]
        pieces += [Span(start, end) for start, end in pairwise(edges)]
    return pieces


def asks_of_lost(analysis: Analysis, span: Span, reading: Reading) -> bool:
    """Say whether a reading takes hardware in of which it is told right beside it that it is not there."""
    if not analysis.holds(span, _GONE):
        return False
    used = [Span(phrase.start, phrase.end) for phrase in reading.phrases]
    hardware = [each for each in analysis.phrases_of(span, {"hardware"}) if any(within(each, one) for one in used)]
    return any(_is_lost(analysis, each, span, behind=True) for each in hardware)


def _is_lost(analysis: Analysis, hardware: Phrase, span: Span, *, behind: bool = False) -> bool:
    """Say whether a word that tells of a loss stands right before hardware, or behind it, but for fillers."""
    gone, place = analysis.holds(span, _GONE), hardware.start
    starts, ends = {mention.start for mention in gone}, {mention.end for mention in gone}
    while place > span.start and place not in ends and place - 1 in analysis.fillers:
        place -= 1
    return place in ends or (behind and hardware.end in starts)


def matters(analysis: Analysis, piece: Span) -> bool:
    """Say whether a clause without hardware tells, or asks, what an answer depends on."""
    if is_gone(analysis, piece) or analysis.phrases_of(piece, _RUN_SO) or analysis.holds(piece, _RUN_SO):
        return True
    if analysis.phrases_of(piece, _ABOUT) or analysis.holds(piece, _ABOUT):
        return True
    if analysis.holds(piece, _KINDS) and analysis.holds(piece, _SEEKING):
        return True
    return any(isinstance(phrase.meaning, Fits) for phrase in analysis.phrases_of(piece, {"constraint"}))
