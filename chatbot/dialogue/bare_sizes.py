"""A size alone (the context of the 180B) stands for those of its size in the family that is talked about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from chatbot.datatypes.catalog import Catalog, Ref
from chatbot.datatypes.query import Quantity
from chatbot.datatypes.reading import Mention, Outcome
from chatbot.dialogue.pointing import said
from chatbot.dialogue.sets import focus, is_plain, refs, sibling, with_label
from chatbot.dialogue.state import Exchange

ARTICLES = frozenset({"the", "that_word"})
"""Terms before a size that point to what has it."""
_LIMITING = frozenset({"more_than", "at_least", "less_than", "at_most", "exactly", "between",
                       "from"})  # fmt: skip
"""Terms behind which a size is a limit."""
_LOOSELY = frozenset({"about", "to", "than", "than_only"})
"""Those behind which it is a limit unless it is pointed to (tell me about the 7B, newer than the 2B)."""
_LIMITED = frozenset({"or_more", "or_less", "or_so"})
"""Terms before which it is one."""
_ARTICLE = "article_word"
_MEANT = "meant"
"""What puts right what was meant, perhaps with the article in it (no the 40B)."""
_OF_SET = frozenset({"noun", "which", "how_many", "anything", "catalog", "list", "exist", "superlative", "enough"})
"""What asks for a set, which a size describes."""
_COUNTED = frozenset({"noun", "attribute.quantity", "unit", "number", "version_mark"})
"""Behind a number, what it counts or describes, or with what it goes on (the 13B v1.3)."""
_NAME, _NOUN = "name", "noun"
_JOINING = frozenset({"and", "or", "or_else", "versus", "comma", "slash"})
"""Terms with which things stand side by side."""
_ADDING = frozenset({"and", "or"})
_PICKING = frozenset({"which", "superlative"})
"""What picks one of the things that stand side by side, or asks for a set (which 7B are there)."""
_COMPARING = frozenset({"comparative", "superlative", "more", "less", "most", "least", "versus", "compare", "better",
                        "difference"})  # fmt: skip
"""What compares them."""
_TELLING = frozenset({"comparative", "other_word"})
"""What may be told of a size besides."""
_POSSESSIVE = "possessive"
_OUTSIDE = frozenset({"outsider", "ambiguous"})


def bare_sizes(outcome: Outcome, last: Exchange, catalog: Catalog) -> list[tuple[int, int, tuple[Ref, ...]]]:
    """Return the places of such sizes, with those they stand for.

    Beside a name, or where a set may be asked for, only those that are pointed to, or compared with what they are
    joined to (the 180B and GPT-4, which has more context).
    """
    if said(outcome) & _OUTSIDE:
        return []
    named = [m.meaning for m in outcome.mentions if m.category == _NAME]
    alone = not named and not any(m.category in _OF_SET and _counts(m, outcome) for m in outcome.mentions)
    sizes = list(_sizes(outcome))
    joined = _side_by_side(outcome, sizes) if len(sizes) > 1 or named else frozenset()
    if not all(_meant(amount, last, catalog) for start, _, amount, _ in sizes if start in joined):
        joined = frozenset()
    found = []
    for start, end, amount, pointed in sizes:
        own = any(sibling((ref,), amount, catalog) for ref in named)  # how does Gemma 7B compare to the 2B
        things = _meant(amount, last, catalog) if (pointed or alone or start in joined) and not own else ()
        if things:
            found.append((start, end, things))
    return found


def _side_by_side(outcome: Outcome, sizes: Sequence[tuple[int, int, Quantity, bool]]) -> frozenset[int]:
    """Return where sizes begin that are compared with a name, or with one another, to which a word joins them."""
    categories = said(outcome)
    if categories & (_OF_SET - _PICKING) or not categories & _COMPARING:
        return frozenset()
    begins = {start: start for start, _, _, _ in sizes}
    ends = {end: start for start, end, _, _ in sizes}
    for mention in outcome.mentions:
        if mention.category == _NAME:
            begins.setdefault(mention.start, -1)
            ends.setdefault(mention.end, -1)
    joins = {(m.start, m.end) for m in outcome.mentions if m.category in _JOINING}
    pairs = [(ends[start], begins[end]) for start, end in joins if start in ends and end in begins]
    return frozenset(place for pair in pairs for place in pair if place >= 0)


def _counts(mention: Mention, outcome: Outcome) -> bool:
    """Say whether a word that asks for a set stands for itself; a noun does within longer words, too."""
    return mention.category == _NOUN or not _is_within(mention, outcome)


def _is_within(mention: Mention, outcome: Outcome) -> bool:
    """Say whether a mention is part of a longer one (the word for `what` in one for `when`)."""
    place = (mention.start, mention.end)
    return any(
        m.start <= mention.start and mention.end <= m.end and (m.start, m.end) != place for m in outcome.mentions
    )


def _meant(amount: Quantity, last: Exchange, catalog: Catalog) -> tuple[Ref, ...]:
    """Return what of those talked about has that size."""
    return with_label(of_size(amount, last, catalog), amount.label, catalog)


def of_size(amount: Quantity, last: Exchange, catalog: Catalog) -> tuple[Ref, ...]:
    """Return what was shown of a size, else what is like that which was talked about but for the size."""
    shown = with_label(refs(last.shown), amount.label, catalog)
    if len(shown) == 1:
        return shown
    return sibling(focus(last), amount, catalog) if is_plain(last) else shown


def _sizes(outcome: Outcome) -> Iterator[tuple[int, int, Quantity, bool]]:
    """Yield the places of numbers that limit and count nothing, and whether they are pointed to."""
    articles = pointing_words(outcome)
    joins = {m.end for m in outcome.mentions if m.category in _ADDING}  # the same word may mean `than`
    limits = {m.end for m in outcome.mentions if m.category in _LIMITING}
    loosely = {m.end for m in outcome.mentions if m.category in _LOOSELY} - joins
    limited = {m.start for m in outcome.mentions if m.category in _LIMITED}
    indefinite = {m.end for m in outcome.mentions if m.category == _ARTICLE} - articles.keys()  # a 7B model
    counted = {m.start for m in outcome.mentions if m.category in _COUNTED}
    meant = {m.end for m in outcome.mentions if m.category == _MEANT}
    for number in _labelled(outcome):
        pointed = number.start in articles
        begin = number.start if number.start in meant else articles.get(number.start, number.start)
        behind = number.end in counted or number.end in limited
        before = begin in limits or number.start in indefinite | loosely
        if not before and not behind:
            yield begin, number.end, Quantity(number.meaning.value, number.meaning.label), pointed


def pointing_words(outcome: Outcome) -> dict[int, int]:
    """Return where words end that point to a size, and where they begin: the 7B, the smaller 7B."""
    articles = {m.end: m.start for m in outcome.mentions if m.category in ARTICLES}
    told = [m for m in outcome.mentions if m.category in _TELLING]
    behind = {m.start: m.end for m in outcome.mentions if m.category == _POSSESSIVE}
    leading = {behind[m.end]: m.start for m in told if m.end in behind}
    return {**leading, **{m.end: articles[m.start] for m in told if m.start in articles}, **articles}


def _labelled(outcome: Outcome) -> list[Mention]:
    """Return the numbers that are written as sizes are, in order."""
    numbers = {
        (m.start, m.end): m for m in outcome.mentions
        if m.category == "number" and m.meaning.label and not m.meaning.unit
    }  # fmt: skip
    return [numbers[place] for place in sorted(numbers)]
