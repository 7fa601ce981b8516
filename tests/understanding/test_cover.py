"""Covers: which pieces explain most."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from chatbot.datatypes.reading import Phrase
from chatbot.understanding.cover import MARGIN, Cover, best_covers, fullest, segments_of


def phrase(start: int, end: int, category: str = "c", score: float = 0.0) -> Phrase:
    return Phrase(start, end, category, f"{category}{start}-{end}", score)


def covers(
    *phrases: Phrase, end: int, start: int = 0, fillers: set[int] | None = None, marks: set[int] | None = None
) -> list[Cover]:
    return best_covers(segments_of(phrases), start, end, fillers or set(), marks or set())


def spans(cover: Cover) -> list[tuple[int, int]]:
    return [(segment.start, segment.end) for segment in cover.segments]


def test_long_pieces_win_over_short_ones() -> None:
    best = covers(phrase(0, 1), phrase(1, 2), phrase(0, 2), end=2)[0]
    assert spans(best) == [(0, 2)]


def test_explaining_more_wins_over_a_long_piece() -> None:
    best = covers(phrase(0, 2), phrase(0, 1), phrase(1, 4), end=4)[0]
    assert (spans(best), best.unexplained) == ([(0, 1), (1, 4)], ())


def test_what_nothing_explains_is_named() -> None:
    best = covers(phrase(1, 2), end=4, fillers={0}, marks={3})[0]
    assert best.unexplained == (2,)


def test_a_filler_may_be_used_or_left() -> None:
    used, left = covers(phrase(0, 2), phrase(1, 2), end=2, fillers={0})[:2]
    assert spans(used) == [(0, 2)]
    assert (spans(left), left.unexplained) == ([(1, 2)], ())


def test_a_word_that_may_be_passed_over_is_no_cover_of_its_own() -> None:
    segments = segments_of([phrase(0, 1), phrase(1, 2, score=-0.5)], frozenset({1}))
    (cover,) = [each for each in best_covers(segments, 0, 2, {1}, ()) if not each.unexplained]
    assert spans(cover) == [(0, 1), (1, 2)]
    left = best_covers(segments_of([phrase(0, 1)]), 0, 2, {1}, ())[0]
    assert cover.score - cover.segments[1].price == left.score


def test_phrases_over_the_same_words_are_options_of_one_segment() -> None:
    best = covers(phrase(0, 1, "a"), phrase(0, 1, "b", 0.5), end=1)
    assert len(best) == 2
    assert [option.category for option in best[0].segments[0].options] == ["a", "b"]
    assert best[0].segments[0].score == 0.5


def test_only_the_given_span_counts() -> None:
    best = covers(phrase(0, 3), phrase(1, 2), phrase(1, 4), start=1, end=3)[0]
    assert (spans(best), best.unexplained) == ([(1, 2)], (2,))


def test_an_empty_span_has_the_empty_cover() -> None:
    assert covers(end=0) == [Cover(0.0, (), ())]


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(1, 4))), st.sets(st.integers(0, 8)))
def test_every_token_is_accounted_for_once(pieces: list[tuple[int, int]], fillers: set[int]) -> None:
    phrases = [phrase(start, min(start + size, 9)) for start, size in pieces if start < 9]
    found = covers(*phrases, end=9, fillers=fillers)
    assert [cover.score for cover in found] == sorted((cover.score for cover in found), reverse=True)
    for cover in found:
        taken = [place for segment in cover.segments for place in range(segment.start, segment.end)]
        assert sorted(taken) == sorted(set(taken))
        assert set(taken).isdisjoint(cover.unexplained)
        assert set(range(9)) - set(taken) - set(cover.unexplained) <= fillers


def test_of_like_phrases_the_one_that_takes_in_more_words_stays() -> None:
    short, long = phrase(0, 1), phrase(0, 2)
    over = Phrase(0, 4, "c", "passes over a word", 1.0, parts=(short, phrase(3, 4)))
    full = Phrase(0, 4, "c", "takes it in", 1.0, parts=(long, phrase(3, 4)))
    assert fullest([over, full]) == [full]
    assert segments_of([over, full])[0].options == (full,)


def test_a_fuller_phrase_that_is_less_likely_or_no_like_one_drops_nothing() -> None:
    over = Phrase(0, 2, "c", "passes over a word", 1.0, parts=(phrase(0, 1),))
    unlikely = Phrase(0, 2, "c", "takes it in", 1.0 - MARGIN, parts=(phrase(0, 2),))
    other = Phrase(0, 2, "d", "takes it in", 1.0, parts=(phrase(0, 2),))
    assert fullest([over, unlikely, other]) == [over, unlikely, other]


def test_fillers_that_state_something_together_do_not_go_unused() -> None:
    fillers = frozenset(range(4))
    (stated,) = segments_of([phrase(0, 4, "constraint")], fillers)
    (short,) = segments_of([phrase(0, 2, "constraint")], fillers)
    (named,) = segments_of([phrase(0, 4, "noun")], fillers)
    assert (stated.idle, short.idle, named.idle) == (False, True, True)
