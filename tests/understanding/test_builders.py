"""Builders over the made-up bicycles: what fits, what does not, and equal meanings as equal values."""

from __future__ import annotations

import pytest

from chatbot.datatypes.catalog import Ref
from chatbot.datatypes.query import (
    Among,
    And,
    Compare,
    Has,
    Is,
    Known,
    Not,
    Only,
    Or,
    Period,
    Quantity,
    Rank,
    ValueOf,
)  # fmt: skip
from chatbot.understanding.builders import Builders
from chatbot.understanding.builders.following import FollowupBuilders
from chatbot.understanding.meanings import (
    Amount,
    Bound,
    Date,
    Direction,
    Noun,
    Ordering,
    Outside,
    Per,
    Subjects,
    Things,
    Total,
    When,
)  # fmt: skip

SPRINT = Subjects((Ref("group", "sprint"),))
HAULER = Subjects((Ref("item", "hauler-x"),))
HEAVIER = Direction("mass", "most")
Y2023 = Date("2023-01-01", "2023-12-31")
Y2024 = Date("2024-01-01", "2024-12-31")
ROAD, SNOW = Things("place", ("road",)), Things("place", ("snow",))


def limit(op: str, value: float, label: str = "", unit: str = "") -> Bound:
    return Bound(((op, Amount(value, label, unit)),))


class TestAmounts:
    def test_a_limit_on_a_named_quantity(self, builders: Builders) -> None:
        assert builders.limit("mass", limit(">", 7e3, "7k")) == Compare("mass", ">", Quantity(7e3, "7k"))

    def test_units_must_agree(self, builders: Builders) -> None:
        assert builders.limit("mass", limit(">", 7, unit="gram")) == Compare("mass", ">", Quantity(7))
        assert builders.limit("mass", limit(">", 7, unit="gear")) is None
        assert builders.limit("mass", limit(">", 7), unit_noun="gears") is None

    def test_a_range_includes_both_ends(self, builders: Builders) -> None:
        assert builders.bound_between(Amount(7), Amount(13)) == Bound(((">=", Amount(7)), ("<=", Amount(13))))

    def test_the_low_end_takes_over_scale_and_unit(self, builders: Builders) -> None:
        bound = builders.bound_between(Amount(7), Amount(13e9, "13b", "gram"))
        assert bound is not None
        assert bound.limits[0] == (">=", Amount(7e9, "7b", "gram"))

    def test_ranges_that_are_none(self, builders: Builders) -> None:
        assert builders.bound_between(Amount(20), Amount(13)) is None
        assert builders.bound_between(Amount(7, "", "gear"), Amount(13, "", "gram")) is None

    def test_two_limits_must_face_each_other(self, builders: Builders) -> None:
        assert builders.bound_both(limit(">", 7), limit("<", 20)) == Bound(((">", Amount(7)), ("<", Amount(20))))
        assert builders.bound_both(limit(">", 7), limit(">=", 20)) is None

    @pytest.mark.parametrize(("op", "opposite"), [("<", ">="), ("<=", ">"), (">", "<="), (">=", "<")])
    def test_the_opposite_of_a_limit(self, builders: Builders, op: str, opposite: str) -> None:
        assert builders.bound_not(limit(op, 7)) == limit(opposite, 7)

    def test_no_opposite_of_a_range(self, builders: Builders) -> None:
        assert builders.bound_not(limit("=", 7)) is None
        assert builders.bound_not(Bound((("<", Amount(7)), (">", Amount(3))))) is None

    def test_about(self, builders: Builders) -> None:
        part = builders.limit("mass", builders.bound_about(Amount(7e3, "7k")))
        assert part == Compare("mass", "=", Quantity(7e3, "7k", approximate=True))

    def test_a_plain_number_alone_is_no_size(self, builders: Builders) -> None:
        assert builders.equals_bare(Amount(7)) is None


