"""Two limits, joined in any way a language has, are the two limits: neither is lost, changed or taken for another."""

from __future__ import annotations

import json
import random
from itertools import permutations
from typing import Any

import pytest

from tests.shipped import shipped

LIMITS = {
    "en": (
        "allow commercial use", "support Chinese", "speak French", "are open source", "can be downloaded",
        "are from Meta", "come from Mistral AI", "are under Apache", "have a context over 32K",
        "handle more than 100,000 tokens", "are larger than 10B", "have at most 7B parameters",
        "are between 7B and 20B", "came out after 2023", "accept images", "support tool calling", "are not gated",
        "are instruction tuned", "are not by OpenAI", "don't support Chinese", "can't be used commercially",
        "are API only", "run on a 4090", "fit in 24 GB", "are English only", "are still available",
    ),
    "zh": (
        "能商用", "支持中文", "会说法语", "权重开放", "Meta出的", "谷歌的", "用Apache协议", "MIT协议的",
        "上下文超过32K",
        "上下文不少于十万", "参数大于100亿", "10B以下", "7B到20B之间", "2023年以后发布", "支持图片输入", "支持工具调用",
        "多语言", "指令微调过", "不是OpenAI的", "不支持中文", "不能商用", "只能通过API用", "4090能跑", "24G显存跑得动",
    ),
}  # fmt: skip
JOINED = {
    "en": (
        "which models {} and {}?", "models that {} and {}", "which models {} but {}?",
        "show models that {} and also {}",
        "I need a model that must {}; it should also {}. which ones?", "how many models {} and {}?",
        "of the models that {}, which {}?", "give me all models which {} and which {}",
    ),
    "zh": (
        "哪些模型{}而且{}？", "{}，{}，有哪些", "{} {} 有哪些", "列出{}并且{}的模型", "{}同时{}的有哪些",
        "既{}又{}的模型", "有几个模型{}且{}", "{}但是{}的模型",
    ),
}  # fmt: skip
ALONE = {"en": "which models {}?", "zh": "哪些模型{}？"}
SAMPLE = 60
"""Pairs tried for each language, the same ones each time."""


def limits_of(question: str) -> set[str]:
    query: dict[str, Any] = shipped().ask(question).json()["query"] or {}
    where = query.get("selection", {}).get("where") or {}
    parts = where["parts"] if where.get("type") == "and" else [where]
    return {json.dumps(part, sort_keys=True) for part in parts if part}


def subject_of(part: dict[str, Any]) -> str:
    """Return the attribute that a limit or its denial is about."""
    attribute: str = part["attribute"] if "attribute" in part else subject_of(part["part"])
    return {"weights": "open_weights"}.get(attribute, attribute)


def pairs(language: str) -> list[tuple[str, str, str]]:
    """Return sentences with two limits on different matters for them."""
    chosen = random.Random(7)
    about = {limit: {subject_of(json.loads(part)) for part in alone(language, limit)} for limit in LIMITS[language]}
    limits = [two for two in permutations(LIMITS[language], 2) if about[two[0]].isdisjoint(about[two[1]])]
    return [(chosen.choice(JOINED[language]), *two) for two in chosen.sample(limits, SAMPLE)]


def alone(language: str, limit: str) -> set[str]:
    return limits_of(ALONE[language].format(limit))


@pytest.mark.parametrize("language", LIMITS)
def test_each_limit_is_understood_alone(language: str) -> None:
    assert [limit for limit in LIMITS[language] if not alone(language, limit)] == []


@pytest.mark.parametrize("language", LIMITS)
def test_two_joined_limits_are_the_two_limits(language: str) -> None:
    lost = []
    for sentence, left, right in pairs(language):
        question = sentence.format(left, right)
        if limits_of(question) != alone(language, left) | alone(language, right):
            lost.append(question)
    assert lost == []
