"""Whether some of a family are so, or all of a set: which words tell these, and which what is asked of them."""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.datatypes.query import Among, And, Compare, Constraint, Fits, Has, Not
from chatbot.datatypes.reading import Phrase
from chatbot.understanding.frames import Frame
from chatbot.understanding.shapes.slots import leaves

_EXCEPT = frozenset({"except", "leaving", "left_out", "gone_out"})
"""Terms with which some are left out, before or behind what tells which."""


def set_and_statement(frame: Frame) -> tuple[list[Constraint], list[Constraint]] | None:
    """Return what limits a set, and what is asked of all of it; none if that is left open.

    What stands before the things limits them, and what leaves some out does. Of several limits behind them the last is
    asked (are all Gemma models over 3B gated), unless a verb right behind them starts with the first what is asked.
    """
    things = sorted((p for slot in ("names", "noun") for p in frame.slots.get(slot, ())), key=lambda p: p.start)
    parts = frame.slots.get("constraint", ())
    if not things or not parts:
        return None
    last = things[-1].end
    before = [part for part in parts if part.end <= last or _leaves_out(part)]
    behind = [part for part in parts if part not in before]
    if not behind or any(part.start == last and isinstance(part.meaning, Fits) for part in behind[:-1]):
        return None
    return _flat([*before, *behind[:-1]]), [behind[-1].meaning]


def described(frame: Frame) -> list[Constraint]:
    """Return what tells which members of a named family are meant, with something asked of them behind it.

    A value right before the name does (the gated Mistral models), an amount right behind the word for them (the Gemma
    models over 3B), and wherever it stands what is left out by size or value (except for the 180B).
    """
    parts = frame.slots.get("constraint", ())
    names = {part.start for part in frame.slots.get("names", ())}
    nouns = {part.end for part in frame.slots.get("noun", ())}
    told = [p for p in parts if p.end in names and isinstance(p.meaning, Has)]
    told += [p for p in parts if p.start in nouns and isinstance(p.meaning, Compare)]
    last = max((part.start for part in parts), default=0)
    return [part.meaning for part in told if part.start < last] + left_out(frame)


def left_out(frame: Frame) -> list[Constraint]:
    """Return what tells that some members are left out: except for the 180B, other than Llama 3.1 8B."""
    parts = [part for part in frame.slots.get("constraint", ()) if isinstance(part.meaning, Not)]
    named = [part for part in parts if isinstance(part.meaning.part, Compare | Has)]
    named = [part for part in named if _EXCEPT & {leaves(part)[0].category, leaves(part)[-1].category}]
    return [part.meaning for part in parts if part in named or _leaves_out(part)]


def _leaves_out(part: Phrase) -> bool:
    return isinstance(part.meaning, Not) and isinstance(part.meaning.part, Among)


def _flat(parts: Sequence[Phrase]) -> list[Constraint]:
    return [
        one
        for part in sorted(parts, key=lambda p: p.start)
        for one in (part.meaning.parts if isinstance(part.meaning, And) else (part.meaning,))
    ]
