"""Assembles intents and language packs from the files of intents/."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import msgspec

from chatbot.datatypes.pack import Form, Intent, LanguagePack, NumberWords, Packs, PhraseRule, Slot, Style
from chatbot.loading.convert import convert
from chatbot.loading.entries import Entries
from chatbot.loading.folders import DataFile, data_files
from chatbot.loading.intent_schemas import IntentSchema, LanguageSchema, RuleSchema
from chatbot.loading.nodes import Node
from chatbot.loading.report import Report, did_you_mean
from chatbot.loading.yaml_reader import read_file

_PARTS = ("language", "terms", "fillers", "phrases", "messages", "slips", "regional", "sounds", "words",
          "carriers")  # fmt: skip
_INTENTS = ("intents", "followups", "fit")
"""Files of intents: whole questions, and those that need a conversation."""
S = TypeVar("S", bound=msgspec.Struct)


def load_packs(roots: tuple[Path, ...], report: Report) -> Packs:
    """Read the intents folders; whatever is faulty is reported and left out."""
    intents = Entries(report, "intent")
    folders: dict[str, _LanguageFiles] = {}
    for file in data_files("intents", roots, report):
        node = read_file(Path(file.path), file.shown, report)
        if node is None:
            continue
        if len(file.parts) == 1:
            if file.stem in _INTENTS:
                intents.add_list(node, file.shown, file.layer)
            else:
                hint = "texts of a language stand in its folder"
                report.error(file.shown, 0, "unknown-file", "this file is not read", hint)
            continue
        folders.setdefault(file.parts[0], _LanguageFiles(file.parts[0], report)).add(file, node)
    made = [pack for folder in folders.values() if (pack := folder.pack()) is not None]
    return Packs(intents=_intents(intents, report), languages={pack.code: pack for pack in made})


def _intents(entries: Entries, report: Report) -> tuple[Intent, ...]:
    """Return the intents."""
    found: list[Intent] = []
    for entry in entries:
        schema = convert(entry.node, IntentSchema, entry.file, report)
        if schema is None:
            continue
        slots = {key: Slot(slot.category, slot.least, slot.most) for key, slot in schema.slots.items()}
        fields = {field: getattr(schema, field) for field in schema.__struct_fields__}
        given = {key: value for key, value in msgspec.structs.asdict(schema.given).items() if value}
        fields |= {"slots": slots, "given": given, "file": entry.file, "line": entry.node.line}
        found.append(Intent(**fields))
    return tuple(found)


class _LanguageFiles:
    """What stands in the folder of one language, gathered over all layers."""

    def __init__(self, name: str, report: Report) -> None:
        self.name = name
        self.report = report
        self.language: tuple[Node, str] = (Node({}, 1), "")
        self.terms: list[Form] = []
        self.fillers: list[Form] = []
        self.rules: list[PhraseRule] = []
        self.pairs: dict[str, dict[str, str]] = {"slips": {}, "regional": {}, "sounds": {}}
        self.words: list[str] = []
        self.carriers: dict[str, tuple[str, ...]] = {}
        self.messages: dict[str, str] = {}
        self.message_places: dict[str, tuple[int, str, int]] = {}

    def add(self, file: DataFile, node: Node) -> None:
        """Read a file by its name, or by the name of its folder."""
        part = file.parts[1].removesuffix(".yaml")
        if part not in _PARTS:
            hint = did_you_mean(part, _PARTS)
            self.report.error(file.shown, 0, "unknown-file", "this file is not read", hint)
        elif node.value is None:
            return
        elif not isinstance(node.value, dict):
            self.report.error(file.shown, node.line, "bad-type", "expected a mapping")
        elif part == "language":
            known, _ = self.language
            lines = {**known.key_lines, **node.key_lines}
            self.language = (Node({**known.value, **node.value}, node.line, lines), file.shown)
        elif part == "phrases":
            self.add_rules(file, node)
        elif part == "messages":
            self.add_messages(file, node, ())
        elif part in self.pairs:
            self.add_pairs(self.pairs[part], file, node)
        elif part == "words":
            self.add_words(file, node)
        elif part == "carriers":
            self.add_carriers(file, node)
        else:
            self.add_forms(self.terms if part == "terms" else self.fillers, file, node)

    def add_forms(self, into: list[Form], file: DataFile, node: Node) -> None:
        """Add the spellings of terms or fillers; a later layer adds to them."""
        for identity, forms in node.items():
            if not isinstance(forms.value, list):
                line = node.key_lines[identity]
                self.report.error(file.shown, line, "bad-type", f"{identity!r} needs a list of texts", "use [ ]")
            for child in forms.children():
                if isinstance(child.value, str):
                    into.append(Form(form=child.value, id=identity, file=file.shown, line=child.line))
                else:
                    self.report.error(file.shown, child.line, "bad-type", "expected a text", "quote it")

    def add_pairs(self, into: dict[str, str], file: DataFile, node: Node) -> None:
        """Add words, and what each is read as."""
        for written, meant in node.items():
            if isinstance(meant.value, str):
                into[written] = meant.value
            else:
                self.report.error(file.shown, meant.line, "bad-type", f"{written!r} needs a text", "quote it")

    def add_words(self, file: DataFile, node: Node) -> None:
        """Add words that are no slips, however they are grouped."""
        for group, words in node.items():
            if isinstance(words.value, str):
                self.words += words.value.split()
            else:
                self.report.error(file.shown, words.line, "bad-type", f"{group!r} needs a text", "words with blanks")

    def add_carriers(self, file: DataFile, node: Node) -> None:
        """Add sentences that carry phrases, by the category of these."""
        for category, sentences in node.items():
            for child in sentences.children() if isinstance(sentences.value, list) else (sentences,):
                if isinstance(child.value, str) and "{}" in child.value:
                    self.carriers[category] = (*self.carriers.get(category, ()), child.value)
                else:
                    hint = "write {} where the phrase goes"
                    self.report.error(
                        file.shown, child.line, "bad-value", f"{category!r} needs sentences with a gap", hint
                    )

    def add_rules(self, file: DataFile, node: Node) -> None:
        """Add phrase rules."""
        for category, rules in node.items():
            if not isinstance(rules.value, list):
                line = node.key_lines[category]
                self.report.error(file.shown, line, "bad-type", f"{category!r} needs a list of rules")
            for child in rules.children():
                schema = convert(child, RuleSchema, file.shown, self.report)
                if schema is not None:
                    self.rules.append(
                        PhraseRule(
                            category=category, pattern=schema.pattern, build=schema.build, given=schema.with_,
                            examples=schema.examples, rejects=schema.rejects, file=file.shown, line=child.line,
                        )
                    )  # fmt: skip

    def add_messages(self, file: DataFile, node: Node, path: tuple[str, ...]) -> None:
        """Add messages; the keys of nested mappings are joined with dots."""
        for key, child in node.items():
            inner = (*path, key)
            if isinstance(child.value, dict):
                self.add_messages(file, child, inner)
            elif isinstance(child.value, str):
                self.add_message(".".join(inner), child.value, (file.layer, file.shown, child.line))
            else:
                line = node.key_lines[key]
                self.report.error(file.shown, line, "bad-type", f"{'.'.join(inner)!r} needs a text", "'' for none")

    def add_message(self, identity: str, text: str, place: tuple[int, str, int]) -> None:
        """Add one message; twice in a layer is an error."""
        known = self.message_places.get(identity)
        if known is not None and known[0] == place[0]:
            hint = f"it already stands in {known[1]}:{known[2]}"
            self.report.error(place[1], place[2], "duplicate-id", f"the message {identity!r} is repeated", hint)
            return
        self.messages[identity], self.message_places[identity] = text, place

    def check_code(self, code: str, shown: str, line: int) -> bool:
        """Report a code that is not the name of the folder: it might be that of another language."""
        if code != self.name:
            hint = f"write code: {self.name}, or rename the folder"
            message = f"the language in the folder {self.name!r} has the code {code!r}"
            self.report.error(shown, line, "bad-value", message, hint)
        return code == self.name

    def pack(self) -> LanguagePack | None:
        """Return the language pack, or None after reporting why there is none."""
        node, shown = self.language
        if not shown:
            hint = "the language is not used until it has one"
            self.report.warn(f"intents/{self.name}", 0, "no-file", "the language has no language.yaml", hint)
            return None
        schema = convert(node, LanguageSchema, shown, self.report)
        if schema is None or not self.check_code(schema.code, shown, node.line_of("code")):
            return None
        return LanguagePack(
            code=schema.code,
            name=schema.name,
            scripts=schema.scripts,
            numbers=_plain(schema.numbers, NumberWords),
            style=_plain(schema.style, Style),
            terms=tuple(_unique(self.terms)),
            fillers=tuple(_unique(self.fillers)),
            rules=tuple(self.rules),
            messages=self.messages,
            variants=schema.variants,
            closers=schema.closers,
            blank_closers=schema.blank_closers,
            slips=self.pairs["slips"],
            regional=self.pairs["regional"],
            sounds=self.pairs["sounds"],
            words=tuple(self.words),
            carriers=self.carriers,
            without=schema.without,
        )


def _plain(schema: msgspec.Struct, kind: type[S]) -> S:
    """Return a schema as the value that it stands for."""
    return kind(**{field: getattr(schema, field) for field in kind.__struct_fields__})


def _unique(forms: list[Form]) -> Iterator[Form]:
    """Yield each spelling of an id once, with its first place."""
    seen: set[tuple[str, str]] = set()
    for form in forms:
        if (form.form, form.id) not in seen:
            seen.add((form.form, form.id))
            yield form
