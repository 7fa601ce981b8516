"""Values, gaps, totals of a family."""

from chatbot.answering.dispatch import answer
from chatbot.datatypes.answer import Phrase
from chatbot.datatypes.catalog import Ref
from chatbot.datatypes.query import Has, Is, Lookup, Rank, Selection

from .sample import HERON, OTTER, STORE, item, messages


def looked_up(subjects, *attributes, **more):
    return answer(Lookup(Selection(subjects, **more), attributes), STORE)


def test_a_cell_for_each_variant():
    found = looked_up((HERON,), "length")
    assert [cell.value for cell in found.cells] == [7_000, 7_100, 20_000]
    assert found.models == ("heron-1", "heron-2", "heron-3")


def test_undisclosed_is_an_answer_and_unknown_is_none():
    hidden, absent = looked_up((item("otter-b"),), "length"), looked_up((item("otter-b"),), "crew")
    assert (hidden.status, hidden.cells[0].state) == ("answered", "undisclosed")
    assert messages(hidden)[0] == "answer.lookup.undisclosed"
    assert (absent.status, absent.cells[0].state) == ("no_data", "unknown")


def test_what_holds_side_by_side_has_a_cell_each():
    found = looked_up((item("lynx-9"),), "deed")
    assert [cell.value for cell in found.cells] == ["club", "museum"]
    assert messages(found) == ["answer.lookup.one", "answer.lookup.beside"]


def test_a_total_stands_for_the_family():
    found = looked_up((HERON,), "cost")
    assert [(cell.model, cell.value["amount"]) for cell in found.cells] == [("heron", 40)]
    assert messages(found) == ["answer.lookup.total"]


def test_a_ranked_set():
    found = looked_up((), "length", where=Is("hire"), rank=Rank("built", "most"))
    assert (found.models, found.cells[0].state) == (("lynx-9",), "undisclosed")


def test_variants_that_agree_share_a_row():
    found = looked_up((OTTER,), "deed")
    assert messages(found) == ["answer.lookup.one"]
    assert found.blocks[0].args["names"] == (OTTER,)


def test_other_things_have_values_too():
    found = looked_up((Ref("deed", "free"),), "most_guests")
    assert (found.status, found.cells[0].value) == ("answered", 100)


def test_scores_on_one_benchmark():
    found = looked_up((item("heron-2"),), "marks:race")
    assert found.cells[0].attribute == "marks"
    assert [score["score"] for score in found.cells[0].value] == [50]
    assert looked_up((item("heron-2"),), "marks:knitting").status == "no_data"


def test_which_items_were_looked_at_is_told_where_they_were_not_named():
    several = answer(Lookup(Selection(where=Has("deed", "free")), ("length", "built")), STORE)
    assert several.blocks[0].args["names"] == Phrase(Selection(where=Has("deed", "free")))
    largest = Selection(rank=Rank("length", "most"))
    said = answer(Lookup(largest, ("built",)), STORE).blocks[1]
    assert (said.message, said.args["what"]) == ("answer.note.range", Phrase(largest))
    assert "answer.note.range" not in messages(answer(Lookup(Selection((HERON,)), ("deed",)), STORE))
