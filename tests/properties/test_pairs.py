"""Several questions in one utterance are all answered, each of the thing that it names or points to."""

from __future__ import annotations

import random
from typing import Any

import pytest

from tests.properties.corpus import reading
from tests.shipped import shipped

ASKED = {
    "en": (
        "who made {}", "what licence does {} have", "is {} gated", "can I sell {}", "how big is {}",
        "what's the context of {}", "does {} run on a 3090", "does {} speak French", "how much memory does {} need",
        "when did {} come out", "is {} multilingual", "where can I download {}", "is {} open source",
        "what is {} good for", "may I fine-tune {}",
    ),
    "zh": (
        "{}是谁做的", "{}用什么许可证", "{}要申请吗", "{}能商用吗", "{}有多大", "{}的上下文多长", "{}一张3090能跑吗",
        "{}支持法语吗", "{}要多少显存", "{}什么时候发布的", "{}是多语言的吗", "{}在哪下载", "{}开源吗", "{}适合做什么",
        "{}可以微调吗",
    ),
}  # fmt: skip
JOINTS = {"en": (" and ", ", and ", ", "), "zh": ("，", "，还有", "，另外")}
NAMES = ("Gemma 7B", "OPT 66B", "Falcon 40B", "Llama 3.1 8B", "BLOOM", "Vicuna 13B v1.5", "Mistral Large 2", "GPT-4o")


@pytest.mark.parametrize("language", ASKED)
def test_both_questions_are_answered(language: str) -> None:
    chance, lost = random.Random(7), []
    for first in ASKED[language]:
        for second in chance.sample(ASKED[language], 5):
            one, other = chance.sample(NAMES, 2)
            halves = (first.format(one), second.format(other))
            whole = chance.choice(JOINTS[language]).join(halves)
            apart = [query for half in halves for query in reading(half)[1]]
            if first != second and reading(whole) != ("read", apart):
                lost.append(whole)
    assert lost == []


def asked(text: str) -> set[str]:
    """Return what is asked; values that are looked up may stand together, and are told one by one."""
    status, forms = reading(text)
    assert status == "read", text
    return {repr(single) for form in forms for single in apart(form)}


def apart(form: dict[str, Any]) -> list[dict[str, Any]]:
    return [{**form, "attributes": [name]} for name in form.get("attributes", ())] or [form]


@pytest.mark.parametrize("joint", [" and ", ", ", ", and ", "? "])
def test_all_that_is_asked_of_one_thing_is_answered(joint: str) -> None:
    chance, lost = random.Random(joint), []
    for first in ASKED["en"]:
        name, (second, third) = chance.choice(NAMES), chance.sample([each for each in ASKED["en"] if each != first], 2)
        whole = joint.join((first.format(name), second.format("it"), third.format("it")))
        if asked(whole) != {query for each in (first, second, third) for query in asked(each.format(name))}:
            lost.append(whole)
    assert lost == []


RANKED = ("what's the biggest OPT", "which Falcon is the newest", "which model has the longest context")


@pytest.mark.parametrize("ranked", RANKED)
def test_what_is_asked_of_the_first_is_asked_of_that_alone(ranked: str) -> None:
    before, lost = shipped().ask(ranked).state, []
    for question in ASKED["en"]:
        second = question.format("it")
        whole, apart = shipped().ask(f"{ranked} and {second}").json(), shipped().ask(second, before).json()
        last = (whole["parts"] or [whole])[-1]
        if any(last[key] != apart[key] for key in ("status", "models", "verdict")):
            lost.append(second)
    assert lost == []


SETS = {
    "en": (
        "which models run on 24 GB", "list the Apache ones", "how many models allow commercial use",
        "are there any models that speak Japanese", "what models did Meta make", "what is the largest model",
    ),
    "zh": (
        "24G能跑的有哪些", "列出Apache的", "有多少个模型能商用", "有没有支持日语的模型", "Meta的模型有哪些",
        "参数最大的模型是哪个", "参数不到10B的有哪些",
    ),
}  # fmt: skip


@pytest.mark.parametrize("language", SETS)
def test_what_is_asked_of_a_set_does_not_limit_what_is_asked_of_a_thing(language: str) -> None:
    chance, lost = random.Random(9), []
    for asked in SETS[language]:
        for other in chance.sample(ASKED[language], 6):
            halves = [asked, other.format(chance.choice(("Gemma 7B", "OPT 66B", "GPT-4o")))]
            chance.shuffle(halves)
            whole = chance.choice(JOINTS[language]).join(halves)
            apart = [query for half in halves for query in reading(half)[1]]
            if reading(whole) != ("read", apart):
                lost.append(whole)
    assert lost == []


@pytest.mark.parametrize("joint", ["，", "？", "，另外", "，还有", "？另外"])
def test_a_second_question_without_a_subject_is_asked_of_the_first_ones(joint: str) -> None:
    chance, lost = random.Random(joint), []
    for first in ASKED["zh"]:
        name, second = chance.choice(NAMES), chance.choice([each for each in ASKED["zh"] if each != first])
        whole = first.format(name) + joint + second.format("")
        if asked(first.format(name)) | asked(second.format(name)) != asked_or_none(whole):
            lost.append(whole)
    assert lost == []


def asked_or_none(text: str) -> set[str]:
    return asked(text) if reading(text)[0] == "read" else set()
