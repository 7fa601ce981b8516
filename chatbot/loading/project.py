"""Loads the whole project: from the cache where it is current, else from the YAML files."""

from __future__ import annotations

from pathlib import Path

import msgspec

from chatbot.datatypes.catalog import Catalog
from chatbot.datatypes.pack import Packs
from chatbot.datatypes.problem import Problem
from chatbot.errors import DataError
from chatbot.loading import cache
from chatbot.loading.folders import data_files, layers
from chatbot.loading.report import Report

_UNFINISHED = True
"""The data is being written: faulty entries are left out instead of stopping everything. To be removed."""


class Project(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that data files say."""

    catalog: Catalog
    packs: Packs
    warnings: tuple[Problem, ...] = ()


def load(knowledge: tuple[Path, ...] = (), intents: tuple[Path, ...] = (), cache_dir: Path | None = None) -> Project:
    """Return the project; raises DataError with all problems if there is an error in any file.

    The folders are laid over the shipped data, in order. `cache_dir`: where compiled data is kept; None: nowhere.
    """
    roots = layers("knowledge", knowledge), layers("intents", intents)
    if cache_dir is None:
        return read(*roots)
    both = (*roots[0], Path(), *roots[1])
    file = cache.cache_file(cache_dir, both)
    key = _key(*roots)
    known = cache.load(file, key, Project) if key else None
    if known is not None:
        return known
    project = read(*roots)
    if key and key == _key(*roots):  # nobody wrote to the files meanwhile
        _save(file, key, project)
    return project


def read(knowledge: tuple[Path, ...], intents: tuple[Path, ...]) -> Project:
    """Read the YAML files; raises DataError with all problems if there is an error in any of them."""
    from chatbot.loading.sources import read_sources  # YAML only when it is needed

    report = Report()
    catalog, packs = read_sources(knowledge, intents, report)
    if report.errors() and not _UNFINISHED:
        raise DataError((*report.errors(), *report.warnings()))
    return Project(catalog=catalog.catalog, packs=packs, warnings=(*report.errors(), *report.warnings()))


def _save(file: Path, key: bytes, project: Project) -> None:
    """Keep fault-free data."""
    if all(problem.severity != "error" for problem in project.warnings):
        cache.save(file, key, project)


def _key(knowledge: tuple[Path, ...], intents: tuple[Path, ...]) -> bytes:
    """Return the fingerprint of all files, empty where a file or folder cannot be read."""
    report = Report()
    try:
        files = [*data_files("knowledge", knowledge, report), *data_files("intents", intents, report)]
        return b"" if report.problems else cache.fingerprint((*knowledge, Path(), *intents), files, Project)
    except OSError:
        return b""
