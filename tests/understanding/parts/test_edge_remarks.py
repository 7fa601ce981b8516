"""A remark behind a question on a limit says whether what lies exactly on it counts."""

from __future__ import annotations

import pytest

from chatbot.datatypes.query import Compare, ListItems, Period, Quantity, Selection
from chatbot.datatypes.reading import Outcome, Phrase, Reading
from chatbot.understanding.meanings import Amount, Edge
from chatbot.understanding.parts.edge_remarks import edged

_OVER = Compare("size", ">", Quantity(7.0))
_SINCE = Compare("date", ">=", Period("2023-01-01", "2023-12-31"))


def _read(where: Compare) -> Outcome:
    part = Reading(intent="list", query=ListItems(Selection((), where)), score=0.0, phrases=())
    return Outcome(status="read", language="en", parts=(part,))


@pytest.mark.parametrize(
    ("where", "edge", "op"),
    [
        (_OVER, Edge(closed=True, amount=Amount(7.0)), ">="),
        (_OVER, Edge(closed=False, amount=Amount(7.0)), ">"),
        (_OVER, Edge(closed=False, op=">"), ">"),
        (_SINCE, Edge(closed=False, amount=Amount(2023.0)), ">"),
    ],
)
def test_a_remark_on_the_limit_closes_or_opens_it(where: Compare, edge: Edge, op: str) -> None:
    outcome = edged(_read(where), Phrase(3, 4, "edge_remark", edge, 0.0))
    assert outcome is not None
    query = outcome.parts[0].query
    assert isinstance(query, ListItems)
    assert query.selection.where == Compare(where.attribute, op, where.operand)


@pytest.mark.parametrize("edge", [Edge(closed=True, amount=Amount(8.0)), Edge(closed=False, op="<")])
def test_a_remark_on_another_amount_or_direction_is_on_no_limit(edge: Edge) -> None:
    assert edged(_read(_OVER), Phrase(3, 4, "edge_remark", edge, 0.0)) is None
