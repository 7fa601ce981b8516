"""Words that are idle beside some questions and say something in others.

Those that tell of the asker or the world: beside a named thing they are idle, but of a set they may be a limit. `Models
for children` must not list every model because nothing is known of children; whether a student may sell a product built
on a named model does not depend on the student.

Those of training: beside who made a thing they are idle, but of hardware they say what for. What trains on a card is
not what runs on it.

Those that shade a statement (mostly, once): where a value is asked for they are idle, but what is mostly so, or was so
once, need not be so.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from chatbot.datatypes.query import Check, CheckPlace, Explain, Lookup, Meta, Query
from chatbot.datatypes.reading import Mention, Reading
from chatbot.datatypes.subjects import is_set, runs
from chatbot.understanding.cover import Cover
from chatbot.understanding.frames import Frame
from chatbot.understanding.shapes.slots import attributes_of

CIRCUMSTANCE = "circumstance"
"""Class of fillers that tell of the asker, or of the world, what no question on a named thing depends on."""
_SAYING = frozenset({"making", "support", "noun", "adverb"})
"""Classes of fillers that would say something elsewhere: what is done to, or by, a thing, or how."""
_TRAINING = "training"
"""Class of fillers that say that something was or is to be trained."""
SHADE = "shade"
"""Class of fillers that say how far something is so."""
_PURPOSE = "purpose"
_ASKED = "asked"
_NOWHERE = frozenset[int]()
_EVERYTHING = "catalog"
"""Topic of talk on all that is known: a set, too."""


def circumstances(fillers: Sequence[Mention]) -> frozenset[int]:
    """Return the places of the words that only tell of the asker's circumstances; words within such a word are none."""
    return _only(fillers, CIRCUMSTANCE)


def mended_words(fillers: Sequence[Mention], mended: Collection[int]) -> frozenset[int]:
    """Return the places where a word was taken for a slip of an idle verb or noun: it may be another word."""
    return _places([m for m in fillers if m.meaning in _SAYING]).intersection(mended) if mended else _NOWHERE


def shades(fillers: Sequence[Mention]) -> frozenset[int]:
    """Return the places of the words that only say how far, or when, something is so."""
    return _only(fillers, SHADE)


def _only(fillers: Sequence[Mention], kind: str) -> frozenset[int]:
    """Return the places of the fillers of a class that are none of another one, but within longer ones of the class."""
    told = [m for m in fillers if m.meaning == kind]
    if not told:
        return _NOWHERE
    longer = [(m.start, m.end) for m in told if m.end - m.start > 1]
    others = [m for m in fillers if m.meaning != kind]
    idle = [m for m in others if not any(start <= m.start and m.end <= end for start, end in longer)]
    return _places(told) - _places(idle)


def trainings(fillers: Sequence[Mention]) -> frozenset[int]:
    """Return the places of the idle words that say that something was or is to be trained."""
    return _places([m for m in fillers if m.meaning == _TRAINING])


def drops_training(query: Query, frame: Frame, cover: Cover, said: Collection[int], span: str, speaks: str) -> bool:
    """Say whether what is asked about use leaves out the words at some places, that something is trained.

    Args:
        query: what is asked: of use are what runs, how much can be put in, and which language is understood.
        frame: what it was made of.
        cover: the words that were used.
        said: the places of the words.
        span: the attribute that says how much can be put in at once.
        speaks: the attribute that says which languages are understood.

    """
    if not said or not (runs(query) or _asks_how_much(query, frame, span) or _checks(query, speaks)):
        return False
    used = {place for filled in frame.slots.values() for p in filled for place in range(p.start, p.end)}
    cues = (s for s in cover.segments if not frame.cues.isdisjoint(s.categories))
    used.update(place for segment in cues for place in range(segment.start, segment.end))
    return not used.issuperset(said)


def _asks_how_much(query: Query, frame: Frame, span: str) -> bool:
    """Say whether an attribute is asked for without its name (how many tokens)."""
    if not isinstance(query, Lookup) or query.attributes != (span,):
        return False
    return any(part.category == _ASKED for filled in frame.slots.values() for p in filled for part in p.parts)


def _checks(query: Query, attribute: str) -> bool:
    """Say whether a statement on an attribute is checked or to be explained."""
    return bool(attribute) and isinstance(query, Check | Explain) and attribute in attributes_of(query.statement)


def _places(mentions: Sequence[Mention]) -> frozenset[int]:
    return frozenset([place for mention in mentions for place in range(mention.start, mention.end)])


def is_limited(reading: Reading, told: Collection[int]) -> bool:
    """Say whether words at some places could limit what a reading is about: a set that is described, not named.

    Beside a purpose they say what is to be worked on (to sum up contracts), unless it is read out of them.
    """
    purposes = [p for p in reading.phrases if p.category == _PURPOSE and p.start not in told]
    described = is_set(reading.query) or (isinstance(reading.query, Meta) and reading.query.topic == _EVERYTHING)
    return bool(told) and described and not reading.open and not purposes


def is_shaded(reading: Reading, said: Collection[int]) -> bool:
    """Say whether words at some places shade a statement on which a reading rests: one that is checked, or limits."""
    return bool(said) and (is_set(reading.query) or isinstance(reading.query, Check | CheckPlace))
