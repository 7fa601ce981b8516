"""Hardware that is told before a question: `We bought a 3090 last year. Could it run …?`"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial

import msgspec

from chatbot.datatypes.catalog import Ref
from chatbot.datatypes.options import RunMode
from chatbot.datatypes.query import (
    And,
    Card,
    Check,
    Conditions,
    Constraint,
    Describe,
    Fits,
    Is,
    Memory,
    Query,
    Recommend,
    Selection,
)
from chatbot.datatypes.reading import UNRECORDED, Mention, Outcome, Phrase, Reading, Token
from chatbot.datatypes.subjects import subjects_of
from chatbot.understanding.analysis import within
from chatbot.understanding.mentions.finder import SUBJECT_KINDS
from chatbot.understanding.mentions.numbers import EITHER, SOME
from chatbot.understanding.sentences import Span
from chatbot.understanding.shapes.hardware import firm, fits_in, is_bare, open_fit, replaced, with_hardware
from chatbot.understanding.shapes.slots import stated

_HARDWARE, _SYSTEM, _ATTRIBUTE, _TUNING = "hardware", "system", "attribute", "tuning"
_ALL_THERE_IS = "all_there_is"
"""What says that hardware is what one has, in words that ask elsewhere (is what we have)."""
_AT_HOME = "at_home"
"""What says that something is run on own hardware, whatever that is."""
_ABLE = "able_to_use"
"""What asks whether something can be used, not whether it may be, where hardware is told beside it."""
_RUN: RunMode = "run"
_UPON, _PRONOUN = "upon", "anaphor"
_NUMBERS = frozenset({"number", SOME, EITHER})
_ASKING = frozenset({"hardware", "names", "yes_no", "which", "what", "how_many", "why", "memory_need", "not",
                     "outsider", "purpose", "except", "attribute", "asked", "ordering", "topic", "users", "tuning",
                     "precision", "outside_id", "recommend", "offload"})  # fmt: skip
"""Terms and phrases with which a sentence does more than tell hardware."""
_SOUGHT = frozenset({"anything", "want", "fits"})
"""Terms with which something is wished for that fits (I need something that runs in 12 GB)."""
_NAMES = frozenset({"names"})


def hardware_told(phrases: Sequence[Phrase], span: Span, beside: Collection[str] = ()) -> tuple[Card, ...]:
    """Return the hardware that a statement tells; nothing where it asks or names something, too.

    Args:
        phrases: all of the utterance.
        span: of the statement.
        beside: categories that may stand beside the hardware nevertheless.

    """
    inside = [phrase for phrase in phrases if span.start <= phrase.start and phrase.end <= span.end]
    found = [phrase for phrase in inside if phrase.category == _HARDWARE]
    lacked = [p for p in phrases if p.category == UNRECORDED and any(p.start <= one.start < p.end for one in found)]
    if not found or lacked:
        return ()
    told = apart(found)
    taken = told + [phrase for phrase in inside if phrase.category == _ALL_THERE_IS]
    others = [p for p in inside if all(p.end <= one.start or one.end <= p.start for one in taken)]
    if any(phrase.category in _ASKING.difference(beside) or _limits(phrase) for phrase in others):
        return ()
    bare = any(_is_left_bare(others, one) or any(_counts(phrase, one) for phrase in others) for one in told)
    if bare or _joins_memory(others):
        return ()
    if {phrase.category for phrase in others} >= _SOUGHT:
        return ()
    hardware: tuple[Card, ...] = tuple(card for phrase in told for card in phrase.meaning)
    if len(told) > 1 and not is_one_machine(hardware):
        return ()
    return () if any(is_bare(card) for card in hardware) else hardware


def telling(phrases: Sequence[Phrase], idle: Collection[int]) -> list[Phrase]:
    """Return the phrases without attributes that may go unused (my company), which ask for nothing in a story."""
    asked = (p for p in phrases if p.category == _ATTRIBUTE)
    unused = {(p.start, p.end) for p in asked if set(idle).issuperset(range(p.start, p.end))}
    return [p for p in phrases if p.category != _ATTRIBUTE or (p.start, p.end) not in unused]


def _counts(phrase: Phrase, hardware: Phrase) -> bool:
    """Say whether a number right before hardware, or before a measure word, says how many of it there are."""
    return phrase.category in _NUMBERS and hardware.start - 1 <= phrase.end <= hardware.start


def _joins_memory(others: Sequence[Phrase]) -> bool:
    """Say whether an amount of memory is added that belongs to no hardware that was understood (plus 64 GB of xyz)."""
    joints = {phrase.end for phrase in others if phrase.category == "joined_by"}
    return any(phrase.category == "memory_amount" and phrase.start in joints for phrase in others)


def _is_left_bare(phrases: Sequence[Phrase], hardware: Phrase) -> bool:
    """Say whether a number right behind hardware is of nothing that is known (A100 80 xyz)."""
    behind = [phrase.meaning for phrase in phrases if phrase.category == "number" and phrase.start == hardware.end]
    return bool(behind) and not any(getattr(amount, "unit", "") for amount in behind)


def parted_behind_hardware(phrases: Sequence[Phrase], tokens: Sequence[Token], clauses: Sequence[Span]) -> list[Span]:
    """Cut clauses at blanks behind hardware: `I got a 3090 24G` needs no comma before the question on it."""
    cut: list[Span] = []
    for clause in clauses:
        ends = [p.end for p in phrases if p.category == _HARDWARE and clause.start <= p.start and p.end < clause.end]
        end = max(ends, default=clause.end)
        parted = end < clause.end and tokens[end].spaced and tokens[end].kind != "mark"
        cut += [Span(clause.start, end), Span(end, clause.end)] if parted else [clause]
    return cut


def apart(phrases: Sequence[Phrase]) -> list[Phrase]:
    """Return the longest phrases that do not overlap, in the order of the text."""
    chosen: list[Phrase] = []
    for phrase in sorted(phrases, key=lambda phrase: (phrase.start - phrase.end, phrase.start)):
        if all(phrase.end <= one.start or one.end <= phrase.start for one in chosen):
            chosen.append(phrase)
    return sorted(chosen, key=lambda phrase: phrase.start)


def _limits(phrase: Phrase) -> bool:
    """Say whether a phrase states something else than a fit."""
    return phrase.category == "constraint" and not isinstance(phrase.meaning, Fits)


def asked_of(outcome: Outcome, attribute: str, phrases: Sequence[Phrase]) -> tuple[Reading, ...]:
    """Return the readings of a question as what they ask beside told hardware.

    A thing alone (`Gemma 2B?`), or one to run at home, asks whether it fits, and so does `may we host X on it`.

    Args:
        outcome: what was read.
        attribute: the one for memory.
        phrases: all of the utterance.

    """
    held = _on_it(outcome.mentions)
    home = [mention for mention in outcome.mentions if mention.category == _AT_HOME]
    stating = (p for p in phrases if p.category == "constraint" and any(map(partial(_holds, p), home)))
    at_home = {p.meaning for p in stating if isinstance(p.meaning, Is)} if home and attribute else None
    able = [mention for mention in outcome.mentions if mention.category == _ABLE]
    fits = [bool(attribute) and _only_uses(part, able) for part in outcome.parts]
    queries = (
        Check(Selection(subjects_of(part.query)), Fits(attribute)) if fit else _asked(part, attribute, held, at_home)
        for part, fit in zip(outcome.parts, fits, strict=True)
    )
    return tuple(msgspec.structs.replace(part, query=query) for part, query in zip(outcome.parts, queries, strict=True))


def _only_uses(part: Reading, able: Sequence[Mention]) -> bool:
    """Say whether a question says no more of things than that they can be used, which hardware decides.

    Args:
        part: what was read: what terms ask of a user in general, or one statement that these words make (still use).
        able: the words that ask so.

    """
    subjects = subjects_of(part.query)
    if not able or not subjects or any(ref.kind not in SUBJECT_KINDS for ref in subjects):
        return False
    if isinstance(part.query, Conditions):
        return part.query == Conditions(part.query.subjects)
    told = [phrase for phrase in part.phrases if phrase.category == "constraint"]
    said = isinstance(part.query, Check) and isinstance(part.query.statement, Is)
    return said and bool(told) and all(any(within(phrase, mention) for mention in able) for phrase in told)


def _holds(phrase: Phrase, mention: Mention) -> bool:
    return phrase.start <= mention.start and mention.end <= phrase.end


def on_hardware(
    parts: Sequence[Reading], hardware: tuple[Card, ...], attribute: str, mode: RunMode = _RUN
) -> tuple[Reading, ...] | None:
    """Return readings that take the hardware in: those that leave it open, and sets of things to be found.

    Args:
        parts: what is asked.
        hardware: what was told.
        attribute: the one for memory.
        mode: how a thing is to be run or trained on it.

    None where a part speaks of other hardware than was told, so that it is not clear which counts.
    """
    queries = [_on(part.query, hardware, attribute, mode) for part in parts]
    if any(query is None for query in queries):
        return None
    return tuple(
        msgspec.structs.replace(part, query=query) for part, query in zip(parts, queries, strict=True) if query
    )


def _on_it(mentions: Sequence[Mention]) -> bool:
    """Say whether a pronoun stands right behind `on`."""
    upon = {mention.end for mention in mentions if mention.category == _UPON}
    return any(mention.category == _PRONOUN and mention.start in upon for mention in mentions)


def _asked(part: Reading, attribute: str, held: bool, at_home: Collection[Constraint] | None) -> Query:
    """Return what a question asks on told hardware; `at_home`: what is stated with words on own hardware, if any."""
    query = part.query
    if at_home is not None and isinstance(query, Check):
        if isinstance(query.statement, Is) and not any(p.category == "constraint" for p in part.phrases):
            return Check(query.selection, Fits(attribute))  # locally?
        wanted = query.statement.parts if isinstance(query.statement, And) else (query.statement,)
        fitting = [Fits(attribute) if each in at_home else each for each in wanted]
        return msgspec.structs.replace(query, statement=stated(fitting))
    open_use = (held and isinstance(query, Conditions)) or (part.bare and isinstance(query, Describe))
    subjects = query.subjects if open_use and isinstance(query, Conditions | Describe) else _called_good(query)
    runs = bool(subjects) and all(ref.kind in SUBJECT_KINDS for ref in subjects)
    return Check(Selection(subjects), Fits(attribute)) if attribute and runs else query


def _called_good(query: Query) -> tuple[Ref, ...]:
    """Return the one thing that is asked to be good, or all right, where nothing says for what: is Gemma 7B ok?"""
    vague = isinstance(query, Recommend) and not query.task and query.selection.where is None
    return subjects_of(query) if vague and len(subjects_of(query)) == 1 else ()


def on_told(query: Query, phrases: Sequence[Phrase], span: Span) -> Query:
    """Return a question on hardware that it does not name as one on what was told beside the thing that it is about."""
    hardware = hardware_told(phrases, span, _NAMES) if open_fit(query) else ()
    return with_hardware(query, hardware) if hardware else query


def training_told(phrases: Sequence[Phrase]) -> RunMode:
    """Return how it is told that something is to be trained (I want to fine-tune a 7B), else how it is run."""
    return next((phrase.meaning for phrase in phrases if phrase.category == _TUNING), _RUN)


def run_in(query: Query, precision: str) -> Query:
    """Return a question on memory as one on this precision, if nothing in it tells one."""
    if isinstance(query, Memory):
        return query if query.precision else msgspec.structs.replace(query, precision=precision)
    if any(asked.precision for asked in fits_in(query)):
        return query
    return replaced(query, lambda asked: msgspec.structs.replace(asked, precision=precision))


def trained(query: Query, mode: RunMode) -> Query:
    """Return a question on memory as one on training, if nothing in it tells how things are run."""
    if isinstance(query, Memory):
        return msgspec.structs.replace(query, mode=mode) if query.mode == _RUN else query
    if any(asked.mode != _RUN for asked in fits_in(query)):
        return query
    return replaced(query, lambda asked: msgspec.structs.replace(asked, mode=mode))


def _on(query: Query, hardware: tuple[Card, ...], attribute: str, mode: RunMode) -> Query | None:
    if open_fit(query):
        return with_hardware(query, hardware)
    stated_fits = fits_in(query)
    if stated_fits:
        return _beside(query, stated_fits[0], hardware)
    selection = getattr(query, "selection", None)
    if not attribute or not isinstance(selection, Selection) or selection.subjects:
        return query  # what is said of named things does not depend on it
    asked = Fits(attribute, firm(hardware), mode=mode)
    where = stated([selection.where, asked] if selection.where else [asked])
    return msgspec.structs.replace(query, selection=msgspec.structs.replace(selection, where=where))


def _beside(query: Query, asked: Fits, hardware: tuple[Card, ...]) -> Query | None:
    """Memory of the system told beside a card, or the other way round, counts with it; a card named again is one."""
    known = {card.device for card in hardware if card.device and card.memory}
    again = [card for card in asked.hardware if card.device in known and not card.memory and card.count == 1]
    both = (*hardware, *(card for card in asked.hardware if card not in again))
    if again == list(asked.hardware) or is_one_machine(both):
        return replaced(query, lambda one: msgspec.structs.replace(one, hardware=firm(both)))
    return None


def is_one_machine(hardware: tuple[Card, ...]) -> bool:
    """Whether amounts told one by one are those of one machine: a card, or the processor, and the system's memory."""
    if len(firm(hardware)) < len(hardware):
        return True
    system = [card for card in hardware if card.kind == _SYSTEM and not card.device]
    return len(system) == 1 and len(hardware) == len(system) + 1
