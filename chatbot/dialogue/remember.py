"""From an answer to the state of the conversation: what later turns may refer to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from chatbot.datatypes.answer import Answer
from chatbot.datatypes.catalog import Catalog, Ref
from chatbot.datatypes.query import (
    Check,
    CompareItems,
    Constraint,
    CountItems,
    Define,
    Describe,
    Explain,
    Has,
    ListEntities,
    Meta,
    Query,
    Recommend,
    Selection,
)
from chatbot.datatypes.reading import Outcome, Reading
from chatbot.datatypes.subjects import is_set, subjects_of
from chatbot.dialogue.choices import options_of
from chatbot.dialogue.explained import explained_in, meant_by
from chatbot.dialogue.limits import parts_of
from chatbot.dialogue.outcomes import Resolved
from chatbot.dialogue.own_hardware import owned, planned, tells_hardware
from chatbot.dialogue.pointing import FIRM
from chatbot.dialogue.sets import SUBJECT_KINDS, focus, members, selection_of
from chatbot.dialogue.state import Exchange, Pending, State
from chatbot.understanding.builders.ground import opposite

KEPT = 12
"""Exchanges that a conversation remembers."""
_LIMITING = frozenset({"number", "property", "entity", "attribute", "comparative", "only", "only_take", "except",
                       "not", "dont", "unwanted", "besides", "forbid"})  # fmt: skip
"""Categories of words that limit a set."""
_OTHERS = frozenset({"than", "than_only", "except", "besides", "not", "dont", "same", "before", "after", "based_on",
                     "list", "earlier_than", "later_than", "noun", "outsider", "outside_id"})  # fmt: skip
"""Words with which others than those that are named may be asked for."""
_TURNING = frozenset({"meant", "none_word"})
"""Words that correct what was said, or want none of it."""
_NAMING = frozenset({"name", "outsider", "ambiguous"})
"""Categories of words that name a thing, so that no set was meant."""
_APART = 3
"""Characters that may stand between names which are one."""
_GLUED = re.compile(r"[-.\d][-.\w]*", re.ASCII)
"""What may be written on to a name."""
_NO_TOPIC = (Meta, Define, ListEntities)
"""Questions that leave what is talked about as it was."""


def remember(text: str, resolved: Resolved, answer: Answer, state: State, catalog: Catalog) -> State:
    """Return the state after an answer."""
    outcome = resolved.outcome
    if any(isinstance(part.query, Meta) and part.query.topic == "reset" for part in outcome.parts):
        return State(language=outcome.language)
    explained = explained_in(outcome.parts)
    told = meant_by(outcome, explained, catalog)
    matter = _matter(outcome)
    kept = msgspec.structs.replace(state, language=outcome.language, matter=matter, explained=explained, told=told)
    outside = (outcome.outsiders or outcome.names) if answer.status == "not_in_catalog" else ()
    kept = msgspec.structs.replace(kept, refused=False, outside=outside)
    if answer.status in {"clarify", "not_in_catalog"}:
        kept = _on_sides(outcome, answer, msgspec.structs.replace(kept, lost=state.lost or _turns(outcome)), catalog)
        return msgspec.structs.replace(kept, pending=_pending(text, outcome, answer))
    if answer.status not in {"answered", "no_data"} or not outcome.parts:
        kept = msgspec.structs.replace(kept, moved=state.moved or tells_hardware(outcome))
        if state.last is None:
            return msgspec.structs.replace(kept, last=_named_in(outcome, catalog), doubt=_may_narrow(outcome, None))
        doubt = state.doubt or _may_narrow(outcome, state.last)
        kept = msgspec.structs.replace(kept, refused=True, lost=state.lost or _turns(outcome))
        return msgspec.structs.replace(kept, unsure=_new(outcome, state, catalog) or state.unsure, doubt=doubt)
    topical = tuple(part for part in outcome.parts if not isinstance(part.query, _NO_TOPIC))
    if topical:
        kept = msgspec.structs.replace(kept, moved=state.moved and not tells_hardware(outcome))
        now = _exchange(topical, resolved.used, answer, kept, catalog)
        mine, plan = owned(outcome, topical, state.last), planned(topical, resolved.used, state.last)
        return _after(msgspec.structs.replace(now, owned=mine, planned=plan), kept)
    talk = all(isinstance(part.query, Meta) for part in outcome.parts)
    return kept if talk else msgspec.structs.replace(kept, pending=None)


def _turns(outcome: Outcome) -> bool:
    return any(mention.category in _TURNING for mention in outcome.mentions)


def _exchange(parts: tuple[Reading, ...], used: bool, answer: Answer, state: State, catalog: Catalog) -> Exchange:
    return Exchange(
        queries=tuple(part.query for part in parts),
        shown=answer.models,
        groups=answer.families or _groups(answer.models, catalog),
        attributes=tuple(dict.fromkeys(cell.attribute for cell in answer.cells)),
        added=_added(parts[-1].query, state.last) if used else None,
        about=_about(parts[-1].query, catalog),
        affirmed=answer.verdict == "yes",
        denied=answer.verdict == "no",
        unsettled=answer.verdict == "unknown",
        checked=_checked(parts[-1].query, state.last),
    )


def _after(now: Exchange, state: State) -> State:
    earlier = (state.last, *state.earlier) if state.last is not None else state.earlier
    return msgspec.structs.replace(
        state, last=now, pending=None, earlier=earlier[:KEPT], unsure=(), doubt=False, lost=False
    )


def _on_sides(outcome: Outcome, answer: Answer, state: State, catalog: Catalog) -> State:
    """Return the state after it was asked back which matters of several things: these are talked about."""
    query = outcome.parts[0].query if answer.status == "clarify" and len(outcome.parts) == 1 else None
    named = subjects_of(query) if isinstance(query, Recommend) else ()
    if len(named) < 2:
        return state
    shown = tuple(dict.fromkeys(item for ref in named for item in members(ref, catalog)))
    now = Exchange(queries=(CompareItems(named),), shown=shown, groups=_groups(shown, catalog))
    earlier = (state.last, *state.earlier) if state.last is not None else state.earlier
    return msgspec.structs.replace(state, last=now, earlier=earlier[:KEPT])


def _may_narrow(outcome: Outcome, last: Exchange | None) -> bool:
    """Say whether what was not understood may have limited the set that was shown (only those that are …)."""
    if last is None:
        kinds = {mention.category for mention in outcome.mentions}
        return bool(kinds & _LIMITING) and not kinds & _NAMING
    if len(last.shown) < 2 or (isinstance(last.query, CountItems) and last.query.per):
        return False
    words = {mention.category for mention in outcome.mentions}
    limiting = bool(words & (_LIMITING | FIRM)) and outcome.status in {"not_understood", "out_of_scope"}
    if not is_set(last.query):
        return limiting and len(subjects_of(last.query)) == 1 and "number" in words
    return limiting or outcome.status == "not_understood"


def _checked(query: Query, last: Exchange | None) -> Check | None:
    """Return the question whether it is so, where it is asked why of that."""
    before = last.query if last is not None else None
    if not isinstance(query, Explain) or not isinstance(before, Check):
        return None
    return before if query.statement in {before.statement, opposite(before.statement)} else None


def _about(query: Query, catalog: Catalog) -> Selection | None:
    """After a description of a maker, `it` has no context and no licence: what it made is meant."""
    if not isinstance(query, Describe) or len(query.subjects) != 1:
        return None
    (thing,) = query.subjects
    makers = (catalog.attributes.get(domain.roles.get("maker", "")) for domain in catalog.domains.values())
    maker = next((known for known in makers if known is not None and known.of == thing.kind), None)
    return Selection((), Has(maker.id, thing.id)) if maker is not None else None


def _groups(items: Sequence[str], catalog: Catalog) -> tuple[str, ...]:
    return tuple(dict.fromkeys(catalog.items[item].group for item in items if item in catalog.items))


def _pending(text: str, outcome: Outcome, answer: Answer) -> Pending:
    name = _missing(text, outcome.names)
    lacking = outcome.parts[0] if answer.status == "clarify" and len(outcome.parts) == 1 else None
    return Pending(
        options=options_of(answer),
        open=outcome.open,
        lacking=lacking,
        text=text,
        name=name,
        language=outcome.language,
    )


def _missing(text: str, names: tuple[str, ...]) -> str:
    """Return the words in whose place something else may be named, with what is written on to them (Baichuan2-13B).

    Several names are one where they stand together (Microsoft's Phi-3); empty where they do not, or not once.
    """
    if not names or any(text.count(name) != 1 for name in names):
        return ""
    spans = sorted((text.index(name), text.index(name) + len(name)) for name in names)
    if any(start - end > _APART for (_, end), (start, _) in pairwise(spans)):
        return ""
    end = spans[-1][1]
    glued = _GLUED.match(text, end)
    return text[spans[0][0] : glued.end() if glued else end]


def _new(outcome: Outcome, state: State, catalog: Catalog) -> tuple[str, ...]:
    """Return the things named in what was not understood, if not all of them were talked about already."""
    if state.last is None or outcome.status != "not_understood":
        return ()
    about = {ref.id for ref in focus(state.last)} | set(state.last.shown) | set(state.last.groups)
    named = tuple(name for name in outcome.choices if name in catalog.items or name in catalog.groups)
    return named if not about.issuperset(named) else ()


def _named_in(outcome: Outcome, catalog: Catalog) -> Exchange | None:
    """Return the exchange that a first question stands for that was not understood: it is about what it names."""
    named = [m for m in outcome.mentions if m.category == "name" and isinstance(m.meaning, Ref)]
    refs = tuple(dict.fromkeys(m.meaning for m in named if m.meaning.kind in SUBJECT_KINDS))
    joined = {(m.start, m.end) for m in outcome.mentions if m.category == "and"}
    beside = {m.category for m in outcome.mentions if (m.start, m.end) not in joined}
    if not refs or any(mention.repaired for mention in named) or beside & _OTHERS:
        return None
    shown = tuple(dict.fromkeys(item for ref in refs for item in members(ref, catalog)))
    topic = Describe(refs) if len(refs) == 1 else CompareItems(refs)
    return Exchange(queries=(topic,), shown=shown, groups=_groups(shown, catalog))


def _matter(outcome: Outcome) -> tuple[str, ...]:
    """Return the attributes that the words of a definition also name."""
    if len(outcome.parts) != 1 or not isinstance(outcome.parts[0].query, Define):
        return ()
    named = (one.follow.attributes for one in outcome.follow if one.follow is not None and one.follow.attributes)
    return next(named, ()) or _called_alike(outcome, outcome.parts[0].query)


def _called_alike(outcome: Outcome, asked: Define) -> tuple[str, ...]:
    """Return the attribute that has the very words by which a term was called (what does context length mean)."""
    terms = {term.id for term in asked.terms}
    spans = {(m.start, m.end) for m in outcome.mentions if m.category == "entity" and terms.issuperset(m.meaning.ids)}
    alike = (m.meaning for m in outcome.mentions if m.category == "attribute" and (m.start, m.end) in spans)
    return tuple(str(attribute) for attribute in alike)[:1]


def _added(query: Query, last: Exchange | None) -> Constraint | None:
    """Return the one constraint that a question has beyond the last one."""
    before = selection_of(last) if last is not None else None
    selection = selection_of(Exchange(queries=(query,)))
    if before is None or selection is None:
        return None
    new = [part for part in parts_of(selection.where) if part not in parts_of(before.where)]
    return new[0] if len(new) == 1 else None
