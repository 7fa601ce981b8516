"""Uses that terms name: properties of the terms, and of what is under them."""

from __future__ import annotations

import pytest

from chatbot.loading.project import Project, read
from tests.loading.conftest import Broken

USES = """
uses:
  - {id: use_night, label: {en: riding by night, zh: 夜骑}, topic: lights, names: {en: [by night], zh: [夜骑]}}
  - {id: use_racing, label: {en: racing, zh: 比赛}, topic: lights, names: {en: [racing], zh: [比赛]}}
policies:
  - terms: road-b
    points:
      - {use: [use_racing], verdict: 'no', words: {en: Lights, zh: 须装}}
"""
PATH = "knowledge/bikes/uses.yaml"


@pytest.fixture
def with_uses(broken: Broken) -> Broken:
    broken.write(PATH, USES)
    return broken


def test_terms_and_items_say_it(with_uses: Broken) -> None:
    loaded: Project = read((with_uses.knowledge,), (with_uses.intents,))
    (fact,) = loaded.catalog.entities["approval"]["road-b"].facts["use_racing"]
    assert (fact.value, fact.where, fact.sources) == ("no", "6", ("road-rules",))
    (own,) = loaded.catalog.items["hauler-x"].facts["use_racing"]
    assert (own.value, own.note) == ("no", {"en": "Lights", "zh": "须装"})


def test_what_is_not_named_follows_the_section(with_uses: Broken) -> None:
    loaded = read((with_uses.knowledge,), (with_uses.intents,))
    assert loaded.catalog.entities["approval"]["road-b"].facts["use_night"][0].value == "yes"
    assert "use_night" not in loaded.catalog.entities["approval"]["road-a"].facts


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("words: {en: Lights", "words: {en: Brakes", "no-such-words"),
        ("terms: road-b", "terms: road-c", "unknown-id"),
        ("use: [use_racing]", "use: [use_rcing]", "unknown-id"),
        ("topic: lights, names: {en: [racing", "task: rcing, topic: lights, names: {en: [racing", "unknown-id"),
        ("topic: lights, names: {en: [by", "topic: lihts, names: {en: [by", "unknown-id"),
        ("id: use_night", "id: mass", "duplicate-id"),
        ("use: [use_racing]", "use: [use_racing, use_racing]", "duplicate-id"),
    ],
)
def test_faults(with_uses: Broken, old: str, new: str, code: str) -> None:
    line = with_uses.change(PATH, old, new)
    assert (PATH.removeprefix("knowledge/"), line, code) in {
        (file.rpartition("knowledge/")[2], at, found) for file, at, found, _ in with_uses.problems()
    }
