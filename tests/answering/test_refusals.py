"""Answers without a fact, and two answers in one."""

import pytest

from chatbot.answering.dispatch import answer
from chatbot.answering.merge import merge
from chatbot.answering.refusals import refuse
from chatbot.datatypes.answer import AttributeName, Say
from chatbot.datatypes.catalog import Ref
from chatbot.datatypes.query import Check, Is, ListItems, Lookup, Selection
from chatbot.datatypes.reading import Mention, Outcome, Reading
from chatbot.understanding.meanings import Things

from .sample import HERON, OTTER, STORE, item, messages


@pytest.mark.parametrize("status", ["clarify", "not_in_catalog", "not_understood", "out_of_scope"])
def test_a_refusal_lists_nothing(status):
    found = refuse(Outcome(status=status, language="en", names=("swan",)), STORE)
    assert (found.status, found.models, found.families, found.cells) == (status, (), None, ())


def test_a_refusal_offers_something_to_ask():
    found = refuse(Outcome(status="not_understood", language="en"), STORE)
    offered = {say.message: say.args.get("name") for say in found.suggestions}
    assert offered["answer.suggest.describe"] == HERON
    assert "answer.suggest.help" in offered


def test_a_refusal_that_names_something_offers_questions_on_that():
    named, told = Mention(0, 1, "name", item("heron-1")), Mention(1, 2, "attribute", "length")
    found = refuse(Outcome(status="not_understood", language="en", mentions=(named, told)), STORE)
    assert found.suggestions[0].args == {"attribute": AttributeName("length"), "name": item("heron-1")}
    assert all(HERON in say.args.values() or item("heron-1") in say.args.values() for say in found.suggestions)
    elsewhere = refuse(Outcome(status="out_of_scope", language="en", mentions=(named, told)), STORE)
    assert "answer.suggest.help" in {say.message for say in elsewhere.suggestions}


def test_hardware_named_beside_a_thing_is_offered_to_be_asked_about():
    named = Mention(0, 1, "name", item("heron-1"))
    cards = [Mention(n, n + 1, "device", Things("device", (card,))) for n, card in enumerate(("crate", "barrel"), 1)]
    one = refuse(Outcome(status="not_understood", language="en", mentions=(named, cards[0])), STORE)
    asked = Say("answer.suggest.fits", {"name": item("heron-1"), "device": Ref("device", "crate")})
    assert one.suggestions[0] == asked
    two = refuse(Outcome(status="not_understood", language="en", mentions=(named, *cards)), STORE)
    assert "answer.suggest.fits" not in {say.message for say in two.suggestions}


def test_an_outsider_is_named_with_the_nearest():
    outcome = Outcome(status="not_in_catalog", language="en", names=("swan 1",), outsiders=("Swan 1",))
    found = refuse(outcome, STORE)
    assert found.blocks[0].args["name"] == "Swan 1"
    assert [choice.id for choice in found.choices] == ["heron"]


def test_several_words_are_quoted_one_by_one():
    found = refuse(Outcome(status="not_understood", language="en", names=("a", "b")), STORE)
    assert messages(found)[1:] == ["answer.refuse.word", "answer.refuse.word"]


def test_readings_become_choices():
    query = ListItems(Selection((HERON,)))
    reading = Reading(intent="list", query=query, score=1, phrases=())
    found = refuse(Outcome(status="clarify", language="en", alternatives=(reading,)), STORE)
    assert found.choices[0].query == query


def test_merging_unites_keys_and_keeps_the_worst_status():
    first = answer(Check(Selection((OTTER,)), Is("hire")), STORE)
    second = answer(Lookup(Selection((item("heron-1"),)), ("crew",)), STORE)
    found = merge((first, second))
    assert (found.status, found.verdict) == ("no_data", "no")
    assert found.models == ("otter-a", "otter-b", "heron-1")
    assert found.groups == first.groups is not None
    assert merge((second, first)).groups == first.groups
    assert found.parts == (first, second)
    assert merge((first,)) is first