class TestEdges:
    OVER, LEAST = Compare("mass", ">", Quantity(8e3, "8k")), Compare("mass", ">=", Quantity(8e3, "8k"))

    def test_what_lies_on_a_limit_may_count_or_not(self, builders: Builders) -> None:
        assert builders.limit_closed(self.OVER) == self.LEAST
        assert builders.limit_opened(self.LEAST) == self.OVER
        assert builders.limit_closed(Is("road_use")) is None
        assert builders.limit_closed(self.OVER, Noun("series")) is None

    def test_only_its_own_amount_closes_a_limit(self, builders: Builders) -> None:
        assert builders.limit_with(self.OVER, Amount(8e3, "8k")) == self.LEAST
        assert builders.limit_with_bound(self.OVER, limit("=", 8e3, "8k")) == self.LEAST
        assert builders.limit_with(self.OVER, Amount(9e3, "9k")) is None
        assert builders.limit_with_bound(self.OVER, limit(">", 8e3, "8k")) is None

    def test_any_amount_may_be_left_out(self, builders: Builders) -> None:
        without = And((self.OVER, Not(Compare("mass", "=", Quantity(9e3, "9k")))))
        assert builders.limit_without(self.OVER, Amount(9e3, "9k")) == without
        assert builders.limit_without_bound(self.OVER, limit("=", 9e3, "9k")) == without

    def test_another_amount_counts_as_well(self, builders: Builders) -> None:
        assert builders.limit_or(self.OVER, Amount(8e3, "8k")) == self.LEAST
        other = Compare("mass", "=", Quantity(9e3, "9k"))
        assert builders.limit_or(self.OVER, Amount(9e3, "9k")) == Or((self.OVER, other))
        assert builders.limit_or(Is("road_use"), Amount(9e3, "9k")) is None

    def test_edges_of_a_limit_on_nothing_named(self, builders: Builders) -> None:
        assert builders.bound_closed(limit(">", 7)) == limit(">=", 7)
        assert builders.bound_opened(limit("<=", 7)) == limit("<", 7)
        assert builders.bound_closed(limit("=", 7)) is None
        assert builders.bound_closed(Bound(((">", Amount(7)), ("<", Amount(20))))) is None

    def test_the_span_that_a_limit_on_a_date_names(self, builders: Builders) -> None:
        span, next_span = Period(Y2023.start, Y2023.end), Period(Y2024.start, Y2024.end)
        after, since = Compare("built", ">", span), Compare("built", ">=", span)
        assert builders.limit_or_date(after, Y2023) == builders.limit_with_date(after, Y2023) == since
        assert builders.limit_without_date(since, Y2023) == after
        assert builders.limit_or_date(after, Y2024) == Or((after, Compare("built", "=", next_span)))
        assert builders.limit_without_date(after, Y2024) == And((after, Not(Compare("built", "=", next_span))))
        assert builders.limit_without_date(self.OVER, Y2024) is None

    def test_either_value_of_what_has_one(self, builders: Builders) -> None:
        one, two = Has("maker", "acme"), Has("maker", "velo")
        assert builders.either_alike(one, two) == Or((one, two))
        assert builders.either_alike(one, Is("road_use")) is None
        assert builders.either_alike(Has("places", "road"), Has("places", "snow")) is None
        assert builders.limit_without_bound(self.OVER, limit("<", 9e3, "9k")) is None

    def test_no_more_than_so_much_that_is_so_much(self, builders: Builders) -> None:
        assert builders.both(self.LEAST, Compare("mass", "=", Quantity(8e3, "8k"))) is None


