"""How something is to be run, as a frame says it: precision, context and mode."""

from __future__ import annotations

from typing import Any

from chatbot.datatypes.reading import Phrase
from chatbot.understanding.frames import Frame

_WHOLE = "every_weight"
"""Says that nothing is left out in training."""
_SHRINK = "must_shrink"
"""Asks whether weights must be held in fewer bits; the phrase with it tells the form that then does not fit."""


def is_idle_word(frame: Frame) -> bool:
    """Say whether the word for holding weights in fewer bits stands alone, without the form that its phrase tells."""
    return _SHRINK in frame.cues and not frame.slots.get("precision")


def is_of_hardware(frame: Frame) -> bool:
    """Say whether a bare device, and no noun, is what is asked about (how many 3090s does Meta own, how old is a 3090).

    What fits on it is asked by words that lead up to it.
    """
    alone = any(_is_alone(phrase, "hardware") for phrase in frame.slots.get("constraint", ()))
    return alone and not (frame.slots.get("noun") or {"fits", "enough"} & frame.cues)


def dates_hardware(frame: Frame) -> bool:
    """Say whether the time beside a device is taken for its own (a card from 2016)."""
    return any(_holds_date(phrase) for phrase in frame.slots.get("constraint", ()))


def _is_alone(phrase: Phrase, category: str) -> bool:
    if phrase.category == category:
        return True
    return len(phrase.parts) == 1 and _is_alone(phrase.parts[0], category)


def _holds_date(phrase: Phrase) -> bool:
    dated = phrase.category == "card" and any(part.category == "date" for part in phrase.parts)
    return dated or any(map(_holds_date, phrase.parts))


def asks_to_shrink(frame: Frame) -> bool:
    """Say whether only that is asked; beside the question whether it fits, the answer to that one tells it."""
    return _SHRINK in frame.cues and not {"fits", "enough", "yes_no"} & frame.cues


def how_of(frame: Frame) -> dict[str, Any]:
    """Return precision, context and mode as said in a frame."""
    how: dict[str, Any] = {}
    precision, span = frame.first("precision"), frame.first("span")
    if _SHRINK in frame.cues and not asks_to_shrink(frame):
        precision = None
    modes = frame.meanings("tuning")
    mode = next((one for one in modes if one != "tune"), modes[0] if modes else None)
    precision = precision or frame.intent.given.get("precision")
    if precision is not None:
        how["precision"] = precision
    if span is not None:
        how["context"] = span
    if mode == "tune" and _WHOLE in frame.cues:
        mode = "full"
    if mode is not None:
        how["mode"] = "qlora" if mode == "lora" and str(precision).startswith(("int4", "nf4")) else mode
    return how
