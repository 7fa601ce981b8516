"""Is an utterance a question of its own, which inherits nothing, or does it need the conversation?"""

from __future__ import annotations

from chatbot.datatypes.followup import Followup
from chatbot.datatypes.query import (
    Check,
    CompareItems,
    Conditions,
    Constraint,
    Contest,
    CountItems,
    Define,
    Describe,
    Explain,
    ListEntities,
    ListItems,
    ListValues,
    Lookup,
    Memory,
    Meta,
    Query,
    Selection,
)
from chatbot.datatypes.reading import Outcome, Reading
from chatbot.datatypes.subjects import fit_in, is_unbound, subjects_of
from chatbot.dialogue.fits import has_terms
from chatbot.dialogue.limits import attributes_of
from chatbot.dialogue.makers import OF_MAKER
from chatbot.dialogue.own_sets import is_set_of_its_own, takes_away
from chatbot.dialogue.pointing import (
    PRONOUN,
    SIDES,
    describes,
    has_noun,
    points_at_shown,
    said,
    stands_for_hardware,
)
from chatbot.dialogue.referring import (
    LEADING,
    also_limits,
    is_put_right,
    means_all,
    points_before,
    refers_back,
    tells_others,
)
from chatbot.dialogue.sets import is_plain
from chatbot.dialogue.state import Exchange

LOSS = 4.0
"""A whole reading that is this much better uses words that the follow-up passes over as fillers."""
_TWO_SIDED = frozenset({"that_word", "joined_by", "versus"})
"""Terms for the other side of a comparison."""
_COUNTED = frozenset({"number", "noun"})
"""Terms of a number of things."""
_DO_SO = "do_so"
_RUNS = "fits"
_ALIKE = frozenset({"same", "that_word", "this_very", "shares_it"})
"""Terms that say that something is the same of others."""
_SETS = ListItems | CountItems
_NAMED = frozenset({"names", "license", "noun"})
"""Phrases that say of what terms are asked for."""

_PERMITTED = "permitted"
"""Phrases for what terms allow or require."""
_EVENT = "event"
"""Phrases for what happens, which ask together with a question word."""
_ASKING = frozenset({"which", "what", "how_many", "list", "exist", "give", "all", "yes_no"})
"""Terms with which a set is asked for, whatever is left out of it."""
_OF_ANY = frozenset({"which", "what", "how_many", "list"})
"""Terms that ask for some of all there are."""


def is_whole(outcome: Outcome, last: Exchange | None, kinds: frozenset[str]) -> bool:
    """Say whether an outcome is a question of its own; `kinds`: those of items and groups."""
    if outcome.status != "read":
        return False
    if len(outcome.parts) > 1:
        return not any(part.bare for part in outcome.parts)
    (part,) = outcome.parts
    if isinstance(part.query, Meta):
        if last is not None and any(one.score > part.score + LOSS for one in outcome.follow):
            return False  # which came later?
        again = any(one.follow is not None and one.follow.kind == "again" for one in outcome.follow)
        return not again and OF_MAKER not in said(outcome) and (part.intent != "cite-general" or not outcome.follow)
    if tells_others(outcome, part):
        return True
    beyond = asks_alike(outcome) or _goes_beyond(outcome, part, last)
    if beyond or (last is not None and (any(map(is_put_right, outcome.follow)) or _goes_on(outcome, part, last))):
        return False
    if means_all(outcome) or not _is_open(outcome, part):
        return True
    return not refers_back(outcome) and (is_set_of_its_own(outcome, part, last, kinds) or _passes_over(outcome, part))


def asks_alike(outcome: Outcome) -> bool:
    """Say whether a whole reading leaves `same` and `that` unused (which others have that licence?)."""
    facts = any(isinstance(part.query, Lookup) for part in outcome.parts)
    if not outcome.parts or not all(isinstance(part.query, ListValues | Define | Lookup) for part in outcome.parts):
        return False
    if said(outcome).isdisjoint(_ALIKE if facts else _ALIKE | {PRONOUN}):
        return False
    best = outcome.follow[0] if outcome.follow else None
    if best is None or best.follow is None or best.follow.kind != "alike":
        return False
    return not facts or best.score > max(part.score for part in outcome.parts) + LOSS


