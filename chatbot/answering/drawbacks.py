"""What speaks against each recommended item, by facts only: terms of its licence, a tight fit, a short context."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from chatbot.answering.compare import Truth, known, magnitude
from chatbot.answering.memory.needs import fit_note
from chatbot.answering.notes import condition
from chatbot.answering.pieces import refs
from chatbot.answering.store import Store
from chatbot.answering.truth import atoms
from chatbot.datatypes.answer import Argument, AttributeName, Bullets, Localised, Say, Value
from chatbot.datatypes.query import Constraint, Fits, Is

SHORT = 4
"""A context is called short where another recommended item has this many times as much."""


def drawbacks(store: Store, items: tuple[str, ...], where: Constraint | None) -> tuple[Bullets, ...]:
    """Return a line for each drawback with the items that share it."""
    longest = max((_span(store, item) for item in items), default=0.0)
    shared: dict[bytes, tuple[Say, list[str]]] = {}
    for item in items:
        for said in _against(store, item, where, longest):
            shared.setdefault(msgspec.msgpack.encode(said), (said, []))[1].append(item)
    lines = tuple(Say(said.message, {"names": refs(names), **said.args}) for said, names in shared.values())
    return (Bullets(lines=lines, title=Say("answer.recommend.against")),) if lines else ()


def _against(store: Store, item: str, where: Constraint | None, longest: float) -> Iterator[Say]:
    yield from _terms(store, item)
    yield from _fit(store, item, atoms(where))
    span = _span(store, item)
    if span and span * SHORT <= longest:
        attribute = store.role("span", store.item(item).kind)
        args: dict[str, Argument] = {"attribute": AttributeName(attribute), "value": Value(attribute, int(span))}
        yield Say("answer.recommend.against_short", args)


def _terms(store: Store, item: str) -> Iterator[Say]:
    usable = store.role("usable", store.item(item).kind)
    truth = store.truth(Is(usable), item) if usable else Truth.YES
    if truth is Truth.CONDITIONAL:
        yield Say("answer.recommend.against_terms", {"condition": Localised(condition(store, item, usable))})
    elif truth is Truth.NO:
        yield Say("answer.recommend.against_no", {"attribute": AttributeName(usable)})
    elif truth is Truth.UNKNOWN:
        yield Say("answer.recommend.against_unknown", {"attribute": AttributeName(usable)})


def _fit(store: Store, item: str, stated: Iterable[object]) -> Iterator[Say]:
    for atom in stated:
        said = fit_note(store, atom, item) if isinstance(atom, Fits) else None
        if said is not None:
            yield Say(said.message.replace("fit.note.", "fit.against."), said.args)


def _span(store: Store, item: str) -> float:
    attribute = store.role("span", store.item(item).kind)
    facts = store.facts(item, attribute) if attribute else ()
    return float(magnitude(facts[0].value) or 0) if facts and known(facts[0]) else 0.0
