"""What one of several questions takes over from another."""

from __future__ import annotations

from chatbot.datatypes.catalog import Ref
from chatbot.datatypes.query import Card, Check, Fits, ListItems, Memory, Query, Selection
from chatbot.datatypes.reading import Phrase, Reading
from chatbot.understanding.parts.carried import carried

FALCON = Selection((Ref("item", "falcon-40b"),))
BLOOM = Selection((Ref("item", "bloom-176b"),))
ON_A100 = Fits("memory", (Card("a100"),), "fp16")
ON_4090 = Fits("memory", (Card("rtx-4090"),), "int4")


def reading(intent: str, query: Query, *categories: str) -> Reading:
    phrases = tuple(Phrase(0, 1, category, category, 0.0) for category in categories)
    return Reading(intent=intent, query=query, score=1.0, phrases=phrases)


def test_other_hardware_said_without_a_noun_is_for_the_same_thing() -> None:
    asked = reading("fit-check", Check(FALCON, ON_A100))
    rest = reading("fit-list-bare", ListItems(Selection((), ON_4090)), "constraint")
    assert [part.query for part in carried([asked, rest])] == [Check(FALCON, ON_A100), Check(FALCON, ON_4090)]


def test_a_noun_or_another_intent_asks_for_a_set() -> None:
    asked = reading("fit-check", Check(FALCON, ON_A100))
    for rest in (
        reading("fit-list-bare", ListItems(Selection((), ON_4090)), "constraint", "noun"),
        reading("fit-list", ListItems(Selection((), ON_4090)), "constraint"),
    ):
        assert carried([asked, rest]) == (asked, rest)


def test_beside_a_need_another_open_fit_is_a_need_too() -> None:
    need = reading("memory-need", Memory(BLOOM, 0, "fp16"))
    open_fit = reading("fit-open-memory", Check(FALCON, Fits("memory", (), "int4")))
    assert [part.query for part in carried([need, open_fit])] == [need.query, Memory(FALCON, 0, "int4")]


def test_alone_it_stays_what_it_is() -> None:
    open_fit = reading("fit-open-memory", Check(FALCON, Fits("memory", (), "int4")))
    assert carried([open_fit]) == (open_fit,)
