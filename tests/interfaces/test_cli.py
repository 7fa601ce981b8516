"""The command line: words, options, exit codes, streams."""

from __future__ import annotations

import io
import json
import subprocess
import sys

import pytest

from chatbot import __version__
from chatbot.datatypes.problem import Problem
from chatbot.errors import UsageError
from chatbot.interfaces.arguments import parse
from chatbot.interfaces.cli import run
from chatbot.interfaces.streams import clean_argument
from chatbot.interfaces.version import version_line
from tests.interfaces.stand_in import Screen, StandIn, call, no_data
from tests.shipped import shipped


def lines_of(output: str) -> list[dict]:
    return [json.loads(line) for line in output.split("\n") if line]


@pytest.mark.parametrize(
    "argv",
    [
        ["--json", "--lang", "zh", "ask", "how", "big?"],
        ["ask", "--json", "how", "--lang=zh", "big?"],
        ["ask", "how", "big?", "--format", "json", "--lang", "zh"],
    ],
)
def test_options_stand_anywhere(argv):
    options = parse(argv)
    assert (options.command, options.question, options.format, options.language) == ("ask", "how big?", "json", "zh")


def test_words_with_a_dash():
    assert parse(["ask", "--", "--json", "-x"]).question == "--json -x"
    assert parse(["ask", "-5", "-", "- is this", "-1.5"]).question == "-5 - - is this -1.5"
    assert parse(["ask", "--json", "--", "a"]).format == "json"


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["aks", "how big?"], "did you mean 'ask'"),
        (["which models?"], "unknown command"),
        (["ask", "--jsno", "x"], "did you mean '--json'"),
        (["ask", "--form", "json"], "unknown option --form"),
        (["ask", "x", "--format", "xml"], "invalid choice"),
        (["ask", "x", "--lang", "fr"], "unknown language 'fr'; known: auto, en, zh"),
        (["explain", "x", "--lang", "eng"], "did you mean 'en'"),
        (["ask", "x", "--lang"], "expected one argument"),
        (["lint", "--independent"], "belongs to: chatbot ask"),
        (["ask", "x", "--update"], "belongs to: chatbot test"),
        (["ask", "x", "--schema", "d"], "belongs to: chatbot lint"),
        (["ask"], "no question"),
        (["ask", " ", ""], "empty"),
        (["ask", "x", "--strict"], "belongs to: chatbot lint"),
        (["lint", "x"], "takes no words"),
        (["test"], "no path"),
        (["test", "no/such/path"], "there is no"),
    ],
)
def test_wrong_usage(argv, said):
    code, out, err = call(*argv)
    assert (code, out) == (2, "")
    assert said in err


def test_help_fits_a_terminal_and_names_every_command():
    code, out, err = call("--help")
    assert (code, err) == (0, "")
    assert max(map(len, out.split("\n"))) <= 80
    assert all(f"\n  {command} " in out for command in ("ask", "explain", "test", "lint"))
    assert call("ask", "-h")[1] == out


def test_version():
    assert call("--version") == (0, version_line(shipped().catalog_dates()) + "\n", "")


def test_version_names_the_date_of_own_data(tmp_path):
    (tmp_path / "domain.yaml").write_text("id: bicycles\nas_of: 2020-01-02\n")
    assert "bicycles 2020-01-02)" in call("--version", "--knowledge", str(tmp_path))[1]


def test_version_is_told_even_if_the_data_are_at_fault(tmp_path):
    (tmp_path / "domain.yaml").write_text("[")
    code, out, err = call("--version", "--knowledge", str(tmp_path))
    assert (code, out) == (2, f"chatbot {__version__}\n")
    assert "domain.yaml:" in err


def test_faulty_data():
    screen = Screen()
    assert run(["ask", "x"], screen.streams, no_data) == 2
    assert screen.out.getvalue() == ""
    assert "a.yaml:3: error: wrong [x]" in screen.err.getvalue()


def test_one_question():
    assert call("ask", "can", "I?") == (0, "No.\n", "")
    assert call("ask", "nonsense")[0] == 1


def test_input_is_not_read_where_a_question_is_given():
    code, out, _ = call("ask", "can I?", given=b"how big?\n")
    assert (code, out) == (0, "No.\n")


def test_forms():
    assert call("ask", "can I?", "--format", "markdown")[1] == "**No.**\n"
    assert json.loads(call("ask", "can I?", "--json")[1])["verdict"] == "no"


def test_width_is_that_of_the_terminal():
    assert call("ask", "can I?", width=50)[1] == "No. (50 columns, None rows)\n"


@pytest.mark.parametrize("command", [["ask"], []])
def test_lines_are_one_conversation(command):
    code, out, _ = call(*command, "--json", given=b"turn?\nturn?\n\nturn?\n \t \nturn?")
    assert code == 0
    assert [line["text"] for line in lines_of(out)] == ["0 before", "1 before", "0 before", "0 before"]


def test_independent_lines():
    _, out, _ = call("ask", "--json", "--independent", given=b"turn?\nturn?\n")
    assert [line["text"] for line in lines_of(out)] == ["0 before", "0 before"]


def test_texts_are_set_apart():
    assert call("ask", given=b"can I?\nturn?\n")[1] == "No.\n\n1 before\n"


