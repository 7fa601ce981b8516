"""What may go unused: fillers, marks, thanks, words that only join a sentence to another; and what stands behind them.

Of one utterance the places are told once, of its spans where each is read.
"""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.datatypes.reading import Mention, Token
from chatbot.text.fold import BLANK
from chatbot.understanding.accounting.circumstances import CIRCUMSTANCE, SHADE
from chatbot.understanding.analysis import BEYOND, Analysis
from chatbot.understanding.chart import REACH
from chatbot.understanding.sentences import Span

_JOINERS = frozenset({"and", "but", "or"})
_COMMA, _COUNTS = "comma", "counts_too"
_ASKED = frozenset({"whether_mark", "whether_mark@end"})
_WHETHER, _NAMED = "yes_no", "name"
_THANKS = frozenset({"thanks"})
_OPENING = frozenset({"who", "when", "where", "why", "how_many", "how_much"})
"""Question words that ask for one kind of thing."""
_WHICH = frozenset({"which"})
"""Words that ask for some of a kind where a question opens with them; elsewhere they may begin a clause."""
_ABOUT = frozenset({"anaphor"})
_HOW_MANY = "how_many"
_DENYING = "undoable"
"""Words that say that something cannot be, though each may go unused (out of the question)."""
_WAVE = "~"
"""Drawls a sentence where it closes it; between two amounts it means a range."""
_STOP = "."
_DASH = "-"
_PASSED = frozenset("-_\"'()[]" + BLANK)
"""Marks that may stand inside a phrase."""
_QUIET = frozenset(BLANK + "?!.,;:\"'()[]{}-_/*`\u2026|\\\u2022#@\u3001\u3002")
"""Marks that may go unused."""


def inner_stops(tokens: Sequence[Token], mentions: Sequence[Mention]) -> frozenset[int]:
    """Return the places of full stops within known expressions, or before one that needs them (. which?)."""
    stops = [place for place, token in enumerate(tokens) if token.text == _STOP]
    return frozenset([place for place in stops if any(m.start <= place < m.end - 1 for m in mentions)])


def idle_words(mentions: Sequence[Mention], fillers: Sequence[Mention]) -> frozenset[int]:
    """Return the places of the words that may go unused.

    Args:
        mentions: all of the utterance.
        fillers: those among them that are fillers.

    """
    places = {place for m in fillers for place in range(m.start, m.end)}
    firm = {place for m in mentions if m.firm or m.category == _DENYING for place in range(m.start, m.end)}
    return frozenset(places - firm - _beyond(mentions, fillers) - _counted(mentions, fillers) - _numbered(mentions))


def idle_marks(tokens: Sequence[Token]) -> frozenset[int]:
    """Return the places of the marks that may go unused."""
    marks = [(place, token.text) for place, token in enumerate(tokens) if token.kind == "mark" or token.text == _WAVE]
    return frozenset([place for place, text in marks if text in _QUIET or (text == _WAVE and _closes(tokens, place))])


def reach(tokens: Sequence[Token], mentions: Sequence[Mention], fillers: Sequence[Mention]) -> list[list[int]]:
    """For each place, itself and the places behind the fillers that follow; arguments as of `idle_words`."""
    beyond = _beyond(mentions, fillers) | _asking_behind(mentions)
    ends: dict[int, set[int]] = {}
    for mention in fillers:
        if mention.meaning not in {CIRCUMSTANCE, SHADE} and mention.start not in beyond:
            ends.setdefault(mention.start, set()).add(mention.end)
    for place, token in enumerate(tokens):
        if token.kind == "mark" and token.text in _PASSED and not _parts(tokens, place):
            ends.setdefault(place, set()).add(place + 1)
    found = [[place] for place in range(len(tokens) + 1)]
    for place in sorted(ends, reverse=True):
        later = {each for end in ends[place] for each in found[end] if each - place <= REACH}
        found[place] += sorted(later)
    return found


def may_go_unused(analysis: Analysis, span: Span) -> frozenset[int]:
    """Return the places of the words of a span that may go unused: fillers, what joins it to others, and thanks."""
    idle = analysis.fillers | _leading_joiners(analysis, span) | _courtesies(analysis, span)
    return idle - _opening_question(analysis, span)


