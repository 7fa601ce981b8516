"""The way out: answers and readings as text, markdown or JSON in one language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chatbot.rendering.compose import Composer
from chatbot.rendering.json_form import Envelope, JsonForm
from chatbot.rendering.markdown import page_markdown
from chatbot.rendering.messages import MessageError, Messages
from chatbot.rendering.names import Names
from chatbot.rendering.page import Sources
from chatbot.rendering.phrasing import Phrasing
from chatbot.rendering.plain import PlainText, coloured, unstyled
from chatbot.rendering.sentences import Sentences
from chatbot.rendering.values import Values

if TYPE_CHECKING:
    from chatbot.datatypes.answer import Answer
    from chatbot.datatypes.catalog import Catalog
    from chatbot.datatypes.pack import LanguagePack
    from chatbot.datatypes.query import Query


class Renderer:
    """Writes answers over one catalog in one language."""

    def __init__(self, pack: LanguagePack, catalog: Catalog, *, strict: bool = False) -> None:
        """`strict`: a faulty message raises MessageError instead of costing only its sentence."""
        self.language = pack.code
        names = Names(pack, catalog, Messages(pack.messages))
        self.sentences = Sentences(Phrasing(Values(names)), strict=strict)
        self._json = JsonForm(self.sentences)

    def text(
        self, answer: Answer, width: int | None = None, max_rows: int | None = None, *, colour: bool = False
    ) -> str:
        """Return the answer as plain text; no width: sentences are not wrapped; no max_rows: nothing is left out."""
        page = Composer(self.sentences, max_rows).page(answer)
        return PlainText(width, coloured if colour else unstyled).text(page)

    def markdown(self, answer: Answer) -> str:
        """Return the answer as markdown, nothing left out."""
        return page_markdown(Composer(self.sentences).page(answer))

    def sources(self, answer: Answer, max_rows: int | None = None) -> Sources | None:
        """Return the sources with the numbers that they have in the text of so many rows."""
        page = Composer(self.sentences, max_rows).page(answer)
        return next((part for part in page if isinstance(part, Sources)), None)

    def json(self, answer: Answer, envelope: Envelope) -> dict[str, Any]:
        """Return the answer under the promised keys, with what the caller knows about the question."""
        part_texts = tuple(self.text(part) for part in answer.parts)
        return self._json.answer(answer, envelope, self.text(answer), part_texts)

    def suggestions(self, answer: Answer) -> list[str]:
        """Return questions that could be asked next."""
        return self._json.suggestions(answer)

    def phrase(self, query: Query) -> str:
        """One line: how the question was read."""
        try:
            return self.sentences.phrasing.query(query)
        except MessageError:
            if self.sentences.strict:
                raise
            return ""
