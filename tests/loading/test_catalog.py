"""The catalog of a made-up domain: a domain needs no Python of its own."""

from __future__ import annotations

from typing import Any

import pytest

from chatbot.datatypes.catalog import Fact, Point, Ref
from chatbot.loading.project import Project


def first(project: Project, item: str, attribute: str) -> Fact:
    return project.catalog.items[item].facts[attribute][0]


def values(project: Project, item: str, attribute: str) -> list[Any]:
    return [fact.value for fact in project.catalog.items[item].facts.get(attribute, ())]


def test_no_problems(tiny: Project) -> None:
    assert tiny.warnings == ()
    assert list(tiny.catalog.domains) == ["bikes"]


@pytest.mark.parametrize(
    ("item", "attribute", "expected"),
    [
        ("hauler-x", "gears", []),
        ("sprint-1", "gears", [11]),
        ("sprint-2", "gears", [13]),
        ("sprint-2", "verdicts", [[{"en": "very quick", "zh": "很快"}], [{"en": "quick", "zh": "快"}]]),
        ("sprint-1", "price", []),
        ("sprint-2", "price", [None]),
        ("sprint-1", "places", [["land", "road"]]),
    ],
)
def test_stated_facts(tiny: Project, item: str, attribute: str, expected: list[Any]) -> None:
    assert values(tiny, item, attribute) == expected


@pytest.mark.parametrize(
    ("item", "attribute", "value"),
    [
        ("sprint-2", "mass", 8000),
        ("sprint-1", "maker", "velo"),
        ("sprint-1", "road_use", "yes"),
        ("hauler-x", "road_use", "conditional"),
        ("hauler-x", "approval_class", "partial"),
        ("sprint-1", "buyable", "yes"),
        ("hauler-x", "ready", "no"),
        ("sprint-1", "ready", "yes"),
        ("hauler-x", "available", "no"),
        ("sprint-1", "available", "yes"),
        ("sprint-1", "place_count", 1),
        ("sprint-1", "versatile", "no"),
        ("hauler-x", "versatile", "yes"),
    ],
)
def test_derived_facts(tiny: Project, item: str, attribute: str, value: Any) -> None:
    fact = first(tiny, item, attribute)
    assert (fact.value, fact.attribute) == (value, attribute)
    assert fact.state == ("known" if attribute == "maker" else "derived")
    assert fact.sources


def test_incomplete_lists_are_not_counted(tiny: Project) -> None:
    assert "place_count" not in tiny.catalog.items["hauler-x"].facts
    assert "versatile" not in tiny.catalog.items["sprint-2"].facts


def test_own_fact_lends_note_and_place(tiny: Project) -> None:
    fact = first(tiny, "hauler-x", "road_use")
    assert (fact.note["en"], fact.where) == ("by day", "page 3")
    assert fact.sources == ("test-report", "road-rules", "catalogue-2024")


def test_labels(tiny: Project) -> None:
    assert first(tiny, "sprint-1", "mass").labels == ("8kg", "8k")
    assert first(tiny, "hauler-x", "mass").labels == ("40k",)


def test_undisclosed(tiny: Project) -> None:
    assert first(tiny, "sprint-2", "price").state == "undisclosed"


def test_group_line_and_claims(tiny: Project) -> None:
    group = tiny.catalog.groups["sprint"]
    assert (group.members, group.flagship) == (("sprint-1", "sprint-2"), "sprint-2")
    assert group.facts["price"][0].value["amount"] == 90
    assert tiny.catalog.lines["sprint-classic"].members == ("sprint-1",)
    assert [(claim.attribute, claim.article) for claim in tiny.catalog.claims] == [("gears", "test-report")]
    assert group.confusions[0].source == "test-report"


def test_entities(tiny: Project) -> None:
    approval = tiny.catalog.entities["approval"]["road-b"]
    assert (approval.category, approval.condition["en"]) == ("partial", "by day")
    assert [section.id for section in approval.sections] == ["conditions", "lights"]
    assert isinstance(approval.sections[0].points[0], Point)
    assert approval.facts["speed_over"][0].value == 25
    assert tiny.catalog.entities["approval"]["road-a"].facts["tested"][0].sources == ("test-report",)
    assert tiny.catalog.entities["value"]["shop"].name["zh"] == "门店"
    suits = tiny.catalog.entities["sport"]["racing"].suits
    assert [suit.subject for suit in suits] == [Ref("item", "sprint-2"), Ref("group", "sprint")]


def test_names(tiny: Project) -> None:
    found = {(name.form, name.ref.kind, name.ref.id, name.language, name.word) for name in tiny.catalog.names}
    assert ("Sprint", "group", "sprint", "", True) in found
    assert ("Sprint One", "item", "sprint-1", "", False) in found
    assert ("heavier", "more", "mass", "en", False) in found
    assert ("Sprint IX", "outsider", "sprint-9", "", False) in found
    assert ("The Fast One", "ambiguous", "thefastone", "", False) in found
    assert ("sprint (to|away)", "ordinary", "ordinary", "en", False) in found
    says = [name for name in tiny.catalog.names if name.ref == Ref("says", "road_use")]
    assert [(name.value, name.language, name.form) for name in says][:1] == [("yes", "en", "may be ridden on roads")]
    assert all(name.file and name.line for name in tiny.catalog.names)


def test_basis(tiny: Project) -> None:
    assert tiny.catalog.attributes["ready"].basis == ("sale", "approval")


def test_a_name_that_is_none_of_the_spellings_heads_several_things(tiny: Project) -> None:
    assert tiny.catalog.outsiders["sprint-odd"].several
    assert not tiny.catalog.outsiders["sprint-9"].several
