"""Values by type."""

from __future__ import annotations

from typing import Any

import pytest

from chatbot.datatypes.catalog import Attribute
from chatbot.loading.values import BadValueError, ValueReader

READER = ValueReader(lambda kind: {"mit", "apache"} if kind == "license" else {"mmlu"}, ("kg",))


def attribute(kind: str, **more: Any) -> Attribute:
    return Attribute(id="a", type=kind, label={"en": "a"}, **more)


@pytest.mark.parametrize(
    ("shape", "value", "read"),
    [
        (attribute("quantity"), "2048", 2048),
        (attribute("quantity"), "24.5", 24.5),
        (attribute("quantity"), "1.5e3", 1500.0),
        (attribute("date"), "2023-02", "2023-02"),
        (attribute("truth"), "conditional", "conditional"),
        (attribute("choice", values=("x", "y")), "y", "y"),
        (attribute("choices", values=("x", "y")), "y", ["y"]),
        (attribute("entity", of="license"), "mit", "mit"),
        (attribute("entities", of="license"), ["mit", "apache"], ["mit", "apache"]),
        (attribute("text"), {"en": "t"}, {"en": "t"}),
        (attribute("texts"), {"en": "t"}, [{"en": "t"}]),
        (attribute("amount", unit="kg"), "3", {"amount": 3, "unit": "kg"}),
        (attribute("amount"), {"words": {"en": "some"}}, {"words": {"en": "some"}}),
        (attribute("links"), ["o/n", "https://a.b/c"], ["o/n", "https://a.b/c"]),
        (
            attribute("scores", of="benchmark"),
            [{"benchmark": "mmlu", "score": "7.5", "shots": "5"}],
            [{"benchmark": "mmlu", "score": 7.5, "shots": 5}],
        ),
    ],
)
def test_good(shape: Attribute, value: Any, read: Any) -> None:
    assert READER.read(shape, value) == read


@pytest.mark.parametrize(
    ("shape", "value"),
    [
        (attribute("quantity"), "2,048"),
        (attribute("quantity"), "128K"),
        (attribute("quantity"), "nan"),
        (attribute("quantity"), "1e999"),
        (attribute("quantity"), None),
        (attribute("date"), "2023-13"),
        (attribute("date"), "2023-02-30"),
        (attribute("date"), "May 2023"),
        (attribute("truth"), "true"),
        (attribute("choice", values=("x",)), "z"),
        (attribute("entity", of="license"), "mti"),
        (attribute("entities", of="license"), ["mit", "mit"]),
        (attribute("text"), "plain"),
        (attribute("text"), {}),
        (attribute("amount"), {"amount": "3", "unit": "stone"}),
        (attribute("amount"), {"amuont": "3"}),
        (attribute("amount"), {"unit": "kg"}),
        (attribute("links"), ["not a link"]),
        (attribute("scores", of="benchmark"), [{"benchmark": "mmlu"}]),
        (attribute("scores", of="benchmark"), [{"benchmark": "glue", "score": "1"}]),
    ],
)
def test_bad(shape: Attribute, value: Any) -> None:
    with pytest.raises(BadValueError):
        READER.read(shape, value)


def test_nearest_id_is_suggested() -> None:
    with pytest.raises(BadValueError) as fault:
        READER.read(attribute("entity", of="license"), "mti")
    assert fault.value.hint == "did you mean 'mit'?"
