"""A conversation without a terminal: lines in, what is said out."""

from __future__ import annotations

import os

import pytest

from chatbot.interfaces.arguments import Options
from chatbot.interfaces.qa_file import read_cases
from chatbot.interfaces.talk import Talk, own_language
from tests.interfaces.stand_in import Screen, StandIn


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")


def heard(*lines: str, options: Options | None = None, width: int | None = None) -> str:
    """Return what is said while these lines are typed."""
    screen = Screen(width=width)
    talk = Talk(StandIn(), options or Options(), screen.streams)
    typed = iter(lines)

    def read() -> str:
        line = next(typed, None)
        if line is None:
            raise EOFError
        if line == "^C":
            raise KeyboardInterrupt
        return line

    talk.run(read)
    return screen.out.getvalue() + screen.err.getvalue()


def test_first_lines_are_few():
    assert heard().count("\n") <= 3


def test_messages_are_wrapped_to_a_narrow_terminal(monkeypatch):
    monkeypatch.setattr(Talk, "width", 20)
    assert "<en repl.unknown>\n/xyzzy" in heard("/xyzzy")


def test_questions_are_one_conversation():
    shown = heard("turn?", "turn?", "/reset", "turn?", "/back", "/back", "turn?")
    assert [line[0] for line in shown.split("\n") if line.endswith(" before")] == ["0", "1", "0", "2"]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["/help"], "/help [TOPIC]             help"),
        (["/help size"], "<en repl.topic.size.text>"),
        (["/help 大"], "<en repl.topic.size.text>"),
        (["/help fish"], "<en repl.no_topic> fish sizes"),
        (["/halp"], "<en repl.unknown_near> /halp /help"),
        (["/xyzzy"], "<en repl.unknown> /xyzzy"),
        (["/explain can I?"], "can I?: read by no rule"),
        (["can I?", "/explain"], "can I?: read within its conversation"),
        (["can I?", "/all"], "No.\n\nNo.\n"),
        (["can I?", "/more"], "No.\n\nNo.\n"),
        (["how big?", "/sources"], "[1] A book https://example.org/a\n[2] A letter"),
        (["can I?", "/sources"], "<en repl.no_sources>"),
        (["how big?", "/open 1"], "\nhttps://example.org/a\n"),
        (["how big?", "/open [2]"], "\nA letter\n"),
        (["how big?", "/open 3"], "<en repl.no_source> 3 2"),
        (["how big?", "/open it"], "<en repl.number_needed>"),
        (["how big?", "/table"], "A table."),
        (["how big?", "/chart"], "A chart."),
        (["can I?", "/chart"], "<en repl.no_facts>"),
        (["can I?", "/table"], "<en repl.no_facts>"),
        (["can I?", "/json"], '"verdict": "no"'),
        (["/lang zh", "can I?", "/back"], "<zh repl.language> Chinese"),
        (["/lang"], "<en repl.language> <en repl.language_auto>"),
        (["/lang zh", "/lang auto"], "<en repl.language> <en repl.language_auto>"),
        (["/lang tlh"], "<en repl.no_language> tlh auto, en, zh"),
        (["/back"], "<en repl.back_none>"),
        (["can I?", "/back"], "<en repl.back_start>"),
        (["can I?", "turn?", "/back"], "<en repl.back> can I?"),
        (["/save x.md"], "<en repl.nothing>"),
        (["can I?", "/save"], "<en repl.file_needed> /save answers.qa.yaml"),
        (["can I?", "/save x.txt"], "<en repl.file_kind> .qa.yaml, .md"),
        (["can I?", "/save /nowhere/at/all/x.md"], "<en repl.file_fault> /nowhere/at/all/x.md"),
        (["can I?", "/export x.csv"], "<en repl.no_facts>"),
        (["^C"], "<en repl.leave>"),
        (["crash", "can I?"], "No."),
        (["/quit", "can I?"], "<en repl.welcome>\n"),
    ],
)
def test_commands(lines, said):
    assert said in heard(*lines)


@pytest.mark.parametrize("command", ["/all", "/explain", "/sources", "/open 1", "/table", "/json", "/export x.csv"])
def test_commands_on_the_last_answer_say_if_there_is_none(command):
    assert heard(command).endswith("<en repl.nothing>\n")


def test_quit_leaves_and_the_rest_is_not_read():
    assert "No." not in heard("/quit", "can I?")
    assert "No." not in heard("/exit\ncan I?")


def test_a_paste_of_two_lines_is_two_questions():
    shown = heard("turn?\nturn?")
    assert "0 before" in shown
    assert "1 before" in shown


def test_what_stops_an_answer_does_not_end_the_conversation(monkeypatch):
    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(StandIn, "explain", stop)
    assert "No." in heard("/explain x", "can I?").partition("<en repl.stopped>")[2]


def test_other_forms():
    assert "**No.**" in heard("can I?", options=Options(format="markdown"))


def test_a_saved_conversation_is_a_test_that_passes(tmp_path):
    path = tmp_path / 'said "here".qa.yaml'
    shown = heard("which?", "can I?", "/reset", "how big?", f"/save {path}", f"/save {path}")
    assert f"<en repl.saved> {path}" in shown
    assert f"<en repl.file_exists> {path}" in shown
    cases = read_cases(path)
    assert [(case.ask, case.before) for case in cases] == [("which?", ()), ("can I?", ("which?",)), ("how big?", ())]
    assert cases[0].expected.models == ("a-1", "a-2")
    assert cases[1].expected.verdict == "no"
    assert cases[2].expected.count == 1


def test_a_saved_conversation_to_read(tmp_path):
    path = tmp_path / "said.md"
    heard("can I?", f"/save {path}")
    assert path.read_text() == "### can I?\n\n**No.**\n"


def test_a_file_that_cannot_be_written_is_named_and_nothing_is_left(tmp_path, monkeypatch):
    (tmp_path / "file").touch()

    def full(*_):
        raise OSError(28, "No space left on device")

    assert "repl.file_fault> " in heard("how big?", f"/save {tmp_path}/file/x.md")
    assert "repl.file_fault> " in heard("how big?", "/save ~nobody-of-this-name/x.md", "/export a\0b.csv")
    monkeypatch.setattr(os, "fsync", full)
    for command in ("/save", "/export"):
        said = heard("how big?", f"{command} {tmp_path}/x.md")
        assert f"repl.file_fault> {tmp_path}/x.md No space left on device" in said
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_exported_facts(tmp_path):
    path = tmp_path / "facts.csv"
    heard("how big?", f"/export {path}", f"/export {tmp_path}/facts.md")
    head, line = path.read_text().splitlines()
    assert head == "model,subject,attribute,state,value,display,note,confidence,sources"
    assert line == "a-1,,size,known,7000,,,,s1"
    assert (tmp_path / "facts.md").read_text() == "**A table.**\n"


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [("LC_ALL", "zh_CN.UTF-8", "zh"), ("LC_ALL", "C", "en"), ("LC_ALL", "", "zh"), ("LANG", "en_US", "zh")],
)
def test_language_of_the_surroundings(monkeypatch, name, value, expected):
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("LC_MESSAGES", "zh_TW")
    monkeypatch.setenv(name, value)
    assert own_language(["en", "zh"]) == expected


def test_hint_and_topic():
    talk = Talk(StandIn(), Options(), Screen().streams)
    assert (talk.hint(), talk.topic()) == ("which?", "")
    talk.hear("can I?")
    assert talk.hint() == "how big?"
    assert talk.topic() == "<en repl.bar.about> 1 fish    en"
    talk.hear("/lang zh")
    assert talk.examples() == ["哪些？", "which?", "how big?"]
