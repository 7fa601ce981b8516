"""The only wiring: data, understanding, answering and rendering become a chatbot.

A turn is a function of text and state.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from chatbot.answering.dispatch import answer as answer_query
from chatbot.answering.merge import merge
from chatbot.answering.normal import normal, query_form
from chatbot.answering.refusals import refuse
from chatbot.answering.store import Store
from chatbot.datatypes.answer import Answer, Phrase, Say
from chatbot.datatypes.later import Later
from chatbot.datatypes.query import Query
from chatbot.datatypes.reading import Outcome, Reading
from chatbot.datatypes.subjects import is_set
from chatbot.dialogue.doubts import settled
from chatbot.dialogue.in_turn import InTurn, Taken
from chatbot.dialogue.outcomes import Resolved
from chatbot.dialogue.resolve import Dialogue
from chatbot.dialogue.state import State
from chatbot.loading.compiled import Compiled, load_compiled
from chatbot.rendering.json_form import Envelope
from chatbot.rendering.renderer import Renderer
from chatbot.understanding.engine import ReadOnce, Understanding

if TYPE_CHECKING:
    from chatbot.desk import Desk
    from chatbot.rendering.page import Sources

_READ_AGAIN = 3
"""Readings that a sentence costs within a conversation, about: alone, with what was said before, as a follow-up."""


class _Work(NamedTuple):
    """What is done for one question, each thing once."""

    understand: Callable[[str, str], Outcome]
    answers: dict[Query, Answer]
    """Answers to what was asked so far, by the sentences of the question or what they may have been meant for."""
    language: str | None
    """Language that the answer shall be in."""


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

    def suggestions(self) -> list[str]:
        """Return questions that could be asked next."""
        return self._renderer().suggestions(self.answer)

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
        self._in_turn = InTurn(self._dialogue)
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
        work = _Work(ReadOnce(self._understanding).understand, {}, language)
        state = state or State()
        understood = self._understood(text, state, work)
        resolved = self._resolved(understood, state, work)
        in_turn = len(understood.sentences) > 1 and understood.status != "read"
        times = _READ_AGAIN * max(1, len(understood.sentences)) if in_turn or not state.is_new else 1
        again = partial(self._again, state=state, work=work)
        resolved = settled(resolved, understood.doubts, again, self._key, times)
        return self._turn(text, resolved, state, work)

    def _turn(self, text: str, resolved: Resolved, state: State, work: _Work) -> Turn:
        """Answer what a text was resolved to."""
        answer = self._answer(resolved, work.answers)
        after = Later(lambda: self._dialogue.after(text, resolved, answer, state))
        outcome = resolved.outcome
        if work.language and work.language in self._data.packs.languages:
            outcome = msgspec.structs.replace(outcome, language=work.language)
        return Turn(text, outcome, answer, after, self)

    def _understood(self, text: str, state: State, work: _Work) -> Outcome:
        """Return what is understood of a text, in which things that only a size points to are called by their names."""
        understood = work.understand(text, work.language or state.language)
        named = self._dialogue.spelt_out(text, understood, state)
        return work.understand(named, understood.language) if named else understood

    def _resolved(self, understood: Outcome, state: State, work: _Work) -> Resolved:
        """Return what was understood with all that the conversation gives."""
        return self._in_turn.resolve(understood, state, work.understand, partial(self._taken, work=work))

    def _taken(self, sentence: str, state: State, work: _Work) -> Taken:
        """Take a sentence of a text as a turn of its own."""
        understood = self._understood(sentence, state, work)
        turn = self._turn(sentence, self._resolved(understood, state, work), state, work)
        return Taken(turn.outcome, turn.answer.models, lambda: turn.state)

    def _again(self, text: str, state: State, work: _Work) -> Outcome:
        """Return what would be resolved of another text at the same place of the conversation."""
        understood = self._understood(text, state, work)
        outcome = self._resolved(understood, state, work).outcome
        return msgspec.structs.replace(outcome, read_doubts=understood.read_doubts)

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

    def catalog_dates(self) -> dict[str, str]:
        """Return the date of each domain's facts: `{"llm": "2026-11-01"}`."""
        return {domain.id: domain.as_of for domain in self._data.catalog.domains.values()}

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
