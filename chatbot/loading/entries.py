"""Entries with ids, gathered over layers: a later layer replaces an entry by its id or adds a new one."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from chatbot.loading.nodes import Node
from chatbot.loading.report import Report


class Entry(msgspec.Struct):
    """One entry of a data file."""

    id: str
    node: Node
    file: str
    layer: int


class Entries:
    """Entries of one sort, by id, in the order in which they were met."""

    def __init__(self, report: Report, what: str) -> None:
        """Start empty; `what` names the sort in messages."""
        self.report = report
        self.what = what
        self.by_id: dict[str, Entry] = {}

    def __iter__(self) -> Iterator[Entry]:
        """Yield the entries."""
        return iter(self.by_id.values())

    def add(self, entry: Entry) -> None:
        """Add an entry; the same id twice in a layer is an error."""
        known = self.by_id.get(entry.id)
        if known is not None and known.layer == entry.layer:
            hint = f"it already stands in {known.file}:{known.node.line}"
            message = f"the {self.what} id {entry.id!r} is repeated"
            self.report.error(entry.file, entry.node.line, "duplicate-id", message, hint)
            return
        self.by_id[entry.id] = entry

    def add_list(self, node: Node | None, file: str, layer: int) -> None:
        """Add the members of a list of entries with `id`, or of a mapping from ids to entries."""
        if node is None or node.value is None:
            return
        if isinstance(node.value, dict):
            for key, child in node.items():
                self.add(Entry(key, _with_id(child, key), file, layer))
            return
        if not isinstance(node.value, list):
            self.report.error(file, node.line, "bad-type", f"expected a list of {self.what} entries")
        for child in node.children():
            identity = child.text("id")
            if identity:
                self.add(Entry(identity, child, file, layer))
            else:
                self.report.error(file, child.line, "missing-key", f"this {self.what} entry has no id", "add `id:`")

    def add_raw(self, node: Node, file: str, layer: int) -> None:
        """Add the members of a list, numbered from 1, or the keys of a mapping, whatever they are."""
        members = [(str(index), child) for index, child in enumerate(node.children(), start=1)]
        for identity, child in (*members, *node.items()):
            self.add(Entry(identity, child, file, layer))


def _with_id(node: Node, key: str) -> Node:
    """Return the entry with its key as `id`."""
    if not isinstance(node.value, dict) or "id" in node.value:
        return node
    return Node({"id": Node(key, node.line), **node.value}, node.line, {"id": node.line, **node.key_lines})
