"""Whatever is asked or stands in a file: an answer or a clear report, no exception, no waiting."""

from __future__ import annotations

import gc
import json
import re
import socket
import string
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import perf_counter
from typing import Any, NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.answering.memory import fit
from chatbot.bot import Chatbot
from chatbot.errors import DataError
from chatbot.interfaces.qa_file import read_cases
from chatbot.loading.report import Report
from chatbot.loading.yaml_reader import MAX_BYTES, read_file, read_text
from tests.properties.corpus import FEW, MORE, questions, sample
from tests.shipped import shipped

STATUSES = {"answered", "clarify", "no_data", "not_in_catalog", "not_understood", "out_of_scope"}
PATIENCE = 5.0
"""Seconds that one reading may take at most; far above what it takes, so that a busy machine fails no test."""
PIECES = sorted({word for question in questions() for word in question.split()})
CLAUSES = sorted(
    {clause for text in questions() for clause in re.split(r"[,.;?!，。；？！]\s*", text) if len(clause) < 20}
)
SIGNS = sorted({char for question in questions() for char in question})
NOISE = ("", "???", "x" * 5000, "型模 B07 用商能？", "\x1b[31m", "Gemma " * 90)
MARKUP = "{}[]:,#&*!|>'\"%@`-? \n\tab1~"


def answer(text: str) -> dict[str, Any]:
    """Return the answer, after its forms were made."""
    turn = shipped().ask(text)
    turn.text(80)
    turn.markdown()
    found = turn.json()
    assert found["status"] in STATUSES
    assert json.loads(json.dumps(found))["question"] == text
    return found


@MORE
@given(st.text(max_size=80))
def test_any_text_has_an_answer(text: str) -> None:
    answer(text)


@MORE
@given(st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join))
def test_any_words_of_questions_have_an_answer(text: str) -> None:
    answer(text)


@MORE
@given(
    st.lists(
        st.tuples(st.sampled_from(CLAUSES), st.sampled_from([", ", ". ", "? ", "，", "。", "？", " "])), max_size=4
    )
)
def test_any_clauses_of_questions_have_an_answer(told: list[tuple[str, str]]) -> None:
    answer("".join(clause + mark for clause, mark in told))


@MORE
@given(st.text(alphabet=SIGNS, max_size=40))
def test_any_signs_of_questions_have_an_answer(text: str) -> None:
    answer(text)


@FEW
@given(st.sampled_from(questions()), st.sampled_from(questions()), st.data())
def test_two_halves_of_questions_have_an_answer(first: str, second: str, data: st.DataObject) -> None:
    cut, other = data.draw(st.integers(0, len(first))), data.draw(st.integers(0, len(second)))
    answer(first[:cut] + second[other:])


@FEW
@given(st.lists(st.sampled_from(questions()), min_size=2, max_size=4))
def test_any_conversation_has_answers(turns: list[str]) -> None:
    state = shipped().start()
    for text in turns:
        turn = shipped().ask(text, state)
        assert turn.json()["status"] in STATUSES
        state = turn.state


@pytest.mark.parametrize("text", ["not " * 1000, "(" * 3000, "和" * 3900, "7B or " * 600, "\u0301" * 3000, "x" * 9000])
def test_long_repetitions_are_answered_soon(text: str) -> None:
    start = perf_counter()
    answer(text)
    assert perf_counter() - start < PATIENCE


def reports(text: str) -> bool:
    """Read text as YAML; return whether a fault was reported, which then must say what it is."""
    report = Report()
    node = read_text(text, "x.yaml", report)
    assert node is not None or report.problems
    assert all(problem.code and problem.message for problem in report.problems)
    return bool(report.problems)


@MORE
@given(st.text(max_size=200))
def test_any_text_as_yaml(text: str) -> None:
    reports(text)


@MORE
@given(st.text(alphabet=MARKUP, max_size=120))
def test_any_markup_as_yaml(text: str) -> None:
    reports(text)


@FEW
@given(st.binary(max_size=200))
def test_any_bytes_as_yaml(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(data)
    report = Report()
    assert read_file(path, "x.yaml", report) is not None or report.problems


TREES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(alphabet=string.ascii_letters, max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["ask", "talk", "status", "x"]), inner),
    max_leaves=8,
)


def faults_in(path: Path) -> tuple[str, ...]:
    """Read scripted questions; return the messages of faults."""
    try:
        assert all(case.ask.strip() for case in read_cases(path))
    except DataError as fault:
        return tuple(problem.message for problem in fault.problems) or ("",)
    return ()


@MORE
@given(TREES)
def test_any_tree_as_scripted_questions(tmp_path: Path, tree: object) -> None:
    """JSON is YAML: files of any shape are read or refused with their faults."""
    path = tmp_path / "x.qa.yaml"
    path.write_text(json.dumps(tree), encoding="utf-8")
    assert all(faults_in(path))


LETTERS = zip("abcdefgh", "bcdefghi", strict=True)
BOMB = "a: &a [x, x]\n" + "".join(f"{new}: &{new} [*{old}, *{old}]\n" for old, new in LETTERS)
HOSTILE = {
    "aliases": BOMB,
    "deep lists": "[" * 100_000,
    "deep mappings": "".join(" " * depth + "a:\n" for depth in range(2000)),
    "deep flow": "{a: " * 5000,
    "a huge number": "a: " + "9" * 200_000,
    "a huge quoted text": 'a: "' + "x" * 3_000_000 + '"',
    "a huge key": "x" * 2_000_000 + ": 1",
    "many items": "- ask: x\n" * 10_000,
    "a tag": "!!python/object/apply:os.system [ls]",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused_or_read_soon(tmp_path: Path, name: str) -> None:
    path = tmp_path / "x.qa.yaml"
    path.write_text(HOSTILE[name], encoding="utf-8")
    start = perf_counter()
    assert all(0 < len(message) < 1000 for message in faults_in(path))
    assert perf_counter() - start < PATIENCE


def test_a_file_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "x.qa.yaml"
    path.write_bytes(b"#" * (MAX_BYTES + 1))
    with pytest.raises(DataError, match="larger"):
        read_cases(path)


def test_threads_that_share_a_chatbot_get_the_same_answers() -> None:
    asked = sample(120, seed=5)
    alone = [shipped().ask(text).json() for text in asked]
    bot = Chatbot(shipped()._data)  # nothing that is made when first needed is made yet
    with ThreadPoolExecutor(8) as workers:
        found = list(workers.map(lambda text: bot.ask(text).json(), asked * 4))
    assert found == alone * 4


def test_no_answer_leaves_what_a_garbage_collector_would_find() -> None:
    asked = [*sample(200, seed=11), *NOISE]  # the program keeps its collector at rest
    state = shipped().start()
    gc.collect()
    gc.disable()
    try:
        for text in asked:
            turn = shipped().ask(text, state)
            turn.text(80)
            turn.json()
            state = turn.state
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fit, "REMEMBERED", 100)
    bot = Chatbot(shipped()._data)
    for size in range(1, 20):
        text = f"which models fit in {size}.5 GB?"
        assert bot.ask(text).json() == shipped().ask(text).json()
    assert len(bot._store.fitting._tried) <= 100


def test_no_question_opens_a_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise AssertionError("a connection was opened")

    for name in ("socket", "create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, refuse)
    bot = Chatbot(shipped()._data)
    for text in (
        "which models allow commercial use?",
        "GPT-5 有多大",
        "where can I download BLOOM?",
        "https://example.org",
    ):
        assert bot.ask(text).text()