def test_one_unanswered_line_sets_the_exit_code():
    assert call("ask", given=b"can I?\nnonsense\ncan I?\n")[0] == 1
    assert call("ask", given=b"") == (0, "", "")


def test_a_bug_costs_one_line_its_answer_and_no_other():
    code, out, err = call("ask", "--json", given=b"can I?\ncrash\ncan I?\n")
    assert code == 1
    assert [line["status"] for line in lines_of(out)] == ["answered", "not_understood", "answered"]
    assert lines_of(out)[1]["question"] == "crash"
    assert err.startswith("chatbot: crash: ValueError: a bug (stand_in.py:")
    assert call("ask", "crash")[1] == "Not understood.\n"


def test_only_a_line_feed_ends_a_line():
    odd = "a\rb\x0bc\x0cd\u2028e\u0085f"
    _, out, _ = call("ask", "--json", given=(odd + "\ncan I?").encode())
    assert [line["question"] for line in lines_of(out)] == [odd, "can I?"]
    assert len(out.splitlines()) == 2, "readers that split at other characters must not be misled"


def test_broken_utf8_long_lines_and_byte_order_mark():
    long = b"x" * 1_000_000
    _, out, _ = call("ask", "--json", given=b"\xef\xbb\xbfcan I?\nab\xff\xfe\n" + long + b"\n")
    first, second, third = lines_of(out)
    assert first["verdict"] == "no"
    assert second["question"] == "ab\ufffd\ufffd"
    assert len(third["question"]) == 1_000_000


def test_arguments_that_are_no_utf8():
    assert clean_argument(b"ab\xff".decode("utf-8", "surrogateescape")) == "ab\ufffd"


def test_explain():
    assert call("explain", "can", "I?") == (0, "can I?: read within its conversation\n", "")
    assert call("explain", "what", "now?") == (1, "what now?: read within its conversation\n", "")
    status, out, _ = call("explain", "--json", given=b"can I?\n\nb\n")
    assert (status, [line["question"] for line in lines_of(out)]) == (1, ["can I?", "b"])


def test_explain_goes_on_after_a_bug():
    status, out, err = call("explain", "--json", given=b"crash\ncan I?\n")
    assert (status, [line["question"] for line in lines_of(out)]) == (1, ["crash", "can I?"])
    assert "ValueError" in err


class Slow(io.BytesIO):
    """An input whose blocks come late; notes what had been written when each was asked for."""

    def __init__(self, screen: Screen, *blocks: bytes) -> None:
        super().__init__()
        self.screen, self.blocks, self.seen = screen, list(blocks), []

    def read1(self, size=-1):
        self.seen.append(self.screen.out.getvalue())
        return self.blocks.pop(0) if self.blocks else b""

    def readline(self, size=-1):
        return self.read1()


@pytest.mark.parametrize("option", [[], ["--independent"]])
def test_each_answer_is_flushed_before_the_next_question_is_read(option):
    screen = Screen(b"")
    slow = Slow(screen, b"turn?\ncan ", b"I?\n", b"which?", b"\nturn?")
    assert run(["ask", *option], screen.streams._replace(lines=slow), lambda options: StandIn()) == 0
    assert slow.seen[1:4] == ["0 before\n", "0 before\n\nNo.\n", "0 before\n\nNo.\n"]
    assert screen.out.getvalue().endswith(" before\n")


class Gone:
    """An output whose reader has gone."""

    def __init__(self, fault):
        self.fault = fault

    def write(self, text):
        raise self.fault

    def fileno(self):
        raise AssertionError


@pytest.mark.parametrize(
    ("fault", "code"), [(KeyboardInterrupt(), 130), (OSError(28, "No space left"), 2), (UsageError("so"), 2)]
)
def test_faults_of_the_output(fault, code):
    screen = Screen()
    assert run(["ask", "can I?"], screen.streams._replace(out=Gone(fault)), lambda options: StandIn()) == code


def test_messages_that_cannot_be_written_change_no_exit_code():
    screen = Screen()
    assert run(["asc"], screen.streams._replace(err=Gone(OSError(28, "No space left"))), lambda options: StandIn()) == 2


@pytest.mark.parametrize(("severity", "codes"), [("warning", (0, 1)), ("error", (1, 1))])
def test_lint_fails_on_warnings_only_where_it_is_strict(monkeypatch, severity, codes):
    found = (Problem(file="terms.yaml", line=3, severity=severity, code="odd", message="odd"),)
    monkeypatch.setattr("chatbot.interfaces.linting.lint", lambda *_roots: found)
    assert (call("lint")[0], call("lint", "--strict")[0]) == codes


def test_a_folder_of_schemas_that_cannot_be_had_is_named(tmp_path):
    (tmp_path / "file").touch()
    code, _, complaint = call("lint", "--schema", str(tmp_path / "file"))
    assert code == 2
    assert str(tmp_path / "file") in complaint
    assert "Traceback" not in complaint


def test_reader_that_goes_away():
    program = (
        "import sys; from chatbot.interfaces.cli import run; from chatbot.interfaces.streams import standard_streams;"
        "from tests.interfaces.stand_in import StandIn;"
        "sys.exit(run(['ask'], standard_streams(), lambda options: StandIn()))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        process.stdout.close()
        process.stdin.write(b"can I?\n" * 10)
        process.stdin.close()
        assert process.stderr.read() == b""
        assert process.wait(20) in {0, 1}
