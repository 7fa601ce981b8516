"""Decide what to make of an utterance: read it, ask back, or say what was not understood.

The rules, in order: a name outside the catalog is never answered as another one; a declared ambiguity is asked back; every
word that carries meaning must be used, else there is no answer; two best readings that mean different things are asked back.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

import msgspec

from chatbot.datatypes.query import Fits, Query
from chatbot.datatypes.reading import Correction, Mention, Outcome, Phrase, Reading, Token
from chatbot.datatypes.subjects import is_set, is_unbound, subjects_of, with_subjects
from chatbot.understanding.cover import Cover
from chatbot.understanding.meanings import Outside, Vague
from chatbot.understanding.sentences import Span, split_clauses
from chatbot.understanding.told import hardware_told, on_hardware

MARGIN = 0.15
"""A runner-up this close to the winner, with another meaning, makes the question ambiguous."""
_MEANINGFUL = frozenset({"name", "entity", "attribute", "asked", "property", "comparative", "superlative", "outsider",
                         "ambiguous", "outside_id", "device", "memory_need"})  # fmt: skip

_OFF_TOPIC = frozenset({"off_topic"})

Readings = Callable[["Analysis", Span], tuple[list[Reading], list[Cover]]]


class Analysis:
    """What was found in one utterance."""

    def __init__(
        self,
        tokens: tuple[Token, ...],
        mentions: Sequence[Mention] = (),
        corrections: tuple[Correction, ...] = (),
        overflow: bool = False,
    ) -> None:
        """Start with tokens and mentions; the chart adds phrases."""
        self.tokens = tokens
        self.mentions = mentions
        self.corrections = corrections
        self.overflow = overflow
        self.phrases: list[Phrase] = []
        self.sentences: tuple[Span, ...] = ()
        self.fillers: frozenset[int] = frozenset()
        self.marks: frozenset[int] = frozenset()

    def words(self, places: Sequence[int]) -> tuple[str, ...]:
        """Return the words at some places as they were typed."""
        return tuple(self.tokens[place].raw for place in places)

    def joins(self, place: int) -> bool:
        """Say whether the token at a place joins two clauses."""
        return any(
            m.start == place and m.end == place + 1 and m.category in {"and", "comma", "but"} for m in self.mentions
        )

    def holds(self, span: Span, categories: frozenset[str]) -> list[Mention]:
        """Return the mentions of some categories within a span."""
        return [m for m in self.mentions if m.category in categories and span.start <= m.start and m.end <= span.end]


def judge(analysis: Analysis, language: str, readings: Readings, key: Callable[[Query], Hashable]) -> Outcome:
    """Return the outcome for an analysed utterance."""
    if analysis.overflow:
        return _outcome(analysis, language, "not_understood", reason="answer.refuse.too_long")
    if not analysis.tokens or not analysis.sentences:
        return _outcome(analysis, language, "not_understood", reason="answer.refuse.empty")

    def read(span: Span) -> Outcome:
        return _read(analysis, span, language, readings, key)

    content = [span for span in analysis.sentences if _is_content(analysis, span)] or list(analysis.sentences)
    if len(content) == 1:
        outcome = _one_sentence(analysis, content[0], read)
    else:
        outcome = _sentences(analysis, content, read)
    background = tuple(place for span in analysis.sentences if span not in content for place in _open(analysis, span))
    return _with_background(analysis, outcome, background)


Read = Callable[[Span], Outcome]


def _one_sentence(analysis: Analysis, span: Span, read: Read) -> Outcome:
    """Read a sentence as one question, else without its leading story, else as two questions."""
    outcome = read(span)
    if outcome.status in {"read", "not_in_catalog"} or outcome.open is not None:
        return outcome
    clauses = split_clauses(analysis.tokens, span)
    told = _on_told_hardware(analysis, clauses, lambda rest: read(Span(rest[0].start, rest[-1].end)))
    if told is not None:
        return told
    for attempt in (_without_story(analysis, span, read), _two_questions(analysis, span, read)):
        if attempt is not None:
            return attempt
    return outcome


def _sentences(analysis: Analysis, spans: Sequence[Span], read: Read) -> Outcome:
    """Several sentences: questions of their own, one question told in several, or a story before a question."""
    told_first = _on_told_hardware(analysis, spans, lambda rest: _several(analysis, rest, read))
    if told_first is not None:
        return told_first
    verdicts = [_one_sentence(analysis, span, read) for span in spans]
    joined = _joined_parts(analysis, verdicts)
    if joined is not None:
        return joined
    whole = read(Span(spans[0].start, spans[-1].end))
    if whole.status == "read":
        return whole
    for first in range(1, len(spans)):
        rest = _joined_parts(analysis, verdicts[first:]) or _about_told(analysis, spans[:first], verdicts[first:])
        if rest is not None:
            if _tells(analysis, spans[:first], rest):
                told = tuple(place for span in spans[:first] for place in _open(analysis, span))
                return _with_background(analysis, rest, told)
    for status in _WORST:
        for verdict in verdicts:
            if verdict.status == status:
                return verdict
    return verdicts[-1]


def _several(analysis: Analysis, spans: Sequence[Span], read: Read) -> Outcome:
    return _one_sentence(analysis, spans[0], read) if len(spans) == 1 else _sentences(analysis, spans, read)


def _on_told_hardware(
    analysis: Analysis, spans: Sequence[Span], read_rest: Callable[[Sequence[Span]], Outcome]
) -> Outcome | None:
    """Read what follows a statement that tells hardware as a question about that hardware."""
    for span in spans[:-1]:
        hardware = hardware_told(analysis.phrases, span) if analysis.tokens[span.end - 1].text != "?" else ()
        if not hardware:
            continue
        outcome = read_rest([other for other in spans if other is not span])
        if outcome.status != "read":
            return None
        parts = on_hardware(outcome.parts, hardware, _memory_attribute(analysis, span))
        replaced = msgspec.structs.replace(outcome, parts=parts)
        return _with_background(analysis, replaced, tuple(_open(analysis, span)))
    return None


def _memory_attribute(analysis: Analysis, span: Span) -> str:
    """Return the attribute that tells memory needs, as the statements on hardware in a span have it."""
    fits = (p.meaning for p in analysis.phrases if isinstance(p.meaning, Fits) and _within(p, span))
    return next((asked.attribute for asked in fits), "")


def _two_questions(analysis: Analysis, span: Span, read: Read) -> Outcome | None:
    """Cut a sentence at a joining word or comma into two that can both be read."""
    for place in range(span.start + 1, span.end - 1):
        if not analysis.joins(place):
            continue
        sides = [read(Span(span.start, place)), read(Span(place + 1, span.end))]
        parts = [part for side in sides for part in side.parts]
        if any(part.bare for part in parts) or sum(is_set(part.query) for part in parts) > 1:
            continue  # two sets in one sentence are one set with both limits, or not understood
        joined = _joined_parts(analysis, sides)
        if joined is not None:
            return joined
    return None


def _joined_parts(analysis: Analysis, verdicts: Sequence[Outcome]) -> Outcome | None:
    """Return all parts as one outcome if each is read; a part that lacks its thing takes that of the part before."""
    parts: list[Reading] = []
    for verdict in verdicts:
        if verdict.status == "read":
            parts += verdict.parts
        elif verdict.open is not None and parts and (about := subjects_of(parts[-1].query)):
            parts.append(
                msgspec.structs.replace(verdict.open, query=with_subjects(verdict.open.query, about), open=False)
            )
        else:
            return None
    if not parts or (len(parts) > 1 and any(is_unbound(part.query) for part in parts)):
        return None
    real = tuple(part for part in parts if part.intent not in _TALK) or tuple(parts[:1])
    return _outcome(analysis, verdicts[0].language, "read", parts=real, readings=verdicts[0].readings)


_TALK = frozenset({"greet", "thanks", "goodbye"})


_ASKING = frozenset({"yes_no", "which", "what", "how_many", "why", "who", "when", "where"})
_LIMITING = frozenset({"constraint", "ordering", "comparative", "outsider"})


def _is_story(analysis: Analysis, span: Span) -> bool:
    """A clause that asks nothing and limits nothing in the catalog's terms: background, whatever words it has."""
    if _asks(analysis, span):
        return False
    kinds = {m.category for m in analysis.mentions if _within(m, span)}
    if "name" in kinds and kinds & {"except", "not", "only"}:
        return False
    return not any(p.category in _LIMITING for p in analysis.phrases if _within(p, span))


