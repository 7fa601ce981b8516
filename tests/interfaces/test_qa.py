"""Scripted questions: reading, comparing, reporting, recording."""

from __future__ import annotations

import pytest

from chatbot.errors import DataError
from chatbot.interfaces.qa_compare import fits
from chatbot.interfaces.qa_file import read_cases
from tests.interfaces.stand_in import call

MET = """\
- ask: [which?, "which?"]
  status: answered
  status_in: [answered, clarify]
  verdict: null
  count: null
  models: [a-1, a-2]
  models_set: [a-2, a-1]
  models_include: [a-1]
  models_exclude: [b-1]
  families: [a]
  groups: {yes: [a-1], no: []}
  text_contains: [a-1, a-2]
  text_excludes: b-1
  text_matches: "^Two"
- ask: how big?
  count: 1
  cells: [{model: a-1, attribute: size, value: 7000}, {sources: [s1]}]
- ask: can I?
  verdict: no
  lang: zh
  language: zh
- talk:
    - ask: [turn?, "turn?"]
      text: 0 before
    - ask: turn?
      text: 1 before
- ask: nonsense
  status: answered
  xfail: not there yet
"""


@pytest.fixture
def script(tmp_path):
    """Return a function that writes a script and runs it."""

    def written(text: str, *options: str):
        path = tmp_path / "a.qa.yaml"
        path.write_text(text, encoding="utf-8")
        return call("test", str(tmp_path), *options)

    return written


def test_met_expectations(script):
    code, out, err = script(MET)
    assert (code, err) == (0, "")
    assert out == "7 passed, 0 failed, 1 failed as expected\n"


@pytest.mark.parametrize(
    ("unmet", "said"),
    [
        ("status: clarify", "status: expected clarify, got answered"),
        ("status_in: [clarify, no_data]", "status: expected one of clarify, no_data, got answered"),
        ("models: [a-2, a-1]", "models: wrong order: expected a-2, a-1; got a-1, a-2"),
        ("models: [a-1, b-1]", "models: missing: b-1; not expected: a-2"),
        ("models_set: [a-1]", "models: not expected: a-2"),
        ("models_include: [b-1]", "models: missing: b-1"),
        ("models_exclude: [a-1, b-1]", "models: not expected: a-1"),
        ("families_set: []", "families: not expected: a"),
        ("verdict: yes", "verdict: expected yes, got null"),
        ("count: 2", "count: expected 2, got null"),
        ("groups: {no: [a-1]}", "groups.no: missing: a-1"),
        ("groups: null", "groups: expected none, got some"),
        ("cells: [{model: a-1, attribute: size}]", "cells: no {model: a-1, attribute: size}"),
        ("choices_include: [x]", "choices: missing: x; there: none"),
        ("unexplained_include: [x]", "unexplained: missing: x; there: none"),
        ("corrections: [{from: x, to: y}]", "corrections: missing: x -> y"),
        ("text_contains: [b-1]", "text: lacks 'b-1'"),
        ("text_excludes: [a-1]", "text: must not say 'a-1'"),
        ('text_matches: "^a$"', "text: nothing in it matches '^a$'"),
        ("lang: tlh", "lang: there is no language 'tlh'"),
        ("text: Three.", "  -Three.\n    +Two."),
        ("xfail: a reason", "marked xfail (a reason)"),
    ],
)
def test_unmet_expectations(script, unmet, said):
    code, out, _ = script(f"- ask: which?\n  {unmet}\n")
    assert code == 1
    assert "a.qa.yaml:1: which?" in out
    assert said in out
    assert out.endswith("0 passed, 1 failed\n")


def test_the_cell_that_is_there_is_shown(script):
    _, out, _ = script("- ask: how big?\n  cells: [{model: a-1, attribute: size, value: 8000}]\n")
    assert "there is {model: a-1, attribute: size, value: 7000, state: known}" in out


