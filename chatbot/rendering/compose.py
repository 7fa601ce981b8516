"""Answer -> page: every sentence written, every fact marked with the numbers of its sources."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from chatbot.datatypes.answer import Bullets, Cell, Diagram, Localised, Say, Table
from chatbot.rendering.diagram import bars_of, plot_of
from chatbot.rendering.escape import clean, cleaned
from chatbot.rendering.folding import Folding
from chatbot.rendering.names import capital
from chatbot.rendering.page import Entry, Grid, Listing, Notes, Paragraph, Part, Source, Sources
from chatbot.rendering.readings import is_reading
from chatbot.rendering.rows import merged, spans
from chatbot.rendering.sentences import explained
from chatbot.rendering.width import TIE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chatbot.datatypes.answer import Answer, Block, Row
    from chatbot.datatypes.catalog import Fact, Ref
    from chatbot.rendering.rows import Written
    from chatbot.rendering.sentences import Sentences

FEW_ROWS = 3
"""Tables up to this size show the notes of their facts and what other sources say."""
FEW_COLUMNS = 4
"""Wider tables are overviews: the notes of their facts stand in answers on one fact."""
ADDING = ("texts", "links", "scores")
"""Types of which a second fact adds to the first, where in others it contradicts it."""
LONG_PLACE = 60
MEMBERS = 4
"""From so many members on, a value is shown one member a line where there is room."""

_NOTHING = Paragraph("")
Remark = tuple[str, tuple[str, ...], str]
"""Message, sources, text."""


class Numbering:
    """Numbers for sources in the order of their first mention."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.places: dict[str, set[str]] = {}

    def numbered(self, sources: Sequence[str]) -> list[int]:
        """Return the numbers of sources, new ones at their first mention."""
        numbers = self.numbers
        return [numbers.setdefault(source, len(numbers) + 1) for source in sources]

    def place(self, fact: Fact | None) -> None:
        """Remember where in its source a fact stands."""
        if fact is not None and fact.sources:
            self.places.setdefault(fact.sources[0], set()).add(fact.where)


