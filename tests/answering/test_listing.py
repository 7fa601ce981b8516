"""Lists: models, groups in the property's own polarity, gaps."""

from chatbot.answering.dispatch import answer
from chatbot.datatypes.query import (
    Among,
    And,
    Compare,
    Has,
    Is,
    ListEntities,
    ListItems,
    Not,
    Quantity,
    Rank,
    Selection,
    ValueOf,
)

from .sample import HERON, STORE, item, messages


def listed(where=None, **more):
    return answer(ListItems(Selection(where=where, **more)), STORE)


def test_outright_before_conditional_and_all_groups():
    found = listed(Is("hire"))
    assert found.models == ("heron-1", "heron-2", "heron-3", "lynx-9")
    assert found.groups.no == ("otter-a", "otter-b")
    assert found.disclaimer


def test_which_do_not_keeps_the_polarity_of_the_groups():
    found = listed(Not(Is("hire")))
    assert found.models == found.groups.no == ("otter-a", "otter-b")
    assert found.groups.conditional == ("heron-3", "lynx-9")


def test_what_only_narrows_the_set_is_no_property():
    found = listed(And((Has("deed", "free"), Is("hire"))))
    assert found.groups.yes == ("heron-1", "heron-2")
    assert found.groups.no == ()


def test_unknown_items_are_named_with_the_reason():
    found = listed(Compare("length", ">", Quantity(10_000)))
    assert found.models == ("heron-3", "otter-a")
    assert "answer.gap.undisclosed" in messages(found)
    assert found.groups.unknown == ("otter-b", "lynx-9")


def test_an_empty_result_counts_zero():
    found = listed(Compare("length", ">", Quantity(10_000_000)), subjects=(HERON,))
    assert (found.status, found.models, found.count) == ("answered", (), 0)
    assert messages(found)[0] == "answer.list.none"


def test_ranked_winners_only():
    found = listed(Is("hire"), rank=Rank("length", "most"))
    assert (found.status, found.models) == ("answered", ("heron-3",))
    assert found.groups is None
    assert {cell.attribute for cell in found.cells} == {"length", "hire", "deed"}  # what it rests on is shown, too


def test_what_cannot_be_ranked_is_told_apart_from_an_empty_set():
    unranked = listed(Is("hire"), rank=Rank("crew", "most"))
    assert (unranked.status, messages(unranked)[0]) == ("no_data", "answer.list.unranked")
    empty = listed(Has("deed", "none"), rank=Rank("crew", "most"))
    assert (empty.status, messages(empty)[0]) == ("answered", "answer.list.none")


def test_than_another_means_its_flagship():
    assert listed(Compare("length", "<", ValueOf(HERON))).models == ("heron-1", "heron-2", "otter-a")


def test_except_leaves_out():
    assert listed(And((Not(Among((HERON,))), Is("hire")))).models == ("lynx-9",)


def test_retired_items_are_marked():
    found = listed(Among((item("lynx-9"),)))
    assert "answer.note.retired" in messages(found)


def test_things_of_a_kind():
    found = answer(ListEntities("deed"), STORE)
    assert (found.status, found.count) == ("answered", 3)
    assert answer(ListEntities("sail"), STORE).status == "no_data"


def test_the_item_that_stands_for_a_family_is_named():
    assert "answer.note.stands_for" in messages(listed(Compare("length", "<", ValueOf(HERON))))
    assert "answer.note.stands_for" not in messages(listed(Compare("length", "<", ValueOf(item("heron-3")))))
