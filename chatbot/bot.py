"""The only wiring: data, understanding, answering and rendering become a chatbot.

A turn is a function of text and state.
"""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from chatbot import __version__
from chatbot.answering.dispatch import answer as answer_query
from chatbot.answering.merge import merge
from chatbot.answering.normal import normal, query_form
from chatbot.answering.refusals import refuse
from chatbot.answering.store import Store
from chatbot.datatypes.answer import Answer, Phrase, Say
from chatbot.datatypes.later import Later
from chatbot.datatypes.query import Check, ListItems, Meta, Query, Recommend
from chatbot.datatypes.reading import Outcome, Reading
from chatbot.datatypes.subjects import is_set, subjects_of
from chatbot.dialogue.doubts import settled
from chatbot.dialogue.limits import is_taken_over, is_wished
from chatbot.dialogue.outcomes import Resolved
from chatbot.dialogue.pointing import points_back, said
from chatbot.dialogue.resolve import Dialogue
from chatbot.dialogue.state import State
from chatbot.loading.compiled import Compiled, load_compiled
from chatbot.rendering.json_form import Envelope
from chatbot.rendering.renderer import Renderer
from chatbot.understanding.engine import Understanding

if TYPE_CHECKING:
    from chatbot.desk import Desk
    from chatbot.rendering.page import Sources


_READ_AGAIN = 3
"""How often a sentence is read, about, until a conversation has resolved it."""


class Turn:
    """One question with its answer, in every form; forms, and what to remember, are made when they are asked for."""

    def __init__(self, question: str, outcome: Outcome, answer: Answer, state: Later[State], bot: Chatbot) -> None:
        """Keep what the forms are made of."""
        self.question = question
        self.outcome = outcome
        self.answer = answer
        self.language = outcome.language
        self._state = state
        self._bot = bot

    @property
    def state(self) -> State:
        """Return the conversation after this turn."""
        return self._state()

    def json(self) -> dict[str, Any]:
        """Return the answer under the keys of the contract."""
        return self._renderer().json(self.answer, self._envelope())

    def text(self, width: int | None = None, max_rows: int | None = None, *, colour: bool = False) -> str:
        """Return the answer as plain text, for a screen if a width is given."""
        return self._renderer().text(self.answer, width, max_rows, colour=colour)

    def markdown(self) -> str:
        """Return the answer as markdown."""
        return self._renderer().markdown(self.answer)

    def explanation(self) -> str:
        """Tell how the question was read: spans, rules, what was left, competing readings, the query, the facts."""
        return self._bot.derivation(self)

    def table(self) -> Turn | None:
        """Return the same turn with all facts of its answer as one table; None where it states none."""
        answer = self._bot.tabulated(self.answer)
        return Turn(self.question, self.outcome, answer, self._state, self._bot) if answer is not None else None

    def chart(self) -> Turn | None:
        """Return the same turn with the things of its answer as a chart; None where it is about none."""
        answer = self._bot.charted(self.answer)
        return Turn(self.question, self.outcome, answer, self._state, self._bot) if answer is not None else None

    def sources(self, max_rows: int | None = None) -> Sources | None:
        """Return the sources with the numbers that they have in the text of so many rows."""
        return self._renderer().sources(self.answer, max_rows)

    def reading(self) -> str:
        """Return how the question was read, in one line."""
        return "; ".join(filter(None, (self._renderer().phrase(part.query) for part in self.outcome.parts)))

    def _renderer(self) -> Renderer:
        return self._bot.renderer(self.language)

    def _envelope(self) -> Envelope:
        parts = tuple(self._part(part) for part in self.outcome.parts) if len(self.outcome.parts) > 1 else ()
        query = self.answer.query
        return Envelope(
            question=self.question,
            language=self.language,
            reading=self.reading(),
            corrections=self.outcome.corrections,
            unexplained=self.outcome.unexplained,
            query=self._bot.query_form(query) if query is not None else None,
            parts=parts,
        )

    def _part(self, part: Reading) -> Envelope:
        return Envelope(
            question=self.question,
            language=self.language,
            reading=self._renderer().phrase(part.query),
            query=self._bot.query_form(part.query),
        )


