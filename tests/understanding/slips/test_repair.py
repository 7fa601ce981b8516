"""Repairs of misspelt words: letters, never digits, and only where one word is meant."""

from __future__ import annotations

import pytest

from chatbot.datatypes.reading import Correction, Mention, Token
from chatbot.text.fold import tokenise
from chatbot.understanding.slips.repair import MOST, Repairer, uncovered

WORDS = {"falcon": 1, "gemma": 1, "license": 1, "opus": 1, "models": 2, "with": 2, "which": 2, "grain": 1, "groin": 1}


def find(tokens: tuple[Token, ...]) -> list[Mention]:
    """Every known word is a mention of itself."""
    return [Mention(i, i + 1, "word", t.text) for i, t in enumerate(tokens) if t.text in WORDS]


def repair(text: str) -> tuple[list[str], tuple[Correction, ...]]:
    tokens = tokenise(text)
    repairer = Repairer(WORDS, {"falcon": "Falcon"}, find)  # type: ignore[arg-type]
    mended, _, corrections = repairer.repair(tokens, find(tokens))
    return [token.text for token in mended], corrections


def test_a_slip_is_repaired_and_told() -> None:
    assert repair("Falcno license") == (["falcon", "license"], (Correction("Falcno", "Falcon"),))
    assert repair("licnese") == (["license"], (Correction("licnese", "license"),))


@pytest.mark.parametrize("text", ["falcon", "opsu", "gemm", "180", "fal", "something", "grian"])
def test_what_is_left_alone(text: str) -> None:
    words, corrections = repair(text)
    expected = {"opsu": "opus", "gemm": "gemma", "grian": "grain"}.get(text, text)
    assert words == [expected] or (words, corrections) == ([text], ())


def test_two_candidates_stay_open() -> None:
    assert repair("gruin") == (["gruin"], ())


def test_short_words_are_not_taken_for_function_words() -> None:
    assert repair("wih") == (["wih"], ())
    assert repair("wth") == (["wth"], ())


def test_a_word_of_the_language_is_no_slip() -> None:
    tokens = tokenise("falcons licence")
    repairer = Repairer(WORDS, {}, find, others=["falcons"])  # type: ignore[arg-type]
    assert [token.text for token in repairer.repair(tokens, find(tokens))[0]] == ["falcons", "license"]


def test_too_many_slips_are_no_slips() -> None:
    text = " ".join(["falcno"] * (MOST + 1))
    assert repair(text)[1] == ()


def test_words_that_nothing_covers() -> None:
    tokens = tokenise("falcon, the one")
    assert [tokens[place].text for place in uncovered(tokens, find(tokens))] == ["the", "one"]


@pytest.mark.parametrize("text", ["unlicense", "relicense"])
def test_no_repair_turns_a_meaning_round(text: str) -> None:
    assert repair(text) == ([text], ())


LEFT_OPEN = {"mistral": 1, "mixtral": 1, "needs": 2, "claude": 1, "clause": 2, "doing": 2, "coding": 1, "context": 1,
             "contexts": 1, "change": 1, "changes": 1, "how": 2,
             "grate": 2, "rate": 1}  # fmt: skip
WRITTEN = {"mistral": "Mistral", "mixtral": "Mixtral", "claude": "Claude"}


def find_kinds(tokens: tuple[Token, ...]) -> list[Mention]:
    """Names, a filler, and words that mean something; `clause` means something only within a longer phrase."""
    kinds = {"mistral": "name", "mixtral": "name", "claude": "name", "doing": "filler", "needs": "filler",
             "coding": "property", "rate": "attribute", "context": "attribute", "contexts": "noun", "change": "noun",
             "changes": "attribute"}  # fmt: skip
    return [Mention(i, i + 1, kinds[t.text], t.text) for i, t in enumerate(tokens) if t.text in kinds]


def repaired(text: str) -> tuple[str, list[str]]:
    """Return the last word after repair, and what else it may be a slip of."""
    repairer = Repairer(LEFT_OPEN, WRITTEN, find_kinds)  # type: ignore[arg-type]
    typed = tokenise(text)
    tokens, mentions, _ = repairer.repair(typed, find_kinds(typed))
    near = repairer.doubts(typed, tokens, mentions).get(len(tokens) - 1)
    return tokens[-1].text, list(near.words) if near else []


@pytest.mark.parametrize(
    ("word", "others"),
    [
        ("mitral", ["mistral", "mixtral"]),
        ("oding", ["coding", "doing"]),
        ("claue", ["claude", "clause"]),
        ("hw", ["how"]),
    ],
)
def test_what_a_word_may_be_a_slip_of_is_told(word: str, others: list[str]) -> None:
    """A name, an idle word and one that counts, a name and a word of the language, a short word."""
    assert repaired(f"the {word}") == (word, others)


def test_what_else_a_repaired_word_may_be_is_told() -> None:
    """But for another form of the same word that is less likely."""
    assert repaired("the contextt") == ("context", [])
    assert repaired("the xrate") == ("rate", ["grate"])


def test_the_likelier_slip_is_taken() -> None:
    assert repaired("contextt") == ("context", [])
    assert repaired("ontexts") == ("contexts", [])


def test_of_two_words_that_are_as_near_the_one_that_ends_alike_is_tried_first() -> None:
    repairer = Repairer({"change": 1, "changes": 1}, {}, lambda tokens: [Mention(0, 1, "attribute", "changes")])
    assert [t.text for t in repairer.repair(tokenise("changs"), [])[0]] == ["changes"]


@pytest.mark.parametrize(
    ("text", "suspect"),
    [("in neds", True), ("a b in Neds", False), ("Neds", True), ("in Mitral", True), ("In Neds", True)],
)
def test_a_capital_inside_a_sentence_is_no_slip_of_a_word_without_one(text: str, suspect: bool) -> None:
    assert bool(repaired(text)[1]) is suspect
