"""The shipped messages of rendering: the same ids in every language, with the same arguments."""

import yaml

from chatbot.rendering.messages import variables
from tests.rendering.sample import INTENTS, flat


def shipped(language: str) -> dict[str, str]:
    text = (INTENTS / language / "messages" / "rendering.yaml").read_text(encoding="utf-8")
    return flat(yaml.load(text, Loader=yaml.BaseLoader))


def test_languages_have_the_same_messages() -> None:
    english, chinese = shipped("en"), shipped("zh")
    assert {message for message in english.keys() ^ chinese.keys() if not message.startswith("unit_one.")} == set()


def test_no_language_uses_an_argument_of_its_own() -> None:
    english, chinese = shipped("en"), shipped("zh")
    figures = {"scaled", "exact", "label", "unit"}
    for message in english.keys() & chinese.keys():
        assert variables(english[message]) - figures == variables(chinese[message]) - figures, message
