"""Turns nodes into Structs, one entry at a time; every fault is reported with its line and a hint."""

from __future__ import annotations

import types
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin

import msgspec

from chatbot.loading.nodes import Node
from chatbot.loading.report import Report, did_you_mean

T = TypeVar("T")


def convert(node: Node, schema: type[T], file: str, report: Report) -> T | None:
    """Return the entry as a Struct, or None after reporting all that is wrong with it."""
    before = len(report.problems)
    _Examiner(file, report).examine(node, schema)
    if len(report.problems) > before:
        return None
    try:
        return msgspec.convert(node.plain(), schema, strict=False)
    except msgspec.ValidationError as fault:
        report.error(file, node.line, "bad-type", str(fault))
        return None


class _Examiner:
    """Compares a node with a type, part by part."""

    def __init__(self, file: str, report: Report) -> None:
        self.file = file
        self.report = report

    def examine(self, node: Node, schema: Any) -> None:
        """Report whatever in the node does not fit the type."""
        origin = get_origin(schema)
        if schema is Any:
            return
        if origin in {Union, types.UnionType}:
            self.union(node, schema)
        elif isinstance(schema, type) and issubclass(schema, msgspec.Struct):
            self.struct(node, schema)
        elif origin in {list, tuple}:
            self.sequence(node, get_args(schema))
        elif origin is dict:
            self.mapping(node, get_args(schema)[1])
        else:
            self.leaf(node, schema)

    def union(self, node: Node, schema: Any) -> None:
        """Examine the arm that fits the kind of node; scalars are left to the converter."""
        arms = get_args(schema)
        if node.value is None and types.NoneType in arms:
            return
        fitting = [arm for arm in arms if _holds(arm, node)]
        if len(fitting) == 1 and not isinstance(node.value, str):
            self.examine(node, fitting[0])
        else:
            self.leaf(node, schema)

    def struct(self, node: Node, schema: type[msgspec.Struct]) -> None:
        """Examine a mapping with fixed keys."""
        if not isinstance(node.value, dict):
            self.report.error(self.file, node.line, "bad-type", f"expected a mapping, found {_said(node)}")
            return
        fields = _fields(schema)
        for key, child in node.items():
            if key in fields:
                self.examine(child, fields[key].type)
            else:
                hint = did_you_mean(key, fields)
                self.report.error(self.file, node.key_lines[key], "unknown-key", f"unknown key {key!r}", hint)
        for name, field in fields.items():
            if field.required and name not in node.value:
                self.report.error(self.file, node.line, "missing-key", f"the key {name!r} is missing")

    def sequence(self, node: Node, members: tuple[Any, ...]) -> None:
        """Examine a list."""
        if not isinstance(node.value, list):
            self.report.error(self.file, node.line, "bad-type", f"expected a list, found {_said(node)}", "use [ ] or -")
            return
        if len(members) == 2 and members[1] is not Ellipsis:
            self.leaf(node, tuple[members[0], members[1]])  # type: ignore[valid-type]
            return
        for child in node.children():
            self.examine(child, members[0])

    def mapping(self, node: Node, member: Any) -> None:
        """Examine a mapping with free keys."""
        if not isinstance(node.value, dict):
            self.report.error(self.file, node.line, "bad-type", f"expected a mapping, found {_said(node)}")
            return
        for key, child in node.items():
            if not key:
                self.report.error(self.file, child.line, "bad-type", "a key is empty")
            self.examine(child, member)

    def leaf(self, node: Node, schema: Any) -> None:
        """Examine whatever the converter can judge in one step; yes and no are as good as true and false."""
        if schema is bool and isinstance(node.value, str) and node.value in {"yes", "no"}:
            node.value = "true" if node.value == "yes" else "false"
        try:
            msgspec.convert(node.plain(), schema, strict=False)
        except msgspec.ValidationError as fault:
            message = str(fault).split(" - at ")[0]
            hint = (
                did_you_mean(node.value, get_args(schema)) if isinstance(node.value, str) and _literal(schema) else ""
            )
            self.report.error(self.file, node.line, "bad-type", f"{message}; found {_said(node)}", hint)


@cache
def _fields(schema: type[msgspec.Struct]) -> dict[str, msgspec.structs.FieldInfo]:
    """Return the fields of a Struct by the keys under which they are written."""
    return {field.encode_name: field for field in msgspec.structs.fields(schema)}


def _holds(arm: Any, node: Node) -> bool:
    """Tell whether an arm of a union is for this kind of node."""
    if isinstance(node.value, dict):
        return get_origin(arm) is dict or (isinstance(arm, type) and issubclass(arm, msgspec.Struct))
    if isinstance(node.value, list):
        return get_origin(arm) in {list, tuple}
    return True


def _literal(schema: Any) -> bool:
    """Tell whether the type is a list of allowed texts."""
    return bool(get_args(schema)) and all(isinstance(word, str) for word in get_args(schema))


def _said(node: Node) -> str:
    """Return a short description of a value for messages."""
    if node.value is None:
        return "nothing"
    if isinstance(node.value, str):
        return repr(node.value if len(node.value) <= 40 else node.value[:37] + "...")
    return "a mapping" if isinstance(node.value, dict) else "a list"
