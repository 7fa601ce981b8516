"""Read an utterance as a follow-up.

Follow-ups have intents and covers of their own, so that questions never compete with them.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from chatbot.datatypes.catalog import Catalog, Domain
from chatbot.datatypes.followup import Followup
from chatbot.datatypes.pack import Intent
from chatbot.datatypes.query import Meta
from chatbot.datatypes.reading import UNRECORDED, Mention, Reading
from chatbot.understanding.analysis import Analysis
from chatbot.understanding.cover import best_covers, segments_of
from chatbot.understanding.followup_shapes import FollowupShapes
from chatbot.understanding.frames import Frame, FrameFiller

SHAPE = "follow"
_NONE, _WHICH = "none", "which"
_TALK = frozenset({"greeting", "thanks"})
"""Terms that may stand beside a follow-up and mean nothing in it."""
_JOINERS = frozenset({"and", "but", "comma"})
"""Terms that may stand before a follow-up: they only join it to what was said."""


class FollowupReader:
    """Reads follow-ups by the intents whose shape says so."""

    def __init__(self, intents: Sequence[Intent], catalog: Catalog, domain: Domain) -> None:
        """Index the intents of follow-ups."""
        self._frames = FrameFiller([intent for intent in intents if intent.shape == SHAPE])
        self._top = self._frames.top_categories()
        self._shape = FollowupShapes(catalog, domain).shape_follow

    def readings(self, analysis: Analysis) -> tuple[Reading, ...]:
        """Return what the whole utterance says as a follow-up, best first; every word must be used.

        A follow-up names nothing itself, so that even what it tells of the asker may limit what is meant.
        """
        if any(phrase.category == UNRECORDED for phrase in analysis.phrases):
            return ()
        fillers = {place for m in analysis.mentions if m.category == "filler" for place in range(m.start, m.end)}
        talk = _idle(analysis.mentions, len(analysis.tokens), fillers | analysis.marks)
        idle = talk | (fillers - analysis.circumstances - analysis.shades)
        fitting = (phrase for phrase in analysis.phrases if phrase.category.partition("+")[0] in self._top)
        # What only joins it to what was said leaves no room for covers that say something.
        phrases = [each for each in fitting if each.category not in _JOINERS or each.start not in talk]
        explained = {place for each in phrases for place in range(each.start, each.end)}.union(idle, analysis.marks)
        if len(explained) < len(analysis.tokens):
            return ()
        covers = best_covers(segments_of(phrases, idle), 0, len(analysis.tokens), idle, analysis.marks)
        found: dict[Followup, Reading] = {}
        asks_which = any(mention.category == _WHICH for mention in analysis.mentions)
        for cover in covers:
            for frame in self._frames.fill(cover.segments) if not cover.unexplained else ():
                said = self._shape(frame)
                if said is not None and said.kind == _NONE and asks_which:
                    continue  # neither? Which models are?
                if said is not None and (said not in found or found[said].score < cover.score + frame.score):
                    found[said] = _reading(frame, said, cover.score + frame.score)
        return tuple(sorted(found.values(), key=lambda reading: (-reading.score, reading.intent, repr(reading.follow))))


def _idle(mentions: Sequence[Mention], end: int, quiet: Collection[int]) -> frozenset[int]:
    """Return the places of thanks and greetings, and of the joiners before anything else."""
    talk = {place for m in mentions if m.category in _TALK for place in range(m.start, m.end)}
    joiners = {m.start for m in mentions if m.category in _JOINERS and m.end == m.start + 1}
    place = 0
    while place < end and (place in joiners or place in talk or place in quiet):
        if place in joiners:
            talk.add(place)
        place += 1
    return frozenset(talk)


def _reading(frame: Frame, said: Followup, score: float) -> Reading:
    return Reading(
        intent=frame.intent.id,
        query=Meta("followup"),
        score=score,
        phrases=tuple(phrase for filled in frame.slots.values() for phrase in filled),
        follow=said,
    )
