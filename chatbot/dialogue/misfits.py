"""Utterances that speak of what was said before but do not fit it: what they would say alone is not what is meant."""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.datatypes.catalog import Catalog, Ref
from chatbot.datatypes.followup import Followup
from chatbot.datatypes.query import (
    Among,
    Check,
    Compare,
    CompareItems,
    Conditions,
    Constraint,
    Contest,
    Define,
    Describe,
    Explain,
    Fits,
    Has,
    Lookup,
    Memory,
    Not,
    Or,
    Quantity,
    Query,
)
from chatbot.datatypes.reading import Mention, Outcome, Reading
from chatbot.datatypes.subjects import ALL_PLACES, fit_in, is_set, subjects_of
from chatbot.dialogue.fits import has_terms
from chatbot.dialogue.limits import attributes_of, parts_of
from chatbot.dialogue.own_sets import takes_away
from chatbot.dialogue.pointing import has_noun, points_at, said
from chatbot.dialogue.sets import focus, is_on_items, is_plain, members, role
from chatbot.dialogue.state import Exchange, State

BEYOND = "beyond"
"""Term for what the catalog holds nothing on."""
_BACK = "back_to"
"""Term with which one goes back to what was talked about before."""
_MEANT = "meant"
"""Term with which something else is said to be meant."""
_GOING_BACK = frozenset({"follow-back", "follow-in-way"})
_SINCE_WHEN = "since_when"
"""Term with which the beginning of a state is asked for."""
_TELLING = frozenset({"name", "number", "attribute", "property", "entity", "superlative", "comparative", "device"})
"""Categories of words that ask for something that the catalog holds."""
_JOINERS = frozenset({"and", "but"})
_THERE_IS = frozenset({"has", "have", "exist", "any", "anything", "else_word", "something", "what_about", "and"})
"""Terms beside which a comparative asks for others (are there bigger ones?)."""
LOSS = 8.0
"""A follow-up that is this much better uses words that the reading alone passes over."""
_THAT, _RELATIVE = "that_word", "that_i"
_NAMING = frozenset({"name", "what_about"})
"""Categories of words beside which one that points does not stand for a thing."""
_ONE_OF_SEVERAL, _THE = "size_class", "the"
FIRST = 3
"""So many of the best ways to read a follow-up count."""


def is_misfit(outcome: Outcome, state: State) -> bool:
    """Say whether a readable utterance depends on something that was not said (the 13B one, of a family without)."""
    last = state.last
    if last is None or outcome.status != "read" or len(outcome.parts) != 1:
        return False
    (part,) = outcome.parts
    follows = [(reading, reading.follow) for reading in outcome.follow[:FIRST] if reading.follow is not None]
    if part.bare and takes_away(outcome) and is_plain(last) and len(last.shown) == 1:
        return True  # drop the ones from Meta, of one thing
    if isinstance(last.query, Conditions | Describe) and not is_on_items(last) and _goes_on_bare(outcome, part):
        return True  # and the largest, of a licence?
    if isinstance(part.query, Define):
        return part.bare and state.explained is None and _goes_on(outcome, follows, last)
    return any(_is_of_something(reading, follow, part, last) for reading, follow in follows)


def _goes_on_bare(outcome: Outcome, part: Reading) -> bool:
    """Say whether a set without a noun is asked for by words that go on from something."""
    first = next((token for token in range(len(outcome.tokens)) if outcome.tokens[token].kind != "mark"), 0)
    joined = any(m.start == first and m.category in _JOINERS for m in outcome.mentions)
    return joined and is_set(part.query) and not has_noun(part)


def beyond_set(outcome: Outcome, last: Exchange | None) -> tuple[str, ...]:
    """Return as typed what limits a set that was shown by what nothing is recorded on (from Europe, the European ones).

    Of things that were named, or where terms were asked for, it tells where they are used.
    """
    listed = last is not None and is_set(last.query) and not is_plain(last) and not isinstance(last.query, Check)
    if not listed or said(outcome) & _TELLING or len(outcome.parts) > 1:
        return ()
    found = [mention for mention in outcome.mentions if mention.category == BEYOND]
    widest = [m for m in found if not any(o is not m and o.start <= m.start and m.end <= o.end for o in found)]
    return tuple(dict.fromkeys(_typed(outcome, mention) for mention in widest))


