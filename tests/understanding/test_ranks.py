"""Ranks in many wordings, with and without constraints."""

from __future__ import annotations

import pytest

from chatbot.datatypes.query import ListItems, Rank, Selection
from tests.shipped import shipped
from tests.understanding.test_logic import stated

ORDERS = {
    "largest": ("parameters", "most"),
    "smallest": ("parameters", "least"),
    "newest": ("release_date", "most"),
    "oldest": ("release_date", "least"),
}
FIGURES = {
    "longest context": ("context_length", "most"),
    "shortest context": ("context_length", "least"),
    "most parameters": ("parameters", "most"),
    "fewest layers": ("layers", "least"),
}
ALL = ("the {} model", "what is the {} model?", "which is the {} model")
AMONG = (
    "what is the {order} model {where}?",
    "which model {where} is the {order}?",
    "the {order} of the models {where}",
)
CONSTRAINTS = ("under Apache 2.0", "gated", "from Meta", "released before 2024", "with over 4k context")


def check(text: str, selection: Selection) -> None:
    (part,) = shipped().ask(text).outcome.parts
    assert shipped().query_form(part.query) == shipped().query_form(ListItems(selection)), text


@pytest.mark.parametrize("order", sorted(ORDERS))
def test_the_first(order: str) -> None:
    for frame in ALL:
        check(frame.format(order), Selection(rank=Rank(*ORDERS[order])))


@pytest.mark.parametrize("constraint", CONSTRAINTS)
@pytest.mark.parametrize("order", sorted(ORDERS))
def test_the_first_among_some(order: str, constraint: str) -> None:
    for frame in AMONG:
        where = stated(constraint)
        check(frame.format(order=order, where=constraint), Selection(where=where, rank=Rank(*ORDERS[order])))


@pytest.mark.parametrize("order", sorted(ORDERS))
def test_the_nth_and_the_first_few(order: str) -> None:
    for word, place in (("second", 2), ("third", 3), ("2nd", 2)):
        check(f"the {word} {order} model", Selection(rank=Rank(*ORDERS[order], place, place)))
    for word, count in (("two", 2), ("three", 3), ("5", 5)):
        for text in (f"the {word} {order} models", f"top {word} {order} models", f"the {order} {word} models"):
            check(text, Selection(rank=Rank(*ORDERS[order], 1, count)))


@pytest.mark.parametrize("figure", sorted(FIGURES))
def test_by_a_named_figure(figure: str) -> None:
    check(f"which model has the {figure}?", Selection(rank=Rank(*FIGURES[figure])))
    check(f"which model under Apache 2.0 has the {figure}?",
          Selection(where=stated("under Apache 2.0"), rank=Rank(*FIGURES[figure])))  # fmt: skip
    check(f"which model has the second {figure}?", Selection(rank=Rank(*FIGURES[figure], 2, 2)))
