"""Find everything in an utterance that the catalog or the language pack knows: names, function words, numbers.

All matches are kept, overlapping ones included: which of them make sense together is decided later, by the chart.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from chatbot.datatypes.catalog import Catalog, Ref
from chatbot.datatypes.lexicon import Entry, Lexicon
from chatbot.datatypes.query import Compare, Constraint, Has, Is, Known, Not, Quantity
from chatbot.datatypes.reading import Mention, Token
from chatbot.text.lexicon import SEPARATORS, matches
from chatbot.understanding.meanings import Amount, Direction, Noun, Outside, Things, Vague
from chatbot.understanding.numbers import NumberReader, label_of

SUBJECT_KINDS = frozenset({"item", "group", "line"})
_DIRECTIONS = {"more": "most", "less": "least", "most": "most", "least": "least"}


class MentionFinder:
    """Finds mentions by the catalog's names and one language's terms."""

    def __init__(self, catalog: Catalog, names: Lexicon, terms: Lexicon, numbers: NumberReader) -> None:
        """Keep the look-up tables of one language."""
        self._catalog = catalog
        self._lexicons = (names, terms)
        self._numbers = numbers

    def find(self, tokens: Sequence[Token]) -> list[Mention]:
        """Return all mentions of exact spellings, in order of place."""
        texts = [token.text for token in tokens]
        mentions = self._numbers.read(tokens)
        for lexicon in self._lexicons:
            for start, text in enumerate(texts):
                if text in lexicon.lengths:
                    for end, numbers in matches(lexicon, texts, start):
                        for number in numbers:
                            mentions += self._mentions(lexicon.entries[number], start, end)
        mentions = _drop_shadowed(_whole(_at_end(_at_start(_as_names(mentions, tokens), tokens), tokens)), tokens)
        mentions.sort(key=_order)
        return mentions

    def knows(self, word: str) -> bool:
        """Say whether the word occurs in some spelling."""
        return any(word in lexicon.words for lexicon in self._lexicons)

    def _mentions(self, entry: Entry, start: int, end: int) -> Iterable[Mention]:
        category, identity = entry.category, entry.id
        if category in SUBJECT_KINDS:
            mention = _made(entry, start, end, "name", Ref(category, identity))
            slip = entry.value == "misspelt"
            yield with_cost(mention, 1.0, self._proper(Ref(category, identity))) if slip else mention
        elif category == "function":
            yield _made(entry, start, end, identity, identity)
        elif category == "filler":
            yield _made(entry, start, end, "filler", identity)
        elif category == "attribute":
            yield _made(entry, start, end, "attribute", identity)
            yield _made(entry, start, end, f"attribute.{self._catalog.attributes[identity].type}", identity)
        elif category == "asked":
            yield _made(entry, start, end, "asked", identity)
        elif category in _DIRECTIONS:
            kind = "comparative" if category in {"more", "less"} else "superlative"
            yield _made(entry, start, end, kind, Direction(identity, _DIRECTIONS[category]))
        elif category == "rough":
            op, _, amount = entry.value.partition(" ")
            quantity = Quantity(float(amount), label_of(float(amount)))
            yield _made(entry, start, end, "rough", Compare(identity, op, quantity))
        elif category == "event":
            yield _made(entry, start, end, "event", (entry.value, identity))
        elif category == "equal":
            yield _made(entry, start, end, "equal", identity)
        elif category == "says":
            yield _made(entry, start, end, "property", self._statement(identity, entry.value))
        elif category == "noun":
            yield _made(entry, start, end, "noun", Noun(identity))
        elif category in {"outsider", "ambiguous"}:
            yield from self._outside(entry, start, end)
        elif category == "ordinary":
            yield _made(entry, start, end, "ordinary", identity)
        else:
            things = Things(category, (identity,))
            yield _made(entry, start, end, "entity", things)
            yield _made(entry, start, end, category, things)

    def _proper(self, ref: Ref) -> str:
        """Return the proper spelling of a thing's name."""
        if ref.kind == "item":
            return self._catalog.items[ref.id].name
        things = self._catalog.groups if ref.kind == "group" else self._catalog.lines
        return next(iter(things[ref.id].name.values()), ref.id)

    def _outside(self, entry: Entry, start: int, end: int) -> Iterable[Mention]:
        if entry.category == "ambiguous":
            known = self._catalog.ambiguities[entry.id]
            if known.default:
                return  # the one that is taken bears the name itself
            yield _made(entry, start, end, "ambiguous", Vague(known.id, known.choices, known.outside))
            return
        outsider = self._catalog.outsiders[entry.id]
        yield _made(entry, start, end, "outsider", Outside(outsider.name, outsider.nearest))
        yield _made(entry, start, end, "outside_id", entry.id)

    def _statement(self, attribute: str, value: str) -> Constraint:
        if value == "known":
            return Known(attribute)
        if self._catalog.attributes[attribute].type == "truth":
            return Is(attribute) if value == "yes" else Not(Is(attribute))
        return Has(attribute, value)


