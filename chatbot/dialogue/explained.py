"""What is asked of a term that was just explained: which models use it?"""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.datatypes.catalog import Catalog, Ref
from chatbot.datatypes.query import Constraint, CountItems, Define, Has, Is, ListItems, Selection
from chatbot.datatypes.reading import Outcome, Reading
from chatbot.dialogue.outcomes import Resolved, read
from chatbot.dialogue.state import State

_USES = frozenset({"uses", "affirm"})
"""Follow-ups that ask which models use a term (which use it?), or are what it stands for (which models are?)."""


def explained_in(parts: Sequence[Reading]) -> Ref | None:
    """Return the only term that was explained."""
    terms = [term for part in parts if isinstance(part.query, Define) for term in part.query.terms]
    return terms[0] if len(terms) == len(parts) == 1 else None


def users_of(outcome: Outcome, state: State, catalog: Catalog) -> Resolved | None:
    """Return the question which items use what was just explained: a property has its id for a value, or tells it."""
    if state.explained is None:
        return None
    asked = next((each for each in outcome.follow if each.follow is not None and each.follow.kind in _USES), None)
    if asked is None or asked.follow is None:
        return None
    term = state.explained.id
    known = catalog.attributes.values()
    told: list[Constraint] = [Has(attribute.id, term) for attribute in known if term in attribute.values]
    told += [Is(attribute.id) for attribute in known if term in attribute.terms and attribute.type == "truth"]
    if not told:
        return None
    chosen = Selection((), told[0])
    query = CountItems(chosen) if asked.follow.asks == "count" else ListItems(chosen)
    return read(outcome, asked, (query,))
