"""Sorts the files of one domain folder into entries; knows file names, not what stands in them."""

from __future__ import annotations

import msgspec

from chatbot.datatypes.catalog import Domain
from chatbot.loading.convert import convert
from chatbot.loading.entries import Entries, Entry
from chatbot.loading.folders import DataFile
from chatbot.loading.nodes import Node
from chatbot.loading.report import Report, did_you_mean
from chatbot.loading.schemas import DomainSchema, KindSchema

FAMILIES = "families"
_FIXED = ("domain", "kinds", "attributes", "outsiders", "uses")
_EXTRAS = {"disclaimer", "comparisons", "ambiguous", "ordinary"}
ReadFile = tuple[DataFile, Node]


class DomainFiles:
    """The entries of one domain, gathered over all layers."""

    def __init__(self, name: str, report: Report) -> None:
        """Start empty; `name` is the folder's."""
        self.name = name
        self.report = report
        self.domain: Domain | None = None
        self.domain_node, self.domain_file = Node({}, 1), name
        self.shared_names: tuple[str, ...] = ()
        self.kinds: list[KindSchema] = []
        self.attributes = Entries(report, "attribute")
        self.families = Entries(report, "family")
        self.outsiders = Entries(report, "outsider")
        self.uses = Entries(report, "use")
        self.clauses = Entries(report, "clause")
        self.policies: list[tuple[Node, str]] = []
        self.comparisons = Entries(report, "comparison")
        self.things: dict[str, Entries] = {}
        """Kind -> entries."""
        self.raw: set[str] = set()
        """Kinds whose entries are kept as they stand."""
        self.ambiguous: list[tuple[Node, str]] = []
        self.ordinary: list[tuple[Node, str]] = []

    def gather(self, files: list[ReadFile]) -> None:
        """Sort all files; domain and kinds come first, for they say what the others are."""
        self.read_domain([read for read in files if read[0].parts[1:] == ("domain.yaml",)])
        self.read_kinds([read for read in files if read[0].parts[1:] == ("kinds.yaml",)])
        for file, node in files:
            if len(file.parts) == 3 and file.parts[1] == FAMILIES:
                self.family(file, node)
            elif len(file.parts) == 2:
                self.plain_file(file, node)
            else:
                hint = f"families stand in {FAMILIES}/, all other files at the top of the domain"
                self.report.error(file.shown, 0, "unknown-file", "this file is not read", hint)

    def read_domain(self, files: list[ReadFile]) -> None:
        """Read domain.yaml; keys of a later layer replace those of an earlier one."""
        merged = Node({}, 1)
        shown = f"{self.name}/domain.yaml"
        for file, node in files:
            shown = file.shown
            lines = {**merged.key_lines, **node.key_lines}
            merged = Node({**merged.value, **dict(node.items())}, node.line, lines)
        if not files:
            self.report.error(shown, 0, "no-file", f"the folder {self.name} has no domain.yaml")
            return
        merged.value.setdefault("id", Node(self.name, 1))
        self.domain_node, self.domain_file = merged, shown
        schema = convert(merged, DomainSchema, shown, self.report)
        if schema is not None:
            fields = {key: getattr(schema, key) for key in Domain.__struct_fields__}
            self.domain, self.shared_names = Domain(**fields), schema.shared_names

    def read_kinds(self, files: list[ReadFile]) -> None:
        """Read kinds.yaml."""
        entries = Entries(self.report, "kind")
        for file, node in files:
            entries.add_list(node, file.shown, file.layer)
        for entry in entries:
            schema = convert(entry.node, KindSchema, entry.file, self.report)
            if schema is not None:
                self.kinds.append(schema)
                self.things[schema.id] = Entries(self.report, schema.id)
                if schema.raw:
                    self.raw.add(schema.id)

    def family(self, file: DataFile, node: Node) -> None:
        """Add one family file."""
        identity = node.text("id")
        if not identity:
            self.report.error(file.shown, 1, "missing-key", "a family needs an `id`")
            return
        if identity != file.stem:
            hint = f"rename the file to {identity}.yaml"
            self.report.error(file.shown, node.line_of("id"), "file-name", f"the id is {identity!r}", hint)
        self.families.add(Entry(identity, node, file.shown, file.layer))

    def plain_file(self, file: DataFile, node: Node) -> None:
        """Add a file at the top of the domain."""
        kinds = [kind for kind in self.kinds if kind.file == file.stem]
        if file.stem == "attributes":
            self.attributes.add_list(node, file.shown, file.layer)
        elif file.stem == "outsiders":
            self.sections(file, node, {"outsiders": self.outsiders}, set())
        elif file.stem == "uses":
            self.uses.add_list(node.get("uses"), file.shown, file.layer)
            self.clauses.add_list(node.get("clauses"), file.shown, file.layer)
            self.policies += [(child, file.shown) for key, child in node.items() if key == "policies"]
        elif kinds:
            places = {kind.under or kind.file: self.things[kind.id] for kind in kinds}
            unread = {key for kind in kinds for key in kind.unread}
            self.sections(file, node, places, unread)
        elif file.stem not in _FIXED:
            known = {*_FIXED, *(kind.file for kind in self.kinds)}
            hint = did_you_mean(file.stem, known)
            self.report.error(file.shown, 0, "unknown-file", "no kind of kinds.yaml stands in this file", hint)

    def sections(self, file: DataFile, node: Node, places: dict[str, Entries], unread: set[str]) -> None:
        """Add a file that is one list, a mapping by id, or a mapping with several named lists."""
        known = {*places, *unread, *_EXTRAS}
        main = places.get(file.stem)
        if not isinstance(node.value, dict) or not known & node.value.keys():
            if main is not None:
                main.add_list(node, file.shown, file.layer)
            return
        for key, child in node.items():
            if key in places and places[key].what in self.raw:
                places[key].add_raw(child, file.shown, file.layer)
            elif key in places:
                places[key].add_list(child, file.shown, file.layer)
            elif key in _EXTRAS:
                self.beside(key, child, file)
            elif key not in unread:
                hint = did_you_mean(key, known)
                self.report.error(file.shown, node.key_lines[key], "unknown-key", f"unknown key {key!r}", hint)

    def beside(self, key: str, node: Node, file: DataFile) -> None:
        """Keep what stands beside the entries."""
        if key == "comparisons":
            self.comparisons.add_list(node, file.shown, file.layer)
        elif key == "ambiguous":
            self.ambiguous.append((node, file.shown))
        elif key == "ordinary":
            self.ordinary.append((node, file.shown))
        elif self.domain is not None and not self.domain.disclaimer:
            self.domain = msgspec.structs.replace(self.domain, disclaimer=node.plain())
