"""uses.yaml: uses that terms name. Each becomes a property of the terms, and so of what is under them."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from chatbot.datatypes.catalog import Attribute, Domain, Entity, Fact, Point, Ref, Section, Text
from chatbot.loading.attributes import TASK_KIND
from chatbot.loading.convert import convert
from chatbot.loading.entries import Entries
from chatbot.loading.nodes import Node
from chatbot.loading.schemas import DeriveSchema, PolicySchema, UsePointSchema, UseSchema, as_ids
from chatbot.loading.scope import Scope
from chatbot.loading.values import TRUTHS

NAMED_USE, NAMED_CLAUSE = "named_use", "named_clause"
"""Kinds of the names of uses, and of what else terms may set or ask for."""
_TRUTH = "truth"


def load_uses(scope: Scope, domain: Domain, entries: Entries, kind: str) -> None:
    """Put uses, or clauses, into the scope as attributes that follow from the terms."""
    terms = domain.roles.get("terms", "")
    topics = {section.id for thing in _things(scope, domain).values() for section in thing.sections}
    for entry in entries:
        schema = convert(entry.node, UseSchema, entry.file, scope.report)
        if schema is None:
            continue
        if schema.id in scope.attributes:
            message = f"the attribute {schema.id!r} is there already"
            scope.report.error(entry.file, entry.node.line, "duplicate-id", message, "give the use another id")
            continue
        if schema.task:
            place = (entry.file, entry.node.line_of("task"))
            scope.check_id(schema.task, scope.entities.get(TASK_KIND, {}), TASK_KIND, place)
        topic = schema.topic or domain.roles.get("limits", "")
        scope.check_id(topic, topics, "section of the terms", (entry.file, entry.node.line_of("topic")))
        scope.attributes[schema.id] = Attribute(
            id=schema.id, type=_TRUTH, label=schema.label, basis=(terms,), topic=topic, task=schema.task
        )
        scope.derive[schema.id] = DeriveSchema(through=terms, take=schema.id, worst=True)
        scope.names.spoken(entry.node.get("names"), Ref(kind, schema.id), entry.file)


def state_uses(scope: Scope, domain: Domain, uses: Entries, policies: list[tuple[Node, str]]) -> None:
    """Give the terms what they say of the uses; terms without limits allow those that they do not name."""
    kind, things = _kind_of_terms(scope, domain), _things(scope, domain)
    for node, file in policies:
        for child in node.children():
            policy = convert(child, PolicySchema, file, scope.report)
            for identity in as_ids(policy.terms) if policy is not None else ():
                if policy is not None and scope.check_id(identity, things, kind, (file, child.line_of("terms"))):
                    things[identity] = _stated(scope, things[identity], policy, (file, child))
    known = [scope.attributes[use.id] for use in uses if use.id in scope.attributes]
    for identity, thing in things.items():
        things[identity] = _left(domain, thing, known)


def _kind_of_terms(scope: Scope, domain: Domain) -> str:
    terms = scope.attributes.get(domain.roles.get("terms", ""))
    return terms.of if terms is not None else ""


def _things(scope: Scope, domain: Domain) -> dict[str, Entity]:
    """Return all terms of a domain by id."""
    return scope.entities.get(_kind_of_terms(scope, domain), {})


def _stated(scope: Scope, thing: Entity, policy: PolicySchema, place: tuple[str, Node]) -> Entity:
    """Return terms with what a policy says."""
    file, node = place
    facts = dict(thing.facts)
    for number, point in enumerate(policy.points):
        line = node.line_of("points", number)
        note, where, sources = _cited(scope, thing, point, (file, line))
        for use in point.use:
            if not scope.check_id(use, scope.attributes, NAMED_USE, (file, line)):
                continue
            if use in facts:
                message = f"{thing.id} says two things on {use!r}"
                scope.report.error(file, line, "duplicate-id", message, "keep the one that decides")
            facts[use] = (Fact(attribute=use, value=point.verdict, sources=sources, where=where, note=note),)
    return msgspec.structs.replace(thing, facts=facts)


def _cited(
    scope: Scope, thing: Entity, point: UsePointSchema, place: tuple[str, int]
) -> tuple[Text, str, tuple[str, ...]]:
    """Return the words and where they stand: where the point says so, else in the point of the terms that holds them.

    What depends on more than these words is told in the whole sentence.
    """
    if point.source:
        return point.words, point.where, scope.check_sources((point.source,), place)
    for said in _points(thing):
        if all(words in said.text.get(code, "") for code, words in point.words.items()):
            words = said.text if point.verdict == TRUTHS[1] else point.words
            return words, said.where, (said.source,) if said.source else thing.sources
    hint = "quote a point of the licence, or give `where` and `source`"
    message = f"no point of {thing.id} holds these words in every language"
    scope.report.error(*place, "no-such-words", message, hint)
    return {}, "", ()


def _points(thing: Entity) -> Iterator[Point]:
    for section in thing.sections:
        yield from section.points


def _left(domain: Domain, thing: Entity, uses: list[Attribute]) -> Entity:
    """Return terms with the uses that they do not name: allowed where they set no limits, else as a section says."""
    facts = dict(thing.facts)
    sections = {section.id: section for section in thing.sections}
    for use in uses:
        section = sections.get(use.topic)
        if use.id in facts or section is None:
            continue
        limits = use.topic == domain.roles.get("limits")
        usable = thing.facts.get(domain.roles.get("usable", ""), ())
        verdict = _without_limits(section, usable) if limits else section.verdict
        if verdict in TRUTHS:
            told = section.points[:1]
            cited = tuple(point.source for point in told if point.source) or (usable[0] if usable else thing).sources
            note, where = (told[0].text, told[0].where) if told else ({}, "")
            facts[use.id] = (Fact(attribute=use.id, value=verdict, sources=cited, where=where, note=note),)
    return msgspec.structs.replace(thing, facts=facts)


def _without_limits(section: Section, usable: tuple[Fact, ...]) -> str:
    """Return whether a use is allowed that terms do not name; empty where they set limits that may touch it."""
    if section.verdict != TRUTHS[0]:
        return ""
    return TRUTHS[1] if usable and usable[0].value == TRUTHS[0] else TRUTHS[-1]
