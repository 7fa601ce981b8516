"""Questions back are answered by number, by name, by both; or ignored by asking something else."""

from __future__ import annotations

import pytest

from tests.dialogue.conftest import Talk

OPENING = "is Mistral 2 open?"


@pytest.mark.parametrize(
    ("reply", "models"),
    [
        ("2", ["mistral-large-2"]),
        ("number 1", ["mistral-7b-v0.2"]),
        ("the second", ["mistral-large-2"]),
        ("the last one", ["mistral-large-2"]),
        ("Mistral Large 2", ["mistral-large-2"]),
        ("large 2", ["mistral-large-2"]),
        ("I mean the 7B one", ["mistral-7b-v0.2"]),
        ("both", ["mistral-7b-v0.2", "mistral-large-2"]),
    ],
)
def test_a_choice_answers_the_question_that_was_asked(talk: Talk, reply: str, models: list[str]):
    answer = talk(OPENING, reply)[-1]
    assert answer["status"] == "answered"
    assert answer["models"] == models
    assert answer["verdict"] is not None


def test_a_choice_in_chinese(talk: Talk):
    for reply in ("第二个", "2", "我说的是Large 2"):
        answer = talk("Mistral 2 能商用吗", reply)[-1]
        assert (answer["models"], answer["verdict"], answer["language"]) == (["mistral-large-2"], "no", "zh")


def test_a_question_back_can_be_ignored(talk: Talk):
    assert talk(OPENING, "who made BLOOM 3B?")[-1]["models"] == ["bloom-3b"]


def test_a_number_beyond_the_choices_chooses_nothing(talk: Talk):
    assert talk(OPENING, "7")[-1]["status"] != "answered"


def test_a_missing_thing_is_filled_in_by_its_name(talk: Talk):
    assert talk("and its licence?", "BLOOM")[-1]["query"] == talk("licence of BLOOM")[-1]["query"]


def test_a_name_outside_the_catalog_is_replaced_by_one_inside(talk: Talk):
    for reply in ("ok, then Llama 3.1", "the first one", "yes"):
        assert talk("context of Llama 4?", reply)[-1]["query"] == talk("context of Llama 3.1")[-1]["query"]


def test_a_choice_between_readings(talk: Talk):
    first, chosen = talk("how much bigger is BLOOM than Falcon?", "and OPT?", "2")[1:]
    assert first["status"] == "clarify"
    assert chosen["query"] == talk("how much bigger is BLOOM than OPT?")[-1]["query"]
