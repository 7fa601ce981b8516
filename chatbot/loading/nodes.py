"""Parsed YAML as a tree that remembers its lines; every scalar is text or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec


class Node(msgspec.Struct):
    """A value of a data file and where it stands."""

    value: Any
    """None, str, list[Node] or dict[str, Node]."""
    line: int
    key_lines: dict[str, int] = {}
    """Mappings: the line of each key."""

    def plain(self) -> Any:
        """Return the value as plain Python data, without lines."""
        if isinstance(self.value, dict):
            return {key: child.plain() for key, child in self.value.items()}
        if isinstance(self.value, list):
            return [child.plain() for child in self.value]
        return self.value

    def get(self, key: str) -> Node | None:
        """Return the child under a key of a mapping, else None."""
        return self.value.get(key) if isinstance(self.value, dict) else None

    def items(self) -> Iterator[tuple[str, Node]]:
        """Yield keys and children of a mapping, nothing for other values."""
        if isinstance(self.value, dict):
            yield from self.value.items()

    def children(self) -> Iterator[Node]:
        """Yield the members of a list, nothing for other values."""
        if isinstance(self.value, list):
            yield from self.value

    def texts(self) -> Iterator[tuple[str, int]]:
        """Yield the texts of a list, or the one text itself, each with its line."""
        for child in [self] if isinstance(self.value, str) else self.children():
            if isinstance(child.value, str):
                yield child.value, child.line

    def child(self, step: str | int) -> Node | None:
        """Return the child under a key or at an index, else None."""
        if isinstance(step, str):
            return self.get(step)
        inside = isinstance(self.value, list) and step < len(self.value)
        return self.value[step] if inside else None

    def text(self, key: str) -> str:
        """Return the text under a key, empty where there is none."""
        child = self.get(key)
        return child.value if child is not None and isinstance(child.value, str) else ""

    def line_of(self, *path: str | int) -> int:
        """Return the line of the deepest part of the path that exists."""
        node: Node = self
        for step in path:
            child = node.child(step)
            if child is None:
                break
            node = child
        return node.line

    def without(self, keys: set[str]) -> Node:
        """Return a mapping without some of its keys."""
        kept = {key: child for key, child in self.items() if key not in keys}
        return Node(kept, self.line, self.key_lines)
