"""Questions on memory: needs of items or of a size, how many devices they take, what context there is room for."""

from __future__ import annotations

from chatbot.answering.memory.cards import cards
from chatbot.answering.memory.context_room import context_room
from chatbot.answering.memory.figures import needs_of_items
from chatbot.answering.memory.sizes import needs_of_size, size_fits
from chatbot.answering.store import Store
from chatbot.datatypes.answer import Answer
from chatbot.datatypes.query import Memory

CARDS, CONTEXT = "cards", "context"


def memory(query: Memory, store: Store) -> Answer:
    """Answer how much memory is needed."""
    if query.of == CARDS:
        return cards(query, store)
    if query.of == CONTEXT:
        return context_room(query, store)
    if query.size:
        return size_fits(query, store) if query.hardware else needs_of_size(query, store)
    return needs_of_items(query, store)
