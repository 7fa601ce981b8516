"""Patterns of phrase rules."""

from __future__ import annotations

import pytest

from chatbot.datatypes.pack import PhraseRule
from chatbot.errors import DataError
from chatbot.text.patterns import Element, PatternError, compile_rules, sequences


def symbols(pattern: str) -> list[str]:
    return [" ".join(element.symbol for element in sequence) for sequence in sequences(pattern)]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("{a}", ["a"]),
        ("<t> {role:a}", ["t a"]),
        ("<t> [{a}] <u>", ["t u", "t a u"]),
        ("(<t>|<u>) {a}", ["t a", "u a"]),
        ("[<t> [<u>]] {a}", ["a", "t a", "t u a"]),
        ("<t>|<u>", ["t", "u"]),
        ("[{a}]", ["a"]),
    ],
)
def test_what_a_pattern_stands_for(pattern: str, expected: list[str]) -> None:
    assert symbols(pattern) == expected


def test_roles_and_tightness() -> None:
    assert sequences("{low:number} ~<dash> ~{number}") == [
        (Element("number", "low"), Element("dash", "", tight=True), Element("number", "number", tight=True))
    ]


@pytest.mark.parametrize("pattern", ["<t", "{a", "[<t>", "<t>]", "(<t>", "<t>)", "word", "[<t>)", "{}", "<t> & <u>"])
def test_faults(pattern: str) -> None:
    with pytest.raises(PatternError):
        sequences(pattern)


def test_too_many_sequences() -> None:
    with pytest.raises(PatternError, match="more than"):
        sequences("(<a>|<b>)" * 12)


def test_a_rule_at_fault_is_named_with_its_place() -> None:
    rule = PhraseRule(category="x", pattern="<t", build="same", file="phrases.yaml", line=7)
    with pytest.raises(DataError, match=r"phrases\.yaml:7"):
        compile_rules([rule])


def test_common_beginnings_are_shared() -> None:
    first = PhraseRule(category="x", pattern="<t> {a}", build="same")
    second = PhraseRule(category="y", pattern="<t> {role:a} <u>", build="same")
    trie = compile_rules([first, second])
    (start,) = trie.root.loose.values()
    (after,) = start.loose.values()
    assert [trie.rules[ending.rule].category for ending in after.endings] == ["x"]
    (last,) = after.loose.values()
    assert [ending.roles for ending in last.endings] == [(("role", 1),)]


def test_all_rules_at_fault_are_named_at_once() -> None:
    rules = [PhraseRule(category="x", pattern=pattern, build="same") for pattern in ("<t", "<t>", "{a")]
    with pytest.raises(DataError) as caught:
        compile_rules(rules)
    assert len(caught.value.problems) == 2


def test_terms_of_patterns_without_parts_are_kept_by_category() -> None:
    rules = [PhraseRule(category="x", pattern=pattern, build="same") for pattern in ("<t> [<u>]", "<v> {a}")]
    assert compile_rules(rules).worded == {"x": {"t", "u"}}
