"""The spellings of the catalog as a prompt completes them.

Made with the rest of the compiled data, and only read when the first letter is typed: making them takes too long then.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from chatbot.datatypes.catalog import Catalog
from chatbot.datatypes.lexicon import Entry, Lexicon
from chatbot.datatypes.vocabulary import Keys, Spelling, Vocabulary
from chatbot.text.fold import fold, has_ideographs, tokenise
from chatbot.text.lexicon import SEPARATORS
from chatbot.text.spellings import Table, spellings

ATTRIBUTE = "attribute"
BRACKETS = re.compile(r"\s*[(\uff08][^)\uff09]*[)\uff09]$")
APART = re.compile(r"[\s\-_/\u00b7]+")
"""What may stand between the words of a name, or not."""
MOST = 40
"""Spellings of one thing that are offered; more are variations of a pattern."""
FUNCTION_WORD = 2
"""Grade of the words in a lexicon that only carry structure."""


def vocabulary(catalog: Catalog, names: Lexicon, terms: Iterable[Lexicon]) -> Vocabulary:
    """Return all that can be completed, proper names first."""
    table = spellings(names)
    found = dict.fromkeys(filter(None, (_known(spelling, names, table) for spelling in _proper(catalog))))
    place_of: dict[tuple[str, str], int] = {}
    for place, spelling in enumerate(found):
        place_of.setdefault((spelling.kind, spelling.id), place)
    keys = []
    counts: dict[int, int] = {}
    for spelt, numbers in table.items():
        for entry in (names.entries[number] for number in numbers):
            known = place_of.get((entry.category, entry.id))
            if known is None or entry.value or counts.get(known, 0) == MOST:
                continue
            counts[known] = counts.get(known, 0) + 1
            if _stands_alone(spelt, entry, names):
                if entry.word and entry.category in catalog.entities:
                    continue  # an ordinary word, which means this thing only beside others
                found.setdefault(Spelling(_joined(spelt), entry.category, entry.id))
            else:
                keys.append((spelt, known))
    ordinary = {word for lexicon in terms for word, grade in lexicon.words.items() if grade == FUNCTION_WORD}
    return indexed(tuple(found), keys, ordinary)


def indexed(spelt: Sequence[Spelling], more: Iterable[tuple[str, int]], ordinary: Iterable[str]) -> Vocabulary:
    """Return spellings as they are looked up.

    Args:
        spelt: proper names before other spellings of the same thing.
        more: further spellings, each with the place of the name that it stands for.
        ordinary: words that are complete as they stand.

    """
    whole = {(compact(spelling.text), place) for place, spelling in enumerate(spelt)}
    whole |= {(compact(text), place) for text, place in more}
    inner = {(rest, place) for place, spelling in enumerate(spelt) for rest in _inside(spelling)}
    return Vocabulary(tuple(spelt), _in_order(whole), _in_order(inner), frozenset(ordinary))


def _in_order(keys: Iterable[tuple[str, int]]) -> Keys:
    ordered = sorted(keys)
    return Keys(tuple(folded for folded, _ in ordered), tuple(place for _, place in ordered))


def compact(text: str) -> str:
    """Return a text without case and separators."""
    return APART.sub("", fold(text)[0])


def _inside(spelling: Spelling) -> Iterator[str]:
    """Yield what is left of a spelling from each of its words on, but the first."""
    tokens = tokenise(spelling.text)
    for token in tokens[1:]:
        if token.kind != "mark":
            yield compact(spelling.text[token.start :])


def _proper(catalog: Catalog) -> Iterator[Spelling]:
    for kind, things in (("group", catalog.groups), ("line", catalog.lines)):
        for thing in things.values():
            yield from (Spelling(name, kind, thing.id) for name in thing.name.values())
    yield from (Spelling(item.name, "item", item.id) for item in catalog.items.values())
    for attribute in catalog.attributes.values():
        yield from (Spelling(label, ATTRIBUTE, attribute.id) for label in attribute.label.values())
    for kind in sorted({name.ref.kind for name in catalog.names} & catalog.entities.keys()):
        for entity in catalog.entities[kind].values():
            yield from (Spelling(name, kind, entity.id) for name in entity.name.values())


def _known(spelling: Spelling, names: Lexicon, table: Table) -> Spelling | None:
    """Return a proper name as it will be understood: without what stands in brackets, where that is how it is known."""
    for text in (BRACKETS.sub("", spelling.text), spelling.text):
        tokens = (token.text for token in tokenise(text) if token.text not in SEPARATORS)
        numbers = table.get(" ".join(tokens), ())
        if any((names.entries[n].category, names.entries[n].id) == (spelling.kind, spelling.id) for n in numbers):
            return Spelling(text, spelling.kind, spelling.id)
    return None


def _stands_alone(spelt: str, entry: Entry, names: Lexicon) -> bool:
    """Say whether a folded spelling can be shown: one with numbers or capitals gives way to the proper name."""
    if any(character.isdecimal() for character in spelt):
        return False
    return entry.category == ATTRIBUTE or not any(token in names.written for token in spelt.split(" "))


def _joined(spelt: str) -> str:
    """Return the tokens of a spelling as they are written: ideographs stand close."""
    text = before = ""
    for token in spelt.split(" "):
        close = not before or has_ideographs(before) or has_ideographs(token)
        text += ("" if close else " ") + token
        before = token
    return text
