"""What does the founding article say, and do the sources agree?"""

from __future__ import annotations

from chatbot.answering.check import try_told
from chatbot.answering.compare import Truth
from chatbot.answering.pieces import families, group_refs, with_basis
from chatbot.answering.store import Store
from chatbot.answering.suggestions import suggest
from chatbot.answering.verdicts import verdict_args
from chatbot.datatypes.answer import Answer, Argument, AttributeName, Block, Bullets, Cell, Localised, Say
from chatbot.datatypes.catalog import Claim, Ref
from chatbot.datatypes.query import Claims, Selection

VERDICTS = {"agrees": Truth.YES, "differs": Truth.NO}


def claims(query: Claims, store: Store) -> Answer:
    """Answer with the article's statements, each beside what the sources say."""
    items = store.items_of(query.subjects)
    groups = families(store, items)
    found = _matching(query, tuple(claim for group in groups for claim in store.claims(group)), store)
    if not found:
        args: dict[str, Argument] = {"names": query.subjects}
        if query.attributes:
            args["attributes"] = tuple(AttributeName(attribute) for attribute in query.attributes)
        lead = Say("answer.claims.none_on" if query.attributes else "answer.claims.none", args)
        return Answer(status="no_data", query=query, models=items, blocks=(lead,), suggestions=suggest(store, items))
    verdict, blocks = _verdict(found), _blocks(found, groups)
    if query.whether:
        verdict, blocks = Truth.YES.word, (Say("answer.claims.says"), *blocks)
    checked = try_told(query.stated, query.subjects, store)
    if checked and verdict == Truth.YES.word and checked.verdict == Truth.NO.word:  # the article does not say so
        verdict = checked.verdict
        args = verdict_args(store, Selection(query.subjects), checked.statement, checked.truths)
        blocks = (Say(f"answer.check.{verdict}", args), *blocks)
    return Answer(
        status="answered",
        query=query,
        models=items,
        verdict=verdict,
        cells=tuple(_cell(claim) for claim in found),
        blocks=blocks,
        suggestions=suggest(store, items),
    )


def _matching(query: Claims, stated: tuple[Claim, ...], store: Store) -> tuple[Claim, ...]:
    """Return the claims on the attributes; where there are none, those on what decides the attributes."""
    if not query.attributes:
        return stated
    exact = tuple(claim for claim in stated if claim.attribute in query.attributes)
    near = [name for one in query.attributes if store.has_attribute(one) for name in store.attribute(one).related]
    wider = with_basis(store, (*query.attributes, *near))
    return exact or tuple(claim for claim in stated if claim.attribute in wider)


def _verdict(found: tuple[Claim, ...]) -> str:
    truths = {VERDICTS.get(claim.verdict, Truth.UNKNOWN) for claim in found}
    return truths.pop().word if len(truths) == 1 else Truth.CONDITIONAL.word


def _blocks(found: tuple[Claim, ...], groups: tuple[str, ...]) -> tuple[Block, ...]:
    differing = sum(claim.verdict == "differs" for claim in found)
    args: dict[str, Argument] = {"names": group_refs(groups), "count": len(found), "differing": differing}
    lines = tuple(_line(claim) for claim in sorted(found, key=lambda claim: claim.verdict != "differs"))
    if len(found) == 1:
        return lines
    return (Say("answer.claims.lead", args), Bullets(lines=lines))


def _line(claim: Claim) -> Say:
    args: dict[str, Argument] = {
        "name": Ref("group", claim.group),
        "attribute": AttributeName(claim.attribute),
        "states": Localised(claim.states),
    }
    suffix = ""
    if claim.sources_say:
        args["sources_say"] = Localised(claim.sources_say)
        suffix = "_said"
    sources = tuple(source for source in (claim.source, claim.article) if source)
    return Say(f"answer.claims.{claim.verdict}{suffix}", args, sources=sources)


def _cell(claim: Claim) -> Cell:
    sources = tuple(dict.fromkeys(source for source in (claim.article, claim.source) if source))
    return Cell(
        model=claim.group,
        attribute=claim.attribute,
        state="claimed",
        value=claim.states,
        note=claim.sources_say,
        sources=sources,
    )
