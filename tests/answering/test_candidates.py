"""The indexes name every item that may satisfy a constraint, and keep the order of the pool."""

from hypothesis import given
from hypothesis import strategies as st

from chatbot.answering import candidates
from chatbot.answering.candidates import hopeful, likely
from chatbot.answering.compare import Truth

from .sample import ITEMS, STORE
from .test_truth import CONSTRAINTS

ALL = STORE.of_kind("boat")


@given(CONSTRAINTS)
def test_an_index_never_hides_an_item(constraint):
    found = likely(constraint, "boat", STORE)
    for one in ITEMS:
        assert found is None or one.id in found or STORE.truth(constraint, one.id) is Truth.NO


@given(CONSTRAINTS, st.permutations(ALL))
def test_the_order_of_a_pool_is_kept(constraint, pool):
    few, candidates.FEW = candidates.FEW, 0
    try:
        for items in (ALL, tuple(pool)):
            found = tuple(hopeful(constraint, items, STORE))
            assert found == tuple(item for item in items if item in found)
    finally:
        candidates.FEW = few
