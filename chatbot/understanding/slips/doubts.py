"""Make texts of what may have been meant by slips: each is the utterance with another word in one place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from chatbot.datatypes.reading import Correction, Doubt, Instead, Mention, Token
from chatbot.understanding.slips.homophones import LONG, SHORT, Likely
from chatbot.understanding.slips.repair import Near


def doubts_of_letters(text: str, typed: Sequence[Token], near: Mapping[int, Near]) -> tuple[Doubt, ...]:
    """Return the words that may be slips of others.

    Args:
        text: the utterance.
        typed: its tokens before repairs.
        near: the places of such words, with the words that may have been meant.

    """
    return tuple([_of_letters(text, typed[place], near[place]) for place in sorted(near)])


def _of_letters(text: str, token: Token, near: Near) -> Doubt:
    meant = [Instead(_with(text, token, word), Correction(token.raw, word)) for word in near.words]
    return Doubt(token.raw, tuple(meant), near.taken)


def doubts_of_sound(
    text: str, tokens: Sequence[Token], mentions: Sequence[Mention], likely: Mapping[int, Likely]
) -> tuple[Doubt, ...]:
    """Return the characters that may be slips of others that sound alike.

    Args:
        text: the utterance.
        tokens: its tokens.
        mentions: what was found in it.
        likely: the places of such characters, with the words that others make there.

    """
    if not likely:
        return ()
    said = {place for m in mentions if m.category != "filler" for place in range(m.start, m.end)}
    words = [(m.start, m.end) for m in mentions if m.end - m.start > 1]
    found = []
    for place in sorted(likely):
        longest: dict[str, Instead] = {}
        for start, end, char in sorted(likely[place], key=lambda each: each[0] - each[1]):
            apart = end - start < LONG and any(first < end and start < last for first, last in words)
            sure = end - start >= SHORT and place not in said and not apart
            before, behind = _typed(tokens[start:place]), _typed(tokens[place + 1 : end])
            correction = Correction(f"{before}{tokens[place].raw}{behind}", f"{before}{char}{behind}")
            longest.setdefault(char, Instead(_with(text, tokens[place], char), correction, sure))
        found.append(Doubt(tokens[place].raw, tuple(longest.values()), known=True))
    return tuple(found)


def _typed(tokens: Sequence[Token]) -> str:
    return "".join([token.raw for token in tokens])


def _with(text: str, token: Token, other: str) -> str:
    return f"{text[: token.start]}{other}{text[token.end :]}"
