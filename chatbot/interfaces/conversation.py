"""Turns of a conversation between a bot and lines of text."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from chatbot.interfaces.arguments import Options
from chatbot.interfaces.ports import Bot, Turn
from chatbot.interfaces.streams import Streams

ANSWERED = "answered"


def answer_lines(bot: Bot, lines: Iterable[str], options: Options, streams: Streams) -> bool:
    """Answer each line in turn, an empty one starting afresh; return whether all were answered."""
    state, all_answered, first = bot.start(), True, True
    for line in lines:
        if not line.strip():
            state = bot.start()
            continue
        turn, text = answer_line(bot, line, state, options, streams)
        if not first and options.format != "json":
            streams.say("")
        streams.say(text, safe=options.format == "json")
        state = bot.start() if options.independent else turn.state
        all_answered = all_answered and turn.answer.status == ANSWERED
        first = False
    return all_answered


def answer_line(bot: Bot, line: str, state: Any, options: Options, streams: Streams) -> tuple[Turn, str]:
    """Return the answer to a line and its form. A bug costs this line its answer, but not the lines after it."""
    try:
        turn = bot.ask(line, state, options.language)
        return turn, form_of(turn, options.format, streams.width)
    except Exception as fault:
        streams.complain(crash_line(fault))
        turn = bot.ask("", state, options.language)
        if options.format == "json":
            return turn, one_line_json(turn.json() | {"question": line})
        return turn, form_of(turn, options.format, streams.width)


def crash_line(fault: Exception) -> str:
    """Return what kind of bug struck where, in one line."""
    import traceback  # for the rare case only

    place = traceback.extract_tb(fault.__traceback__)[-1]
    return f"crash: {type(fault).__name__}: {fault} ({Path(place.filename).name}:{place.lineno})"


def explain_lines(bot: Bot, lines: Iterable[str], options: Options, streams: Streams) -> None:
    """Explain how each line is read."""
    for line in lines:
        if line.strip():
            text = bot.explain(line, options.language).rstrip("\n")
            as_json = options.format == "json"
            streams.say(one_line_json({"question": line, "explanation": text}) if as_json else text)


def form_of(turn: Turn, form: str, width: int | None) -> str:
    """Return an answer in the form that was asked for, without a line feed at its end."""
    if form == "json":
        return one_line_json(turn.json())
    text = turn.markdown() if form == "markdown" else turn.text(width)
    return text.rstrip("\n")


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
