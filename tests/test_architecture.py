"""The house rules that a type checker does not see: layers, doors, sizes, words, and what must not be in the engine."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "chatbot"

LEVELS = {
    "__main__": 9,
    "interfaces": 8,
    "bot": 7,
    "desk": 6,
    "dialogue": 5,
    "checks": 5,
    "understanding": 4,
    "answering": 4,
    "rendering": 4,
    "loading": 3,
    "text": 2,
    "datatypes": 1,
    "errors": 0,
    "files": 0,
    "__init__": 0,
}
"""A part imports only parts below its own level (or itself)."""

STAGES = {
    "engine": 8,
    "workshop": 8,
    "reader": 7,
    "judge": 7,
    "parts": 6,
    "followups": 6,
    "followup_shapes": 5,
    "accounting": 5,
    "shapes": 4,
    "outcomes": 4,
    "referents": 4,
    "builders": 3,
    "analysis": 3,
    "frames": 2,
    "mentions": 2,
    "marks": 2,
    "slips": 1,
    "chart": 1,
    "cover": 1,
    "meanings": 1,
    "sentences": 1,
    "__init__": 0,
}
"""The stages of understanding, the last ones first: each imports only stages before it (or itself)."""

SPECIAL = {("errors", "datatypes")}
"""DataError carries Problems; the import is for the type checker alone."""

HANDED_OBJECTS = {"understanding", "answering", "rendering", "dialogue"}
"""These are handed loaded objects and never read data themselves."""

DOORS = {
    "yaml": {"loading/yaml_reader.py"},
    "jinja2": {"rendering/messages.py"},
    "rapidfuzz": {"text/fuzzy.py"},
    "prompt_toolkit": {"interfaces/repl.py", "interfaces/typing_aids.py"},
    "pytest": {"interfaces/pytest_plugin.py"},
}
"""Third-party libraries and the only modules that may import them."""

EVERYWHERE = {"msgspec"}

OUTSIDE_WORLD = {"asyncio", "getpass", "locale", "platform", "random", "secrets", "signal", "socket"}
OUTSIDE_WORLD |= {"subprocess", "threading", "time", "urllib", "uuid", "webbrowser"}
"""Modules that would make an answer depend on more than question, data and conversation."""

CALLS_OUT = {("date", "today"), ("datetime", "now"), ("os", "environ"), ("os", "getenv"), ("sys", "argv")}
CALLS_OUT |= {("sys", "stdin"), ("sys", "stdout"), ("sys", "stderr"), ("Path", "home"), ("Path", "cwd")}

MAX_LINES = 350

MODULES = sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def part_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports_of(path: Path) -> Iterator[str]:
    """Yield the full names of all that a module imports, wherever in it that happens."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module or ""
            if node.module == "chatbot":
                yield from (f"chatbot.{alias.name}" for alias in node.names)


def parts_imported(path: Path) -> set[str]:
    names = {name.split(".")[1] for name in imports_of(path) if name.startswith("chatbot.")}
    return names - {"__version__"}


every_module = pytest.mark.parametrize("path", MODULES, ids=name_of)


@every_module
def test_layers(path):
    part = part_of(path)
    assert part in LEVELS, "a new part needs a place in LEVELS"
    for other in parts_imported(path) - {part}:
        assert (part, other) in SPECIAL or LEVELS[other] < LEVELS[part], f"{part} must not import {other}"
        assert not (part in HANDED_OBJECTS and other == "loading"), f"{part} is handed loaded objects"


@pytest.mark.parametrize("path", sorted((PACKAGE / "understanding").rglob("*.py")), ids=name_of)
def test_stages_of_understanding(path):
    stage = stage_of(name_of(path).split("/"))
    assert stage in STAGES, "a new stage needs a place in STAGES"
    for name in imports_of(path):
        other = stage_of(name.split(".")[1:])
        assert other in {"", stage} or STAGES[other] < STAGES[stage], f"{stage} must not import {other}"


def stage_of(names: list[str]) -> str:
    """Return the stage of understanding that a module's path leads to, or nothing."""
    return names[1].removesuffix(".py") if names[:1] == ["understanding"] and len(names) > 1 else ""


@every_module
def test_one_door_per_library(path):
    for name in {full.split(".")[0] for full in imports_of(path)}:
        if name in sys.stdlib_module_names or name in EVERYWHERE or name in {"chatbot", "__future__"}:
            continue
        assert name in DOORS, f"{name} has no door"
        assert name_of(path) in DOORS[name], f"{name} is imported by {', '.join(sorted(DOORS[name]))} only"


@every_module
def test_size(path):
    assert path.read_text(encoding="utf-8").count("\n") <= MAX_LINES


@every_module
def test_no_words_of_a_language_beyond_ascii(path):
    tree = tree_of(path)
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            assert node.value.isascii() or written_as_escape(path, node), (
                f"line {node.lineno}: words belong into intents/, marks are written by number: {node.value!a}"
            )


