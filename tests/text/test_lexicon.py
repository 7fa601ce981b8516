"""The table of surface forms."""

from __future__ import annotations

import msgspec
import pytest

from chatbot.datatypes.lexicon import Entry, Lexicon
from chatbot.text.fold import tokenise
from chatbot.text.lexicon import compile_lexicon
from chatbot.text.spellings import Spellings

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


@pytest.mark.parametrize("text", ["Falcon-180B", "falcon_180b", "falcon180b", "FALCON 180 B", "falcon/180b"])
def test_separators_do_not_matter(text: str) -> None:
    assert find(text)[-1][1] == "falcon-180b"


@pytest.mark.parametrize("text", ["GPT-NeoX", "gpt neox", "GPTNeoX", "gpt neo x", "gpt-neo-x"])
def test_names_written_together_or_apart(text: str) -> None:
    assert [identity for _, identity in find(text)] == ["gpt-neox"]


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
