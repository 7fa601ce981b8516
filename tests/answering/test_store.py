"""The seam to the catalog: references, and selection through indexes."""

import time

import msgspec
import pytest

from chatbot.answering.store import Store
from chatbot.datatypes.catalog import Ref
from chatbot.datatypes.query import And, Compare, Has, Is, Quantity, Selection

from .sample import CATALOG, HERON, ITEMS, STORE, fact

COPIES = 1_500


@pytest.fixture(scope="module")
def large():
    """The same boats many times over, each copy a little longer."""
    items = {}
    for number in range(COPIES):
        for one in ITEMS:
            facts = dict(one.facts)
            if one.id == "heron-1":
                facts["length"] = (fact("length", 100_000 + number),)
            copy = msgspec.structs.replace(one, id=f"{one.id}/{number}", facts=facts)
            items[copy.id] = copy
    return Store(msgspec.structs.replace(CATALOG, items=items))


def test_references():
    assert STORE.members(Ref("line", "small")) == ("heron-1", "heron-2")
    assert STORE.representative(HERON) == "heron-3"
    assert STORE.representative(Ref("line", "small")) == "heron-2"
    assert STORE.members(Ref("deed", "free")) == ()


def test_a_selective_constraint_is_fast_on_many_items(large):
    constraint = And((Compare("length", ">", Quantity(101_490)), Has("deed", "free"), Is("hire")))
    pool = large.of_kind("boat")
    large.select(constraint, pool)
    started = time.perf_counter()
    groups = large.select(constraint, pool)
    assert len(groups.yes) == COPIES - 1_491
    assert len(groups.items) == len(pool)
    assert time.perf_counter() - started < 0.2


def test_the_domain_of_a_selection_follows_its_attributes():
    cart = msgspec.structs.replace(ITEMS[0], id="cart-1", kind="cart", facts={"axles": (fact("axles", 2),)})
    axles = msgspec.structs.replace(CATALOG.attributes["crew"], id="axles")
    carts = msgspec.structs.replace(CATALOG.domains["boats"], id="carts", item="cart")
    store = Store(
        msgspec.structs.replace(
            CATALOG,
            domains=CATALOG.domains | {"carts": carts},
            items=CATALOG.items | {"cart-1": cart},
            attributes=CATALOG.attributes | {"axles": axles},
        )
    )
    assert store.kind_of(Selection(where=Compare("axles", ">", Quantity(1)))) == "cart"
    assert store.kind_of(Selection(where=Is("hire"))) == "boat"
