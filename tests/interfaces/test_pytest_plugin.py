"""The plugin, run by pytest inside pytest."""

from __future__ import annotations

import pytest

from chatbot.interfaces import pytest_plugin
from tests.interfaces.stand_in import StandIn

pytest_plugins = ["pytester"]

SCRIPT = """\
- ask: [can I?, "how big?"]
  verdict: no
- ask: nonsense [x]
  status: answered
  xfail: not there yet
- ask: 你好
  status: answered
"""


@pytest.fixture
def project(pytester, request, monkeypatch):
    monkeypatch.setattr(pytest_plugin.Loader, "bot", property(lambda loader: StandIn()))  # both run in one process
    pytester.makeini(f"[pytest]\npythonpath = {request.config.rootpath}\n")
    pytester.path.joinpath("a.qa.yaml").write_text(SCRIPT, encoding="utf-8")
    return pytester


def test_one_test_a_wording(project):
    result = project.runpytest_inprocess("-rf")
    result.assert_outcomes(passed=1, failed=2, xfailed=1)
    result.stdout.fnmatch_lines(["*a.qa.yaml:1: how big?", "*verdict: expected no, got null*"])


def test_picked_by_words_and_run_again(project):
    project.runpytest_inprocess("-k", "big").assert_outcomes(failed=1, deselected=3)
    project.runpytest_inprocess("a.qa.yaml::你好").assert_outcomes(failed=1)
    project.runpytest_inprocess("--lf").assert_outcomes(failed=2)


def test_a_mark_that_is_out_of_date_fails(project):
    project.path.joinpath("a.qa.yaml").write_text("- {ask: can I?, verdict: no, xfail: old}\n")
    project.runpytest_inprocess().assert_outcomes(failed=1)


def test_faulty_scripts_are_errors(project):
    project.path.joinpath("a.qa.yaml").write_text("- {ask: can I?, verdit: no}\n")
    result = project.runpytest_inprocess()
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*a.qa.yaml:1: error: unknown key 'verdit'*"])
