"""Find everything in an utterance that the catalog or the language pack knows: names, function words, numbers.

All matches are kept, overlapping ones included: which of them make sense together is decided later, by the chart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from operator import attrgetter
from typing import Any, cast

import msgspec

from chatbot.datatypes.catalog import Catalog, Domain, Ref
from chatbot.datatypes.lexicon import Entry, Lexicon
from chatbot.datatypes.options import End, Op
from chatbot.datatypes.query import Compare, Constraint, Has, Is, Known, Not, Quantity
from chatbot.datatypes.reading import Mention, Token
from chatbot.text.fold import BLANK
from chatbot.text.spellings import Spellings
from chatbot.understanding.meanings import Direction, Noun, Outside, Things, Vague, bare_attribute
from chatbot.understanding.mentions.card_names import MEASURES
from chatbot.understanding.mentions.numbers import NumberReader, label_of
from chatbot.understanding.mentions.sifting import sift

SUBJECT_KINDS = frozenset({"item", "group", "line"})
_BOUNDS = frozenset({"or_more", "or_less", "or_so"})
"""Terms that make a number a limit where they stand right behind it (90B+)."""
_SIZE = 1e7
"""From here on a number with a letter behind a name is taken for a size."""
_ALL = 0.2
"""How much likelier a family's name without a version means all generations, where an origin is told."""
_YEARS = range(1900, 2200)
_BLANKS = ("comma", "pause")
"""What a blank may stand for where it is a mark."""
_Meanings = Iterable[tuple[str, Any]]
"""Categories of mentions, each with what it means."""


class MentionFinder:
    """Finds mentions by the catalog's names and one language's terms."""

    def __init__(
        self,
        catalog: Catalog,
        names: Lexicon,
        terms: Lexicon,
        numbers: NumberReader,
        measures: frozenset[str] = frozenset(),
    ) -> None:
        """Keep the look-up tables of one language."""
        self._measures = MEASURES | measures
        self._catalog = catalog
        self._domain = catalog.domain()
        self.spellings = Spellings(names, terms)
        """All that is known."""
        self._meant = cache(self._meanings_of)
        self._numbers = numbers
        self._meanings: dict[str, Callable[[Entry], _Meanings]] = {
            **_PLAIN,
            "attribute": self._attribute,
            "noun": self._noun,
            "says": self._statement,
            "named_use": _clause,
            "named_clause": _clause,
            "outsider": self._outsider,
            "ambiguous": self._ambiguous,
        }

    def find(self, tokens: Sequence[Token]) -> list[Mention]:
        """Return all mentions of exact spellings, in order of place."""
        texts = [token.text for token in tokens]
        mentions = self._numbers.read(tokens)
        blanks = [place for place, text in enumerate(texts) if text == BLANK]
        mentions += [Mention(place, place + 1, mark, mark) for place in blanks for mark in _BLANKS]
        for start, end, number in self.spellings.matches(texts):
            for category, meaning, cost, repaired, origin, word in self._meant(number):
                mentions.append(Mention(start, end, category, meaning, cost, repaired, origin, word))
        mentions = sift(mentions, tokens, self._measures)
        numbers = [m for m in mentions if m.category == "number"]
        if numbers:
            mentions += _versions(numbers, mentions, tokens, self._domain)
            mentions = _dated(_uncounted(mentions, tokens))
        mentions += _stems(mentions, tokens)
        mentions.sort(key=_order)
        return mentions

    def _meanings_of(self, number: int) -> tuple[tuple[str, Any, float, str, str, bool], ...]:
        """Return what an entry means wherever it stands: category, meaning, cost, repaired, place, word."""
        entry = self.spellings.entries[number]
        repaired = self._proper(entry) if entry.value == "misspelt" and entry.category in SUBJECT_KINDS else ""
        cost = 1.0 if repaired else 0.0
        meanings = self._meanings.get(entry.category, self._thing)(entry)
        return tuple((category, meaning, cost, repaired, entry.place, entry.word) for category, meaning in meanings)

    def _attribute(self, entry: Entry) -> _Meanings:
        yield "attribute", entry.id
        yield f"attribute.{self._catalog.attributes[entry.id].type}", entry.id

    def _noun(self, entry: Entry) -> _Meanings:
        there, ours = self._catalog.domain(entry.id), self._domain
        alike = {there.item: ours.item, there.group: ours.group}.get(entry.id, entry.id)
        yield "noun", Noun(alike, entry.id if alike != entry.id else "")

    def _thing(self, entry: Entry) -> _Meanings:
        things = Things(entry.category, (entry.id,))
        yield "entity", things
        yield entry.category, things

    def _proper(self, entry: Entry) -> str:
        """Return the proper spelling of a thing's name."""
        if entry.category == "item":
            return self._catalog.items[entry.id].name
        things = self._catalog.groups if entry.category == "group" else self._catalog.lines
        return next(iter(things[entry.id].name.values()), entry.id)

    def _ambiguous(self, entry: Entry) -> _Meanings:
        known = self._catalog.ambiguities[entry.id]
        if not known.default:  # else the one that is taken bears the name itself
            yield "ambiguous", Vague(known.id, known.choices, known.outside)

    def _outsider(self, entry: Entry) -> _Meanings:
        outsider = self._catalog.outsiders[entry.id]
        yield "outsider", Outside("" if outsider.several else outsider.name, outsider.nearest)
        yield "outside_id", entry.id

    def _statement(self, entry: Entry) -> _Meanings:
        statement: Constraint
        if entry.value == "known":
            statement = Known(entry.id)
        elif self._catalog.attributes[entry.id].type == "truth" and entry.value in _EXACTLY:
            statement = Has(entry.id, _EXACTLY[entry.value])
        elif self._catalog.attributes[entry.id].type == "truth":
            statement = Is(entry.id) if entry.value == "yes" else Not(Is(entry.id))
        else:
            statement = Has(entry.id, entry.value)
        yield "property", statement


