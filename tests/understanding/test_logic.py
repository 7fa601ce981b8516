"""Statements put together with and, or, not: what is read is what was said, or nothing is read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chatbot.bot import Chatbot
from chatbot.datatypes.query import And, Compare, Constraint, ListItems, Not, Or, Quantity, Selection
from tests.understanding.test_properties import FEW, shipped

ATOMS = (
    "under Apache 2.0",
    "with over 4k context",
    "gated",
    "released before 2024",
    "from Mistral AI",
    "under 20B parameters",
    "multilingual",
    "open source",
    "at least 7B",
    "English-only",
    "allowed for commercial use",
    "newer than BLOOM",
)
JOINED: dict[str, Callable[..., Constraint]] = {
    "{} and {}": lambda a, b: And((a, b)),
    "{} or {}": lambda a, b: Or((a, b)),
    "both {} and {}": lambda a, b: And((a, b)),
    "either {} or {}": lambda a, b: Or((a, b)),
    "{}, {} and {}": lambda a, b, c: And((a, b, c)),
    "{}, {} or {}": lambda a, b, c: Or((a, b, c)),
    "not {}": Not,
    "{} but not {}": lambda a, b: And((a, Not(b))),
    "{} and not {}": lambda a, b: And((a, Not(b))),
    "{} or not {}": lambda a, b: Or((a, Not(b))),
    "not {} but {}": lambda a, b: And((Not(a), b)),
    "not {} and not {}": lambda a, b: And((Not(a), Not(b))),
    "{} except {}": lambda a, b: And((a, Not(b))),
    "neither {} nor {}": lambda a, b: And((Not(a), Not(b))),
    "not both {} and {}": lambda a, b: Not(And((a, b))),
}
FRAMES = ("which models are {}?", "list models that are {}", "models {}")


def form(bot: Chatbot, where: Constraint | None) -> dict[str, Any]:
    return bot.query_form(ListItems(Selection(where=where)))


def stated(atom: str) -> Constraint:
    """Return what one statement alone means."""
    (part,) = shipped().ask(f"which models are {atom}?").outcome.parts
    assert isinstance(part.query, ListItems)
    assert part.query.selection.where is not None
    return part.query.selection.where


def check(text: str, expected: Constraint) -> bool:
    """Say whether a text was read; where it was, it must mean what is expected."""
    outcome = shipped().ask(text).outcome
    if outcome.status != "read":
        return False
    forms = [shipped().query_form(part.query) for part in outcome.parts]
    assert forms == [form(shipped(), expected)], text
    return True


@settings(FEW, max_examples=200)
@given(st.sampled_from(sorted(JOINED)), st.permutations(ATOMS), st.sampled_from(FRAMES))
def test_joined_statements_mean_what_they_say_or_are_not_read(template: str, order: list[str], frame: str) -> None:
    parts = order[: template.count("{}")]
    check(frame.format(template.format(*parts)), JOINED[template](*map(stated, parts)))


@pytest.mark.parametrize("template", [t for t in sorted(JOINED) if t.count("{}") == 2 and "both" not in t])
def test_joined_statements_are_read(template: str) -> None:
    parts = ("multilingual", "under 20B parameters")
    assert check(f"models {template.format(*parts)}", JOINED[template](*map(stated, parts)))


OPERATORS = {
    ">": ("over", "more than", "above", "exceeding", "greater than"),
    ">=": ("at least", "no less than", "not less than", "a minimum of", "not under"),
    "<": ("under", "less than", "below", "fewer than"),
    "<=": ("at most", "no more than", "up to", "not over", "a maximum of"),
}
BEHIND = {">=": ("or more", "and up"), "<=": ("or less", "or fewer")}
SIZES = (("7B", Quantity(7e9, "7b")), ("100 billion", Quantity(1e11, "100b")))
LENGTHS = (("8k", Quantity(8e3, "8k")), ("2048", Quantity(2048)), ("2,048", Quantity(2048)))
NAMED = [("parameters", "{} parameters", size) for size in SIZES] + [
    ("context_length", phrase, length) for phrase in ("{} context", "context length {}") for length in LENGTHS
]


@pytest.mark.parametrize(("attribute", "phrase", "amount"), NAMED)
@pytest.mark.parametrize("op", sorted(OPERATORS))
def test_limits(attribute: str, phrase: str, amount: tuple[str, Quantity], op: str) -> None:
    written, quantity = amount
    for word in OPERATORS[op]:
        text = f"which models have {phrase.format(f'{word} {written}')}?"
        assert check(text, Compare(attribute, op, quantity)), text
        negated = f"which models don't have {phrase.format(f'{word} {written}')}?"
        assert check(negated, Not(Compare(attribute, op, quantity))), negated


@pytest.mark.parametrize("op", sorted(BEHIND))
def test_limits_behind_the_number(op: str) -> None:
    for word in BEHIND[op]:
        assert check(f"models with 8k {word} context", Compare("context_length", op, Quantity(8e3, "8k")))


@pytest.mark.parametrize(
    "phrase", ["between 7B and 20B", "from 7B to 20B", "7B to 20B", "7-20B", "7B–20B", "at least 7B and at most 20B"]
)
def test_ranges(phrase: str) -> None:
    both = (Compare("parameters", ">=", Quantity(7e9, "7b")), Compare("parameters", "<=", Quantity(2e10, "20b")))
    assert check(f"models with {phrase} parameters", And(both))
