"""The constants of the memory calculator: what lacks or does not fit is a message with a place."""

from __future__ import annotations

from pathlib import Path

import pytest

from chatbot.datatypes.catalog import MEMORY_CONSTANT, MEMORY_RULE, Entity
from chatbot.loading.entries import Entries
from chatbot.loading.memory_rules import check_memory
from chatbot.loading.report import Report
from chatbot.loading.scope import Scope
from chatbot.loading.yaml_reader import read_file

SHIPPED = Path(__file__).parents[2] / "knowledge" / "llm" / "memory.yaml"


def problems(path: Path) -> list[tuple[str, str]]:
    """Return code and message of all that is wrong with a file."""
    report = Report()
    node = read_file(path, "memory.yaml", report)
    assert node is not None
    rules = [child.text("id") for child in (node.get("rules") or node).children()]
    scope, entries = Scope(report), Entries(report, MEMORY_CONSTANT)
    scope.entities[MEMORY_RULE] = {rule: Entity(id=rule, kind=MEMORY_RULE, name={}) for rule in rules}
    entries.add_raw(node.get("constants") or node, "memory.yaml", 0)
    check_memory(scope, entries)
    assert all(problem.line for problem in report.problems)
    return [(problem.code, problem.message) for problem in report.problems]


def test_the_shipped_file_is_whole() -> None:
    assert problems(SHIPPED) == []


@pytest.mark.parametrize(
    ("old", "new", "code", "said"),
    [
        ("  unified_small_gb: 32\n", "", "missing-key", "the constant 'unified_small_gb' is missing"),
        ("  unified_small_gb:", "  unified_smal_gb:", "unknown-key", "unknown constant 'unified_smal_gb'"),
        ("  context_tolerance: 1.05", "  context_tolerance: a bit", "bad-type", "'a bit'"),
        ("full_bytes: [16, 18, 20]", "full_bytes: [16, 18]", "bad-type", "Expected `array` of length 3"),
        ("    cache: kv-cache\n", "", "missing-key", "no rule explains 'cache'"),
        ("    cache: kv-cache", "    cache: kv-cash", "unknown-id", "'kv-cash' is no rule of this file"),
        ("    cache: kv-cache", "    cash: kv-cache", "unknown-id", "'cash' is no part of a sum"),
    ],
)
def test_faults(tmp_path: Path, old: str, new: str, code: str, said: str) -> None:
    text = SHIPPED.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "memory.yaml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    found = dict(problems(path))
    assert code in found
    assert said in " ".join(message for _, message in problems(path))
