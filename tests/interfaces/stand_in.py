"""A chatbot that knows three questions, so that the interfaces can be tested without data."""

from __future__ import annotations

import io
import time
from typing import Any

import msgspec

from chatbot.datatypes.vocabulary import Spelling, Spot, Topic, Vocabulary
from chatbot.errors import DataError
from chatbot.interfaces.arguments import Options
from chatbot.interfaces.cli import run
from chatbot.interfaces.streams import Streams
from chatbot.rendering.page import Source, Sources
from chatbot.text.vocabulary import indexed

SPOTS = (("Big Fish", "item"), ("size", "attribute"), ("fihs", "misspelt"))
BLANK: dict[str, Any] = {
    "question": "",
    "language": "en",
    "status": "not_understood",
    "intent": "",
    "reading": "",
    "families": [],
    "models": [],
    "groups": None,
    "verdict": None,
    "count": None,
    "query": None,
    "cells": [],
    "corrections": [],
    "unexplained": [],
    "choices": [],
    "suggestions": [],
    "sources": [],
    "text": "Not understood.",
}
CELLS = [{"model": "a-1", "attribute": "size", "state": "known", "value": 7000, "sources": ["s1"]}]
ANSWERS: dict[str, dict[str, Any]] = {
    "which?": {
        "models": ["a-1", "a-2"],
        "families": ["a"],
        "groups": {"yes": ["a-1"], "conditional": ["a-2"], "no": [], "unknown": []},
        "text": "Two.\n\na-1\na-2",
    },
    "how big?": {"models": ["a-1"], "families": ["a"], "cells": CELLS, "count": 1, "text": "7,000."},
    "can I?": {"models": ["a-1"], "families": ["a"], "verdict": "no", "text": "No."},
}


class Answer(msgspec.Struct, frozen=True):
    """The status alone."""

    status: str


class Turn(msgspec.Struct, frozen=True):
    """An answer of the stand-in; the state is the number of questions asked so far."""

    values: dict[str, Any]
    answer: Answer
    state: int

    def json(self) -> dict[str, Any]:
        return self.values

    @property
    def question(self) -> str:
        return self.values["question"]

    @property
    def language(self) -> str:
        return self.values["language"]

    def suggestions(self) -> list[str]:
        return self.values["suggestions"]

    def text(self, width: int | None = None, max_rows: int | None = None, *, colour: bool = False) -> str:
        size = "" if width is None else f" ({width} columns, {max_rows} rows)"
        return self.values["text"] + size

    def markdown(self) -> str:
        return f"**{self.values['text']}**\n"

    def explanation(self) -> str:
        return f"{self.values['question']}: read within its conversation\n"

    def table(self) -> Turn | None:
        return (
            msgspec.structs.replace(self, values=self.values | {"text": "A table."}) if self.values["cells"] else None
        )

    def chart(self) -> Turn | None:
        return (
            msgspec.structs.replace(self, values=self.values | {"text": "A chart."}) if self.values["cells"] else None
        )

    def sources(self, max_rows: int | None = None) -> Sources | None:
        entries = (Source(1, "A book", "https://example.org/a"), Source(2, "A letter", ""))
        return Sources("Sources:", entries) if self.values["cells"] else None


class Desk:
    """Says the ids of messages with their arguments, one after the other."""

    def languages(self) -> dict[str, str]:
        return {"en": "English", "zh": "Chinese"}

    def say(self, message: str, language: str, /, **args: str | int) -> str:
        if message == "repl.examples":
            return "which?\nhow big?" if language == "en" else "哪些？"
        return " ".join([f"<{language} {message}>", *map(str, args.values())])

    def texts(self, prefix: str, language: str) -> dict[str, str]:
        name = {"en": "sizes", "zh": "大小"}[language]
        known = {"repl.topic.": {"size.name": name}, "repl.command.": {"help": "[TOPIC]  help", "quit": "leave"}}
        return known[prefix]

    def vocabulary(self) -> Vocabulary:
        return indexed((Spelling("Big Fish", "item", "a-1"), Spelling("Big Fishing Boat", "item", "a-2")), (), ())

    def kind(self, kind: str, language: str) -> str:
        return kind

    def spots(self, text: str, language: str) -> tuple[Spot, ...]:
        spots = [Spot(text.index(word), text.index(word) + len(word), kind) for word, kind in SPOTS if word in text]
        return tuple(sorted(spots))

    def topic(self, state: int, language: str) -> Topic:
        return Topic(focus=f"{state} fish", language=language)


class StandIn:
    """The stand-in. It answers `turn?` with the number of earlier questions, `slow?` late, `crash` and `wait` not."""

    def start(self) -> int:
        return 0

    def ask(self, text: str, state: int, language: str | None = None) -> Turn:
        time.sleep({"wait": 20, "slow?": 1}.get(text, 0))
        known = {"turn?": {"text": f"{state} before"}, "slow?": {"text": "At last."}, "crash": None, **ANSWERS}.get(
            text, {"status": "not_understood"}
        )
        if known is None:
            raise ValueError("a bug")
        values = BLANK | {"status": "answered"} | known | {"question": text, "language": language or "en"}
        return Turn(values, Answer(values["status"]), state + 1)

    def explain(self, text: str, language: str | None = None) -> str:
        return f"{text}: read by no rule\n"

    def desk(self) -> Desk:
        return Desk()

    def catalog_dates(self) -> dict[str, str]:
        return {"stand-in": "2000-01-01"}


class Screen:
    """Streams of a made-up process."""

    def __init__(self, given: bytes | None = None, *, width: int | None = None, typed: bool = False) -> None:
        self.out, self.err = io.StringIO(), io.StringIO()
        lines = None if given is None else io.BytesIO(given)
        self.streams = Streams(lines, self.out, self.err, typed, typed, width)


def call(*argv: str, given: bytes | None = None, **screen: Any) -> tuple[int, str, str]:
    """Run the program with the stand-in; return exit code, output and complaints."""
    used = Screen(given, **screen)
    code = run(list(argv), used.streams, lambda options: StandIn())
    return code, used.out.getvalue(), used.err.getvalue()


def no_data(options: Options) -> StandIn:
    """Fail as a loader does whose data are at fault."""
    from chatbot.datatypes.problem import Problem

    raise DataError((Problem(file="a.yaml", line=3, code="x", message="wrong"),))
