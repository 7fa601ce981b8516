"""Tickets and forms: numbers before the points of a list, and labels before what is filled in (model: …, [request] …).

Numbers that count points are breaks. Labels say what kind of thing follows, which the thing itself tells as well, so
that their words may go unused; a label that names something, or before which nothing is filled in, is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from chatbot.datatypes.reading import Mention, Token
from chatbot.understanding.meanings import Amount
from chatbot.understanding.sentences import Span

LABEL = "label"
"""Class of fillers that count only in labels."""
_LONGEST = 8
BREAK = "\n"
"""What ends a line, and what a number of a list stands for."""
_BREAKS = frozenset(";,:|\u3002\n]")
_STOPS = frozenset(";,?!|\u3002\n[]")
_EQUALS = "="
_COMPARING = "<>!~"
"""Before an equals sign they make one sign with it."""
_ENDS = frozenset({":", _EQUALS})
"""What stands between a label and what is filled in."""
_MARKING = _ENDS | {"["}
_NUMBERED = frozenset("\u3001.):")
_BEFORE = frozenset(";,(:?!\u3002\n")
_NAMING = frozenset({"name", "entity", "outsider", "ambiguous", "device"})
"""Mentions that make words before a colon more than a label."""
_TERM = "term"
"""Words of the glossary, which may be labels."""
_STATED = frozenset({"property", "comparative", "superlative", "which", "attribute"})
_TURNING = frozenset({"not", "dont", "except", "besides", "unwanted", "only", "neither", "nor", "forbid", "forbidden"})


def unnumbered(tokens: tuple[Token, ...], digits: Mapping[str, float]) -> tuple[Token, ...]:
    """Return tokens in which numbers that count the points of a list (1. … 2. …) are breaks.

    Args:
        tokens: of the utterance.
        digits: what the words for digits mean in its language.

    """
    places: list[int] = []
    for place, token in enumerate(tokens):
        counts = token.kind == "number" or token.text in digits
        if counts and _is_point(tokens, place, len(places) + 1, digits) and (not places or place > places[-1] + 2):
            places.append(place)
    if len(places) < 2:
        return tokens
    counting = {*places, *(place - 1 for place in places if place and tokens[place - 1].text == "(")}
    return tuple(
        msgspec.structs.replace(token, text=BREAK, kind="mark") if place in counting else token
        for place, token in enumerate(tokens)
    )


def points(tokens: Sequence[Token]) -> frozenset[int]:
    """Return the places of the numbers that were made breaks, as they count the points of a list."""
    return frozenset([place for place, token in enumerate(tokens) if token.text == BREAK and token.raw.strip()])


def _is_point(tokens: Sequence[Token], place: int, number: int, digits: Mapping[str, float]) -> bool:
    """Say whether a token is the given number, with a mark behind it or a ring around it."""
    token = tokens[place]
    if token.text != str(number) and digits.get(token.text) != number:
        return False
    if token.kind == "number" and token.raw != token.text and not token.raw.isdecimal():
        return True
    begins = place == 0 or token.spaced or tokens[place - 1].text in _BEFORE
    return begins and place + 1 < len(tokens) and tokens[place + 1].text in _NUMBERED


def relabelled(mentions: Sequence[Mention], tokens: Sequence[Token]) -> list[Mention]:
    """Return the mentions with the words of labels as fillers; those that are so in labels only are none elsewhere."""
    kept = [mention for mention in mentions if mention.meaning != LABEL]
    if len(kept) == len(mentions) and not [token for token in tokens if token.text in _MARKING]:
        return kept
    known = [mention for mention in mentions if mention.meaning == LABEL]
    idle = [mention for mention in kept if mention.category == "filler"]
    for span in _labels(tokens):
        inside = [m for m in kept if m.start < span.end and span.start < m.end]
        explained = {(m.start, m.end) for m in inside if m.category == _TERM}
        named = [m for m in inside if m.category in _NAMING and (m.start, m.end) not in explained]
        if named or any(m.category in _TURNING or _measures(m) for m in inside):
            continue
        heads = [m for m in known if span.start <= m.start and m.end <= span.end]
        beside = [m for m in idle if span.start <= m.start and m.end <= span.end]
        if heads and _covered(span, [*heads, *beside], tokens):
            span = Span(span.start, span.end + (tokens[span.end].text == _EQUALS))  # noqa: PLW2901
            kept = [m for m in kept if m.end <= span.start or span.end <= m.start]
            inside = []
        elif tokens[span.end].text == _EQUALS or any(m.category in _STATED for m in inside):
            continue  # a word beside a statement may limit it (rarely usable commercially: which models?)
        if not inside and not _covered_partly(span, known):
            continue
        said = {place for m in inside for place in range(m.start, m.end)}
        kept += [
            Mention(place, place + 1, "filler", LABEL) for place in range(span.start, span.end) if place not in said
        ]
    kept.sort(key=lambda mention: (mention.start, mention.end, mention.category))
    return kept


def _labels(tokens: Sequence[Token]) -> Iterator[Span]:
    """Yield the spans before colons with something behind them, and those in square brackets."""
    start = 0
    for place, token in enumerate(tokens):
        behind = tokens[place + 1] if place + 1 < len(tokens) else None
        filled = behind is not None and (behind.kind != "mark" or behind.text in '["(')
        if token.text == _EQUALS and place and tokens[place - 1].text in _COMPARING:
            continue  # context >= 8k is a limit
        if token.text in {"]", _EQUALS} or (token.text in _ENDS and filled):
            opens = token.text == "]" or start == 0 or tokens[start - 1].text in _BREAKS or _ends(tokens, start - 1)
            if opens and 0 < place - start <= _LONGEST:
                yield Span(start, place)
        if token.text in _STOPS or token.text in _ENDS or _ends(tokens, place):
            start = place + 1


def _ends(tokens: Sequence[Token], place: int) -> bool:
    """Say whether a full stop ends a sentence: something stands apart behind it."""
    return tokens[place].text == "." and place + 1 < len(tokens) and tokens[place + 1].spaced


def _measures(mention: Mention) -> bool:
    """Say whether a mention is an amount of something, which no label tells."""
    return isinstance(mention.meaning, Amount) and bool(mention.meaning.unit or mention.meaning.label)


def _covered(span: Span, known: Sequence[Mention], tokens: Sequence[Token]) -> bool:
    """Say whether words of labels, and what counts them, are all there is."""
    places = {place for m in known for place in range(m.start, m.end)}
    counted = {place for place in range(span.start, span.end) if tokens[place].kind in {"number", "mark"}}
    return bool(places) and places | counted >= set(range(span.start, span.end))


def _covered_partly(span: Span, known: Sequence[Mention]) -> bool:
    """Say whether some words of labels are there."""
    return any(m.start >= span.start and m.end <= span.end for m in known)