class Composer:
    """Composes one answer; the numbers of its sources run through all its parts."""

    def __init__(self, sentences: Sentences, max_rows: int | None = None) -> None:
        self.sentences = sentences
        self.values = sentences.values
        self.names = sentences.values.names
        self.messages = sentences.values.messages
        self.max_rows = max_rows
        self.numbering = Numbering()

    def page(self, answer: Answer) -> list[Part]:
        """Return the whole answer, sources and disclaimer last."""
        parts = self._body(answer)
        if parts and isinstance(parts[0], Paragraph):
            parts[0] = Paragraph(parts[0].text, lead=True)
        if self.numbering.numbers:
            parts.append(self._sources())
        if answer.disclaimer or any(part.disclaimer for part in answer.parts):
            parts += self._disclaimer(answer)
        return parts

    def _body(self, answer: Answer) -> list[Part]:
        if answer.parts and not answer.blocks:
            return [part for each in answer.parts for part in self._body(each)]
        general = Paragraph(self.messages.plain(f"status.{answer.status}", ""))
        parts: list[Part] = []
        reading = next((block for block in answer.blocks[:1] if is_reading(block)), None)
        for block in answer.blocks[1 if reading else 0 :]:
            parts += self._block(block) if self._sayable(block, answer) else [general]
        parts = parts or [general]
        if isinstance(reading, Say):
            parts = self.sentences.readings.placed(self._say(reading), parts)
        if answer.choices:
            lines = tuple(self.sentences.label(choice) for choice in answer.choices)
            parts.append(Listing(lines, numbered=True))
        if answer.suggestions and answer.status != "answered" and not answer.choices:
            lines = tuple(self._say(say) for say in answer.suggestions)
            parts.append(Listing(lines, title=self.messages.plain("suggestions.heading")))
        return [part for part in parts if part != _NOTHING]

    def _sayable(self, block: Block, answer: Answer) -> bool:
        """Tell whether a sentence exists; only refusals fall back to a general one, an answer shows what is missing."""
        return answer.status == "answered" or not isinstance(block, Say) or block.message in self.messages

    def _block(self, block: Block) -> list[Part]:
        if isinstance(block, Say):
            return [Paragraph(self._say(block))]
        if isinstance(block, Table):
            return self._table(block)
        if isinstance(block, Diagram):
            return self._diagram(block)
        return [self._bullets(block)]

    def _diagram(self, diagram: Diagram) -> list[Part]:
        """Return a drawing; the sources of what was drawn are numbered, as everywhere."""
        for row in diagram.rows:
            for cell in row.cells:
                self.marks(cell.sources if cell else ())
        return [plot_of(diagram, self.values) if len(diagram.columns) > 1 else bars_of(diagram, self.values)]

    def _bullets(self, block: Bullets) -> Listing:
        title = capital(self._say(block.title)) if block.title else ""
        lines = tuple(self._say(line, alone=True) for line in block.lines[: self._limit(len(block.lines))])
        return Listing(lines, title, more=self._more(len(block.lines) - len(lines)))

    def _table(self, table: Table) -> list[Part]:
        title = capital(self._say(table.title)) if table.title else ""
        written = merged([self._written(row) for row in table.rows], self.names.group_of)
        left_out = len(written) - self._limit(len(written))
        written = written[: len(written) - left_out]
        rows, texts = [row for row, _, _ in written], [texts for _, texts, _ in written]
        head = (self._subject_head(rows), *(capital(self.names.label(column)) for column in table.columns))
        entries = tuple(self._entry(*each) for each in written)
        colon = self.values.style.colon
        fold = partial(Folding(self).entries, rows, texts, entries) if len(table.columns) > 1 else tuple
        parts: list[Part] = [Grid(head, entries, fold, title, colon, self._more(left_out))]
        if notes := self._notes(table.rows):
            parts.append(Notes(notes))
        return parts

    def _written(self, row: Row) -> Written:
        for cell in row.cells:
            self.numbering.place(cell.fact if cell else None)
        return row, [self._cell_text(cell) for cell in row.cells], self._say(row.note) if row.note else ""

    def _limit(self, size: int) -> int:
        """All rows, unless there are too many for the screen; one row more is not worth a cut."""
        return size if self.max_rows is None or size <= self.max_rows + 1 else self.max_rows

    def _more(self, count: int) -> str:
        return self.messages.render("list.more", {"count": count}) if count > 0 else ""

    def _subject_head(self, rows: Sequence[Row]) -> str:
        """Return the kind of what the rows are about; the kind of single items where rows are mixed."""
        refs = [ref for row in rows for ref in row.subjects]
        first = next((ref for ref in refs if ref.kind != "group"), refs[0] if refs else None)
        return capital(self.names.kind(first)) if first else ""

    def _entry(self, row: Row, texts: list[str], note: str) -> Entry:
        marked = zip(texts, row.cells, strict=True)
        cells = tuple([text + (self.marks(cell.sources) if cell else "") for text, cell in marked])
        parts = tuple([self._members(cell) for cell in row.cells])
        names = [name.replace(" ", TIE) for name in self.names.shortened(row.subjects)]
        return Entry(self.names.joined(names), cells, parts, note)

    def _cell_text(self, cell: Cell | None) -> str:
        return self.sentences.stated(cell) if cell else self.messages.plain("table.empty")

    def _members(self, cell: Cell | None) -> tuple[str, ...]:
        known = self.names.catalog.attributes.get(cell.attribute) if cell else None
        if cell is None or known is None or cell.state != "known" or known.type not in ("texts", "scores"):
            return ()
        members = self.values.parts(cell.attribute, cell.value, cell.fact)
        if len(members) < MEMBERS:
            return ()
        members[-1] += self.marks(cell.sources)
        return tuple(members)

    def marks(self, sources: Sequence[str]) -> str:
        """Return the numbers of sources in square brackets, many in a row as a span."""
        if not sources:
            return ""
        numbers = self.numbering.numbered(sources)
        return f"{TIE}[{numbers[0]}]" if len(numbers) == 1 else TIE + spans(sorted(set(numbers)))

    def _notes(self, rows: Sequence[Row]) -> tuple[str, ...]:
        """Return notes of facts and what other sources say, where the table is small enough for them to be of use.

        What stands beside a row already is not said again; an overview of many columns tells no notes.
        """
        if len(rows) > FEW_ROWS:
            return ()
        beside = {text for row in rows for text in self._localised(row.note)}
        about: dict[tuple[str, str, tuple[str, ...], str], list[Ref]] = {}
        for row in rows:
            for cell in row.cells:
                for remark in self._remarks(cell, notes=len(row.cells) <= FEW_COLUMNS) if cell else ():
                    if remark[-1] in beside:
                        continue
                    about.setdefault((cell.attribute if cell else "", *remark), []).extend(row.subjects)
        everyone = sum(len(row.subjects) for row in rows)
        return tuple(self._remark(key, refs if len(refs) < everyone else []) for key, refs in about.items())

    def _remark(self, key: tuple[str, str, tuple[str, ...], str], refs: Sequence[Ref]) -> str:
        """Return a remark after its attribute, and after those it is about unless it is about all."""
        attribute, message, sources, text = key
        label = capital(self.names.label(attribute)) if not refs else self.names.label(attribute)
        if refs:
            label = self.messages.render("cell.of", {"name": self.names.refs(refs), "attribute": label})
        return self.messages.render(message, {"attribute": label, "text": text}) + self.marks(sources)

    def _localised(self, say: Say | None) -> list[str]:
        args = say.args.values() if say else ()
        return [str(self.sentences.shown(each)) for each in args if isinstance(each, Localised)]

    def _remarks(self, cell: Cell, *, notes: bool) -> list[Remark]:
        note = self.sentences.note(cell) if notes and not explained(cell) else ""
        known = self.names.catalog.attributes.get(cell.attribute)
        adds = known is not None and known.type in ADDING
        remarks: list[Remark] = [("cell.note", (), note)] if note else []
        for fact in cell.others:
            message = "cell.also" if adds or fact.applies_to else "cell.other"
            remarks.append((message, fact.sources, self.values.fact(fact)))
        return remarks

    def _say(self, say: Say, *, alone: bool = False) -> str:
        text, cells = self.sentences.say(say, alone=alone)
        sources = list(say.sources)
        for cell in cells:
            self.numbering.place(cell.fact)
            sources += cell.sources
        return text + self.marks(sources)

    def _sources(self) -> Sources:
        entries = tuple(self._source(source, number) for source, number in self.numbering.numbers.items())
        return Sources(self.messages.plain("sources.heading"), entries)

    def _source(self, source: str, number: int) -> Source:
        known = self.names.catalog.sources.get(source)
        if known is None:
            return Source(number, clean(source), "")
        title = cleaned(known.title)
        places = self.numbering.places.get(source, set()) - {""}
        if len(places) == 1 and len(place := cleaned(next(iter(places)))) <= LONG_PLACE:
            title = self.messages.render("sources.place", {"title": title, "place": place})
        return Source(number, title, cleaned(known.url))

    def _disclaimer(self, answer: Answer) -> list[Part]:
        """Return the disclaimer of the answer's domain, else of the first domain that has one."""
        domains = list(self.names.catalog.domains.values())
        items = self.names.catalog.items
        kinds = {items[model].kind for model in answer.models if model in items}
        own = [domain for domain in domains if domain.item in kinds] or domains
        text = next((domain.disclaimer for domain in own if domain.disclaimer), {})
        return [Notes((self.names.local(text),))] if text else []
