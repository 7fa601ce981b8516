"""A made-up catalog of bicycles for the single stages, and the shipped chatbot for what must hold of the whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from chatbot.bot import Chatbot
from chatbot.datatypes.catalog import Catalog, Domain
from chatbot.datatypes.pack import NumberWords
from chatbot.loading.compiled import Compiled, compile_project
from chatbot.loading.project import read
from chatbot.understanding.builders import Builders
from tests.shipped import shipped, shipped_data

TINY = Path(__file__).parent.parent / "data" / "tiny"

ENGLISH = NumberWords(
    digits={"one": 1, "two": 2, "three": 3, "seven": 7, "ten": 10, "thirteen": 13, "twenty": 20, "seventy": 70},
    multipliers={
        "hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
        "k": 1e3, "m": 1e6, "b": 1e9, "t": 1e12,
    },
    fractions={"half": 0.5, "quarter": 0.25},
    ordinals={"first": 1, "second": 2, "third": 3, "#st": 0, "#nd": 0, "#rd": 0, "#th": 0},
    joiners=("and",),
    units={"token": "token", "tokens": "token", "gb": "gb", "natural language": "language"},
    months={"may": 5, "march": 3},
)  # fmt: skip
CHINESE = NumberWords(
    digits={char: place for place, char in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0},
    multipliers={"十": 10, "百": 100, "千": 1e3, "万": 1e4, "亿": 1e8},
    joiners=("零",),
    counted={"个": ("亿",)},
    units={"个参数": "parameter", "参数": "parameter"},
)


@pytest.fixture(scope="session")
def tiny() -> Compiled:
    return compile_project(read((TINY / "knowledge",), (TINY / "intents",)))


@pytest.fixture(scope="session")
def catalog(tiny: Compiled) -> Catalog:
    return tiny.catalog


@pytest.fixture(scope="session")
def domain(catalog: Catalog) -> Domain:
    return catalog.domains["bikes"]


@pytest.fixture(scope="session")
def builders(catalog: Catalog, domain: Domain) -> Builders:
    return Builders(catalog, domain)


@pytest.fixture(scope="session")
def shipped_builders() -> Builders:
    catalog = shipped_data().catalog
    return Builders(catalog, next(iter(catalog.domains.values())))


@pytest.fixture(scope="session")
def bot() -> Chatbot:
    return shipped()
