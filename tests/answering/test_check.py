"""Verdicts: of each, of any, of all, and between two."""

import pytest

from chatbot.answering.check import verdict_of
from chatbot.answering.dispatch import answer
from chatbot.datatypes.answer import Groups
from chatbot.datatypes.catalog import Ref
from chatbot.datatypes.query import Check, Compare, Has, Is, Known, Not, Quantity, Rank, Selection, ValueOf

from .sample import HERON, LYNX, OTTER, STORE, item, messages


def checked(subjects, statement, mode="each", where=None):
    return answer(Check(Selection(subjects, where), statement, mode), STORE)


@pytest.mark.parametrize(
    ("groups", "mode", "verdict"),
    [
        (Groups(yes=("a",)), "each", "yes"),
        (Groups(no=("a",)), "each", "no"),
        (Groups(unknown=("a",)), "each", "unknown"),
        (Groups(yes=("a",), no=("b",)), "each", "conditional"),
        (Groups(yes=("a",), unknown=("b",)), "each", "conditional"),
        (Groups(conditional=("a",), no=("b",)), "any", "conditional"),
        (Groups(yes=("a",), no=("b",)), "all", "no"),
        (Groups(yes=("a",), unknown=("b",)), "all", "unknown"),
    ],
)
def test_verdicts(groups, mode, verdict):
    assert verdict_of(groups, mode) == verdict


def test_variants_that_differ_are_conditional_and_all_are_listed():
    found = checked((HERON,), Is("hire"))
    assert found.verdict == "conditional"
    assert found.models == ("heron-1", "heron-2", "heron-3")
    assert found.groups.conditional == ("heron-3",)
    assert messages(found)[0] == "answer.check.mixed"


def test_the_negated_statement_has_its_own_verdict_but_the_same_groups():
    found = checked((OTTER,), Not(Is("hire")))
    assert found.verdict == "yes"
    assert found.groups.no == ("otter-a", "otter-b")


def test_limited_support_is_conditional_with_its_note():
    found = checked((item("heron-2"),), Has("flags", "no"))
    assert (found.verdict, found.groups) == ("conditional", None)
    assert found.blocks[1].rows[0].note.message == "answer.note.limited"


def test_a_condition_is_shown():
    found = checked((item("heron-3"),), Is("hire"))
    assert found.blocks[1].rows[0].note.args["condition"].text == {"en": "members only"}


@pytest.mark.parametrize(
    ("bound", "verdict", "models"),
    [(15_000, "yes", ("heron-3",)), (90_000, "unknown", ())],
)
def test_any_is_unknown_where_a_gap_could_hold(bound, verdict, models):
    found = checked((), Compare("length", ">", Quantity(bound)), "any")
    assert (found.verdict, found.models) == (verdict, models)


def test_any_is_no_where_nothing_is_open():
    found = checked((), Compare("length", ">", Quantity(90_000)), "any", where=Known("length"))
    assert (found.verdict, found.count) == ("no", 0)


def test_two_things_the_winner_first():
    found = checked((HERON,), Compare("length", "<", ValueOf(OTTER)))
    assert (found.verdict, found.models) == ("no", ("otter-a", "heron-3"))
    assert messages(found).count("answer.note.stands_for") == 2


def test_the_first_of_a_family_is_held_against_another_thing_by_itself():
    shortest = Selection((HERON,), rank=Rank("length", "least"))
    found = answer(Check(shortest, Compare("length", "<", ValueOf(OTTER)), "each"), STORE)
    assert (found.verdict, found.models) == ("yes", ("heron-1",))


def test_against_the_undisclosed():
    assert checked((HERON,), Compare("length", ">", ValueOf(LYNX))).verdict == "unknown"


def test_a_licence_can_be_asked():
    found = checked((Ref("deed", "club"),), Is("hire"))
    assert (found.status, found.verdict, found.models) == ("answered", "conditional", ())
    assert found.cells[0].subject == Ref("deed", "club")
    assert checked((Ref("deed", "club"),), Is("wood")).status == "no_data"


def test_asked_whether_it_is_still_offered_that_it_is_not_is_said_once():
    assert "answer.note.retired" not in messages(checked((LYNX,), Is("afloat")))
    assert "answer.note.retired" in messages(checked((LYNX,), Is("hire")))


@pytest.mark.parametrize("mode", ["each", "any", "all"])
def test_which_one_stands_for_a_family_is_told(mode):
    statement = Compare("length", "<", ValueOf(HERON))
    assert "answer.note.stands_for" in messages(checked((OTTER, LYNX), statement, mode))


def test_asked_whether_any_of_several_named_all_are_shown():
    found = checked((item("heron-1"), OTTER), Is("hire"), "any")
    shown = [ref.id for block in found.blocks for row in getattr(block, "rows", ()) for ref in row.subjects]
    assert found.verdict == "yes"
    assert sorted(shown) == sorted(found.models) == ["heron-1", "otter-a", "otter-b"]


def test_why_none_of_a_named_family_does_is_told_with_its_facts():
    found = checked((OTTER,), Is("hire"), "any")
    shown = [ref.id for block in found.blocks for row in getattr(block, "rows", ()) for ref in row.subjects]
    assert (found.verdict, found.models, found.count) == ("no", ("otter-a", "otter-b"), None)
    assert sorted(shown) == sorted({cell.model for cell in found.cells}) == ["otter-a", "otter-b"]
