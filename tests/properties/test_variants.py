"""A change of meaning is not passed over, and changes nothing else; `python -m tests.properties.deep` does more."""

from __future__ import annotations

import json
import random
import re
from typing import Any

import pytest

from chatbot.datatypes.subjects import subjects_of
from tests.properties.corpus import is_chinese, is_talk, questions, reading
from tests.properties.variants import CHANGES, Change, ignores
from tests.shipped import shipped

SAMPLE = 250
"""Questions of each kind of change."""
TOLD = 0.02
"""Share of changes that fall into what a question only tells (I never slept, which is the largest?)."""


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_a_change_of_meaning_changes_the_reading(change: Change) -> None:
    chance = random.Random(7)
    asked = chance.sample(questions(), SAMPLE)
    variants = [(text, variant) for text in asked for variant in change(text, chance)]
    ignored = [variant[0] for text, variant in variants if ignores(text, variant, change)]
    assert len(ignored) <= max(3, TOLD * len(variants)), ignored


@pytest.mark.parametrize("word", ["insurance", "honesty", "critical", "finish", "stars", "slots", "ticket"])
def test_words_of_the_language_are_no_slips(word: str) -> None:
    assert reading(f"which models have {word}?")[0] != "read"
    assert reading(f"which {word} models are under Apache?")[0] != "read"


SWAPS = (
    (r"(?i)\bFrench\b", "Portuguese", "fr", "pt"),
    (r"(?i)\bGerman\b", "Dutch", "de", "nl"),
    ("中文", "泰语", "zh", "th"),
    ("法语", "瑞典语", "fr", "sv"),
    (r"(?i)(?<![a-z])Apache(?:[- ]2(?:\.0)?)?(?![a-z]| ?[\d.])", "MIT", "apache-2.0", "mit"),
    (r"(?i)(?<![a-z])Google(?![a-z])", "EleutherAI", "google", "eleutherai"),
    (r"(?<![A-Za-z0-9])4090(?![A-Za-z0-9]| ?(?:Ti|D|laptop)\b|笔记本)", "3090", "rtx-4090", "rtx-3090"),
    (r"(?i)\bOPT[ -]66B\b", "Falcon 40B", "opt-66b", "falcon-40b"),
)
"""What may stand in the place of something else of its kind: pattern, its name, the ids of both."""


def in_order(value: Any) -> Any:
    """Return a normal form in which the order of lists says nothing."""
    if isinstance(value, dict):
        return {key: in_order(inner) for key, inner in sorted(value.items())}
    return sorted(map(in_order, value), key=json.dumps) if isinstance(value, list) else value


def test_something_else_in_its_place_asks_the_same_of_that() -> None:
    asked = [text for text in random.Random(11).sample(questions(), 900) if reading(text)[0] == "read"]
    other: list[str] = []
    tried = 0
    for text in asked:
        for pattern, name, old, new in SWAPS:
            forms = json.dumps(in_order(reading(text)[1]), ensure_ascii=False) if re.search(pattern, text) else ""
            if f'"{old}"' not in forms or f'"{new}"' in forms:
                continue
            tried += 1
            status, now = reading(re.sub(pattern, name, text))
            if status == "read" and in_order(now) != in_order(json.loads(forms.replace(f'"{old}"', f'"{new}"'))):
                other.append(re.sub(pattern, name, text))
    assert tried > 50
    assert len(other) <= TOLD * tried, other


BEFORE = {
    "en": ("which licence does BLOOM have?", "does Gemma 7B fit on a 5090?", "which models are gated?"),
    "zh": ("BLOOM是什么许可证？", "5090能跑Gemma 7B吗", "哪些模型要申请才能下载"),
}


def test_a_question_on_named_things_takes_nothing_from_the_one_before_it() -> None:
    bot, chance = shipped(), random.Random(12)
    states = {code: [bot.ask(text).state for text in texts] for code, texts in BEFORE.items()}
    other: list[str] = []
    tried = 0
    for text in chance.sample(questions(), 600):
        alone = bot.ask(text).outcome
        named = alone.parts and all(subjects_of(part.query) and not part.bare for part in alone.parts)
        if alone.status != "read" or not named or is_talk(text):
            continue
        tried += 1
        after = bot.ask(text, chance.choice(states["zh" if is_chinese(text) else "en"])).outcome
        if after.status == "read" and [p.query for p in after.parts] != [p.query for p in alone.parts]:
            other.append(text)
    assert tried > 200
    assert len(other) <= TOLD * tried, other


LIMITS = {"en": ", under 10B only", "zh": "，10B以下"}


def limits_of(form: dict[str, Any]) -> list[Any]:
    where = form.get("selection", {}).get("where")
    return [in_order(part) for part in where["parts"]] if where and where["type"] == "and" else [in_order(where)]


def test_one_limit_more_is_one_limit_more() -> None:
    other: list[str] = []
    tried = 0
    for text in random.Random(13).sample(questions(), 500):
        status, forms = reading(text)
        if status != "read" or len(forms) != 1 or forms[0]["type"] != "list" or "parameters" in str(forms):
            continue
        selection = forms[0]["selection"]
        if "rank" in selection or "subjects" in selection or "where" not in selection:
            continue
        tried += 1
        longer = text.rstrip("?？.。!！ ") + LIMITS["zh" if is_chinese(text) else "en"]
        now, more = reading(longer)
        kept = len(more) == 1 and all(part in limits_of(more[0]) for part in limits_of(forms[0]))
        if now == "read" and not (kept and len(limits_of(more[0])) == len(limits_of(forms[0])) + 1):
            other.append(longer)
    assert tried > 30
    assert len(other) <= max(1, TOLD * tried), other


UNKNOWN = {"en": "zorbic", "zh": "芝麻酱"}


def test_an_unknown_word_is_not_passed_over_in_silence() -> None:
    """It may be told beside a question on named things: the answer says so, but for one in a reason that is told."""
    chance = random.Random(14)
    silent: list[str] = []
    tried = 0
    for text in chance.sample(questions(), 400):
        word = UNKNOWN["zh" if is_chinese(text) else "en"]
        gaps = [place for place in range(1, len(text)) if is_chinese(text[place]) or text[place - 1] == " "]
        if not gaps or shipped().ask(text).outcome.unexplained:
            continue
        tried += 1
        place = chance.choice(gaps)
        longer = text[:place] + (word if is_chinese(text) else f"{word} ") + text[place:]
        outcome = shipped().ask(longer).outcome
        if outcome.status == "read" and not outcome.unexplained and not is_talk(longer):
            silent.append(longer)
    assert tried > 200
    assert len(silent) <= 0.01 * tried, silent
