"""Frames: phrases find their slots in any order, and none is left over."""

from __future__ import annotations

from itertools import permutations

from chatbot.datatypes.pack import Intent, Slot
from chatbot.datatypes.reading import Phrase
from chatbot.understanding.cover import Segment
from chatbot.understanding.frames import Frame, FrameFiller

LIST = Intent(
    id="list",
    asks="",
    shape="list",
    also=("which",),
    slots={"noun": Slot("noun"), "constraint": Slot("constraint", most=2)},
)
CHECK = Intent(
    id="check",
    asks="",
    shape="check",
    cues=("whether",),
    slots={"name": Slot("name", least=1), "constraint": Slot("constraint", least=1)},
    rank=2,
)
FILLER = FrameFiller((LIST, CHECK))


def segment(place: int, *categories: str) -> Segment:
    options = tuple(Phrase(place, place + 1, category, f"{category}{place}", 0.0) for category in categories)
    return Segment(place, place + 1, options, categories, 0.0)


def fill(*segments: Segment) -> list[Frame]:
    return FILLER.fill(segments)


def ids(frames: list[Frame]) -> list[str]:
    return [frame.intent.id for frame in frames]


def test_order_does_not_matter() -> None:
    for order in permutations(["which", "noun", "constraint"]):
        (frame,) = fill(*(segment(place, category) for place, category in enumerate(order)))
        assert (frame.intent.id, set(frame.slots), frame.cues) == ("list", {"noun", "constraint"}, {"which"})


def test_a_phrase_without_a_place_leaves_no_frame() -> None:
    assert fill(segment(0, "noun"), segment(1, "name")) == []
    assert fill(segment(0, "noun"), segment(1, "noun")) == []


def test_a_slot_takes_no_more_than_its_most() -> None:
    constraints = [segment(place, "constraint") for place in range(3)]
    assert ids(fill(*constraints[:2])) == ["list"]
    assert fill(*constraints) == []


def test_a_slot_needs_its_least() -> None:
    assert fill(segment(0, "whether"), segment(1, "name")) == []
    assert ids(fill(segment(0, "whether"), segment(1, "name"), segment(2, "constraint"))) == ["check"]


def test_an_intent_with_cues_needs_one() -> None:
    assert fill(segment(0, "name"), segment(1, "constraint")) == []


def test_options_of_a_segment_are_tried() -> None:
    (frame,) = fill(segment(0, "noun", "constraint"), segment(1, "noun"))
    assert frame.meanings("constraint") == ("constraint0",)
    assert frame.meanings("noun") == ("noun1",)


def test_meanings_stand_in_the_order_of_the_utterance() -> None:
    (frame,) = fill(segment(0, "constraint"), segment(1, "noun"), segment(2, "constraint"))
    assert frame.meanings("constraint") == ("constraint0", "constraint2")
    assert frame.first("constraint") == "constraint0"
    assert (frame.first("name"), frame.meanings("name")) == (None, ())


def test_a_cue_of_its_own_counts_for_an_intent() -> None:
    rivals = FrameFiller((LIST, Intent(id="find", asks="", shape="list", cues=("which",), slots=LIST.slots)))
    found, listed = rivals.fill([segment(0, "which"), segment(1, "noun")])
    assert (found.intent.id, listed.intent.id) == ("find", "list")
    assert found.score > listed.score
    assert rivals.fill([segment(0, "which"), segment(1, "noun")], least=found.score) == [found]


def test_top_categories() -> None:
    assert FILLER.top_categories() == {"which", "whether", "noun", "constraint", "name"}
