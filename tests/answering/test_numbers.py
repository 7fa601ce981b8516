"""Counts, aggregates, contests, differences, values."""

from chatbot.answering.dispatch import answer
from chatbot.datatypes.answer import Bullets
from chatbot.datatypes.catalog import Ref
from chatbot.datatypes.query import (
    Aggregate,
    Contest,
    CountItems,
    Difference,
    Has,
    Is,
    ListValues,
    Selection,
)

from .sample import HERON, LYNX, OTTER, STORE, item, messages

ALL = Selection()


def test_counts():
    free = Selection(where=Has("deed", "free"))
    assert answer(CountItems(free), STORE).count == 2
    assert answer(CountItems(free, "group"), STORE).count == 1
    assert answer(CountItems(ALL, "deed"), STORE).count == 3
    assert messages(answer(CountItems(ALL, "deed"), STORE))[0] == "answer.count.values"


def test_where_no_value_is_known_there_are_not_none():
    told = answer(CountItems(ALL, "crew"), STORE)
    assert told.count is None
    assert messages(told)[0] == "answer.lookup.several"
    assert not any(isinstance(block, Bullets) for block in answer(CountItems(ALL, "crew"), STORE).blocks)
    hired = answer(CountItems(Selection(where=Is("hire"))), STORE)
    assert (hired.count, hired.blocks[0].args["conditional"]) == (4, 2)
    none = answer(CountItems(Selection(where=Has("deed", "none"))), STORE)
    assert (none.count, messages(none)) == (0, ["answer.list.none"])


def test_counts_for_each_value():
    found = answer(CountItems(ALL, per="deed"), STORE)
    assert {cell.subject.id: cell.value for cell in found.cells} == {"free": 2, "club": 2, "museum": 3}


def test_average_names_what_is_missing():
    found = answer(Aggregate(ALL, "average", "length"), STORE)
    assert (found.cells[0].subject.kind, found.cells[0].value) == ("aggregate", 11_525)
    assert "answer.gap.undisclosed" in messages(found)


def test_an_average_of_nothing_known():
    assert answer(Aggregate(Selection((LYNX,)), "average", "length"), STORE).status == "answered"
    assert answer(Aggregate(ALL, "average", "crew"), STORE).status == "no_data"


def test_extremes_name_the_winner():
    assert answer(Aggregate(ALL, "smallest", "length"), STORE).models == ("heron-1",)


def test_aggregates_for_each_family():
    found = answer(Aggregate(ALL, "total", "length", per="group"), STORE)
    assert {cell.subject.id: cell.value for cell in found.cells} == {"heron": 34_100, "otter": 12_000}


def test_a_contest_puts_the_winner_first_and_the_unknown_last():
    found = answer(Contest((LYNX, OTTER, HERON), "length", "most"), STORE)
    assert found.models == ("heron-3", "otter-a", "lynx-9")
    assert messages(found)[0] == "answer.contest.only_known"


def test_a_contest_of_coarse_dates_is_not_decided():
    found = answer(Contest((item("heron-2"), item("heron-3")), "built", "most"), STORE)
    assert messages(found)[0] == "answer.contest.unclear"


def test_a_difference_has_amount_and_ratio():
    found = answer(Difference(HERON, OTTER, "length"), STORE)
    derived = {cell.subject.id: cell.value for cell in found.cells if cell.subject}
    assert derived["difference"] == 8_000
    assert round(derived["ratio"], 2) == 1.67


def test_a_difference_of_dates_in_days():
    found = answer(Difference(item("otter-b"), item("heron-2"), "built"), STORE)
    assert found.blocks[0].args["days"] == 242
    coarse = answer(Difference(item("heron-3"), item("heron-2"), "built"), STORE)
    assert messages(coarse)[0] == "answer.difference.unclear"


def test_different_values_of_a_set():
    found = answer(ListValues(Selection((HERON,)), "deed"), STORE)
    assert (found.count, found.models) == (2, ("heron-1", "heron-2", "heron-3"))
    assert answer(ListValues(ALL, "deed"), STORE).models == ()


def test_a_difference_of_other_things_describes_them():
    found = answer(Difference(HERON, Ref("deed", "free"), "length"), STORE)
    assert (found.status, isinstance(found.query, Difference)) == ("answered", True)
