"""The help of the prompt: what each command does, and texts on a few topics."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from chatbot.rendering.width import pad, wrap

if TYPE_CHECKING:
    from chatbot.interfaces.talk import Talk

LEFT = 28
"""Columns for a command and what follows it, in the list of commands."""
NARROW = 60
"""Below so many columns what a command does stands under it."""


def show_commands(talk: Talk, names: Iterable[str]) -> None:
    """Show what each command does, and which topics there are."""
    texts = talk.desk.texts("repl.command.", talk.language)
    lines = wrap(talk.text("repl.help.head"), talk.width)
    for name in names:
        lines += described(name, texts.get(name[1:], ""), talk.width)
    topics = listed(talk)
    talk.streams.say("\n".join([*lines, *fitted([talk.text("repl.help.topics", topics=topics)], talk.width)]))


def purpose(talk: Talk, name: str) -> str:
    """Return what a command does, without what follows it."""
    return talk.desk.texts("repl.command.", talk.language).get(name[1:], "").rpartition("  ")[2]


def described(name: str, text: str, width: int | None) -> list[str]:
    """Return the lines on a command; two blanks in its text divide what follows it from what it does."""
    usage, gap, does = text.partition("  ")
    usage, does = (usage, does) if gap else ("", text)
    head = f"  {name} {usage}".rstrip()
    if width is not None and width < NARROW:
        return [head, *wrap(does.strip(), width, " " * 6)]
    return wrap(does.strip(), width, pad(head, LEFT), " " * LEFT)


def show_topic(talk: Talk, wanted: str) -> None:
    """Show the text on a topic, in the language of the conversation, however the topic was named."""
    names = topic_names(talk, talk.desk.languages())
    folded = wanted.casefold()
    found = [key for name, key in names.items() if folded in (name, key)]
    found += [key for name, key in names.items() if name.startswith(folded) or key.startswith(folded)]
    if not found:
        talk.say("repl.no_topic", name=wanted, topics=listed(talk))
        return
    lines = talk.text(f"repl.topic.{found[0]}.text").split("\n")
    talk.streams.say("\n".join(fitted(lines, talk.width)))


def listed(talk: Talk) -> str:
    """Return the topics in the language of the conversation."""
    return talk.text("repl.joiner").join(topic_names(talk, (talk.language,)))


def topic_names(talk: Talk, languages: Iterable[str]) -> dict[str, str]:
    """Return the topics of help: name -> key."""
    names: dict[str, str] = {}
    for language in languages:
        texts = talk.desk.texts("repl.topic.", language)
        names |= {text.casefold(): key.removesuffix(".name") for key, text in texts.items() if key.endswith(".name")}
    return names


def fitted(lines: Iterable[str], width: int | None) -> list[str]:
    """Return lines broken where they are wider than the terminal."""
    return [part for line in lines for part in wrap(line, width, "", "    ")]
