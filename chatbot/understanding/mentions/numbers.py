"""Read numbers as people write them, by the language pack's tables: digits, number words, scales, units.

The value of a run of words is computed with one stack for all languages: a multiplier takes all smaller values on the
stack (their sum, or one) times itself; at the end the stack is summed. That covers "one hundred and seventy-six
billion" as well as the Chinese way of grouping by ten thousands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from chatbot.datatypes.pack import NumberWords
from chatbot.datatypes.reading import Mention, Token
from chatbot.text.fold import BLANK
from chatbot.understanding.meanings import Amount, Bound

_LABELS = ((1e12, "t"), (1e9, "b"), (1e6, "m"), (1e3, "k"))
_LARGE = 1000
_LARGEST = 1e18
_APART = 3
"""A unit so many words behind a number may still be its own."""
_FEW = 2
"""So many words at most say `a few`."""
SOME = "some_number"
"""The category of a number that says how large something is only roughly."""
_DIGITS = 2
"""So many digits one after the other, and no more, may leave open which of them is meant."""
EITHER = "either_number"
"""The category of a number that leaves open which of two it is."""
_HYPHEN = "-"
"""May stand between a number and a word for a scale (13-billion)."""
_WORDS = frozenset("atm")
"""Small letters that are words of their own, apart from a number."""


def label_of(value: float) -> str:
    """Return the canonical round label of a value: 7e9 -> `7b`, 128000 -> `128k`; empty if it has too many digits."""
    for scale, letter in _LABELS:
        if value >= scale:
            short = f"{value / scale:.6g}"
            return f"{short}{letter}" if "e" not in short else ""
    return ""


def number_words(words: NumberWords, digits: int) -> dict[str, int]:
    """Return the words for numbers and months that may be misspelt: multipliers and months as 1, others as digits."""
    small = dict.fromkeys((*words.digits, *words.fractions, *words.ordinals), digits)
    known = {**small, **dict.fromkeys((*words.multipliers, *words.months), 1)}
    return {word: grade for word, grade in known.items() if word.isalpha()}


class NumberReader:
    """Finds number mentions in tokens."""

    def __init__(self, words: NumberWords) -> None:
        """Take the tables of one language."""
        self._words = words
        self._joiners = frozenset(words.joiners)
        self._opening = frozenset((*words.digits, *words.fractions, *words.multipliers))
        """Words that a number may begin with."""
        units = (*words.units, *words.scaled_units)
        self._begun = frozenset(unit[:size] for unit in units for size in range(1, len(unit) + 1))
        """What units begin with."""

    def read(self, tokens: Sequence[Token]) -> list[Mention]:
        """Return a mention for each maximal number, with its unit where one follows directly."""
        mentions: list[Mention] = []
        place = 0
        while place < len(tokens):
            if tokens[place].kind != "number" and tokens[place].text not in self._opening:
                place += 1
                continue
            amount, end = self._amount(tokens, place)
            if amount is None:
                place += 1
                continue
            start = self._few(tokens, place)
            unit, after = self._unit(tokens, end)
            if ends := self._either(tokens, place, end):
                mentions += self._open_number(ends, place, end, unit, after)
                place = end
                continue
            category = "number" if start == place else SOME
            mentions.append(Mention(start, end, category, amount))
            if unit:
                mentions.append(Mention(start, after, category, self._measured(amount, unit)))
            else:
                mentions += self._unit_apart(tokens, end)
            place = end
        return [*mentions, *self._named_numbers(tokens)]

    def _named_numbers(self, tokens: Sequence[Token]) -> list[Mention]:
        """Return the names of months and the words and figures for places (third, 3rd)."""
        mentions: list[Mention] = []
        months, ordinals = self._words.months, self._words.ordinals
        for place, token in enumerate(tokens):
            if token.text in months:
                mentions.append(Mention(place, place + 1, "month", int(months[token.text])))
            if token.text in ordinals:
                mentions.append(Mention(place, place + 1, "ordinal", int(ordinals[token.text])))
            elif token.kind == "number" and token.text.isdigit() and place + 1 < len(tokens):
                following = tokens[place + 1]
                if not following.spaced and f"#{following.text}" in ordinals:
                    mentions.append(Mention(place, place + 2, "ordinal", int(token.text)))
        return mentions

    def _either(self, tokens: Sequence[Token], start: int, end: int) -> tuple[Amount, Amount] | None:
        """Return the two that a number may be whose digits leave it open: 七八十亿 (7 or 8 billion), 两三 (2 or 3)."""
        digits, scales = self._words.digits, self._words.multipliers
        told = [token.text in digits for token in tokens[start:end]]
        for place in range(start, end - 1):
            at = place - start
            if not (told[at] and told[at + 1] and sum(told[max(0, at - 1) : at + 3]) == _DIGITS):
                continue
            first, second = tokens[place].text, tokens[place + 1].text
            scaled = place + 2 < end and tokens[place + 2].text in scales and 0 < digits[first] == digits[second] - 1
            if scaled or f"{first}{second}" in self._words.either:
                least, _ = self._amount((*tokens[start : place + 1], *tokens[place + 2 : end]), 0)
                most, _ = self._amount((*tokens[start:place], *tokens[place + 1 : end]), 0)
                return (least, most) if least and most else None
        return None

    def _open_number(
        self, ends: tuple[Amount, Amount], start: int, end: int, unit: str, after: int
    ) -> Iterator[Mention]:
        """Return the mentions of a number that leaves open which of two it is, with and without its unit."""
        least, most = ends
        yield Mention(start, end, EITHER, Bound(((">=", least), ("<=", most))))
        if unit:
            low, high = (self._measured(each, unit) for each in ends)
            yield Mention(start, after, EITHER, Bound(((">=", low), ("<=", high))))

    def _few(self, tokens: Sequence[Token], place: int) -> int:
        """Return where a number begins that counts a scale only roughly (几百亿: some hundred times 100 million)."""
        if tokens[place].text not in self._words.multipliers:
            return place
        for start in range(max(0, place - _FEW), place):
            if "".join(token.text for token in tokens[start:place]) in self._words.few:
                counted = start > 0 and (tokens[start - 1].kind == "number" or tokens[start - 1].text in self._opening)
                return place if counted else start
        return place

    def _unit_apart(self, tokens: Sequence[Token], end: int) -> list[Mention]:
        """Return a unit that stands apart from the number before it: 40+ languages, 8k or more tokens."""
        for place in range(end + 1, min(end + 1 + _APART, len(tokens))):
            unit, after = self._unit(tokens, place)
            if unit and unit not in self._words.scaled_units:
                return [Mention(place, after, "unit", unit)]
        return []

    def _measured(self, amount: Amount, unit: str) -> Amount:
        """Give an amount its unit, in which one of another unit is counted."""
        if unit in self._words.scaled_units:
            times, base = self._words.scaled_units[unit]
            return Amount(amount.value * times, "", base)
        return Amount(amount.value, amount.label, unit)

    def _amount(self, tokens: Sequence[Token], start: int) -> tuple[Amount | None, int]:
        stack: list[float] = []
        scaled = worded = False
        place = end = start
        while place < len(tokens):
            step = self._step(tokens, place, stack, worded)
            if step is None:
                if not (stack and self._joins(tokens, place)):
                    break
                place += 1
                continue
            scaled = scaled or step[1]
            worded = worded or tokens[place].kind != "number"
            place = end = step[0]
        if not stack or (end == start + 1 and self._is_loose_scale(tokens, start)):
            return None, start
        value = _positional(stack) if worded and not scaled else sum(stack)
        if not 0 <= value < _LARGEST:
            return None, start
        return Amount(value, label_of(value) if scaled and value >= 1000 else ""), end

    def _is_loose_scale(self, tokens: Sequence[Token], place: int) -> bool:
        """Say whether an ideograph is a large scale with nothing that it could scale, or be a bound for."""
        large = tokens[place].kind == "han" and self._words.multipliers.get(tokens[place].text, 0) >= _LARGE
        led = place > 0 and tokens[place - 1].text in self._words.leads
        return large and not led and self._few(tokens, place) == place

    def _joins(self, tokens: Sequence[Token], place: int) -> bool:
        """Say whether a word such as `and` stands inside a number: after hundred or thousand, before a digit word."""
        if tokens[place].text == BLANK:
            return tokens[place + 1].text in {*self._words.digits, *self._words.multipliers}
        if place + 1 >= len(tokens):
            return False
        if tokens[place].text == _HYPHEN:
            glued = not tokens[place].spaced and not tokens[place + 1].spaced
            return glued and len(tokens[place + 1].text) > 1 and tokens[place + 1].text in self._words.multipliers
        if tokens[place + 1].text in self._words.counted.get(tokens[place].text, ()):
            return place + 2 >= len(tokens) or tokens[place + 2].text not in self._words.multipliers
        if tokens[place].text not in self._joiners:
            return False
        scale = self._words.multipliers.get(tokens[place - 1].text, 0)
        return (0 < scale <= 1000 and tokens[place + 1].text in self._words.digits) or tokens[place].kind == "han"

    def _step(self, tokens: Sequence[Token], place: int, stack: list[float], worded: bool) -> tuple[int, bool] | None:
        """Take one token into the stack; return the next place and whether a scale was applied."""
        token = tokens[place]
        if token.kind == "number":
            return self._numeral(tokens, place, stack)
        if token.text in self._words.fractions and not worded:
            return self._fraction(tokens, place, stack)
        if token.text in self._words.digits:
            if stack and (not worded or _changes_script(tokens, place) or _is_letter(tokens[place - 1])):
                return None
            stack.append(self._words.digits[token.text])
            return place + 1, False
        if token.text in self._words.multipliers and (stack or (token.kind == "word" and len(token.text) > 2)):
            return self._multiply(tokens, place, stack)
        if token.text in self._words.multipliers and token.kind == "han":
            return self._multiply(tokens, place, stack)
        return None

    def _numeral(self, tokens: Sequence[Token], place: int, stack: list[float]) -> tuple[int, bool] | None:
        text = tokens[place].text.replace(",", "")
        if text.count(".") > 1 or len(text) > 18 or (stack and float(text) >= stack[-1]):
            return None
        if stack and (tokens[place - 1].kind != "han" or tokens[place].spaced):
            return None
        stack.append(float(text))
        following = tokens[place + 1 : place + 3]
        if len(following) == 2 and following[0].text == "e" and not following[0].spaced and following[1].text.isdigit():
            exponent = int(following[1].text)
            if exponent <= 15:
                stack[-1] *= 10**exponent
                return place + 3, False
        return place + 1, False

    def _fraction(self, tokens: Sequence[Token], place: int, stack: list[float]) -> tuple[int, bool] | None:
        fraction = self._words.fractions[tokens[place].text]
        following = place + 1
        while following < len(tokens) and tokens[following].text in self._joiners | {"a"}:
            following += 1
        if following < len(tokens) and tokens[following].text in self._words.multipliers and not stack:
            stack.append(fraction * self._words.multipliers[tokens[following].text])
            return following + 1, True
        return None

    def _multiply(self, tokens: Sequence[Token], place: int, stack: list[float]) -> tuple[int, bool] | None:
        token = tokens[place]
        multiplier = self._words.multipliers[token.text]
        if len(token.text) == 1 and token.kind == "word":
            before = tokens[place - 1] if place else token
            written = before.kind == "han" and not token.spaced and before.text in self._opening
            follows_number = before.kind == "number" or written
            if not follows_number or (token.spaced and token.raw.islower() and token.text in _WORDS):
                return None
            if token.spaced and token.raw.islower() and place > 1 and not _stands_apart(tokens, place - 1):
                return None  # q4 k m
        taken: list[float] = []
        while stack and stack[-1] < multiplier:
            taken.append(stack.pop())
        if stack and not taken and multiplier >= min(stack[-1], _LARGE):
            return None  # a large scale counts something: there is no 1300亿亿
        stack.append((_positional(taken[::-1]) if taken else 1) * multiplier)  # 一七五B is 175B
        return place + 1, True

    def _unit(self, tokens: Sequence[Token], place: int) -> tuple[str, int]:
        """Return the unit behind a number and where it ends; a hyphen may stand between (8192-token)."""
        if place < len(tokens) and tokens[place].text == "-":
            place += 1
        if place >= len(tokens) or tokens[place].text not in self._begun:
            return "", place
        texts = [token.text for token in tokens[place : place + 5]]
        for size in range(len(texts), 0, -1):
            for word in (" ".join(texts[:size]), "".join(texts[:size])):
                if unit := self._words.units.get(word) or (word if word in self._words.scaled_units else ""):
                    return unit, place + size
        return "", place


def _stands_apart(tokens: Sequence[Token], place: int) -> bool:
    """Say whether a number is no part of a word that ends in digits."""
    return tokens[place].spaced or tokens[place - 1].kind != "word"


def _is_letter(token: Token) -> bool:
    """Say whether a scale is a letter: behind it nothing is counted on (the 7B one)."""
    return token.kind == "word" and len(token.text) == 1


def _changes_script(tokens: Sequence[Token], place: int) -> bool:
    """Say whether an ideograph stands behind a letter: 70B is a number of its own there."""
    return tokens[place].kind == "han" and tokens[place - 1].kind == "word"


def _positional(stack: list[float]) -> float:
    """Digits one after the other are one number (二零二三), words are summed (twenty one)."""
    if len(stack) > 1 and all(0 <= digit < 10 for digit in stack):
        return float("".join(str(int(digit)) for digit in stack))
    return sum(stack)
