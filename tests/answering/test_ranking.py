"""Places count distinct values; what is not known cannot win."""

from chatbot.answering.ranking import ranked
from chatbot.datatypes.query import Rank

from .sample import STORE

ALL = STORE.of_kind("boat")


def winners(*arguments, **more):
    return ranked(STORE, ALL, Rank(*arguments, **more)).winners


def test_first_and_nth():
    assert winners("length", "most") == ("heron-3",)
    assert winners("length", "least", 2, 2) == ("heron-2",)
    assert winners("deed", "most") == ()


def test_ties_at_the_cut_stay_in():
    assert winners("flags", "most", 1, 2) == ("lynx-9", "heron-1")
    assert winners("hire", "least") == ("otter-a", "otter-b")
    assert winners("hire", "most", 1, 3) == ("heron-1", "heron-2", "heron-3", "lynx-9")


def test_unknown_values_are_kept_apart():
    assert ranked(STORE, ALL, Rank("length", "most")).unknown == ("otter-b", "lynx-9")


def test_within_each_family():
    assert winners("built", "most", per="group") == ("heron-2", "otter-b", "lynx-9")
    assert winners("length", "most", per="deed") == ("heron-2", "heron-3", "otter-a")


def test_only_one_unit_is_ranked():
    assert winners("cost", "most") == ("otter-a",)


def test_scores_compare_only_in_the_setting_that_most_share():
    assert winners("marks:race", "most") == ("heron-2",)
    assert "otter-a" in ranked(STORE, ALL, Rank("marks:race", "most")).unknown
    assert winners("marks", "most") == ()