def test_a_crash_is_a_failure_and_the_rest_goes_on(script):
    code, out, _ = script("- ask: crash\n- ask: can I?\n")
    assert code == 1
    assert "crash: ValueError: a bug (stand_in.py:" in out
    assert out.endswith("1 passed, 1 failed\n")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- ask: which?\n  modles: [a]\n", "a.qa.yaml:2: error: unknown key 'modles' (did you mean 'models'?)"),
        ("- ask: which?\n  cells: [{modle: a}]\n", "unknown key 'modle'"),
        ("- ask: which?\n  groups: {maybe: [a]}\n", "unknown key 'maybe'"),
        ("- status: answered\n", "the key 'ask' is missing"),
        ("- ask: []\n", "no question"),
        ("- talk: [{ask: which?, modles: []}]\n", "unknown key 'modles'"),
        ("- talk: [{ask: which?}]\n  status: answered\n", "a.qa.yaml:2: error: unknown key 'status'"),
        ("- talk: which?\n", "expected a list"),
        ("ask: which?\n", "expected a list"),
        ("- ask: which?\n  text_matches: '('\n", "regular expression"),
        ("- ask: {a: b}\n", "a.qa.yaml:1"),
        ("- ask: which?\n  count: two\n", "a.qa.yaml:"),
        ("- [\n", "not valid YAML"),
    ],
)
def test_faults_of_a_script_are_named_with_their_line(script, text, said):
    code, out, err = script(text)
    assert (code, out) == (2, "")
    assert said in err


def test_no_scripts(tmp_path):
    code, _, err = call("test", str(tmp_path))
    assert code == 2
    assert "no .qa.yaml files" in err


def test_recorded_texts_are_rewritten_and_nothing_else(script, tmp_path):
    before = """\
# a comment
- ask: [which?, which]   # another
  xfail: ""
  text: old   # goes

- ask: which?
  text: |
    old

    older
  status: answered
- talk:
    - text: |-
        old
      ask: turn?
"""
    after = """\
# a comment
- ask: [which?, which]   # another
  xfail: ""
  text: |2-
    Two.

    a-1
    a-2

- ask: which?
  text: |2-
    Two.

    a-1
    a-2
  status: answered
- talk:
    - text: |2-
        0 before
      ask: turn?
"""
    code, out, _ = script(before, "--update")
    assert (tmp_path / "a.qa.yaml").read_text(encoding="utf-8") == after
    assert out.startswith("3 texts recorded\n")
    assert code == 1, "the second wording has another answer"
    assert "0 texts recorded" in script(after, "--update")[1]


def test_recorded_texts_keep_mark_and_line_ends(tmp_path):
    path = tmp_path / "a.qa.yaml"
    path.write_bytes(b"\xef\xbb\xbf- text: old\r\n  ask: can I?\r\n\r\n# end\r\n")
    assert call("test", str(path), "--update")[0] == 0
    assert path.read_bytes() == b"\xef\xbb\xbf- text: |2-\r\n    No.\r\n  ask: can I?\r\n\r\n# end\r\n"


@pytest.mark.parametrize("text", ["- {ask: can I?, text: old}\n", '- ask: can I?\n  "text": old\n'])
def test_texts_that_cannot_be_recorded_spoil_no_file(script, tmp_path, text):
    code, _, err = script(text, "--update")
    assert code == 2
    assert "a.qa.yaml:" in err
    assert (tmp_path / "a.qa.yaml").read_text() == text


def test_names_are_unique(tmp_path):
    path = tmp_path / "a.qa.yaml"
    path.write_text("- ask: [x, x]\n- talk: [{ask: x}, {ask: [y, z]}]\n")
    assert [case.name for case in read_cases(path)] == ["x", "x #2", "x #3", "x > y", "x > z"]


def test_a_missing_file_is_a_fault_of_data(tmp_path):
    with pytest.raises(DataError):
        read_cases(tmp_path / "none.qa.yaml")


@pytest.mark.parametrize(
    ("wanted", "got", "same"),
    [
        ("2048", 2048, True),
        ("2_048", 2048.0, True),
        ("yes", True, False),
        ("2048", "2048", True),
        ("x", 1, False),
        (None, None, True),
        (None, 0, False),
        (["a", "b"], ["b", "a"], True),
        (["a", "a"], ["a", "b"], False),
        (["a"], "a", False),
        ({"amount": "1"}, {"amount": 1, "unit": "t"}, True),
        ({"amount": "1"}, {"unit": "t"}, False),
    ],
)
def test_values(wanted, got, same):
    assert fits(wanted, got) is same
