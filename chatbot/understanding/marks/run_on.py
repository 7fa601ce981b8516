"""Questions run together without a mark: a word that only ends a question parts what stands behind it from it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import msgspec

from chatbot.datatypes.reading import Mention, Token

_COMMA = ","
_NAME, _NUMBER = "name", "number"
_LABEL = frozenset({_NAME, _NUMBER, "version", "version_mark", "possessive", "size_class"})
"""What something is called by, and what may stand beside it."""
_ASKED = frozenset(
    {"asked", "event", "property", "what", "how_many", "how_much", "when", "where", "who", "yes_no", "whether_mark"}
)
"""What may end a question; before another name a word for an attribute does, too."""


def parted(
    tokens: Sequence[Token], mentions: Sequence[Mention], closers: Collection[str], before_blank: Collection[str] = ()
) -> tuple[Token, ...]:
    """Return the tokens with a comma behind each word that only ends questions and has another word right behind it.

    Args:
        tokens: of the utterance.
        mentions: what was found in it: such a word inside a longer expression ends nothing.
        closers: the words of the language that only end questions.
        before_blank: those that do so only with a blank behind them, and none before (does it run or not 8 GB).

    """
    places = [
        place for place, token in enumerate(tokens[:-1])
        if token.text in closers or (token.text in before_blank and tokens[place + 1].spaced and not token.spaced)
    ]  # fmt: skip
    open_ = {place for place in places if tokens[place + 1].kind != "mark" and tokens[place + 1].text not in closers}
    open_.update(_before_others(tokens, mentions, closers))
    if not open_:
        return tuple(tokens)
    inside = {place for m in mentions for place in range(m.start, m.end - 1)}
    made: list[Token] = []
    for place, token in enumerate(tokens):
        made.append(token)
        if place in open_ and place not in inside:
            made.append(msgspec.structs.replace(token, text=_COMMA, raw="", start=token.end, kind="mark", spaced=False))
    return tuple(made)


def _before_others(tokens: Sequence[Token], mentions: Sequence[Mention], closers: Collection[str]) -> Iterator[int]:
    """Yield the places before a blank behind which only something else is named (how long is X's context, and Y's)."""
    for end, token in enumerate(tokens):
        last = end + 1 == len(tokens) or tokens[end + 1].kind == "mark"
        if not last or token.text not in closers:
            continue
        start = end
        while start and not (tokens[start].spaced and tokens[start - 1].kind == "han"):
            start -= 1
        if 0 < start < end and _goes_on(mentions, start, end):
            yield start - 1


def _goes_on(mentions: Sequence[Mention], start: int, end: int) -> bool:
    """Say whether something is named within a span, right behind what is asked of another thing."""
    called = [m for m in mentions if start <= m.start and m.end <= end and m.category in _LABEL]
    if not set(range(start, end)).issubset(place for m in called for place in range(m.start, m.end)):
        return False
    named = any(m.category == _NAME for m in called)
    asked = {m.category for m in mentions if m.end == start}
    ends = bool(asked & _ASKED) or (named and "attribute" in asked)
    return ends and any(m.category in (_NAME, _NUMBER) and m.end < start for m in mentions)
