"""Make the outcomes of one utterance: each carries what was found in it; a refusal says why there is no answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypedDict, Unpack

import msgspec

from chatbot.datatypes.options import Status
from chatbot.datatypes.query import ListItems, Meta, Selection
from chatbot.datatypes.reading import UNCLEAR, Mention, Outcome, Phrase, Reading
from chatbot.understanding.analysis import BEYOND, Analysis
from chatbot.understanding.cover import Cover
from chatbot.understanding.meanings import CARDS, Outside, Vague
from chatbot.understanding.sentences import Span

OFF_TOPIC = frozenset({"off_topic"})
"""Words that say that nothing of a catalog is asked for."""
MEANINGFUL = frozenset({"name", "entity", "attribute", "asked", "property", "comparative", "superlative", "outsider",
                        "ambiguous", "outside_id", "device", "memory_need"})  # fmt: skip
"""Categories of which one at least stands in every question on the catalog."""
_PICKING = frozenset({"which", "how_many", "list"})
"""Terms of a question for some of a kind: about models it is one for the catalog, whatever else it says."""
_ABOUT = frozenset({"help", "topics"})
"""What may be asked of the bot, which words on something else are no background to."""
_REFUSE = "answer.refuse."
_MEASURE = frozenset({"measure"})
"""What stands behind the number of what is counted."""
_WORST = ("not_in_catalog", "clarify", "not_understood", "out_of_scope")
"""Which of several refusals is told: the first of these."""


Consider = Callable[[], tuple[Reading, ...]]
"""Makes all readings of a span, best first."""


class Details(TypedDict, total=False):
    """What an outcome may say besides its status; the names are those of Outcome."""

    parts: tuple[Reading, ...]
    alternatives: tuple[Reading, ...]
    choices: tuple[str, ...]
    names: tuple[str, ...]
    outsiders: tuple[str, ...]
    unexplained: tuple[str, ...]
    open: Reading | None
    cover: tuple[Phrase, ...]
    consider: Consider


class Outcomes:
    """Makes the outcomes of one utterance."""

    def __init__(self, analysis: Analysis, language: str) -> None:
        """Keep what all outcomes carry."""
        self.analysis = analysis
        self._language = language

    def read(self, parts: tuple[Reading, ...], consider: Consider) -> Outcome:
        """Return what was understood."""
        return self._made("read", "", parts=parts, consider=consider)

    def refused(self, status: Status, why: str, **details: Unpack[Details]) -> Outcome:
        """Return that there is no answer, and why."""
        return self._made(status, _REFUSE + why, **details)

    def not_in_catalog(self, outside: Sequence[Phrase]) -> Outcome:
        """Return that something was named that the catalog does not have, with what lies near."""
        names: list[str] = []
        proper: list[str] = []
        near: dict[str, None] = {}
        for phrase in outside:
            typed = self.analysis.typed(phrase)
            if not isinstance(phrase.meaning, Outside) or typed in names:
                continue
            names.append(typed)
            proper.append(phrase.meaning.name or typed)
            near.update(dict.fromkeys(phrase.meaning.near))
        return self.refused(
            "not_in_catalog", "not_in_catalog", names=tuple(names), outsiders=tuple(proper), choices=tuple(near)
        )

    def ambiguous(self, phrase: Phrase) -> Outcome:
        """Return that a name may mean several things; of a name for things outside, that it is not in the catalog."""
        meaning: Vague = phrase.meaning
        status: Status = "not_in_catalog" if meaning.outside else "clarify"
        why = "not_in_catalog" if meaning.outside else "ambiguous"
        typed = (self.analysis.typed(phrase),)
        return self.refused(status, why, choices=meaning.choices, names=typed, outsiders=typed)

    def out_of_scope(self, places: Sequence[int] = ()) -> Outcome:
        """Return that this is no question for the catalog, with the words that it does not know."""
        words = self.analysis.words(places)
        return self.refused("out_of_scope", "out_of_scope", names=words, unexplained=words)

    def not_understood(self, span: Span, covers: Sequence[Cover], consider: Consider) -> Outcome:
        """Return what was not understood of a span; without a word of the catalog it is no question for it."""
        places = covers[0].unexplained if covers else ()
        known = self.analysis.holds(span, MEANINGFUL)
        if self.analysis.holds(span, OFF_TOPIC):
            return self.out_of_scope()
        words, beyond = self.analysis.words(places), self._beyond(span, places)
        asked = known or self.analysis.phrases_of(span, {"topic", "users"}) or self._asks_for_some(span)
        if not (asked or (beyond and self.analysis.holds(span, {"noun"}))):
            return self.out_of_scope(places)
        why = BEYOND if beyond else "not_understood" if places else "combination"
        choices = tuple(dict.fromkeys(m.meaning.id for m in known if m.category == "name"))
        return self.refused("not_understood", why, names=beyond or words, unexplained=words, choices=choices,
                            consider=consider, cover=_likeliest(covers))  # fmt: skip

    def _beyond(self, span: Span, places: Sequence[int]) -> tuple[str, ...]:
        """Return as typed what is said on what the catalog holds nothing on, if that is all words at some places."""
        said: list[Mention] = []
        for mention in sorted(self.analysis.holds(span, {BEYOND}), key=lambda m: (m.start, -m.end)):
            if not said or said[-1].end <= mention.start:
                said.append(mention)
        covered = {place for m in said for place in range(m.start, m.end)}
        return tuple(dict.fromkeys(map(self.analysis.typed, said))) if places and covered.issuperset(places) else ()

    def unrecorded(self, phrase: Phrase, consider: Consider) -> Outcome:
        """Return that nothing is recorded of what some words ask for."""
        words = (self.analysis.typed(phrase),)
        why = "not_understood" if phrase.meaning == UNCLEAR else BEYOND
        return self.refused("not_understood", why, names=words, unexplained=words, consider=consider,
                            cover=(phrase,))  # fmt: skip

    def worst(self, verdicts: Sequence[Outcome]) -> Outcome:
        """Return what of several refusals is told."""
        refused = (verdict for status in _WORST for verdict in verdicts if verdict.status == status)
        return next(refused, None) or self.refused("not_understood", "combination")

    def _asks_for_some(self, span: Span) -> bool:
        """Say whether some of a kind of things in the catalog are asked for (which models are made for children)."""
        kinds = [m for m in self.analysis.holds(span, {"noun"}) if m.meaning != CARDS]
        return bool(kinds) and bool(self.analysis.holds(span, _PICKING))

    def with_background(self, outcome: Outcome, places: Sequence[int]) -> Outcome:
        """Return an outcome that lists the words of a story told beside the question."""
        if not places:
            return outcome
        on_bot = [isinstance(part.query, Meta) and part.query.topic in _ABOUT for part in outcome.parts]
        if on_bot and all(on_bot):
            return self.out_of_scope(places)  # `help` behind something that is not ours is no question on the bot
        counts = any(self.analysis.holds(Span(place + 1, place + 2), _MEASURE) for place in places)
        lists_all = any(
            isinstance(part.query, ListItems) and part.query.selection == Selection() for part in outcome.parts
        )
        if counts or lists_all:
            words = self.analysis.words(places)  # a number of cards, or what would have limited the list of all
            return self.refused("not_understood", "not_understood", names=words, unexplained=words)
        return msgspec.structs.replace(outcome, unexplained=self.analysis.words(places) + outcome.unexplained)

    def _made(self, status: Status, reason: str, **details: Unpack[Details]) -> Outcome:
        found = self.analysis
        return Outcome(status=status, reason=reason, language=self._language, tokens=found.tokens,
                       mentions=tuple(found.mentions), corrections=found.corrections, read_doubts=found.read_doubts,
                       **details)  # fmt: skip


def _likeliest(covers: Sequence[Cover]) -> tuple[Phrase, ...]:
    """Return the phrases of the best cover, for explanations."""
    return tuple(max(s.options, key=lambda option: option.score) for s in covers[0].segments) if covers else ()