def start_of_state(outcome: Outcome, last: Exchange | None, catalog: Catalog) -> tuple[str, ...]:
    """Return as typed that it is asked since when something is so that is no matter of dates (its licence)."""
    asked = [mention for mention in outcome.mentions if mention.category == _SINCE_WHEN]
    if not asked or last is None or not isinstance(last.query, Check | Lookup | Explain | Conditions):
        return ()
    about = attributes_of(last.query.statement) if isinstance(last.query, Check) else last.attributes
    known = [catalog.attributes[name] for name in about if name in catalog.attributes]
    dated = any(each.type == "date" or any(catalog.attributes[b].type == "date" for b in each.basis) for each in known)
    return () if dated else (_typed(outcome, asked[0]),)


def _typed(outcome: Outcome, mention: Mention) -> str:
    tokens = outcome.tokens[mention.start : mention.end]
    return "".join((" " if token.spaced else "") + token.raw for token in tokens).strip()


def lacks_other_side(outcome: Outcome, last: Exchange) -> bool:
    """Say whether a thing is to be held against another that nobody named (is it bigger?, has it more layers?)."""
    follow = outcome.follow[0].follow if outcome.follow else None
    if follow is None or follow.kind != "shift" or follow.order is None or follow.asks != "check":
        return False
    told = follow.subjects or follow.beyond or follow.than or follow.amount
    of_it = points_at(outcome) or (said(outcome).isdisjoint(_THERE_IS) and not follow.where)  # is that much?
    return not told and of_it and is_plain(last) and len(focus(last)) == 1


def _goes_on(outcome: Outcome, follows: list[tuple[Reading, Followup]], last: Exchange) -> bool:
    """Say whether a term alone asks on about things: `in int8?`, `and tokens?`."""
    if any(_tells_only_terms(follow) for _, follow in follows):
        return True
    return bool(follows) and not isinstance(last.query, Define) and bool(said(outcome) & _JOINERS)


def _tells_only_terms(follow: Followup) -> bool:
    """`and in int8?` tells how something is run."""
    return has_terms(follow) and not (follow.subjects or follow.where)


def _is_of_something(reading: Reading, follow: Followup, part: Reading, last: Exchange) -> bool:
    """Say whether a place, a size or what is taken away needs a list or a family that was not talked about."""
    if follow.pick is not None:
        return reading.score > part.score + LOSS
    if len(last.shown) == 1 and (_is_order(follow) or (follow.within and follow.where is not None)):
        return True
    if follow.rank is not None and follow.kin and is_plain(last) and len(last.shown) == 1:
        return True  # and the biggest one, of a family that has but one
    taken_away = isinstance(follow.where, Not) and isinstance(follow.where.part, Among)
    bare = part.bare or (follow.parallel and follow.amount is not None)
    return bare and is_plain(last) and (follow.amount is not None or bool(follow.context) or taken_away)


def _is_order(follow: Followup) -> bool:
    """`by size` puts several things in an order."""
    of_all = follow.rank is not None and follow.rank.last == ALL_PLACES
    return follow.kind in {"sort", "reverse"} or of_all


def means_value(outcome: Outcome, last: Exchange, catalog: Catalog) -> bool:
    """Say whether a word points to what something is based on (may I sell that?), or begins a limit (that I …).

    The first is not the thing that was asked about, the second limits a set that was not asked for.
    """
    on_origin = isinstance(last.query, Lookup) and last.query.attributes == (role("origin", last, catalog),)
    sized = any(getattr(mention.meaning, "label", "") for mention in outcome.mentions if mention.category == "number")
    named = sized or not said(outcome).isdisjoint(_NAMING) or _has_noun_beside(outcome)
    if on_origin and _THAT in said(outcome) and not named:
        return True
    return not is_set(last.query) and any(m.category == _RELATIVE and m.start == 0 for m in outcome.mentions)


def _has_noun_beside(outcome: Outcome) -> bool:
    """Say whether a word that points stands before one for a kind of thing (that model)."""
    ends = {mention.end for mention in outcome.mentions if mention.category == _THAT}
    return any(mention.category == "noun" and mention.start in ends for mention in outcome.mentions)


