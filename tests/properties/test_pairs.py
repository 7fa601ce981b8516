"""Two questions in one utterance are both answered, each of the thing that it names."""

from __future__ import annotations

import random

import pytest

from tests.properties.corpus import reading

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
