"""Whole answers: text, markdown, JSON."""

import msgspec

from chatbot.datatypes.answer import Answer, AttributeName, Bullets, Choice, Localised, Row, Say, Series, Table, Value
from chatbot.datatypes.catalog import Ref
from chatbot.datatypes.reading import Correction
from chatbot.rendering import Envelope
from chatbot.rendering.width import width
from tests.rendering.sample import cell, fact, refs, renderer

CONDITION = {"en": "ask the yard first", "zh": "须先询问船厂"}
TERMS = cell("heron-1", fact("terms", "open-sea"))
CHARTER = cell("heron-1", fact("charter", "conditional", sources=("yard",)), note=CONDITION)
FREE = cell("gull", fact("charter", "yes"))
TABLE = Table(
    columns=("terms", "charter"),
    rows=(
        Row(subjects=refs("heron-1", "heron-2"), cells=(TERMS, CHARTER)),
        Row(subjects=refs("gull"), cells=(None, FREE), note=Say("answer.note", {"condition": Localised(CONDITION)})),
    ),
)
LEAD = Say("answer.lead", {"count": 3, "names": refs("gull", "heron-1", "heron-2")})
ANSWER = Answer(
    status="answered",
    models=("gull", "heron-1", "heron-2"),
    blocks=(LEAD, TABLE),
    cells=(FREE, TERMS, CHARTER),
    disclaimer=True,
)
KEYS = (
    "question language status intent reading families models groups verdict count query cells corrections unexplained "
    "choices suggestions sources text"
)


def test_the_answer_comes_first_and_sources_last() -> None:
    assert renderer().text(ANSWER, 80).split("\n") == [
        "3 boats may be chartered: Gull and Heron (all 2).",
        "",
        "Boat           Terms                     Charter",
        "-------------  ------------------------  --------------------------------------",
        "Heron (all 2)  Open Sea Licence 1.0 [1]  on conditions (ask the yard first) [2]",
        "Gull           -                         yes [1]",
        "  where ask the yard first",
        "",
        "Sources:",
        "[1] Log of the *Heron*",
        "    https://example.org/a_very_long_address/of_the_log?page=1&x=2",
        "[2] Yard book https://example.org/yard",
        "",
        "No advice.",
    ]


def test_chinese_tables_are_aligned() -> None:
    lines = renderer("zh").text(ANSWER, 80).split("\n")
    head, rule, first, second = lines[2:6]
    columns = [width(head[: head.index(label)]) for label in ("条款", "租用")]
    assert [width(first[: first.index(part)]) for part in ("公海", "有条件")] == columns
    assert [width(second[: second.index(part)]) for part in ("-", "是")] == columns
    assert width(rule) <= 80


def test_narrow_terminals_get_a_list() -> None:
    lines = renderer().text(ANSWER, 40).split("\n")
    assert lines[3:6] == [
        "Heron (all 2)",
        "  Terms: Open Sea Licence 1.0 [1]",
        "  Charter: on conditions (ask the yard",
    ]
    assert all(len(line) <= 40 for line in lines if "://" not in line)


def test_long_lists_are_cut_on_request_only() -> None:
    listing = Answer(status="answered", blocks=(Bullets(lines=(LEAD,) * 9),))
    assert "and 6 more" in renderer().text(listing, max_rows=3)
    assert "more" not in renderer().text(listing)
    assert "more" not in renderer().text(listing, max_rows=8)


def test_a_small_answer_tells_notes_and_other_sources() -> None:
    stated = fact("weight", 180_000_000_000, note={"en": "as built"}, where="page 3")
    one = cell("heron-2", stated, others=(fact("weight", 4e11, sources=("yard",)),))
    answer = Answer(
        status="answered", blocks=(Table(columns=("weight",), rows=(Row(subjects=refs("heron-2"), cells=(one,)),)),)
    )
    text = renderer().text(answer)
    assert text.startswith("- Heron 2: 180B [1]\n\nWeight: as built\nWeight: another source says 400B [2]\n")
    assert "[1] Log of the *Heron*, page 3 https://" in text


def test_sentences_start_with_a_capital() -> None:
    say = Say(
        "answer.value", {"attribute": AttributeName("weight"), "name": Ref("item", "gull"), "value": Value("masts", 2)}
    )
    assert renderer().text(Answer(status="answered", blocks=(say,))) == "Weight of Gull: 2 masts"


def test_common_nouns_start_with_a_capital_names_do_not() -> None:
    def said(ref: Ref) -> str:
        return renderer().text(Answer(status="answered", blocks=(Say("answer.term", {"name": ref}),)))

    assert said(Ref("task", "fishing")) == "Fishing: as it is"
    assert said(Ref("task", "fp16")) == "fp16: as it is"


def test_short_texts_in_a_row_are_set_apart_as_the_language_does() -> None:
    parts = tuple(Say("answer.term", {"name": Ref("item", item)}) for item in ("gull", "heron-1", "heron-2"))
    answer = Answer(status="answered", blocks=(Say("answer.term", {"name": Series(parts)}),))
    assert renderer("en").text(answer) == "Gull: as it is, Heron 1: as it is, Heron 2: as it is: as it is"
    assert renderer("zh").text(answer).count("、") == 2


def test_colour_is_only_added() -> None:
    coloured = renderer().text(ANSWER, 80, colour=True)
    assert coloured.startswith("\x1b[1m3 boats")
    assert "\x1b" not in renderer().text(ANSWER, 80)


def test_typed_words_cannot_control_anything() -> None:
    say = Say("answer.echo", {"name": "\x1b[2J\u202e{{ x }} [a](http://b) " + "y" * 999})
    answer = Answer(status="not_in_catalog", blocks=(say,))
    text = renderer().text(answer)
    assert "\x1b" not in text
    assert "{{ x }}" in text
    assert len(text) < 400
    assert "\\[a\\]" in renderer().markdown(answer)


