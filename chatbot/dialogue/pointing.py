"""Words of an utterance that point to something said before: pronouns with nothing beside them that they stand for."""

from __future__ import annotations

from chatbot.datatypes.options import Follow
from chatbot.datatypes.query import Check, Define, ListItems, ListValues, Memory, Meta, Selection
from chatbot.datatypes.reading import Outcome, Reading
from chatbot.datatypes.subjects import fit_in, is_unbound, subjects_of
from chatbot.dialogue.limits import parts_of
from chatbot.dialogue.makers import OF_MAKER

FIRM = frozenset({"of_those", OF_MAKER})
"""Terms for a set shown before, or for the maker of what was: without one, nothing is answered."""
SHORT = 3
"""So few words with a pronoun among them are no question about the world."""
FULLY = 2
"""More limits than this describe a set of their own."""
PRONOUN = "anaphor"
_NEED = "want"
_LISTING = frozenset({"attribute", "exist", "which_exist", "all", "all_are", "list", "have_you"})
"""Terms with which all values there are are asked for (who are the developers, who all)."""
_SHOWN = "shown"
"""Phrases for what is to be told of each of a set."""
SIDES: frozenset[Follow] = frozenset({"affirm", "negate", "rest"})
"""Follow-ups that ask for those for which the last statement holds, or does not."""


def said(outcome: Outcome) -> frozenset[str]:
    """Return the categories of everything that was recognised."""
    return frozenset([mention.category for mention in outcome.mentions])


def refers(outcome: Outcome) -> bool:
    """Say whether a reading names nothing although a pronoun stands for something."""
    (part, *_) = outcome.parts
    if stands_for_hardware(outcome, part):
        return False
    selection = getattr(part.query, "selection", None)
    if of_each(part):
        return False
    if isinstance(selection, Selection) and selection.rank is not None and selection.rank.per:
        return False  # of each maker its largest one: it stands for the maker
    many = isinstance(selection, Selection) and len(parts_of(selection.where)) > FULLY
    if any(phrase.category == _SHOWN for phrase in part.phrases) and not _begins_with_pronoun(outcome, part):
        return False  # `the biggest open ones and their licences`
    described = has_noun(part) or noun_first(outcome) or many or lists_told(outcome, part) or _needs_it(outcome, part)
    bare = isinstance(selection, Selection) and selection == Selection()
    if described and not bare and not _begins_with_pronoun(outcome, part):
        return False  # `which models … unless they come from Meta`: the noun is what the pronoun stands for
    asks = not outcome.sentences and any(one.follow and one.follow.attributes for one in outcome.follow)
    own = isinstance(part.query, Meta | Check) or (isinstance(part.query, Define) and not asks)
    return PRONOUN in said(outcome) and not subjects_of(part.query) and not own


def of_each(part: Reading) -> bool:
    """Say whether the first of each is asked for: in `of each maker its largest`, the pronoun stands for the maker."""
    selection = getattr(part.query, "selection", None)
    return isinstance(selection, Selection) and selection.rank is not None and bool(selection.rank.per)


def points_at(outcome: Outcome) -> bool:
    """Say whether a pronoun stands in an utterance."""
    return PRONOUN in said(outcome)


def points_back(outcome: Outcome) -> bool:
    """Say whether an utterance that says nothing on its own points to something said before (list theirs)."""
    if outcome.status == "out_of_scope":
        words = [token for token in outcome.tokens if token.kind != "mark"]
        return bool(said(outcome) & {PRONOUN, *FIRM}) and len(words) <= SHORT
    return outcome.status == "read" and refers(outcome)


def is_cut_short(outcome: Outcome) -> bool:
    """Say whether only what was said before can tell what is asked of all there is (which models are?)."""
    (part, *more) = outcome.parts or (None,)
    if part is not None and not more and _asks_of_nothing(outcome, part):
        return True
    if part is None or more or not isinstance(part.query, ListItems) or not is_unbound(part.query):
        return False
    sides = [one for one in outcome.follow if one.follow is not None and one.follow.kind in SIDES]
    nouns = [phrase.end for phrase in part.phrases if phrase.category == "noun"]
    return any(phrase.end > max(nouns, default=0) for one in sides for phrase in one.phrases)


