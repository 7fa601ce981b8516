"""What a clause does, by its words alone: it asks, it tells a story, it only says what the asker is up to."""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.datatypes.bounds import leave_nothing
from chatbot.datatypes.query import And, CountItems, Define, ListItems, Query, Selection
from chatbot.datatypes.reading import Mention, Outcome
from chatbot.datatypes.subjects import is_set
from chatbot.understanding.analysis import within
from chatbot.understanding.outcomes import MEANINGFUL
from chatbot.understanding.parts.cuts import CLOSING, Cuts
from chatbot.understanding.parts.questions import ASKING, only_labels
from chatbot.understanding.sentences import Span, split_clauses

_TALK = frozenset({"greeting", "thanks", "goodbye"})
"""Terms that make a sentence one to be read where it is nothing else."""
_CUES = frozenset({"help", "identity", "catalog", "reset", "recommend", "purpose", "noun", "difference", "compare"})
"""Terms that make a sentence one to be read, though it names nothing of the catalog."""
_ON_IT = frozenset({"obligations", "fits", "copes", "doable", "enough"})
"""Terms of questions on something said before (will it run, what must I do)."""
LIMITING = frozenset({"bound", "constraint", "ordering", "comparative", "outsider"})
"""Phrases that would limit an answer, so that a clause that holds one is no mere story."""
_HOW = frozenset({"precision"})
"""Phrases that tell how something is run, which no answer may pass over."""
_CONTENT, _CONTENT_PHRASES = MEANINGFUL | _CUES, LIMITING | _HOW
"""What makes a sentence one that says something."""
_ASIDE = frozenset({"aside"})
"""Terms with which a clause on the asker starts or ends."""
_LEAVING_OUT = frozenset({"except", "none_word"})
"""Terms that leave out something, whatever that is (neither of those)."""
_LEFT_OUT = frozenset({"except", "left_out", "excluded", "unwanted"})
"""Terms with which some of a set are said not to count."""
_EXCLUDING = frozenset({"except", "not", "only"})
_NARROWING = frozenset({"only", "except", "unwanted", "not_such", "forbid", "forbidden", "beyond"})
"""Terms that narrow down what is asked for, in whatever clause they stand."""
_COUNTING = frozenset({"how_many"})
_PICKING = frozenset({"which", "how_many"})
"""Terms that ask for some of a set, wherever they stand."""
_WHICH = frozenset({"which"})
_AND = frozenset({"and", "comma", "pause"})
"""Terms behind which something more is asked."""
_BUT = frozenset({"but"})
_ONE_BY_ONE = frozenset({"respectively"})
_OF_THOSE = frozenset({"of_those", "anaphor"})
"""Terms with which some of what was asked for before are meant."""
_DESCRIBING = frozenset({"aimed_at", "chosen_from", "for_each"})
"""Terms with which it is told whom something is for, or out of which, or for each of which, something is chosen."""
_KINDS = frozenset({"noun", "attribute"})
"""Words for what the catalog holds, which an unknown word beside them limits."""
_WISHING = frozenset({"want", "need_word"})
_DENYING = frozenset({"not", "dont"})
_FORBIDDING = frozenset({"forbid"})
"""Terms that limit a set, even where it is not understood by what."""

_NOUN, _INSIDE = frozenset({"noun"}), frozenset({"inside"})
"""Words for a set, and terms right behind them with which some of it are meant."""
_STAFF = frozenset({"staff"})
"""Terms right behind a number of people (40 people)."""
_TEAM = frozenset({"staff_of"})
"""Terms right before a number of people (an agency of five)."""
_LIMITED = frozenset({"noun", "number", "property", "superlative", "comparative", "made_end"})
"""What an unknown word right beside it may limit."""
_NUMBERS = frozenset({"number"})
_MEASURED = frozenset({"vram", "ram", "unit", "attribute", "memory_need"})
"""What a number beside it may limit."""
_WHOSE = frozenset({"as_told"})
"""Terms that tell whose statement is asked for."""
_BANNING = frozenset({"forbid"})
_OF_THAT = frozenset({"anaphor", "yes_no"})
"""Words that stand for what was told, and that ask whether it is so."""


