"""A language is added with YAML alone: a pack of its own words over the same catalog, laid over the shipped data."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from chatbot.bot import Chatbot
from chatbot.interfaces.cli import run
from tests.interfaces.stand_in import Screen

SHIPPED = Path(__file__).parent.parent / "intents" / "en"
WORDS = {"which": "kiuj", "licensed": "sub", "not": "ne", "yes_no@start": "ĉu"}
"""Terms of a made-up pack, each with the one word that it has there."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of one more language, whose phrases and messages are those of English."""
    pack = tmp_path_factory.mktemp("intents") / "eo"
    shutil.copytree(SHIPPED, pack)
    change(pack / "language.yaml", r"^code: en$", "code: eo")
    for term, word in WORDS.items():
        change(pack / "terms.yaml", rf"^{re.escape(term)}: \[(?:.|\n )*?\]$", f"{term}: [{word}]")
    change(pack / "messages" / "answers.yaml", r"I did not understand", "Mi ne komprenis")
    return pack.parent


@pytest.fixture(scope="module")
def bot(folder: Path) -> Chatbot:
    return Chatbot.load(intents=(folder,))


def change(file: Path, old: str, new: str) -> None:
    text, times = re.subn(old, new, file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert times
    file.write_text(text, encoding="utf-8")


def test_its_words_are_read(bot: Chatbot) -> None:
    turn = bot.ask("kiuj sub Apache?", language="eo")
    assert turn.language == "eo"
    english = bot.ask("which are under Apache?", language="en")
    assert turn.json()["models"] == english.json()["models"] != []


def test_its_negation_turns_the_set_round(bot: Chatbot) -> None:
    every = set(bot.ask("kiuj sub Apache?", language="eo").json()["models"])
    others = set(bot.ask("kiuj ne sub Apache?", language="eo").json()["models"])
    assert others
    assert not every & others


def test_words_of_another_language_are_not(bot: Chatbot) -> None:
    assert bot.ask("kiuj sub Apache?", language="en").outcome.status != "read"


def test_it_answers_in_its_own_words(bot: Chatbot) -> None:
    turn = bot.ask("kiuj sub Apache kaj flugas?", language="eo")
    assert "Mi ne komprenis" in turn.text()


def test_it_can_be_asked_for_at_the_command_line(folder: Path) -> None:
    screen = Screen()
    words = ["ask", "kiuj sub Apache kaj flugas?", "--lang", "eo", "--intents", str(folder)]
    assert run(words, screen.streams) == 1
    assert screen.out.getvalue().startswith("Mi ne komprenis")
