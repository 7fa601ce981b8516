"""Message texts of a language pack: the only door to jinja2, which is imported when the first real template is met.

Most texts hold plain `{{ name }}` places and nothing else; those are filled here, without jinja2, for its import takes
longer than a whole answer. Arguments are inserted as they are and never read as templates.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from itertools import chain, zip_longest
from typing import TYPE_CHECKING, Any

from chatbot.errors import ChatbotError

if TYPE_CHECKING:
    from jinja2.sandbox import ImmutableSandboxedEnvironment

PLACE = re.compile(r"\{\{\s*([A-Za-z_]\w*)\s*\}\}")
Template = Callable[[Mapping[str, Any]], str]


class MessageError(ChatbotError):
    """A message that is missing, is no template, or uses an argument that it is not given."""


class Messages:
    """The messages of one language, compiled when first used."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        """Keep the texts; nothing is compiled yet."""
        self._texts = texts
        self._templates: dict[str, Template] = {}

    def __contains__(self, message: str) -> bool:
        return message in self._texts

    def starting(self, prefix: str) -> list[str]:
        """Return the texts of all messages whose ids start so."""
        return [text for message, text in self._texts.items() if message.startswith(prefix)]

    def plain(self, message: str, default: str | None = None) -> str:
        """Return the text as it stands, for labels and marks that take no arguments."""
        text = self._texts.get(message, default)
        if text is None:
            raise MessageError(f"message {message!r} is missing")
        return text

    def render(self, message: str, args: Mapping[str, Any]) -> str:
        """Return the text with its places filled."""
        template = self._templates.get(message)
        if template is None:
            template = self._templates[message] = _compile(self.plain(message))
        try:
            return template(args)
        except KeyError as fault:
            raise MessageError(f"message {message!r} needs the argument {fault}") from fault
        except (ArithmeticError, AttributeError, MemoryError, RecursionError, TypeError, ValueError) as fault:
            raise MessageError(f"message {message!r}: {fault}") from fault


def variables(text: str) -> frozenset[str]:
    """Arguments that a message text uses; raises MessageError where the text is no template."""
    from jinja2 import meta

    try:
        return frozenset(meta.find_undeclared_variables(_environment().parse(text)))
    except _template_errors() as fault:
        raise MessageError(str(fault)) from fault


def _compile(text: str) -> Template:
    rest = PLACE.sub("", text)
    if "{{" in rest or "{%" in rest or "{#" in rest:
        return _jinja_template(text)
    pieces = PLACE.split(text)
    if len(pieces) == 1:
        return lambda _args: text
    named = (f"%({name})s" for name in pieces[1::2])
    fixed = (piece.replace("%", "%%") for piece in pieces[::2])
    form = "".join(chain.from_iterable(zip_longest(fixed, named, fillvalue="")))

    def fill(args: Mapping[str, Any]) -> str:
        fractions = float in map(type, args.values())
        return form % ({name: _inserted(value) for name, value in args.items()} if fractions else args)

    return fill


def _inserted(value: Any) -> Any:
    """Return how a value is inserted: a fraction with few digits, anything else as it is."""
    return f"{value:.6g}" if isinstance(value, float) else value


def _jinja_template(text: str) -> Template:
    try:
        template = _environment().from_string(text)
    except _template_errors() as fault:
        raise MessageError(str(fault)) from fault

    def fill(args: Mapping[str, Any]) -> str:
        try:
            return template.render(args)
        except _template_errors() as fault:
            raise MessageError(str(fault)) from fault

    return fill


@cache
def _environment() -> ImmutableSandboxedEnvironment:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined,
        autoescape=False,  # texts go to terminals; markdown is escaped as a whole afterwards
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_inserted,
    )
    environment.globals.clear()
    return environment


def _template_errors() -> type[Exception]:
    from jinja2 import TemplateError

    return TemplateError
