"""What came next from the same maker, though the catalog does not hold it."""

from msgspec.structs import replace

from chatbot.answering.dispatch import answer
from chatbot.answering.store import Store
from chatbot.datatypes.query import And, Compare, Has, ListItems, Not, Selection, ValueOf

from .sample import CATALOG, DOMAIN, STORE, item, messages

ROLES = {**DOMAIN.roles, "maker": "deed", "later": "fuel"}
TOLD = Store(replace(CATALOG, domains={"boats": replace(DOMAIN, roles=ROLES)}))
AFTER = Compare("built", ">", ValueOf(item("heron-2")))


def heirs(where, store=TOLD):
    found = answer(ListItems(Selection(where=where)), store)
    return [one.value for one in found.cells if one.attribute == "fuel"], messages(found)


def test_later_ones_of_the_same_maker_come_with_what_is_told_of_its_heir():
    told, said = heirs(And((AFTER, Has("deed", "free"))))
    assert told == [["oar", "sail"]]
    assert "answer.note.lineage" in said


def test_nothing_is_told_where_another_maker_no_maker_or_no_role_is_meant():
    for where in (And((AFTER, Has("deed", "museum"))), AFTER, And((AFTER, Not(Has("deed", "free"))))):
        assert heirs(where)[0] == []
    before = Compare("built", "<", ValueOf(item("heron-2")))
    assert heirs(And((before, Has("deed", "free"))))[0] == []
    assert heirs(And((AFTER, Has("deed", "free"))), STORE)[0] == []


def test_an_heir_that_nobody_recorded_is_not_mentioned():
    after = Compare("built", ">", ValueOf(item("heron-3")))
    assert "answer.note.lineage" not in heirs(And((after, Has("deed", "club"))))[1]
