"""Where somebody is, told in a clause of its own: what terms say on that place is asked for, too."""

from __future__ import annotations

import msgspec

from chatbot.datatypes.query import Conditions, Query
from chatbot.datatypes.reading import Outcome
from chatbot.understanding.analysis import Analysis
from chatbot.understanding.shapes.slots import topic_id

_TOPIC = "topic"
_PLACE = "place"
"""What a topic says, behind a colon, where it names a place and no more."""


def as_placed(outcome: Outcome, analysis: Analysis) -> Outcome:
    """Ask what the terms of named things say on a place, where an unused clause tells it (we are in China)."""
    if outcome.status != "read":
        return outcome
    used = {place for part in outcome.parts for phrase in part.phrases for place in range(phrase.start, phrase.end)}
    told = [phrase for phrase in analysis.phrases if phrase.category == _TOPIC and used.isdisjoint([phrase.start])]
    topics = {topic_id(said) for said in (str(phrase.meaning) for phrase in told) if said.partition(":")[2] == _PLACE}
    if not topics:
        return outcome
    parts = tuple(msgspec.structs.replace(part, query=_placed(part.query, topics)) for part in outcome.parts)
    return msgspec.structs.replace(outcome, parts=parts)


def _placed(query: Query, topics: set[str]) -> Query:
    """Return a question on the terms of things as one on these sections as well."""
    if not isinstance(query, Conditions) or not query.subjects or query.users or query.side or query.task:
        return query
    first, *besides = sorted({query.topic, *query.besides, *topics} - {""})
    return msgspec.structs.replace(query, topic=first, besides=tuple(besides), whether=False)
