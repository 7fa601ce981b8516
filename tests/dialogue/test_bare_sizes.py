"""A size alone stands for what has it in the family that is talked about, unless it limits a set."""

from __future__ import annotations

import pytest

from tests.dialogue.conftest import Talk


@pytest.mark.parametrize(
    ("first", "second", "models"),
    [
        ("who made Falcon?", "when did the 180B come out?", ["falcon-180b"]),
        ("Falcon是谁做的", "180B的上下文多长", ["falcon-180b"]),
        ("is Gemma gated?", "what languages does the 7B speak?", ["gemma-7b"]),
        ("tell me about Llama 3.1", "compare the 70B with Falcon 40B", ["llama-3.1-70b", "falcon-40b"]),
        ("tell me about Gemma", "how does Falcon 40B compare to the 7B?", ["falcon-40b", "falcon-7b"]),
        ("license of Falcon 180B Chat", "how many layers does the 40B have?", ["falcon-40b", "falcon-40b-instruct"]),
    ],
)
def test_it_is_called_by_its_name(talk: Talk, first: str, second: str, models: list[str]) -> None:
    assert talk(first, second)[-1]["models"] == models


@pytest.mark.parametrize("second", ["models under 7B", "which 7B models are there?", "7B以下的有哪些"])
def test_a_limit_stays_one(talk: Talk, second: str) -> None:
    assert len(talk("tell me about Gemma", second)[-1]["families"]) > 1


@pytest.mark.parametrize(
    ("question", "models"),
    [
        ("what's the licence of OPT, and how much memory does the 66B need?", {"opt-66b"}),
        ("Gemma是什么许可证，7B要多少显存", {"gemma-7b"}),
        ("can I sell Falcon, and is the 40B gated?", {"falcon-40b"}),
    ],
)
def test_in_a_later_clause_too(talk: Talk, question: str, models: set[str]) -> None:
    answer = talk(question)[0]
    assert models == {cell["model"] for cell in answer["cells"]} & {"opt-66b", "gemma-7b", "falcon-40b"}
    assert answer["status"] == "answered"
