"""Which of the named things is first? How much do two things differ?"""

from __future__ import annotations

from datetime import date

from chatbot.answering.catalog_reader import ITEM
from chatbot.answering.cells import cells
from chatbot.answering.compare import Truth, date_truth, known, magnitude
from chatbot.answering.notes import missing_values, retired_note, setting_note, stands_for
from chatbot.answering.pieces import amount_value, label, refs
from chatbot.answering.ranking import order
from chatbot.answering.rows import table
from chatbot.answering.store import Store
from chatbot.answering.suggestions import suggest
from chatbot.datatypes.answer import Answer, Argument, Block, Cell, Say, Value
from chatbot.datatypes.catalog import Ref, base
from chatbot.datatypes.query import Contest, Difference

AGGREGATE = "aggregate"


def contest(query: Contest, store: Store) -> Answer:
    """Answer with all named things, the winner first; a family is represented by its flagship.

    Which came first is a matter of the first member of each.
    """
    attribute = query.attribute
    named = tuple(subject for subject in query.subjects if store.members(subject))
    standing = {subject: _stand_in(query, subject, store) for subject in named}
    contenders = tuple(dict.fromkeys(standing.values()))
    ranking = order(store, contenders, attribute, query.direction)
    models = ranking.winners + ranking.unknown
    stated = cells(store, models, (attribute,))
    blocks: list[Block] = [_lead(query, ranking.places, ranking.unknown, store)]
    if ranking.places:
        blocks.append(table(store, models, (attribute,)))
    blocks.extend(missing_values(store, attribute, ranking.unknown, "answer.absent"))
    blocks.extend(say for subject in named for say in stands_for(store, subject, standing[subject]))
    blocks.extend((*setting_note(attribute), *retired_note(store, models)))
    return Answer(
        status="answered" if any(one.state != "unknown" for one in stated) else "no_data",
        query=query,
        models=models,
        cells=stated,
        blocks=tuple(blocks),
        suggestions=suggest(store, models, (attribute,)),
    )


def _stand_in(query: Contest, subject: Ref, store: Store) -> str:
    """Return the item that stands for a subject in a contest."""
    usual = store.representative(subject)
    if query.direction == "least" and usual and query.attribute == store.role("date", store.item(usual).kind):
        first = order(store, store.members(subject), query.attribute, query.direction)
        if first.places and usual not in first.places[0]:
            return first.places[0][0]
    return usual


def _lead(query: Contest, places: tuple[tuple[str, ...], ...], unknown: tuple[str, ...], store: Store) -> Say:
    attribute = query.attribute
    if not places:
        return Say("answer.contest.none", {"attribute": label(store, attribute), "names": query.subjects})
    date_like = store.attribute(attribute).type == "date"
    args: dict[str, Argument] = {
        "names": refs(places[0]),
        "attribute": label(store, attribute),
        "value": Value(base(attribute), store.facts(places[0][0], attribute)[0].value),
    }
    if unknown:
        return Say("answer.contest.only_known", args)
    if len(places) == 1:
        return Say("answer.contest.tie", args)
    if date_like and _overlap(store, places, attribute):
        return Say("answer.contest.unclear", args)
    return Say(f"answer.contest.{'date' if date_like else 'amount'}_{query.direction}", args)


def _overlap(store: Store, places: tuple[tuple[str, ...], ...], attribute: str) -> bool:
    """Whether the first two dates are so coarse that either may be the earlier one."""
    first, second = (str(store.facts(place[0], attribute)[0].value) for place in places[:2])
    return date_truth(first, "<", second) is Truth.UNKNOWN


def difference(query: Difference, store: Store) -> Answer:
    """Answer with how much two things differ: the amount and, for numbers, the ratio."""
    pair = (store.representative(query.left), store.representative(query.right))
    attribute = query.attribute
    stated = cells(store, dict.fromkeys(pair), (attribute,))
    first = [store.facts(item, attribute)[:1] for item in pair]
    values = [facts[0].value for facts in first if facts and known(facts[0])]
    blocks: list[Block] = []
    extra: tuple[Cell, ...] = ()
    if len(values) == 2:
        say, extra = _measured(query, pair, values, store)
        blocks.append(say)
        blocks.append(table(store, dict.fromkeys(pair), (attribute,)))
    else:
        blocks.append(Say("answer.difference.none", {"attribute": label(store, attribute), "names": refs(pair)}))
        gone = tuple(item for item, facts in zip(pair, first, strict=True) if not (facts and known(facts[0])))
        blocks.extend(missing_values(store, attribute, gone, "answer.absent"))
    blocks.extend((*stands_for(store, query.left), *stands_for(store, query.right)))
    return Answer(
        status="answered" if any(one.state != "unknown" for one in stated) else "no_data",
        query=query,
        models=tuple(dict.fromkeys(pair)),
        cells=(*stated, *extra),
        blocks=tuple(blocks),
        suggestions=suggest(store, pair, (attribute,)),
    )


def _measured(
    query: Difference, pair: tuple[str, str], values: list[object], store: Store
) -> tuple[Say, tuple[Cell, ...]]:
    args: dict[str, Argument] = {
        "left": Ref(ITEM, pair[0]),
        "right": Ref(ITEM, pair[1]),
        "attribute": label(store, query.attribute),
    }
    if store.attribute(query.attribute).type == "date":
        return _days(query, args, str(values[0]), str(values[1]))
    left, right = magnitude(values[0]), magnitude(values[1])
    if left is None or right is None:
        return Say("answer.difference.not_measured", args), ()
    if left == right:
        return Say("answer.difference.same", args), (_cell(query, "difference", 0),)
    args["amount"] = amount_value(store, query.attribute, abs(left - right))
    derived = [_cell(query, "difference", left - right)]
    smaller, larger = sorted((left, right))
    if smaller > 0:
        args["ratio"] = round(larger / smaller, 2)
        derived.append(_cell(query, "ratio", left / right))
    return Say("answer.difference.more" if left > right else "answer.difference.less", args), tuple(derived)


def _cell(query: Difference, function: str, value: float) -> Cell:
    return Cell(subject=Ref(AGGREGATE, function), attribute=query.attribute, state="derived", value=value)


def _days(query: Difference, args: dict[str, Argument], left: str, right: str) -> tuple[Say, tuple[Cell, ...]]:
    if left == right:
        return Say("answer.difference.same", args), (_cell(query, "difference", 0),)
    if date_truth(left, "<", right) is Truth.UNKNOWN:
        return Say("answer.difference.unclear", args), ()
    if len(left) < 10 or len(right) < 10:
        message = "answer.difference.later_about" if left > right else "answer.difference.earlier_about"
        return Say(message, args), ()
    days = (date.fromisoformat(left) - date.fromisoformat(right)).days
    args["days"] = abs(days)
    message = "answer.difference.later" if days > 0 else "answer.difference.earlier"
    return Say(message, args), (_cell(query, "difference", days),)