def test_markdown_takes_titles_literally() -> None:
    text = renderer().markdown(ANSWER)
    assert text.startswith(
        "**3 boats may be chartered: Gull and Heron (all 2).**\n\n| Boat | Terms | Charter |\n| --- |"
    )
    assert "1. [Log of the \\*Heron\\*](<https://example.org/a_very_long_address/of_the_log?page=1&x=2>)" in text
    assert text.endswith("*No advice.*")


def test_json_keys_and_their_order() -> None:
    envelope = Envelope(
        question="q?", language="en", reading="r", corrections=(Correction("gul", "Gull"),), query={"a": 1}
    )
    result = renderer().json(ANSWER, envelope)
    assert list(result) == KEYS.split()
    assert result["families"] == ["gull", "heron"]
    assert result["corrections"] == [{"from": "gul", "to": "Gull"}]
    assert [source["id"] for source in result["sources"]] == ["log", "yard"]
    assert result["text"] == renderer().text(ANSWER)
    assert msgspec.json.decode(msgspec.json.encode(result)) == result


def test_json_cells() -> None:
    shown = renderer("zh").json(ANSWER, Envelope())["cells"][2]
    assert shown == {
        "model": "heron-1",
        "attribute": "charter",
        "state": "known",
        "value": "conditional",
        "display": "有条件",
        "note": "须先询问船厂",
        "sources": ["yard"],
        "confidence": "primary",
        "where": None,
    }


def test_refusals_show_choices_or_suggestions() -> None:
    more = Say("suggest.more", {"name": Ref("item", "gull")})
    answer = Answer(status="clarify", choices=(Choice(id="gull", label=Ref("item", "gull")),), suggestions=(more,))
    assert renderer().text(answer) == "Which of these do you mean?\n\n1. Gull"
    alone = Answer(status="no_data", suggestions=(more,))
    assert renderer().text(alone).endswith("\n\nYou could ask:\n- how long is Gull?")
    result = renderer().json(answer, Envelope())
    assert result["choices"] == [{"id": "gull", "label": "Gull"}]
    assert result["suggestions"] == ["how long is Gull?"]


def test_two_questions_have_a_part_each() -> None:
    both = Answer(status="answered", parts=(ANSWER, Answer(status="no_data")))
    result = renderer().json(both, Envelope(question="q", parts=(Envelope(question="q1"),)))
    assert [part["status"] for part in result["parts"]] == ["answered", "no_data"]
    assert [part["question"] for part in result["parts"]] == ["q1", "q"]
    assert result["text"].count("Sources:") == 1
    assert result["text"].endswith("No advice.")


def test_a_faulty_message_costs_its_sentence_only() -> None:
    answer = Answer(status="answered", blocks=(Say("answer.lead", {}), TABLE))
    text = renderer(strict=False).text(answer)
    assert text.startswith("[answer.lead]")
    assert "Open Sea Licence" in text


def test_second_facts_add_to_lists_and_contradict_numbers() -> None:
    more = fact("links", ["https://b.org"], sources=("yard",))
    one = cell("gull", fact("links", ["https://a.org"]), others=(more,))
    table = Table(columns=("links",), rows=(Row(subjects=refs("gull"), cells=(one,)),))
    assert "\nLinks, also: https://b.org [2]" in renderer().text(Answer(status="answered", blocks=(table,)))


def test_chinese_sentences_are_spaced_but_typed_words_are_not() -> None:
    value = Say("answer.chinese", {"name": Ref("item", "gull")})
    typed = Say("answer.chinese", {"name": "Gull不是"})
    assert renderer("zh").text(Answer(status="answered", blocks=(value,))) == "Gull 的船"
    assert renderer("zh").text(Answer(status="answered", blocks=(typed,))) == "Gull不是的船"


def test_a_line_on_its_own_tells_its_condition() -> None:
    say = Say("answer.value", {"attribute": AttributeName("charter"), "name": Ref("item", "gull"), "value": CHARTER})
    alone = Answer(status="answered", blocks=(Bullets(lines=(say,), title=Say("answer.note", {"condition": "here"})),))
    assert renderer().text(alone).startswith("Where here\n- Charter of Gull: on conditions (ask the yard first) [1]")
    assert renderer().text(Answer(status="answered", blocks=(say,))).startswith("Charter of Gull: on conditions [1]")


def test_notes_name_their_subject_where_there_are_several() -> None:
    noted = cell("heron-2", fact("weight", 180_000_000_000, note={"en": "as built"}))
    rows = (Row(subjects=refs("heron-2"), cells=(noted,)), Row(subjects=refs("gull"), cells=(None,)))
    answer = Answer(status="answered", blocks=(Table(columns=("weight",), rows=rows),))
    assert "\nHeron 2, weight: as built\n" in renderer().text(answer)


def test_an_overview_tells_no_notes_but_what_other_sources_say() -> None:
    noted = cell("heron-2", fact("masts", 3, note={"en": "as built"}), others=(fact("masts", 4, sources=("yard",)),))
    row = Row(subjects=refs("heron-2"), cells=(noted, *(cell("heron-2", fact("masts", 3)) for _ in range(4))))
    answer = Answer(status="answered", blocks=(Table(columns=("masts",) * 5, rows=(row,)),))
    text = renderer().text(answer)
    assert "as built" not in text
    assert "another source says 4 masts [2]" in text


def test_a_refusal_without_its_sentence_says_the_general_one() -> None:
    answer = Answer(status="not_in_catalog", blocks=(Say("no.such.message"),))
    assert renderer().text(answer) == "That is not in the catalog."
