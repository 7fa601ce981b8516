"""Answers to a question back: by number, by name, by both, all, the first; or ignored by asking something else."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from chatbot.datatypes.answer import Answer
from chatbot.datatypes.catalog import Catalog, Ref
from chatbot.datatypes.followup import Followup
from chatbot.datatypes.query import Describe, Meta, Query
from chatbot.datatypes.reading import Outcome, Reading, Token
from chatbot.datatypes.subjects import with_subjects
from chatbot.dialogue.outcomes import completed
from chatbot.dialogue.sets import members
from chatbot.dialogue.state import Option, Pending
from chatbot.text.fold import tokenise

_IDLE = frozenset(
    {"filler", "meant", "what_about", "agree", "anaphor", "and", "but", "instead", "also_word", "only", "size_class"}
)
"""Words around a choice that is named by a part of its name."""


class Chooser:
    """Carries out choices over one catalog."""

    def __init__(self, catalog: Catalog, understand: Callable[[str, str], Outcome]) -> None:
        """Take the catalog, for names, and the way to read a text anew."""
        self._catalog = catalog
        self._understand = understand

    def choose(self, outcome: Outcome, pending: Pending) -> Outcome | None:
        """Return the outcome of the choice; None where the utterance chooses nothing."""
        for reading in outcome.follow:
            if reading.follow is None:
                continue
            chosen = self._options(reading.follow, pending)
            if chosen:
                return self._carried_out(chosen, pending, outcome, reading)
        named = by_part(outcome, tuple(o.ref for o in pending.options if o.ref), self._catalog)
        return self._carried_out((Option(ref=named[0]),), pending, outcome, PART) if len(named) == 1 else None

    def _options(self, said: Followup, pending: Pending) -> tuple[Option, ...]:
        options = pending.options
        if said.kind == "choose":
            return options if said.asks != "either" else ()
        if said.kind == "agree":
            return options if len(options) == 1 else ()
        if said.kind not in {"shift", "pick", "correct", "swap"} or said.where is not None or said.attributes:
            return ()
        if said.of_cards or (said.pick is not None and said.pick.other):
            return ()  # on two; the other one, of those of which none was chosen
        if said.pick is not None:
            return _placed(options, said.pick.first, said.pick.last)
        if said.subjects:
            return self._named(said.subjects, pending)
        if said.amount is not None and not said.amount.label and said.amount.value == int(said.amount.value):
            place = int(said.amount.value)
            return _placed(options, place, place)
        return ()

    def _named(self, subjects: tuple[Ref, ...], pending: Pending) -> tuple[Option, ...]:
        """A name chooses among things that were offered; where a thing was missing, any will do."""
        offered = {item for option in pending.options if option.ref for item in members(option.ref, self._catalog)}
        things = {item for ref in subjects for item in members(ref, self._catalog)}
        if pending.open is not None or pending.name or things & offered:
            return tuple(Option(ref=ref) for ref in subjects)
        return ()

    def _carried_out(
        self, chosen: tuple[Option, ...], pending: Pending, outcome: Outcome, reading: Reading
    ) -> Outcome | None:
        queries = [option.query for option in chosen if option.query is not None]
        if queries:
            return completed(outcome, [_reading(reading, query) for query in queries])
        refs = tuple(option.ref for option in chosen if option.ref is not None)
        if pending.open is not None:
            return completed(outcome, [_reading(pending.open, with_subjects(pending.open.query, refs))])
        if pending.name:
            return self._reworded(refs, pending, outcome, reading)
        return completed(outcome, [_reading(reading, Describe(refs))])

    def _reworded(self, refs: tuple[Ref, ...], pending: Pending, outcome: Outcome, reading: Reading) -> Outcome:
        """Read the question again with a chosen name in place of the words that were at issue."""
        parts: list[Reading] = []
        for ref in refs:
            text = pending.text.replace(pending.name, f" {self._spelling(ref)} ", 1)
            again = self._understand(text, pending.language)
            if len(refs) == 1 and again.follow:
                return msgspec.structs.replace(again, language=outcome.language)
            parts += again.parts if again.status == "read" else [_reading(reading, Describe((ref,)))]
        return completed(outcome, parts)

    def _spelling(self, ref: Ref) -> str:
        forms = [name.form for name in self._catalog.names if name.ref == ref and not set("[(|") & set(name.form)]
        return forms[0] if forms else ref.id


def by_part(outcome: Outcome, refs: tuple[Ref, ...], catalog: Catalog) -> tuple[Ref, ...]:
    """Return those things in whose names all words occur that were said, in their order."""
    said = _said(outcome)
    if all(token.kind == "number" for token in said):
        return ()  # a number alone is a place, not a name
    words = [token.text for token in said]
    found = tuple(ref for ref in refs if _holds(ref, words, catalog))
    full = tuple(ref for ref in found if _is_said_whole(ref, words, catalog))
    return full if len(full) == 1 else found


def nearest(refs: tuple[Ref, ...], thing: Ref, outcome: Outcome, catalog: Catalog) -> tuple[Ref, ...]:
    """Return those whose names differ from that of an item by nothing but what was said (13B v1.3, then: v1.5)."""
    if thing.kind != "item":
        return refs
    known = {token.text for token in tokenise(catalog.items[thing.id].name)} | {token.text for token in _said(outcome)}
    near = tuple(
        ref for ref in refs
        if ref.kind == "item" and all(token.text in known for token in tokenise(catalog.items[ref.id].name))
    )  # fmt: skip
    return near or refs


def _said(outcome: Outcome) -> list[Token]:
    """Return the words that may be part of a name."""
    idle = {place for m in outcome.mentions if m.category in _IDLE for place in range(m.start, m.end)}
    return [token for place, token in enumerate(outcome.tokens) if place not in idle and token.kind != "mark"]


def _holds(ref: Ref, words: list[str], catalog: Catalog) -> bool:
    names = [ref.id, *([catalog.items[ref.id].name] if ref.kind == "item" else [])]
    return any(_in_order(words, [token.text for token in tokenise(name)]) for name in names)


def _is_said_whole(ref: Ref, words: list[str], catalog: Catalog) -> bool:
    """Say whether nothing but the name of the family is missing from a name (13B v1.5, but not 13B v1.5-16k)."""
    if ref.kind != "item":
        return False
    item = catalog.items[ref.id]
    family = {token.text for name in catalog.groups[item.group].name.values() for token in tokenise(name)}
    names = (token for token in tokenise(item.name) if token.kind != "mark" and not _is_letter(token))
    return all(token.text in {*words, *family} for token in names)


def _is_letter(token: Token) -> bool:
    """Say whether a token is the one letter before or behind a number (v, B), which may go unsaid."""
    return len(token.text) == 1 and token.text.isalpha()


def _in_order(words: list[str], name: list[str]) -> bool:
    rest = iter(name)
    return all(word in rest for word in words)


def options_of(answer: Answer) -> tuple[Option, ...]:
    """Return what an answer offers to choose from."""
    return tuple(
        Option(ref=choice.label if isinstance(choice.label, Ref) else None, query=choice.query)
        for choice in answer.choices
    )


def _placed(options: tuple[Option, ...], first: int, last: int) -> tuple[Option, ...]:
    start, end = (place - 1 if place > 0 else len(options) + place for place in (first, last))
    return options[start : end + 1] if 0 <= start <= end < len(options) else ()


PART = Reading(intent="follow-choose", query=Meta("followup"), score=0.0, phrases=())


def _reading(reading: Reading, query: Query) -> Reading:
    return msgspec.structs.replace(reading, query=query, open=False, follow=None)
