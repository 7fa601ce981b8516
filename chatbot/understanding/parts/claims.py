"""What is claimed of a family before a question on some of it matters for these: since OPT may be sold, may OPT-30B?"""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from chatbot.datatypes.catalog import Catalog, Ref
from chatbot.datatypes.query import Check
from chatbot.datatypes.reading import Outcome, Reading
from chatbot.datatypes.subjects import subjects_of, with_subjects


def on_what_is_asked(outcome: Outcome, catalog: Catalog) -> Outcome:
    """Return the outcome with claims on a family as ones on the things of it that are asked about; none twice."""
    asked = [part for part in outcome.parts if not part.claim]
    if len(asked) == len(outcome.parts) or not asked:
        return outcome
    named = [ref for part in asked for ref in subjects_of(part.query)]
    parts = {part.query: part for part in asked}
    for part in outcome.parts:
        said = _of_some(part, named, catalog) if part.claim else part
        parts.setdefault(said.query, said)
    return msgspec.structs.replace(outcome, parts=tuple(parts.values()))


def _of_some(part: Reading, named: Collection[Ref], catalog: Catalog) -> Reading:
    about = subjects_of(part.query)
    if not isinstance(part.query, Check) or any(ref.kind != "group" for ref in about):
        return part
    members = {member for ref in about for member in catalog.groups[ref.id].members}
    some = tuple(dict.fromkeys(ref for ref in named if ref.kind == "item" and ref.id in members))
    return msgspec.structs.replace(part, query=with_subjects(part.query, some)) if some else part
