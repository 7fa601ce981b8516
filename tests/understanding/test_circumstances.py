"""Words on the asker's circumstances: idle beside a named thing, but never passed over where a set is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from chatbot.text.forms import expand
from tests.understanding.test_properties import shipped

INTENTS = Path(__file__).parents[2] / "intents"


def told(language: str) -> list[str]:
    forms = yaml.safe_load((INTENTS / language / "fillers.yaml").read_text())["circumstance"]
    return [spelling for form in forms for spelling in expand(form)]


@pytest.mark.parametrize(
    ("language", "question"),
    [("en", "which models over 7B are {}?"), ("en", "how many models are {}"), ("zh", "{}用的模型有哪些")],
)
def test_a_set_is_never_shown_as_if_they_had_not_been_said(language: str, question: str) -> None:
    everything = {"models with parameters above 7B", "number of all models", "所有模型"}
    passed_over = [word for word in told(language) if shipped().ask(question.format(word)).reading() in everything]
    assert passed_over == []


@pytest.mark.parametrize("word", ["student", "beginner", "hobbyist", "publisher"])
def test_what_is_asked_of_a_named_thing_does_not_depend_on_them(word: str) -> None:
    plain = shipped().ask("is commercial use of Gemma 7B allowed?").json()
    assert shipped().ask(f"is commercial use of Gemma 7B by a {word} allowed?").json()["query"] == plain["query"]