def is_idle(analysis: Analysis, span: Span) -> bool:
    """Say whether a sentence holds nothing but words that may go unused (please confirm the following points).

    What opens as a question on something said before is none: who made it?
    """
    if any(m.start == span.start for m in analysis.holds(span, _OPENING)) and analysis.holds(span, _ABOUT):
        return False
    inside = [mention for mention in analysis.mentions if span.start < mention.end and mention.start < span.end]
    idle = [mention for mention in inside if mention.category == "filler"]
    meant = [m for m in inside if m not in idle and not any(f.start <= m.start and m.end <= f.end for f in idle)]
    places = {place for mention in idle for place in range(mention.start, mention.end)}
    spoken = (place for place in range(span.start, span.end) if analysis.tokens[place].kind != "mark")
    return not meant and places.issuperset(spoken)


def _asking_behind(mentions: Sequence[Mention]) -> frozenset[int]:
    """Return the places behind commas where a question begins, over which no phrase reaches: except A, | is B open?"""
    commas = {m.end for m in mentions if m.category == _COMMA}
    asked = [m for m in mentions if m.category == _WHETHER and m.start in commas]
    if not asked:
        return frozenset()
    named = {m.start for m in mentions if m.category == _NAMED}
    return frozenset([m.start for m in asked if m.end > m.start + 1 or m.end in named])


def _beyond(mentions: Sequence[Mention], fillers: Sequence[Mention]) -> frozenset[int]:
    """Return the places of words on what the catalog holds nothing on, where they do not end in other idle words."""
    found = [(m.start, m.end) for m in mentions if m.category == BEYOND]
    if not found:
        return frozenset()
    longer = {(m.start, m.end) for m in fillers if m.end - m.start > 1}
    kept = (own for own in found if not any(start < own[1] <= end and (start, end) != own for start, end in longer))
    return frozenset(place for start, end in kept for place in range(start, end))


def _counted(mentions: Sequence[Mention], fillers: Sequence[Mention]) -> frozenset[int]:
    """Return the places of words that let something count too behind a comma (over 8k, 4k too): they widen a question.

    Not of those that are part of longer idle words, or of a question whether it counts.
    """
    found = [(m.start, m.end) for m in mentions if m.category == _COUNTS]
    if not found:
        return frozenset()
    commas = [m.start for m in mentions if m.category == _COMMA]
    asked = {m.start for m in mentions if m.category in _ASKED}
    widening = [own for own in found if own[1] not in asked and any(place < own[0] for place in commas)]
    longer = [(m.start, m.end) for m in fillers]
    kept = [o for o in widening if not any(a <= o[0] and o[1] <= b and (a, b) != o for a, b in longer)]
    return frozenset(place for start, end in kept for place in range(start, end))


def _numbered(mentions: Sequence[Mention]) -> frozenset[int]:
    """Return the places of what the number is asked for, beside a name (how many customers has GPT-4)."""
    ends = {m.end for m in mentions if m.category == _HOW_MANY}
    if not ends or not any(m.category == "name" for m in mentions):
        return frozenset()
    told = [m for m in mentions if m.start in ends and m.category == "filler" and m.meaning == CIRCUMSTANCE]
    return frozenset(place for m in told for place in range(m.start, m.end))


def _parts(tokens: Sequence[Token], place: int) -> bool:
    """Say whether a dash stands between blanks, where it parts clauses (Apache 2.0 - under 10B)."""
    spaced = tokens[place].spaced and place + 1 < len(tokens) and tokens[place + 1].spaced
    return spaced and tokens[place].text == _DASH


def _closes(tokens: Sequence[Token], place: int) -> bool:
    """Say whether nothing but a mark follows."""
    return place + 1 == len(tokens) or tokens[place + 1].kind == "mark"


def _leading_joiners(analysis: Analysis, span: Span) -> frozenset[int]:
    """`and`, `but`, `or` at the start of a sentence join it to what was said before."""
    joiners = {m.start for m in analysis.holds(span, _JOINERS) if m.end == m.start + 1}
    place = span.start
    while place < span.end and (place in joiners or place in analysis.marks):
        place += 1
    return frozenset(range(span.start, place))


def _courtesies(analysis: Analysis, span: Span) -> frozenset[int]:
    """Return the places of thanks beside something else: they ask for nothing."""
    places = {place for m in analysis.holds(span, _THANKS) for place in range(m.start, m.end)}
    alone = places and places.union(analysis.marks).issuperset(range(span.start, span.end))
    return frozenset() if alone else frozenset(places)


def _opening_question(analysis: Analysis, span: Span) -> frozenset[int]:
    """Return the place of the word that a question opens with: it asks for something, so nothing may pass over it."""
    opens = any(m.start == span.start for m in analysis.holds(span, _OPENING | _WHICH))
    return frozenset({span.start} if opens else ())
