"""Comparisons fold what is the same, mark what does not compare; recommendations say what speaks against them."""

from __future__ import annotations

from chatbot.datatypes.answer import Bullets, Say, Table
from tests.shipped import shipped


def blocks_of(question: str) -> tuple[object, ...]:
    return shipped().ask(question).answer.blocks


def messages_of(question: str) -> list[str]:
    return [block.message for block in blocks_of(question) if isinstance(block, Say)]


def test_what_is_the_same_stands_apart_from_what_differs() -> None:
    blocks = blocks_of("Falcon 180B vs BLOOM 176B vs OPT 175B")
    (table,) = [block for block in blocks if isinstance(block, Table)]
    (alike,) = [block for block in blocks if isinstance(block, Bullets)]
    assert "context_length" not in table.columns
    assert {"parameters", "license"} <= set(table.columns)
    assert [line.args["attribute"].id for line in alike.lines] == ["context_length"]  # type: ignore[union-attr]


def test_chosen_attributes_are_honoured() -> None:
    blocks = blocks_of("compare the licence of Gemma 7B and Falcon 7B")
    (table,) = [block for block in blocks if isinstance(block, Table)]
    assert table.columns == ("license",)


def test_results_of_different_settings_are_marked() -> None:
    assert "answer.compare.settings" in messages_of("compare Claude 3 Opus and Mistral Large 2 on MMLU")
    assert "answer.compare.settings" not in messages_of("compare Llama 3.1 8B and Llama 3.1 70B on MMLU")


def test_memory_needs_compare() -> None:
    result = shipped().ask("which needs more memory, Falcon 40B or Mixtral?").json()
    assert result["models"] == ["mixtral-8x7b", "falcon-40b"]
    assert {cell["state"] for cell in result["cells"]} == {"derived"}


def test_a_recommendation_is_short_and_says_what_speaks_against() -> None:
    answer = shipped().ask("recommend a model I may sell for a 24GB card").answer
    (table,) = [block for block in answer.blocks if isinstance(block, Table)]
    assert sum(len(row.subjects) for row in table.rows) < len(answer.models)
    messages = [block.message for block in answer.blocks if isinstance(block, Say)]
    assert "answer.recommend.others" in messages
    against = [block for block in answer.blocks if isinstance(block, Bullets) and block.title]
    assert [block.title.message for block in against if block.title] == ["answer.recommend.against"]


def test_what_fits_only_quantised_says_so() -> None:
    answer = shipped().ask("best open model for translation on a 3060").answer
    lines = [line.message for block in answer.blocks if isinstance(block, Bullets) for line in block.lines]
    assert "fit.against.smaller" in lines
