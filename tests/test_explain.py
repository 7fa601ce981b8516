"""How a question was read, for people: spans, rules with their places, what was left, rivals, the query, the facts."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chatbot.bot import Chatbot
from chatbot.rendering.derivation import COLUMNS
from chatbot.rendering.width import width
from tests.shipped import shipped

RULE = re.compile(r"\[intents/[a-z]+/\S+\.yaml:\d+\]")
NAME = re.compile(r"\[knowledge/\S+\.yaml:\d+\]")


@pytest.fixture(scope="module")
def bot() -> Chatbot:
    return shipped()


def blocks(text: str) -> dict[str, list[str]]:
    """Return the first line of each block -> its further lines."""
    found = (block.split("\n") for block in text.split("\n\n"))
    return {lines[0].rstrip(":"): lines[1:] for lines in found}


def test_a_question_that_was_read(bot: Chatbot) -> None:
    found = blocks(bot.explain("which models with over 8k context are not gated?"))
    assert found["language: en"] == ["status: answered"]
    recognised = "\n".join(found["recognised (* used in the reading)"])
    assert re.search(r"^\* not +not +\[intents/en/terms\.yaml:\d+\]$", recognised, re.M)
    assert re.search(r"^\* 8k +number: 8000 8k$", recognised, re.M)
    assert RULE.search(recognised)
    assert NAME.search(recognised)
    (reading,) = (lines for head, lines in found.items() if head.startswith("read as: "))
    tree = "\n".join(reading)
    assert "put together:" in tree
    assert re.search(r"^ {4,}bound “over 8k”: > 8000 8k {2}\[intents/en/phrases\.yaml:\d+\]$", tree, re.M)
    assert "left unexplained: nothing" in found
    assert '"op": ">"' in "\n".join(found["query"])
    assert any("context_length: " in line and line.endswith("]") for line in found["facts behind the answer"])
    assert found["sources"]


def test_what_was_left(bot: Chatbot) -> None:
    text = bot.explain("which models under Apache smell of zorbly roses?")
    assert "status: not_understood" in text
    assert "“zorbly”" in text
    assert "“roses”" in text


def test_a_repaired_spelling(bot: Chatbot) -> None:
    text = bot.explain("who made Vicnua?")
    assert "spellings repaired: “Vicnua” taken for “Vicuna”" in text


def test_a_sentence_read_by_itself_is_quoted_from_its_own_place(bot: Chatbot) -> None:
    told = bot.explain("Which is the largest model? Who made Falcon 40B? And its licence?")
    assert {"* largest  ", "* licence  "} <= {line[:11] for line in told.splitlines() if line.startswith("* ")}
    assert "ordering “largest”" in told


def test_another_language(bot: Chatbot) -> None:
    text = bot.explain("which models are gated?", "zh")
    assert "识别出的内容" in text
    assert "查询" in text


@pytest.mark.parametrize(
    "question",
    [
        "which models allow commercial use?",
        "Gemma 能不能商用？",
        "who made BLOOM and what is its licence?",
        "is it any good?",
        "GPT-5 vs Claude 3",
        "Mistral 2",
        "hi",
        "",
        "x" * 300,
    ],
)
def test_every_line_fits(bot: Chatbot, question: str) -> None:
    text = bot.explain(question)
    assert text
    long = [line for line in text.split("\n") if width(line) > COLUMNS]
    assert all(" " not in line.strip() or "://" in line for line in long), long


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True)
@given(st.text(max_size=40))
def test_any_text_can_be_explained(bot: Chatbot, text: str) -> None:
    explained = bot.explain(text)
    assert not [char for char in explained if ord(char) < 32 and char != "\n"]
