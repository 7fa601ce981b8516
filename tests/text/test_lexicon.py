"""The table of surface forms."""

from __future__ import annotations

import msgspec
import pytest

from chatbot.datatypes.lexicon import Entry, Lexicon
from chatbot.text.fold import tokenise
from chatbot.text.lexicon import Spellings, compile_lexicon

NAMES = compile_lexicon(
    [
        ("Falcon[ LLM]", Entry("group", "falcon")),
        ("Falcon 180B", Entry("item", "falcon-180b")),
        ("GPT-NeoX", Entry("group", "gpt-neox")),
        ("licen(c|s)e", Entry("attribute", "license")),
        ("the", Entry("filler", "article")),
        ("falkon", Entry("group", "falcon", "misspelt")),
        ("-", Entry("function", "dash")),
    ]
)


def find(text: str, lexicon: Lexicon = NAMES) -> list[tuple[int, str]]:
    texts = [token.text for token in tokenise(text)]
    return [(end, lexicon.entries[number].id) for start, end, number in Spellings(lexicon).matches(texts) if start == 0]


def test_all_that_start_here_are_found() -> None:
    assert find("falcon 180b license") == [(1, "falcon"), (3, "falcon-180b")]
    assert find("falcon llm") == [(1, "falcon"), (2, "falcon")]
    assert find("my falcon") == []


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


@pytest.mark.parametrize("text", ["Falcon-180B", "falcon_180b", "falcon180b", "FALCON 180 B", "falcon/180b"])
def test_separators_do_not_matter(text: str) -> None:
    assert find(text)[-1][1] == "falcon-180b"


@pytest.mark.parametrize("text", ["GPT-NeoX", "gpt neox", "GPTNeoX", "gpt neo x", "gpt-neo-x"])
def test_names_written_together_or_apart(text: str) -> None:
    assert [identity for _, identity in find(text)] == ["gpt-neox"]


def test_two_separators_are_no_separator() -> None:
    assert find("falcon--180b") == [(1, "falcon")]


def test_a_mark_may_be_a_form_itself() -> None:
    assert find("- x") == [(1, "dash")]


def test_words_for_repairs() -> None:
    assert NAMES.words["falcon"] == NAMES.words["license"] == NAMES.words["licence"] == 1
    assert NAMES.words["the"] == 2
    assert "falkon" not in NAMES.words
    assert "180" not in NAMES.words
    assert NAMES.written["falcon"] == "Falcon"


def test_one_entry_for_all_its_forms() -> None:
    assert [entry.id for entry in NAMES.entries].count("license") == 1


def test_a_lexicon_survives_the_cache() -> None:
    again = msgspec.msgpack.decode(msgspec.msgpack.encode(NAMES), type=Lexicon)
    assert find("Falcon 180B", again) == find("Falcon 180B")


def test_variants_are_read_as_one() -> None:
    lexicon = compile_lexicon([("参数", Entry("attribute", "parameters"))], {"參": "参", "數": "数"})
    texts = [token.text for token in tokenise("參數", {"參": "参", "數": "数"})]
    assert Spellings(lexicon).matches(texts) == [(0, 2, 0)]


def test_what_would_be_spelt_with_another_token():
    forms = ("a b c", "b c d e", "c x", "d", "d e", "y e")
    spellings = Spellings(compile_lexicon([(form, Entry("noun", form)) for form in forms]))
    assert spellings.instead(list("abq"), 2, "cdx") == {"c": [(0, 3, 0)]}
    found = spellings.instead(list("bcqe"), 2, "cdyx")
    assert found == {"d": [(0, 4, 1), (2, 4, 4)], "y": [(2, 4, 5)], "x": [(1, 3, 2)]}
    assert spellings.instead(list("zq"), 1, "cd") == {}, "alone they are spelt anyway"
