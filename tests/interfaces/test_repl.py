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
from chatbot.interfaces.repl import Repl, converse_at_terminal, new_session, open_history, reader_of
from tests.interfaces.stand_in import Screen, StandIn

CTRL_C, CTRL_D = "\x03", "\x04"


def type_in(keys: str, *, history=None, options: Options | None = None) -> str:
    """Return what a person sees who types these keys."""
    screen = Screen()
    with create_pipe_input() as given:
        given.send_text(keys)
        session = new_session(history or InMemoryHistory(), given, DummyOutput())
        Repl(StandIn(), options or Options(), screen.streams).run(reader_of(session))
    return screen.out.getvalue()


def test_first_lines_are_few_and_ctrl_d_leaves():
    assert type_in(CTRL_D).count("\n") <= 3


def test_questions_are_one_conversation():
    shown = type_in("turn?\rturn?\r/new\rturn?\r" + CTRL_D)
    assert [line[0] for line in shown.split("\n") if line.endswith(" before")] == ["0", "1", "0"]


def test_ctrl_c_clears_the_line():
    shown = type_in("nonsense" + CTRL_C + "can I?\r" + CTRL_D)
    assert "No." in shown
    assert "Not understood" not in shown


def test_quit_leaves_and_the_rest_is_not_read():
    assert "No." not in type_in("/quit\rcan I?\r" + CTRL_D)


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ("/help\r", "/quit"),
        ("/halp\r", "did you mean '/help'"),
        ("/explain can I?\r", "can I?: read by no rule"),
        ("can I?\r/explain\r", "can I?: read by no rule"),
        ("/explain\r", "Nothing was asked yet."),
        ("/all\r", "Nothing was asked yet."),
        ("can I?\r/all\r", "No.\n\nNo.\n"),
    ],
)
def test_commands(keys, said):
    assert said in type_in(keys + CTRL_D)


def test_a_bug_does_not_end_the_conversation():
    assert "No." in type_in("crash\rcan I?\r" + CTRL_D)


def test_empty_lines_say_nothing():
    assert type_in("\r  \r" + CTRL_D) == type_in(CTRL_D)


def test_a_paste_of_two_lines_is_two_questions():
    shown = type_in("\x1b[200~turn?\nturn?\x1b[201~\r" + CTRL_D)
    assert "0 before" in shown
    assert "1 before" in shown


def test_what_was_typed_can_be_brought_back():
    history = InMemoryHistory()
    type_in("turn?\rcan I?\r" + CTRL_D, history=history)
    assert list(history.get_strings()) == ["turn?", "can I?"]


def test_other_forms():
    assert "**No.**" in type_in("can I?\r" + CTRL_D, options=Options(format="markdown"))


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
        read = reader_of(new_session(InMemoryHistory(), given, DummyOutput()))

        def end():
            time.sleep(0.3)
            os.kill(os.getpid(), signal.SIGTERM)

        threading.Thread(target=end).start()
        with pytest.raises(SystemExit) as left:
            read()
    assert left.value.code == 128 + signal.SIGTERM
