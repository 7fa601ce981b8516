"""Questions taken from the scripted ones, with what they are read as; always the same sample."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings

from chatbot.datatypes.query import Meta
from chatbot.interfaces.qa_file import find_files, read_cases
from tests.shipped import shipped

SCRIPTED = Path(__file__).parents[1] / "qa"
CHECKS = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.filter_too_much]
FEW = settings(max_examples=40, deadline=None, suppress_health_check=CHECKS, derandomize=True, database=None)
MORE = settings(FEW, max_examples=100)


@cache
def questions() -> tuple[str, ...]:
    """Return all questions that stand alone and in no set language."""
    cases = (case for path in find_files((str(SCRIPTED),)) for case in read_cases(path))
    return tuple(sorted({case.ask for case in cases if not case.before and not case.lang}))


def sample(count: int, seed: int) -> list[str]:
    """Return some of the questions."""
    return random.Random(seed).sample(questions(), count)


def reading(text: str) -> tuple[str, list[dict[str, Any]]]:
    """Return the status and the normal form of each part."""
    outcome = shipped().ask(text).outcome
    return outcome.status, [shipped().query_form(part.query) for part in outcome.parts]


def is_talk(text: str) -> bool:
    """Say whether nothing is asked of the catalog: a greeting is another one with a greeting before it."""
    return any(isinstance(part.query, Meta) for part in shipped().ask(text).outcome.parts)


def is_chinese(text: str) -> bool:
    return any("\u4e00" <= char <= "\u9fff" for char in text)
