"""Where an utterance may be cut: between its halves, before a question, and behind a comma."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from chatbot.datatypes.reading import UNRECORDED, Outcome
from chatbot.understanding.analysis import Analysis
from chatbot.understanding.parts.questions import ASKING, leads_on
from chatbot.understanding.sentences import Span, split_clauses

CLOSING = frozenset({"whether_mark", "works", "works_or_not"})
"""Words that only end questions."""
_VALUE = frozenset({"asked"})
_OF_KIND = frozenset({"noun", "vram", "ram", "device", "card_word"})
"""What a word that asks may go with (how much memory, whose model)."""
_TOPICS = frozenset({"topic"})
"""Phrases of what terms say on something, which may hold a word that asks (where to credit it)."""
_UNRECORDED = frozenset({UNRECORDED})
"""What is asked of several together is not asked of each (can I run X and Y at once)."""
_ASKED = frozenset({"what", "asked", "how_many", "how_much"})
"""Words that ask for a value, wherever they stand."""

_PICKING = frozenset({"which", "who", "how_many"})
_AND = frozenset({"and"})
_WHETHER = frozenset({"yes_no", "whether_mark"})
_ASKS = _ASKED | {"which", "who", "when", "where", "memory_need"}
"""Words that ask, wherever they stand in a clause."""
_BEGINNING = _ASKS | {"yes_no", "how", "why"}
"""Words that ask, where they stand behind a word that joins."""
_ASKS_OR_LISTS = _ASKS | _WHETHER | {"list", "recommend", "describe"}
"""Words that ask for something, or to be shown something."""


def blanks_in(analysis: Analysis, span: Span) -> list[int]:
    """Return where a blank stands behind an ideograph, as between two questions that are typed without a mark."""
    tokens = analysis.tokens
    places = range(span.start + 1, span.end - 1)
    return [p for p in places if tokens[p].spaced and tokens[p].kind != "mark" and tokens[p - 1].kind == "han"]


def parted_at_blank(analysis: Analysis, span: Span) -> tuple[Span, ...]:
    """Return what stands before and behind the last blank behind which some are asked for (what is X | who has it)."""
    asking = (m.start for m in analysis.holds(span, _PICKING) if m.start > span.start)
    place = max((start for start in asking if analysis.tokens[start].spaced), default=span.start)
    return (Span(span.start, place), Span(place, span.end)) if place > span.start else (span,)


def lies_across(analysis: Analysis, span: Span, clauses: Sequence[Span]) -> bool:
    """Say whether what is not recorded is told by several clauses together (after tuning, does X speak Thai)."""
    edges = {clause.start for clause in clauses}
    phrases = analysis.phrases_of(span, _UNRECORDED)
    return any(not edges.isdisjoint(range(phrase.start + 1, phrase.end)) for phrase in phrases)


class Cuts:
    """Finds the places of one utterance where it may be cut."""

    def __init__(self, analysis: Analysis) -> None:
        """Keep what was found in the utterance."""
        self._analysis = analysis

    def asks(self, span: Span) -> bool:
        """Say whether a clause is a question: by its mark, or by its first words."""
        if self._analysis.tokens[span.end - 1].text == "?":
            return True
        return self.starts_asking(span)

    def starts_asking(self, span: Span) -> bool:
        """Say whether a clause is a question by its first words; a mark behind it may be that of a whole sentence."""
        return any(m.firm or m.start == span.start for m in self._analysis.holds(span, ASKING))

    def unmarked(self, span: Span) -> Span:
        """Return a last clause without the marks behind it, which are those of the whole sentence."""
        end = span.end
        while end > span.start + 1 and self._analysis.tokens[end - 1].kind == "mark":
            end -= 1
        return Span(span.start, end)

    def asks_before_comma(self, span: Span) -> bool:
        """Say whether a clause is a question by its end, or by a word in it before one by its end, and is not the last.

        Thanks do not count as a clause.
        """
        ends = {m.end for m in self._analysis.holds(span, CLOSING)}
        if not ends:
            return False
        clauses = split_clauses(self._analysis.tokens, span)
        if len(clauses) > 1 and self._analysis.holds(clauses[-1], {"thanks"}):
            clauses = clauses[:-1]
        ended = self.unmarked(clauses[-1]).end in ends
        asks = ended and any(self._analysis.holds(clause, _ASKED) for clause in clauses[:-1])
        if self._ends_before_blank(span):
            return True
        return asks or any(clause.end - 1 in ends for clause in clauses[:-1])

    def may_be_cut(self, span: Span) -> bool:
        """Say whether something within a sentence, other than a comma, may part two questions."""
        inner = range(span.start + 1, span.end - 1)
        if not self._analysis.joiners.isdisjoint(inner) or self._analysis.holds(span, _AND):
            return True
        return bool(self._ends_before_blank(span) or self._ends_asked(span))

    def halves(self, span: Span) -> Iterator[tuple[Span, Span]]:
        """Yield the pairs of clauses that a sentence may be cut into: at joining words, and where a question ends."""
        ends = self._ends_before_blank(span)
        whole = self._inside(span, _UNRECORDED)
        for place in range(span.start + 1, span.end - 1):
            if place not in whole and (place in self._analysis.joiners or place in ends):
                yield Span(span.start, place), Span(self._behind_and(place + (place not in ends), span), span.end)
        for place in sorted(self._ends_asked(span) - whole):
            yield Span(span.start, place), Span(place, span.end)
        for place in blanks_in(self._analysis, span):
            halves = Span(span.start, place), Span(place, span.end)
            if place not in ends and all(self._analysis.holds(half, _ASKS_OR_LISTS) for half in halves):
                yield halves

    def _behind_and(self, place: int, span: Span) -> int:
        """Return the place behind words that join, where these stand behind the comma that parts the halves.

        What asks and starts with such a word (and does …) is left whole.
        """
        if any(m.start == place and m.end > place + 1 for m in self._analysis.holds(span, _WHETHER)):
            return place
        ends = [m.end for m in self._analysis.holds(span, _AND) if m.start == place and m.end < span.end]
        return max(ends, default=place)

    def questions_in(self, span: Span) -> tuple[Span, ...]:
        """Return the clauses of which each ends as a question; the span itself where they are not several."""
        ends = {m.end for m in self._analysis.holds(span, CLOSING)}
        clauses = split_clauses(self._analysis.tokens, span)
        return clauses if all(self.unmarked(clause).end in ends for clause in clauses) else (span,)

    def asked_each(self, span: Span) -> tuple[Span, ...]:
        """Return clauses of which each asks by a word of its own, one at least whether something is so, or of it."""
        joints = self._joints(span)
        if not joints:
            return ()
        starts = [span.start, *(self._behind_and(place + 1, span) for place in joints)]
        clauses = tuple(Span(start, end) for start, end in zip(starts, [*joints, span.end], strict=True))
        if any(clause.start >= clause.end for clause in clauses):
            return ()
        whether = [bool(self._analysis.holds(clause, _WHETHER)) for clause in clauses]
        asked = (
            so
            or bool(self._analysis.holds(each, _ASKS))
            or (leads_on(self._analysis, each) and self._goes_on(each, clauses))
            for so, each in zip(whether, clauses, strict=True)
        )
        on_one = any(whether) or any(self._analysis.holds(clause, {"anaphor"}) for clause in clauses[1:])
        return clauses if on_one and all(asked) else ()

    def _joints(self, span: Span) -> list[int]:
        """Return the places between the clauses of a sentence: marks, and words that join before a word that asks."""
        tokens = self._analysis.tokens
        inner = [place for place in sorted(self._analysis.joiners) if span.start < place < span.end - 1]
        marks = [place for place in inner if tokens[place].kind == "mark"]
        words = [place for place in inner if tokens[place].kind != "mark" and place - 1 not in marks]
        if not words:
            return marks
        asking = {mention.start for mention in self._analysis.holds(span, _BEGINNING)}
        return sorted([*marks, *(place for place in words if place + 1 in asking)])

    def _goes_on(self, clause: Span, clauses: Sequence[Span]) -> bool:
        """Say whether a clause that leads on to something asks it: the first one by naming what it asks for."""
        return clause != clauses[0] or bool(self._analysis.phrases_of(clause, {"attributes"}))

    def _ends_before_blank(self, span: Span) -> set[int]:
        """Return where words that only end questions stand before a blank, which then parts two questions."""
        tokens = self._analysis.tokens
        ends = {m.end for m in self._analysis.holds(span, CLOSING) if span.start < m.end < span.end - 1}
        return {end for end in ends if tokens[end].spaced and tokens[end].kind != "mark"}

    def leaves_value(self, span: Span, outcome: Outcome) -> bool:
        """Say whether a reading uses nothing of a value that is asked for before another question (who made X when)."""
        ends = self._ends_asked(span)
        if not ends:
            return False
        used = {place for part in outcome.parts for p in part.phrases for place in range(p.start, p.end)}
        taken = {m.end for m in self._analysis.holds(span, _VALUE) if used.issuperset(range(m.start, m.end))}
        return bool(ends - taken)

    def _ends_asked(self, span: Span) -> set[int]:
        """Return where what asks for a value may end a question, in languages that ask at the end and set no blanks."""
        tokens = self._analysis.tokens
        asked = self._analysis.holds(span, _VALUE)
        ends = {m.end for m in asked if m.end < span.end - 1 and tokens[m.end - 1].kind == "han"}
        if not ends:
            return ends
        kinds = self._analysis.holds(span, _OF_KIND)
        inside = {place for m in (*asked, *kinds) for place in range(m.start + 1, m.end)} | {m.start for m in kinds}
        inside |= self._inside(span, _TOPICS)
        return {end for end in ends - inside if tokens[end].kind != "mark"}

    def _inside(self, span: Span, categories: frozenset[str]) -> set[int]:
        """Return the places at which a phrase of some categories would be cut in two."""
        phrases = self._analysis.phrases_of(span, categories)
        return {place for phrase in phrases for place in range(phrase.start + 1, phrase.end)}
