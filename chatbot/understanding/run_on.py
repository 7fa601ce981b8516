"""Questions run together without a mark: a word that only ends a question parts what stands behind it from it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import msgspec

from chatbot.datatypes.reading import Mention, Token

_COMMA = ","


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
    open_ = [place for place in places if tokens[place + 1].kind != "mark" and tokens[place + 1].text not in closers]
    if not open_:
        return tuple(tokens)
    inside = {place for m in mentions for place in range(m.start, m.end - 1)}
    made: list[Token] = []
    for place, token in enumerate(tokens):
        made.append(token)
        if place in open_ and place not in inside:
            made.append(msgspec.structs.replace(token, text=_COMMA, raw="", start=token.end, kind="mark", spaced=False))
    return tuple(made)
