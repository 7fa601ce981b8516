"""Values of facts by the type of their attribute: what the catalog promises, or why not."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Callable, Collection
from typing import Any

from chatbot.datatypes.catalog import Attribute
from chatbot.loading.report import did_you_mean

TRUTHS = ("no", "conditional", "yes")
_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
_INTEGER = re.compile(r"[+-]?\d+")
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")
_LINK = re.compile(r"(https?://\S+|[\w.-]+/[\w.-]+)")
_SCORE_KEYS = {"benchmark", "score", "shots", "metric", "setting"}
_AMOUNT_KEYS = {"amount", "unit", "basis", "words"}


class BadValueError(ValueError):
    """The value does not fit; the hint may say what would."""

    def __init__(self, message: str, hint: str = "") -> None:
        """Keep message and hint."""
        super().__init__(message)
        self.hint = hint


class ValueReader:
    """Reads values; knows which ids exist."""

    def __init__(self, ids: Callable[[str], Collection[str]], units: Collection[str]) -> None:
        """`ids` returns the ids of a kind."""
        self.ids = ids
        self.units = units

    def read(self, attribute: Attribute, value: Any) -> Any:
        """Return the value in the shape of the attribute's type; raises BadValueError."""
        return _READERS[attribute.type](self, attribute, value)

    def quantity(self, _: Attribute, value: Any) -> int | float:
        """Read a number in base units."""
        return number(value)

    def date(self, _: Attribute, value: Any) -> str:
        """Read an ISO date, maybe without day or month."""
        return iso_date(value)

    def truth(self, _: Attribute, value: Any) -> str:
        """Read yes, conditional or no."""
        return truth(value)

    def choice(self, attribute: Attribute, value: Any) -> str:
        """Read the id of one of the attribute's values."""
        return known_id(value, attribute.values, f"value of {attribute.id}")

    def choices(self, attribute: Attribute, value: Any) -> list[str]:
        """Read a list of such ids."""
        return [self.choice(attribute, member) for member in as_list(value)]

    def entity(self, attribute: Attribute, value: Any) -> str:
        """Read the id of a thing."""
        return known_id(value, self.ids(attribute.of), attribute.of)

    def entities(self, attribute: Attribute, value: Any) -> list[str]:
        """Read a list of such ids, none of them twice."""
        members = [self.entity(attribute, member) for member in as_list(value)]
        repeated = sorted({member for member in members if members.count(member) > 1})
        if repeated:
            raise BadValueError(f"repeated: {', '.join(repeated)}")
        return members

    def text(self, _: Attribute, value: Any) -> dict[str, str]:
        """Read a text in one or more languages."""
        return text(value)

    def texts(self, _: Attribute, value: Any) -> list[dict[str, str]]:
        """Read a list of texts; a single one counts as a list."""
        return [text(member) for member in as_list(value)]

    def amount(self, attribute: Attribute, value: Any) -> dict[str, Any]:
        """Read an amount with unit and basis, or words."""
        if isinstance(value, str):
            return {"amount": number(value), "unit": attribute.unit}
        mapping = _mapping(value, _AMOUNT_KEYS)
        read: dict[str, Any] = {key: text(mapping[key]) for key in ("basis", "words") if key in mapping}
        if "amount" in mapping:
            read["amount"] = number(mapping["amount"])
            read["unit"] = known_id(mapping.get("unit", attribute.unit), self.units, "unit")
        elif "words" not in mapping:
            raise BadValueError("an amount needs `amount` or `words`")
        return read

    def links(self, _: Attribute, value: Any) -> list[str]:
        """Read a list of addresses or owner/name ids."""
        members = [str(member) for member in as_list(value)]
        for member in members:
            if not _LINK.fullmatch(member):
                raise BadValueError(f"{member!r} is neither a URL nor owner/name")
        return members

    def scores(self, attribute: Attribute, value: Any) -> list[dict[str, Any]]:
        """Read a list of benchmark scores."""
        return [self.score(attribute, member) for member in as_list(value)]

    def score(self, attribute: Attribute, value: Any) -> dict[str, Any]:
        """Read one score."""
        mapping = _mapping(value, _SCORE_KEYS)
        for key in ("benchmark", "score"):
            if key not in mapping:
                raise BadValueError(f"a score needs {key!r}")
        read: dict[str, Any] = {key: entry for key, entry in mapping.items() if entry is not None}
        if attribute.of:
            known_id(mapping["benchmark"], self.ids(attribute.of), attribute.of)
        read["score"] = number(mapping["score"])
        if mapping.get("shots") is not None:
            read["shots"] = number(mapping["shots"])
        return read