class Chatbot:
    """A loaded chatbot; holds no conversation, so one may serve many."""

    def __init__(self, data: Compiled) -> None:
        """Wire the stages over loaded data."""
        self._data = data
        self._store = Store(data.catalog)
        self._understanding = Understanding(data.catalog, data.packs, data.names, data.languages, self._key)
        self._dialogue = Dialogue(data.catalog, self._understanding.understand, self._key)
        self._renderers: dict[str, Renderer] = {}

    @classmethod
    def load(
        cls, knowledge: tuple[Path, ...] = (), intents: tuple[Path, ...] = (), cache_dir: Path | None = None
    ) -> Chatbot:
        """Load the shipped data with extra folders laid over it; raises DataError with all faults."""
        return cls(load_compiled((knowledge, intents), cache_dir))

    def start(self) -> State:
        """Return the state of a conversation in which nothing was said."""
        return State()

    def ask(self, text: str, state: State | None = None, language: str | None = None) -> Turn:
        """Answer one question.

        Args:
            text: what was typed.
            state: the conversation so far; None: none.
            language: language of the answer; None: that of the question.

        """
        return self._turn(text, state or State(), language, {})

    def _turn(
        self, text: str, state: State, language: str | None, known: dict[Query, Answer], *, whole: bool = True
    ) -> Turn:
        """Answer one question, or a sentence of it: then `known` are the answers of those before it."""
        understood = self._understood(text, state, language)
        resolved = _once(self._resolve(understood, state, language, known))
        if whole:
            again = partial(self._again, state=state, language=language)
            in_turn = len(understood.sentences) > 1 and understood.status != "read"
            times = _READ_AGAIN * max(1, len(understood.sentences)) if in_turn or not state.is_new else 1
            resolved = settled(resolved, understood.doubts, again, self._key, times)
        answer = self._answer(resolved, known)
        after = Later(lambda: self._dialogue.after(text, resolved, answer, state))
        outcome = resolved.outcome
        if language and language in self._data.packs.languages:
            outcome = msgspec.structs.replace(outcome, language=language)
        return Turn(text, outcome, answer, after, self)

    def _understood(self, text: str, state: State, language: str | None) -> Outcome:
        """Return what is understood of a text, in which things that only a size points to are called by their names."""
        understood = self._understanding.understand(text, language or state.language)
        named = self._dialogue.spelt_out(text, understood, state)
        return self._understanding.understand(named, understood.language) if named else understood

    def _again(self, text: str, state: State, language: str | None) -> Outcome:
        """Return what would be resolved of another text at the same place of the conversation."""
        understood = self._understood(text, state, language)
        outcome = _once(self._resolve(understood, state, language, {})).outcome
        return msgspec.structs.replace(outcome, read_doubts=understood.read_doubts)

    def _resolve(self, understood: Outcome, state: State, language: str | None, known: dict[Query, Answer]) -> Resolved:
        """Fill in what the conversation gives; what cannot be read whole is read one sentence after the other."""
        alone = understood.status != "read" and not understood.follow
        in_turn = alone or self._asks_for_set_and_one(understood) or self._begins_anew(understood, state)
        resolved = self._in_turn(understood, state, language, known) if in_turn else None
        if resolved is None and len(understood.sentences) > 1 and understood.open is not None:
            each = self._in_turn(understood, state, language, known)
            resolved = each if each is not None and each.outcome.status == "read" else None
        if resolved is None:
            resolved = self._dialogue.resolve(understood, state)
            if resolved.outcome.status != "read" and not alone:
                resolved = self._in_turn(understood, state, language, known) or resolved
        return resolved

    def _asks_for_set_and_one(self, understood: Outcome) -> bool:
        """Say whether a set is asked for before it is asked of one thing: which speak Thai, is Gemma one of them?"""
        if len(understood.sentences) != 2 or len(understood.parts) != 1:
            return False
        if not isinstance(understood.parts[0].query, Check):
            return False
        first = self._understanding.understand(understood.sentences[0], understood.language)
        listed = first.status == "read" and len(first.parts) == 1 and isinstance(first.parts[0].query, ListItems)
        if not listed or first.parts[0].bare or subjects_of(first.parts[0].query):
            return False
        return _WISHES.isdisjoint(said(first)) or bool(points_back(understood))

    def _begins_anew(self, understood: Outcome, state: State) -> bool:
        """Say whether the first of several sentences needs nothing said before: what is RoPE? Which models use it?"""
        if understood.status == "read" or len(understood.sentences) < 2:
            return False
        first = self._understanding.understand(understood.sentences[0], understood.language)
        return self._dialogue.is_whole(first, state)

    def _in_turn(
        self, understood: Outcome, state: State, language: str | None, known: dict[Query, Answer]
    ) -> Resolved | None:
        """Read sentences one after the other, each going on from those before; None if that does not read them all."""
        if not understood.sentences:
            return None
        resolved: list[Outcome] = []
        guessed: set[str] = set()
        for sentence in understood.sentences:
            turn = self._turn(sentence, state, language, known, whole=False)
            if turn.outcome.status != "read":
                return Resolved(outcome=turn.outcome) if turn.outcome.status == "clarify" else None
            if guessed & {ref.id for part in turn.outcome.parts for ref in subjects_of(part.query)}:
                return None  # what was advised by a mere statement is not what `it` stands for
            if all(part.bare and isinstance(part.query, Recommend) for part in turn.outcome.parts):
                guessed.update(turn.answer.models)
            resolved.append(turn.outcome)
            state = turn.state
        parts = tuple(part for outcome in resolved for part in outcome.parts)
        parts = tuple(part for part in parts if not any(is_taken_over(part, one) for one in parts if one is not part))
        if any(subjects_of(part.query) for part in parts):
            parts = tuple(part for part in parts if subjects_of(part.query) or not part.bare)
        real = tuple(part for part in parts if not isinstance(part.query, Meta)) or parts[:1]
        if any(is_wished(part) and is_set(each.query) for part, each in pairwise(real)):
            return None  # what is told after a wish limits it: they are not two questions
        return Resolved(outcome=msgspec.structs.replace(resolved[-1], parts=real), used=True)

    def explain(self, text: str, language: str | None = None) -> str:
        """Tell how a question was read: spans, rules, what was left, competing readings, the query, the facts."""
        return self.ask(text, None, language).explanation()

    def derivation(self, turn: Turn) -> str:
        """Tell how the question of a turn was read."""
        from chatbot.rendering.derivation import Derivation

        return Derivation(self.renderer(turn.language), self._data.packs.intents, turn.outcome, turn.json()).text()

    def tabulated(self, answer: Answer) -> Answer | None:
        """Return an answer that shows the facts of another one as a table."""
        from chatbot.answering.tables import tabulated

        return tabulated(answer, self._store)

    def charted(self, answer: Answer) -> Answer | None:
        """Return an answer that shows the things of another one as a chart."""
        from chatbot.answering.tables import charted

        return charted(answer, self._store)

    def desk(self) -> Desk:
        """Return the helper of a prompt."""
        from chatbot.desk import Desk

        return Desk(self._data, self._understanding, self.renderer)

    def version_line(self) -> str:
        """Return name, version and the catalog's date in one line."""
        dates = ", ".join(f"{domain.id} {domain.as_of}" for domain in self._data.catalog.domains.values())
        return f"chatbot {__version__} (catalog: {dates})"

    def query_form(self, query: Query) -> dict[str, Any]:
        """Return the normal form of a query as plain data."""
        return query_form(query, self._store)

    def renderer(self, language: str) -> Renderer:
        """Return the renderer of a language."""
        if language not in self._renderers:
            self._renderers[language] = Renderer(self._data.packs.languages[language], self._data.catalog)
        return self._renderers[language]

    def _key(self, query: Query) -> Query:
        return normal(query, self._store)

    def _answer(self, resolved: Resolved, known: dict[Query, Answer]) -> Answer:
        outcome = resolved.outcome
        if outcome.status != "read":
            return refuse(outcome, self._store)
        return merge(tuple(self._answer_part(part, resolved, known) for part in outcome.parts))

    def _answer_part(self, part: Reading, resolved: Resolved, known: dict[Query, Answer]) -> Answer:
        """Answer one question.

        Where the conversation gave a part of it, the answer begins with how it was read; where words were told that
        might have limited a set, with these.
        """
        if part.query not in known:
            known[part.query] = answer_query(part.query, self._store)
        found = known[part.query]
        lead = [Say("answer.dialogue.reading", {"what": Phrase(part.query)})] if resolved.used else []
        if resolved.outcome.unexplained and is_set(part.query):
            lead.append(Say("answer.note.left_out", {"words": ", ".join(resolved.outcome.unexplained)}))
        return msgspec.structs.replace(found, query=part.query, intent=part.intent, blocks=(*lead, *found.blocks))


_WISHES = frozenset({"all_there_is", "want", "must"})
"""What makes a set one that is only wished for."""


def _once(resolved: Resolved) -> Resolved:
    """Drop what was asked already in the same text: it is answered once."""
    parts: dict[Query, Reading] = {}
    for part in resolved.outcome.parts:
        parts.setdefault(part.query, part)
    if len(parts) == len(resolved.outcome.parts):
        return resolved
    return msgspec.structs.replace(
        resolved, outcome=msgspec.structs.replace(resolved.outcome, parts=tuple(parts.values()))
    )
