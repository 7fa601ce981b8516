"""Questions on memory: needs of items, of anything of a size, or how many devices they take."""

from __future__ import annotations

from chatbot.answering.memory_cards import cards
from chatbot.answering.memory_needs import needs_of_items
from chatbot.answering.memory_sizes import needs_of_size, size_fits
from chatbot.answering.store import Store
from chatbot.datatypes.answer import Answer
from chatbot.datatypes.query import Memory

CARDS = "cards"


def memory(query: Memory, store: Store) -> Answer:
    """Answer how much memory is needed."""
    if query.of == CARDS:
        return cards(query, store)
    if query.size:
        return size_fits(query, store) if query.hardware else needs_of_size(query, store)
    return needs_of_items(query, store)
