"""An attribute is added with YAML alone, and things of a second domain can be asked about beside the first."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from chatbot.bot import Chatbot

ROOT = Path(__file__).parent.parent
FAMILIES = ROOT / "knowledge" / "llm" / "families"
ENTRY = re.compile(r"^## Add an attribute\n.*?^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
VALUES = {"opt": ("0.1", "opt-paper"), "gpt-neox": ("0.2", "gpt-neox-20b-card")}
"""Families with a made-up value of the new attribute, and a source for it."""


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Chatbot:
    """Return a chatbot with the attribute that CONTRIBUTING adds, and facts on it."""
    folder = tmp_path_factory.mktemp("own") / "llm"
    (folder / "families").mkdir(parents=True)
    (entry,) = ENTRY.findall((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))
    (folder / "attributes.yaml").write_text(entry, encoding="utf-8")
    for family, (value, source) in VALUES.items():
        text = (FAMILIES / f"{family}.yaml").read_text(encoding="utf-8")
        fact = f"facts:\n  - {{attribute: dropout, value: {value}, source: {source}}}"
        changed, times = re.subn(r"^facts:$", fact, text, count=1, flags=re.MULTILINE)
        assert times == 1
        (folder / "families" / f"{family}.yaml").write_text(changed, encoding="utf-8")
    return Chatbot.load(knowledge=(folder.parent,))


@pytest.mark.parametrize(
    ("question", "models"),
    [
        ("how much dropout does OPT 66B have?", ["opt-66b"]),
        ("OPT 66B 的丢弃率是多少", ["opt-66b"]),
        ("which models have a dropout above 0.15?", ["gpt-neox-20b"]),
        ("丢弃率大于0.15的模型有哪些", ["gpt-neox-20b"]),
        ("which model has the highest dropout?", ["gpt-neox-20b"]),
        ("丢弃率最高的模型", ["gpt-neox-20b"]),
        ("compare the dropout of OPT 66B and GPT-NeoX", ["opt-66b", "gpt-neox-20b"]),
    ],
)
def test_a_new_attribute_is_looked_up_filtered_ranked_and_compared(
    bot: Chatbot, question: str, models: list[str]
) -> None:
    answer = bot.ask(question).json()
    assert (answer["status"], answer["models"]) == ("answered", models)
    assert {cell["attribute"] for cell in answer["cells"]} == {"dropout"}


def test_a_new_attribute_is_counted_and_checked(bot: Chatbot) -> None:
    counted = bot.ask("how many models have a dropout of at least 0.1?").json()
    assert counted["count"] == 1 + len(bot.ask("which OPT models are there?").json()["models"])
    assert bot.ask("does GPT-NeoX have more dropout than OPT 66B?").json()["verdict"] == "yes"


def test_things_of_a_second_domain_are_told_beside_the_first() -> None:
    both = Chatbot.load(knowledge=(ROOT / "tests" / "data" / "tiny" / "knowledge",))
    gears = both.ask("how many gears does Sprint-2 have?").json()
    assert [(cell["model"], cell["value"]) for cell in gears["cells"]] == [("sprint-2", 13)]
    assert both.ask("compare Sprint One and Sprint-2").json()["models"] == ["sprint-1", "sprint-2"]
    assert both.ask("who made BLOOM?").json()["families"] == ["bloom"]
