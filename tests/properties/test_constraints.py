"""Constraints: their order does not matter, a negation and a bound always do; truth splits the catalog."""

from __future__ import annotations

from itertools import combinations, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.answering.store import Store
from chatbot.datatypes.catalog import Attribute
from chatbot.datatypes.query import And, Compare, Constraint, Has, Is, Known, Not, Or, Period, Quantity, Several
from tests.properties.corpus import FEW, MORE, reading
from tests.shipped import shipped

ENGLISH = (
    "under Apache 2.0",
    "with over 4k context",
    "released before 2024",
    "made by Mistral AI",
    "with less than 20B parameters",
    "allowed for commercial use",
    "multilingual",
)
CHINESE = ("可以商用", "上下文超过4K", "2024年以前发布", "参数小于200亿", "支持中文", "开放权重")
BOUNDS = ("more than {}", "at least {}", "less than {}", "at most {}", "exactly {}")
CHINESE_BOUNDS = ("超过{}", "不少于{}", "少于{}", "不超过{}", "正好{}")
FIGURES = ("2B", "7B", "13B", "100B", "175B")
CHINESE_FIGURES = ("20亿", "70亿", "130亿", "一千亿", "1750亿")
OPERATORS = ("<", "<=", "=", ">=", ">")
DATES = ("2022", "2023-03", "2023-05-01", "2024-07-23")

store: Store = Store(shipped()._data.catalog)
pool = store.of_kind(store.domain().item)


def meaning(text: str) -> list[dict[str, object]]:
    status, forms = reading(text)
    assert status == "read", text
    return list(forms)


@FEW
@given(st.permutations(ENGLISH), st.integers(2, 4), st.sampled_from([", ", " and "]))
def test_the_order_of_constraints_does_not_matter(order: list[str], count: int, joiner: str) -> None:
    chosen = order[:count]
    assert meaning(f"models {joiner.join(chosen)}") == meaning(f"models {' and '.join(sorted(chosen))}")


@pytest.mark.parametrize("chosen", list(combinations(CHINESE, 2)))
def test_the_order_of_constraints_in_chinese_does_not_matter(chosen: tuple[str, ...]) -> None:
    first, second = (meaning(f"{'、'.join(order)}的模型有哪些") for order in permutations(chosen))
    assert first == second


@pytest.mark.parametrize("constraint", ENGLISH)
@pytest.mark.parametrize("negated", ["models not {}", "which models are not {}?", "all models except those {}"])
def test_a_negation_always_matters(constraint: str, negated: str) -> None:
    status, forms = reading(negated.format(constraint))
    assert status != "read" or forms != meaning(f"which models are {constraint}?")


@pytest.mark.parametrize("constraint", CHINESE)
@pytest.mark.parametrize("negated", ["不是{}的模型有哪些", "除了{}的模型还有哪些", "并非{}的模型有哪些"])
def test_a_negation_in_chinese_always_matters(constraint: str, negated: str) -> None:
    status, forms = reading(negated.format(constraint))
    assert status != "read" or forms != meaning(f"{constraint}的模型有哪些")


@pytest.mark.parametrize(
    ("frame", "bounds", "figures"),
    [
        ("which models have {} parameters?", BOUNDS, FIGURES),
        ("参数{}的模型有哪些", CHINESE_BOUNDS, CHINESE_FIGURES),
    ],
)
def test_every_bound_is_another_question(frame: str, bounds: tuple[str, ...], figures: tuple[str, ...]) -> None:
    forms = {str(meaning(frame.format(bound.format(figure)))) for bound in bounds for figure in figures}
    assert len(forms) == len(bounds) * len(figures)


def test_both_languages_ask_the_same() -> None:
    for bound, chinese in zip(BOUNDS, CHINESE_BOUNDS, strict=True):
        for figure, number in zip(FIGURES, CHINESE_FIGURES, strict=True):
            english = meaning(f"which models have {bound.format(figure)} parameters?")
            assert english == meaning(f"参数{chinese.format(number)}的模型有哪些")


def values_of(attribute: Attribute) -> list[str]:
    """Return what items have of an attribute."""
    found = {value for item in pool for fact in store.facts(item, attribute.id) for value in listed(fact.value)}
    return sorted(found)


def listed(value: object) -> list[str]:
    return [each for each in (value if isinstance(value, list) else [value]) if isinstance(each, str)]


def atoms_of(attribute: Attribute) -> st.SearchStrategy[Constraint]:
    """Return statements about an attribute, by its type."""
    known: list[st.SearchStrategy[Constraint]] = [st.just(Known(attribute.id))]
    if attribute.type == "quantity":
        figures = sorted({float(f.value) for i in pool for f in store.facts(i, attribute.id) if f.value is not None})
        operand = st.sampled_from(figures or [1.0]).map(Quantity) | st.floats(0, 1e13).map(Quantity)
        known.append(st.builds(Compare, st.just(attribute.id), st.sampled_from(OPERATORS), operand))
    elif attribute.type == "date":
        period = st.sampled_from(DATES).map(lambda date: Period(date + "-01-01"[len(date) - 4 :], "2024-08-31"))
        known.append(st.builds(Compare, st.just(attribute.id), st.sampled_from(OPERATORS), period))
    elif attribute.type == "truth":
        known.append(st.just(Is(attribute.id)))
    elif attribute.type in {"entity", "choice", "entities", "choices"} and (values := values_of(attribute)):
        known.append(st.builds(Has, st.just(attribute.id), st.sampled_from(values)))
        if attribute.type in {"entities", "choices"}:
            known.append(st.builds(Several, st.just(attribute.id), st.integers(1, 4)))
    return st.one_of(known)


ATTRIBUTES = list(shipped()._data.catalog.attributes.values())
ATOMS: st.SearchStrategy[Constraint] = st.sampled_from(ATTRIBUTES).flatmap(atoms_of)
CONSTRAINTS: st.SearchStrategy[Constraint] = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        inner.map(Not),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: And(tuple(parts))),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: Or(tuple(parts))),
    ),
    max_leaves=5,
)


@MORE
@given(CONSTRAINTS)
def test_a_set_its_complement_and_the_unknown_are_the_catalog(constraint: Constraint) -> None:
    groups = store.select(constraint, pool)
    split = [*groups.yes, *groups.conditional, *groups.no, *groups.unknown]
    assert sorted(split) == sorted(pool)


@MORE
@given(CONSTRAINTS)
def test_the_opposite_of_a_statement_holds_where_it_does_not(constraint: Constraint) -> None:
    groups, opposite = store.select(constraint, pool), store.select(Not(constraint), pool)
    assert set(opposite.unknown) == set(groups.unknown)
    assert set(opposite.yes) | set(opposite.conditional) == set(groups.no)
    assert set(opposite.no) == set(groups.yes) | set(groups.conditional)


@MORE
@given(CONSTRAINTS)
def test_denied_twice_is_said(constraint: Constraint) -> None:
    groups, twice = store.select(constraint, pool), store.select(Not(Not(constraint)), pool)
    assert set(twice.no) == set(groups.no)
    assert set(twice.unknown) == set(groups.unknown)