_EXACTLY = {"conditional": "conditional", "unconditional": "yes"}
"""Ways of stating a truth attribute that mean one of its values and no other."""


def _versions(
    numbers: list[Mention], mentions: Sequence[Mention], tokens: Sequence[Token], domain: Domain
) -> list[Mention]:
    """Return the numbers that may belong to a name: not those that tell how much there is of something.

    32 layers, 3.5T tokens, 128K context; a size may stand before the word for it, or its unit (3B parameters).
    """
    measured = {m.start for m in mentions if m.category == "attribute.quantity"}
    named = {(m.start, m.meaning) for m in mentions if m.category == "attribute.quantity"}
    size = domain.roles.get("size", "")
    meant = {m: bare_attribute(domain, m.meaning) for m in numbers}
    counted = {m.start for m in numbers if m.meaning.unit and meant[m] != size}
    told = {m.start for m in numbers if meant[m] != size and (m.end, meant[m]) in named}
    numbers = [m for m in numbers if m.start not in counted | told]
    numbers = [m for m in numbers if not m.meaning.unit and tokens[m.start].kind == "number"]  # not `the Gemma one`
    numbers = [m for m in numbers if m.meaning.label or m.end not in measured or _is_fraction(m, tokens)]
    return [msgspec.structs.replace(m, category="version") for m in numbers]


def _uncounted(mentions: list[Mention], tokens: Sequence[Token]) -> list[Mention]:
    """Leave out the numbers right behind a name that tell a version or size, and count nothing (Llama 3.4, OPT 90B)."""
    ends = {m.end for m in mentions if m.category == "name"}
    ends |= {end + 1 for end in ends if end < len(tokens) and tokens[end].text == "-"}
    bounds = {m.start for m in mentions if m.category in _BOUNDS and not tokens[m.start].spaced}
    return [
        m for m in mentions
        if m.category != "number" or m.start not in ends or m.end in bounds or not _is_part(m, tokens)
    ]  # fmt: skip


def _is_part(number: Mention, tokens: Sequence[Token]) -> bool:
    """Say whether a number can only be part of the name before it."""
    if number.meaning.unit:
        return False
    large = number.meaning.value >= _SIZE and bool(number.meaning.label)
    glued = tokens[number.start].kind == "number" and not tokens[number.start].spaced
    return large or glued or _is_fraction(number, tokens)


def _dated(mentions: list[Mention]) -> list[Mention]:
    """Leave out what a month may also be where a year follows it (before May 2022)."""
    years = {m.start for m in mentions if m.category == "number" and m.meaning.value in _YEARS and not m.meaning.unit}
    months = {(m.start, m.end) for m in mentions if m.category == "month" and m.end in years}
    if not months:
        return mentions
    return [m for m in mentions if (m.start, m.end) not in months or m.category == "month"]


def _is_fraction(number: Mention, tokens: Sequence[Token]) -> bool:
    plain = number.end - number.start == 1 and not number.meaning.label and not number.meaning.unit
    return plain and "." in tokens[number.start].text


def _stems(mentions: Sequence[Mention], tokens: Sequence[Token]) -> list[Mention]:
    """Return the family names said without a version: with `based on`, all generations may be meant (Llama)."""
    found = []
    for mention in mentions:
        family = mention.category == "name" and mention.meaning.kind == "group"
        said = tokens[mention.start]
        if family and mention.end - mention.start == 1 and said.kind == "word":
            found.append(msgspec.structs.replace(mention, category="stem", meaning=said.text, cost=-_ALL))
    return found


def _name(entry: Entry) -> _Meanings:
    yield "name", Ref(entry.category, entry.id)


def _function(entry: Entry) -> _Meanings:
    yield entry.id, entry.id


def _as_it_is(entry: Entry) -> _Meanings:
    yield entry.category, entry.id


def _event(entry: Entry) -> _Meanings:
    yield "event", (entry.value, entry.id)


def _clause(entry: Entry) -> _Meanings:
    yield entry.category, Is(entry.id)


def _rough(entry: Entry) -> _Meanings:
    op, _, amount = entry.value.partition(" ")
    yield "rough", Compare(entry.id, cast("Op", op), Quantity(float(amount), label_of(float(amount))))


def _comparative(entry: Entry) -> _Meanings:
    yield "comparative", Direction(entry.id, "most" if entry.category == "more" else "least")


def _superlative(entry: Entry) -> _Meanings:
    yield "superlative", Direction(entry.id, cast("End", entry.category))


_order = attrgetter("start", "end", "category")
"""By place, then by category; those of one category stay in the order of the data."""


_PLAIN: dict[str, Callable[[Entry], _Meanings]] = {
    **dict.fromkeys(SUBJECT_KINDS, _name),
    **dict.fromkeys(("filler", "asked", "equal", "ordinary"), _as_it_is),
    **dict.fromkeys(("more", "less"), _comparative),
    **dict.fromkeys(("most", "least"), _superlative),
    "function": _function,
    "event": _event,
    "rough": _rough,
}
"""What entries mean that do not need the catalog, by the category of the entry."""
