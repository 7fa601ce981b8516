"""Columns and line breaks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.rendering.width import TIE, pad, spaced, tight, width, wrap

URL = "https://example.org/a/very/long/address/that/no/line/holds"


@pytest.mark.parametrize(("text", "columns"), [("abc", 3), ("模型", 4), ("é", 1), ("（a）", 5), ("“a”", 3)])
def test_width(text: str, columns: int) -> None:
    assert width(text) == columns
    assert width(pad(text, 9)) == 9


@given(st.text(st.sampled_from("ab 模型，。（）12 ")), st.integers(8, 40))
def test_wrapped_lines_fit_and_lose_nothing(text: str, columns: int) -> None:
    lines = wrap(text, columns)
    assert all(width(line) <= columns + 6 for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_addresses_are_never_broken() -> None:
    assert any(URL in line for line in wrap(f"see 模型{URL}，good", 20, "  "))


def test_tied_blanks_hold_where_they_can() -> None:
    tied = f"BLOOM{TIE}3B"
    assert wrap(f"one two {tied}", 14) == ["one two", tied]
    assert wrap(f"用模型{TIE}[1]", 8) == ["用模", f"型{TIE}[1]"]
    assert wrap(tied, 6) == ["BLOOM", "3B"]


def test_a_line_may_end_between_scripts() -> None:
    assert wrap("模型Gull", 6) == ["模型", "Gull"]
    assert wrap("Gull模型", 6) == ["Gull模", "型"]


def test_no_line_starts_with_a_closing_mark() -> None:
    assert all(line[0] not in "，。）" for line in wrap("（模型）可以商用，也可以研究。" * 4, 12))


def test_hanging_indent_and_kept_lines() -> None:
    assert wrap("one two three\nfour", 9, "- ", "  ") == ["- one two", "  three", "  four"]


def test_no_width_means_no_wrapping() -> None:
    assert wrap("word " * 50, None) == [("word " * 50).rstrip()]


def test_blanks_around_ideographs() -> None:
    assert tight("鹭 可以 Gull") == "鹭可以 Gull"
    assert spaced("鹭与Gull的重量") == "鹭与 Gull 的重量"
    assert spaced("GPT-4和Mistral 7B v0.3和2024年的3个") == "GPT-4 和 Mistral 7B v0.3 和2024年的3个"
    assert spaced("Gull IT (1.0)和Lynx") == "Gull IT (1.0) 和 Lynx"
