"""Hardware as people write it, and the same question in other words and another language as the same query."""

from __future__ import annotations

from typing import Any

import pytest

from tests.shipped import shipped

Form = dict[str, Any]


def read(text: str) -> tuple[str, Form | None]:
    turn = shipped().ask(text)
    result = turn.json()
    return result["status"], result["query"]


def hardware_of(text: str) -> list[Form]:
    _, query = read(text)
    assert query is not None, text
    found: list[Form] = (query.get("statement") or query["selection"]["where"])["hardware"]
    return found


CARDS = {
    "2x 3090": [{"device": "rtx-3090", "count": 2}],
    "2 x 3090": [{"device": "rtx-3090", "count": 2}],
    "3090 x2": [{"device": "rtx-3090", "count": 2}],
    "two 3090s": [{"device": "rtx-3090", "count": 2}],
    "dual 3090": [{"device": "rtx-3090", "count": 2}],
    "a pair of 3090s": [{"device": "rtx-3090", "count": 2}],
    "8xA100 80GB": [{"device": "a100", "count": 8, "memory": 80}],
    "8 A100s with 40GB": [{"device": "a100", "count": 8, "memory": 40}],
    "4 * V100 32GB": [{"device": "v100", "count": 4, "memory": 32}],
    "single 4090": [{"device": "rtx-4090", "count": 1}],
    "a 4090 laptop": [{"device": "rtx-4090-laptop", "count": 1}],
    "M2 Max 32GB": [{"device": "apple-m2-max", "count": 1, "memory": 32}],
    "16 GB of VRAM": [{"count": 1, "memory": 16, "kind": "dedicated"}],
    "a 24GB card": [{"count": 1, "memory": 24, "kind": "dedicated"}],
    "64GB RAM, no GPU": [{"device": "cpu", "count": 1, "memory": 64}],
    "64 GB of system RAM": [{"count": 1, "memory": 64, "kind": "system"}],
    "a MacBook Pro with 64GB": [{"count": 1, "memory": 64, "kind": "unified"}],
    "Colab": [{"device": "t4", "count": 1, "memory": 16}],
    "two 3090s with 48 GB": [{"device": "rtx-3090", "count": 2, "memory": 24}],
    "双卡3090": [{"device": "rtx-3090", "count": 2}],
    "两张3090": [{"device": "rtx-3090", "count": 2}],
    "3090双卡": [{"device": "rtx-3090", "count": 2}],
    "3090*2": [{"device": "rtx-3090", "count": 2}],
    "八卡A100 80G": [{"device": "a100", "count": 8, "memory": 80}],
    "4块A100 40G": [{"device": "a100", "count": 4, "memory": 40}],
    "单卡4090": [{"device": "rtx-4090", "count": 1}],
    "910B": [{"device": "ascend-910b", "count": 1}],
    "64G内存": [{"count": 1, "memory": 64, "kind": "system"}],
    "16G显存": [{"count": 1, "memory": 16, "kind": "dedicated"}],
}


@pytest.mark.parametrize("text", CARDS)
def test_hardware_as_people_write_it(text: str) -> None:
    question = f"{text}能跑 Gemma 7B 吗" if not text.isascii() else f"can I run Gemma 7B on {text}?"
    assert hardware_of(question) == CARDS[text]


SAME = [
    ("can I run Llama 3.1 70B on two 3090s?", "does Llama 3.1 70B fit on 2x 3090", "两张3090能跑Llama 3.1 70B吗"),
    ("does Falcon 40B run on an A6000 in 8-bit?", "Falcon 40B int8 on an RTX A6000?", "A6000能用int8跑Falcon 40B吗"),
    ("how much VRAM does Gemma 7B need?", "memory requirements of Gemma 7B", "Gemma 7B 需要多少显存"),
    ("VRAM for a 13B model", "how much memory does a 13B model need", "13B 需要多少显存？"),
    ("which models run on a 3090?", "what can I run on a 3090", "3090能跑哪些模型"),
    ("can I fine-tune 7B on 24 GB of VRAM?", "24GB VRAM: fine-tune 7B?", "24G显存能微调7B吗"),
    ("VRAM of Llama 3.1 8B in 4-bit with 32k context", "Llama 3.1 8B 4位 32k上下文 需要多少显存"),
]  # fmt: skip


@pytest.mark.parametrize("texts", SAME, ids=lambda texts: texts[0])
def test_other_words_are_the_same_query(texts: tuple[str, ...]) -> None:
    statuses, queries = zip(*(read(text) for text in texts), strict=True)
    assert set(statuses) == {"answered"}
    assert all(query == queries[0] for query in queries), queries


