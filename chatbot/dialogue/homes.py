"""In a catalog of several domains: what is said goes on among the things that were talked about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from chatbot.datatypes.catalog import Catalog
from chatbot.datatypes.followup import Followup
from chatbot.datatypes.homes import Homes, Said, is_divided, kind_asked, takes_memory
from chatbot.datatypes.later import Later
from chatbot.datatypes.reading import Outcome, Reading
from chatbot.dialogue.sets import kind_talked
from chatbot.dialogue.state import Exchange, State

_ON_MEMORY = "memory"


class Conversing:
    """Takes over what was said into the domain that it is about; in a catalog of one domain it does nothing."""

    def __init__(self, catalog: Catalog) -> None:
        """Take the catalog."""
        self._catalog = catalog
        self._homes = Homes(catalog) if is_divided(catalog) else None

    def taken(self, outcome: Outcome, state: State) -> Outcome:
        """Return what was understood in the attributes of what was talked about, unless it says what it is about."""
        if self._homes is None or state.is_new:
            return outcome
        said, talked = self._homes.said(outcome.mentions), self._talked(state)
        parts = tuple(self._part(part, said, talked) for part in outcome.parts)
        lacking = self._part(outcome.open, said, talked) if outcome.open is not None else None
        if lacking is not None and takes_memory(lacking.query) and not self._catalog.role("memory", talked):
            lacking = None
        follow = Later(lambda: tuple(self._follows(outcome.follow, said, talked)))
        return msgspec.structs.replace(outcome, parts=parts, open=lacking, read_follow=follow)

    def settled(self, outcome: Outcome, state: State) -> Outcome:
        """Return what the conversation completed in the attributes of what it is now about (and the Sprint?)."""
        if self._homes is None or state.is_new or not outcome.parts:
            return outcome
        said, talked = self._homes.said(outcome.mentions), self._talked(state)
        return msgspec.structs.replace(outcome, parts=tuple(self._part(part, said, talked) for part in outcome.parts))

    def turns_away(self, outcome: Outcome, last: Exchange | None) -> bool:
        """Say whether things of another kind than those talked about are called so: nothing goes on to them."""
        if self._homes is None or last is None or outcome.status != "read":
            return False
        kinds = self._homes.said(outcome.mentions).kinds
        return bool(kinds) and kind_talked(last, self._catalog) not in kinds

    def _talked(self, state: State) -> str:
        """Return the kind of things that are talked about: those to choose from, else those of the last answer."""
        offered = state.pending.options if state.pending is not None else ()
        kinds = (kind_asked((option.ref, option.query), self._catalog) for option in offered)
        return next(filter(None, kinds), "") or kind_talked(state.last, self._catalog)

    def _part(self, part: Reading, said: Said, talked: str) -> Reading:
        query = self._homes.settled(part.query, said, talked) if self._homes is not None else None
        return msgspec.structs.replace(part, query=query) if query is not None else part

    def _follows(self, readings: Iterable[Reading], said: Said, talked: str) -> Iterator[Reading]:
        """Yield follow-ups, each meaning once; nothing asks for the memory of things that need none."""
        seen: set[Followup] = set()
        for reading in readings:
            if reading.follow is None or self._homes is None:
                yield reading
                continue
            kind = self._homes.kind(reading.follow, said) or talked
            follow = self._homes.carried(reading.follow, kind, said)
            on_memory = follow.kind == _ON_MEMORY or takes_memory(follow)
            if follow not in seen and not (on_memory and not self._catalog.role("memory", kind)):
                seen.add(follow)
                yield msgspec.structs.replace(reading, follow=follow)
