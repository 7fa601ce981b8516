"""Terminal columns: how wide text is, padding and wrapping, for scripts with and without blanks between words."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from itertools import pairwise

TIE = chr(0xA0)
"""A blank at which no line ends; formats write it as a plain blank."""
WORD = re.compile(rf"[^\s]+(?:{TIE}+[^\s]+)*|\s+")
IDEOGRAPH = r"[\u4e00-\u9fff]"
CLOSE_TO = r"[\u4e00-\u9fff\u201d\uff09]"
"""Ideographs and closing marks of full width, behind which no blank stands."""


@cache
def _pattern(text: str) -> re.Pattern[str]:
    """Compile a pattern at its first use: with ideographs that takes long, and not every language needs it."""
    return re.compile(text)


def tight(text: str) -> str:
    """Return the text without blanks between ideographs, which templates leave where a name is filled in."""
    if text.isascii():
        return text
    return _pattern(f"(?<={CLOSE_TO}) (?={IDEOGRAPH})").sub("", text)


@lru_cache(maxsize=4096)
def spaced(text: str) -> str:
    """Return the text with a blank between ideographs and letters, and none between ideographs."""
    if text.isascii():
        return text
    text = _pattern(f"(?<={IDEOGRAPH})(?=[A-Za-z])").sub(" ", tight(text))
    if not _pattern(f"[A-Za-z0-9_.+)-](?={IDEOGRAPH})").search(text):  # tells in a fifth of the time of what follows
        return text
    after_words = rf"([A-Za-z][A-Za-z0-9_.+-]*(?: [0-9][A-Za-z0-9_.]*)?|[0-9][A-Za-z]|\))(?={IDEOGRAPH})"
    return _pattern(after_words).sub(r"\1 ", text)


@lru_cache(maxsize=4096)
def char_width(char: str) -> int:
    """0 for combining and format characters, 2 for wide and full-width ones, else 1."""
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1


@lru_cache(maxsize=4096)
def width(text: str) -> int:
    """Columns that the text takes."""
    if text.isascii():
        return len(text)
    return sum(map(char_width, text))


def pad(text: str, columns: int) -> str:
    """Return the text filled with blanks up to so many columns."""
    return text + " " * (columns - width(text))


def wrap(text: str, columns: int | None, indent: str = "", hang: str | None = None) -> list[str]:
    """Lines of at most so many columns; web addresses are never broken. `hang` indents the lines after the first."""
    if columns is None and "\n" not in text:
        return [(indent + text).rstrip()]
    hang = indent if hang is None else hang
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines += _wrap_one(paragraph, columns, indent if not lines else hang, hang)
    return lines


def _wrap_one(text: str, columns: int | None, indent: str, hang: str) -> list[str]:
    if columns is None or width(indent) + width(text) <= columns:
        return [(indent + text).rstrip()]
    lines, line, free = [], indent, columns - width(indent)
    for piece in _pieces(text, max(columns - width(hang), 1)):
        size = width(piece)
        if size > free and line.strip():
            lines.append(line.rstrip())
            line, free = hang, columns - width(hang)
            piece = piece.lstrip()  # noqa: PLW2901  a blank at the break is not carried over
            size = width(piece)
        line, free = line + piece, free - size
    lines.append(line.rstrip())
    return lines


def _pieces(text: str, limit: int) -> list[str]:
    """Return the smallest parts between which a line may end; a blank stays in front of its word."""
    pieces: list[str] = []
    blank = ""
    for match in WORD.finditer(text):
        word = match.group()
        if word.isspace():
            blank = word
            continue
        parts = [part for run in _split_wide(word) for part in _split_long(run, limit)]
        parts[0] = blank + parts[0]
        pieces += parts
        blank = ""
    return pieces


def _split_wide(word: str) -> list[str]:
    """Wide characters stand alone, but closing marks stay with what they close and opening ones with what they open."""
    if word.isascii():
        return [word]
    parts = [word[0]]
    for before, char in pairwise(word):
        if _may_break(before, char):
            parts.append(char)
        else:
            parts[-1] += char
    return parts


def _may_break(before: str, char: str) -> bool:
    if TIE in (before, char) or char_width(char) == 0 or (char_width(before) < 2 and char_width(char) < 2):
        return False
    opening, closing = ("Ps", "Pi"), ("Pe", "Pf", "Po")
    return unicodedata.category(before) not in opening and unicodedata.category(char) not in closing


def _split_long(part: str, limit: int) -> list[str]:
    if width(part) <= limit or "://" in part:
        return [part]
    if TIE in part:  # too long for a line: the blanks are blanks again
        return _pieces(part.replace(TIE, " "), limit)
    return [part[start : start + limit] for start in range(0, len(part), limit)]
