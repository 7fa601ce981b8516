"""A name that the program shows is one that it reads: people copy it from an answer."""

from __future__ import annotations

import pytest

from chatbot.bot import Chatbot
from chatbot.datatypes.catalog import Catalog
from tests.shipped import shipped_data


@pytest.fixture(scope="module")
def shipped() -> Catalog:
    return shipped_data().catalog


@pytest.mark.parametrize("question", ["licence of {}", "{} licence", "is {} gated?", "{}的许可证"])
def test_the_names_shown_of_all_models_are_read(bot: Chatbot, shipped: Catalog, question: str) -> None:
    items = shipped.items.values()
    shown = [(item.id, bot.ask(question.format(item.name)).answer.models) for item in items]
    assert [item for item, models in shown if models != (item,)] == []


@pytest.mark.parametrize(("language", "question"), [("en", "tell me about {}"), ("zh", "{}的许可证")])
def test_the_names_shown_of_all_families_are_read(bot: Chatbot, shipped: Catalog, language: str, question: str) -> None:
    groups = shipped.groups.values()
    shown = [(group.id, bot.ask(question.format(group.name[language])).json()["families"]) for group in groups]
    assert [group for group, families in shown if families != [group]] == []
