"""Turns of a conversation between a bot and lines of text."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import closing
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from chatbot.interfaces.arguments import Options
from chatbot.interfaces.ports import Bot, Turn
from chatbot.interfaces.sharing import results_of
from chatbot.interfaces.streams import Streams

ANSWERED = "answered"


Form = Callable[[Turn, str, int | None], str]
"""What is said of a turn: its answer or its explanation, in a format, for so many columns."""


class Said(NamedTuple):
    """What is said to a line."""

    text: str
    answered: bool
    fault: str = ""
    """The bug that struck."""


def answer_lines(bot: Bot, blocks: Iterable[Sequence[str]], options: Options, streams: Streams) -> bool:
    """Answer each line in turn, or explain how it is read; return whether all were answered."""
    all_answered, first, as_json = True, True, options.format == "json"
    say = said_alone if options.independent else said_in_turn
    with closing(say(bot, blocks, options, streams.width)) as answers:
        for text, answered, fault in answers:
            if fault:
                streams.complain(fault)
            if not first and not as_json:
                streams.say("")
            streams.say(text, safe=as_json)
            all_answered = all_answered and answered
            first = False
    return all_answered


def said_in_turn(
    bot: Bot, blocks: Iterable[Sequence[str]], options: Options, width: int | None
) -> Generator[Said, None, None]:
    """Yield what is said to the lines of a conversation, an empty one starting afresh."""
    state = bot.start()
    for line in chain.from_iterable(blocks):
        if line.strip():
            said, state = answer_line(bot, line, state, options, width)
            yield said
        else:
            state = bot.start()


def said_alone(
    bot: Bot, blocks: Iterable[Sequence[str]], options: Options, width: int | None
) -> Generator[Said, None, None]:
    """Yield what is said to lines that have nothing to do with each other."""

    def answer(line: str) -> Said:
        return answer_line(bot, line, bot.start(), options, width, alone=True)[0]

    return results_of(answer, ([line for line in block if line.strip()] for block in blocks))


def answer_line(
    bot: Bot, line: str, state: Any, options: Options, width: int | None, *, alone: bool = False
) -> tuple[Said, Any]:
    """Return what is said to a line, and the state after it; `alone`: the state stays, since nothing goes on from it.

    A bug costs this line its answer, but not those after it.
    """
    form = explanation_of if options.command == "explain" else form_of
    try:
        turn = bot.ask(line, state, options.language)
        said = Said(form(turn, options.format, width), turn.answer.status == ANSWERED)
        state = state if alone else turn.state
    except Exception as fault:
        turn = bot.ask("", state, options.language)
        text = form(turn, options.format, width)
        if options.format == "json":
            text = one_line_json(msgspec.json.decode(text) | {"question": line})
        return Said(text, answered=False, fault=crash_line(fault)), turn.state
    return said, state


def crash_line(fault: Exception) -> str:
    """Return what kind of bug struck where, in one line."""
    import traceback  # for the rare case only

    place = traceback.extract_tb(fault.__traceback__)[-1]
    return f"crash: {type(fault).__name__}: {fault} ({Path(place.filename).name}:{place.lineno})"


def form_of(turn: Turn, form: str, width: int | None) -> str:
    """Return an answer in the form that was asked for, without a line feed at its end."""
    if form == "json":
        return one_line_json(turn.json())
    text = turn.markdown() if form == "markdown" else turn.text(width)
    return text.rstrip("\n")


def explanation_of(turn: Turn, form: str, _width: int | None) -> str:
    """Return how a question was read, without a line feed at its end."""
    text = turn.explanation().rstrip("\n")
    return one_line_json({"question": turn.question, "explanation": text}) if form == "json" else text


def one_line_json(value: object) -> str:
    """Return a value as JSON in one line."""
    return escaped(msgspec.json.encode(value).decode())


def escaped(text: str) -> str:
    """Return JSON with what no terminal should get, and where some readers end a line, written by number."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() or char == "\n" else _by_number(char) for char in text)


def _by_number(char: str) -> str:
    """Return a character as JSON writes it by number: in two halves, if it is a far one."""
    code = char.encode("utf-16-be").hex()
    return "".join(f"\\u{code[half : half + 4]}" for half in range(0, len(code), 4))
