"""Values of named things."""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.datatypes.query import Check, CompareItems, Fits, Is, Lookup, Query, Selection
from chatbot.datatypes.reading import Phrase
from chatbot.understanding.frames import Frame
from chatbot.understanding.shapes.slots import Slots, attributes_of, counted, leaves, nouns_of

_TOTAL = "total_word"
_COUNTED = "how_many"
_POINTED = frozenset({"when", "since_when", "until_when", "who", "where", "how_long"})
"""Question words that ask for one kind of thing."""
_OTHERS = frozenset({"which", "describe"})
"""Words before an event that may ask for something else than what is asked behind it."""
_LOOSE = frozenset({"what", "what_do", "which"})
"""Question words that ask for things of any kind."""
_KNOW = "know"
"""A word for knowing, in a question for what is known."""
_SHOWN = frozenset({"links", "texts", "text"})
"""Types of attributes that tell of things apart from the items: there may be none."""
_THERE = frozenset({"yes_no", "any", "exist"})
"""Cues of a question on whether there is something."""
_WHETHER = _THERE | {"anything", "versions", "has", "and", "comma"}
"""What may stand beside these; with any other word it is a request (can you give me the link)."""

_CONTENT = frozenset({"data_content", "taught_language"})
"""Name what may be in something that is asked for: whether it is, the value tells."""

_WHETHER_FITS = frozenset({"yes_no", "fits"})
"""Cues of the question whether something fits."""


