"""The chart: what the rules make of seeds."""

from __future__ import annotations

from typing import Any

import pytest

from chatbot.datatypes.pack import PhraseRule
from chatbot.datatypes.reading import Phrase
from chatbot.text.patterns import compile_rules
from chatbot.understanding.chart import LIMIT, Chart, Overflow
from chatbot.understanding.workshop import FullChart

BUILDERS = {
    "join": lambda left, right: tuple(sorted((*left, *right))),
    "one": lambda value, given="": (f"{value}{given}",),
    "never": lambda **_roles: None,
}


def rule(category: str, pattern: str, build: str, line: int = 1, **given: str) -> PhraseRule:
    return PhraseRule(category=category, pattern=pattern, build=build, given=given, file="rules", line=line)


JOIN = rule("list", "{left:list} <and> {right:list}", "join", 1)
ONE = rule("list", "{value:word}", "one", 2)


def seeds(text: str) -> list[Phrase]:
    """Words are single letters; `+` is the term `and`."""
    found = []
    for place, char in enumerate(text):
        if char == "+":
            found.append(Phrase(place, place + 1, "and", "and", 0.0, "seed"))
        elif char != ".":
            found.append(Phrase(place, place + 1, "word", char, 0.0, "seed"))
    return found


def chart(text: str, *rules: PhraseRule, kind: type[Chart] = Chart) -> list[Phrase]:
    """A `.` is a filler that may stand between parts."""
    reach: list[list[int]] = []
    for place in range(len(text) + 1):
        ends = [place]
        while ends[-1] < len(text) and text[ends[-1]] == ".":
            ends.append(ends[-1] + 1)
        reach.append(ends)
    made = kind(compile_rules(rules), BUILDERS, reach)
    made.fill(seeds(text))
    return made.phrases()


def meanings(found: list[Phrase], category: str) -> set[tuple[int, int, Any]]:
    return {(phrase.start, phrase.end, phrase.meaning) for phrase in found if phrase.category == category}


def test_rules_build_on_each_other() -> None:
    found = meanings(chart("a+b", JOIN, ONE), "list")
    assert found == {(0, 1, ("a",)), (2, 3, ("b",)), (0, 3, ("a", "b"))}


def test_seeds_may_come_in_any_order() -> None:
    made = Chart(compile_rules([JOIN, ONE]), BUILDERS, [[place] for place in range(6)])
    made.fill(seeds("a+b+c")[::-1])
    assert meanings(made.phrases(), "list") == meanings(chart("a+b+c", JOIN, ONE), "list")


def test_a_first_part_that_is_tight_begins_a_rule() -> None:
    assert meanings(chart("a+b", rule("list", "~{left:list} <and> {right:list}", "join"), ONE), "list") >= {
        (0, 3, ("a", "b"))
    }


def test_equal_meanings_are_packed() -> None:
    found = [phrase for phrase in chart("a+b+c", JOIN, ONE) if (phrase.start, phrase.end) == (0, 5)]
    assert [(phrase.category, phrase.meaning) for phrase in found] == [("list", ("a", "b", "c"))]


def test_a_full_chart_keeps_every_derivation() -> None:
    found = [phrase for phrase in chart("a+b+c", JOIN, ONE, kind=FullChart) if (phrase.start, phrase.end) == (0, 5)]
    assert len(found) == 2
    assert {phrase.rule for phrase in found} == {"rules:1"}


def test_fillers_may_stand_between_but_not_where_a_part_is_tight() -> None:
    tight = rule("pair", "{left:list} ~<and> {right:list}", "join", 3)
    assert meanings(chart("a.+.b", JOIN, ONE), "list") >= {(0, 5, ("a", "b"))}
    assert meanings(chart("a.+.b", tight, ONE), "pair") == set()
    assert meanings(chart("a+.b", tight, ONE), "pair") == {(0, 4, ("a", "b"))}


def test_nothing_is_skipped_that_is_no_filler() -> None:
    assert (0, 4, ("a", "b")) not in meanings(chart("a+xb", JOIN, ONE), "list")


def test_a_builder_may_refuse() -> None:
    assert meanings(chart("a", rule("list", "{value:word}", "never")), "list") == set()


def test_fixed_roles() -> None:
    assert meanings(chart("a", rule("list", "{value:word}", "one", given="!")), "list") == {(0, 1, ("a!",))}


def test_derivation_and_score() -> None:
    (phrase,) = (phrase for phrase in chart("a+b", JOIN, ONE) if phrase.end - phrase.start == 3)
    assert [part.category for part in phrase.parts] == ["list", "and", "list"]
    assert phrase.rule == "rules:1"
    assert phrase.score == pytest.approx(-0.03)


def test_too_tangled() -> None:
    pairs = rule("list", "{left:list} {right:list}", "join", 3)
    with pytest.raises(Overflow):
        chart("abcdefghijklmnopqrstuvwxyz" * 3, pairs, ONE)
    assert LIMIT < 100_000
