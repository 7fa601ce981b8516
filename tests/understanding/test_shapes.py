"""Shapes: from filled slots to queries, over the made-up bicycles."""

from __future__ import annotations

from typing import Any

import pytest

from chatbot.datatypes.catalog import Catalog, Domain, Ref
from chatbot.datatypes.pack import Intent
from chatbot.datatypes.query import (
    Aggregate,
    Among,
    And,
    Check,
    CompareItems,
    Contest,
    CountItems,
    Define,
    Describe,
    Difference,
    Explain,
    Has,
    Is,
    ListItems,
    ListValues,
    Lookup,
    Not,
    Rank,
    Selection,
)  # fmt: skip
from chatbot.datatypes.reading import Phrase
from chatbot.understanding.frames import Frame
from chatbot.understanding.meanings import Attributes, Direction, Gap, Noun, Ordering, Per, Subjects, Things, Total
from chatbot.understanding.shapes import Shapes

SPRINT, HAULER = Ref("group", "sprint"), Ref("item", "hauler-x")
BOTH = Subjects((SPRINT, HAULER), "and")
ROAD, READY = Is("road_use"), Is("ready")
BIKE, SERIES = Noun("bicycle"), Noun("series")


@pytest.fixture(scope="module")
def shapes(catalog: Catalog, domain: Domain) -> Shapes:
    return Shapes(catalog, domain)


def frame(cues: str = "", given: dict[str, str] | None = None, **slots: Any) -> Frame:
    """Make a frame; each slot holds one meaning or a list of them, in the order they are written."""
    filled: dict[str, tuple[Phrase, ...]] = {}
    place = 0
    for name, meanings in slots.items():
        for meaning in meanings if isinstance(meanings, list) else [meanings]:
            phrase = Phrase(
                place, place + 1, name, meaning, 0.0, parts=(Phrase(place, place + 1, "property", "", 0.0),)
            )
            filled[name] = (*filled.get(name, ()), phrase)
            place += 1
    return Frame(Intent(id="i", asks="", shape="s", given=given or {}), filled, frozenset(cues.split()), 0.0)


class TestSets:
    def test_a_list(self, shapes: Shapes) -> None:
        query = shapes.shape_list(frame("which", noun=BIKE, constraint=ROAD))
        assert query == ListItems(Selection(where=ROAD))

    def test_constraints_are_joined_flat(self, shapes: Shapes) -> None:
        query = shapes.shape_list(frame("which", noun=BIKE, constraint=[And((ROAD, READY)), Has("maker", "velo")]))
        assert query == ListItems(Selection(where=And((ROAD, READY, Has("maker", "velo")))))

    def test_groups_are_listed_as_groups(self, shapes: Shapes) -> None:
        query = shapes.shape_list(frame("which", noun=SERIES, constraint=ROAD))
        assert isinstance(query, ListItems)
        assert query.level == "group"

    def test_a_noun_of_another_kind_is_refused(self, shapes: Shapes) -> None:
        for shape in (shapes.shape_list, shapes.shape_count, shapes.shape_values, shapes.shape_lookup):
            noun = Noun("maker")
            assert shape(frame("which", noun=noun, constraint=ROAD, attributes=Attributes(("maker",)))) is None

    def test_a_rank(self, shapes: Shapes) -> None:
        query = shapes.shape_list(frame(ordering=Ordering(Rank("mass", "most")), per=Per("maker"), constraint=ROAD))
        assert query == ListItems(Selection(where=ROAD, rank=Rank("mass", "most", per="maker")))

    def test_a_noun_alone_lists_nothing(self, shapes: Shapes) -> None:
        assert shapes.shape_list(frame(noun=BIKE)) is None

    def test_counts(self, shapes: Shapes) -> None:
        assert shapes.shape_count(frame("how_many", noun=BIKE)) == CountItems(Selection())
        assert shapes.shape_count(frame("how_many", noun=SERIES)) == CountItems(Selection(), "group")
        assert shapes.shape_count(frame("how_many", noun=BIKE, per=Per("maker"))) == CountItems(
            Selection(), per="maker"
        )
        makers = frame("how_many", attributes=Attributes(("maker",)))
        assert shapes.shape_count(makers) == CountItems(Selection(), "maker")
        assert shapes.shape_count(frame("how_many", attributes=Attributes(("mass",)))) is None

    def test_values(self, shapes: Shapes) -> None:
        asked = Attributes(("maker",))
        assert shapes.shape_values(frame("which", attributes=asked)) == ListValues(Selection(), "maker")
        assert shapes.shape_values(frame("which", attributes=Attributes(("mass",)))) is None

    def test_aggregates(self, shapes: Shapes) -> None:
        query = shapes.shape_aggregate(frame(total=Total("average", "mass"), constraint=ROAD))
        assert query == Aggregate(Selection(where=ROAD), "average", "mass")


