"""Ids of terms, filler classes, phrases and intents that the engine knows: each must exist, or a rule of it is dead."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from chatbot.checks.rules import term_of
from chatbot.loading.folders import layers
from chatbot.loading.report import Report
from chatbot.loading.sources import read_sources
from chatbot.understanding.workshop import mention_categories

ROOT = Path(__file__).parent.parent
UNDERSTANDING = ROOT / "chatbot" / "understanding"
MODULES = sorted(path for part in ("understanding", "dialogue") for path in (ROOT / "chatbot" / part).rglob("*.py"))

LOOKS_FOR = {"holds", "phrases_of"}
"""Functions that are handed categories."""
CARRIES = {"category", "categories", "cues"}
"""Attributes, and names, whose value is a category or a set of such."""
COMPARES = {"isdisjoint", "issubset", "issuperset", "intersection"}
"""Methods that compare two sets."""
NO_CATEGORIES = {
    "item": "a kind of things",
    "group": "a kind of things",
    "line": "a kind of things",
    "function": "a category of entries in a lexicon",
    "@": "parts a category and its place",
}
"""What is compared with a category all the same."""
OTHERS = {
    "_SINGLE": "types of attributes",
    "_DRAWN": "types of attributes",
    "_SHOWN": "types of attributes",
    "_MEASURED": "types of attributes",
    "SUBJECT_KINDS": "kinds of things",
    "_ABOUT": "topics of talk about the bot",
    "_STRUCTURE": "categories of entries in a lexicon",
    "_COMMAS": "marks",
    "_PASSED": "marks",
    "_QUIET": "marks",
    "_STOPS": "marks",
    "_STARTERS": "marks",
    "_BREAKS": "marks",
    "_NUMBERED": "marks",
    "_ENDS": "marks",
    "_BEFORE": "marks",
    "_WORDS": "letters",
}
"""Constants that hold no such ids, and what they hold."""


def ids_in_the_engine() -> list[tuple[str, str, frozenset[str]]]:
    """Return module, name and members of each set of ids."""
    found = []
    for path in sorted(UNDERSTANDING.rglob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if not (isinstance(node, ast.Assign) and isinstance(node.value, ast.Call)):
                continue
            (name,) = (target.id for target in node.targets if isinstance(target, ast.Name))
            if isinstance(node.value.func, ast.Name) and node.value.func.id == "frozenset" and name not in OTHERS:
                texts = {each.value for each in ast.walk(node.value) if isinstance(each, ast.Constant)}
                found.append((path.relative_to(UNDERSTANDING).as_posix(), name, frozenset(map(str, texts))))
    return [one for one in found if one[0] != "workshop.py"]


@cache
def known() -> frozenset[str]:
    """Return the ids of all terms, classes of fillers, phrases and intents of all languages."""
    loaded, packs = read_sources(layers("knowledge", ()), layers("intents", ()), Report())
    ids = {intent.id for intent in packs.intents} | {"@start"} | mention_categories(loaded.catalog)
    for pack in packs.languages.values():
        ids |= {form.id for form in pack.terms} | {term_of(form) for form in pack.terms}
        ids |= {rule.category for rule in pack.rules} | {form.id for form in pack.fillers}
    return frozenset(ids)


@pytest.mark.parametrize(("module", "name", "ids"), ids_in_the_engine())
def test_ids_that_the_engine_knows_exist(module: str, name: str, ids: frozenset[str]) -> None:
    assert not ids - known(), f"{name} of {module} names what no language has"


def carriers(function: ast.AST) -> set[str]:
    """Return the names of a function's variables that hold categories."""
    found = set(CARRIES)
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and mentions(node.value, CARRIES) and isinstance(node.value, ast.SetComp):
            found |= {target.id for target in node.targets if isinstance(target, ast.Name)}
    return found


def mentions(node: ast.AST, names: set[str]) -> bool:
    """Say whether an expression is a category or a set of such, or is made from one."""
    if isinstance(node, ast.SetComp):
        return mentions(node.elt, names)
    if isinstance(node, ast.BinOp):
        return mentions(node.left, names) or mentions(node.right, names)
    return getattr(node, "attr", None) in names or getattr(node, "id", None) in names


def beside_categories(tree: ast.AST) -> Iterator[ast.expr]:
    """Yield the expressions that are compared with categories, or handed to what looks for them."""
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef):
            continue
        names = carriers(function)
        for node in ast.walk(function):
            sides: list[ast.expr] = []
            if isinstance(node, ast.Compare):
                sides = [node.left, *node.comparators]
            elif isinstance(node, ast.BinOp):
                sides = [node.left, node.right]
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in COMPARES:
                sides = [node.func.value, *node.args]
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in LOOKS_FOR:
                yield from node.args
            if any(mentions(side, names) for side in sides):
                yield from sides


def ids_in(node: ast.expr, names: dict[str, object]) -> frozenset[str]:
    """Return the ids that an expression of constants stands for, also by the names of its module."""
    try:
        value = eval(compile(ast.Expression(node), "", "eval"), dict(names))
    except (NameError, AttributeError, TypeError):
        return frozenset()
    found = [value] if isinstance(value, str) else value if isinstance(value, set | frozenset | tuple | list) else ()
    return frozenset(one for one in found if isinstance(one, str))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_categories_that_code_looks_for_exist(path):
    module = importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"))
    spelt = {
        (one, node.lineno)
        for node in beside_categories(ast.parse(path.read_text(encoding="utf-8")))
        for one in ids_in(node, vars(module))
    }
    unknown = sorted(f"line {line}: {one}" for one, line in spelt if one not in known() | NO_CATEGORIES.keys())
    assert not unknown, f"no pack has such a term, no rule makes it: {', '.join(unknown)}"
