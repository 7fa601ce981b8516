"""Standard input and output as the program uses them: bytes in, whole answers out, flushed one by one."""

from __future__ import annotations

import codecs
import contextlib
import errno
import io
import os
import sys
from collections.abc import Iterator
from typing import NamedTuple, TextIO, cast

BYTE_ORDER_MARK = "\ufeff"
AT_HAND = 1 << 16
"""Bytes that are read at a time, if so many have come already."""
USUAL_ROWS = 24


class Streams(NamedTuple):
    """The three streams. Input is None where it is closed; `at_terminal` means that a person types and reads."""

    lines: io.BufferedReader | io.BytesIO | None
    out: TextIO
    err: TextIO
    at_terminal: bool = False
    typed: bool = False
    """Input comes from a keyboard, wherever the output goes."""
    width: int | None = None
    """Columns of the terminal; None where the output is no terminal."""

    def say(self, text: str, *, safe: bool = False) -> None:
        """Write an answer and flush it, so that a reader at the other end of a pipe has it at once.

        Control characters are made visible, unless a text is safe: it has none, or those that make it bold or dim.
        """
        self.out.write((text if safe else harmless(text)) + "\n")
        self.out.flush()

    def complain(self, text: str) -> None:
        """Write a message about a fault, if it can be written."""
        with contextlib.suppress(OSError):
            self.err.write(f"chatbot: {harmless(text)}\n")
            self.err.flush()

    def read_blocks(self) -> Iterator[list[str]]:
        """Yield the lines of the input in blocks of what is at hand, so that no line waits for those behind it.

        Only a line feed ends a line, and what is no UTF-8 becomes U+FFFD.
        """
        mark, begun = BYTE_ORDER_MARK, b""
        while self.lines and (data := begun + self.lines.read1(AT_HAND)):
            if b"\n" not in data:
                data += self.lines.readline() or b"\n"
            *lines, begun = data.split(b"\n")
            texts = [decode(line) for line in lines]
            if texts:
                texts[0] = texts[0].removeprefix(mark)
                mark = ""
            yield texts

    def read_line(self) -> str:
        """Return one typed line."""
        line = self.lines.readline() if self.lines else b""
        if not line:
            raise EOFError
        return decode(line)


def harmless(text: str) -> str:
    """Return a text in which no character moves the cursor, changes the terminal or turns the reading direction."""
    if all(map(str.isprintable, text.split("\n"))):
        return text
    from chatbot.rendering.escape import clean  # for the rare case only

    return "\n".join(map(clean, text.split("\n")))


def decode(line: bytes) -> str:
    """Return a line of input as text."""
    return line.removesuffix(b"\n").decode("utf-8", "replace")


def standard_streams() -> Streams:
    """Return the streams of this process."""
    out, err = (prepare(stream) for stream in (sys.stdout, sys.stderr))
    lines = cast(io.BufferedReader, sys.stdin.buffer) if sys.stdin is not None else None
    typed = lines is not None and lines.isatty()
    return Streams(lines, out, err, at_terminal=typed and out.isatty(), typed=typed, width=terminal_width(out))


PLAINLY = "plainly"
"""How characters are written that a stream cannot show."""
_BLOCK = "\u2588"


def _plainly(fault: UnicodeError) -> tuple[str, int]:
    """Write the blocks of bars as number signs, any other character as a question mark."""
    if not isinstance(fault, UnicodeEncodeError):
        raise fault
    text = fault.object[fault.start : fault.end]
    return "".join("#" if char == _BLOCK else "?" for char in text), fault.end


def prepare(stream: TextIO | None) -> TextIO:
    """Make a stream that can write every character: UTF-8 into files and pipes, what a terminal can show into that."""
    if stream is None:
        return io.StringIO()
    if isinstance(stream, io.TextIOWrapper):
        encoding = None if stream.isatty() else "utf-8"
        codecs.register_error(PLAINLY, _plainly)
        stream.reconfigure(encoding=encoding, errors=PLAINLY, newline="\n")
    return stream


def terminal_width(out: TextIO) -> int | None:
    """Return the columns of the terminal that is written to."""
    if not out.isatty():
        return None
    wished = os.environ.get("COLUMNS", "")
    if wished.isdecimal() and int(wished) > 0:
        return int(wished)
    try:
        return os.get_terminal_size(out.fileno()).columns or None
    except OSError:
        return None


def terminal_rows(out: TextIO) -> int:
    """Return the lines of the terminal that is written to."""
    try:
        return os.get_terminal_size(out.fileno()).lines or USUAL_ROWS
    except (OSError, ValueError):
        return USUAL_ROWS


def is_gone(fault: Exception) -> bool:
    """Say whether a fault means that the terminal, or the reader of a pipe, is no longer there."""
    return (getattr(fault, "errno", None) or next(iter(fault.args), None)) in {errno.EIO, errno.EPIPE}


def discard(out: TextIO) -> None:
    """Let nothing more go to a reader that has gone, so that leaving the program does not fail on it."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, out.fileno())


def clean_argument(text: str) -> str:
    """Return what was given or typed with what was no UTF-8 as U+FFFD."""
    return text if text.isprintable() else text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
