"""Says -> sentences: each argument shown in the asker's language, then put into the message."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from chatbot.datatypes.answer import AttributeName, Cell, Localised, Message, Phrase, Say, Series, Value
from chatbot.datatypes.catalog import Ref
from chatbot.rendering.escape import clean
from chatbot.rendering.messages import MessageError
from chatbot.rendering.names import capital
from chatbot.rendering.readings import Readings
from chatbot.rendering.width import spaced, tight

if TYPE_CHECKING:
    from chatbot.datatypes.answer import Argument, Choice
    from chatbot.rendering.phrasing import Phrasing

ITEM_KINDS = ("item", "group", "line")
LOWER_WORD = re.compile(r"[a-z]+\b(?![\w.-])")
"""A common noun; what is written with figures or marks keeps its small letter."""
LONGEST_ECHO = 300
"""Typed text beyond this is cut when it is repeated."""


class Sentences:
    """Writes sentences. A faulty message costs its sentence, not the answer, unless `strict`."""

    def __init__(self, phrasing: Phrasing, *, strict: bool = False) -> None:
        """Keep the ways of writing values and meanings."""
        self.phrasing = phrasing
        self.values = phrasing.values
        self.strict = strict
        self.readings = Readings(self.values.messages)
        """Tells which sentences repeat a reading: one for all answers, since it goes through many messages once."""
        names = self.values.names
        self._ways: dict[type, Callable[[Any], str]] = {
            str: self._typed,
            tuple: self._several,
            Ref: names.ref,
            AttributeName: lambda argument: names.label(argument.id),
            Value: lambda argument: self.values.show(argument.attribute, argument.value),
            Phrase: lambda argument: phrasing.meaning(argument.meaning),
            Localised: lambda argument: names.local(argument.text),
            Message: lambda argument: self.values.messages.plain(argument.id),
            Series: self._series,
            Cell: self.values.cell,
        }
        """Type of an argument -> how it is shown."""

    def say(self, say: Say, *, alone: bool = False) -> tuple[str, tuple[Cell, ...]]:
        """Return the sentence, and the cells it states; `alone`: no other sentence tells their conditions."""
        cells = tuple([arg for arg in say.args.values() if isinstance(arg, Cell)])
        try:
            show = self._alone if alone else self.shown
            shown = {name: show(argument) for name, argument in say.args.items()}
            text = self.values.messages.render(say.message, shown).strip()
            text = self._set(text, say) if self.values.style.wide else text
        except MessageError:
            if self.strict:
                raise
            return f"[{say.message}]", cells
        return self._started(text, say, shown), cells

    def shown(self, argument: Argument) -> str | int | float:
        """Return an argument as text; numbers stay numbers, so that messages can choose plural forms."""
        show = self._ways.get(type(argument))
        return argument if show is None else show(argument)  # type: ignore[return-value]  # the rest are numbers

    def label(self, choice: Choice) -> str:
        """Return what a choice is called."""
        return self.say(choice.label)[0] if isinstance(choice.label, Say) else str(self.shown(choice.label))

    def stated(self, cell: Cell) -> str:
        """Return what a cell states, with its condition or the reason for its gap."""
        text = self.values.cell(cell).strip()
        if not explained(cell):
            return text
        return self.values.bracketed(text, self.note(cell).rstrip(self.values.style.stop))

    def note(self, cell: Cell) -> str:
        """Return the remark on a cell: computed, stored with the cell, or stored with its fact."""
        if cell.note_message is not None:
            return self.say(cell.note_message)[0]
        text = cell.note or (cell.fact.note if cell.fact else None)
        return self.values.names.local(text) if text else ""

    def _alone(self, argument: Argument) -> str | int | float:
        return self.stated(argument) if isinstance(argument, Cell) else self.shown(argument)

    def _series(self, series: Series) -> str:
        return self.values.names.joined([self.say(part)[0] for part in series.parts], self.values.style.list_joiner)

    def _several(self, arguments: tuple[Ref, ...] | tuple[AttributeName, ...]) -> str:
        names = self.values.names
        refs = [argument for argument in arguments if isinstance(argument, Ref)]
        if len(refs) == len(arguments):
            return names.refs(refs)
        return names.joined([str(self.shown(argument)) for argument in arguments])

    def _typed(self, text: str) -> str:
        text = clean(text)
        return text if len(text) <= LONGEST_ECHO else text[:LONGEST_ECHO] + self.values.messages.plain("text.cut")

    def _set(self, text: str, say: Say) -> str:
        """Set blanks between scripts, but not inside of what was typed."""
        typed = [argument for argument in say.args.values() if isinstance(argument, str)]
        return tight(text) if typed else spaced(text)

    def _started(self, text: str, say: Say, shown: dict[str, str | int | float]) -> str:
        """Return a sentence that starts with a label gets a capital letter; names keep theirs."""
        if not text[:1].islower():
            return text
        for name, argument in say.args.items():
            first = argument[0] if isinstance(argument, tuple) and argument else argument
            if isinstance(first, AttributeName) and text.startswith(self.values.names.label(first.id)):
                return capital(text)
            if isinstance(first, Ref) and first.kind not in ITEM_KINDS and _is_common(text, str(self.shown(first))):
                return capital(text)
            if isinstance(first, Phrase | Message) and text.startswith(str(shown[name]) or "\n"):
                return capital(text)
        return text


def _is_common(text: str, name: str) -> bool:
    """Whether a sentence starts with a name that is a common noun; a name alone is no sentence."""
    return text.startswith(name) and text != name and LOWER_WORD.match(name) is not None


def explained(cell: Cell) -> bool:
    """Whether the remark on a cell belongs to what it states: a condition, or the reason for a gap."""
    return cell.value == "conditional" or cell.state == "undisclosed"
