"""How likely each way to read a follow-up is, and whether it says anything without a conversation."""

from __future__ import annotations

from chatbot.datatypes.followup import Followup
from chatbot.datatypes.options import Follow
from chatbot.datatypes.query import Compare, CountItems, Memory, Not, Recommend, Selection
from chatbot.datatypes.reading import Outcome, Reading
from chatbot.datatypes.subjects import fit_in, is_unbound
from chatbot.dialogue.fits import has_terms
from chatbot.dialogue.limits import parts_of, resized
from chatbot.dialogue.makers import OF_MAKER
from chatbot.dialogue.misfits import BEYOND
from chatbot.dialogue.moves.counted import counted
from chatbot.dialogue.own_sets import takes_away
from chatbot.dialogue.pointing import FIRM, has_noun, lists_told, of_each, points_at, refers, said
from chatbot.dialogue.referring import LEADING
from chatbot.dialogue.sets import is_plain, selection_of
from chatbot.dialogue.state import Exchange
from chatbot.dialogue.whole import is_gap_to
from chatbot.understanding.cover import MARGIN

NEAR = 1.05
"""Scores this close differ by fillers and cues only, not by what is explained."""
LOOSE = 2.0
"""A way to read a follow-up that is this much worse than the best one leaves out words that the best one uses."""
_OF_SHOWN: frozenset[Follow] = frozenset(
    {"shift", "pick", "count", "memory", "next", "else", "cards", "list", "compare"}
)
"""Follow-ups that ask of the things that were shown."""
_HOW_MUCH: frozenset[Follow] = frozenset({"gap", "amount"})
"""Follow-ups that ask how much something is."""
_MEMBERS = frozenset({"sizes_word", "versions"})
"""Terms for the members of a family."""
_OTHER_SIZE = frozenset({"also_word", "counts_too", "instead"})
"""Terms with which another size is asked about, and not whether it is enough (the 7B too?)."""
_ALONE: frozenset[Follow] = frozenset({"shift", "source", "doubt", "back", "choose", "agree", "same"})
"""Follow-ups that may say something without a conversation; the others say nothing on their own."""


def is_sized(reading: Reading, follow: Followup, best: float) -> bool:
    """Say whether one of several is told by its size (the 3B one)."""
    return follow.kin and follow.amount is not None and best - reading.score <= MARGIN


def depends(outcome: Outcome) -> bool:
    """Say whether a follow-up asks something of the set that was shown, rather than limits it or names something."""
    follow = outcome.follow[0].follow if outcome.follow else None
    if follow is None or follow.subjects or follow.amount or follow.kind not in _OF_SHOWN:
        return False
    limits = follow.where is not None and follow.rank is None and follow.asks in {"", "which", "count"}
    return not limits


def is_dependent(outcome: Outcome) -> bool:
    """Say whether something goes on from what was talked about, rather than names or corrects it."""
    follow = outcome.follow[0].follow if outcome.follow else None
    return follow is not None and not follow.subjects and follow.kind not in {"correct", "back", "swap"}


def asks_same(outcome: Outcome) -> bool:
    """Say whether nothing but the last question tells what is asked of a thing (and X? the same for X?)."""
    follow = outcome.follow[0].follow if outcome.follow else None
    if follow is None or not follow.subjects or not said(outcome) & LEADING:
        return False
    return follow == Followup(
        kind="shift", subjects=follow.subjects, parallel=follow.parallel, likewise=follow.likewise
    )


def is_told(reading: Reading, follow: Followup, best: float) -> bool:
    """Say whether a follow-up means what it says wherever it fits: how to run something, others, by how much."""
    if (follow.kind == "else" and follow.where is not None) or is_gap_to(follow):
        return best - reading.score <= LOOSE or follow.kind == "else"
    return has_terms(follow) or (follow.kin and follow.where is not None and best - reading.score <= 2 * LOOSE)


