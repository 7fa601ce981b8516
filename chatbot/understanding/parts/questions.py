"""Where a sentence may be cut: into two questions, and before a wish."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import groupby

from chatbot.datatypes.query import Check, Define, ListItems, Lookup
from chatbot.datatypes.reading import Outcome, Phrase
from chatbot.datatypes.subjects import subjects_of
from chatbot.understanding.analysis import Analysis, within
from chatbot.understanding.meanings import Amount
from chatbot.understanding.parts.told import hardware_told, telling
from chatbot.understanding.sentences import Span, split_clauses

ASKING = frozenset({"yes_no", "which", "what", "how_many", "how_much", "why", "who", "when", "where"})
"""Terms that make a clause a question where it starts with them."""
WISHING = frozenset({"want", "list", "know"})
"""Terms with which somebody says what is asked for."""
_NAMES = frozenset({"name"})
_TURNING = frozenset({"not", "dont", "except", "besides", "unwanted", "only", "neither", "nor", "forbid", "forbidden",
                      "outsider", "number", "entity", "attribute"})  # fmt: skip
"""What makes words before a name more than a story."""
MOST_QUESTIONS = 4
"""No sentence asks more. The first piece is cut again, so that the time for many would have no bound."""

_HOW = frozenset({"how", "asked"})
"""What begins a question on a value, too (how long is …)."""
ASKED = frozenset({"event", "attribute", "asked", "property"})
"""What a question may ask."""
_VALUES = frozenset({"attributes"})
_VALUED = _VALUES | {"event"}
_NAMED_ONLY = frozenset({"names", "noun"})
_SETTLING = frozenset({"settle"})
_BESIDE = frozenset({"version_mark", "settle", "size_class", "yes_no"})
"""What may stand beside a number that is said alone."""
_NAMED = frozenset({"names"})
_SAID = frozenset({"constraint", "attributes", "attribute", "event"})
"""Phrases of what is asked of things."""
_CROSSED = 4
"""So many turns from what is named to what is asked, or back, ask of each thing something of its own."""
QUESTIONING = ASKING | {"do_word"}
"""What a clause that asks holds."""
_JOINTS = frozenset({"and", "comma"})
"""Terms that stand between two questions."""
_WHETHER = frozenset({"yes_no"})
"""Terms with which it is asked whether something is so."""
_COUNTING = frozenset({"how_many"})
"""Terms that ask for a number."""
LEADING = frozenset({"what_about"})
"""Terms that lead on to something else."""
_OUT_OF = frozenset({"in", "one_of_many"})
"""What leads on to the set that is spoken of."""
_USERS = frozenset({"who", "which", "how_many"})
_USING = frozenset({"use", "uses_it", "used_by"})
"""What asks of a term that was explained which models have it."""
EXPLAINING = frozenset({"define", "what_is", "describe"})
"""Terms that ask to have something explained."""
_OF_IT = frozenset({"anaphor", "attribute", "property"})
"""What a question asks that lacks its subject."""


def questions_of(analysis: Analysis) -> tuple[Span, ...]:
    """Return the two questions that a joining word makes of one sentence, behind the hardware that it tells first.

    The second starts with a word that asks, or goes on about what the first one names.
    """
    if not analysis.sentences:
        return ()
    (span, *_) = analysis.sentences
    joints = [place for place in sorted(analysis.joiners) if span.start < place < span.end - 1]
    if not joints:
        return ()
    about = {m.start for m in analysis.holds(span, {"anaphor"})}
    asking = {m.start for m in analysis.holds(span, ASKING)}
    asking |= {m.start for m in analysis.holds(span, {"do_word"}) if m.end in about}  # `and is it …`
    cuts = [
        place
        for place in joints
        if place + 1 in asking
        or _goes_on(analysis, span, place)
        or leads_on(analysis, Span(place + 1, span.end))
        or _asks_of_one(analysis, span, place)
        or _settles(analysis, Span(span.start, place))
    ]
    if not 0 < len(cuts) < MOST_QUESTIONS:
        return ()
    return (*_behind_told(analysis, Span(span.start, cuts[-1])), Span(cuts[-1] + 1, span.end))


def _behind_told(analysis: Analysis, span: Span) -> tuple[Span, ...]:
    """Part a question from the hardware that a clause before it tells: both questions are on that."""
    first, *others = split_clauses(analysis.tokens, span)
    told = others and hardware_told(telling(analysis.phrases, analysis.fillers), first)
    return (first, Span(others[0].start, span.end)) if told else (span,)


def _settles(analysis: Analysis, span: Span) -> bool:
    """Say whether a clause only decides for something, by a part of its name (v0.3 then, …)."""
    if any(mention.start == span.start for mention in analysis.holds(span, _SETTLING)):
        return True
    return only_labels(analysis, span)


def only_labels(analysis: Analysis, span: Span) -> bool:
    """Say whether a clause says only what may stand for one of those talked about: a size or a version (v0.3 then)."""
    versions = {mention.end for mention in analysis.holds(span, {"version_mark"})}
    numbers = analysis.holds(span, {"number"})
    told = any(m.start in versions or (isinstance(m.meaning, Amount) and m.meaning.label) for m in numbers)
    held = {place for m in (*numbers, *analysis.holds(span, _BESIDE)) for place in range(m.start, m.end)}
    idle = analysis.fillers | analysis.marks
    return told and held.issuperset(place for place in range(span.start, span.end) if place not in idle)


def _goes_on(analysis: Analysis, span: Span, place: int) -> bool:
    """Say whether what follows a place speaks of a thing (it, its licence) that only the part before it names."""
    before, after = Span(span.start, place), Span(place + 1, span.end)
    if not analysis.holds(after, _OF_IT) or analysis.phrases_of(after, {"names"}):
        return False
    if analysis.holds(before, {"noun"}):
        return False  # a set is asked for, which what follows may limit
    return bool(analysis.phrases_of(before, {"names"}))


def leads_on(analysis: Analysis, span: Span) -> bool:
    """Say whether a clause asks the same of something else: …, what about the 40B."""
    end = span.end
    while end > span.start and analysis.tokens[end - 1].kind == "mark":
        end -= 1
    leading = analysis.holds(span, LEADING)
    return any(mention.end == end or mention.start == span.start for mention in leading)


def leads_to_label(analysis: Analysis, span: Span) -> bool:
    """Say whether a clause asks the same of what is called by a size or version: …, what about the 40B."""
    leading = analysis.holds(span, LEADING) if leads_on(analysis, span) else []
    beside = (side for m in leading for side in (Span(span.start, m.start), Span(m.end, span.end)))
    return any(only_labels(analysis, side) for side in beside)


def _asks_of_one(analysis: Analysis, span: Span, place: int) -> bool:
    """Say whether a set is asked for first, and then whether one named thing is so (languages that ask at the end)."""
    before, after = Span(span.start, place), Span(place + 1, span.end)
    if not analysis.holds(before, {"which"}) or not analysis.holds(before, {"noun"}):
        return False
    named = bool(analysis.phrases_of(after, {"names"})) and not analysis.phrases_of(before, {"names"})
    return named and bool(analysis.holds(after, {"yes_no"})) and not analysis.holds(after, {"noun"})


def wishes_apart(analysis: Analysis, clauses: Sequence[Span]) -> tuple[Span, ...]:
    """Cut clauses before a wish or question that is brought in: I write an app and need …, our lawyer asks which …"""
    cut: list[Span] = []
    wishes = {mention.start for clause in clauses for mention in analysis.holds(clause, WISHING)}
    asking = {mention.start for clause in clauses for mention in analysis.holds(clause, ASKING | _HOW)}
    wondered = {mention.end - 1 for clause in clauses for mention in analysis.holds(clause, {"wonders"})}
    idle = analysis.fillers - wishes
    for clause in clauses:
        start = clause.start
        for place in range(clause.start + 1, clause.end - 1):
            brought = place in wondered and place + 1 in asking
            if brought or (place in analysis.joiners and _first_word(analysis, place + 1, idle) in wishes):
                cut.append(Span(start, place + 1))
                start = place + 1
        cut.append(Span(start, clause.end))
    return tuple(cut)


_SET = frozenset({"catalog", "list"})
"""What asks for some of a kind, so that what stands behind it is no story."""
_STORY = 3
"""Words that a story has at least: one or two before a name are a slip, or limit it."""


def story_apart(analysis: Analysis, clauses: Sequence[Span]) -> tuple[Span, ...]:
    """Cut the first clause before a name behind a blank, where the words before it are unknown and turn nothing."""
    if not clauses:
        return ()
    (first, *others) = clauses
    names = {mention.start for mention in analysis.holds(first, _NAMES) if analysis.tokens[mention.start].spaced}
    start = min(names, default=first.start)
    told = Span(first.start, start)
    unknown = analysis.unmentioned(told)
    if start - first.start < _STORY or not unknown or analysis.holds(told, _TURNING):
        return tuple(clauses)
    if any(mention.end <= unknown[-1] for mention in analysis.holds(told, (ASKING | _HOW | _SET) - {"yes_no"})):
        return tuple(clauses)  # what is asked for is unknown: in what precision were …, how xyz is …, all models xyz …
    if any(mention.start == start for mention in analysis.holds(first, {"number"})):
        return tuple(clauses)  # what is unknown may bound the number by which something is called: over 175B
    if relates(analysis, told):
        return tuple(clauses)  # what is unknown may say which of a kind are meant: every model xyz …
    if _opens_alone(analysis, told, unknown):
        return tuple(clauses)  # what asks is unknown: xyz do I get …
    if any(mention.end == start for mention in analysis.holds(told, {"or", "and"})):
        return tuple(clauses)  # something unknown stands beside the name
    return (told, Span(start, first.end), *others)


def relates(analysis: Analysis, told: Span) -> bool:
    """Say whether only unknown words stand between a word for a kind of thing and the end of a clause."""
    unknown = analysis.unmentioned(told)
    nouns = {mention.end for mention in analysis.holds(told, {"noun"})}
    return any(end < told.end and set(unknown).issuperset(range(end, told.end)) for end in nouns)


def _opens_alone(analysis: Analysis, told: Span, unknown: Sequence[int]) -> bool:
    """Say whether one unknown word starts a clause that has nothing else to tell."""
    others = set(range(told.start + 1, told.end)) - analysis.fillers - analysis.marks
    return list(unknown) == [told.start] and not others


def _first_word(analysis: Analysis, place: int, idle: Collection[int]) -> int:
    """Return the place of the first word from here on that is not one of those that may go unused."""
    while place in idle and place + 1 < len(analysis.tokens):
        place += 1
    return place


def passes_over(analysis: Analysis, span: Span, outcome: Outcome) -> bool:
    """Say whether a reading on named things uses nothing of a second question (… and what is it based on)."""
    if not all(subjects_of(part.query) for part in outcome.parts):
        return False
    joined = analysis.holds(span, {"and"})
    if not joined:
        return False
    used = [phrase.start for part in outcome.parts for phrase in part.phrases]
    asking = {m.start for m in analysis.holds(span, ASKING - {"yes_no"})}
    joints = (m.start for m in joined if m.end in asking)
    return any(
        not any(start > place for start in used) and bool(analysis.holds(Span(place + 2, span.end), ASKED))
        for place in joints
    )


def dropped_questions(analysis: Analysis, span: Span, outcome: Outcome) -> list[Span]:
    """Return the clauses that ask, but of which a reading uses only names (who made A and B, which is newer)."""
    if len(analysis.holds(span, QUESTIONING)) < 2:
        return []
    pieces = split_clauses(analysis.tokens, span)
    if analysis.sentences[:1] == (span,):
        pieces = max(pieces, questions_of(analysis), key=len)
    clauses = [clause for clause in pieces if analysis.holds(clause, QUESTIONING)]
    if len(clauses) < 2:
        return []
    used = [phrase for part in outcome.parts for phrase in part.phrases]
    held = [(each, {p.category for p in used if within(p, each)}) for each in clauses]
    begun = [each for each, categories in held if "names" in categories and categories <= _NAMED_ONLY]
    asked = ((clause, _VALUED if analysis.holds(clause, ASKING - {"yes_no"}) else _VALUES) for clause in begun)
    return [clause for clause, kinds in asked if any(_is_unused(p, used) for p in analysis.phrases_of(clause, kinds))]


def ranks_later(analysis: Analysis, span: Span, outcome: Outcome) -> bool:
    """Say whether a value asked for in one clause was read of the first that only a later clause speaks of."""
    clauses = split_clauses(analysis.tokens, span)
    if len(clauses) < 2:
        return False
    used = [phrase for part in outcome.parts for phrase in part.phrases]
    ranked = [place for place, each in enumerate(clauses) for p in used if p.category == "ordering" and within(p, each)]
    first = [p for p in used if p.category in _VALUED and ranked and any(within(p, c) for c in clauses[: min(ranked)])]
    return any(asks_in(analysis, clause, ASKED) for clause in clauses if any(within(p, clause) for p in first))


def asks_in(analysis: Analysis, span: Span, asked: frozenset[str]) -> bool:
    """Say whether a clause asks, by a word that does or by what it is about.

    The latter not where it starts with words that lead on to the set that what follows is about (of the OPT sizes, …).
    """
    topic = any(mention.start == span.start for mention in analysis.holds(span, _OUT_OF))
    return bool(analysis.holds(span, QUESTIONING if topic else QUESTIONING | asked))


def drops_users(analysis: Analysis, span: Span, outcome: Outcome) -> bool:
    """Say whether a term is explained, and a clause that asks who has it goes unused (what is GQA, who uses it)."""
    if not outcome.parts or not all(isinstance(part.query, Define) for part in outcome.parts):
        return False
    used = [phrase for part in outcome.parts for phrase in part.phrases]
    later = split_clauses(analysis.tokens, span)[1:]
    asking = [clause for clause in later if analysis.holds(clause, _USERS) and analysis.holds(clause, _USING)]
    asking = [clause for clause in asking if not analysis.holds(clause, EXPLAINING)]  # … and what is it good for
    return any(not any(within(phrase, clause) for phrase in used) for clause in asking)


def _is_unused(phrase: Phrase, used: Sequence[Phrase]) -> bool:
    return not any(one.start < phrase.end and phrase.start < one.end for one in used)


def skips_attribute(analysis: Analysis, outcome: Outcome) -> bool:
    """Say whether names are joined over what may be asked of the first alone (the maker of A, the licence of B)."""
    named = [p for part in outcome.parts for p in part.phrases if p.category in _NAMED]
    joined = [phrase for phrase in named if phrase.end - phrase.start > 2]
    return bool([p for p in joined if analysis.phrases_of(Span(p.start, p.end), _VALUES)])


def drops_asked(analysis: Analysis, span: Span, outcome: Outcome) -> bool:
    """Say whether a reading uses nothing of a value, or of a number, that is asked for beside it."""
    return _drops_value(analysis, span, outcome) or _drops_count(analysis, span, outcome)


def _drops_value(analysis: Analysis, span: Span, outcome: Outcome) -> bool:
    """Say whether named things are checked, and a value is spoken of beside that (the size of X, and may I sell it?).

    A mark or a word that joins must stand between the value and what is checked.
    """
    if not all(isinstance(part.query, Check) and subjects_of(part.query) for part in outcome.parts):
        return False
    used = [phrase for part in outcome.parts for phrase in part.phrases]
    joints = sorted({m.start for m in analysis.holds(span, _JOINTS)} | set(analysis.joiners))
    for value in analysis.phrases_of(span, _VALUES):
        start = max((place for place in joints if span.start <= place < value.start), default=span.start)
        end = min((place for place in joints if value.end <= place < span.end), default=span.end)
        beside = {p.category for p in used if start <= p.start < end}
        if (
            beside & _NAMED
            and not beside & _SAID
            and _is_unused(value, used)
            and not analysis.holds(Span(start, end), _WHETHER)
        ):
            return True
    return False


def _drops_count(analysis: Analysis, span: Span, outcome: Outcome) -> bool:
    """Say whether a clause asks for a number, of which a reading of the first in an order uses nothing."""
    if not all(isinstance(part.query, ListItems) and part.query.selection.rank for part in outcome.parts):
        return False
    used = [phrase for part in outcome.parts for phrase in part.phrases]
    clauses = split_clauses(analysis.tokens, span)
    return any(analysis.holds(each, _COUNTING) and not any(within(phrase, each) for phrase in used) for each in clauses)


def asks_crosswise(analysis: Analysis, outcome: Outcome) -> bool:
    """Say whether one reading asks of all that is named what is asked of one each (is A gated and does B fit)."""
    (part, *others) = outcome.parts
    if others or not isinstance(part.query, Check | Lookup):
        return False
    if len([phrase for phrase in part.phrases if phrase.category in _SAID]) < 2:
        return False  # as of most questions
    told = sorted((p for p in part.phrases if p.category in _NAMED or p.category in _SAID), key=lambda p: p.start)
    turns = [next(group) for _, group in groupby(told, key=lambda p: p.category in _NAMED)]
    named = [p for p in turns if p.category in _NAMED]
    apart = any(analysis.holds(Span(p.start, p.end), QUESTIONING) for p in named)  # may A (and is B) be …
    things = len({repr(p.meaning) for p in named}) + apart
    said = {repr(p.meaning) for p in turns if p.category in _SAID}
    return len(turns) + apart >= _CROSSED and things > 1 and len(said) > 1
