"""Answer -> JSON: the keys, their order and their meaning are a promise to other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from chatbot.datatypes.answer import Answer, Cell, Groups
    from chatbot.datatypes.catalog import Catalog, Fact
    from chatbot.datatypes.reading import Correction
    from chatbot.rendering.sentences import Sentences


class Envelope(msgspec.Struct, frozen=True, kw_only=True):
    """What the caller knows about the question: rendering adds it to the answer unchanged."""

    question: str = ""
    language: str = ""
    reading: str = ""
    corrections: tuple[Correction, ...] = ()
    unexplained: tuple[str, ...] = ()
    query: dict[str, Any] | None = None
    parts: tuple[Envelope, ...] = ()
    """One for each part of the answer; a part without one shares question and language."""


class JsonForm:
    """Makes JSON-able dicts of answers."""

    def __init__(self, sentences: Sentences) -> None:
        """Keep the ways of writing sentences and values."""
        self.sentences = sentences
        self.values = sentences.values
        self.catalog: Catalog = sentences.values.names.catalog

    def answer(self, answer: Answer, envelope: Envelope, text: str, part_texts: tuple[str, ...] = ()) -> dict[str, Any]:
        """Return the answer under the promised keys, in their order; `parts` only where two questions were asked."""
        result = {
            "question": envelope.question,
            "language": envelope.language,
            "status": answer.status,
            "intent": answer.intent,
            "reading": envelope.reading,
            "families": self.families(answer),
            "models": list(answer.models),
            "groups": _groups(answer.groups),
            "verdict": answer.verdict,
            "count": _number(answer.count),
            "query": envelope.query,
            "cells": [self.cell(cell) for cell in answer.cells],
            "corrections": [{"from": each.typed, "to": each.taken_for} for each in envelope.corrections],
            "unexplained": list(envelope.unexplained),
            "choices": [{"id": choice.id, "label": self.sentences.label(choice)} for choice in answer.choices],
            "suggestions": self.suggestions(answer),
            "sources": self._sources(answer),
            "text": text,
        }
        if answer.parts:
            result["parts"] = self._parts(answer, envelope, part_texts)
        return result

    def suggestions(self, answer: Answer) -> list[str]:
        """Return questions that could be asked next."""
        return [self.sentences.say(say)[0] for say in answer.suggestions]

    def families(self, answer: Answer) -> list[str]:
        """Return groups of the models, in their order, unless the answer names others."""
        if answer.families is not None:
            return list(answer.families)
        items = self.catalog.items
        return list(dict.fromkeys([items[model].group for model in answer.models if model in items]))

    def cell(self, cell: Cell) -> dict[str, Any]:
        """One stated fact."""
        fact = cell.fact
        result: dict[str, Any] = {
            "model": None if cell.subject else cell.model,
            "attribute": cell.attribute,
            "state": cell.state,
            "value": None
            if cell.state in ("undisclosed", "unknown", "not_applicable")
            else self.values.plain_value(cell.attribute, cell.value),
            "display": self.values.cell(cell),
            "note": self.sentences.note(cell) or None,
            "sources": list(cell.sources),
            "confidence": fact.confidence if fact else None,
            "where": (fact.where or None) if fact else None,
        }
        if cell.subject is not None:
            result["subject"] = {"kind": cell.subject.kind, "id": cell.subject.id}
        if cell.others:
            result["others"] = [self._other(other) for other in cell.others]
        return result

    def _other(self, fact: Fact) -> dict[str, Any]:
        return {
            "value": self.values.plain_value(fact.attribute, fact.value),
            "display": self.values.fact(fact),
            "sources": list(fact.sources),
        }

    def _sources(self, answer: Answer) -> list[dict[str, Any]]:
        told: list[str] = []
        for cell in answer.cells:
            told += cell.sources
            for other in cell.others:
                told += other.sources
        return [self._source(source) for source in dict.fromkeys(told)]

    def _source(self, source: str) -> dict[str, Any]:
        known = self.catalog.sources.get(source)
        return {"id": source, "title": known.title if known else source, "url": known.url if known else ""}

    def _parts(self, answer: Answer, envelope: Envelope, texts: tuple[str, ...]) -> list[dict[str, Any]]:
        shared = Envelope(question=envelope.question, language=envelope.language)
        result = []
        for number, part in enumerate(answer.parts):
            own = envelope.parts[number] if number < len(envelope.parts) else shared
            result.append(self.answer(part, own, texts[number] if number < len(texts) else ""))
        return result


def _groups(groups: Groups | None) -> dict[str, list[str]] | None:
    if groups is None:
        return None
    return {name: list(getattr(groups, name)) for name in groups.__struct_fields__}


def _number(value: float | None) -> int | float | None:
    return int(value) if isinstance(value, float) and value.is_integer() else value
