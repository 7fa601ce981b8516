"""Nothing that was typed can control a terminal, reorder text or become markup."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.rendering.escape import clean, is_address, markdown

ANY = st.text(st.characters(exclude_categories=[]))


@given(ANY)
def test_cleaned_text_is_one_line_without_controls(text: str) -> None:
    for char in clean(text):
        assert unicodedata.category(char) not in ("Cc", "Cs", "Zl", "Zp")
        assert unicodedata.category(char) != "Cf" or ord(char) in (0x200C, 0x200D)


@given(ANY)
def test_cleaning_keeps_what_can_be_shown_and_is_done_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert len(clean(text)) == len(text)


@given(st.text(st.sampled_from("ab1 .-#*_`[]<>|!&$~\\()+=")))
def test_every_mark_of_markdown_is_literal(text: str) -> None:
    escaped = markdown(text)
    for place, char in enumerate(escaped):
        if char in "*_`[]<>|~$&":
            before = escaped[:place]
            assert (len(before) - len(before.rstrip("\\"))) % 2 == 1


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", "␛[31mred"),
        ("a\nb\tc", "a b c"),
        ("evil\u202etxt", "evil�txt"),
        ("鹭\u3000180B", "鹭\u3000180B"),
        ("क्\u200dष", "क्\u200dष"),
    ],
)
def test_clean(text: str, shown: str) -> None:
    assert clean(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("# a", "\\# a"),
        ("2. a", "2\\. a"),
        ("1.5万", "1.5万"),
        ("see https://a.org/x_y.", "see <https://a.org/x_y>."),
        ("(https://a.org/b_(c))", "(<https://a.org/b_(c)>)"),
        ("https://a.org/<b>", "<https://a.org/%3Cb%3E>"),
    ],
)
def test_markdown(text: str, shown: str) -> None:
    assert markdown(text) == shown


def test_only_web_addresses_are_links() -> None:
    assert is_address("https://example.org/a")
    assert not is_address("javascript:alert(1)")
    assert not is_address("https://example.org/a b")
