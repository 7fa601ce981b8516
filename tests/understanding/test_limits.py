"""Texts that are no questions, however long or tangled: they are refused before they cost anything."""

from __future__ import annotations

import pytest

from chatbot.bot import Chatbot
from chatbot.understanding.engine import Understanding
from chatbot.understanding.parts.questions import MOST_QUESTIONS
from chatbot.understanding.reader import MOST_CHARACTERS, MOST_SENTENCES, MOST_TOKENS

TANGLED = [
    "x" * (MOST_CHARACTERS + 1),
    "模型" * MOST_CHARACTERS,
    "not " * (MOST_TOKENS + 1),
    "Is Gemma open? " * (MOST_SENTENCES + 1),
    "Apache and " * 100 + "Apache",
    "I have a GPU, " * 60 + "which models fit?",
    "Falcon, " * 100 + "Falcon",
    "+ but " * 30,
]


@pytest.mark.parametrize("text", TANGLED, ids=lambda text: text[:20])
def test_a_limit_that_is_hit_means_not_understood(bot: Chatbot, text: str) -> None:
    turn = bot.ask(text)
    assert (turn.answer.status, turn.outcome.reason) == ("not_understood", "answer.refuse.too_long")
    assert turn.json()["question"] == text


def test_blanks_are_no_long_text(bot: Chatbot) -> None:
    assert bot.ask("\n" * 2 * MOST_CHARACTERS).outcome.reason == "answer.refuse.empty"


def test_a_long_question_is_none_of_them(bot: Chatbot) -> None:
    story = "hello, I run a small shop with two colleagues and I want to know something about a model, "
    assert bot.ask(story + "what is the context window of Llama 3.1?").answer.status == "answered"


@pytest.mark.parametrize("text", ["have a, " * 40, "为什么 vic和" * 20, "which model but " * 20])
def test_a_sentence_is_not_cut_again_and_again(bot: Chatbot, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    understand = Understanding.understand

    def counted(self: Understanding, part: str, preferred: str = "") -> object:
        read.append(part)
        return understand(self, part, preferred)

    monkeypatch.setattr(Understanding, "understand", counted)
    bot.ask(text)
    assert len(read) <= 2 * MOST_QUESTIONS


def test_three_questions_in_one_sentence_are_answered(bot: Chatbot) -> None:
    cells = bot.ask("how big is Falcon 40B, what is its licence, and who made it?").answer.cells
    assert {"parameters", "license", "developer"} <= {cell.attribute for cell in cells}


def test_what_is_asked_twice_is_answered_once(bot: Chatbot) -> None:
    once = bot.ask("is Gemma open?")
    for text in ("is Gemma open? is Gemma open?", "is Gemma open and is Gemma open?"):
        turn = bot.ask(text)
        assert [part.query for part in turn.outcome.parts] == [once.outcome.parts[0].query]
        assert turn.answer.models == once.answer.models
    assert len(bot.ask("who made OPT? who made BLOOM? who made OPT?").outcome.parts) == 2
