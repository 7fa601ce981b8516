"""Values and statements of named things."""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.datatypes.catalog import Ref
from chatbot.datatypes.query import (
    And,
    Check,
    Compare,
    CompareItems,
    Constraint,
    Explain,
    Fits,
    Is,
    Known,
    Lookup,
    Not,
    Or,
    Query,
    Selection,
)
from chatbot.datatypes.reading import Phrase
from chatbot.understanding.frames import Frame
from chatbot.understanding.meanings import Amount
from chatbot.understanding.shapes.slots import (
    Slots,
    all_of,
    attributes_of,
    contradicts,
    counted,
    first_of_opposites,
    leaves,
    nouns_of,
    stated,
)

_POINTED = frozenset({"when", "who", "where", "how_long"})
"""Question words that ask for one kind of thing."""
_LOOSE = frozenset({"what", "what_do", "which"})
"""Question words that ask for things of any kind."""
_OF_SERVICES = frozenset({"api_word", "api_front"})
"""Terms with which what is said of a thing is said of a service that offers it."""
_SHOWN = frozenset({"links", "texts", "text"})
"""Types of attributes that tell of things apart from the items: there may be none."""
_THERE = frozenset({"yes_no", "any", "exist"})
"""Cues of a question on whether there is something."""
_WHETHER = _THERE | {"anything", "versions", "has", "and", "comma"}
"""What may stand beside these; with any other word it is a request (can you give me the link)."""


