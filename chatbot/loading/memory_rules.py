"""The constants of the memory calculator: each is there and fits, and each part of a sum is explained by a rule.

A wrong name would else be found only by the question that needs the number, or lose the source of an answer silently.
"""

from __future__ import annotations

from typing import get_args

import msgspec

from chatbot.datatypes.catalog import MEMORY_RULE
from chatbot.datatypes.options import Explained
from chatbot.loading.convert import convert
from chatbot.loading.entries import Entries, Entry
from chatbot.loading.report import did_you_mean
from chatbot.loading.schemas import Schema
from chatbot.loading.scope import Scope

_RULES = "rules"
Pair = tuple[float, float]


class ConstantsSchema(Schema, frozen=True):
    """The section `constants` of memory.yaml, which says what each is."""

    bits_per_weight: dict[str, float]
    four_bit_body_bits: dict[str, float]
    usual_precision: str
    forms: tuple[str, ...]
    last_forms: tuple[str, ...]
    runtime_gb_per_device: float
    default_context: float
    context_tolerance: float
    cache_bytes: float
    overhead_factor: float
    cpu_extra_gb: float
    cpu_usable_share: float
    unified_small_gb: float
    unified_share_small: float
    unified_share_large: float
    borderline_from: float
    borderline_to: float
    full_bytes: tuple[float, float, float]
    lora_floor: Pair
    lora_comfortable: Pair
    qlora_floor: Pair
    qlora_comfortable: Pair
    rules: dict[str, str]
    """Part of a sum -> the rule that explains it."""


def check_memory(scope: Scope, entries: Entries) -> None:
    """Report constants that are missing, unknown or of another type, and parts of a sum that no rule explains."""
    found = {entry.id: entry for entry in entries}
    fields = {field.name: field for field in msgspec.structs.fields(ConstantsSchema)}
    for name, entry in found.items():
        if name in fields:
            convert(entry.node, fields[name].type, entry.file, scope.report)
        else:
            hint = did_you_mean(name, fields)
            scope.report.error(entry.file, entry.node.line, "unknown-key", f"unknown constant {name!r}", hint)
    first = next(iter(found.values()))
    for name in fields.keys() - found.keys():
        scope.report.error(first.file, first.node.line, "missing-key", f"the constant {name!r} is missing")
    if _RULES in found:
        _check_rules(scope, found[_RULES])


def _check_rules(scope: Scope, entry: Entry) -> None:
    """Report parts that are unknown or not explained, and rules that do not exist."""
    parts = get_args(Explained)
    for part, child in entry.node.items():
        place = (entry.file, child.line)
        if scope.check_id(part, parts, "part of a sum", place):
            scope.check_id(str(child.value), scope.entities.get(MEMORY_RULE, {}), "rule of this file", place)
    for part in parts:
        if entry.node.get(part) is None:
            message = f"no rule explains {part!r}"
            scope.report.error(entry.file, entry.node.line, "missing-key", message, "its answers would have no source")
