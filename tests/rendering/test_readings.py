"""How a follow-up was read: said where the answer's first sentence does not tell it."""

import msgspec

from chatbot.datatypes import query as q
from chatbot.datatypes.answer import Answer, AttributeName, Phrase, Row, Say, Table, Value
from chatbot.datatypes.catalog import Ref
from chatbot.rendering import Renderer
from chatbot.rendering.messages import Messages
from tests.rendering.sample import catalog, cell, fact, pack, refs

HERON = Ref("group", "heron")
READ = {"en": "Read as: {{ what }}.", "zh": "理解为：{{ what }}。"}


def shown(query: q.Query, lead: Say, language: str = "en") -> list[str]:
    messages = pack(language).messages | {"answer.dialogue.reading": READ[language]}
    renderer = Renderer(msgspec.structs.replace(pack(language), messages=messages), catalog(), strict=True)
    table = Table(columns=("masts",), rows=(Row(subjects=refs("gull"), cells=(cell("gull", fact("masts", 3)),)),))
    reading = Say("answer.dialogue.reading", {"what": Phrase(query)})
    return renderer.text(Answer(status="answered", blocks=(reading, lead, table))).split("\n")


VALUE = Say("answer.value", {"attribute": AttributeName("masts"), "name": HERON, "value": Value("masts", 3)})


def test_what_the_first_sentence_tells_is_not_said_twice() -> None:
    for language in ("en", "zh"):
        lines = shown(q.Lookup(q.Selection((HERON,)), ("masts",)), VALUE, language)
        assert "3" in lines[0]
        assert not any(line.startswith(("Read as", "理解为")) for line in lines)


def test_else_it_stands_behind_the_answer() -> None:
    contest = q.Contest((HERON, Ref("group", "gull")), "masts", "most")
    assert shown(contest, VALUE)[:3] == [
        "Masts of Heron: 3 masts",
        "",
        "Read as: Heron and Gull: which has the highest masts.",
    ]
    assert shown(contest, VALUE, "zh")[2].startswith("理解为：")


def test_messages_are_gone_through_once_for_all_answers(monkeypatch) -> None:
    gone_through: list[str] = []
    starting = Messages.starting
    monkeypatch.setattr(Messages, "starting", lambda own, prefix: gone_through.append(prefix) or starting(own, prefix))
    renderer = Renderer(pack("en"), catalog())
    reading = Say("answer.dialogue.reading", {"what": Phrase(q.Lookup(q.Selection((HERON,)), ("masts",)))})
    for _ in range(2):
        renderer.text(Answer(status="answered", blocks=(reading, VALUE)))
    assert len(gone_through) == len(set(gone_through)) > 0
