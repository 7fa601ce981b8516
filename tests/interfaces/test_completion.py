"""Completion: what could be meant by the end of a line."""

from __future__ import annotations

import pytest

from chatbot.datatypes.vocabulary import Spelling
from chatbot.interfaces.completion import EXACT, FUZZY, PREFIX, WORD, Completions
from chatbot.text.vocabulary import indexed

NAMES = [
    ("GPT-4", "group"), ("GPT-4 Turbo", "item"), ("GPT-4o", "item"), ("Llama 3.1", "group"), ("Llama 3.1 8B", "item"),
    ("猎鹰", "group"), ("Falcon 180B", "item"), ("Mistral", "group"), ("context length", "attribute"),
    ("上下文长度", "attribute"), ("commercial use", "attribute"), ("Apache License", "license"),
]  # fmt: skip
QUESTIONS = ["which models allow commercial use?", "哪些模型可以商用？", "compare GPT-4 and Llama 3.1"]
COMMANDS = {"/help": ("memory", "keys"), "/explain": (), "/export": ("",)}


@pytest.fixture(scope="module")
def completions() -> Completions:
    spellings = tuple(Spelling(text, kind, text) for text, kind in NAMES)
    falcon = [text for text, _ in NAMES].index("Falcon 180B")
    known = indexed(spellings, [("tiiuae falcon 180 b", falcon)], {"is", "of", "which", "under", "can"})
    return Completions(known, QUESTIONS, COMMANDS)


@pytest.mark.parametrize(
    ("typed", "first", "start", "fit"),
    [
        ("gpt-4", "GPT-4", 0, EXACT),
        ("gpt4", "GPT-4", 0, EXACT),
        ("what is GPT 4o", "GPT-4o", 8, EXACT),
        ("gpt-4 t", "GPT-4 Turbo", 0, PREFIX),
        ("llama 3.", "Llama 3.1", 0, PREFIX),
        ("llama ", "Llama 3.1", 0, PREFIX),
        ("compare falcon-1", "Falcon 180B", 8, PREFIX),
        ("比较猎", "猎鹰", 2, PREFIX),
        ("Gemma的上下", "上下文长度", 6, PREFIX),
        ("猎鹰的长", "上下文长度", 3, WORD),
        ("(mistr", "Mistral", 1, PREFIX),
        ("is use", "commercial use", 3, WORD),
        ("mistrla", "Mistral", 0, FUZZY),
        ("contxt le", "context length", 0, FUZZY),
        ("the cntx", "context length", 4, FUZZY),
        ("tiiuae/fal", "Falcon 180B", 0, PREFIX),
        ("which mod", "which models allow commercial use?", 0, PREFIX),
        ("models allow", "which models allow commercial use?", 0, WORD),
        ("哪些", "哪些模型可以商用？", 0, PREFIX),
        ("可以商", "哪些模型可以商用？", 0, WORD),
        ("/he", "/help", 0, PREFIX),
        ("/help m", "memory", 6, PREFIX),
        ("/explain is mistr", "Mistral", 12, PREFIX),
    ],
)
def test_best_completion(completions, typed, first, start, fit):
    best = completions.find(typed)[0]
    assert (best.text, best.start, best.fit) == (first, start, fit)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "  ",
        "i",
        "is ",
        "of",
        "Falcon 180B",
        "/export ",
        "/xyz m",
        "/help",
        "llama 4",
        "gpt-5",
        "two\nlines",
        "\x00",
        "?!",
    ],
)
def test_nothing_to_complete(completions, typed):
    assert completions.find(typed) == []


def test_order_is_exact_prefix_word_fuzzy(completions):
    found = completions.find("gpt-4")
    assert [match.text for match in found] == ["GPT-4", "GPT-4o", "GPT-4 Turbo", "compare GPT-4 and Llama 3.1"]
    assert [match.fit for match in found] == sorted(match.fit for match in found)


def test_no_numbers_are_repaired(completions):
    assert completions.find("falcn 180")[0].text == "Falcon 180B"
    assert completions.find("falcn 190") == completions.find("lama 4") == []