def is_one_sided(query: Query) -> bool:
    """Say whether a comparison is left with one thing: OPT against itself."""
    return isinstance(query, CompareItems | Contest) and len(query.subjects) < 2


def is_turned_back(outcome: Outcome) -> bool:
    """Say whether something else is meant that is not named: back to the first list (the largest?), not that one."""
    words = [place for place, token in enumerate(outcome.tokens) if token.kind != "mark"]
    if any(m.category == _MEANT and m.start <= words[0] and words[-1] < m.end for m in outcome.mentions):
        return True
    told = [one for one in outcome.follow if one.follow is not None and one.intent in _GOING_BACK]
    named = any(subjects_of(part.query) for part in outcome.parts) or "name" in said(outcome)
    return _BACK in said(outcome) and outcome.status == "read" and not told and not named


def is_half(outcome: Outcome) -> bool:
    """Say whether one side of a comparison is a pronoun that stands for nothing (how does it compare to OPT?)."""
    sides = [part for part in outcome.parts if is_one_sided(part.query)]
    return outcome.status == "read" and bool(sides) and points_at(outcome)


def mixes_choices(follow: Followup | None) -> bool:
    """Say whether a size and hardware stand as if one had to do (the 8B, still a 3090): nobody asks for either."""
    where = follow.where if follow is not None else None
    if not isinstance(where, Or):
        return False
    return 0 < sum(isinstance(part, Fits) for part in where.parts) < len(where.parts)


def is_how_it_runs(follow: Followup | None, outcome: Outcome, last: Exchange) -> bool:
    """`with 32k context`, of named things that were not asked for theirs: so much is to be used, not offered."""
    where = follow.where if follow is not None else None
    if not isinstance(where, Compare) or where.op != "=" or not is_plain(last):
        return False
    if follow is None or follow.asks or follow.within:
        return False
    if isinstance(last.query, Lookup) and where.attribute in last.query.attributes:
        return False
    told = [each.follow.context for each in outcome.follow if each.follow is not None and has_terms(each.follow)]
    return isinstance(where.operand, Quantity) and where.operand.value in told


def may_it_be(outcome: Outcome, follow: Followup, last: Exchange) -> bool:
    """Say whether what speaks of training asks for something else than what memory that takes.

    `What did they train it on?` asks for a fact, `can I fine-tune it?` what terms allow, where memory was no matter.
    """
    best = outcome.follow[0].follow
    if not follow.mode or best is None or follow.precision:
        return False
    about_memory = isinstance(last.query, Memory) or fit_in(last.query) is not None
    return bool(best.attributes) or (bool(best.topic) and not about_memory)


def means_other_edition(outcome: Outcome, last: Exchange, catalog: Catalog) -> bool:
    """Say whether, of a named thing, another edition is meant by how it was tuned: and the chat one?

    Where there is none, it states nothing of the thing itself.
    """
    if _ONE_OF_SEVERAL not in said(outcome) or not is_plain(last):
        return False
    kinds = {role(name, last, catalog) for name in ("stage", "tasks")} - {""}
    behind = {m.end for m in outcome.mentions if m.category == _THE}
    for reading in outcome.follow[:FIRST]:
        follow = reading.follow
        if follow is None or follow.asks or follow.pick is not None or not isinstance(follow.where, Has):
            continue
        if follow.where.attribute in kinds and any(phrase.start in behind for phrase in reading.phrases):
            return True
    return False


def of_another_size(where: Constraint, things: Sequence[Ref], catalog: Catalog) -> bool:
    """`the 2B may be sold, right?` of things of another size: a size beside a statement names something."""
    size = catalog.role("size", catalog.kind_of(things))
    sized = [p for p in parts_of(where) if isinstance(p, Compare) and (p.attribute, p.op) == (size, "=")]
    operand = sized[0].operand if len(sized) == 1 and len(parts_of(where)) > 1 else None
    label = operand.label if isinstance(operand, Quantity) else ""
    talked = (catalog.items[item] for ref in things for item in members(ref, catalog))
    known = [fact for item in talked for fact in item.facts.get(size, ())[:1]]
    return bool(label) and not any(label in fact.labels for fact in known)
