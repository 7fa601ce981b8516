"""Marks of somebody who hesitates in the middle of a question: `the third... smallest`, `the third smallest (?) model`.

What counts the places of an order belongs to the order behind it, however long somebody paused in between.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from chatbot.datatypes.reading import Mention, Phrase, Token

_OPENING, _CLOSING = "(", ")"
_DOUBTS = "?!"
_DOTS = ".\u2026"
_ORDINAL, _ORDERING = "ordinal", "ordering"


def without_hesitations(tokens: tuple[Token, ...], ordinals: Collection[str]) -> tuple[Token, ...]:
    """Return the tokens without brackets that hold only a mark of doubt, and dots behind a word for a place.

    Args:
        tokens: of an utterance.
        ordinals: the words for places in an order (third), and behind `#` what ends such numbers (#rd).

    """
    made: list[Token] = []
    place = 0
    while place < len(tokens):
        end = _doubt_at(tokens, place) or (_pause_at(tokens, place) if _counts(made, ordinals) else 0)
        if end:
            place = end
        else:
            made.append(tokens[place])
            place += 1
    return tuple(made) if len(made) < len(tokens) else tokens


def uncounted(
    phrases: Sequence[Phrase], tokens: Sequence[Token], mentions: Sequence[Mention], idle: Collection[int]
) -> bool:
    """Say whether a place that is counted before an order is left out of it: the second, uh, largest.

    Args:
        phrases: what a reading uses.
        tokens: of the utterance; one idle word may stand between.
        mentions: all of the utterance.
        idle: places of marks and of words that may go unused.

    """
    counted = {mention.end for mention in mentions if mention.category == _ORDINAL and mention.start}
    if not counted:
        return False
    for phrase in phrases:
        place, words = phrase.start, 1
        while place not in counted and place - 1 in idle and words >= 0:
            place -= 1
            words -= tokens[place].kind != "mark"
        if phrase.category == _ORDERING and place in counted:
            return True
    return False


def _doubt_at(tokens: Sequence[Token], place: int) -> int:
    """Return the end of brackets that open at a place and hold only marks of doubt; zero where there are none."""
    end = place + 1
    while end < len(tokens) and tokens[end].text in _DOUBTS:
        end += 1
    closed = tokens[place].text == _OPENING and place + 1 < end < len(tokens) and tokens[end].text == _CLOSING
    return end + 1 if closed else 0


def _pause_at(tokens: Sequence[Token], place: int) -> int:
    """Return the end of several dots that begin at a place, before a small word; zero where there are none."""
    end = place
    while end < len(tokens) and tokens[end].text in _DOTS:
        end += 1
    several = end - place >= 2 or (end > place and tokens[place].text != ".")
    return end if several and end < len(tokens) and tokens[end].raw.islower() else 0


def _counts(tokens: Sequence[Token], ordinals: Collection[str]) -> bool:
    """Say whether tokens end with a place in an order: third, 3rd."""
    if not tokens:
        return False
    last = tokens[-1]
    suffix = len(tokens) > 1 and tokens[-2].kind == "number" and not last.spaced and f"#{last.text}" in ordinals
    return last.text in ordinals or suffix