class Clauses(Cuts):
    """Judges the clauses of one utterance."""

    def is_rumour(self, span: Span) -> bool:
        """Say whether a clause only tells what the asker heard of a thing: that it is quite big."""
        return self.hears(span) and not self._analysis.phrases_of(span, LIMITING - {"comparative"})

    def is_claim(self, span: Span) -> bool:
        """Say whether a clause tells what somebody said of a thing that it names itself (my boss says OPT is free)."""
        return self.hears(span) and self._states(span)

    def hears(self, span: Span) -> bool:
        """Say whether a clause starts with words for what was heard, seen or is supposed (my boss says, since, …)."""
        return any(mention.start == span.start for mention in self._analysis.holds(span, {"premise"}))

    def unclaimed(self, spans: Sequence[Span]) -> list[Span]:
        """Return clauses without those that tell what somebody said, and what that one concludes of a thing."""
        if not spans or not self.is_claim(spans[0]):
            return list(spans)
        return [span for span in spans[1:] if not self._states(span)]

    def _states(self, span: Span) -> bool:
        """Say whether a clause names things and asks nothing of them."""
        if self.asks(span) or self._analysis.holds(span, ASKING):
            return False
        return bool(self._analysis.phrases_of(span, {"names"}))

    def is_story(self, span: Span) -> bool:
        """Say whether a clause is background, whatever words it has: it asks and limits nothing of the catalog."""
        if self.asks(span) or self.requests(span):
            return False
        kinds = {m.category for m in self._analysis.mentions if within(m, span)}
        if kinds & _WHOSE:
            return False
        if kinds & _LEAVING_OUT or (kinds & {"name", "noun"} and kinds & (_EXCLUDING | _FORBIDDING)):
            return False
        heads = self._heads(span)
        heads |= self._analysis.fillers if heads else set()
        limiting = self._analysis.phrases_of(span, LIMITING)
        return all(heads.issuperset(range(phrase.start, phrase.end)) for phrase in limiting)

    def _heads(self, span: Span) -> set[int]:
        """Return the places of the words that count the people around the asker (a law firm of 40 people)."""
        numbers = self._analysis.holds(span, _NUMBERS)
        staff = {m.start: m.end for m in self._analysis.holds(span, _STAFF)} if numbers else {}
        teams = {m.end for m in self._analysis.holds(span, _TEAM)} if numbers else set()
        told = [(n.start, staff.get(n.end, n.end)) for n in numbers if n.end in staff or n.start in teams]
        return {place for start, end in told for place in range(start, end)}

    def _numbers(self, span: Span) -> list[Mention]:
        """Return the numbers in a span that do not count people."""
        heads = self._heads(span)
        return [mention for mention in self._analysis.holds(span, _NUMBERS) if mention.start not in heads]

    def measures(self, span: Span) -> bool:
        """Say whether a clause tells a number of what the catalog knows, in whatever way that is said."""
        return bool(self._numbers(span) and self._analysis.holds(span, _MEASURED))

    def picks_from(self, span: Span) -> bool:
        """Say whether a clause names the set out of which something is asked for: of the models of that year, …"""
        inside = {mention.start for mention in self._analysis.holds(span, _INSIDE)}
        return any(mention.end in inside for mention in self._analysis.holds(span, _NOUN))

    def is_label(self, span: Span) -> bool:
        """Say whether a clause says only what may stand for one of those talked about: a size or a version."""
        return only_labels(self._analysis, span)

    def measures_apart(self, span: Span) -> bool:
        """Say whether a clause tells a number of what the catalog knows that is none of the hardware it tells."""
        hardware = self._analysis.phrases_of(span, {"hardware"})
        apart = (n for n in self._numbers(span) if not any(h.start <= n.start and n.end <= h.end for h in hardware))
        return any(apart) and self.measures(span)

    def requests(self, span: Span) -> bool:
        """Say whether a clause is a question without a verb, on something named or unknown: licence of Xyz, please."""
        idle = self._analysis.fillers | self._analysis.marks
        idle |= {place for m in self._analysis.holds(span, {"greeting"}) for place in range(m.start, m.end)}
        first = next((place for place in range(span.start, span.end) if place not in idle), span.end)
        values = self._analysis.phrases_of(span, {"attributes"})
        names = self._analysis.phrases_of(span, {"names"})
        held = {place for phrase in (*values, *names) for place in range(phrase.start, phrase.end)}
        if values and names and held.issuperset(place for place in range(span.start, span.end) if place not in idle):
            return True
        opens = any(p.start == first for p in values)
        return opens and bool(self._analysis.unmentioned(span) or names)

    def limits_some(self, span: Span) -> bool:
        """Say whether a clause narrows down what is asked for, though it may not be clear to what."""
        if self._analysis.holds(span, _NARROWING):
            return True
        unknown = set(self._analysis.unmentioned(span))
        if unknown and self._analysis.holds(span, _DESCRIBING | _DENYING):
            return True
        if unknown and self._analysis.holds(span, _WISHING):  # by European developers, whatever that is
            kinds = self._analysis.holds(span, _KINDS)
            if any(m.start - 1 in unknown or m.end in unknown for m in kinds):
                return True
        return bool(self._analysis.holds(span, _WISHING) and self._analysis.holds(span, _DENYING))

    def denies(self, span: Span) -> bool:
        """Say whether a clause that asks nothing denies something, whatever that is."""
        return bool(self._analysis.holds(span, _DENYING)) and not self._analysis.holds(span, ASKING)

    def tells_asker(self, span: Span) -> bool:
        """Say whether a clause that asks nothing tells what the asker is or does: we are a hospital."""
        return bool(self._analysis.holds(span, {"we_are"})) and not self._analysis.holds(span, ASKING)

    def counts(self, span: Span) -> bool:
        """Say whether a clause that asks nothing tells a number, of whatever it is."""
        return bool(self._numbers(span)) and not self._analysis.holds(span, ASKING)

    def limits_beside(self, span: Span) -> bool:
        """Say whether an unknown word stands right beside what it may limit: xyz models, xyz 175B parameters."""
        heads = self._heads(span)
        unknown = [place for place in self._analysis.unmentioned(span) if place not in heads]
        if not unknown:
            return False
        told = [mention for mention in self._analysis.holds(span, _LIMITED) if mention.start not in heads]
        starts, ends = {m.start for m in told}, {m.end for m in told if m.category not in _NUMBERS}
        tokens, idle = self._analysis.tokens, self._analysis.fillers
        for place in unknown:
            behind = place + 1
            if behind in idle and behind < span.end and tokens[behind].kind == "han":
                behind += 1  # a particle between the two
            if {place + 1, behind} & starts or place in ends:
                return True
        return False

    def excludes(self, span: Span) -> bool:
        """Say whether a sentence asks nothing and denies something: no models by Meta, I cannot use gated ones."""
        denied = self._analysis.holds(span, _DENYING | _LEFT_OUT)
        return bool(denied) and not self.asks(span) and not self._analysis.holds(span, _PICKING)

    def content(self, spans: Sequence[Span]) -> list[int]:
        """Return the places of the words in some spans that are no fillers."""
        idle = self._analysis.fillers | self._analysis.marks
        return [place for span in spans for place in range(span.start, span.end) if place not in idle]

    def is_content(self, span: Span) -> bool:
        """Say whether a sentence holds something of the catalog, or calls for an intent."""
        if self._analysis.holds(span, _CONTENT) or self._analysis.phrases_of(span, _CONTENT_PHRASES):
            return True
        talk = {place for m in self._analysis.holds(span, _TALK) for place in range(m.start, m.end)}
        if talk and talk.issuperset(self.content([span])):
            return True
        terms = self._analysis.phrases_of(span, {"topic", "users"}) or self._analysis.holds(span, _ON_IT)
        return bool(terms) and (self.asks(span) or bool(self._analysis.holds(span, ASKING)))

    def only_closes(self, span: Span) -> bool:
        """Say whether a sentence only asks if what was told before it is all right: is that allowed?"""
        ends = self._analysis.holds(span, CLOSING | _BANNING)
        closing = {place for m in (*ends, *self._analysis.holds(span, _OF_THAT)) for place in range(m.start, m.end)}
        return bool(ends) and closing.issuperset(self.content([span]))

    def closes_on_name(self, span: Span) -> bool:
        """Say whether a sentence only asks if named things are all right: is Falcon OK?"""
        ends, names = self._analysis.holds(span, CLOSING), self._analysis.phrases_of(span, {"names"})
        held = {place for end in ends for place in range(end.start, end.end)}
        held |= {place for name in names for place in range(name.start, name.end)}
        return bool(ends and names) and held.issuperset(self.content([span]))

    def wants(self, span: Span) -> bool:
        """Say whether a sentence has more than fillers, and asks for more than to be told what a thing is."""
        if self._analysis.holds(span, {"define", "describe"}):
            return False
        tokens, idle = self._analysis.tokens, self._analysis.fillers
        return any(tokens[place].kind != "mark" and place not in idle for place in range(span.start, span.end))

    def unmentioned(self, spans: Sequence[Span]) -> list[int]:
        """Return the places of the words in some spans that no mention of what the catalog holds covers."""
        return [place for span in spans for place in self._analysis.unheld(span)]

    def name(self, spans: Sequence[Span]) -> bool:
        """Say whether clauses name a thing of the catalog."""
        return any(self._analysis.phrases_of(span, {"names"}) for span in spans)

    def holds_attributes(self, spans: Sequence[Span]) -> bool:
        """Say whether a story names an attribute, which the question after it may be about."""
        return any(self._analysis.phrases_of(span, {"attributes"}) for span in spans)

    def of_those(self, span: Span) -> bool:
        """Say whether a sentence picks from a set that it does not name (which of them, which one)."""
        return bool(self._analysis.holds(span, {"of_those"})) or not self._analysis.holds(span, {"noun"})

    def count_in_each(self, span: Span) -> bool:
        """Say whether more than one clause asks how many, so that it is not one number that is asked for."""
        if len(self._analysis.holds(span, _COUNTING)) < 2:
            return False
        clauses = split_clauses(self._analysis.tokens, span)
        return sum(bool(self._analysis.holds(each, _COUNTING)) for each in clauses) > 1

    def count_apart(self, queries: Sequence[Query], halves: Sequence[Span]) -> bool:
        """Say whether each half asks for a number of its own, the second not for some of the first."""
        counted = all(isinstance(query, CountItems) for query in queries)
        asked = all(self._analysis.holds(half, _COUNTING) for half in halves)
        return counted and asked and not self._analysis.holds(halves[1], _OF_THOSE)

    def lists_apart(self, span: Span, queries: Sequence[Query]) -> bool:
        """Say whether it is asked which are such and which are such, one by one, not which are both.

        That is said (respectively), or nothing could be both: which are over 13B, and which are under 7B?
        """
        described = all(isinstance(q, ListItems) and _only_describes(q.selection) for q in queries)
        if not queries or not described:
            return False
        asking = self._analysis.holds(span, _WHICH)
        twice = min(len({mention.start for mention in asking}), len({mention.end for mention in asking})) > 1
        apart = twice and (_leave_nothing(queries) or self._asks_anew(span, asking))
        return bool(self._analysis.holds(span, _ONE_BY_ONE)) or apart

    def _asks_anew(self, span: Span, asking: Sequence[Mention]) -> bool:
        """Say whether one starts with `which` and asks so anew behind a word that joins, of all and not of some.

        What goes on with `which also`, or asks which of them, limits the same set.
        """
        if self._analysis.holds(span, _OF_THOSE):
            return False
        joints = {m.end for m in self._analysis.holds(span, _AND)}
        further = {m.start for m in self._analysis.holds(span, _BUT)}
        starts = {m.start for m in asking}
        return span.start in starts and bool(starts & joints - further)

    def is_aside(self, span: Span) -> bool:
        """Say whether a clause is marked, at its start or end, as one on the asker, and names and limits nothing."""
        marks = self._analysis.holds(span, _ASIDE)
        stop = span.end - (self._analysis.tokens[span.end - 1].kind == "mark")
        marked = any(mark.start == span.start or mark.end == stop for mark in marks)
        return marked and self.is_story(span) and not self._analysis.holds(span, _EXCLUDING | {"name", "number"})

    def is_hearsay(self, span: Span) -> bool:
        """Say whether a clause tells why something is asked: it starts as a premise and names nothing itself."""
        heard = any(mention.start == span.start for mention in self._analysis.holds(span, {"premise"}))
        return heard and not self.starts_asking(span) and not self._analysis.holds(span, {"name", "outsider"})

    def limits(self, spans: Sequence[Span], rest: Outcome) -> bool:
        """Say whether sentences that were not read limit what the rest only names (a model for X. It must be Y)."""
        if any(isinstance(part.query, Define) for part in rest.parts) and any(each.open for each in rest.readings):
            return True  # `its context length` is that of what was told
        named = all(part.bare for part in rest.parts)
        return named and any(
            self._analysis.phrases_of(span, LIMITING) or self._analysis.holds(span, {"want"}) for span in spans
        )

    def wishes(self, verdicts: Sequence[Outcome], spans: Sequence[Span]) -> bool:
        """Say whether a set is wished for in one sentence and something more is said of it, not asked, in another."""
        sets = [any(is_set(part.query) for part in verdict.parts) for verdict in verdicts]
        wished = any(of and self._analysis.holds(span, {"want"}) for of, span in zip(sets, spans, strict=True))
        return wished and (sum(sets) > 1 or not all(self.asks(span) for span in spans[1:]))

    def only_tells(self, spans: Sequence[Span]) -> bool:
        """Say whether the first of some clauses is a statement, before one that asks: it has few parameters, so …?

        Where a word and no mark joins the two, both are asked.
        """
        parted = len(spans) > 1 and self._analysis.tokens[spans[1].start - 1].kind == "mark"
        return parted and self._states(spans[0]) and any(self._analysis.holds(span, ASKING) for span in spans[1:])

    def wishes_before(self, verdict: Outcome, spans: Sequence[Span]) -> bool:
        """Say whether the first sentence only tells what is sought, before something else is asked, not besides it."""
        is_wish = any(is_set(part.query) for part in verdict.parts) and bool(self._analysis.holds(spans[0], {"want"}))
        return is_wish and not any(self._analysis.holds(span, {"also_word"}) for span in spans[1:])


def _leave_nothing(queries: Sequence[Query]) -> bool:
    """Say whether nothing is in the sets that are asked for."""
    limits = [query.selection.where for query in queries if isinstance(query, ListItems)]
    told = [where for where in limits if where is not None]
    return leave_nothing(part for where in told for part in (where.parts if isinstance(where, And) else (where,)))


def _only_describes(selection: Selection) -> bool:
    """Say whether a set is only described: nothing is named, nothing has a place in an order."""
    return selection.where is not None and not selection.subjects and selection.rank is None
