"""The terminal while no prompt reads it, before the first one and while an answer is made: keys and signals."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Iterator

from chatbot.interfaces.streams import Streams
from chatbot.interfaces.talk import is_plain

ENDING = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))
LOCAL_MODES = 3
"""Place of the modes of a terminal that say what is done with keys."""


@contextlib.contextmanager
def keys_kept(streams: Streams) -> Iterator[None]:
    """Keep keys that no prompt reads for the next one, and do not show them before."""
    keyboard = _keyboard(streams)
    if keyboard is None:
        yield
        return
    import termios

    before, quiet = termios.tcgetattr(keyboard), termios.tcgetattr(keyboard)
    quiet[LOCAL_MODES] &= ~(termios.ECHO | termios.ICANON)
    termios.tcsetattr(keyboard, termios.TCSANOW, quiet)
    try:
        yield
    finally:
        with contextlib.suppress(termios.error):  # the terminal has gone
            termios.tcsetattr(keyboard, termios.TCSANOW, before)


def _keyboard(streams: Streams) -> int | None:
    """Return the descriptor of a terminal whose modes can be set; None where it reads whole lines by itself."""
    if os.name != "posix" or is_plain() or streams.lines is None:
        return None
    try:
        descriptor = streams.lines.fileno()
    except (OSError, ValueError):  # a made-up one
        return None
    return descriptor if os.isatty(descriptor) else None


@contextlib.contextmanager
def ending_on_signals() -> Iterator[None]:
    """Let signals end the program by way of its exits, so that files and terminal are left in order."""

    def leave(number: int, _frame: object) -> None:
        raise SystemExit(128 + number)

    before = {name: signal.signal(name, leave) for name in ENDING}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)