def ids_of_the_domain() -> frozenset[str]:
    """Return the ids of things and attributes, which only data may name; code knows attributes by their roles."""
    from chatbot.loading.folders import layers
    from chatbot.loading.report import Report
    from chatbot.loading.sources import read_sources

    catalog = read_sources(layers("knowledge", ()), layers("intents", ()), Report())[0].catalog
    ids = {*catalog.items, *catalog.groups, *catalog.lines, *catalog.attributes, *catalog.outsiders}
    for kind in ("license", "developer", "device", "language", "task"):
        ids |= catalog.entities[kind].keys()
    roles = {role for domain in catalog.domains.values() for role in domain.roles}
    return frozenset(name for name in ids - roles if len(name) > 2) - ALSO_WORDS.keys()


ALSO_WORDS = {
    "chat": "a stage of training, beside base and instruct",
    "developer": "a category of phrases",
    "license": "a category of phrases and a slot",
    "meta": "the tag of questions on the bot itself",
    "weights": "a part of what memory is needed for",
}
"""Ids of the domain that are something else in code."""


def codes_of_languages() -> frozenset[str]:
    """Return the codes of the shipped languages: none of them is special."""
    return frozenset(path.parent.name for path in (ROOT / "intents").glob("*/language.yaml"))


def test_no_names_of_the_domain_and_no_language():
    named = ids_of_the_domain() | codes_of_languages()
    for path in MODULES:
        tree = tree_of(path)
        docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
                assert node.value not in named, f"{name_of(path)}, line {node.lineno}: {node.value!r} belongs into data"


def written_as_escape(path: Path, node: ast.Constant) -> bool:
    """Tell whether a character is written by its number, as control characters and marks are."""
    source = ast.get_source_segment(path.read_text(encoding="utf-8"), node)
    return source is not None and source.isascii()


@every_module
def test_no_assert_and_no_print(path):
    for node in ast.walk(tree_of(path)):
        assert not isinstance(node, ast.Assert), f"line {node.lineno}: assert is left out by python -O"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in {"print", "input", "eval", "exec"}, f"line {node.lineno}: {node.func.id}"


@every_module
def test_nothing_below_the_interfaces_depends_on_the_world_outside(path):
    if part_of(path) == "interfaces":
        return
    used = {name.split(".")[0] for name in imports_of(path)} & OUTSIDE_WORLD
    assert not used, f"imports {used}"
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            assert (node.value.id, node.attr) not in CALLS_OUT, f"line {node.lineno}: {node.value.id}.{node.attr}"


@every_module
def test_the_default_domain_is_taken_at_one_place(path):
    """The first of all domains is the default one: which that is, and who plays a role in it, says the catalog."""
    for node in ast.walk(tree_of(path)):
        if name_of(path) != "datatypes/catalog.py" and isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            taken = node.func.id == "iter" and any(map(is_all_domains, node.args))
            assert not taken, f"line {node.lineno}: use Catalog.domain or Catalog.role, with the kind of thing"


def is_all_domains(node: ast.AST) -> bool:
    """Tell whether an expression is `….domains.values()`."""
    return isinstance(node, ast.Call) and ast.unparse(node.func).endswith("domains.values")


@every_module
def test_docstring(path):
    assert ast.get_docstring(tree_of(path)), "a module says what it is for"


def test_declared_dependencies_are_those_with_a_door():
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {text.split(">")[0].lower() for text in project["dependencies"]}
    imported = {"pyyaml" if name == "yaml" else name for name in (set(DOORS) | EVERYWHERE) - {"pytest"}}
    assert declared == imported


def test_version_is_that_of_the_project():
    import tomllib

    import chatbot

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == chatbot.__version__


def modules_after(*argv: str) -> set[str]:
    """Return the modules that are loaded after the program ran."""
    program = f"""\
import sys
from chatbot.interfaces.cli import run
from chatbot.interfaces.streams import standard_streams
run({list(argv)!r}, standard_streams())
sys.stderr.write("\\n" + " ".join(sys.modules))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    return set(done.stderr.rsplit("\n", 1)[-1].split())


def test_help_loads_next_to_nothing():
    loaded = modules_after("--help")
    assert "chatbot.interfaces.arguments" in loaded
    assert not loaded & {"asyncio", "importlib.metadata", "jinja2", "msgspec", "prompt_toolkit", "rapidfuzz", "yaml"}


def test_one_question_does_without_the_prompt():
    pytest.importorskip("chatbot.bot")
    loaded = modules_after("ask", "x")
    assert "chatbot.bot" in loaded
    assert not loaded & {"asyncio", "importlib.metadata", "prompt_toolkit", "pytest", "unittest"}


def test_one_question_imports_little_of_what_it_does_not_need():
    modules_after("ask", "x")  # writes the cache, if there is none
    loaded = modules_after("ask", "who made BLOOM?")
    assert "chatbot.answering.lookup" in loaded
    assert not loaded & {"difflib", "hashlib", "jinja2", "statistics", "tempfile", "traceback", "yaml"}
    assert not {name for name in loaded if name.startswith("chatbot.checks")}
    assert not loaded & {f"chatbot.answering.{name}" for name in ("aggregate", "claims", "contest", "recommend")}
