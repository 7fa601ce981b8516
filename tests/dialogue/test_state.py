"""A turn is a function of text and state: nothing else is remembered, and nothing is changed."""

from __future__ import annotations

import msgspec
import pytest

from chatbot.bot import Chatbot
from chatbot.dialogue.remember import KEPT
from chatbot.dialogue.state import State


def after(bot: Chatbot, *lines: str) -> State:
    state = bot.start()
    for line in lines:
        state = bot.ask(line, state).state
    return state


def test_the_same_text_and_state_give_the_same_answer(bot: Chatbot):
    state = after(bot, "Apache models")
    first, second = (bot.ask("which of them are multilingual?", state) for _ in range(2))
    assert first.json() == second.json()
    assert first.state == second.state


def test_a_state_cannot_be_changed(bot: Chatbot):
    state = after(bot, "Apache models")
    with pytest.raises(AttributeError):
        state.language = "zh"  # type: ignore[misc]


def test_an_earlier_state_can_be_gone_back_to(bot: Chatbot):
    before = after(bot, "licence of BLOOM")
    bot.ask("what about OPT?", before)
    assert bot.ask("and its context?", before).json()["families"] == ["bloom"]


@pytest.mark.parametrize("line", ["hello", "thanks", "what can you do?", "asdf qwer", "what's the weather?"])
def test_talk_and_what_is_not_understood_leave_the_topic(bot: Chatbot, line: str):
    assert after(bot, "licence of BLOOM", line).last == after(bot, "licence of BLOOM").last


def test_a_reset_forgets_everything(bot: Chatbot):
    assert after(bot, "licence of BLOOM", "what about OPT?", "reset") == State(language="en")


def test_only_so_much_is_remembered(bot: Chatbot):
    state = after(bot, *(["licence of BLOOM", "licence of OPT"] * KEPT))
    assert len(state.earlier) == KEPT


def test_a_state_holds_plain_values(bot: Chatbot):
    assert msgspec.json.encode(after(bot, "is Mistral 2 open?", "the second", "why?"))
