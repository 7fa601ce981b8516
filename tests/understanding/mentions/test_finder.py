"""Mentions: names, words of attributes, function words; what hides what."""

from __future__ import annotations

import pytest

from chatbot.datatypes.catalog import Catalog, Ref
from chatbot.datatypes.lexicon import Entry
from chatbot.datatypes.query import Has, Is, Not
from chatbot.datatypes.reading import Mention
from chatbot.loading.compiled import Compiled
from chatbot.text.fold import tokenise
from chatbot.text.lexicon import compile_lexicon
from chatbot.understanding.meanings import Direction, Outside, Things
from chatbot.understanding.mentions.finder import MentionFinder
from chatbot.understanding.mentions.numbers import NumberReader
from tests.shipped import shipped
from tests.understanding.conftest import ENGLISH

TERMS = {
    "not": ["not", "can't"], "more_than": ["more than", "over"], "at_most": ["no more than", "not over"],
    "why": ["why", "why can't"], "yes_no@start": ["is", "can't"], "and": ["and"],
}  # fmt: skip
FILLERS = {"article": ["the"], "politeness": ["over here"]}


@pytest.fixture(scope="module")
def finder(tiny: Compiled, catalog: Catalog) -> MentionFinder:
    forms = [(form, Entry("function", term)) for term, forms in TERMS.items() for form in forms]
    forms += [(form, Entry("filler", kind)) for kind, forms in FILLERS.items() for form in forms]
    return MentionFinder(catalog, tiny.names, compile_lexicon(forms), NumberReader(ENGLISH))


def found(finder: MentionFinder, text: str) -> dict[str, list[Mention]]:
    """Return category -> mentions."""
    by_category: dict[str, list[Mention]] = {}
    for mention in finder.find(tokenise(text)):
        by_category.setdefault(mention.category, []).append(mention)
    return by_category


@pytest.mark.parametrize(
    "text", ["Sprint 2", "sprint 2", "SPRINT-2", "sprint_2", "Sprint2", "ＳＰＲＩＮＴ 2", "Ｓprint－２"]
)
def test_case_width_and_separators_do_not_matter(finder: MentionFinder, text: str) -> None:
    (mention,) = found(finder, text)["name"]
    assert (mention.meaning, mention.start) == (Ref("item", "sprint-2"), 0)


def test_a_longer_name_hides_the_shorter_one(finder: MentionFinder) -> None:
    assert [m.meaning for m in found(finder, "Sprint Classic")["name"]] == [Ref("line", "sprint-classic")]


def test_a_name_outside_is_found_and_hides_what_is_in_it(finder: MentionFinder) -> None:
    by_category = found(finder, "is the Sprint 9 heavier?")
    assert [m.meaning for m in by_category["outsider"]] == [Outside("Sprint 9", ("sprint-2",))]
    assert [m.meaning for m in by_category["outside_id"]] == ["sprint-9"]
    assert "name" not in by_category


def test_an_ordinary_phrase_is_no_name(finder: MentionFinder) -> None:
    by_category = found(finder, "sprint away")
    assert "name" not in by_category
    assert "ordinary" in by_category


def test_a_declared_ambiguity(finder: MentionFinder) -> None:
    assert "ambiguous" in found(finder, "the fast one")


def test_words_of_attributes(finder: MentionFinder) -> None:
    by_category = found(finder, "mass, how heavy, heavier, lightest")
    assert {m.meaning for m in by_category["attribute"]} == {"mass"}
    assert {m.meaning for m in by_category["attribute.quantity"]} == {"mass"}
    assert [m.meaning for m in by_category["asked"]] == ["mass"]
    assert [m.meaning for m in by_category["comparative"]] == [Direction("mass", "most")]
    assert [m.meaning for m in by_category["superlative"]] == [Direction("mass", "least")]


def test_words_that_say_something(finder: MentionFinder) -> None:
    assert [m.meaning for m in found(finder, "off-road only")["property"]] == [Not(Is("road_use"))]
    assert [m.meaning for m in found(finder, "may be ridden on roads")["property"]] == [Is("road_use")]
    things = found(finder, "in a shop")
    assert Things("value", ("shop",)) in [m.meaning for m in things["entity"]] or Has("sale", "shop") in [
        m.meaning for m in things["property"]
    ]


def test_things_have_their_kind_as_category(finder: MentionFinder) -> None:
    by_category = found(finder, "Radhaus on snow")
    assert [m.meaning for m in by_category["maker"]] == [Things("maker", ("rad",))]
    assert [m.meaning for m in by_category["place"]] == [Things("place", ("snow",))]
    assert len(by_category["entity"]) == 2


def test_a_negation_inside_another_word_is_hidden(finder: MentionFinder) -> None:
    assert "not" not in found(finder, "tell me why can't I ride it")
    assert "not" in found(finder, "it can't")


def test_a_question_that_starts_with_a_negation_asks_the_positive(finder: MentionFinder) -> None:
    by_category = found(finder, "can't I ride it?")
    assert ("yes_no" in by_category, "not" in by_category) == (True, False)


def test_start_words_count_at_the_start_only(finder: MentionFinder) -> None:
    assert "yes_no" in found(finder, "the Sprint. Is it light?")
    assert "yes_no" not in found(finder, "Sprint is light")


def test_a_filler_hides_the_function_word_in_it(finder: MentionFinder) -> None:
    assert "more_than" not in found(finder, "look over here")


def test_parts_of_a_comparison_stay_visible(finder: MentionFinder) -> None:
    by_category = found(finder, "not over 7")
    assert {"not", "more_than", "at_most", "number"} <= by_category.keys()


def test_places_are_those_of_the_data_files(finder: MentionFinder) -> None:
    (mention,) = found(finder, "Sprint 2")["name"]
    file, _, line = mention.place.rpartition(":")
    assert file.endswith("families/sprint.yaml")
    assert int(line) > 0


def test_a_number_inside_the_name_of_a_thing_counts_nothing() -> None:
    (ordering,) = (
        part.query.selection.rank  # type: ignore[union-attr]
        for part in shipped().ask("which model under Apache 2.0 is the largest?").outcome.parts
    )
    assert ordering is not None
    assert (ordering.first, ordering.last) == (1, 1)


@pytest.mark.parametrize(
    ("text", "named"),
    [("a model for tweets", True), ("a model for our tweets", True), ("good at riddles", True),
     ("our tweets say so", False)],
)  # fmt: skip
def test_an_ordinary_word_names_a_task_only_behind_a_word_that_leads_to_one(text: str, named: bool) -> None:
    analysis = shipped()._understanding.reader("en").analyse(text)
    assert ("task" in {mention.category for mention in analysis.mentions}) is named
