"""Are named things the first, or the n-th, of a set?"""

from __future__ import annotations

from chatbot.answering.cells import cells
from chatbot.answering.choose import choose, missing
from chatbot.answering.compare import Truth
from chatbot.answering.notes import retired_note, setting_note
from chatbot.answering.pieces import refs
from chatbot.answering.rows import table
from chatbot.answering.store import Store
from chatbot.answering.suggestions import suggest
from chatbot.datatypes.answer import Answer, Argument, Block, Phrase, Say
from chatbot.datatypes.query import CheckPlace


def check_place(query: CheckPlace, store: Store) -> Answer:
    """Answer whether some of the named things are among the winners, and who these are."""
    chosen, asked = choose(store, query.among), store.items_of(query.subjects)
    attribute = query.among.rank.attribute if query.among.rank else ""
    unranked = chosen.ranking.unknown if chosen.ranking else ()
    verdict = Truth.YES if set(asked) & set(chosen.items) else Truth.NO
    if verdict is Truth.NO and set(asked) <= {*unranked, *chosen.truths.unknown}:
        verdict = Truth.UNKNOWN
    args: dict[str, Argument] = {
        "names": query.subjects,
        "winners": refs(chosen.items),
        "what": Phrase(query.among),
    }
    shown = tuple(dict.fromkeys((*chosen.items, *asked)))
    blocks: list[Block] = [Say(f"answer.place.{verdict.word}" if chosen.items else "answer.place.none", args)]
    blocks.append(table(store, shown, (attribute,)))
    blocks.extend(missing(store, query.among, chosen))
    blocks.extend((*setting_note(attribute), *retired_note(store, shown)))
    return Answer(
        status="answered",
        query=query,
        models=asked,
        verdict=verdict.word,
        cells=cells(store, shown, (attribute,)),
        blocks=tuple(blocks),
        suggestions=suggest(store, asked, (attribute,)),
    )
