"""Answers without a fact: asking back, names outside the catalog, words not understood, questions of another kind."""

from __future__ import annotations

from chatbot.answering.cells import cell, known_cell
from chatbot.answering.memory.hardware import DEVICE
from chatbot.answering.store import Store
from chatbot.answering.suggestions import about, suggest
from chatbot.datatypes.answer import Answer, AttributeName, Block, Bullets, Choice, Localised, Phrase, Say
from chatbot.datatypes.catalog import Ref
from chatbot.datatypes.options import AnswerStatus
from chatbot.datatypes.reading import Outcome

MOST = 3
_QUOTING = frozenset({"not_understood", "beyond"})
"""Refusals with a sentence for one word at issue, and one for several."""


def refuse(outcome: Outcome, store: Store) -> Answer:
    """Return the answer for an outcome without a reading; it states no fact and lists no model."""
    if outcome.status == "clarify":
        return _clarify(outcome, store)
    if outcome.status == "not_in_catalog":
        return _outside(outcome, store)
    status: AnswerStatus = "out_of_scope" if outcome.status == "out_of_scope" else "not_understood"
    message = outcome.reason or f"answer.refuse.{status}"
    return Answer(status=status, blocks=_naming(message, outcome.names), suggestions=_ways_on(outcome, store))


def _naming(message: str, names: tuple[str, ...]) -> tuple[Block, ...]:
    """Quote the words at issue: one within the sentence, several below it."""
    if names and message.rpartition(".")[2] in _QUOTING:
        message += "_word" if len(names) == 1 else "_words"
    lead = Say(message, {"name": names[0] if len(names) == 1 else "", "count": len(names)})
    if len(names) < 2:
        return (lead,)
    return (lead, Bullets(lines=tuple(Say("answer.refuse.word", {"name": name}) for name in names)))


def _ways_on(outcome: Outcome, store: Store) -> tuple[Say, ...]:
    """Suggest questions on what was named: one on a property that was told, if it is known, before others."""
    named = [m.meaning for m in outcome.mentions if m.category == "name"]
    items = store.items_of(dict.fromkeys(named))
    if outcome.status != "not_understood" or not items:
        return _start(store)
    asked = [m.meaning for m in outcome.mentions if m.category == "attribute" and store.has_attribute(m.meaning)]
    told = [each for each in dict.fromkeys(asked) if known_cell(cell(store, items[0], each))]
    first = (Say("answer.suggest.lookup", {"attribute": AttributeName(told[0]), "name": named[0]}),) if told else ()
    return (*_fit(outcome, named[0]), *first, *suggest(store, items, tuple(told)))[:MOST]


def _fit(outcome: Outcome, name: Ref) -> tuple[Say, ...]:
    """Suggest to ask whether something runs on the one device that was named beside it."""
    ids = dict.fromkeys(each for m in outcome.mentions if m.category == DEVICE for each in m.meaning.ids)
    devices = (Ref(DEVICE, each) for each in ids)
    return tuple(Say("answer.suggest.fits", {"name": name, "device": ref}) for ref in devices if len(ids) == 1)


def _start(store: Store) -> tuple[Say, ...]:
    groups = store.groups()
    first = (Say("answer.suggest.describe", {"name": Ref("group", groups[0].id)}),) if groups else ()
    return (*suggest(store, ()), *first, Say("answer.suggest.help"))[:MOST]


def _clarify(outcome: Outcome, store: Store) -> Answer:
    choices = tuple(
        Choice(id=str(number), label=Phrase(reading.query), query=reading.query)
        for number, reading in enumerate(outcome.alternatives, 1)
    )
    things = [ref for name in outcome.choices if (ref := store.ref(name))]
    choices += tuple(Choice(id=ref.id, label=ref) for ref in things)
    if not choices and not outcome.reason:
        from chatbot.answering.recommend import ask_criterion

        return ask_criterion(store, None)
    blocks = list(_naming(outcome.reason or "answer.refuse.clarify", outcome.names))
    notes = (store.ambiguity(name) for name in outcome.names)
    blocks.extend(Say("answer.note.plain", {"text": Localised(note)}) for note in notes if note)
    suggestions = tuple(say for ref in things for say in about(ref))[:MOST]
    return Answer(status="clarify", blocks=tuple(blocks), choices=choices, suggestions=suggestions)


def _outside(outcome: Outcome, store: Store) -> Answer:
    proper = outcome.outsiders if len(outcome.outsiders) == len(outcome.names) else outcome.names
    blocks: list[Block] = [
        Say(outcome.reason or "answer.refuse.not_in_catalog", {"name": name, "count": len(proper)}) for name in proper
    ]
    nearest = _nearest(outcome, store)
    if nearest:
        blocks.append(Say("answer.refuse.nearest"))
    choices = tuple(Choice(id=ref.id, label=ref) for ref in nearest)
    suggestions = tuple(say for ref in nearest for say in about(ref))[:MOST] or _start(store)
    return Answer(status="not_in_catalog", blocks=tuple(blocks), choices=choices, suggestions=suggestions)


def _nearest(outcome: Outcome, store: Store) -> tuple[Ref, ...]:
    names = list(outcome.choices)
    for name in () if names else outcome.outsiders:
        outsider = store.outsider(name)
        names.extend(outsider.nearest if outsider else ())
    return tuple(ref for name in dict.fromkeys(names) if (ref := store.ref(name)))
