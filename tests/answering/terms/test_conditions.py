"""What stands beside an item for which something holds on conditions only."""

import msgspec

from chatbot.answering.notes import condition_note
from chatbot.answering.store import Store
from chatbot.datatypes.answer import Localised
from chatbot.datatypes.query import Is
from tests.answering.sample import CATALOG, attribute, fact

REMARK = {"en": "also sold in town"}


def test_a_remark_on_the_deciding_fact_is_no_condition():
    heron = CATALOG.items["heron-3"]
    facts = heron.facts | {
        "fuel": (fact("fuel", ["sail"], note=REMARK),),
        "quiet": (fact("quiet", "conditional", note=REMARK),),
    }
    attributes = CATALOG.attributes | {"quiet": attribute("quiet", "truth", basis=("fuel",))}
    items = CATALOG.items | {"heron-3": msgspec.structs.replace(heron, facts=facts)}
    store = Store(msgspec.structs.replace(CATALOG, items=items, attributes=attributes))
    said = condition_note(store, "heron-3", Is("quiet"))
    assert said is not None
    assert (said.message, said.args) == ("answer.note.plain", {"text": Localised(REMARK)})
