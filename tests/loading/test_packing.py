"""Items are packed without loss, and share what they have in common."""

from __future__ import annotations

from chatbot.datatypes.catalog import Fact, Item
from chatbot.loading.packing import PackedItem, pack, unpack


def item(name: str, layers: int) -> Item:
    facts = {
        "languages": (Fact(attribute="languages", value=["en", "zh"], sources=("card",)),),
        "layers": (Fact(attribute="layers", value=layers), Fact(attribute="layers", value=layers, where="paper")),
    }
    return Item(id=name, kind="model", name=name.upper(), group="g", base="b", stage="chat", facts=facts)


def test_nothing_is_lost() -> None:
    items = {name: item(name, layers) for name, layers in (("one", 12), ("two", 12), ("three", 16))}
    assert unpack(pack(items.values())) == items


def test_what_is_stated_alike_is_kept_once() -> None:
    one, two, three = unpack(pack([item("one", 12), item("two", 12), item("three", 16)])).values()
    assert one.facts["layers"] is two.facts["layers"]
    assert one.facts["languages"] is three.facts["languages"]


def test_every_field_is_packed() -> None:
    fields = (*(field for field in Item.__struct_fields__ if field != "facts"), "statements")
    assert PackedItem.__struct_fields__ == fields
