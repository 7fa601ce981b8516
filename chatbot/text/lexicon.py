"""Compile surface forms to a graph of their spellings.

Separators (hyphen, underscore, slash) inside a spelling are skipped on both sides, so `Falcon-180B`, `falcon 180b` and
`falcon180b` are one spelling: letters and digits are tokens of their own anyway.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from chatbot.datatypes.lexicon import Entry, Lexicon
from chatbot.datatypes.reading import Token
from chatbot.text.fold import BLANK, tokenise
from chatbot.text.forms import expand, pieces
from chatbot.text.word_graph import WordGraph

SEPARATORS = frozenset("-_/\u00b7" + BLANK)
_NAMES = frozenset({"item", "group", "line", "outsider"})
_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_GRADES = {"function": 2, "filler": 2, "outsider": 3}
_LONG_ENOUGH = 3
"""Letters of a word of a name that may take the s of several."""


def compile_lexicon(forms: Iterable[tuple[str, Entry]], variants: dict[str, str] | None = None) -> Lexicon:
    """Build a lexicon from (form, entry) pairs; forms may hold optional parts and alternatives."""
    compiler = _Compiler(variants)
    for form, entry in forms:
        compiler.add(form, entry)
    return compiler.lexicon()


class _Compiler:
    """Collects the spellings of forms, and their words."""

    def __init__(self, variants: dict[str, str] | None) -> None:
        self._variants = variants
        self._graph = WordGraph()
        self._entries: dict[Entry, int] = {}
        self._words: dict[str, int] = {}
        self._written: dict[str, str] = {}
        self._tokens_of: dict[str, list[Token]] = {}
        """The tokens of pieces but for separators: many forms are made of the same pieces."""

    def add(self, form: str, entry: Entry) -> None:
        """Add the spellings of a form."""
        number = self._entries.setdefault(entry, len(self._entries))
        if entry.category in _NAMES:
            for tokens in map(self._written_out, expand(form)):
                self._keep_words(tokens, entry)
                for texts in _name_spellings(tokens):
                    self._graph.add([[texts]], number)
            return
        for alternative in pieces(form):
            tokenised = [[self._tokens(text) for text in piece] for piece in alternative]
            if all([] in piece for piece in tokenised):  # then a spelling may be nothing but separators
                whole = expand(form)
                tokenised = [[self._written_out(text) for text in whole if text]]
            for piece in tokenised:
                for tokens in piece:
                    self._keep_words(tokens, entry)
            self._graph.add([[[token.text for token in tokens] for tokens in piece] for piece in tokenised], number)

    def lexicon(self) -> Lexicon:
        """Return what was collected."""
        beginnings, nodes = self._graph.encode()
        return Lexicon(beginnings, nodes, tuple(self._entries), self._words, self._written)

    def _tokens(self, text: str) -> list[Token]:
        """Return the tokens of a text but for separators."""
        known = self._tokens_of.get(text)
        if known is None:
            known = [token for token in tokenise(text, self._variants) if token.text not in SEPARATORS]
            self._tokens_of[text] = known
        return known

    def _written_out(self, spelling: str) -> list[Token]:
        """Return the tokens of a spelling but for separators, if it has others."""
        return self._tokens(spelling) or [*tokenise(spelling, self._variants)]

    def _keep_words(self, tokens: Sequence[Token], entry: Entry) -> None:
        if entry.value == "misspelt":
            return
        grade = _GRADES.get(entry.category, 1)
        for token in tokens:
            if token.kind == "word":
                self._words[token.text] = min(grade, self._words.get(token.text, grade))
                if token.raw != token.text:
                    self._written.setdefault(token.text, token.raw)


def _name_spellings(tokens: Sequence[Token]) -> Iterator[list[str]]:
    """Yield how a name is written: as it stands, together, apart, and of several."""
    texts = [token.text for token in tokens]
    yield texts
    joined, apart = _joined(tokens), _split(tokens)
    if len(joined) < len(texts):
        yield joined
    if len(apart) > len(texts):
        yield apart
    if tokens[-1].kind == "word" and len(tokens[-1].text) >= _LONG_ENOUGH:
        yield [*texts[:-1], f"{texts[-1]}s"]


def _joined(tokens: Sequence[Token]) -> list[str]:
    """Names are often written without their separators: GPTNeoX, ClaudeOpus."""
    joined: list[str] = []
    kinds: list[str] = []
    for token in tokens:
        if joined and token.kind == "word" and kinds[-1] == "word":
            joined[-1] += token.text
        else:
            joined.append(token.text)
            kinds.append(token.kind)
    return joined


def _split(tokens: Sequence[Token]) -> list[str]:
    """Capitals inside a word are where people put a space: NeoX, neo x."""
    return [piece.casefold() for token in tokens for piece in _CAPITAL.sub(" ", token.raw).split()]
