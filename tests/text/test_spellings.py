"""What is spelt in a text."""

from __future__ import annotations

from chatbot.datatypes.lexicon import Entry
from chatbot.text.fold import tokenise
from chatbot.text.lexicon import compile_lexicon
from chatbot.text.spellings import Match, Spellings, spellings

NAMES = compile_lexicon(
    [
        ("Falcon[ LLM]", Entry("group", "falcon")),
        ("Falcon 180B", Entry("item", "falcon-180b")),
        ("the", Entry("filler", "article")),
        ("-", Entry("function", "dash")),
    ]
)


def find(text: str) -> list[tuple[int, str]]:
    texts = [token.text for token in tokenise(text)]
    return [(end, NAMES.entries[number].id) for start, end, number in Spellings(NAMES).matches(texts) if start == 0]


def test_several_lexicons_are_one() -> None:
    more = compile_lexicon([("Falcon Heights", Entry("place", "heights")), ("falcon", Entry("noun", "bird"))])
    spellings = Spellings(NAMES, more)
    found = [(end, spellings.entries[number].id) for _, end, number in spellings.matches(["falcon", "heights"])]
    assert found == [(1, "falcon"), (1, "bird"), (2, "heights")]


def test_all_places_are_looked_at() -> None:
    found = Spellings(NAMES).matches(["the", "falcon", "x", "the"])
    assert [(start, end, NAMES.entries[number].id) for start, end, number in found] == [
        (0, 1, "article"),
        (1, 2, "falcon"),
        (3, 4, "article"),
    ]


def test_two_separators_are_no_separator() -> None:
    assert find("falcon--180b") == [(1, "falcon")]


def test_a_mark_may_be_a_form_itself() -> None:
    assert find("- x") == [(1, "dash")]


def test_what_would_be_spelt_with_another_token():
    forms = ("a b c", "b c d e", "c x", "d", "d e", "y e")
    spellings = Spellings(compile_lexicon([(form, Entry("noun", form)) for form in forms]))
    assert spellings.instead(list("abq"), 2, "cdx") == {"c": [(0, 3, 0)]}
    found = spellings.instead(list("bcqe"), 2, "cdyx")
    assert found == {"d": [(0, 4, 1), (2, 4, 4)], "y": [(2, 4, 5)], "x": [(1, 3, 2)]}
    assert spellings.instead(list("zq"), 1, "cd") == {}, "alone they are spelt anyway"


def test_a_separator_is_skipped_and_the_end_lies_before_it() -> None:
    found: list[Match] = Spellings(NAMES).matches(["falcon", "-", "180", "-", "b", "-"], [0])
    assert [(start, end) for start, end, _ in found] == [(0, 1), (0, 5)]


def test_all_spellings_can_be_gone_through() -> None:
    found = spellings(compile_lexicon([("a[ b] (c|d)", Entry("noun", "x")), ("a c", Entry("noun", "y"))]))
    assert found == {"a c": (0, 1), "a d": (0,), "a b c": (0,), "a b d": (0,)}