class TestFacts:
    def test_a_lookup(self, shapes: Shapes) -> None:
        query = shapes.shape_lookup(frame(attributes=[Attributes(("mass",)), Attributes(("gears",))], names=BOTH))
        assert query == Lookup(Selection(BOTH.refs), ("mass", "gears"))

    def test_a_truth_looked_up_is_checked(self, shapes: Shapes) -> None:
        query = shapes.shape_lookup(frame(attributes=Attributes(("road_use",)), names=Subjects((HAULER,))))
        assert query == Check(Selection((HAULER,)), ROAD)

    def test_a_lookup_needs_a_thing(self, shapes: Shapes) -> None:
        assert shapes.shape_lookup(frame(attributes=Attributes(("mass",)))) is None
        assert shapes.shape_lookup_open(frame(attributes=Attributes(("mass",)))) == Lookup(Selection(), ("mass",))

    def test_checks(self, shapes: Shapes) -> None:
        each = shapes.shape_check(frame("yes_no", {"mode": "each"}, names=BOTH, constraint=Not(ROAD)))
        assert each == Check(Selection(BOTH.refs), Not(ROAD))
        some = shapes.shape_check(frame("any", {"mode": "any"}, noun=BIKE, constraint=ROAD))
        assert some == Check(Selection(), ROAD, "any")

    def test_what_stands_before_the_noun_describes_the_set(self, shapes: Shapes) -> None:
        parts = {"constraint": [ROAD], "noun": BIKE}
        filled = frame("all yes_no", {"mode": "all"}, **parts)
        last = Phrase(5, 6, "constraint", READY, 0.0)
        slots = dict(filled.slots) | {"constraint": (*filled.slots["constraint"], last)}
        query = shapes.shape_check(Frame(filled.intent, slots, filled.cues, 0.0))
        assert query == Check(Selection(where=ROAD), READY, "all")

    def test_reasons(self, shapes: Shapes) -> None:
        query = shapes.shape_explain(frame("why", names=Subjects((HAULER,)), constraint=Not(ROAD)))
        assert query == Explain(Selection((HAULER,)), Not(ROAD))
        assert shapes.shape_explain(frame("why", constraint=ROAD)) is None


class TestComparisons:
    def test_side_by_side(self, shapes: Shapes) -> None:
        assert shapes.shape_compare(frame("versus", names=BOTH)) == CompareItems(BOTH.refs)
        assert shapes.shape_compare(frame("compare", names=Subjects((HAULER,)))) is None

    def test_a_contest_needs_two_and_one_order(self, shapes: Shapes) -> None:
        heavier = Direction("mass", "most")
        assert shapes.shape_contest(frame(names=BOTH, comparative=heavier)) == Contest(BOTH.refs, "mass", "most")
        assert shapes.shape_contest(frame(names=Subjects((HAULER,)), comparative=heavier)) is None
        assert shapes.shape_contest(frame(names=BOTH)) is None
        second = Ordering(Rank("mass", "most", 2, 2))
        assert shapes.shape_contest(frame(names=BOTH, ordering=second)) is None

    def test_a_difference(self, shapes: Shapes) -> None:
        query = shapes.shape_difference(frame(gap=[(Gap("mass", "most"), SPRINT, HAULER)]))
        assert query == Difference(SPRINT, HAULER, "mass")


class TestThings:
    def test_descriptions(self, shapes: Shapes) -> None:
        assert shapes.shape_describe(frame("describe", names=BOTH)) == Describe(BOTH.refs)
        maker = Things("maker", ("rad",))
        assert shapes.shape_describe(frame("describe", things=maker)) == Describe((Ref("maker", "rad"),))
        assert shapes.shape_describe(frame("describe")) is None

    def test_terms(self, shapes: Shapes) -> None:
        terms = Things("term", ("a", "b"))
        assert shapes.shape_define(frame(terms=terms)) == Define((Ref("term", "a"), Ref("term", "b")))
        assert shapes.shape_define(frame("difference", terms=Things("term", ("a",)))) is None


def test_names_stand_once_and_in_order(shapes: Shapes) -> None:
    twice = frame("versus", names=[BOTH, Subjects((HAULER,))])
    assert shapes.shape_compare(twice) == CompareItems((SPRINT, HAULER))


def test_what_is_left_out_limits_the_set(shapes: Shapes) -> None:
    query = shapes.shape_list(frame("which", noun=BIKE, constraint=Not(Among((SPRINT,)))))
    assert query == ListItems(Selection(where=Not(Among((SPRINT,)))))


def test_shapes_have_names_for_intents(shapes: Shapes) -> None:
    table = shapes.table()
    assert {"list", "lookup", "check"} <= table.keys()
