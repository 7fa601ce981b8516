"""Loading as a whole: layers, errors, and the compiled cache."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from chatbot.errors import DataError
from chatbot.loading import project as loading
from chatbot.loading.project import Project, load, read
from tests.loading.conftest import TINY, Broken


@pytest.fixture
def shipped(broken: Broken, monkeypatch: pytest.MonkeyPatch) -> Broken:
    """The tiny data in the place of the shipped data."""
    roots = {"knowledge": broken.knowledge, "intents": broken.intents}
    monkeypatch.setattr(loading, "layers", lambda name, extra: (roots[name], *extra))
    return broken


def test_a_layer_replaces_by_id_and_adds(shipped: Broken, tmp_path: Path) -> None:
    extra = tmp_path / "mine"
    shipped.write(
        "mine/bikes/places.yaml", "- {id: snow, name: {en: Snow!, zh: 雪}}\n- {id: sand, name: {en: sand, zh: 沙}}\n"
    )
    shipped.write("mine/bikes/domain.yaml", "as_of: 2030-01-01\n")
    catalog = load((extra,)).catalog
    assert list(catalog.entities["place"]) == ["land", "road", "gravel", "snow", "sand"]
    assert catalog.entities["place"]["snow"].name["en"] == "Snow!"
    assert (catalog.domains["bikes"].as_of, catalog.domains["bikes"].item) == ("2030-01-01", "bicycle")


def test_a_language_layer(shipped: Broken, tmp_path: Path) -> None:
    shipped.write("words/en/messages.yaml", "none: nothing\n")
    shipped.write("words/en/terms.yaml", "which: [what]\nor: [or]\n")
    pack = load((), (tmp_path / "words",)).packs.languages["en"]
    assert pack.messages["none"] == "nothing"
    assert [(form.id, form.form) for form in pack.terms][-2:] == [("which", "what"), ("or", "or")]


def test_all_errors_are_raised_together(broken: Broken, tmp_path: Path) -> None:
    broken.change("knowledge/bikes/places.yaml", "parent: land", "parent: lnad")
    broken.change("intents/en/terms.yaml", "not: [not]", "not: not")
    with pytest.raises(DataError) as fault:
        read((broken.knowledge, tmp_path / "nowhere"), (broken.intents,))
    assert [problem.code for problem in fault.value.problems] == ["no-folder", "bad-type", "unknown-id"]


def test_cache_gives_the_same(shipped: Broken, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fresh = load(cache_dir=tmp_path / "cache")
    monkeypatch.setattr(loading, "read", None)
    assert load(cache_dir=tmp_path / "cache") == fresh


def test_a_digit_changed_in_the_cache_is_not_served(shipped: Broken, tmp_path: Path) -> None:
    fresh = load(cache_dir=tmp_path / "cache")
    (file,) = (tmp_path / "cache").iterdir()
    kept = file.read_bytes()
    assert b"2024" in kept
    file.write_bytes(kept.replace(b"2024", b"2025"))
    assert load(cache_dir=tmp_path / "cache") == fresh
    assert file.read_bytes() == kept


def test_a_changed_file_is_noticed(shipped: Broken, tmp_path: Path) -> None:
    load(cache_dir=tmp_path / "cache")
    shipped.change("knowledge/bikes/makers.yaml", "Velo Works,", "Velo Work,")
    assert load(cache_dir=tmp_path / "cache").catalog.entities["maker"]["velo"].name["en"] == "Velo Work"


def test_faulty_data_is_not_cached(shipped: Broken, tmp_path: Path) -> None:
    shipped.change("knowledge/bikes/places.yaml", "parent: land", "parent: lnad")
    with pytest.raises(DataError):
        load(cache_dir=tmp_path / "cache")
    assert not (tmp_path / "cache").exists()


def test_tiny_domain_beside_the_shipped_one() -> None:
    project = load((TINY / "knowledge",))
    assert list(project.catalog.domains)[-1] == "bikes"
    assert len(project.catalog.domains) > 1
    assert {item.kind for item in project.catalog.items.values()} > {"bicycle"}


def test_shipped_data_is_fault_free() -> None:
    assert [problem for problem in load().warnings if problem.severity == "error"] == []


def test_yaml_is_not_imported_for_cached_data(tmp_path: Path) -> None:
    load(cache_dir=tmp_path)
    program = (
        "import sys, pathlib; from chatbot.loading.project import load; "
        f"load(cache_dir=pathlib.Path({str(tmp_path)!r})); print('yaml' in sys.modules)"
    )
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "False"


def test_project_is_a_value(tiny: Project) -> None:
    assert tiny == read((TINY / "knowledge",), (TINY / "intents",))
