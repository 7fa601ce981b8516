"""Digits are meaning: a name with another number is never answered as the name next door."""

from __future__ import annotations

import re

import pytest

from tests.shipped import shipped, shipped_data

QUESTION = "what is the context length of {}?"


@pytest.fixture(scope="module")
def items() -> frozenset[str]:
    return frozenset(shipped_data().catalog.items)


def test_every_id_is_a_name(items: frozenset[str]) -> None:
    for item in sorted(items):
        assert item in shipped().ask(QUESTION.format(item)).json()["models"]


@pytest.mark.parametrize("number", ["9", "17", "4"])
def test_another_number_is_another_model(items: frozenset[str], number: str) -> None:
    for item in sorted(items):
        for match in re.finditer(r"\d+", item):
            changed = item[: match.start()] + number + item[match.end() :]
            if changed not in items:
                answer = shipped().ask(QUESTION.format(changed)).answer
                assert answer.status != "answered", changed
