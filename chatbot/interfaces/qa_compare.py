"""Compares an answer with what a script expects of it, and says how they differ."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec import UNSET

from chatbot.interfaces.qa_file import Expected, ExpectedGroups, Ids

GROUPS = ("yes", "conditional", "no", "unknown")


def differences(expected: Expected, got: dict[str, Any]) -> list[str]:
    """Return a line for each expectation that the answer (under the keys of the contract) does not meet."""
    found = [*single_values(expected, got), *id_lists(expected, got), *groups(expected.groups, got["groups"])]
    found += [*cells(expected, got), *members(expected, got), *texts(expected, got["text"])]
    return found


def single_values(expected: Expected, got: dict[str, Any]) -> Iterator[str]:
    """Compare the keys that hold one value."""
    for key in ("language", "status", "intent", "verdict", "count"):
        wanted = getattr(expected, key)
        if wanted is not UNSET and wanted != got[key]:
            yield f"{key}: expected {shown(wanted)}, got {shown(got[key])}"
    for key in ("status", "verdict"):
        allowed = getattr(expected, f"{key}_in")
        if allowed is not None and shown(got[key]) not in allowed:
            yield f"{key}: expected one of {', '.join(allowed)}, got {shown(got[key])}"


def id_lists(expected: Expected, got: dict[str, Any]) -> Iterator[str]:
    """Compare the lists of ids: exact, in any order, or as parts."""
    for key in ("models", "families"):
        ids = list(got[key])
        ordered, unordered = getattr(expected, key), getattr(expected, f"{key}_set")
        if ordered is not None and list(ordered) != ids:
            yield from same_members(key, ordered, ids)
            if sorted(ordered) == sorted(ids):
                yield f"{key}: wrong order: expected {', '.join(ordered)}; got {', '.join(ids)}"
        yield from same_members(key, unordered, ids)
        lacking = [each for each in getattr(expected, f"{key}_include") or () if each not in ids]
        unwanted = [each for each in getattr(expected, f"{key}_exclude") or () if each in ids]
        if lacking or unwanted:
            yield f"{key}: {listed(lacking, unwanted)}"


def same_members(key: str, wanted: Ids, ids: list[str]) -> Iterator[str]:
    """Compare two lists without regard to their order."""
    if wanted is not None and sorted(wanted) != sorted(ids):
        lacking = [each for each in wanted if each not in ids]
        unwanted = [each for each in ids if each not in wanted]
        yield f"{key}: {listed(lacking, unwanted) or 'an id stands there twice'}"


def listed(lacking: list[str], unwanted: list[str]) -> str:
    """Return what is missing and what is too much, in words."""
    parts = [("missing", lacking), ("not expected", unwanted)]
    return "; ".join(f"{word}: {', '.join(ids)}" for word, ids in parts if ids)


def groups(wanted: ExpectedGroups | msgspec.UnsetType | None, got: dict[str, list[str]] | None) -> Iterator[str]:
    """Compare the members of the groups that are named."""
    if isinstance(wanted, msgspec.UnsetType) or (wanted is None and got is None):
        return
    if wanted is None or got is None:
        yield f"groups: expected {'none' if wanted is None else 'some'}, got {'none' if got is None else 'some'}"
        return
    for group in GROUPS:
        yield from same_members(f"groups.{group}", getattr(wanted, group), list(got.get(group, [])))


def cells(expected: Expected, got: dict[str, Any]) -> Iterator[str]:
    """Look for each expected cell among those of the answer."""
    for cell in expected.cells:
        wanted = {key: value for key, value in msgspec.structs.asdict(cell).items() if value is not UNSET}
        if not any(fits(wanted, each) for each in got["cells"]):
            alike = [each for each in got["cells"] if near(wanted, each)]
            there = "; ".join(in_short({key: each.get(key) for key in (*wanted, "state")}) for each in alike[:3])
            yield f"cells: no {in_short(wanted)}" + (f"; there is {there}" if there else "")


def near(wanted: dict[str, Any], cell: dict[str, Any]) -> bool:
    """Tell whether a cell is about the same thing as an expected one."""
    return all(fits(wanted[key], cell.get(key)) for key in ("model", "attribute") if key in wanted)


def in_short(cell: dict[str, Any]) -> str:
    """Return a cell in one short piece of text."""
    return "{" + ", ".join(f"{key}: {shown(value)}" for key, value in cell.items()) + "}"


def members(expected: Expected, got: dict[str, Any]) -> Iterator[str]:
    """Look for expected choices, unexplained words and corrections."""
    choices = [choice["id"] for choice in got["choices"]]
    for key, wanted, there in (
        ("choices", expected.choices_include, choices),
        ("unexplained", expected.unexplained_include, got["unexplained"]),
    ):
        lacking = [each for each in wanted or () if each not in there]
        if lacking:
            yield f"{key}: missing: {', '.join(lacking)}; there: {', '.join(there) or 'none'}"
    for correction in expected.corrections:
        if {"from": correction.typed, "to": correction.taken_for} not in got["corrections"]:
            yield f"corrections: missing: {correction.typed} -> {correction.taken_for}"


def texts(expected: Expected, text: str) -> Iterator[str]:
    """Compare the text of the answer."""
    for part in several(expected.text_contains):
        if part not in text:
            yield f"text: lacks {part!r}"
    for part in several(expected.text_excludes):
        if part in text:
            yield f"text: must not say {part!r}"
    for pattern in several(expected.text_matches):
        if not re.search(pattern, text):
            yield f"text: nothing in it matches {pattern!r}"
    if isinstance(expected.text, str) and expected.text.rstrip("\n") != text.rstrip("\n"):
        before, after = expected.text.splitlines(), text.splitlines()
        lines = difflib.unified_diff(before, after, "recorded", "given now", lineterm="")
        yield "text: not as recorded\n" + "\n".join("  " + line for line in lines)


def several(value: str | tuple[str, ...]) -> tuple[str, ...]:
    """Return one text or many as many."""
    return (value,) if isinstance(value, str) else value


def fits(wanted: Any, got: Any) -> bool:
    """Tell whether a value is the expected one (a text, a list in any order, or a part of a mapping)."""
    if isinstance(wanted, dict):
        return isinstance(got, dict) and all(key in got and fits(value, got[key]) for key, value in wanted.items())
    if isinstance(wanted, list):
        return isinstance(got, list) and len(wanted) == len(got) and all_found(wanted, got)
    if isinstance(wanted, str) and isinstance(got, (int, float)):
        return same_number(wanted, got)
    return bool(wanted == got)


def all_found(wanted: list[Any], got: list[Any]) -> bool:
    """Tell whether each expected member has a member of its own."""
    left = list(got)
    for each in wanted:
        place = next((place for place, other in enumerate(left) if fits(each, other)), None)
        if place is None:
            return False
        del left[place]
    return True


def same_number(wanted: str, got: float) -> bool:
    """Compare a number with its spelling."""
    try:
        return float(wanted.replace("_", "")) == got
    except ValueError:
        return False


def shown(value: Any) -> str:
    """Return a value as a script would spell it."""
    if value is None:
        return "null"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