class FactShapes(Slots):
    """Values and statements of named things."""

    def shape_lookup(self, frame: Frame) -> Query | None:
        """Values of attributes for named or described items."""
        asked = self._linked(frame)
        selection = self._selection(frame)
        if selection is None or not self._describes(frame) or self._states(frame, asked) or counted(frame):
            return None
        if self._offers_others(frame, asked) or self._asks_what_has(frame, asked) or self._limits_order(frame, asked):
            return None
        if len(asked) == 1 and not frame.slots.get("constraint") and frame.slots.get("names"):
            attribute = self._attribute(asked[0])
            if attribute.type == "truth":
                return Check(selection, Is(attribute.id))
        if len(selection.subjects) > 1 and not self._told_of(asked, selection.subjects):
            return CompareItems(selection.subjects)
        return Lookup(selection, self._with_measure(frame, asked), whether=self._asks_for_any(frame, asked))

    def _asks_for_any(self, frame: Frame, asked: Sequence[str]) -> bool:
        """Say whether it is asked if there is such a thing at all (a paper, a later version), not only which."""
        shown = len(asked) == 1 and self._type(asked[0]) in _SHOWN
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
        asked, home = self._without_size(frame), self._domain.roles.get("home", "")
        apart = len(frame.slots["attributes"]) > 1 and home in asked
        others = tuple(name for name in asked if name != home)
        return others if apart and any(self._type(name) == "links" for name in others) else asked

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
        if "yes_no" in frame.cues and told:
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
        pointed = frame.cues & _POINTED
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
            ids = near[-1].meaning.ids
            named_first = all(part.end <= near[-1].start for part in frame.slots.get("names", ()))
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
        known = self._attribute(attribute)
        return known.type == "text" or known.of == "item"

    def shape_check(self, frame: Frame) -> Query | None:
        """A statement about named things, or about any or all of a set."""
        mode = frame.intent.given.get("mode", "each")
        nouns, subjects = nouns_of(frame), self._subjects(frame)
        needs_question = mode == "all" or frame.slots.get("attributes")
        if not self._own_nouns(nouns) or (needs_question and "yes_no" not in frame.cues):
            return None
        if frame.slots.get("attributes") and self._asks_besides(frame):
            return None
        if mode == "each" or subjects:
            told = self._told(frame)
            statement = self._offered_by(frame, all_of(told) if told else self._where(frame))
            versions = self._versions_asked(statement, subjects) if mode == "any" else ()
            if versions:
                return Lookup(Selection(subjects), versions, whether=True)
            if statement is None or (mode == "each" and nouns and not frame.cues):
                return None
            opposed = contradicts(frame.meanings("constraint"))
            if opposed or not self._asks_whether(frame, statement) or self._is_no_statement(frame, statement):
                return None
            statement = first_of_opposites(statement)
            if mode == "any" and len(subjects) == 1 and subjects[0].kind == "item":
                mode = "each"  # there is but one
            return Check(Selection(subjects), Not(statement) if frame.turns % 2 else statement, mode)
        if mode == "any":
            statement = self._where(frame)
            return Check(Selection(), statement, "any") if statement else None
        return self._check_all(frame)

    def _is_no_statement(self, frame: Frame, statement: Constraint) -> bool:
        """Say whether a size only names things, or being open and fitting are asked apart, or as one (at home)."""
        sized = self._sized(frame, statement) or self._denies_size(frame, statement)
        return sized or self._sizes_another(frame, statement) or self._fits_own(statement)

    def _denies_size(self, frame: Frame, statement: Constraint) -> bool:
        """Say whether another size is only put right, with nothing that asks: not 40B, I meant Falcon 180B."""
        size, part = self._domain.roles.get("size", ""), statement.part if isinstance(statement, Not) else None
        denied = isinstance(part, Compare) and (part.attribute, part.op) == (size, "=")
        return denied and "yes_no" not in frame.cues and all(ref.kind == "item" for ref in self._subjects(frame))

    def _sizes_another(self, frame: Frame, statement: Constraint) -> bool:
        """Say whether a size beside another statement names a sibling: is the 180B gated, the 40B as well?"""
        size, parts = self._domain.roles.get("size", ""), statement.parts if isinstance(statement, And) else ()
        bare = [part.part if isinstance(part, Not) else part for part in parts]
        sized = any(isinstance(part, Compare) and (part.attribute, part.op) == (size, "=") for part in bare)
        return sized and all(ref.kind == "item" for ref in self._subjects(frame))

    def _fits_own(self, statement: Constraint) -> bool:
        """Say whether something must both be open and fit: run at home, the one is no condition beside the other."""
        openness = self._domain.roles.get("openness", "")
        parts = statement.parts if isinstance(statement, And) else ()
        own = any(isinstance(part, Is) and part.attribute == openness for part in parts)
        return own and any(isinstance(part, Fits) for part in parts)

    def shape_check_takes(self, frame: Frame) -> Query | None:
        """Whether so much fits into what named things take in; of anything else that fits, hardware tells."""
        query = self.shape_check(frame)
        stated = set(attributes_of(query.statement)) if isinstance(query, Check) else set()
        return query if stated == {self._domain.roles.get("span")} else None

    def _offered_by(self, frame: Frame, statement: Constraint | None) -> Constraint | None:
        """`can I still use it through Anthropic's API`: of what only its maker offers, whether it is to be had."""
        makers = frame.meanings("api_of")
        if statement is None or not (makers or frame.cues & _OF_SERVICES):
            return statement
        offered, api = self._domain.roles.get("available", ""), self._domain.roles.get("api", "")
        named = {made.value for made in makers}
        if makers and not all(self._sole(ref) in named for ref in self._subjects(frame)):
            return None
        if set(attributes_of(statement)) != {offered}:
            return None if makers else statement
        return Not(Is(api)) if isinstance(statement, Not) else Is(api)

    def _sole(self, ref: Ref) -> str:
        """Return who alone offers a thing: its maker, where the weights are not open."""
        openness = self._domain.roles.get("openness", "")
        facts = [self._catalog.items[item].facts.get(openness, ()) for item in self._members(ref)]
        closed = all(len(each) == 1 and each[0].value == "no" for each in facts)
        return self._maker(ref, self._domain.roles.get("maker", "")) if closed else ""

    def _asks_besides(self, frame: Frame) -> bool:
        """Say whether a value is asked for beside the statement: what is its licence, and may it be sold?"""
        asked = any(leaf.category == "asked" for part in frame.slots["attributes"] for leaf in leaves(part))
        values = {self._type(name) for name in self._attributes(frame, "attributes")} != {"truth"}
        return values and (asked or "what" in frame.cues)

    def _sized(self, frame: Frame, statement: Constraint) -> bool:
        """Say whether a size right behind a name (GPT-NeoX 6B) belongs to the name instead of stating something."""
        if frame.cues or not isinstance(statement, Compare) or not frame.slots.get("names"):
            return False
        part, size = frame.slots["constraint"][0], self._domain.roles.get("size", "")
        first = leaves(part)[0]
        behind = first.category == "number" and first.start == frame.slots["names"][-1].end
        return behind and statement.attribute != size and self._sizes(first.meaning)

    def _sizes(self, amount: Amount) -> bool:
        """Say whether an amount without a unit is one that items are called by."""
        size, found = self._domain.roles.get("size"), bool(amount.label) and not amount.unit
        rules = [rule for rule in self._domain.bare if rule.attribute == size and not rule.unit]
        return found and any(rule.least <= amount.value < rule.below for rule in rules)

    def _asks_whether(self, frame: Frame, statement: Constraint) -> bool:
        """Say whether the cues and nouns beside a statement leave it a question on its truth."""
        if frame.cues & _OF_SERVICES and set(attributes_of(statement)) != {self._domain.roles.get("api")}:
            return False
        if "public_word" in frame.cues and "yes_no" not in frame.cues:
            return False
        if "what" in frame.cues and isinstance(statement, Known):
            return False
        if isinstance(statement, Not) and {"what", "what_do"} & frame.cues and "yes_no" not in frame.cues:
            return False  # `what does it make besides text` asks for what is left
        if not frame.cues and self._narrows(frame):
            return False
        return self._about(statement, self._attributes(frame, "attributes"))

    def _about(self, statement: Constraint, attributes: Sequence[str]) -> bool:
        """Say whether nouns beside a statement (`are the weights downloadable`) are what the statement is about."""
        stated = {name.partition(":")[0] for name in attributes_of(statement)}
        near = stated | {basis for name in stated for basis in self._attribute(name).basis}
        near = near.union(*(self._resting.get(name, ()) for name in stated))
        if self._domain.roles.get("terms") in near:
            near.add(self._domain.roles.get("hosted", ""))  # the terms are those of the weights
        return all(attribute in near for attribute in attributes)

    def _check_all(self, frame: Frame) -> Query | None:
        """`are all Apache models multilingual`: what stands before the noun describes the set, the rest is stated."""
        nouns = frame.slots.get("noun", ())
        parts = frame.slots.get("constraint", ())
        if not nouns or not parts:
            return None
        before = [p.meaning for p in parts if p.end <= nouns[0].start]
        after = [p.meaning for p in parts if p.start >= nouns[0].end]
        if not after:
            return None
        if len(after) > 1 and not before:
            before, after = after[:-1], after[-1:]
        return Check(Selection((), all_of(before)), stated(after), "all")

    def shape_lookup_open(self, frame: Frame) -> Query | None:
        """Values of attributes of something the conversation must tell."""
        asked = self._attributes(frame, "attributes")
        if not self._own_nouns(nouns_of(frame)):
            return None
        if len(asked) == 1 and self._type(asked[0]) == "truth":
            return Check(Selection(), Is(asked[0]))
        return Lookup(Selection(), asked)

    def shape_check_open(self, frame: Frame) -> Query | None:
        """A statement about something the conversation must tell."""
        statement = self._where(frame)
        if statement is None or self._names_origin(statement):
            return None
        return Check(Selection(), statement)

    def _names_origin(self, statement: Constraint) -> bool:
        """`may we sell a service built upon BLOOM` states nothing of an unnamed thing: it asks about the origin."""
        told = attributes_of(statement)
        return len(told) > 1 and self._domain.roles.get("origin") in told

    def shape_explain(self, frame: Frame) -> Query | None:
        """Why a statement holds of named things."""
        statement = self._said_of_maker(frame) or all_of(self._told(frame)) or self._where(frame)
        subjects = self._subjects(frame)
        if statement is None or not subjects or not self._about(statement, self._attributes(frame, "attributes")):
            return None
        size = self._domain.roles.get("size")
        if isinstance(statement, Or) and size in attributes_of(statement):
            return None  # `but the 180B not` sets a sibling against the named ones
        denied = frame.turns % 2 == 1  # what is not forbidden is allowed
        return Explain(Selection(subjects), Not(statement) if denied else statement)


def _is_named(asked: Phrase) -> bool:
    """Say whether what is asked for is called by its name."""
    return any(part.category == "attribute" for part in asked.parts)
