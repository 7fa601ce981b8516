"""Numbers without the unit that stands behind them."""

from __future__ import annotations

from chatbot.datatypes.reading import Mention
from chatbot.text.fold import tokenise
from chatbot.understanding.meanings import Amount
from chatbot.understanding.mentions.own_units import measured_by_own

BARE = Mention(0, 1, "number", Amount(8))
FULL = Mention(0, 2, "number", Amount(8, unit="gb"))


def test_a_number_is_measured_by_the_unit_behind_it():
    assert measured_by_own([BARE, FULL], tokenise("8 gb", {})) == [FULL]
    assert measured_by_own([BARE], tokenise("8 models", {})) == [BARE]


def test_behind_a_name_it_may_be_a_size():
    name, bare, full = (
        Mention(0, 1, "name", "falcon"),
        Mention(1, 2, "number", Amount(8)),
        Mention(1, 3, "number", Amount(8, unit="b")),
    )
    mentions = [name, bare, full]
    assert measured_by_own(mentions, tokenise("falcon 8 b", {})) == mentions
    dashed = [name, Mention(2, 3, "number", Amount(8)), Mention(2, 4, "number", Amount(8, unit="b"))]
    assert measured_by_own(dashed, tokenise("falcon-8 b", {})) == dashed
