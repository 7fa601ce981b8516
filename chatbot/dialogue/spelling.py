"""What is pointed to inside a whole question is called by its name: the licence of the 13B one, on the same card."""

from __future__ import annotations

from collections.abc import Iterator

from chatbot.datatypes.catalog import Catalog, Ref
from chatbot.datatypes.query import Card, Quantity
from chatbot.datatypes.reading import Outcome
from chatbot.dialogue.fits import told_last
from chatbot.dialogue.pointing import said
from chatbot.dialogue.sets import focus, is_on_items, is_plain, refs, sibling, with_label
from chatbot.dialogue.state import Exchange, State

_POINTS = frozenset({"pointed_one"})
"""Terms behind a size that point to one thing."""
_POINTED = frozenset({"the_one"})
"""Those that do so only with an article before the size (the 13B one)."""
_ARTICLES = frozenset({"the", "that_word"})
_SAME_CARD = "same_card"
"""Term that points to hardware."""
_DEVICE = "device"
_FEW = 8
"""More things than this of one size are not meant by `the 7B one`."""
_NAMING = frozenset({"name", "outsider", "ambiguous"})
_ASKING = frozenset({"attribute", "property", "event", "asked", "memory_need", "vram", "obligations", "fits", "enough",
                     "at_home", "device", "topic", "describe", "meant"})  # fmt: skip
"""Mentions with which something is asked of the thing, in one sentence."""


Place = tuple[int, int, str]
"""From the first token to behind the last, and what stands there."""


def spelt_out(text: str, outcome: Outcome, state: State, catalog: Catalog) -> str:
    """Return the text with what it points to called by its name; empty where nothing, or no few things, are meant."""
    if state.last is None:
        return ""
    found = [*_things(outcome, state.last, catalog), *_hardware(outcome, state, catalog)]
    if not all(name for _, _, name in found):
        return ""
    named, tokens = text, outcome.tokens
    for start, end, name in sorted(found, reverse=True):
        before, behind = named[: tokens[start].start], named[tokens[end - 1].end :]
        named = f"{before}{name}{behind}"
    return named if found else ""


def _things(outcome: Outcome, last: Exchange, catalog: Catalog) -> list[Place]:
    """Return the things of which only the size is said, beside what is asked of them; no name where it is not clear."""
    if not is_on_items(last) or said(outcome) & _NAMING or not said(outcome) & _ASKING:
        return []
    meant = [(start, end, _of_size(amount, last, catalog)) for start, end, amount in _sized(outcome)]
    return [(start, end, _names(of, catalog)) for start, end, of in meant]


def _names(things: tuple[Ref, ...], catalog: Catalog) -> str:
    """Return how a few things are named side by side; empty where they are none or many."""
    return ", ".join([catalog.items[ref.id].name for ref in things]) if len(things) <= _FEW else ""


def _hardware(outcome: Outcome, state: State, catalog: Catalog) -> list[Place]:
    """Return the places where the hardware that was told last is pointed to (on the same card)."""
    pointing = sorted((m.start, m.end) for m in outcome.mentions if m.category == _SAME_CARD)
    places = [(start, end) for number, (start, end) in enumerate(pointing) if not _is_within(end, pointing[:number])]
    if not places:
        return []
    told = told_last((state.last, *state.earlier))
    name = _called(told.hardware[0], catalog) if told is not None and len(told.hardware) == 1 else ""
    return [(start, end, name) for start, end in places]


def _is_within(end: int, wider: list[tuple[int, int]]) -> bool:
    """Say whether one that begins earlier ends there, too: the same card, and not only same card."""
    return any(behind >= end for _, behind in wider)


def _called(card: Card, catalog: Catalog) -> str:
    """Return how one card, or several alike, is written in any language; empty where only its memory is known."""
    device = catalog.entities.get(_DEVICE, {}).get(card.device)
    if device is None:
        return ""
    memory = f" {card.memory:g}GB" if card.memory else ""
    name = next(iter(device.name.values()))  # any language reads it
    return f"{card.count}x {name}{memory}" if card.count > 1 else f"{name}{memory}"


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
