"""An attribute is added with YAML alone, and so is a second domain: both can be asked about, in one conversation."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from chatbot.bot import Chatbot
from chatbot.loading.catalog import load_catalog
from chatbot.loading.report import Report

ROOT = Path(__file__).parent.parent
FAMILIES = ROOT / "knowledge" / "llm" / "families"
ENTRY = re.compile(r"^## Add an attribute\n.*?^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
DOMAIN = re.compile(r"^## Add a domain\n.*?^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
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


@pytest.fixture(scope="module")
def both() -> Chatbot:
    """Return a chatbot that knows made-up bicycles beside the models."""
    return Chatbot.load(knowledge=(ROOT / "tests" / "data" / "tiny" / "knowledge",))


SPRINTS = ["sprint-1", "sprint-2"]
BICYCLES = ["hauler-x", *SPRINTS]


@pytest.mark.parametrize(
    ("question", "models", "attribute"),
    [
        ("who made Hauler X?", ["hauler-x"], "maker"),
        ("Hauler X 是谁做的", ["hauler-x"], "maker"),
        ("what is the maker of Sprint 2?", ["sprint-2"], "maker"),
        ("when did Sprint One come out?", ["sprint-1"], "launched"),
        ("Sprint 1 是什么时候发布的", ["sprint-1"], "launched"),
        ("how many gears does Sprint-2 have?", ["sprint-2"], "gears"),
        ("how big is Sprint 1?", ["sprint-1"], "mass"),
        ("how heavy is Sprint 1?", ["sprint-1"], "mass"),
        ("Sprint 1 有多大", ["sprint-1"], "mass"),
        ("which bicycle is the biggest?", ["hauler-x"], "mass"),
        ("最大的自行车", ["hauler-x"], "mass"),
        ("which bicycle is the lightest?", SPRINTS, "mass"),
        ("最轻的自行车是哪辆", SPRINTS, "mass"),
        ("which is the newest bicycle?", ["sprint-1"], "launched"),
        ("which bicycles are lighter than Hauler X?", SPRINTS, "mass"),
        ("which bicycles have a mass below 9000?", SPRINTS, "mass"),
        ("which bicycles have more than 11 gears?", ["sprint-2"], "gears"),
        ("which have more than 11 gears?", ["sprint-2"], "gears"),
        ("which bicycles came out in 2020?", ["sprint-1"], "launched"),
        ("list all bicycles by Velo Works", SPRINTS, "maker"),
        ("which things did Velo make?", SPRINTS, "maker"),
        ("哪些自行车能上路", [*SPRINTS, "hauler-x"], "road_use"),
        ("who made BLOOM 176B?", ["bloom-176b"], "developer"),
        ("when was BLOOM 176B released?", ["bloom-176b"], "release_date"),
        ("which model is the biggest?", ["llama-3.1-405b"], "parameters"),
        ("最大的模型", ["llama-3.1-405b"], "parameters"),
        ("which is the smallest?", ["opt-125m"], "parameters"),
    ],
)
def test_each_domain_answers_in_its_own_attributes(
    both: Chatbot, question: str, models: list[str], attribute: str
) -> None:
    answer = both.ask(question).json()
    assert (answer["status"], answer["models"]) == ("answered", models)
    assert attribute in {cell["attribute"] for cell in answer["cells"]}


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("how many bicycles are there?", 3),
        ("有多少辆自行车", 3),
        ("how many bicycles does Velo make?", 2),
        ("how many bicycles may be ridden on roads?", 3),
        ("how many models did BigScience make?", 7),
    ],
)
def test_each_domain_is_counted_for_itself(both: Chatbot, question: str, count: int) -> None:
    assert both.ask(question).json()["count"] == count


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("is Hauler X bigger than Sprint 1?", "yes"),
        ("is Sprint One heavier than Hauler X?", "no"),
        ("Sprint 1 比 Hauler X 更轻吗", "yes"),
        ("Hauler X 能上路吗", "conditional"),
        ("is there a bicycle by Radhaus?", "yes"),
        ("is Sprint 1 older than Sprint 2?", "unknown"),
        ("can I use Hauler X commercially?", "unknown"),
        ("is BLOOM 176B bigger than OPT 66B?", "yes"),
        ("can I use BLOOM commercially?", "conditional"),
    ],
)
def test_statements_are_checked_in_either_domain(both: Chatbot, question: str, verdict: str) -> None:
    assert both.ask(question).json()["verdict"] == verdict


def test_things_of_one_domain_are_compared_and_recommended(both: Chatbot) -> None:
    compared = both.ask("compare Sprint One and Hauler X").json()
    assert compared["models"] == ["sprint-1", "hauler-x"]
    assert {cell["attribute"] for cell in compared["cells"]} == {"maker", "mass", "gears"}
    assert "a bicycle by Radhaus and belongs to the Hauler series" in both.ask("tell me about Hauler X").text()
    asked = both.ask("recommend a bicycle")
    assert asked.json()["status"] == "clarify"
    assert both.ask("the lightest", asked.state).json()["models"] == SPRINTS
    for question in ("which maker has the most bicycles?", "which company made the most bicycles?"):
        counted = both.ask(question).json()
        assert (counted["status"], counted["models"]) == ("answered", BICYCLES)


@pytest.mark.parametrize(
    "question",
    [
        "does Hauler X run on an RTX 4090?",
        "how much memory does Sprint 2 need?",
        "which bicycles run on a 4090?",
        "how many parameters does Sprint 1 have?",
        "what is the licence of Sprint 2?",
        "how many bicycles and models are there?",
    ],
)
def test_what_a_domain_does_not_have_is_not_answered(both: Chatbot, question: str) -> None:
    assert both.ask(question).json()["status"] in {"not_understood", "no_data"}


def test_nothing_of_another_domain_is_among_the_bicycles(both: Chatbot) -> None:
    for question in (
        "small bicycles",
        "bicycles under 7B",
        "bicycles by Meta",
        "which bicycles are bigger than BLOOM?",
    ):
        answer = both.ask(question).json()
        assert (answer["models"], answer["count"]) == ([], 0)


TALKS = [
    [
        ("how many bicycles are there?", BICYCLES),
        ("how many of them are by Velo?", SPRINTS),
        ("which of those is the lightest?", SPRINTS),
        ("who made it?", "maker"),
        ("when was it launched?", "launched"),
        ("which bicycle is the heaviest?", ["hauler-x"]),
        ("who makes it?", "maker"),
        ("and Sprint 2?", "maker"),
        ("how heavy is it?", "mass"),
        ("is it lighter than Hauler X?", "mass"),
        ("does it run on a 4090?", None),
        ("who made BLOOM 176B?", "developer"),
        ("how big is it?", "parameters"),
        ("which models are there by Meta?", "developer"),
        ("which of them is the largest?", ["llama-3.1-405b"]),
        ("who made it?", "developer"),
        ("which bicycles are there?", BICYCLES),
        ("which of them have more than 11 gears?", ["sprint-2"]),
        ("who made it?", "maker"),
        ("and BLOOM 176B?", "developer"),
        ("how big is it?", "parameters"),
        ("and Sprint 1?", "mass"),
    ],
    [
        ("谁开发了 Hauler X？", "maker"),
        ("Sprint 2 呢？", "maker"),
        ("它有多大？", "mass"),
        ("有多少自行车？", BICYCLES),
        ("最轻的是哪个？", SPRINTS),
        ("谁做的？", "maker"),
        ("BLOOM 176B 是谁开发的？", "developer"),
        ("什么时候发布的？", "release_date"),
        ("Sprint 1 呢？", "launched"),
    ],
    [
        ("compare Sprint 1 and Hauler X", ["sprint-1", "hauler-x"]),
        ("which is heavier?", "mass"),
        ("by how much?", "mass"),
        ("which models are open source?", "open_source"),
        ("which is the biggest?", "parameters"),
        ("the second lightest bicycle?", ["hauler-x"]),
        ("who makes it?", "maker"),
    ],
]


@pytest.mark.parametrize("talk", TALKS)
def test_a_conversation_goes_from_one_domain_to_the_other_and_back(
    both: Chatbot, talk: list[tuple[str, list[str] | str | None]]
) -> None:
    state = both.start()
    for question, expected in talk:
        turn = both.ask(question, state)
        answer, state = turn.json(), turn.state
        if expected is None:
            assert answer["status"] == "clarify", question
        elif isinstance(expected, list):
            assert (answer["status"], answer["models"]) == ("answered", expected), question
        else:
            assert answer["status"] == "answered", question
            assert expected in {cell["attribute"] for cell in answer["cells"]}, question


def test_the_default_domain_is_no_matter_of_names(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "knowledge", tmp_path / "knowledge")
    shutil.copytree(ROOT / "tests" / "data" / "tiny" / "knowledge" / "bikes", tmp_path / "knowledge" / "a-bikes")
    catalog = load_catalog((tmp_path / "knowledge",), Report()).catalog
    assert list(catalog.domains) == ["llm", "a-bikes"]
    assert catalog.role("maker") == "developer"
    assert catalog.role("maker", "bicycle") == "maker"
    assert catalog.role("memory", "bicycle") == ""


def test_the_domain_that_is_shown_is_the_one_that_is_tested() -> None:
    (shown,) = DOMAIN.findall((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))
    tested = (ROOT / "tests" / "data" / "tiny" / "knowledge" / "bikes" / "domain.yaml").read_text(encoding="utf-8")
    assert set(shown.splitlines()) <= set(tested.splitlines())