def _as_names(mentions: list[Mention], tokens: Sequence[Token]) -> list[Mention]:
    """Names that are words count in their own capitals, or where another catalog word stands in the utterance."""
    mentions = [m for m in mentions if m.category != "ordinary" or not _shouted(m, tokens)]
    mentions = _measured(mentions, tokens)
    if not any(mention.word for mention in mentions):
        return mentions
    firm = [m for m in mentions if not m.word and m.category not in _UNSURE]
    nouns = {m.start for m in mentions if m.category == "noun"}
    ends = {m.end for m in mentions if m.category in _LEADS}
    kept = []
    for mention in mentions:
        capital = any(not token.raw.islower() for token in tokens[mention.start : mention.end])
        alone = sum(token.kind != "mark" for token in tokens) == mention.end - mention.start
        fits = mention.category in _BESIDE and (alone or any(not _overlap(mention, other) for other in firm))
        if not mention.word or capital or fits or mention.start in ends or mention.end in nouns:
            kept.append(mention)
    return kept


def _measured(mentions: list[Mention], tokens: Sequence[Token]) -> list[Mention]:
    """Keep names of things that are bare numbers or hold one (4090, T4) only beside a word on memory, cards or running."""
    doubtful = [m for m in mentions if _is_number_name(m, tokens)]
    if not doubtful:
        return mentions
    cues = [
        m
        for m in mentions
        if m.category in _MEASURES or (m.category == "noun" and m.meaning == _CARDS) or _is_memory(m)
    ]
    counted = {m.start for m in mentions if isinstance(m.meaning, Amount) and m.meaning.unit and not _is_memory(m)}
    return [
        m for m in mentions
        if m not in doubtful or m.start not in counted and any(not _overlap(m, cue) for cue in cues)
    ]  # fmt: skip


def _is_number_name(mention: Mention, tokens: Sequence[Token]) -> bool:
    if mention.category == "ambiguous":
        return all(token.kind == "number" for token in tokens[mention.start : mention.end])
    things = isinstance(mention.meaning, Things) and mention.word
    return things and any(token.kind == "number" for token in tokens[mention.start : mention.end])


def _is_memory(mention: Mention) -> bool:
    return isinstance(mention.meaning, Amount) and mention.meaning.unit == _MEMORY_UNIT


_CARDS = Noun("device")
_MEMORY_UNIT = "gb"
_MEASURES = frozenset({"fits", "upon", "enough", "vram", "ram", "memory_need", "tune", "lora", "qlora", "full_tune",
                       "works@end", "one_of", "two_of", "four_of", "eight_of", "mult", "measure", "fp16", "bf16", "fp8", "int8", "int4",
                       "nf4", "gptq", "awq", "smaller", "q4_k_m", "q8_0"})  # fmt: skip
"""Terms and phrases beside which a bare number may be the name of a card."""


def _shouted(ordinary: Mention, tokens: Sequence[Token]) -> bool:
    """Say whether an ordinary phrase holds a name in capitals (OPT in), which its own spelling does not have."""
    words = str(ordinary.meaning).split()
    return any(t.raw.isupper() and len(t.raw) > 2 and t.raw not in words for t in tokens[ordinary.start : ordinary.end])


_BESIDE = frozenset({"name", "device"})
_LEADS = frozenset({"made_by", "licensed", "speaks", "except", "not", "or", "and", "comma"})
_UNSURE = frozenset({"filler", "number", "month", "dash", "ordinary", "@start"})


def _overlap(left: Mention, right: Mention) -> bool:
    return left.start < right.end and right.start < left.end


_START = "@start"
_SHIELDS = frozenset({"outsider", "ordinary", "ambiguous", "name"})


def _at_start(mentions: list[Mention], tokens: Sequence[Token]) -> list[Mention]:
    """Keep terms marked `@start` only where a sentence begins; there they hide a negation in the same words (can't I …?)."""
    if not any(mention.category.endswith(_START) for mention in mentions):
        return mentions
    quiet = {place for m in mentions if m.category in _OPENERS for place in range(m.start, m.end)}
    quiet -= {place for m in mentions if m.category not in _OPENERS for place in range(m.start, m.end)}
    begins = {0}
    for place, token in enumerate(tokens):
        if (token.kind == "mark" and token.text in "?!.;,:") or (place in begins and place in quiet):
            begins.add(place + 1)
    kept = []
    asked = {m.start for m in mentions if m.category.endswith(_START) and m.start in begins}
    for mention in mentions:
        if not mention.category.endswith(_START):
            if not (mention.category == "not" and mention.start in asked):
                kept.append(mention)
        elif mention.start in begins:
            term = mention.category.removesuffix(_START)
            kept.append(msgspec.structs.replace(mention, category=term, meaning=term, firm=True))
    return kept


_OPENERS = frozenset({"filler", "greeting", "and", "but", "or"})


_END = "@end"