def is_limit_beside(follow: Followup | None, better: Followup | None) -> bool:
    """`the first one's base model`: a property of what a place points to is asked for, not whether it is one."""
    if follow is None or better is None or follow.pick is None:
        return False
    return bool(better.attributes) and follow.where is not None and follow.pick == better.pick


def is_rough_beside(follow: Followup | None, outcome: Outcome, last: Exchange) -> bool:
    """Say whether a rough size (small) stands where another, smaller one is asked for than what was talked about."""
    rough = follow is not None and isinstance(follow.where, Compare) and follow.order is None
    one = isinstance(last.query, Recommend) or (is_plain(last) and len(last.shown) == 1)
    if follow is None or not rough or not one or "else_word" not in said(outcome) or follow.kind != "shift":
        return False
    return any(each.follow is not None and each.follow.order is not None for each in outcome.follow)


def is_generic(outcome: Outcome) -> bool:
    """Say whether a comparative may be one of any figure (which is larger, of what was asked for?).

    The larger of the two is a thing, not a figure.
    """
    orders = [one.follow.order for one in outcome.follow if one.follow is not None and one.follow.order is not None]
    return any(not attribute for attribute, _ in orders[:2]) and not counted(outcome)


def is_beside(follow: Followup | None, outcome: Outcome, last: Exchange, size: str) -> bool:
    """Say whether a way to read it is beside the point: how much, of what nothing is recorded on; a bare size.

    `The 7B, too?` would state nothing but a size, of things that nobody asked the size of.
    """
    if follow is not None and follow.kind in _HOW_MUCH and BEYOND in said(outcome):
        return True  # how much is it, in money
    if follow is not None and _fits_no_set(follow, outcome, last):
        return True
    where = follow.where if follow is not None else None
    stated = isinstance(where, Compare) and where.op == "=" and where.attribute == size
    if follow is None or not stated or follow.asks != "check" or points_at(outcome):
        return False
    return is_plain(last) and size not in last.attributes


def _fits_no_set(follow: Followup, outcome: Outcome, last: Exchange) -> bool:
    """Say whether words need what was not talked about: other sizes of a set, what to take from one thing, enough."""
    words, one = said(outcome), is_plain(last) and len(last.shown) == 1
    if follow.kind == "rest" and words & _MEMBERS and not is_plain(last) and not isinstance(last.query, Recommend):
        return True
    if isinstance(follow.where, Not) and one and takes_away(outcome):
        return True
    sized = follow.amount is not None or (isinstance(follow.where, Compare) and follow.where.op == "=")
    asks_memory = isinstance(last.query, Memory | Recommend) or fit_in(last.query) is not None
    enough = "enough" in words and words.isdisjoint(_OTHER_SIZE)
    return enough and sized and follow.asks == "check" and not asks_memory


def is_other_bound(reading: Reading, outcome: Outcome, last: Exchange) -> bool:
    """Say whether a name is also a number (20B), which changes the amount that limited the last set."""
    selection = selection_of(last)
    if reading.follow is None or not reading.follow.subjects or selection is None or is_plain(last):
        return False
    near = (one.follow for one in outcome.follow if one.follow is not None and reading.score - one.score < NEAR)
    amounts = [follow.amount for follow in near if follow.amount is not None and not follow.of_cards]
    return any(resized(selection.where, amount) is not None for amount in amounts)


def preference(reading: Reading, best: float) -> tuple[int, int, float]:
    """Better scores first; among near ones a name before a property, a property before a thing that is called so."""
    return (int((best - reading.score) / NEAR), sort_of(reading), -reading.score)


