"""What kind of thing was read, as far as it matters to the parts of an utterance: a statement, talk, a repetition."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

import msgspec

from chatbot.datatypes.query import (
    Check,
    Compare,
    Conditions,
    Constraint,
    CountItems,
    Define,
    Describe,
    Fits,
    Has,
    Is,
    ListEntities,
    ListItems,
    ListValues,
    Lookup,
    Meta,
    Query,
    Recommend,
    Selection,
)
from chatbot.datatypes.reading import Outcome, Phrase, Reading
from chatbot.datatypes.subjects import is_set, is_unbound, subjects_of
from chatbot.understanding.analysis import Analysis, within
from chatbot.understanding.sentences import Span
from chatbot.understanding.shapes.hardware import fits_in, open_fit
from chatbot.understanding.shapes.slots import all_of

_NAMED = frozenset({"names", "license", "noun", "attributes"})
"""Phrases that tell whose terms are asked for: the Llama licence, what licences say."""
TALK = frozenset({"greet", "thanks", "goodbye"})
"""Intents that ask for nothing where something else is asked besides."""
_OTHERS, _ONE, _SO = frozenset({"else_word"}), frozenset({"one_such"}), frozenset({"do_so"})
"""Terms for others, for one of some, and for doing what was asked about (suggest one that does)."""
_EVERYTHING = "catalog"
"""Topic of talk on all that is known."""
_SOURCES = "cite-general"
"""Intent that asks where facts come from; beside a fact that is asked for, its own source tells that."""


def of_it(verdict: Outcome) -> Outcome:
    """Return a term explained as a question on something said before, where it may be one (what is its context)."""
    lacking = next((reading for reading in verdict.readings if reading.open), None)
    general = (isinstance(p.query, Define) or _of_all_terms(p) for p in verdict.parts)
    if lacking is None or not verdict.parts or not all(general):
        return verdict
    return msgspec.structs.replace(verdict, status="clarify", parts=(), open=lacking)


def of_one(verdict: Outcome) -> Outcome:
    """Return a question on which values there are as one on something said before (…, who made it, may it be sold?)."""
    lacking = next((reading for reading in verdict.readings if reading.open), None)
    values = [part for part in verdict.parts if isinstance(part.query, ListValues) and is_unbound(part.query)]
    if lacking is None or not values or len(values) < len(verdict.parts):
        return verdict
    return msgspec.structs.replace(verdict, status="clarify", parts=(), open=lacking)


def so_too(verdict: Outcome, before: Outcome) -> Outcome:
    """Return what only names a value as the question whether that holds, too (does it speak Thai, what about Lao?)."""
    asked = [part.query for part in before.parts if isinstance(part.query, Check) and part.query.mode == "each"]
    for reading in verdict.readings:
        stated = reading.query.selection if isinstance(reading.query, ListItems) else None
        if not asked or stated is None or stated != Selection(where=stated.where) or stated.where is None:
            continue
        query = msgspec.structs.replace(asked[-1], statement=stated.where)
        return msgspec.structs.replace(
            verdict, status="read", parts=(msgspec.structs.replace(reading, query=query, bare=False),)
        )
    return verdict


def _of_all_terms(part: Reading) -> bool:
    """Say whether all terms there are would be told, since none were named (must one name the author)."""
    return isinstance(part.query, Conditions) and not any(phrase.category in _NAMED for phrase in part.phrases)


def only_states(verdict: Outcome) -> bool:
    """Say whether what was read is no more than a statement: limits on a set that nobody asked for."""
    return verdict.status == "read" and all(p.bare and not subjects_of(p.query) for p in verdict.parts)


def checked_as(part: Reading, told: Sequence[Reading]) -> Reading | None:
    """Return the question whether named things are enough, or all right, as one on what was told to be needed."""
    query, wanted = part.query, [each.query for each in told]
    vague = open_fit(query) or (isinstance(query, Recommend) and not query.task and query.selection.where is None)
    if not vague or not subjects_of(query) or len(wanted) != 1 or not isinstance(wanted[0], ListItems):
        return None
    needed = wanted[0].selection
    if needed.where is None or needed.subjects or needed.rank is not None or fits_in(wanted[0]):
        return None
    check = Check(Selection(subjects_of(query)), needed.where)
    return msgspec.structs.replace(part, query=check, phrases=(*told[0].phrases, *part.phrases))


def tells_task(verdict: Outcome) -> bool:
    """Say whether what was read only tells what something is made for: we want to sell through a chatbot."""
    advice = [part for part in verdict.parts if isinstance(part.query, Recommend)]
    said = {phrase.category for part in advice for phrase in part.phrases}
    return bool(advice) and len(advice) == len(verdict.parts) and "purpose" in said and "noun" not in said


def adds_nothing(part: Reading) -> bool:
    """Say whether a question asks for nothing where another one asks: a greeting, `any suggestions?` alone, sources."""
    return part.intent in TALK or part.intent == _SOURCES or part.query == Recommend(Selection())


def asks_advice(parts: Sequence[Reading]) -> bool:
    """Say whether advice on all there is is asked for behind a question on named things (is it free? recommend one)."""
    return any(after.query == Recommend(Selection()) and subjects_of(part.query) for part, after in pairwise(parts))


def without_all(parts: Sequence[Reading]) -> tuple[Reading, ...]:
    """Leave out what asks for all there is behind a set that was described (open ones under 3B. What have you got?)."""
    everything = [place for place, part in enumerate(parts) if part.query == Meta(_EVERYTHING)]
    limited = [place for place, part in enumerate(parts) if is_set(part.query) and not is_unbound(part.query)]
    behind = [place for place in everything if limited and limited[0] < place]
    return tuple(part for place, part in enumerate(parts) if place not in behind)


def lacks_subject(query: Query) -> bool:
    """Say whether a question is on everything there is, or on the conversation itself: the story may say on what."""
    return is_unbound(query) or isinstance(query, Meta)


def is_ranked(query: Query) -> bool:
    """Say whether the first of a set is asked for: the largest … and the smallest …"""
    return isinstance(query, ListItems) and query.selection.rank is not None


def asks_again(query: Query, before: Query) -> bool:
    """Say whether a question only repeats the one before it: does it fit, said of what was asked on hardware."""
    return open_fit(query) and bool(fits_in(before))


def asks_since(reading: Reading, before: Query, words: Collection[tuple[int, int]]) -> bool:
    """Say whether a question word alone (`when?`) goes on from a statement that was checked.

    Args:
        reading: what may go on.
        before: what was asked before it.
        words: where question words stand, from the first token to behind the last.

    """
    if len(reading.phrases) != 1:
        return False
    (phrase,) = reading.phrases
    word = (phrase.start, phrase.end) in words and any(part.category == "asked" for part in phrase.parts)
    return word and isinstance(before, Check) and isinstance(reading.query, Lookup)


def loses_question(whole: Outcome, later: Sequence[Outcome]) -> bool:
    """Say whether a term is explained and a question after it, on things of the catalog, would be lost."""
    explained = all(isinstance(part.query, Define) for part in whole.parts)
    return explained and any(is_unbound(part.query) for verdict in later for part in verdict.parts)


def takes_only_names(whole: Outcome, verdicts: Sequence[Outcome], spans: Sequence[Span]) -> bool:
    """Say whether one reading of several questions takes only names from one that asks something of these."""
    used = [phrase for part in whole.parts for phrase in part.phrases]
    asked = (
        span
        for verdict, span in zip(verdicts, spans, strict=True)
        if verdict.status == "read" and all(subjects_of(part.query) and not part.bare for part in verdict.parts)
    )
    return any({phrase.category for phrase in used if within(phrase, span)} == {"names"} for span in asked)


def mixes_kinds(parts: Sequence[Reading]) -> bool:
    """Say whether all things of a kind are asked for beside a named thing: `and on which cards` asks more of that."""
    whole = any(isinstance(part.query, ListEntities) for part in parts)
    return whole and any(subjects_of(part.query) for part in parts)


def counts_sizes(parts: Sequence[Reading]) -> bool:
    """Say whether a number is asked for beside a named thing, of nothing but a size: … and how many into the 40B."""
    counted = [part for part in parts if isinstance(part.query, CountItems) and is_set(part.query)]
    sized = any(_only_sizes(part.phrases) for part in counted)
    return sized and any(subjects_of(part.query) for part in parts)


def _only_sizes(phrases: Sequence[Phrase]) -> bool:
    """Say whether all that was read is one amount (the 40B)."""
    return len(phrases) == 1 and phrases[0].category == "constraint" and isinstance(phrases[0].meaning, Compare)


def names_no_set(query: ListItems) -> bool:
    """Say whether a list is one of everything."""
    return query.selection.where is None and not query.selection.subjects


def is_given_set(part: Reading) -> bool:
    """Say whether a reading is of a set, or no more than several names: some of them may be asked for."""
    if part.bare and isinstance(part.query, Describe):
        return len(part.query.subjects) > 1
    return is_set(part.query) and not is_unbound(part.query)


def excluded_by(verdict: Outcome) -> Reading | None:
    """Return a sentence that says of a set what it is not, and does nothing else: nothing by Meta, no gated ones."""
    if verdict.status != "read" or len(verdict.parts) != 1:
        return None
    (part,) = verdict.parts
    query = part.query
    if not isinstance(query, ListItems) or query.show or query.level == "group":
        return None
    selection = query.selection
    return part if selection.where is not None and not selection.subjects and selection.rank is None else None


def limited_to(outcome: Outcome, told: Reading) -> Outcome:
    """Return questions on sets with one more limit, which was told before; those on named things as they are."""
    return msgspec.structs.replace(outcome, parts=tuple(_limited(part, told) for part in outcome.parts))


def _limited(part: Reading, told: Reading) -> Reading:
    selection, outer = getattr(part.query, "selection", None), getattr(told.query, "selection", None)
    if not isinstance(selection, Selection) or not isinstance(outer, Selection) or selection.subjects:
        return part
    limits = all_of([where for where in (selection.where, outer.where) if where is not None])
    chosen = msgspec.structs.replace(selection, where=limits)
    query = msgspec.structs.replace(part.query, selection=chosen)
    return msgspec.structs.replace(part, query=query, phrases=(*told.phrases, *part.phrases))


def past_talk(verdicts: Sequence[Outcome]) -> int:
    """Return the place of the first sentence that is no greeting; the first one where all are."""
    asking = (place for place, verdict in enumerate(verdicts) if any(p.intent not in TALK for p in verdict.parts))
    return next(asking, 0)


def greets(outcome: Outcome) -> bool:
    """Say whether a sentence is a greeting or thanks and no more."""
    return outcome.status == "read" and all(part.intent in TALK for part in outcome.parts)


def asks_others(analysis: Analysis, span: Span) -> bool:
    """Say whether a clause begins by asking for others, or ends by asking for one that does what was asked about."""
    if any(mention.firm for mention in analysis.holds(span, _OTHERS)):
        return True
    ends = {mention.end for mention in analysis.holds(span, _SO)}
    return bool(analysis.holds(span, _ONE)) and span.end in ends


def is_on_terms(verdict: Outcome) -> bool:
    """Say whether it is asked, of named things, if something may be done, or what terms say on it."""
    queries = [part.query for part in verdict.parts]
    may = (isinstance(query.statement if isinstance(query, Check) else _limit(query), Is) for query in queries)
    terms = (isinstance(query, Conditions) and not query.users for query in queries)
    return bool(queries) and all(any(each) for each in zip(may, terms, strict=True))


def on_facts(verdict: Outcome) -> bool:
    """Say whether facts of named things are asked for, on which it does not depend what somebody does with them."""
    parts = verdict.parts or tuple(filter(None, (verdict.open,)))
    return bool(parts) and all(
        isinstance(part.query, Lookup)
        or (isinstance(part.query, Check) and isinstance(part.query.statement, Has | Compare | Fits))
        for part in parts
    )


def _limit(query: Query) -> Constraint | None:
    """Return the limit on named things of which a list is made (we sell Gemma)."""
    return query.selection.where if isinstance(query, ListItems) and query.selection.subjects else None
