"""Every type of question has its function."""

from __future__ import annotations

import typing

import pytest

from chatbot.answering.dispatch import ANSWERERS, answerer
from chatbot.datatypes.query import Query


def test_every_type_of_question_is_answered() -> None:
    assert set(ANSWERERS) == set(typing.get_args(Query))


@pytest.mark.parametrize("kind", ANSWERERS, ids=lambda kind: kind.__name__)
def test_functions_are_where_the_table_says(kind: type) -> None:
    assert answerer(kind).__doc__
