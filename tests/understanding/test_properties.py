"""What must hold of every question, with the shipped data: no crash, real places, wording that does not matter."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chatbot.datatypes.reading import Outcome, Phrase
from tests.shipped import shipped

SHARED = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
FEW = settings(max_examples=40, deadline=None, suppress_health_check=SHARED, derandomize=True)
MORE = settings(FEW, max_examples=150)

QUESTIONS = (
    "which models allow commercial use?",
    "what is the context length of BLOOM?",
    "which models are not gated?",
    "is Falcon 180B bigger than BLOOM?",
    "models with over 8k context",
    "how many models are under Apache?",
    "who made Vicuna 13B v1.5?",
    "which is newer, Gemma 7B or BLOOM?",
)
BEFORE = ("please ", "hi, ", "Hello! ", "ok so ", "could you please ", "I would like to know ")
AFTER = (" please", " thanks", " pls", ", please", " thank you")
CONSTRAINTS = (
    "under Apache 2.0",
    "with over 4k context",
    "not gated",
    "released before 2024",
    "from Mistral AI",
    "under 20B parameters",
)
KNOWN = """
    which models are not and or except Falcon 180B BLOOM GPT-4 bigger than 13B between 7 20B the what is license context
    over 8k tokens gated from Meta 2023 after how many second largest newest three ? , . : compare vs why can't it its
    哪些 模型 可以 商用 的 参数 超过 一千亿 吗 ？ 、 Llama 3.1 3090 two both either neither nor only
"""
WORDS = st.sampled_from(KNOWN.split())
BLANKS = [" ", "  ", "\t", "\u3000", "\u00a0"]


def read(text: str) -> Outcome:
    return shipped().ask(text).outcome


def meaning(text: str) -> list[dict[str, Any]]:
    """Return the normal form of each part of a question."""
    outcome = read(text)
    assert outcome.status == "read", (text, outcome.status, outcome.unexplained)
    return [shipped().query_form(part.query) for part in outcome.parts]


def understood(text: str) -> tuple[str, list[Any]]:
    outcome = read(text)
    return outcome.status, [shipped().query_form(part.query) for part in outcome.parts]


def check_places(outcome: Outcome, text: str) -> None:
    """Every token stands where it says; every mention and phrase covers tokens that exist."""
    last = 0
    for token in outcome.tokens:
        assert last <= token.start <= token.end <= len(text)
        assert text[token.start : token.end] == token.raw
        last = token.start
    for mention in outcome.mentions:
        assert 0 <= mention.start < mention.end <= len(outcome.tokens)
    for reading in (*outcome.readings, *outcome.parts, *outcome.alternatives):
        for phrase in reading.phrases:
            check_phrase(phrase, 0, len(outcome.tokens))


def check_phrase(phrase: Phrase, start: int, end: int) -> None:
    assert start <= phrase.start < phrase.end <= end
    place = phrase.start
    for part in phrase.parts:
        assert part.start >= place
        check_phrase(part, phrase.start, phrase.end)
        place = part.end


@MORE
@given(st.text(max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    check_places(read(text), text)


@MORE
@given(st.lists(WORDS, max_size=14).map(" ".join))
def test_any_heap_of_known_words_can_be_read(text: str) -> None:
    check_places(shipped()._understanding.understand(text), text)


@FEW
@given(st.lists(WORDS, min_size=1, max_size=10).map(" ".join))
def test_the_same_text_has_the_same_outcome(text: str) -> None:
    assert read(text) == read(text)


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("before", BEFORE)
def test_politeness_before_the_question_does_not_matter(question: str, before: str) -> None:
    assert meaning(before + question) == meaning(question)


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("after", AFTER)
def test_politeness_behind_the_question_does_not_matter(question: str, after: str) -> None:
    assert meaning(question.removesuffix("?") + after) == meaning(question)


@pytest.mark.parametrize("question", [question for question in QUESTIONS if not question.startswith("is")])
def test_a_request_to_tell_does_not_matter(question: str) -> None:
    assert meaning("could you tell me " + question) == meaning(question)


@FEW
@given(st.sampled_from(QUESTIONS), st.lists(st.booleans(), min_size=80, max_size=80))
def test_case_does_not_matter(question: str, upper: list[bool]) -> None:
    """But for the first letter of names that are words, which tells them from words."""
    changed = "".join(char.upper() if up or char.isupper() else char for char, up in zip(question, upper, strict=False))
    assert meaning(changed) == meaning(question)


@FEW
@given(
    st.sampled_from(QUESTIONS),
    st.lists(st.sampled_from(BLANKS), min_size=12, max_size=12),
)
def test_white_space_does_not_matter(question: str, gaps: list[str]) -> None:
    words = question.split(" ")
    changed = words[0] + "".join(gap + word for gap, word in zip(gaps, words[1:], strict=False))
    assert meaning(f"  {changed} ") == meaning(question)


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("mark", ["", "?", "??", "!", ".", "…", " ?", "？"])
def test_the_final_mark_does_not_matter(question: str, mark: str) -> None:
    assert meaning(question.rstrip("?") + mark) == meaning(question)


@FEW
@given(st.permutations(CONSTRAINTS), st.integers(1, 4), st.sampled_from([" and ", ", "]))
def test_the_order_of_constraints_does_not_matter(order: list[str], count: int, joiner: str) -> None:
    chosen = order[:count]
    question = "which models are " + joiner.join(chosen)
    assert meaning(question) == meaning("which models are " + " and ".join(sorted(chosen)))


@FEW
@given(st.sampled_from(["7B", "13B", "100B"]), st.sampled_from(["over", "at least", "under", "at most", "exactly"]))
def test_ways_to_write_a_size(size: str, op: str) -> None:
    figure = size.removesuffix("B")
    expected = meaning(f"which models have {op} {size} parameters?")
    for written in (f"{figure} B", f"{figure} billion", f"{figure}bn", f"{figure}b", f"{figure}000 million"):
        assert meaning(f"which models have {op} {written} parameters?") == expected


@FEW
@given(st.sampled_from(CONSTRAINTS), st.sampled_from(["zorbly", "quuxish", "frobnicated"]))
def test_a_word_that_nothing_explains_forbids_the_answer(constraint: str, word: str) -> None:
    outcome = read(f"which models are {constraint} and {word}?")
    assert outcome.status != "read"


@pytest.mark.parametrize("constraint", [c for c in CONSTRAINTS if not c.startswith("not")])
def test_a_negation_is_never_lost(constraint: str) -> None:
    status, queries = understood(f"which models are not {constraint}?")
    assert status != "read" or queries != meaning(f"which models are {constraint}?")
