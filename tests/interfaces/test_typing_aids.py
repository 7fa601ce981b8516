"""What helps with typing: highlights, and what stands beside a completion."""

from __future__ import annotations

import asyncio

import pytest
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document

from chatbot.interfaces.arguments import Options
from chatbot.interfaces.talk import Talk
from chatbot.interfaces.typing_aids import NameCompleter, NameLexer, Typing
from tests.interfaces.stand_in import Screen, StandIn
from tests.shipped import shipped


def typing() -> Typing:
    return Typing(Talk(StandIn(), Options(), Screen().streams))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("size of Big Fish", [("class:known.attribute", "size"), ("", " of "), ("class:known", "Big Fish")]),
        ("a fihs", [("", "a fihs")]),
        ("a fihs ", [("", "a "), ("class:misspelt", "fihs"), ("", " ")]),
        ("/table of size", [("class:command", "/table"), ("", " of size")]),
        ("size " * 100, [("", "size " * 100)]),
        ("Big Fish\u202e\x1b[2J", [("class:known", "Big Fish"), ("", "\ufffd\u241b[2J")]),
    ],
)
def test_highlights(line, expected):
    fragments = NameLexer(typing()).lex_document(Document(line))(0)
    assert [fragment for fragment in fragments if fragment[1]] == expected


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("size of Big Fi", [("Big Fish", "item"), ("Big Fishing Boat", "item")]),
        ("/qu", [("/quit", "leave")]),
        ("/lang z", [("zh", "<en repl.kind.command>")]),
        ("whi", [("which?", "<en repl.kind.question>")]),
    ],
)
def test_a_completion_is_shown_with_what_it_is(typed, shown):
    found = NameCompleter(typing()).get_completions(Document(typed), CompleteEvent())
    assert [(one.text, one.display_meta_text) for one in found] == shown


def test_what_is_made_while_nothing_is_typed_survives_a_fault(monkeypatch):
    aids = typing()
    monkeypatch.setattr(aids.talk.desk, "spots", lambda text, language: 1 / 0)
    asyncio.run(aids.warm_up())
    assert "completions" in vars(aids)


@pytest.mark.parametrize(
    ("letters", "name"),
    [("gp", "GPT-4"), ("ge", "Gemma"), ("bl", "BLOOM"), ("vi", "Vicuna"), ("fa", "Falcon"), ("mi", "Mistral")],
)
def test_the_first_letters_of_a_family_offer_it(letters, name):
    shown = Typing(Talk(shipped(), Options(), Screen().streams))  # no word of a language is spelt so
    found = NameCompleter(shown).get_completions(Document(letters), CompleteEvent())
    assert name in [completion.text for completion in found]
