"""Where files of the user live: the compiled cache and the history of the prompt. Nothing is written elsewhere."""

from __future__ import annotations

import os
from pathlib import Path

NAME = "catalog-chatbot"


def cache_folder() -> Path | None:
    """Return the folder of the compiled cache, or None where the user has no home."""
    return user_folder("XDG_CACHE_HOME", ".cache")


def state_folder() -> Path | None:
    """Return the folder of the history, or None where the user has no home."""
    return user_folder("XDG_STATE_HOME", ".local/state")


def user_folder(variable: str, default: str) -> Path | None:
    """Return this program's part of a base folder; a relative one counts as unset, as its specification says."""
    base = Path(os.environ.get(variable, ""))
    if base.is_absolute():
        return base / NAME
    try:
        home = Path.home()
    except RuntimeError:
        return None
    return home / default / NAME if home.is_absolute() else None
