"""Rows that read the same."""

from chatbot.datatypes.answer import Answer, Localised, Row, Say, Table
from chatbot.datatypes.catalog import Fact
from chatbot.rendering.rows import spans
from tests.rendering.sample import cell, fact, refs, renderer

FIRST = fact("terms", "open-sea")
SECOND = fact("terms", "open-sea", sources=("yard",), note={"en": "since May", "zh": "五月起"})


def row(boat: str, stated: Fact, note: Say | None = None) -> Row:
    return Row(subjects=refs(boat), cells=(cell(boat, stated, note=stated.note),), note=note)


def shown(*rows: Row, language: str = "en") -> str:
    answer = Answer(status="answered", blocks=(Table(columns=("terms",), rows=rows),))
    return renderer(language).text(answer, 80)


def test_rows_of_a_family_that_differ_in_their_sources_only_are_one() -> None:
    text = shown(row("heron-1", FIRST), row("heron-2", SECOND), row("gull", FIRST))
    assert "Heron (all 2)  Open Sea Licence 1.0 [1][2]\nGull           Open Sea Licence 1.0 [1]\n" in text
    assert "\nHeron 2, terms: since May\n" in text


def test_rows_with_different_notes_stay_apart() -> None:
    says = [Say("answer.note", {"condition": Localised({"en": text})}) for text in ("windy", "calm")]
    text = shown(row("heron-1", FIRST, says[0]), row("heron-2", FIRST, says[1]))
    assert "Heron (all 2)" not in text
    assert "Heron (all 2)" in shown(row("heron-1", FIRST, says[0]), row("heron-2", FIRST, says[0]))


def test_what_stands_beside_a_row_is_not_said_below_again() -> None:
    note = Say("answer.note", {"condition": Localised(SECOND.note)})
    assert shown(row("heron-2", SECOND, note)).count("since May") == 1


def test_many_sources_in_a_row_are_marked_as_a_span() -> None:
    assert spans([1, 2]) == "[1][2]"
    assert spans([1, 2, 3, 5, 7, 8]) == "[1-3][5][7][8]"
    sources = {f"s{number}": fact("terms", "open-sea", sources=(f"s{number}",)) for number in range(4)}
    rows = [row("heron-1", FIRST)] + [row("heron-2", stated) for stated in sources.values()]
    assert "Open Sea Licence 1.0 [1-5]" in shown(*rows)
