"""The sentence that gives a verdict, and the order of what stands below it."""

import pytest
import yaml

from chatbot.answering.dispatch import answer
from chatbot.datatypes.answer import Phrase, Table
from chatbot.datatypes.query import Check, Compare, Has, Is, Not, Quantity, Selection, ValueOf
from chatbot.rendering.messages import Messages

from .sample import HERON, LYNX, OTTER, STORE, item
from .test_messages import ROOT, flat


def lead(subjects, statement, mode="each"):
    return answer(Check(Selection(subjects), statement, mode), STORE).blocks[0]


def titles(found):
    tables = (block for block in found.blocks if isinstance(block, Table))
    return [table.title.message.rpartition(".")[2] for table in tables if table.title]


@pytest.mark.parametrize(
    ("subjects", "statement", "shape"),
    [
        ((item("heron-1"),), Is("hire"), "yes"),
        ((item("heron-3"),), Is("hire"), "conditional"),
        ((item("heron-2"),), Has("flags", "no"), "limited"),
        ((OTTER,), Is("hire"), "no"),
        ((item("otter-a"),), Has("flags", "se"), "unknown"),
        ((LYNX,), Compare("length", ">", Quantity(5)), "undisclosed"),
        ((HERON,), Compare("length", ">", ValueOf(LYNX)), "undisclosed"),
        ((HERON,), Is("hire"), "mixed"),
    ],
)
def test_what_kind_of_verdict_it_is_stands_first(subjects, statement, shape):
    assert lead(subjects, statement).message == f"answer.check.{shape}"


def test_a_refused_statement_is_told_the_other_way_round():
    said = lead((OTTER,), Is("hire"))
    assert said.args["denied"] == Phrase(Not(Is("hire")))
    assert lead((item("heron-1"),), Not(Is("hire"))).args["denied"] == Phrase(Is("hire"))


@pytest.mark.parametrize(("amount", "op"), [(1, ">"), (50_000, "<")])
def test_another_amount_is_told_to_be_more_or_less(amount, op):
    said = lead((item("heron-1"),), Compare("length", "=", Quantity(amount)))
    assert said.args["denied"] == Phrase(Compare("length", op, Quantity(amount)))


def test_a_verdict_on_several_tells_for_how_many_each_holds():
    args = lead((HERON, OTTER, LYNX), Is("hire")).args
    assert [args[truth] for truth in ("yes", "conditional", "no", "unknown")] == [2, 2, 2, 0]


def test_asked_about_all_those_that_fail_stand_first():
    found = answer(Check(Selection((HERON, OTTER)), Is("hire"), "all"), STORE)
    assert titles(found) == ["no", "conditional", "outright"]


def test_outright_is_said_beside_conditions_only():
    found = answer(Check(Selection((item("heron-1"), OTTER)), Is("hire")), STORE)
    assert titles(found) == ["yes", "no"]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_yes_names_how_many_have_conditions_and_a_no_how_many_are_not_known(language):
    text = (ROOT / "intents" / language / "messages" / "answers.yaml").read_text()
    shown = Messages(flat(yaml.load(text, yaml.BaseLoader)))
    args = {"names": "A", "what": "B", "total": 9, "count": 9, "set": "S", "items_word": "i", "families_word": "f"}
    args |= {"yes": 1, "conditional": 2, "no": 6, "unknown": 7, "families": 3}
    for message, numbers in (("any.yes", "2"), ("check.all_no", "1267"), ("check.mixed", "1267")):
        sentence = shown.render(f"answer.{message}", args)
        assert all(number in sentence for number in numbers)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_an_article_says_begins_with_whether_it_is_so(language):
    text = (ROOT / "intents" / language / "messages" / "answers.yaml").read_text()
    known = flat(yaml.load(text, yaml.BaseLoader))
    for suffix in ("", "_said"):
        said = (known[f"answer.claims.{verdict}{suffix}"] for verdict in ("agrees", "differs", "unchecked"))
        starts = {sentence.split(" ")[0] for sentence in said}
        assert len(starts) == 3


def test_none_of_them_is_more_than_not_all():
    assert lead((OTTER,), Is("hire"), "all").message == "answer.check.all_none"
    assert lead((HERON, OTTER), Is("hire"), "all").message == "answer.check.all_no"
