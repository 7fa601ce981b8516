"""What the prompt gets of the real catalog: names that will be understood, examples that are answered."""

from __future__ import annotations

import pytest

from chatbot.bot import Chatbot
from chatbot.interfaces.commands import COMMANDS, QUIT
from chatbot.interfaces.completion import Completions
from tests.shipped import shipped

LANGUAGES = ("en", "zh")
UNSURE = ("task", "term")
"""Kinds of which some names are ordinary words."""


@pytest.fixture(scope="module")
def bot() -> Chatbot:
    return shipped()


@pytest.fixture(scope="module")
def desk(bot):
    return bot.desk()


@pytest.fixture(scope="module")
def completions(desk) -> Completions:
    questions = [question for code in LANGUAGES for question in desk.say("repl.examples", code).split("\n")]
    return Completions(desk.vocabulary(), questions, {})


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("gpt-4", "GPT-4 Turbo"),
        ("llama 3.", "Llama 3.1"),
        ("比较猎", "猎鹰"),
        ("falc", "Falcon"),
        ("what is the context w", "context window"),
        ("哪个用Apa", "Apache License, Version 2.0"),
        ("两张409", "GeForce RTX 4090"),
    ],
)
def test_completions(completions, typed, expected):
    assert expected in [match.text for match in completions.find(typed)]


def test_what_is_completed_is_understood(desk):
    lost = [
        spelling.text
        for spelling in desk.vocabulary().spellings
        if spelling.kind not in UNSURE and not covers(desk.spots(spelling.text, "en"), spelling.text)
    ]
    assert lost == []


def covers(spots, text: str) -> bool:
    """Tell whether known names reach from the start of a text to its end."""
    known = [spot for spot in spots if spot.kind != "misspelt"]
    return bool(known) and known[0].start == 0 and known[-1].end == len(text)


def test_spots(desk):
    text = "what is the context length of Llama 3.1 and Mistrl"
    assert [(text[s.start : s.end], s.kind) for s in desk.spots(text, "en")] == [
        ("context length", "attribute"),
        ("Llama 3.1", "group"),
        ("Mistrl", "misspelt"),
    ]
    text = "猎鹰180B的许可证"
    assert [text[s.start : s.end] for s in desk.spots(text, "en")] == ["猎鹰180B", "许可证"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_examples_are_answered(bot, desk, language):
    shown = desk.say("repl.examples", language).split("\n")
    texts = desk.texts("repl.topic.", language)
    for name in ("questions", "licences", "memory"):
        shown += [line.strip() for line in texts[f"{name}.text"].split("\n") if line.startswith("  ")]
    assert [question for question in shown if bot.ask(question).answer.status != "answered"] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_has_a_text(desk, language):
    assert {name[1:] for name in (*COMMANDS, QUIT)} <= desk.texts("repl.command.", language).keys()


def test_a_language_without_such_texts_borrows_them(desk):
    assert desk.say("repl.unheard_of", "en") == "repl.unheard_of"


def test_topic(bot, desk):
    assert desk.topic(bot.start(), "en").focus == ""
    turn = bot.ask("which models from Meta allow commercial use?")
    topic = desk.topic(turn.state, "en")
    assert topic.focus == "Llama 3.1 (all 3)"
    assert "Meta" in topic.constraint
    assert desk.topic(bot.ask("which models allow commercial use?").state, "zh").focus == "40 个模型"
    assert desk.topic(bot.ask("gpt").state, "en").choices > 1


def test_table_and_sources(bot):
    turn = bot.ask("context length and release date of Gemma 7B and Llama 3.1 8B")
    table = turn.table()
    assert "Context length" in table.text(200).split("\n")[0]
    assert {source["url"] for source in table.json()["sources"]} == {entry.url for entry in table.sources().entries}
    chart = turn.chart()
    assert "Llama 3.1 8B" in chart.text(80)
    assert {cell["attribute"] for cell in chart.json()["cells"]} == {"context_length"}
    assert bot.ask("hello").table() is bot.ask("hello").chart() is None