def test_cards_told_one_by_one_or_in_all_are_so_many_of_each() -> None:
    each = "OPT-66B能在4张24G的卡上跑吗"
    for told in ("4张卡，每张24G，能跑OPT-66B吗", "四张卡总共96G能跑OPT-66B吗"):
        assert hardware_of(told) == hardware_of(each)


@pytest.mark.parametrize(
    "text",
    [
        "can I run it on my gpu?",
        "can I run Gemma 7B?",
        "does Gemma 7B fit on an RTX 6000?",
        "can I run Gemma 7B on a MacBook Pro?",
        "Gemma 7B on a CPU?",
    ],
)
def test_what_is_left_open_is_asked_back(text: str) -> None:
    assert read(text)[0] == "clarify"


@pytest.mark.parametrize(
    "text", ["can I run Gemma 7B on an RTX 9999?", "Gemma 7B fp16 4090 speed?", "RTX 9999能跑Gemma 7B吗"]
)
def test_what_is_not_known_is_not_answered(text: str) -> None:
    assert read(text)[0] not in {"answered", "no_data"}


def test_a_bare_number_is_no_card_without_a_cue() -> None:
    status, query = read("models with 3090 tokens of context")
    assert status == "answered"
    assert query is not None
    assert query["selection"]["where"]["type"] == "compare"


def test_a_negation_is_kept() -> None:
    can, cannot = read("which models fit on a 3090?")[1], read("which models do not fit on a 3090?")[1]
    assert can is not None
    assert cannot is not None
    assert cannot["selection"]["where"] == {"type": "not", "part": can["selection"]["where"]}


def test_asking_whether_one_can_or_cannot_is_no_negation() -> None:
    assert read("8卡A100 40G 能不能跑 Falcon 40B")[1] == read("8卡A100 40G 能跑 Falcon 40B 吗")[1]


def test_hardware_told_in_a_story_counts() -> None:
    told = read("we bought a used 3090 last year. could it run Mistral 7B v0.3?")
    assert told == read("does Mistral 7B v0.3 run on a 3090?")


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("i have 2 x 4090, biggest model i can finetune?", "largest model I can fine-tune on two 4090s"),
        ("I have two 4090s. What is the largest model I can fine-tune?", "largest model I can fine-tune on two 4090s"),
        ("I have a 3090. who makes the biggest model I can run?", "developer of the biggest model that runs on a 3090"),
        ("my gaming rig has two 3090s, will vicuna 33b run?", "does vicuna 33b run on two 3090s?"),
        ("on my gaming pc with two 3090s can i run vicuna 33b", "does vicuna 33b run on two 3090s?"),
        ("our server: two 3090s. does it run vicuna 33b?", "does vicuna 33b run on two 3090s?"),
    ],
)
def test_hardware_told_limits_whatever_is_asked_of_a_set(told: str, said: str) -> None:
    assert read(told) == read(said)
    assert hardware_of(told)


@pytest.mark.parametrize("text", ["biggest model i can finetune", "largest model I could fine-tune"])
def test_the_verb_is_no_question_for_tuned_versions(text: str) -> None:
    assert read(text)[0] in {"clarify", "not_understood"}


@pytest.mark.parametrize("text", ["memory of an RTX 3090", "how much VRAM does a T4 have?", "3090有多少显存"])
def test_the_memory_of_a_card_is_a_fact_of_its_own(text: str) -> None:
    status, query = read(text)
    assert status == "answered"
    assert query is not None
    assert (query["type"], query["attributes"]) == ("lookup", ["memory_gb"])


def test_two_cards_of_which_one_is_denied() -> None:
    english = read("show me models that fit on an RTX 4090 but not on an RTX 3060")
    assert english == read("4090能跑但3060跑不动的模型")


def test_memory_told_in_two_places_counts_together() -> None:
    told = hardware_told("我电脑是RTX 3060 12G，32G内存，推荐几个能商用的模型")
    assert told == [
        {"count": 1, "memory": 32, "kind": "system"},
        {"device": "rtx-3060", "count": 1, "memory": 12},
    ]


def hardware_told(text: str) -> list[Form]:
    _, query = read(text)
    assert query is not None, text
    parts = query["selection"]["where"]["parts"]
    found: list[Form] = next(part["hardware"] for part in parts if part["type"] == "fits")
    return found
