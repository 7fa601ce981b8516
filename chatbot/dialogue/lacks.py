"""Questions that lack one thing which was said before, or is said now: hardware, what matters, the property meant."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from chatbot.datatypes.catalog import Catalog
from chatbot.datatypes.followup import Followup
from chatbot.datatypes.query import (
    Check,
    Compare,
    CountItems,
    Define,
    Describe,
    Fits,
    Has,
    Is,
    ListItems,
    Lookup,
    Memory,
    Query,
    Recommend,
    Selection,
    ValueOf,
)
from chatbot.datatypes.reading import Outcome, Reading
from chatbot.datatypes.subjects import fit_in
from chatbot.dialogue.fits import with_fit
from chatbot.dialogue.limits import attributes_of, changed, joined
from chatbot.dialogue.outcomes import Resolved, asked_back, read, unclear
from chatbot.dialogue.pointing import has_noun, said
from chatbot.dialogue.sets import focus, is_on_items, is_plain, ordered_by, selection_of
from chatbot.dialogue.state import Exchange, Pending, State
from chatbot.dialogue.whole import LEADING

NEAR = 1.0
"""A property that fits as well as a set does is what is asked for of named things."""
FEW = 3
"""Words in which a property of the things talked about is asked for."""
_PRONOUN = "anaphor"
_VALUE, _VALUE_NAMED = "value_word", "value_named_word"
"""The terms that ask for the value of any property where things are talked about, or only of one that is named."""
_MEASURED = frozenset({"quantity", "amount", "date"})
_NAMED = frozenset({"entity", "entities", "text", "texts", "links", "choice", "choices"})
"""Types of properties that have a value to tell; whether something holds is asked in other words."""
_SPAN, _CORPUS = "span", "corpus"
"""Roles of properties that are told in one unit: how much is read at once, and in training."""
_WHICH = frozenset({"which", "who"})
_DEPTH = 2
"""So often one attribute follows from another: research use from the kind of licence, that from the licence."""
_SEVERAL = ("one", "other")
_JOINERS = frozenset({"and", "but", "or", "also_word"})


def _follows(outcome: Outcome) -> Iterator[tuple[Reading, Followup]]:
    for reading in outcome.follow:
        if reading.follow is not None:
            yield reading, reading.follow


def answered(outcome: Outcome, pending: Pending) -> Resolved | None:
    """Complete the question that was asked back for by what is said now: hardware, or what matters."""
    if pending.lacking is None:
        return None
    query = pending.lacking.query
    base = fit_in(query)
    for reading, follow in _follows(outcome):
        if follow.kind != "shift" or follow.where is None or follow.subjects:
            continue
        told = fit_in(follow.where)
        if base is not None and not base.hardware and told is not None and told.hardware:
            return read(outcome, reading, (with_fit(query, base, _on(base, told)),))
        if isinstance(query, Recommend):
            where = joined(filter(None, (query.selection.where, follow.where)))
            selection = msgspec.structs.replace(query.selection, where=where)
            return read(outcome, reading, (msgspec.structs.replace(query, selection=selection),))
    return None


def with_hardware(outcome: Outcome, last: Exchange | None, catalog: Catalog) -> Resolved | None:
    """`then which can I run?`: on the hardware that the last question named; without a noun, of its set."""
    if last is None or outcome.status != "read" or len(outcome.parts) != 1:
        return None
    (part,) = outcome.parts
    base, before = fit_in(part.query), fit_in(last.query)
    if base is None or base.hardware or before is None or not before.hardware:
        return None
    query = with_fit(part.query, base, _on(base, before))
    return _of_set(outcome, part, query, last, catalog) or read(outcome, part, (query,))


def _on(base: Fits, told: Fits) -> Fits:
    precision, context = base.precision or told.precision, base.context or told.context
    return msgspec.structs.replace(base, hardware=told.hardware, precision=precision, context=context)


def other_hardware(outcome: Outcome, last: Exchange | None) -> Resolved | None:
    """`with a cheaper card?` after a question on memory: which one, nobody but the asker knows."""
    about_memory = last is not None and (isinstance(last.query, Memory) or fit_in(last.query) is not None)
    if not about_memory or not any(follow.kind == "hardware" for _, follow in _follows(outcome)):
        return None
    return unclear(outcome, "hardware", None)


def of_the_matter(outcome: Outcome, state: State) -> Resolved | None:
    """After what a property is: which has most of it, and how much of it has this one?"""
    if not state.matter:
        return None
    for reading, follow in _follows(outcome):
        if follow.kind != "shift":
            continue
        if follow.rank is not None and not follow.rank.attribute and follow.where is None:
            rank = msgspec.structs.replace(follow.rank, attribute=state.matter[0])
            return read(outcome, reading, (ListItems(Selection((), None, rank)),))
        if follow.subjects and said(outcome) & (LEADING | _JOINERS):
            return read(outcome, reading, (Lookup(Selection(follow.subjects), state.matter),))
    return None


def amount_of_matter(outcome: Outcome, state: State) -> Resolved | None:
    """`how much is Gemma's?` after what a property is asks for that property, not for a number of things."""
    if not state.matter or outcome.status != "read" or len(outcome.parts) != 1 or "how_much" not in said(outcome):
        return None
    (part,) = outcome.parts
    if not isinstance(part.query, CountItems) or has_noun(part) or part.query.selection.where is not None:
        return None
    things = part.query.selection.subjects
    return read(outcome, part, (Lookup(Selection(things), state.matter[:1]),)) if things else None


def property_of(outcome: Outcome, last: Exchange | None, catalog: Catalog) -> Resolved | None:
    """`which base model?` of named things asks for a property, though it could describe a set as well."""
    if last is None or not is_plain(last) or outcome.status != "read" or len(outcome.parts) != 1:
        return None
    (part,) = outcome.parts
    words = [token for token in outcome.tokens if token.kind != "mark"]
    if not isinstance(part.query, ListItems) or part.bare or len(words) > FEW or "all" in said(outcome):
        return None
    for reading, follow in _follows(outcome):
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
    if last is None or not is_plain(last) or not is_on_items(last) or len(outcome.parts) != 1:
        return None
    (part,) = outcome.parts
    words = said(outcome)
    if not isinstance(part.query, Define) or not words & {_VALUE, _VALUE_NAMED}:
        return None
    asked = _NAMED if _VALUE not in words else _NAMED | _MEASURED
    for reading, follow in _follows(outcome):
        known = catalog.attributes.get(follow.attributes[0]) if len(follow.attributes) == 1 else None
        things = selection_of(last)
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
    named = said(outcome) & {"attribute", "event", _PRONOUN}
    known = catalog.attributes.get(asked[0]) if len(asked) == 1 else None
    before, things = catalog.attributes.get(ordered_by(last, catalog)), Selection(focus(last))
    if named or known is None or not known.unit or not things.subjects or not is_on_items(last):
        return None
    stated = [catalog.attributes[name] for name in last.attributes if name in catalog.attributes]
    if before is not None and known.unit == before.unit:
        return read(outcome, outcome.open, (Lookup(things, (before.id,)),)) if known != before else None
    roles = next(iter(catalog.domains.values())).roles
    rival = catalog.attributes.get(roles.get(_CORPUS, ""))
    told = any(each.unit == known.unit for each in stated) and not isinstance(last.query, Describe)
    unsaid = known.id == roles.get(_SPAN) and not told
    if not unsaid or rival is None or rival.unit != known.unit:
        return None
    return asked_back(outcome, outcome.open, [Lookup(things, (each.id,)) for each in (known, rival)])


def asked_whether(follow: Followup | None, outcome: Outcome, last: Exchange) -> Followup | None:
    """A statement whose own words ask (in one: still available?) is one to check; `both …` asks of two things.

    Such words leave readings beside the best one in which they ask.
    """
    if follow is None or follow.within:
        return follow
    one = len(last.shown) == 1 and _PRONOUN in said(outcome)
    if one and follow.where is not None and follow.kind == "shift" and not follow.pick:
        return _of_it(follow, outcome)
    if follow.asks:
        return follow
    if follow.order and "size_class" in said(outcome):
        return msgspec.structs.replace(follow, kin=True)
    for _, other in _follows(outcome):
        asks = (follow.where is not None and other.asks == "check") or (follow.attributes and other.asks == "all")
        if asks and other == msgspec.structs.replace(follow, asks=other.asks, parallel=other.parallel):
            return other
    return follow


def _of_it(follow: Followup, outcome: Outcome) -> Followup:
    """What is said with a pronoun is a statement on what that stands for, or asks for its kind (has it a chat one)."""
    kin = "size_class" in said(outcome)
    if follow.asks == "any":
        return msgspec.structs.replace(follow, kin=True) if kin else msgspec.structs.replace(follow, asks="check")
    return follow if follow.asks or kin else msgspec.structs.replace(follow, asks="check")


def in_same_matter(follow: Followup | None, outcome: Outcome, last: Exchange, catalog: Catalog) -> Followup | None:
    """`is it bigger than Claude's?` after a context length holds the lengths against each other, not the sizes."""
    where = follow.where if follow is not None else None
    if follow is None or not isinstance(where, Compare) or not isinstance(where.operand, ValueOf):
        return follow
    size, stated = next(iter(catalog.domains.values())).roles.get("size", ""), ordered_by(last, catalog)
    if not where.attribute:  # more than OPT?
        measured = msgspec.structs.replace(where, attribute=stated) if stated else None
        return msgspec.structs.replace(follow, where=measured)
    names = {mention.end for mention in outcome.mentions if mention.category == "name"}
    possessive = any(m.start in names for m in outcome.mentions if m.category == "possessive")
    if where.attribute != size or not stated or stated == size or not possessive:
        return follow
    return msgspec.structs.replace(follow, where=msgspec.structs.replace(where, attribute=stated))


def under_same_terms(outcome: Outcome, last: Exchange, catalog: Catalog) -> Reading | None:
    """`and for research?` after a question on its terms asks what these allow, not what it is good for."""
    known = catalog.attributes
    bases = _bases({*last.attributes, *attributes_of(getattr(last.query, "statement", None))} & set(known), catalog)
    tasks = next(iter(catalog.domains.values())).roles.get("tasks", "")
    follows = [(reading, follow) for reading, follow in _follows(outcome) if follow.kind == "shift"]
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


def is_new_topic(outcome: Outcome, last: Exchange | None) -> bool:
    """Say whether a bare name, after a set that was described, is what comes next rather than a question about the set.

    `what about …` and a question mark ask whether it belongs to the set.
    """
    selection = selection_of(last) if last is not None and not isinstance(last.query, Check) else None
    if selection is None or selection.where is None or selection.rank is not None or last is None or is_plain(last):
        return False
    named = outcome.status == "read" and len(outcome.parts) == 1 and outcome.parts[0].bare
    if any(follow.subjects and follow.within and not follow.asks for _, follow in _follows(outcome)):
        return False  # Mistral's, of those
    asks = any(token.raw in QUESTION_MARKS for token in outcome.tokens) or said(outcome) & (LEADING | _JOINERS)
    return named and isinstance(outcome.parts[0].query, Describe) and not asks


QUESTION_MARKS = frozenset("?\uff1f")


def among_named(outcome: Outcome, last: Exchange | None) -> Resolved | None:
    """`which should I take for 24 GB?` after several were named: one of these."""
    if last is None or not is_plain(last) or outcome.status != "read" or len(outcome.parts) != 1:
        return None
    (part,), things = outcome.parts, focus(last)
    if not isinstance(part.query, Recommend) or has_noun(part) or len(things) < len(_SEVERAL) or not is_on_items(last):
        return None
    selection = part.query.selection
    if selection.subjects or not said(outcome) & _WHICH:
        return None
    chosen = msgspec.structs.replace(selection, subjects=things)
    return read(outcome, part, (msgspec.structs.replace(part.query, selection=chosen),))


def first_of_set(outcome: Outcome, last: Exchange | None, catalog: Catalog) -> Resolved | None:
    """A place in an order, of nothing that is named, and no follow-up as a whole: among what was described."""
    ranked = outcome.parts and getattr(getattr(outcome.parts[0].query, "selection", None), "rank", None) is not None
    if last is None or not ranked or "all" in said(outcome):
        return None
    if any(follow.kind != "pick" for _, follow in _follows(outcome)):
        return None  # but the first one that was released is no place in a list
    return inherited(outcome, last, catalog)


def inherited(outcome: Outcome, last: Exchange | None, catalog: Catalog) -> Resolved | None:
    """A question that names neither things nor a kind of them, after a described set: of that set."""
    selection = selection_of(last) if last is not None else None
    if last is None or selection is None or outcome.status != "read" or len(outcome.parts) != 1:
        return None
    return _of_set(outcome, outcome.parts[0], outcome.parts[0].query, last, catalog)


def _of_set(outcome: Outcome, part: Reading, query: Query, last: Exchange, catalog: Catalog) -> Resolved | None:
    selection, asked = selection_of(last), getattr(query, "selection", None)
    if selection is None or has_noun(part) or not is_on_items(last):
        return None
    if isinstance(query, Check) or not isinstance(asked, Selection):
        return None
    if selection.where is None and (asked.rank is None or not selection.subjects or len(last.shown) < len(_SEVERAL)):
        return None
    if asked.subjects or (asked.rank is None and asked.where is None):
        return None
    where = changed(selection.where, asked.where, catalog.attributes) if asked.where else selection.where
    chosen = msgspec.structs.replace(asked, subjects=selection.subjects, where=where)
    return read(outcome, part, (msgspec.structs.replace(query, selection=chosen),))
