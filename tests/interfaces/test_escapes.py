"""Control sequences, hidden characters and turned directions do no harm, wherever they come in and go out."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from chatbot.bot import Chatbot
from chatbot.interfaces.arguments import Options
from chatbot.interfaces.cli import run
from chatbot.interfaces.qa_file import read_cases
from chatbot.interfaces.streams import clean_argument
from chatbot.interfaces.talk import Talk
from tests.interfaces.stand_in import Screen
from tests.shipped import shipped

HOSTILE = (
    "\x1b[31m", "\x1b]0;title\x07", "\x1b]8;;https://evil.example\x1b\\", "\x1bP+q\x1b\\", "\x07", "\x08\x08", "\r",
    "\0", "\x7f", "\x9b31m", "\x9d0;title\x9c", "\x85", "\u2028", "\u2029", "\u202e", "\u2066", "\u200b", "\u200f",
    "\u061c", "\ufeff", "\u00ad", "\ufff9", "\U000e0041", "\ue000",
)  # fmt: skip
MIXED = "".join(f"a{mark}b" for mark in HOSTILE)
ASKED = [*(f"who made {mark}BLOOM{mark}?" for mark in HOSTILE), f"what is {MIXED}?", f"{MIXED} \u4e2d\u6587", MIXED]


def called(*argv: str, given: bytes | None = None, **screen: int | bool) -> str:
    """Return all that the program writes."""
    used = Screen(given, **screen)
    run([clean_argument(word) for word in argv], used.streams, lambda options: shipped())
    return used.out.getvalue() + used.err.getvalue()


def is_harmless(text: str) -> bool:
    return all(line.isprintable() for line in text.split("\n"))


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
@pytest.mark.parametrize("command", ["ask", "explain"])
def test_questions(command: str, form: str) -> None:
    for question in ASKED:
        assert is_harmless(called(command, "--format", form, "--", question))
    assert is_harmless(called("ask", "--format", form, given=MIXED.encode(), width=60))


@pytest.mark.parametrize("question", ASKED)
def test_json_says_what_was_asked(question: str) -> None:
    assert json.loads(called("ask", "--json", "--", question))["question"] == question


@pytest.mark.parametrize(
    "argv",
    [
        (MIXED,), (f"--{MIXED}",), ("--lang", MIXED), ("--format", MIXED), ("test", MIXED), ("test",), ("lint", MIXED),
        ("ask", "--independent", f"--{MIXED}=1"), ("lint", "--knowledge", MIXED), ("--knowledge", MIXED, "--version"),
        ("ask", "a\udcffb"), ("test", "a\udcffb"),
    ],
)  # fmt: skip
def test_arguments(argv: tuple[str, ...]) -> None:
    assert is_harmless(called(*argv))


def test_names_of_files(tmp_path: Path) -> None:
    folder = tmp_path / "\x1b[31m\u202e"
    folder.mkdir()
    (folder / "\x9b1m.qa.yaml").write_text("- ask: [")
    (folder / "\x1b]0;x\x07.yaml").write_text("a: [")
    os.mkfifo(folder / "\n\x1bc.yaml")
    for argv in (("test", str(folder)), ("lint", "--knowledge", str(folder)), ("lint", "--schema", str(folder / "s"))):
        said = called(*argv)
        assert said
        assert is_harmless(said)


def talk() -> tuple[Talk, Screen]:
    screen = Screen()
    return Talk(shipped(), Options(), screen.streams), screen


@pytest.mark.parametrize("command", ["", "/explain ", "/help ", "/lang ", "/open ", "/save ", "/export ", "/save a.md"])
def test_commands(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # some of the names are good ones to save under
    heard, screen = talk()
    heard.hear("which models allow commercial use?")
    for mark in (*HOSTILE, MIXED):
        heard.hear(f"{command}{mark}".replace("\n", ""))
    for line in ("/json", "/all", "/table", "/sources", f"/{MIXED}"):
        heard.hear(line)
    assert is_harmless(screen.out.getvalue() + screen.err.getvalue())
    assert is_harmless(heard.hint())
    assert is_harmless(heard.topic())


def test_bytes_that_are_no_utf8(tmp_path: Path) -> None:
    heard, screen = talk()
    for line in ("who made \udcffBLOOM\ud800?", "/json", f"/save {tmp_path}/x.md", f"/save {tmp_path}/\udcff.qa.yaml"):
        heard.hear(line)
    assert screen.err.getvalue() == ""
    assert '"who made \ufffdBLOOM\ufffd?"' in screen.out.getvalue()
    assert len(list(tmp_path.iterdir())) == 2


def test_saved_conversations(tmp_path: Path) -> None:
    heard, _ = talk()
    for question in ASKED:
        heard.answer(question)
    heard.hear(f"/save {tmp_path}/x.qa.yaml")
    heard.hear(f"/save {tmp_path}/x.md")
    for name in ("x.qa.yaml", "x.md"):
        assert is_harmless((tmp_path / name).read_text(encoding="utf-8"))
    assert [case.ask for case in read_cases(tmp_path / "x.qa.yaml")] == ASKED
    assert "0 failed" in called("test", f"{tmp_path}/x.qa.yaml")


def test_styles_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    screen = Screen(typed=True)
    heard = Talk(shipped(), Options(), screen.streams)
    heard.answer("can I sell \x1b[31mGemma?")
    heard.answer("can I sell a product built on Gemma?")
    assert "\x1b[1m" in screen.out.getvalue()
    assert "\x1b[31m" not in screen.out.getvalue()


def test_names_and_notes_of_own_data(tmp_path: Path) -> None:
    """Whatever of it can stand in a data file at all."""
    folder = tmp_path / "llm"
    folder.mkdir()
    (folder / "terms.yaml").write_text(
        "- id: frotz\n  name: {en: 'Frotz | `x` <b>&amp; [y](javascript:z) \u05d0', zh: 'Frotz'}\n"
        "  names: {en: [frotz], zh: [frotz]}\n  definition: {en: '# a *b* <script> {{ 7*7 }} | c', zh: x}\n"
    )
    bot = Chatbot.load(knowledge=(tmp_path,))
    turn = bot.ask("what is frotz?")
    assert "{{ 7*7 }}" in turn.text()
    assert "<script>" not in turn.markdown()
    assert "\\[y\\](javascript" in turn.markdown()
