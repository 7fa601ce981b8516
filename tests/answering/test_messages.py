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
    text = (ROOT / "intents" / language / "messages" / "answers.yaml").read_text()
    return flat(yaml.load(text, yaml.BaseLoader))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_exists(language):
    known = messages(language)
    plain = set(re.findall(r'[^f]"(answer\.\w+(?:\.\w+)+)"', CODE))
    started = set(re.findall(r'f"(answer\.\w+\.[a-z_]*)\{', CODE))
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