class TestComparisons:
    def test_more_than_another(self, builders: Builders) -> None:
        part = Compare("mass", ">", ValueOf(Ref("item", "hauler-x")))
        assert builders.than(HEAVIER, HAULER) == part
        assert builders.not_than(HEAVIER, HAULER) == Not(part)

    def test_more_than_one_of_several_stays_open(self, builders: Builders) -> None:
        assert builders.than(HEAVIER, Subjects((*SPRINT.refs, *HAULER.refs), "or")) is None

    def test_a_quantity_is_no_date(self, builders: Builders) -> None:
        assert builders.than_date(HEAVIER, Y2023) is None
        assert builders.than_amount(Direction("launched", "most"), Amount(7)) is None

    def test_same_as(self, builders: Builders) -> None:
        assert builders.same_as("approval", HAULER) == Compare("approval", "=", ValueOf(Ref("item", "hauler-x")))
        assert builders.same_as("verdicts", HAULER) is None


class TestDates:
    def test_limits_on_the_date_that_says_when(self, builders: Builders) -> None:
        assert builders.dated(builders.when("<", Y2023)) == Compare("launched", "<", Period("2023-01-01", "2023-12-31"))

    def test_another_date(self, builders: Builders) -> None:
        part = builders.dated(builders.when(">", Y2023), "discontinued")
        assert part == Compare("discontinued", ">", Period("2023-01-01", "2023-12-31"))

    def test_neighbours_are_one_span_and_others_are_not(self, builders: Builders) -> None:
        assert builders.when_either(Y2023, Y2024) == When((("=", "2023-01-01/2024-12-31"),))
        assert builders.when_either(Y2024, Y2023) is None

    def test_between(self, builders: Builders) -> None:
        assert builders.when_between(Y2024, Y2023) is None
        both = builders.when_between(Y2023, Y2024)
        assert both is not None
        assert [op for op, _ in both.limits] == [">=", "<="]


class TestValues:
    def test_the_kind_tells_the_attribute(self, builders: Builders) -> None:
        assert builders.has(ROAD) == Has("places", "road")
        assert builders.has(Things("maker", ("velo", "rad"), "or")) == Or((Has("maker", "velo"), Has("maker", "rad")))

    def test_and_of_single_values_can_only_mean_or(self, builders: Builders) -> None:
        assert isinstance(builders.has(Things("maker", ("velo", "rad"), "and")), Or)
        assert isinstance(builders.has(Things("place", ("road", "snow"), "and")), And)

    def test_kinds_must_agree(self, builders: Builders) -> None:
        assert builders.has_attribute("maker", ROAD) is None
        assert builders.join_things(ROAD, Things("maker", ("velo",)), "and") is None
        assert builders.has(Things("nothing", ("x",))) is None

    def test_one_word_may_name_several_if_all_are_known(self, builders: Builders) -> None:
        assert builders.several_things("place", "road snow") == Things("place", ("road", "snow"), "and")
        assert builders.several_things("place", "road nowhere") is None

    def test_and_with_or_has_no_clear_scope(self, builders: Builders) -> None:
        either = builders.join_things(ROAD, SNOW, "or")
        assert either == Things("place", ("road", "snow"), "or")
        assert builders.join_things(either, Things("place", ("gravel",)), "and") is None

    def test_only(self, builders: Builders) -> None:
        assert builders.only(ROAD) == Only("places", "road")
        assert builders.only(Things("maker", ("velo",))) == Has("maker", "velo")
        assert builders.only(Things("place", ("road", "snow"))) is None

    def test_truths_and_gaps(self, builders: Builders) -> None:
        assert builders.holds("road_use") == Is("road_use")
        assert builders.known("manual") == Known("manual")


