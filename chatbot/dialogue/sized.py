"""`the licence of the 13B one`: something of a size that was shown, named by nothing else, is called by its name."""

from __future__ import annotations

from collections.abc import Iterator

from chatbot.datatypes.catalog import Catalog, Ref
from chatbot.datatypes.query import Quantity
from chatbot.datatypes.reading import Outcome
from chatbot.dialogue.pointing import said
from chatbot.dialogue.sets import focus, is_on_items, is_plain, refs, sibling, with_label
from chatbot.dialogue.state import Exchange, State

_POINTS = frozenset({"pointed_one"})
"""Terms behind a size that point to one thing."""
_POINTED = frozenset({"the_one"})
"""Those that do so only with an article before the size (the 13B one)."""
_ARTICLES = frozenset({"the", "that_word"})
_NAMING = frozenset({"name", "outsider", "ambiguous"})
_ASKING = frozenset({"attribute", "property", "event", "asked", "memory_need", "vram", "obligations", "fits", "enough",
                     "at_home", "device", "topic", "describe", "meant"})  # fmt: skip
"""Mentions with which something is asked of the thing, in one sentence."""


def spelt_out(text: str, outcome: Outcome, state: State, catalog: Catalog) -> str:
    """Return the text with such things called by their names; empty where nothing, or not one thing, is meant."""
    last = state.last
    if last is None or not is_on_items(last) or said(outcome) & _NAMING or not said(outcome) & _ASKING:
        return ""
    named = text
    for start, end, amount in reversed(list(_sized(outcome))):
        things = _of_size(amount, last, catalog)
        if len(things) != 1:
            return ""
        tokens = outcome.tokens
        name = catalog.items[things[0].id].name
        named = f"{named[: tokens[start].start]}{name}{named[tokens[end - 1].end :]}"
    return named if named != text else ""


def _sized(outcome: Outcome) -> Iterator[tuple[int, int, Quantity]]:
    """Yield the places of such words, from the first token to behind the last, and the sizes."""
    ends = {mention.start: mention.end for mention in outcome.mentions if mention.category in _POINTS}
    pointed = {mention.start: mention.end for mention in outcome.mentions if mention.category in _POINTED}
    articles = {mention.end: mention.start for mention in outcome.mentions if mention.category in _ARTICLES}
    numbers = {(m.start, m.end): m.meaning for m in outcome.mentions if m.category == "number" and m.meaning.label}
    for (start, end), amount in sorted(numbers.items(), key=lambda each: each[0]):
        begin = articles.get(start, start)
        behind = ends.get(end) or (pointed.get(end) if begin < start else None)
        if behind:
            yield begin, behind, Quantity(amount.value, amount.label)


def _of_size(amount: Quantity, last: Exchange, catalog: Catalog) -> tuple[Ref, ...]:
    """Return what was shown of a size, else what is like that which was talked about but for the size."""
    shown = with_label(refs(last.shown), amount.label, catalog)
    if len(shown) == 1:
        return shown
    return sibling(focus(last), amount, catalog) if is_plain(last) else shown
