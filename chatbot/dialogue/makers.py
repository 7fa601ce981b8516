"""Follow-ups about everything that the maker of the things talked about has made (the company's largest model)."""

from __future__ import annotations

import msgspec

from chatbot.datatypes.catalog import Catalog
from chatbot.datatypes.followup import Followup
from chatbot.datatypes.options import Follow
from chatbot.datatypes.query import (
    Among,
    Compare,
    CountItems,
    Has,
    ListItems,
    Lookup,
    Not,
    Recommend,
    Selection,
    ValueOf,
)
from chatbot.datatypes.reading import Outcome, Reading
from chatbot.dialogue.limits import joined, parts_of
from chatbot.dialogue.outcomes import Resolved, read
from chatbot.dialogue.sets import focus, members, refs, role, selection_of
from chatbot.dialogue.state import Exchange

OF_MAKER = "of_maker"
"""Term for a maker that was talked about."""
_REST: frozenset[Follow] = frozenset({"else", "rest"})
"""Follow-ups that ask for other things."""
_OF_SETS = frozenset({"ordering", "constraint"})
"""Phrases that describe a set."""
_MADE_BY, _ASKED = "made_by", "attributes"
_THEY_MADE = "they_made"
"""Term for that which those talked about have made, or have to offer."""
_SOME = frozenset({"anything", "something", "exist"})
"""Terms for some of a set, which stand where a noun would."""
_COUNTING: frozenset[Follow] = frozenset({"count", "uses"})
_PERSONS = "persons"
"""Term for those who made something, or for several things."""


def as_asked(outcome: Outcome) -> Outcome:
    """Leave out words for a maker that was talked about where they are part of a question who the maker is."""
    pointing = [mention for mention in outcome.mentions if mention.category == OF_MAKER]
    asked = [p for part in outcome.parts for p in part.phrases if p.category == _ASKED] if pointing else []
    inside = [m for m in pointing if any(p.start < m.start and m.end <= p.end for p in asked)]
    if not inside:
        return outcome
    return msgspec.structs.replace(outcome, mentions=tuple(m for m in outcome.mentions if m not in inside))


def speaks_of_maker(outcome: Outcome, last: Exchange, catalog: Catalog) -> bool:
    """Say whether what the maker has made is meant: said outright, or by `their … model` after who made something."""
    words = {mention.category for mention in outcome.mentions}
    if OF_MAKER in words:
        return True
    domain = catalog.domain()
    nouns = {getattr(mention.meaning, "kind", "") for mention in outcome.mentions if mention.category == "noun"}
    named = bool(nouns & {domain.item, domain.group})
    if _is_held_against(outcome, last) and (_by_persons(outcome) or (_THEY_MADE in words and bool(words & _SOME))):
        return True
    if not _is_on_maker(last, catalog):
        return _THEY_MADE in words and named and last.shown != ()
    return (_PERSONS in words and named) or (_THEY_MADE in words and bool(words & _SOME) and not _asks_fact(outcome))


def _is_held_against(outcome: Outcome, last: Exchange) -> bool:
    """Say whether what goes beyond the one thing talked about is asked for: `they` are those who made it."""
    best = outcome.follow[0].follow if outcome.follow else None
    return best is not None and best.order is not None and not best.attributes and len(focus(last)) == 1


def _by_persons(outcome: Outcome) -> bool:
    """Say whether something is said to be from those who made it (from them)."""
    ends = {mention.end for mention in outcome.mentions if mention.category == _MADE_BY}
    starts = {mention.start for mention in outcome.mentions if mention.category == _PERSONS}
    return bool(ends & starts)


def says_they_made(outcome: Outcome, last: Exchange, catalog: Catalog) -> bool:
    """Say whether a set is described that the maker talked about is said to have made: which open models do they have?

    Then it is no question of its own, however fully it describes the set.
    """
    words = {mention.category for mention in outcome.mentions}
    return _THEY_MADE in words and speaks_of_maker(outcome, last, catalog)


def _asks_fact(outcome: Outcome) -> bool:
    """Say whether a fact is asked for, which belongs to what was made, not to the maker (have they a licence?)."""
    best = outcome.follow[0].follow if outcome.follow else None
    return best is not None and bool(best.attributes)


def _is_on_maker(last: Exchange, catalog: Catalog) -> bool:
    """Say whether it was asked who made something, or a maker was described."""
    maker = role("maker", last, catalog)
    return last.about is not None or (isinstance(last.query, Lookup) and last.query.attributes == (maker,))


def is_by_persons(outcome: Outcome, last: Exchange, catalog: Catalog) -> bool:
    """Say whether `anything newer from them` limits what is asked to the maker that was asked for.

    Filler words would hide that: what else is said of it is not the whole question.
    """
    maker = role("maker", last, catalog)
    return isinstance(last.query, Lookup) and last.query.attributes == (maker,) and _by_persons(outcome)


