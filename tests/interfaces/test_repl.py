"""The prompt: what is typed goes through prompt_toolkit's own test input, answers into memory."""

from __future__ import annotations

import os
import signal
import stat
import threading
import time

import pytest
from prompt_toolkit.history import InMemoryHistory
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from chatbot.interfaces.arguments import Options
from chatbot.interfaces.keyboard import ending_on_signals
from chatbot.interfaces.repl import (
    Prompt,
    converse_at_terminal,
    cut,
    open_history,
)
from chatbot.interfaces.talk import Talk
from tests.interfaces.stand_in import Screen, StandIn

CTRL_C, CTRL_D, RIGHT = "\x03", "\x04", "\x1b[C"


def type_in(*keys: str, history=None) -> str:
    """Return what a person sees who types these keys, with a pause wherever they are divided."""
    screen = Screen()

    def type_on(pause: float = 0.3) -> None:
        for more in keys[1:]:
            time.sleep(pause)
            given.send_text(more)

    with create_pipe_input() as given:
        given.send_text(keys[0])
        threading.Thread(target=type_on).start()
        talk = Talk(StandIn(), Options(), screen.streams)
        talk.run(Prompt(talk, history or InMemoryHistory(), given, DummyOutput()).read)
    return screen.out.getvalue()


def test_ctrl_d_leaves_and_empty_lines_say_nothing():
    assert type_in("\r  \r" + CTRL_D) == type_in(CTRL_D)


def test_ctrl_c_clears_the_line():
    shown = type_in("nonsense" + CTRL_C + "can I?\r" + CTRL_D)
    assert "No." in shown
    assert "Not understood" not in shown
    assert "repl.leave" not in shown


def test_ctrl_c_in_an_empty_line_says_how_to_leave():
    assert "repl.leave" in type_in(CTRL_C + CTRL_D)


@pytest.mark.parametrize("key", ["\t", RIGHT])
def test_the_grey_question_can_be_taken(key):
    assert "Two." in type_in(key + "\r" + CTRL_D)


def test_a_completion_is_taken_before_the_line_is_sent():
    history = InMemoryHistory()
    type_in("see big", "\t", "\r now\r" + CTRL_D, history=history)
    assert list(history.get_strings())[-1] == "see Big Fish now"


def test_a_paste_of_two_lines_is_two_questions():
    shown = type_in("\x1b[200~turn?\nturn?\x1b[201~\r" + CTRL_D)
    assert "0 before" in shown
    assert "1 before" in shown


def test_what_was_typed_can_be_brought_back():
    history = InMemoryHistory()
    type_in("turn?\rcan I?\r" + CTRL_D, history=history)
    assert list(history.get_strings()) == ["turn?", "can I?"]


@pytest.mark.parametrize(("columns", "expected"), [(20, " 许可证 MIT"), (10, " 许可证…"), (3, "…")])
def test_the_bar_is_cut_to_the_width(columns, expected):
    assert cut(" 许可证 MIT", columns) in {expected, " " + expected}


def test_history_is_kept_for_its_owner_alone(tmp_path):
    folder = tmp_path / "state" / "app"
    type_in("turn?\r" + CTRL_D, history=open_history(folder))
    path = folder / "history"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "turn?" in path.read_text()
    path.chmod(0o644)
    open_history(folder)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_history_without_a_folder(tmp_path):
    (tmp_path / "file").touch()
    assert isinstance(open_history(tmp_path / "file" / "app"), InMemoryHistory)
    assert isinstance(open_history(None), InMemoryHistory)


def test_dumb_terminals_get_a_plain_prompt(monkeypatch):
    monkeypatch.setenv("TERM", "dumb")
    screen = Screen(b"can I?\n/quit\n")
    converse_at_terminal(StandIn(), Options(), screen.streams)
    shown = screen.out.getvalue()
    assert "> No.\n" in shown
    assert "\x1b" not in shown


def test_a_signal_ends_the_prompt_in_order():
    with create_pipe_input() as given:
        prompt = Prompt(Talk(StandIn(), Options(), Screen().streams), InMemoryHistory(), given, DummyOutput())

        def end():
            time.sleep(0.3)
            os.kill(os.getpid(), signal.SIGTERM)

        threading.Thread(target=end).start()
        with pytest.raises(SystemExit) as left:
            prompt.read()
    assert left.value.code == 128 + signal.SIGTERM


def test_a_signal_ends_an_answer_in_order():
    before = signal.getsignal(signal.SIGHUP)
    with ending_on_signals(), pytest.raises(SystemExit) as left:
        signal.raise_signal(signal.SIGHUP)
    assert left.value.code == 128 + signal.SIGHUP
    assert signal.getsignal(signal.SIGHUP) == before
