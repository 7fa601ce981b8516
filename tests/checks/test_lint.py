"""Lint: what can be loaded and is wrong all the same."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from chatbot.checks import lint as linting
from chatbot.checks.lint import lint
from tests.loading.conftest import Broken


@pytest.fixture
def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Broken:
    made = Broken(tmp_path)
    roots = {"knowledge": made.knowledge, "intents": made.intents}
    monkeypatch.setattr(linting, "layers", lambda name, extra: (roots[name], *extra))
    return made


def codes(*extra: Path) -> list[tuple[str, str, int]]:
    return [(found.code, found.file.rpartition("/")[2], found.line) for found in lint(extra)]


def test_tiny_data_is_clean_but_for_one_note(broken: Broken) -> None:
    assert [(found.severity, found.code, found.line) for found in lint()] == [("warning", "missing-language", 32)]


def test_loading_faults_are_shown_too(broken: Broken) -> None:
    broken.change("knowledge/bikes/places.yaml", "parent: land", "parent: lnad")
    assert ("unknown-id", "places.yaml", 2) in codes()


def test_text_missing_in_a_language(broken: Broken) -> None:
    broken.change("knowledge/bikes/places.yaml", "{en: snow, zh: 雪地}", "{en: snow}")
    assert ("missing-language", "places.yaml", 4) in codes()


def test_what_the_catalog_lacks_in_a_new_language_is_counted(broken: Broken) -> None:
    shutil.copytree(broken.intents / "en", broken.intents / "eo")
    broken.change("intents/eo/language.yaml", "code: en", "code: eo")
    found = {found.file: found for found in lint() if found.message.endswith("are missing in eo")}
    assert {found.severity for found in found.values()} == {"warning"}
    assert found["knowledge/bikes/places.yaml"].message.startswith("4 names, labels and texts, from this line on")


@pytest.mark.parametrize(
    ("path", "old", "new", "line"),
    [
        ("bikes/places.yaml", "{en: gravel,", "{en: Road,", 3),
        ("bikes/places.yaml", "{en: snow, zh: 雪地}", "{en: Velo Works, zh: 雪}", 4),
        ("bikes/attributes.yaml", "label: {en: gears,", "names: {en: [weight]}\n  label: {en: gears,", 21),
        ("bikes/families/sprint.yaml", "[Sprint One]", "[SPRINT-2]", 30),
    ],
)
def test_shared_names(broken: Broken, path: str, old: str, new: str, line: int) -> None:
    broken.change(f"knowledge/{path}", old, new)
    found = [found for found in codes() if found[0] == "shared-name"]
    assert [place[2] for place in found] == [line] or found[0][1] == path.rpartition("/")[2]


def test_declared_shared_name(broken: Broken) -> None:
    broken.change("knowledge/bikes/places.yaml", "{en: snow, zh: 雪地}", "{en: Velo, zh: 雪地}")
    assert [found for found in codes() if found[0] == "shared-name"] == []


def test_bad_forms(broken: Broken) -> None:
    broken.change("knowledge/bikes/attributes.yaml", "mass[es]", "mass[es")
    broken.change("intents/en/fillers.yaml", "[the, a]", "['(the|a']")
    assert [found[:2] for found in codes()][:2] == [("bad-form", "fillers.yaml"), ("bad-form", "attributes.yaml")]


def test_texts_that_stand_twice_in_a_list(broken: Broken) -> None:
    broken.change("intents/en/fillers.yaml", "[the, a]", "[the, a, the]")
    broken.change("knowledge/bikes/attributes.yaml", "weight]", "weight, weight]")
    assert [(found.severity, found.code, found.file) for found in lint() if found.code == "text-twice"] == [
        ("warning", "text-twice", "intents/en/fillers.yaml"),
        ("warning", "text-twice", "knowledge/bikes/attributes.yaml"),
    ]


RULES = "intents/en/phrases/constraints.yaml"


def test_rules(broken: Broken) -> None:
    broken.change(RULES, "    examples: [not off-road only]\n", "")
    broken.change(RULES, "<not>", "<nto>")
    broken.change(RULES, "{property}", "{property")
    found = [found for found in codes() if found[1] == "constraints.yaml"]
    assert sorted(found) == [
        ("bad-pattern", "constraints.yaml", 5),
        ("no-example", "constraints.yaml", 2),
        ("unknown-id", "constraints.yaml", 2),
    ]


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("build: negate", "build: negated", "unknown-builder", 2),
        ("{part:constraint}", "{prat:constraint}", "bad-role", 2),
        ("with: {op: '>'}", "with: {}", "bad-role", 8),
        ("with: {op: '>'}", "with: {op: '>', amount: '3'}", "bad-role", 8),
        ("with: {op: '>'}", "with: {op: '=>'}", "bad-value", 8),
        ("{part:constraint}", "{part:constrain}", "unknown-id", 2),
        ("[not off-road only]", "[not on roads]", "example-not-read", 2),
        ("rejects: [2k]", "rejects: [more than 3]", "example-rejected", 8),
        ("[off-road only]", "[mass over 3k]", "example-of-another", 6),
        ("[mass over 2k]", "[off-road only]", "rule-never-used", 5),
        ("build: same", "build: negate", "bad-role", 6),
    ],
)
def test_rules_and_the_engine(broken: Broken, old: str, new: str, code: str, line: int) -> None:
    broken.change(RULES, old, new)
    assert (code, "constraints.yaml", line) in codes()


def test_example_in_two_ways(broken: Broken) -> None:
    more = "  - {pattern: '{property}', build: negate, examples: [off-road only]}\nbound:"
    broken.change(RULES, "bound:", more.replace("{property}", "{part:property}"))
    assert ("two-readings", "constraints.yaml", 7) in codes()


def test_rule_that_another_one_makes_needless(broken: Broken) -> None:
    broken.change(
        RULES, "bound:", "  - {pattern: '[<not>] {property}', build: same, examples: [off-road only]}\nbound:"
    )
    assert ("rule-not-needed", "constraints.yaml", 6) in codes()


def test_rule_that_no_sentence_is_read_with(broken: Broken) -> None:
    broken.write("intents/en/carriers.yaml", "constraint: ['which are {}?']\n'*': ['which {}']\n")
    assert "rule-never-wins" not in [found.code for found in lint()]
    broken.change(
        RULES, "bound:", "odd:\n  - {pattern: '{part:property}', build: same, examples: [off-road only]}\nbound:"
    )
    assert [found for found in codes() if found[0] == "rule-never-wins"] == [("rule-never-wins", "constraints.yaml", 8)]


def test_carrier_without_a_gap(broken: Broken) -> None:
    broken.write("intents/en/carriers.yaml", "constraint: [which are]\n")
    assert ("bad-value", "carriers.yaml", 1) in codes()


def test_term_called_like_a_category(broken: Broken) -> None:
    broken.write(
        "intents/en/terms.yaml", "which: [which]\nnot: [not]\nmore_than: [over]\nbound: [bound]\nname: [name]\n"
    )
    assert [found for found in codes() if found[0] == "shared-name"] == [
        ("shared-name", "terms.yaml", 4), ("shared-name", "terms.yaml", 5),
    ]  # fmt: skip


def test_slot_that_nothing_fills(broken: Broken) -> None:
    broken.change("intents/intents.yaml", "{category: constraint,", "{category: constrain,")
    (found,) = (found for found in lint() if found.code == "unknown-id")
    assert (found.severity, found.line) == ("warning", 1)
    broken.change("intents/intents.yaml", "{category: constrain,", "{category: constrain, least: 1,")
    assert [found.severity for found in lint() if found.code == "unknown-id"] == ["error"]


def test_slot_that_only_a_rule_with_a_cue_fills(broken: Broken) -> None:
    broken.change("intents/intents.yaml", "{category: constraint,", "{category: limit,")
    assert "unknown-id" in [found[0] for found in codes()]
    rule = '  - {pattern: "{property}", build: same, examples: [off-road only]}\n'
    broken.change("intents/en/phrases/constraints.yaml", "bound:\n", f"limit+which:\n{rule}bound:\n")
    assert "unknown-id" not in [found[0] for found in codes()]


def test_choice_of_one(broken: Broken) -> None:
    broken.change("intents/en/terms.yaml", "[which,", "[which, which (ones )are,")
    assert [found.severity for found in lint() if found.code == "choice-of-one"] == ["warning"]


def test_shape_that_does_not_exist(broken: Broken) -> None:
    broken.change("intents/intents.yaml", "shape: list", "shape: lists")
    assert ("unknown-id", "intents.yaml", 1) in codes()


def test_cue_that_is_no_term(broken: Broken) -> None:
    broken.change("intents/intents.yaml", "cues: [which]", "cues: [wich]")
    assert ("unknown-id", "intents.yaml", 1) in codes()


def test_messages(broken: Broken) -> None:
    broken.write("intents/xx/language.yaml", "code: xx\nname: Made up\n")
    broken.write("intents/xx/terms.yaml", "which: [quel]\nnot: [pas]\n")
    broken.write("intents/xx/messages.yaml", "greet: {hello: 'Ho {{ nam }}'}\n")
    broken.change("intents/en/messages.yaml", "none: ''", "none: '{{ oops '")
    assert [found[0] for found in codes() if found[1] == "messages"] == [
        "bad-message", "missing-language", "argument", "argument",
    ]  # fmt: skip


def test_claim_judged_without_a_source(broken: Broken) -> None:
    broken.change("knowledge/bikes/families/sprint.yaml", "zh: 13}, source: catalogue-2024,", "zh: 13},")
    assert "missing-source" in [found[0] for found in codes()]


def test_things_without_a_source_unless_their_kind_says_why(broken: Broken) -> None:
    broken.change("knowledge/bikes/approvals.yaml", "    sources: [road-rules]\n  - id: road-b", "  - id: road-b")
    assert ("missing-source", "approvals.yaml") in [found[:2] for found in codes()]
    broken.change(
        "knowledge/bikes/kinds.yaml",
        "  category: approval_class",
        "  unsourced: for the test\n  category: approval_class",
    )
    assert "missing-source" not in [found[0] for found in codes()]


def test_unused_source(broken: Broken) -> None:
    broken.write("knowledge/sources/more.yaml", "leaflet: {title: Leaflet}\n")
    assert "unused-source" in [found[0] for found in codes()]


def test_slot_that_a_language_does_without(broken: Broken) -> None:
    broken.change("intents/intents.yaml", "{category: constraint,", "{category: constrain,")
    broken.change("intents/en/language.yaml", "style:", "without: {constrain: by word order}\nstyle:")
    assert [found for found in codes() if found[0] == "unknown-id"] == []


@pytest.mark.parametrize(("category", "code"), [("constraint", "made-after-all"), ("constrain", "unknown-id")])
def test_what_a_language_need_not_say_it_does_without(broken: Broken, category: str, code: str) -> None:
    broken.change("intents/en/language.yaml", "style:", f"without: {{{category}: by word order}}\nstyle:")
    assert (code, "language.yaml", 0) in codes()
