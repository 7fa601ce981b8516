"""In which domain a question is at home, and the same question in the attributes of that domain.

The reader knows the words of who, when and how big by the roles of the default domain. What is asked about things of
another one is carried over to the attributes that play the same roles there.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from chatbot.datatypes.catalog import Catalog, Ref

_ATTRIBUTES = frozenset({"attribute", "attributes", "show", "per", "of", "order"})
"""Fields of meanings that hold ids of attributes."""


def is_divided(catalog: Catalog) -> bool:
    """Say whether there is more than one domain: only then it matters which is meant."""
    return len(catalog.domains) > 1


def kind_asked(query: Any, catalog: Catalog) -> str:
    """Return the kind of things that a meaning says that it is about; empty: it does not say."""
    if not is_divided(catalog):
        return ""
    stated = (getattr(query, field, None) for field in ("selection", "among"))
    kinds = [selection.kind for selection in stated if selection is not None and selection.kind]
    return kinds[0] if kinds else catalog.kind_of(_refs(query))


def _refs(value: Any) -> Iterator[Ref]:
    if isinstance(value, Ref):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _refs(part)
    else:
        for field in getattr(value, "__struct_fields__", ()):
            yield from _refs(getattr(value, field))
