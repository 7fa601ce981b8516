"""The whole lint: everything that a data author should hear about, always from the sources."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from chatbot.checks.messages import check_messages
from chatbot.checks.names import Shared, check_forms, check_names
from chatbot.checks.rules import RuleCheck, check_rules
from chatbot.checks.sources import check_sources
from chatbot.checks.texts import check_texts
from chatbot.datatypes.problem import Problem
from chatbot.loading.folders import data_files, layers
from chatbot.loading.report import Report
from chatbot.loading.sources import read_sources


def lint(
    knowledge: tuple[Path, ...] = (), intents: tuple[Path, ...] = (), more: Iterable[RuleCheck] = ()
) -> tuple[Problem, ...]:
    """Return all problems of the shipped data and the folders laid over it, errors first.

    `more`: checks that need the understanding engine, handed in by the caller.
    """
    report = Report()
    roots = layers("knowledge", knowledge), layers("intents", intents)
    loaded, packs = read_sources(*roots, report)
    files = data_files("knowledge", roots[0], Report())
    languages = {code for domain in loaded.catalog.domains.values() for code in domain.item_label}
    check_texts(files, frozenset(languages), report)
    check_names(loaded.catalog, Shared(loaded.shared_names, loaded.shared_kinds), report)
    check_sources(loaded.catalog, report)
    check_forms(packs, report)
    check_messages(packs, report)
    check_rules(packs, report)
    for check in more:
        report.problems += check(packs)
    return (*report.errors(), *report.warnings())
