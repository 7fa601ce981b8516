"""Pronouns behind a word for comparing stand for the one thing named before them."""

from __future__ import annotations

from chatbot.datatypes.catalog import Ref
from chatbot.datatypes.reading import Mention
from chatbot.understanding.referents.antecedents import resolved

BLOOM = Mention(0, 1, "name", Ref("group", "bloom"))
THAN, IT = Mention(2, 3, "than_only", "than_only"), Mention(3, 4, "anaphor", "anaphor")


def names(*mentions: Mention) -> list[tuple[int, object]]:
    return [(m.start, m.meaning) for m in resolved(mentions) if m.category == "name"]


def test_the_only_name_before() -> None:
    assert names(BLOOM, THAN, IT) == [(0, BLOOM.meaning), (3, BLOOM.meaning)]
    assert IT not in resolved([BLOOM, THAN, IT])


def test_not_one_of_two_names() -> None:
    other = Mention(1, 2, "name", Ref("group", "opt"))
    assert IT in resolved([BLOOM, other, THAN, IT])


def test_a_part_of_a_longer_name_is_no_name_of_its_own() -> None:
    longer = Mention(0, 2, "name", Ref("item", "bloom-3b"))
    assert names(BLOOM, longer, THAN, IT)[-1] == (3, longer.meaning)


def test_not_behind_a_word_that_joins_as_well() -> None:
    assert IT in resolved([BLOOM, THAN, Mention(2, 3, "and", "and"), IT])


def test_not_without_a_name_before_it() -> None:
    assert resolved([THAN, IT, Mention(4, 5, "name", Ref("group", "opt"))])[1] == IT
