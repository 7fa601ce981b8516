"""Values of every attribute type, and the states of cells."""

from typing import Any

import pytest

from chatbot.datatypes.answer import Cell
from chatbot.rendering.values import Values
from tests.rendering.sample import cell, fact, renderer


def values(language: str) -> Values:
    return renderer(language).sentences.values


@pytest.mark.parametrize(
    ("name", "value", "english", "chinese"),
    [
        ("weight", 180_000_000_000, "180B", "1800亿（180B）"),
        ("weight", 405_853_388_800, "405B (405,853,388,800)", "4059亿（405B，即 405,853,388,800）"),
        ("weight", 46_702_792_704, "46.7B (46,702,792,704)", "467亿（46,702,792,704）"),
        ("window", 131_072, "128K tokens (131,072)", "131,072 token（128K）"),
        ("window", 200_000, "200K tokens (200,000)", "200,000 token（200K）"),
        ("window", 1, "1 token", "1 token"),
        ("masts", 3, "3 masts", "3 根"),
        ("launched", "2024-07", "July 2024", "2024年7月"),
        ("launched", 659, "659 days", "659 天"),
        ("launched", -1, "-1 days", "-1 天"),
        ("charter", "conditional", "on conditions", "有条件"),
        ("terms", "open-sea", "Open Sea Licence 1.0", "公海许可证 1.0"),
        ("flags", ["red", "blue"], "Red and Blue", "红旗和蓝旗"),
        ("hull", "wood", "wooden", "木制"),
        ("memory_gb", [40, 80], "40 and 80 GB", "40和80 GB"),
        ("reported_mib", [15360], "15,360 MiB", "15,360 MiB"),
        ("story", {"en": "old", "zh": "旧"}, "old", "旧"),
        ("story", {"en": "built in a storm"}, "built in a storm", "原文：built in a storm"),
        ("story", {"en": "Gull XP-3 bf16"}, "Gull XP-3 bf16", "Gull XP-3 bf16"),
        ("uses", [{"en": "one or two"}, {"en": "b"}], "one or two; b", "原文：one or two；b"),
        ("emissions", {"amount": 24.7, "unit": "t_co2eq"}, "24.7 t co2eq", "24.7 t co2eq"),
        ("emissions", {"amount": 3.8e25, "unit": "flop"}, "3.8 × 10^25 flop", "3.8 × 10^25 flop"),
        ("emissions", {"low": 2, "high": 5, "unit": "usd"}, "2 to 5 US dollars", "2 至 5 美元"),
        ("emissions", {"words": {"en": "none", "zh": "无"}}, "none", "无"),
        ("links", ["a/b", "https://c.org"], "a/b, https://c.org", "a/b、https://c.org"),
        ("races", [{"benchmark": "cup", "score": 70.6, "shots": 5}], "Cup 70.6% (5-shot)", "Cup 70.6%（5-shot）"),
        ("no-attribute", 3, "3", "3"),
    ],
)
def test_show(name: str, value: Any, english: str, chinese: str) -> None:
    assert values("en").show(name, value) == english
    assert values("zh").show(name, value) == chinese


@pytest.mark.parametrize(
    ("state", "english", "chinese"),
    [
        ("undisclosed", "not disclosed by the developer", "开发者未公开"),
        ("unknown", "not in the catalog", "目录中没有记载"),
    ],
)
def test_undisclosed_is_told_apart_from_unknown(state: str, english: str, chinese: str) -> None:
    gap = Cell(model="gull", attribute="weight", state=state)
    assert values("en").cell(gap) == english
    assert values("zh").cell(gap) == chinese


def test_marks_of_a_fact() -> None:
    some = fact("flags", ["red"], limited=("blue",), incomplete=True, confidence="unverified")
    assert values("en").cell(cell("gull", some)) == "Red, among others (to a limited degree: Blue; not confirmed)"
    assert values("en").cell(cell("gull", fact("terms", "open-sea", applies_to={"en": "app"}))).endswith(" (app)")


def test_brackets_do_not_follow_brackets() -> None:
    assert values("en").names.bracketed("Falcon", "all 8") == "Falcon (all 8)"
    assert values("en").names.bracketed("Gemma (first)", "all 6") == "Gemma (first; all 6)"
    assert values("zh").names.bracketed("Gemma（第一代）", "全部 6 个") == "Gemma（第一代；全部 6 个）"


def test_chinese_lists_of_names_are_spaced() -> None:
    assert values("zh").names.joined(["Heron v1", "Gull 2B"]) == "Heron v1 和 Gull 2B"


def test_claims_are_marked_as_claims() -> None:
    assert values("en").cell(cell("gull", fact("masts", 3), state="claimed")) == "the article says: 3 masts"


def test_values_for_programs() -> None:
    assert values("zh").plain_value("weight", 2048.0) == 2048
    assert values("zh").plain_value("uses", [{"en": "a", "zh": "甲"}]) == ["甲"]
    amount = {"amount": 24.7, "unit": "t_co2eq", "basis": {"en": "net"}}
    assert values("zh").plain_value("emissions", amount) == {"amount": 24.7, "unit": "t_co2eq", "basis": "net"}


def test_claims_in_words_are_shown_as_words() -> None:
    said = Cell(model="gull", attribute="weight", state="claimed", value={"en": "very heavy indeed", "zh": "很重"})
    assert values("en").cell(said) == "the article says: very heavy indeed"
    assert values("zh").cell(said) == "文章称：很重"


def test_a_part_of_an_attribute_is_called_like_what_it_tells_of() -> None:
    assert values("en").names.label("records:red") == "Red"
    assert values("zh").names.label("records:red") == "红旗"