class FactShapes(Slots):
    """Values of named things."""

    def shape_lookup(self, frame: Frame) -> Query | None:
        """Values of attributes for named or described items."""
        asked = self._linked(frame)
        selection = self._selection(frame)
        if selection is None or not self._describes(frame) or self._states(frame, asked) or counted(frame):
            return None
        if frame.cues >= _WHETHER_FITS or self._fits_within(frame, asked):
            return None  # what is asked is whether something fits, not the attribute that is told beside (an upgrade)
        if _TOTAL in frame.cues and len([item for ref in selection.subjects for item in self._members(ref)]) != 1:
            return None  # of several, the sum is asked for
        if self._offers_others(frame, asked) or self._asks_what_has(frame, asked) or self._limits_order(frame, asked):
            return None
        if len(asked) == 1 and not frame.slots.get("constraint") and frame.slots.get("names"):
            attribute = self._catalog.attribute(asked[0])
            if attribute.type == "truth":
                return Check(selection, Is(attribute.id))
        if len(selection.subjects) > 1 and not self._told_of(asked, selection.subjects):
            return CompareItems(selection.subjects)
        return Lookup(selection, self._with_measure(frame, asked), whether=self._asks_for_any(frame, asked))

    def _fits_within(self, frame: Frame, asked: Sequence[str]) -> bool:
        """Say whether it is asked if so much fits into what is named (does a 90k document fit into its context)."""
        told = [name for part in frame.meanings("constraint") for name in attributes_of(part)]
        return bool(told) and "fits" in frame.cues and set(told) <= set(asked) and bool(frame.slots.get("names"))

    def _asks_for_any(self, frame: Frame, asked: Sequence[str]) -> bool:
        """Say whether it is asked if there is such a thing at all (a paper, a later version), not only which."""
        told = any(leaf.category in _CONTENT for part in frame.slots["attributes"] for leaf in leaves(part))
        shown = len(asked) == 1 and self._type(asked[0]) in _SHOWN and not told
        return shown and bool(frame.slots.get("names")) and frame.cues <= _WHETHER and bool(frame.cues & _THERE)

    def _limits_order(self, frame: Frame, asked: Sequence[str]) -> bool:
        """`top 2 by context among open weights`: what holds or not, told behind an order, limits what is in it."""
        ordering = frame.slots.get("ordering")
        if not ordering or len(asked) != 1 or self._type(asked[0]) != "truth" or frame.slots.get("names"):
            return False
        return frame.slots["attributes"][0].start >= ordering[0].end and not {"yes_no", "comma"} & frame.cues

    def _with_measure(self, frame: Frame, asked: tuple[str, ...]) -> tuple[str, ...]:
        """Beside `how big` behind an order by something else (largest vocabulary, how big?), that is told as well."""
        ordering, size = frame.first("ordering"), self._domain.roles.get("size", "")
        if ordering is None or asked != (size,) or self._type(ordering.rank.attribute) != "quantity":
            return asked
        parts = frame.slots["attributes"]
        vague = all(leaf.category == "asked" for part in parts for leaf in leaves(part))
        behind = parts[0].start >= frame.slots["ordering"][0].end
        return tuple(dict.fromkeys((ordering.rank.attribute, size))) if vague and behind else asked

    def _asks_what_has(self, frame: Frame, asked: Sequence[str]) -> bool:
        """`who has the longest context`: without a noun, what has it is asked for, not only its maker."""
        maker = asked == (self._domain.roles.get("maker"),) and bool(frame.slots.get("ordering"))
        alone = all(part.end - part.start == 1 for part in frame.slots["attributes"])
        return maker and alone and not (nouns_of(frame) or frame.slots.get("names") or frame.slots.get("constraint"))

    def _linked(self, frame: Frame) -> tuple[str, ...]:
        """Return what is asked for; `a link to the paper` asks for no other link, where these are two phrases."""
        asked, home = self._measured(frame, self._without_size(frame)), self._domain.roles.get("home", "")
        apart = len(frame.slots["attributes"]) > 1 and home in asked
        others = tuple(name for name in asked if name != home)
        return others if apart and any(self._type(name) == "links" for name in others) else asked

    def _measured(self, frame: Frame, asked: tuple[str, ...]) -> tuple[str, ...]:
        """`how big was its training set`: of what is told in words, the amount that measures it is asked for."""
        first, *rest = frame.slots["attributes"]
        vague = all(leaf.category == "asked" for leaf in leaves(first)) and not {"and", "comma"} & frame.cues
        if not vague or len(rest) != 1 or len(asked) != 2 or asked[0] != self._domain.roles.get("size"):
            return asked
        related = self._catalog.attribute(asked[1]).related
        measures = tuple(name for name in related if self._type(name) == "quantity")
        return measures if len(measures) == 1 and self._type(asked[1]) == "texts" else asked

    def _without_size(self, frame: Frame) -> tuple[str, ...]:
        """Leave out a size right behind another thing asked for: the context sizes of all models."""
        size, phrases = (self._domain.roles.get("size", ""),), frame.slots["attributes"]
        ends = {phrase.end for phrase in phrases}
        told = [phrase for phrase in phrases if phrase.meaning.ids != size or phrase.start not in ends]
        return tuple(dict.fromkeys(name for phrase in told for name in phrase.meaning.ids))

    def _describes(self, frame: Frame) -> bool:
        """Say whether the frame tells of which items values are asked."""
        if frame.slots.get("topic") or not self._own_nouns(nouns_of(frame)):
            return False
        if frame.slots.get("names"):
            return self._adjectival(frame)
        limits = frame.meanings("constraint")
        fitting = any(isinstance(part, Fits) for part in limits)  # what runs on a card is always an item
        return bool(frame.slots.get("ordering") or ((nouns_of(frame) or fitting) and limits))

    def _states(self, frame: Frame, asked: Sequence[str]) -> bool:
        """Say whether attributes beside a noun or question word state something instead of being asked for."""
        types = [self._type(name) for name in asked]
        pointed = frame.slots.get("names") or frame.slots.get("ordering")
        listed = "which" in frame.cues and set(types) <= {"entity", "entities"}
        if not pointed and ("truth" in types or listed):
            return True  # `models with tool use` states it
        several = len(frame.slots["attributes"]) > 1 and not frame.slots.get("constraint")
        if frame.cues & {"and", "comma"} and not several:
            return True
        told = set(types) - _SHOWN or self._domain.roles.get("download") in asked
        if "yes_no" in frame.cues and told and _KNOW not in frame.cues:
            return True
        if any(p.start == o.end for o in frame.slots.get("ordering", ()) for p in frame.slots["attributes"]):
            return True  # `longest output` orders by what follows, it does not ask for it
        held = bool(nouns_of(frame)) or "anything" in frame.cues
        return types == ["truth"] and held and "yes_no" not in frame.cues  # `Vicuna models with tool use`

    def _adjectival(self, frame: Frame) -> bool:
        """Statements beside named things in a question for values only narrow these: they stand before the name."""
        parts, names = frame.slots.get("constraint", ()), frame.slots["names"]
        return not parts or ("yes_no" not in frame.cues and all(part.end <= names[0].start for part in parts))

    def _offers_others(self, frame: Frame, asked: Sequence[str]) -> bool:
        """Say whether values to choose from (which licence has BLOOM, Apache or MIT) are of something not asked for."""
        return any(not set(attributes_of(part)) <= set(asked) for part in frame.meanings("offer"))

    def shape_event(self, frame: Frame) -> Query | None:
        """A question word and a distant word that together ask for an attribute: when was … retired."""
        word, attribute = frame.first("event")
        asked = self._asked_by_events(frame) if frame.slots.get("attributes") else (attribute,)
        if not asked or (not frame.slots.get("attributes") and word not in frame.cues):
            return None
        if any(event.meaning[1] not in asked for event in frame.slots["event"]):
            return None  # what did they feed it in training: several events must ask for one thing
        pointed = frame.cues & _POINTED
        if _COUNTED in frame.cues and self._catalog.attributes[attribute].type == "entities" and word != _COUNTED:
            return None  # how many there are is counted
        if self._told(frame) or pointed - {word} or (pointed and frame.cues & _LOOSE):
            return None  # another question word asks for something else besides
        if not frame.slots.get("names"):
            return Lookup(Selection(), asked) if frame.intent.given.get("open") else None
        if not self._own_nouns(nouns_of(frame)) or (self._asks_for_item(frame) and not self._tells_item(attribute)):
            return None
        subjects = self._subjects(frame)
        (*first, last) = frame.slots["names"]
        if first and "which" in frame.cues and self._tells_item(attribute):
            subjects = last.meaning.refs  # `which Llama is Vicuna based on`: the first name tells what is asked for
        return Lookup(Selection(subjects), asked)

    def _asked_by_events(self, frame: Frame) -> tuple[str, ...]:
        """Return what is asked for, each event taken with what stands before it (how many tokens … trained on)."""
        phrases, asked = frame.slots["attributes"], list(self._attributes(frame, "attributes"))
        joined = {"and", "comma"} & frame.cues
        if (len(phrases) > 1 and not joined) or (len(phrases) == 1 and "and" in joined):
            return ()  # what else is joined to them asks for itself
        for event in frame.slots["event"]:
            word, attribute = event.meaning
            near = [phrase for phrase in phrases if phrase.end <= event.start] or phrases
            if phrases[0].start >= event.end and (joined or frame.cues & _OTHERS):
                return ()  # who made it, when did it come out: what is asked behind the first one asks for itself
            ids = near[-1].meaning.ids
            if word in ids and attribute in asked:
                continue  # one more word of what was asked already (feed … in training)
            names = frame.slots.get("names", ())
            named_first = bool(names) and all(part.end <= near[-1].start for part in names)
            if event.start == near[-1].end + 1 and (joined or named_first):
                return ()  # `context, output and cutoff`: it is one more of them
            if ids not in {(word,), (attribute,)} or ids[0] not in asked:
                return ()
            if word != attribute and word == self._domain.roles.get("span") and _is_named(near[-1]):
                return ()  # `what context was it trained with` asks for no number of tokens
            asked[asked.index(ids[0])] = attribute
        return tuple(dict.fromkeys(asked))

    def shape_most_of_one(self, frame: Frame) -> Query | None:
        """`the longest answer GPT-4o can write`: of one thing, the most it can is a value of its own."""
        rank, subjects = frame.first("ordering").rank, self._subjects(frame)
        if [ref.kind for ref in subjects] != ["item"] or rank.direction != "most" or (rank.first, rank.last) != (1, 1):
            return None
        word, attribute = frame.first("event") or (rank.attribute, rank.attribute)
        most = self._catalog.attributes.get(rank.attribute)
        if most is None or most.better != "more" or most.type != "quantity" or word != rank.attribute:
            return None  # the most of a size or date is that of a set
        return Lookup(Selection(subjects), (attribute,))

    def _asks_for_item(self, frame: Frame) -> bool:
        """`which model was … fine-tuned on` asks for a model, whatever else one may be fine-tuned on."""
        return "which" in frame.cues and bool(nouns_of(frame))

    def _tells_item(self, attribute: str) -> bool:
        known = self._catalog.attribute(attribute)
        return known.type == "text" or known.of == "item"

    def shape_lookup_open(self, frame: Frame) -> Query | None:
        """Values of attributes of something the conversation must tell."""
        asked = self._attributes(frame, "attributes")
        if not self._own_nouns(nouns_of(frame)):
            return None
        if len(asked) == 1 and self._type(asked[0]) == "truth":
            return Check(Selection(), Is(asked[0]))
        return Lookup(Selection(), asked)


def _is_named(asked: Phrase) -> bool:
    """Say whether what is asked for is called by its name."""
    return any(part.category == "attribute" for part in asked.parts)
