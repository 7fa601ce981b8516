"""Leave out the mentions that cannot be meant where they stand: parts of longer names, words that only look like names.

The rules are language-free but know some terms of the language packs by their ids; each set of ids says what for.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache

from chatbot.datatypes.reading import Mention, Token
from chatbot.text.fold import BLANK
from chatbot.understanding.meanings import Things
from chatbot.understanding.mentions.card_names import FIGURES, MEASURES, measured, overlap
from chatbot.understanding.mentions.double_words import behind_amounts, excepting, in_brackets, uncut
from chatbot.understanding.mentions.knowing import knowing
from chatbot.understanding.mentions.numbers import SOME
from chatbot.understanding.mentions.own_units import measured_by_own
from chatbot.understanding.mentions.placing import OPERATORS, STATING, is_function, is_longer, placed

_CLOSING = frozenset({"whether_mark", "whether_mark@end"})
"""Words that only end questions."""
_SWALLOWED = frozenset({"ambiguous", "rough"})
"""Inside any longer function word they mean nothing of their own."""
_DEGREES = frozenset({"comparative", "superlative"})
"""Words for more or most, which longer words that may go unused can hold by accident."""
_COMPARED = _DEGREES | {"more", "less", "most", "least"}
"""What a longer word for models may hold by accident (large in large language model)."""
_COMPOSED = frozenset({"at_most", "at_least", "since", "until", "yes_no", "except", "not_run_at"})
"""Longer terms whose parts may be meant one by one: `not under Apache`, `gated or not multilingual`."""
_BOUNDS = frozenset({"at_least", "at_most"})
_ENDS = frozenset({"least", "most", "smallest_of"})
"""Words for the end of an order, which the words for a bound hold by accident (at least that context)."""
_ASKERS = frozenset({"we_are", "we_are_a", "business_asker", "academic_asker", "other_asker"})
_OPEN = _ASKERS | {"venture", "placed_in", "makes", "task_lead"}
"""Terms for what something is to be used in: they count inside words that may go unused (in a hotel)."""
_HAVING = frozenset({"have", "has", "having", "exist", "any"})
_TELLING = frozenset({"describe", "told_of"})
"""Terms that ask to be told of something: they hold words for having by accident (the deal with Llama's licence)."""
_ALL = "all"
"""A term that hides what is spelt inside it: there is no 有 (have) in 所有 (all)."""
_ASKS_BESIDE = frozenset({"why", "when"})
"""Terms that hide the question words inside them: there is no 什么 (which) in 什么时候 (when)."""
_ASKING = frozenset({"which", "what", "anything"})
_ASKS_WHO, _MADE_BY = "who", frozenset({"attribute", "attribute.entity"})
"""A term that asks for a maker, and what the noun in it is otherwise."""
_COUNTS = "how_many"
"""A term that hides the words for more and less inside it: nothing is more in 多少 (how many)."""
_MORE = frozenset({"more", "less"})
_SHADOWED = OPERATORS | _ENDS | _HAVING | _ASKING | _MORE
"""Function words that a longer one may hide: it hides no others."""
_ASKED = "asked"
_OF_DATA = frozenset({"what_data", "made_text"})
"""Terms for data, the noun of which may stand right before a name."""
_STANDS = "anaphor"
_LEADS = frozenset(
    {
        "made_by",
        "licensed",
        "speaks",
        "except",
        "not",
        "or",
        "and",
        "comma",
        "use",
        "define",
        "what_is",
        "yes_no",
        "versus",
    }
)
"""Terms behind which a word that is also a name is one."""
_TRAILS = frozenset({"define", "what_is"})
"""Terms before which it is one, too, in languages that ask at the end."""
_LEADS_TO_TASKS = frozenset({"good_for", "define", "task_lead"})
"""Terms behind which a word that is also the name of a thing is one, with words that may go unused in between."""
_BESIDE = frozenset({"name", "device"})
"""Names that are words count beside any other word of the catalog; names of other kinds need more."""
_UNSURE = frozenset({"filler", "number", "month", "dash", "ordinary", "@start"})
"""What does not make a word beside it a name."""
_AMOUNTS = frozenset({"number", SOME})
"""Numbers, exact and rough."""
_SHIELDS = frozenset({"outsider", "ordinary", "ambiguous", "name"})
"""What hides everything inside it."""
_SAME = frozenset({"outsider", "ordinary", "ambiguous"})
"""What hides a name in the same words."""
_SAYING = frozenset({"property", "attribute"})
_DEVICE = "device"
_HIDING = _SHIELDS | STATING | _SAYING | {"filler", "noun", _DEVICE}
"""What may hide something inside it, besides function words."""
_CHARGING = frozenset({"free_word", "pay_word"})
"""Terms that inside a longer statement describe what is sold (make it a paid product)."""
_TRUTH = "attribute.truth"
"""Attributes that hold or do not; inside a longer statement of something else they state nothing."""
_WHETHER = "yes_no"
_OUTSIDE = frozenset({"outsider", "outside_id"})


def sift(mentions: list[Mention], tokens: Sequence[Token], measures: Collection[str] = MEASURES) -> list[Mention]:
    """Return the mentions that may be meant.

    Args:
        mentions: all that was found.
        tokens: the utterance.
        measures: terms beside which a bare number may be the name of a card: `MEASURES`, and the language's terms in
            phrases of the categories `MEASURED_BY`.

    """
    mentions = measured(in_brackets(behind_amounts(_unbroken(mentions, tokens), tokens), tokens), tokens, measures)
    mentions = _drop_shadowed(
        _outside(excepting(knowing(placed(_as_names(mentions, tokens), tokens), tokens), tokens)), tokens
    )
    return _of_named(uncut(_both_ways(measured_by_own(mentions, tokens), tokens)))


def _both_ways(mentions: list[Mention], tokens: Sequence[Token]) -> list[Mention]:
    """Leave out what begins with the denial in a question that says a word and its denial: is it A|not A and B?"""
    asked = [m for m in mentions if m.category == _WHETHER and m.end - m.start > 2]
    denied = {m.start + 1: m.end for m in asked if tokens[m.start].text == tokens[m.start + 2].text}
    if not denied:
        return mentions
    return [m for m in mentions if m.end <= denied.get(m.start, len(tokens))]


def _outside(mentions: list[Mention]) -> list[Mention]:
    """Leave out names outside the catalog that a term cuts: `the data | Gemma saw` is nothing of DataGemma."""
    asked = [m for m in mentions if m.category in _OF_DATA]
    if not asked:
        return mentions
    return [
        m for m in mentions if m.category != "outsider" or not any(o.start < m.start < o.end < m.end for o in asked)
    ]


def _of_named(mentions: list[Mention]) -> list[Mention]:
    """Leave out questions on `it` right before a name: `what is it for Gemma` asks no more what it is for."""
    asked = [m for m in mentions if m.category == _ASKED]
    if not asked:
        return mentions
    named, stood = {m.start for m in mentions if m.category == "name"}, [m for m in mentions if m.category == _STANDS]
    about = [m for m in asked if m.end in named and any(is_longer(m, it) for it in stood)]
    return [m for m in mentions if m not in about] if about else mentions


def _unbroken(mentions: list[Mention], tokens: Sequence[Token]) -> list[Mention]:
    """Leave out what goes on behind a blank where a question ends: whether it runs, not | quantised is fine, too."""
    blanks = {place for place, token in enumerate(tokens) if token.text == BLANK}
    if not blanks:
        return mentions
    ends = {m.end for m in mentions if m.category in _CLOSING and m.end in blanks and not tokens[m.start].spaced}
    ends = {end for end in ends if end > 1 and tokens[end - 2].text != BLANK}
    return [m for m in mentions if not any(m.start < end < m.end for end in ends)] if ends else mentions


def _as_names(mentions: list[Mention], tokens: Sequence[Token]) -> list[Mention]:
    """Names that are words count in their own capitals, or where another catalog word stands in the utterance."""
    if not [m for m in mentions if m.word or m.category == "ordinary"]:
        return mentions
    shouted = _shouts(mentions, tokens)
    mentions = [m for m in mentions if shouted or m.category != "ordinary" or not _capitals(m, tokens)]
    if not [m for m in mentions if m.word]:
        return mentions
    firm = [m for m in mentions if not m.word and m.category not in _UNSURE]
    nouns = {m.start for m in mentions if m.category == "noun"}
    ends = {m.end for m in mentions if m.category in _LEADS}
    last = max((place for place, token in enumerate(tokens) if token.kind != "mark"), default=0)
    trailing = {m.end for m in mentions if m.category == "comma" and m.end == last}
    asked = {m.start for m in mentions if m.category in _TRAILS}
    sought = _passing({m.end for m in mentions if m.category in _LEADS_TO_TASKS}, mentions)
    spoken = sum(token.kind != "mark" for token in tokens)
    kept = []
    for mention in mentions:
        if not mention.word:
            kept.append(mention)
            continue
        capital = not shouted and any(not token.raw.islower() for token in tokens[mention.start : mention.end])
        alone = spoken == mention.end - mention.start
        fits = mention.category in _BESIDE and (alone or any(not overlap(mention, other) for other in firm))
        led = mention.start in (ends if _listed(mention, mentions) else ends - trailing) or (
            isinstance(mention.meaning, Things) and mention.start in sought
        )
        if capital or fits or led or mention.end in nouns | asked:
            kept.append(mention)
    return kept


def _listed(mention: Mention, mentions: Sequence[Mention]) -> bool:
    """Say whether a thing of the same kind is named before: `Python, go`; `at least 32K, go` names no language."""
    kind = mention.meaning.kind if isinstance(mention.meaning, Things) else ""
    return any(isinstance(m.meaning, Things) and m.meaning.kind == kind and m.end < mention.start for m in mentions)


def _passing(places: set[int], mentions: Sequence[Mention]) -> set[int]:
    """Return the places, and those behind words that may go unused there."""
    idle = {m.start: m.end for m in mentions if m.category == "filler" and m.end == m.start + 1}
    reached = set(places)
    for place in sorted(idle):  # in order, so that each goes on from the one before it
        if place in reached:
            reached.add(idle[place])
    return reached


def _shouts(mentions: Sequence[Mention], tokens: Sequence[Token]) -> bool:
    """Say whether all is written in capitals, words that are never names as well, so that capitals say nothing."""
    if any(token.kind == "word" and not token.raw.isupper() for token in tokens):
        return False
    names = [m for m in mentions if m.word]
    spoken = [m for m in mentions if is_function(m) and tokens[m.start].kind == "word"]
    return any(len(tokens[m.start].raw) > 1 and not any(overlap(m, name) for name in names) for m in spoken)


def _capitals(ordinary: Mention, tokens: Sequence[Token]) -> bool:
    """Say whether an ordinary phrase holds a name in capitals (OPT in), which its own spelling does not have."""
    words = str(ordinary.meaning).split()
    return any(t.raw.isupper() and len(t.raw) > 2 and t.raw not in words for t in tokens[ordinary.start : ordinary.end])


def _figured(mention: Mention, tokens: Sequence[Token]) -> bool:
    """Say whether a function word holds a figure (4-bit), which then is no number of its own."""
    return any(token.kind == "number" for token in tokens[mention.start : mention.end])


def _drop_shadowed(mentions: list[Mention], tokens: Sequence[Token]) -> list[Mention]:
    """Drop what lies inside a longer name, outsider or ordinary phrase, and function words inside longer ones.

    `no more than` is one operator, not a negation before `more than`.
    """
    same = {(m.start, m.end) for m in mentions if m.category in _SAME}
    stated = [m for m in mentions if m.category == "property"]
    longer = [m for m in mentions if m.end - m.start > 1]
    words = _by_place([m for m in longer if m.category == m.meaning])
    hiding = [m for m in longer if m.category in _HIDING]
    things = _by_place([m for m in hiding if m.category != "filler" or not _is_cut(m, stated)])
    kept = []
    for mention in mentions:
        start, end = mention.start, mention.end
        if mention.category == "name" and (start, end) in same:
            continue
        over = things.get(start, [])
        if start in words and (mention.category in _SHADOWED or mention.category not in ("filler", mention.meaning)):
            over = over + words[start]
        for other in over:
            if end <= other.end and end - start < other.end - other.start and _hides(other, mention, tokens):
                break
            if other.category == "entity" and mention.category == "noun" and other.start < start < other.end < end:
                break  # `Mistral AI models` are models of Mistral AI, not AI models of Mistral
        else:
            kept.append(mention)
    return kept


def _is_cut(filler: Mention, stated: Sequence[Mention]) -> bool:
    """Say whether a filler begins within a statement and ends behind it, and so is no word (no 用的 in 商用|的)."""
    return any(part.start < filler.start < part.end < filler.end for part in stated)


def _hides(longer: Mention, mention: Mention, tokens: Sequence[Token]) -> bool:
    """Say whether a longer mention leaves no room for one inside it."""
    category = longer.category
    if category in ("filler", longer.meaning):
        return _takes_in(longer, mention, tokens)
    if category in _SHIELDS:
        return True
    if category == "noun":
        return mention.category in _COMPARED
    if category == _DEVICE:
        return mention.category == _DEVICE or _is_card(mention)  # a laptop 4060 is no 4060
    if category == "entity":
        figure = mention.category in FIGURES and longer.start < mention.start
        degree = mention.category in _COMPARED or mention.category == "rough"  # a small word within the name of a task
        return figure or degree or mention.category in _OUTSIDE or mention.category == "not"
    return _states_more(longer, mention)


def _is_card(mention: Mention) -> bool:
    return isinstance(mention.meaning, Things) and mention.meaning.kind == _DEVICE


def _takes_in(function: Mention, mention: Mention, tokens: Sequence[Token]) -> bool:
    """Say whether a longer function word takes in what it holds."""
    if mention.category in _OPEN and function.category == "filler":
        return False
    if mention.category in ("filler", mention.meaning):
        return _includes(function.category, mention.category)
    if mention.category in _AMOUNTS:
        return function.category == "filler" or tokens[function.start].kind == "han" or _figured(function, tokens)
    if mention.category in _DEGREES:
        return function.category == "filler"
    if _is_card(mention):  # no processor runs anything in `offload to the CPU`
        return function.category != "filler"
    if function.category == _ASKS_WHO and mention.category in _MADE_BY:
        return True  # no company is named in `which company`
    return mention.category in _SWALLOWED


def _states_more(longer: Mention, mention: Mention) -> bool:
    """Say whether a longer statement takes a negation or a number in, or another statement (only for research)."""
    if mention.category == "not" or mention.category in FIGURES:
        return longer.category == "property"  # `at least two languages` bounds nothing besides
    if mention.category in _CHARGING:
        return longer.category == "property" and longer.start < mention.start and mention.end < longer.end
    if longer.category == "attribute" and mention.category == "property":
        return longer.start == mention.start and longer.meaning != _stated(mention)  # `download size` states nothing
    if longer.category == "property" and mention.category == _TRUTH:
        return str(mention.meaning) != _stated(longer)  # `research use only` is no research use
    return longer.category == mention.category == "property" and _stated(longer) != _stated(mention)


def _stated(mention: Mention) -> str:
    """Return the attribute that a statement is about."""
    inner = getattr(mention.meaning, "part", mention.meaning)
    return str(getattr(inner, "attribute", ""))


_ByPlace = dict[int, list[Mention]]


def _by_place(mentions: Sequence[Mention]) -> _ByPlace:
    """Return the mentions by each place that they cover, so that only those over a place need be compared with it."""
    found: _ByPlace = {}
    for mention in mentions:
        for place in range(mention.start, mention.end):
            found.setdefault(place, []).append(mention)
    return found


@cache  # over the terms of the languages
def _includes(longer: str, category: str) -> bool:
    """Say whether a function word of some category means nothing of its own inside a longer one."""
    if longer in _BOUNDS and category in _ENDS:
        return True
    if longer in _COMPOSED:
        return False
    if longer in _ASKS_BESIDE and category in _ASKING:
        return True
    if longer == _COUNTS and category in _MORE:
        return True
    if (longer == _ALL or longer in _TELLING) and category in _HAVING:
        return True
    return (longer == "filler" and category != "filler") or category in OPERATORS
