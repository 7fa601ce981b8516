"""Answers on memory: of items, of a size, in devices; over the dimensions that the shipped catalog holds."""

from __future__ import annotations

import pytest

from chatbot.answering.dispatch import answer
from chatbot.answering.memory.asked import memory
from chatbot.answering.memory.fit_check import sentences
from chatbot.answering.memory.needs import rule_sources
from chatbot.answering.store import Store
from chatbot.datatypes.answer import Answer, Bullets, Groups, Say, Series
from chatbot.datatypes.catalog import Ref
from chatbot.datatypes.options import Explained
from chatbot.datatypes.query import Card, Check, Fits, Memory, Selection
from tests.shipped import shipped_data

BILLION = 1e9


@pytest.fixture(scope="module")
def store() -> Store:
    return Store(shipped_data().catalog)


def asked(*items: str, **more: object) -> Memory:
    return Memory(Selection(tuple(Ref("item", item) for item in items)), **more)  # type: ignore[arg-type]


def counts(line: Say) -> dict[object, object]:
    """Return the precisions of a line with their numbers of devices."""
    figures = line.args["figures"]
    assert isinstance(figures, Series)
    return {say.args["precision"]: say.args["count"] for say in figures.parts}


def lines(answer: Answer) -> list[Say]:
    return [line for block in answer.blocks if isinstance(block, Bullets) for line in block.lines]


@pytest.mark.parametrize("more", [{}, {"mode": "tune"}, {"of": "disk"}], ids=["run", "train", "disk"])
@pytest.mark.parametrize("what", [asked("bloom-560m"), asked(size=13 * BILLION)], ids=["item", "size"])
def test_every_figure_has_a_source(what: Memory, more: dict[str, str], store: Store) -> None:
    query = Memory(what.selection, what.size, **more)
    figures = [line for line in lines(memory(query, store)) if line.message.startswith("fit.formula.")]
    assert figures
    assert all(line.sources for line in figures)


def test_things_that_need_as_many_devices_are_counted_together(store: Store) -> None:
    query = asked("bloom-560m", "bloom-1b1", "llama-3.1-70b", of="cards", hardware=(Card("rtx-3090"),))
    small, large = lines(memory(query, store))
    assert small.args["names"] == (Ref("item", "bloom-560m"), Ref("item", "bloom-1b1"))
    assert counts(small) == {"fp16": 1, "int8": 1, "Q4_K_M": 1}
    assert counts(large) == {"fp16": 7, "int8": 4, "Q4_K_M": 2}
    assert memory(query, store).count is None  # one number is no answer for all of them


def test_devices_for_a_size_are_counted_for_each_edition(store: Store) -> None:
    query = asked(size=70 * BILLION, precision="fp16", of="cards", hardware=(Card("a100"),))
    assert [counts(line) for line in lines(memory(query, store))] == [{"fp16": 4}, {"fp16": 2}]


def test_what_is_offered_only_as_a_service_takes_no_number_of_devices(store: Store) -> None:
    answer = memory(asked("claude-3-opus", of="cards", hardware=(Card("h100"),)), store)
    assert (answer.status, answer.count) == ("answered", None)
    assert [block.message for block in answer.blocks if isinstance(block, Say)] == ["fit.need.hosted"]


def said(answer: Answer, message: str) -> Say:
    return next(block for block in answer.blocks if isinstance(block, Say) and block.message == message)


def test_the_rule_for_a_size_tells_the_context_that_was_asked_for(store: Store) -> None:
    usual = said(memory(asked(size=13 * BILLION), store), "fit.size.rule_like")
    assert (usual.args["context"], usual.args["overhead"]) == (4096, 1)
    long = said(memory(asked(size=13 * BILLION, context=32_000), store), "fit.size.rule_like")
    assert long.args["context"] == 32_000


@pytest.mark.parametrize(("way", "slope", "base"), [("full", 18, 0), ("lora", 2, 2), ("qlora", 0.66, 2)])
def test_sums_tell_the_constants_of_the_rules(way: str, slope: float, base: float, store: Store) -> None:
    (line,) = lines(memory(asked("opt-13b", mode=way), store))
    assert (line.args["slope"], line.args["base"]) == (slope, base)


@pytest.mark.parametrize(
    ("item", "message"),
    [
        ("claude-3-opus", "fit.no.hosted"),
        ("llama-3.1-8b", "fit.yes.plain"),
        ("llama-3.1-70b", "fit.conditional.smaller"),
        ("falcon-180b", "fit.no.plain"),
    ],
)
def test_the_verdict_on_one_item_has_a_sentence_of_its_own(item: str, message: str, store: Store) -> None:
    asked = Fits(store.role("memory"), (Card("h100", 1, 80),))
    first, *_ = sentences(store, asked, item)
    assert first.message == message


def test_several_items_are_sorted_into_groups_and_one_is_not(store: Store) -> None:
    def groups(*items: str) -> Groups | None:
        fits = Fits(store.role("memory"), (Card("rtx-3090"),))
        selection = Selection(tuple(Ref("item", item) for item in items))
        return answer(Check(selection, fits), store).groups

    assert groups("llama-3.1-8b") is None
    assert groups("falcon-180b", "llama-3.1-8b") == Groups(yes=("llama-3.1-8b",), no=("falcon-180b",))


def test_whether_a_size_fits_is_told_by_the_whole_sum(store: Store) -> None:
    answer = memory(asked(size=13 * BILLION, hardware=(Card("rtx-3090"),)), store)
    assert (answer.verdict, said(answer, "fit.formula.run").args["precision"]) == ("conditional", "int8")


def test_the_source_of_the_weights_is_that_of_their_form(store: Store) -> None:
    def sources(precision: str) -> tuple[str, ...]:
        (line,) = lines(memory(asked("opt-13b", precision=precision), store))
        return line.sources

    rules: tuple[Explained, ...] = ("weights", "files", "four_bit")
    for form, rule in zip(("int8", "Q4_K_M", "int4"), rules, strict=True):
        assert set(rule_sources(store, rule)) <= set(sources(form))
        assert all(not set(rule_sources(store, other)) <= set(sources(form)) for other in rules if other != rule)