def _at_end(mentions: list[Mention], tokens: Sequence[Token]) -> list[Mention]:
    """Keep terms marked `@end` only where a sentence or clause ends; there they hide a negation in the same words."""
    if not any(mention.category.endswith(_END) for mention in mentions):
        return mentions
    stops = {place for place, token in enumerate(tokens) if token.kind == "mark" and token.text in "?!.;,\u3002"}
    ends = {len(tokens)} | stops
    asked = {(m.start, m.end) for m in mentions if m.category.endswith(_END) and m.end in ends}
    kept = []
    for mention in mentions:
        if not mention.category.endswith(_END):
            if not (mention.category == "not" and (mention.start, mention.end) in asked):
                kept.append(mention)
        elif mention.end in ends:
            term = mention.category.removesuffix(_END)
            kept.append(msgspec.structs.replace(mention, category=term, meaning=term))
    return kept


_OUTSIDE = frozenset({"outsider", "outside_id"})


_WHOLE = "@whole"


def _whole(mentions: list[Mention]) -> list[Mention]:
    """Let terms marked `@whole` hide the operators inside them: a verb said twice, once negated, asks."""
    whole = [mention for mention in mentions if mention.category.endswith(_WHOLE)]
    kept = []
    for mention in mentions:
        if mention.category.endswith(_WHOLE):
            term = mention.category.removesuffix(_WHOLE)
            kept.append(msgspec.structs.replace(mention, category=term, meaning=term))
        elif not (mention.category in _OPERATORS and any(_longer(longer, mention) for longer in whole)):
            kept.append(mention)
    return kept


def _figured(mention: Mention, tokens: Sequence[Token]) -> bool:
    """Say whether a function word holds a figure (4-bit), which then is no number of its own."""
    return any(token.kind == "number" for token in tokens[mention.start : mention.end])


def _drop_shadowed(mentions: list[Mention], tokens: Sequence[Token]) -> list[Mention]:
    """Drop what lies inside a longer name, outsider or ordinary phrase, and function words inside longer ones.

    `no more than` is one operator, not a negation before `more than`.
    """
    shields = [m for m in mentions if m.category in _SHIELDS]
    functions = [m for m in mentions if m.end - m.start > 1 and _is_function(m)]
    things = [m for m in mentions if m.end - m.start > 1 and m.category == "entity"]
    hiding = [m for m in functions if m.category == "filler" or tokens[m.start].kind == "han" or _figured(m, tokens)]
    stated = [m for m in mentions if m.category in {"property", "entity"}]
    kept = []
    for mention in mentions:
        if any(_shadows(shield, mention) for shield in shields):
            continue
        if mention.category in _OUTSIDE and any(_longer(longer, mention) for longer in things):
            continue
        if mention.category == "number" and any(_longer(longer, mention) for longer in hiding):
            continue
        if _is_function(mention) and any(_hides(longer, mention) for longer in functions):
            continue
        if mention.category == "not" and any(_longer(longer, mention) for longer in stated):
            continue
        if mention.category in _FIGURES and any(t.start < mention.start and mention.end <= t.end for t in things):
            continue
        kept.append(mention)
    return kept


_FIGURES = frozenset({"number", "ordinal"})
"""Inside the name of a thing (Apache 2.0) they count nothing."""


def _is_function(mention: Mention) -> bool:
    return mention.category == "filler" or mention.category == mention.meaning


_OPERATORS = frozenset({"not", "except", "only", "neither", "nor"})
_COMPOSED = frozenset({"at_most", "at_least", "since", "until", "yes_no", "except"})
"""Longer words whose parts may be meant one by one: `not under Apache`, `gated or not multilingual`."""


def _longer(longer: Mention, mention: Mention) -> bool:
    inside = longer.start <= mention.start and mention.end <= longer.end
    return inside and longer.end - longer.start > mention.end - mention.start


def _hides(longer: Mention, mention: Mention) -> bool:
    if not _longer(longer, mention) or longer.category in _COMPOSED:
        return False
    return (longer.category == "filler" and mention.category != "filler") or mention.category in _OPERATORS


def _made(entry: Entry, start: int, end: int, category: str, meaning: object) -> Mention:
    return Mention(start, end, category, meaning, 0.0, "", entry.place, entry.word)


def _order(mention: Mention) -> tuple[int, int, str, str]:
    return (mention.start, mention.end, mention.category, repr(mention.meaning))


def _shadows(shield: Mention, mention: Mention) -> bool:
    longer = shield.end - shield.start > mention.end - mention.start
    inside = shield.start <= mention.start and mention.end <= shield.end
    if longer and inside:
        return True
    same = shield.start == mention.start and shield.end == mention.end
    return same and shield.category in {"outsider", "ordinary", "ambiguous"} and mention.category == "name"


def is_joined(tokens: Sequence[Token], place: int) -> bool:
    """Say whether the token at `place` is glued to the one before by a separator or by nothing."""
    if place <= 0 or place >= len(tokens) or tokens[place].spaced:
        return False
    return tokens[place - 1].text in SEPARATORS or tokens[place].kind != "han" != tokens[place - 1].kind


def with_cost(mention: Mention, cost: float, repaired: str) -> Mention:
    """Return the mention marked as the repair of a misspelling."""
    return msgspec.structs.replace(mention, cost=cost, repaired=repaired)


__all__ = ["SUBJECT_KINDS", "Amount", "MentionFinder", "is_joined", "with_cost"]