def _asks(analysis: Analysis, span: Span) -> bool:
    """Say whether a clause is a question: by its mark, or by its first words."""
    if analysis.tokens[span.end - 1].text == "?":
        return True
    return any(
        m.category in _ASKING and (m.firm or m.start == span.start) for m in analysis.mentions if _within(m, span)
    )


def _tells(analysis: Analysis, spans: Sequence[Span], rest: Outcome) -> bool:
    """Say whether the clauses before a question only tell a story: what they say cannot limit a question on named things."""
    if all(_is_story(analysis, span) for span in spans):
        return True
    named = all(subjects_of(part.query) for part in rest.parts)
    return named and not any(_asks(analysis, span) or _open(analysis, span) == [] for span in spans)


def _read(
    analysis: Analysis, span: Span, language: str, readings: Readings, key: Callable[[Query], Hashable]
) -> Outcome:
    """Read one sentence."""
    outside = [p for p in analysis.phrases if p.category == "outsider" and _within(p, span)]
    if any(mention.firm for mention in analysis.holds(span, _OFF_TOPIC)):
        return _outcome(analysis, language, "out_of_scope", reason="answer.refuse.out_of_scope")
    found, covers = readings(analysis, span)
    clean = [reading for reading in found if not reading.unexplained]
    used = [p for s in (covers[0].segments if covers else ()) for p in s.options if p.category == "outsider"]
    if outside and (used or not clean):
        return _not_in_catalog(analysis, language, used or outside)
    vague = [p for p in analysis.phrases if p.category == "ambiguous" and _within(p, span)]
    vague = [p for p in vague if not (clean and _settled(p, clean[0].phrases))]
    if vague:
        meaning: Vague = vague[0].meaning
        status, reason = ("not_in_catalog", "not_in_catalog") if meaning.outside else ("clarify", "ambiguous")
        return _outcome(analysis, language, status, reason=f"answer.refuse.{reason}", choices=meaning.choices,
                        names=(_typed(analysis, vague[0]),), outsiders=(_typed(analysis, vague[0]),))  # fmt: skip
    if clean:
        return _chosen(analysis, language, clean, found, key)
    return _not_understood(analysis, span, language, covers, found)