def _goes_on(outcome: Outcome, part: Reading, last: Exchange) -> bool:
    if isinstance(last.query, Check) and "all_so" in said(outcome):
        return True  # may all the Apache ones be sold, too?
    if also_limits(outcome, part, last) or _asks_same(outcome, part, last) or _asks_stricter(outcome):
        return True
    follow = outcome.follow[0].follow if outcome.follow else None
    on_set = isinstance(last.query, ListItems) and not is_plain(last)
    stated = isinstance(last.query, Check | Explain) or on_set
    if stated and follow is not None and follow.kind == "affirm" and follow.subjects:
        return outcome.follow[0].score + LOSS > part.score  # which Vicuna versions are?
    return _tells_terms(outcome, part, last) or _affirms(outcome, part, last) or _is_one_side(outcome, part)


def _asks_same(outcome: Outcome, part: Reading, last: Exchange) -> bool:
    """Say whether, after a statement, it is asked whether another thing will do as well, and not whether it runs."""
    base = fit_in(part.query) if isinstance(part.query, Check) else None
    if base is None or base.hardware:
        return False
    follow = outcome.follow[0].follow if outcome.follow else None
    named = follow is not None and bool(follow.subjects) and (follow.asks == "check" or _is_alike(follow))
    return named and isinstance(last.query, Check) and _RUNS not in said(outcome)


def _is_alike(follow: Followup) -> bool:
    """Say whether a follow-up only names other things of which the same is asked (does that hold for the 7B too?)."""
    return follow.parallel or follow.likewise


def _asks_stricter(outcome: Outcome) -> bool:
    """Say whether it is asked whose terms are stricter, of two that were talked about."""
    chosen = said(outcome) & {"of_those", "one_of_them"}
    return bool(chosen) and any(one.follow is not None and one.follow.kind == "stricter" for one in outcome.follow)


def _is_one_side(outcome: Outcome, part: Reading) -> bool:
    """Say whether only one side of a comparison is named (compare that with OPT)."""
    sides = isinstance(part.query, CompareItems | Contest) and len(part.query.subjects) < 2
    return sides and bool(outcome.follow) and bool(said(outcome) & _TWO_SIDED)


def _tells_terms(outcome: Outcome, part: Reading, last: Exchange) -> bool:
    """Say whether, after a question on memory, something that names nothing goes on with it.

    It tells how it is run (with 32k context?), or asks how much is needed (what card would do?).
    """
    about_memory = isinstance(last.query, Memory) or fit_in(last.query) is not None
    if not about_memory or has_noun(part) or subjects_of(part.query):
        return False
    return any(
        each.follow is not None and (has_terms(each.follow) or each.follow.kind == "memory") for each in outcome.follow
    )


def _affirms(outcome: Outcome, part: Reading, last: Exchange) -> bool:
    """Say whether, after whether something is so, it is asked of which others it is (which open models do?)."""
    stated = isinstance(last.query, Check | Explain | Define | Conditions) or (
        isinstance(last.query, _SETS) and not is_plain(last)
    )
    any_of = isinstance(part.query, Check) and part.query.mode == "any"
    asked = (isinstance(part.query, ListItems) or any_of) and stated
    if attributes_of(getattr(last.query, "statement", None)) & attributes_of(_where_of(part.query)):
        return False  # I only read Japanese, which models support it?
    if stated and isinstance(part.query, CountItems) and is_unbound(part.query):
        return _DO_SO in said(outcome) or _ends_pointing(outcome)  # how many models do, how many models is that?
    first = isinstance(part.query, ListItems) and part.query.selection.rank is not None
    return asked and _DO_SO in said(outcome) and (any_of or first or "which" in said(outcome))


def _ends_pointing(outcome: Outcome) -> bool:
    """Say whether an utterance ends in a word for what was shown."""
    words = [place for place, token in enumerate(outcome.tokens) if token.kind != "mark"]
    return any(m.end == words[-1] + 1 and m.category in {"that_word", PRONOUN} for m in outcome.mentions)


def _where_of(query: Query) -> Constraint | None:
    selection = getattr(query, "selection", None)
    return selection.where if isinstance(selection, Selection) else None


