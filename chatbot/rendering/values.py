"""Values of attributes in the asker's language."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from chatbot.rendering import numbers
from chatbot.rendering.escape import clean
from chatbot.rendering.width import char_width

if TYPE_CHECKING:
    from chatbot.datatypes.answer import Cell
    from chatbot.datatypes.catalog import Attribute, Fact
    from chatbot.rendering.names import Names

Shower = Callable[["Attribute", Any, "Fact | None"], list[str]]
KEPT = 4096
"""Facts of which is kept how they are shown."""
BEYOND = 1e16
"""Numbers from here on are written as a power of ten."""


class Values:
    """Makes display texts of values; words and marks come from the names, messages and style."""

    def __init__(self, names: Names) -> None:
        """Bind the way of showing to each attribute type."""
        self.names = names
        self.messages = names.messages
        self.style = names.style
        self._facts: dict[int, tuple[Fact, str]] = {}
        self._labels: dict[str, dict[float, tuple[str, ...]]] = {}
        self._showers: dict[str, Shower] = {
            "quantity": lambda attribute, value, fact: [self.quantity(attribute, value, fact.labels if fact else None)],
            "date": lambda _attribute, value, _fact: [self._time(value)],
            "truth": lambda _attribute, value, _fact: [self.truth(str(value))],
            "choice": lambda _attribute, value, _fact: [names.thing("value", str(value))],
            "choices": lambda _attribute, value, _fact: [names.thing("value", str(part)) for part in _many(value)],
            "entity": lambda attribute, value, _fact: [names.thing(attribute.of, str(value))],
            "entities": lambda attribute, value, _fact: [names.thing(attribute.of, str(part)) for part in _many(value)],
            "text": lambda _attribute, value, _fact: [self._text(value)],
            "texts": lambda _attribute, value, _fact: self._texts(_many(value)),
            "amount": lambda _attribute, value, _fact: [self.amount(value)],
            "links": lambda _attribute, value, _fact: [clean(str(part)) for part in _many(value)],
            "scores": lambda _attribute, value, _fact: [self.score(part) for part in _many(value)],
        }

    def show(self, attribute: str, value: Any, fact: Fact | None = None) -> str:
        """Return the value as one text."""
        known = self.names.catalog.attributes.get(attribute)
        parts = self.parts(attribute, value, fact)
        if known is None or known.type not in ("choices", "entities"):
            links = known is not None and known.type == "links"
            return (self.style.list_joiner if links else self.messages.plain("text.separator")).join(parts)
        return self._members(known, parts, fact)

    def parts(self, attribute: str, value: Any, fact: Fact | None = None) -> list[str]:
        """Return the value as texts, one for each of its members."""
        known = self.names.catalog.attributes.get(attribute)
        if known is None or value is None or not _fits(known.type, value):
            return [self._measured(attribute, self._plain(value))]
        return self._showers[known.type](known, value, fact)

    def truth(self, value: str) -> str:
        """Return the word for a truth value."""
        return self.messages.plain(f"truth.{value}", value)

    def cell(self, cell: Cell) -> str:
        """Return what the cell states, in its state, with the marks that its fact needs."""
        if cell.state in ("undisclosed", "unknown", "not_applicable"):
            return self.messages.plain(f"state.{cell.state}")
        if cell.fact is not None and cell.value is cell.fact.value and cell.state != "claimed":
            return self.fact(cell.fact)
        text = self.show(cell.attribute, cell.value, cell.fact)
        if cell.state == "claimed":
            return self.messages.render("state.claimed", {"value": text})
        if cell.fact is None:
            return text
        return self.marked(text, cell.fact)

    def fact(self, fact: Fact) -> str:
        """Return the value of a fact, with its marks; an answer shows one several times, so the last ones are kept."""
        known = self._facts.get(id(fact))
        if known is None:
            if len(self._facts) == KEPT:
                self._facts.clear()
            text = self.marked(self.show(fact.attribute, fact.value, fact), fact)
            known = self._facts[id(fact)] = (fact, text)  # while the fact is kept, no other one has its id
        return known[1]

    def marked(self, text: str, fact: Fact) -> str:
        """Return the text with what the fact holds for, and a warning where nobody has confirmed it."""
        scope = self.names.local(fact.applies_to, mark=False)
        if scope and scope not in text:
            text = self.bracketed(text, scope)
        if fact.confidence == "unverified":
            text = self.bracketed(text, self.messages.plain("confidence.unverified"))
        return text

    def _time(self, value: Any) -> str:
        """Return a date; a number is one of days between two dates."""
        if isinstance(value, int):
            return numbers.grouped(value) + self.unit("day", value)
        return numbers.date(str(value), self.style)

    def bracketed(self, text: str, inside: str) -> str:
        """Return the text with a remark in brackets."""
        return self.names.bracketed(text, inside)

    def quantity(self, attribute: Attribute | None, value: float, labels: tuple[str, ...] | None = None) -> str:
        """Return a number with its unit; under its published round label too, where it has one that is not exact."""
        unit = self.unit(attribute.unit if attribute else "", value)
        if abs(value) >= BEYOND:
            return self._power(value) + unit
        label = self._label(attribute, value, labels)
        scaled, exact = numbers.scaled(value, self.style)
        digits = numbers.grouped(value)
        if label and label.lower() != scaled.lower():
            first, other = (label, digits) if self.style.label_first else (scaled, label)
            args = {"first": first, "other": other, "exact": digits, "unit": unit}
            whole = exact or other == digits
            return self.messages.render("quantity.labelled" if whole else "quantity.labelled_rounded", args)
        if exact or value != int(value):
            return scaled + unit
        return self.messages.render("quantity.rounded", {"scaled": scaled, "exact": digits, "unit": unit})

    def number(self, value: float) -> str:
        """Return a bare number, never rounded unless it is a fraction."""
        if abs(value) >= BEYOND:
            return self._power(value)
        scaled, exact = numbers.scaled(value, self.style)
        return scaled if exact or value != int(value) else numbers.grouped(value)

    def unit(self, unit: str, value: float = 0) -> str:
        """Return the unit with the blank before it: a message, else its label in the catalog, else its id."""
        if not unit:
            return ""
        known = self.names.catalog.entities.get("unit", {}).get(unit)
        label = self.names.name(known.name, unit) if known else clean(unit.replace("_", " "))
        text = self.messages.plain(f"unit.{unit}", f" {label}")
        return self.messages.plain(f"unit_one.{unit}", text) if value == 1 else text

    def amount(self, value: Any) -> str:
        """Return a number with a free unit and what it counts, a span of numbers, or words."""
        if not isinstance(value, dict):
            return self._plain(value)
        words = self._text(value["words"]) if value.get("words") else ""
        figure = self._figure(value)
        text = self.bracketed(figure, words) if figure else words
        return self.bracketed(text, self._remark(value["basis"]) if value.get("basis") else "")

    def score(self, value: Any) -> str:
        """Return a benchmark's score with the settings under which it was reached."""
        if not isinstance(value, dict):
            return self._plain(value)
        benchmark = str(value.get("benchmark", ""))
        text = (
            f"{self.names.thing('benchmark', benchmark)} {self._plain(value.get('score'))}{self._score_unit(benchmark)}"
        )
        shots = value.get("shots")
        settings = [self.messages.render("score.shots", {"shots": shots})] if shots is not None else []
        settings += [self._remark(value[key]) for key in ("setting", "metric") if value.get(key)]
        return self.bracketed(text, self.style.list_joiner.join(settings))

    def plain_value(self, attribute: str, value: Any) -> Any:
        """Return the value for programs: base units, ids, truth as words, texts in the asker's language."""
        if isinstance(value, str):
            return value
        if isinstance(value, float) and value.is_integer():
            return int(value)
        if isinstance(value, list | tuple):
            return [part if isinstance(part, str) else self.plain_value(attribute, part) for part in value]
        if isinstance(value, dict):
            if value and self._is_text(value):
                return self.names.local(value, mark=False)
            return {key: self.plain_value(attribute, part) for key, part in value.items()}
        return value

    def _is_text(self, value: dict[str, Any]) -> bool:
        amount_or_score = {"amount", "low", "high", "unit", "basis", "words", "benchmark", "score"}
        return amount_or_score.isdisjoint(value) and all(isinstance(part, str) for part in value.values())

    def _figure(self, value: dict[str, Any]) -> str:
        unit = str(value.get("unit") or "")
        if value.get("amount") is not None:
            return self._with_unit(self.number(value["amount"]), self.unit(unit, value["amount"]))
        if value.get("low") is None or value.get("high") is None:
            return ""
        span = {"low": self.number(value["low"]), "high": self.number(value["high"])}
        return self._with_unit(self.messages.render("quantity.span", span), self.unit(unit))

    def _power(self, value: float) -> str:
        digits, power = numbers.power(value)
        return self.messages.render("quantity.power", {"digits": digits, "power": power})

    def _members(self, attribute: Attribute, parts: list[str], fact: Fact | None) -> str:
        text = self.names.joined(parts)
        if fact is None:
            return text
        if fact.incomplete:
            text = self.messages.render("list.incomplete", {"list": text})
        limited = self.names.joined([self.names.thing(attribute.of, part) for part in fact.limited])
        return self.bracketed(text, self.messages.render("list.limited", {"list": limited}) if limited else "")

    def _score_unit(self, benchmark: str) -> str:
        known = self.names.catalog.entities.get("benchmark", {}).get(benchmark)
        stated = known.facts.get("unit", ()) if known else ()
        return self.unit(str(stated[0].value)) if stated else ""

    def _with_unit(self, number: str, unit: str) -> str:
        """No blank stands between a number that ends with a wide unit of scale and a unit in the same script."""
        wide = char_width(number[-1]) == 2 and char_width(unit.lstrip()[:1] or "a") == 2
        return number + (unit.lstrip() if wide else unit)

    def _texts(self, values: list[Any]) -> list[str]:
        """Statements; where none is in the asker's language, the first one's mark stands for all."""
        foreign = [isinstance(value, dict) and self.names.language not in value for value in values]
        if not all(foreign):
            return [self._text(value) for value in values]
        return [self._text(value) if place == 0 else self._remark(value) for place, value in enumerate(values)]

    def _remark(self, value: Any) -> str:
        return self.names.local(value, mark=False) if isinstance(value, dict) else self._plain(value)

    def _text(self, value: Any) -> str:
        return self.names.local(value) if isinstance(value, dict) else self._plain(value)

    def _measured(self, attribute: str, text: str) -> str:
        """Return the text with the unit that the messages have for this property of a thing, if any."""
        message = f"measured.{attribute}"
        return self.messages.render(message, {"value": text}) if message in self.messages else text

    def _plain(self, value: Any) -> str:
        if value is None:
            return self.messages.plain("state.unknown")
        if isinstance(value, bool) or not isinstance(value, int | float):
            if isinstance(value, list | tuple):
                return self.names.joined([self._plain(part) for part in value])
            return self._text(value) if isinstance(value, dict) else clean(str(value))
        return self.number(value)

    def _label(self, attribute: Attribute | None, value: float, labels: tuple[str, ...] | None) -> str:
        """Return the published round label: that of the fact, else the one under which the catalog holds this value."""
        if labels is None and attribute is not None:
            labels = self._known_labels(attribute.id).get(value) or _base_labels(attribute, value)
        if not labels:
            return ""
        exact = [label for label in labels if numbers.label_value(label) == value]
        return (exact or list(labels))[0].upper()

    def _known_labels(self, attribute: str) -> dict[float, tuple[str, ...]]:
        known = self._labels.get(attribute)
        if known is None:
            facts = (item.facts.get(attribute, ()) for item in self.names.catalog.items.values())
            known = {fact.value: fact.labels for several in facts for fact in several if fact.labels}
            self._labels[attribute] = known
        return known


def _fits(kind: str, value: Any) -> bool:
    """Whether the value has its type's shape; claims state anything in words."""
    if kind == "quantity":
        return isinstance(value, int | float)
    return not isinstance(value, dict) or kind in ("text", "texts", "amount", "scores")


def _base_labels(attribute: Attribute, value: float) -> tuple[str, ...]:
    return tuple(f"{int(value) // base}k" for base in attribute.label_bases if value and value % base == 0)


def _many(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value]
