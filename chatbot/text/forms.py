"""Surface forms with optional parts and alternatives, as data authors write them: `licen(c|s)e[s]`."""

from __future__ import annotations

LIMIT = 4096
"""A form that stands for more spellings than this is a mistake of its author."""


class FormError(ValueError):
    """A form is not well made; the message says how."""


def expand(form: str) -> tuple[str, ...]:
    """Return all spellings that a form stands for, without doubles, in a stable order.

    >>> expand("licen(c|s)e[s]")
    ('licence', 'licences', 'license', 'licenses')
    """
    if not any(mark in form for mark in "[(|"):
        return (form,)  # a closing bracket alone is a plain mark, as in :)
    try:
        spellings, rest = _alternatives(form, 0, "")
    except RecursionError:
        raise FormError("is nested too deep") from None
    if rest != len(form):
        raise FormError(f"unexpected {form[rest]!r} at character {rest + 1}")
    return tuple(dict.fromkeys(" ".join(spelling.split()) for spelling in spellings if spelling.strip()))


def _alternatives(form: str, place: int, closing: str) -> tuple[list[str], int]:
    found: list[str] = []
    current = [""]
    while place < len(form):
        character = form[place]
        if character == closing:
            break
        if character == "|":
            found += current
            current = [""]
        elif character in "[(":
            inner, place = _alternatives(form, place + 1, "]" if character == "[" else ")")
            if place >= len(form):
                raise FormError(f"{character!r} is never closed")
            options = ["", *inner] if character == "[" else inner
            if len(current) * len(options) > LIMIT:
                raise FormError(f"stands for more than {LIMIT} spellings")
            current = [head + tail for head in current for tail in options]
        elif character in "])":
            raise FormError(f"unexpected {character!r} at character {place + 1}")
        else:
            current = [head + character for head in current]
        place += 1
    return found + current, place
