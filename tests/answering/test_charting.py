"""Drawings: bars and points over the shipped catalog, in any width, with and without wide characters."""

from __future__ import annotations

import pytest

from chatbot.answering.dispatch import answer
from chatbot.datatypes.answer import AttributeName, Say
from chatbot.datatypes.query import Chart, Selection
from chatbot.rendering.diagram import BLOCK, bar_lines, plot_lines
from chatbot.rendering.page import Bar, Bars, Plot, Point
from chatbot.rendering.width import width
from tests.answering.sample import STORE
from tests.shipped import shipped


@pytest.mark.parametrize(
    ("question", "attributes"),
    [
        ("chart the sizes", ["parameters"]),
        ("bar chart of the context length of Gemma and Mistral", ["context_length"]),
        ("画个参数对比图", ["parameters"]),
        ("画一下各模型的上下文长度", ["context_length"]),
    ],
)
def test_bars(question: str, attributes: list[str]) -> None:
    turn = shipped().ask(question)
    result = turn.json()
    query = result["query"]
    assert (result["status"], query["type"], query["attributes"]) == ("answered", "chart", attributes)
    assert BLOCK in turn.text(80)
    assert {cell["attribute"] for cell in result["cells"]} == set(attributes)


def test_one_attribute_against_another() -> None:
    result = shipped().ask("plot context against parameters").json()
    assert result["query"]["attributes"] == ["context_length", "parameters"]
    assert "| " in result["text"]


def test_drawings_say_what_they_show_and_on_which_scale() -> None:
    def drawn(attribute: str, *more: str) -> list[Say]:
        chart = Chart(Selection(), (attribute, *more))
        return [block for block in answer(chart, STORE).blocks if isinstance(block, Say)]

    bars, plot = drawn("length"), drawn("length", "cost")
    assert [say.message for say in bars[:2]] == ["fit.chart.bars", "answer.gap.undisclosed"]  # 7 to 20: no logarithm
    assert plot[0].message == "fit.chart.plot"
    assert plot[0].args["other"] == AttributeName("cost")


def test_what_is_not_known_is_named_and_not_drawn() -> None:
    result = shipped().ask("chart the parameters of GPT-4 and BLOOM 176B").json()
    assert result["models"] == ["bloom-176b"]
    assert "GPT-4" in result["text"]


def test_what_cannot_be_drawn_is_not_drawn() -> None:
    assert shipped().ask("chart the licences").json()["status"] != "answered"


BARS = Bars((Bar("Alpha", 1.0, "200"), Bar("\u4e2d\u6587\u540d", 0.25, "50"), Bar("Tiny", 0.0001, "0.02")))


@pytest.mark.parametrize("columns", [40, 60, 100])
def test_bars_keep_to_the_width_and_stand_in_line(columns: int) -> None:
    lines = bar_lines(BARS, columns)
    assert all(width(line) <= columns for line in lines)
    assert len({width(line.partition(BLOCK)[0]) for line in lines}) == 1
    lengths = [line.count(BLOCK) for line in lines]
    assert lengths[0] == max(lengths)
    assert lengths[1] == pytest.approx(lengths[0] / 4, abs=1)
    assert lengths[2] == 1


def test_points_stand_at_their_places() -> None:
    points = (Point(0.0, 0.0, "A"), Point(1.0, 1.0, "B"), Point(1.0, 1.0, "C"))
    plot = Plot(points, ("x", "0", "9"), ("y", "1", "8"), ("A = a",))
    lines = plot_lines(plot, 50)
    assert all(len(line) <= 50 for line in lines)
    assert lines[1].startswith("8 |")
    assert lines[1].rstrip().endswith("*")
    assert lines[16].startswith("1 | A")