def sort_of(reading: Reading) -> int:
    """Return the place of what a follow-up names, among readings that are about as good."""
    follow = reading.follow
    if follow is None:
        return 9
    limited = follow.where is not None or (follow.rank is not None and follow.rank.attribute != "")
    order = (
        follow.kind in {"memory", "amount", "kinds", "values", "gap", "all_so"} or (limited and follow.kin),
        follow.pick and (follow.attributes or limited or follow.topic),
        follow.subjects or follow.pick,
        follow.amount,
        limited and (follow.asks == "which" or follow.within),
        follow.attributes,
        limited or (follow.order and follow.order[0]),
    )
    return next((place for place, part in enumerate(order) if part), len(order))


def is_lacking(outcome: Outcome, best: Followup, last: Exchange | None) -> bool:
    """Say whether an utterance cannot be answered without something said before."""
    if outcome.status == "clarify":
        return best.pick is not None and last is not None
    firm = bool(said(outcome) & FIRM)
    if outcome.status == "read":
        return not (last is None and _describes_those(outcome)) and _lacks(outcome, best, last)
    return firm or best.within or best.kind not in _ALONE or last is not None


def _lacks(outcome: Outcome, best: Followup, last: Exchange | None) -> bool:
    """Say whether what was read lacks what was said before."""
    if of_each(outcome.parts[0]):
        return False
    if (last is None and OF_MAKER in said(outcome)) or _uses_nothing(outcome, best):
        return True  # which use it, and nothing was explained
    if last is None and isinstance(outcome.parts[0].query, CountItems) and _asks_gap(outcome):
        return True  # by how much is what bigger than BLOOM?
    if last is None and (has_noun(outcome.parts[0]) or lists_told(outcome, outcome.parts[0])):
        return refers(outcome)  # `any of these models`, said first, means those of the catalog
    if last is not None and not last.shown and (is_unbound(outcome.parts[0].query) or _is_first(outcome)):
        return not has_noun(outcome.parts[0])  # `who made it`, `which is newest` after there is none
    if last is not None and outcome.parts[0].bare and _is_wish(outcome):
        return True  # what is wished of a set, after something that is none
    follows = [one.follow for one in outcome.follow[:3] if one.follow is not None]
    asks_facts = any(follow.attributes and follow.kind != "same" for follow in follows)
    return bool(said(outcome) & FIRM) or (asks_facts and bool(said(outcome) & LEADING)) or refers(outcome)


def _is_first(outcome: Outcome) -> bool:
    """Say whether the first in an order is asked for, and nothing tells of what."""
    selection = getattr(outcome.parts[0].query, "selection", None)
    described = isinstance(selection, Selection) and (selection.subjects or selection.where)
    return isinstance(selection, Selection) and selection.rank is not None and not described


def _uses_nothing(outcome: Outcome, best: Followup) -> bool:
    """Say whether it is asked which models use, or have, what nobody told."""
    return best.kind == "uses" and (points_at(outcome) or is_unbound(outcome.parts[0].query))


def _describes_those(outcome: Outcome) -> bool:
    """Say whether what `those` stands for is told right behind it: the largest of those released before 2023."""
    ends = {mention.end for mention in outcome.mentions if mention.category in FIRM}
    part = outcome.parts[0]
    asked = {mention.end for mention in outcome.mentions if mention.category == "which"}
    chosen = any(m.start in asked for m in outcome.mentions if m.category in FIRM)  # which of them speak Thai
    told = any(phrase.category == "constraint" and phrase.start in ends for phrase in part.phrases)
    selection = getattr(part.query, "selection", None)
    if not told or not isinstance(selection, Selection) or selection.where is None:
        return False
    return not chosen or selection.rank is not None or len(parts_of(selection.where)) > 1


def _asks_gap(outcome: Outcome) -> bool:
    return any(one.follow is not None and is_gap_to(one.follow) for one in outcome.follow)


def _is_wish(outcome: Outcome) -> bool:
    """Say whether a limit is said of what was shown, which nothing was."""
    best = max((one.score for one in outcome.follow), default=0.0)
    said_so = (one.follow for one in outcome.follow if best - one.score < MARGIN)
    return any(follow is not None and follow.within and follow.where is not None for follow in said_so)
