"""The property that a conversation is about: asked for by its value, its unit or its terms, or held against others."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from chatbot.datatypes.catalog import Catalog
from chatbot.datatypes.followup import Followup
from chatbot.datatypes.query import (
    Compare,
    CountItems,
    Define,
    Describe,
    Has,
    Is,
    ListItems,
    Lookup,
    Selection,
    ValueOf,
)
from chatbot.datatypes.reading import Outcome, Reading
from chatbot.dialogue.limits import attributes_of
from chatbot.dialogue.outcomes import Resolved, asked_back, read
from chatbot.dialogue.pointing import PRONOUN, has_noun, said
from chatbot.dialogue.referring import LEADING
from chatbot.dialogue.sets import focus, is_on_items, is_plain, ordered_by, role, selection_of
from chatbot.dialogue.state import Exchange, State

NEAR = 1.0
"""A property that fits as well as a set does is what is asked for of named things."""
FEW = 3
"""Words in which a property of the things talked about is asked for."""
_VALUE = "value_word"
_VALUE_NAMED = "value_named_word"
"""The terms that ask for the value of any property where things are talked about, or only of one that is named."""
_MEASURED = frozenset({"quantity", "amount", "date"})
_NAMED = frozenset({"entity", "entities", "text", "texts", "links", "choice", "choices"})
"""Types of properties that have a value to tell; whether something holds is asked in other words."""
_ENTITY = "entity"
_OF_EACH = frozenset({"respectively", "each"})
"""Terms that ask for the value of each of a set that was shown."""
_SPAN = "span"
_CORPUS = "corpus"
"""Roles of properties that are told in one unit: how much is read at once, and in training."""
_SECOND = 2
_WORSE = 12.0
"""A way to read it that is this much worse leaves words out that others use."""
_DEPTH = 2
"""So often one attribute follows from another: research use from the kind of licence, that from the licence."""
_ASKED_SIZE = frozenset({"asked"})
"""What asks for an amount by a word of size (how big), rather than names it (parameters)."""
_AMOUNT, _POSSESSIVE, _NAMES = "how_much", "possessive", "names"
JOINERS = frozenset({"and", "but", "or", "also_word"})


def each_follow(outcome: Outcome) -> Iterator[tuple[Reading, Followup]]:
    """Yield the readings as a follow-up, each with what it says."""
    for reading in outcome.follow:
        if reading.follow is not None:
            yield reading, reading.follow


def of_the_matter(outcome: Outcome, state: State) -> Resolved | None:
    """After what a property is: which has most of it, and how much of it has this one?"""
    if not state.matter:
        return None
    best = max((reading.score for reading in outcome.follow), default=0.0)
    for reading, follow in each_follow(outcome):
        if follow.kind != "shift" or follow.within or reading.score < best - _WORSE:
            continue  # of those, of which nobody told; more is said than which has most
        if follow.rank is not None and not follow.rank.attribute and follow.where is None:
            rank = msgspec.structs.replace(follow.rank, attribute=state.matter[0])
            return read(outcome, reading, (ListItems(Selection((), None, rank)),))
        amount = outcome.status != "read" and not follow.attributes and _AMOUNT in said(outcome)
        if follow.subjects and (amount or said(outcome) & (LEADING | JOINERS)):
            return read(outcome, reading, (Lookup(Selection(follow.subjects), state.matter),))
    return None


def amount_of_matter(outcome: Outcome, state: State) -> Resolved | None:
    """`how much is Gemma's?` after what a property is asks for that property, not for a number of things."""
    if not state.matter or outcome.status != "read" or len(outcome.parts) != 1:
        return None
    (part,) = outcome.parts
    if isinstance(part.query, Lookup) and _asks_of_own(outcome, part):
        return read(outcome, part, (Lookup(part.query.selection, state.matter[:1]),))
    if _AMOUNT not in said(outcome):
        return None
    if not isinstance(part.query, CountItems) or has_noun(part) or part.query.selection.where is not None:
        return None
    things = part.query.selection.subjects
    return read(outcome, part, (Lookup(Selection(things), state.matter[:1]),)) if things else None


def _asks_of_own(outcome: Outcome, part: Reading) -> bool:
    """Say whether it is asked how big that of a thing is (how big is Gemma's), not how big the thing is."""
    ends = {phrase.end for phrase in part.phrases if phrase.category == _NAMES}
    own = any(mention.category == _POSSESSIVE and mention.start in ends for mention in outcome.mentions)
    others = [each for phrase in part.phrases if phrase.category != _NAMES for each in phrase.parts]
    named = {mention.end for mention in outcome.mentions if mention.category == "attribute"}
    sized = all(each.category in _ASKED_SIZE and named.isdisjoint(range(each.start, each.end + 1)) for each in others)
    return own and bool(others) and sized


def property_of(outcome: Outcome, last: Exchange | None, catalog: Catalog) -> Resolved | None:
    """`which base model?` of named things asks for a property, though it could describe a set as well."""
    if last is None or not is_plain(last) or outcome.status != "read" or len(outcome.parts) != 1:
        return None
    (part,) = outcome.parts
    words = [token for token in outcome.tokens if token.kind != "mark"]
    if not isinstance(part.query, ListItems) or part.bare or len(words) > FEW or "all" in said(outcome):
        return None
    for reading, follow in each_follow(outcome):
        known = catalog.attributes.get(follow.attributes[0]) if len(follow.attributes) == 1 else None
        asked = follow.kind == "shift" and follow.asks == "which" and part.score - reading.score <= NEAR
        if known is not None and known.type != "truth" and asked:
            things = selection_of(last)
            return read(outcome, reading, (Lookup(things, (known.id,)),)) if things is not None else None
    return None


def value_of(outcome: Outcome, last: Exchange | None, catalog: Catalog) -> Resolved | None:
    """`what is the tokenizer?` of named things asks which one they have, though the word could be explained as well.

    Where a language asks for sizes and dates in other words (how long, when), the word for one is explained.
    """
    words = said(outcome)
    if last is None or not is_on_items(last) or len(outcome.parts) != 1:
        return None
    if not is_plain(last) and not last.shown:
        return None
    (part,) = outcome.parts
    if not isinstance(part.query, Define) or not words & {_VALUE, _VALUE_NAMED}:
        return None
    asked = _NAMED if _VALUE not in words else _NAMED | _MEASURED
    if not is_plain(last) and not words & _OF_EACH:
        asked = frozenset({_ENTITY})  # the licence, of those that were shown
    for reading, follow in each_follow(outcome):
        known = catalog.attributes.get(follow.attributes[0]) if len(follow.attributes) == 1 else None
        things = selection_of(last) if is_plain(last) else Selection(focus(last))
        if follow.kind == "shift" and known is not None and things is not None:
            return read(outcome, reading, (Lookup(things, (known.id,)),)) if known.type in asked else None
    return None


def of_same_unit(outcome: Outcome, last: Exchange | None, catalog: Catalog) -> Resolved | None:
    """`how many tokens was that?` after the one trained on most: in a unit of which there are several properties.

    Where none of these was talked about, it is asked back which is meant.
    """
    if last is None or outcome.open is None or not isinstance(outcome.open.query, Lookup):
        return None
    asked = outcome.open.query.attributes
    named = said(outcome) & {"attribute", "event", PRONOUN}
    known = catalog.attributes.get(asked[0]) if len(asked) == 1 else None
    before, things = catalog.attributes.get(ordered_by(last, catalog)), Selection(focus(last))
    if named or known is None or not known.unit or not things.subjects or not is_on_items(last):
        return None
    stated = [catalog.attributes[name] for name in last.attributes if name in catalog.attributes]
    if before is not None and known.unit == before.unit:
        return read(outcome, outcome.open, (Lookup(things, (before.id,)),)) if known != before else None
    rival = catalog.attributes.get(role(_CORPUS, last, catalog))
    told = any(each.unit == known.unit for each in stated) and not isinstance(last.query, Describe)
    unsaid = known.id == role(_SPAN, last, catalog) and not told
    if not unsaid or rival is None or rival.unit != known.unit:
        return None
    return asked_back(outcome, outcome.open, [Lookup(things, (each.id,)) for each in (known, rival)])


def in_same_matter(follow: Followup | None, outcome: Outcome, last: Exchange, catalog: Catalog) -> Followup | None:
    """`is it bigger than Claude's?` after a context length holds the lengths against each other, not the sizes.

    So does `how big?` after the one with the largest vocabulary ask how large that is.
    """
    follow = _place_in_order(_size_of_chosen(follow, outcome, last, catalog), outcome, last)
    where = follow.where if follow is not None else None
    if follow is None or not isinstance(where, Compare) or not isinstance(where.operand, ValueOf):
        return follow
    size, stated = role("size", last, catalog), ordered_by(last, catalog)
    if not where.attribute:  # more than OPT?
        measured = msgspec.structs.replace(where, attribute=stated) if stated else None
        return msgspec.structs.replace(follow, where=measured)
    names = {mention.end for mention in outcome.mentions if mention.category == "name"}
    possessive = any(m.start in names for m in outcome.mentions if m.category == "possessive")
    if where.attribute != size or not stated or stated == size or not possessive:
        return follow
    return msgspec.structs.replace(follow, where=msgspec.structs.replace(where, attribute=stated))


def _size_of_chosen(follow: Followup | None, outcome: Outcome, last: Exchange, catalog: Catalog) -> Followup | None:
    """Return what asks how big the amount is by which something was chosen, said with nothing that it belongs to."""
    selection, size = selection_of(last), role("size", last, catalog)
    rank = selection.rank if selection is not None and isinstance(last.query, ListItems) else None
    known = catalog.attributes.get(rank.attribute) if rank is not None else None
    if follow is None or follow.attributes != (size,) or known is None or known.type != "quantity":
        return follow
    plain = Followup(kind="shift", attributes=follow.attributes, asks=follow.asks, parallel=follow.parallel)
    if follow != plain or not _ASKED_SIZE & said(outcome) or PRONOUN in said(outcome) or known.id == size:
        return follow
    return msgspec.structs.replace(follow, attributes=(known.id,))


def _place_in_order(follow: Followup | None, outcome: Outcome, last: Exchange) -> Followup | None:
    """Return a later place by a word for any figure as one in the last order: the second largest, of vocabularies."""
    selection = selection_of(last)
    before = selection.rank if selection is not None and isinstance(last.query, ListItems) else None
    rank = follow.rank if follow is not None else None
    if follow is None or rank is None or before is None or rank.first < _SECOND or before.attribute == rank.attribute:
        return follow
    open_rank = msgspec.structs.replace(rank, attribute="")
    generic = any(one.rank == open_rank for _, one in each_follow(outcome))
    return msgspec.structs.replace(follow, rank=open_rank) if generic else follow


def under_same_terms(outcome: Outcome, last: Exchange, catalog: Catalog) -> Reading | None:
    """`and for research?` after a question on its terms asks what these allow, not what it is good for."""
    known = catalog.attributes
    bases = _bases({*last.attributes, *attributes_of(getattr(last.query, "statement", None))} & set(known), catalog)
    tasks = role("tasks", last, catalog)
    follows = [(reading, follow) for reading, follow in each_follow(outcome) if follow.kind == "shift"]
    if not bases or not tasks or not any(_suits(follow, tasks, catalog) for _, follow in follows[:2]):
        return None
    for reading, follow in follows:
        if isinstance(follow.where, Is) and bases & _bases({follow.where.attribute}, catalog):
            return reading
    return None


def _suits(follow: Followup, tasks: str, catalog: Catalog) -> bool:
    """Say whether it is asked what something is good for."""
    stated = isinstance(follow.where, Has) and follow.where.attribute == tasks
    return stated or (bool(follow.things) and follow.things[0].kind == catalog.attributes[tasks].of)


def _bases(names: set[str], catalog: Catalog) -> set[str]:
    """Return attributes with those that they follow from, and what these follow from."""
    found = names
    for _ in range(_DEPTH):
        found = found | {one for name in found for one in catalog.attributes[name].basis}
    return found