def _settled(vague: Phrase, phrases: Sequence[Phrase]) -> bool:
    """Say whether a reading takes an ambiguous name into a phrase of its own, or as part of a longer name."""
    for phrase in phrases:
        if not (phrase.start <= vague.start and vague.end <= phrase.end):
            continue
        if phrase.parts:
            return _settled(vague, phrase.parts)
        return phrase.category == vague.category or phrase.end - phrase.start > vague.end - vague.start
    return False


def _chosen(
    analysis: Analysis, language: str, clean: list[Reading], found: list[Reading], key: Callable[[Query], Hashable]
) -> Outcome:
    best = clean[0]
    if best.open:
        return _outcome(analysis, language, "clarify", reason="answer.refuse.which_item", alternatives=(),
                        open=best, readings=tuple(found))  # fmt: skip
    rivals = [r for r in clean[1:] if best.score - r.score < MARGIN and key(r.query) != key(best.query)]
    if rivals:
        different = {key(r.query): r for r in reversed([best, *rivals])}
        return _outcome(analysis, language, "clarify", reason="answer.refuse.clarify",
                        alternatives=tuple(reversed(different.values())), readings=tuple(found))  # fmt: skip
    return _outcome(analysis, language, "read", parts=(best,), readings=tuple(found))


def _without_story(analysis: Analysis, span: Span, read: Read) -> Outcome | None:
    """Leave out leading clauses that tell about the asker and hold nothing the catalog knows."""
    clauses = split_clauses(analysis.tokens, span)
    story: list[int] = []
    told: list[Span] = []
    while len(clauses) > 1 and not _asks(analysis, clauses[0]):
        story += _open(analysis, clauses[0])
        told.append(clauses[0])
        clauses = clauses[1:]
        outcome = read(Span(clauses[0].start, span.end))
        if outcome.status != "read" or any(is_unbound(part.query) for part in outcome.parts):
            bound = _about_told(analysis, told, [outcome])
            if bound is None and any(p.category == "names" for p in analysis.phrases for t in told if _within(p, t)):
                continue
            outcome = bound or outcome
        if outcome.status == "read" and _tells(analysis, told, outcome) and not any(p.bare for p in outcome.parts):
            return _with_background(analysis, outcome, tuple(story))
    return None


