"""One language over one catalog: from a text to all that was found in it, and from a part of it to its readings."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, partial
from math import inf
from operator import attrgetter

import msgspec

from chatbot.datatypes.catalog import Catalog
from chatbot.datatypes.homes import Homes, is_divided
from chatbot.datatypes.later import Later
from chatbot.datatypes.lexicon import Lexicon
from chatbot.datatypes.pack import LanguagePack, Packs
from chatbot.datatypes.query import Define, Describe, ListItems, Query
from chatbot.datatypes.reading import Correction, Doubt, Mention, Phrase, Reading, Token
from chatbot.datatypes.rules import Language
from chatbot.datatypes.subjects import beside_siblings, double_names, measures_itself
from chatbot.datatypes.vocabulary import Spot
from chatbot.text.fold import tokenise
from chatbot.text.fuzzy import is_likeliest
from chatbot.understanding.accounting.circumstances import (
    circumstances,
    drops_training,
    is_limited,
    is_shaded,
    mended_words,
    shades,
    trainings,
)
from chatbot.understanding.accounting.idle import idle_marks, idle_words, inner_stops, may_go_unused, reach
from chatbot.understanding.accounting.manners import without_courtesies
from chatbot.understanding.analysis import Analysis, within
from chatbot.understanding.builders import Builders
from chatbot.understanding.builders.following import FollowupBuilders
from chatbot.understanding.chart import Chart, Overflow
from chatbot.understanding.cover import MARGIN, Cover, best_covers, segments_of
from chatbot.understanding.followups import SHAPE as FOLLOWUP
from chatbot.understanding.followups import FollowupReader
from chatbot.understanding.frames import Frame, FrameFiller
from chatbot.understanding.marks.brackets import walls
from chatbot.understanding.marks.forms import relabelled, unnumbered
from chatbot.understanding.marks.hesitations import uncounted
from chatbot.understanding.marks.run_on import parted
from chatbot.understanding.marks.signs import made_plain
from chatbot.understanding.mentions.card_names import MEASURED_BY
from chatbot.understanding.mentions.finder import MentionFinder
from chatbot.understanding.mentions.numbers import NumberReader, number_words
from chatbot.understanding.mentions.spots import spots_of
from chatbot.understanding.referents.antecedents import resolved
from chatbot.understanding.referents.beside_family import beside_family
from chatbot.understanding.referents.siblings import siblings
from chatbot.understanding.sentences import Span, split_sentences
from chatbot.understanding.shapes import Shapes
from chatbot.understanding.slips.doubts import doubts_of_letters, doubts_of_sound
from chatbot.understanding.slips.homophones import Homophones
from chatbot.understanding.slips.repair import DIGITS, Repairer, Slips, uncovered

MOST_CHARACTERS, MOST_TOKENS, MOST_SENTENCES = 4000, 160, 8
"""Longer texts are no questions."""
_COMMA = "comma"
PARTIAL = 2
"""Covers that leave words open and are followed, for explanations only."""


class Reader:
    """Reads utterances of one language."""

    chart: type[Chart] = Chart

    def __init__(self, catalog: Catalog, packs: Packs, code: str, names: Lexicon, compiled: msgspec.Raw) -> None:
        """Take one compiled Language over one catalog."""
        language = msgspec.msgpack.decode(compiled, type=Language)
        self.pack: LanguagePack = packs.languages[code]
        self._catalog = catalog
        self._doubles = double_names(catalog)
        self._homes = Homes(catalog) if is_divided(catalog) else None
        domain = catalog.domain()
        self._used_for = domain.roles.get("span", ""), domain.roles.get("speaks", "")
        self._naming = Builders(catalog, domain)
        self._builders = {**self._naming.table(), **FollowupBuilders(catalog, domain).table()}
        self._shapes = Shapes(catalog, domain).table()
        self._rules = language.rules
        self._frames = FrameFiller([intent for intent in packs.intents if intent.shape != FOLLOWUP])
        self.followups = FollowupReader(packs.intents, catalog, domain)
        self._top = self._frames.top_categories() | {"outsider", "ambiguous"}
        self._stands = cache(lambda category: category.partition("+")[0] in self._top)
        measures = frozenset[str]().union(*(language.rules.worded.get(category, ()) for category in MEASURED_BY))
        self._finder = MentionFinder(catalog, names, language.terms, NumberReader(self.pack.numbers), measures)
        self._slips = Slips(self.pack.slips, self.pack.variants)
        self._regional = Slips(self.pack.regional, self.pack.variants)
        counted = number_words(self.pack.numbers, DIGITS)
        others = {word for pack in packs.languages.values() for word in pack.words}
        scales = self.pack.numbers.multipliers
        numerals = (*self.pack.numbers.digits, *scales)
        self._homophones = Homophones(self.pack.sounds, self._finder.spellings, self.pack.words, numerals, scales)
        self._repairer = Repairer(
            {**language.terms.words, **names.words, **counted}, names.written, self._finder.find, others
        )

    def analyse(self, text: str) -> Analysis:
        """Return everything found in the text, with the readings of any span on demand."""
        if len(text) > MOST_CHARACTERS:
            return Analysis(tokens=(), overflow=not text.isspace())
        tokens = made_plain(tokenise(text, self.pack.variants), self.pack.numbers.ordinals)
        if len(tokens) > MOST_TOKENS or _has_many_sentences(tokens):
            return Analysis(tokens=tokens[:MOST_TOKENS], overflow=True)
        tokens, _ = self._regional.replace(tokens)
        tokens, replaced = self._slips.replace(unnumbered(tokens, self.pack.numbers.digits))
        tokens, mentions = self._found(tokens)
        typed, unknown = tokens, uncovered(tokens, mentions)
        tokens, mentions, repaired = self._repaired(tokens, mentions) if unknown else (tokens, mentions, ())
        doubts = Later(partial(self._doubts, text, typed, tokens, tuple(mentions), bool(unknown)))
        mended = _guessed(typed, tokens) if repaired else []
        other = siblings(mentions, self._naming)
        mentions = [*mentions, *other] if other else beside_family(mentions, tokens, self._naming)
        mentions = relabelled(resolved(mentions), tokens)
        slips = tuple([_slip(tokens, mention) for mention in mentions if mention.repaired])
        corrections = tuple(dict.fromkeys(replaced + repaired + slips))
        analysis = Analysis(tokens=tokens, mentions=mentions, corrections=corrections)
        fillers = [mention for mention in mentions if mention.category == "filler"]
        sentences = split_sentences(tokens, inner_stops(tokens, mentions))
        analysis.sentences = without_courtesies(sentences, tokens, mentions)
        analysis.fillers, analysis.marks = idle_words(mentions, fillers), idle_marks(tokens)
        analysis.circumstances = circumstances(fillers) | mended_words(fillers, mended)
        analysis.shades = shades(fillers)
        analysis.trainings = trainings(fillers)
        analysis.read_doubts = doubts
        try:
            chart = self.chart(self._rules, self._builders, reach(tokens, mentions, fillers), walls(tokens))
            meant = [m for m in mentions if m.category != "filler"]  # rules reach over fillers, and use none
            chart.fill([Phrase(m.start, m.end, m.category, m.meaning, -m.cost, m.place) for m in meant])
        except Overflow:
            analysis.overflow = True
            return analysis
        analysis.keep(chart.phrases())
        return analysis

    def _doubts(
        self,
        text: str,
        typed: tuple[Token, ...],
        tokens: tuple[Token, ...],
        mentions: tuple[Mention, ...],
        unknown: bool,
    ) -> tuple[Doubt, ...]:
        """Return the words that may be slips of others."""
        sounds = doubts_of_sound(text, tokens, mentions, self._homophones.doubts(typed, tokens, mentions))
        if not unknown:
            return sounds
        return sounds + doubts_of_letters(text, typed, self._repairer.doubts(typed, tokens, mentions))

    def _found(self, tokens: tuple[Token, ...]) -> tuple[tuple[Token, ...], list[Mention]]:
        """Return tokens and mentions, questions that run into one another parted."""
        mentions = self._finder.find(tokens)
        pieces = parted(tokens, mentions, self.pack.closers, self.pack.blank_closers)
        return (pieces, self._finder.find(pieces)) if len(pieces) > len(tokens) else (tokens, mentions)

    def _repaired(
        self, tokens: tuple[Token, ...], mentions: list[Mention]
    ) -> tuple[tuple[Token, ...], list[Mention], tuple[Correction, ...]]:
        """Return tokens and mentions after repairs, of characters by their sound first, and what was repaired."""
        heard, misheard = self._homophones.repair(tokens, mentions)
        mentions = self._finder.find(heard) if misheard else mentions
        tokens, mentions, corrections = self._repairer.repair(heard, mentions)
        return tokens, mentions, misheard + corrections

    def spots(self, text: str) -> tuple[Spot, ...]:
        """Return where the text names something known or misspelt, without reading it as a whole."""
        typed = tokenise(text[:MOST_CHARACTERS], self.pack.variants)
        if len(typed) > MOST_TOKENS:
            return ()
        tokens, _ = self._slips.replace(self._regional.replace(typed)[0])
        tokens, mentions, _ = self._repaired(tokens, self._finder.find(tokens))
        return spots_of(typed, tokens, mentions)

    def readings(self, analysis: Analysis, span: Span, thorough: bool) -> tuple[list[Reading], list[Cover]]:
        """Return the readings of a span, best first, and the covers they rest on.

        Unless it is done thoroughly, readings that neither win nor come near are left out: making them costs most.

        What is told of the asker's circumstances may go unused beside a thing that is named; whether it limits a set
        (models for children) nobody knows, so that there it has to be understood. So must what shades a statement.
        """
        fillers = may_go_unused(analysis, span)
        told = {place for place in analysis.circumstances if span.start <= place < span.end}
        shaded = {place for place in analysis.shades if span.start <= place < span.end}
        found, covers = self._read(analysis, span, fillers, thorough)
        if not (told or shaded) or not any(is_limited(each, told) or is_shaded(each, shaded) for each in found):
            return found, covers
        if not thorough:
            found, _ = self._read(analysis, span, fillers, thorough=True)
        unsafe = [each for each in found if is_limited(each, told) or is_shaded(each, shaded)]
        best = max(each.score for each in unsafe)
        safe = [each for each in found if each not in unsafe and (each.score > best or not _only_tells(each.query))]
        strict, covers = self._read(analysis, span, fillers - told - shaded, thorough=True)
        strict = [each for each in strict if is_limited(each, told) or is_shaded(each, shaded)]
        return _in_order(safe + strict), covers

    def _read(
        self, analysis: Analysis, span: Span, fillers: frozenset[int], thorough: bool
    ) -> tuple[list[Reading], list[Cover]]:
        """Return the readings of a span in which only the words at some places may go unused."""
        double = [m for m in analysis.mentions if m.category == "name" and m.meaning in self._doubles]
        passed = fillers | analysis.marks
        top = [p for p in analysis.phrases if self._stands(p.category)]
        standing = segments_of([p for p in top if p.category != _COMMA or not _at_edge(p, span, passed)], passed)
        covers = best_covers(standing, span.start, span.end, fillers, analysis.marks)
        trained = {place for place in analysis.trainings if span.start <= place < span.end}
        homes = self._homes
        said = homes.said(m for m in analysis.mentions if within(m, span)) if homes is not None else None
        found: list[Reading] = []
        clean = [cover for cover in covers if not cover.unexplained]
        best = -inf
        for cover in clean or (covers[:PARTIAL] if thorough else ()):
            least = best - MARGIN - cover.score  # a frame that scores less cannot win, or come near
            if self._frames.most < least:
                break
            for frame in self._frames.fill(cover.segments, -inf if thorough else least):
                if not thorough and cover.score + frame.score < best - MARGIN:
                    continue
                query = self._shapes[frame.intent.shape](frame)
                if query is None or measures_itself(query):
                    continue
                if drops_training(query, frame, cover, trained, *self._used_for):
                    continue
                query = beside_siblings(query, self._catalog, self._doubles) if double else query
                query = homes.settled(query, said) if homes is not None and said is not None else query
                if query is None:
                    continue
                made = _reading(analysis.tokens, frame, query, cover)
                if uncounted(made.phrases, analysis.tokens, analysis.mentions, passed):
                    continue
                found.append(made)
                best = max(best, made.score)
        return _in_order(found), covers


def _only_tells(query: Query) -> bool:
    """Say whether it is told what something is, or which there are of it.

    A word of a set's description is no question on what it means, nor the name in it one on all that it stands for.
    """
    return isinstance(query, Define | Describe | ListItems)


def _at_edge(phrase: Phrase, span: Span, passed: frozenset[int]) -> bool:
    """Say whether nothing that counts stands on one side of a phrase (…, please)."""
    before, after = range(span.start, phrase.start), range(phrase.end, span.end)
    return passed.issuperset(before) or passed.issuperset(after)


def _slip(tokens: Sequence[Token], mention: Mention) -> Correction:
    """Return a known misspelling as a correction."""
    typed = "".join((" " if token.spaced else "") + token.raw for token in tokens[mention.start : mention.end])
    return Correction(typed.strip(), mention.repaired)


def _in_order(readings: list[Reading]) -> list[Reading]:
    """Return readings, the best first."""
    if len({reading.score for reading in readings}) == len(readings):
        return sorted(readings, key=attrgetter("score"), reverse=True)
    return sorted(readings, key=lambda reading: (-reading.score, reading.intent, repr(reading.query)))


def _guessed(typed: Sequence[Token], taken: Sequence[Token]) -> list[int]:
    """Return the places where a word was taken for another one that it is not the likeliest slip of."""
    both = enumerate(zip(typed, taken, strict=True))
    texts = [(place, was.text, now.text) for place, (was, now) in both if was.kind == "word"]
    return [place for place, was, now in texts if was != now and not is_likeliest(was, now)]


def _has_many_sentences(tokens: Sequence[Token]) -> bool:
    """Say whether there are more sentences than one may ask; each but the last has two tokens at least."""
    return len(tokens) > 2 * MOST_SENTENCES and len(split_sentences(tokens)) > MOST_SENTENCES


_POINTS = frozenset({"constraint", "precision", "span"})
"""Slots of points told one by one: on this hardware, in this precision, with so much text."""
_PARTING = frozenset({"comma", "and"})
"""Terms that stand between such points."""


def _is_bare(frame: Frame, query: Query) -> bool:
    """Say whether nothing asks: a statement alone, or names with no more than a noun."""
    if isinstance(query, ListItems) and query.selection.subjects:
        return query.selection.where is None and query.selection.rank is None and not frame.cues
    points = frame.cues and frame.cues <= _PARTING and _POINTS.issuperset(frame.slots)
    return bool(points) or not (frame.cues or set(frame.slots) - {"constraint"})


def _reading(tokens: Sequence[Token], frame: Frame, query: Query, cover: Cover) -> Reading:
    return Reading(
        intent=frame.intent.id,
        query=query,
        score=cover.score + frame.score,
        phrases=tuple([phrase for filled in frame.slots.values() for phrase in filled]),
        open=frame.intent.given.get("open") == "yes",
        bare=told == "yes" if (told := frame.intent.given.get("bare")) else _is_bare(frame, query),
        unexplained=tuple([tokens[place].raw for place in cover.unexplained]),
    )
