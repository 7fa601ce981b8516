"""How sets are told: with sources, without repetition, and no more than was asked."""

from chatbot.answering.dispatch import answer
from chatbot.datatypes.answer import Bullets, Table
from chatbot.datatypes.catalog import Ref
from chatbot.datatypes.query import (
    Aggregate,
    CountItems,
    Describe,
    Explain,
    Has,
    Is,
    Known,
    ListItems,
    ListValues,
    Not,
    Rank,
    Selection,
)

from .sample import HERON, LYNX, STORE, item, messages


def lines(found):
    return [line for block in found.blocks if isinstance(block, Bullets) for line in block.lines]


def test_names_stand_with_the_sources_of_what_is_said_of_them():
    where = Selection(where=Has("flags", "se"))
    for query in (CountItems(where), ListItems(where), ListItems(where, level="group")):
        assert all(line.sources == ("log",) for line in lines(answer(query, STORE)) if line.args["names"])
    assert all(line.sources == () for line in lines(answer(ListItems(Selection()), STORE)))


def test_values_that_the_same_items_have_share_a_line():
    found = lines(answer(ListValues(Selection((HERON,), Has("deed", "free")), "flags"), STORE))
    assert [line.args["value"] for line in found] == [(Ref("flag", "se"),), (Ref("flag", "fi"),)]
    (line,) = lines(answer(CountItems(Selection((Ref("item", "lynx-9"),)), of="flags"), STORE))
    assert line.args["value"] == (Ref("flag", "se"), Ref("flag", "fi"), Ref("flag", "no"))
    assert line.sources == ("log",)


def test_the_whole_catalog_is_not_described():
    for query in (ListItems(Selection()), CountItems(Selection())):
        assert messages(answer(query, STORE))[0] == "answer.list.all"
    assert messages(answer(CountItems(Selection(), of="group"), STORE))[0] == "answer.count.all_groups"
    assert messages(answer(CountItems(Selection(), per="deed"), STORE))[0] == "answer.count.per_all"
    assert messages(answer(CountItems(Selection((HERON,)), per="deed"), STORE))[0] == "answer.count.per"


def test_a_family_that_wins_shows_by_what():
    found = answer(ListItems(Selection(rank=Rank("length", "most")), level="group"), STORE)
    (table,) = [block for block in found.blocks if isinstance(block, Table)]
    assert table.columns == ("length",)


def test_terms_are_named_once():
    said = messages(answer(Describe((Ref("deed", "club"),)), STORE))
    assert said[0] == "answer.terms.conditional"
    assert "answer.describe.entity" not in said


def test_computed_numbers_and_gaps_name_their_sources():
    whole = answer(Aggregate(Selection((HERON,)), "average", "length"), STORE)
    assert whole.blocks[0].sources == ("log",)
    parts = answer(Aggregate(Selection(), "average", "length", per="group"), STORE)
    assert all(line.sources == ("log",) for line in lines(parts))
    hidden = answer(Explain(Selection((LYNX,)), Not(Known("length"))), STORE)
    assert next(said for said in hidden.blocks if said.message == "answer.absent.undisclosed").sources == ("log",)


def test_members_of_one_family_are_named_one_by_one():
    found = lines(answer(ListItems(Selection((HERON,))), STORE))
    assert [line.args["names"] for line in found] == [(item("heron-1"),), (item("heron-2"),), (item("heron-3"),)]
    assert len(lines(answer(ListItems(Selection()), STORE))) == 3


def test_values_of_a_set_tell_their_own_condition_and_leave_out_what_they_refute():
    found = answer(ListValues(Selection(where=Is("hire")), "deed"), STORE)
    (bullets,) = [block for block in found.blocks if isinstance(block, Bullets)]
    said = {line.args["value"][0].id: line.message for line in bullets.lines}
    assert said == {"free": "answer.values.line", "club": "answer.values.line_condition"}