def _about_told(analysis: Analysis, told: Sequence[Span], verdicts: Sequence[Outcome]) -> Outcome | None:
    """Return a question without a subject as one about the only thing that the story before it names."""
    if len(verdicts) != 1:
        return None
    reading = verdicts[0].open or next((part for part in verdicts[0].parts if is_unbound(part.query)), None)
    if reading is None:
        return None
    whole = Span(told[0].start, told[-1].end)
    spans = {(p.start, p.end): p.meaning for p in analysis.phrases if p.category == "names" and _within(p, whole)}
    words = {(m.start, m.end) for m in analysis.mentions if m.category == "name" and m.word}
    if words & set(spans):
        return None
    widest = [key for key in spans if not any(k != key and k[0] <= key[0] and key[1] <= k[1] for k in spans)]
    if len(widest) != 1:
        return None
    query = with_subjects(reading.query, spans[widest[0]].refs)
    part = msgspec.structs.replace(reading, query=query, open=False)
    return msgspec.structs.replace(verdicts[0], status="read", parts=(part,), open=None, reason="")


def _not_in_catalog(analysis: Analysis, language: str, outside: Sequence[Phrase]) -> Outcome:
    names, proper, near = [], [], []
    for phrase in outside:
        if not isinstance(phrase.meaning, Outside):
            continue
        typed = _typed(analysis, phrase)
        if typed in names:
            continue
        names.append(typed)
        proper.append(phrase.meaning.name or typed)
        near += [identity for identity in phrase.meaning.near if identity not in near]
    return _outcome(analysis, language, "not_in_catalog", reason="answer.refuse.not_in_catalog", names=tuple(names),
                    outsiders=tuple(proper), choices=tuple(near))  # fmt: skip


def _typed(analysis: Analysis, phrase: Phrase) -> str:
    pieces = [("" if place == phrase.start or not token.spaced else " ") + token.raw
              for place, token in enumerate(analysis.tokens) if phrase.start <= place < phrase.end]  # fmt: skip
    return "".join(pieces)


def _not_understood(
    analysis: Analysis, span: Span, language: str, covers: Sequence[Cover], found: Sequence[Reading]
) -> Outcome:
    open_places = covers[0].unexplained if covers else ()
    known = analysis.holds(span, _MEANINGFUL)
    if analysis.holds(span, _OFF_TOPIC):
        return _outcome(analysis, language, "out_of_scope", reason="answer.refuse.out_of_scope")
    if not known:
        return _outcome(analysis, language, "out_of_scope", reason="answer.refuse.out_of_scope",
                        names=analysis.words(open_places), unexplained=analysis.words(open_places))  # fmt: skip
    reason = "answer.refuse.not_understood" if open_places else "answer.refuse.combination"
    choices = tuple(dict.fromkeys(m.meaning.id for m in known if m.category == "name"))
    return _outcome(analysis, language, "not_understood", reason=reason, names=analysis.words(open_places),
                    unexplained=analysis.words(open_places), choices=choices, readings=tuple(found),
                    cover=_likeliest(covers))  # fmt: skip


def _likeliest(covers: Sequence[Cover]) -> tuple[Phrase, ...]:
    """Return the phrases of the best cover, for explanations."""
    return tuple(max(s.options, key=lambda option: option.score) for s in covers[0].segments) if covers else ()


def _is_content(analysis: Analysis, span: Span) -> bool:
    return bool(analysis.holds(span, _MEANINGFUL)) or any(
        p.category not in {"filler", "number", "month", "ordinal", "names"} and _within(p, span) and p.rule == ""
        for p in ()
    ) or _has_cue(analysis, span)  # fmt: skip


def _has_cue(analysis: Analysis, span: Span) -> bool:
    cues = {"greeting", "thanks", "goodbye", "help", "identity", "catalog", "reset", "recommend", "purpose", "noun"}
    return any(m.category in cues and _within(m, span) for m in analysis.mentions)


def _open(analysis: Analysis, span: Span) -> list[int]:
    covered = {place for m in analysis.mentions for place in range(m.start, m.end)}
    return [
        place for place in range(span.start, span.end)
        if analysis.tokens[place].kind != "mark" and place not in covered
    ]  # fmt: skip


def _within(part: Phrase | Mention, span: Span) -> bool:
    return span.start <= part.start and part.end <= span.end


_WORST = ("not_in_catalog", "clarify", "not_understood", "out_of_scope")


def _with_background(analysis: Analysis, outcome: Outcome, places: tuple[int, ...]) -> Outcome:
    if not places:
        return outcome
    words = analysis.words(places) + outcome.unexplained
    return msgspec.structs.replace(outcome, unexplained=words)


def _outcome(analysis: Analysis, language: str, status: str, **keys: object) -> Outcome:
    return Outcome(
        status=status, language=language, tokens=analysis.tokens, mentions=tuple(analysis.mentions),
        corrections=analysis.corrections, **keys,
    )  # type: ignore[arg-type]  # fmt: skip
