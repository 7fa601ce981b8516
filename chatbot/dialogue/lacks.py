"""Questions that lack one thing which was said before, or is said now: hardware, what matters, the set meant."""

from __future__ import annotations

import msgspec

from chatbot.datatypes.catalog import Catalog
from chatbot.datatypes.followup import Followup
from chatbot.datatypes.query import (
    Aggregate,
    Check,
    CountItems,
    Describe,
    Fits,
    ListItems,
    ListValues,
    Memory,
    Query,
    Recommend,
    Selection,
)
from chatbot.datatypes.reading import Outcome, Reading
from chatbot.datatypes.subjects import ALL_PLACES, fit_in, subjects_of, with_subjects
from chatbot.dialogue.fits import has_terms, tells_other_machine, with_fit
from chatbot.dialogue.limits import changed, joined
from chatbot.dialogue.matters import JOINERS, each_follow
from chatbot.dialogue.outcomes import Resolved, read, unclear
from chatbot.dialogue.pointing import has_noun, said
from chatbot.dialogue.referring import LEADING
from chatbot.dialogue.sets import focus, is_on_items, is_plain, refs, selection_of
from chatbot.dialogue.state import Exchange, Pending

_LISTED = ListItems | Check | Recommend | ListValues | Aggregate | CountItems
"""Questions on a set, of which one may be chosen."""
_WHICH = frozenset({"which", "who"})
_CAN_RUN = frozenset({"fits", "yes_no", "enough", "works", "copes"})
"""Terms that ask whether something runs, rather than how much it needs."""


def answered(outcome: Outcome, pending: Pending) -> Resolved | None:
    """Complete the question that was asked back for by what is said now: hardware, or what matters."""
    if pending.lacking is None:
        return None
    query = pending.lacking.query
    base = fit_in(query)
    for reading, follow in each_follow(outcome):
        alone = follow.kind == "shift" and not follow.where and (has_terms(follow) or _names_alone(follow))
        if base is not None and _is_open(base) and alone:
            terms = Fits(base.attribute, base.hardware, follow.precision, follow.context, follow.mode or base.mode)
            asked = with_fit(query, base, _with(terms, base))
            return read(outcome, reading, (with_subjects(asked, follow.subjects or subjects_of(asked)),))
        if follow.kind != "shift" or follow.where is None or follow.subjects:
            continue
        told = fit_in(follow.where)
        if base is not None and _is_open(base) and told is not None and told.hardware:
            return read(outcome, reading, (with_fit(query, base, _on(base, told)),))
        if base is not None and _is_open(base) and isinstance(query, ListItems | Recommend):
            where = joined(filter(None, (query.selection.where, follow.where)))  # one limit more, and still no hardware
            limited = msgspec.structs.replace(query.selection, where=where)
            return read(outcome, reading, (msgspec.structs.replace(query, selection=limited),))
        if isinstance(query, Recommend):
            where = joined(filter(None, (query.selection.where, follow.where)))
            selection = msgspec.structs.replace(query.selection, where=where)
            return read(outcome, reading, (msgspec.structs.replace(query, selection=selection),))
    return None


def for_task(outcome: Outcome, pending: Pending | None) -> Resolved | None:
    """`mainly for chat` after it was asked back what matters of two things: one of these, for that."""
    before = pending.lacking.query if pending is not None and pending.lacking is not None else None
    if not isinstance(before, Recommend) or len(before.selection.subjects) < 2:
        return None
    (part, *more) = outcome.parts or (None,)
    if part is None or more or outcome.status != "read" or not isinstance(part.query, Recommend):
        return None
    asked = part.query.selection
    if not part.query.task or asked.subjects or asked.rank is not None:
        return None
    where = joined(filter(None, (before.selection.where, asked.where)))
    chosen = msgspec.structs.replace(before.selection, where=where)
    return read(outcome, part, (Recommend(chosen, part.query.task),))


def with_hardware(outcome: Outcome, last: Exchange | None, catalog: Catalog) -> Resolved | None:
    """`then which can I run?`: on the hardware that the last question named; without a noun, of its set."""
    if last is None or outcome.status != "read" or len(outcome.parts) != 1:
        return None
    (part,) = outcome.parts
    base, before = fit_in(part.query), fit_in(last.query)
    if base is not None and not base.hardware and isinstance(last.query, Memory) and not said(outcome) & _CAN_RUN:
        needed = Memory(Selection(subjects_of(part.query)), 0, base.precision, base.context, base.mode)
        return read(outcome, part, (needed,)) if subjects_of(part.query) else None  # and Gemma 7B in int8?
    if base is None or base.hardware or before is None or not before.hardware or tells_other_machine(outcome, part):
        return None
    query = with_fit(part.query, base, _on(base, before))
    return _of_set(outcome, part, query, last, catalog) or read(outcome, part, (query,))


def _on(base: Fits, told: Fits) -> Fits:
    return msgspec.structs.replace(_with(base, told), hardware=told.hardware)


def _is_open(base: Fits) -> bool:
    """Say whether it is not told on what something is to fit, or how much memory that has."""
    return not base.hardware or any(card.kind and not card.memory for card in base.hardware)


def _with(base: Fits, told: Fits) -> Fits:
    precision, context = base.precision or told.precision, base.context or told.context
    return msgspec.structs.replace(base, precision=precision, context=context)