def is_on_persons(outcome: Outcome, last: Exchange, catalog: Catalog) -> bool:
    """Say whether it is asked what those who made something are, by a word that says what models speak (French)."""
    words = {mention.category for mention in outcome.mentions}
    if _PERSONS not in words or "speaks" in words or not _is_on_maker(last, catalog):
        return False
    known = catalog.attributes.get(role("speaks", last, catalog))
    best = outcome.follow[0].follow if outcome.follow else None
    return known is not None and best is not None and bool(best.things) and best.things[0].kind == known.of


def rest_of_maker(outcome: Outcome, last: Exchange | None, catalog: Catalog) -> Resolved | None:
    """`other models by that company?`: all that it has made but those talked about; without `other`, all."""
    if last is None or not speaks_of_maker(outcome, last, catalog):
        return None
    made, follows = of_maker(last, catalog), [(one, one.follow) for one in outcome.follow if one.follow is not None]
    more = next((one for one, follow in follows[:1] if follow.order is not None and follow.order[0]), None)
    if made is not None and more is not None:
        return _beyond(outcome, more, made, last)
    selection = selection_of(made) if made is not None else None
    if selection is not None and follows and _counts(follows[0][1]):
        return read(outcome, follows[0][0], (CountItems(selection),))
    reading = next((one for one, follow in follows if follow.kind in _REST), None)
    every = next((one for one, follow in follows if follow == Followup(kind="shift", asks="which", within=True)), None)
    if made is None or (reading is None and every is None):
        return None
    if reading is None:
        return read(outcome, every or outcome.follow[0], made.queries)
    where = joined((*parts_of(selection.where if selection is not None else None), Not(Among(focus(last)))))
    return read(outcome, reading, (ListItems(Selection((), where)),))


def _counts(follow: Followup) -> bool:
    """Say whether nothing but their number is asked for."""
    plain = msgspec.structs.replace(follow, level="")
    return follow.kind in _COUNTING and plain == Followup(kind=follow.kind, asks="count")


def _beyond(outcome: Outcome, reading: Reading, made: Exchange, last: Exchange) -> Resolved | None:
    """`anything newer from them?`: of what they made, that which goes beyond the one thing talked about."""
    follow, selection = reading.follow, selection_of(made)
    if follow is None or follow.order is None or selection is None or len(focus(last)) != 1 or follow.subjects:
        return None
    attribute, direction = follow.order
    beyond = Compare(attribute, ">" if direction == "most" else "<", ValueOf(focus(last)[0]))
    return read(outcome, reading, (ListItems(Selection((), joined(filter(None, (selection.where, beyond))))),))


def of_theirs(outcome: Outcome, last: Exchange | None, catalog: Catalog) -> Resolved | None:
    """`how big is their smallest model?`: a pronoun before the words for a set tells among what it is."""
    if last is None or outcome.status != "read" or len(outcome.parts) != 1:
        return None
    (part,) = outcome.parts
    asked = getattr(part.query, "selection", None)
    if not isinstance(asked, Selection) or asked.subjects or (asked.rank is None and asked.where is None):
        return None
    ends = {mention.end for mention in outcome.mentions if mention.category in {"anaphor", OF_MAKER}}
    starts = {phrase.start for phrase in part.phrases if phrase.category in _OF_SETS}
    base = of_maker(last, catalog) if speaks_of_maker(outcome, last, catalog) else last
    before = selection_of(base) if base is not None else None
    if before is None or not ends & starts or (base is last and not last.shown):
        return None
    if before.rank is not None:
        before = Selection(focus(last))
    elif base is last and isinstance(last.query, Recommend):
        before = Selection(refs(last.shown))
    where = joined(filter(None, (before.where, asked.where)))
    chosen = msgspec.structs.replace(asked, subjects=before.subjects, where=where)
    return read(outcome, part, (msgspec.structs.replace(part.query, selection=chosen),))


def of_maker(last: Exchange, catalog: Catalog) -> Exchange | None:
    """Return an exchange on all that the one maker of the things talked about has made; None where there is none."""
    maker = role("maker", last, catalog)
    talked = [item for ref in focus(last) for item in members(ref, catalog)]
    makers = {fact.value for item in talked for fact in catalog.items[item].facts.get(maker, ())[:1]}
    selection = last.about or (Selection((), Has(maker, str(makers.pop()))) if len(makers) == 1 else None)
    if selection is None or not isinstance(selection.where, Has):
        return None
    value = selection.where.value
    made = [
        item.id for item in catalog.items.values() if any(fact.value == value for fact in item.facts.get(maker, ())[:1])
    ]
    groups = dict.fromkeys(catalog.items[item].group for item in made)
    return Exchange(queries=(ListItems(selection),), shown=tuple(made), groups=tuple(groups))
