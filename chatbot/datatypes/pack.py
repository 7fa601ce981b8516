"""A language pack as values: everything loaded from intents/, nothing of which is known to the engine by name."""

from __future__ import annotations

import msgspec


class Form(msgspec.Struct, frozen=True):
    """One spelling of a term or filler, with where it stands."""

    form: str
    id: str
    """Term id, or the filler's class."""
    file: str = ""
    line: int = 0


class PhraseRule(msgspec.Struct, frozen=True, kw_only=True):
    """A local rule: a pattern over terms and phrases, and the builder that makes their meaning."""

    category: str
    pattern: str
    """`{category}` or `{role:category}`, `<term>`, `[optional]`, `(a|b)`."""
    build: str
    given: dict[str, str] = {}
    """Fixed role values handed to the builder."""
    examples: tuple[str, ...] = ()
    """Utterances (parts) that the rule must read."""
    rejects: tuple[str, ...] = ()
    """Utterances that it must not read as its category."""
    file: str = ""
    line: int = 0


class Slot(msgspec.Struct, frozen=True):
    """A named place of an intent."""

    category: str
    least: int = 0
    most: int = 1


class Intent(msgspec.Struct, frozen=True, kw_only=True):
    """What can be asked: language-free."""

    id: str
    asks: str
    """One sentence for people."""
    shape: str
    """The function that makes the query from the filled slots."""
    cues: tuple[str, ...] = ()
    """Term ids of which one must be present (none listed: no cue needed)."""
    also: tuple[str, ...] = ()
    """Term ids that may be present besides."""
    slots: dict[str, Slot] = {}
    given: dict[str, str] = {}
    rank: int = 0
    """Higher wins where several intents fit equally well."""
    file: str = ""
    line: int = 0


class NumberWords(msgspec.Struct, frozen=True, kw_only=True):
    """How a language writes numbers."""

    digits: dict[str, float] = {}
    """Words below the smallest multiplier: one, two, twenty, 一, 两."""
    multipliers: dict[str, float] = {}
    """hundred, thousand, billion, 十, 百, 亿; and suffix letters k, m, b, t."""
    fractions: dict[str, float] = {}
    """half, quarter, 半."""
    ordinals: dict[str, float] = {}
    joiners: tuple[str, ...] = ()
    """Words inside a number: and, 零."""
    counted: dict[str, tuple[str, ...]] = {}
    """Words that count something else, and the scales that they may stand before: 8 个 亿."""
    leads: tuple[str, ...] = ()
    """Words behind which a large scale that is an ideograph is a number by itself: 过亿 (more than 100 million)."""
    few: tuple[str, ...] = ()
    """Words that say, before a scale, that there are some of it: 几百亿 (some ten billions)."""
    either: tuple[str, ...] = ()
    """Digits that leave open, one after the other, which of the two is meant: 两三 (two or three)."""
    units: dict[str, str] = {}
    """Unit words -> unit id."""
    scaled_units: dict[str, tuple[float, str]] = {}
    """Words of other units -> how many of a unit one is, and which: tb, 1024 and gb."""
    months: dict[str, float] = {}


class Style(msgspec.Struct, frozen=True, kw_only=True):
    """How a language writes lists, marks and amounts."""

    list_joiner: str = ", "
    last_joiner: str = " and "
    or_joiner: str = " or "
    colon: str = ": "
    stop: str = "."
    open_bracket: str = " ("
    close_bracket: str = ")"
    open_quote: str = "\u201c"
    close_quote: str = "\u201d"
    scales: tuple[tuple[float, str], ...] = ((1e12, "T"), (1e9, "B"), (1e6, "M"))
    """Amounts from this size on are written in this unit, largest first."""
    month_format: str = "{month} {year}"
    day_format: str = "{day} {month} {year}"
    year_format: str = "{year}"
    month_names: tuple[str, ...] = ()
    wide: bool = False
    label_first: bool = True
    """A published round label (66B) is how the language itself writes the amount; else it stands beside."""


class LanguagePack(msgspec.Struct, frozen=True, kw_only=True):
    """One language: how it is read and how it is written."""

    code: str
    name: str
    scripts: tuple[str, ...] = ()
    """Character classes that mark the language: `latin`, `han`."""
    numbers: NumberWords
    style: Style
    terms: tuple[Form, ...]
    fillers: tuple[Form, ...]
    rules: tuple[PhraseRule, ...]
    messages: dict[str, str]
    variants: dict[str, str] = {}
    """Characters read as another one (traditional -> simplified)."""
    closers: tuple[str, ...] = ()
    """Words that only end a question, so that another one may begin right behind them."""
    blank_closers: tuple[str, ...] = ()
    """Words that end a question where a blank stands behind them, and none before."""
    slips: dict[str, str] = {}
    """Whole words that are never right in themselves -> what was meant."""
    regional: dict[str, str] = {}
    """Words of other regions -> what says the same and is known; that is no correction."""
    sounds: dict[str, str] = {}
    """Syllable -> the characters that sound so, any of which an input method may write for another."""
    words: tuple[str, ...] = ()
    """Words that mean nothing to the engine and are no slips of those that do."""
    carriers: dict[str, tuple[str, ...]] = {}
    """Category of phrases, or `*`, -> sentences with a gap for one (`{}`), in which lint tries the rules."""
    without: dict[str, str] = {}
    """Category of a slot that the language makes no phrases of -> how it says that instead; lint asks for the rest."""


class Packs(msgspec.Struct, frozen=True, kw_only=True):
    """All languages, and the intents that they share."""

    intents: tuple[Intent, ...]
    languages: dict[str, LanguagePack]