def is_gap_to(follow: Followup) -> bool:
    """Say whether the words for `how much` stand with a comparative: by how much, not how many are more than it."""
    return follow.kind == "gap" and bool(follow.subjects) and not follow.than


def _goes_beyond(outcome: Outcome, part: Reading, last: Exchange | None) -> bool:
    """Say whether others than those talked about are asked for, or by how much these exceed one that is named."""
    words = said(outcome)
    others = last is not None and "else_word" in words
    numbered = isinstance(part.query, CountItems) and "how_much" in words and part.query.selection.where is not None
    if not others and not numbered:
        return False
    follows = (one.follow for one in outcome.follow if one.follow is not None)
    return any((others and _tells_others(one)) or (numbered and is_gap_to(one)) for one in follows)


def _tells_others(follow: Followup) -> bool:
    """Say whether others are asked for, or one that is more or less (another, a smaller one)."""
    return follow.kind == "else" or (follow.order is not None and follow.kind == "shift")


def _is_open(outcome: Outcome, part: Reading) -> bool:
    """Say whether one reading may go on from something said before."""
    words = said(outcome)
    if isinstance(part.query, Describe) and "what" in words and not refers_back(outcome):
        return False
    firm = points_at_shown(outcome) and not _sets_apart(part)
    leads_on = _leads_on(part, words) or _asks_by_lead(outcome, part)
    if part.bare or firm or (leads_on and outcome.follow) or _only_takes_away(outcome, part):
        return True
    if part.query == CountItems(Selection(), "group") and "exist" not in words:
        return True
    if isinstance(part.query, Define):
        return bool(words & {PRONOUN, "all", "all_are"})  # what are the licences, all of them
    if isinstance(part.query, Conditions) and not _says_whose(part, words):
        return any(one.follow is not None and one.follow.kind == "terms" for one in outcome.follow)
    if isinstance(part.query, ListItems) and is_unbound(part.query):
        return PRONOUN in words or any(one.follow is not None and one.follow.kind in SIDES for one in outcome.follow)
    if subjects_of(part.query) or isinstance(part.query, ListEntities):
        return part.intent == "recommend-vague" and bool(outcome.follow)
    named = has_noun(part) or describes(part, words)
    return (points_before(outcome) or not named) and not stands_for_hardware(outcome, part)


def _says_whose(part: Reading, words: frozenset[str]) -> bool:
    """Say whether it is told whose terms are meant, or asked which terms do something (which ask for attribution?)."""
    told = {phrase.category for phrase in part.phrases}
    return bool(told & _NAMED) or (_PERMITTED in told and "attribute" in words and bool(words & _OF_ANY))


def _sets_apart(part: Reading) -> bool:
    """Say whether the set that is chosen from is named in the question itself: which of these is newer, A or B?"""
    return isinstance(part.query, CompareItems | Contest) and len(part.query.subjects) > 1


def _passes_over(outcome: Outcome, part: Reading) -> bool:
    """Say whether every way to read a follow-up leaves out words that the whole reading uses."""
    best = max((reading.score for reading in outcome.follow), default=0.0)
    return part.score > best + LOSS


def _only_takes_away(outcome: Outcome, part: Reading) -> bool:
    """Say whether only something to leave out is named, and no set is asked for (drop the OPT models)."""
    return isinstance(part.query, ListItems) and takes_away(outcome) and said(outcome).isdisjoint(_ASKING)


def _asks_by_lead(outcome: Outcome, part: Reading) -> bool:
    """Say whether all that asks stands in words that lead on to something else (what is the answer for Gemma?)."""
    asking = [phrase for phrase in part.phrases if phrase.category == _EVENT]
    leads = [m for m in outcome.mentions if m.category in LEADING]
    return bool(asking) and all(any(m.start < p.start and p.end <= m.end for m in leads) for p in asking)


def _leads_on(part: Reading, words: frozenset[str]) -> bool:
    """Say whether a reading may as well be the beginning of a follow-up: what about …, compared to …"""
    if words & LEADING and isinstance(part.query, Define | Describe):
        return True
    counted = words >= _COUNTED and words.isdisjoint(_TWO_SIDED)  # the three Claude 3 models
    return isinstance(part.query, CompareItems | Contest) and len(part.query.subjects) < 2 and not counted