class TestLogic:
    GATED, OPEN, CHEAP = Is("road_use"), Is("ready"), Is("buyable")

    def test_and_flattens(self, builders: Builders) -> None:
        left = builders.both(self.GATED, self.OPEN)
        assert left is not None
        assert builders.both(left, self.CHEAP) == And((self.GATED, self.OPEN, self.CHEAP))

    def test_or_flattens(self, builders: Builders) -> None:
        left = builders.either(self.GATED, self.OPEN)
        assert builders.either(left, self.CHEAP) == Or((self.GATED, self.OPEN, self.CHEAP))

    def test_and_beside_a_mixed_or_is_refused(self, builders: Builders) -> None:
        assert builders.both(builders.either(self.GATED, self.OPEN), self.CHEAP) is None

    def test_negations(self, builders: Builders) -> None:
        assert builders.negate(self.GATED) == Not(self.GATED)
        assert builders.neither(self.GATED, self.OPEN) == And((Not(self.GATED), Not(self.OPEN)))
        assert builders.not_both(self.GATED, self.OPEN) == Not(And((self.GATED, self.OPEN)))
        assert builders.either_not(self.GATED, self.OPEN) == Or((self.GATED, Not(self.OPEN)))


class TestNames:
    def test_joining(self, builders: Builders) -> None:
        both = builders.join(SPRINT, HAULER, "and")
        assert both == Subjects((*SPRINT.refs, *HAULER.refs), "and")
        assert builders.join(SPRINT, SPRINT, "and") is None
        assert builders.join(both, Subjects((Ref("item", "sprint-1"),)), "versus") is None

    def test_without(self, builders: Builders) -> None:
        assert builders.without(SPRINT) == Not(Among(SPRINT.refs))

    def test_a_size_that_no_member_has_in_its_name_narrows_nothing(self, builders: Builders) -> None:
        assert builders.narrow(Ref("group", "sprint"), Amount(99e9, "99b")) is None
        assert builders.narrow(Ref("item", "sprint-1"), Amount(8e3, "8k")) is None
        assert builders.narrow(Ref("group", "sprint"), Amount(8)) is None

    def test_only_a_family_called_like_its_maker_stands_for_it(self, shipped_builders: Builders) -> None:
        assert shipped_builders.maker_called(Ref("group", "mistral")) == Things("developer", ("mistral-ai",))
        assert shipped_builders.maker_called(Ref("group", "gemma")) is None
        assert shipped_builders.maker_called(Ref("item", "mixtral-8x7b")) is None

    def test_a_number_behind_a_name_is_another_thing(self, builders: Builders) -> None:
        assert builders.next_door(Ref("group", "sprint"), Amount(7)) == Outside("", ("sprint",))
        assert builders.next_door(Ref("group", "sprint"), Amount(7, "", "gear")) is None


class TestRanks:
    def test_places(self, builders: Builders) -> None:
        assert builders.order(HEAVIER) == Ordering(Rank("mass", "most"))
        assert builders.order_nth(HEAVIER, 2) == Ordering(Rank("mass", "most", 2, 2))
        assert builders.order_top(HEAVIER, Amount(3)) == Ordering(Rank("mass", "most", 1, 3))

    @pytest.mark.parametrize("count", [Amount(0), Amount(1.5), Amount(7e9, "7b"), Amount(3, "", "gram"), Amount(1e6)])
    def test_counts_that_are_none(self, builders: Builders, count: Amount) -> None:
        assert builders.order_top(HEAVIER, count) is None

    def test_per(self, builders: Builders) -> None:
        assert builders.per_attribute("maker") == Per("maker")
        assert builders.per_noun(Noun("series")) == Per("group")
        assert builders.per_noun(Noun("bicycle")) is None

    def test_aggregates_of_quantities_only(self, builders: Builders) -> None:
        assert builders.total("average", "mass") == Total("average", "mass")
        assert builders.total("average", "launched") is None


def test_every_builder_is_a_function_with_named_roles(builders: Builders) -> None:
    table = builders.table()
    assert "table" not in table
    assert not any(name.startswith("_") for name in table)
    assert all(callable(builder) for builder in table.values())


def test_no_builder_is_defined_twice():
    classes = {*Builders.__mro__, *FollowupBuilders.__mro__}
    names = [name for each in classes for name in vars(each) if not name.startswith("_") and name != "table"]
    assert sorted(set(names)) == sorted(names), "one of them would never run"