_READERS: dict[str, Callable[[ValueReader, Attribute, Any], Any]] = {
    "quantity": ValueReader.quantity,
    "date": ValueReader.date,
    "truth": ValueReader.truth,
    "choice": ValueReader.choice,
    "choices": ValueReader.choices,
    "entity": ValueReader.entity,
    "entities": ValueReader.entities,
    "text": ValueReader.text,
    "texts": ValueReader.texts,
    "amount": ValueReader.amount,
    "links": ValueReader.links,
    "scores": ValueReader.scores,
}


def number(value: Any) -> int | float:
    """Read a plain number."""
    if isinstance(value, str) and _INTEGER.fullmatch(value):
        return int(value)
    if isinstance(value, str) and _NUMBER.fullmatch(value) and math.isfinite(float(value)):
        return float(value)
    hint = "write it in base units, without thousands marks: 2048, 180000000000, 24.7"
    raise BadValueError(f"{_short(value)} is not a number", hint)


def truth(value: Any) -> str:
    """Read yes, conditional or no."""
    return known_id(value, TRUTHS, "truth value")


def iso_date(value: Any) -> str:
    """Read an ISO date, maybe without day or month."""
    found = _DATE.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise BadValueError(f"{_short(value)} is not a date", "write 2023-09-06, 2023-09 or 2023")
    year, month, day = (int(part) if part else 1 for part in found.groups())
    try:
        datetime.date(year, month, day)
    except ValueError:
        raise BadValueError(f"there is no day {value}") from None
    return str(value)


def text(value: Any) -> dict[str, str]:
    """Read a text in one or more languages."""
    if isinstance(value, dict) and value and all(isinstance(part, str) and part for part in value.values()):
        return value
    raise BadValueError(f"{_short(value)} is not a text", "write {en: ..., zh: ...}")


def known_id(value: Any, known: Collection[str], what: str) -> str:
    """Return the value if it is one of the known ids."""
    if isinstance(value, str) and value in known:
        return value
    hint = did_you_mean(value, known) if isinstance(value, str) else ""
    raise BadValueError(f"{_short(value)} is no {what}", hint)


def as_list(value: Any) -> list[Any]:
    """Return a list as it is, anything else as a list of one."""
    if value is None:
        raise BadValueError("a value is missing")
    return value if isinstance(value, list) else [value]


def loose(value: Any) -> Any:
    """Return data of no fixed shape, with numbers read as numbers."""
    if isinstance(value, dict):
        return {key: loose(part) for key, part in value.items()}
    if isinstance(value, list):
        return [loose(part) for part in value]
    return number(value) if isinstance(value, str) and _NUMBER.fullmatch(value) else value


def _mapping(value: Any, keys: set[str]) -> dict[str, Any]:
    """Return a mapping all of whose keys are known."""
    if not isinstance(value, dict):
        raise BadValueError(f"{_short(value)} is not a mapping with {', '.join(sorted(keys))}")
    for key in value:
        if key not in keys:
            raise BadValueError(f"unknown key {key!r}", did_you_mean(key, keys))
    return value


def _short(value: Any) -> str:
    """Return a value as it is shown in messages."""
    said = "nothing" if value is None else repr(value)
    return said if len(said) <= 60 else said[:57] + "..."
