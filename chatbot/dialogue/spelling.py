"""What is pointed to inside a whole question is called by its name: the licence of the 13B one, on the same card."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from chatbot.datatypes.catalog import Catalog, Ref
from chatbot.datatypes.options import Follow
from chatbot.datatypes.query import Card, Check, Compare, Quantity, Query, Selection, ValueOf
from chatbot.datatypes.reading import Outcome
from chatbot.datatypes.subjects import subjects_of
from chatbot.dialogue.bare_sizes import bare_sizes, of_size, pointing_words
from chatbot.dialogue.fits import MANY, on_own_hardware, told_last
from chatbot.dialogue.limits import parts_of
from chatbot.dialogue.pointing import PRONOUN, said
from chatbot.dialogue.sets import focus, is_on_items, members
from chatbot.dialogue.state import Exchange, State

_POINTS = frozenset({"pointed_one"})
"""Terms behind a size that point to one thing."""
_POINTED = frozenset({"the_one"})
"""Those that do so only with an article before the size (the 13B one)."""
_SAME_CARD = "same_card"
"""Term that points to hardware."""
_UPON = "upon"
_SINGLE = "single_card"
_OF_CARDS = frozenset({"card_word", "of_those"})
"""Terms behind a number that make it one of cards."""
_BESIDE_ONE = frozenset({"only", "one_of", "article_word"})
"""Words before `one` that say no more than it does."""
_WORDS = 3
_DEVICE = "device"
_FEW = 8
"""More things than this of one size are not meant by `the 7B one`."""
_NAMING = frozenset({"name", "outsider", "ambiguous"})
_WHAT_ABOUT, _DESCRIBE = "what_about", "describe"
_ASKING = frozenset({"attribute", "property", "event", "asked", "memory_need", "vram", "obligations", "fits", "enough",
                     "at_home", "device", "topic", _DESCRIBE, "meant", "compare", "versus", "better", "comparative",
                     "value"})  # fmt: skip
"""Mentions with which something is asked of the thing, in one sentence."""
_POINTING_TO_VALUE = frozenset({"that_word", "this_very", "same", PRONOUN})
_POSSESSIVE = "possessive"
_ENTITY_ASKED = "attribute.entity"
_TERM = "term"
_WITHOUT_NAME: frozenset[Follow] = frozenset({"alike", "terms"})
"""Follow-ups that ask of a value that is only pointed to."""

Place = tuple[int, int, str]
"""From the first token to behind the last, and what stands there."""


def spelt_out(text: str, outcome: Outcome, state: State, catalog: Catalog) -> str:
    """Return the text with what it points to called by its name; empty where nothing, or no few things, are meant."""
    if state.last is None:
        return ""
    found = [*_things(outcome, state.last, catalog), *_hardware(outcome, state, catalog)]
    found += _values(outcome, state.last, catalog)
    if not all(name for _, _, name in found):
        return ""
    named, tokens = text, outcome.tokens
    for start, end, name in sorted(found, reverse=True):
        before, behind = named[: tokens[start].start], named[tokens[end - 1].end :]
        named = f"{before}{name}{behind}"
    return named if found else ""


def _things(outcome: Outcome, last: Exchange, catalog: Catalog) -> list[Place]:
    """Return the things of which only the size is said, beside what is asked of them; no name where it is not clear."""
    asking = said(outcome) & _ASKING
    if _WHAT_ABOUT in said(outcome):
        asking -= {_DESCRIBE}  # what about the 7B, as against: tell me about it
    if not is_on_items(last) or not asking:
        return []
    pointed = [] if said(outcome) & _NAMING else list(_sized(outcome))
    meant = [(start, end, of_size(amount, last, catalog)) for start, end, amount in pointed]
    meant = meant or bare_sizes(outcome, last, catalog)
    return [(start, end, _names(of, catalog)) for start, end, of in meant]


def _names(things: tuple[Ref, ...], catalog: Catalog) -> str:
    """Return how a few things are named side by side; empty where they are none or many."""
    return ", ".join([catalog.items[ref.id].name for ref in things]) if len(things) <= _FEW else ""


def _hardware(outcome: Outcome, state: State, catalog: Catalog) -> list[Place]:
    """Return the places where the hardware that was told last is pointed to (on the same card)."""
    pointing = sorted((m.start, m.end) for m in outcome.mentions if m.category == _SAME_CARD)
    places = [(start, end) for number, (start, end) in enumerate(pointing) if not _is_within(end, pointing[:number])]
    counted = [] if places else _counted(outcome)
    if (not places and not counted) or any(on_own_hardware(part.query) for part in outcome.parts):
        return []  # my card has 24 GB: it tells its own
    told = told_last((state.last, *(state.earlier if places else ())))
    card = told.hardware[0] if told is not None and len(told.hardware) == 1 else None
    if counted:
        start, end, count = counted[0]
        name = _called(msgspec.structs.replace(card, count=1), catalog) if card is not None else ""
        return [(start, end, f" {count}x {name} ")] if name else []
    name = _called(card, catalog) if card is not None else ""
    return [(start, end, name) for start, end in places]


def _counted(outcome: Outcome) -> list[tuple[int, int, int]]:
    """Return where, beside something else, only the number of the cards is told that were named (the 8B on two)."""
    categories = said(outcome)
    numbers = [m for m in outcome.mentions if m.category == "number"]
    named = categories & _NAMING or any(m.meaning.label for m in numbers)
    if not named or _DEVICE in categories:
        return []
    found = [(m.start, m.end, 1) for m in outcome.mentions if m.category == _SINGLE]
    ends = {m.start: m.end for m in outcome.mentions if m.category in _OF_CARDS}
    for number in numbers:
        told, end = number.meaning, ends.get(number.end, number.end)
        if told.label or told.unit or told.value % 1 or not 1 <= told.value < MANY:
            continue
        begin = _behind_lead(outcome, number.start)
        at_end = end == len(outcome.tokens) or outcome.tokens[end].kind == "mark"
        if (begin is not None and at_end) or end > number.end:
            found.append((number.start if begin is None else begin, end, int(told.value)))
    return found[:1]


def _behind_lead(outcome: Outcome, place: int) -> int | None:
    """Return where begins what leads to a number behind `on` (on just one); None where it does not stand there."""
    leads = {m.end for m in outcome.mentions if m.category == _UPON}
    passed = {m.start for m in outcome.mentions if m.category in _BESIDE_ONE}
    for start in range(place, max(place - _WORDS, -1), -1):
        if start in leads:
            return start
        if start - 1 not in passed:
            return None
    return None


def _values(outcome: Outcome, last: Exchange, catalog: Catalog) -> list[Place]:
    """Return the places where the value is pointed to that those talked about have (the biggest with that licence).

    Where what is asked of it is understood without its name, it is left as it is.
    """
    if not is_on_items(last):
        return []
    behind = {m.end for m in outcome.mentions if m.category == _POSSESSIVE}  # the licence of the largest one
    pointed = {m.end: m.start for m in outcome.mentions if m.category in _POINTING_TO_VALUE and m.start not in behind}
    named = sorted({(m.start, m.end, m.meaning) for m in outcome.mentions if m.category == _ENTITY_ASKED})
    longest = {start: (end, attribute) for start, end, attribute in named if start in pointed}
    if not longest or not _needs_value(outcome):
        return []
    found = (
        (pointed[start], end, _value(attribute, last, catalog, outcome.language))
        for start, (end, attribute) in longest.items()
    )
    return [(start, end, name) for start, end, name in found if name]


def _needs_value(outcome: Outcome) -> bool:
    """Say whether a set is described, or nothing understood, where a value is only pointed to."""
    if any(one.follow is not None and one.follow.kind in _WITHOUT_NAME for one in outcome.follow):
        return False
    if outcome.status != "read":
        return outcome.open is None and not outcome.follow
    queries = [part.query for part in outcome.parts]
    if any(map(_is_compared, queries)):
        return False  # the same licence as OPT
    return any(not subjects_of(query) and _is_described(query) for query in queries) or any(
        isinstance(query, Check) and all(ref.kind == _TERM for ref in subjects_of(query)) for query in queries
    )


def _is_compared(query: Query) -> bool:
    """Say whether a set is limited by a value that something else has, which is named."""
    selection = getattr(query, "selection", None)
    limits = parts_of(selection.where) if isinstance(selection, Selection) else ()
    return any(isinstance(limit, Compare) and isinstance(limit.operand, ValueOf) for limit in limits)


def _is_described(query: Query) -> bool:
    selection = getattr(query, "selection", None)
    return isinstance(selection, Selection) and (selection.where is not None or selection.rank is not None)


def _value(attribute: str, last: Exchange, catalog: Catalog, language: str) -> str:
    """Return the name of the one value that all those talked about have; empty where they have none, or several."""
    talked = [item for ref in focus(last) for item in members(ref, catalog)]
    facts = [catalog.items[item].facts.get(attribute, ()) for item in talked]
    values = {fact[0].value if len(fact) == 1 else None for fact in facts}
    known = catalog.attributes[attribute].of
    entity = catalog.entities.get(known, {}).get(str(next(iter(values)))) if len(values) == 1 else None
    return entity.name.get(language, "") if entity is not None else ""


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
    articles = pointing_words(outcome)
    numbers = {(m.start, m.end): m.meaning for m in outcome.mentions if m.category == "number" and m.meaning.label}
    for (start, end), amount in sorted(numbers.items(), key=lambda each: each[0]):
        begin = articles.get(start, start)
        behind = ends.get(end) or (pointed.get(end) if begin < start else None)
        if behind:
            yield begin, behind, Quantity(amount.value, amount.label)
