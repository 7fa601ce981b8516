"""Mistakes of data authors: each is reported with file, line and what was meant."""

from __future__ import annotations

import pytest

from chatbot.errors import DataError
from chatbot.loading.project import read
from tests.loading.conftest import Broken

SPRINT = "knowledge/bikes/families/sprint.yaml"


CASES = [
    (SPRINT, "approval, value: road-a", "aproval, value: road-a", "unknown-id", "'approval'"),
    (SPRINT, "value: road-a", "value: raod-a", "bad-value", "'road-a'"),
    (SPRINT, "value: 12, source: catalogue-2024", "value: 12", "missing-source", "source"),
    (SPRINT, "value: 12, source: catalogue-2024", "value: 12, source: catalog-2024", "unknown-id", "catalogue"),
    (SPRINT, "members: [sprint-1], source", "members: [sprint-3], source", "unknown-id", "'sprint-"),
    (SPRINT, "flagship: sprint-2", "flagship: sprint-7", "unknown-id", "member"),
    (SPRINT, "base: sprint-1", "base: sprint-x", "unknown-id", "sprint-"),
    (SPRINT, "id: sprint\n", "id: print\n", "file-name", "print.yaml"),
    (SPRINT, "id: sprint-2\n", "id: sprint-1\n", "duplicate-id", "sprint-1"),
    (SPRINT, "- {attribute: approval, value: road-a", "- {attribute: mass, value: 9 kg", "bad-value", "number"),
    (SPRINT, "{attribute: approval, value", "{attribute: approval, preferred: [x], value", "bad-type", "list"),
    (
        "knowledge/bikes/families/hauler.yaml",
        "road_use, value: conditional",
        "road_use, value: 'yes'",
        "disagreement",
        "road-b",
    ),
    ("knowledge/bikes/domain.yaml", "size: mass", "size: mas", "unknown-id", "'mass'"),
    ("knowledge/bikes/attributes.yaml", "unit: gram", "unit: gramm", "unknown-id", "'gram'"),
    ("knowledge/bikes/attributes.yaml", "unit: gram", "related: [wight]\n  unit: gram", "unknown-id", "'wight'"),
    ("knowledge/bikes/attributes.yaml", "unit: gram", "terms: [geer]\n  unit: gram", "unknown-id", "'geer'"),
    (
        "knowledge/bikes/attributes.yaml",
        "through: approval, take: class",
        "through: aproval, take: class",
        "unknown-id",
        "'approval'",
    ),
    (
        "knowledge/bikes/attributes.yaml",
        "{count: places}",
        "{count: places, base: yes}",
        "bad-derivation",
        "exactly one",
    ),
    ("knowledge/bikes/places.yaml", "parent: land}", "parent: lnad}", "unknown-id", "'land'"),
    ("knowledge/bikes/makers.yaml", "id: rad,", "id: velo,", "duplicate-id", "makers.yaml:1"),
    ("knowledge/bikes/makers.yaml", "name: Velo", "nam: Velo", "unknown-key", "'name'"),
    ("knowledge/bikes/approvals.yaml", "tested: 'no'", "tested: nein", "bad-value", "'nein'"),
    ("knowledge/bikes/approvals.yaml", "classes:", "clases:", "unknown-key", "'classes'"),
    ("knowledge/bikes/sports.yaml", "about: sprint-2", "about: sprint-5", "unknown-id", "sprint-"),
    ("knowledge/bikes/outsiders.yaml", "nearest: [sprint-2]", "nearest: [sprint-z]", "unknown-id", "sprint-"),
    ("intents/en/terms.yaml", "not: [not]", "not: not", "bad-type", "list"),
    ("intents/en/messages.yaml", "none: ''", "none:", "bad-type", "'none'"),
    ("intents/intents.yaml", "shape: list", "shpe: list", "unknown-key", "'shape'"),
    ("intents/intents.yaml", "rank: 2", "given: {follow: shfit}", "bad-type", "'shfit'"),
    ("intents/intents.yaml", "rank: 2", "given: {mode: every}", "bad-type", "'every'"),
    ("intents/intents.yaml", "rank: 2", "given: {mod: each}", "unknown-key", "'mod'"),
    ("intents/en/phrases/constraints.yaml", "build: negate", "bild: negate", "unknown-key", "'build'"),
    ("intents/en/language.yaml", "digits: {one: 1", "digits: {one: eins", "bad-type", "float"),
    ("intents/en/language.yaml", "code: en", "code: de", "bad-value", "write code: en"),
]
"""Path, what is replaced, by what, the code of the problem, and a word of its message."""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[2].strip())
def test_single_faults(broken: Broken, case: tuple[str, str, str, str, str]) -> None:
    path, old, new, code, said = case
    line = broken.change(path, old, new)
    found = [problem for problem in broken.problems() if problem[0] == path and problem[2] == code]
    assert found
    assert found[0][1] in {line, 0}
    assert said in found[0][3]


def test_a_broken_file_hides_what_refers_to_it(broken: Broken) -> None:
    broken.write("knowledge/bikes/attributes.yaml", "- {id: mass, label: [}\n")
    with pytest.raises(DataError) as fault:
        read((broken.knowledge,), (broken.intents,))
    assert {problem.code for problem in fault.value.problems} == {"broken-yaml"}


def test_yml_is_an_error(broken: Broken) -> None:
    broken.write("knowledge/bikes/colours.yml", "")
    assert [(problem[2], problem[3].split()[0]) for problem in broken.problems()] == [("file-ending", "colours.yml")]


def test_folders_that_would_be_passed_over(broken: Broken) -> None:
    (broken.knowledge / "bikes" / "colours.yaml").mkdir()
    (broken.knowledge / "bikes" / "loop").symlink_to("..")
    assert sorted(problem[2] for problem in broken.problems()) == ["folder-link", "no-file"]


def test_unknown_files(broken: Broken) -> None:
    broken.write("knowledge/bikes/maker.yaml", "[]")
    broken.write("knowledge/loose.yaml", "[]")
    broken.write("knowledge/bikes/deep/er/x.yaml", "[]")
    broken.write("intents/en/term.yaml", "{}")
    broken.write("intents/loose.yaml", "{}")
    assert {problem[2] for problem in broken.problems()} == {"unknown-file"}
    assert len(broken.problems()) == 5


def test_folder_without_domain(broken: Broken) -> None:
    broken.write("knowledge/trains/kinds.yaml", "[]")
    assert [problem[2] for problem in broken.problems()] == ["no-file"]


def test_two_of_many(broken: Broken) -> None:
    first = broken.change(SPRINT, "value: 12,", "value: twelve,")
    second = broken.change(SPRINT, "value: 8000,", "value: heavy,")
    assert [problem[1] for problem in broken.problems()] == [first, second]


def test_repeated_message(broken: Broken) -> None:
    broken.write("intents/en/messages/more.yaml", "greet.hello: Hi")
    assert [problem[2] for problem in broken.problems()] == ["duplicate-id"]
