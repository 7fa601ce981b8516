"""Words that are idle beside some questions: never passed over where they say something."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from chatbot.text.forms import expand
from tests.shipped import shipped

INTENTS = Path(__file__).parents[3] / "intents"


MOST = 16
"""Spellings of one form that are tried, spread over all that it stands for."""


def told(language: str) -> list[str]:
    forms = yaml.safe_load((INTENTS / language / "fillers.yaml").read_text())["circumstance"]
    spellings = map(expand, forms)
    return [spelling for each in spellings for spelling in each[:: -(-len(each) // MOST)]]


@pytest.mark.parametrize(
    ("language", "question"),
    [("en", "which models over 7B are {}?"), ("en", "how many models are {}"), ("zh", "{}用的模型有哪些")],
)
def test_a_set_is_never_shown_as_if_they_had_not_been_said(language: str, question: str) -> None:
    everything = {"models with parameters above 7B", "number of all models", "所有模型"}
    passed_over = [word for word in told(language) if shipped().ask(question.format(word)).reading() in everything]
    assert passed_over == []


@pytest.mark.parametrize("words", ["for students", "for a notary", "for our bakery"])
def test_nor_is_all_that_is_known(words: str) -> None:
    assert shipped().ask(f"list the models {words}").answer.status == "not_understood"
    assert shipped().ask("list the models, no rush").answer.status != "not_understood"


@pytest.mark.parametrize("word", ["student", "beginner", "hobbyist", "publisher"])
def test_what_is_asked_of_a_named_thing_does_not_depend_on_them(word: str) -> None:
    plain = shipped().ask("is commercial use of Gemma 7B allowed?").json()
    assert shipped().ask(f"is commercial use of Gemma 7B by a {word} allowed?").json()["query"] == plain["query"]


@pytest.mark.parametrize(
    ("trained", "run"),
    [
        ("can I train Gemma 2B on a 12 GB card?", "can I run Gemma 2B on a 12 GB card?"),
        ("how much VRAM does training OPT-13B need?", "how much VRAM does running OPT-13B need?"),
        ("which models were trained on A100s?", "which models run on A100s?"),
        ("训练 OPT-13B 要多少显存", "跑 OPT-13B 要多少显存"),
        ("一张4090能训练哪些模型", "一张4090能跑哪些模型"),
    ],
)
def test_what_trains_on_hardware_is_not_what_runs_on_it(trained: str, run: str) -> None:
    assert shipped().ask(trained).json()["query"] != shipped().ask(run).json()["query"]


def test_training_is_idle_beside_who_did_it() -> None:
    trained = shipped().ask("who trained Gemma?").json()
    assert trained["query"] == shipped().ask("who made Gemma?").json()["query"]


@pytest.mark.parametrize(
    ("shaded", "plain"),
    [("is Gemma mostly open?", "is Gemma open?"), ("Gemma部分开源吗", "Gemma开源吗")],
)
def test_what_is_mostly_so_is_not_checked_as_if_it_were_so(shaded: str, plain: str) -> None:
    assert shipped().ask(plain).answer.status == "answered"
    assert shipped().ask(shaded).answer.status == "not_understood"


def test_a_value_is_asked_for_whatever_shades_the_question() -> None:
    plain = shipped().ask("what is BLOOM trained on?").json()["query"]
    assert shipped().ask("what is BLOOM mainly trained on?").json()["query"] == plain


def test_what_is_only_asked_to_be_allowed_goes_with_what_is_told() -> None:
    assert shipped().ask("I plan to ship a zorkmid using Gemma 2B. Would that be a problem?").json()["models"] == []
