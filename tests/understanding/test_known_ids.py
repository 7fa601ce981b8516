"""Ids of terms, filler classes, phrases and intents that the engine knows: each must exist, or a rule of it is dead."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

from chatbot.checks.rules import term_of
from chatbot.loading.folders import layers
from chatbot.loading.report import Report
from chatbot.loading.sources import read_sources
from chatbot.understanding.workshop import mention_categories

UNDERSTANDING = Path(__file__).parent.parent.parent / "chatbot" / "understanding"
OTHERS = {
    "_SINGLE": "types of attributes",
    "_DRAWN": "types of attributes",
    "_SHOWN": "types of attributes",
    "_MEASURED": "types of attributes",
    "SUBJECT_KINDS": "kinds of things",
    "_ABOUT": "topics of talk about the bot",
    "_STRUCTURE": "categories of entries in a lexicon",
    "_COMMAS": "marks",
    "_PASSED": "marks",
    "_QUIET": "marks",
    "_STOPS": "marks",
    "_STARTERS": "marks",
    "_BREAKS": "marks",
    "_NUMBERED": "marks",
    "_ENDS": "marks",
    "_BEFORE": "marks",
    "_WORDS": "letters",
}
"""Constants that hold no such ids, and what they hold."""


def ids_in_the_engine() -> list[tuple[str, str, frozenset[str]]]:
    """Return module, name and members of each set of ids."""
    found = []
    for path in sorted(UNDERSTANDING.rglob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if not (isinstance(node, ast.Assign) and isinstance(node.value, ast.Call)):
                continue
            (name,) = (target.id for target in node.targets if isinstance(target, ast.Name))
            if isinstance(node.value.func, ast.Name) and node.value.func.id == "frozenset" and name not in OTHERS:
                texts = {each.value for each in ast.walk(node.value) if isinstance(each, ast.Constant)}
                found.append((path.relative_to(UNDERSTANDING).as_posix(), name, frozenset(map(str, texts))))
    return [one for one in found if one[0] != "workshop.py"]


@cache
def known() -> frozenset[str]:
    """Return the ids of all terms, classes of fillers, phrases and intents of all languages."""
    loaded, packs = read_sources(layers("knowledge", ()), layers("intents", ()), Report())
    ids = {intent.id for intent in packs.intents} | {"@start"} | mention_categories(loaded.catalog)
    for pack in packs.languages.values():
        ids |= {form.id for form in pack.terms} | {term_of(form) for form in pack.terms}
        ids |= {rule.category for rule in pack.rules} | {form.id for form in pack.fillers}
    return frozenset(ids)


@pytest.mark.parametrize(("module", "name", "ids"), ids_in_the_engine())
def test_ids_that_the_engine_knows_exist(module: str, name: str, ids: frozenset[str]) -> None:
    assert not ids - known(), f"{name} of {module} names what no language has"
