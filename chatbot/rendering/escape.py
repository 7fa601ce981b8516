"""Text from outside (typed, or data) made safe to show: no control sequences, no hidden reordering, no fake lines."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

JOINERS = (0x200C, 0x200D)
"""Zero-width (non-)joiners: format characters, but part of the spelling of several languages."""
REPLACEMENT = chr(0xFFFD)
CONTROL_PICTURES = 0x2400
MARKDOWN_MARKS = re.compile(r"[\\`*_\[\]<>|~$&]")
LINE_START = re.compile(r"^(\s*)([#+=-]|\d+(?=[.)](?:\s|$)))", re.MULTILINE)
KEPT = 4096
"""Texts of the catalog of which is kept how they are shown."""
URL = re.compile(r"https?://[!-~]+")
URL_END = ".,;:!?'\")]}"


def clean(text: str) -> str:
    """Return the text on one line, with control characters made visible and bidirectional overrides taken out."""
    if text.isprintable():
        return text
    return "".join(_shown(char) for char in text)


cleaned = lru_cache(KEPT)(clean)
"""The same, for texts of the catalog, which are shown again and again."""


def _shown(char: str) -> str:
    if char.isprintable() or ord(char) in JOINERS:
        return char
    category = unicodedata.category(char)
    if category.startswith("Z"):
        return char if category == "Zs" else " "
    if category == "Cc":
        return _control(char)
    return REPLACEMENT if category in ("Cs", "Cf", "Co") else char


def _control(char: str) -> str:
    if char in "\t\n\r\v\f":
        return " "
    return chr(CONTROL_PICTURES + ord(char)) if ord(char) < 0x20 else REPLACEMENT


def markdown(text: str) -> str:
    """Return the text with all marks of markdown taken literally; web addresses become plain links."""
    parts, end = [], 0
    for match in URL.finditer(text):
        address = _address(match.group())
        parts += [_literal(text[end : match.start()]), link_target(address)]
        end = match.start() + len(address)
    parts.append(_literal(text[end:]))
    return LINE_START.sub(_escape_start, "".join(parts))


def link_target(address: str) -> str:
    """Return a web address in angle brackets, in which no character can end it early."""
    return "<" + address.replace("<", "%3C").replace(">", "%3E").replace("\\", "%5C") + ">"


def is_address(text: str) -> bool:
    """Whether the whole text is a web address that may be linked."""
    return URL.fullmatch(text) is not None


def _address(found: str) -> str:
    while found and (found[-1] in URL_END) and not _closes(found):
        found = found[:-1]
    return found


def _closes(found: str) -> bool:
    return found[-1] == ")" and found.count("(") >= found.count(")")


def _literal(text: str) -> str:
    return MARKDOWN_MARKS.sub(r"\\\g<0>", text)


def _escape_start(match: re.Match[str]) -> str:
    blanks, mark = match.groups()
    return f"{blanks}{mark}\\" if mark.isdigit() else f"{blanks}\\{mark}"
