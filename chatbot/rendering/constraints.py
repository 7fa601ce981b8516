"""Constraints in words, with one message for each shape; a property may have words of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from chatbot.datatypes import query as q
from chatbot.datatypes.catalog import Ref
from chatbot.rendering import numbers
from chatbot.rendering.escape import clean
from chatbot.rendering.width import spaced

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chatbot.rendering.values import Values

Wording = Callable[[Any], str]
MANY = ("entities", "choices")
"""Types of which one fact may hold several values."""
OPPOSITE = {"<": ">=", "<=": ">", "=": "!=", ">=": "<", ">": "<="}


class Constraints:
    """Writes constraints in the asker's language."""

    def __init__(self, values: Values) -> None:
        """Bind a wording to each shape."""
        self.values = values
        self.names = values.names
        self.messages = values.messages
        self._constraints: dict[type, Wording] = {
            q.Compare: lambda part: self._compare(part, part.op),
            q.Has: lambda part: self._with_value("has", part.attribute, part.value),
            q.Is: lambda part: self._of("is", part.attribute),
            q.Several: lambda part: self._of("several", part.attribute, count=part.least),
            q.Only: lambda part: self._with_value("only", part.attribute, part.value),
            q.Known: lambda part: self._of("known", part.attribute),
            q.Fits: lambda part: self._fits("fit.phrase", part),
            q.Among: lambda part: self._say("phrase.among", things=self.names.refs(part.subjects)),
            q.Not: self._not,
            q.And: lambda part: self._all(part.parts),
            q.Or: lambda part: self._either(part.parts),
        }
        self._negations: dict[type, Wording] = {
            q.Compare: lambda part: self._compare(part, OPPOSITE[part.op]),
            q.Has: lambda part: self._with_value("has_not", part.attribute, part.value),
            q.Is: lambda part: self._of("is_not", part.attribute),
            q.Several: lambda part: self._of("not_several", part.attribute, count=part.least),
            q.Only: lambda part: self._with_value("not_only", part.attribute, part.value),
            q.Known: lambda part: self._of("not_known", part.attribute),
            q.Fits: lambda part: self._fits("fit.phrase_not", part),
            q.Among: lambda part: self._say("phrase.not_among", things=self.names.refs(part.subjects)),
            q.Not: lambda part: self.constraint(part.part),
            q.Or: lambda part: self._all([q.Not(each) for each in part.parts]),
            q.And: lambda part: self._either([q.Not(each) for each in part.parts]),
        }

    def constraint(self, constraint: q.Constraint) -> str:
        """Return a constraint in words."""
        return self._constraints[type(constraint)](constraint)

    def can_be_done(self, part: q.Constraint) -> bool:
        """Whether a property has a verb: models that allow it, not models with it."""
        atom = part.part if isinstance(part, q.Not) else part
        return isinstance(atom, q.Is) and self._own(atom.attribute, "do") in self.messages

    def done(self, part: q.Constraint) -> str:
        """Return a property with its verb."""
        atom = part.part if isinstance(part, q.Not) else part
        return self._of("do" if atom is part else "do_not", getattr(atom, "attribute", ""))

    def _is_date(self, attribute: str) -> bool:
        return self._kind(attribute) == "date"

    def _compare(self, part: q.Compare, op: str, *, named: bool = True) -> str:
        attribute = self._label(part.attribute) if named else ""
        if isinstance(part.operand, q.Period):
            return self._period(attribute, part.operand, op)
        if isinstance(part.operand, q.ValueOf) and self._is_date(part.attribute):
            date = self._operand(part.attribute, part.operand)
            return self._say(f"phrase.date_of.{op}", attribute=attribute, date=date)
        if isinstance(part.operand, q.ValueOf) and op in _ALIKE and named and not part.operand.factor:
            return self._say(f"phrase.{_ALIKE[op]}", attribute=attribute, thing=self.names.ref(part.operand.subject))
        value = self._operand(part.attribute, part.operand, about=op in {"=", "!="})
        return self._say(f"phrase.compare.{op}", attribute=attribute, value=value)

    def _operand(self, attribute: str, operand: q.Operand, *, about: bool = False) -> str:
        if isinstance(operand, q.ValueOf):
            message = "phrase.times_value_of" if operand.factor else "phrase.value_of"
            return self._say(
                message, thing=self.names.ref(operand.subject), factor=numbers.grouped(operand.factor), about=about
            )
        if isinstance(operand, q.Period):
            return self._span(operand)
        known = self.names.catalog.attributes.get(attribute)
        if operand.label and numbers.label_value(operand.label) is not None:
            text = clean(operand.label).upper() + self.values.unit(known.unit if known else "")
        else:
            text = numbers.grouped(operand.value) + self.values.unit(known.unit if known else "", operand.value)
        return self._say("phrase.about", value=text) if operand.approximate else text

    def _period(self, attribute: str, period: q.Period, op: str) -> str:
        style = self.values.style
        whole = numbers.period(period.start, period.end, style)
        start, end = whole or numbers.date(period.start, style), whole or numbers.date(period.end, style)
        args = {"attribute": attribute, "start": start, "end": end, "period": self._span(period)}
        return self._say(f"phrase.period.{op}", **args)

    def _span(self, period: q.Period) -> str:
        style = self.values.style
        start, end = numbers.date(period.start, style), numbers.date(period.end, style)
        return numbers.period(period.start, period.end, style) or self._say("phrase.span", start=start, end=end)

    def _not(self, part: q.Not) -> str:
        wording = self._negations.get(type(part.part))
        return wording(part.part) if wording else self._say("phrase.not", part=self.constraint(part.part))

    def _all(self, parts: Sequence[q.Constraint]) -> str:
        return self._joined(self._each(parts))

    def _each(self, parts: Sequence[q.Constraint]) -> list[str]:
        """Return each part in words; values of one attribute that are all asked for or all refused stand together."""
        if len(parts) == 1:
            return [self.constraint(parts[0])]
        together: dict[tuple[bool, str], list[q.Has]] = {}
        for part in parts:
            if has := self._value_in(part):
                together.setdefault((has is part, has.attribute), []).append(has)
        said: dict[str, None] = {}
        for before, part in zip((None, *parts), parts, strict=False):
            has = self._value_in(part)
            same = together[has is part, has.attribute] if has else []
            shape, joiner = self._joining(has is part)
            if len(same) > 1:
                said[self._values(shape, same, joiner)] = None
            else:
                said[self._second_bound(before, part) or self._bracketed(part)] = None
        return list(said)

    def _second_bound(self, before: q.Constraint | None, part: q.Constraint) -> str:
        """Return a second bound on the same attribute, which does not name it again."""
        if not isinstance(before, q.Compare) or not isinstance(part, q.Compare) or before.attribute != part.attribute:
            return ""
        return self._compare(part, part.op, named=False).strip()

    def _joining(self, wanted: bool) -> tuple[str, str]:
        style = self.values.style
        return ("has", style.last_joiner) if wanted else ("has_not", style.or_joiner)

    def _value_in(self, part: q.Constraint) -> q.Has | None:
        """Return the value that a constraint refuses, or asks for where there may be several."""
        atom = part.part if isinstance(part, q.Not) else part
        if not isinstance(atom, q.Has) or self._kind(atom.attribute) == "truth":
            return None
        return atom if atom is not part or self._kind(atom.attribute) in MANY else None

    def _kind(self, attribute: str) -> str:
        known = self.names.catalog.attributes.get(attribute)
        return known.type if known else ""

    def _values(self, shape: str, parts: Sequence[q.Has], joiner: str) -> str:
        """Return several values of one attribute; families of items by their name."""
        attribute = parts[0].attribute
        refs = [Ref("item", part.value) for part in parts]
        if all(ref.id in self.names.catalog.items for ref in refs):
            names = self.names.shortened(refs)
        else:
            names = [self._value(attribute, part.value) for part in parts]
        value = self.names.joined(names, joiner)
        return self._of(f"{shape}_many" if self._kind(attribute) in MANY else shape, attribute, value=value)

    def _joined(self, texts: list[str]) -> str:
        return self.names.joined(texts, self.messages.plain("phrase.and"))

    def _either(self, parts: Sequence[q.Constraint]) -> str:
        """Return alternatives; values of one attribute stand together."""
        has = [part for part in parts if isinstance(part, q.Has) and self._kind(part.attribute) != "truth"]
        if len(has) == len(parts) and len({part.attribute for part in has}) == 1:
            return self._values("has", has, self.values.style.or_joiner)
        texts = [self._bracketed(part) for part in parts]
        return self.names.joined(texts, self.values.style.or_joiner)

    def _bracketed(self, part: q.Constraint) -> str:
        """Return a part that itself has parts stands in brackets, so that what belongs together stays visible."""
        text = self.constraint(part)
        if not isinstance(part, q.And | q.Or):
            return text
        style = self.values.style
        return style.open_bracket.lstrip() + text + style.close_bracket.rstrip()

    def _of(self, shape: str, attribute: str, **args: Any) -> str:
        own = self._own(attribute, shape)
        return self._say(own if own in self.messages else f"phrase.{shape}", attribute=self._label(attribute), **args)

    def _own(self, attribute: str, shape: str) -> str:
        """Return the id of the words of its own that a property has; what terms may name on a topic shares them."""
        own, known = f"phrase.own.{attribute}.{shape}", self.names.catalog.attributes.get(attribute)
        if own in self.messages or known is None or not known.topic:
            return own
        return f"phrase.own.on_{known.topic}.{shape}"

    def _with_value(self, shape: str, attribute: str, value: str) -> str:
        if shape == "has" and self._kind(attribute) == "truth":
            return self._of(f"truth.{value}", attribute)
        if shape == "has_not" and self._kind(attribute) == "truth":
            return self._of(f"truth_not.{value}", attribute)
        shape = f"{shape}_many" if self._kind(attribute) in MANY and shape.startswith("has") else shape
        return self._of(shape, attribute, value=self._value(attribute, value))

    def _value(self, attribute: str, value: str) -> str:
        known = self.names.catalog.attributes.get(attribute)
        if known is not None and known.type == "truth":
            return self.values.truth(value)
        if known is not None and known.type in ("entity", "entities"):
            return self.names.thing(known.of, value)
        return self.names.thing("value", value)

    def _label(self, attribute: str) -> str:
        return self.names.label(attribute)

    def _fits(self, message: str, part: q.Fits) -> str:
        return self._say(f"{message}_{part.mode}" if part.hardware else f"{message}_open", what=self._setup(part))

    def _setup(self, part: q.Fits | q.Memory) -> str:
        """Return hardware, precision and context in words."""
        said: list[str] = []
        if part.precision:
            named = self.messages.plain(f"fit.precision.{part.precision}", part.precision)
            said.append(self._say("fit.phrase_precision", precision=named))
        if part.context:
            message = "fit.phrase_context" if part.context > 0 else "fit.phrase_full_context"
            said.append(self._say(message, context=self.values.number(part.context)))
        how = self.values.style.list_joiner.join(said)
        if not part.hardware:
            return how
        return self.values.bracketed(self.names.joined([self._card(card) for card in part.hardware]), how)

    def _card(self, card: q.Card) -> str:
        kind = card.kind or "dedicated"
        name = self.names.thing("device", card.device) if card.device else self.messages.plain(f"fit.kind.{kind}")
        if card.memory or not card.device:
            message = "fit.card" if card.device else "fit.card_memory"
            name = self._say(message, name=name, memory=self.values.number(card.memory))
        return self._say("fit.several_cards", count=card.count, card=name) if card.count > 1 else name

    def _say(self, message: str, **args: Any) -> str:
        text = self.messages.render(message, args)
        return spaced(text) if self.values.style.wide else text


_ALIKE = {"=": "same_as", "!=": "differs_from"}
"""Wordings of having, or not having, what another thing has."""


def is_about(part: q.Constraint, kind: type) -> bool:
    """Whether a constraint, or what it denies, is of the kind."""
    return isinstance(part, kind) or (isinstance(part, q.Not) and isinstance(part.part, kind))
