"""The shipped chatbot and its data: compiled once for all tests that only ask it, as that takes longer than most."""

from __future__ import annotations

from functools import cache

from chatbot.bot import Chatbot
from chatbot.loading.compiled import Compiled, load_compiled


@cache
def shipped_data() -> Compiled:
    """Return the shipped data, read from the sources."""
    return load_compiled()


@cache
def shipped() -> Chatbot:
    """Return the chatbot over them; it keeps nothing of what it is asked."""
    return Chatbot(shipped_data())
