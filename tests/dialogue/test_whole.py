"""Questions of their own need no conversation, and are not read as if they did: that would take a fifth of the time."""

from __future__ import annotations

import pytest

from chatbot.bot import Chatbot
from chatbot.understanding.followups import FollowupReader


@pytest.mark.parametrize(
    "question",
    [
        "params of opt 66b",
        "which Meta models have over 400B parameters?",
        "largest Meta model",
        "does Vicuna speak Chinese?",
        "Gemma 能商用吗？",
        "Anthropic 有几个模型",
    ],
)
def test_a_whole_question_is_read_once(bot: Chatbot, monkeypatch: pytest.MonkeyPatch, question: str) -> None:
    read: list[object] = []
    monkeypatch.setattr(FollowupReader, "readings", lambda _self, analysis: read.append(analysis) or ())
    assert bot.ask(question).answer.status == "answered"
    assert not read
