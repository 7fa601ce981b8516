"""No change of meaning is passed over in silence: a sample here, all with `python -m tests.properties.deep`."""

from __future__ import annotations

import random

import pytest

from tests.properties.corpus import questions, reading
from tests.properties.variants import CHANGES, Change, ignores

SAMPLE = 250
"""Questions of each kind of change."""
TOLD = 0.02
"""Share of changes that fall into what a question only tells (I never slept, which is the largest?)."""


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_a_change_of_meaning_changes_the_reading(change: Change) -> None:
    chance = random.Random(7)
    asked = chance.sample(questions(), SAMPLE)
    variants = [(text, variant) for text in asked for variant in change(text, chance)]
    ignored = [variant[0] for text, variant in variants if ignores(text, variant, change)]
    assert len(ignored) <= max(3, TOLD * len(variants)), ignored


@pytest.mark.parametrize("word", ["insurance", "honesty", "critical", "finish", "stars", "slots", "ticket"])
def test_words_of_the_language_are_no_slips(word: str) -> None:
    assert reading(f"which models have {word}?")[0] != "read"
    assert reading(f"which {word} models are under Apache?")[0] != "read"
