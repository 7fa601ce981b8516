"""Statements without a source, and sources that nothing rests on."""

from __future__ import annotations

from collections.abc import Iterator

from chatbot.datatypes.catalog import Catalog, Fact
from chatbot.loading.report import Report

_CHECKED = {"agrees", "differs"}


def check_sources(catalog: Catalog, report: Report) -> None:
    """Report checked claims without a source, and sources that want a look."""
    for claim in catalog.claims:
        if claim.verdict in _CHECKED and not claim.source:
            message = f"the claim on {claim.attribute!r} of {claim.group!r} is judged without a source"
            report.error("knowledge", 0, "missing-source", message, "add `source:`, or set the verdict to unchecked")
    unused = sorted(catalog.sources.keys() - set(_used(catalog)))
    if unused:
        message = f"nothing rests on {len(unused)} of the sources"
        report.warn("knowledge", 0, "unused-source", message, f"among them {', '.join(unused[:3])}")


def _used(catalog: Catalog) -> Iterator[str]:
    """Yield the sources on which anything rests."""
    for fact in _facts(catalog):
        yield from fact.sources
    for claim in catalog.claims:
        yield from (claim.source, claim.article)
    for group in catalog.groups.values():
        yield from (confusion.source for confusion in group.confusions)
    for contrast in catalog.contrasts:
        yield from contrast.sources
    for thing in (thing for things in catalog.entities.values() for thing in things.values()):
        yield from thing.sources
        yield from (suit.source for suit in thing.suits)
        yield from (point.source for section in thing.sections for point in section.points)


def _facts(catalog: Catalog) -> Iterator[Fact]:
    """Yield all facts."""
    stated = [item.facts for item in catalog.items.values()]
    stated += [group.facts for group in catalog.groups.values()]
    stated += [thing.facts for things in catalog.entities.values() for thing in things.values()]
    for by_attribute in stated:
        for facts in by_attribute.values():
            yield from facts
