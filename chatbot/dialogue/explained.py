"""What is asked of a term that was just explained: which models use it, how does it differ from another?"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from chatbot.datatypes.catalog import Catalog, Ref
from chatbot.datatypes.options import Follow
from chatbot.datatypes.query import (
    Check,
    Conditions,
    Constraint,
    CountItems,
    Define,
    Describe,
    Has,
    Is,
    ListItems,
    Memory,
    Recommend,
    Selection,
)
from chatbot.datatypes.reading import Outcome, Reading
from chatbot.datatypes.subjects import fit_in, subjects_of
from chatbot.dialogue.fits import with_fit
from chatbot.dialogue.outcomes import Resolved, read, unclear
from chatbot.dialogue.pointing import points_at
from chatbot.dialogue.sets import SUBJECT_KINDS
from chatbot.dialogue.state import Exchange, State

_TERM = "term"
_WAYS, _ANY_WAY = frozenset({"lora", "qlora"}), "tune"
"""Ways to train that terms name, and the mode that leaves it open."""
_LOSS = 8.0
"""A way to read it that is this much worse than the best one leaves words out that the best one uses."""
_NAMED, _SAYING = "entity", "property"
"""Categories of words that name a thing, and of those that say something of an item."""
_USES: frozenset[Follow] = frozenset({"uses", "affirm"})
"""Follow-ups that ask which models use a term (which use it?), or are what it stands for (which models are?)."""


def explained_in(parts: Sequence[Reading]) -> Ref | None:
    """Return the only term that was explained."""
    terms = [term for part in parts if isinstance(part.query, Define) for term in part.query.terms]
    return terms[0] if len(terms) == len(parts) == 1 else None


def _described(last: Exchange | None) -> Ref | None:
    """Return the only thing talked about, where it is no item but what items may have (a licence)."""
    named = subjects_of(last.query) if last is not None and isinstance(last.query, Conditions | Describe) else ()
    return named[0] if len(named) == 1 and named[0].kind not in SUBJECT_KINDS else None


def meant_by(outcome: Outcome, explained: Ref | None, catalog: Catalog) -> Constraint | None:
    """Return what else the words that were explained say of items: that they are multilingual, gated, under RAIL."""
    if explained is None:
        return None
    named = [mention for mention in outcome.mentions if mention.category == _NAMED]
    spans = [(m.start, m.end) for m in named if explained.id in m.meaning.ids]
    inside = [m for m in outcome.mentions if any(start <= m.start and m.end <= end for start, end in spans)]
    said: dict[Constraint, None] = dict.fromkeys(m.meaning for m in inside if m.category == _SAYING)
    things = [m.meaning for m in inside if m.category == _NAMED and m.meaning.ids != (explained.id,)]
    for attribute in catalog.attributes.values():
        for each in things:
            if len(each.ids) == 1 and (each.ids[0] in attribute.values or attribute.of == each.kind):
                said[Has(attribute.id, each.ids[0])] = None
    return next(iter(said)) if len(said) == 1 else None


def users_of(outcome: Outcome, state: State, catalog: Catalog) -> Resolved | None:
    """Return the question which items use what was just explained: a property has its id for a value, or tells it."""
    explained = state.explained or _described(state.last)
    if explained is None:
        return None
    asked = next((each for each in outcome.follow if each.follow is not None and each.follow.kind in _USES), None)
    if asked is None or asked.follow is None or asked.score < outcome.follow[0].score - _LOSS:
        return None  # who made it: more is said than who it is
    if any(part.score > asked.score + _LOSS and isinstance(part.query, Recommend) for part in outcome.parts):
        return None  # which is best
    term = explained.id
    known = catalog.attributes.values()
    told: list[Constraint] = [Has(attribute.id, term) for attribute in known if term in attribute.values]
    told += [Is(attribute.id) for attribute in known if term in attribute.terms and attribute.type == "truth"]
    told += [Has(attribute.id, term) for attribute in known if attribute.of == explained.kind]
    told += [state.told] if state.told is not None else []
    if not told:
        return unclear(outcome, "unfit", None)  # nothing is recorded of who uses it
    if asked.follow.subjects:
        return read(outcome, asked, (Check(Selection(asked.follow.subjects), told[0]),))
    chosen = Selection((), told[0])
    query = CountItems(chosen) if asked.follow.asks == "count" else ListItems(chosen)
    return read(outcome, asked, (query,))


def in_that_way(outcome: Outcome, state: State) -> Resolved | None:
    """Return a question on training with what was just explained (what is QLoRA? Can I tune Gemma with it?)."""
    way = state.explained.id if state.explained is not None else ""
    if way not in _WAYS or outcome.status != "read" or len(outcome.parts) != 1 or not points_at(outcome):
        return None
    (part,) = outcome.parts
    query, base = part.query, fit_in(part.query)
    if isinstance(query, Memory) and query.mode == _ANY_WAY:
        return read(outcome, part, (msgspec.structs.replace(query, mode=way),))
    if base is None or base.mode != _ANY_WAY:
        return None
    return read(outcome, part, (with_fit(query, base, msgspec.structs.replace(base, mode=way)),))


def apart(outcome: Outcome, state: State) -> Resolved | None:
    """Return the question how what was just explained, or described, differs from other terms (and from MIT?)."""
    explained = state.explained or _described(state.last)
    if explained is None:
        return None
    asked = next((each for each in outcome.follow if each.follow is not None and each.follow.kind == "compare"), None)
    if asked is None or asked.follow is None:
        return None
    others = tuple(ref for ref in asked.follow.things if ref != explained)
    if not others or {ref.kind for ref in others} != {explained.kind}:
        return None
    told = (explained, *others)
    return read(outcome, asked, (Define(told) if explained.kind == _TERM else Conditions(told),))
