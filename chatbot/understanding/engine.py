"""The way of an utterance through understanding: the language, what its reader finds, and judgement."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence

import msgspec

from chatbot.datatypes.catalog import Catalog
from chatbot.datatypes.later import Later
from chatbot.datatypes.lexicon import Lexicon
from chatbot.datatypes.pack import Packs
from chatbot.datatypes.query import Query
from chatbot.datatypes.reading import UNRECORDED, Outcome, Token
from chatbot.text.fold import has_ideographs
from chatbot.understanding.accounting.idle import is_idle
from chatbot.understanding.analysis import Analysis
from chatbot.understanding.judge import judge
from chatbot.understanding.marks.forms import BREAK
from chatbot.understanding.parts.claims import on_what_is_asked
from chatbot.understanding.parts.cuts import CLOSING, Cuts
from chatbot.understanding.parts.measured import with_measures
from chatbot.understanding.parts.questions import questions_of
from chatbot.understanding.reader import MOST_CHARACTERS, Reader
from chatbot.understanding.sentences import Span


class Understanding:
    """Reads utterances in all loaded languages."""

    def __init__(
        self,
        catalog: Catalog,
        packs: Packs,
        names: Lexicon,
        languages: Mapping[str, msgspec.Raw],
        key: Callable[[Query], Hashable],
    ) -> None:
        """Keep what readers need; a reader is made when its language is first met.

        Args:
            catalog: what is known.
            packs: languages and intents.
            names: surface forms of catalog things.
            languages: language code -> the compiled Language, encoded.
            key: the normal form of a query, so that equal meanings compare equal.

        """
        self._catalog, self._packs, self._names, self._languages, self._key = catalog, packs, names, languages, key
        self._readers: dict[str, Reader] = {}

    def language_of(self, text: str, preferred: str = "") -> str:
        """Return the language whose script the text is in; the preferred one where the script leaves it open."""
        script = "han" if has_ideographs(text[:MOST_CHARACTERS]) else "latin"
        fitting = [code for code, pack in self._packs.languages.items() if script in pack.scripts]
        if preferred in fitting:
            return preferred
        return fitting[0] if fitting else next(iter(self._packs.languages))

    def reader(self, code: str) -> Reader:
        """Return the reader of a language."""
        if code not in self._readers:
            self._readers[code] = Reader(self._catalog, self._packs, code, self._names, self._languages[code])
        return self._readers[code]

    def understand(self, text: str, preferred: str = "") -> Outcome:
        """Read an utterance."""
        code = self.language_of(text, preferred)
        reader = self.reader(code)
        analysis = reader.analyse(text)
        outcome = on_what_is_asked(judge(analysis, code, reader.readings, self._key), self._catalog)
        outcome = with_measures(outcome, analysis, self._catalog)
        pieces = analysis.sentences if len(analysis.sentences) > 1 else _questions(analysis, outcome.status == "read")
        unrecorded = any(phrase.category == UNRECORDED for phrase in outcome.cover)
        # an idle piece may be what nothing is recorded on: next year, is it still available?
        heard = [span for span in pieces if not is_idle(analysis, span) or analysis.holds(span, CLOSING)]
        said = pieces if unrecorded else heard or pieces
        sentences = tuple(_raw(text, analysis.tokens, span) for span in said)
        follow = Later(lambda: reader.followups.readings(analysis))
        return msgspec.structs.replace(outcome, text=text, read_follow=follow, sentences=sentences)


class ReadOnce:
    """Reads texts for one question: the same text, as a whole and as a sentence of another one, once."""

    def __init__(self, understanding: Understanding) -> None:
        """Take what reads them."""
        self._understanding = understanding
        self._known: dict[tuple[str, str], Outcome] = {}

    def understand(self, text: str, preferred: str = "") -> Outcome:
        """Read an utterance."""
        asked = text, self._understanding.language_of(text, preferred)
        if asked not in self._known:
            self._known[asked] = self._understanding.understand(*asked)
        return self._known[asked]


def _raw(text: str, tokens: Sequence[Token], span: Span) -> str:
    """Return a sentence as it was typed, without the break behind it, which may have been a number of a list."""
    last = span.end - 1 - (tokens[span.end - 1].text == BREAK and span.end - 1 > span.start)
    return text[tokens[span.start].start : tokens[last].end]


def _questions(analysis: Analysis, read: bool) -> tuple[Span, ...]:
    """Return the questions that one sentence asks: each clause its own, or two that a joining word parts.

    Two clauses that name nothing ask it of what was talked about (and its licence, may it be sold?); others are
    questions of their own only where they are not read as one.
    """
    if not analysis.joiners:
        return ()
    each = Cuts(analysis).asked_each(analysis.sentences[0]) if len(analysis.sentences) == 1 else ()
    if len(each) > 2 or (each and not analysis.phrases_of(analysis.sentences[0], {"names"})):
        return each
    return questions_of(analysis) or (() if read else each)
