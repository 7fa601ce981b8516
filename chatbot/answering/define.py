"""What does a term mean? How do terms differ?"""

from __future__ import annotations

import msgspec

from chatbot.answering.describe import definition, describe
from chatbot.answering.store import Store
from chatbot.answering.suggestions import suggest
from chatbot.datatypes.answer import Answer, Block, Localised, Say
from chatbot.datatypes.catalog import Ref
from chatbot.datatypes.query import Define, Describe

MOST = 3


def define(query: Define, store: Store) -> Answer:
    """Answer with definitions, or with the ready comparison of the terms."""
    contrast = store.contrast(term.id for term in query.terms) if len(query.terms) > 1 else None
    blocks: list[Block] = []
    if contrast:
        blocks.append(Say("answer.define.contrast", {"text": Localised(contrast.answer)}, sources=contrast.sources))
    blocks.extend(say for term in query.terms for say in definition(term, store))
    if not blocks:
        return msgspec.structs.replace(describe(Describe(query.terms), store), query=query)
    return Answer(status="answered", query=query, blocks=tuple(blocks), suggestions=_see_also(query.terms, store))


def _see_also(terms: tuple[Ref, ...], store: Store) -> tuple[Say, ...]:
    found: dict[str, Say] = {}
    for term in terms:
        entity = store.entity(term.kind, term.id)
        for name in entity.see_also if entity else ():
            related = Ref(term.kind, name)
            if related not in terms and definition(related, store):
                found.setdefault(name, Say("answer.suggest.define", {"name": related}))
    return tuple(found.values())[:MOST] or suggest(store, ())
