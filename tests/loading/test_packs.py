"""Language packs."""

from __future__ import annotations

from chatbot.datatypes.pack import Form, Slot
from chatbot.loading.project import Project


def test_intents(tiny: Project) -> None:
    intent = tiny.packs.intents[0]
    assert (intent.id, intent.cues, intent.rank) == ("list", ("which",), 2)
    assert intent.slots == {"constraint": Slot("constraint", 0, 3)}
    assert (intent.file, intent.line) == ("intents/intents.yaml", 1)


def test_language(tiny: Project) -> None:
    pack = tiny.packs.languages["en"]
    assert pack.numbers.digits == {"one": 1.0, "two": 2.0}
    assert pack.style.scales == ((1000.0, "k"),)
    assert pack.terms[0] == Form("which", "which", "intents/en/terms.yaml", 1)
    assert [form.id for form in pack.fillers] == ["article", "article"]
    assert pack.messages == {"greet.hello": "Hello, {{ name }}.", "none": ""}


def test_rules(tiny: Project) -> None:
    first, second, *_ = tiny.packs.languages["en"].rules
    assert (first.category, first.build, first.examples) == ("constraint", "negate", ("not off-road only",))
    assert (second.given, second.rejects, second.line) == ({}, ("mass over",), 5)
    assert tiny.packs.languages["en"].rules[-1].given == {"op": ">"}
