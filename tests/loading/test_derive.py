"""Properties that follow from a text, or from a section of a related thing's terms."""

from __future__ import annotations

from pathlib import Path

from chatbot.datatypes.catalog import Fact
from chatbot.loading.folders import layers
from chatbot.loading.project import read
from tests.loading.conftest import Broken

_LIT = """
- id: lights
  type: truth
  label: {en: has to be lit, zh: 须有灯}
  derive: {through: approval, take: lights}
- id: frame
  type: text
  label: {en: frame, zh: 车架}
- id: frame_kind
  type: choice
  label: {en: sort of frame, zh: 车架类别}
  derive: {found_in: [frame], words: {steel: [steel], carbon: [carbon, carbon fibre]}}
  values:
    - {id: steel, name: {en: of steel, zh: 钢制}}
    - {id: carbon, name: {en: of carbon, zh: 碳纤维}}
"""


def _facts(broken: Broken, frame: str) -> dict[str, dict[str, tuple[Fact, ...]]]:
    path = Path("knowledge/bikes/attributes.yaml")
    broken.write(str(path), (broken.knowledge.parent / path).read_text(encoding="utf-8") + _LIT)
    first = "      - {attribute: mass, value: 8000"
    stated = f"      - {{attribute: frame, value: {{en: {frame}}}, source: catalogue-2024}}\n"
    broken.change("knowledge/bikes/families/sprint.yaml", first, stated + first)
    return {id_: item.facts for id_, item in read((broken.knowledge,), (broken.intents,)).catalog.items.items()}


def test_a_section_of_the_terms_gives_its_verdict(broken: Broken) -> None:
    facts = _facts(broken, "Steel tubes")
    assert [fact.value for fact in facts["hauler-x"]["lights"]] == ["yes"]
    assert facts["hauler-x"]["lights"][0].note["en"] == "Lights are required."
    assert "lights" not in facts["sprint-1"]  # its terms say nothing of it: that is not known, not refused


def test_a_text_names_a_value_and_what_is_tuned_from_it_shares_it(broken: Broken) -> None:
    facts = _facts(broken, "Steel tubes")
    assert [facts[item]["frame_kind"][0].value for item in ("sprint-1", "sprint-2")] == ["steel", "steel"]
    assert "frame_kind" not in facts["hauler-x"]


def test_a_text_that_names_two_values_settles_nothing(broken: Broken) -> None:
    assert "frame_kind" not in _facts(broken, "carbon instead of steel")["sprint-1"]


def test_a_service_ends_with_its_date_and_is_not_made_up() -> None:
    items = read(layers("knowledge", ()), layers("intents", ())).catalog.items
    values = {
        name: [fact.value for fact in items[name].facts.get("api_available", ())]
        for name in ("mistral-large-2.1", "claude-3-opus", "gpt-4o", "bloom-176b")
    }
    assert values == {"mistral-large-2.1": ["no"], "claude-3-opus": ["no"], "gpt-4o": ["yes"], "bloom-176b": []}
