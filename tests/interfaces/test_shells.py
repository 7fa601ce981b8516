"""Completion in the shell: the scripts are well-formed and complete what the parser knows."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from chatbot.interfaces.arguments import build_parser
from tests.interfaces.stand_in import call

OPTIONS = [option for action in build_parser()._actions for option in action.option_strings]


@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_every_option_is_in_the_script(shell):
    code, script, _ = call("--completions", shell)
    assert code == 0
    assert [option for option in OPTIONS if option not in script] == []


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
@pytest.mark.parametrize(
    ("words", "expected"),
    [("l", ["lint"]), ("--no", ["--no-history"]), ("ask --lang z", ["zh"]), ("--format m", ["markdown"])],
)
def test_bash(words, expected):
    script = call("--completions", "bash")[1]
    ask = f"{script}\nCOMP_WORDS=(chatbot {words}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); _chatbot\n"
    ask += 'printf "%s\\n" "${COMPREPLY[@]}"\n'
    done = subprocess.run(["bash", "-c", ask], capture_output=True, text=True, check=True)
    assert done.stdout.split() == expected
    assert done.stderr == ""


def test_unknown_shell():
    code, _, complaint = call("--completions", "tcsh")
    assert code == 2
    assert "tcsh" in complaint
