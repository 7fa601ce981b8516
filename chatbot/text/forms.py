"""Surface forms with optional parts and alternatives, as data authors write them: `licen(c|s)e[s]`.

A form is read to alternatives; an alternative is a sequence of parts, each a run of characters or alternatives again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from itertools import product
from typing import TypeAlias, Union

LIMIT = 4096
"""A form that stands for more spellings than this is a mistake of its author."""
Part: TypeAlias = Union[str, "Alternatives"]
Alternatives: TypeAlias = list[list[Part]]
_IDEOGRAPHS = ("\u4e00", "\u9fff")
"""First and last of those that stand for themselves alone, in any writing."""
_APOSTROPHE = "'"


class FormError(ValueError):
    """A form is not well made; the message says how."""


def expand(form: str) -> tuple[str, ...]:
    """Return all spellings that a form stands for, without doubles, in a stable order.

    >>> expand("licen(c|s)e[s]")
    ('licence', 'licences', 'license', 'licenses')
    """
    if _is_plain(form):
        return (form,)
    spellings = _spellings(_read(form))
    return tuple(dict.fromkeys(" ".join(spelling.split()) for spelling in spellings if spelling.strip()))


def pieces(form: str) -> Iterable[Sequence[Sequence[str]]]:
    """Yield each alternative of a form, cut where words end whatever is chosen: all its spellings are few pieces'.

    >>> list(pieces("the (a|b)[ c] licen(c|s)e"))
    [[('the',), (' ',), ('a', 'b'), ('', ' c'), (' ',), ('licence', 'license')]]
    """
    if _is_plain(form):
        yield [(form,)]
    else:
        yield from map(_cut, _read(form))


def _is_plain(form: str) -> bool:
    return not any(mark in form for mark in "[(|")  # a closing bracket alone is a plain mark, as in :)


def _read(form: str) -> Alternatives:
    """Return the alternatives of a form; raises FormError."""
    try:
        alternatives, rest = _alternatives(form, 0, "")
        if rest != len(form):
            raise FormError(f"unexpected {form[rest]!r} at character {rest + 1}")
        if _count(alternatives) > LIMIT:
            raise FormError(f"stands for more than {LIMIT} spellings")
    except RecursionError:
        raise FormError("is nested too deep") from None
    return alternatives


def _alternatives(form: str, place: int, closing: str) -> tuple[Alternatives, int]:
    """Return the alternatives that begin at a place, and where they end."""
    found: Alternatives = [[]]
    while place < len(form) and form[place] != closing:
        character = form[place]
        if character == "|":
            found.append([])
        elif character in "[(":
            inner, end = _alternatives(form, place + 1, "]" if character == "[" else ")")
            if end >= len(form):
                raise FormError(f"{character!r} is never closed")
            found[-1].append([[""], *inner] if character == "[" else inner)
            place = end
        elif character in "])":
            raise FormError(f"unexpected {character!r} at character {place + 1}")
        else:
            found[-1].append(character)
        place += 1
    return found, place


def _count(alternatives: Alternatives) -> int:
    """Return for how many spellings alternatives stand; doubles count."""
    return sum(
        reduce(lambda count, part: count * (1 if isinstance(part, str) else _count(part)), parts, 1)
        for parts in alternatives
    )


def _spellings(alternatives: Alternatives) -> list[str]:
    return ["".join(chosen) for parts in alternatives for chosen in product(*map(_options, parts))]


def _options(part: Part) -> Sequence[str]:
    return (part,) if isinstance(part, str) else tuple(dict.fromkeys(_spellings(part)))


def _cut(parts: list[Part]) -> list[tuple[str, ...]]:
    """Return the options for each piece of a sequence of parts: no word or number goes on from one into the next."""
    options = [_options(part) for part in parts]
    found: list[tuple[str, ...]] = []
    current: tuple[str, ...] = ("",)
    for choice, behind in zip(options, _characters_behind(options), strict=True):
        current = tuple(head + tail for head in current for tail in choice)
        if all(_are_apart(before, after) for before in current if before for after in behind):
            found.append(current)
            current = ("",)
    return found


def _characters_behind(options: Sequence[Sequence[str]]) -> list[set[str]]:
    """Return for each part the characters that may stand behind it, of the parts that follow."""
    behind: set[str] = set()
    found = []
    for choice in reversed(options):
        found.append(behind)
        behind = {each[:1] for each in choice if each} | (behind if "" in choice else set())
    return found[::-1]


def _are_apart(before: str, after: str) -> bool:
    """Say whether a word ends between a text and a character, whatever stands around them."""
    if before[-1] == " " or after == " ":
        return True
    return (_is_ideograph(after) and _APOSTROPHE not in before) or (_is_ideograph(before[-1]) and after != _APOSTROPHE)


def _is_ideograph(character: str) -> bool:
    first, last = _IDEOGRAPHS
    return first <= character <= last
