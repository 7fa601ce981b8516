"""Builders for hardware: cards and their number, amounts of memory, and statements that something fits into it."""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec

from chatbot.datatypes.catalog import MEMORY_CONSTANT
from chatbot.datatypes.query import Card, Compare, Constraint, Fits, Known, Not, Quantity
from chatbot.understanding.builders.ground import Ground, all_of
from chatbot.understanding.meanings import Amount, Bound, Noun, Things, Vague

Hardware = tuple[Card, ...]
_Way = TypeVar("_Way", Hardware, str)
"""What something is run on or in: hardware or a precision."""

_DEVICE, _ENVIRONMENT = "device", "environment"
_DEDICATED, _SYSTEM, _UNIFIED = "dedicated", "system", "unified"
_MOST_CARDS = 4096
_MOST_GB = 100_000
_MOST_SORTS = 4
_YEARS = range(2005, 2040)
"""Numbers right before a device that tell its year (a 2016 GTX 1070), and not how many of it there are."""
_PLAIN_GB = range(4, 2049)
"""Amounts of memory that are told without a unit."""
_QUANTISED = "smaller"


class FitBuilders(Ground):
    """Builders for questions on memory."""

    # --- memory and cards ---

    def memory(self, amount: Amount) -> Amount | None:
        """An amount of memory: a number with the unit of the attribute that tells memory needs."""
        attribute = self._catalog.attributes.get(self._domain.roles.get("memory", ""))
        fits = attribute is not None and amount.unit == attribute.unit and 0 < amount.value < _MOST_GB
        return Amount(amount.value, "", amount.unit) if fits else None

    def card(self, things: Things, amount: Amount | None = None) -> Card | None:
        """One device, perhaps with its memory beside it."""
        if things.kind != _DEVICE or len(things.ids) != 1 or (amount and self._is_sum(things.ids[0], amount.value)):
            return None
        if amount:
            return Card(things.ids[0], 1, amount.value)
        alone = self._device_fact(things.ids[0], "device_kind") == _SYSTEM
        return Card(things.ids[0], 1, 0, _SYSTEM if alone else "")

    def card_edition(self, things: Things, edition: Amount) -> Card | None:
        """One device and, by its bare number, an amount of memory that it is sold with: an A100 80."""
        plain = things.kind == _DEVICE and len(things.ids) == 1 and not edition.unit and not edition.label
        sold = self._device_fact(things.ids[0], "device_memory") if plain else None
        return Card(things.ids[0], 1, edition.value) if edition.value in (sold or ()) else None

    def card_told_with(self, things: Things, amount: Amount, date: object = None) -> Card | None:
        """One device and, as an aside, an amount of memory that it is sold with: a 4090, 24 GB."""
        del date
        card = self.card(things, amount)
        sold = self._device_fact(card.device, "device_memory") if card is not None else None
        return card if amount.value in (sold or ()) else None

    def _is_sum(self, device: str, gb: float) -> bool:
        """Whether an amount is that of several such devices together."""
        sold = self._device_fact(device, "device_memory") or ()
        return gb not in sold and any(gb > one and gb % one == 0 for one in sold)

    def card_of_choice(self, choice: Vague, amount: Amount) -> Card | None:
        """A name that several devices share, with an amount: enough where all of them share their memory alike."""
        kinds = {self._device_fact(device, "device_kind") for device in choice.choices}
        return Card("", 1, amount.value, _UNIFIED) if kinds == {_UNIFIED} else None

    def card_in_choice(self, things: Things, choice: Vague, amount: Amount | None = None) -> Card | None:
        """A device beside the name of what it is built into: an M1 MacBook."""
        kinds = {self._device_fact(device, "device_kind") for device in (*choice.choices, *things.ids)}
        return self.card(things, amount) if kinds == {_UNIFIED} else None

    def card_memory(self, amount: Amount, kind: str) -> Card:
        """Just an amount of memory of a kind."""
        return Card("", 1, amount.value, kind)

    def card_plain(self, amount: Amount, kind: str) -> Card | None:
        """An amount of memory of a kind, its unit left out: 16 ram."""
        left_out = not amount.unit and not amount.label and amount.value in _PLAIN_GB
        return Card("", 1, amount.value, kind) if left_out else None

    def card_noun(self, amount: Amount, noun: Noun) -> Card | None:
        """A device of which only the memory is named: a 24 GB card."""
        return Card("", 1, amount.value, _DEDICATED) if noun.kind == _DEVICE else None

    def card_dated(self, part: Card, date: object) -> Card:
        """A device with the time from which it is: a card from 2016."""
        del date
        return part

    def card_of_year(self, part: Card, year: Amount) -> Card | None:
        """A device with its year before it: a 2016 card."""
        return part if not year.label and not year.unit and year.value in _YEARS else None

    def card_said(self, card: Card, noun: Noun) -> Card | None:
        """A device with the word for devices behind it."""
        return card if noun.kind == _DEVICE else None

    # --- several ---

    def cards_counted(self, count: Amount, noun: Noun) -> Noun | None:
        """So many cards of which nothing is told."""
        return noun if noun.kind == _DEVICE and not count.label and not count.unit else None

    def cards_bounded(self, bound: Bound, noun: Noun) -> Noun | None:
        """More, or fewer, than so many cards of which nothing is told."""
        plain = all(not amount.label and not amount.unit for _, amount in bound.limits)
        return noun if noun.kind == _DEVICE and plain else None

    def hardware(self, card: Card) -> Hardware:
        """One card."""
        return (card,)

    def rented(self, things: Things) -> Hardware | None:
        """The usual hardware of a hosted machine."""
        entity = self._catalog.entities.get(_ENVIRONMENT, {}).get(things.ids[0])
        if things.kind != _ENVIRONMENT or entity is None:
            return None
        rows = entity.facts["usual"][0].value
        return tuple(Card(str(row["device"]), int(row["count"]), float(row["memory_gb"])) for row in rows)

    def card_rented(self, card: Card, things: Things) -> Hardware | None:
        """A card of a hosted machine: the card counts."""
        return (card,) if things.kind == _ENVIRONMENT else None

    def cards(self, card: Card, count: Amount) -> Hardware | None:
        """So many of a card."""
        return None if count.value in _YEARS else self.cards_signed(card, count)

    def cards_signed(self, card: Card, count: Amount) -> Hardware | None:
        """So many of a card, with a sign between them (2048x H100)."""
        number = int(count.value)
        if number != count.value or count.label or count.unit or not 1 <= number <= _MOST_CARDS:
            return None
        return (msgspec.structs.replace(card, count=number),)

    def cards_word(self, card: Card, number: str) -> Hardware:
        """So many of a card, said with a word such as dual."""
        return (msgspec.structs.replace(card, count=int(number)),)

    def cards_sum(self, hardware: Hardware, amount: Amount) -> Hardware | None:
        """Several cards with an amount behind them: that of each, unless it is their sum."""
        (card, *more) = hardware
        if more or card.memory:
            return None
        sold = self._device_fact(card.device, "device_memory") or ()
        total = card.count > 1 and any(gb * card.count == amount.value for gb in sold)
        if not self._is_sum(card.device, amount.value):
            return None  # that of each, as part of the card
        return (msgspec.structs.replace(card, memory=amount.value / card.count if total else amount.value),)

    def cards_each(self, hardware: Hardware, amount: Amount) -> Hardware | None:
        """Cards and, as an aside, what each of them has: an amount that the card is sold with."""
        (card, *more) = hardware
        sold = self._device_fact(card.device, "device_memory") if card.device and not card.memory else None
        known = not more and amount.value in (sold or ())
        return (msgspec.structs.replace(card, memory=amount.value),) if known else None

    def cards_memory(self, count: Amount, amount: Amount) -> Hardware | None:
        """So many devices of which only the memory is named: 2x 24 GB."""
        return self.cards_signed(Card("", 1, amount.value, _DEDICATED), count)

    def cards_total(self, count: Amount, amount: Amount) -> Hardware | None:
        """So many devices of which only the memory of all is named: two cards, 48 GB in total."""
        return self.cards(Card("", 1, amount.value / count.value, _DEDICATED), count) if count.value else None

    def hardware_both(self, left: Hardware, right: Hardware) -> Hardware | None:
        """Two sorts of memory together; so much as a card itself has may be its own (a 3090 and 24 GB of VRAM)."""
        if len(left) == len(right) == 1 and self._own_memory(left[0], right[0]):
            return None
        vague = any(self._kind(card) == _SYSTEM and not card.memory for card in (*left, *right))
        return left + right if len(left) + len(right) <= _MOST_SORTS and not vague else None

    def _own_memory(self, card: Card, memory: Card) -> bool:
        """Whether a bare amount of memory is one that a device is sold with."""
        sold = self._device_fact(card.device, "device_memory") if card.device and not card.memory else None
        return not memory.device and memory.kind != _SYSTEM and memory.memory in (sold or ())

    def with_system(self, left: Hardware, right: Hardware) -> Hardware | None:
        """Memory of the system named beside something: it counts for the processor alone, or joins the cards."""
        systems = [card for card in (*left, *right) if self._kind(card) == _SYSTEM]
        if not systems or len(systems) == len((*left, *right)) == 1:
            return None
        if self._own_memory(left[-1], right[0]):
            return None
        others = [card for card in (*left, *right) if card not in systems]
        shared = len(others) == 1 and len(systems) == 1 and self._kind(others[0]) == _UNIFIED
        if shared and not others[0].memory and not systems[0].device:
            return (msgspec.structs.replace(others[0], memory=systems[0].memory),)
        amounts = [card for card in systems if card.memory]
        bare = [card for card in systems if not card.memory]
        if bare and len(amounts) == 1 and not others:
            return (msgspec.structs.replace(bare[0], memory=amounts[0].memory, kind=""),)
        return (*others, *amounts) if others and not bare else None

    def offloaded(self, hardware: Hardware, where: Things | None = None) -> Hardware | None:
        """Cards that leave a part to the memory of the system, if it is told how much there is of it."""
        if where is not None and {self._device_fact(device, "device_kind") for device in where.ids} != {_SYSTEM}:
            return None
        systems = [card for card in hardware if self._kind(card) == _SYSTEM and card.memory]
        return hardware if systems and len(systems) < len(hardware) else None

    def offloaded_onto(self, left: Hardware, right: Hardware) -> Hardware | None:
        """A card, and the memory of the system that takes the rest."""
        both = self.hardware_both(left, right)
        return self.offloaded(both) if both else None

    # --- statements ---

    def fits(self, hardware: Hardware) -> Constraint | None:
        """Fits into the memory of this hardware."""
        attribute = self._domain.roles.get("memory", "")
        return Fits(attribute, hardware) if attribute else None

    def fits_somewhere(self) -> Constraint | None:
        """Fits into a machine of which nobody said what is in it."""
        return self.fits(())

    def exceeds(self, hardware: Hardware) -> Constraint | None:
        """Does not fit into the memory of this hardware."""
        fits = self.fits(hardware)
        return Not(fits) if fits is not None else None

    def exceeds_cards(self, hardware: Hardware) -> Constraint | None:
        """Takes more than these cards, which are named: amounts of memory are bounds."""
        return self.exceeds(hardware) if all(card.device for card in hardware) else None

    def exceeds_amount(self, amount: Amount) -> Constraint | None:
        """Does not fit into so much memory."""
        return self.exceeds((Card("", 1, amount.value, ""),))

    def fits_amount(self, amount: Amount, kind: str = "") -> Constraint | None:
        """Fits into so much memory; where nothing says that memory is meant, or what kind, the question must."""
        return self.fits((Card("", 1, amount.value, kind),))

    def fits_bound(self, bound: Bound, kind: str = "") -> Constraint | None:
        """Fits into no more than so much memory."""
        (op, amount), *more = bound.limits
        held = self.memory(amount)
        if more or op not in {"<", "<="} or held is None:
            return None
        return self.fits((Card("", 1, held.value, kind),))

    def needs(self, bound: Bound) -> Constraint | None:
        """Needs more than so much memory, no more than that, or an amount between two."""
        attribute = self._domain.roles.get("memory", "")
        held = [(op, self.memory(amount)) for op, amount in bound.limits]
        told = [(op, amount.value) for op, amount in held if amount is not None]
        if not attribute or len(told) < len(held) or any(op == "=" for op, _ in told):
            return None
        if len(told) == 1 and told[0][0][0] == "<":
            return self.fits_bound(bound, _DEDICATED)
        return all_of([Compare(attribute, op, Quantity(value)) for op, value in told])

    def needs_card(self, bound: Bound, noun: Noun) -> Constraint | None:
        """Needs a device with more than so much memory, or with less; what at least so much means for it is open."""
        clear = noun.kind == _DEVICE and all(op != ">=" for op, _ in bound.limits)
        return self.needs(bound) if clear else None

    def needs_at(self, bound: Bound, precision: str) -> Constraint | None:
        """Needs more than so much memory, or no more than that, in a precision."""
        (op, amount), *more = bound.limits
        held = self.memory(amount)
        fits = self.fits((Card("", 1, held.value, _DEDICATED),)) if held is not None else None
        if more or op not in {"<", "<=", ">"} or not isinstance(fits, Fits):
            return None
        held_so = msgspec.structs.replace(fits, precision=precision)
        return all_of([Known(fits.attribute), Not(held_so)]) if op == ">" else held_so

    # --- how it is run ---

    def precise(self, left: str, right: str) -> str | None:
        """Two words for a precision of which one is the narrower one."""
        if right in {left, _QUANTISED}:
            return left
        if left == _QUANTISED:
            return right
        bits = (self._bits(left), self._bits(right))
        return (right if left.startswith("int") else left) if bits[0] == bits[1] else None

    def in_place_of(self, old: _Way, part: _Way) -> _Way | None:
        """Hardware, or a precision, that takes the place of another one: only the new one counts."""
        return part if part != old else None

    def span(self, amount: Amount, attribute: str = "") -> float | None:
        """So much context."""
        role = self._domain.roles.get("span", "")
        unit = self._catalog.attribute(role).unit if role else ""
        if attribute not in {"", role} or amount.unit not in {"", unit} or not (attribute or amount.unit):
            return None
        return amount.value

    def span_full(self, attribute: str) -> float | None:
        """All the context there is."""
        return -1.0 if attribute == self._domain.roles.get("span") else None

    def _bits(self, precision: str) -> float:
        constants = self._catalog.entities.get(MEMORY_CONSTANT, {})
        tables = [constants[name].facts["value"][0].value for name in ("four_bit_body_bits", "bits_per_weight")]
        return next((float(int(table[precision])) for table in tables if precision in table), 0.0)

    def _kind(self, card: Card) -> str:
        return str(self._device_fact(card.device, "device_kind") or "") if card.device else card.kind

    def _device_fact(self, device: str, role: str) -> Any:
        entity = self._catalog.entities.get(_DEVICE, {}).get(device)
        facts = entity.facts.get(self._domain.roles.get(role, ""), ()) if entity else ()
        return facts[0].value if facts else None
