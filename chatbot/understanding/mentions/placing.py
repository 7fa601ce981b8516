"""Words that count only where they stand: at the start of a question, at the end of a clause, or as one whole."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import msgspec

from chatbot.datatypes.reading import Mention, Token
from chatbot.text.fold import BLANK

_MARK = "@"
"""Parts the id of a term from where it counts."""
_START = "@start"
"""Ends the id of a term that counts only at the start of a sentence."""
_END = "@end"
"""Ends the id of a term that counts only at the end of a sentence or clause."""
_WHOLE = "@whole"
"""Ends the id of a term that hides the operators inside it."""
_THANKS = "thanks"
_JOINING = frozenset({"and", "but", "or", "comma"})
_VERB = "do_word"
_ABOUT = "anaphor"
"""What begins a question in the middle of a sentence: a verb before what stands for something named."""
_DASH = "-"
_STARTERS = frozenset("?!.;,:" + BLANK)
_STOPS = frozenset("?!.;,)\u3002" + BLANK)
OPERATORS = frozenset({"not", "except", "unwanted", "only", "neither", "nor"})
"""Terms that turn a meaning round: a longer term may hide one, else it must be used."""
_PARTED = OPERATORS | {"dont", "excluded", "thrown_out", "anaphor"}
"""What a term that is one whole hides."""
_PRONOUN = "pronoun"
"""Class of fillers that stand for the asker and others."""
_POLITE = "politeness"
"""Class of fillers before which no question has begun, whatever else they may mean (ok, so isn't …)."""
_OPENERS = frozenset({"also_word", "filler", "greeting", "and", "but", "or"})
"""What may stand before the first word of a question."""
STATING = frozenset({"property", "entity"})
_REACHING = STATING | {"none_of"}
"""What may seem to reach out of a term that is one whole."""


def _opens(mention: Mention) -> bool:
    """Say whether a question may still begin behind a mention; `we are …` is none, though `are …` begins one."""
    return mention.category in _OPENERS and mention.meaning != _PRONOUN


def placed(mentions: list[Mention], tokens: Sequence[Token]) -> list[Mention]:
    """Keep terms that count only at some places there, without the negations that are part of them.

    Where a question starts (can't I …?), and in the words that end one, a negation asks; a verb said twice, once
    negated, asks as a whole: there is no pronoun in it, and no word reaches into it or out of it.
    """
    marked = [m for m in mentions if _MARK in m.category]
    if not marked:
        return mentions
    starting = [m for m in marked if m.category.endswith(_START)]
    ending = [m for m in marked if m.category.endswith(_END)]
    parted = [m for m in marked if m.category.endswith(_WHOLE)]
    whole = [m for m in parted if not any(_runs_into(before, m) for before in parted)]
    behind = {m.end for m in mentions if m.category in _JOINING}
    begins = _begins(mentions, tokens) if starting else set()
    begins |= _asked_behind(mentions, behind) if starting and behind else set()
    ends = _ends(tokens, mentions) if ending else frozenset()
    joined = _goes_on(mentions, starting, behind)
    asking = {m.start for m in starting if m.start in begins} - joined
    asked = {(m.start, m.end) for m in ending if m.end in ends}
    kept = []
    for mention in mentions:
        meant = mention
        if _MARK in mention.category:
            term, _, where = mention.category.partition(_MARK)
            if (where == "start" and (mention.start not in begins or mention.start in joined)) or (
                where == "end" and mention.end not in ends
            ):
                continue
            firm = mention.firm or where == "start"
            meant = msgspec.structs.replace(mention, category=term, meaning=term, firm=firm)
        elif mention.category == "not" and (mention.start in asking or (mention.start, mention.end) in asked):
            continue
        if not (whole and any(_covers(longer, mention, meant.category) for longer in whole)):
            kept.append(meant)
    return kept


def _asked_behind(mentions: Sequence[Mention], behind: Collection[int]) -> set[int]:
    """Return where a question on what was named begins behind a word that joins: …, and does it fit, or is it big."""
    verbs = {m.end: m.start for m in mentions if m.category == _VERB and m.start in behind}
    return {verbs[m.start] for m in mentions if m.category == _ABOUT and m.start in verbs} if verbs else set()


def _goes_on(mentions: Sequence[Mention], starting: Sequence[Mention], behind: Collection[int]) -> frozenset[int]:
    """Return where a denied verb goes on with what is described before it: …, but aren't gated; it asks nothing."""
    denied = {m.start for m in mentions if m.category == "not" and m.start in behind}
    if not denied:
        return frozenset()
    stated = {m.start for m in mentions if m.category in STATING}
    ends = [(m.start, m.end) for m in starting if m.start in denied]
    return frozenset(start for start, _ in ends if all(end in stated for first, end in ends if first == start))


def _covers(whole: Mention, mention: Mention, category: str) -> bool:
    """Say whether a term that is one whole leaves no room for a mention: in it, or from before it into it."""
    if is_function(mention) and _runs_into(mention, whole) and not mention.category.endswith(_WHOLE):
        return True
    if whole.start < mention.start < whole.end < mention.end and mention.category in _REACHING:
        return True
    return category in _PARTED and is_longer(whole, mention)


def _runs_into(before: Mention, mention: Mention) -> bool:
    """Say whether a mention that starts before another one ends in it."""
    return before.start < mention.start < before.end < mention.end


def _begins(mentions: Sequence[Mention], tokens: Sequence[Token]) -> set[int]:
    """Return the places where a sentence begins, and those before which nothing but words that lead up to one stand."""
    begins = {0}
    for place, token in enumerate(tokens):
        starts = token.kind == "mark" and (token.text in _STARTERS or (token.text == _DASH and token.spaced))
        if starts or (place in begins and _is_quiet([m for m in mentions if m.start <= place < m.end])):
            begins.add(place + 1)
    return begins


def _ends(tokens: Sequence[Token], mentions: Sequence[Mention]) -> Collection[int]:
    """Return the places behind which a sentence or clause ends, or goes on with no more than polite words."""
    stops = {place for place, token in enumerate(tokens) if token.kind == "mark" and token.text in _STOPS}
    ends = stops | {len(tokens)}
    polite = [m for m in mentions if m.meaning == _POLITE or m.category == _THANKS]
    for mention in sorted(polite, key=lambda m: -m.start):
        if mention.end in ends:
            ends.add(mention.start - (mention.start > 0 and tokens[mention.start - 1].kind == "mark"))
    return ends


def _is_quiet(over: Sequence[Mention]) -> bool:
    """Say whether the mentions over a place only lead up to a question, which then may still begin behind it."""
    if any(m.meaning == _POLITE for m in over):
        return True
    opening = [m for m in over if _opens(m)]
    others = [m for m in over if not _opens(m)]
    inside = (m.meaning != _PRONOUN and any(is_longer(longer, m) for longer in opening) for m in others)
    return bool(opening) and all(inside)


def is_function(mention: Mention) -> bool:
    """Say whether a mention is one of a function word, or of one that may go unused."""
    return mention.category in ("filler", mention.meaning)


def is_longer(longer: Mention, mention: Mention) -> bool:
    """Say whether a mention holds another one and more."""
    inside = longer.start <= mention.start and mention.end <= longer.end
    return inside and longer.end - longer.start > mention.end - mention.start
