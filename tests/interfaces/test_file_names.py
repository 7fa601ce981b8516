"""Names of files while they are typed."""

from __future__ import annotations

import pytest

from chatbot.interfaces.completion import Completions
from chatbot.interfaces.file_names import FOLDER, FREE, TAKEN, file_names
from chatbot.text.vocabulary import indexed

ENDINGS = (".qa.yaml", ".md")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "talks").mkdir()
    (tmp_path / ".hidden").mkdir()
    for name in ("tale.md", "tall.txt", "talks/one.md", "聊天.md"):
        (tmp_path / name).write_text("", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", [("talks/", FOLDER), ("tale.md", TAKEN), ("聊天.md", TAKEN)]),
        ("ta", [("talks/", FOLDER), ("ta.qa.yaml", FREE), ("ta.md", FREE), ("tale.md", TAKEN)]),
        ("tale", [("tale.qa.yaml", FREE), ("tale.md", TAKEN)]),
        ("tale.md", []),
        ("new.q", [("new.qa.yaml", FREE)]),
        ("talks/o", [("o.qa.yaml", FREE), ("o.md", FREE), ("one.md", TAKEN)]),
        ("聊", [("聊.qa.yaml", FREE), ("聊.md", FREE), ("聊天.md", TAKEN)]),
        (".", [(".hidden/", FOLDER)]),
        ("new.", [("new.qa.yaml", FREE), ("new.md", FREE)]),
        ("nowhere/x", []),
        ("~nobody-of-this-name/", []),
        ("\0/", []),
    ],
)
@pytest.mark.usefixtures("folder")
def test_what_may_follow(typed, expected):
    assert [(name.text, name.kind) for name in file_names(typed, ENDINGS)] == expected


def test_only_the_last_part_is_replaced(folder):
    typed = f'"{folder}/talks/on'
    assert {name.start for name in file_names(typed, ENDINGS)} == {len(typed) - 2}


@pytest.mark.usefixtures("folder")
def test_commands_that_write_files():
    completions = Completions(indexed((), (), ()), (), {"/save": ("",)}, {"/save": ENDINGS})
    first = completions.find("/save my tal")
    assert [(match.start, match.text) for match in first] == [(6, "my tal.qa.yaml"), (6, "my tal.md")]
    assert completions.find("/save ta")[0].text == "talks/"
