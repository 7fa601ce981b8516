"""Every sentence that answering says stands in every language, with the same arguments."""

import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
CODE = "\n".join(path.read_text() for path in sorted((ROOT / "chatbot" / "answering").glob("*.py")))
LANGUAGES = sorted(path.parent.parent.name for path in (ROOT / "intents").glob("*/messages/answers.yaml"))


def flat(mapping, prefix=""):
    found = {}
    for key, value in mapping.items():
        name = f"{prefix}{key}"
        found |= flat(value, f"{name}.") if isinstance(value, dict) else {name: str(value)}
    return found


def messages(language):
    files = [ROOT / "intents" / language / "messages" / f"{name}.yaml" for name in ("answers", "fit")]
    return {name: text for file in files for name, text in flat(yaml.load(file.read_text(), yaml.BaseLoader)).items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_exists(language):
    known = messages(language)
    plain = set(re.findall(r'[^f]"((?:answer|fit)\.\w+(?:\.\w+)+)"', CODE))
    started = set(re.findall(r'f"((?:answer|fit)\.\w+\.[a-z_]*)\{', CODE))
    assert {name for name in plain if name not in known} == set()
    assert {name for name in started if not any(key.startswith(name) for key in known)} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_languages_have_the_same_messages(language):
    assert set(messages(language)) == set(messages(LANGUAGES[0]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_brings_no_argument_of_its_own(language):
    arguments = re.compile(r"(?:\{\{|if|elif|\()\s*([a-z_]+)\b")
    first, other = messages(LANGUAGES[0]), messages(language)
    for name, text in other.items():
        assert set(arguments.findall(text)) <= set(arguments.findall(first[name])), name


NO_CONSTANTS = {"ask.hardware", "assumed.run_any", "hardware.unified", "kind.unified"}
"""They name examples, widths of numbers, or a rule in words."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_constants_of_the_memory_rules_come_from_the_data(language):
    for name, text in messages(language).items():
        part, _, rest = name.partition(".")
        if part == "fit" and rest not in NO_CONSTANTS:
            plain = re.sub(r"\{[{%].*?[%}]\}|10 亿", "", text)
            assert not re.search(r"\d", plain), f"{name} states a figure of its own: {text}"
