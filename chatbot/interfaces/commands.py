"""The slash commands of the prompt. Their texts are messages; here stands what they do."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from chatbot.files import create
from chatbot.interfaces.arguments import AUTO
from chatbot.interfaces.conversation import escaped
from chatbot.interfaces.file_names import QUOTES
from chatbot.interfaces.helping import show_commands, show_topic, topic_names

if TYPE_CHECKING:
    from chatbot.interfaces.ports import Turn
    from chatbot.interfaces.talk import Talk
    from chatbot.rendering.page import Sources

Command = Callable[["Talk", str], None]

ALIASES = {"/new": "/reset", "/exit": "/quit", "/more": "/all"}
QUIT = "/quit"
FILES = {"/save": (".qa.yaml", ".md"), "/export": (".csv", ".md")}
"""Commands that write a file, with the endings of its name: each is a form of its own."""


def perform(talk: Talk, name: str, rest: str) -> bool:
    """Do what a command says; return False if the person leaves."""
    name = ALIASES.get(name, name)
    if name == QUIT:
        return False
    command = COMMANDS.get(name)
    if command is None:
        near = difflib.get_close_matches(name, [*COMMANDS, QUIT, *ALIASES], n=1, cutoff=0.6)
        talk.say("repl.unknown_near" if near else "repl.unknown", name=name, near="".join(near))
    else:
        command(talk, rest)
    return True


def completions_of(talk: Talk) -> dict[str, tuple[str, ...]]:
    """Return all commands with the words that may follow them; no words at all stand for any question."""
    topics = tuple(topic_names(talk, talk.desk.languages()))
    known: dict[str, tuple[str, ...]] = dict.fromkeys((*COMMANDS, QUIT), ("",))
    return known | {"/help": topics, "/explain": (), "/lang": (AUTO, *talk.desk.languages())}


def show_help(talk: Talk, rest: str) -> None:
    """Show the commands, or a topic."""
    if rest:
        show_topic(talk, rest)
    else:
        show_commands(talk, (*COMMANDS, QUIT))


# The last answer


def last_of(talk: Talk) -> Turn | None:
    """Return the last answer, or say that there is none."""
    if talk.last is None:
        talk.say("repl.nothing")
    return talk.last


def show_all(talk: Talk, _rest: str) -> None:
    """Show the last answer without leaving anything out."""
    turn = last_of(talk)
    if turn is not None:
        talk.show(turn, None)


def explain(talk: Talk, rest: str) -> None:
    """Show how a question, or the last one, was read."""
    if rest:
        talk.streams.say(talk.bot.explain(rest, talk.options.language).rstrip("\n"))
    elif (turn := last_of(talk)) is not None:
        talk.streams.say(turn.explanation().rstrip("\n"))


def sources_of(talk: Talk) -> Sources | None:
    """Return the sources as they were numbered last, or say that there are none."""
    turn = last_of(talk)
    if turn is None:
        return None
    shown, max_rows = talk.shown if talk.shown is not None else (turn, None)
    sources = shown.sources(max_rows)
    if sources is None:
        talk.say("repl.no_sources")
    return sources


def show_sources(talk: Talk, _rest: str) -> None:
    """Show the sources of the last answer."""
    sources = sources_of(talk)
    if sources is None:
        return
    from chatbot.rendering.plain import PlainText

    talk.streams.say(PlainText(talk.width).text([sources]))


def open_source(talk: Talk, rest: str) -> None:
    """Show the web address of a source, by its number in the last answer."""
    sources = sources_of(talk)
    number = rest.strip("[]")
    if sources is None:
        return
    if not number.isdecimal():
        talk.say("repl.number_needed")
    else:
        known = {entry.number: entry.url or entry.title for entry in sources.entries}
        found = known.get(int(number[:9]))
        if found is None:
            talk.say("repl.no_source", number=number, count=len(known))
        else:
            talk.streams.say(found)


def show_table(talk: Talk, _rest: str) -> None:
    """Show all facts of the last answer as a table."""
    turn = last_of(talk)
    if turn is not None:
        show_view(talk, turn.table())


def show_chart(talk: Talk, _rest: str) -> None:
    """Show the things of the last answer as a chart."""
    turn = last_of(talk)
    if turn is not None:
        show_view(talk, turn.chart())


def show_view(talk: Talk, view: Turn | None) -> None:
    """Show the last answer in another way, if there is one."""
    if view is None:
        talk.say("repl.no_facts")
    else:
        talk.shown = (view, None)
        talk.streams.say(view.text(talk.width).rstrip("\n") + "\n")


def show_json(talk: Talk, _rest: str) -> None:
    """Show the last answer under the keys of the contract."""
    turn = last_of(talk)
    if turn is not None:
        talk.streams.say(escaped(msgspec.json.format(msgspec.json.encode(turn.json()), indent=2).decode()))


# The conversation


def set_language(talk: Talk, rest: str) -> None:
    """Set the language of the answers, or show which one it is."""
    names = talk.desk.languages()
    if rest and rest != AUTO and rest not in names:
        talk.say("repl.no_language", name=rest, known=", ".join((AUTO, *names)))
        return
    if rest:
        talk.options = talk.options._replace(language=None if rest == AUTO else rest)
    chosen = talk.options.language
    talk.say("repl.language", name=names[chosen] if chosen else talk.text("repl.language_auto"))


def reset(talk: Talk, _rest: str) -> None:
    """Start afresh."""
    talk.say("repl.reset")
    if talk.conversations[-1]:
        talk.conversations.append([])


def back(talk: Talk, _rest: str) -> None:
    """Take the last question back, or else the last fresh start."""
    if not talk.conversations[-1]:
        if len(talk.conversations) == 1:
            talk.say("repl.back_none")
            return
        talk.conversations.pop()
    else:
        talk.conversations[-1].pop()
    talk.shown = None
    if talk.conversations[-1]:
        talk.say("repl.back", question=talk.conversations[-1][-1][0])
    else:
        talk.say("repl.back_start")


# Files


def save(talk: Talk, rest: str) -> None:
    """Write the conversation into a new file."""
    from chatbot.interfaces.transcript import as_markdown, as_questions

    if not any(talk.conversations):
        talk.say("repl.nothing")
        return

    def questions() -> str:
        return as_questions(talk.conversations, talk.options.language)

    write(talk, rest, "/save", (questions, lambda: as_markdown(talk.conversations)))


def export(talk: Talk, rest: str) -> None:
    """Write the facts of the last answer into a new file."""
    from chatbot.interfaces.export import as_csv, as_markdown

    turn = last_of(talk)
    if turn is None:
        return
    if turn.table() is None:
        talk.say("repl.no_facts")
        return
    write(talk, rest, "/export", (lambda: as_csv(turn), lambda: as_markdown(turn)))


def write(talk: Talk, name: str, command: str, makers: Sequence[Callable[[], str]]) -> None:
    """Write a file in the form that its name asks for; one that exists is never overwritten."""
    forms = dict(zip(FILES[command], makers, strict=True))
    name = name.strip(QUOTES)
    form = next((make for kind, make in forms.items() if name.endswith(kind)), None)
    if not name:
        talk.say("repl.file_needed", example=f"{command} answers{next(iter(forms))}")
        return
    if form is None:
        talk.say("repl.file_kind", kinds=", ".join(forms))
        return
    data = form().encode("utf-8", "replace")
    try:
        create(Path(name).expanduser(), data)
    except FileExistsError:
        talk.say("repl.file_exists", file=name)
    except (OSError, RuntimeError, ValueError) as fault:  # no such user, a name with a zero in it
        talk.say("repl.file_fault", file=name, reason=getattr(fault, "strerror", None) or str(fault))
    else:
        talk.say("repl.saved", file=name)


COMMANDS: dict[str, Command] = {
    "/help": show_help,
    "/all": show_all,
    "/explain": explain,
    "/sources": show_sources,
    "/open": open_source,
    "/table": show_table,
    "/chart": show_chart,
    "/json": show_json,
    "/export": export,
    "/save": save,
    "/lang": set_language,
    "/back": back,
    "/reset": reset,
}