def _names_alone(follow: Followup) -> bool:
    """`and Llama 3.1 8B?`: the same of something else, and nothing besides."""
    return bool(follow.subjects) and follow == Followup(
        kind="shift", subjects=follow.subjects, parallel=follow.parallel
    )


def other_hardware(outcome: Outcome, last: Exchange | None) -> Resolved | None:
    """`with a cheaper card?` after a question on memory: which one, nobody but the asker knows."""
    about_memory = last is not None and (isinstance(last.query, Memory) or fit_in(last.query) is not None)
    if not about_memory or not any(follow.kind == "hardware" for _, follow in each_follow(outcome)):
        return None
    return unclear(outcome, "hardware", None)


def is_new_topic(outcome: Outcome, last: Exchange | None) -> bool:
    """Say whether a bare name, after a set that was described, is what comes next rather than a question about the set.

    `what about …` and a question mark ask whether it belongs to the set.
    """
    selection = selection_of(last) if last is not None and not isinstance(last.query, Check) else None
    if selection is None or selection.where is None or selection.rank is not None or last is None or is_plain(last):
        return False
    named = outcome.status == "read" and len(outcome.parts) == 1 and outcome.parts[0].bare
    if any(follow.subjects and follow.within and not follow.asks for _, follow in each_follow(outcome)):
        return False  # Mistral's, of those
    asks = any(token.raw in QUESTION_MARKS for token in outcome.tokens) or said(outcome) & (LEADING | JOINERS)
    return named and isinstance(outcome.parts[0].query, Describe) and not asks


QUESTION_MARKS = frozenset("?\uff1f")


def among_named(outcome: Outcome, last: Exchange | None) -> Resolved | None:
    """`which should I take for 24 GB?` after several were named, `pick one` after a set was shown: one of these."""
    if last is not None and not is_plain(last):
        return _one_of_shown(outcome, last)
    if last is None or outcome.status != "read" or len(outcome.parts) != 1:
        return None
    (part,), things = outcome.parts, focus(last)
    if len(things) < 2 and part.query == Recommend(Selection()):
        things = refs(last.shown)  # of one family, or what it was held against
    if not isinstance(part.query, Recommend) or has_noun(part) or len(things) < 2 or not is_on_items(last):
        return None
    selection = part.query.selection
    if selection.subjects or not said(outcome) & _WHICH:
        return None
    chosen = msgspec.structs.replace(selection, subjects=things)
    return read(outcome, part, (msgspec.structs.replace(part.query, selection=chosen),))


def wished_again(outcome: Outcome, last: Exchange | None, catalog: Catalog) -> Resolved | None:
    """`must be okay commercially` after something was to be recommended: for the same, with one limit more."""
    if last is None or not isinstance(last.query, Recommend) or outcome.status != "read" or len(outcome.parts) != 1:
        return None
    (part,), before = outcome.parts, last.query
    asked = part.query.selection if isinstance(part.query, Recommend) and not part.query.task else None
    if asked is None or asked.where is None or asked.subjects or asked.rank or has_noun(part):
        return None
    where = changed(before.selection.where, asked.where, catalog.attributes)
    chosen = msgspec.structs.replace(before.selection, where=where)
    return read(outcome, part, (msgspec.structs.replace(before, selection=chosen),))


def _one_of_shown(outcome: Outcome, last: Exchange) -> Resolved | None:
    """A choice for which nothing is told, after a set that was shown, is one among these."""
    if outcome.status != "read" or len(outcome.parts) != 1 or not isinstance(last.query, _LISTED):
        return None
    (part,) = outcome.parts
    if (
        part.query != Recommend(Selection())
        or any(follow.kind == "else" for _, follow in each_follow(outcome))
        or has_noun(part)
        or len(last.shown) < 2
        or not is_on_items(last)
    ):
        return None
    return read(outcome, part, (Recommend(Selection(refs(last.shown))),))


def first_of_set(outcome: Outcome, last: Exchange | None, catalog: Catalog) -> Resolved | None:
    """A place in an order, of nothing that is named, and no follow-up as a whole: among what was described."""
    ranks = [getattr(getattr(part.query, "selection", None), "rank", None) for part in outcome.parts]
    if len({rank.attribute for rank in ranks if rank is not None and rank.last == ALL_PLACES}) == 1 and all(ranks):
        outcome = msgspec.structs.replace(outcome, parts=outcome.parts[-1:])  # by size, smallest first: one order
    rank = ranks[-1] if ranks else None
    if last is None or rank is None or "all" in said(outcome):
        return None
    if rank.last != ALL_PLACES and any(follow.kind != "pick" for _, follow in each_follow(outcome)):
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
    if isinstance(last.query, Recommend) and not last.shown:
        return None  # there is none of which something may be so
    if selection is None or has_noun(part) or not is_on_items(last):
        return None
    if isinstance(query, Check) or not isinstance(asked, Selection):
        return None
    if selection.where is None and (asked.rank is None or not selection.subjects or len(last.shown) < 2):
        return None
    if asked.subjects or (asked.rank is None and asked.where is None):
        return None
    where = changed(selection.where, asked.where, catalog.attributes) if asked.where else selection.where
    chosen = msgspec.structs.replace(asked, subjects=selection.subjects, where=where)
    return read(outcome, part, (msgspec.structs.replace(query, selection=chosen),))
