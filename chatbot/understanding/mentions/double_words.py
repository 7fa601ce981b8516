"""Words and signs of two senses, where their place tells which of them is meant."""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.datatypes.reading import Mention, Token
from chatbot.understanding.meanings import Amount

_JOINING = frozenset({"and", "joined_by"})
"""Terms that join what stands on both sides."""
_BEHIND = frozenset({"unwanted", "thrown_out", "excluded"})
"""Terms that exclude what stands before them."""
_ONWARDS = "onwards"
_EDGE, _FILLER = frozenset({"included", "included@end"}), "filler"
_BRACKETS = ("(", ")")
_EXCLUDED = frozenset({"name", "entity", "property"})
"""What may be excluded by a word before it."""
_CUT_BY = {limit: frozenset({"rough"}) for limit in ("at_least", "at_most", "less_than", "more_than")} | {
    "when": frozenset({"what", "which", "what_is", "define", "describe"})
}
"""Words, and what means nothing if it ends within one of them."""


def behind_amounts(mentions: list[Mention], tokens: Sequence[Token]) -> list[Mention]:
    """Take a sign that joins and also means `or more` (8k+ context + tools) as the latter directly behind an amount."""
    mentions = _behind_none(mentions)
    more = {m.start for m in mentions if m.category == "or_more" and tokens[m.start].kind == "mark"}
    if not more:
        return mentions
    ends = {m.end for m in mentions if isinstance(m.meaning, Amount)}
    more = {place for place in more & ends if not tokens[place].spaced}
    return [m for m in mentions if m.start not in more or m.category not in _JOINING]


def _behind_none(mentions: list[Mention]) -> list[Mention]:
    """Leave out words for no end of a range where no amount stands right before them (from 8k up, not: ended up)."""
    onwards = [m for m in mentions if m.category == _ONWARDS]
    if not onwards:
        return mentions
    ends = {m.end for m in mentions if isinstance(m.meaning, Amount)}
    return [m for m in mentions if m.category != _ONWARDS or m.start in ends]


def in_brackets(mentions: list[Mention], tokens: Sequence[Token]) -> list[Mention]:
    """Take a word alone in brackets that may say that a limit counts itself (2023 (included) or later) as that."""
    edges = {(m.start, m.end) for m in mentions if m.category in _EDGE and _bracketed(m, tokens)}
    return [m for m in mentions if m.category != _FILLER or (m.start, m.end) not in edges] if edges else mentions


def _bracketed(mention: Mention, tokens: Sequence[Token]) -> bool:
    inside = mention.start > 0 and mention.end < len(tokens)
    return inside and (tokens[mention.start - 1].text, tokens[mention.end].text) == _BRACKETS


def excepting(mentions: list[Mention], tokens: Sequence[Token]) -> list[Mention]:
    """Take a word that excludes what stands before or behind it as the latter where only that can be meant.

    Behind a word for `among` there is nothing to exclude, and what directly follows it is what it excludes.
    """
    excepting = {(m.start, m.end) for m in mentions if m.category == "except"}
    both = [m for m in mentions if m.category in _BEHIND and (m.start, m.end) in excepting] if excepting else []
    if not both:
        return mentions
    among = {m.end for m in mentions if m.category == "inside"}
    named = {m.start for m in mentions if m.category in _EXCLUDED and not tokens[m.start].spaced}
    before = [m for m in both if m.start in among or m.end in named]
    return [m for m in mentions if m not in before]


def uncut(mentions: list[Mention]) -> list[Mention]:
    """Leave out words that end within another: 参数要小 is nothing in 参数要|小于|13B, nor 是什么 in 是|什么时候."""
    cutting = [m for m in mentions if m.category in _CUT_BY]
    if not cutting:
        return mentions
    cut = [
        m for m in mentions
        if any(m.category in _CUT_BY[by.category] and m.start < by.start < m.end < by.end for by in cutting)
    ]  # fmt: skip
    return [m for m in mentions if m not in cut] if cut else mentions
