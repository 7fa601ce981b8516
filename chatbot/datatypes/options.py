"""The closed sets of values: what a field of text may be, so that a misspelt value is found before it is ever compared.

What authors write of them (`given:` of an intent, `with:` of a phrase rule) is checked as it is loaded, or by lint.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

Status: TypeAlias = Literal["read", "clarify", "not_in_catalog", "not_understood", "out_of_scope"]
"""What became of an utterance: understood (`read`), or why it is not."""
AnswerStatus: TypeAlias = Literal["answered", "clarify", "no_data", "not_in_catalog", "not_understood", "out_of_scope"]
"""What became of a question."""
CheckMode: TypeAlias = Literal["each", "any", "all"]
"""Of whom a statement is checked: of each named thing, of any of a set, of all of a set."""
MemoryOf: TypeAlias = Literal["memory", "ram", "context", "disk", "cards"]
"""What a question on memory asks for: that of cards, that of a machine without one, how much context there is room
for, the size of the files, or how many cards are needed."""
Training: TypeAlias = Literal["full", "lora", "qlora"]
"""A way to train."""
RunMode: TypeAlias = Literal["run", "tune", Training, "hardware"]
"""How a model is used in memory: run, or trained in one of three ways (`tune`: any of these); `hardware` only names
what it is used on, where an answer shows it."""
Explained: TypeAlias = Literal[
    "weights", "four_bit", "files", "cache", "total", "thumb", "context", "runtime", "disk", "unified", "processor",
    "several", Training,
]  # fmt: skip
"""A part of a sum of memory, which a rule of knowledge explains: the weights in whole, four-bit and file formats, the
cache, all together, the rule of thumb, the usual context, what a device needs itself, the files on disk, shared memory,
a processor alone, several devices, and each way to train."""
Op: TypeAlias = Literal["<", "<=", "=", ">", ">="]
"""How a value is compared; dates: before, up to, within, from, after."""
End: TypeAlias = Literal["most", "least"]
"""An end of an order; dates: most is the newest."""
Level: TypeAlias = Literal["item", "group"]
"""Whether models or families are listed."""
Side: TypeAlias = Literal["", "stricter", "differ"]
"""What is asked of several terms side by side: which are stricter, or how they differ."""

Follow: TypeAlias = Literal[
    "add", "affirm", "again", "agree", "alike", "all_so", "amount", "article", "back", "better", "cards", "choose",
    "chosen", "compare", "complete", "conditional", "confirm", "correct", "count", "deny", "describe", "doubt",
    "each", "else", "forbidden", "gap", "hardware", "include", "kinds", "list", "memory", "more", "negate", "next",
    "none", "or", "outright", "pick", "public", "rest", "reverse", "same", "settle", "shift", "sort", "source",
    "stricter", "swap", "terms", "uses", "values", "versions", "why", "widen",
]  # fmt: skip
"""What a follow-up does with the last question; intents/followups.yaml says of each what it asks."""
Asks: TypeAlias = Literal["", "which", "count", "check", "any", "all", "some", "either", "why", "compare"]
"""How a follow-up asks: which, how many, whether it is so, whether any or all are; `some` names those that are so (the
open ones), and nothing is said (empty) where only a part is changed (and Llama?)."""
