"""Is a set described so fully that it is no part of what was said before?"""

from __future__ import annotations

from typing import Any

from chatbot.datatypes.query import (
    Check,
    Compare,
    Constraint,
    Fits,
    ListItems,
    Period,
    Query,
    Rank,
    Recommend,
    Selection,
)
from chatbot.datatypes.reading import Outcome, Reading
from chatbot.datatypes.subjects import ALL_PLACES, subjects_of
from chatbot.dialogue.limits import attributes_of, parts_of
from chatbot.dialogue.pointing import FULLY, said
from chatbot.dialogue.referring import EXCEPT, chooses, content, leads_with
from chatbot.dialogue.sets import focus, is_of_shown, is_plain
from chatbot.dialogue.state import Exchange

BRIEF = 2
"""So many words may point to the first among things named before."""
_ONE_OF = "which_one"
"""Asks for one of some, wherever it stands."""
_CHOOSING = frozenset({"which", "how_many"})
"""Terms that choose among things named before where they lead, and ask for a set where its description leads."""
_SOMETHING = "something"
"""Term for a thing that is sought, and none of those named."""
_PURPOSE = "purpose"
"""Phrases for what something is wanted for."""


def is_set_of_its_own(outcome: Outcome, part: Reading, last: Exchange | None, kinds: frozenset[str]) -> bool:
    """Say whether a set is described too fully to be a part of something said before."""
    query, words = part.query, said(outcome)
    selection = getattr(query, "selection", None)
    if not isinstance(selection, Selection) or selection.subjects or chooses(outcome):
        return False
    named = _names_kind(outcome, part, kinds)
    if not named and isinstance(query, Check) and selection.rank is not None and selection.where is None:
        return False  # can the largest be sold? of what was shown
    if takes_away(outcome):
        return False  # there must be something to leave
    limits = list(parts_of(selection.where))
    limits += parts_of(query.statement) if isinstance(query, Check) else ()
    if (named and (limits or selection.rank or _has_task(query))) or len(limits) > FULLY or _first_of_some(query):
        return True
    if isinstance(query, ListItems) and _asks_what(words, selection):
        return True
    if last is None or not is_plain(last) or isinstance(last.query, ListItems) or is_of_shown(limits, last):
        return False
    return _goes_beyond_named(outcome, limits, query, last)


def _goes_beyond_named(outcome: Outcome, limits: list[Constraint], query: Any, last: Exchange) -> bool:
    """Say whether a set is no part of the things named before."""
    selection, words = query.selection, said(outcome)
    one_of = _ONE_OF in words and len(focus(last)) > 1 and selection.rank is None  # which one is 48 GB enough for?
    several = len(last.shown) > 1 or len(focus(last)) > 1 or len(subjects_of(last.query)) > 1
    if selection.rank is not None and (selection.rank.first, selection.rank.last) == (1, 1) and several:
        return any(not isinstance(part, Fits) for part in limits)  # the largest, or that fits, of those talked about
    if _SOMETHING in words and isinstance(query, ListItems):
        return True  # what was named was not enough
    asked = [mention.start for mention in outcome.mentions if mention.category in _CHOOSING]
    if asked or takes_away(outcome):
        return not one_of and not leads_with(outcome, asked)
    return _is_foreign(outcome, limits, selection, last)


def takes_away(outcome: Outcome) -> bool:
    """`remove everything that is gated`: what is to be left out stands first, and there must be something to leave."""
    first = content(outcome)[0]
    return any(m.start == first and m.category == EXCEPT for m in outcome.mentions)


def _first_of_some(query: Query) -> bool:
    """Say whether something is asked of the first of a set that is described (can the largest by Meta be sold)."""
    selection = query.selection if isinstance(query, Check) else Selection()
    return selection.rank is not None and selection.where is not None


def _has_task(query: Query) -> bool:
    return isinstance(query, Recommend) and bool(query.task)


def _asks_what(words: frozenset[str], selection: Selection) -> bool:
    """`everything …`, `what …`: such words ask for a set, not for a choice among what was shown."""
    return ("all" in words or "what" in words) and "which" not in words and selection.rank is None


def _is_foreign(outcome: Outcome, limits: list[Constraint], selection: Selection, last: Exchange) -> bool:
    """After a question about named things: bounds and places that these were not asked about describe a set."""
    if any(one.follow is not None and one.follow.amount for one in outcome.follow[:3]):
        return False
    rank = selection.rank
    if rank is not None and rank.last == ALL_PLACES:
        return False
    if rank is not None and rank.attribute in last.attributes and len(last.shown) > _places(rank):
        return False  # `the biggest two` after their sizes
    if rank is not None:
        return (rank.first, rank.last) != (1, 1) or _words(outcome) > BRIEF
    statement = getattr(last.query, "statement", None)
    new = [part for part in limits if not attributes_of(part) & attributes_of(statement)]
    if len(limits) == 1 and outcome.parts[0].bare:
        return False  # `over 10B?`
    return len(limits) > 1 or any(isinstance(part, Compare) and not isinstance(part.operand, Period) for part in new)


def _words(outcome: Outcome) -> int:
    """Return the number of words that are no fillers; ideographs that are known together are one."""
    longest: dict[int, int] = {}
    for mention in outcome.mentions:
        longest[mention.start] = max(mention.end, longest.get(mention.start, 0))
    count = end = 0
    for place in content(outcome):
        if outcome.tokens[place].kind != "han":
            count += 1
        elif place >= end:
            count, end = count + 1, longest.get(place, place + 1)
    return count


def _places(rank: Rank) -> int:
    """Return up to which place a rank goes; an order of all of them needs two."""
    return 1 if rank.last == ALL_PLACES else rank.last


def _names_kind(outcome: Outcome, part: Reading, kinds: frozenset[str]) -> bool:
    """Say whether a word for things of the catalog stands for them, and not for what they are wanted as (a chatbot)."""
    wanted = {
        place for phrase in part.phrases if phrase.category == _PURPOSE for place in range(phrase.start, phrase.end)
    }
    nouns = (m.meaning for m in outcome.mentions if m.category == "noun" and m.start not in wanted)
    return any(getattr(noun, "kind", "") in kinds for noun in nouns)
