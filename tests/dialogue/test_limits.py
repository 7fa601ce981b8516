"""Which old constraint a new one takes the place of."""

from __future__ import annotations

import pytest

from chatbot.datatypes.catalog import Attribute
from chatbot.datatypes.query import And, Compare, Constraint, Has, Is, Not, Period, Quantity
from chatbot.dialogue.limits import changed, joined, resized, without
from chatbot.understanding.builders.ground import opposite

ATTRIBUTES = {
    name: Attribute(id=name, type=kind, label={})
    for name, kind in (
        ("weight", "quantity"), ("built", "date"), ("maker", "entity"), ("uses", "entities"), ("folds", "truth"),
    )
}  # fmt: skip
HEAVY, HEAVIER = Compare("weight", ">", Quantity(10)), Compare("weight", ">", Quantity(20))
LIGHT = Compare("weight", "<", Quantity(30))
OLD, NEW = (Compare("built", "=", Period(f"{year}-01-01", f"{year}-12-31")) for year in (2022, 2023))
ADA, BEA = Has("maker", "ada"), Has("maker", "bea")
ROAD, FOREST = Has("uses", "road"), Has("uses", "forest")
FOLDS = Is("folds")


@pytest.mark.parametrize(
    ("old", "new", "result"),
    [
        (HEAVY, HEAVIER, HEAVIER),
        (HEAVY, LIGHT, And((HEAVY, LIGHT))),
        (OLD, NEW, NEW),
        (ADA, BEA, BEA),
        (ADA, Not(BEA), And((ADA, Not(BEA)))),
        (ROAD, FOREST, And((ROAD, FOREST))),
        (FOLDS, Not(FOLDS), Not(FOLDS)),
        (And((ADA, HEAVY)), BEA, And((HEAVY, BEA))),
        (None, ADA, ADA),
        (ADA, HEAVY, And((ADA, HEAVY))),
    ],
)
def test_a_new_constraint_replaces_what_it_contradicts(old: Constraint | None, new: Constraint, result: Constraint):
    assert changed(old, new, ATTRIBUTES) == result


def test_constraints_are_dropped_by_attribute():
    assert without(And((ADA, HEAVY, Not(FOLDS))), ["weight", "folds"]) == ADA
    assert without(ADA, ["maker"]) is None


def test_the_only_amount_is_resized():
    assert resized(And((ADA, HEAVY)), Quantity(20)) == And((ADA, HEAVIER))
    assert resized(And((HEAVY, LIGHT)), Quantity(20)) is None
    assert resized(ADA, Quantity(20)) is None


def test_what_is_said_twice_counts_once():
    assert joined([ADA, And((ADA, HEAVY))]) == And((ADA, HEAVY))


def test_the_opposite_of_a_negation_is_its_part():
    assert opposite(opposite(ADA)) == ADA
