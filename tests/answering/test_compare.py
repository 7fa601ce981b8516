"""One fact against what is asked."""

import pytest

from chatbot.answering.compare import (
    Truth,
    date_truth,
    member_truth,
    only_truth,
    period_truth,
    quantity_truth,
    several_truth,
)
from chatbot.datatypes.catalog import Fact
from chatbot.datatypes.query import Period, Quantity

MAY = Period("2021-05-10", "2021-05-31")


def parents(value):
    return ("se",) if value == "se-north" else ()


@pytest.mark.parametrize(
    ("op", "wanted", "truth"),
    [
        (">", Quantity(128_000, "128k"), Truth.NO),
        ("<=", Quantity(128_000, "128k"), Truth.YES),
        ("=", Quantity(128_000, "128k"), Truth.YES),
        (">", Quantity(128_000), Truth.YES),
        ("=", Quantity(128_000), Truth.NO),
        ("=", Quantity(140_000, approximate=True), Truth.YES),
        ("=", Quantity(150_000, approximate=True), Truth.NO),
    ],
)
def test_a_nominal_bound_equals_what_is_published_under_its_label(op, wanted, truth):
    assert quantity_truth(Fact(attribute="a", value=131_072, labels=("128k",)), op, wanted) is truth


@pytest.mark.parametrize(
    ("value", "op", "truth"),
    [
        ("2021-05-12", "=", Truth.YES),
        ("2021-05", "=", Truth.UNKNOWN),
        ("2021-05", "<", Truth.UNKNOWN),
        ("2021-05", "<=", Truth.YES),
        ("2021-05", ">", Truth.NO),
        ("2021", ">=", Truth.UNKNOWN),
        ("2022", ">", Truth.YES),
        ("2020-12-31", "<", Truth.YES),
    ],
)
def test_a_partial_date_that_straddles_a_bound_is_unknown(value, op, truth):
    assert period_truth(value, op, MAY) is truth


@pytest.mark.parametrize(
    ("left", "op", "right", "truth"),
    [
        ("2021-05", "<", "2021-05-15", Truth.UNKNOWN),
        ("2021-05", "<", "2021-06-01", Truth.YES),
        ("2021-05", "=", "2021-05", Truth.YES),
        ("2021-05-01", ">", "2021-05-01", Truth.NO),
        ("2021", "=", "2021-05", Truth.UNKNOWN),
    ],
)
def test_two_dates(left, op, right, truth):
    assert date_truth(left, op, right) is truth


@pytest.mark.parametrize(
    ("fact", "wanted", "truth"),
    [
        (Fact(attribute="a", value=["se-north"]), "se", Truth.YES),
        (Fact(attribute="a", value=["se"]), "se-north", Truth.UNKNOWN),
        (Fact(attribute="a", value=["fi"], limited=("se",)), "se", Truth.CONDITIONAL),
        (Fact(attribute="a", value=["fi"], incomplete=True), "se", Truth.UNKNOWN),
        (Fact(attribute="a", value=["fi"]), "se", Truth.NO),
    ],
)
def test_members(fact, wanted, truth):
    assert member_truth(fact, wanted, parents) is truth


def test_several_counts_a_parent_and_its_part_once():
    assert several_truth(Fact(attribute="a", value=["se", "se-north"]), 2, parents) is Truth.NO
    assert several_truth(Fact(attribute="a", value=["se", "fi"]), 2, parents) is Truth.YES
    assert several_truth(Fact(attribute="a", value=["se"], limited=("fi",)), 2, parents) is Truth.CONDITIONAL
    assert several_truth(Fact(attribute="a", value=["se"], incomplete=True), 2, parents) is Truth.UNKNOWN


def test_only():
    assert only_truth(Fact(attribute="a", value=["se"]), "se", parents) is Truth.YES
    assert only_truth(Fact(attribute="a", value=["se", "fi"]), "se", parents) is Truth.NO
    assert only_truth(Fact(attribute="a", value=["se"], limited=("fi",)), "se", parents) is Truth.CONDITIONAL
    assert only_truth(Fact(attribute="a", value=["se"], incomplete=True), "se", parents) is Truth.UNKNOWN
