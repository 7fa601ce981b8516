"""The shipped chatbot, and a way to talk to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from chatbot.bot import Chatbot
from tests.shipped import shipped

Talk = Callable[..., list[dict[str, Any]]]


@pytest.fixture(scope="session")
def bot() -> Chatbot:
    return shipped()


@pytest.fixture(scope="session")
def talk(bot: Chatbot) -> Talk:
    """Return the answers to lines that are said one after the other."""

    def say(*lines: str) -> list[dict[str, Any]]:
        state, answers = bot.start(), []
        for line in lines:
            turn = bot.ask(line, state)
            state = turn.state
            answers.append(turn.json())
        return answers

    return say
