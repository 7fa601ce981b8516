"""Equal meanings are equal values."""

from chatbot.answering.normal import normal, query_form
from chatbot.datatypes.catalog import Ref
from chatbot.datatypes.query import (
    Among,
    And,
    Chart,
    Check,
    Compare,
    Has,
    Is,
    ListItems,
    Lookup,
    Not,
    Or,
    Quantity,
    Rank,
    Selection,
    ValueOf,
)

from .sample import HERON, OTTER, STORE, item

BIG, FREE = Compare("length", ">", Quantity(9)), Has("deed", "free")


def form(where=None, **more):
    return query_form(ListItems(Selection(where=where, **more)), STORE)


def test_the_order_of_conjuncts_and_double_negation_do_not_matter():
    assert form(And((BIG, FREE))) == form(And((FREE, Not(Not(BIG)), FREE)))
    assert form(Not(Or((BIG, FREE)))) == form(And((Not(FREE), Compare("length", "<=", Quantity(9)))))


def test_named_things_are_items_whether_constraint_or_subject():
    assert form(Among((HERON,))) == form(subjects=(HERON,))
    assert form(And((Among((HERON,)), BIG))) == form(BIG, subjects=(item("heron-3"), item("heron-1"), item("heron-2")))


def test_bigger_and_smaller_are_one_query():
    bigger = Check(Selection((HERON,)), Compare("length", ">", ValueOf(OTTER)))
    smaller = Check(Selection((OTTER,)), Compare("length", "<", ValueOf(HERON)))
    assert query_form(bigger, STORE) == query_form(smaller, STORE)


def test_the_first_of_a_family_is_not_the_family():
    of_first = Check(Selection((HERON,), rank=Rank("length", "least")), Compare("length", "<", ValueOf(OTTER)))
    assert normal(of_first, STORE).selection.rank == of_first.selection.rank
    assert normal(of_first, STORE).statement == of_first.statement


def test_what_lies_on_a_limit_is_left_out_in_two_ways():
    at_least, exact = Compare("length", ">=", Quantity(9)), Compare("length", "=", Quantity(9))
    assert form(And((BIG, Not(exact)))) == form(And((at_least, Not(exact)))) == form(BIG)
    assert form(And((BIG, Not(Compare("length", "=", Quantity(12)))))) != form(BIG)


def test_different_meanings_differ():
    assert form(Is("hire")) != form(Not(Is("hire")))
    assert form(BIG) != form(Compare("length", ">=", Quantity(9)))


def test_what_is_drawn_over_what_is_kept():
    drawn, turned = (Chart(Selection(), pair) for pair in (("length", "weight"), ("weight", "length")))
    assert query_form(drawn, STORE) != query_form(turned, STORE)


def test_the_normal_form_is_stable():
    query = Lookup(Selection((HERON,), Not(And((BIG, Not(FREE))))), ("length", "built"))
    assert normal(normal(query, STORE), STORE) == normal(query, STORE)


def test_a_family_of_one_is_its_item():
    lynx = Check(Selection((item("heron-1"),)), Compare("length", ">", ValueOf(Ref("group", "lynx"))))
    alone = Check(Selection((item("heron-1"),)), Compare("length", ">", ValueOf(item("lynx-9"))))
    assert query_form(lynx, STORE) == query_form(alone, STORE)
