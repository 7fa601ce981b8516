"""The whole lint: everything that a data author should hear about, always from the sources."""

from __future__ import annotations

from pathlib import Path

from chatbot.checks.examples import check_examples
from chatbot.checks.lists import check_lists
from chatbot.checks.messages import check_messages
from chatbot.checks.names import Shared, check_forms, check_names
from chatbot.checks.roles import check_roles
from chatbot.checks.rules import check_rules
from chatbot.checks.sources import check_sources
from chatbot.checks.texts import Languages, check_texts
from chatbot.checks.wins import check_wins
from chatbot.datatypes.catalog import Catalog
from chatbot.datatypes.pack import Packs
from chatbot.datatypes.problem import Problem
from chatbot.loading.compiled import compile_project
from chatbot.loading.folders import data_files, layers
from chatbot.loading.project import Project
from chatbot.loading.report import Report
from chatbot.loading.sources import read_sources
from chatbot.understanding.engine import Understanding
from chatbot.understanding.workshop import Workshop

_UNREADABLE = frozenset({"bad-form", "bad-pattern", "bad-role", "unknown-builder"})
"""Faults with which the engine cannot run."""


def lint(knowledge: tuple[Path, ...] = (), intents: tuple[Path, ...] = ()) -> tuple[Problem, ...]:
    """Return all problems of the shipped data and the folders laid over it, errors first."""
    report = Report()
    roots = layers("knowledge", knowledge), layers("intents", intents)
    loaded, packs = read_sources(*roots, report)
    complete = not report.errors()
    files = data_files("knowledge", roots[0], Report())
    named = frozenset(code for domain in loaded.catalog.domains.values() for code in domain.item_label)
    check_texts(files, Languages(named, frozenset(packs.languages) - named), report)
    check_lists([*files, *data_files("intents", roots[1], Report())], report)
    check_names(loaded.catalog, Shared(loaded.shared_names, loaded.shared_kinds), report)
    check_sources(loaded.catalog, report)
    check_forms(packs, report)
    check_messages(packs, report)
    check_rules(packs, report)
    if not (complete and loaded.catalog.domains and check_engine(loaded.catalog, packs, report)):
        hint = "mend the errors first"
        report.warn("intents", 0, "not-checked", "whether rules read their examples was not checked", hint)
    return report.broken() or (*report.errors(), *report.warnings())


def check_engine(catalog: Catalog, packs: Packs, report: Report) -> bool:
    """Report rules that the engine cannot follow; where it can follow all, what it makes of their examples.

    Return whether it could.
    """
    if any(problem.code in _UNREADABLE for problem in report.problems):
        return False
    data = compile_project(Project(catalog=catalog, packs=packs))
    shops = {code: Workshop(catalog, packs, code, (data.names, data.languages[code])) for code in packs.languages}
    check_roles(packs, shops, report)
    if any(problem.code in _UNREADABLE for problem in report.problems):
        return False
    understanding = Understanding(catalog, packs, data.names, data.languages, repr)
    for code, pack in packs.languages.items():
        check_examples(pack, shops[code], report)
        check_wins(pack, shops[code], understanding, report)
    return True
