"""How something is to be run, as a frame says it: precision, context and mode."""

from __future__ import annotations

from typing import Any

from chatbot.understanding.frames import Frame

_SHRINK = "must_shrink"
"""Asks whether weights must be held in fewer bits; the phrase with it tells the form that then does not fit."""


def is_idle_word(frame: Frame) -> bool:
    """Say whether the word for holding weights in fewer bits stands alone, without the form that its phrase tells."""
    return _SHRINK in frame.cues and not frame.slots.get("precision")


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
    if mode is not None:
        how["mode"] = "qlora" if mode == "lora" and str(precision).startswith(("int4", "nf4")) else mode
    return how