def _asks_of_nothing(outcome: Outcome, part: Reading) -> bool:
    """Say whether it is asked who did something, and not to what (who made?): no list of all makers is meant."""
    words = said(outcome)
    unbound = isinstance(part.query, ListValues) and part.query.selection == Selection()
    return unbound and "who" in words and words.isdisjoint(_LISTING) and not has_noun(part)


def _begins_with_pronoun(outcome: Outcome, part: Reading) -> bool:
    """Say whether a pronoun stands before everything else that a reading uses (their newest model)."""
    first = min((phrase.start for phrase in part.phrases), default=0)
    nouns = {m.start for m in outcome.mentions if m.category == "noun"}
    pronouns = [m for m in outcome.mentions if m.category == PRONOUN and nouns.isdisjoint(range(m.start, m.end))]
    return any(mention.start < first for mention in pronouns)  # but `those models that …` describes them


def noun_first(outcome: Outcome) -> bool:
    """Say whether a noun stands before every pronoun: `open models … their outputs`."""
    nouns = [mention.start for mention in outcome.mentions if mention.category == "noun"]
    pronouns = [mention.start for mention in outcome.mentions if mention.category == PRONOUN]
    return bool(nouns and pronouns) and min(nouns) < min(pronouns)


def points_at_shown(outcome: Outcome) -> bool:
    """Say whether it is asked of what was shown, not of a set before it (which models are open, which of them …)."""
    firm = [mention.start for mention in outcome.mentions if mention.category in FIRM]
    nouns = [mention.start for mention in outcome.mentions if mention.category == "noun"]
    asking = [mention.start for mention in outcome.mentions if mention.category == "which"]
    own = bool(nouns and asking) and min(asking) < min(nouns) < min(firm, default=0)
    return bool(firm) and not own


def stands_for_hardware(outcome: Outcome, part: Reading) -> bool:
    """Say whether the pronoun stands for hardware named before it in the same question (… a 4090, what runs on it?)."""
    asked = fit_in(part.query)
    if asked is None or not asked.hardware:
        return False
    told = [phrase.end for phrase in part.phrases if fit_in(phrase.meaning) is not None]
    pronouns = [mention.start for mention in outcome.mentions if mention.category == PRONOUN]
    return bool(told and pronouns) and all(place >= min(told) for place in pronouns)


def lists_told(outcome: Outcome, part: Reading) -> bool:
    """Say whether the pronoun behind `list` stands for what is described before it (between 7B and 20B, list them)."""
    pronouns = [mention.start for mention in outcome.mentions if mention.category == PRONOUN]
    told = [phrase.end for phrase in part.phrases if phrase.category == "constraint"]
    listing = {mention.end for mention in outcome.mentions if mention.category == "list"}
    return bool(told and pronouns) and all(min(told) < place and place in listing for place in pronouns)


def _needs_it(outcome: Outcome, part: Reading) -> bool:
    """Say whether the pronoun stands for what is needed: `I need 100k of context and must be able to download it`."""
    selection = getattr(part.query, "selection", None)
    if not isinstance(selection, Selection) or len(parts_of(selection.where)) < FULLY:
        return False
    pronoun = min((m.start for m in outcome.mentions if m.category == PRONOUN), default=0)
    told = min((phrase.start for phrase in part.phrases if phrase.category == "constraint"), default=pronoun)
    return told < pronoun and any(m.category == _NEED and m.start < pronoun for m in outcome.mentions)


def has_noun(part: Reading) -> bool:
    """Say whether a noun stands in a reading: it names the things itself, though a word like `these` stands with it."""
    return any(phrase.category == "noun" for phrase in part.phrases)


def describes(part: Reading, words: frozenset[str]) -> bool:
    """Say whether it is asked of what is described: values (which licences allow it), any model of a size."""
    if isinstance(part.query, Memory):
        return bool(part.query.size) and "noun" in words and "the" not in words
    return isinstance(part.query, ListValues) and part.query.selection.where is not None
