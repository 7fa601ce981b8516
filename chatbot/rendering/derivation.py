"""How an utterance was read, step by step: what was recognised, how it was put together, what was left."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec.structs import FieldInfo, fields

from chatbot.datatypes.catalog import Ref
from chatbot.rendering.escape import clean
from chatbot.rendering.messages import MessageError
from chatbot.rendering.width import pad, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from chatbot.datatypes.pack import Intent
    from chatbot.datatypes.reading import Mention, Outcome, Phrase, Reading
    from chatbot.rendering.renderer import Renderer

COLUMNS = 80
WORDS = 22
"""Columns for the words that something was recognised in."""
RIVALS = 6
"""Readings beside the chosen one that are listed."""
_Span = tuple[int, int, str]


class Derivation:
    """Explains one outcome in one language."""

    def __init__(self, renderer: Renderer, intents: Iterable[Intent], outcome: Outcome, answer: dict[str, Any]) -> None:
        """Keep what is explained.

        Args:
            renderer: writes meanings and queries in words.
            intents: what can be asked.
            outcome: what understanding made of the utterance.
            answer: the answer under the keys of its JSON form.

        """
        self._renderer = renderer
        self._phrasing = renderer.sentences.phrasing
        self._style = self._phrasing.values.style
        self._messages = self._phrasing.messages
        self._outcome = outcome
        self._answer = answer
        self._intents = {intent.id: intent for intent in intents}
        self._readings = (*outcome.parts, *outcome.alternatives, *((outcome.open,) if outcome.open else ()))

    def text(self) -> str:
        """Return the whole explanation, readable on a narrow terminal."""
        blocks = (self._head(), *self._heard(), self._left(), self._rivals(), self._query())
        shown = (*blocks, self._facts(), self._sources())
        return "\n\n".join("\n".join(lines) for lines in map(list, shown) if lines)

    def _head(self) -> Iterator[str]:
        outcome = self._outcome
        yield from self._pair("language", outcome.language)
        yield from self._pair("status", str(self._answer["status"]))
        if outcome.reason:
            yield from self._pair("reason", outcome.reason)
        repaired = [
            self._say("correction", typed=clean(each.typed), taken_for=each.taken_for) for each in outcome.corrections
        ]
        if repaired:
            yield from self._pair("corrections", self._style.list_joiner.join(repaired))

    def _heard(self) -> Iterator[Iterable[str]]:
        """Yield what was recognised in each text that was read, and what was read in it."""
        for heard in self._outcome.apart or (self._outcome,):
            said = {(part.intent, part.query) for part in heard.parts}
            own = [each for each in self._readings if not self._outcome.apart or (each.intent, each.query) in said]
            yield self._recognised(heard, own)
            yield from self._covers(heard, own)

    def _recognised(self, heard: Outcome, readings: Sequence[Reading]) -> Iterator[str]:
        if not heard.mentions:
            return
        yield self._title("recognised")
        lines: dict[tuple[int, int, str], str] = {}
        for mention in heard.mentions:
            text = self._category(mention)
            lines.setdefault((mention.start, mention.end, text), _placed(text, mention.place))
        used = self._used(heard, readings)
        for (start, end, text), line in lines.items():
            mark = "* " if (start, end, text.partition(self._style.colon)[0]) in used else "  "
            words = pad(_words(heard, start, end), WORDS) + " "
            yield from wrap(words + line, COLUMNS, mark, " " * (WORDS + 3))

    def _used(self, heard: Outcome, readings: Sequence[Reading]) -> set[_Span]:
        """Return the mentions that the standing readings are made of: those in their phrases, and cues beside these."""
        used: set[_Span] = set()
        for reading in readings:
            own = {leaf for phrase in reading.phrases for leaf in _leaves(phrase)}
            taken = {place for start, end, _ in own for place in range(start, end)}
            cues = self._cues(reading)
            for mention in heard.mentions:
                if mention.category in cues and taken.isdisjoint(range(mention.start, mention.end)):
                    own.add((mention.start, mention.end, mention.category))
            used |= own
        return used

    def _cues(self, reading: Reading) -> frozenset[str]:
        intent = self._intents.get(reading.intent)
        return frozenset((*intent.cues, *intent.also)) if intent else frozenset()

    def _covers(self, heard: Outcome, readings: Sequence[Reading]) -> Iterator[list[str]]:
        for reading in readings:
            parts = list(self._tree(heard, _in_order(reading.phrases)))
            yield [*self._summary(reading), *([self._title("parts"), *parts] if parts else ())]
        if not self._readings and heard.cover:
            yield [self._title("parts"), *self._tree(heard, heard.cover)]

    def _summary(self, reading: Reading) -> Iterator[str]:
        intent = self._intents.get(reading.intent)
        place = f"{intent.file}:{intent.line}" if intent else ""
        yield from self._pair("reading", self._renderer.phrase(reading.query))
        yield from self._pair("intent", _placed(reading.intent, place))
        yield from self._pair("score", f"{reading.score:.2f}")

    def _tree(self, heard: Outcome, phrases: Iterable[Phrase], depth: int = 1) -> Iterator[str]:
        indent = "  " * depth
        for phrase in phrases:
            words = self._quoted(_words(heard, phrase.start, phrase.end))
            text = f"{phrase.category} {words}{self._short(phrase.category, phrase.meaning)}"
            yield from wrap(_placed(text, phrase.rule), COLUMNS, indent, indent + "    ")
            yield from self._tree(heard, phrase.parts, depth + 1)

    def _left(self) -> Iterator[str]:
        words = [self._quoted(clean(word)) for word in self._outcome.unexplained]
        yield from self._pair("unexplained", self._style.list_joiner.join(words) or self._plain("nothing"))

    def _rivals(self) -> Iterator[str]:
        lines: dict[str, str] = {}
        for reading in self._outcome.readings:
            text = self._rival(reading)
            if reading in self._readings:
                lines[text] = ""
            lines.setdefault(text, f"{reading.score:.2f}  {text}")
        shown = [line for line in lines.values() if line]
        if not shown:
            return
        yield self._title("rivals")
        for line in shown[:RIVALS]:
            yield from wrap(line, COLUMNS, "  ", " " * 9)
        if len(shown) > RIVALS:
            yield "  " + self._say("more", count=len(shown) - RIVALS)

    def _rival(self, reading: Reading) -> str:
        text = f"{reading.intent}{self._style.colon}{self._renderer.phrase(reading.query)}"
        if not reading.unexplained:
            return text
        words = self._style.list_joiner.join(self._quoted(clean(word)) for word in reading.unexplained)
        return f"{text} - {self._plain('unexplained')}{self._style.colon}{words}"

    def _query(self) -> Iterator[str]:
        queries = [part.get("query") for part in self._answer.get("parts", ())] or [self._answer.get("query")]
        known = [query for query in queries if query is not None]
        if not known:
            return
        yield self._title("query")
        for query in known:
            yield from ("  " + line for line in _outline(query, COLUMNS - 2))

    def _facts(self) -> Iterator[str]:
        """Yield each fact once, with all the things of which it holds."""
        facts: dict[tuple[str, ...], dict[str, None]] = {}
        for cell in self._answer["cells"]:
            subject = cell["model"] or (cell.get("subject") or {}).get("id", "")
            key = (cell["attribute"], cell["state"], str(cell["display"]), ", ".join(cell["sources"]))
            facts.setdefault(key, {})[subject] = None
        if not facts:
            return
        yield self._title("facts")
        for (attribute, state, display, sources), subjects in facts.items():
            value = f"{attribute}{self._style.colon}{display} ({state})"
            yield from wrap(_placed(value, sources), COLUMNS, "  ", "    ")
            yield from wrap(", ".join(subjects), COLUMNS, "    ")

    def _sources(self) -> Iterator[str]:
        if not self._answer["sources"]:
            return
        yield self._title("sources")
        for source in self._answer["sources"]:
            yield from wrap(
                f"{source['id']}{self._style.colon}{source['title']} {source['url']}", COLUMNS, "  ", "    "
            )

    # --- pieces ---

    def _category(self, mention: Mention) -> str:
        if mention.category == "filler":
            return self._say("filler", kind=mention.meaning)
        return mention.category + self._short(mention.category, mention.meaning)

    def _short(self, category: str, meaning: Any) -> str:
        text = self._meaning(meaning)
        return "" if text in ("", category) else f"{self._style.colon}{text}"

    def _meaning(self, meaning: Any) -> str:
        """Return a meaning in words where it is one of a query, else its values one after the other."""
        if isinstance(meaning, Ref):
            return meaning.id
        if isinstance(meaning, msgspec.Struct):
            try:
                return self._phrasing.meaning(meaning)  # type: ignore[arg-type]
            except (KeyError, MessageError):
                return " ".join(filter(None, (self._field(meaning, field) for field in fields(meaning))))
        if isinstance(meaning, tuple):
            return " ".join(filter(None, map(self._meaning, meaning)))
        if isinstance(meaning, float):
            return f"{meaning:.15g}"
        return "" if meaning is None else str(meaning)

    def _field(self, meaning: msgspec.Struct, field: FieldInfo) -> str:
        """Return a value that is not the usual one; a flag by its name."""
        value = getattr(meaning, field.name)
        if value == field.default:
            return ""
        return field.name if isinstance(value, bool) else self._meaning(value)

    def _quoted(self, text: str) -> str:
        return self._style.open_quote + text + self._style.close_quote

    def _pair(self, label: str, text: str) -> Iterator[str]:
        yield from wrap(f"{self._plain(label)}{self._style.colon}{text}", COLUMNS, "", "  ")

    def _title(self, label: str) -> str:
        return self._plain(label) + self._style.colon.rstrip()

    def _plain(self, label: str) -> str:
        return self._messages.plain(f"explain.{label}", label)

    def _say(self, message: str, **args: Any) -> str:
        try:
            return self._messages.render(f"explain.{message}", args)
        except MessageError:
            return " ".join(map(str, args.values()))


def _words(heard: Outcome, start: int, end: int) -> str:
    """Return the words at some places as they were typed."""
    tokens = heard.tokens[start:end]
    return clean(heard.text[tokens[0].start : tokens[-1].end]) if tokens else ""


def _in_order(phrases: Iterable[Phrase]) -> list[Phrase]:
    return sorted(phrases, key=lambda phrase: (phrase.start, phrase.end))


def _leaves(phrase: Phrase) -> Iterator[_Span]:
    if not phrase.parts:
        yield (phrase.start, phrase.end, phrase.category)
    for part in phrase.parts:
        yield from _leaves(part)


def _placed(text: str, place: str) -> str:
    """Return the text with the place where it comes from."""
    return f"{text}  [{place}]" if place else text


def _outline(value: Any, columns: int, taken: int = 0) -> Iterator[str]:
    """Yield plain data as JSON, each part in one line where it fits; the first line has some columns taken."""
    line = json.dumps(value, ensure_ascii=False)
    if len(line) + taken <= columns or not isinstance(value, dict | list) or not value:
        yield line
        return
    if isinstance(value, dict):
        parts, marks = [(f"{json.dumps(key)}: ", part) for key, part in value.items()], "{}"
    else:
        parts, marks = [("", part) for part in value], "[]"
    yield marks[0]
    for place, (head, part) in enumerate(parts):
        *rest, last = _outline(part, columns - 2, len(head) + 1)
        lines = [*rest, last + ("," if place + 1 < len(parts) else "")]
        lines[0] = head + lines[0]
        yield from ("  " + text for text in lines)
    yield marks[1]
