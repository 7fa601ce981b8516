"""Greetings, thanks and polite words at the edges of sentences."""

from __future__ import annotations

import pytest

from tests.properties.corpus import reading


@pytest.mark.parametrize(
    "polite", ["Hello! {}", "please {}", "ok so {}", "{}, please", "{}, thanks", "Hi there, {}, thank you!"]
)
@pytest.mark.parametrize(
    "question",
    [
        "which licences allow commercial use",
        "Which company made Mixtral and does it let me fine-tune and redistribute",
        "what's a token, and how many tokens was llama 3.1 405b trained on",
        "my professor asked me for a downloadable model from 2022 that isn't by Meta. which ones are there",
        "the good one",
        "I want to sell an app built on Vicuna 13B v1.5. Is that allowed",
    ],
)
def test_polite_words_change_nothing_of_what_is_asked(polite: str, question: str) -> None:
    assert reading(polite.format(question)) == reading(question)


@pytest.mark.parametrize("text", ["Hello, thanks!", "谢谢你，帮大忙了！", "thanks"])
def test_what_is_only_polite_is_still_answered(text: str) -> None:
    assert reading(text)[0] in {"read", "clarify"}


@pytest.mark.parametrize(
    ("shouted", "typed"),
    [
        ("AS A GERMAN STARTUP CAN WE USE GEMMA COMMERCIALLY", "as a German startup can we use Gemma commercially"),
        ("WILL LLAMA 3.1 8B GO ON A SINGLE 4090", "will llama 3.1 8b go on a single 4090"),
        ("CAN WE USE VICUNA 13B V1.5 IN OUR GOOGLE DOC", "can we use vicuna 13b v1.5 in our google doc"),
    ],
)
def test_capitals_say_nothing_where_all_is_in_capitals(shouted: str, typed: str) -> None:
    assert reading(shouted) == reading(typed)


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("Apache 2.0 - under 10B - 8K context or more", "Apache 2.0, under 10B, 8K context or more"),
        ("any of French Thai or Chinese", "any of French, Thai or Chinese"),
        ("which of Gemma BLOOM and OPT can we sell", "which of Gemma, BLOOM and OPT can we sell"),
        ("not from OpenAI Google Meta", "not from OpenAI, Google, Meta"),
        ("比 OPT 训练词元更少的大模型", "比 OPT 训练词元更少的模型"),
        ("Which models support French but aren't gated", "Which models support French but are not gated"),
    ],
)
def test_how_a_list_is_written_changes_nothing(typed: str, same: str) -> None:
    assert reading(typed) == reading(same)
