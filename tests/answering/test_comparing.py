"""Things side by side: what may be said once for all of them."""

import msgspec

from chatbot.answering.dispatch import answer
from chatbot.answering.store import Store
from chatbot.datatypes.answer import Bullets, Table
from chatbot.datatypes.query import CompareItems

from .sample import CATALOG, STORE, fact, item

PAIR = (item("heron-3"), item("lynx-9"))


def shared(found):
    """Return the attributes that are said once for all."""
    lines = [line for block in found.blocks if isinstance(block, Bullets) for line in block.lines]
    return [line.args["attribute"].id for line in lines if line.message == "answer.compare.shared"]


def test_the_conditions_of_one_are_not_said_of_all():
    found = answer(CompareItems(PAIR, ("hire", "wood")), STORE)
    assert shared(found) == []
    assert "hire" in next(block for block in found.blocks if isinstance(block, Table)).columns


def test_a_value_for_one_use_is_not_said_of_all():
    lynx = CATALOG.items["lynx-9"]
    facts = lynx.facts | {"wood": (fact("wood", "yes", applies_to={"en": "harbour"}),)}
    items = CATALOG.items | {"lynx-9": msgspec.structs.replace(lynx, facts=facts)}
    store = Store(msgspec.structs.replace(CATALOG, items=items))
    assert shared(answer(CompareItems((item("heron-1"), item("lynx-9")), ("wood", "built")), store)) == []
    assert shared(answer(CompareItems((item("heron-1"), item("heron-2")), ("wood", "built")), store)) == ["wood"]
