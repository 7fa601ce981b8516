"""A conversation as a file: scripted questions to test with, or a transcript to read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from chatbot.interfaces.ports import Turn
from chatbot.rendering.escape import clean, markdown

Conversation = Sequence[tuple[str, Turn]]
"""Questions with their answers, from a fresh start on."""


def as_questions(conversations: Sequence[Conversation], language: str | None) -> str:
    """Return conversations as scripted questions that expect the answers that were given."""
    lines: list[str] = []
    for conversation in conversations:
        items = [_item(question, turn, language) for question, turn in conversation]
        if len(items) == 1:
            lines += _entry(items[0], "")
        elif items:
            lines.append("- talk:")
            lines += [line for item in items for line in _entry(item, "    ")]
    return "\n".join(lines) + "\n"


def as_markdown(conversations: Sequence[Conversation]) -> str:
    """Return conversations as a markdown text."""
    parts = []
    for conversation in conversations:
        turns = [f"### {_literal(question)}\n\n{turn.markdown().strip()}" for question, turn in conversation]
        parts.append("\n\n".join(turns))
    return "\n\n---\n\n".join(filter(None, parts)) + "\n"


def _item(question: str, turn: Turn, language: str | None) -> dict[str, Any]:
    """Return what is asked and what holds of the answer, as far as it does not depend on wording."""
    answer = turn.json()
    item = {"ask": question, "lang": language, "status": answer["status"], "verdict": answer["verdict"]}
    item |= {"count": answer["count"], "models": answer["models"] if answer["status"] == "answered" else None}
    return {key: value for key, value in item.items() if value is not None}


def _entry(item: dict[str, Any], indent: str) -> list[str]:
    """Return the lines of an item; JSON's texts, numbers and lists are YAML's too."""
    pairs = [
        f"{key}: {msgspec.json.encode(value).decode().replace(',', ', ')}"
        for key, value in item.items()
        if key != "ask"
    ]
    return [f"{indent}- ask: {_quoted(item['ask'])}", *(f"{indent}  {pair}" for pair in pairs)]


def _quoted(text: str) -> str:
    """Return a text in quotes; characters that cannot be seen are written by number, as YAML has it."""
    quoted = msgspec.json.encode(text).decode()
    return "".join(char if char.isprintable() else f"\\U{ord(char):08x}" for char in quoted)


def _literal(question: str) -> str:
    """Return a question as a heading, with the marks of markdown taken literally."""
    return markdown(clean(question))
